"""What do messages change? Campaigns with a control group drawn by lot, and their true effect.

Whoever agreed to e-mail and has not unsubscribed is in the audience; a lot decides who is
left out. A message that is delivered may be opened, then clicked, and a click may cause an
order that would not have been. As in any shop, every order placed after a click and within
the window carries the campaign and its discount, whether or not the click caused it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from . import catalogue
from .calendar import DAY, RUN_UP
from .parameters import Campaigns
from .plan import NEVER, NONE, Columns, Plan
from .streams import Draws, exponential_table

__all__ = ["campaigns", "caused", "credited", "member_uplift", "members", "readers", "referrals", "sent_days", "tracking", "turned_away"]

_TEN = 36_000
"""Messages leave at ten o'clock."""
_OPEN_HOURS = 9
_CLICK = 90
"""Seconds from the opening to the click."""
_SCANNED = 585
"""Seconds from the sending to the clicks of a filter."""
_SLOWEST_OPEN, _SLOWEST_ORDER = 4 * DAY, 10


def sent_days(plan: Plan) -> NDArray[np.int64]:
    """The working days on which campaigns are sent; the last window closes inside the data."""
    rule = plan.world.campaigns
    count = int(plan.months * rule.per_year / 12)
    days = 25 + np.arange(count, dtype=np.int64) * round(365.25 / max(rule.per_year, 1))
    return plan.calendar.working_next[days[days < plan.calendar.days - rule.window_days - 6]]


def campaigns(plan: Plan, members_by_campaign: NDArray[np.int64]) -> Columns:
    """The campaigns, with what they cost."""
    rule, sent = plan.world.campaigns, sent_days(plan)
    names = np.empty(len(sent), object)
    names[:] = [f"{rule.channel}-{plan.calendar.start + int(day)}" for day in sent]
    return {
        "campaign_id": np.arange(len(sent), dtype=np.int64) + 1,
        "name": names,
        "channel": np.repeat(plan.codes(rule.channel), len(sent)),
        "sent_at": sent * DAY + _TEN,
        "window_days": np.full(len(sent), rule.window_days),
        "discount": np.full(len(sent), rule.discount),
        "cost_cents": members_by_campaign * rule.cost_cents + rule.setup_cents,
    }


def members(plan: Plan, draws: Draws, people: Columns) -> Columns:
    """Who is in each campaign, and how far the message came: one row a customer and campaign."""
    rule, sent = plan.world.campaigns, sent_days(plan)
    n, k = len(people["_index"]), len(sent)
    people["_consent"] = people["_email"].astype(bool) & draws.chance("consents.email", plan.world.consent_email, n)

    def lot(name: str, share: float | NDArray[Any]) -> NDArray[np.bool_]:
        return draws.chance(f"campaign_members.{name}", share, n * k).reshape(n, k)

    audience = people["_consent"][:, None] & (people["created_on"][:, None] < sent)
    treated = ~lot("control", rule.control)
    personal = lot("version", 0.5)
    delivered = audience & treated & lot("delivered", rule.delivered)
    recent = _lately(rule, sent, delivered & audience)
    opened = delivered & lot("opened", (rule.opened + rule.opened_personal * personal - rule.fatigue * recent).ravel())
    left = opened & lot("unsubscribed", rule.unsubscribed)
    scanned = delivered & people["_scanned"][:, None]
    quits = scanned & lot("scanner_quits", rule.scanner_quits) if rule.scanner_quits else np.zeros_like(left)
    left |= quits
    gone = np.cumsum(left, axis=1) - left > 0
    customer, campaign = np.nonzero(audience & ~gone)
    here = (customer, campaign)
    people["_unsubscribed"] = np.full(n, NEVER, np.int64)
    columns: Columns = {"_customer": customer, "_campaign": campaign, "arm": (~treated[here]).astype(np.int8), "version": personal[here].astype(np.int8),
               "_delivered": delivered[here], "_opened": opened[here], "_left": left[here], "_recent": recent[here],
               "_before": (np.cumsum(delivered & audience, axis=1) - (delivered & audience))[here]}  # fmt: skip
    columns["_clicked"] = columns["_opened"] & draws.chance("campaign_members.clicked", rule.clicked, len(customer))
    if rule.machine or rule.scanner:
        columns |= {
            "_scanned": scanned[here],
            "_loaded": scanned[here] | (delivered & people["_loaded"][:, None])[here],
            "_tried": quits[here],
        }
    persuadable = np.array([segment.persuadable for segment in plan.world.segments])[people["_segment"][customer]]
    columns["_caused"] = columns["_clicked"] & draws.chance("campaign_members.caused", np.maximum(persuadable, 0), len(customer))
    columns["_annoyed"] = columns["_opened"] & draws.chance("campaign_members.annoyed", np.maximum(-persuadable, 0), len(customer))
    columns["_own"] = np.zeros(len(customer), np.int64)
    base = sent[campaign] * DAY + _TEN
    delay = np.minimum(
        draws.pick("campaign_events.open_delay", exponential_table(), len(customer)).astype(np.int64) * _OPEN_HOURS * 3600 >> 10,
        _SLOWEST_OPEN,
    )
    columns["_opened_at"] = _awake(base + 600 + delay)
    leaves = columns["_left"]
    people["_unsubscribed"][customer[leaves]] = np.where(
        quits[here][leaves], base[leaves] + _SCANNED + 1, columns["_opened_at"][leaves] + 240
    )
    return columns


def readers(plan: Plan, draws: Draws, people: Columns) -> None:
    """Add to people whose mail program loads pictures ahead, and whose mailbox has a filter that tries each link: a trait of theirs."""
    rule, n = plan.world.campaigns, len(people["_index"])
    for name, share in (("_loaded", rule.machine), ("_scanned", rule.scanner)):
        people[name] = draws.chance(f"customers{name}", share, n) if share else np.zeros(n, bool)


def _lately(rule: Campaigns, sent: NDArray[np.int64], got: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each person and campaign, how many messages he had got in the days before."""
    recent = np.zeros(got.shape, np.int64)
    if rule.fatigue:
        for one, day in enumerate(sent):
            recent[:, one] = got[:, (sent < day) & (sent >= day - rule.fatigue_days)].sum(axis=1)
    return recent


def turned_away(plan: Plan, member: Columns, project: Columns) -> Columns:
    """The projects that are left once annoyed people have had none until the window closes; ``_own`` counts the orders that each member would place in it."""
    if all(segment.persuadable >= 0 for segment in plan.world.segments):
        return project
    begins = member["_opened_at"] // DAY + 1
    ends = sent_days(plan)[member["_campaign"]] + plan.world.campaigns.window_days - _SLACK
    decided, key = project["_start"] + project["_wait"], np.int64(1 << 20)
    free = np.flatnonzero(~project["_caused"])
    place = free[np.argsort(project["_customer"][free] * key + decided[free] + RUN_UP, kind="stable")]
    at = project["_customer"][place] * key + decided[place] + RUN_UP
    first = np.searchsorted(at, member["_customer"] * key + begins + RUN_UP)
    last = np.maximum(np.searchsorted(at, member["_customer"] * key + ends + RUN_UP), first)
    bought = np.concatenate([[0], np.cumsum(project["_bought"][place], dtype=np.int64)])
    member["_own"] = bought[last] - bought[first]
    mark = np.zeros(len(place) + 1, np.int64)
    np.add.at(mark, first[member["_annoyed"]], 1)
    np.add.at(mark, last[member["_annoyed"]], -1)
    kept = np.ones(len(project["_start"]), bool)
    kept[place[np.cumsum(mark)[:-1] > 0]] = False
    return {name: values[..., kept] for name, values in project.items()}


_SLACK = 6
"""Days before the window closes from which a decision may become an order after it."""


def _awake(ts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same moment, or three hours later if it, or what follows within minutes, falls between 2 and 3 at night."""
    return np.where((ts + 600) % DAY // 3600 == 2, ts + 3 * 3600, np.where(ts % DAY // 3600 == 2, ts + 3 * 3600, ts))


def caused(draws: Draws, member: Columns) -> Columns:
    """The orders that campaigns cause: customer and day."""
    rows = np.flatnonzero(member["_caused"])
    day = member["_opened_at"][rows] // DAY + 1 + draws.whole("campaign_members.order_day", 0, _SLOWEST_ORDER, len(rows))
    return {"_customer": member["_customer"][rows], "_day": day}


def credited(plan: Plan, member: Columns, order: Columns) -> NDArray[np.int64]:
    """The campaign that each order carries: that of the customer's last click before it, while its window is open."""
    scanned = member.get("_scanned", np.zeros(len(member["_clicked"]), bool))
    clicks = np.flatnonzero(member["_clicked"] | scanned)
    if not len(clicks):
        return np.full(len(order["_ts"]), NONE, np.int64)
    sent = sent_days(plan)[member["_campaign"][clicks]] * DAY + _TEN
    seen = np.where(scanned[clicks], sent + _SCANNED, member["_opened_at"][clicks] + _CLICK)
    at = member["_customer"][clicks] * np.int64(1 << 34) + seen
    place = np.argsort(at, kind="stable")
    last = np.searchsorted(at[place], order["_customer"] * np.int64(1 << 34) + order["_ts"]) - 1
    row = clicks[place][np.maximum(last, 0)]
    until = sent_days(plan)[member["_campaign"][row]] * DAY + _TEN + plan.world.campaigns.window_days * DAY
    own = (last >= 0) & (member["_customer"][row] == order["_customer"]) & (order["_ts"] < until)
    return np.where(own, member["_campaign"][row], NONE)


def tracking(plan: Plan, draws: Draws, people: Columns, member: Columns) -> Columns:
    """Campaign events: delivered or bounced, opened, clicked, unsubscribed."""
    sent = sent_days(plan)[member["_campaign"]] * DAY + _TEN
    treated, nobody = member["arm"] == 0, np.zeros(len(sent), bool)
    loaded, scanned = member.get("_loaded", nobody), member.get("_scanned", nobody)
    facts = np.stack(
        [member["_delivered"], treated & ~member["_delivered"], member["_opened"] | loaded, member["_clicked"] | scanned, member["_left"]],
        axis=1,
    )
    row, kind = np.nonzero(facts)
    after = np.array([0, 0, 0, _CLICK, 240])[kind]
    ts = np.where(kind < 2, sent[row] + draws.whole("campaign_events.sending", 1, 580, len(row)), member["_opened_at"][row] + after)
    tried = member.get("_tried", nobody)
    ahead = ((kind == 2) & loaded[row]) | ((kind == 3) & scanned[row]) | ((kind == 4) & tried[row])  # a machine is there within seconds
    ts = np.where(ahead, sent[row] + _SCANNED + np.array([0, 0, -4, 0, 1])[kind], ts)
    return {"campaign_id": member["_campaign"][row] + 1, "customer_id": people["customer_id"][member["_customer"][row]],
            "ts": ts, "kind": kind.astype(np.int8)}  # fmt: skip


def member_uplift(plan: Plan, part: dict[str, Columns]) -> NDArray[np.float64]:
    """The expected extra orders of each campaign member, had he been treated."""
    member, rule, people = part["campaign_members"], plan.world.campaigns, part["customers"]
    persuadable = np.array([one.persuadable for one in plan.world.segments])[people["_segment"][member["_customer"]]]
    opened = rule.opened + rule.opened_personal * member["version"] - rule.fatigue * member["_recent"]
    moved = np.where(persuadable > 0, rule.clicked * persuadable, persuadable * member["_own"])
    written = rule.delivered * opened * moved * member["_alive"]
    posted = member["_campaign"] >= len(sent_days(plan))
    return np.where(posted, catalogue.uplift(plan, people, member), written) if posted.any() else np.asarray(written)


_GENERATIONS = 5


def referrals(plan: Plan, draws: Draws, people: Columns, left: NDArray[np.int64]) -> dict[str, Columns]:
    """Messages that customers pass on, and those whom they brought in turn; each generation writes some weeks after the one before."""
    rule, n = plan.world.referrals, len(people["_index"])
    if rule is None:
        return {}
    days = plan.calendar.days
    since = np.maximum(people["created_on"] + 1, 0)
    until = np.clip(left // DAY, since, days - 1)
    owner, day = np.arange(n, dtype=np.int64), since + (draws.uniform("referrals.day", n) * (until - since)).astype(np.int64)
    parts: list[Columns] = []
    for generation in range(1, _GENERATIONS + 1):
        name = f"referrals.{generation}"
        sent = draws.counts(f"{name}.sent", np.full(len(owner), rule.sent))
        of = np.repeat(np.arange(len(owner), dtype=np.int64), as_counts(sent))
        owner, day = owner[of], day[of]
        m = len(owner)
        opened = draws.chance(f"{name}.opened", rule.opened, m)
        joined = opened & draws.chance(f"{name}.joined", rule.joined / rule.opened, m)
        ts = day * DAY + 8 * 3600 + draws.whole(f"{name}.second", 0, 14 * 3600, m)
        parts.append(
            {
                "customer_id": people["customer_id"][owner],
                "sent_at": ts,
                "generation": np.full(m, generation, np.int64),
                "opened": opened,
                "joined": joined,
            }
        )
        owner, day = owner[joined], day[joined] + draws.whole(f"{name}.later", 5, 40, int(joined.sum()))
    columns = {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}
    place = np.argsort(columns["sent_at"], kind="stable")
    place = place[columns["sent_at"][place] < plan.calendar.end]
    return {"referral_messages": {column: values[place] for column, values in columns.items()}}
