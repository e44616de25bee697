from heapq import heapreplace

import numpy as np
import pytest

from crm_course import contact_center as cc
from crm_course.contact_center.servers import Shift, serve
from crm_course.contact_center.transient import follow
from crm_course.foundations import language
from crm_course.foundations.errors import InvalidValue


def agree(line, queue, measures=("wait_share", "service_level", "mean_wait_seconds", "abandonment_share", "occupancy")):
    for name in measures:
        margin = 3 * getattr(line.standard_errors, name) + 1e-12
        assert getattr(line, name) == pytest.approx(getattr(queue, name), abs=margin), name


def test_simulation_formula_mpmath_and_exact_chain_agree_within_three_standard_errors(exact):
    for patience, agents in ((None, 14), (60, 9)):
        line = cc.simulate(50, 180, agents, rng=11, patience_seconds=patience, number_of_calls=120_000)
        agree(line, cc.queue(50, 180, agents, patience_seconds=patience))
        chain = follow(
            np.array([50 / 900] * 2), np.array([1 / 180] * 2), [agents] * 2, 1 / patience if patience else 0.0, seconds=20_000, within=20
        )[1]
        agree(line, chain, ("wait_share", "service_level", "abandonment_share"))
    reference = exact.erlang_a(10, 9, 3, 20 / 180)
    assert line.service_level == pytest.approx(float(reference.served_within), abs=3 * line.standard_errors.service_level)


def test_standard_errors_are_those_of_repeated_runs():
    runs = [cc.simulate(50, 180, 12, rng=seed, patience_seconds=120, number_of_calls=8_000) for seed in range(40)]
    spread = np.std([run.service_level for run in runs], ddof=1)
    claimed = np.mean([run.standard_errors.service_level for run in runs])
    assert claimed == pytest.approx(spread, rel=0.35)


def test_redials_settle_at_the_fixed_point():
    line = cc.simulate(50, 180, 9, rng=12, patience_seconds=60, redial_share=0.6, redial_after_seconds=20_000, number_of_calls=60_000)
    settled = cc.redials(50, 180, 9, patience_seconds=60, redial_share=0.6)
    agree(line, settled.queue)
    attempts = line.frame().groupby(line.calls.origin)["attempt"].max()
    assert attempts.mean() == pytest.approx(settled.attempts_per_caller, rel=0.02)


def test_redials_by_iteration():
    settled = cc.redials([50, 30], 180, [9, 12], patience_seconds=60, redial_share=0.7, reconnect_share=0.1)
    attempts = np.array([50.0, 30.0])
    for _ in range(400):
        lost = cc.queue(attempts, 180, [9, 12], patience_seconds=60).abandonment_share
        attempts = np.array([50, 30]) + attempts * (0.7 * lost + 0.1 * (1 - lost))
    assert settled.attempts == pytest.approx(attempts, rel=1e-9)
    none = cc.redials(50, 180, 9, patience_seconds=60, redial_share=0)
    assert none.attempts == 50
    assert none.lost_share == pytest.approx(none.queue.abandonment_share)
    assert cc.redials(0, 180, 9, patience_seconds=60, redial_share=0.5).attempts == 0
    with pytest.raises(InvalidValue, match="redial_share must be a share between 0 and 1, got 60"):
        cc.redials(50, 180, 9, patience_seconds=60, redial_share=60)


def kiefer_wolfowitz(arrival, handle, patience, agents):
    """Waits by the recursion of workloads: an independent way for one line without priorities."""
    free, start = [0.0] * agents, []
    for came, busy, most in zip(arrival, handle, patience, strict=True):
        moment = max(free[0], came)
        start.append(moment if moment - came <= most else np.nan)
        if moment - came <= most:
            heapreplace(free, moment + busy)
    return np.array(start)


@pytest.mark.parametrize("mean_patience", [0.3, 1e9])
def test_every_way_to_run_the_floor_serves_the_same_calls_alike(mean_patience):
    rng = np.random.default_rng(3)
    arrival, handle = np.cumsum(rng.exponential(0.1, 4_000)), rng.exponential(1, 4_000)
    patience = rng.exponential(mean_patience, 4_000)
    expected = kiefer_wolfowitz(arrival, handle, patience, 9)
    nobody = np.zeros(4_000, dtype=bool)
    never = iter([(False, 0.0, 0.0, 0.0)] * 4_000)
    runs = (serve(arrival, handle, patience, [Shift(0.0, 9)]), serve(arrival, handle, patience, [Shift(0.0, 9)], vip=nobody),
            serve(arrival, handle, patience, [Shift(0.0, 9)], redial=never))  # fmt: skip
    for run in runs:
        assert np.array_equal(run.start, expected, equal_nan=True)


def test_both_ways_to_call_again_serve_the_same_calls_alike():
    rng = np.random.default_rng(5)
    arrival, handle, patience = np.cumsum(rng.exponential(0.1, 3_000)), rng.exponential(1, 3_000), rng.exponential(0.3, 3_000)
    runs = [
        serve(arrival, handle, patience, [Shift(0.0, 9)], vip=vip, redial=iter([(True, 2.5, 0.7, np.inf)] * 3_000))
        for vip in (None, np.zeros(3_000, dtype=bool))
    ]
    assert runs[0].arrival.size > 3_200
    for name in ("arrival", "start", "origin"):
        assert np.array_equal(getattr(runs[0], name), getattr(runs[1], name), equal_nan=True), name


def test_vips_go_first():
    calls = serve(np.arange(4.0), np.full(4, 10.0), np.full(4, np.inf), [Shift(0.0, 1)], vip=np.array([False, False, True, True]))
    assert calls.start.tolist() == [0, 30, 10, 20]
    line = cc.simulate(50, 180, 12, rng=4, vip_share=0.2, number_of_calls=30_000)
    assert line.only(vip=True).mean_wait_seconds < line.only(vip=False).mean_wait_seconds / 2


def test_shifts_change_the_team():
    calls = serve(
        np.array([0.0, 1.0, 2.0, 30.0]),
        np.full(4, 10.0),
        np.full(4, np.inf),
        [Shift(0.0, 1), Shift(5.0, 2), Shift(20.0, 1)],
        vip=np.zeros(4, dtype=bool),
    )
    assert calls.start.tolist() == [0, 5, 10, 30]
    nobody = serve(np.array([0.0, 1.0]), np.full(2, 10.0), np.full(2, np.inf), [Shift(0.0, 0), Shift(7.0, 1)])
    assert nobody.start.tolist() == [7, 17]


def test_other_distributions():
    constant = cc.simulate(50, cc.constant(180), 12, rng=5, number_of_calls=40_000)
    uneven = cc.simulate(50, cc.lognormal(180, 1.5), 12, rng=5, number_of_calls=40_000)
    assert constant.mean_wait_seconds < cc.queue(50, 180, 12).mean_wait_seconds < uneven.mean_wait_seconds
    rng = np.random.default_rng(0)
    for draw in (cc.gamma(180, 0.5), cc.lognormal(180, 0.5)):
        times = draw(rng, 200_000)
        assert times.mean() == pytest.approx(180, rel=0.01)
        assert times.std() / times.mean() == pytest.approx(0.5, rel=0.02)
    regular = cc.simulate(50, 180, 12, rng=5, arrivals=cc.constant(1.0), number_of_calls=40_000)
    assert regular.wait_share < cc.queue(50, 180, 12).wait_share


def test_pollaczek_and_khinchine_for_one_agent():
    line = cc.simulate(3.5, cc.gamma(180, 0.5), 1, rng=6, number_of_calls=150_000)
    load = 3.5 * 180 / 900
    expected = load * 180 * (1 + 0.25) / 2 / (1 - load)
    assert line.mean_wait_seconds == pytest.approx(expected, abs=3 * line.standard_errors.mean_wait_seconds)


def test_the_same_seed_gives_the_same_calls_and_the_result_speaks():
    one, two = (cc.simulate(50, 180, 14, rng=9, number_of_calls=2_000) for _ in range(2))
    assert np.array_equal(one.calls.start, two.calls.start)
    assert isinstance(one.service_level, float)
    low, high = one.interval("service_level")
    assert low < one.service_level < high
    with language.speaking("en"):
        assert "simulated calls" in one._repr_markdown_()
    with pytest.raises(AttributeError, match="nonsense"):
        one.nonsense  # noqa: B018


@pytest.mark.parametrize(
    ("wrong", "message"), [({"agents": 0}, "agents must be a whole number of at least 1"), ({"calls": 0}, "calls must be a number above 0")]
)
def test_what_cannot_be_simulated(wrong, message):
    with pytest.raises(InvalidValue, match=message):
        cc.simulate(**{"calls": 50, "handle_seconds": 180, "agents": 14, "rng": 1, **wrong})
