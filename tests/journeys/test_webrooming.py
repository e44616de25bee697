"""ROPO and showrooming against a plain reading, planted rates, bounds, survey and panel."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import cases, journeys
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName


def plain(events, window_days, online_first=True, same=False):
    """Counts of purchases, identified and prepared, by category, one purchase at a time."""
    research, sale = ("web", "shop") if online_first else ("shop", "web")
    rows = {}
    for row in events[(events["channel"] == sale) & events["converted"]].itertuples():
        count = rows.setdefault(row.category, [0, 0, 0])
        count[0] += 1
        if pd.notna(row.customer_id):
            count[1] += 1
            before = events[(events["customer_id"] == row.customer_id) & (events["channel"] == research) & ~events["converted"]]
            before = before[before["category"] == row.category] if same else before
            ages = (row.ts - before["ts"]).dt.total_seconds() / 86_400
            count[2] += bool(((ages >= 0) & (ages <= window_days)).any())
    return rows


def shoplog(rng, rows=300):
    return pd.DataFrame({
        "customer_id": pd.Series(rng.integers(0, 25, rows)).where(rng.random(rows) < 0.8), "channel": rng.choice(["web", "shop"], rows),
        "ts": pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, 150, rows), unit="D"), "converted": rng.random(rows) < 0.3,
        "category": rng.choice(["sofa", "paint"], rows),
    })  # fmt: skip


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), window=st.sampled_from([0, 1, 7, 30, 400]), online_first=st.booleans(), same=st.booleans())
def test_counts_agree_with_a_plain_reading(seed, window, online_first, same):
    events = shoplog(np.random.default_rng(seed))
    measure = journeys.ropo if online_first else journeys.showrooming
    found = measure(events, window_days=window, research="same-category" if same else "any").set_index("category")
    assert {name: found.loc[name, ["purchases", "identified", "researched"]].tolist() for name in found.index} == plain(
        events, window, online_first, same
    )
    assert ((found["floor"] <= found["rate"] + 1e-12) & (found["rate"] <= found["ceiling"] + 1e-12)).all()


def test_planted_rate_is_found_and_the_bounds_hold_it_when_the_identified_differ():
    """70 % prepare; loyal customers, seen at the till, prepare more: the rate is biased, the bounds are not."""
    rng = np.random.default_rng(2)
    number = 5000
    prepares = rng.random(number) < 0.7
    seen = rng.random(number) < np.where(prepares, 0.8, 0.4)
    shop = pd.DataFrame(
        {"customer_id": pd.Series(np.arange(number)).where(seen), "ts": pd.Timestamp("2026-03-10"), "channel": "shop", "converted": True}
    )
    web = pd.DataFrame({"customer_id": np.flatnonzero(prepares), "ts": pd.Timestamp("2026-03-01"), "channel": "web", "converted": False})
    row = journeys.ropo(pd.concat([shop, web])).iloc[0]
    assert row["low"] > 0.7  # sure, and wrong: the identified are not like the others
    assert row["floor"] < 0.7 < row["ceiling"]
    assert row["coverage"] == pytest.approx(seen.mean())


def test_published_interval():
    """Wilson for 15 of 100: 9.31 % to 23.28 %."""
    shop = pd.DataFrame({"customer_id": range(100), "ts": pd.Timestamp("2026-03-10"), "channel": "shop", "converted": True})
    web = pd.DataFrame({"customer_id": range(15), "ts": pd.Timestamp("2026-03-09"), "channel": "web", "converted": False})
    assert journeys.ropo(pd.concat([shop, web]))[["rate", "low", "high"]].round(4).iloc[0].tolist() == [0.15, 0.0931, 0.2328]


def test_place_of_the_log_goes_before_the_channel():
    events = pd.DataFrame({"customer_id": [1, 1], "ts": pd.to_datetime(["2026-03-01", "2026-03-02"]), "channel": ["kiosk", "till"],
                           "converted": [False, True], "place": ["online", "offline"]})  # fmt: skip
    assert journeys.ropo(events)["rate"].tolist() == [1.0]
    assert journeys.ropo(events.assign(place=None)).empty  # an unknown channel is online


def test_no_identified_purchase_gives_no_rate_and_raises_nothing():
    events = pd.DataFrame({"customer_id": [None], "ts": ["2026-03-01"], "channel": ["shop"], "converted": [True]})
    row = journeys.ropo(events).iloc[0]
    assert np.isnan(row[["rate", "low", "high"]].astype(float)).all()
    assert row[["coverage", "floor", "ceiling"]].tolist() == [0.0, 0.0, 1.0]


def test_by_segment():
    events = shoplog(np.random.default_rng(1)).assign(segment="new")
    assert journeys.ropo(events, by="segment")["segment"].tolist() == ["new"]


def test_options_are_checked():
    events = shoplog(np.random.default_rng(1))
    with pytest.raises(InvalidValue, match="window_days must be a number of at least 0"):
        journeys.ropo(events, window_days=-1)
    with pytest.raises(UnknownName, match="research must be one of"):
        journeys.ropo(events, research="category")
    with pytest.raises(InvalidData, match="converted must be a column of the log"):
        journeys.ropo(events.drop(columns="converted"))


def test_conversion_by_device():
    events = pd.DataFrame({
        "customer_id": [1, 1, 2, 3, 3], "ts": pd.date_range("2026-03-01", periods=5, freq="D"), "channel": ["web", "shop", "web", "web", "web"],
        "converted": [False, True, False, False, True], "device": ["mobile", None, "mobile", "desktop", "desktop"],
    })  # fmt: skip
    table = journeys.device_conversion(events).set_index("group")
    assert table["conversion"].to_dict() == {"desktop": 1.0, "mobile": 0.5, "one-place": 0.5, "omnichannel": 1.0}


def test_panel_of_2016_is_found_in_a_log_made_after_it():
    """10 000 customers drawn by the panel's own shares: each published figure lies in its interval, or near it."""
    published = {figure.name: figure.share for figure in cases.sens_confort().ropo}
    rng = np.random.default_rng(0)
    number = 10_000
    site, shop = rng.random(number) < published["visit_site"], rng.random(number) < published["visit_shop"]
    people = np.arange(number)
    frames = [
        pd.DataFrame({"customer_id": people[site], "channel": "web", "day": 0}),
        pd.DataFrame({"customer_id": people[shop], "channel": "shop", "day": 1}),
    ]
    events = pd.concat(frames, ignore_index=True).assign(converted=False)
    events["ts"] = pd.Timestamp("2016-01-01") + pd.to_timedelta(events["day"], unit="D")
    table = journeys.panel(events, published).set_index("measure")
    seen = (site | shop).sum()
    assert table.loc["visit_site", "share"] == pytest.approx(site.sum() / seen)
    assert table.loc["visit_shop", "share"] == pytest.approx(shop.sum() / seen)
    assert table["published"].to_dict() == {name: published[name] for name in table.index}
    assert np.isnan(table.loc["conversion_mobile", "share"])  # no device in this log: no figure


def test_panel_measures_by_hand():
    rows = [(1, 0, "web", False, "mobile"), (1, 1, "shop", True, None), (2, 0, "web", True, "desktop"), (3, 0, "shop", True, None),
            (4, 0, "web", False, "mobile"), (4, 0.01, "shop", False, None)]  # fmt: skip
    events = pd.DataFrame(rows, columns=["customer_id", "day", "channel", "converted", "device"])
    events["ts"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(events["day"], unit="D")
    share = journeys.panel(events).set_index("measure")["share"]
    assert share.round(4).to_dict() == {
        "visit_site": 0.75, "visit_shop": 0.75, "buy_in_shop_only": 0.6667, "buy_online_only": 0.3333, "mobile_in_shop": 0.3333,
        "prepared_online": 0.5, "conversion_mobile": 0.5, "conversion_desktop": 1.0, "conversion_gain": -0.5,
    }  # fmt: skip


def test_value_of_a_visit():
    rows = [
        (1, 0, "web", False, 0),
        (1, 1, "shop", True, 80),
        (2, 0, "shop", False, 0),
        (2, 40, "shop", True, 20),
        (1, 1.1, "shop", False, 0),
    ]
    events = pd.DataFrame(rows, columns=["customer_id", "day", "channel", "converted", "value"])
    events["ts"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(events["day"], unit="D")
    table = journeys.visit_value(events).set_index("visit")
    assert table["visits"].to_dict() == {"prepared": 1, "unprepared": 2}
    assert table["value_per_visit"].to_dict() == {"prepared": 80.0, "unprepared": 10.0}


def test_survey_beside_log():
    rates = pd.DataFrame({"purchases": [200], "identified": [80], "researched": [48]})
    both = journeys.beside_survey(rates, 56, 70)
    assert (both.survey, both.log, both.coverage) == (0.8, 0.6, 0.4)
    assert (round(both.difference_low, 4), round(both.difference_high, 4)) == (0.0524, 0.3339)  # Newcombe 1998
    assert "80" in both.sentence()


def test_by_takes_several_columns_and_a_misspelt_one_is_named():
    log = cases.chez_vous().extract(400, seed=3).events
    table = journeys.ropo(log, by=["segment", "category"])
    assert table.columns[:2].tolist() == ["segment", "category"]
    alone = journeys.ropo(log, by="category").set_index("category")
    assert table.groupby("category")["purchases"].sum().to_dict() == alone["purchases"].to_dict()
    assert table.groupby("category")["researched"].sum().to_dict() == alone["researched"].to_dict()
    with pytest.raises(UnknownName, match="category"):
        journeys.ropo(log, by="categroy")
    with pytest.raises(UnknownName, match="segment"):
        journeys.showrooming(log, by=["segmnet"])
    assert journeys.ropo(log.drop(columns="category"))["category"].tolist() == ["all"]
    kept = journeys.journey_map(log, by=["segment", "category"])
    assert {"segment", "category", "moment", "channel", "share", "failed"} == {*kept.columns}
    assert kept["share"].between(0, 1).all()
