"""Chance is the same everywhere, and fair."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from crm_course.synthetic.streams import SIZE, Draws, exponential_table, lookup, root, value_table

DRAWS = Draws(root("test", 1))


def test_the_raw_words_never_change() -> None:
    """Golden values: PCG64 and SeedSequence promise them, numpy's distributions do not."""
    assert DRAWS.whole("golden", 0, 999, 6).tolist() == GOLDEN


GOLDEN = [845, 462, 504, 666, 488, 178]


def test_columns_blocks_and_keys_have_streams_of_their_own() -> None:
    seen = [tuple(Draws(root("test", seed), block).whole(column, 0, 10**6, 4)) for seed in (1, 2) for block in (0, 1) for column in "ab"]
    assert len(set(seen)) == 8


@pytest.mark.parametrize("n", [0, 1, 2, 3, 5, 1001])
def test_a_longer_draw_begins_with_the_shorter(n: int) -> None:
    for method in (DRAWS.words, DRAWS.halves):
        assert method("prefix", n).tolist() == method("prefix", 2000)[:n].tolist()


def test_whole_numbers_are_equally_likely() -> None:
    counts = np.bincount(DRAWS.whole("dice", 1, 6, 60_000))[1:]
    assert stats.chisquare(counts).pvalue > 1e-4


@pytest.mark.parametrize("share", [0.0, 0.003, 0.5, 1.0])
def test_chances_come_as_often_as_said(share: float) -> None:
    n = 100_000
    assert abs(DRAWS.chance(f"chance {share}", share, n).sum() - n * share) <= 4.5 * np.sqrt(n * share * (1 - share))


@pytest.mark.parametrize("mean", [0.05, 1.0, 9.0, 80.0])
def test_counts_are_poisson(mean: float) -> None:
    counts = DRAWS.counts(f"poisson {mean}", np.full(40_000, mean))
    grid = np.arange(counts.max() + 1)
    expected = 40_000 * stats.poisson.pmf(grid, mean)
    kept = expected > 20
    observed = np.bincount(counts)[kept]
    assert stats.chisquare(observed, expected[kept] * observed.sum() / expected[kept].sum()).pvalue > 1e-4


def test_no_expectation_no_event() -> None:
    assert DRAWS.counts("none", np.zeros(100)).sum() == 0


def test_a_table_of_choices_keeps_its_proportions() -> None:
    assert np.bincount(lookup((1.0, 2.0, 5.0))).tolist() == [SIZE // 8, SIZE // 4, SIZE * 5 // 8]
    assert set(value_table((10, 20), (1, 0))) == {10}


def test_the_exponential_table_has_mean_and_quantiles_of_the_law() -> None:
    waits = exponential_table() / 1024
    assert waits.mean() == pytest.approx(1, rel=2e-3)
    assert np.quantile(waits, 0.9) == pytest.approx(np.log(10), rel=1e-3)
