"""The share of surveys whose interval holds the truth: exact, and found again by simulation."""

import numpy as np
import pytest

from crm_course import experience
from crm_course.foundations import intervals
from crm_course.foundations.errors import InvalidValue


def test_exact_coverage_is_what_a_simulation_finds():
    table = experience.coverage(0.35, 0.2, 15).set_index("method")
    surveys = np.random.default_rng(1).multinomial(15, [0.35, 0.2, 0.45], 40_000)
    for name, limits in (
        ("wald", intervals.net_wald),
        ("adjusted_wald", intervals.net_adjusted_wald),
        ("score", intervals.net_score_limits),
    ):
        low, high = limits(surveys[:, 0], surveys[:, 1], 15)
        held = np.mean((low <= 0.15 + 1e-12) & (high >= 0.15 - 1e-12))
        assert table.loc[name, "coverage"] == pytest.approx(held, abs=0.006)
        assert table.loc[name, "width"] == pytest.approx(100 * np.mean(high - low), rel=0.01)


@pytest.mark.parametrize("n", [10, 30, 100])
def test_the_default_interval_is_the_one_that_keeps_its_promise(n):
    """Over all truths, evenly: the score interval is never far below, the two others are."""
    truths = np.random.default_rng(4).dirichlet([1, 1, 1], 60)
    tables = [experience.coverage(promoters, detractors, n).set_index("method")["coverage"] for promoters, detractors, _ in truths]
    worst = {name: min(table[name] for table in tables) for name in tables[0].index}
    assert worst["score"] > 0.925
    assert worst["score"] >= worst["wald"]
    assert np.mean([table["score"] for table in tables]) > 0.949


def test_certain_customers_are_no_trouble():
    assert experience.coverage(1, 0, 5)["coverage"].tolist() == [1, 1, 1]


def test_too_many_answers_or_shares_are_refused():
    with pytest.raises(InvalidValue, match="at most 300 in number, got 301"):
        experience.coverage(0.5, 0.2, 301)
    with pytest.raises(InvalidValue, match="a sum of at most 1"):
        experience.coverage(0.7, 0.7, 10)
