"""The table of the owner's figures, as fields to type in."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from crm_course.foundations.errors import CourseError
from crm_course.foundations.inputs import alert, exact
from crm_course.foundations.language import Text
from crm_course.foundations.panel import button

from ..study import Study
from ..texts import label
from . import texts as words
from .figures import Entry, Row, rows_of

__all__ = ["Form"]


class Form(widgets.VBox):
    """Fields for every line of a study, and a button that hands them on.

    Parameters
    ----------
    study : Study
        Whose figures stand there at first.
    compute : callable
        Called with the form; a CourseError is shown, and everything typed stays.
    """

    def __init__(self, study: Study, compute: Callable[[Form], None]) -> None:
        self._compute = compute
        self._name = widgets.Text(value=study.name, description=words.NAME.say()).add_class("crm-form-name")
        self._units = _units(study)
        self._lines = widgets.VBox([self._line(place, row) for place, row in enumerate(rows_of(study), start=1)]).add_class(
            "crm-form-lines"
        )
        self._problem = widgets.HTML()
        head = widgets.HTML(
            "".join(f"<span>{html.escape(text.say())}</span>" for text in (words.ITEM, words.UNIT, words.BEFORE, words.AFTER))
        )
        actions = [button(words.COMPUTE, "check", self._pressed), button(words.ADD, "plus", self._add)]
        super().__init__(
            [self._name, head.add_class("crm-form-head"), self._lines, self._problem, widgets.HBox(actions).add_class("crm-actions")]
        )
        self.add_class("crm-form")

    @property
    def name(self) -> str:
        """What the study is to be called."""
        return str(self._name.value).strip() or words.MINE.say()

    def rows(self) -> list[Row]:
        """The lines as they stand, words as typed."""
        rows = []
        for place, line in enumerate(self._lines.children, start=1):
            item, unit, before, after = (field.value for field in line.children)
            rows.append(Row(_unwrapped(item), _unwrapped(unit), before or None, after or None, place))
        return rows

    # -- lines ----------------------------------------------------------------------------

    def _line(self, place: int, row: Row) -> Any:
        """The known lines keep their names; the owner's own are his to name."""
        fixed = row.unit in {unit.say() for _, unit in words.PROJECT.values()} or row.item in {
            label(name).say() for name in ("turnover", "fixed_costs")
        }
        item = _text(row.item) if fixed else _field(row.item, Text.literal(f"{words.ITEM} {place}"))
        unit = (
            _text(row.unit)
            if fixed
            else widgets.Dropdown(options=sorted({*self._units, row.unit}), value=row.unit, tooltip=f"{words.UNIT} {place}")
        )
        alone = row.unit in {unit.say() for _, unit in words.PROJECT.values()}
        figures = [
            widgets.Text(value="", disabled=True, tooltip="–", layout={"visibility": "hidden"}) if alone and title is words.BEFORE
            else _field(_shown(entry, row.unit), Text.literal(f"{row.item or place} – {title}"), figure=True)
            for entry, title in ((row.before, words.BEFORE), (row.after, words.AFTER))
        ]  # fmt: skip
        return widgets.HBox([item, unit, *figures]).add_class("crm-form-line")

    def _add(self) -> None:
        row = Row("", words.OF_TURNOVER.say(), None, None)
        own = next((place for place, line in enumerate(self.rows()) if line.unit in {unit.say() for _, unit in words.PROJECT.values()}), 0)
        lines = list(self._lines.children)
        lines.insert(own, self._line(own + 1, row))
        self._lines.children = lines

    def _pressed(self) -> None:
        self._problem.value = ""
        try:
            self._compute(self)
        except CourseError as error:
            self._problem.value = alert(error.message())


def _units(study: Study) -> list[str]:
    """The units that a line may have in this study."""
    plans = (study.before, study.after)
    plain = [words.OF_TURNOVER.say(), words.A_YEAR.say(), words.PART.say(), words.COUNT.say()]
    channels = [words.OF_CHANNEL.say(channel=label(name)) for plan in plans for name in plan.channels]
    volumes = [words.PER.say(each="", volume=label(name)) for plan in plans for name in plan.volumes]
    return [*plain, *dict.fromkeys(channels), *dict.fromkeys(volumes)]


def _shown(entry: Entry, unit: str) -> str:
    """A figure as typed: shares in percent."""
    if entry is None:
        return ""
    return exact(float(entry) * (100 if unit.startswith("%") else 1), 8)


def _field(value: str, name: Text, *, figure: bool = False) -> Any:
    made = widgets.Text(value=value, tooltip=name.say(), placeholder="–" if figure else words.ITEM.say())
    return made.add_class("crm-figure") if figure else made


def _text(words_: str) -> Any:
    return widgets.HTML(f"<span>{html.escape(words_)}</span>")


def _unwrapped(value: str) -> str:
    """The words of a fixed cell, or what was typed."""
    return html.unescape(value.removeprefix("<span>").removesuffix("</span>")) if value.startswith("<span>") else value
