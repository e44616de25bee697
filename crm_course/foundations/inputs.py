"""What a reader can move in an explorer, and the widget of each.

An input is a record; its `control` is the widget that speaks the reader's language: French
numbers, the unit in the label, a wrong entry marked in words. Inputs write their values
as plain data (`pack`) and read them back (`unpack`), so that an explorer can be saved.
"""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import ipywidgets as widgets

from . import reading, sheets
from .errors import CourseError, InvalidValue
from .language import Text, number, typeset

__all__ = ["Choice", "File", "Input", "Lines", "Number", "Share", "alert", "exact"]

Changed = Callable[[], None]

_BETWEEN = Text(fr="entre {low:number} et {high:number}", en="between {low:number} and {high:number}")
_ONE_OF = Text(fr="l’une des possibilités proposées", en="one of the options")
_WORDS = Text(fr="un texte", en="text")
_TABLE = Text(fr="un tableau de textes", en="a table of text")


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

    def control(self, changed: Changed) -> _NumberControl:
        """The widget of this input; it calls `changed` when its value does."""
        return _NumberControl(self, changed)

    def written(self, value: float) -> str:
        """`value` as the reader reads it."""
        return typeset(f"{number(value * self.factor, self.decimals)} {self.unit}".strip())

    def within(self, shown: float) -> float:
        """`shown`, if it lies between the bounds; both are what the screen shows."""
        low, high = self.low * self.factor, self.high * self.factor
        if not low - 1e-9 <= shown <= high + 1e-9:
            raise InvalidValue(self.label, _BETWEEN, shown, low=low, high=high)
        return shown

    def pack(self, value: float) -> float:
        """`value` as plain data."""
        return float(value)

    def unpack(self, data: Any) -> float:
        """The value that :meth:`pack` wrote."""
        return self.within(reading.number(data, name=self.label) * self.factor) / self.factor


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

    def control(self, changed: Changed) -> _PlainControl:
        """The widget of this input; it calls `changed` when its value does."""
        options = [(text.say(), value) for value, text in self.options.items()]
        return _PlainControl(widgets.Dropdown(options=options, value=self.default, description=self.label.say()), changed)

    def written(self, value: Any) -> str:
        """`value` as the reader reads it."""
        return self.options[value].say()

    def pack(self, value: Any) -> int:
        """`value` as its place among the options."""
        return list(self.options).index(value)

    def unpack(self, data: Any) -> Any:
        """The value that :meth:`pack` wrote."""
        if not isinstance(data, int) or not 0 <= data < len(self.options):
            raise InvalidValue(self.label, _ONE_OF, data)
        return list(self.options)[data]


@dataclass(frozen=True)
class Lines:
    """A free text of several lines: answers to paste."""

    name: str
    label: Text
    default: str = ""
    rows: int = 5
    more: bool = False

    def control(self, changed: Changed) -> _PlainControl:
        """The widget of this input; it calls `changed` when its value does."""
        box = widgets.Textarea(value=self.default, rows=self.rows, description=self.label.say(), continuous_update=False)
        return _PlainControl(box, changed)

    def written(self, value: str) -> str:
        """The beginning of `value`."""
        words = " ".join(value.split())
        return words if len(words) <= 40 else words[:39] + "…"

    def pack(self, value: str) -> str:
        """`value` as it is."""
        return value

    def unpack(self, data: Any) -> str:
        """The value that :meth:`pack` wrote."""
        if not isinstance(data, str):
            raise InvalidValue(self.label, _WORDS, data)
        return data


@dataclass(frozen=True)
class File:
    """A CSV or XLSX to drop; its value is a frame of text cells, or ``None``."""

    name: str
    label: Text
    default: None = None
    more: bool = False

    def control(self, changed: Changed) -> _FileControl:
        """The widget of this input; it calls `changed` when its value does."""
        return _FileControl(self, changed)

    def written(self, value: Any) -> str:
        """How many lines it has."""
        return "–" if value is None else number(len(value))

    def pack(self, value: Any) -> Any:
        """The cells, line by line, header first."""
        return None if value is None else [list(value.columns), *value.to_numpy().tolist()]

    def unpack(self, data: Any) -> Any:
        """The value that :meth:`pack` wrote."""
        import pandas as pd

        if data is None:
            return None
        try:
            header, *rows = data
            return pd.DataFrame(rows, columns=header, dtype=str)
        except (TypeError, ValueError) as error:
            raise InvalidValue(self.label, _TABLE, data) from error


class Input(Protocol):
    """What every input of an explorer has."""

    @property
    def name(self) -> str:
        """Its name in code."""

    @property
    def label(self) -> Text:
        """What the reader sees."""

    @property
    def default(self) -> Any:
        """Its value at first."""

    @property
    def more(self) -> bool:
        """Whether it stands behind « More settings »."""

    def control(self, changed: Changed) -> Any:
        """Its widget, which calls `changed` when its value does."""

    def written(self, value: Any) -> str:
        """A value in words."""

    def pack(self, value: Any) -> Any:
        """A value as JSON."""

    def unpack(self, data: Any) -> Any:
        """A value from JSON."""


class _NumberControl:
    """A field in the reader's number format over a slider.

    The field is the value; the slider only shows the nearest of its places, and is heard
    when it leaves it: a browser reports the place where it put a slider as if somebody
    had moved it there. The slider reports while it moves: at its end alone, it would not
    hear the arrow keys. The page sends no further position before the last one was answered.
    """

    def __init__(self, spec: Number, changed: Changed) -> None:
        self._spec, self._changed, self._quiet = spec, changed, False
        label = spec.label.say() + (f" ({spec.unit})" if spec.unit else "")
        low, high, step = (spec.factor * x for x in (spec.low, spec.high, spec.step))
        self._slider = widgets.FloatSlider(min=low, max=high, step=step, readout=False, tooltip=label)
        self._field = widgets.Text(description=label, continuous_update=False)
        self._problem = widgets.HTML()
        self.value = spec.default
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
        self._write(shown)
        self._place = _nearest_place(shown, self._slider.min, self._slider.max, self._slider.step)
        self._quiet = True
        self._slider.value = self._place
        self._quiet = False

    def _write(self, shown: float) -> None:
        self._quiet = True
        self._field.value = exact(shown) if self._spec.decimals is None else number(shown, self._spec.decimals)
        self._problem.value = ""
        self._quiet = False

    def _slid(self, change: Any) -> None:
        place = change["new"]
        if self._quiet or abs(place - self._place) < self._slider.step / 2:
            return
        self._place = place
        self._value = round(place / self._spec.factor, 10)
        self._write(self._value * self._spec.factor)
        self._changed()

    def _typed(self, change: Any) -> None:
        if self._quiet:
            return
        try:
            self.value = self._spec.within(reading.number(change["new"], name=self._spec.label)) / self._spec.factor
        except InvalidValue as error:
            self._problem.value = alert(error.message())
            return
        self._changed()


def _nearest_place(shown: float, low: float, high: float, step: float) -> float:
    """Where a slider stands for `shown`, to the last bit: in percent of its length, as noUiSlider computes it.

    >>> _nearest_place(481_237, 0.0, 1_000_000, 1_000), _nearest_place(30.83, 0.0, 100.0, 0.5)
    (481000.0, 31.0)
    """
    length = high - low
    stride = step * 100 / length
    percent = math.floor((shown - low) * 100 / length / stride + 0.5) * stride
    return low if percent <= 0 else high if percent >= 100 else percent * length / 100 + low


def exact(value: float, otherwise: int | None = None) -> str:
    """`value` with all its decimals, up to seven; one that has more (a third) is rounded to `otherwise`.

    >>> from .language import speaking
    >>> with speaking("en"):
    ...     exact(481_237), exact(30.8345), exact(100 / 3)
    ('481,237', '30.8345', '33.33')
    """
    return number(
        value, next((places for places in range(8) if abs(round(value, places) - value) <= 1e-12 * max(1.0, abs(value))), otherwise)
    )


class _PlainControl:
    """A widget of one value, as it is."""

    def __init__(self, box: Any, changed: Changed) -> None:
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

    def __init__(self, spec: File, changed: Changed) -> None:
        self._changed = changed
        self._button = widgets.FileUpload(accept=".csv,.txt,.xlsx", description=spec.label.say())
        self._button.observe(self._dropped, "value")
        self._note = widgets.HTML()
        self.value = None
        self.widget = widgets.VBox([self._button, self._note]).add_class("crm-input").add_class("crm-file")

    @property
    def value(self) -> Any:
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        self._value = value
        self._note.value = ""

    def _dropped(self, change: Any) -> None:
        if not change["new"]:
            return
        upload = change["new"][0]
        try:
            found = sheets.read(bytes(upload["content"]), filename=upload["name"])
        except CourseError as error:
            self._note.value = alert(error.message())
            return
        self.value = found.frame.reset_index(drop=True)
        self._note.value = f"<p>{html.escape(upload['name'])}</p><p>{html.escape(typeset(found.sentence()))}</p>"
        self._changed()


def alert(words: str) -> str:
    """`words` as a marked warning, in HTML."""
    return f'<p class="crm-problem" role="alert">⚠ {html.escape(words)}</p>'
