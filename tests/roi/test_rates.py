"""Every internal rate of return: published values, identities, exact polynomials, other packages' formulas."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import roi
from crm_course.foundations.errors import InvalidValue

MICROSOFT = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000]


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        (MICROSOFT, 0.0866),  # Microsoft, IRR
        (MICROSOFT[:5], -0.0212),
        (MICROSOFT[:3], -0.4435),
        ([-100, 39, 59, 55, 20], 0.28095),  # numpy-financial, irr
        ([-100, 0, 0, 74], -0.0955),
        ([-100, 100, 0, -7], -0.0833),
        ([-100, 100, 0, 7], 0.06206),
        ([-5, 10.5, 1, -8, 1], 0.0886),
    ],
)
def test_published(flows, rate):
    assert np.abs(roi.irr(flows) - rate).min() < 5e-5


def test_two_rates_and_a_double_one():
    assert roi.irr([-100, 230, -132]) == pytest.approx([0.1, 0.2])
    assert roi.irr([-100, 210, -110.25]) == pytest.approx([0.05, 0.05])


@pytest.mark.parametrize("flows", [[1, 2, 3], [-1, -2], [0, 0], [-100], [5]])
def test_none_where_all_flows_have_one_sign(flows):
    assert roi.irr(flows).shape == (0,)
    assert "no internal rate" in roi.appraise(0.08, flows).sentence("en")


def test_none_although_the_sign_changes_twice():
    assert roi.irr([100, -200, 150]).size == 0


@given(st.lists(st.sampled_from([-0.6, -0.3, 0.0, 0.05, 0.12, 0.4, 1.5, 5.0]), min_size=1, max_size=5))
def test_all_roots_of_a_polynomial_are_found_with_their_multiplicity(rates):
    flows = np.polynomial.polynomial.polyfromroots(1 / (1 + np.array(rates)))
    found = roi.irr(flows)
    most = max(rates.count(rate) for rate in rates)
    assert len(found) == len(rates)
    assert found == pytest.approx(sorted(rates), rel=1e-7 if most == 1 else 1e-4, abs=1e-7 if most == 1 else 1e-4)


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=12))
def test_npv_is_zero_at_each_rate_and_no_crossing_is_missed(flows):
    found = roi.irr(flows)
    size = np.abs(flows).sum() + 1
    for rate in found:
        value = mpmath.fsum(flow / mpmath.mpf(1 + rate) ** t for t, flow in enumerate(flows))
        terms = mpmath.fsum(abs(flow) / mpmath.mpf(1 + rate) ** t for t, flow in enumerate(flows))
        assert abs(value) <= 1e-10 * terms
    grid = np.expm1(np.linspace(-3, 3, 2_001))
    values = roi.npv(grid, flows)
    crossed = np.flatnonzero((values[:-1] * values[1:] < 0) & (np.abs(values[:-1]) > 1e-9 * size))
    for left in crossed:
        assert ((found > grid[left] - 1e-9) & (found < grid[left + 1] + 1e-9)).any()


def test_against_mpmath_on_random_flows():
    rng = np.random.default_rng(3)
    for _ in range(40):
        flows = rng.normal(size=rng.integers(3, 9)).round(3)
        roots = mpmath.polyroots(list(flows[::-1]), maxsteps=500, extraprec=200, asc=True)  # highest power of 1 + r first
        real = sorted(float(root.real) - 1 for root in roots if abs(root.imag) < 1e-12 and root.real > 1e-12)
        assert roi.irr(flows) == pytest.approx(real, rel=1e-9, abs=1e-9)


def test_many_rows_agree_with_one_by_one():
    rng = np.random.default_rng(5)
    rows = np.concatenate([
        np.column_stack([-rng.uniform(50, 150, 100), rng.uniform(0, 60, (100, 6))]),
        rng.normal(size=(100, 7)), np.zeros((2, 7)), np.full((1, 7), np.nan), [[-100, 230, -132, 0, 0, 0, 0]], [[-100, 210, -110.25, 0, 0, 0, 0]],
    ])  # fmt: skip
    many = roi.irr_many(rows)
    for row, rate in zip(rows, many, strict=True):
        different = np.unique(roi.irr(row).round(9)) if np.isfinite(row).all() else np.array([])
        assert rate == pytest.approx(different[0], rel=1e-9, abs=1e-9) if len(different) == 1 else np.isnan(rate)
    assert many[-1] == pytest.approx(0.05)
    assert np.isnan(many[-2])


def test_extreme_rates_and_long_series():
    assert roi.irr([-1, 1e9]) == pytest.approx([1e9 - 1])
    assert roi.irr([-1e9, 1]) == pytest.approx([1e-9 - 1])
    assert roi.irr([-100_000, *[500 / (1 - 1.005**-360)] * 360]) == pytest.approx([0.005])
    assert roi.irr_many([[-1e12, *[3e10] * 60]]) == pytest.approx([0.0217], abs=1e-4)
    noisy = np.random.default_rng(0).normal(size=241)
    for rate in roi.irr(noisy):
        terms = noisy * np.exp(-np.log1p(rate) * np.arange(241))
        assert abs(terms.sum()) <= 1e-9 * np.abs(terms).sum()


def test_dated_flows():
    # Microsoft, XIRR: 37.34 %, and XNPV at 9 %: 2 086.65
    dates = ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]
    flows = [-10_000, 2_750, 4_250, 3_250, 2_750]
    assert roi.xirr(flows, dates) == pytest.approx([0.373362535], abs=1e-8)
    assert roi.xnpv(0.09, flows, dates) == pytest.approx(2086.647602)
    assert roi.xnpv(roi.xirr(flows, dates), flows, dates) == pytest.approx([0], abs=1e-8)
    shuffled = [3, 0, 4, 1, 2]
    assert roi.xirr([flows[i] for i in shuffled], [dates[i] for i in shuffled]) == pytest.approx([0.373362535], abs=1e-8)
    assert roi.xirr([-100, 60, 50], ["2026-01-01", "2027-01-01", "2027-01-01"]) == pytest.approx([0.1])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: roi.irr([[1, 2], [3, 4]]), "one row per project: irr_many"),
        (lambda: roi.irr([]), "a row of amounts"),
        (lambda: roi.irr([1, float("nan")]), "a row of amounts"),
        (lambda: roi.irr("abc"), "a row of amounts"),
        (lambda: roi.irr_many([1, 2]), "a table of cash flows"),
        (lambda: roi.irr([-1, 2], times=[1, 1]), "2 different moments"),
        (lambda: roi.xirr([-1, 2], ["2026-01-01"]), "2 dates, one per cash flow"),
        (lambda: roi.xirr([-1, 2], ["2026-01-01", "rubbish"]), "2 dates, one per cash flow"),
    ],
)
def test_bad_input(call, words):
    with pytest.raises(InvalidValue, match=words):
        call()
