"""What became of the messages? Each stage of a mailing, with the base that its share is of.

Shares of opening mean little without two words: of what (sent or delivered), and by whom:
programmes that fetch every picture open for a part `a` of the recipients, whether they read
or not. Seen openings are then a + (1 − a) × true ones; the machine's part is undone by
(seen − a) / (1 − a).

This funnel is of one mailing's messages; the four phases of a relation (mission, order,
fulfilment, support) are :func:`crm_course.journeys.funnel`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.intervals import wilson

from . import texts
from .frames import table, undated

__all__ = ["funnel", "leaving"]

STAGES = {
    "sent": "sent",
    "delivered": "sent",
    "opened": "delivered",
    "clicked": "delivered",
    "click_to_open": "opened",
    "unsubscribed": "delivered",
}
"""Each stage, and the stage that its share is of."""
KINDS = ("sent", "delivered", "bounced", "opened", "clicked", "unsubscribed")
"""What can become of a message."""
Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NO_TIME = np.iinfo(np.int64).min


def funnel(
    members: pd.DataFrame | Mapping[str, float], events: pd.DataFrame | None = None, *, machine_share: float = 0.0, confidence: float = 0.95
) -> pd.DataFrame:
    """The stages of a mailing: frame ``stage, count, of, share, low, high``.

    Parameters
    ----------
    members : DataFrame or mapping
        ``customer_id, arm`` (``treated`` or ``control``; without `arm`, all were written to), as the vocabulary's
        ``campaign_members``; or counts, ``{"sent": …, "delivered": …, "opened": …, "clicked": …, "unsubscribed": …}``.
    events : DataFrame
        ``customer_id, kind[, ts]``, as ``campaign_events``: each person counts once per stage.
    machine_share : float
        Share of the delivered, 0–1, whose programme opens by itself; undone in `opened` and `click_to_open`.
    confidence : float
        Of Wilson's intervals.

    Returns
    -------
    DataFrame
        `of` names the stage that the share is of. What is not known is left out. ``.attrs["told"]`` says how many events are of
        people who are not among the members.

    Raises
    ------
    InvalidValue
        More at a stage than at the one before; fewer openings than the machines alone make.
    InvalidData
        A person of the control group was written to; an event precedes its sending; no event is of a member.
    UnknownName
        A column that is missing; a kind of event that there is not.

    >>> funnel({"sent": 1000, "delivered": 990, "opened": 594, "clicked": 50}).round(3)[["stage", "of", "share"]].to_numpy().tolist()
    [['sent', 'sent', 1.0], ['delivered', 'sent', 0.99], ['opened', 'delivered', 0.6], ['clicked', 'delivered', 0.051], ['click_to_open', 'opened', 0.084]]
    """
    told: list[str] = []
    counts = _given(members) if isinstance(members, Mapping | pd.Series) else _counted(members, events, told)
    machines = checks.share("machine_share", machine_share)
    if machines == 1:
        raise InvalidValue("machine_share", texts.RULE_BELOW_ONE, machine_share)
    _in_order(counts)
    counts = _by_people(counts, machines)
    rows = []
    for stage, of in STAGES.items():
        count = counts.get("clicked" if stage == "click_to_open" else stage)
        if count is None or of not in counts:
            continue
        rows.append((stage, count, of, *_share(stage, count, counts, of, machines, checks.confidence(confidence))))
    frame = pd.DataFrame(rows, columns=["stage", "count", "of", "share", "low", "high"])
    frame.attrs["told"] = tuple(told)
    return frame


def leaving(share_per_period: float, periods: int = 12) -> float:
    """Share of a list that has left after so many periods: 1 − (1 − share)ⁿ, not n × share.

    >>> round(leaving(0.006), 4)
    0.0697
    """
    return float(1 - (1 - checks.share("share_per_period", share_per_period)) ** checks.whole("periods", periods, least=0))


# -- private ------------------------------------------------------------------------------


def _given(counts: Mapping[str, float] | pd.Series) -> dict[str, float]:
    known = [stage for stage in STAGES if stage != "click_to_open"]
    given = {str(name): count for name, count in counts.items()}
    for name in given:
        if name not in known:
            raise UnknownName(texts.STAGE, name, known)
    if "sent" not in given:
        raise UnknownName(texts.STAGE, "sent", given)
    return {name: checks.non_negative(texts.STAGES[name], count) for name, count in given.items()}


def _counted(members: pd.DataFrame, events: pd.DataFrame | None, told: list[str]) -> dict[str, float]:
    table("members", members, "customer_id")
    if events is None:
        raise InvalidValue("events", texts.RULE_EVENTS, None)
    table("events", events, "customer_id", "kind")
    for each in (members, events):
        if each["customer_id"].isna().any():
            raise InvalidData("customer_id", texts.RULE_PERSON, None)
    for kind in events["kind"].unique():
        checks.choice("kind", kind, KINDS)
    keys = [name for name in ("campaign_id", "customer_id") if name in members.columns and name in events.columns]
    own, theirs, size = _numbered(members, events, keys)
    treated, control = (_flags(own[mask], size) for mask in _arms(members))
    strangers = ~(treated | control)[theirs]
    if len(theirs) and strangers.all():
        raise InvalidData("customer_id", texts.RULE_MEMBERS, str(events["customer_id"].iloc[0]), hint=texts.WAY_MEMBERS)
    if strangers.any():
        told.append(texts.TOLD_STRANGERS.say(rows=int(strangers.sum())))
    _never_mailed(events, control[theirs] & ~treated[theirs])
    _after_sending(members, events, own, theirs, size)
    kinds, names = pd.factorize(events["kind"])
    mine = treated[theirs]
    seen = {str(name): float(_flags(theirs[mine & (kinds == code)], size).sum()) for code, name in enumerate(names)}
    sent = float(treated.sum())
    counts = {"sent": sent, "delivered": seen["delivered"] if "delivered" in seen else sent - seen.get("bounced", 0.0)}
    return counts | {kind: seen.get(kind, 0.0) for kind in ("opened", "clicked", "unsubscribed")}


def _numbered(members: pd.DataFrame, events: pd.DataFrame, keys: list[str]) -> tuple[Whole, Whole, int]:
    """Each person of each mailing as a number, in both tables."""
    code = np.zeros(len(members) + len(events), np.int64)
    for key in keys:
        part, names = pd.factorize(pd.concat([members[key], events[key]], ignore_index=True))
        code = code * (len(names) + 1) + part
    number, people = pd.factorize(code)
    return number[: len(members)], number[len(members) :], len(people)


def _arms(members: pd.DataFrame) -> tuple[Mask, Mask]:
    if "arm" not in members.columns:
        return np.ones(len(members), bool), np.zeros(len(members), bool)
    for name in members["arm"].unique():
        checks.choice("arm", name, ("treated", "control"))
    treated = (members["arm"] == "treated").to_numpy()
    return treated, ~treated


def _flags(numbers: Whole, size: int) -> Mask:
    flags = np.zeros(size, bool)
    flags[numbers] = True
    return flags


def _never_mailed(events: pd.DataFrame, mailed: Mask) -> None:
    """Raise if somebody of the control group was written to."""
    if mailed.any():
        people = events["customer_id"][mailed]
        raise InvalidData("customer_id", texts.RULE_CONTROL, str(people.iloc[0]), hint=texts.WAY_CONTROL, people=people.nunique())


def _after_sending(members: pd.DataFrame, events: pd.DataFrame, own: Whole, theirs: Whole, size: int) -> None:
    """Raise if an event precedes its sending: the members' ``sent_at``, else the events' own ``sent`` or ``delivered``."""
    if "ts" not in events.columns:
        return
    at = _moments(events["ts"])
    begin = np.full(size, np.iinfo(np.int64).min)
    if "sent_at" in members.columns:
        begin[own] = _moments(members["sent_at"])
    else:
        for kind in ("delivered", "sent"):  # the earlier one counts where both are told
            rows = np.flatnonzero((events["kind"] == kind).to_numpy())
            begin[theirs[rows]] = at[rows]
    early = np.flatnonzero((at < begin[theirs]) & (at != _NO_TIME))
    if len(early):
        sent = pd.Timestamp(int(begin[theirs[early[0]]]), unit="us")
        raise InvalidData("ts", texts.RULE_AFTER_SENDING, str(events["ts"].iloc[early[0]]), sent=str(sent))


def _moments(column: pd.Series) -> Whole:
    """Microseconds, of universal time where the zone is known; a missing moment is the smallest number."""
    try:
        moments = pd.to_datetime(column, format=None if pd.api.types.is_datetime64_any_dtype(column) else "ISO8601")
        moments = moments.dt.tz_convert(None) if getattr(moments.dt, "tz", None) is not None else moments
        return np.asarray(moments.to_numpy().astype("datetime64[us]").astype(np.int64))
    except (TypeError, ValueError, AttributeError):
        raise InvalidValue(str(column.name), texts.RULE_DATE, undated(column)) from None


def _in_order(counts: Mapping[str, float]) -> None:
    for stage, of in (("delivered", "sent"), ("opened", "delivered"), ("clicked", "delivered"), ("unsubscribed", "delivered")):
        base = of if of in counts else "sent"
        if stage in counts and counts[stage] > counts[base]:
            raise InvalidValue(texts.STAGES[stage], texts.RULE_NO_MORE, counts[stage], of=texts.STAGES[base], most=counts[base])


def _by_people(counts: dict[str, float], machines: float) -> dict[str, float]:
    """Counts in which programmes no longer open: the same share of all the delivered as of those without such a programme."""
    if not machines or "opened" not in counts:
        return counts
    delivered = counts.get("delivered", counts["sent"])
    least = machines * delivered
    if counts["opened"] < least:
        raise InvalidValue(texts.STAGES["opened"], texts.RULE_MACHINES, counts["opened"], texts.WAY_MACHINES, least=least)
    return {**counts, "opened": (counts["opened"] - least) / (1 - machines)}


def _share(
    stage: str, count: float, counts: Mapping[str, float], of: str, machines: float, confidence: float
) -> tuple[float, float, float]:
    base = counts[of]
    if base <= 0:
        return (float("nan"),) * 3
    if stage == "opened" and machines:  # the interval is of what was seen; the machine's part is known
        low, high = wilson(machines * base + (1 - machines) * count, base, confidence)
        return count / base, max((low - machines) / (1 - machines), 0.0), (high - machines) / (1 - machines)
    low, high = wilson(min(count, base), base, confidence)
    return count / base, float(low), float(high)
