"""A question on screen: statement, field, Check, Hint."""

from __future__ import annotations

import dataclasses
import html
from typing import Any

import ipywidgets as widgets

from crm_course.foundations.errors import CourseError
from crm_course.foundations.language import Text

from . import contents, progress
from .feedback import check, hint
from .questions import Question
from .values import plain

__all__ = ["ask"]

_CHECK, _HINT = Text(fr="Vérifier", en="Check"), Text(fr="Indice", en="Hint")
_FIELD = Text(fr="Votre réponse", en="Your answer")
_GIVE = Text(
    fr="Donnez d’abord votre réponse ci-dessus, puis cliquez sur « Vérifier ».", en='Give your answer above first, then click "Check".'
)
_CHOOSE = Text(fr="Choisissez…", en="Choose…")
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
</style>"""


def ask(question_id: str) -> Any:
    """Show a question with its field, a Check and a Hint button.

    Parameters
    ----------
    question_id : str
        For example ``"sens-confort.nps"``.
    """
    question = contents.question(question_id)
    given = contents.exercise(question.exercise).given()
    field, answer = _field(question)
    message, standing = widgets.HTML(), widgets.HTML(_standing(question_id))
    check_button = widgets.Button(description=_CHECK.say(), button_style="primary", icon="check")
    hint_button = widgets.Button(description=_HINT.say(), icon="lightbulb-o")

    def respond(_: Any) -> None:
        try:
            said = check(question_id, answer())
            message.value = (said if said.answered else dataclasses.replace(said, message=_GIVE.say())).as_html()
        except CourseError as error:
            message.value = f"<p role='alert'>{html.escape(error.message())}</p>"
        standing.value = _standing(question_id)

    def help_out(_: Any) -> None:
        message.value = f"<p role='status'>{html.escape(hint(question_id))}</p>"

    check_button.on_click(respond)
    hint_button.on_click(help_out)
    if hasattr(field, "on_submit"):
        field.continuous_update = False
    words = _prose(question.asked(given))
    head = widgets.HTML(f"{_STYLE}<strong>{html.escape(question.title.say())}</strong>{words}")
    return widgets.VBox([head, field, widgets.HBox([check_button, hint_button]), message, standing]).add_class("crm-question")


def _field(question: Question) -> tuple[Any, Any]:
    """The widget for an answer, and a function that reads it."""
    if question.kind == "choice":
        radio = widgets.RadioButtons(options=[(label.say(), key) for key, label in question.options.items()], value=None)
        return radio, lambda: radio.value
    if question.kind == "choices":
        boxes = {key: widgets.Checkbox(description=label.say(), indent=False) for key, label in question.options.items()}
        return widgets.VBox(list(boxes.values())), lambda: [key for key, box in boxes.items() if box.value]
    if question.kind == "table":
        rows = [str(row) for row in _rows(question)]
        pick = [(_CHOOSE.say(), "")] + [(label.say(), key) for key, label in question.options.items()]
        cells = {
            row: widgets.Dropdown(options=pick, description=row) if question.options else widgets.Text(description=row) for row in rows
        }
        return widgets.VBox(list(cells.values())), lambda: {row: cell.value for row, cell in cells.items()}
    if question.kind == "open":
        area = widgets.Textarea(rows=6, description=_FIELD.say())
        return area, lambda: area.value
    unit = f" ({question.unit})" if question.unit else ""
    line = widgets.Text(description=_FIELD.say() + unit, style={"description_width": "initial"})
    return line, lambda: line.value


def _rows(question: Question) -> list[Any]:
    assert question.answer is not None  # a table has one
    return list(plain(question.answer(contents.exercise(question.exercise).given())))


def _prose(markdown: str) -> str:
    """A statement's few marks of Markdown (bold, code, paragraphs, lists) as HTML."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown))


def _standing(question_id: str) -> str:
    known = progress.standing().get(question_id)
    return f"<small>{html.escape(_SO_FAR.say(tries=known.tries, credit=known.credit))}</small>" if known and known.tries else ""
