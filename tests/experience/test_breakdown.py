"""Segments and waves: each row is what the single functions give."""

import numpy as np
import pandas as pd
import pytest

from crm_course import experience
from crm_course.foundations.errors import InvalidValue, UnknownName

RNG = np.random.default_rng(7)
FRAME = pd.DataFrame(
    {
        "site": RNG.choice(["Brest", "Quimper", "Rennes"], 400),
        "wave": RNG.choice([2024, 2025], 400),
        "recommend": RNG.integers(0, 11, 400),
        "satisfaction": RNG.integers(1, 5, 400),
        "effort": RNG.integers(1, 6, 400),
        "weight": RNG.uniform(0.5, 3, 400),
    }
)
EFFORT = experience.Effort(low={1, 2}, high={4, 5})


@pytest.mark.parametrize("weights", [None, "weight"])
def test_each_row_is_the_score_of_its_segment(weights):
    table = experience.breakdown(FRAME, "site", weights=weights).set_index("site")
    for site, part in FRAME.groupby("site"):
        one = experience.nps(part["recommend"].to_numpy(), weights=None if weights is None else part["weight"].to_numpy())
        row = table.loc[site]
        for name in (
            "score",
            "low",
            "high",
            "mean",
            "promoter_share",
            "passive_share",
            "detractor_share",
            "responses",
            "effective_responses",
        ):
            assert row[name] == pytest.approx(getattr(one, name)), name


def test_csat_and_ces_by_two_columns():
    table = experience.breakdown(FRAME, ["site", "wave"], measure=experience.Satisfaction(satisfied={3, 4}), confidence=0.9)
    one = FRAME[(FRAME["site"] == "Brest") & (FRAME["wave"] == 2024)]
    expected = experience.csat(one["satisfaction"].to_numpy(), satisfied={3, 4}, confidence=0.9)
    assert table.loc[0, ["share", "low", "high"]].tolist() == pytest.approx([expected.share, expected.low, expected.high])
    assert len(table) == 6
    efforts = experience.breakdown(FRAME, "site", measure=EFFORT)
    expected = experience.ces(FRAME.loc[FRAME["site"] == "Brest", "effort"].to_numpy(), low={1, 2}, high={4, 5})
    assert efforts.loc[0, ["score", "low", "high"]].tolist() == pytest.approx([expected.score, expected.low, expected.high])


def test_rows_without_a_segment_are_a_segment():
    frame = pd.DataFrame({"site": ["A", None, "A"], "recommend": [10, 3, 9]})
    table = experience.breakdown(frame, "site")
    assert table["responses"].tolist() == [2, 1]
    assert table["site"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("frame", "by", "options", "error", "message"),
    [
        (FRAME, "sites", {}, UnknownName, 'Did you mean "site"'),
        (FRAME.rename(columns={"recommend": "note"}), "site", {}, UnknownName, "column must be one of"),
        (FRAME, "site", {"weights": "heft"}, UnknownName, "column must be one of"),
        (FRAME.head(0), "site", {}, InvalidValue, "at least one row"),
        ([1, 2], "site", {}, InvalidValue, "a DataFrame"),
        (FRAME.assign(recommend=FRAME["recommend"].where(FRAME["recommend"] > 0)), "site", {}, InvalidValue, "are missing"),
        (FRAME.assign(recommend=FRAME["recommend"].astype(str)), "site", {}, InvalidValue, "recommend must be scores, as numbers"),
        (FRAME.assign(recommend=11), "site", {}, InvalidValue, "recommend must be whole numbers from 0 to 10, got 11"),
        (FRAME.assign(weight=-1.0), "site", {"weights": "weight"}, InvalidValue, "weights must be a number, 0 or more"),
    ],
)
def test_bad_frames_are_named(frame, by, options, error, message):
    with pytest.raises(error, match=message):
        experience.breakdown(frame, by, **options)


def test_a_segment_of_no_weight_is_nan_and_stops_nothing():
    frame = pd.DataFrame({"site": ["A", "B"], "recommend": [10, 3], "weight": [1.0, 0.0]})
    table = experience.breakdown(frame, "site", weights="weight")
    assert table["score"].isna().tolist() == [False, True]


# -- barometer ----------------------------------------------------------------------------


def test_changes_are_comparisons_with_the_wave_before():
    table = experience.barometer(FRAME, by="site")
    assert table["change"].isna().tolist() == [True, False] * 3
    now, before = (
        experience.nps(FRAME.loc[(FRAME["site"] == "Quimper") & (FRAME["wave"] == wave), "recommend"].to_numpy()) for wave in (2025, 2024)
    )
    expected = experience.compare(now, before)
    row = table[(table["site"] == "Quimper") & (table["wave"] == 2025)].iloc[0]
    assert row[["change", "change_low", "change_high", "p_value"]].tolist() == pytest.approx(
        [expected.difference, expected.low, expected.high, expected.p_value]
    )
    assert row["more_than_noise"] == expected.more_than_noise
    assert table["more_than_noise"].dtype == bool


def test_waves_of_an_ordered_category_keep_their_order():
    order = pd.CategoricalDtype(["spring", "autumn"], ordered=True)
    frame = FRAME.assign(wave=FRAME["wave"].map({2024: "spring", 2025: "autumn"}).astype(order))
    assert experience.barometer(frame, by="site")["wave"].astype(str).tolist() == ["spring", "autumn"] * 3


def test_the_gap_to_a_competitor_is_a_comparison_in_each_common_wave():
    table = experience.barometer(
        FRAME.drop(index=FRAME[(FRAME["site"] == "Rennes") & (FRAME["wave"] == 2024)].index), by="site", measure=EFFORT
    )
    lead = experience.gap(table, "Brest", "Rennes", by="site")
    assert lead["wave"].tolist() == [2025]
    ours, theirs = (
        experience.ces(FRAME.loc[(FRAME["site"] == site) & (FRAME["wave"] == 2025), "effort"].to_numpy(), low={1, 2}, high={4, 5})
        for site in ("Brest", "Rennes")
    )
    expected = experience.compare(ours, theirs)
    row = lead.iloc[0]
    assert row[["ours", "theirs", "lead", "lead_low", "lead_high"]].tolist() == pytest.approx(
        [ours.score, theirs.score, expected.difference, expected.low, expected.high]
    )
    with pytest.raises(UnknownName, match='Did you mean "Rennes"'):
        experience.gap(table, "Brest", "Renes", by="site")
    with pytest.raises(InvalidValue, match="returned by breakdown or barometer"):
        experience.gap(FRAME, "Brest", "Rennes", by="site")


def test_noise_is_called_noise_nineteen_times_in_twenty():
    rng = np.random.default_rng(11)
    brands = np.repeat(np.arange(600), 100)
    frame = pd.DataFrame({"brand": brands, "wave": np.tile(np.repeat([1, 2], 50), 600), "recommend": rng.integers(0, 11, brands.size)})
    alarms = experience.barometer(frame)["more_than_noise"].sum() / 600
    assert 0.02 < alarms < 0.08
