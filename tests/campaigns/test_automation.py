"""Referral, scenarios of a day, freed time, companies of the register, conversations."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import campaigns, synthetic
from crm_course.foundations.errors import CourseError, InvalidData, InvalidValue, UnknownName

# -- referral -----------------------------------------------------------------------------


def test_a_referral_below_one_dies_out():
    found = campaigns.referral(3 * 0.2, 100)
    assert found.total == pytest.approx(250)
    assert sum(found.generations[:6]) == pytest.approx(238.3, abs=0.05)
    assert sum(found.generations) == pytest.approx(found.total, rel=1e-6)
    assert campaigns.referral(0, 100).generations == (100,)


@given(st.floats(0.05, 4), st.floats(1, 500), st.floats(1, 50))
def test_a_pool_is_never_left(factor, start, times):
    pool = start * times
    found = campaigns.referral(factor, start, pool=pool)
    assert start <= found.total <= pool * (1 + 1e-9)
    assert pool - found.total == pytest.approx((pool - start) * np.exp(-factor * found.total / pool), abs=1e-3 * pool)


def test_a_pool_so_large_that_it_does_not_matter():
    assert campaigns.referral(0.6, 100, pool=1e12).total == pytest.approx(250, rel=1e-6)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((1.0, 100), "give the `pool`"), ((-0.1, 100), "at least 0"), ((0.5, 0), "above 0"), ((0.5, 100, 50), "at least the start")],
)
def test_growth_that_cannot_be_is_said(arguments, message):
    factor, start, *pool = arguments
    with pytest.raises(InvalidValue, match=message):
        campaigns.referral(factor, start, pool=pool[0] if pool else None)


def test_the_tree_of_a_world_against_a_walk():
    customers = synthetic.world("mail-order", customers=400, months=12, seed=2).tables["customers"]
    found = campaigns.referral_tree(customers).set_index("customer_id")
    parents = dict(zip(customers["customer_id"], customers["referred_by"], strict=True))
    count = dict.fromkeys(parents, 0)
    for person in parents:
        at, depth = person, 0
        while pd.notna(parents[at]) and parents[at] in parents:
            at, depth = int(parents[at]), depth + 1
            count[at] += 1
        assert (found.loc[person, "root"], found.loc[person, "generation"]) == (at, depth)
    assert found["descendants"].to_dict() == count
    assert found["brought"].sum() == (found["generation"] > 0).sum()


def test_a_circle_and_a_twin_are_said():
    with pytest.raises(InvalidData, match="brought each other"):
        campaigns.referral_tree(pd.DataFrame({"customer_id": [1, 2, 3, 4], "referred_by": [3, 1, 2, None]}))
    with pytest.raises(InvalidData, match="listed once"):
        campaigns.referral_tree(pd.DataFrame({"customer_id": [1, 1], "referred_by": [None, None]}))
    stranger = campaigns.referral_tree(pd.DataFrame({"customer_id": [1], "referred_by": [99]}))
    assert stranger["generation"].tolist() == [0]


# -- scenarios ----------------------------------------------------------------------------

FACTS = pd.DataFrame({
    "customer_id": [1, 2, 3, 4, 5],
    "signed_up_on": ["2026-11-29", "2026-11-29", None, None, None],
    "confirmed_on": ["2026-11-30", None, None, None, None],
    "birth_date": [None, None, "1980-11-30", "1980-11-30", "2000-02-29"],
    "last_order_on": [None, None, "2026-10-16", "2026-10-17", None],
    "complaint_closed_on": [None, None, None, None, "2026-11-28"],
    "recent_messages": [0, 0, 0, 2, 0],
})  # fmt: skip
MAY = pd.DataFrame({"customer_id": [1, 2, 3, 4], "channel": "email"})


def told(**options):
    arguments = {"on": dt.date(2026, 11, 30), "may": MAY, "cap": 1} | options
    found = campaigns.due(campaigns.SCENARIOS, FACTS, **arguments)
    return {(row.customer_id, row.scenario): row.reason for row in found.itertuples()}


def test_who_gets_what_who_not_and_why():
    assert told() == {
        (1, "welcome"): "", (2, "welcome"): "unconfirmed", (3, "birthday"): "", (3, "silence"): "priority", (4, "birthday"): "cap", (5, "complaint"): "",
    }  # fmt: skip
    assert told(cap=2)[3, "silence"] == ""
    assert told(may=MAY[MAY["customer_id"] != 3])[3, "birthday"] == "consent"


def test_quiet_hours_hold_advertising_not_service():
    late = told(on=dt.datetime(2026, 11, 30, 22, 30))
    assert late[3, "birthday"] == "quiet"
    assert late[5, "complaint"] == ""  # owed, and without consent for advertising
    assert told(on="2026-11-30T09:30")[3, "birthday"] == ""


@pytest.mark.parametrize(
    "may",
    [
        pd.DataFrame({"customer_id": [1, 2, 3, 4], "email": True, "sms": False}), pd.DataFrame({"email": [True] * 4}, index=[1, 2, 3, 4]),
        {"email": pd.DataFrame({"customer_id": [1, 2, 3, 4]})}, {"email": [1, 2, 3, 4]}, MAY.assign(allowed=True),
    ],
)  # fmt: skip
def test_consent_comes_in_any_form(may):
    assert told(may=may) == told()


def test_someone_born_on_a_leap_day_has_his_birthday_each_year():
    assert (5, "birthday") in told(on="2028-02-29")
    assert (5, "birthday") in told(on="2027-02-28")
    assert (5, "birthday") not in told(on="2028-02-28")


@given(st.integers(0, 3), st.integers(0, 60))
def test_nobody_gets_more_than_the_cap(cap, day):
    rng = np.random.default_rng(day)
    dates = pd.to_datetime("2026-11-30") - pd.to_timedelta(rng.integers(0, 4, (40, 3)).ravel(), unit="D")
    facts = pd.DataFrame(dates.to_numpy().reshape(40, 3), columns=["basket_left_on", "club_offer_on", "game_on"]).assign(
        customer_id=range(40)
    )
    facts["recent_messages"] = rng.integers(0, 3, 40)
    found = campaigns.due(campaigns.SCENARIOS, facts, on="2026-11-30", may={"email": range(40)}, cap=cap)
    sent = found[found["sent"]].groupby("customer_id").size().reindex(range(40), fill_value=0)
    assert (sent <= (cap - facts["recent_messages"]).clip(lower=0)).all()
    assert (found["sent"] == (found["reason"] == "")).all()


def test_a_day_on_which_nothing_is_due():
    assert list(campaigns.due(campaigns.SCENARIOS, FACTS, on="2020-01-01", may=MAY, cap=1).columns) == [
        "customer_id",
        "scenario",
        "channel",
        "sent",
        "reason",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"on": "demain"}, "a date, such as"), ({"cap": -1}, "at least 0"), ({"may": 3}, "column of yes and no"), ({"scenarios": []}, "at least one scenario"),
        ({"facts": pd.DataFrame({"client": [1]})}, "customer_id"), ({"facts": pd.DataFrame({"customer_id": [1], "birthdate": [None]})}, "column must be one of"),
        ({"facts": FACTS.assign(birth_date="un jour")}, "birth_date must be a date"), ({"facts": pd.concat([FACTS, FACTS])}, "listed once"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_planned_are_said(options, message):
    arguments = {"scenarios": campaigns.SCENARIOS, "facts": FACTS, "on": "2026-11-30", "may": MAY, "cap": 1} | options
    with pytest.raises(CourseError, match=message):
        campaigns.due(arguments.pop("scenarios"), arguments.pop("facts"), **arguments)


def test_the_time_that_a_bank_freed():
    tasks = pd.DataFrame({"task": ["statements", "appointments"], "count": [600, 900], "minutes": [6, 4], "automated": [0.75, 0.5]})
    found = campaigns.freed_time(tasks, hours=750)
    assert (found.share, found.hours) == pytest.approx((0.10, 75))
    assert campaigns.freed_time(tasks.assign(checked_minutes=2), hours=750).hours == pytest.approx((600 * 0.75 * 4 + 900 * 0.5 * 2) / 60)
    with pytest.raises(InvalidValue, match="at least the time of the tasks"):
        campaigns.freed_time(tasks, hours=100)
    with pytest.raises(InvalidValue, match=r"Did you mean 0\.75"):
        campaigns.freed_time(tasks.assign(automated=75), hours=750)


# -- the register -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number", ["35600000009075", "356 000 000 00048", "732 829 320 00074", 73282932000074, "732.829.320-00074", 73282932000074.0]
)
def test_right_numbers(number):
    found = campaigns.siret(number)
    assert (found.valid, found.reason) == (True, "")
    assert found.siren == found.digits[:9]


@pytest.mark.parametrize(
    ("number", "reason", "siren"),
    [
        ("73282932000075", "check", "732829320"), ("73282932100074", "siren", "732829321"), ("7328293200007", "length", ""), ("732829320", "length", "732829320"),
        ("7,32829E+13", "characters", ""), ("", "empty", ""), (None, "empty", ""), (float("nan"), "empty", ""), ("٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "characters", ""),
    ],
)  # fmt: skip
def test_wrong_numbers_and_why(number, reason, siren):
    found = campaigns.siret(number)
    assert (found.valid, found.reason, found.siren) == (False, reason, siren)
    assert found.sentence()


@given(st.integers(0, 10**13 - 1), st.integers(0, 12))
def test_the_check_sees_any_figure_that_is_wrong(body, place):
    from stdnum import luhn

    siren = f"{body // 10**5:08d}"
    siren += luhn.calc_check_digit(siren)
    number = siren + f"{body % 10**4:04d}"
    number += luhn.calc_check_digit(number)
    if siren == "356000000":
        return
    assert campaigns.siret(number).valid
    wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
    assert not campaigns.siret(wrong).valid


def test_a_french_vat_number_holds_the_siren():
    from stdnum.fr import tva

    assert tva.compact("FR 44 732 829 320")[2:] == campaigns.siret("73282932000074").siren
    assert tva.is_valid("FR44732829320")


def test_a_register_whose_numbers_fail_on_purpose_still_joins():
    tables = synthetic.world("b2b-wholesale", customers=500, months=6, seed=3).tables
    register, companies = tables["establishments"], tables["customers"]
    assert not any(campaigns.siret(number).valid for number in register["siret"])
    found = campaigns.enrich(companies, register)
    known = companies["siret"].notna() | companies["siren"].notna()
    assert found.index.equals(companies.index)
    assert (found["match"][companies["siret"].notna()] == "siret").all()
    assert (found["match"][known] != "").all()
    assert (found["reason"][~known] == "empty").all()
    assert (found["siren_register"][known] == companies["siren"][known]).all()


def test_each_reason_of_no_match():
    register = pd.DataFrame({"siret": ["73282932000074", "35600000009075"], "closed_on": [None, "2024-01-01"], "name": ["A", "B"]})
    companies = pd.DataFrame({
        "name": list("abcdefg"), "siret": ["73282932000074", "356 000 000 09075", "73282932000099", "55208131766522", "55208131766523", "12", None],
    }, index=range(10, 17))  # fmt: skip
    found = campaigns.enrich(companies, register)
    assert found["match"].tolist() == ["siret", "siret", "siren", "", "", "", ""]
    assert found["reason"].tolist() == ["", "closed", "", "unknown", "check", "length", "empty"]
    assert found["name_register"].tolist()[:3] == ["A", "B", "A"]
    assert found["name"].tolist() == list("abcdefg")
    assert found.index.tolist() == list(range(10, 17))
    assert campaigns.enrich(companies, register.head(0))["match"].eq("").all()
    assert campaigns.enrich(pd.DataFrame({"siren": [732829320]}), register)["match"].tolist() == ["siren"]
    with pytest.raises(UnknownName, match="siret"):
        campaigns.enrich(companies[["name"]], register)


# -- conversations ------------------------------------------------------------------------


def test_a_conversation_costs_its_minutes_shared():
    channels = pd.DataFrame(
        {"channel": ["chat", "phone"], "minutes": [12, 5], "concurrency": [2, 1], "occupancy": [0.8, 0.8], "ordered": [0.1, 0.0]}
    )
    found = campaigns.conversations(channels, hourly_cost=24, margin=40)
    assert found["cost"].tolist() == pytest.approx([3.0, 2.5])
    assert found["profit"].tolist() == pytest.approx([1.0, -2.5])
    assert np.isnan(found["cost_per_order"].iloc[1])
    with pytest.raises(InvalidValue, match="occupancy"):
        campaigns.conversations(channels.assign(occupancy=80), hourly_cost=24, margin=40)
