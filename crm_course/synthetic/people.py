"""Who are the customers, how are they reached, and what did they agree to?

Customers are numbered in the order in which they came. The latent segment (``_segment``)
and all that begins with an underscore stays on the teacher's side.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calendar import DAY
from .names import EMAIL_DOMAINS, LANDLINE_AREAS, MOBILE_AREA, Names, address_word, names, phone_numbers, scrambled, sirens, towns
from .plan import NEVER, NONE, Columns, Plan, shown
from .streams import Draws, lookup

__all__ = ["consents", "contact_points", "customers"]

_YEARS_BEFORE = 5
_CAPACITY = 10_000
"""Numbers of one area: customers beyond have no mobile, and beyond five times that no landline."""


def customers(plan: Plan, draws: Draws, first: int, n: int) -> Columns:
    """`n` customers, the first of whom is number `first` of the world."""
    world, lists = plan.world, plan.names
    index = np.arange(first, first + n)
    acquired = draws.pick("customers.acquisition", plan.acquisition_choice, n)
    segment = plan.segment_choice[acquired, draws.halves("customers.segment", n)]
    created = created_days(plan, draws, n)
    title = draws.pick("customers.title", lookup((1.0, 1.0)), n)
    town_names, postcodes, town_choice = towns(world.towns)
    town = draws.pick("customers.town", town_choice, n)
    first_place = draws.halves("customers.first_name", n)
    women, men = (lists.first_choice[k][first_place] for k in (0, 1))
    name = np.where(title == 0, women, men + len(lists.first[0]))
    family = draws.pick("customers.last_name", lists.last_choice, n)
    company = draws.chance("customers.kind", world.companies, n)
    employer = (index * 7_368_787 + plan.key % 999_983) % max(int(plan.customers / world.contacts_per_company), 1)
    born = draws.whole("customers.birth_date", -(95 * 365), -(20 * 365), n) + min(0, -5 * 365)
    return {
        "customer_id": index + 1,
        "kind": company.astype(np.int8),
        "title": title.astype(np.int8),
        "first_name": lists.all_first()[name],
        "last_name": lists.last[family],
        "birth_date": np.where(draws.chance("customers.birth_known", 0.8, n) & ~company, born, NEVER),
        "company": _sparse(company, _company_names(employer[company], lists)),
        "siren": _sparse(company, sirens(employer[company], plan.key)),
        "street": _streets(draws, lists, n),
        "postcode": postcodes[town],
        "town": town_names[town],
        "acquisition_channel": plan.acquisition_codes[acquired],
        "created_on": created,
        "shop_id": plan.home_shop[draws.halves("customers.shop", n)],
        "referred_by": _referrers(plan, draws, acquired, index),
        "_segment": segment.astype(np.int8),
        "_first": name,
        "_last": family,
        "_town": town,
        "_index": index,
    }


def created_days(plan: Plan, draws: Draws, n: int) -> NDArray[np.int64]:
    """Days on which customers came, in order: before the first day, or by season."""
    days = plan.calendar.days
    before = draws.uniform("customers.existing", n) < plan.world.existing
    past = draws.whole("customers.past", -_YEARS_BEFORE * 365, -1, n)
    season = draws.uniform("customers.created", n) * plan.calendar.cumulated[days]
    new = np.searchsorted(plan.calendar.cumulated[: days + 1], season, side="right") - 1
    return np.sort(np.where(before, past, new))


def _streets(draws: Draws, lists: Names, n: int) -> NDArray[Any]:
    number = draws.whole("customers.number", 1, 120, n)
    street = lists.streets[draws.pick("customers.street", lists.street_choice, n)]
    written = (number, street) if lists.number_first else (street, number)
    return _words([f"{one} {other}" for one, other in zip(*(part.tolist() for part in written), strict=True)])


def _company_names(number: NDArray[np.int64], lists: Names) -> list[str]:
    """A company's name follows from its number, so that all its contacts agree."""
    trade, owner = lists.trades[number % len(lists.trades)], lists.last[number * 131 % len(lists.last)]
    form = lists.suffixes[lists.suffix_choice[number * 25_931 % len(lists.suffix_choice)]]
    return [f"{a} {b} {c}" for a, b, c in zip(trade.tolist(), owner.tolist(), form.tolist(), strict=True)]


def _referrers(plan: Plan, draws: Draws, acquired: NDArray[Any], index: NDArray[np.int64]) -> NDArray[np.int64]:
    """An earlier customer of the same block, for those who came by recommendation."""
    place = np.arange(len(index))
    chosen = (draws.words("customers.referrer", len(index)).astype(np.int64) * np.maximum(place, 1)) >> 32
    return np.where((acquired == plan.referral) & (place > 0), index[0] + chosen + 1, NONE)


def _sparse(where: NDArray[np.bool_], values: list[str]) -> NDArray[Any]:
    column = np.full(len(where), None, object)
    column[where] = values
    return column


def _words(values: list[str]) -> NDArray[Any]:
    column = np.empty(len(values), object)
    column[:] = values
    return column


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
    n, given = len(people["_index"]), people["created_on"] * DAY + 36_000 + people["_index"] % 28_800
    has = np.stack([people["_consent"], draws.chance("consents.sms", 0.38, n), draws.chance("consents.phone", 0.30, n)])
    quit_at = np.stack([unsubscribed, *(draws.whole(f"consents.quit_{name}", 0, 12 * plan.calendar.end, n) for name in ("sms", "phone"))])
    withdrawn = has & (quit_at > given) & (quit_at < plan.calendar.end)
    owner, channel, status = np.nonzero(np.stack([has, withdrawn], axis=-1).transpose(1, 0, 2))
    ts = np.where(status == 0, given[owner], quit_at[channel, owner])
    proof = np.where(status == 1, np.where(channel == 0, 1, 2), people["_index"][owner] % 3 // 2 * 2)
    return {
        "customer_id": people["customer_id"][owner],
        "channel": plan.codes("email", "sms", "phone")[channel],
        "purpose": np.zeros(len(owner), np.int8),
        "status": status.astype(np.int8),
        "ts": ts,
        "proof": proof.astype(np.int8),
    }
