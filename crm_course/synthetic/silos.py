"""The same people in four systems that do not know each other, and who is whom.

The till knows a name in one field and a telephone; the web shop an e-mail; the call centre
a name as it was heard; the social page a pseudonym. ``_customer`` says who is meant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .names import address_word, names, nicknamed, slug
from .plan import Columns, Plan, shown
from .streams import Draws, lookup

__all__ = ["SILOS", "silos"]

_STYLES = (5, 2, 2, 1)
"""Four habits of whoever types, by weight: careful, without accents, hurried, lazy."""


@dataclass(frozen=True, slots=True, eq=False)
class _Spelled:
    """Every first name and surname as the systems spell it."""

    upper: NDArray[Any]
    plain: NDArray[Any]
    heard: NDArray[Any]
    first_slug: NDArray[Any]
    last_slug: NDArray[Any]
    initial: NDArray[Any]


def _capitals(name: str) -> str:
    """A name in capitals without accents; in its own script where no other is left."""
    return slug(name).replace("-", " ").upper() or name.upper()


def _together(name: str) -> str:
    return address_word(name).replace("-", "")


def _as_heard(name: str) -> str:
    """A name as a tired ear writes it down: ``Lefebvre`` → ``LEFEVRE``."""
    plain = _capitals(name)
    for spelled, heard in (("EBV", "EV"), ("AULT", "O"), ("EAU", "O"), ("PH", "F"), ("Y", "I"), ("TT", "T"), ("LL", "L"), ("SS", "S")):
        if spelled in plain:
            return plain.replace(spelled, heard, 1)
    return plain


@lru_cache(maxsize=4)
def _spellings(locale: str) -> _Spelled:
    first, last = names(locale).all_first(), names(locale).last

    def each(rule: Callable[[str], str], words: NDArray[Any]) -> NDArray[Any]:
        return np.array([rule(word) for word in words], object)

    return _Spelled(
        each(str.upper, last), each(_capitals, last), each(_as_heard, last), each(_together, first), each(_together, last),
        each(lambda name: name[0] + ".", first),
    )  # fmt: skip


def silos(plan: Plan, draws: Draws, people: Columns) -> dict[str, Columns]:
    """The four extracts, each in an order of its own."""
    found: dict[str, Columns] = {}
    for name, (share, fields) in SILOS.items():
        inside = draws.chance(f"{name}.inside", share, len(people["_index"]))
        if name == "silo_web_shop":
            inside &= people["_email"].astype(bool)
        who = np.flatnonzero(inside)
        who = who[np.argsort(draws.words(f"{name}.order", len(who)), kind="stable")]
        of = {column: values[who] for column, values in people.items() if column in _NEEDED}
        of["_style"] = draws.pick(f"{name}.style", lookup(_STYLES), len(who))
        of["_known"] = draws.chance(f"{name}.known", 0.75, len(who))
        since = np.minimum(of["created_on"] + draws.whole(f"{name}.since", 0, 90, len(who)), plan.calendar.days - 1)
        found[name] = {"_customer": of["customer_id"], "_since": since, **fields(of, _spellings(plan.locale))}
    return found


_NEEDED = {
    "customer_id",
    "first_name",
    "last_name",
    "postcode",
    "town",
    "created_on",
    "_index",
    "_first",
    "_last",
    "_email",
    "_mobile",
    "_landline",
}


def _till(of: Columns, spelled: _Spelled) -> Columns:
    family = np.where(of["_style"] < 2, spelled.upper[of["_last"]], spelled.plain[of["_last"]])
    given = np.where(of["_style"] == 3, spelled.initial[of["_first"]], of["first_name"])
    return {
        "holder": family + " " + given,
        "phone": shown(of["_known"], of["_mobile"]),
        "postcode": shown(of["_style"] < 3, of["postcode"]),
    }


def _web_shop(of: Columns, spelled: _Spelled) -> Columns:
    return {"email": of["_email"]} | {name: of[name] for name in ("first_name", "last_name", "postcode", "town")}


def _call_centre(of: Columns, spelled: _Spelled) -> Columns:
    phone = np.where(of["_landline"].astype(bool), of["_landline"], of["_mobile"])
    return {
        "name_heard": np.where(of["_style"] < 2, spelled.plain[of["_last"]], spelled.heard[of["_last"]]),
        "phone": shown(of["_known"], phone),
        "town": shown(of["_style"] < 3, of["town"]),
    }


def _social(of: Columns, spelled: _Spelled) -> Columns:
    parts = zip(
        spelled.first_slug[of["_first"]].tolist(), spelled.last_slug[of["_last"]].tolist(), nicknamed(of["_index"]).tolist(), strict=True
    )
    return {
        "handle": np.array([f"{first}.{last}{number}" for first, last, number in parts], object),
        "display_name": np.where(of["_style"] < 2, of["first_name"], of["first_name"] + " " + spelled.initial[of["_first"]]),
        "email": shown(of["_style"] == 0, of["_email"]),
        "town": shown(of["_known"], of["town"]),
    }


SILOS: dict[str, tuple[float, Callable[[Columns, _Spelled], Columns]]] = {
    "silo_till": (0.62, _till),
    "silo_web_shop": (0.55, _web_shop),
    "silo_call_centre": (0.40, _call_centre),
    "silo_social": (0.18, _social),
}
"""Share of the customers that each system knows, and what it writes down."""
