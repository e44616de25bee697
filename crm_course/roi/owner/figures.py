"""The owner's figures as a table that he can fill in: one line per item, without and with the project.

The same table is the form on the page, the XLSX template and the CSV. Each line says what
it is by its unit: ``% du chiffre d’affaires`` is a variable cost, ``€ par an`` a fixed one,
``€ par : Commandes`` a cost per order. Known items keep their names in both languages;
any other name is the owner's own.

>>> from crm_course.foundations import language
>>> with language.speaking("en"):
...     study = study_of([Row("Turnover excl. tax", "€ a year", 1_200_000, 1_640_000, 2), Row("Purchases", "% of turnover", 0.685, 0.74, 3),
...                       Row("Fixed costs", "€ a year", 180_000, 220_000, 4)])
>>> round(study.comparison.gain)
8400
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from crm_course.foundations import checks, reading
from crm_course.foundations.errors import CourseError, InvalidData, InvalidValue
from crm_course.foundations.language import Text, number

from ..forecast import asked_of
from ..plan import CostLine, Plan
from ..project import Loan, Project
from ..study import Assumption, Study, believed
from ..texts import LABELS, label
from . import texts as words

__all__ = ["Row", "rows_of", "study_of"]

Entry = float | str | None


class Row(NamedTuple):
    """One line: what it is, its unit, its figures (shares in rows of percent), where it stands, and where the figures come from."""

    item: str
    unit: str
    before: Entry
    after: Entry
    line: int = 0
    source: str = ""


@dataclass
class _Side:
    """A plan that is being read."""

    turnover: float | None = None
    fixed_costs: float = 0.0
    variable_rates: dict[str, float] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    channels: dict[str, float] = field(default_factory=dict)
    volumes: dict[str, float] = field(default_factory=dict)
    lines: list[CostLine] = field(default_factory=list)


# -- out ----------------------------------------------------------------------------------


def rows_of(study: Study) -> list[Row]:
    """The table of a study, in the language in force."""
    plans = (study.before, study.after)
    rows = [_row(label("turnover"), words.A_YEAR, [plan.turnover for plan in plans])]
    rows += [_row(label(name), words.PART, _pair(plans, "channels", name)) for name in _names(plans, "channels")]
    for cost in _names(plans, "variable_rates"):
        base = next((plan.bases[cost] for plan in plans if cost in plan.bases), "")
        unit = words.OF_CHANNEL.say(channel=label(base)) if base else words.OF_TURNOVER
        rows.append(_row(label(cost), unit, _pair(plans, "variable_rates", cost)))
    rows.append(_row(label("fixed_costs"), words.A_YEAR, [plan.fixed_costs for plan in plans]))
    rows += [_row(label(name), words.COUNT, _pair(plans, "volumes", name)) for name in _names(plans, "volumes")]
    for name in dict.fromkeys(line.name for plan in plans for line in plan.lines):
        lines = [next((line for line in plan.lines if line.name == name), None) for plan in plans]
        rows.append(_row(label(name), _unit(next(filter(None, lines))), [line.amount if line else None for line in lines]))
    rows += [_row(text, unit, [None, value]) for text, unit, value in _project_rows(study.project)]
    rows += [_row(text, unit, [None, value]) for text, unit, value in _forecast_rows(study)]
    sources = {_plain(known.text): known.source for known in study.assumptions}
    return [row._replace(line=place, source=sources.get(_plain(row.item), "")) for place, row in enumerate(rows, start=2)]


def _row(item: Text, unit: Text | str, pair: Sequence[Entry]) -> Row:
    return Row(item.say(), str(unit), pair[0], pair[1])


def _pair(plans: Sequence[Plan], group: str, name: str) -> list[Entry]:
    return [getattr(plan, group).get(name) for plan in plans]


def _names(plans: Sequence[Plan], group: str) -> list[str]:
    return list(dict.fromkeys(name for plan in plans for name in getattr(plan, group)))


def _unit(line: CostLine) -> str:
    if line.per == "year":
        return words.A_YEAR.say()
    each = f"{number(line.every)} " if line.every else ""
    return words.PER.say(each=each, volume=label(line.per))


def _project_rows(project: Project) -> list[tuple[Text, Text, float]]:
    loan = project.loan or Loan(amount=0.0, rate=0.05, years=min(5, project.years))
    known = {
        "investment": project.investment, "years": project.years, "first_year": project.ramp_up[0], "discount_rate": project.discount_rate,
        "tax_rate": project.tax_rate, "depreciation_years": project.depreciation_years, "working_capital_days": project.working_capital_days,
        "residual_value": project.residual_value, "loan": loan.amount, "loan_rate": loan.rate, "loan_years": loan.years,
    }  # fmt: skip
    return [(text, unit, known[key]) for key, (text, unit) in words.PROJECT.items()]


def _forecast_rows(study: Study) -> list[tuple[Text, Text, float]]:
    known = asked_of(study)
    return [(text, unit, float(known[key])) for key, (text, unit) in words.FORECAST.items()]


# -- in -----------------------------------------------------------------------------------


def study_of(rows: Sequence[Row], base: Study | None = None) -> Study:
    """The study that a table describes.

    Parameters
    ----------
    rows : sequence of Row
        Empty lines are skipped; an empty cell means that the item does not exist there.
    base : Study, optional
        Whose season, doubts and assumptions are kept where they still apply: a table says nothing of them.

    Raises
    ------
    InvalidData
        A figure that is not one, an unknown unit, an item named twice: which line.
    """
    sides, project, forecast, seen = (_Side(), _Side()), dict[str, float](), dict[str, float](), dict[str, int]()
    for row in rows:
        if not row.item.strip() and row.before is None and row.after is None:
            continue
        if _plain(row.item) in seen:
            raise InvalidData(words.ITEM, words.ONCE_RULE, row.item, line=row.line, first=seen[_plain(row.item)])
        seen[_plain(row.item)] = row.line
        _read(row, sides, project, forecast)
    plans = [_plan(side, column) for side, column in zip(sides, (words.BEFORE, words.AFTER), strict=True)]
    made = _composed(plans[0], plans[1], _project(project, base.project if base else Project()), base)
    usual = [asked_of(replace(one, forecast={})) for one in (made, base) if one is not None]
    own = {name: value for name, value in forecast.items() if all(value != known[name] for known in usual)}
    return replace(made, forecast={**_kept_forecast(base, forecast), **own}, assumptions=_sourced(rows, base))


def _kept_forecast(base: Study | None, given: Mapping[str, float]) -> dict[str, float]:
    """What was asked of the forecast before, where the table says nothing of it, or the same."""
    known = base.forecast if base else {}
    return {name: value for name, value in known.items() if given.get(name, value) == value}


def _sourced(rows: Sequence[Row], base: Study | None) -> tuple[Assumption, ...]:
    """Where each figure comes from, then what else was assumed."""
    items = {_plain(row.item) for row in rows}
    others = tuple(one for one in (base.assumptions if base else ()) if _plain(one.text) not in items)
    return (*(Assumption(text=row.item.strip(), source=row.source.strip()) for row in rows if row.source.strip()), *others)


def _read(row: Row, sides: Sequence[_Side], project: dict[str, float], forecast: dict[str, float]) -> None:
    if row.item.strip().startswith(("=", "@", "+")):
        raise InvalidData(words.ITEM, words.NAME_RULE, row.item, line=row.line)
    for group, taken in ((words.PROJECT, project), (words.FORECAST, forecast)):
        known = next((key for key, (text, _) in group.items() if _plain(row.item) in _both(text)), None)
        if known:
            value = _figure(row, row.after if row.after is not None else row.before, words.AFTER, "%" in row.unit)
            if value is not None:
                taken[known] = value
            return
    reader, found = next(((read, match) for pattern, read in _UNITS if (match := re.fullmatch(pattern, _plain(row.unit)))), (None, None))
    if reader is None:
        raise InvalidData(words.UNIT, words.UNIT_RULE, row.unit, line=row.line, units=words.UNITS)
    for side, entry, column in zip(sides, (row.before, row.after), (words.BEFORE, words.AFTER), strict=True):
        value = _figure(row, entry, column, "%" in row.unit)
        if value is not None:
            reader(side, _name(row.item), value, found)


def _figure(row: Row, entry: Entry, column: Text, percent: bool) -> float | None:
    """A cell as a number; shares are written in percent where they are words."""
    if entry is None or (isinstance(entry, str) and not entry.strip()):
        return None
    named = Text(fr=f"{row.item} – {column.fr}", en=f"{row.item} – {column.en}")
    try:
        value = reading.number(entry, name=named)
    except InvalidValue as error:
        rule = words.FORMULA_RULE if str(entry).startswith("=") else words.NUMBER_RULE
        raise InvalidData(named, rule, entry, line=row.line) from error
    if value < 0:
        raise InvalidData(named, words.POSITIVE_RULE, entry, line=row.line)
    return value / 100 if percent and isinstance(entry, str) else value


def _turnover_or_yearly(side: _Side, name: str, value: float, _: re.Match[str]) -> None:
    if name == "turnover":
        side.turnover = value
    elif name == "fixed_costs":
        side.fixed_costs = value
    else:
        side.lines.append(CostLine(name=name, amount=value))


def _rate(side: _Side, name: str, value: float, found: re.Match[str]) -> None:
    side.variable_rates[name] = value
    if "channel" in found.re.groupindex:
        side.bases[name] = _name(found["channel"])


def _channel(side: _Side, name: str, value: float, _: re.Match[str]) -> None:
    side.channels[name] = value


def _volume(side: _Side, name: str, value: float, _: re.Match[str]) -> None:
    side.volumes[name] = value


def _per_volume(side: _Side, name: str, value: float, found: re.Match[str]) -> None:
    tongue = "en" if found["word"] == "per" else "fr"  # 2,000 is two thousand in one, two in the other
    every = reading.number(found["every"], language=tongue) if found["every"] else None
    side.lines.append(CostLine(name=name, amount=value, per=_name(found["volume"]), every=every))


_UNITS: Sequence[tuple[str, Any]] = (
    (r"€ (par an|a year)", _turnover_or_yearly),
    (r"% (du chiffre d'affaires|du ca|of turnover)", _rate),
    (r"% (de|of) ?: ?(?P<channel>.+)", _rate),
    (r"€,? (partie du chiffre d'affaires|partie du ca|part of the turnover)", _channel),
    (r"(nombre par an|number a year)", _volume),
    (r"€ (?P<word>par|per) ?(?P<every>[\d ,.]*\d)? ?: ?(?P<volume>.+)", _per_volume),
)
"""How each unit is read; units are compared without accents, capitals and fancy spaces."""


def _plan(side: _Side, column: Text) -> Plan:
    if side.turnover is None:
        raise InvalidData(
            Text(fr=f"{LABELS['turnover'].fr} – {column.fr}", en=f"{LABELS['turnover'].en} – {column.en}"), words.NEEDED_RULE, ""
        )
    channels = {**dict.fromkeys(side.bases.values(), 0.0), **side.channels}
    return Plan(
        turnover=side.turnover, variable_rates=side.variable_rates, fixed_costs=side.fixed_costs, channels=channels, bases=side.bases,
        volumes=side.volumes, lines=tuple(side.lines),
    )  # fmt: skip


def _project(given: Mapping[str, float], base: Project) -> Project:
    """The project with what the table says; a loan of 0 is none."""
    plain = ("investment", "discount_rate", "tax_rate", "working_capital_days", "residual_value")
    changes: dict[str, Any] = {name: given[name] for name in plain if name in given}
    changes |= {
        name: checks.whole(words.PROJECT[name][0], given[name], least=1) for name in ("years", "depreciation_years") if name in given
    }
    if "first_year" in given and given["first_year"] != base.ramp_up[0]:
        changes["ramp_up"] = (given["first_year"], *base.ramp_up[1:]) if len(base.ramp_up) > 1 else (given["first_year"], 1.0)
    if "loan" in given:
        loan = Loan(
            amount=given["loan"],
            rate=given.get("loan_rate", 0.05),
            years=checks.whole(words.PROJECT["loan_years"][0], given.get("loan_years", 5), least=1),
        )
        changes["loan"] = loan if loan.amount else None
    return replace(base, **changes)


def _composed(before: Plan, after: Plan, project: Project, base: Study | None) -> Study:
    """A study of these plans, with what of `base` still has its input."""
    if base is None:
        return Study(before=before, after=after, project=project)
    bare = Study(before=before, after=after, project=project, season=base.season, assumptions=base.assumptions, name=base.name)
    through = base.through if base.through in after.channels else ""
    uncertain = believed(base, bare)
    correlations = tuple(pair for pair in base.correlations if pair[0] in uncertain and pair[1] in uncertain)
    scenarios = {name: changes for name, changes in base.scenarios.items() if all(_exists(bare, key) for key in changes)}
    return replace(bare, through=through, uncertain=uncertain, correlations=correlations, scenarios=scenarios)


def _exists(study: Study, name: str) -> bool:
    try:
        study.value(name)
    except CourseError:
        return False
    return True


# -- names --------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """`text` without accents, capitals, fancy quotes and spaces: what two writers write alike."""
    parts = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return re.sub(r"\s+", " ", "".join(mark for mark in parts if not unicodedata.combining(mark))).strip().casefold()


def _both(text: Text) -> set[str]:
    return {_plain(text.say("fr")), _plain(text.say("en"))}


def _name(item: str) -> str:
    """The course's name of an item it knows, or the owner's own words."""
    return next((name for name, text in LABELS.items() if _plain(item) in _both(text)), item.strip())
