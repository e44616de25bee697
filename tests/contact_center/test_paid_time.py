from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course.contact_center import PaidTime, rostered
from crm_course.foundations.errors import InvalidValue


def test_21_agents_at_30_percent_are_30_people_whatever_the_binary_fractions_say():
    assert (
        rostered(21, 0.3)
        == rostered(21, 0.30)
        == rostered(21, "0.3")
        == rostered(21, Decimal("0.3"))
        == rostered(21, Fraction(3, 10))
        == 30
    )


@given(st.integers(0, 10_000), st.integers(0, 999))
def test_rounding_up_is_exact(agents, thousandths):
    people = rostered(agents, thousandths / 1000)
    assert people * (1000 - thousandths) >= 1000 * agents > (people - 1) * (1000 - thousandths) or agents == people == 0


def test_arrays_and_nan():
    assert rostered([[0, 7], [14, 21]], 0.3).tolist() == [[0, 10], [20, 30]]
    assert rostered(np.array([14]), 0.3).dtype.kind == "i"
    found = rostered([14, np.nan, -1], 0.3)
    assert found[0] == 20
    assert np.isnan(found[1:]).all()
    assert rostered(13.5, 0.1) == 15


def test_a_year_of_paid_days():
    year = PaidTime(leave_days=25, holidays=8, rtt_days=9, training_days=5, absence_days=13, break_share=0.09)
    assert year.shrinkage == Fraction(3, 10)
    assert rostered(21, year.shrinkage) == 30
    assert PaidTime(leave_days=0, holidays=0).shrinkage == 0


@pytest.mark.parametrize(
    ("shrinkage", "message"),
    [(30, "shrinkage must be a share between 0 and 1, got .*30.* Did you mean 0.3"), (1, "shrinkage must be a share from 0 to below 1")],
)
def test_shares_that_cannot_be(shrinkage, message):
    with pytest.raises(InvalidValue, match=message):
        rostered(21, shrinkage)


def test_more_days_away_than_paid():
    with pytest.raises(InvalidValue, match="paid_days must be more than the days away together"):
        PaidTime(leave_days=300)
