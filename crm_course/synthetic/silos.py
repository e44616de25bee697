"""The same people in four systems that do not know each other, and who is whom.

The till knows a name in one field and a telephone; the web shop an e-mail; the call centre
a name as it was heard; the social page a pseudonym. ``_customer`` says who is meant.

Whoever came, bought or called through a system is usually in it, at the latest on that day;
a few of the others are, and some buy on the site as guests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calendar import DAY
from .commerce import hours_of, open_days
from .names import address_word, names, nicknamed, slug
from .plan import NEVER, Columns, Plan, shown
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


def silos(plan: Plan, draws: Draws, people: Columns, log: Columns) -> dict[str, Columns]:
    """The four extracts, each in an order of its own; without a shop that of the till is empty."""
    found: dict[str, Columns] = {}
    for name, rule in SILOS.items():
        inside, since = _members(plan, draws, name, people, log)
        who = np.flatnonzero(inside)
        who = who[np.argsort(draws.words(f"{name}.order", len(who)), kind="stable")]
        of = {column: people[column][who] for column in ("customer_id", *rule.needs.split())}
        of["_style"] = draws.pick(f"{name}.style", lookup(_STYLES), len(who))
        of["_known"] = draws.chance(f"{name}.known", 0.75, len(who))
        found[name] = {"_customer": of["customer_id"], "_since": since[who], **rule.fields(of, _spellings(plan.locale))}
    return found


def _members(plan: Plan, draws: Draws, name: str, people: Columns, log: Columns) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Whom a system knows, and since which day."""
    rule, created, days = SILOS[name], people["created_on"], plan.calendar.days
    open_day = open_days(plan.world, plan.calendar, (hours_of(rule.channels[0], plan.world),), past=True)[0]
    drawn = open_day[created + draws.whole(f"{name}.since", 0, 90, len(created))]
    if rule.seen == "contact":
        drawn = np.where(drawn < 0, drawn, -NEVER)  # what has happened since leaves a trace
    through = np.zeros(len(plan.online), bool)
    through[plan.codes(*rule.channels)] = True
    came = through[people["acquisition_channel"]]
    first = np.where(came, created, _first_seen(people, log, through, rule.seen))
    known = np.where(first < days, rule.users, np.where(drawn < days, rule.others, 0.0))
    inside = draws.chance(f"{name}.inside", known, len(created))
    if name == "silo_till" and not plan.world.shops:
        inside[:] = False
    if name == "silo_web_shop":
        inside &= people["_email"].astype(bool)
    return inside, np.where(came, created, np.minimum(first, drawn))


def _first_seen(people: Columns, log: Columns, through: NDArray[np.bool_], seen: str) -> NDArray[np.int64]:
    """The day of the first purchase, or contact of any kind, through one of the channels; far away for those without."""
    first = np.full(len(people["customer_id"]), -NEVER, np.int64)
    if seen:
        rows = np.flatnonzero(log["converted"] if seen == "purchase" else through[log["channel"]])[::-1]
        rows = rows[through[log["channel"][rows]]]
        first[log["customer_id"][rows] - people["customer_id"][0]] = log["ts"][rows] // DAY
    return first


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


@dataclass(frozen=True, slots=True)
class _System:
    """A system: its channels, whether a purchase or any contact puts a customer into it, how many it knows, what it writes down."""

    channels: tuple[str, ...]
    seen: str
    users: float
    """Share of those who came, or were seen, through it…"""
    others: float
    """…and of the others."""
    needs: str
    """The columns of customers that it is written from."""
    fields: Callable[[Columns, _Spelled], Columns]


SILOS: dict[str, _System] = {
    "silo_till": _System(("shop", "kiosk"), "purchase", 0.80, 0.30, "first_name postcode _first _last _mobile", _till),
    "silo_web_shop": _System(("web", "app"), "purchase", 0.85, 0.30, "first_name last_name postcode town _email", _web_shop),
    "silo_call_centre": _System(("phone",), "contact", 0.70, 0.30, "town _last _mobile _landline", _call_centre),
    "silo_social": _System(("social",), "", 0.60, 0.16, "first_name town _index _first _last _email", _social),
}
"""The four systems. A call since the first day leaves a trace in the event log; who never called is known from before it, if at all."""
