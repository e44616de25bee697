"""CRM levers: closed forms, a year-by-year sum, the factor 6, the cost of a CRM."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import roi
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import speaking


@pytest.mark.parametrize(("retention", "rate", "multiple"), [(0.8, 0.10, 2.67), (0.9, 0.12, 4.09)])
def test_published_multiples(retention, rate, multiple):
    assert round(roi.customer_value(1, retention, rate), 2) == multiple


@given(st.floats(0, 0.95), st.floats(0.01, 0.5))
def test_customer_value_is_the_sum_over_the_years(retention, rate):
    years = np.arange(1, 2_000)
    assert roi.customer_value(100, retention, rate) == pytest.approx((100 * (retention / (1 + rate)) ** years).sum(), abs=1e-6)


def test_one_point_of_retention():
    assert roi.retention_value(5_000, 100, 0.80) == pytest.approx(5_000 * (roi.customer_value(100, 0.81) - roi.customer_value(100, 0.80)))
    assert roi.retention_value(5_000, 100, 0.80, points=5) > 5 * roi.retention_value(5_000, 100, 0.80)
    assert roi.retention_value([1_000, 2_000], 100, 0.80).shape == (2,)


def test_contacts_and_faster_answers():
    assert roi.contact_saving(40_000, 4.5, 0.5, moved=0.3, avoided=0.1) == pytest.approx(4_000 * 4.5 + 36_000 * 0.3 * 4.0)
    assert roi.contact_saving(40_000, 4.5, 0.5, moved=0) == 0
    assert roi.answer_speed_value(100_000, 0.12, 0.05, order_share=0.4, margin=20, lost=0.5) == pytest.approx(28_000)
    assert roi.answer_speed_value(100_000, 0.05, 0.12, order_share=0.4, margin=20) < 0


def test_winning_costs_six_times_keeping_until_it_does_not():
    choice = roi.keep_or_win(6_000, 20, kept_value=250, won_value=300)
    assert (choice.kept, choice.won, choice.advantage) == (300, 50, 60_000)
    even = roi.keep_or_win(6_000, 20, factor=choice.even_factor, kept_value=250, won_value=300)
    assert even.advantage == pytest.approx(0, abs=1e-9)
    with speaking("fr"):
        assert "plus de 1,2 fois" in choice.sentence()
    assert "keeping 300 customers" in choice.sentence("en")


def test_the_cost_of_a_crm_by_hand():
    crm = roi.crm_cost(10, licence=600, integration=15_000, training_per_user=500, benefit_per_user=2_500, adoption=[0.5, 0.8])
    assert crm.total == 15_000 + 2 * 6_000 + 5_000 + 2 * 500 + 2 * 2_250
    assert crm.frame["net"].tolist() == pytest.approx([-20_000, 12_500 - 8_750, 20_000 - 8_750])
    assert crm.npv == pytest.approx(roi.npv(0.08, [-20_000, 3_750, 11_250]))
    assert crm.cost_per_active_user == pytest.approx(crm.total / 13)
    assert "8.0 active users" in crm.sentence("en")


def test_adoption_rises_to_its_end():
    curve = roi.adoption_curve(8, half_year=2, final=0.8)
    assert curve[1] == pytest.approx(0.4)
    assert np.all(np.diff(curve) > 0)
    assert curve[-1] == pytest.approx(0.8, abs=1e-4)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: roi.customer_value(100, 80), r"retention must be a share.*0\.8"),
        (lambda: roi.customer_value(100, 0.8, 10), r"discount_rate must be a rate.*0\.100"),
        (lambda: roi.retention_value(10, 1, 0.995, points=1), "retention must be a share"),
        (lambda: roi.contact_saving(-1, 1, 1), "contacts must be an amount"),
        (lambda: roi.answer_speed_value(1, 12, 0.05, order_share=0.4, margin=1), "abandoned must be a share"),
        (lambda: roi.crm_cost(0, licence=1, integration=1, training_per_user=1, benefit_per_user=1, adoption=[1]), "users must be a whole"),
        (
            lambda: roi.crm_cost(1, licence=1, integration=1, training_per_user=1, benefit_per_user=1, adoption=[50]),
            "adoption must be a share",
        ),
        (lambda: roi.adoption_curve(0), "years must be a whole"),
    ],
)
def test_bad_input(call, words):
    with pytest.raises(InvalidValue, match=words):
        call()
