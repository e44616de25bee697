"""What was planted is found again, without bias and with honest standard errors."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from crm_course import experience, synthetic
from crm_course.synthetic.environment import probability_of_waiting
from crm_course.synthetic.making import Made
from crm_course.synthetic.story import diagram
from crm_course.synthetic.view import least_squares
from crm_course.synthetic.worlds import WORLDS

WORLDS_TRIED = 32


@pytest.fixture(scope="module")
def many() -> pd.DataFrame:
    """Estimates of every effect in 32 worlds of 1 000 customers: 8 of each company, never gated."""
    made = [
        synthetic.world(name, seed=100 + seed).estimates.assign(world=name)
        for name in WORLDS
        for seed in range(WORLDS_TRIED // len(WORLDS))
    ]
    return pd.concat(made).dropna(subset=["z"])


def test_z_scores_have_mean_0_and_standard_deviation_1(many: pd.DataFrame) -> None:
    assert many.groupby("world").size().min() > 130
    z = many["z"].to_numpy()
    assert abs(z.mean()) < 3 / np.sqrt(len(z))
    assert 0.90 < z.std(ddof=1) < 1.10  # the requirement is 0.85–1.15; some 700 scores know it to 0.03


def test_no_effect_is_biased(many: pd.DataFrame) -> None:
    mean = many.groupby("name")["z"].agg(["mean", "size"])
    assert (mean["mean"].abs() < 3.5 / np.sqrt(mean["size"])).all(), mean


def test_without_an_effect_none_is_found() -> None:
    """The same method says nothing where nothing was planted: the share of false alarms is the nominal one."""
    empty = dataclasses.replace(WORLDS["sens-confort"], several_referral=1e-12, return_late=1e-12)
    z = np.array(
        [
            one.estimates.set_index("name")["z"][["several.referral", "return.late"]]
            for one in (synthetic.world(empty, customers=500, seed=k) for k in range(20))
        ]
    )
    assert (np.abs(z) > 1.96).mean() < 0.2


def test_each_student_can_find_what_he_is_asked() -> None:
    for name in WORLDS:
        for student in ("Anne", "Paul"):
            made = synthetic.world(name, student=student, secret="2026")
            assert made.gate["found"].all()
            assert len(made.gate) >= 8


def test_a_world_too_small_says_so() -> None:
    made = synthetic.world("sens-confort", customers=40, months=6, student="Anne")
    assert not made.gate["found"].all()
    assert made.truth["provenance"]["found"] is False


@pytest.fixture(scope="module")
def made() -> Made:
    return synthetic.world("sens-confort", customers=2000, seed=11)


def test_the_nps_of_the_key_is_that_of_the_chapter(made: Made) -> None:
    key = made.truth["key"].set_index("name")["answer"]
    assert experience.nps(made.tables["surveys"]["recommend"]).score == pytest.approx(key["nps"])


def test_the_late_and_the_punctual_differ_by_what_the_chapter_finds(made: Made) -> None:
    """Late customers who neither waited nor called again, over punctual ones of the same kind: the chapter's own score."""
    surveys, deliveries, tickets = (made.tables[name] for name in ("surveys", "deliveries", "tickets"))
    quiet = surveys[~surveys["order_id"].isin(tickets["order_id"].dropna())]
    late = quiet["order_id"].map(deliveries.set_index("order_id")["status"]).astype(str) == "late"
    gap = experience.nps(quiet.loc[late, "recommend"]).score - experience.nps(quiet.loc[~late, "recommend"]).score
    assert gap == pytest.approx(made.truth["effects"].set_index("name")["value"]["nps.late"], abs=30)


def test_every_arrow_has_a_size_and_a_place(made: Made) -> None:
    effects = made.truth["effects"]
    assert {"name", "value", "unit", "where"} <= set(effects.columns)
    assert (effects["value"] != 0).all()
    assert effects["where"].str.len().min() > 10
    drawn = diagram(made.planted, "en")
    assert drawn.count("-->") == len(effects)
    assert "−52 pts" in drawn


def test_attribution_adds_up(made: Made) -> None:
    truth = made.truth["attribution"]
    assert truth["share"].sum() == pytest.approx(1)
    assert 0 < truth["share_of_purchases"].sum() < 1  # the rest would have bought without meeting any channel


def test_true_value_is_the_margin_of_the_lines(made: Made) -> None:
    lines, orders, products = (made.tables[name] for name in ("order_lines", "orders", "products"))
    cost = lines["product_id"].map(products.set_index("product_id")["cost_cents"]) * lines["quantity"]
    margin = (lines["amount_cents"] - cost).groupby(lines["order_id"]).sum()
    owner = orders.set_index("order_id")["customer_id"]
    expected = (margin - orders.set_index("order_id")["discount_cents"]).groupby(owner).sum()
    told = made.truth["customers"].set_index("customer_id")["margin_cents"]
    assert (told[expected.index] == expected).all()
    assert told.sum() == expected.sum()


def test_identities_lead_from_every_silo_record_to_its_customer(made: Made) -> None:
    identities = made.truth["identities"]
    assert identities["customer_id"].isin(made.tables["customers"]["customer_id"]).all()
    for silo, key in (("silo_till", "card_number"), ("silo_social", "handle")):
        assert set(identities.loc[identities["table"] == silo, "record"]) == set(made.tables[silo][key].astype(str))


def test_erlang_c_matches_a_published_value() -> None:
    """Call Centre Helper: 100 calls in 30 minutes of 180 s, 14 agents and 11 agents."""
    assert probability_of_waiting(np.array([10.0, 10.0]), np.array([14, 11])) == pytest.approx([0.174132, 0.682118], abs=5e-7)


def test_regression_matches_an_independent_one() -> None:
    rng = np.random.default_rng(1)
    x = rng.random((2, 400)) < 0.4
    y = 0.2 + 0.3 * x[0] - 0.1 * x[1] + rng.normal(size=400)
    design = np.column_stack([np.ones(400), x[0], x[1]])
    beta, *_ = np.linalg.lstsq(design, y, rcond=None)
    residual = y - design @ beta
    bread = np.linalg.inv(design.T @ design)
    meat = sum(residual[k] ** 2 * np.outer(design[k], design[k]) for k in range(400))
    errors = np.sqrt(np.diag(bread @ meat @ bread) * 400 / 397)
    for place, estimate in enumerate(least_squares(y, x), start=1):
        assert (estimate.value, estimate.error) == pytest.approx((beta[place], errors[place]))


def test_too_few_cases_have_no_estimate() -> None:
    x = np.zeros((1, 50), bool)
    x[0, :3] = True
    assert np.isnan(least_squares(np.arange(50.0), x)[0].value)
