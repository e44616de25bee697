"""Who are the customers, how are they reached, and what did they agree to?

Customers are numbered in the order in which they came. The latent segment (``_segment``)
and all that begins with an underscore stays on the teacher's side.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from .calendar import DAY, PAST_DAYS, Calendar
from .commerce import clock, hours_of, moment, open_days, spread_of
from .names import EMAIL_DOMAINS, LANDLINE_AREAS, MOBILE_AREA, address_word, names, phone_numbers, scrambled, sirens, siret, towns
from .parameters import World
from .plan import NEVER, NONE, Columns, Plan, codes_of, shown
from .streams import Draws, exponential_table, lookup, value_table

__all__ = [
    "arrival_days",
    "company_address",
    "company_count",
    "company_names",
    "company_sirens",
    "consents",
    "contact_points",
    "customers",
    "prospects",
]

_CAPACITY = 10_000
"""Numbers of one area: customers beyond have no mobile, and beyond five times that no landline."""
_AGES = ((18, 25, 5.0), (25, 35, 8.0), (35, 50, 9.0), (50, 65, 9.0), (65, 75, 8.0), (75, 85, 4.5), (85, 90, 2.0))
"""Ages on becoming a customer: from, below, weight of each year; much as adults in France."""
_IN_PERSON = {"shop": 0.80, "field": 0.70, "fair": 0.60}
"""Share of the consents given face to face, by the channel that brought the customer; the others are by form."""
_SIRET_KNOWN = 0.7
"""Share of the contacts of companies whose establishment number somebody has asked for."""
_QUIT_IN_PERSON = 0.30
"""Share of the withdrawals said in a shop, where there is one."""


def customers(plan: Plan, draws: Draws, first: int, n: int) -> Columns:
    """`n` customers, the first of whom is number `first` of the world."""
    world, lists = plan.world, plan.names
    index = np.arange(first, first + n, dtype=np.int64)
    acquired, created = _arrivals(plan, draws, n)
    segment = plan.segment_choice[acquired, draws.halves("customers.segment", n)]
    age = draws.pick("customers.age", _ages(), n).astype(np.int64)
    born = created - age * 1461 // 4 - draws.whole("customers.birth_date", 1, 364, n)
    generation = np.searchsorted(plan.generations, born, side="right") - 1
    title = draws.pick("customers.title", lookup((1.0, 1.0)), n)
    town_names, postcodes, town_choice = towns(world.towns)
    first_place = draws.halves("customers.first_name", n)
    women, men = (lists.first_choice[k][generation, first_place] for k in (0, 1))
    name = np.where(title == 0, women, men + len(lists.first[0]))
    family = draws.pick("customers.last_name", lists.last_choice, n)
    company = draws.chance("customers.kind", world.companies, n)
    employer = (index * 7_368_787 + plan.key % 999_983) % company_count(plan)
    town = np.where(company, town_choice[_dealt(employer, 26_113, plan)], draws.pick("customers.town", town_choice, n))
    siren, numbers = sirens(employer[company], plan.key), _numbers(plan, draws, index)
    made = {
        "customer_id": numbers,
        "kind": company.astype(np.int8),
        "title": title.astype(np.int8),
        "first_name": lists.all_first()[name],
        "last_name": lists.last[family],
        "birth_date": np.where(draws.chance("customers.birth_known", 0.8, n) & ~company, born, NEVER),
        "company": _sparse(company, company_names(plan, employer[company])),
        "siren": _sparse(company, siren),
        "street": _streets(plan, draws, company, employer),
        "postcode": postcodes[town],
        "town": town_names[town],
        "acquisition_channel": plan.acquisition_codes[acquired],
        "created_on": created,
        "shop_id": _home_shops(plan, town, np.where(company, _dealt(employer, 30_011, plan), draws.halves("customers.shop", n))),
        "referred_by": _referrers(plan, draws, acquired, numbers),
        "_acquired": acquired,
        "_segment": segment.astype(np.int8),
        "_keen": _keenness(plan, draws, n),
        "_fickle": _fickleness(plan, draws, n),
        "_first": name,
        "_last": family,
        "_town": town,
        "_index": index,
    }
    if world.register:
        told = draws.chance("customers.siret", _SIRET_KNOWN, n)[company].tolist()
        made["siret"] = _sparse(company, [siret(one, 1) if known else None for one, known in zip(siren, told, strict=True)])
    return made


def _numbers(plan: Plan, draws: Draws, index: NDArray[np.int64]) -> NDArray[np.int64]:
    """Customers are numbered as they come; where there are gaps, a second card of somebody may take a number of the midst."""
    gaps = plan.world.number_gaps
    if not gaps:
        return index + 1
    most = int(2 * gaps * plan.block_size)
    skipped = np.minimum(np.cumsum(draws.chance("customers.gaps", gaps, len(index)), dtype=np.int64), most)
    numbers: NDArray[np.int64] = index + 1 + draws.block * most + skipped
    return numbers


def _arrivals(plan: Plan, draws: Draws, n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The channels that brought the customers and the days on which they came, in order of the days."""
    acquired = draws.pick("customers.acquisition", plan.acquisition_choice, n)
    wished = _wished_days(plan, draws, n)
    came = _came(plan, draws, acquired, wished) if plan.world.weekdays else arrival_days(plan.world, plan.calendar)[acquired, wished]
    place = np.argsort(came, kind="stable")
    return acquired[place], came[place]


def _came(plan: Plan, draws: Draws, acquired: NDArray[np.int64], wished: NDArray[np.int64]) -> NDArray[np.int64]:
    """The open days on which customers come, by what the weekdays weigh; before the first day, or from it on to the last."""
    world, cal, found = plan.world, plan.calendar, wished.copy()
    lot, latest = draws.halves("customers.weekday", len(wished)), arrival_days(world, cal)[acquired, wished]
    for code, way in enumerate(world.acquisition):
        profile = hours_of(way.channel, world)
        for past in (False, True):
            rows = np.flatnonzero((acquired == code) & ((wished < 0) == past))
            days = spread_of(world, cal, profile, past).chosen(wished[rows] + PAST_DAYS * past, lot[rows])
            end = 0 if past else cal.days
            found[rows] = np.where(days < end, days, latest[rows])
    return found


def _wished_days(plan: Plan, draws: Draws, n: int) -> NDArray[np.int64]:
    """Days on which people wish to come, open or not: before the first day, or by season."""
    days = plan.calendar.days
    before = draws.uniform("customers.existing", n) < plan.world.existing
    past = draws.whole("customers.past", -PAST_DAYS, -1, n)
    season = draws.uniform("customers.created", n) * plan.calendar.cumulated[days]
    new = np.searchsorted(plan.calendar.cumulated[: days + 1], season, side="right") - 1
    return np.where(before, past, new)


def arrival_days(world: World, cal: Calendar) -> NDArray[np.int64]:
    """For each acquisition channel and each wished day, past ones too, the day on which a customer comes.

    It is the next day on which the channel is open, or the last one before the world begins or ends.
    """
    days = open_days(world, cal, tuple(hours_of(way.channel, world) for way in world.acquisition), past=True)
    for part, end in ((days[:, : cal.days], cal.days), (days[:, -PAST_DAYS:], 0)):
        last = np.where(part < end, part, -PAST_DAYS).max(axis=1, keepdims=True)
        np.minimum(part, last, out=part)
    return days


@lru_cache(maxsize=1)
def _ages() -> NDArray[Any]:
    law = [(age, weight) for first, last, weight in _AGES for age in range(first, last)]
    return value_table(*zip(*law, strict=True))


def _home_shops(plan: Plan, town: NDArray[Any], lot: NDArray[np.int64]) -> NDArray[np.int64]:
    """The shop of one's town, or else one of the same department, the same region, any; by a lot of 16 bits among several."""
    first, count, numbers = plan.shops_near
    return np.asarray(numbers[first[town] + (lot * count[town] >> 16)], np.int64)


def _dealt(employer: NDArray[np.int64], step: int, plan: Plan) -> NDArray[np.int64]:
    """A place in a table of choices that follows from a company's number, so that all its contacts agree."""
    return (employer * step + plan.key % 65_521) % 65_536


def _streets(plan: Plan, draws: Draws, company: NDArray[np.bool_], employer: NDArray[np.int64]) -> NDArray[Any]:
    lists, n = plan.names, len(company)
    number = np.where(company, 1 + _dealt(employer, 40_499, plan) % 120, draws.whole("customers.number", 1, 120, n))
    chosen = np.where(company, lists.street_choice[_dealt(employer, 11_003, plan)], draws.pick("customers.street", lists.street_choice, n))
    street = lists.streets[chosen]
    written = (number, street) if lists.number_first else (street, number)
    return _words([f"{one} {other}" for one, other in zip(*(part.tolist() for part in written), strict=True)])


def company_count(plan: Plan) -> int:
    """How many companies the contacts of a world may belong to."""
    return max(int(plan.customers / plan.world.contacts_per_company), 1)


def company_sirens(plan: Plan, employer: NDArray[np.int64]) -> list[str]:
    """The register numbers of companies."""
    return sirens(employer, plan.key)


def company_address(plan: Plan, employer: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Street, postcode and town of companies, which follow from their numbers."""
    town_names, postcodes, town_choice = towns(plan.world.towns)
    lists, town = plan.names, town_choice[_dealt(employer, 26_113, plan)]
    number, street = 1 + _dealt(employer, 40_499, plan) % 120, lists.streets[lists.street_choice[_dealt(employer, 11_003, plan)]]
    written = (number, street) if lists.number_first else (street, number)
    words = _words([f"{one} {other}" for one, other in zip(*(part.tolist() for part in written), strict=True)])
    return words, postcodes[town], town_names[town]


def company_names(plan: Plan, number: NDArray[np.int64]) -> list[str]:
    """A company's name follows from its number, so that all its contacts agree."""
    lists = plan.names
    trade, owner = lists.trades[number % len(lists.trades)], lists.last[number * 131 % len(lists.last)]
    form = lists.suffixes[lists.suffix_choice[number * 25_931 % len(lists.suffix_choice)]]
    return [f"{a} {b} {c}" for a, b, c in zip(trade.tolist(), owner.tolist(), form.tolist(), strict=True)]


def _referrers(plan: Plan, draws: Draws, acquired: NDArray[Any], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """An earlier customer of the same block, for those who came by recommendation."""
    place = np.arange(len(numbers), dtype=np.int64)
    chosen = (draws.words("customers.referrer", len(numbers)).astype(np.int64) * np.maximum(place, 1)) >> 32
    return np.where((acquired == plan.referral) & (place > 0), numbers[chosen], NONE)


def _keenness(plan: Plan, draws: Draws, n: int) -> NDArray[np.float64]:
    """How much more often than their segment people have a need: a gamma law of mean 1."""
    shape = plan.world.mixed_needs
    if not shape:
        return np.ones(n)
    return np.asarray(
        sum(draws.pick(f"customers.keen.{k}", exponential_table(), n).astype(np.int64) for k in range(shape)) / (1024.0 * shape)
    )


def _fickleness(plan: Plan, draws: Draws, n: int) -> NDArray[np.float64]:
    """How much more easily than others people leave: from 0 to 3, 1 on average."""
    return 3 * np.square(draws.uniform("customers.fickle", n)) if plan.world.mixed_churn else np.ones(n)


def _sparse(where: NDArray[np.bool_], values: Sequence[str | None]) -> NDArray[Any]:
    column = np.full(len(where), None, object)
    column[where] = values
    return column


def _words(values: list[str]) -> NDArray[Any]:
    column = np.empty(len(values), object)
    column[:] = values
    return column


# -- prospects ----------------------------------------------------------------------------

_COURTED = (3, 60)
"""Days from the first contact of a prospect to the sale, or to the day on which he is given up."""
_LOST = (0.30, 0.34, 0.20, 0.16)
"""Why prospects are lost: too dear, bought elsewhere, no need any more, no answer."""
_STILL_OPEN = 0.05
"""Prospects still open on the last day, for each won one."""
_STAGES = codes_of("prospects", "stage")


def prospects(plan: Plan, draws: Draws, people: Columns) -> dict[str, Columns]:
    """Those who became customers since the first day, and as many more who did not as the share of won ones says."""
    won, days = plan.world.prospects_won, plan.calendar.days
    if not won:
        return {}
    came = np.flatnonzero(people["created_on"] >= _COURTED[1])
    n = len(came)
    lost = np.floor(np.log1p(-draws.uniform("prospects.lost", n)) / np.log1p(-won)).astype(np.int64)  # so many before one is won
    like = np.repeat(came, as_counts(lost))
    still = came[draws.chance("prospects.open", _STILL_OPEN, n)]
    m, k = len(like), len(still)
    took = draws.whole("prospects.days", *_COURTED, n + m + k)
    closed = people["created_on"][np.concatenate([came, like, still])]
    first = np.concatenate([closed[: n + m] - took[: n + m], days - took[n + m :]])
    stage = np.repeat([_STAGES["won"], _STAGES["lost"], NONE], as_counts([n, m, k]))
    open_stage = draws.whole("prospects.stage", _STAGES["new"], _STAGES["proposal"], n + m + k)
    _, postcodes, choice = towns(plan.world.towns)
    made: Columns = {
        "first_contact_on": first, "channel": people["acquisition_channel"][np.concatenate([came, like, still])],
        "stage": np.where(stage == NONE, open_stage, stage).astype(np.int8), "closed_on": np.where(stage == NONE, NEVER, closed),
        "lost_reason": np.where(stage == _STAGES["lost"], draws.pick("prospects.reason", lookup(_LOST), n + m + k), NONE).astype(np.int8),
        "postcode": np.concatenate([people["postcode"][came], postcodes[choice[draws.halves("prospects.town", m + k)]]]),
        "customer_id": np.concatenate([people["customer_id"][came], np.full(m + k, NONE, np.int64)]),
    }  # fmt: skip
    place = np.argsort(first, kind="stable")
    return {"prospects": {name: values[place] for name, values in made.items()}}


# -- contact points and consents ----------------------------------------------------------


@lru_cache(maxsize=4)
def _slugs(locale: str) -> tuple[NDArray[Any], NDArray[Any]]:
    lists = names(locale)
    return _words([address_word(name) for name in lists.all_first()]), _words([address_word(name) for name in lists.last])


def contact_points(plan: Plan, draws: Draws, people: Columns) -> Columns:
    """E-mail, mobile and landline; the number of a customer makes each of them unique."""
    first, last = _slugs(plan.locale)
    n, index = len(people["_index"]), people["_index"]
    domain = np.array(EMAIL_DOMAINS, object)[draws.whole("contact_points.domain", 0, len(EMAIL_DOMAINS) - 1, n)]
    pairs = zip(first[people["_first"]].tolist(), last[people["_last"]].tolist(), scrambled(index).tolist(), domain.tolist(), strict=True)
    email = _words([f"{a}.{b}{number}@{at}" for a, b, number, at in pairs])
    mobile = _words(phone_numbers(np.full(n, MOBILE_AREA, object), index, plan.key))
    landline = _words(phone_numbers(_areas(plan, people), index, plan.key, turn=1))
    has = np.stack([
        draws.chance("contact_points.email", 0.93, n),
        draws.chance("contact_points.mobile", 0.85, n) & (index < _CAPACITY),
        draws.chance("contact_points.landline", 0.45, n) & (index < _CAPACITY * len(LANDLINE_AREAS)),
    ])  # fmt: skip
    for row, name, column in zip(has, ("_email", "_mobile", "_landline"), (email, mobile, landline), strict=True):
        people[name] = shown(row, column)
    owner, kind = np.nonzero(has.T)
    value = np.stack([email, mobile, landline])[kind, owner]
    return {"customer_id": people["customer_id"][owner], "kind": kind.astype(np.int8), "value": value, "since": people["created_on"][owner]}


def _areas(plan: Plan, people: Columns) -> NDArray[Any]:
    """The zone of the town; in a world of more than 10 000 customers, of the customer's number."""
    zones = np.array(LANDLINE_AREAS, object)
    if plan.customers > _CAPACITY:
        return np.asarray(zones[people["_index"] // _CAPACITY % len(zones)], object)
    return np.asarray(zones[plan.zone_of_town[people["_town"]]], object)


def consents(plan: Plan, draws: Draws, people: Columns, unsubscribed: NDArray[np.int64]) -> Columns:
    """Consents given when the customer came, and withdrawn since.

    `unsubscribed` is the second of the click on the link, or ``NEVER``.
    """
    n, mobile = len(people["_index"]), people["_mobile"].astype(bool)
    phone = mobile | people["_landline"].astype(bool)
    has = np.stack([people["_consent"], draws.chance("consents.sms", 0.45, n) & mobile, draws.chance("consents.phone", 0.33, n) & phone])
    given, met = _given(plan, draws, people)
    gone = [(unsubscribed, np.ones(n, np.int64)), *(_withdrawn(plan, draws, f"consents.quit_{name}", n) for name in ("sms", "phone"))]
    at = np.stack([np.broadcast_to(given, has.shape), [ts for ts, _ in gone]])
    proofs = np.stack([np.broadcast_to(2 * met, has.shape), [proof for _, proof in gone]])
    withdrawn = has & (at[1] > given) & (at[1] < plan.calendar.end)
    owner, channel, status = np.nonzero(np.stack([has, withdrawn], axis=-1).transpose(1, 0, 2))
    return {
        "customer_id": people["customer_id"][owner],
        "channel": plan.codes("email", "sms", "phone")[channel],
        "purpose": np.zeros(len(owner), np.int8),
        "status": status.astype(np.int8),
        "ts": at[status, channel, owner],
        "proof": proofs[status, channel, owner].astype(np.int8),
    }


def _given(plan: Plan, draws: Draws, people: Columns) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The second at which customers agree, when the channel that brought them is open, and whether face to face."""
    ways, acquired, n = [way.channel for way in plan.world.acquisition], people["_acquired"], len(people["_index"])
    profiles = tuple(hours_of(channel, plan.world) for channel in ways)
    met = draws.chance("consents.in_person", np.array([_IN_PERSON.get(channel, 0.0) for channel in ways])[acquired], n)
    return people["created_on"] * DAY + clock(draws, "consents", acquired, profiles), met


def _withdrawn(plan: Plan, draws: Draws, name: str, n: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The second at which a consent is withdrawn, if ever, and the proof of it: link or form, or in a shop."""
    day, ts, proof = draws.whole(f"{name}.day", 0, 12 * plan.calendar.days, n), np.full(n, NEVER, np.int64), np.zeros(n, np.int64)
    rows = np.flatnonzero(day < plan.calendar.days)
    met = draws.chance(f"{name}.met", _QUIT_IN_PERSON if plan.world.shops else 0.0, len(rows))
    ts[rows] = moment(plan, draws, name, day[rows], met.astype(np.int8), ("online", "shop"))
    proof[rows] = np.where(met, 2, name == "consents.quit_sms")
    return ts, proof
