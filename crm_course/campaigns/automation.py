"""Who gets what today, who not, and why? Scenarios as data, and the rules that hold them back.

A scenario waits for a date in a person's file (his sign-up, his birthday, his last order). On
a day, those whose date has come are due; then five things can hold a message back, in this
order: the sign-up is not confirmed, there is no consent for the channel, the hour is quiet,
the person was already written to enough (cap), a message with priority takes the place.
Service messages (the confirmation asked for, the answer to a complaint) know neither cap nor quiet hours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import texts
from .frames import table, undated

__all__ = ["SCENARIOS", "FreedTime", "Scenario", "due", "freed_time"]

Mask = NDArray[np.bool_]
COLUMNS = ["customer_id", "scenario", "channel", "sent", "reason"]
_NOON = dt.time(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A message that goes out by itself.

    Attributes
    ----------
    key : str
    label : Text
    fact : str
        The column of the facts that holds its date.
    after_days : int
        Days from that date to the message.
    within_days : int
        For so many days it is due (1: on that day alone).
    yearly : bool
        Due on each anniversary; somebody born on 29 February has his on the 28th in other years.
    needs : str
        A column that must hold a date (a confirmed sign-up).
    channel : str
    priority : int
        1 goes first.
    service : bool
        Asked for or owed: not advertising.
    """

    key: str
    label: Text
    fact: str
    after_days: int = 0
    within_days: int = 1
    yearly: bool = False
    needs: str = ""
    channel: str = "email"
    priority: int = 5
    service: bool = False


SCENARIOS: tuple[Scenario, ...] = (
    Scenario(key="confirm", label=texts.SCENARIO["confirm"], fact="signed_up_on", priority=1, service=True),
    Scenario(key="welcome", label=texts.SCENARIO["welcome"], fact="signed_up_on", after_days=1, needs="confirmed_on", priority=2),
    Scenario(key="complaint", label=texts.SCENARIO["complaint"], fact="complaint_closed_on", after_days=2, priority=1, service=True),
    Scenario(key="basket", label=texts.SCENARIO["basket"], fact="basket_left_on", after_days=1, priority=3),
    Scenario(key="birthday", label=texts.SCENARIO["birthday"], fact="birth_date", yearly=True, priority=4),
    Scenario(key="survey", label=texts.SCENARIO["survey"], fact="delivered_on", after_days=5, priority=5),
    Scenario(key="club", label=texts.SCENARIO["club"], fact="club_offer_on", priority=6),
    Scenario(key="silence", label=texts.SCENARIO["silence"], fact="last_order_on", after_days=45, priority=7),
    Scenario(key="game", label=texts.SCENARIO["game"], fact="game_on", priority=8),
)
"""The course's scenarios; a shop's own are made in the same way."""


def due(
    scenarios: Iterable[Scenario],
    facts: pd.DataFrame,
    *,
    on: dt.date | dt.datetime | str,
    may: Any,
    cap: int,
    quiet: tuple[int, int] = (21, 8),
) -> pd.DataFrame:
    """Who gets what on a day, who not, and why: frame ``customer_id, scenario, channel, sent, reason``.

    Parameters
    ----------
    scenarios : iterable of Scenario
    facts : DataFrame
        A row a person: ``customer_id``, the dates that the scenarios wait for, and ``recent_messages``, the advertising
        that he got within the period of the cap. Where his number is missing it is not 0: no advertising goes out to him
        (``uncounted``). Without the column the cap counts the messages of today alone, and that is told.
    on : date, datetime or str
        The day; with a time, the quiet hours count.
    may : DataFrame or mapping
        Who may be written to: ``customer_id, channel`` (with ``allowed``, true or false, or each row a yes), or a column of
        true and false per channel, or channel → what ``store.contactable(channel)`` gives. Of a yes and a no about one
        person and channel the no counts; what is missing is a no.
    cap : int
        Advertising messages per person within the period.
    quiet : (int, int)
        From which hour to which no advertising goes out.

    Returns
    -------
    DataFrame
        A row for each message due. `reason` is empty where it is sent; else ``unconfirmed``, ``consent``, ``quiet``,
        ``uncounted`` (how much he got is not known), ``cap`` (enough before today) or ``priority`` (another message of today
        goes first). ``.attrs["told"]`` says what the facts did not hold: columns that scenarios wait for, the cap's.

    Raises
    ------
    UnknownName
        No column that a scenario waits for.
    InvalidValue
        Somebody listed twice; a date, a number of messages or a yes that cannot be read.

    >>> facts = pd.DataFrame({"customer_id": [1, 2], "birth_date": ["1980-11-30", "1990-11-30"], "basket_left_on": ["2026-11-29", None]})
    >>> may = pd.DataFrame({"customer_id": [1], "channel": ["email"]})
    >>> due(SCENARIOS, facts, on="2026-11-30", may=may, cap=1)[["customer_id", "scenario", "reason"]].to_numpy().tolist()
    [[1, 'basket', ''], [1, 'birthday', 'priority'], [2, 'birthday', 'consent']]
    """
    rules = _rules(scenarios, facts)
    moment, most, pairs, recent = (
        _moment(on),
        checks.whole("cap", cap, least=0),
        _pairs(may, {rule.channel for rule in rules}),
        _recent(facts),
    )
    silent = _is_quiet(moment, quiet)
    found = [_waiting(rule, facts, moment.date()) for rule in rules]
    found = [part for part in found if len(part)]
    if found:
        queue = pd.concat(found).sort_values(["_row", "_priority"], kind="stable").reset_index(drop=True)
        queue["_allowed"] = [pair in pairs for pair in zip(queue["customer_id"].tolist(), queue["channel"].tolist(), strict=True)]
        queue["reason"] = _reasons(queue, recent, most, silent)
        messages = queue.assign(sent=queue["reason"] == "")[COLUMNS]
    else:
        messages = pd.DataFrame({name: pd.Series(dtype=bool if name == "sent" else object) for name in COLUMNS})
    messages.attrs["told"] = _told(rules, facts, pairs)
    return messages


@dataclass(frozen=True, slots=True, kw_only=True)
class FreedTime(Said):
    """What automation gives back.

    Attributes
    ----------
    share : float
        Of the team's time, 0–1.
    hours : float
        In the period of the tasks.
    frame : DataFrame
        ``task, hours, freed`` of each task.
    """

    share: float
    hours: float
    frame: pd.DataFrame = field(repr=False)

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        first = self.frame.sort_values("freed", ascending=False, kind="stable")["task"].iloc[0]
        return texts.FREED.say(share=self.share, hours=self.hours, first=texts.label(str(first)))


def freed_time(tasks: pd.DataFrame, *, hours: float) -> FreedTime:
    """How much of a team's time automation frees.

    Parameters
    ----------
    tasks : DataFrame
        ``task``, ``count`` (in the period), ``minutes`` (of one, by hand) and ``automated`` (share of them that nobody
        touches any more); ``checked_minutes`` (what an automated one still takes) where that is not nothing.
    hours : float
        Hours that the team works in the period.

    >>> tasks = pd.DataFrame({"task": ["statements", "appointments"], "count": [600, 900], "minutes": [6, 4], "automated": [0.75, 0.5]})
    >>> found = freed_time(tasks, hours=750)
    >>> found.hours, found.share
    (75.0, 0.1)
    """
    table("tasks", tasks, "task", "count", "minutes", "automated")
    available = checks.positive("hours", hours)
    for value in tasks["automated"]:
        checks.share("automated", value)
    by_hand = tasks["count"] * tasks["minutes"] / 60
    for name in ("count", "minutes", *(["checked_minutes"] if "checked_minutes" in tasks.columns else [])):
        for value in tasks[name]:
            checks.non_negative(name, value)
    left = tasks["checked_minutes"] if "checked_minutes" in tasks.columns else 0.0
    freed = tasks["count"] * tasks["automated"] * (tasks["minutes"] - left) / 60
    if by_hand.sum() > available:
        raise InvalidValue("hours", texts.RULE_HOURS, hours, least=float(by_hand.sum()))
    total = float(freed.sum())
    return FreedTime(share=total / available, hours=total, frame=pd.DataFrame({"task": tasks["task"], "hours": by_hand, "freed": freed}))


# -- private ------------------------------------------------------------------------------


def _rules(scenarios: Iterable[Scenario], facts: pd.DataFrame) -> list[Scenario]:
    rules: list[Scenario] = [scenarios] if isinstance(scenarios, Scenario) else list(scenarios)
    if not rules or not all(isinstance(rule, Scenario) for rule in rules):
        raise InvalidValue("scenarios", texts.RULE_SCENARIOS, rules)
    table("facts", facts, "customer_id")
    if facts["customer_id"].isna().any():
        raise InvalidValue("customer_id", texts.RULE_PERSON, None)
    if facts["customer_id"].duplicated().any():
        raise InvalidValue("facts", texts.RULE_ONCE, facts["customer_id"][facts["customer_id"].duplicated()].iloc[0])
    if not any(rule.fact in facts.columns for rule in rules):
        raise UnknownName(texts.COLUMN, rules[0].fact, map(str, facts.columns))
    return rules


def _moment(on: Any) -> dt.datetime:
    try:
        moment = (
            on
            if isinstance(on, dt.date)
            else dt.datetime.fromisoformat(on)
            if isinstance(on, str) and len(on) > 10
            else dt.date.fromisoformat(on)
        )
    except (TypeError, ValueError):
        raise InvalidValue("on", texts.RULE_DATE, on) from None
    return moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, _NOON)


def _is_quiet(moment: dt.datetime, quiet: tuple[int, int]) -> bool:
    try:
        begin, end = (checks.whole("quiet", hour) for hour in quiet)
    except (TypeError, ValueError):
        raise InvalidValue("quiet", texts.RULE_QUIET, quiet) from None
    if not (0 <= begin <= 24 and 0 <= end <= 24):
        raise InvalidValue("quiet", texts.RULE_QUIET, quiet)
    hour = moment.hour
    return begin <= hour < end if begin <= end else hour >= begin or hour < end


def _dates(name: str, column: pd.Series) -> NDArray[np.datetime64]:
    """Days on the column's own clock."""
    try:
        if pd.api.types.is_numeric_dtype(column) and column.notna().any():
            raise ValueError
        moments = pd.to_datetime(column, format=None if pd.api.types.is_datetime64_any_dtype(column) else "ISO8601")
        moments = moments.dt.tz_localize(None) if getattr(moments.dt, "tz", None) is not None else moments
        return np.asarray(moments.to_numpy().astype("datetime64[D]"))
    except (TypeError, ValueError, AttributeError):
        raise InvalidValue(name, texts.RULE_DATE, undated(column)) from None


def _waiting(rule: Scenario, facts: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """The people whose date for `rule` has come."""
    if rule.fact not in facts.columns:
        return pd.DataFrame()
    passed = _passed(_dates(rule.fact, facts[rule.fact]), np.datetime64(day, "D"), yearly=rule.yearly)
    rows = np.flatnonzero((passed >= rule.after_days) & (passed < rule.after_days + rule.within_days))
    confirmed = np.ones(len(facts), bool)
    if rule.needs:
        known = rule.needs in facts.columns
        confirmed = _dates(rule.needs, facts[rule.needs]) <= np.datetime64(day, "D") if known else np.zeros(len(facts), bool)
    return pd.DataFrame({
        "customer_id": facts["customer_id"].to_numpy()[rows], "scenario": rule.key, "channel": rule.channel, "_row": rows,
        "_priority": rule.priority, "_service": rule.service, "_confirmed": confirmed[rows],
    })  # fmt: skip


def _passed(dates: NDArray[np.datetime64], day: np.datetime64, *, yearly: bool) -> NDArray[np.float64]:
    """Days since each date, or since its last anniversary; NaN where there is none, or it is yet to come."""
    missing = np.isnat(dates)
    at = np.where(missing, day, dates)
    if yearly:
        month = at.astype("datetime64[M]")
        within = (at - month).astype(int)
        year = int(str(day)[:4])
        last = [_in_year(month, within, one) for one in (year, year - 1)]
        at = np.where(last[0] <= day, last[0], last[1])
        missing |= dates > day
    days = (day - at).astype(float)
    return np.where(missing | (days < 0), np.nan, days)


def _in_year(month: NDArray[np.datetime64], within: NDArray[np.int64], year: int) -> NDArray[np.datetime64]:
    """A month and a day of it in another year; the last day of the month where that one does not exist."""
    moved = month.astype(np.int64) % 12 + (year - 1970) * 12
    begin = moved.astype("datetime64[M]").astype("datetime64[D]")
    longest = ((moved + 1).astype("datetime64[M]").astype("datetime64[D]") - begin).astype(int) - 1
    return np.asarray(begin + np.minimum(within, longest))


def _pairs(may: Any, channels: set[str]) -> set[tuple[Any, str]]:
    """Who may be written to by which channel; a no outweighs a yes."""
    if isinstance(may, Mapping):
        return {(person, str(channel)) for channel, people in may.items() for person in _people(people)}
    if not isinstance(may, pd.DataFrame):
        raise InvalidValue("may", texts.RULE_MAY, may)
    listed = (may if "customer_id" in may.columns else may.rename_axis("customer_id")).reset_index(drop="customer_id" in may.columns)
    said: list[tuple[pd.Series, Any, Mask]]
    if "channel" in listed.columns:
        answers = listed["allowed"] if "allowed" in listed.columns else pd.Series(True, index=listed.index)
        said = [(listed["customer_id"], listed["channel"].astype(str), _yes("allowed", answers))]
    else:
        said = [(listed["customer_id"], name, _yes(name, listed[name])) for name in listed.columns if str(name) in channels]
    if not said:
        raise InvalidValue("may", texts.RULE_MAY, list(may.columns))
    asked = pd.concat([pd.DataFrame({"who": who, "channel": channel, "yes": yes}) for who, channel, yes in said])
    agreed = asked.groupby(["who", "channel"], observed=True)["yes"].all()
    return {(who, str(channel)) for who, channel in agreed.index[agreed.to_numpy()]}


def _yes(name: Any, answers: pd.Series) -> Mask:
    """True or false, 1 or 0; missing is no. A word is refused: "non" is not true."""
    known = answers.dropna()
    if not known.map(lambda one: isinstance(one, bool | np.bool_) or (isinstance(one, int | float | np.number) and one in (0, 1))).all():
        raise InvalidValue("may", texts.RULE_YES, f"{name}: {known.iloc[0]}")
    return np.asarray(answers.map(lambda one: not pd.isna(one) and bool(one)).to_numpy(bool))


def _people(people: Any) -> list[Any]:
    return list(people["customer_id"].tolist() if isinstance(people, pd.DataFrame) else people)


def _recent(facts: pd.DataFrame) -> NDArray[np.float64]:
    """Messages that each person got; NaN where that is not known."""
    if "recent_messages" not in facts.columns:
        return np.zeros(len(facts))
    try:
        counts = facts["recent_messages"].to_numpy(dtype=np.float64, na_value=np.nan)
    except (TypeError, ValueError):
        counts = np.full(len(facts), -1.0)
    bad = (counts < 0) | (np.mod(counts, 1) > 0)
    if bad.any():
        raise InvalidValue("recent_messages", texts.RULE_MESSAGES, facts["recent_messages"].iloc[int(np.argmax(bad))])
    return np.asarray(counts)


def _told(rules: list[Scenario], facts: pd.DataFrame, pairs: set[tuple[Any, str]]) -> tuple[str, ...]:
    """What the facts do not hold, in sentences."""
    told = [texts.TOLD_FACT.say(column=rule.fact, scenario=rule.label) for rule in rules if rule.fact not in facts.columns]
    told += [
        texts.TOLD_NEEDS.say(column=rule.needs, scenario=rule.label) for rule in rules if rule.needs and rule.needs not in facts.columns
    ]
    if "recent_messages" not in facts.columns:
        told.append(texts.TOLD_RECENT.say())
    if pairs and not {person for person, _ in pairs} & set(facts["customer_id"].tolist()):
        told.append(texts.TOLD_NOBODY.say())
    return tuple(told)


def _reasons(queue: pd.DataFrame, recent: NDArray[np.float64], cap: int, quiet: bool) -> list[str]:
    """What holds each message back, the queue being in order of person and priority."""
    free, today = np.maximum(cap - recent, 0), np.zeros(len(recent), np.int64)
    reasons = []
    for row in queue.itertuples(index=False):
        person, reason = row[3], ""
        confirmed, allowed, service = row[6], row[7], row[5]
        if not confirmed:
            reason = "unconfirmed"
        elif not service and not allowed:
            reason = "consent"
        elif not service and quiet:
            reason = "quiet"
        elif not service and np.isnan(free[person]):
            reason = "uncounted"
        elif not service and today[person] >= free[person]:
            reason = "priority" if today[person] else "cap"
        elif not service:
            today[person] += 1
        reasons.append(reason)
    return reasons
