"""Other methods beside: TOPSIS, PROMETHEE II, pairwise judgements; what a struck-out loser does to them."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from crm_course import selection
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName

BIKES = pd.DataFrame([[7, 9, 9, 8], [8, 7, 8, 7], [9, 6, 8, 9], [6, 7, 8, 6]], columns=list("abcd"))
SHARES = {"a": 0.1, "b": 0.4, "c": 0.3, "d": 0.2}
HOUSE = np.array([
    [1, 5, 3, 7, 6, 6, 1 / 3, 1 / 4], [1 / 5, 1, 1 / 3, 5, 3, 3, 1 / 5, 1 / 7], [1 / 3, 3, 1, 6, 3, 4, 6, 1 / 5],
    [1 / 7, 1 / 5, 1 / 6, 1, 1 / 3, 1 / 4, 1 / 7, 1 / 8], [1 / 6, 1 / 3, 1 / 3, 3, 1, 1 / 2, 1 / 5, 1 / 6],
    [1 / 6, 1 / 3, 1 / 4, 4, 2, 1, 1 / 5, 1 / 6], [3, 5, 1 / 6, 7, 5, 5, 1, 1 / 2], [4, 7, 5, 8, 6, 6, 2, 1],
])  # fmt: skip
"""Saaty's choice of a house, 8 criteria."""


def test_topsis_by_vectors():
    found = selection.topsis(BIKES, SHARES, costs=["d"])
    assert found.round(6).tolist() == [0.742694, 0.403599, 0.175870, 0.441429]


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_against_another_package():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its plotting libraries
        methods = pytest.importorskip("pymcdm.methods")
        normalizations = pytest.importorskip("pymcdm.normalizations")
    rng = np.random.default_rng(3)
    for _ in range(20):
        table, weights = rng.integers(1, 11, (5, 4)).astype(float), rng.dirichlet(np.ones(4))
        types, offers = np.array([1, -1, 1, 1]), pd.DataFrame(table, columns=list("abcd"))
        shares = dict(zip("abcd", weights.tolist(), strict=True))
        gains = methods.TOPSIS(normalizations.vector_normalization)(table, weights, np.ones(4))  # it turns costs round another way
        assert selection.topsis(offers, shares).to_numpy() == pytest.approx(gains)
        flows = methods.PROMETHEE_II("usual")(table, weights, types)
        assert selection.promethee(offers, shares, costs=["b"]).to_numpy() == pytest.approx(flows)


def test_net_flows_cancel_out():
    assert selection.promethee(BIKES, SHARES, costs="d").sum() == pytest.approx(0)


def test_the_loser_that_is_struck_out_changes_the_winner_of_the_usual_sheet():
    rng = np.random.default_rng(11)
    weights = dict.fromkeys("abcde", 0.2)
    changed = {"sheet": 0, "topsis": 0, "promethee": 0, "anchored": 0}
    scales = [selection.Criterion(name, 1, 10, 1) for name in "abcde"]
    for _ in range(60):
        offers = pd.DataFrame(rng.integers(1, 11, (4, 5)), columns=list("abcde"), index=list("WXYZ"))
        ranks = {"sheet": lambda table: selection.min_max(table, weights), "topsis": lambda table: selection.topsis(table, weights),
                 "promethee": lambda table: selection.promethee(table, weights),
                 "anchored": lambda table: selection.compare(table, scales).values}  # fmt: skip
        for name, rank in ranks.items():
            changed[name] += not selection.reversals(offers, rank)["order_kept"].all()
    assert changed.pop("anchored") == 0
    assert all(count > 5 for count in changed.values()), changed


@pytest.mark.parametrize("method", [selection.topsis, selection.promethee, selection.min_max])
def test_weights_must_sum_to_one(method):
    with pytest.raises(InvalidValue, match=r"sum of the weights must be 1, got 1\.1.*Divide each weight"):
        method(BIKES, {"a": 0.2, "b": 0.4, "c": 0.3, "d": 0.2})
    with pytest.raises(UnknownName, match="column"):
        method(BIKES, {"a": 0.5, "z": 0.5})
    with pytest.raises(UnknownName, match="column"):
        method(BIKES, {"a": 0.5, "b": 0.5}, costs=["d"])
    with pytest.raises(InvalidData, match="2: c must be a number"):
        method(BIKES.astype(float).replace({"c": {8.0: np.nan}}).assign(c=[9, 8, np.nan, 8]), SHARES)


# -- pairwise judgements ------------------------------------------------------------------


def test_three_criteria():
    found = selection.pairwise([[1, 1 / 2, 3], [2, 1, 4], [1 / 3, 1 / 4, 1]])
    assert found.weights.round(4).tolist() == [0.3196, 0.5584, 0.1220]
    assert found.largest_eigenvalue == pytest.approx(3.0183, abs=5e-5)
    assert found.consistency_ratio == pytest.approx(0.0158, abs=5e-5)


def test_the_textbook_house_fails_its_own_rule():
    found = selection.pairwise(HOUSE)
    assert found.largest_eigenvalue == pytest.approx(9.669, abs=1e-3)
    assert found.consistency_ratio == pytest.approx(0.169, abs=1e-3)
    assert found.weights.round(3).tolist() == [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert found.look_at[:2] == (2, 6)  # the third said to count six times the seventh
    assert found.look_at.fitting == pytest.approx(0.188 / 0.167, abs=0.02)


def test_judgements_made_from_weights_are_consistent():
    weights = np.array([0.5, 0.3, 0.2])
    names = ["price", "support", "design"]
    found = selection.pairwise(pd.DataFrame(weights[:, None] / weights, index=names, columns=names))
    assert found.weights.to_dict() == pytest.approx(dict(zip(names, weights, strict=True)))
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)
    assert found.look_at is None


def test_two_judgements_cannot_contradict():
    assert selection.pairwise([[1, 4], [0.25, 1]]).weights.tolist() == pytest.approx([0.8, 0.2])


def test_what_is_no_judgement_is_said():
    with pytest.raises(InvalidValue, match="row 1, column 2 must be positive and the inverse"):
        selection.pairwise([[1, 3], [3, 1]])
    with pytest.raises(InvalidValue, match="a square table"):
        selection.pairwise([[1, 2, 3]])


def test_weights_from_an_order():
    assert [round(w, 4) for w in selection.rank_order_centroid(5)] == [0.4567, 0.2567, 0.1567, 0.09, 0.04]
    assert sum(selection.rank_sum(7)) == pytest.approx(1)
