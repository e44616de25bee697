"""Shapley values: a published game, all coalitions, and the closed form."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import journeys
from crm_course.foundations.errors import InvalidValue


def table_of(seed, channels, rows=40):
    rng = np.random.default_rng(seed)
    names = np.array([f"k{i:02d}" for i in range(channels)])
    paths = [" > ".join(rng.choice(names, rng.integers(1, 7))) for _ in range(rows)]
    return pd.DataFrame({"path": paths, "conversions": rng.integers(0, 5, rows), "nulls": 1})


def test_published_game():
    game = {"1": 1, "2": 1, "3": 2, "12": 1, "13": 2, "23": 2, "123": 2}
    assert journeys.shapley_values(game) == pytest.approx({"1": 1 / 3, "2": 1 / 3, "3": 4 / 3})


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), channels=st.integers(1, 6))
def test_closed_form_is_the_sum_over_coalitions(seed, channels):
    table = table_of(seed, channels)
    credits = journeys.attribute(table, "shapley").set_index("channel")["credit"].to_dict()
    assert credits == pytest.approx(journeys.shapley_values(journeys.coalitions(table)), abs=1e-9)


def test_twelve_channels_over_all_4096_coalitions():
    table = table_of(5, 12, rows=150)
    credits = journeys.attribute(table, "shapley").set_index("channel")["credit"].to_dict()
    assert len(credits) == 12
    assert credits == pytest.approx(journeys.shapley_values(journeys.coalitions(table)), abs=1e-9)


def test_a_channel_met_twice_counts_once():
    table = pd.DataFrame({"path": ["a > b > a"], "conversions": [1], "nulls": [0]})
    assert journeys.attribute(table, "shapley")["credit"].tolist() == [0.5, 0.5]


def test_many_players_are_refused_by_enumeration_but_not_by_the_closed_form():
    table = table_of(1, 30, rows=200)
    assert journeys.attribute(table, "shapley")["credit"].sum() == pytest.approx(table["conversions"].sum())
    with pytest.raises(InvalidValue, match="a game of at most 16 players"):
        journeys.coalitions(table)
