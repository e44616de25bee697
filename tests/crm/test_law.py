"""The dated rules, from the texts of law, and the decisions that follow from them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course.crm import law
from crm_course.crm.law.texts import REASONS
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.holidays import public_holidays

DAYS = st.dates(dt.date(2004, 7, 1), dt.date(2035, 12, 31))


def facts(**values):
    base = {"professional": False, "reachable": True, "erased": False, "restricted": False, "consent": "", "customer": False, "contract": False,
            "service": False, "last_contact": pd.Timestamp("2026-01-01")}  # fmt: skip
    return pd.DataFrame([base | values]).astype({"last_contact": "datetime64[s]"})


def verdict(channel, on, purpose="marketing", sector=None, **values):
    row = law.decide(facts(**values), channel, purpose, on, sector).iloc[0]
    return bool(row["allowed"]), row["reason"]


@pytest.mark.parametrize(
    ("channel", "audience", "on", "sector", "regime"),
    [
        ("phone", "consumer", "2026-08-10", None, "opt-out"),  # L223-1 before the act of 30 June 2025
        ("phone", "consumer", "2026-08-11", None, "opt-in or contract"),  # the day it takes effect
        ("phone", "professional", "2026-08-11", None, "opt-out"),  # L223-1 protects consumers
        ("email", "consumer", "2026-08-11", None, "opt-in or customer"),  # L34-5 CPCE
        ("sms", "consumer", "2010-01-01", None, "opt-in or customer"),
        ("email", "professional", "2026-08-11", None, "opt-out"),
        ("mail", "consumer", "2026-08-11", None, "opt-out"),
        ("phone", "consumer", "2020-07-25", "home-energy", "opt-out"),
        ("phone", "consumer", "2020-07-26", "home-energy", "contract"),  # act 2020-901
        ("phone", "consumer", "2026-08-11", "home-energy", "contract"),  # the sector's rule goes first
        ("email", "consumer", "2025-07-01", "home-energy", "opt-in or customer"),
        ("email", "consumer", "2025-07-02", "home-energy", "contract"),  # act 2025-594
        ("phone", "professional", "2026-08-11", "home-energy", "opt-out"),
    ],
)
def test_the_rule_in_force(channel, audience, on, sector, regime):
    assert law.rule_on(channel, audience, dt.date.fromisoformat(on), sector).regime == regime


@pytest.mark.parametrize(
    ("channel", "on", "values", "expected"),
    [
        ("phone", "2026-08-10", {}, (True, "no-objection")),
        ("phone", "2026-08-11", {}, (False, "no-consent")),
        ("phone", "2026-08-11", {"customer": True}, (False, "no-consent")),  # having bought is no contract in progress
        ("phone", "2026-08-11", {"contract": True}, (True, "contract")),
        ("phone", "2026-08-11", {"consent": "granted"}, (True, "consent")),
        ("phone", "2026-08-10", {"consent": "withdrawn"}, (False, "withdrawn")),
        ("phone", "2026-08-11", {"consent": "withdrawn", "contract": True}, (False, "withdrawn")),
        ("phone", "2026-08-11", {"professional": True}, (True, "no-objection")),
        ("email", "2026-08-11", {"customer": True}, (True, "customer")),
        ("email", "2026-08-11", {}, (False, "no-consent")),
        ("mail", "2026-08-11", {}, (True, "no-objection")),
        ("mail", "2026-08-11", {"reachable": False}, (False, "unreachable")),
        ("mail", "2026-08-11", {"restricted": True}, (False, "restricted")),
        ("mail", "2026-08-11", {"erased": True}, (False, "erased")),
        ("email", "2026-08-11", {"consent": "granted", "last_contact": pd.Timestamp("2023-08-10 23:59")}, (False, "retention")),
        ("email", "2026-08-11", {"consent": "granted", "last_contact": pd.Timestamp("2023-08-11")}, (True, "consent")),
    ],
)
def test_decisions(channel, on, values, expected):
    assert verdict(channel, dt.date.fromisoformat(on), **values) == expected


def test_in_home_energy_consent_does_not_help():
    day = dt.date(2026, 8, 11)
    assert verdict("phone", day, sector="home-energy", consent="granted") == (False, "sector")
    assert verdict("phone", day, sector="home-energy", contract=True) == (True, "contract")
    assert verdict("phone", day, sector="home-energy", professional=True) == (True, "no-objection")


def test_service_messages_need_an_order_or_request_and_no_consent():
    day = dt.date(2026, 8, 11)
    assert verdict("sms", day, "service", service=True) == (True, "service")
    assert verdict("sms", day, "service") == (False, "no-service")
    assert verdict("sms", day, "service", service=True, consent="withdrawn") == (False, "withdrawn")


@given(on=DAYS, channel=st.sampled_from(law.CHANNELS), sector=st.sampled_from((None, *law.SECTORS)), professional=st.booleans(),
       customer=st.booleans(), contract=st.booleans(), purpose=st.sampled_from(("marketing", "service")))  # fmt: skip
def test_who_withdrew_is_never_contacted_and_every_reason_has_words(on, channel, sector, professional, customer, contract, purpose):
    values = {
        "professional": professional,
        "customer": customer,
        "contract": contract,
        "service": contract,
        "last_contact": pd.Timestamp(on),
    }
    assert not verdict(channel, on, purpose, sector, consent="withdrawn", **values)[0]
    without, reason = verdict(channel, on, purpose, sector, **values)
    with_consent, _ = verdict(channel, on, purpose, sector, consent="granted", **values)
    assert with_consent >= without, "consent never takes a right away"
    assert reason in REASONS


@given(DAYS)
def test_an_answer_is_due_a_month_later_and_never_in_the_same_month(received):
    due = law.answer_due(received)
    assert dt.timedelta(28) <= due - received <= dt.timedelta(35)
    assert (due.month - received.month) % 12 in (1, 2)


@given(DAYS)
def test_a_term_ends_on_a_day_when_people_work(received):
    due = law.answer_due(received)
    assert due.weekday() < 5
    assert due not in public_holidays(due.year)
    assert all(
        day.weekday() >= 5 or day in public_holidays(day.year)
        for day in (due - dt.timedelta(back) for back in range(1, 1 + max(0, (due - received).days - 31)))
    )


@given(DAYS)
def test_retention_counts_three_calendar_years(last):
    until = law.kept_until(last)
    assert (until.year - last.year, until.month) == (3, last.month)
    assert law.earliest_kept(until) <= last
    assert law.earliest_kept(until + dt.timedelta(1)) >= last


def test_every_rule_has_a_date_and_a_source():
    for rule in law.RULES:
        assert rule.since <= dt.date(2026, 8, 11)
        assert rule.source.say("fr")
        assert rule.source.say("en")


def test_an_unknown_channel_proposes_the_closest():
    with pytest.raises(UnknownName, match="phone"):
        law.rule_on("phones", "consumer", dt.date(2026, 1, 1))
