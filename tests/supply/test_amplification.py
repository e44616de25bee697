"""The bullwhip: what Chen and others derived, what a simulation shows."""

import numpy as np
import pytest

from crm_course import supply
from crm_course.foundations.errors import InvalidValue

DEMAND = np.random.default_rng(12).normal(100, 10, 400_000)


@pytest.mark.parametrize(("lead", "back", "ratio"), [(1, 5, 1.48), (2, 5, 2.12), (4, 5, 3.88), (3, 20, 1.345)])
def test_the_values_of_chen_and_others(lead, back, ratio):
    assert supply.bullwhip_expected(lead=lead, moving_average=back, stages=1)[0] == pytest.approx(ratio, rel=1e-12)
    assert supply.bullwhip(DEMAND, lead=lead, moving_average=back, stages=1)[0] == pytest.approx(ratio, rel=0.01)


@pytest.mark.parametrize("shared", [False, True])
def test_every_stage_is_what_its_formula_says(shared):
    found = supply.bullwhip(DEMAND, lead=2, moving_average=6, stages=4, shared=shared)
    assert found == pytest.approx(supply.bullwhip_expected(lead=2, moving_average=6, stages=4, shared=shared), rel=0.02)


def test_shared_demand_amplifies_less_and_never_dampens():
    alone, shared = (supply.bullwhip_expected(lead=3, moving_average=4, stages=5, shared=shared) for shared in (False, True))
    assert alone[0] == shared[0]
    assert (shared[1:] < alone[1:]).all()
    assert (shared >= 1).all()
    assert (alone >= alone[0] ** np.arange(1, 6) - 1e-9).all()  # Chen and others: at least the product


def test_without_a_lead_time_orders_are_the_demand():
    assert supply.bullwhip(DEMAND[:1000], lead=0, moving_average=1, stages=2) == pytest.approx([1, 1], rel=0.01)


@pytest.mark.parametrize(
    ("demand", "sentence"),
    [
        ([1, 2, 3], "at least"),
        ([5] * 100, "a demand that varies"),
        ([1.0, float("inf")] * 50, r"demand \(line 2\)"),
        ("no", "a number or an array"),
    ],
)
def test_a_demand_that_says_nothing_is_refused_in_words(demand, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        supply.bullwhip(demand, lead=1, moving_average=5)
