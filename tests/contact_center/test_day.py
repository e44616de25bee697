import numpy as np
import pytest
from scipy.linalg import expm

from crm_course import contact_center as cc
from crm_course.contact_center.transient import follow
from crm_course.foundations import language
from crm_course.foundations.errors import InvalidData


@pytest.fixture(scope="module")
def plan():
    day = cc.mail_order_day()
    return cc.plan_day(day["calls"], day["handle_seconds"], patience_seconds=120, shrinkage=0.3, max_abandonment=0.05)


def test_a_plan_is_the_minimum_of_each_interval(plan):
    frame = plan.frame
    assert (
        frame["required"].tolist()
        == cc.agents_needed(frame["calls"], frame["handle_seconds"], patience_seconds=120, max_abandonment=0.05).tolist()
    )
    assert frame["rostered"].tolist() == cc.rostered(frame["required"], 0.3).tolist()
    assert plan.service_level == pytest.approx(np.average(frame["service_level"], weights=frame["calls"]))
    assert plan.agent_hours == frame["agents"].sum() / 4
    assert plan.paid_hours == pytest.approx(plan.agent_hours / 0.7)
    with language.speaking("en"):
        assert "2,800 calls in the day" in plan._repr_markdown_()


def test_other_agents(plan):
    fewer = plan.with_agents(plan.frame["agents"] - 2)
    assert fewer.service_level < plan.service_level
    assert fewer.frame["required"].equals(plan.frame["required"])
    assert plan.with_agents(25).peak == 25


def test_simulated_days_lie_where_the_exact_chain_says(plan):
    real, drawn = plan.as_it_goes(), plan.simulated(rng=1, days=120)
    score = (drawn["service_level"] - real["service_level"]) / drawn["service_level_se"]
    assert (score.abs() < 4.2).all()
    assert score.std() == pytest.approx(1, abs=0.45)


def test_long_calls_put_the_stationary_plan_off_by_five_points_in_half_the_day():
    day = cc.mail_order_day()
    real = cc.plan_day(day["calls"], 600).as_it_goes()
    assert ((real["wait_share"] - real["planned_wait_share"]).abs() > 0.05).mean() > 0.5


def generator(arrivals, service, agents, hanging_up, states):
    rates = np.zeros((states, states))
    for k in range(states - 1):
        rates[k, k + 1] = arrivals
        rates[k + 1, k] = service * min(k + 1, agents) + hanging_up * max(k + 1 - agents, 0)
    return rates - np.diag(rates.sum(axis=1))


def test_the_chain_is_the_matrix_exponential():
    arrivals, service, agents = np.array([0.02, 0.05]), np.array([1 / 180, 1 / 200]), [4, 9]
    moments = follow(arrivals, service, agents, 1 / 60, seconds=900, within=20)
    chances = np.eye(120)[0]
    for row, moment in enumerate(moments):
        rates = generator(arrivals[row], service[row], agents[row], 1 / 60, 120)
        step, steps = expm(rates * 2), [chances]
        for _ in range(450):
            steps.append(steps[-1] @ step)
        waiting = np.trapezoid([state[agents[row] :].sum() for state in steps], dx=2) / 900
        chances = steps[-1]
        assert moment.wait_share == pytest.approx(waiting, abs=2e-4)
        assert moment.left_at_end == pytest.approx(chances @ np.arange(120), rel=1e-8)


def test_a_long_interval_is_the_stationary_queue():
    for patience, agents in ((None, 14), (60, 9)):
        long = follow(
            np.array([1 / 18] * 2), np.array([1 / 180] * 2), [agents] * 2, 1 / patience if patience else 0, seconds=20_000, within=20
        )[1]
        line = cc.queue(50, 180, agents, patience_seconds=patience)
        found = (long.wait_share, long.service_level, long.abandonment_share, long.mean_queue)
        assert found == pytest.approx((line.wait_share, line.service_level, line.abandonment_share, line.queue_length), rel=1e-6, abs=1e-12)


def test_quiet_and_impossible_intervals():
    night = cc.plan_day([0, 0, 20], [np.nan, 180, 180])
    assert night.frame["agents"].tolist() == [0, 0, 7]
    assert night.as_it_goes()["service_level"].iloc[0] == 1
    bad = cc.plan_day([20, -3], 180)
    assert np.isnan(bad.frame["agents"].iloc[1])
    assert bad.service_level == pytest.approx(bad.frame["service_level"].iloc[0])
    with pytest.raises(InvalidData, match=r"calls \(line 3\) must be a number of calls"):
        bad.as_it_goes()


def test_the_catalogue_day_doubles():
    assert cc.mail_order_day(2)["calls"].sum() == 2 * cc.mail_order_day()["calls"].sum()
