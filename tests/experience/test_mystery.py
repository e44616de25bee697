"""Mystery calls: marks, weights, campaigns, agreement."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from crm_course import experience
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import speaking

NAMES = ["image", "welcome", "listening", "script", "competence"]
CALLS = pd.DataFrame(np.random.default_rng(2).integers(0, 6, (9, 5)), columns=NAMES)


def test_weights_count_by_their_proportion():
    grid = experience.Grid(weights={"welcome": 3, "script": 1}, top=20)
    assert grid.score({"welcome": 20, "script": 0}) == pytest.approx(75)
    assert experience.Grid(weights={"welcome": 30, "script": 10}, top=20).shares == grid.shares


@given(st.lists(st.tuples(*[st.floats(0, 5)] * 5), min_size=2, max_size=12))
def test_a_campaign_is_the_mean_of_its_calls_and_stays_within_0_and_100(marks):
    calls = pd.DataFrame(marks, columns=NAMES)
    campaign = experience.Grid().campaign(calls)
    assert campaign.score == pytest.approx(np.mean([experience.Grid().score(call) for call in calls.to_dict("records")]))
    assert 0 <= campaign.low <= campaign.score + 1e-9
    assert campaign.score - 1e-9 <= campaign.high <= 100


def test_the_interval_is_student_s():
    campaign = experience.Grid().campaign(CALLS)
    scores = experience.Grid().scores(CALLS)
    expected = stats.t.interval(0.95, 8, scores.mean(), stats.sem(scores))
    assert (campaign.low, campaign.high) == pytest.approx(expected)
    assert campaign.criteria["mark"].tolist() == pytest.approx(CALLS.mean().tolist())
    assert campaign.weakest == CALLS.mean().idxmin()


def test_one_call_has_no_interval():
    campaign = experience.Grid().campaign(CALLS.head(1))
    assert np.isnan([campaign.low, campaign.high]).all()


def test_the_campaign_names_its_weak_point():
    calls = pd.DataFrame([{"image": 5, "welcome": 4, "listening": 2, "script": 4, "competence": 5}] * 3)
    with speaking("fr"):
        assert "Le point faible est «\u202fÉcoute\u202f»\u00a0: 2,0 sur 5" in experience.Grid().campaign(calls).sentence()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        ([{"image": 5}], UnknownName, "criterion"),
        ([dict.fromkeys(NAMES, 6)], InvalidValue, r"Image must be a mark from 0 to 5, got 6\.0\. It is value 1"),
        ([dict.fromkeys(NAMES, np.nan)], InvalidValue, "a mark from 0 to 5, got nan"),
        ([dict.fromkeys(NAMES, "good")], InvalidValue, "got 'good'"),
        ([], UnknownName, "criterion"),
    ],
)
def test_bad_marks_are_named(call, error, message):
    with pytest.raises(error, match=message):
        experience.Grid().campaign(pd.DataFrame(call))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"weights": {}}, "a weight for each criterion"),
        ({"weights": {"welcome": -1}}, "Welcome must be a number of at least 0"),
        ({"weights": {"welcome": 0}}, "a sum above 0"),
        ({"top": 0}, "above 0"),
    ],
)
def test_bad_grids_are_named(options, message):
    with pytest.raises(InvalidValue, match=message):
        experience.Grid(**options)


def test_agreement_of_two_observers():
    table = np.array([[88, 10, 2], [14, 40, 6], [18, 10, 12]])  # Fleiss, Levin and Paik (2003), table 18.1
    first, second = (np.repeat(np.indices(table.shape)[axis].ravel(), table.ravel()) for axis in (0, 1))
    weights = np.subtract.outer(np.arange(3), np.arange(3)) ** 2
    chance = np.outer(table.sum(1), table.sum(0)) / table.sum()
    assert experience.agreement(first, second) == pytest.approx(1 - (weights * table).sum() / (weights * chance).sum())
    assert experience.agreement([1, 2, 3], [1, 2, 3]) == 1
    assert np.isnan(experience.agreement([3, 3], [3, 3]))
    with pytest.raises(InvalidValue, match="one mark from each for every call, got '3 / 2'"):
        experience.agreement([1, 2, 3], [1, 2])
