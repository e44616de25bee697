"""Present value, modified rate, paybacks: published values, closed forms, timing, bad input."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import roi
from crm_course.foundations.errors import InvalidValue, UnknownName

NUMPY_FINANCIAL = [-40_000, 5_000, 8_000, 12_000, 30_000]


def test_npv_published_with_both_timings():
    assert roi.npv(0.08, NUMPY_FINANCIAL) == pytest.approx(3065.2226681795255)
    assert roi.npv(0.08, NUMPY_FINANCIAL, first="end of period") == pytest.approx(2838.1691372032656)
    # Microsoft, NPV at 10 %, all flows at the ends of years: 1 188.44
    assert roi.npv(0.10, [-10_000, 3_000, 4_200, 6_800], first="end of period") == pytest.approx(1188.44, abs=0.005)


def test_npv_against_exact_fractions():
    exact = sum(Fraction(flow) / Fraction(108, 100) ** t for t, flow in enumerate(NUMPY_FINANCIAL))
    assert roi.npv(0.08, NUMPY_FINANCIAL) == pytest.approx(float(exact), rel=1e-14)


def test_npv_broadcasts_over_rates_and_scenarios():
    rates = np.array([0.0, 0.08, 0.5])
    assert roi.npv(rates, NUMPY_FINANCIAL)[1] == roi.npv(0.08, NUMPY_FINANCIAL)
    assert roi.npv(0.08, [NUMPY_FINANCIAL] * 4).shape == (4,)
    assert roi.npv(rates, [NUMPY_FINANCIAL] * 3).shape == (3,)
    assert roi.npv(rates[:, None], [NUMPY_FINANCIAL] * 4).shape == (3, 4)
    assert np.isnan(roi.npv(np.array([-1.0, -2.0]), NUMPY_FINANCIAL)).all()
    assert isinstance(roi.npv(0.08, NUMPY_FINANCIAL), float)


def test_mirr_published():
    # Microsoft: 12.61 %, after three years −4.80 %, at 14 % 13.48 %; numpy-financial: 0.0666
    flows = [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000]
    assert roi.mirr(flows, 0.10, 0.12) == pytest.approx(0.1261, abs=5e-5)
    assert roi.mirr(flows[:4], 0.10, 0.12) == pytest.approx(-0.0480, abs=5e-5)
    assert roi.mirr(flows, 0.10, 0.14) == pytest.approx(0.1348, abs=5e-5)
    assert roi.mirr([-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000], 0.08, 0.055) == pytest.approx(0.0666, abs=5e-5)


@pytest.mark.parametrize("flows", [[1, 2, 3], [-1, -2], [0, 0, 0]])
def test_mirr_of_one_sign_is_nan(flows):
    assert np.isnan(roi.mirr(flows, 0.1, 0.1))


def test_payback_and_the_published_value_that_is_wrong():
    flows = [-10_000, 3_000, 3_000, 3_000, 3_000, 3_000]
    assert roi.payback(flows) == pytest.approx(10 / 3)
    exact = 4 + (10_000 - sum(3_000 / Fraction(11, 10) ** t for t in range(1, 5))) / (3_000 / Fraction(11, 10) ** 5)
    assert roi.discounted_payback(0.10, flows) == pytest.approx(float(exact)) == pytest.approx(4.2633, abs=5e-5)
    assert roi.discounted_payback(0.10, flows) != pytest.approx(4.24, abs=0.01)


def test_payback_edges():
    assert roi.payback([-100, 50]) == np.inf
    assert roi.payback([100, 50]) == 0
    assert roi.payback([0, 0]) == 0
    assert roi.payback([-100, 0, 100]) == 2
    assert roi.payback([-100, 150, -100, 60]) == pytest.approx(2 / 3)
    rows = roi.payback([[-100, 50, 50], [-100, 10, 10], [np.nan, 1, 1]])
    assert rows[:2].tolist() == [2, np.inf]
    assert np.isnan(rows[2])
    assert roi.payback([-0.3, 0.1, 0.1, 0.1]) == pytest.approx(3)


@given(st.lists(st.floats(1, 1e4), min_size=1, max_size=10), st.floats(1, 1e4), st.floats(0, 0.5))
def test_identities(receipts, price, rate):
    flows = [-price, *receipts]
    value = roi.npv(rate, flows)
    assert roi.profitability_index(rate, flows) == pytest.approx(1 + value / price)
    years = len(receipts)
    annuity = roi.equivalent_annuity(rate, flows)
    assert roi.npv(rate, [0.0, *[annuity] * years]) == pytest.approx(value, rel=1e-7, abs=1e-6 * (price + sum(receipts)))
    assert roi.discounted_payback(rate, flows) >= roi.payback(flows) - 1e-9
    assert (roi.irr(flows)[0] > rate) == (value > 0) or abs(value) < 1e-6 * price
    assert roi.npv(rate, flows, first="end of period") == pytest.approx(value / (1 + rate))


def test_appraisal_says_what_it_found():
    good = roi.appraise(0.08, NUMPY_FINANCIAL)
    assert good.npv == pytest.approx(3065.22, abs=0.01)
    assert "earns more than this rate" in good.sentence("en")
    assert "2 taux annulent la valeur" in roi.appraise(0.08, [-100, 230, -132]).sentence("fr")
    assert "never comes back" in roi.appraise(0.08, [-100, 20, 30]).sentence("en")
    assert "never with the rate" in roi.appraise(0.50, [-100, 60, 50]).sentence("en")
    assert "Internal rate of return: 5%" in roi.appraise(0.0, [-100, 210, -110.25]).sentence("en")


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: roi.npv(8, NUMPY_FINANCIAL), InvalidValue, r"got 8\. Did you mean 0\.080\?"),
        (lambda: roi.mirr(NUMPY_FINANCIAL, 10, 0.12), InvalidValue, "finance_rate must be a rate"),
        (lambda: roi.mirr(NUMPY_FINANCIAL, 0.1, 12), InvalidValue, "reinvest_rate must be a rate"),
        (lambda: roi.npv(-1, NUMPY_FINANCIAL), InvalidValue, "a rate above −1"),
        (lambda: roi.npv(-3, NUMPY_FINANCIAL), InvalidValue, "rate must be"),
        (lambda: roi.npv("8 %", NUMPY_FINANCIAL), InvalidValue, "rate must be a rate above −1"),
        (lambda: roi.npv(0.08, NUMPY_FINANCIAL, first="later"), UnknownName, "end of period"),
        (lambda: roi.npv(0.08, "abc"), InvalidValue, "a row of amounts"),
        (lambda: roi.npv(0.08, []), InvalidValue, "a row of amounts"),
        (lambda: roi.npv(0.08, 5), InvalidValue, "a row of amounts"),
        (lambda: roi.payback([1, None, 3]), InvalidValue, "a row of amounts"),
        (lambda: roi.appraise(0.08, [[1, 2]]), InvalidValue, "a single row"),
        (lambda: roi.xnpv(0.08, [1, 2], "ab"), InvalidValue, "2 dates"),
    ],
)
def test_bad_input(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_a_rate_that_was_worked_out_is_a_rate_however_high():
    days = [dt.date(2026, 3, 2), dt.date(2026, 3, 16)]
    for flows in ([-100, 500], [-1, 1e6]):
        (found,) = roi.xirr(flows, days)
        assert roi.xnpv(found, flows, days) == pytest.approx(0, abs=1e-6)
    with pytest.raises(InvalidValue, match="share"):
        roi.xnpv(8.0, [-100, 500], days)
