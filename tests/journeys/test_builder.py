"""Journeys from a log: every rule against a plain reading of it, and what must not matter."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import journeys
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName

DAY = 86_400


def log(*rows, **columns):
    frame = pd.DataFrame(rows, columns=["customer_id", "ts", "channel", "converted"])
    return frame.assign(ts=pd.to_datetime(frame["ts"], format="ISO8601"), **columns)


def plain(events, gap_days=30, lookback_days=None, max_touches=None, include=None, exclude=(), direct_if_alone=None):
    """The rules, one customer and one contact after the other: a Counter of (path, bought, value)."""
    found = []
    for _, contacts in events.dropna(subset="customer_id").groupby("customer_id"):
        rows = sorted(contacts.itertuples(), key=lambda row: (row.ts, row.converted, row.channel, row.value))
        journey = []
        for row in rows:
            if journey and (journey[-1].converted or (gap_days is not None and (row.ts - journey[-1].ts).total_seconds() > gap_days * DAY)):
                found.append(journey)
                journey = []
            journey.append(row)
        found.append(journey)
    result, untouched = [], 0
    for journey in found:
        bought, value, end = journey[-1].converted, journey[-1].value * journey[-1].converted, journey[-1].ts
        kept = [row for row in journey if row.channel not in exclude and (include is None or row.channel in include)]
        if lookback_days is not None:
            kept = [row for row in kept if (end - row.ts).total_seconds() <= lookback_days * DAY]
        if any(row.channel != direct_if_alone for row in kept):
            kept = [row for row in kept if row.channel != direct_if_alone]
        kept = kept if max_touches is None else kept[-max_touches:]
        untouched += bought and not kept
        if kept:
            result.append((" > ".join(row.channel for row in kept), bool(bought), float(value)))
    return result, untouched


def as_table(ways):
    frame = pd.DataFrame(ways, columns=["path", "conversions", "value"])
    grouped = frame.groupby("path").agg(journeys=("path", "size"), conversions=("conversions", "sum"), value=("value", "sum")).reset_index()
    return grouped.sort_values(["journeys", "path"], ascending=[False, True], ignore_index=True)


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10_000), gap=st.sampled_from([None, 0.5, 3, 30]), lookback=st.sampled_from([None, 0, 2, 10]),
    most=st.sampled_from([None, 1, 2, 5]), include=st.sampled_from([None, ["k0", "k1"], ["k3"]]),
    exclude=st.sampled_from([(), ("k0",), ("k1", "k2")]), direct=st.sampled_from([None, "k0"]),
)  # fmt: skip
def test_rules_agree_with_a_plain_reading(make_log, seed, gap, lookback, most, include, exclude, direct):
    events = make_log(np.random.default_rng(seed), rows=80, customers=5)
    rules = {
        "gap_days": gap,
        "lookback_days": lookback,
        "max_touches": most,
        "include": include,
        "exclude": exclude,
        "direct_if_alone": direct,
    }
    expected, untouched = plain(events, **rules)
    built = journeys.build(events, **rules)
    pd.testing.assert_frame_equal(built.paths[["path", "journeys", "conversions", "value"]], as_table(expected), check_dtype=False)
    assert built.untouched == untouched


def test_order_of_rows_split_files_and_time_zone_change_nothing(make_log, rng):
    events = make_log(rng, rows=3000, customers=100)
    expected = journeys.build(events).paths
    shuffled = events.sample(frac=1, random_state=1)
    halves = pd.concat([shuffled.iloc[:900], shuffled.iloc[900:]], ignore_index=True)
    paris = events.assign(ts=events["ts"].dt.tz_localize("UTC").dt.tz_convert("Europe/Paris"))
    strings = events.assign(ts=events["ts"].dt.strftime("%Y-%m-%dT%H:%M:%S"), customer_id=events["customer_id"].map("id{}".format))
    for other in (shuffled, halves, paris, strings, events.astype({"channel": "category", "converted": int})):
        pd.testing.assert_frame_equal(journeys.build(other).paths, expected)


def test_tie_purchase_comes_last_and_channels_in_alphabetical_order():
    noon = "2026-05-01 12:00"
    events = log((1, noon, "web", True), (1, noon, "shop", False), (1, noon, "email", False))
    assert journeys.build(events).paths["path"].tolist() == ["email > shop > web"]


def test_two_purchases_at_one_instant_are_two_journeys():
    noon = "2026-05-01 12:00"
    table = journeys.build(log((1, noon, "web", True), (1, noon, "web", True), value=[30.0, 10.0])).paths
    assert table.to_dict("records") == [{"path": "web", "journeys": 2, "conversions": 2, "value": 40.0}]


def test_gap_is_exclusive_a_pause_of_just_gap_days_goes_on():
    events = log(
        (1, "2026-05-01", "web", False),
        (1, "2026-05-31", "shop", True),
        (2, "2026-05-01", "web", False),
        (2, "2026-05-31 00:00:01", "shop", True),
    )
    assert sorted(journeys.build(events).paths["path"]) == ["shop", "web", "web > shop"]


def test_clock_going_back_is_put_in_order():
    events = log((1, "2026-05-03", "shop", True), (1, "2026-05-01", "web", False), (1, "1969-12-30", "fax", False))
    assert journeys.build(events, gap_days=None).paths["path"].tolist() == ["fax > web > shop"]


def test_excluded_purchase_still_ends_its_journey_and_is_counted_apart():
    events = log((1, "2026-05-01", "till", True), (1, "2026-05-02", "web", False), (1, "2026-05-03", "till", True), value=[7.0, 0.0, 9.0])
    built = journeys.build(events, exclude=["till"])
    assert built.paths.to_dict("records") == [{"path": "web", "journeys": 1, "conversions": 1, "value": 9.0}]
    assert (built.untouched, built.untouched_value) == (1, 7.0)


def test_anonymous_rows_are_left_out_and_their_share_is_stated():
    events = log(
        ("a", "2026-05-01", "web", False),
        (None, "2026-05-01", "web", True),
        ("", "2026-05-02", "web", True),
        ("a", "2026-05-02", "web", True),
    )
    built = journeys.build(events)
    assert built.identified == 0.5
    assert built.paths["path"].tolist() == ["web > web"]
    assert journeys.touches(built)["customer_id"].tolist() == ["a", "a"]


def test_no_rows_at_all():
    built = journeys.build(log())
    assert len(built) == 0
    assert built.paths.empty
    assert journeys.attribute(built).empty


def test_a_million_customers_with_one_contact():
    number = 1_000_000
    events = pd.DataFrame(
        {
            "customer_id": np.arange(number)[::-1],
            "ts": pd.Timestamp("2026-01-01"),
            "channel": "web",
            "converted": np.arange(number) % 10 == 0,
        }
    )
    table = journeys.build(events).paths
    assert table.to_dict("records") == [{"path": "web", "journeys": number, "conversions": 100_000, "value": 0.0}]


def test_numbers_too_large_to_pack_give_the_same(make_log, rng):
    events = make_log(rng)
    micro = events.assign(ts=events["ts"] + pd.to_timedelta(rng.integers(1, 10**6, len(events)), unit="us"))
    far = micro.assign(customer_id=micro["customer_id"] * 10**9)  # 10¹⁰ × a year in µs is beyond 64 bits
    pd.testing.assert_frame_equal(journeys.build(far).paths, journeys.build(micro).paths)
    expected, _ = plain(micro)
    pd.testing.assert_frame_equal(journeys.build(far).paths, as_table(expected), check_dtype=False)


def test_contacts_keep_their_columns_in_order(make_log, rng):
    events = make_log(rng).assign(note=lambda frame: frame["channel"] + "/" + frame["customer_id"].astype(str))
    contacts = journeys.touches(journeys.build(events, exclude=["k0"], max_touches=3))
    assert (contacts["note"] == contacts["channel"] + "/" + contacts["customer_id"].astype(str)).all()
    assert contacts.groupby("journey")["ts"].is_monotonic_increasing.all()
    assert contacts.groupby("journey")["customer_id"].nunique().eq(1).all()
    assert contacts.groupby("journey").size().le(3).all()


def test_contacts_of_chosen_journeys_keep_their_rows(make_log, rng):
    built = journeys.build(make_log(rng), exclude=["k1"])
    bought = built.converting()
    contacts = journeys.touches(bought)
    assert contacts["channel"].tolist() == bought.names(bought.codes).tolist()
    assert contacts.groupby("journey").size().tolist() == bought.lengths.tolist()


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"drop": "channel"}, InvalidData, "channel must be a column of the log"),
        ({"ts": ["2026-01-01", "someday"]}, InvalidData, r"ts \(line 3\) must be a date and time"),
        ({"channel": ["web", None]}, InvalidData, r"channel \(line 3\) must be filled in"),
        ({"channel": ["web", "a > b"]}, InvalidData, r"channel \(line 3\) must be a name without"),
        ({"converted": [0, 2]}, InvalidData, r"converted \(line 3\) must be true or false"),
        ({"value": [1.0, np.inf]}, InvalidData, r"value \(line 3\) must be a finite amount"),
        ({"value": ["1", "douze"]}, InvalidData, r"value \(line 3\) must be a finite amount"),
    ],
)  # fmt: skip
def test_a_row_that_breaks_the_contract_is_named(change, error, words):
    events = pd.DataFrame({"customer_id": [1, 2], "ts": ["2026-01-01", "2026-01-02"], "channel": ["web", "web"], "converted": [0, 1]})
    wrong = events.drop(columns=change["drop"]) if "drop" in change else events.assign(**change)
    with pytest.raises(error, match=words):
        journeys.build(wrong)


def test_rules_are_checked(make_log, rng):
    events = make_log(rng)
    with pytest.raises(InvalidValue, match="gap_days must be a number above 0"):
        journeys.build(events, gap_days=0)
    with pytest.raises(InvalidValue, match="max_touches must be a whole number of at least 1"):
        journeys.build(events, max_touches=0)
    with pytest.raises(UnknownName, match="include"):
        journeys.build(events, include=["wbe"])
    pd.testing.assert_frame_equal(journeys.build(events, exclude=["minitel"]).paths, journeys.build(events).paths)


def test_a_single_channel_may_stand_without_brackets(make_log, rng):
    events = make_log(rng)
    pd.testing.assert_frame_equal(journeys.build(events, exclude="k0").paths, journeys.build(events, exclude=["k0"]).paths)


@pytest.mark.parametrize("kind", ["int8", "uint8", "int64", "uint64", "float64", "Int64", "string", "category"])
def test_customers_of_any_kind(make_log, rng, kind):
    events = make_log(rng, customers=200)
    expected = journeys.build(events).paths
    shift = 100 if kind in ("int8", "Int64") else 0
    named = (events["customer_id"] - shift).astype("int64")
    pd.testing.assert_frame_equal(journeys.build(events.assign(customer_id=named.astype(kind))).paths, expected)
    huge = events["customer_id"].astype("uint64") + np.uint64(2**63)
    pd.testing.assert_frame_equal(journeys.build(events.assign(customer_id=huge)).paths, expected)
