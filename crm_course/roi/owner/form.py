"""The table of the owner's figures, as fields to type in."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
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

COLUMNS = (words.ITEM, words.UNIT, words.BEFORE, words.AFTER, words.SOURCE)


class Form(widgets.VBox):
    """Fields for every line of a study, and a button that hands them on.

    Parameters
    ----------
    study : Study
        Whose figures stand there at first.
    compute : callable
        Called with the form; a CourseError is shown, and everything typed stays.
    typed : dict, optional
        A name and rows that stood in such a form before: they stand there again.
    """

    def __init__(self, study: Study, compute: Callable[[Form], None], *, typed: Mapping[str, Any] | None = None) -> None:
        self._compute = compute
        self._listeners: list[Callable[[], None]] = []
        self._name = widgets.Text(value=typed["name"] if typed else study.name, description=words.NAME.say()).add_class("crm-form-name")
        self._name.observe(self._typed, "value")
        self._units = _units(study)
        rows = [Row(*row) for row in typed["rows"]] if typed else rows_of(study)
        self._lines = widgets.VBox(self._under_heads(rows)).add_class("crm-form-lines")
        self._problem = widgets.HTML()
        head = widgets.HTML("".join(f"<span>{html.escape(text.say())}</span>" for text in COLUMNS))
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
        for place, line in enumerate(filter(_is_line, self._lines.children), start=1):
            item, unit, before, after, source = (field.value for field in line.children)
            rows.append(Row(_unwrapped(item), _unwrapped(unit), before or None, after or None, place, source.strip()))
        return rows

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` when something was typed."""
        self._listeners.append(heard)

    def _typed(self, _: Any) -> None:
        for heard in self._listeners:
            heard()

    # -- lines ----------------------------------------------------------------------------

    def _under_heads(self, rows: Sequence[Row]) -> list[Any]:
        """The lines, with a head over those of the project and over those of the bank."""
        heads = {
            next(iter(group.values()))[0].say(): head
            for group, head in ((words.PROJECT, words.THE_PROJECT), (words.FORECAST, words.FOR_THE_BANK))
        }
        made: list[Any] = []
        for place, row in enumerate(rows, start=1):
            if row.item in heads:
                made.append(widgets.HTML(f"<h3>{html.escape(heads[row.item].say())}</h3>").add_class("crm-form-part"))
            made.append(self._line(place, row))
        return made

    def _line(self, place: int, row: Row) -> Any:
        """The known lines keep their names; the owner's own are his to name."""
        alone = row.item in {text.say() for text, _ in (*words.PROJECT.values(), *words.FORECAST.values())}
        fixed = alone or row.item in {label(name).say() for name in ("turnover", "fixed_costs")}
        item = _text(row.item) if fixed else _field(row.item, Text.literal(f"{words.ITEM} {place}"))
        unit = (
            _text(row.unit)
            if fixed
            else widgets.Dropdown(options=sorted({*self._units, row.unit}), value=row.unit, tooltip=f"{words.UNIT} {place}")
        )
        figures = [
            widgets.Text(value="", disabled=True, tooltip="–", layout={"visibility": "hidden"}) if alone and title is words.BEFORE
            else _field(_shown(entry, row.unit), Text.literal(f"{row.item or place} – {title}"), figure=True)
            for entry, title in ((row.before, words.BEFORE), (row.after, words.AFTER))
        ]  # fmt: skip
        source = _field(row.source, Text.literal(f"{row.item or place} – {words.SOURCE}"), hint="…").add_class("crm-form-source")
        made = [item, unit, *figures, source]
        for field in made:
            field.observe(self._typed, "value")
        return widgets.HBox(made).add_class("crm-form-line")

    def _add(self) -> None:
        row = Row("", words.OF_TURNOVER.say(), None, None)
        lines = list(self._lines.children)
        own = next((place for place, line in enumerate(lines) if not _is_line(line)), len(lines))
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
    if entry is None or isinstance(entry, str):
        return entry or ""
    return exact(float(entry) * (100 if unit.startswith("%") else 1), 8)


def _is_line(part: Any) -> bool:
    return isinstance(part, widgets.HBox)


def _field(value: str, name: Text, *, figure: bool = False, hint: str = "") -> Any:
    made = widgets.Text(value=value, tooltip=name.say(), placeholder="–" if figure else hint or words.ITEM.say(), continuous_update=False)
    return made.add_class("crm-figure") if figure else made


def _text(words_: str) -> Any:
    return widgets.HTML(f"<span>{html.escape(words_)}</span>")


def _unwrapped(value: str) -> str:
    """The words of a fixed cell, or what was typed."""
    return html.unescape(value.removeprefix("<span>").removesuffix("</span>")) if value.startswith("<span>") else value
