"""The path table: exact grouping whatever the length, and the way in and out of strings."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import journeys
from crm_course.foundations.errors import InvalidData

NAMES = [f"k{i:02d}" for i in range(40)]
way = st.lists(st.sampled_from(NAMES), min_size=1, max_size=40)


@settings(max_examples=80)
@given(ways=st.lists(way, min_size=1, max_size=30), repeat=st.integers(1, 3))
def test_grouping_is_exact(ways, repeat):
    ways = [[*one, *one][: 1 + 2 * len(one) // repeat] for one in ways] * repeat
    table = pd.DataFrame({"path": [" > ".join(one) for one in ways], "conversions": 1, "nulls": 0})
    counted = Counter(table["path"])
    found = journeys.from_paths(table).paths
    assert dict(zip(found["path"], found["journeys"], strict=True)) == counted


def test_table_out_is_table_in(make_log, rng):
    table = journeys.build(make_log(rng)).paths
    again = journeys.from_paths(table).paths
    pd.testing.assert_frame_equal(again, table)


def test_a_long_journey_is_told_from_its_beginning():
    long = " > ".join(["web"] * 1000)
    table = pd.DataFrame({"path": [long, long + " > shop", long], "conversions": [1, 1, 0], "nulls": [0, 0, 1]})
    assert journeys.from_paths(table).paths["journeys"].tolist() == [2, 1]


def test_spaces_around_the_arrow_do_not_matter():
    table = pd.DataFrame({"path": ["web>shop", "web  >  shop "], "conversions": [1, 0], "nulls": [0, 1]})
    assert journeys.from_paths(table).paths.to_dict("records") == [{"path": "web > shop", "journeys": 2, "conversions": 1, "value": 0.0}]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"path": ["web"]}, "conversions must be journeys, or a table"),
        ({"path": ["web > "], "conversions": [1]}, r"path \(line 2\) must be channels separated"),
        ({"path": [np.nan], "conversions": [1]}, r"path \(line 2\)"),
        ({"path": ["web"], "conversions": [-1]}, r"conversions \(line 2\) must be a number of at least 0"),
        ({"path": ["a", "b"], "conversions": [1, 3], "journeys": [1, 2]}, r"conversions \(line 3\) must be at most"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(table, words):
    with pytest.raises(InvalidData, match=words):
        journeys.from_paths(pd.DataFrame(table))


def test_not_a_table():
    with pytest.raises(InvalidData, match="journeys must be journeys, or a table"):
        journeys.attribute(["web > shop"])
