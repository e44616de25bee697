"""Costs, returns and what-ifs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import journeys
from crm_course.foundations.errors import InvalidValue, UnknownName

CREDITS = pd.DataFrame({"channel": ["web", "shop", "direct"], "credit": [40.0, 60.0, 10.0], "value": [4000.0, 9000.0, 500.0]})
COSTS = {"web": 1000.0, "shop": 3000.0}


def test_returns():
    table = journeys.channel_returns(CREDITS, COSTS).set_index("channel")
    assert table["cost_per_purchase"].to_dict() == {"web": 25.0, "shop": 50.0, "direct": 0.0}
    assert table["value_per_euro"].to_dict() == {"web": 4.0, "shop": 3.0, "direct": np.inf}


def test_costs_are_summed_from_the_contacts():
    events = pd.DataFrame({"customer_id": [1, 1, 2], "ts": pd.date_range("2026-01-01", periods=3), "channel": ["web", "shop", "web"],
                           "converted": [False, True, False], "cost": [0.5, 4.0, 0.7]})  # fmt: skip
    assert journeys.channel_costs(journeys.build(events)).to_dict() == pytest.approx({"shop": 4.0, "web": 1.2})
    assert journeys.channel_costs(journeys.build(events.drop(columns="cost"))).to_dict() == {"shop": 0.0, "web": 0.0}


@given(elasticity=st.floats(0, 1), change=st.floats(-1, 5))
def test_a_change_grows_by_the_power_of_its_elasticity(elasticity, change):
    found = journeys.budget_change(CREDITS, COSTS, {"web": change}, elasticity=elasticity)
    assert found.cost_change == pytest.approx(1000 * change)
    assert found.purchase_change == pytest.approx(40 * (1 + change) ** elasticity - 40 if change else 0.0)
    assert found.value_change == pytest.approx(100 * found.purchase_change)


def test_nothing_moves_nothing_changes_and_a_free_channel_cannot_be_bought():
    assert journeys.budget_change(CREDITS, COSTS, {}).purchase_change == 0
    assert journeys.budget_change(CREDITS, COSTS, {"direct": 1.0}).purchase_change == 0


def test_bad_requests():
    with pytest.raises(UnknownName, match="changes"):
        journeys.budget_change(CREDITS, COSTS, {"wbe": 0.1})
    with pytest.raises(InvalidValue, match="elasticity must be a share"):
        journeys.budget_change(CREDITS, COSTS, {}, elasticity=50)


def test_sentence():
    assert "100" in journeys.budget_change(CREDITS, COSTS, {"web": 0.1}).sentence()
