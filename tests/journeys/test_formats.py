"""The log in other tools' formats."""

import pandas as pd
import pytest

from crm_course import journeys
from crm_course.foundations.errors import InvalidData


def test_there_and_back(make_log, rng):
    events = make_log(rng)
    expected = journeys.build(events).paths
    pd.testing.assert_frame_equal(journeys.build(journeys.from_eventstream(journeys.to_eventstream(events))).paths, expected)
    pd.testing.assert_frame_equal(journeys.build(journeys.from_pm4py(journeys.to_pm4py(events))).paths, expected)


def test_columns_of_the_peers(make_log, rng):
    events = make_log(rng)
    assert {"user_id", "event", "timestamp"} <= set(journeys.to_eventstream(events).columns)
    named = journeys.to_pm4py(events)
    assert {"case:concept:name", "concept:name", "time:timestamp"} <= set(named.columns)
    assert named["case:concept:name"].map(type).eq(str).all()


def test_an_eventstream_names_its_purchase():
    stream = pd.DataFrame({"user_id": [1, 1], "event": ["web", "purchase"], "timestamp": pd.to_datetime(["2026-01-01", "2026-01-02"])})
    assert journeys.from_eventstream(stream, conversion="purchase")["converted"].tolist() == [False, True]
    with pytest.raises(InvalidData, match="event must be a column"):
        journeys.from_eventstream(stream.drop(columns="event"))
