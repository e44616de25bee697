"""The chapter on a synthetic world: its event log as it is, its planted truth."""

import numpy as np
import pytest

from crm_course import journeys, synthetic


@pytest.fixture(scope="module")
def world():
    return synthetic.world("chez-vous", customers=600, seed=7)


def test_its_event_log_is_read_as_it_is(world):
    log = world.tables["interactions"]
    built = journeys.build(log)
    assert built.conversions.sum() == log["converted"].sum()
    for model in journeys.MODELS:
        assert journeys.attribute(built, model)["value"].sum() == pytest.approx(log.loc[log["converted"], "value"].sum())
    assert journeys.funnel(log)["customers"].is_monotonic_decreasing
    assert journeys.panel(log).set_index("measure").loc["visit_site", "share"] <= 1
    measured = journeys.integration(built)
    assert measured.continuity > measured.silo_continuity
    assert np.isnan(measured.context)  # this log does not tell it


def test_models_are_scored_against_its_planted_effects(world):
    log = world.tables["interactions"]
    projects = log[log["opportunity_id"].notna()]
    effects = world.truth["effects"].set_index("name")["value"]
    looked = projects[projects["stage"] == "mission"].groupby("channel", observed=True)["opportunity_id"].nunique()
    caused = {str(name): float(effects[f"touch.{name}"] * met) for name, met in looked.items() if f"touch.{name}" in effects}
    result = journeys.score(journeys.build(projects[projects["stage"].isin(["mission", "order"])]), caused)
    misplaced = result.models.set_index("model")["misplaced"]
    assert misplaced[result.closest] < misplaced["last"]
    assert misplaced["last"] > 0.05
