"""What can such a system do, what can go wrong, who offers? The chapter's tables as data.

The sources give the number of functional areas, 25, and the twelve obstacles; the lists of
areas, signs, owners and answers, the probabilities and impacts (share of the budget lost)
are this course's own starting point, to be replaced by one's own. The vendors are invented,
and so are their offers, which are dated as offers are.
"""

from __future__ import annotations

from importlib.resources import files

import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import UnknownName

from . import texts

__all__ = ["AREAS", "COMPONENTS", "RISKS", "TASKS", "VENDORS", "expected_losses", "opened"]

COMPONENTS = ("operational", "analytical", "collaborative")


def _table(name: str) -> pd.DataFrame:
    with files(__package__).joinpath(name).open("r", encoding="utf-8") as lines:
        return pd.read_csv(lines)


AREAS: pd.DataFrame = _table("areas.csv")
"""25 functional areas: ``area, fr, en, component, phase, opens``; `opens` is the part of this course that shows it at work."""

RISKS: pd.DataFrame = _table("risks.csv")
"""The twelve obstacles as a register: sign, owner, answer (fr, en), `probability` 0–1, `impact` as a share of the budget."""

VENDORS: pd.DataFrame = _table("vendors.csv").set_index("vendor")
"""Four invented vendors with dated offers; money in euros, `vendor_revenue` in millions, `months` to the start."""


TASKS: pd.DataFrame = _table("tasks.csv")
"""The phases of an introduction as a plan, in weeks: ``name, fr, en, low, likely, high, after``."""


def expected_losses(register: pd.DataFrame, budget: float) -> pd.DataFrame:
    """The register with its expected loss, probability × impact × budget, euros; the dearest first.

    Parameters
    ----------
    register : DataFrame
        ``probability`` 0–1 and ``impact``, as a share of the budget, per risk.
    budget : float
        Euros.

    >>> expected_losses(RISKS, 50_000)["risk"].head(2).tolist()
    ['scope-too-wide', 'privacy-ignored']
    """
    for column in ("probability", "impact"):
        if column not in register.columns:
            raise UnknownName(texts.COLUMN, column, map(str, register.columns))
        for value in register[column]:
            checks.share(column, value)
    loss = register["probability"] * register["impact"] * checks.positive("budget", budget)
    return register.assign(expected_loss=loss).sort_values("expected_loss", ascending=False, kind="stable", ignore_index=True)


def opened(area: str) -> object:
    """The part of the course that shows an area at work: a function, a class or a method.

    >>> opened("surveys").__name__
    'nps'
    """
    import crm_course

    found: object = crm_course
    for name in AREAS.set_index("area")["opens"][checks.choice("area", area, AREAS["area"])].split("."):
        found = getattr(found, name)
    return found
