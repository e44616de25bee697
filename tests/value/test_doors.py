"""What comes in as people have it: other indexes, other clocks, dates of another country, a list where a frame is meant."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from value import data

from crm_course import value
from crm_course.foundations import language
from crm_course.foundations.errors import CourseError

ORDERS = pd.DataFrame(
    {
        "customer_id": [1, 1, 2, 2, 3, 3, 4],
        "ordered_at": ["2026-01-05", "2026-03-01", "2026-02-01", "2026-02-11", "2025-06-01", "2026-01-08", "2026-03-03"],
        "amount": [20.0, 40, 15, 12, 90, 30, 8],
    }
)
MOMENTS = pd.to_datetime(ORDERS["ordered_at"])
SHAPES = {
    "moments": ORDERS.assign(ordered_at=MOMENTS),
    "zone": ORDERS.assign(ordered_at=MOMENTS.dt.tz_localize("Europe/Paris")),
    "dates": ORDERS.assign(ordered_at=[one.date() for one in MOMENTS]),
    "index": ORDERS.set_axis([5, 5, 1, 0, 9, 2, 2]),
    "backwards": ORDERS[::-1],
    "whole euros": ORDERS.astype({"amount": int}),
    "own types": ORDERS.convert_dtypes(),
}


@pytest.mark.parametrize("orders", SHAPES.values(), ids=SHAPES)
def test_the_same_orders_in_another_shape_are_the_same_orders(orders):
    for made in (
        lambda frame: value.rfm(frame, on=dt.date(2026, 4, 1)),
        lambda frame: value.summary(frame, until="2026-04-01"),
        lambda frame: value.cohorts(frame).counts.reset_index(drop=True),
        lambda frame: value.stages(frame, None, on="2026-04-01"),
    ):
        pd.testing.assert_frame_equal(made(orders), made(ORDERS), check_dtype=False)


def test_customers_may_be_words_or_categories():
    words = ORDERS.assign(customer_id=ORDERS["customer_id"].astype(str))
    found = value.rfm(words.astype({"customer_id": "category"}), on="2026-04-01")
    assert found["spend"].tolist() == value.rfm(ORDERS, on="2026-04-01")["spend"].tolist()


def test_series_are_matched_by_their_index():
    months, left = pd.Series([1, 2, 3], index=["a", "b", "c"]), pd.Series([True, False, True], index=["c", "b", "a"])
    assert value.survival(months, left).frame["share"].tolist() == value.survival([1, 2, 3], [True, False, True]).frame["share"].tolist()
    turned = value.survival(months, pd.Series([True, False, False], index=["c", "b", "a"]))
    assert turned.frame["share"].tolist() == [1.0, 1.0, 0.0]
    shares = value.share_of_wallet(pd.Series([1.0, 2], index=["a", "b"]), pd.Series([4.0, 10], index=["b", "a"]))
    assert shares.to_dict() == {"a": 0.1, "b": 0.5}


SUMMARY = value.summary(ORDERS, until="2026-04-01")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: value.rfm(ORDERS, on="01/04/2026"), "2026-11-30"),  # April or January?
        (lambda: value.rfm(ORDERS.assign(ordered_at="05/01/2026"), on="2026-04-01"), "a date"),
        (lambda: value.survival(pd.DataFrame({"a": [1, 2]}), [1, 0]), "column or a list"),
        (lambda: value.survival(pd.Series([1, 2]), pd.Series([1, 0], index=[5, 6])), "same customers"),
        (lambda: value.share_of_wallet(pd.Series([1.0]), pd.Series([2.0], index=[7])), "same customers"),
        (lambda: value.lifetime("mbg-nbd", None, SUMMARY, margin=0.3), r"made by value\.fit"),
        (lambda: value.migration([0.3], 40, 4, 20), r"Did you mean 0\.2"),
        (lambda: value.fit_renewals([100, 80, 70]).residual_lifetime(10), r"Did you mean 0\.1"),
        (
            lambda: value.stages(ORDERS, pd.DataFrame({"customer_id": ["1"], "ts": ["2026-01-01"]}), on="2026-04-01"),
            "written as in the orders",
        ),
        (lambda: value.fit_renewals(ORDERS), "got a DataFrame. Orders have no renewal"),
        (lambda: value.fit(ORDERS), "got a list of orders"),
        (lambda: value.calibration([0.1, 2.0], [0, 1]), "between 0 and 1"),
        (lambda: value.calibration([0.1, 0.2], [1, np.nan]), "finite"),  # nobody knows: not "still there"
        (lambda: value.to_call([1], [1]), "DataFrame"),
        (lambda: value.appraise([1], margin=0.3), "DataFrame"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(call, message):
    with language.speaking("en"), pytest.raises(CourseError, match=message):
        call()


def test_contacts_with_an_index_of_their_own():
    contacts = pd.DataFrame({"customer_id": [1, 9], "ts": ["2026-01-01", "2026-02-01"]}, index=[3, 3])
    found = value.stages(ORDERS, contacts, on="2026-04-01").set_index("customer_id")["stage"]
    assert found[9] == "prospect"


def test_a_base_that_is_worth_nothing_has_no_first_tenth():
    for worth in ([0.0, 0.0], [-1.0, -2.0]):
        capital = value.customer_capital(worth)
        assert np.isnan(capital.top_decile_share)
        assert "pas de capital" in capital.sentence()


def test_who_brings_more_than_the_upper_end_is_one_in_ten_with_few_customers_too(thorough):
    """150 customers, everything fitted to them: the doubt about parameters is not in the interval of one customer, and does not show."""
    rng, (p, q, v) = np.random.default_rng(5), (4.0, 5.0, 80.0)
    above = below = size = 0
    for _ in range(40 if thorough else 4):
        rows, _ = data.drawn(rng, 150, (2.0, 12.0, 0.9, 4.0), "mbg-nbd")
        rows["amount"] = rng.gamma(p, 1 / rng.gamma(q, 1 / v, 150)[rows["customer_id"]])
        table = value.summary(rows[rows["ordered_at"] <= "2024-12-29"], until="2024-12-29")
        said = value.lifetime(value.fit(table), value.fit_spend(table), table, margin=1.0, years=1, discount_rate=0.0).set_index(
            "customer_id"
        )
        later = rows[(rows["ordered_at"] > "2024-12-29") & (rows["ordered_at"] <= "2025-12-28")]
        brought = later.groupby("customer_id")["amount"].sum().reindex(said.index).fillna(0.0)
        above, below, size = above + (brought > said["high"]).sum(), below + (brought < said["low"]).sum(), size + len(said)
    assert above / size == pytest.approx(0.1, abs=0.015 if thorough else 0.04)
    assert below / size < 0.05
