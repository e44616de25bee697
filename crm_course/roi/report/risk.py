"""What a spreadsheet cannot recompute: critical values, sensitivity, scenarios, chances; fixed on the day of the report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..chart_texts import ON_EXTRA, OTHER_BASE
from ..columns import OUTCOMES
from ..comparison import compare, on_extra_sales
from ..risk import Simulation, simulate
from ..sensitivity import critical_values, deciding_inputs, scenarios, tornado
from ..study import Study
from ..texts import label
from . import texts as words
from .cells import Cell, Sheet

__all__ = ["DRAWS", "SEED", "other_reading", "simulated", "write_risk"]

DRAWS, SEED = 100_000, 2_026


def other_reading(study: Study) -> str:
    """What the gain would be if the new costs bore on the extra sales alone; nothing where that is settled."""
    new = [cost for cost in study.after.variable_rates if cost not in study.before.variable_rates]
    if not new or study.after.bases or study.after.turnover <= study.before.turnover:
        return ""
    gain = compare(study.before, on_extra_sales(study.before, study.after)).gain
    return OTHER_BASE.say(costs=", ".join(label(cost).say().lower() for cost in new), other=ON_EXTRA, gain=gain)


def simulated(study: Study) -> Simulation | None:
    """The simulation that every part of a report shows; None where nothing is uncertain."""
    return simulate(study, draws=DRAWS, rng=SEED) if study.uncertain else None


def write_risk(sheet: Sheet, study: Study) -> Sequence[tuple[str, Cell]]:
    """The sheet; returns the two figures that the summary repeats."""
    drawn = simulated(study)
    sheet.say(words.RISK.say(), "title")
    sheet.say(words.FROZEN.say(draws=DRAWS, seed=str(SEED)) if drawn else words.FROZEN_PLAIN.say(), "note")
    sheet.skip()
    shown = _chances(sheet, study, drawn) if drawn else _no_chances(sheet)
    _critical(sheet, study)
    _tornado(sheet, study)
    if study.scenarios:
        _scenarios(sheet, study)
    return shown


def _chances(sheet: Sheet, study: Study, drawn: Simulation) -> list[tuple[str, Cell]]:
    sheet.say(words.UNCERTAIN_TITLE.say(), "heading")
    sheet.head(words.FIGURE.say(), words.EXPECTED.say(), words.DEVIATION.say())
    for name, shape in study.uncertain.items():
        sheet.line(label(name).say(), _figure(study, name, shape.mean), _figure(study, name, shape.sd))
    sheet.skip()
    if why := drawn.why():
        sheet.say(why, lines=2)
    shown = [
        (words.PROBABILITY.say(), Cell(value=drawn.probability_pays, kind="percent")),
        (words.EVPI.say(), Cell(value=drawn.evpi)),
    ]
    for named, cell in shown:
        sheet.line(named, cell, style="total")
    known = OUTCOMES[drawn.of]
    for share, value in drawn.quantiles.items():
        sheet.line(words.QUANTILE.say(outcome=known.label, share=1 - float(str(share))), Cell(value=float(value), kind=known.kind))
    sheet.skip()
    return shown


def _no_chances(sheet: Sheet) -> list[tuple[str, Cell]]:
    sheet.say(words.NO_RISK.say(), lines=2)
    sheet.skip()
    return []


def _critical(sheet: Sheet, study: Study) -> None:
    sheet.say(words.CRITICAL_TITLE.say(), "heading")
    sheet.head(words.FIGURE.say(), words.PRESENT.say(), words.CRITICAL.say(), words.ROOM.say())
    for name, row in critical_values(study).iterrows():
        room = Cell(value=row["relative_change"], kind="percent") if np.isfinite(row["relative_change"]) else None
        sheet.line(label(str(name)).say(), _figure(study, str(name), row["present"]), _figure(study, str(name), row["critical"]), room)
    sheet.skip()


def _tornado(sheet: Sheet, study: Study) -> None:
    known = OUTCOMES[study.decides_on]
    sheet.say(words.TORNADO_TITLE.say(outcome=known.label), "heading")
    sheet.head(words.FIGURE.say(), words.FROM.say(), words.TO.say(), words.AT_LOW.say(), words.AT_HIGH.say())
    for name, row in tornado(study, deciding_inputs(study)).iterrows():
        ends = (_figure(study, str(name), row[side]) for side in ("low", "high"))
        sheet.line(label(str(name)).say(), *ends, *(Cell(value=row[side], kind=known.kind) for side in ("at_low", "at_high")))
    sheet.skip()


def _scenarios(sheet: Sheet, study: Study) -> None:
    table = scenarios(study)
    sheet.say(words.SCENARIOS_TITLE.say(), "heading")
    sheet.head("", *(str(name) or words.AS_IS.say() for name in table.columns))
    for name, row in table.iterrows():
        sheet.line(OUTCOMES[str(name)].label.say(), *(Cell(value=float(value), kind=OUTCOMES[str(name)].kind) for value in row))


def _figure(study: Study, name: str, value: float) -> Cell:
    return Cell(value=float(value) if np.isfinite(value) else words.NEVER.say(), kind=study.kinds[name])
