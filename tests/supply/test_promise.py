"""What can be promised, to whom, and whether a year of promises can be kept."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import supply
from crm_course.foundations.errors import InvalidValue

WEEKS = supply.availability(50, [0, 0, 40, 0, 0, 40], [20, 10, 15, 5, 12, 8])


def test_the_promise_for_week_three():
    assert WEEKS.columns.tolist() == ["period", "projected", "promised", "available_to_promise"]
    assert WEEKS["available_to_promise"].tolist() == [20, 20, 28, 28, 28, 60]
    assert WEEKS["projected"].tolist() == [30, 20, 45, 40, 28, 60]
    assert WEEKS["promised"].tolist() == [20, 10, 15, 5, 12, 8]
    assert WEEKS["period"].tolist() == [1, 2, 3, 4, 5, 6]


rows = st.lists(st.integers(0, 30), min_size=1, max_size=8)


@given(st.integers(0, 60), rows, rows, st.data())
def test_so_much_and_no_more_can_be_promised(on_hand, receipts, orders, data):
    n = min(len(receipts), len(orders))
    receipts, orders = receipts[:n], orders[:n]
    free = supply.availability(on_hand, receipts, orders)["available_to_promise"].tolist()
    at = data.draw(st.integers(0, n - 1))
    after = [order + (free[at] if place == at else 0) for place, order in enumerate(orders)]
    stock = on_hand + np.cumsum(receipts) - np.cumsum(orders)
    if stock.min() >= 0:
        assert (on_hand + np.cumsum(receipts) - np.cumsum(after)).min() >= 0  # kept
        after[at] += 1
        assert (on_hand + np.cumsum(receipts) - np.cumsum(after)).min() < 0  # and not one more
    assert free == sorted(free)


def test_a_mapping_a_frame_and_a_row_say_the_same():
    frame = pd.DataFrame({"period": [3, 6], "quantity": [40, 40]})
    for receipts in ({3: 40, 6: 40}, frame, pd.Series([40, 40], index=[3, 6])):
        assert supply.availability(50, receipts, [20, 10, 15, 5, 12, 8]).equals(WEEKS)


def test_many_items_at_once_are_each_as_alone():
    rng = np.random.default_rng(3)
    stock, receipts, orders = rng.integers(0, 50, 20), rng.integers(0, 9, (20, 10)), rng.integers(0, 9, (20, 10))
    together = supply.availability(stock, receipts, orders)
    for item in range(20):
        alone = supply.availability(stock[item], receipts[item], orders[item])
        assert together[together["item"] == item].drop(columns="item").reset_index(drop=True).equals(alone)


def test_dates_stay_dates():
    days = pd.date_range("2026-11-30", periods=3, freq="W-MON")
    stock = supply.availability(5, pd.Series([0, 10, 0], index=days), pd.Series([3, 0, 4], index=days))
    assert supply.promise({"product": "lamp", "quantity": 6}, stock).date == days[1]


@pytest.mark.parametrize(
    ("given_", "sentence"),
    [
        ((-1, [0], [0]), "on_hand must be a number of at least 0"),
        ((1, [0, -2], [0, 0]), r"receipts \(line 2\) must be a number of at least 0"),
        ((1, [0, 1], [0, float("nan")]), r"orders \(line 2\)"),
        ((1, {0: 5}, {1: 2}), r"receipts must be from today on \(period 1\), got 0"),
        ((1, {-1: 5}, [2]), "receipts must be from today on"),
        ((1, pd.Series([3], index=[-2]), [2]), "receipts must be from today on"),
        ((1, {"monday": 5}, [2]), "keyed by number of period"),
        ((1, [1, 2], [1]), "the same periods"),
        (([1, -1], [[1], [1]], [[0], [0]]), r"on_hand \(line 2\)"),
    ],
)
def test_figures_that_cannot_be_are_refused_in_words(given_, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        supply.availability(*given_)


@pytest.mark.parametrize(("quantity", "date"), [(20, 1), (21, 3), (28, 3), (29, 6), (60, 6), (61, None)])
def test_the_first_date_that_keeps_every_promise(quantity, date):
    made = supply.promise({"product": "lamp", "quantity": quantity}, WEEKS)
    assert (made.date, made.product) == (date, "lamp" if date else None)
    assert made.kind == ("asked" if date == 1 else "later" if date else "none")


def test_an_order_that_is_written_already_does_not_count_against_itself():
    typed = supply.availability(50, [0, 0, 40, 0, 0, 40], [20 + 20, 10, 15, 5, 12, 8])
    assert supply.promise({"product": "lamp", "quantity": 20}, typed).date == 6  # counted twice
    assert supply.promise({"product": "lamp", "quantity": 20, "booked": 1}, typed).date == 1


def test_a_wish_for_later_is_not_early():
    assert supply.promise({"product": "lamp", "quantity": 5, "wanted": 4}, WEEKS).date == 4


SHELF = {"red": supply.availability(0, [0, 0, 9], [0, 0, 0]), "blue": supply.availability(9, [0, 0, 0], [0, 0, 0])}


def test_a_substitute_at_once_if_he_is_likely_to_take_it():
    likely, unlikely = ({"red": {"blue": chance}} for chance in (0.7, 0.3))
    order = {"product": "red", "quantity": 2}
    made = supply.promise(order, SHELF, substitutes=likely)
    assert (made.product, made.date, made.acceptance, made.kind) == ("blue", 1, 0.7, "substitute")
    assert supply.promise(order, SHELF, substitutes=unlikely).kind == "later"
    answers = pd.DataFrame({"product": ["red"] * 12, "substitute": ["blue"] * 12, "accepted": [True] * 12})
    assert supply.promise(order, SHELF, substitutes=unlikely, history=answers).product == "blue"  # he always says yes
    refused = answers.assign(accepted=False)
    assert supply.promise(order, SHELF, substitutes=likely, history=refused).kind == "later"
    assert supply.promise({"product": "red", "quantity": 9, "wanted": 3}, SHELF, substitutes=likely).product == "red"


def test_a_substitute_is_better_than_nothing():
    made = supply.promise(
        {"product": "red", "quantity": 2}, {**SHELF, "red": supply.availability(0, [0], [0])}, substitutes={"red": {"blue": 0.3}}
    )
    assert (made.product, made.kind) == ("blue", "substitute")
    assert "30" in made.reason


@pytest.mark.parametrize("order", [pd.Series({"product": "blue", "quantity": 2}), type("Order", (), {"product": "blue", "quantity": 2})()])
def test_an_order_may_be_a_row_or_a_record(order):
    assert supply.promise(order, SHELF).date == 1


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ({"product": "bleu", "quantity": 1}, 'Did you mean "blue"'),
        ({"product": "blue", "quantity": 0}, "quantity must be a number above 0"),
        ({"product": "blue"}, '"quantity" is missing'),
        ({"product": "blue", "quantity": 1, "wantd": 3}, 'Did you mean "wanted"'),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_in_words(order, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        supply.promise(order, SHELF)


def test_a_year_of_promises_is_kept():
    rng = np.random.default_rng(9)
    products = [f"item {number}" for number in range(12)]
    held = {product: int(rng.integers(0, 30)) for product in products}
    receipts = {product: (rng.integers(0, 40, 52) * (rng.random(52) < 0.3)).tolist() for product in products}
    asked = pd.DataFrame({
        "order": range(900), "product": rng.choice(products, 900), "quantity": rng.integers(1, 6, 900), "wanted": rng.integers(1, 53, 900),
    })  # fmt: skip
    others = {product: {other: 0.6} for product, other in zip(products, np.roll(products, 1), strict=True)}
    book = supply.promise_book(asked, held, receipts, substitutes=others)
    assert supply.kept(book, held, receipts).all()
    assert {"asked", "substitute"} <= set(book["kind"])
    # a rival that looks at the stock on hand and at receipts alone breaks many of its promises
    careless = book.assign(date=asked["wanted"], product=asked["product"])
    assert not supply.kept(careless, held, receipts).all()
