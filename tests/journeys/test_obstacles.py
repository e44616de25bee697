"""Friction counted by hand; moments of truth where a conversion effect is planted."""

import numpy as np
import pandas as pd
import pytest

from crm_course import journeys
from crm_course.foundations.errors import InvalidData


@pytest.fixture
def support():
    rows = [(1, 1, "web", "failed"), (1, 2, "phone", "failed"), (1, 3, "phone", "done"), (1, 20, "phone", "done"), (2, 1, "chat", "failed")]
    frame = pd.DataFrame(rows, columns=["customer_id", "day", "channel", "outcome"]).assign(stage="support", converted=False)
    return frame.assign(ts=pd.Timestamp("2026-01-01") + pd.to_timedelta(frame["day"], unit="D"), carried=[None, False, True, True, None])


def test_points_by_hand(support):
    counts = journeys.friction(support).set_index(["channel", "point"])["count"].to_dict()
    assert counts == {
        ("chat", "failed"): 1,
        ("chat", "lost"): 1,
        ("phone", "failed"): 1,
        ("phone", "repeat"): 2,
        ("web", "failed"): 1,
        ("web", "escape"): 1,
    }


def test_order_of_rows_does_not_matter(support):
    pd.testing.assert_frame_equal(journeys.friction(support.iloc[::-1]), journeys.friction(support))


def test_nothing_fails(support):
    quiet = journeys.friction(support.assign(outcome="done", stage="mission"))
    assert quiet.empty


def test_falls_between_two_channels(support):
    falls = journeys.silo_falls(support)
    assert falls[["source", "target", "switches", "unknown", "share"]].to_numpy().tolist() == [["web", "phone", 1, 1, 1.0]]
    with pytest.raises(InvalidData, match="identified must be a column"):
        journeys.silo_falls(support.drop(columns="carried"))


def test_a_planted_moment_of_truth_is_found():
    rng = np.random.default_rng(4)
    number = 3000
    advised = rng.random(number) < 0.5
    bought = rng.random(number) < np.where(advised, 0.4, 0.2)
    table = pd.DataFrame(
        {"path": np.where(advised, "web > phone > shop", "web > shop"), "conversions": bought.astype(int), "nulls": (~bought).astype(int)}
    )
    found = journeys.moments_of_truth(journeys.from_paths(table)).set_index("channel")
    assert found.loc["phone", "low"] < 0.2 < found.loc["phone", "high"]
    assert found.loc["phone", "adjusted"] < 1e-6
    assert np.isnan(found.loc["web", "without_it"])  # every journey meets it: nothing to compare with
