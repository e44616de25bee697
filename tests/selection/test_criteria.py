"""Anchored values, knock-outs, and what would topple the winner."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import selection
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import speaking

SCORES = [[70, 60, 80, 50, 90], [85, 75, 55, 70, 40], [60, 90, 70, 65, 60], [55, 50, 90, 80, 70]]
WEIGHTS = [0.30, 0.25, 0.20, 0.15, 0.10]
OFFERS = pd.DataFrame(SCORES, index=["A", "B", "C", "D"], columns=list("abcde"))
SCALES = [selection.Criterion(name, 0, 100, weight) for name, weight in zip("abcde", WEIGHTS, strict=True)]


@pytest.fixture(scope="module")
def choice():
    return selection.compare(OFFERS, SCALES)


def test_the_weighted_sum(choice):
    assert choice.values.to_dict() == pytest.approx({"A": 0.685, "B": 0.6975, "C": 0.7025, "D": 0.66})
    assert choice.order == ["C", "B", "A", "D"]
    assert choice.margin == pytest.approx(0.005)


def test_the_range_effect():
    # stretched between the two offers, a price 4 % higher weighs as much as 30 points of quality
    offers = pd.DataFrame({"price": [50, 52], "quality": [60, 90]}, index=["A", "B"])
    assert selection.min_max(offers, {"price": 0.5, "quality": 0.5}, costs=["price"]).tolist() == [0.5, 0.5]
    scales = [selection.Criterion("price", 100, 0, 1), selection.Criterion("quality", 0, 100, 1)]
    assert selection.compare(offers, scales).values.tolist() == pytest.approx([0.55, 0.69])


def test_a_figure_beyond_the_anchors_is_worth_no_more_than_the_anchor():
    price = selection.Criterion("price", worst=30, best=10, swing=1)
    assert price.value([40, 30, 20, 10, 5]).tolist() == [0, 0, 0.5, 1, 1]


def test_swings_count_by_their_proportions(choice):
    doubled = [selection.Criterion(scale.name, scale.worst, scale.best, 7 * scale.swing) for scale in SCALES]
    assert selection.compare(OFFERS, doubled).values.tolist() == pytest.approx(choice.values.tolist())


def test_knock_outs_come_before_scores():
    offers = OFFERS.assign(in_europe=[True, "oui", "non", None], price=[30, 45, 20, 20], hosting=["fr", "de", "us", "fr"])
    scales = [*SCALES, selection.Criterion("price", 40, 10, 0.5)]
    out = selection.compare(offers, scales, must=["in_europe", "price", ("hosting", {"fr", "de"}), ("a", 60)])
    assert set(out.excluded) == {"B", "C", "D"}
    assert out.order == ["A"]
    assert np.isnan(out.margin)
    with speaking("fr"):
        assert "Données en Europe\u202f» n’est pas rempli (non)" in out.sentence()


def test_vendors_may_stand_in_a_column(choice):
    flat = OFFERS.rename_axis("vendor").reset_index()
    assert selection.compare(flat, SCALES).order == choice.order


def test_missing_is_missing():
    offers = OFFERS.astype(float)
    offers.loc["B", "c"] = np.nan
    with pytest.raises(InvalidData, match="B: c must be a number.*neither zero nor the middle"):
        selection.compare(offers, SCALES)
    known = offers.assign(answered=["yes", "no", "yes", "yes"])
    assert "B" in selection.compare(known, SCALES, must=["answered"]).excluded  # knocked out, its gap asks nothing


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: selection.Criterion("price", 10, 10, 1), "price: best must be different from the worst"),
        (lambda: selection.Criterion("price", 10, 20, 0), "price: swing must be a number above 0"),
        (lambda: selection.compare(OFFERS, [SCALES[0], SCALES[0]]), "criteria must be given once"),
        (lambda: selection.compare(OFFERS, []), "a list of at least one"),
        (lambda: selection.compare(pd.concat([OFFERS, OFFERS]), SCALES), "vendor must be given once"),
        (lambda: selection.switch_points(selection.compare(OFFERS.head(1), SCALES)), "at least 2"),
    ],
)
def test_what_cannot_be_compared_is_said(wrong, message):
    with pytest.raises(InvalidValue, match=message):
        wrong()


def test_a_misspelt_column_proposes_the_closest():
    with pytest.raises(UnknownName, match='Did you mean "price"'):
        selection.compare(OFFERS.assign(price=1), [selection.Criterion("prise", 0, 1, 1)])
    with pytest.raises(UnknownName, match="in_europe"):
        selection.compare(OFFERS.assign(in_europe=True), SCALES, must=["in_europ"])


# -- what would topple the winner ---------------------------------------------------------


def test_the_published_switch_points(choice):
    found = selection.switch_points(choice).set_index("criterion")["switch"]
    assert found.round(3).to_dict() == {"a": 0.314, "b": 0.224, "c": 0.172, "d": 0.227, "e": 0.077}


def _by_trying(choice, name, steps=200_001):
    """The nearest weight at which another vendor is ahead, found by trying them all."""
    parts, weights = choice.parts.to_numpy(), choice.weights.to_numpy()
    place = choice.parts.columns.get_loc(name)
    others = np.delete(weights, place) / (1 - weights[place])
    tried = np.linspace(0, 1, steps)
    worth = np.outer(parts[:, place], tried) + np.outer(np.delete(parts, place, axis=1) @ others, 1 - tried)
    beaten = worth.max(axis=0) > worth[choice.parts.index.get_loc(choice.order[0])] + 1e-12
    return tried[beaten][np.argmin(np.abs(tried[beaten] - weights[place]))] if beaten.any() else np.nan


tables = st.integers(2, 6).flatmap(
    lambda vendors: st.lists(st.lists(st.integers(0, 100), min_size=4, max_size=4), min_size=vendors, max_size=vendors)
)
swings = st.lists(st.integers(1, 100), min_size=4, max_size=4)


@given(tables, swings)
def test_switch_points_are_those_of_trying_every_weight(table, swing):
    offers = pd.DataFrame(table, columns=list("abcd"))
    choice = selection.compare(offers, [selection.Criterion(name, 0, 100, s) for name, s in zip("abcd", swing, strict=True)])
    if choice.margin < 1e-9:
        return  # a shared first place is toppled by anything
    for row in selection.switch_points(choice).itertuples():
        tried = _by_trying(choice, row.criterion, 2_001)
        if np.isnan(tried):  # nobody passes, or closer to the end of the scale than was tried
            assert np.isnan(row.switch) or min(row.switch, 1 - row.switch) < 6e-4
        else:
            assert abs(row.change) == pytest.approx(abs(tried - row.weight), abs=6e-4)  # two may be as near, one on each side


@given(tables, swings, st.integers(0, 5))
def test_striking_out_a_vendor_changes_nothing_for_the_others(table, swing, struck):
    offers = pd.DataFrame(table, columns=list("abcd"))
    scales = [selection.Criterion(name, 0, 100, s) for name, s in zip("abcd", swing, strict=True)]
    vendor = offers.index[struck % len(offers)]
    left = selection.compare(offers.drop(index=vendor), scales)
    assert left.order == [name for name in selection.compare(offers, scales).order if name != str(vendor)]


def test_first_places_under_uncertain_weights(choice):
    around = selection.robustness(choice, spread=0.1, rng=1, draws=40_000)
    assert around.sum() == pytest.approx(1)
    assert around["C"] == pytest.approx(0.51, abs=0.01)
    anyhow = selection.robustness(choice, spread=None, rng=1, draws=40_000)
    assert anyhow.tolist() == pytest.approx([0.32, 0.15, 0.24, 0.29], abs=0.01)
    assert selection.robustness(choice, spread=1e-6, rng=1, draws=100)["C"] == 1
    again = selection.robustness(choice, spread=0.1, rng=np.random.default_rng(1), draws=40_000)
    assert again.tolist() == around.tolist()


def test_equal_offers_share_the_first_place():
    twins = selection.compare(pd.DataFrame({"a": [50, 50]}, index=["x", "y"]), [selection.Criterion("a", 0, 100, 1)])
    assert selection.robustness(twins, spread=0.1, rng=1, draws=10).tolist() == [0.5, 0.5]
    with speaking("en"):
        assert twins.sentence() == "x and y share the first place, at 50.0 out of 100."
