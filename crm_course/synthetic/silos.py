"""The same people in four systems that do not know each other, and who is whom.

The till knows a name in one field and a telephone; the web shop an e-mail; the call centre
a name as it was heard; the social page a pseudonym. ``_customer`` says who is meant. What each
asks people for, and what goes wrong in it, are parameters (:class:`~.parameters.Silo`).

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
from .names import EMAIL_DOMAINS, address_word, mistyped, names, nicknamed, slug, towns
from .parameters import Silo
from .plan import NEVER, Columns, Plan, shown
from .streams import Draws, lookup

__all__ = ["SILOS", "SILO_ERRORS", "silos"]

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
    ruled, wrong = dict(plan.world.silos), _Wrong()
    for code, (name, rule) in enumerate(SILOS.items()):
        inside, since = _members(plan, draws, name, people, log)
        who = np.flatnonzero(inside)
        day, extra = since[who], 0
        if name in ruled:
            again = draws.chance(f"{name}.twice", ruled[name].twice, len(who))
            extra = int(again.sum())
            later = day[again] + draws.whole(f"{name}.again", 20, 400, extra)
            later = _open_days(plan, rule)[np.minimum(later, plan.calendar.days - 1)]
            later = np.where(later < plan.calendar.days, later, day[again])
            who, day = np.concatenate([who, who[again]]), np.concatenate([day, later])
        order = np.argsort(draws.words(f"{name}.order", len(who)), kind="stable")
        who, day, second = who[order], day[order], order >= len(order) - extra
        of = {column: people[column][who] for column in ("customer_id", *rule.needs.split())}
        of["_style"] = draws.pick(f"{name}.style", lookup(_STYLES), len(who))
        of["_known"] = draws.chance(f"{name}.known", 0.75, len(who))
        fields = rule.fields(of, _spellings(plan.locale))
        if name in ruled:
            fields = _asked(plan, draws, wrong, code, ruled[name], people, who, fields)
            if "handle" in fields:
                fields["handle"] = np.where(second, fields["handle"] + ".bis", fields["handle"])
        found[name] = {"_customer": of["customer_id"], "_since": day, **fields}
    return found | ({"_silo_errors": wrong.columns()} if ruled else {})


SILO_ERRORS = ("typing", "swapped", "moved", "household", "old-email")
"""What may be wrong in a silo: a slip of the hand, names exchanged, an address left since, another’s telephone, an address no longer used."""


_NOTHING = np.array(None, object)


class _Wrong:
    """The log of what is wrong, in the order in which it was done."""

    def __init__(self) -> None:
        self.parts: list[Columns] = []

    def change(self, code: int, fields: Columns, field: str, error: str, rows: NDArray[np.int64], dirty: NDArray[Any]) -> None:
        """Put other values into a field, and note those that differ; what is not there cannot be wrong."""
        clean = fields[field][rows]
        there = (
            np.not_equal(clean, dirty).astype(bool)
            & np.not_equal(clean, _NOTHING).astype(bool)
            & np.not_equal(dirty, _NOTHING).astype(bool)
        )
        rows, clean, dirty, n = rows[there], clean[there], dirty[there], int(there.sum())
        fields[field] = fields[field].copy()
        fields[field][rows] = dirty
        self.parts.append({"silo": np.full(n, code, np.int64), "row": rows, "field": np.full(n, field, object), "clean": clean, "dirty": dirty,
                           "error": np.full(n, SILO_ERRORS.index(error), np.int64)})  # fmt: skip

    def columns(self) -> Columns:
        return {name: np.concatenate([part[name] for part in self.parts]) for name in self.parts[0]}


_NAMED = {"silo_till": ("holder",), "silo_web_shop": ("first_name", "last_name"), "silo_call_centre": ("name_heard",), "silo_social": ()}
"""The fields of each system that hold a name."""


_LOTS = (
    "phone", "email", "birth_date", "first_name", "swapped", "moved", "household", "old_email", "typing", "typing_phone", "typing_email", "typing_last",
    "town", "slip", "slip_email", "slip_last",
)  # fmt: skip
"""What is drawn for each record, all at once: a stream has its price."""


def _asked(
    plan: Plan, draws: Draws, wrong: _Wrong, code: int, rule: Silo, people: Columns, who: NDArray[np.int64], fields: Columns
) -> Columns:
    """What the staff of a system ask for, and what goes wrong in it."""
    name, n = tuple(SILOS)[code], len(who)
    lots = dict(zip(_LOTS, draws.words(f"{name}.lots", n * len(_LOTS)).reshape(len(_LOTS), n), strict=True))

    def lot(what: str, where: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return np.asarray((lots[what] < getattr(rule, what) * 2.0**32) & where)

    phones, email = _phone(people, name), people["_email"][who]
    phone = phones[who]
    if "phone" in fields or name == "silo_web_shop":
        fields["phone"] = shown(lot("phone", phone.astype(bool)), phone)
    if name != "silo_web_shop":
        fields["email"] = shown(lot("email", email.astype(bool)), email)
    everyone = np.ones(n, bool)
    if name in ("silo_till", "silo_web_shop"):
        fields["birth_date"] = np.where(lot("birth_date", everyone), people["birth_date"][who], NEVER)
    if name == "silo_call_centre":
        fields["first_name"] = shown(lot("first_name", everyone), people["first_name"][who])
    if "_neighbour" not in people:
        people["_neighbour"] = _neighbour(people)
    _mistakes(plan, wrong, code, rule, phones[people["_neighbour"][who]], lots, fields)
    return fields


def _mistakes(
    plan: Plan, wrong: _Wrong, code: int, rule: Silo, shared: NDArray[Any], lots: dict[str, NDArray[np.uint32]], fields: Columns
) -> None:
    """Names exchanged, old addresses, the telephone of somebody else, slips of the hand: each noted."""
    name = tuple(SILOS)[code]

    def rows(what: str, share: float) -> NDArray[np.int64]:
        return np.flatnonzero(lots[what] < share * 2.0**32)

    if name in ("silo_till", "silo_web_shop"):
        struck = rows("swapped", rule.swapped)
        if name == "silo_till":
            turned = _each(lambda word: " ".join(word.split(" ", 1)[::-1]), fields["holder"][struck])
            wrong.change(code, fields, "holder", "swapped", struck, turned)
        else:
            first, last = fields["first_name"][struck], fields["last_name"][struck]
            wrong.change(code, fields, "first_name", "swapped", struck, last)
            wrong.change(code, fields, "last_name", "swapped", struck, first)
    moved, (places, postcodes, choice) = rows("moved", rule.moved), towns(plan.world.towns)
    elsewhere = choice[lots["town"][moved] >> 16]
    for field, values in (("town", places), ("postcode", postcodes)):
        if field in fields:
            wrong.change(code, fields, field, "moved", moved, values[elsewhere])
    if "phone" in fields:
        struck = rows("household", rule.household)
        wrong.change(code, fields, "phone", "household", struck, shared[struck])
        struck = rows("typing_phone", rule.typing)
        wrong.change(code, fields, "phone", "typing", struck, _each(_misdialled, fields["phone"][struck]))
    old = rows("old_email", rule.old_email)
    wrong.change(code, fields, "email", "old-email", old, _each(_elsewhere, fields["email"][old]))
    for field, one in zip((*_NAMED[name], "email"), (*("", "_last")[: len(_NAMED[name])], "_email"), strict=True):
        struck = rows(f"typing{one}", rule.typing)
        pairs = zip(fields[field][struck].tolist(), lots[f"slip{one}"][struck].tolist(), strict=True)
        slipped = _column([mistyped(word, at) if word and len(word) > 3 else word for word, at in pairs])
        wrong.change(code, fields, field, "typing", struck, slipped)


def _column(values: list[Any]) -> NDArray[Any]:
    made = np.empty(len(values), object)
    made[:] = values
    return made


def _each(rule: Callable[[str], str], words: NDArray[Any]) -> NDArray[Any]:
    return _column([word if word is None else rule(word) for word in words.tolist()])


def _misdialled(number: str) -> str:
    """The last two figures exchanged, or one more: the area stays, so that it still reaches nobody."""
    return number[:-2] + number[-1] + number[-2] if number[-1] != number[-2] else number[:-1] + str((int(number[-1]) + 1) % 10)


def _elsewhere(address: str) -> str:
    """The same name at another provider."""
    name, _, domain = address.partition("@")
    return f"{name}@{EMAIL_DOMAINS[(EMAIL_DOMAINS.index(domain) + 1) % len(EMAIL_DOMAINS)]}"


def _phone(people: Columns, name: str) -> NDArray[Any]:
    first, other = ("_landline", "_mobile") if name == "silo_call_centre" else ("_mobile", "_landline")
    return np.where(people[first].astype(bool), people[first], people[other])


def _neighbour(people: Columns) -> NDArray[np.int64]:
    """For each customer somebody of the same town, whose telephone the household may share; himself where there is nobody."""
    place = np.argsort(people["_town"], kind="stable")
    partner = np.arange(len(place), dtype=np.int64)
    same = people["_town"][place[1:]] == people["_town"][place[:-1]]
    partner[place[1:]] = np.where(same, place[:-1], place[1:])
    return partner


def _members(plan: Plan, draws: Draws, name: str, people: Columns, log: Columns) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Whom a system knows, and since which day."""
    rule, created, days = SILOS[name], people["created_on"], plan.calendar.days
    open_day = _open_days(plan, rule)
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


def _open_days(plan: Plan, rule: _System) -> NDArray[np.int64]:
    """The next day on which somebody of the system is there."""
    return np.asarray(open_days(plan.world, plan.calendar, (hours_of(rule.channels[0], plan.world),), past=True)[0])


def _first_seen(people: Columns, log: Columns, through: NDArray[np.bool_], seen: str) -> NDArray[np.int64]:
    """The day of the first purchase, or contact of any kind, through one of the channels; far away for those without."""
    first = np.full(len(people["customer_id"]), -NEVER, np.int64)
    if seen:
        rows = np.flatnonzero(log["converted"] if seen == "purchase" else through[log["channel"]])[::-1]
        rows = rows[through[log["channel"][rows]]]
        first[np.searchsorted(people["customer_id"], log["customer_id"][rows])] = log["ts"][rows] // DAY
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
