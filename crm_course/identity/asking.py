"""What should be asked at the counter next? What one more field buys, on a world whose truth is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from .gathering import SILOS, records
from .linkage import link
from .texts import WORLD_RULE

__all__ = ["ASKED", "value_of_a_field"]

ASKED = ("phone", "email", "birth_date", "first_name", "town", "postcode")
"""What can be asked for."""


def value_of_a_field(world: Any, field: str, *, at: str, shares: tuple[float, ...] = (0.5, 1.0), threshold: float = 0.9) -> pd.DataFrame:
    """What one more field, asked in one of the four systems, would buy.

    Parameters
    ----------
    world : world
        A world with its truth.
    field : str
        ``phone email birth_date first_name town postcode``.
    at : str
        The system that asks: ``"till"``, ``"web_shop"``, ``"call_centre"``, ``"social"`` (or with ``silo_`` before).
    shares : tuple of float
        To what share of the records that lack it the field is added.

    Returns
    -------
    DataFrame
        ``share, filled`` (share of the system's records that have the field)``, precision, recall, f1, customers, low, high``;
        the first row is today.
    """
    checks.choice("field", field, ASKED)
    silo = checks.choice("at", at if str(at).startswith("silo_") else f"silo_{at}", SILOS)
    if not hasattr(world, "truth") or "identities" not in getattr(world, "truth", {}):
        raise InvalidValue("world", WORLD_RULE, type(world).__name__)
    now = records(world)
    answers, luck = _answers(world, field, now), np.random.default_rng(20).random(len(now))
    empty = (now["silo"] == silo).to_numpy() & now[field].isna().to_numpy() & answers.notna().to_numpy()
    rows = []
    for share in (0.0, *shares):
        checks.share("shares", share)
        asked = now.assign(**{field: now[field].where(~(empty & (luck < share)), answers)})
        if field == "first_name" and share:  # a name in two parts where one was: the whole stays what it is
            asked["name"] = now["name"]
        made = link(asked, threshold=threshold)
        score, people = made.score(world), made.customers
        filled = float(asked.loc[asked["silo"] == silo, field].notna().mean())
        rows.append((share, filled, score.precision, score.recall, score.f1, people.count, people.low, people.high))
    return pd.DataFrame(rows, columns=["share", "filled", "precision", "recall", "f1", "customers", "low", "high"])


def _answers(world: Any, field: str, now: pd.DataFrame) -> pd.Series:
    """What each person would answer."""
    clean = getattr(world, "clean", None) or world.tables
    cards = records({name: clean[name] for name in ("customers", "contact_points")}, "customers")
    told = dict(zip(cards["record"], cards[field], strict=True))
    identities = world.truth["identities"]
    person = dict(
        zip(identities["table"].astype(str) + ":" + identities["record"].astype(str), identities["customer_id"].astype(str), strict=True)
    )
    return pd.Series([told.get(person.get(one)) for one in now["record_id"]], dtype=object)
