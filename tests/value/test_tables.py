"""RFM, cohorts and survival: cut-offs said, unfinished periods masked, the published curve."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from value import data

from crm_course import value
from crm_course.foundations.errors import InvalidData, InvalidValue

# Freireich et al. (1963), 6-MP arm; survival as printed by every textbook (Kalbfleisch and Prentice, § 1.3)
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def spread(count):
    rng = np.random.default_rng(2)
    return pd.DataFrame(
        {
            "customer_id": np.arange(count), "amount": rng.permutation(count) + 1.0,
            "ordered_at": pd.Timestamp("2026-12-31") - pd.to_timedelta(rng.permutation(count), unit="D"),
        }
    )  # fmt: skip


def test_rfm_without_ties_is_five_equal_parts():
    frame = spread(200)
    found = value.rfm(frame, on="2026-12-31")
    assert list(found) == ["customer_id", "days_since_last", "orders", "spend", "r", "f", "m", "segment"]
    assert found["r"].tolist() == (pd.qcut(-found["days_since_last"], 5, labels=False) + 1).tolist()
    assert found["m"].tolist() == (pd.qcut(found["spend"], 5, labels=False) + 1).tolist()
    assert found.attrs["counts"]["m"] == dict.fromkeys(range(1, 6), 40)


def test_equal_customers_have_equal_scores_and_empty_parts_are_said():
    frame = pd.DataFrame({"customer_id": [1, 2, 3, 4, 5, 5, 5], "ordered_at": "2026-01-01", "amount": 10.0})
    found = value.rfm(frame, on="2026-01-31")
    assert found["f"].tolist() == [1, 1, 1, 1, 5]
    assert set(found["r"]) == {1}
    table = value.cut_offs(found)
    assert table.query("measure == 'orders'")["customers"].tolist() == [4, 0, 0, 0, 1]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 50), st.integers(0, 5)), min_size=1, max_size=60), st.integers(2, 6))
def test_rfm_scores_keep_order_and_are_a_function_of_the_figure(rows, groups):
    frame = pd.DataFrame(rows, columns=["customer_id", "day", "amount"])
    frame["ordered_at"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(frame["day"], unit="D")
    found = value.rfm(frame, on="2026-03-01", groups=groups)
    for figure, score, sign in (("days_since_last", "r", -1), ("orders", "f", 1), ("spend", "m", 1)):
        ordered = found.sort_values(figure, ascending=sign > 0)
        assert ordered[score].is_monotonic_increasing
        assert found.groupby(figure)[score].nunique().max() == 1
        assert found[score].between(1, groups).all()
    assert found["spend"].sum() == pytest.approx(frame["amount"].sum())
    assert value.cut_offs(found).groupby("measure")["customers"].sum().eq(len(found)).all()


def test_rfm_of_text_ids_is_that_of_numbers():
    frame = data.orders()
    numbers = value.rfm(frame, on="1998-06-30")
    named = value.rfm(frame.assign(customer_id=frame["customer_id"].map("{:05d}".format)), on="1998-06-30")
    pd.testing.assert_frame_equal(numbers.drop(columns="customer_id"), named.drop(columns="customer_id"))


def test_rfm_segments():
    found = value.rfm(data.orders(), on="1998-06-30")
    best, lost = (found[found["segment"] == name] for name in ("best", "lost"))
    assert (best[["r", "f"]].min() >= [4, 3]).all()
    assert lost["f"].max() <= 2


def test_rfm_refuses_an_order_of_tomorrow_and_one_group():
    with pytest.raises(InvalidData, match="at most 1 Jan 1998"):
        value.rfm(data.orders(), on="1998-01-01")
    with pytest.raises(InvalidValue, match="groups must be a whole number of at least 2"):
        value.rfm(data.orders(), on="1998-06-30", groups=1)


def test_cohorts_are_those_of_a_pivot_table():
    frame = data.orders()
    found = value.cohorts(frame)
    month = frame["ordered_at"].dt.to_period("M")
    first = month.groupby(frame["customer_id"]).transform("min")
    age = (month - first).map(lambda gap: gap.n)
    counted = frame.assign(first=first, age=age).pivot_table(
        index="first", columns="age", values="customer_id", aggfunc="nunique", fill_value=0
    )
    assert (found.counts.reindex(columns=counted.columns).to_numpy() == counted.to_numpy()).all()
    assert found.counts.loc["1997-01", 1] == 124


def test_an_unfinished_month_is_masked_never_zero():
    frame = pd.DataFrame(
        {
            "customer_id": [1, 1, 1, 2, 2, 3],
            "ordered_at": ["2026-01-05", "2026-02-09", "2026-03-02", "2026-01-31", "2026-02-11", "2026-02-03"],
        }
    )
    found = value.cohorts(frame)
    assert np.isnan(found.retention.loc["2026-01", 2])
    assert not found.complete.loc["2026-01", 2]
    assert found.counts.loc["2026-01", 2] == 1
    whole = value.cohorts(frame, until="2026-03-31")
    assert whole.retention.loc["2026-01", 2] == 0.5
    assert whole.retention.loc["2026-02", 1] == 0
    assert np.isnan(whole.retention.loc["2026-02", 2])  # not begun


def test_pooled_is_not_the_mean_of_cohorts():
    sizes = {"2026-01-01": (100, 10), "2026-02-01": (10, 5)}
    rows = []
    for day, (size, back) in sizes.items():
        ids = [f"{day}-{k}" for k in range(size)]
        rows += [(who, day) for who in ids] + [(who, str(pd.Timestamp(day) + pd.DateOffset(months=1))) for who in ids[:back]]
    found = value.cohorts(pd.DataFrame(rows, columns=["customer_id", "ordered_at"]), until="2026-03-31")
    assert found.pooled[1] == pytest.approx(15 / 110)
    assert found.mean[1] == pytest.approx(0.3)
    assert "13,6" in found.sentence()


@pytest.mark.parametrize("every", ["week", "month", "quarter", "year"])
def test_every_customer_is_in_one_cohort_at_age_0(every):
    found = value.cohorts(data.orders(), every=every)
    assert found.counts[0].sum() == 2357
    assert found.retention[0].dropna().eq(1).all()
    shares = found.retention.to_numpy()
    assert ((shares[~np.isnan(shares)] >= 0) & (shares[~np.isnan(shares)] <= 1)).all()


def test_cohorts_by_a_period_that_is_none():
    with pytest.raises(InvalidValue, match="month"):
        value.cohorts(data.orders(), every="months")


def test_kaplan_meier_is_the_textbook_s():
    found = value.survival(WEEKS, RELAPSED).frame.set_index("time")
    shares = found.loc[[6, 7, 10, 13, 16, 22, 23], "share"].round(3).tolist()
    assert shares == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert found.loc[[6, 10, 23], "at_risk"].tolist() == [21, 15, 6]
    assert found.loc[10, ["low", "high"]].round(3).tolist() == [0.503, 0.889]  # R's survfit, conf.type = "log-log"


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=60))
def test_survival_without_censoring_is_the_share_left_and_limits_enclose(rows):
    tenure, left = map(list, zip(*rows, strict=True))
    found = value.survival(tenure, left).frame
    assert found["share"].is_monotonic_decreasing
    known = found.dropna()
    assert ((known["low"] <= known["share"] + 1e-12) & (known["share"] <= known["high"] + 1e-12)).all()
    all_left = value.survival(tenure, [True] * len(tenure)).frame
    assert all_left["share"].tolist() == pytest.approx([np.mean(np.array(tenure) > one) for one in all_left["time"]])


def test_survival_refuses_what_it_cannot_read():
    for tenure, left, message in (([1, -1], [1, 1], "at least 0"), ([1, 2], [1], "2 in number"), ([1, 2], [1, 3], "true or false")):
        with pytest.raises(InvalidValue, match=message):
            value.survival(tenure, left)


def test_nobody_left_and_everyone_left():
    stays = value.survival([3, 5], [False, False])
    assert stays.frame[["share", "low", "high"]].eq(1).all(axis=None)
    assert stays.median == np.inf
    gone = value.survival([3, 5], [True, True]).frame.iloc[-1]
    assert gone["share"] == 0
    assert np.isnan(gone["low"])
