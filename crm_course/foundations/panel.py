"""The frame of every explorer: question, answer in a sentence, chart, inputs, meaning, actions.

An explorer is a table of inputs and one function from their values to a :class:`View`;
the frame does the rest: slider and exact field side by side, French numbers, a wrong entry
marked in words while the last good answer stays, undo, reset, scenarios side by side,
saving and reopening, download.

    def answer(turnover, rate):
        ...
        return View(sentence="Il vous faut 14 conseillers.", charts=[chart], meaning="…")

    Panel(title, [Number("turnover", label, 1_640_000, high=3_000_000, unit="€"), …], answer)
"""

from __future__ import annotations

import base64
import html
import itertools
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from . import saving, theme
from .errors import CourseError
from .inputs import Choice, File, Input, Lines, Number, Share, alert
from .language import Text, typeset

__all__ = ["Choice", "File", "Input", "Lines", "Number", "Panel", "Share", "View", "button", "link"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What an explorer shows for one set of inputs.

    `sentence` is the answer with its number, large; `detail` its uncertainty, under it;
    `meaning` two or three sentences under "What this means"; `notice` is a caution that
    stands beside the answer. `charts` come one under the other, the first one before the
    inputs. `figures` are the lines that scenarios are compared by, label to value, as the
    reader reads them. `downloads` maps a file name to its content, or to a function that
    makes it when it is asked for. `subject` is what the answer is about, for code that
    goes on from there.
    """

    sentence: str
    detail: str = ""
    charts: Sequence[Any] = ()
    meaning: str = ""
    notice: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    downloads: Mapping[str, bytes | Callable[[], bytes]] = field(default_factory=dict)
    subject: Any = None


NARROWEST = 210
"""Pixels below which no plot is squeezed: the picture is made smaller, or scrolled."""

_NUMBERS = itertools.count()

LARGEST_KEPT = 40_000
"""Cells of a file that is kept with an explorer's state at each move."""

ONE_GESTURE = 0.7
"""Seconds within which moves of one input are one step to undo: a slider on its way."""

_MEANING = Text(fr="Ce que cela veut dire", en="What this means")
_MORE = Text(fr="Plus de réglages", en="More settings")
_RESET, _UNDO = Text(fr="Réinitialiser", en="Reset"), Text(fr="Annuler", en="Undo")
_KEEP = Text(fr="Garder ce scénario", en="Keep this scenario")
_SAVE, _OPEN = Text(fr="Enregistrer", en="Save"), Text(fr="Rouvrir", en="Reopen")
_DOWNLOAD = Text(fr="Télécharger {name}", en="Download {name}")
_KEPT = Text(fr="La dernière réponse juste reste affichée.", en="The last good answer is still shown.")
_BROKEN = Text(
    fr="Le calcul a échoué pour ces valeurs ({error}). {kept} Annulez pour revenir en arrière.",
    en="The computation failed for these values ({error}). {kept} Undo to go back.",
)
_SCENARIOS, _SCENARIO = Text(fr="Scénarios côte à côte", en="Scenarios side by side"), Text(fr="Scénario {letter}", en="Scenario {letter}")
_NOW, _ANSWER, _BACK = Text(fr="Maintenant", en="Now"), Text(fr="Réponse", en="Answer"), Text(fr="Revenir à", en="Go back to")

STYLE = f"<style>{(Path(__file__).parent / 'panel.css').read_text(encoding='utf-8')}</style>"
"""The stylesheet of explorers, for a frame of another shape than the panel."""


class Panel(widgets.VBox):
    """An explorer: move an input, and answer, chart and meaning follow.

    Parameters
    ----------
    title : Text
        The question, in the reader's words.
    inputs : sequence of Number, Share, Choice, Lines, File
        At most six in sight; the others with ``more=True``.
    answer : callable
        Called with the inputs' values by name; returns a :class:`View`. A
        :class:`~crm_course.foundations.errors.CourseError` is shown in words.
    """

    def __init__(self, title: Text, inputs: Sequence[Input], answer: Callable[..., View]) -> None:
        self.title, self.inputs, self._answer = title, tuple(inputs), answer
        self._controls: dict[str, Any] = {spec.name: spec.control(self._changed) for spec in inputs}
        self._shown = self._good = self._defaults = self.values
        self._history: list[dict[str, Any]] = []
        self._moved: set[str] = set()
        self._moved_at = 0.0
        self._listeners: list[Callable[[], None]] = []
        self.scenarios: dict[str, dict[str, Any]] = {}
        self._figures: dict[str, Mapping[str, str]] = {}
        self.view: View | None = None
        self._sentence, self._meaning, self._table, self._links = (widgets.HTML() for _ in range(4))
        self._slots: list[_Slot] = []
        self._lead, self._rest = widgets.VBox().add_class("crm-lead"), widgets.VBox().add_class("crm-rest")
        told = widgets.VBox([self._meaning, self._table]).add_class("crm-told")
        parts = [self._lead.add_class("crm-charts"), self._inputs(), told, self._rest.add_class("crm-charts")]
        head = widgets.HTML(f"{STYLE}<h2>{html.escape(title.say())}</h2>")
        super().__init__([head, self._sentence, widgets.HBox(parts).add_class("crm-body"), *self._actions()])
        self.add_class("crm-panel")
        self._refresh()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.title.say()}>"

    # -- what code can do -----------------------------------------------------------------

    @property
    def values(self) -> dict[str, Any]:
        """The inputs' present values, by name."""
        return {name: control.value for name, control in self._controls.items()}

    @property
    def shown(self) -> str:
        """What a reader sees beside the charts, as HTML: the answer or what is wrong, what it means, the table."""
        return "".join(part.value for part in (self._sentence, self._meaning, self._table))

    def set(self, **values: Any) -> View | None:
        """Set inputs as a reader would, and return the view that follows."""
        for name, value in values.items():
            self._controls[name].value = value
        self._changed()
        return self.view

    def undo(self) -> None:
        """Go back one change."""
        self._moved = set()
        if self._history:
            self._restore(self._history.pop())

    def reset(self) -> None:
        """Back to the values of the start; undo brings the present ones back."""
        self._history.append(self._shown)
        self._restore(self._defaults)

    def keep(self, name: str | None = None) -> None:
        """Keep the present values as a scenario, to compare and to come back to."""
        letter = chr(ord("A") + len(self.scenarios) % 26)
        if self.view:
            name = name or _SCENARIO.say(letter=letter)
            self.scenarios[name], self._figures[name] = self._good, _figures(self.view)
            self._side_by_side()
            self._tell()

    def saved(self) -> bytes:
        """The values and the scenarios as the content of a file."""
        return saving.write(self.title, self.inputs, self._good, self.scenarios)

    def reopen(self, content: bytes, filename: str) -> None:
        """Take the values and the scenarios of a saved file; undo brings the present values back."""
        values, scenarios = saving.read(content, filename, self.title, self.inputs)
        figures = {name: _figures(self._answer(**one)) for name, one in scenarios.items()}
        self.scenarios, self._figures = scenarios, figures
        self._history.append(self._shown)
        self._restore({**self._defaults, **values})

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` after each change of the values or the scenarios."""
        self._listeners.append(heard)

    def fit(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Draw charts narrower that take more room than there is: by the name of their place, pixels taken and pixels there."""
        for slot in self._slots:
            if slot.name in places:
                slot.fit(*places[slot.name])

    @property
    def heavy(self) -> bool:
        """Whether an input holds too much to be kept at each move: a large file."""
        return any(getattr(value, "size", 0) > LARGEST_KEPT for value in self.values.values())

    def kept(self) -> Any:
        """The state as plain data, for :meth:`restore`."""
        return json.loads(self.saved())

    def restore(self, kept: Any) -> None:
        """Take up a state that :meth:`kept` gave."""
        self.reopen(json.dumps(kept).encode(), self.title.say())

    # -- parts ----------------------------------------------------------------------------

    def _inputs(self) -> Any:
        sight = [self._controls[spec.name].widget for spec in self.inputs if not spec.more]
        more = [self._controls[spec.name].widget for spec in self.inputs if spec.more]
        if more:
            sight += _folded(more)
        return widgets.VBox([*sight, self._steps()]).add_class("crm-inputs")

    def _steps(self) -> Any:
        self._undo_button = button(_UNDO, "undo", self.undo)
        self._back = widgets.Dropdown(options=[("–", None)], description=_BACK.say()).add_class("crm-back")
        self._back.observe(lambda change: change["new"] and self.set(**self.scenarios[change["new"]]), "value")
        steps = [self._undo_button, button(_RESET, "refresh", self.reset), button(_KEEP, "bookmark", self.keep), self._back]
        return widgets.HBox(steps).add_class("crm-actions")

    def _actions(self) -> list[Any]:
        opener = widgets.FileUpload(accept=".json", description=_OPEN.say(), icon="folder-open")
        opener.observe(self._opened, "value")
        self._documents = widgets.HBox([self._links]).add_class("crm-actions")
        name = f"{saving.slug(self.title.say())}.json"
        self.files = widgets.HBox(
            [button(_SAVE, "save", lambda: self._hand_over(name, self.saved)), widgets.HBox([opener]).add_class("crm-file")]
        ).add_class("crm-actions")
        self._ready, self._told = widgets.HTML(), widgets.HTML()
        self.documents = (self._documents,)
        return [self._documents, self.files, self._ready, self._told]

    # -- what happens ---------------------------------------------------------------------

    def _changed(self) -> None:
        moved = {name for name, value in self.values.items() if not _same(value, self._shown[name])}
        if moved:
            now = time.monotonic()
            if self._moved != moved or now - self._moved_at > ONE_GESTURE:
                self._history.append(self._shown)
            self._moved, self._moved_at = moved, now
            self._refresh()

    def _restore(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            self._controls[name].value = value
        self._refresh()

    def _refresh(self) -> None:
        self._shown = self.values
        self._undo_button.disabled = not self._history
        self._ready.value = self._told.value = ""
        self.add_class("crm-busy")
        try:
            self._show(self._answer(**self._shown))
        except CourseError as error:
            kept = f" {_KEPT.say()}" if self.view else ""
            self._sentence.value = _said(self.view) + alert(error.message() + kept)
        except Exception as error:
            kept = _KEPT.say() if self.view else ""
            self._sentence.value = _said(self.view) + alert(_BROKEN.say(error=error, kept=kept))
            raise
        finally:
            self.remove_class("crm-busy")
        self._tell()

    def _tell(self) -> None:
        for heard in self._listeners:
            heard()

    def _show(self, view: View) -> None:
        self.view, self._good = view, self._shown
        self._sentence.value = _said(view)
        self._draw(view.charts)
        meaning = f"<h3>{html.escape(_MEANING.say())}</h3><p>{html.escape(typeset(view.meaning))}</p>" if view.meaning else ""
        self._meaning.value = f'<div class="crm-meaning">{meaning}</div>'
        self._offer(view.downloads)
        self._side_by_side()

    def _draw(self, charts: Sequence[Any]) -> None:
        if len(charts) != len(self._slots):
            self._slots = [*self._slots, *(_Slot() for _ in charts)][: len(charts)]
            boxes = [slot.widget for slot in self._slots]
            self._lead.children, self._rest.children = boxes[:1], boxes[1:]
        for slot, chart in zip(self._slots, charts, strict=True):
            slot.draw(chart)

    def _offer(self, downloads: Mapping[str, Any]) -> None:
        """A link for what is there, a button for what is made when asked for."""
        self._links.value = "".join(link(name, content) for name, content in downloads.items() if isinstance(content, bytes))
        made = [name for name, content in downloads.items() if not isinstance(content, bytes)]
        if [getattr(one, "file", "") for one in self._documents.children[1:]] != made:
            self._documents.children = [self._links, *map(self._asking, made)]

    def _asking(self, name: str) -> Any:
        made = button(Text.literal(_DOWNLOAD.say(name=name)), "download", lambda: self._hand_over(name, None))
        made.file = name
        return made

    def _hand_over(self, name: str, make: Callable[[], bytes] | None) -> None:
        """Make a document and put its link there; a page takes it at once."""
        self._told.value = ""
        try:
            content = make() if make else self.view.downloads[name]()  # type: ignore[union-attr, operator]
        except CourseError as error:
            self._told.value = alert(error.message())
            return
        self._ready.value = link(name, content, "crm-ready")

    def _opened(self, change: Any) -> None:
        if change["new"]:
            upload = change["new"][0]
            try:
                self.reopen(bytes(upload["content"]), upload["name"])
            except CourseError as error:
                self._told.value = alert(error.message())

    def _side_by_side(self) -> None:
        """The kept scenarios and the present values, side by side: what differs, and what follows."""
        self._back.layout.display = None if self.scenarios else "none"
        self._back.options = [("–", None), *((name, name) for name in self.scenarios)]
        self._table.value = ""
        if self.scenarios and self.view:
            columns = {**self.scenarios, _NOW.say(): self._good}
            rows = [
                (spec.label.say(), [spec.written(values[spec.name]) for values in columns.values()])
                for spec in self.inputs
                if any(not _same(values[spec.name], self._good[spec.name]) for values in columns.values())
            ]
            now = _figures(self.view)
            told = [*(self._figures[name] for name in self.scenarios), now]
            rows += [(label, [figures.get(label, "–") for figures in told]) for label in now]
            self._table.value = _table(_SCENARIOS.say(), list(columns), rows)


class _Slot:
    """The place of one chart; it is drawn again only when it changes."""

    def __init__(self) -> None:
        self.name = f"crm-slot-{next(_NUMBERS)}"
        self.widget = widgets.Output().add_class("crm-chart").add_class(self.name)
        self._data: dict[str, Any] = {}
        self._chart: Any = None
        self._plot = 0.0
        self._room: tuple[int, int] | None = None

    def fit(self, taken: float, room: float) -> None:
        """The picture takes `taken` pixels where there are `room`: draw it narrower by what is too much."""
        plot = min(self._plot, self._room[0]) if self._room else self._plot
        narrower = max(int(plot - (taken - room)), NARROWEST)
        if plot and narrower < plot:
            self._room = (narrower, int(room))
            self.draw(self._chart)

    def draw(self, chart: Any) -> None:
        data, metadata = theme.bundle(chart)
        self._chart, self._plot = chart, theme.plot_width(data[theme.MIME])
        if self._room:
            data[theme.MIME] = theme.narrowed(data[theme.MIME], self._room[0], self._room[1])
        if data != self._data:
            self._data = data
            metadata[theme.MIME]["embed_options"]["renderer"] = "svg"  # sharp when printed or zoomed
            self.widget.outputs = ({"output_type": "display_data", "data": data, "metadata": metadata},)


def button(label: Text, icon: str, act: Callable[[], Any]) -> Any:
    """A button that does one thing."""
    made = widgets.Button(description=label.say(), icon=icon)
    made.on_click(lambda _: act())
    return made


def _folded(controls: Sequence[Any]) -> list[Any]:
    """A button, reached by keyboard as any other, and what it unfolds."""
    box = widgets.VBox(list(controls)).add_class("crm-more")
    box.layout.display = "none"
    fold = widgets.ToggleButton(description=_MORE.say(), icon="caret-right").add_class("crm-fold")

    def turn(change: Any) -> None:
        box.layout.display = None if change["new"] else "none"
        fold.icon = "caret-down" if change["new"] else "caret-right"

    fold.observe(turn, "value")
    return [fold, box]


def _same(one: Any, other: Any) -> bool:
    return one is other or (not hasattr(one, "columns") and not hasattr(other, "columns") and bool(one == other))


def _figures(view: View) -> Mapping[str, str]:
    return view.figures or {_ANSWER.say(): view.sentence}


def _said(view: View | None) -> str:
    if view is None:
        return ""
    notice = f'<p class="crm-notice">{html.escape(typeset(view.notice))}</p>' if view.notice else ""
    return (
        f'<div aria-live="polite"><p class="crm-answer">{html.escape(typeset(view.sentence))}</p>'
        f'<p class="crm-detail">{html.escape(typeset(view.detail))}</p>{notice}</div>'
    )


def _table(title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in columns)
    lines = "".join(
        f'<tr><th scope="row">{html.escape(label)}</th>{"".join(f"<td>{html.escape(cell)}</td>" for cell in cells)}</tr>'
        for label, cells in rows
    )
    return f'<h3>{html.escape(title)}</h3><div class="crm-scroll" tabindex="0" role="group" aria-label="{html.escape(title)}"><table class="crm-scenarios"><tr><td></td>{head}</tr>{lines}</table></div>'


def link(name: str, content: bytes, kind: str = "") -> str:
    """A link to a document, in HTML; a page takes one of the kind ``crm-ready`` at once."""
    encoded = base64.b64encode(content).decode()
    label = html.escape(_DOWNLOAD.say(name=name))
    return f'<a class="{kind}" download="{html.escape(name)}" href="data:application/octet-stream;base64,{encoded}">{label}</a>'
