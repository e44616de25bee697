"""What belongs to the firm as a whole: suppliers, the register of companies, all its calls, the introduction of its CRM.

The customers in the data are a part of the firm's; its telephone, its warehouse and its staff are there for all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crm_course.foundations.integers import as_counts
from crm_course.foundations.vocabulary import CONTACT_REASONS

from .calendar import DAY, quarter_shares
from .names import siret
from .parameters import Rollout, Volumes, World
from .people import company_address, company_count, company_names, company_sirens
from .plan import NEVER, Columns, Plan
from .streams import Draws, lookup

__all__ = ["adopted", "adoption_weeks", "contact_volumes", "daily_volumes", "establishments", "logins", "receipts", "reference"]

_LEAD = (6, 30)
"""Shortest and longest lead time of an article, in days."""
_DELAY = (1, 12)
_SUPPLIERS = ("Ateliers Vauban", "Comptoir Brieuc", "Fournil & Fils", "Manufacture Ozanne", "Négoce Kerlann", "Société Talvard")


def reference(plan: Plan, draws: Draws, stock: Columns) -> dict[str, Columns]:
    """The tables of the firm that the company's parameters ask for."""
    world = plan.world
    made: dict[str, Columns] = {}
    if world.office is not None:
        made["receipts"] = receipts(plan, draws, stock)
    if world.register:
        made["establishments"] = establishments(plan, draws)
    if world.volumes is not None:
        made["contact_volumes"] = contact_volumes(plan, draws, world.volumes)
    if world.rollout is not None:
        made["logins"] = logins(plan, draws, world.rollout)
    return made


# -- suppliers ----------------------------------------------------------------------------


def receipts(plan: Plan, draws: Draws, stock: Columns) -> Columns:
    """Deliveries of suppliers, by day of receipt: those of a month add up to what the stock received in it."""
    office = plan.world.office
    assert office is not None
    rows = np.flatnonzero(stock["received"] > 0)
    many = np.where(stock["received"][rows] > 3, 1 + draws.chance("receipts.twice", 0.5, len(rows)), 1)
    of = np.repeat(rows, as_counts(many))
    second = np.concatenate([[False], of[1:] == of[:-1]]) if len(of) else np.zeros(0, bool)
    half = stock["received"][of] * draws.whole("receipts.part", 30, 70, len(of)) // 100
    single = many[np.searchsorted(rows, of)] == 1
    half = np.where(second & ~single, np.roll(half, 1), half)
    quantity = np.where(single, stock["received"][of], np.where(second, stock["received"][of] - half, half))
    length = np.diff(np.append(np.unique(stock["month"]), plan.calendar.days))[
        np.searchsorted(np.unique(stock["month"]), stock["month"][of])
    ]
    day = stock["month"][of] + (draws.words("receipts.day", len(of)).astype(np.int64) * length >> 32)
    product = stock["product_id"][of]
    lead = _LEAD[0] + (product * 7 + plan.key % 97) % (_LEAD[1] - _LEAD[0] + 1)
    late = draws.chance("receipts.late", office.supplier_late, len(of))
    delay = np.where(late, draws.whole("receipts.delay", *_DELAY, len(of)), 0)
    cost = np.array([item.cost_cents for item in plan.world.products], np.int64)
    place = np.argsort(day, kind="stable")
    names = np.array(_SUPPLIERS, object)
    made: Columns = {
        "product_id": product, "supplier": names[product % len(names)], "purchased_on": day - delay - lead, "expected_on": day - delay,
        "received_on": day, "quantity": quantity, "unit_cost_cents": cost[product - 1],
    }  # fmt: skip
    return {"receipt_id": np.arange(len(of), dtype=np.int64) + 1} | {name: values[place] for name, values in made.items()}


# -- the register -------------------------------------------------------------------------


def establishments(plan: Plan, draws: Draws) -> Columns:
    """The extract of a register: for each company its head office at its address, and some branches; what is closed stays in it."""
    n = company_count(plan)
    branches = draws.pick("establishments.branches", lookup((0.55, 0.25, 0.13, 0.07)), n).astype(np.int64)
    of = np.repeat(np.arange(n, dtype=np.int64), as_counts(1 + branches))
    number = np.arange(len(of), dtype=np.int64) - np.searchsorted(of, of) + 1
    sirens = np.array(company_sirens(plan, np.arange(n, dtype=np.int64)), object)
    names = np.array([name.upper() for name in company_names(plan, np.arange(n, dtype=np.int64))], object)
    street, postcode, town = company_address(plan, of + n * (number - 1))
    founded = -draws.whole("establishments.founded", 400, 14_000, len(of))
    closed = draws.chance("establishments.closed", 0.08, len(of)) & (number > 1)
    gone = draws.whole("establishments.closed_on", -300, max(plan.calendar.days - 1, 1), len(of))
    activity = np.array(("43.21A", "46.69A", "71.12B", "47.52B", "43.22B", "62.02A"), object)
    return {
        "siret": np.array([siret(siren, int(nic)) for siren, nic in zip(sirens[of].tolist(), number.tolist(), strict=True)], object),
        "siren": sirens[of], "register_name": names[of], "head_office": number == 1, "activity": activity[of * 5 % 6],
        "staff_band": draws.pick("establishments.staff", lookup((0.2, 0.5, 0.22, 0.08)), len(of)).astype(np.int8),
        "street": street, "postcode": postcode, "town": town, "founded_on": founded, "closed_on": np.where(closed, gone, NEVER),
    }  # fmt: skip


# -- all calls ----------------------------------------------------------------------------


def daily_volumes(world: World, plan: Plan, rule: Volumes) -> NDArray[np.float64]:
    """Calls expected on each day of the calendar, before chance: season, weekday, the days after an event."""
    cal = plan.calendar
    days = np.arange(cal.days, dtype=np.int64)
    weekday = (days + int(cal.start.astype("datetime64[D]").astype(np.int64)) + 3) % 7
    season = np.asarray(world.season)[cal.month_of_year[: cal.days] - 1] / np.mean(world.season)
    lift = np.ones(cal.days)
    for event in world.events:
        for year in range(world.start_year, world.start_year + plan.months // 12 + 2):
            first = int((np.datetime64(f"{year}-{event.month:02d}-{event.day:02d}") - cal.start).astype(np.int64))
            after = days - first
            lift += np.where((after >= 0) & (after < 21), rule.event_lift * np.exp(-np.maximum(after, 0) / rule.event_days), 0.0)
    there = (cal.open_next if world.line.saturday else cal.working_next)[: cal.days] == days
    return np.asarray(rule.per_day * season * np.asarray(rule.weekdays)[weekday] * lift * there)


def _noise(plan: Plan, draws: Draws, rule: Volumes) -> NDArray[np.float64]:
    """A day's own luck, which lasts: logarithm with the given spread, correlated from day to day."""
    n = plan.calendar.days
    normal = draws.uniform("contact_volumes.noise", 12 * n).reshape(n, 12).sum(axis=1) - 6
    level, noise = 0.0, np.zeros(n)
    for day in range(n):
        level = rule.memory * level + np.sqrt(1 - rule.memory**2) * float(normal[day])
        noise[day] = level
    return np.exp(rule.spread * noise - rule.spread**2 / 2)


def contact_volumes(plan: Plan, draws: Draws, rule: Volumes) -> Columns:
    """The calls of the whole firm in its last year, by quarter-hour and family of reasons."""
    first = max(plan.calendar.days - 365, 0)
    daily = (daily_volumes(plan.world, plan, rule) * _noise(plan, draws, rule))[first:]
    opening = np.flatnonzero(quarter_shares(plan.world.line.hours) > 0)
    profile = quarter_shares(plan.world.line.hours)[opening]
    shares = np.array([dict(rule.families).get(name, 0.0) for name in CONTACT_REASONS])
    mean = (daily[:, None, None] * profile[:, None] * shares / shares.sum()).ravel()
    offered = draws.counts("contact_volumes.offered", mean)
    rows = np.flatnonzero(offered)
    day, rest = rows // (len(opening) * len(shares)), rows % (len(opening) * len(shares))
    family = rest % len(shares)
    handle = np.array([dict(rule.handle).get(name, plan.world.service.handle_seconds) for name in CONTACT_REASONS], np.int64)[family]
    wobble = draws.whole("contact_volumes.handle", 85, 115, len(rows))
    return {
        "interval_start": (first + day) * DAY + opening[rest // len(shares)] * 900, "family": family.astype(np.int8), "offered": offered[rows],
        "handle_seconds_mean": handle * wobble // 100,
    }  # fmt: skip


# -- a CRM comes --------------------------------------------------------------------------


def adopted(rule: Rollout, weeks: ArrayLike) -> NDArray[np.float64]:
    """The share of users who have begun after so many weeks (Bass, Management Science 15, 1969)."""
    both = rule.innovation + rule.imitation
    gone = np.exp(-both * np.asarray(weeks, float))
    return np.asarray(rule.reach * (1 - gone) / (1 + rule.imitation / rule.innovation * gone))


def adoption_weeks(plan: Plan, draws: Draws, rule: Rollout) -> NDArray[np.int64]:
    """The week in which each user begins; `weeks` and more for those who do not within the data."""
    reached = adopted(rule, np.arange(rule.weeks + 1))
    return np.searchsorted(reached, draws.uniform("logins.begins", rule.users), side="right").astype(np.int64) - 1


def logins(plan: Plan, draws: Draws, rule: Rollout) -> Columns:
    """Each user and week since the CRM was there: how often he came in, and what he entered."""
    weeks = min(rule.weeks, plan.calendar.days // 7)
    begins = adoption_weeks(plan, draws, rule)
    user, week = np.divmod(np.arange(rule.users * weeks, dtype=np.int64), weeks)
    monday = -int(plan.calendar.start.astype("datetime64[D]").astype(np.int64) + 3) % 7
    last = (plan.calendar.days - monday) // 7
    keen = draws.whole("logins.keen", 40, 160, rule.users) / 100
    uses = week >= begins[user]
    many = np.where(uses, draws.counts("logins.logins", rule.logins_per_week * keen[user]), 0) + (week == begins[user])
    entered = np.where(uses, draws.counts("logins.entered", 2.5 * many.astype(float)), 0)
    return {
        "user_id": user + 1,
        "week": monday + (last - weeks + week) * 7,
        "crew": (user % 3).astype(np.int8),
        "logins": many,
        "records_entered": entered,
    }
