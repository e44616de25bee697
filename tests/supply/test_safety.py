"""Two promises, two stocks."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import supply
from crm_course.foundations.errors import InvalidValue


def test_the_values_of_the_textbook_and_of_its_usual_slips():
    assert supply.safety_stock(100, 20, 9, in_stock=0.95) == pytest.approx(98.7, abs=0.05)
    assert supply.safety_stock(100, 20, 9, review=5, in_stock=0.95) == pytest.approx(123.1, abs=0.05)
    assert supply.safety_stock(100, 20, 9, lead_sd=2, in_stock=0.95) == pytest.approx(343.5, abs=0.05)
    # published code has ^ for the last power: in Python, a bit by bit "either, not both" that comes after + and ×
    z = supply.safety_stock(0, 1, 1, in_stock=0.95)
    assert z * math.sqrt(9 * 20**2 + 100**2 * 2 ^ 2) == pytest.approx(252.7, abs=0.05)


def test_98_percent_is_two_stocks():
    filled = supply.safety_stock(0, 60, 1, fill_rate=0.98, batch=300)
    assert filled == pytest.approx(54.1, abs=0.05)
    assert supply.two_promises(filled, 60, 300).in_stock == pytest.approx(0.817, abs=0.001)
    assert supply.safety_stock(0, 60, 1, in_stock=0.98) == pytest.approx(123.2, abs=0.05)


@pytest.mark.parametrize(
    ("z", "batch", "share"),
    [(0, 1000, 0.920), (0, 5000, 0.984), (1.645, 1000, 0.996), (1.645, 5000, 0.999), (0, 200, 0.684)],
)
def test_the_fill_rate_of_a_safety_stock(z, batch, share):
    assert supply.filled(z * 200, 200, batch) == pytest.approx(share, abs=0.0006)


@given(sd=st.floats(0, 500), batch=st.floats(1, 5000), target=st.floats(0.01, 0.9999))
def test_the_stock_found_keeps_its_fill_rate(sd, batch, target):
    stock = supply.safety_stock(0, sd, 1, fill_rate=target, batch=batch)
    assert supply.filled(stock, sd, batch) == pytest.approx(target, abs=1e-7)


@given(lead=st.floats(0, 20), review=st.floats(0, 10), sd=st.floats(0, 100), more=st.floats(0, 5))
def test_more_to_cover_never_takes_less(lead, review, sd, more):
    less, most = (supply.safety_stock(50, sd, each, review=review, in_stock=0.9) for each in (lead, lead + more))
    assert most >= less - 1e-9
    assert supply.safety_stock(50, sd, lead, review=review, in_stock=0.9) == supply.safety_stock(50, sd, lead + review, in_stock=0.9)


def test_stocks_that_are_pooled():
    four = 4 * supply.safety_stock(0, 60, 1, in_stock=0.95)
    assert four == pytest.approx(394.8, abs=0.1)
    assert supply.safety_stock(0, 120, 1, in_stock=0.95) == pytest.approx(197.4, abs=0.1)


def test_items_stand_in_arrays_and_a_bad_one_is_missing():
    found = supply.safety_stock([100, 100, -1], 20, 9, in_stock=[0.95, 95, 0.95])
    assert found[0] == pytest.approx(98.7, abs=0.05)
    assert np.isnan(found[1:]).all()


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        ({}, "one promise, and only one"),
        ({"in_stock": 0.9, "fill_rate": 0.9, "batch": 10}, "one promise, and only one"),
        ({"fill_rate": 0.98}, "batch must be the quantity of one order"),
        ({"fill_rate": 0.98, "batch": 0}, "batch must be a number above 0"),
        ({"in_stock": 98}, "Did you mean 0.98"),
        ({"in_stock": 1}, "strictly between 0 and 1"),
        ({"in_stock": 0.9, "review": -1}, "review must be a number of at least 0"),
    ],
)
def test_a_promise_that_cannot_be_is_refused_in_words(given_, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        supply.safety_stock(100, 20, 9, **given_)


def test_a_refusal_is_said_in_french_too():
    with pytest.raises(InvalidValue) as refused:
        supply.safety_stock(100, 20, 9, fill_rate=0.98)
    assert "taille des lots" in refused.value.message("fr")
