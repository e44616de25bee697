"""Why do customers get in touch, how long do they wait, and do they come back?

An order may lead to a delivery ticket, a deferred-item ticket and another one; on the
phone the caller waits as the line of that quarter-hour makes him wait. Lateness, a long
wait and having to call again move satisfaction; a detractor leaves more often.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from . import comments
from .calendar import DAY
from .commerce import moment
from .plan import NEVER, NONE, Columns, Plan, shown
from .streams import Draws, exponential_table, lookup, value_table
from .verbatim import COMMENTS, NEEDED

__all__ = ["SATISFIED", "answers", "explain", "order_tickets", "receive", "request_tickets", "sales_calls", "satisfaction"]

_DEFERRED = ("deferred-wait", "deferred-change", "deferred-when")
_LATE = ("parcel-late", "parcel-not-received")
_ON_TIME = ("poor-reception", "relay-or-home")
_OTHER = {
    "sav-information": 0.16, "sav-take-charge": 0.14, "sav-part-missing": 0.06, "sav-quality": 0.10, "sav-safety": 0.02,
    "item-missing": 0.05, "item-wrong": 0.06, "item-faulty": 0.08, "gift-missing": 0.02,
    "unpaid": 0.03, "card-problem": 0.03, "deferred-payment": 0.03, "payment-dispute": 0.03, "how-to-return": 0.06,
}  # fmt: skip
_REFUND = {"refund-missing": 0.45, "refund-delay": 0.55}
_ABOUT_REFUND, _ABOUT_DISCOUNT = 0.6, 0.3
"""Of the other tickets: the share about the refund once something was sent back, about the discount where one was promised."""
_REQUESTS = {"ask-catalogue": 0.4, "opening-hours": 0.4, "game": 0.1, "questionnaire": 0.1}
_SATISFACTION = (((1, 2, 3), (1, 1.6, 1.4)), ((3, 4), (1, 1.4)), ((4, 5), (1, 1.5)))
"""Satisfaction of detractors, passives and promoters: scores and weights."""
SATISFIED = tuple(sum(weight for score, weight in zip(*law, strict=True) if score >= 4) / sum(law[1]) for law in _SATISFACTION)
"""Share of each of these groups that is satisfied (4 or 5)."""
_ATTEMPTS = 8
"""How often somebody calls who hangs up each time; at the last he waits for the answer."""
_SPREAD = (60, 75, 85, 95, 105, 120, 160)
"""Handling times, in percent of the mean: they average to 100."""


def order_tickets(plan: Plan, draws: Draws, order: Columns) -> Columns:
    """Tickets that an order leads to: reason and moment."""
    service, n = plan.world.service, len(order["_ts"])
    taken, late = order["_mode"] < 0, order["_late"]
    has = np.stack([
        draws.chance("tickets.delivery", service.delivery_ticket + service.late_ticket * late, n) & ~taken,
        draws.chance("tickets.deferred", service.deferred_ticket * order["_deferred"], n),
        draws.chance("tickets.other", service.other_ticket, n),
    ])  # fmt: skip
    which, of = np.nonzero(has)
    step, late_here = draws.uniform("tickets.day", len(of)), late[of]
    ordered, promised, delivered = order["_ts"][of] // DAY, order["_promised"][of], order["_delivered"][of]
    day = np.choose(which, [
        np.where(late_here, promised + 1 + (step * np.maximum(delivered - promised, 1)).astype(np.int64), delivered + (step * 3).astype(np.int64)),
        ordered + 1 + (step * np.maximum(promised - ordered - 1, 1)).astype(np.int64),
        delivered + 1 + (step * 21).astype(np.int64),
    ])  # fmt: skip
    reason = np.choose(which, [
        np.where(late_here, _reasons(plan, draws, "late", dict.fromkeys(_LATE, 1.0), len(of)), _reasons(plan, draws, "on_time", dict.fromkeys(_ON_TIME, 1.0), len(of))),
        _reasons(plan, draws, "deferred_reason", dict.fromkeys(_DEFERRED, 1.0), len(of)),
        _reasons(plan, draws, "other_reason", _OTHER, len(of)),
    ])  # fmt: skip
    return {"_order": of, "_which": which, "_customer": order["_customer"][of], "_day": np.maximum(day, ordered + 1), "reason": reason}


def explain(plan: Plan, draws: Draws, ticket: Columns, order: Columns, sent_back: NDArray[np.int64]) -> None:
    """Give some tickets the reason that only their order has: a refund after a return, a discount that a campaign promised.

    `sent_back` is the day of the first return of each order.
    """
    n, of, other = len(ticket["_day"]), ticket["_order"], ticket["_which"] == 2
    refund = other & (sent_back[of] < ticket["opened_at"] // DAY) & draws.chance("tickets.about_refund", _ABOUT_REFUND, n)
    discount = other & ~refund & (order["_campaign"][of] >= 0) & draws.chance("tickets.about_discount", _ABOUT_DISCOUNT, n)
    reason = np.where(discount, plan.reason_codes["promotion-missed"], ticket["reason"])
    ticket["reason"] = np.where(refund, _reasons(plan, draws, "refund_reason", _REFUND, n), reason)
    ticket["family"] = plan.family_of_reason[ticket["reason"]]


def request_tickets(plan: Plan, draws: Draws, people: Columns, left: NDArray[np.int64]) -> Columns:
    """Requests that no order caused (catalogue, opening hours, …), until the customer leaves."""
    days = plan.calendar.days
    since = np.maximum(people["created_on"] + 1, 0)
    until = np.clip(left // DAY, since, days - 1)
    count = draws.counts("requests.count", plan.world.service.requests_per_year * (until - since) / 365.25)
    customer = np.repeat(np.arange(len(count), dtype=np.int64), as_counts(count))
    day = since[customer] + (draws.uniform("requests.day", len(customer)) * (until - since)[customer]).astype(np.int64)
    reason = _reasons(plan, draws, "request_reason", _REQUESTS, len(customer))
    return {"_order": np.full(len(customer), NONE, np.int64), "_customer": customer, "_day": day, "reason": reason}


def _reasons(plan: Plan, draws: Draws, name: str, weights: dict[str, float], n: int) -> NDArray[np.int64]:
    codes = [plan.reason_codes[reason] for reason in weights]
    return draws.pick(f"tickets.{name}", value_table(codes, tuple(weights.values())), n).astype(np.int64)


def receive(plan: Plan, draws: Draws, ticket: Columns, prefix: str) -> Columns:
    """How the tickets are received: channel, wait, abandonment, handling, contacts, closing."""
    service, n = plan.world.service, len(ticket["_day"])
    codes = plan.codes(*(channel for channel, _ in service.channels))
    way = draws.pick(f"{prefix}.channel", lookup(tuple(share for _, share in service.channels)), n)
    profiles = ("online", "shop", plan.world.line.hours)
    hours = np.array([{"phone": 2, "shop": 1}.get(channel, 0) for channel, _ in service.channels])[way]
    ts = moment(plan, draws, prefix, ticket["_day"], hours, profiles)
    phone = hours == 2
    wait, abandoned = waits(plan, draws, prefix, ts)
    wait, abandoned = np.where(phone, wait, 0), phone & abandoned
    contacts = np.where(draws.chance(f"{prefix}.solved", service.solved_first, n), 1, draws.whole(f"{prefix}.contacts", 2, 4, n))
    handle = np.where(
        abandoned,
        0,
        draws.pick(f"{prefix}.handle", value_table([percent * service.handle_seconds // 100 for percent in _SPREAD], [1.0] * 7), n),
    )
    answered = np.where(phone, ts + wait + handle, plan.calendar.worked(ts, draws.whole(f"{prefix}.answer", 1, 20, n) * 1800))
    later = np.where(abandoned, 0, (contacts - 1) * draws.whole(f"{prefix}.later", 1, 3, n))
    urgent = ticket["reason"] == plan.reason_codes["sav-safety"]
    return {
        **ticket,
        "opened_at": ts,
        "channel": codes[way],
        "family": plan.family_of_reason[ticket["reason"]],
        "priority": np.where(urgent, 3, draws.pick(f"{prefix}.priority", lookup((0.2, 0.65, 0.15)), n)).astype(np.int8),
        "agent_id": np.where(abandoned, NONE, draws.whole(f"{prefix}.agent", 1, plan.staff, n)),
        "wait_seconds": np.where(phone, wait, NONE),
        "handle_seconds": handle.astype(np.int64),
        "contacts": np.where(abandoned, 1, contacts),
        "_closed": plan.calendar.later(answered, later),
        "_abandoned": abandoned,
        "_phone": phone,
    }


def waits(plan: Plan, draws: Draws, prefix: str, ts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Seconds on hold for calls at these moments, from the line of their quarter-hour, and who hung up before the answer."""
    line, day, n = plan.queue, ts // DAY, len(ts)
    place = (np.minimum(plan.calendar.month[day], len(line.agents) - 1), ts % DAY // 900)
    held = draws.chance(f"{prefix}.held", line.wait_share[place], n)
    long = draws.pick(f"{prefix}.wait", exponential_table(), n) * line.wait_seconds[place]
    wait = np.where(held, np.minimum(1 + (long / 1024).astype(np.int64), 3_600), 0)
    patience = draws.pick(f"{prefix}.patience", exponential_table(), n).astype(np.int64) * plan.world.service.patience_seconds >> 10
    return np.where(wait > patience, np.maximum(patience, 1), wait), wait > patience


def sales_calls(plan: Plan, draws: Draws, ts: NDArray[np.int64]) -> Columns:
    """The calls of the sales queue: those of the log, and before them those of the same people who hung up and tried again."""
    most, rounds = 2 * plan.world.service.handle_seconds - 120, []
    for attempt in range(_ATTEMPTS):
        wait, gone = waits(plan, draws, f"sales_calls.{attempt}", ts)
        gone = gone & (attempt + 1 < _ATTEMPTS)
        handle = np.where(gone, 0, draws.whole(f"sales_calls.{attempt}.handle", 120, most, len(ts)))
        rounds.append({"ts": ts, "wait": wait, "abandoned": gone, "handle": handle})
        ts = ts[gone]
    return {name: np.concatenate([one[name] for one in rounds]) for name in rounds[0]}


def satisfaction(plan: Plan, draws: Draws, people: Columns, order: Columns, ticket: Columns) -> None:
    """Add to orders what the customer thinks once all is over, and when he leaves, if he does."""
    surveys, n = plan.world.surveys, len(order["_ts"])
    of = ticket["_order"]
    wait, repeat = np.zeros(n, bool), np.zeros(n, bool)
    wait[of[ticket["wait_seconds"] > plan.world.service.long_wait_seconds]] = True
    repeat[of[ticket["contacts"] > 1]] = True
    closed = np.zeros((3, n), np.int64)
    closed[ticket["_which"], of] = ticket["_closed"]
    causes = np.stack([order["_late"], wait, repeat])
    worse = surveys.detractors + np.array([surveys.late[0], surveys.wait[0], surveys.repeat[0]]) @ causes
    better = surveys.promoters - np.array([surveys.late[1], surveys.wait[1], surveys.repeat[1]]) @ causes
    u = draws.uniform("surveys.group", n)
    group = np.where(u < worse, 0, np.where(u >= 1 - better, 2, 1)).astype(np.int8)
    after = np.maximum(order["_delivered"] * DAY + 20 * 3600, closed.max(axis=0, initial=0))
    day = after // DAY + 1 + draws.whole("surveys.day", 0, 8, n)
    order["_wait"], order["_repeat"], order["_contact"] = wait, repeat, np.asarray(closed.any(axis=0))
    order["_group"] = group
    order["_settled"] = moment(plan, draws, "surveys", np.minimum(day, len(plan.calendar.month) - 1), np.zeros(n, np.int8), ("online",))
    leaves = draws.chance(
        "orders.churn", plan.world.churn * people["_fickle"][order["_customer"]] + plan.world.churn_detractor * (group == 0), n
    )
    order["_leaves"] = np.where(leaves, order["_settled"], -NEVER)


def answers(plan: Plan, draws: Draws, order: Columns) -> Columns:
    """The answers of those who answer: scores, and a comment from some."""
    rule, n = plan.world.surveys, len(order["_ts"])
    rows = np.flatnonzero(draws.chance("surveys.response", rule.response, n) & (order["_settled"] < plan.calendar.end))
    m, group = len(rows), order["_group"][rows]
    scores = np.stack([value_table(range(7), (1, 1, 2, 3, 4, 6, 6)), value_table((7, 8), (1, 1.2)), value_table((9, 10), (1.2, 1))])
    happy = np.stack([value_table(*law) for law in _SATISFACTION])
    hard = draws.chance("surveys.hard", rule.hard + rule.hard_repeat * order["_repeat"][rows], m)
    effort = np.where(hard, draws.whole("surveys.effort_high", 4, 5, m), draws.whole("surveys.effort_low", 1, 3, m))
    causes = np.stack([order["_late"][rows], order["_wait"][rows], order["_repeat"][rows]])
    theme = np.where((group < 2) & causes.any(axis=0), causes.argmax(axis=0), 3 + group)
    features = _features(plan, {name: order[name][rows] for name in ("_mode", "_late", "channel")})
    said = draws.chance("surveys.comment", rule.comment, m)
    more: Columns = {}
    if rule.composed:
        made = comments.write(draws, theme[said], features[said])
        words = np.full(m, None, object)
        words[said] = made["words"]
        more = {"_second": np.full(m, NONE, np.int64), "_irony": np.zeros(m, bool)}
        more["_second"][said], more["_irony"][said] = made["second"], made["irony"]
    else:
        words = shown(said, COMMENTS[theme, _fitting(draws, theme, features), draws.whole("surveys.opening", 0, COMMENTS.shape[2] - 1, m)])
    return more | {
        "_order": rows,
        "answered_at": order["_settled"][rows],
        "recommend": scores[group, draws.halves("surveys.recommend", m)].astype(np.int64),
        "satisfaction": happy[group, draws.halves("surveys.satisfaction", m)].astype(np.int64),
        "effort": np.where(order["_contact"][rows], effort, NONE),
        "verbatim": words,
        "_theme": theme,
    }


def _features(plan: Plan, order: Columns) -> NDArray[np.int64]:
    """What is true of each order, as the bits of `verbatim.FEATURES`."""
    modes = [row[0] for row in plan.world.deliveries] + ["takeaway"]
    home, relay, installed = (np.array([mode == one for mode in modes])[order["_mode"]] for one in ("home", "relay", "installation"))
    shop, site, advised = (
        np.isin(order["channel"], plan.codes(*channels)) for channels in (("shop", "kiosk"), ("web", "app"), ("shop", "phone", "field"))
    )
    facts = (home | installed, home | relay, installed, shop, site, advised, (home | relay | installed) & ~order["_late"])
    return np.asarray(sum(fact.astype(np.int64) << place for place, fact in enumerate(facts)))


def _fitting(draws: Draws, theme: NDArray[np.int64], features: NDArray[np.int64]) -> NDArray[np.int64]:
    """A sentence of the theme, of those that need nothing but what is true of the order."""
    fits = (NEEDED[theme] & ~features[:, None]) == 0
    chosen = draws.words("surveys.sentence", len(theme)).astype(np.int64) * fits.sum(axis=1) >> 32
    return np.asarray((fits.cumsum(axis=1) > chosen[:, None]).argmax(axis=1))
