"""In worlds whose truth is known, and which are not the models' own: how far off, and is it said?"""

import numpy as np
import pytest

from crm_course import synthetic, value


def bought(name, customers, seed):
    """Orders of a world, and which customers are still there at its end."""
    made = synthetic.world(name, customers=customers, seed=seed, edition="2026.3")  # where all of a world have the same risk of leaving
    orders = made.tables["orders"]
    orders = orders.assign(amount=orders["total_cents"] / 100)[["customer_id", "ordered_at", "amount"]]
    return orders, made.truth["customers"].set_index("customer_id")["left_at"].isna()


@pytest.mark.parametrize("name", ["chez-vous", "mail-order"])
def test_probabilities_of_being_alive_hold_where_those_of_bg_nbd_do_not(name, thorough):
    gaps, believed = [], []
    for seed in range(3, 9 if thorough else 4):
        orders, there = bought(name, 6_000 if thorough else 1_500, seed)
        table = value.summary(orders, until="2025-12-31")
        truth = there.reindex(table["customer_id"]).to_numpy()
        ours, theirs = (value.calibration(value.fit(table, model).alive(table), truth) for model in ("mbg-nbd", "bg-nbd"))
        gaps.append((ours["predicted"] - ours["actual"]).abs().max())
        believed.append((theirs["predicted"] - theirs["actual"]).abs().max())
    assert np.mean(gaps) < (0.12 if thorough else 0.16)
    assert min(believed) > 0.4  # whoever bought once is alive, it says


def test_the_same_risk_for_all_is_a_border_in_every_model():
    orders, _ = bought("chez-vous", 1_500, 3)
    table = value.summary(orders, until="2025-12-31")
    for model in ("mbg-nbd", "bg-nbd", "pareto-nbd"):
        found = value.fit(table, model)
        assert not found.converged, model
        assert "leaving" in found.border.say("en")
        assert np.isfinite(found.expected(52, table)).all()


def test_a_model_that_is_off_is_said_to_be_off():
    orders, _ = bought("mail-order", 1_500, 3)
    found = value.validate(orders, until="2024-12-31", model="bg-nbd")
    assert found.mean_absolute_error < found.naive_error
    assert ("le modèle se trompe" in found.sentence()) == (not found.holds)
