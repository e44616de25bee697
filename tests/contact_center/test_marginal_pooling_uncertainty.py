import numpy as np
import pytest

from crm_course import contact_center as cc
from crm_course.foundations import language
from crm_course.foundations.errors import InvalidValue


def test_the_curve_is_the_queue_at_every_number_of_agents():
    curve = cc.service_curve(50, 180)
    assert curve.level(14) == cc.queue(50, 180, 14).service_level
    assert curve.gain_after(14) == pytest.approx(curve.level(15) - curve.level(14))
    assert curve.needed == cc.agents_needed(50, 180)
    assert curve.frame["gain"].dropna().is_monotonic_decreasing
    with language.speaking("en"):
        assert "The knee of the curve is at 14 agents" in curve._repr_markdown_()


def test_the_knee_is_farthest_from_the_chord_by_hand():
    curve = cc.service_curve(300, 240, patience_seconds=120)
    frame = curve.frame
    (x0, y0), (x1, y1) = frame[["agents", "service_level"]].iloc[[0, -1]].to_numpy()
    distance = [(y1 - y0) * (x0 - x) - (x1 - x0) * (y0 - y) for x, y in frame[["agents", "service_level"]].to_numpy()]
    assert curve.knee == frame["agents"].iloc[int(np.argmax(distance))]


def test_the_last_points_cost_the_most():
    points = cc.cost_of_points(50, 180, hourly_cost=24, shrinkage=0.25)
    euros = points["hourly_cost_per_point"]
    assert euros.is_monotonic_increasing
    assert euros.iloc[3] == pytest.approx(points["agents_per_point"].iloc[3] * 32)
    with pytest.raises(InvalidValue, match="hourly_cost must be a number above 0"):
        cc.cost_of_points(50, 180, hourly_cost=0)


def test_a_service_level_alone_accepts_a_tenth_and_more_of_abandonments_when_patience_is_short():
    accepted = cc.accepted_abandonment(300, 240)
    assert accepted.loc[accepted["patience_seconds"] == 60, "abandonment_share"].iloc[0] > 0.1
    assert (accepted["agents_with_cap"] >= accepted["agents"]).all()


def test_pooling_saves_and_says_so():
    teams = cc.pooling([25, 50, 25], [180, 200, 180])
    assert teams.separate == tuple(cc.agents_needed([25, 50, 25], [180, 200, 180]))
    assert teams.pooled_handle_seconds == 190
    assert teams.saved == sum(teams.separate) - cc.agents_needed(100, 190) > 0
    level = cc.queue(100, teams.handle_seconds_allowed, sum(teams.separate)).service_level
    assert level == pytest.approx(0.8, rel=1e-9)
    with language.speaking("en"):
        assert "Apart, the 3 teams need" in teams._repr_markdown_()


def test_194_agents_promise_80_8_percent_and_deliver_69_8_when_the_forecast_is_off():
    off = cc.delivered_under_error(750, 240, 194, error_cv=0.1, patience_seconds=180)
    assert round(off.promised, 3) == 0.808
    assert round(off.delivered, 3) == 0.698
    rng = np.random.default_rng(8)
    factors = rng.gamma(100, 0.01, 200_000)
    levels = cc.queue(750 * factors, 240, 194, patience_seconds=180).service_level
    drawn = (levels * factors).sum() / factors.sum()
    assert off.delivered == pytest.approx(drawn, abs=3 * np.std(levels * factors) / np.sqrt(200_000))
    assert off.kept_share == pytest.approx((levels >= 0.8).mean(), abs=0.005)


def test_agents_under_error_are_exactly_minimal():
    for patience in (None, 90):
        found = cc.agents_needed_under_error([50, 300], 180, error_cv=0.15, patience_seconds=patience)
        for calls, agents in zip([50, 300], found.tolist(), strict=True):
            delivered = [
                cc.delivered_under_error(calls, 180, n, error_cv=0.15, patience_seconds=patience).delivered for n in (agents, agents - 1)
            ]
            assert delivered[0] >= 0.8 > delivered[1]
    assert cc.agents_needed_under_error(50, 180, error_cv=0) == cc.agents_needed(50, 180)
    assert cc.agents_needed_under_error([0, 50], 180, error_cv=0.1)[0] == 0
    assert np.isnan(cc.agents_needed_under_error([-1, 50], 180, error_cv=0.1)[0])
    with pytest.raises(InvalidValue, match="service_level must be a level strictly between 0 and 1"):
        cc.agents_needed_under_error(50, 180, error_cv=0.1, service_level=1)
    with language.speaking("fr"):
        assert "conseillers promettent" in cc.delivered_under_error(50, 180, 14, error_cv=0.1)._repr_markdown_()
