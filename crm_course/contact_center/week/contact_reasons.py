"""Why do they call, and what if a cause were removed? Agents are not linear in calls.

Sorted by calls, by minutes and by the agents that would be freed, the reasons come in three
orders: a queue has its economies of scale, and what is left after a short call is removed
are longer ones. What is not an order is a quality indicator in itself.

Source: Erlang C or A for the agents; Shewhart's p-chart for a share that moves, widened by
how much shares vary from day to day anyway (Laney 2002).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.said import Said
from crm_course.foundations.vocabulary import CONTACT_REASONS, family_of

from ..queue_profile import Line
from ..staffing import agents_needed
from . import texts
from .given import frame_of, numbers_of

__all__ = ["Freed", "Reasons", "control_chart", "reason_label", "reasons", "without_reason"]

ORDERS = "order-taking"
_PROMISE = (
    "interval_seconds",
    "within_seconds",
    "service_level",
    "patience_seconds",
    "max_abandonment",
    "max_occupancy",
    "max_mean_wait_seconds",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons(Said):
    """Contacts by reason.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``reason, family, contacts, share, minutes, agents, cost``, most contacts first:
        `agents` are those freed at the phones if the reason were gone, `cost` the euros that
        handling it takes, paid time included.
    non_order_share : float
        Share of contacts that are not an order, 0–1; NaN where no reason is known.
    agents : float
        At the phones for all of them; NaN for a log without a line.
    """

    frame: pd.DataFrame
    non_order_share: float
    agents: float

    def order_by(self, measure: str) -> list[str]:
        """Reasons by ``contacts``, ``minutes``, ``agents`` or ``cost``, the greatest first."""
        checks.choice("measure", measure, ("contacts", "minutes", "agents", "cost"))
        return list(self.frame.sort_values(measure, ascending=False, kind="stable")["reason"])

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return texts.REASONS.say(
            share=self.non_order_share, first=reason_label(str(self.frame["reason"].iloc[0])), contacts=self.frame["contacts"].sum()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed(Said):
    """What removing a reason frees: `calls` per interval, `agents` at the phones, `euros` per interval, paid time included."""

    reason: str
    calls: float
    agents: int
    euros: float
    agents_before: int
    linear_in_calls: float = field(repr=False)
    """What a rule of three on calls would say: wrong."""
    linear_in_minutes: float = field(repr=False)
    """What a rule of three on minutes would say: wrong too, by less."""

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return texts.FREED.say(
            reason=reason_label(self.reason), calls=self.calls, agents=self.agents, before=self.agents_before, euros=self.euros
        )


def reasons(contacts: pd.DataFrame, *, line: Line | None = None) -> Reasons:
    """Contacts by reason: how many, how long, what they cost, and the agents each would free.

    Parameters
    ----------
    contacts : DataFrame
        One row per reason and interval: ``reason, calls, handle_seconds`` (`calls` may be called
        `contacts`), or one row per contact: ``reason, handle_seconds``.
    line : Line, optional
        The line in its usual interval: its calls are shared out as the contacts are, and its
        promise decides. Without it, a table of counts is taken as one quarter-hour (as the mean of those
        in its column ``start``, if it has one), 80 % within 20 s, 30 % of paid time away from the phones, 24 € an hour; a log of single contacts frees no known agents.

    >>> table = pd.DataFrame({"reason": ["place-order", "deferred-when"], "calls": [84, 16], "handle_seconds": [266, 210]})
    >>> found = reasons(table)
    >>> round(found.non_order_share, 2), found.frame["agents"].tolist()
    (0.16, [28.0, 4.0])
    """
    table, counted = _read(contacts)
    total = float(table["contacts"].sum())
    if line is not None and not isinstance(line, Line):
        raise InvalidValue("line", texts.RULE_LINE, type(line).__name__)
    profile = line or Line(calls=total / _intervals(contacts) if counted else 0.0, talk_seconds=1.0, patience_seconds=1e9)
    calls = table["contacts"].to_numpy(dtype=float) / total * profile.calls
    handle = table["handle_seconds"].to_numpy(dtype=float)
    known = profile.calls > 0
    needed = _agents(profile, calls, handle, endless=line is None) if known else np.full(len(table) + 1, np.nan)
    minutes = table["contacts"] * table["handle_seconds"] / 60
    frame = table.assign(
        share=table["contacts"] / total, minutes=minutes, agents=needed[0] - needed[1:],
        cost=minutes / 60 * profile.hourly_cost / (1 - profile.shrinkage),
    )[["reason", "family", "contacts", "share", "minutes", "agents", "cost"]]  # fmt: skip
    ordering = frame.sort_values(["contacts", "reason"], ascending=[False, True], ignore_index=True)
    orders = frame.loc[frame["family"] == ORDERS, "contacts"].sum()
    return Reasons(frame=ordering, non_order_share=float(1 - orders / total), agents=float(needed[0]))


def without_reason(
    contacts: pd.DataFrame, reason: str, *, shrinkage: float = 0.3, hourly_cost: float = 24.0, removed: float = 1.0, **promise: Any
) -> Freed:
    """What is freed in an interval if a reason (or a share of it) no longer made people call.

    Parameters
    ----------
    contacts : DataFrame
        ``reason, calls, handle_seconds`` of one interval (`calls` may be called `contacts`); with
        ``start``, of several, and their mean is meant.
    reason : str
    shrinkage : float
        Share of paid time not spent at the phones: the euros count paid time.
    hourly_cost : float
        Euros per paid hour, charges included.
    removed : float
        Share of the reason's calls that goes, 0–1.
    **promise
        As for :func:`agents_needed`: ``interval_seconds, within_seconds, service_level, patience_seconds …``

    >>> table = pd.DataFrame({"reason": ["other", "deferred-when"], "calls": [84, 16], "handle_seconds": [266, 210]})
    >>> freed = without_reason(table, "deferred-when")
    >>> freed.calls, freed.agents, round(freed.euros, 2)
    (16.0, 4, 34.29)
    """
    for name in promise:
        checks.choice("promise", name, _PROMISE)
    checks.positive("interval_seconds", promise.get("interval_seconds", 900))
    table, counted = _read(contacts)
    if not counted:
        raise UnknownName(texts.COLUMN, "calls", map(str, contacts.columns))
    if reason not in set(table["reason"]):
        raise UnknownName("reason", reason, table["reason"])
    calls, handle = table["contacts"].to_numpy(dtype=float) / _intervals(contacts), table["handle_seconds"].to_numpy(dtype=float)
    gone = np.where(table["reason"] == reason, checks.share("removed", removed), 0.0) * calls
    before, after = (_needed(left, handle, promise) for left in (calls, calls - gone))
    hours = float(promise.get("interval_seconds", 900)) / 3600
    euros = (before - after) * hours * checks.positive("hourly_cost", hourly_cost) / (1 - _below_one(shrinkage))
    return Freed(
        reason=reason, calls=float(gone.sum()), agents=before - after, euros=float(euros), agents_before=before,
        linear_in_calls=before * float(gone.sum() / calls.sum()), linear_in_minutes=before * float((gone * handle).sum() / (calls * handle).sum()),
    )  # fmt: skip


def control_chart(contacts: pd.DataFrame, reason: str, *, by: str = "day") -> pd.DataFrame:
    """Does the share of a reason move, or only vary? Frame ``<by>, contacts, total, share, centre, low, high, out``.

    Parameters
    ----------
    contacts : DataFrame
        ``<by>, reason, calls`` (or one row per contact).
    reason : str
    by : str
        The column of periods.

    Limits are three standard deviations of a share of that many contacts, widened by how
    much the shares vary from period to period beyond chance.
    """
    contacts = frame_of(contacts, (by, "reason"), "contacts")
    checks.choice("reason", reason, list(contacts["reason"].unique()))
    counts = _counts(contacts)
    total = counts.groupby(contacts[by]).sum()
    total = total[total > 0]
    if total.empty:
        raise InvalidValue("calls", texts.RULE_SOME_CALLS, 0)
    mine = counts[contacts["reason"] == reason].groupby(contacts[by]).sum().reindex(total.index, fill_value=0)
    centre = mine.sum() / total.sum()
    chance = np.sqrt(centre * (1 - centre) / total)
    scores = ((mine / total - centre) / chance).to_numpy(dtype=float)
    wide = float(np.abs(np.diff(scores)).mean() / 1.128) if len(scores) > 2 else 1.0
    reach = 3 * chance * max(wide, 1.0)
    share = mine / total
    frame = pd.DataFrame(
        {
            "contacts": mine,
            "total": total,
            "share": share,
            "centre": centre,
            "low": (centre - reach).clip(0),
            "high": (centre + reach).clip(upper=1),
        }
    )
    return frame.assign(out=(share < frame["low"]) | (share > frame["high"])).rename_axis(by).reset_index()


def reason_label(reason: str) -> str:
    """What a reason is called, in the language in force; a word of one's own is itself.

    >>> reason_label("lost key")
    'lost key'
    """
    known = next((family.reasons[reason] for family in CONTACT_REASONS.values() if reason in family.reasons), None)
    return CONTACT_REASONS[reason].label.say() if reason in CONTACT_REASONS else known.say() if known else str(reason)


# -- private ------------------------------------------------------------------------------


def _below_one(shrinkage: float) -> float:
    share = checks.share("shrinkage", shrinkage)
    if share == 1:
        raise InvalidValue("shrinkage", texts.RULE_BELOW_ONE, shrinkage)
    return share


def _intervals(contacts: Any) -> int:
    """How many intervals the table tells of: those of its column ``start``, else one."""
    return max(int(pd.Series(contacts["start"]).nunique()), 1) if "start" in contacts else 1


def _counts(contacts: pd.DataFrame) -> pd.Series:
    name = next((name for name in ("calls", "contacts") if name in contacts.columns), None)
    if name is None:
        return pd.Series(1.0, index=contacts.index)
    return pd.Series(numbers_of(contacts, name, texts.RULE_CALLS, empty=False), index=contacts.index)


def _read(contacts: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """One row per reason: contacts and mean handle time; and whether the table counts, or lists."""
    contacts = frame_of(contacts, ("reason", "handle_seconds"), "contacts").reset_index(drop=True)
    counts, handle = _counts(contacts), pd.Series(numbers_of(contacts, "handle_seconds", texts.RULE_SECONDS))
    wrong = np.flatnonzero(~(handle > 0).to_numpy() & (counts > 0).to_numpy())
    if wrong.size:
        raise InvalidData("handle_seconds", texts.RULE_SECONDS, contacts["handle_seconds"].iloc[wrong[0]], line=int(wrong[0]) + 2)
    known = contacts["reason"].notna()
    if not (counts[known].sum() > 0):
        raise InvalidValue("calls", texts.RULE_SOME_CALLS, 0)
    named = contacts.loc[known, "reason"].astype(str)
    total = counts[known].groupby(named, sort=False).sum()
    work = (counts * handle.fillna(0))[known].groupby(named, sort=False).sum()
    table = pd.DataFrame(
        {"reason": total.index, "contacts": total.to_numpy(), "handle_seconds": (work / total.where(total > 0, 1)).to_numpy()}
    )
    return table.assign(family=[_family(reason) for reason in table["reason"]]), bool({"calls", "contacts"} & set(contacts.columns))


def _family(reason: str) -> str:
    """The family of a reason; a family's own name is itself; what is not in the dictionary is of no family, and no order."""
    if reason in CONTACT_REASONS:
        return reason
    if any(reason in family.reasons for family in CONTACT_REASONS.values()):
        return family_of(reason)
    return (
        ORDERS if reason.casefold() in {"order", "orders", "commande", "commandes", "place-order"} and reason not in CONTACT_REASONS else ""
    )


def _agents(profile: Line, calls: Any, handle: Any, *, endless: bool) -> Any:
    """Agents for all, then without each reason in turn."""
    promise = {"interval_seconds": profile.interval_seconds, "within_seconds": profile.within_seconds, "service_level": profile.service_level,
               "patience_seconds": None if endless else profile.patience_seconds}  # fmt: skip
    whole = [_needed(calls, handle, promise)]
    return np.array(
        [*whole, *(_needed(np.where(np.arange(len(calls)) == one, 0.0, calls), handle, promise) for one in range(len(calls)))], dtype=float
    )


def _needed(calls: Any, handle: Any, promise: dict[str, Any]) -> int:
    total = float(calls.sum())
    return int(agents_needed(total, float((calls * handle).sum() / total), **promise)) if total > 0 else 0
