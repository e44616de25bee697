"""A shelf that is not enough for all: the optimum against brute force, rules, refusals."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import supply
from crm_course.foundations.errors import InvalidValue


def brute_force(orders, stock, value, substitutes):
    """The best of every way to give every unit."""
    units = [
        (product, worth / quantity)
        for product, quantity, worth in zip(orders["product"], orders["quantity"], value, strict=True)
        for _ in range(quantity)
    ]
    options = [
        [(None, 0.0), (product, worth), *((other, worth * chance) for other, chance in substitutes.get(product, {}).items())]
        for product, worth in units
    ]
    best = 0.0
    for given_ in itertools.product(*options):
        taken = pd.Series([product for product, _ in given_ if product is not None], dtype=object).value_counts()
        if all(count <= stock[product] for product, count in taken.items()):
            best = max(best, sum(worth for _, worth in given_))
    return best


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_the_best_is_the_best(seed):
    rng = np.random.default_rng(seed)
    products, n = ["a", "b", "c"], int(rng.integers(1, 4))
    orders = pd.DataFrame({"order": range(n), "product": rng.choice(products, n), "quantity": rng.integers(1, 3, n)})
    stock = {product: int(rng.integers(0, 3)) for product in products}
    value = rng.integers(0, 60, n).astype(float)
    substitutes = {"a": {"b": 0.7, "c": 0.4}, "b": {"a": 0.5}}
    best = supply.allocate(orders, stock, value=value, substitutes=substitutes)
    assert best.value == pytest.approx(brute_force(orders, stock, value, substitutes))
    assert best.share_of_best == pytest.approx(1)
    for rule in ("first come", "best"):
        found = supply.allocate(orders, stock, value=value, substitutes=substitutes, rule=rule)
        assert found.share_of_best <= 1 + 1e-9
        assert all(units <= stock[product] + 1e-9 for product, units in found.frame.groupby("given")["quantity"].sum().items())
        assert found.frame["quantity"].sum() + found.waiting["quantity"].sum() == pytest.approx(orders["quantity"].sum())


def test_many_substitutes_are_searched_to_the_end():
    # more ways than the search begins with: the same as the whole problem in one go
    from scipy.optimize import linprog

    rng = np.random.default_rng(8)
    products = [f"p{number}" for number in range(15)]
    orders = pd.DataFrame({"order": range(40), "product": rng.choice(products, 40), "quantity": rng.integers(1, 4, 40)})
    stock = {product: int(rng.integers(1, 6)) for product in products}
    substitutes = {one: {two: float(rng.uniform(0.1, 0.9)) for two in products if two != one} for one in products}
    value = rng.uniform(5, 60, 40)
    unit = value / orders["quantity"].to_numpy()
    worth = np.array(
        [
            [unit[row] * (1 if asked == other else substitutes[asked][other]) for other in products]
            for row, asked in enumerate(orders["product"])
        ]
    )
    rows, columns = np.kron(np.eye(40), np.ones(15)), np.kron(np.ones(40), np.eye(15))
    whole = linprog(-worth.ravel(), A_ub=np.vstack([rows, columns]), b_ub=[*orders["quantity"], *stock.values()])
    assert supply.allocate(orders, stock, value=value, substitutes=substitutes).value == pytest.approx(-whole.fun)


def small():
    rng = np.random.default_rng(21)
    vip = rng.random(200) < 0.2
    products = [f"p{number}" for number in range(12)]
    orders = pd.DataFrame(
        {"order": range(200), "product": rng.choice(products, 200), "quantity": 1, "priority": np.where(vip, "VIP", "available")}
    )
    stock = dict.fromkeys(products, 10)
    substitutes = {
        one: {two: float(rng.uniform(0.3, 0.7)) for two in rng.choice(products, 3, replace=False) if two != one} for one in products
    }
    return orders, stock, np.where(vip, 60.0, 12.0), substitutes


def test_greedy_substitution_is_worse_than_none():
    orders, stock, value, substitutes = small()
    best = supply.allocate(orders, stock, value=value, substitutes=substitutes)
    greedy = supply.allocate(orders, stock, value=value, substitutes=substitutes, rule="first come")
    none = supply.allocate(orders, stock, value=value, rule="first come")
    assert greedy.value < none.value < best.value
    ranked = supply.allocate(orders, stock, value=value, substitutes=substitutes, rule="priority")
    assert greedy.share_of_best < ranked.share_of_best < 1


def test_who_waits_is_named():
    orders = pd.DataFrame(
        {"order": ["A", "B", "C"], "product": "lamp", "quantity": [2, 2, 2], "priority": ["deferred", "VIP", "available"]}
    )
    waiting = {
        rule: supply.allocate(orders, {"lamp": 3}, value=[10, 20, 90], rule=rule).waiting.values.tolist()
        for rule in ("best", "priority", "first come")
    }
    assert waiting == {
        "best": [["A", "lamp", 2], ["B", "lamp", 1]],
        "priority": [["A", "lamp", 2], ["C", "lamp", 1]],
        "first come": [["B", "lamp", 1], ["C", "lamp", 2]],
    }


def test_a_value_may_be_said_in_several_ways():
    orders = pd.DataFrame(
        {"order": [7, 8, 8], "product": ["a", "a", "b"], "quantity": [1, 1, 3], "margin": [5.0, 2.0, 6.0]}, index=[3, 4, 5]
    )
    stock = {"a": 1, "b": 2}
    by_row = supply.allocate(orders, stock, value=[5, 2, 6]).value
    assert by_row == pytest.approx(5 + 6 * 2 / 3)
    assert supply.allocate(orders, stock, value="margin").value == by_row
    assert supply.allocate(orders, stock, value=orders["margin"]).value == by_row
    assert supply.allocate(orders, stock, value={7: 5, 8: 8}).value == by_row  # 8 over four units: 2 a unit
    assert supply.allocate(orders, stock, value=1).value == pytest.approx(1 + 2 / 3)


def test_nobody_asks_and_everybody_is_served():
    nobody = pd.DataFrame({"order": [], "product": [], "quantity": []})
    assert supply.allocate(nobody, {"a": 1}, value=[]).share_of_best == 1
    one = pd.DataFrame({"order": [1], "product": ["a"], "quantity": [1]})
    assert len(supply.allocate(one, {"a": 1}, value=0).waiting) == 0


@pytest.mark.parametrize(
    ("change", "options", "sentence"),
    [
        ({"product": ["lamp", "lampe"]}, {}, 'Did you mean "lamp"'),
        ({"quantity": [1, 0]}, {}, r"quantity \(line 2\) must be a number above 0"),
        ({}, {"stock": {"lamp": -1}}, "stock.* must be a number of at least 0"),
        ({}, {"value": [1, -1]}, r"value \(line 2\)"),
        ({}, {"value": [1]}, "one value per row"),
        ({}, {"value": {1: 5}}, "value must be one of"),
        ({}, {"rule": "bests"}, 'Did you mean "best"'),
        ({}, {"rule": "priority"}, 'the column "priority"'),
        ({"priority": ["VIP", "vip"]}, {"rule": "priority"}, "priority must be one of"),
        ({}, {"substitutes": {"lamp": {"shade": 0.5}}}, "substitutes must be one of"),
    ],
)
def test_what_cannot_be_is_refused_in_words(change, options, sentence):
    orders = pd.DataFrame({"order": [1, 2], "product": "lamp", "quantity": 1}).assign(**change)
    with pytest.raises(InvalidValue, match=sentence):
        supply.allocate(orders, **{"stock": {"lamp": 1}, "value": [1, 1]} | options)
