"""The frame of every explorer: question, answer in a sentence, chart, inputs, meaning, actions.

An explorer is a table of inputs and one function from their values to a :class:`View`;
the frame does the rest: slider and exact field side by side, French numbers, a wrong entry
marked in words while the last good answer stays, undo, reset, download.

    def answer(turnover, rate):
        ...
        return View(sentence="Il vous faut 14 conseillers.", charts=[chart], meaning="…")

    Panel(title, [Number("turnover", label, 1_640_000, high=3_000_000, unit="€"), …], answer)
"""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import ipywidgets as widgets

from . import reading, theme
from .errors import CourseError, InvalidValue
from .language import Text, number, typeset

__all__ = ["Choice", "File", "Lines", "Number", "Panel", "Share", "View"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What an explorer shows for one set of inputs.

    `sentence` is the answer with its number, large; `detail` its uncertainty, under it;
    `meaning` two or three sentences under "What this means"; `downloads` maps a file name
    to its content; `notice` is a caution that stands beside the answer.
    """

    sentence: str
    detail: str = ""
    charts: Sequence[Any] = ()
    meaning: str = ""
    notice: str = ""
    downloads: Mapping[str, bytes] = field(default_factory=dict)


# -- inputs -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Number:
    """A number between `low` and `high`: a slider for feeling, a field for the exact value."""

    name: str
    label: Text
    default: float
    low: float = 0.0
    high: float = 100.0
    step: float = 1.0
    unit: str = ""
    decimals: int | None = None
    more: bool = False
    """Behind "More settings"."""

    factor = 1.0
    """Shown value over code value."""

    def control(self, changed: Callable[[], None]) -> _NumberControl:
        """The widget of this input; it calls `changed` when its value does."""
        return _NumberControl(self, changed)


@dataclass(frozen=True)
class Share(Number):
    """A share, 0–1 in code and percent on screen; `low`, `high` and `step` are shares."""

    high: float = 1.0
    step: float = 0.005
    unit: str = "%"

    factor = 100.0


@dataclass(frozen=True)
class Choice:
    """One of several options: ``{value: label}``."""

    name: str
    label: Text
    default: Any
    options: Mapping[Any, Text]
    more: bool = False

    def control(self, changed: Callable[[], None]) -> _PlainControl:
        """The widget of this input; it calls `changed` when its value does."""
        box = widgets.Dropdown(
            options=[(text.say(), value) for value, text in self.options.items()], value=self.default, description=self.label.say()
        )
        return _PlainControl(box, changed)


@dataclass(frozen=True)
class Lines:
    """A free text of several lines: answers to paste."""

    name: str
    label: Text
    default: str = ""
    rows: int = 5
    more: bool = False

    def control(self, changed: Callable[[], None]) -> _PlainControl:
        """The widget of this input; it calls `changed` when its value does."""
        box = widgets.Textarea(value=self.default, rows=self.rows, description=self.label.say(), continuous_update=False)
        return _PlainControl(box, changed)


@dataclass(frozen=True)
class File:
    """A CSV or XLSX to drop; its value is a frame of text cells, or ``None``."""

    name: str
    label: Text
    default: None = None
    more: bool = False

    def control(self, changed: Callable[[], None]) -> _FileControl:
        """The widget of this input; it calls `changed` when its value does."""
        return _FileControl(self, changed)


Input = Number | Choice | Lines | File


class _NumberControl:
    """A field in the reader's number format over a slider; they move together."""

    def __init__(self, spec: Number, changed: Callable[[], None]) -> None:
        self._spec, self._changed, self._quiet = spec, changed, False
        unit = f" ({spec.unit})" if spec.unit else ""
        self._label = spec.label.say() + unit
        low, high, step = (spec.factor * x for x in (spec.low, spec.high, spec.step))
        self._slider = widgets.FloatSlider(min=low, max=high, step=step, readout=False, continuous_update=False, tooltip=self._label)
        self._field = widgets.Text(description=self._label, continuous_update=False)
        self._problem = widgets.HTML()
        self._value = float(spec.default)
        self.value = self._value
        self._slider.observe(self._slid, "value")
        self._field.observe(self._typed, "value")
        self.widget = widgets.VBox([self._field, self._slider, self._problem]).add_class("crm-input")

    @property
    def value(self) -> float:
        return self._value

    @value.setter
    def value(self, value: float) -> None:
        self._value = float(value)
        shown = self._value * self._spec.factor
        self._quiet = True
        self._slider.value = min(max(shown, self._slider.min), self._slider.max)
        self._field.value = number(shown, self._spec.decimals)
        self._problem.value = ""
        self._quiet = False

    def _slid(self, change: Any) -> None:
        if not self._quiet:
            self.value = round(change["new"] / self._spec.factor, 10)
            self._changed()

    def _typed(self, change: Any) -> None:
        if self._quiet:
            return
        try:
            self.value = self._within(reading.number(change["new"], name=self._label)) / self._spec.factor
        except InvalidValue as error:
            self._problem.value = _alert(error.message())
            return
        self._changed()

    def _within(self, shown: float) -> float:
        low, high = self._spec.low * self._spec.factor, self._spec.high * self._spec.factor
        if not low - 1e-9 <= shown <= high + 1e-9:
            raise InvalidValue(self._label, _BETWEEN, shown, low=low, high=high)
        return shown


class _PlainControl:
    """A widget of one value, as it is."""

    def __init__(self, box: Any, changed: Callable[[], None]) -> None:
        self._box, self._changed, self._quiet = box, changed, False
        box.observe(self._heard, "value")
        self.widget = widgets.VBox([box]).add_class("crm-input")

    @property
    def value(self) -> Any:
        return self._box.value

    @value.setter
    def value(self, value: Any) -> None:
        self._quiet = True
        self._box.value = value
        self._quiet = False

    def _heard(self, _: Any) -> None:
        if not self._quiet:
            self._changed()


class _FileControl:
    """An upload button; a file that cannot be read is named in words and changes nothing."""

    def __init__(self, spec: File, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.value: Any = None
        self._button = widgets.FileUpload(accept=".csv,.txt,.xlsx", description=spec.label.say())
        self._button.observe(self._dropped, "value")
        self._problem = widgets.HTML()
        self.widget = widgets.VBox([self._button, self._problem]).add_class("crm-input")

    def _dropped(self, change: Any) -> None:
        if not change["new"]:
            return
        upload = change["new"][0]
        try:
            self.value = reading.table(bytes(upload["content"]), filename=upload["name"])
        except CourseError as error:
            self._problem.value = _alert(error.message())
            return
        self._problem.value = f"<span>{html.escape(upload['name'])}</span>"
        self._changed()


# -- the frame ----------------------------------------------------------------------------

_BETWEEN = Text(fr="entre {low:number} et {high:number}", en="between {low:number} and {high:number}")
_MEANING = Text(fr="Ce que cela veut dire", en="What this means")
_MORE = Text(fr="Plus de réglages", en="More settings")
_RESET, _UNDO = Text(fr="Réinitialiser", en="Reset"), Text(fr="Annuler", en="Undo")
_DOWNLOAD = Text(fr="Télécharger {name}", en="Download {name}")
_KEPT = Text(fr="La dernière réponse juste reste affichée.", en="The last good answer is still shown.")

_STYLE = """<style>
.crm-panel { max-width: 1100px; padding: 4px 2px; color: #1b1b1b; }
.crm-panel h3 { margin: 0 0 2px; font-size: 1.15em; font-weight: 600; }
.crm-panel .crm-answer { font-size: 1.5em; line-height: 1.3; font-weight: 600; margin: 2px 0; min-height: 1.3em; }
.crm-panel .crm-detail { color: #555; margin: 0 0 4px; min-height: 1.4em; line-height: 1.4; }
.crm-panel .crm-notice { border-left: 4px solid #E69F00; padding: 2px 10px; margin: 4px 0; line-height: 1.4; }
.crm-panel .crm-body { display: flex; flex-flow: row wrap; align-items: flex-start; gap: 8px 24px; overflow: visible; }
.crm-panel .crm-charts { flex: 1 1 600px; min-width: 300px; min-height: 320px; overflow-x: auto; }
.crm-panel .crm-inputs { flex: 0 1 330px; min-width: 280px; overflow: visible; }
.crm-panel .crm-input { margin-bottom: 6px; overflow: visible; }
.crm-panel .crm-input .widget-text, .crm-panel .crm-input .widget-dropdown { width: 100%; }
.crm-panel .crm-input .widget-label { flex: 1 1 auto; width: auto; text-align: left; white-space: normal; line-height: 1.25; height: auto; overflow: visible; }
.crm-panel .crm-input .widget-text input { flex: 0 0 8.5em; text-align: right; }
.crm-panel .crm-input .widget-slider { width: 100%; }
.crm-panel .crm-input .widget-textarea { flex-direction: column; width: 100%; }
.crm-panel .crm-problem { color: #A63A00; font-weight: 600; line-height: 1.35; }
.crm-panel .crm-meaning { max-width: 75ch; line-height: 1.5; }
.crm-panel .crm-actions a { margin-right: 12px; }
</style>"""


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
        self._answer = answer
        self._defaults = {spec.name: spec.default for spec in inputs}
        self._controls = {spec.name: spec.control(self._changed) for spec in inputs}
        self._history: list[dict[str, Any]] = []
        self._shown: dict[str, Any] = dict(self.values)
        self.view: View | None = None
        self._sentence, self._meaning = widgets.HTML(), widgets.HTML()
        self._charts = widgets.Output().add_class("crm-charts")
        head = widgets.HTML(f"{_STYLE}<h3>{html.escape(title.say())}</h3>")
        body = widgets.HBox([self._charts, self._inputs(inputs)]).add_class("crm-body")
        super().__init__([head, self._sentence, body, self._meaning, self._actions()])
        self.add_class("crm-panel")
        self._refresh()

    @property
    def values(self) -> dict[str, Any]:
        """The inputs' present values, by name."""
        return {name: control.value for name, control in self._controls.items()}

    def set(self, **values: Any) -> View | None:
        """Set inputs as a reader would, and return the view that follows."""
        for name, value in values.items():
            self._controls[name].value = value
        self._changed()
        return self.view

    def undo(self) -> None:
        """Go back one change."""
        if self._history:
            self._restore(self._history.pop())

    def reset(self) -> None:
        """Back to the values of the start; undo brings the present ones back."""
        self._history.append(self._shown)
        self._restore(self._defaults)

    def _inputs(self, inputs: Sequence[Input]) -> Any:
        sight = [self._controls[spec.name].widget for spec in inputs if not spec.more]
        more = [self._controls[spec.name].widget for spec in inputs if spec.more]
        if more:
            fold = widgets.Accordion([widgets.VBox(more)], titles=[_MORE.say()])
            sight.append(fold)
        return widgets.VBox(sight).add_class("crm-inputs")

    def _actions(self) -> Any:
        undo = widgets.Button(description=_UNDO.say(), icon="undo")
        reset = widgets.Button(description=_RESET.say(), icon="refresh")
        undo.on_click(lambda _: self.undo())
        reset.on_click(lambda _: self.reset())
        self._links = widgets.HTML()
        return widgets.HBox([undo, reset, self._links]).add_class("crm-actions")

    def _changed(self) -> None:
        if self.values != self._shown if not _has_frames(self.values, self._shown) else True:
            self._history.append(self._shown)
            self._refresh()

    def _restore(self, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            self._controls[name].value = value
        self._refresh()

    def _refresh(self) -> None:
        self._shown = dict(self.values)
        try:
            view = self._answer(**self._shown)
        except CourseError as error:
            kept = f" {_KEPT.say()}" if self.view else ""
            self._sentence.value = self._said(self.view) + _alert(error.message() + kept)
            return
        self.view = view
        self._sentence.value = self._said(view)
        self._charts.outputs = tuple(_output(chart) for chart in view.charts)
        meaning = f"<h3>{html.escape(_MEANING.say())}</h3><p>{html.escape(typeset(view.meaning))}</p>" if view.meaning else ""
        self._meaning.value = f'<div class="crm-meaning">{meaning}</div>'
        self._links.value = "".join(_link(name, content) for name, content in view.downloads.items())

    @staticmethod
    def _said(view: View | None) -> str:
        if view is None:
            return ""
        notice = f'<p class="crm-notice">{html.escape(typeset(view.notice))}</p>' if view.notice else ""
        return (
            f'<div aria-live="polite"><p class="crm-answer">{html.escape(typeset(view.sentence))}</p>'
            f'<p class="crm-detail">{html.escape(typeset(view.detail))}</p>{notice}</div>'
        )


def _has_frames(*values: Mapping[str, Any]) -> bool:
    return any(hasattr(value, "columns") for group in values for value in group.values())


def _alert(words: str) -> str:
    return f'<p class="crm-problem" role="alert">⚠ {html.escape(words)}</p>'


def _output(chart: Any) -> dict[str, Any]:
    data, metadata = theme.bundle(chart)
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def _link(name: str, content: bytes) -> str:
    encoded = base64.b64encode(content).decode()
    label = html.escape(_DOWNLOAD.say(name=name))
    return f'<a download="{html.escape(name)}" href="data:application/octet-stream;base64,{encoded}">{label}</a>'
