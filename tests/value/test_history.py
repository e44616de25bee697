"""Orders as histories: days, the first left out, times as decimals; what is wrong is refused with its line."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from value import data

from crm_course import value
from crm_course.foundations.errors import InvalidData, InvalidValue


def orders(**columns):
    base = {"customer_id": [1, 1, 2], "ordered_at": ["2026-01-01", "2026-01-15", "2026-01-08"], "amount": [10.0, 20.0, 5.0]}
    return pd.DataFrame({**base, **columns})


def test_cdnow_orders_make_the_published_histories():
    rows = data.orders()
    found = value.summary(rows[rows["ordered_at"] <= "1997-09-30"], until="1997-09-30")
    published = data.histories()
    assert found["frequency"].tolist() == published["frequency"].tolist()
    assert np.abs(found["recency"] - published["recency"]).max() < 0.006  # published with two decimals
    assert np.abs(found["T"] - published["T"]).max() < 0.006
    assert np.abs(found["monetary_value"].fillna(0) - published["monetary_value"]).max() < 0.006
    assert (found["frequency"] > 0).sum() == 946


def test_two_tickets_of_one_day_are_one_purchase_day():
    twice = orders(customer_id=[1, 1, 1], ordered_at=["2026-01-01T09:00", "2026-01-15T10:00", "2026-01-15T18:30"])
    assert value.summary(twice, until="2026-01-29").iloc[0].tolist() == [1, 1, 2.0, 4.0, 25.0]


def test_first_day_is_left_out_of_the_mean_and_a_single_buyer_has_none():
    found = value.summary(orders(), until="2026-01-29").set_index("customer_id")
    assert found.loc[1, "monetary_value"] == 20
    assert np.isnan(found.loc[2, "monetary_value"])
    assert found.loc[2, ["frequency", "recency", "T"]].tolist() == [0, 0, 3]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 60), st.floats(0, 100)), min_size=1, max_size=30))
def test_summary_is_the_slow_way_too(rows):
    frame = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    frame["ordered_at"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(frame["day"], unit="D")
    found = value.summary(frame, until="2026-03-31", unit="day").set_index("customer_id")
    for who, own in frame.groupby("customer_id"):
        daily = own.groupby("day")["amount"].sum().sort_index()
        assert found.loc[who, "frequency"] == len(daily) - 1
        assert found.loc[who, "recency"] == daily.index[-1] - daily.index[0]
        assert found.loc[who, "T"] == 89 - daily.index[0]
        mean = daily.iloc[1:].mean()
        assert found.loc[who, "monetary_value"] == pytest.approx(mean) if len(daily) > 1 else np.isnan(found.loc[who, "monetary_value"])


@pytest.mark.parametrize("kind", ["text", "sparse", "int32", "zoned"])
def test_ids_and_clocks_of_every_kind_give_the_same(kind):
    changed = {
        "text": {"customer_id": ["a", "a", "b"]},
        "sparse": {"customer_id": [10**12, 10**12, 10**15]},
        "int32": {"customer_id": np.array([1, 1, 2], np.int32)},
        "zoned": {"ordered_at": pd.to_datetime(["2026-01-01 00:10", "2026-01-15 12:00", "2026-01-08 23:30"]).tz_localize("Europe/Paris")},
    }[kind]
    one, other = (value.summary(frame, until="2026-01-29").drop(columns="customer_id") for frame in (orders(), orders(**changed)))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize(
    ("columns", "until", "message"),
    [
        ({"amount": [10.0, -20.0, 5.0]}, "2026-02-01", r"amount \(line 3\) must be a number of at least 0, got -20.0. A return"),
        ({}, "2026-01-10", r"ordered_at \(line 3\) must be at most 10 Jan 2026 \(until\), got '2026-01-15'. Later rows: 1"),
        ({"customer_id": [1, None, 2]}, "2026-02-01", r"customer_id \(line 3\) must be known"),
        ({"amount": [10.0, None, 5.0]}, "2026-02-01", r"amount \(line 3\) must be a finite number"),
        ({"amount": ["10", "douze", "5"]}, "2026-02-01", r"amount \(line 3\) must be a finite number, got 'douze'"),
        ({"ordered_at": ["2026-01-01", None, "2026-01-08"]}, "2026-02-01", r"ordered_at \(line 3\) must be a date"),
        ({"ordered_at": ["2026-01-01", "soon", "2026-01-08"]}, "2026-02-01", r"ordered_at \(line 3\) must be a date"),
        ({"ordered_at": [1, 2, 3]}, "2026-02-01", r"ordered_at \(line 2\) must be a date"),
    ],
)
def test_bad_rows_are_refused_with_their_line(columns, until, message):
    with pytest.raises(InvalidData, match=message):
        value.summary(orders(**columns), until=until)


def test_bad_arguments_are_refused_in_words():
    with pytest.raises(InvalidValue, match="DataFrame"):
        value.summary([1, 2], until="2026-01-01")
    with pytest.raises(InvalidValue, match="Absent: amount"):
        value.summary(orders().drop(columns="amount"), until="2026-02-01")
    with pytest.raises(InvalidValue, match="at least one row"):
        value.summary(orders().iloc[:0], until="2026-02-01")
    with pytest.raises(InvalidValue, match="until must be a date"):
        value.summary(orders(), until=None)
    with pytest.raises(InvalidValue, match="week"):
        value.summary(orders(), until="2026-02-01", unit="weeks")
