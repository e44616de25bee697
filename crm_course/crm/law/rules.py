"""May we contact this person, on that date? The French rules, as dated data.

Each rule says since when, on which channel and towards whom it holds, and what it asks for:

=====================  ==================================================================
``opt-in``             prior consent, nothing else
``opt-in or customer`` prior consent, or the address was obtained at a sale (similar products)
``opt-in or contract`` prior consent, or a contract in progress to which the call relates
``contract``           only within a contract in progress, consent does not help
``opt-out``            information and the right to object: no unless the person said no
=====================  ==================================================================

Service messages (an order, a delivery, a ticket) rest on the contract: they need a customer
or an open request, and no consent. Whatever the rule, somebody who withdrew or objected is
not contacted, nor is anybody whose last sign of life is older than the retention allows.

This is a course, not legal advice: each rule carries its source, so that it can be checked.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.holidays import public_holidays
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from .texts import ALLOWED, CONDITIONS, REASONS, REFUSED, REGIMES, RULE, SOURCES

__all__ = [
    "ANSWER_MONTHS", "CHANNELS", "INVOICE_YEARS", "RETENTION_YEARS", "RULES", "SECTORS", "Rule", "Verdict",
    "answer_due", "decide", "kept_until", "rule_on",
]  # fmt: skip

Regime = Literal["opt-in", "opt-in or customer", "opt-in or contract", "contract", "opt-out"]
Audience = Literal["consumer", "professional"]

CHANNELS = ("email", "sms", "phone", "mail")
"""The channels on which the law knows direct marketing."""

SECTORS = ("home-energy",)
"""Trades with rules of their own: energy-saving equipment and works for homes."""

RETENTION_YEARS = 3
"""Years after the person's last contact (a click counts, an opened message does not): CNIL, gestion commerciale."""

INVOICE_YEARS = 10
"""Years that accounts are kept: Code de commerce, art. L123-22."""

ANSWER_MONTHS = 1
"""Months to answer a request of a person: GDPR, art. 12(3); two more if it is complex, and one must say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Said):
    """A rule of direct marketing: in force from `since` until the next one for the same case."""

    since: dt.date
    channel: str
    audience: Audience
    regime: Regime
    source: Text
    sector: str | None = None
    condition: Text | None = None
    """What else must be kept when one does make contact."""

    def sentence(self) -> str:
        """What the rule lets one do, since when, and where it stands."""
        said = RULE.say(regime=REGIMES[self.regime], source=self.source)
        return f"{said} {self.condition.say()}" if self.condition else said


def _rules() -> tuple[Rule, ...]:
    day = dt.date
    consumer: list[tuple[dt.date, str, Regime, str, str | None, str | None]] = [
        (day(1978, 1, 7), "mail", "opt-out", "liberties", None, None),
        (day(1978, 1, 7), "phone", "opt-out", "liberties", None, None),
        (day(2016, 6, 1), "phone", "opt-out", "bloctel", None, "bloctel"),
        (day(2023, 3, 1), "phone", "opt-out", "hours", None, "hours"),
        (day(2026, 8, 11), "phone", "opt-in or contract", "fraud", None, "hours"),
        (day(2004, 6, 22), "email", "opt-in or customer", "lcen", None, "link"),
        (day(2004, 6, 22), "sms", "opt-in or customer", "lcen", None, "stop"),
        (day(2020, 7, 26), "phone", "contract", "naegelen", "home-energy", "hours"),
        (day(2020, 7, 26), "sms", "contract", "naegelen", "home-energy", "stop"),
        (day(2025, 7, 2), "email", "contract", "fraud-energy", "home-energy", "link"),
    ]
    found = [
        Rule(since=since, channel=channel, audience="consumer", regime=regime, source=SOURCES[source], sector=sector,
             condition=CONDITIONS[condition] if condition else None)
        for since, channel, regime, source, sector, condition in consumer
    ]  # fmt: skip
    b2b = [Rule(since=day(1978, 1, 7), channel=channel, audience="professional", regime="opt-out", source=SOURCES["b2b"],
                condition=CONDITIONS["b2b"]) for channel in CHANNELS]  # fmt: skip
    return tuple(found + b2b)


RULES: tuple[Rule, ...] = _rules()
"""The French rules of direct marketing, each with the day since which it holds."""


def rule_on(channel: str, audience: Audience, on: dt.date, sector: str | None = None) -> Rule:
    """The rule in force on a date; that of a sector goes before the general one.

    >>> rule_on("phone", "consumer", dt.date(2026, 8, 10)).regime
    'opt-out'
    >>> rule_on("phone", "consumer", dt.date(2026, 8, 11)).regime
    'opt-in or contract'
    """
    checks.choice("channel", channel, CHANNELS)
    checks.choice("sector", sector, (None, *SECTORS))
    held = [rule for rule in RULES if rule.channel == channel and rule.audience == audience and rule.sector in (None, sector)]
    current = [rule for rule in held if rule.since <= on]
    if not current:  # before the first rule: as under the first one
        return min(held, key=lambda rule: rule.since)
    return max(current, key=lambda rule: (rule.sector is not None, rule.since))


# -- decisions ----------------------------------------------------------------------------


def decide(facts: pd.DataFrame, channel: str, purpose: str, on: dt.date, sector: str | None = None) -> pd.DataFrame:
    """May each person be contacted on `on`?

    Parameters
    ----------
    facts : DataFrame
        One row a person, as known on that date: ``professional``, ``reachable``, ``erased``,
        ``restricted`` (bool), ``consent`` (``"granted"``, ``"withdrawn"`` or ``""``), ``customer`` (bought before),
        ``contract`` (an order in progress), ``service`` (an order or request to speak about),
        ``last_contact`` (the person's own last sign of life).

    Returns
    -------
    DataFrame
        ``allowed`` (bool) and ``reason`` (a key of ``texts.REASONS``), on the index of `facts`.
    """
    regimes: dict[str, Regime] = {
        "consumer": rule_on(channel, "consumer", on, sector).regime, "professional": rule_on(channel, "professional", on, sector).regime,
    }  # fmt: skip
    granted, withdrawn = (facts["consent"] == "granted").to_numpy(), (facts["consent"] == "withdrawn").to_numpy()
    expired = ~(facts["last_contact"] >= pd.Timestamp(earliest_kept(on))).to_numpy()
    regime = np.where(facts["professional"], regimes["professional"], regimes["consumer"])
    customer, contract = facts["customer"].to_numpy(bool), facts["contract"].to_numpy(bool)
    marketing = [
        (regime == "contract", np.where(contract, "contract", "sector")),
        (granted, "consent"),
        ((regime == "opt-in or customer") & customer, "customer"),
        ((regime == "opt-in or contract") & contract, "contract"),
        (regime == "opt-out", "no-objection"),
    ]
    service = [(facts["service"].to_numpy(bool), "service")]
    ladder = [
        (facts["erased"].to_numpy(bool), "erased"),
        (facts["restricted"].to_numpy(bool), "restricted"),
        (~facts["reachable"].to_numpy(bool), "unreachable"),
        (withdrawn, "withdrawn"),
        *([(expired, "retention"), *marketing] if purpose == "marketing" else service),
    ]
    last = "no-consent" if purpose == "marketing" else "no-service"
    reason = np.select(
        [case for case, _ in ladder], [np.broadcast_to(np.asarray(why, dtype=object), len(facts)) for _, why in ladder], last
    )
    allowed = np.isin(reason.astype(str), ["consent", "customer", "contract", "no-objection", "service"])
    return pd.DataFrame({"allowed": allowed, "reason": reason}, index=facts.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Said):
    """Yes or no for one person, one channel, one date, and why."""

    allowed: bool
    reason: str
    rule: Rule
    channel: str
    purpose: str
    on: dt.date

    def __bool__(self) -> bool:
        return self.allowed

    def sentence(self) -> str:
        """The answer, its reason, and the rule with its date."""
        answer = (ALLOWED if self.allowed else REFUSED)[self.channel].say(day=self.on)
        said = f"{answer} {REASONS[self.reason].say()}"
        if self.purpose == "marketing" and self.reason not in ("erased", "restricted", "unreachable"):
            said = f"{said} ({self.rule.source.say()})"
        return f"{said} {self.rule.condition.say()}" if self.allowed and self.purpose == "marketing" and self.rule.condition else said


# -- terms --------------------------------------------------------------------------------


def earliest_kept(on: dt.date) -> dt.date:
    """The oldest last contact that may still be kept on a date."""
    return _months(on, -12 * RETENTION_YEARS)


def kept_until(last_contact: dt.date) -> dt.date:
    """The last day on which a prospect may be kept after a last contact.

    >>> kept_until(dt.date(2024, 2, 29))
    datetime.date(2027, 2, 28)
    """
    return _months(last_contact, 12 * RETENTION_YEARS)


def answer_due(received_on: dt.date) -> dt.date:
    """The last day to answer a request of a person: one month later, by the calendar, and if nobody works that day, the next working day.

    Regulation (EEC, Euratom) 1182/71, article 3(4); the public holidays are those of France.

    >>> answer_due(dt.date(2026, 1, 31)), answer_due(dt.date(2026, 3, 10))
    (datetime.date(2026, 3, 2), datetime.date(2026, 4, 10))
    """
    day = _months(received_on, ANSWER_MONTHS)
    while day.weekday() >= 5 or day in public_holidays(day.year):
        day += dt.timedelta(days=1)
    return day


def _months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on, or the last of the month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
