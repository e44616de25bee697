"""The integration index by hand, silos beside it, the course's three definitions."""

import numpy as np
import pandas as pd
import pytest

from crm_course import journeys
from crm_course.foundations.errors import InvalidData


def contacts(*rows):
    columns = ["customer_id", "ts", "channel", "stage", "converted", "identified", "carried", "consistent"]
    return pd.DataFrame(rows, columns=columns).assign(ts=lambda frame: pd.to_datetime(frame["ts"]))


LOG = contacts(
    (1, "2026-03-01 10:00", "web", "mission", False, True, None, None),
    (1, "2026-03-02 10:00", "web", "order", True, True, True, True),
    (1, "2026-03-04 10:00", "shop", "fulfilment", False, True, True, True),  # ordered online, collected in the shop
    (2, "2026-03-01 10:00", "shop", "mission", False, False, None, None),
    (2, "2026-03-01 10:30", "web", "mission", False, False, False, False),  # phone in hand in the shop
    (2, "2026-03-09 10:00", "shop", "order", True, True, False, True),
    (3, "2026-03-01 10:00", "shop", "order", True, False, None, None),
)


def test_parts_by_hand():
    found = journeys.integration(journeys.build(LOG))
    assert (found.journeys, found.steps, found.switches) == (4, 4, 3)
    assert found.several_channels == 1 / 4
    assert found.switching == 3 / 4
    assert found.handover == 1 / 3
    assert found.simultaneous == 1 / 4
    assert found.recognition == 2 / 3
    assert found.context == 1 / 3
    assert found.consistency == 2 / 3
    assert found.silo_continuity == pytest.approx(1 / 4)
    assert found.continuity == pytest.approx(1 / 4 + 3 / 4 * 1 / 3)
    assert found.index == pytest.approx(np.mean([1 / 3, 1 / 4, 2 / 3, 1 / 3, 2 / 3]))


def test_silos_score_no_more_than_chance():
    silo = journeys.integration(journeys.build(LOG.assign(identified=False, carried=False, consistent=False, stage="mission")))
    assert silo.continuity == silo.silo_continuity
    assert np.isnan(silo.handover)  # no fulfilment in this log: not known, not 0
    assert silo.index == pytest.approx(silo.simultaneous / 4)
    assert 0 < silo.silo_index < silo.index


def test_a_part_that_the_log_does_not_tell_is_left_out():
    found = journeys.integration(journeys.build(LOG[["customer_id", "ts", "channel", "converted", "identified"]]))
    assert np.isnan([found.context, found.consistency, found.handover]).all()
    assert found.index == pytest.approx(np.mean([found.simultaneous, found.recognition]))


def test_simultaneous_use_by_chance_is_what_independent_visits_give():
    """Web and shop contacts spread evenly and independently: measured and expected agree."""
    rng = np.random.default_rng(5)
    number, span = 40_000, 60 * 86_400
    events = pd.DataFrame({"customer_id": rng.integers(0, 500, number), "channel": rng.choice(["web", "shop"], number), "converted": False,
                           "ts": pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, span, number), unit="s")})  # fmt: skip
    found = journeys.integration(journeys.build(events))
    assert found.simultaneous == pytest.approx(found.simultaneous_by_chance, abs=0.01)


def test_maturity_follows_the_three_definitions():
    base = {"journeys": 10, "steps": 10, "switches": 5, "channels_per_journey": 2.0, "switching": 0.5, "simultaneous_by_chance": 0.0,
            "consistency": np.nan, "continuity": 1.0, "silo_continuity": 0.5}  # fmt: skip
    levels = {"several_channels": 0.0, "active_channels": 1, "handover": 0.0, "simultaneous": 0.0, "recognition": 0.0, "context": 0.0}
    expected = []
    for better in (
        {},
        {"active_channels": 3, "several_channels": 0.3},
        {"handover": 0.2, "recognition": 0.6},
        {"simultaneous": 0.2, "recognition": 0.9, "context": 0.9},
    ):
        levels |= better
        expected.append(journeys.Integration(**base, **levels).strategy)
    assert expected == ["single-channel", "multichannel", "cross-channel", "omnichannel"]
    assert journeys.maturity(journeys.Integration(**base, **levels))["met"].all()


def test_by_segment_each_is_measured_on_its_own():
    events = LOG.assign(segment=LOG["customer_id"].map({1: "young", 2: "old", 3: "old"}))
    table = journeys.integration_by(journeys.build(events)).set_index("segment")
    assert table["switches"].to_dict() == {"old": 2, "young": 1}
    assert table.loc["young", "recognition"] == 1.0
    assert (table["recognition_low"] <= table["recognition"]).all()


def test_channel_matrix_counts_customers_not_contacts():
    table = journeys.channel_matrix(LOG)
    assert table.loc["shop"].tolist() == [pytest.approx(1 / 3), pytest.approx(2 / 3), pytest.approx(1 / 3)]
    assert table.loc["web"].tolist() == [pytest.approx(2 / 3), pytest.approx(1 / 3), 0.0]


def test_journey_map_of_each_persona():
    events = LOG.assign(segment="Léa", outcome=["done", "done", "failed", "failed", "done", "done", "done"])
    table = journeys.journey_map(events, most=1)
    assert table["moment"].tolist() == ["before", "during", "after"]
    assert table.loc[2, ["channel", "failed"]].tolist() == ["shop", 1.0]


def test_a_path_table_tells_nothing_of_integration():
    with pytest.raises(InvalidData, match="journeys must be journeys built from an event log"):
        journeys.integration(journeys.from_paths(pd.DataFrame({"path": ["a"], "conversions": [1]})))


def test_shops_only():
    found = journeys.integration(journeys.build(LOG[LOG["channel"] == "shop"]))
    assert found.strategy == "single-channel"
    assert found.switches == 0
