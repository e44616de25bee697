"""The funnel: bases named, machines undone, what cannot be refused; the published cases."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import campaigns, cases, synthetic
from crm_course.foundations.errors import CourseError, InvalidData, InvalidValue, UnknownName


def shares(frame):
    return frame.set_index("stage")["share"]


MEMBERS = pd.DataFrame({"customer_id": [1, 2, 3, 4], "arm": ["treated", "treated", "treated", "control"]})
EVENTS = pd.DataFrame({
    "customer_id": [1, 2, 3, 1, 1, 1], "kind": ["delivered", "delivered", "bounced", "opened", "opened", "clicked"],
    "ts": pd.to_datetime(["2026-03-01 10:00", "2026-03-01 10:00", "2026-03-01 10:00", "2026-03-01 11:00", "2026-03-02 11:00", "2026-03-02 11:01"]),
})  # fmt: skip


def test_the_published_base_of_a_maker_and_what_it_leaves_unsaid():
    case = cases.hager()
    assert (case.contacts, case.delivery, case.opening, case.click, case.leaving_a_month) == (75_000, 0.99, 0.60, 0.25, 0.006)
    delivered = case.contacts * case.delivery
    of_delivered = campaigns.funnel(
        {"sent": case.contacts, "delivered": delivered, "opened": case.opening * delivered, "clicked": case.click * delivered}
    )
    assert of_delivered.set_index("stage")["count"]["opened"] == pytest.approx(44_550)
    assert case.opening * case.contacts == pytest.approx(45_000)
    assert shares(of_delivered)["click_to_open"] == pytest.approx(0.417, abs=5e-4)
    assert case.contacts * campaigns.leaving(case.leaving_a_month) == pytest.approx(5225, abs=0.5)
    assert case.contacts * 12 * case.leaving_a_month == pytest.approx(5400)


@pytest.mark.parametrize(("opened", "clicked", "interest"), [(0.20, 0.05, 0.25), (0.12, 0.02, 1 / 6), (0.12, 0.03, 0.25)])
def test_the_fall_of_openings_is_not_the_fall_of_interest(opened, clicked, interest):
    found = campaigns.funnel({"sent": 1000, "delivered": 1000, "opened": 1000 * opened, "clicked": 1000 * clicked})
    assert shares(found)["click_to_open"] == pytest.approx(interest)


@pytest.mark.parametrize(("machines", "true", "seen"), [(0.4, 0.20, 0.52), (0.5, 0.12, 0.56)])
def test_machines_are_undone(machines, true, seen):
    assert machines + (1 - machines) * true == pytest.approx(seen)
    found = campaigns.funnel({"sent": 10_000, "delivered": 10_000, "opened": 10_000 * seen, "clicked": 250}, machine_share=machines)
    assert shares(found)["opened"] == pytest.approx(true)
    assert shares(found)["click_to_open"] == pytest.approx(0.025 / true)


def test_tables_count_persons_of_the_treated_arm():
    found = campaigns.funnel(MEMBERS, EVENTS).set_index("stage")
    assert found["count"].to_dict() == {"sent": 3, "delivered": 2, "opened": 1, "clicked": 1, "click_to_open": 1, "unsubscribed": 0}
    assert found["of"].to_dict() == {
        "sent": "sent", "delivered": "sent", "opened": "delivered", "clicked": "delivered", "click_to_open": "opened", "unsubscribed": "delivered",
    }  # fmt: skip
    assert found.loc["delivered", ["low", "high"]].tolist() == pytest.approx([0.2077, 0.9385], abs=5e-4)  # Wilson, 2 of 3
    bounced = EVENTS[EVENTS["kind"] != "delivered"]
    assert campaigns.funnel(MEMBERS, bounced).set_index("stage")["count"]["delivered"] == 2


def test_a_world_agrees_with_a_plain_count():
    tables = synthetic.world("mail-order", customers=400, months=12, seed=5).tables
    members, events = tables["campaign_members"], tables["campaign_events"]
    found = campaigns.funnel(members, events).set_index("stage")["count"]
    assert found["sent"] == (members["arm"] == "treated").sum()
    for kind in ("delivered", "opened", "clicked", "unsubscribed"):
        assert found[kind] == events[events["kind"] == kind].groupby(["campaign_id", "customer_id"]).ngroups


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 500), st.floats(0, 0.9))
def test_shares_stay_within_their_intervals(clicked, opened, sent, machines):
    counts = {"sent": sent, "delivered": sent, "opened": min(max(opened, clicked, machines * sent), sent), "clicked": min(clicked, sent)}
    found = campaigns.funnel(counts, machine_share=machines).set_index("stage").drop(index="click_to_open")
    assert ((found["low"] <= found["share"] + 1e-9) & (found["share"] <= found["high"] + 1e-9)).all()
    assert found[["low", "share", "high"]].to_numpy().min() >= -1e-9
    assert found[["low", "share", "high"]].to_numpy().max() <= 1 + 1e-9


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({"sent": 100, "clicked": 120}, "clicked must be at most the number of messages sent"),
        ({"sent": 100, "delivered": 120}, "delivered must be at most"),
        ({"sent": 100, "delivered": 90, "opened": 95}, "at most the number of messages delivered"),
        ({"sent": -1}, "at least 0"),
        ({"sent": 10, "clics": 3}, 'Did you mean "clicked"'),
        ({"clicked": 3}, "one of clicked"),
    ],
)
def test_counts_that_cannot_be_are_said(counts, message):
    with pytest.raises(CourseError, match=message):
        campaigns.funnel(counts)


def test_fewer_openings_than_machines_make():
    with pytest.raises(InvalidValue, match="at least 40, which machines alone open"):
        campaigns.funnel({"sent": 100, "delivered": 100, "opened": 30}, machine_share=0.4)
    with pytest.raises(InvalidValue, match=r"Did you mean 0\.4"):
        campaigns.funnel({"sent": 100, "delivered": 100, "opened": 60}, machine_share=40)


def test_a_control_that_was_mailed():
    with pytest.raises(InvalidData, match="in the control group and was mailed"):
        campaigns.funnel(
            MEMBERS, pd.concat([EVENTS, pd.DataFrame({"customer_id": [4], "kind": ["delivered"], "ts": [pd.Timestamp("2026-03-01")]})])
        )


@pytest.mark.parametrize("known", ["sent_at", "delivered", "sent"])
def test_an_event_before_its_sending(known):
    members, events = MEMBERS, EVENTS.copy()
    if known == "sent_at":
        members = MEMBERS.assign(sent_at="2026-03-01 10:30")
    elif known == "delivered":
        events.loc[3, "ts"] = pd.Timestamp("2026-02-28")
    else:
        events = pd.concat([events, pd.DataFrame({"customer_id": [2], "kind": ["sent"], "ts": [pd.Timestamp("2026-03-05")]})])
    with pytest.raises(InvalidData, match="ts must be after the sending"):
        campaigns.funnel(members, events)


def test_tables_that_lack_something():
    with pytest.raises(InvalidValue, match="what became of the messages"):
        campaigns.funnel(MEMBERS)
    with pytest.raises(UnknownName, match="customer_id"):
        campaigns.funnel(MEMBERS.rename(columns={"customer_id": "client"}), EVENTS)
    with pytest.raises(UnknownName, match="arm must be one of control, treated"):
        campaigns.funnel(MEMBERS.assign(arm="test"), EVENTS)


def test_leaving_compounds():
    assert campaigns.leaving(0.002, 52) == pytest.approx(0.0989, abs=5e-5)  # not 10.4 %
    assert campaigns.leaving(0.006) == pytest.approx(1 - np.prod(np.full(12, 0.994)))
    with pytest.raises(InvalidValue, match="share between 0 and 1"):
        campaigns.leaving(60)
