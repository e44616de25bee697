"""A question on screen: statement, field, Check, Hint."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from crm_course.foundations.errors import CourseError
from crm_course.foundations.language import Text

from . import boxes, contents, progress
from .boxed import bundle
from .build import PRECISION
from .feedback import check, hint, judge
from .questions import Question
from .values import plain

__all__ = ["ask", "stop_at_questions"]

_CHECK, _HINT = Text(fr="Vérifier", en="Check"), Text(fr="Indice", en="Hint")
_ON = Text(fr="Continuer sans répondre", en="Go on without answering")
_BELOW = Text(fr="La suite est dessous", en="What follows is below")
_FIELD = Text(fr="Votre réponse", en="Your answer")
_GIVE = Text(
    fr="Donnez d’abord votre réponse ci-dessus, puis cliquez sur « Vérifier ».", en='Give your answer above first, then click "Check".'
)
_CHOOSE = Text(fr="Choisissez…", en="Choose…")
_YOUR_TURN = Text(fr="À vous – répondez dans le champ de cette cellule.", en="Your turn – answer in this cell’s field.")
_ASLEEP = Text(
    fr="Pour répondre encore, cliquez dans cette cellule, puis appuyez sur Maj + Entrée.",
    en="To answer again, click in this cell, then press Shift + Enter.",
)
_KEPT = Text(fr="Votre dernière réponse, gardée dans ce carnet :", en="Your last answer, kept in this notebook:")
_AGAIN = Text(fr="Votre réponse : {answer}", en="Your answer: {answer}")
_MET, _IN_PART, _NOT_MET = Text(fr="oui", en="yes"), Text(fr="en partie", en="in part"), Text(fr="non", en="no")
_WHY = Text(fr="Pourquoi, en un mot", en="Why, in a word")
_JUDGE = Text(fr="Garder ces marques", en="Keep these marks")
_JUDGE_YOURSELF = Text(
    fr="Comparez avec la réponse possible, puis marquez la vôtre (ou celle de votre voisin) :",
    en="Compare with the possible answer, then mark yours (or your neighbour’s):",
)
_EVERY_LINE = Text(fr="Marquez chaque ligne.", en="Mark every line.")
_JUDGED = Text(
    fr="Noté : {credit:percent0}, d’après vous. L’avis de votre enseignant passera devant.",
    en="Noted: {credit:percent0}, by your own judgement. Your teacher’s comes over it.",
)
_SO_FAR = Text(
    fr="Essais : {tries:number} · meilleur résultat : {credit:percent0}", en="Tries: {tries:number} · best result: {credit:percent0}"
)

_STYLE = """<style>
.crm-question { border: 1px solid #ddd; border-radius: 6px; padding: 8px 14px; max-width: 80ch; overflow: visible; }
.crm-question .widget-label { width: auto; }
.crm-question .widget-dropdown { width: 100%; max-width: 70ch; }
.crm-question .widget-checkbox { width: 100%; }
.crm-question .widget-text { width: 100%; max-width: 32em; }
.crm-question .widget-textarea { width: 100%; max-width: 70ch; }
.crm-question .widget-radio { width: 100%; }
.crm-question .widget-radio-box { max-width: none; height: auto; }
.crm-question .widget-radio-box label { white-space: normal; height: auto; line-height: 1.35; padding: 2px 0; }
.crm-asleep { display: none; }
.jp-Cell:has(.crm-closed:not(.jupyter-widgets-disconnected)) ~ .jp-Cell { display: none; }
.crm-question.jupyter-widgets-disconnected .crm-asleep { display: block; margin: 4px 0; }
.crm-question .jupyter-widgets-disconnected::before, .crm-question.jupyter-widgets-disconnected::before { display: none; }
.crm-question.jupyter-widgets-disconnected .jupyter-button { opacity: 0.4; pointer-events: none; }
.crm-question.jupyter-widgets-disconnected input, .crm-question.jupyter-widgets-disconnected textarea { pointer-events: none; }
.jp-OutputArea:has(.crm-question) > .jp-OutputArea-child:has(.crm-kept) { display: none; }
</style>"""

_STOPS = {"lessons": False}
_PASSED: set[str] = set()


def stop_at_questions() -> None:
    """From here on, what follows a question in a lesson is shown once it was tried, or passed by; the course's kernel asks for it."""
    _STOPS["lessons"] = True


def ask(question_id: str, *, statement: bool = True) -> Any:
    """Show a question with its field, a Check and a Hint button; Enter checks too.

    Each answer that is checked is written into the notebook's file, beside its verdict, and stands in
    the field again when the cell is run anew.

    Parameters
    ----------
    question_id : str
        For example ``"sens-confort.nps"``.
    statement : bool
        Whether the question is told in the box, or stands above it already.
    """
    return _Box(question_id, statement=statement).shown


class _Box:
    """One question on screen: `shown` is the widget; `answer` reads the field, `fill` sets it."""

    def __init__(self, question_id: str, *, statement: bool) -> None:
        self.id = question_id
        self.question = _known(question_id)
        self.field, self.answer, self.fill, self.parts = _field(self.question)
        self.message, self.standing = widgets.HTML(), widgets.HTML(_standing(question_id))
        self.trace: Any = None
        check_button = widgets.Button(description=_CHECK.say(), button_style="primary", icon="check")
        hint_button = widgets.Button(description=_HINT.say(), icon="lightbulb-o")
        check_button.on_click(self.respond)
        hint_button.on_click(self.help_out)
        self.judging = widgets.VBox()
        asleep = f"<small class='crm-asleep'>{html.escape(_ASLEEP.say())}</small>"
        head = widgets.HTML(_STYLE + asleep + (self._words() if statement else ""))
        self.on = widgets.Button(description=_ON.say(), layout={"width": "auto"}).add_class("crm-go-on")
        self.on.on_click(self._open)
        closed = (
            statement
            and _STOPS["lessons"]
            and self.question is not None
            and question_id not in _PASSED
            and not progress.tries_made(question_id)
        )
        below = widgets.HBox([check_button, hint_button, *([self.on] if closed else [])])
        self.shown = _Shown([head, self.field, below, self.message, self.standing, self.judging]).add_class("crm-question")
        if closed:
            self.shown.add_class("crm-closed")
        self._recall()
        for part in self.parts:
            part.observe(self._changed, "value")
            if isinstance(part, widgets.Text):
                part.on_msg(self._typed)

    def _words(self) -> str:
        if self.question is None:
            return ""
        given = contents.exercise(self.question.exercise).given()
        exact = self.question.tolerance_reason
        told = f"<p><em>{html.escape(PRECISION.say(reason=exact).strip('*'))}</em></p>" if exact else ""
        return f"<strong>{html.escape(self.question.title.say())}</strong>{_prose(self.question.asked(given))}{told}"

    def _recall(self) -> None:
        """What was answered last stands in the field again, and in the file; the place in the file is made now, while the cell runs."""
        before = boxes.last(self.id)
        if before is not None:
            self.fill(before)
        self._write(before, _AGAIN.say(answer=_short(before)) if before is not None else "")

    def _open(self, _: Any = None) -> None:
        """What comes below is shown: the question was tried, or passed by. The button stays, and with it the keyboard's place in the notebook."""
        _PASSED.add(self.id)
        self.shown.remove_class("crm-closed")
        self.on.description = _BELOW.say()

    def _typed(self, _: Any, content: Any, __: Any) -> None:
        if isinstance(content, dict) and content.get("event") == "submit":
            self.respond(None)

    def _changed(self, _: Any) -> None:
        """The verdict was of another answer: it goes."""
        self.message.value = ""

    def respond(self, _: Any) -> None:
        answer = self.answer()
        try:
            said = check(self.id, "" if _is_empty(answer) else answer)
            if said.answered:
                boxes.remember(self.id, answer)
                self._open()
                self._write(answer, said.as_html())
            else:
                said = dataclasses.replace(said, message=_GIVE.say())
            self.message.value = said.as_html()
            if said.model and self.question is not None and not self.judging.children:
                self.judging.children = _judging(self.question, self.standing)
        except CourseError as error:
            self.message.value = f"<p role='alert'>{html.escape(error.message())}</p>"
        self.standing.value = _standing(self.id)

    def help_out(self, _: Any) -> None:
        self.message.value = f"<p role='status'>{html.escape(hint(self.id))}</p>"

    def _write(self, answer: Any, words: str) -> None:
        """Put answer and verdict into the output of this cell, where the file keeps them."""
        from IPython import get_ipython
        from IPython.display import display

        if get_ipython() is None:
            return
        if answer is None:
            data = {"text/html": "<div class='crm-kept'></div>", "text/plain": ""}
        else:
            kept = f"<div class='crm-kept'><small>{html.escape(_KEPT.say())}</small>{words}</div>"
            data = bundle(self.id, answer, html=kept, text=_AGAIN.say(answer=_short(answer)))
        if self.trace is None:
            self.trace = display(data, raw=True, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self.trace.update(data, raw=True)


class _Shown(widgets.VBox):  # type: ignore[misc]
    """The widget of a question; where no widget can be shown, it says so in words."""

    def __repr__(self) -> str:
        return _YOUR_TURN.say()


def _known(question_id: str) -> Question | None:
    """The question; None where it is a teacher's own, which is not here."""
    try:
        return contents.question(question_id)
    except CourseError:
        if progress.is_deferred(question_id):
            return None
        raise


def _is_empty(answer: Any) -> bool:
    return not (any(answer.values()) if isinstance(answer, dict) else answer)


def _short(answer: Any) -> str:
    if isinstance(answer, dict):
        return " ; ".join(f"{row} : {cell}" for row, cell in answer.items())
    return " ; ".join(answer) if isinstance(answer, list) else str(answer)


def _judging(question: Question, standing: Any) -> tuple[Any, ...]:
    """A line for each criterion, that the learner or a neighbour marks, and a word why."""
    facts = question.facts(contents.exercise(question.exercise).given())
    lines = [
        widgets.RadioButtons(
            options=[(_MET.say(), 1.0), (_IN_PART.say(), 0.5), (_NOT_MET.say(), 0.0)], value=None, description=line.text.say(**facts),
            style={"description_width": "initial"},
        )
        for line in question.rubric
    ]  # fmt: skip
    why = widgets.Text(description=_WHY.say(), style={"description_width": "initial"})
    button, said = widgets.Button(description=_JUDGE.say()), widgets.HTML()

    def keep(_: Any) -> None:
        if any(line.value is None for line in lines):
            said.value = f"<p role='alert'>{html.escape(_EVERY_LINE.say())}</p>"
            return
        credit = judge(question.id, [line.value for line in lines], why.value)
        said.value = f"<p role='status'>{html.escape(_JUDGED.say(credit=credit))}</p>"
        standing.value = _standing(question.id)

    button.on_click(keep)
    return (widgets.HTML(f"<strong>{html.escape(_JUDGE_YOURSELF.say())}</strong>"), *lines, why, button, said)


_Field = tuple[Any, Callable[[], Any], Callable[[Any], None], Sequence[Any]]
"""The widget for an answer, what reads it, what fills it, and the parts that a reader changes."""


def _field(question: Question | None) -> _Field:
    if question is not None and question.kind == "choice":
        return _radio(question)
    if question is not None and question.kind == "choices":
        return _ticks(question)
    if question is not None and question.kind == "table":
        return _cells(question)
    if question is None or question.kind in ("open", "sql"):
        area = widgets.Textarea(rows=6, description=_FIELD.say())
        return area, lambda: area.value, lambda value: _set(area, value), [area]
    unit = f" ({question.unit})" if question.unit else ""
    line = widgets.Text(description=_FIELD.say() + unit, style={"description_width": "initial"})
    return line, lambda: line.value, lambda value: _set(line, value), [line]


def _set(field: Any, value: Any) -> None:
    field.value = value if isinstance(value, str) else ""


def _radio(question: Question) -> _Field:
    radio = widgets.RadioButtons(options=[(label.say(), key) for key, label in question.options.items()], value=None)

    def fill(value: Any) -> None:
        radio.value = value if value in question.options else None

    return radio, lambda: radio.value, fill, [radio]


def _ticks(question: Question) -> _Field:
    ticks = {key: widgets.Checkbox(description=label.say(), indent=False) for key, label in question.options.items()}

    def fill(value: Any) -> None:
        for key, tick in ticks.items():
            tick.value = key in value

    return widgets.VBox(list(ticks.values())), lambda: [key for key, tick in ticks.items() if tick.value], fill, list(ticks.values())


def _cells(question: Question) -> _Field:
    pick = [(_CHOOSE.say(), "")] + [(label.say(), key) for key, label in question.options.items()]
    rows = {str(row): question.rows[row].say() if row in question.rows else str(row) for row in _rows(question)}
    cells = {row: widgets.Dropdown(options=pick, description=label) if question.options else widgets.Text(description=label, style={"description_width": "initial"})
             for row, label in rows.items()}  # fmt: skip

    def fill(value: Any) -> None:
        for row, cell in cells.items():
            known = value.get(row, "") if isinstance(value, dict) else ""
            cell.value = known if not question.options or known in question.options else ""

    return widgets.VBox(list(cells.values())), lambda: {row: cell.value for row, cell in cells.items()}, fill, list(cells.values())


def _rows(question: Question) -> list[Any]:
    assert question.answer is not None  # a table has one
    wanted = plain(question.answer(contents.exercise(question.exercise).given()))
    return [*question.rows, *(row for row in wanted if row not in question.rows)]


def _prose(markdown: str) -> str:
    """A statement's few marks of Markdown (bold, code, paragraphs, lists) as HTML."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown))


def _standing(question_id: str) -> str:
    known = progress.standing().get(question_id)
    return f"<small>{html.escape(_SO_FAR.say(tries=known.tries, credit=known.credit))}</small>" if known and known.tries else ""
