"""Models against a planted truth, and a truth from an experiment."""

import numpy as np
import pandas as pd
import pytest

from crm_course import journeys
from crm_course.foundations import language
from crm_course.foundations.errors import InvalidData, InvalidValue


def test_last_click_lies_where_the_shop_closes_what_the_web_began(planted):
    events, caused = planted
    result = journeys.score(journeys.build(events), caused)
    misplaced = result.models.set_index("model")["misplaced"]
    assert misplaced["last"] > 0.9  # web and shop close every sale and cause none
    assert misplaced["first"] < misplaced["linear"] < misplaced["last"]
    assert result.closest == misplaced.idxmin()


def test_every_model_gives_away_purchases_that_would_have_happened_anyway(planted):
    events, caused = planted
    bought = events["converted"].sum()
    models = journeys.score(journeys.build(events), caused).models
    np.testing.assert_allclose(models["overstated"], bought / sum(caused.values()))


def test_a_model_that_is_right_misplaces_nothing():
    table = pd.DataFrame({"path": ["a", "b"], "conversions": [30, 10], "nulls": [0, 0]})
    models = journeys.score(table, {"a": 30, "b": 10}).models
    assert (models[["misplaced", "overstated"]] == [0.0, 1.0]).all(axis=None)


def test_misplaced_is_half_the_distance_of_shares():
    table = pd.DataFrame({"path": ["a", "b"], "conversions": [3, 1], "nulls": [0, 0]})
    assert journeys.score(table, {"a": 1, "b": 3}).models["misplaced"].iloc[0] == pytest.approx(0.5)


def test_a_negative_effect_counts_as_none_in_the_shares():
    table = pd.DataFrame({"path": ["a", "b"], "conversions": [3, 1], "nulls": [0, 0]})
    assert journeys.score(table, {"a": 4, "b": -2}).channels.set_index("channel")["true_share"].to_dict() == {"a": 1.0, "b": 0.0}


def test_truth_must_name_a_channel_of_the_log():
    with pytest.raises(InvalidValue, match="truth must be an effect for at least one channel"):
        journeys.score(pd.DataFrame({"path": ["a"], "conversions": [1]}), {"tv": 3})


def test_the_sentence_names_the_closest_in_both_languages(planted):
    result = journeys.score(journeys.build(planted[0]), planted[1])
    with language.speaking("fr"):
        assert "la vérité" in result.sentence()
    with language.speaking("en"):
        assert "closest to the truth" in result.sentence()


def test_an_experiment_finds_the_planted_effect():
    """Ten thousand customers drawn by lot per arm; the effect planted is 3 points."""
    rng = np.random.default_rng(8)
    trial = pd.DataFrame({"channel": ["email", "web"], "exposed": 10_000, "withheld": 10_000,
                          "exposed_bought": rng.binomial(10_000, [0.08, 0.05]), "withheld_bought": rng.binomial(10_000, [0.05, 0.05])})  # fmt: skip
    found = journeys.from_experiment(trial).set_index("channel")
    assert found.loc["email", "low"] < 300 < found.loc["email", "high"]
    assert found.loc["web", "low"] < 0 < found.loc["web", "high"]
    assert found.loc["email", "low"] > 0


def test_an_experiment_needs_both_arms():
    with pytest.raises(InvalidData, match="withheld must be a column of the experiment"):
        journeys.from_experiment(pd.DataFrame({"channel": ["a"], "exposed": [1], "exposed_bought": [0]}))
