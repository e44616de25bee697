"""Dirt: every difference is in the log, and cleaning is scored by it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from crm_course import synthetic
from crm_course.foundations.errors import InvalidValue
from crm_course.synthetic.fingerprints import cells
from crm_course.synthetic.generate import Made
from crm_course.synthetic.quality.errors import ERRORS, levels

KEYS = {
    "customers": "customer_id", "contact_points": "contact_point_id", "order_lines": "order_line_id",
    "silo_till": "card_number", "silo_web_shop": "account_id", "silo_call_centre": "caller_id", "silo_social": "handle",
}  # fmt: skip


@pytest.fixture(scope="module")
def dirty() -> Made:
    return synthetic.world("sens-confort", customers=800, seed=2, dirt="heavy")


def texts(table: pd.DataFrame, key: str) -> pd.DataFrame:
    return pd.DataFrame({column: cells(table[column]) for column in table}, index=table[key].astype(str))


def test_the_log_explains_every_difference(dirty: Made) -> None:
    for name, table in dirty.tables.items():
        log = dirty.errors[dirty.errors["table"] == name]
        if name not in KEYS:
            pd.testing.assert_frame_equal(table, dirty.clean[name])
            continue
        before, after = (texts(frame, KEYS[name]) for frame in (dirty.clean[name], table))
        copies = log.loc[log["error"] == "duplicates", "key"]
        assert set(after.index) - set(before.index) == set(copies)
        after = after.loc[before.index]
        rows, columns = np.nonzero((before != after).to_numpy())
        seen = {
            (before.index[row], before.columns[column]): (before.iloc[row, column], after.iloc[row, column])
            for row, column in zip(rows, columns, strict=True)
        }
        changes = log[log["error"] != "duplicates"]
        told = {(row.key, row.column): (row.clean, row.dirty) for row in changes.itertuples()}
        assert seen == told
        assert len(told) == len(changes)  # one error a cell at most


def test_a_level_is_known_with_blanks_around_it() -> None:
    assert levels(" heavy ") == levels("heavy")
    assert levels("") == levels(" ") == levels("none") == {}


@pytest.mark.parametrize("cleaned", [None, 3, "customers.csv", {"customers": None}])
def test_what_is_no_table_cannot_be_scored(dirty: Made, cleaned: object) -> None:
    with pytest.raises(InvalidValue, match='cleaned must be a "customers" table'):
        synthetic.score_cleaning(cleaned, dirty)  # type: ignore[arg-type]


def test_every_kind_of_error_is_there_and_about_as_often_as_said(dirty: Made) -> None:
    counts = dirty.errors["error"].value_counts()
    assert set(counts.index) == set(ERRORS)
    assert abs(counts["duplicates"] / 800 - ERRORS["duplicates"].heavy) < 0.04
    phones = (dirty.clean["contact_points"]["kind"] != "email").sum()
    counts = dirty.errors.loc[dirty.errors["table"] == "contact_points", "error"].value_counts()
    assert abs(counts["phones"] / phones - ERRORS["phones"].heavy) < 0.06


def test_light_is_lighter_and_a_mapping_is_obeyed() -> None:
    light = synthetic.world("sens-confort", customers=400, seed=2, dirt="light").errors
    heavy = synthetic.world("sens-confort", customers=400, seed=2, dirt="heavy").errors
    only = synthetic.world("sens-confort", customers=400, seed=2, dirt={"dates": 0.5}).errors
    named = synthetic.world("sens-confort", customers=400, seed=2, dirt="dates, phones").errors
    assert 0 < len(light) < len(heavy)
    assert set(only["error"]) == {"dates"}
    assert set(named["error"]) == {"dates", "phones"}


def test_errors_reach_the_four_systems_where_what_they_ask_for_is_a_parameter(dirty: Made) -> None:
    struck = set(dirty.errors["table"])
    assert {"silo_till", "silo_web_shop", "silo_call_centre", "silo_social"} <= struck
    old = synthetic.world("sens-confort", customers=400, months=6, dirt="heavy", edition="2026.3").errors
    assert set(old["table"]) == {"customers", "contact_points", "order_lines"}


def test_a_system_is_judged_if_it_is_handed_in(dirty: Made) -> None:
    log, clean = dirty.errors, dirty.clean
    alone = synthetic.score_cleaning({"silo_till": clean["silo_till"]}, dirty).set_index("error").loc["phones"]
    assert alone["planted"] == log[(log["error"] == "phones") & log["table"].isin(["contact_points", "silo_till"])].shape[0]
    assert alone["corrected"] == log[(log["error"] == "phones") & (log["table"] == "silo_till")].shape[0] > 0
    assert synthetic.score_cleaning(clean["customers"], dirty).set_index("error").loc["phones", "corrected"] == 0


def test_dirt_leaves_the_company_as_it_was(dirty: Made) -> None:
    clean = synthetic.world("sens-confort", customers=800, seed=2)
    for name in clean.tables:
        pd.testing.assert_frame_equal(clean.tables[name], dirty.clean[name])


def test_values_are_not_missing_at_random(dirty: Made) -> None:
    gone = dirty.tables["customers"].set_index("customer_id").loc[dirty.clean["customers"]["customer_id"], "postcode"].isna()
    counter = dirty.clean["customers"]["acquisition_channel"].isin(["shop", "fair", "phone", "field"])
    assert gone[counter.to_numpy()].mean() > 2 * gone[~counter.to_numpy()].mean()


def test_a_perfect_cleaning_scores_one(dirty: Made) -> None:
    score = synthetic.score_cleaning(dirty.clean, dirty).set_index("error")
    assert (score["precision"] == 1).all()
    assert (score["recall"] == 1).all()


def test_no_cleaning_scores_nothing(dirty: Made) -> None:
    score = synthetic.score_cleaning(dirty.tables, dirty)
    assert (score["recall"] == 0).all()
    assert (score["changed"] == 0).all()


def test_nothing_in_a_number_tells_a_second_card(dirty: Made) -> None:
    """Second cards take numbers of the midst, stand in their order, and came on a day that fits."""
    people = dirty.tables["customers"]
    second = people["customer_id"].astype(str).isin(dirty.errors.query("error == 'duplicates'")["key"])
    assert people["customer_id"].is_monotonic_increasing
    assert 0.3 < np.flatnonzero(second).mean() / len(people) < 0.7
    assert not second.iloc[-5:].all()


def test_half_a_cleaning_scores_half(dirty: Made) -> None:
    people = dirty.tables["customers"].copy()
    clean = texts(dirty.clean["customers"], "customer_id")
    mine = dirty.errors.query("error == 'encoding' and column == 'street'")
    for key in mine["key"].iloc[: len(mine) // 2]:
        people.loc[people["customer_id"] == int(key), "street"] = clean.loc[key, "street"]
    score = synthetic.score_cleaning(people, dirty).set_index("error").loc["encoding"]
    assert score["corrected"] == len(mine) // 2
    assert score["precision"] == 1
    assert score["recall"] == pytest.approx((len(mine) // 2) / score["planted"])


def test_spoiling_what_was_right_costs_precision(dirty: Made) -> None:
    people = dirty.clean["customers"].assign(town="Nowhere")
    score = synthetic.score_cleaning(people, dirty).set_index("error")
    assert score.loc["stale", "precision"] < 0.05
    assert score.loc["swapped", "precision"] == 1


def test_rightly_written_in_another_way_counts_as_right(dirty: Made) -> None:
    points = dirty.clean["contact_points"].copy()
    phone = (points["kind"] != "email").to_numpy()
    points["value"] = np.where(phone, points["value"].str.replace(" ", "").str.replace(r"^0", "+33", regex=True), points["value"])
    assert synthetic.score_cleaning({"contact_points": points}, dirty).set_index("error").loc["phones", "recall"] == 1


def test_taking_out_both_cards_of_a_person_is_no_correction(dirty: Made) -> None:
    pairs = dirty.errors.query("error == 'duplicates'")
    people = dirty.tables["customers"]
    both = people[~people["customer_id"].astype(str).isin([*pairs["key"], *pairs["clean"]])]
    either = people[~people["customer_id"].astype(str).isin(pairs["clean"])]
    assert synthetic.score_cleaning(both, dirty).set_index("error").loc["duplicates", "corrected"] == 0
    assert synthetic.score_cleaning(either, dirty).set_index("error").loc["duplicates", "recall"] == 1


def test_a_table_without_its_key_gets_a_sentence(dirty: Made) -> None:
    with pytest.raises(InvalidValue, match='a table with its column "customer_id"'):
        synthetic.score_cleaning(pd.DataFrame({"nom": []}), dirty)
    with pytest.raises(InvalidValue, match="cleaned must be"):
        synthetic.score_cleaning({"customers": [1]}, dirty)  # type: ignore[dict-item]


def test_planted_violations_are_found() -> None:
    """A check that never fires proves nothing: break each rule once, and it must speak."""
    made = synthetic.world("sens-confort", customers=300, seed=4)
    assert synthetic.violations(made.tables).empty
    for table, column, change in BREAKS:
        broken = made.tables[table].copy()
        rows = broken.index[broken[column].notna()][:3]
        broken.loc[rows, column] = change(broken.loc[rows, column])
        found = synthetic.violations(made.tables | {table: broken})
        assert len(found) >= 1, (table, column)


def _years_back(moments: pd.Series[pd.Timestamp]) -> pd.Series[pd.Timestamp]:
    return moments - pd.Timedelta(days=9000)


BREAKS = [
    ("customers", "customer_id", lambda x: x.iloc[0]),
    ("customers", "town", lambda x: "Paris"),
    ("customers", "birth_date", lambda x: x + pd.Timedelta(days=50_000)),
    ("contact_points", "value", lambda x: "06 12 34 56 78"),
    ("orders", "customer_id", lambda x: 10**8),
    ("orders", "ordered_at", _years_back),
    ("orders", "total_cents", lambda x: x + 1),
    ("orders", "goods_cents", lambda x: x + 1),
    ("order_lines", "quantity", lambda x: -x),
    ("order_lines", "amount_cents", lambda x: x + 1),
    ("deliveries", "delivered_on", _years_back),
    ("deliveries", "promised_on", _years_back),
    ("returns", "returned_on", _years_back),
    ("returns", "quantity", lambda x: x + 100),
    ("tickets", "opened_at", _years_back),
    ("tickets", "closed_at", _years_back),
    ("surveys", "answered_at", _years_back),
    ("surveys", "recommend", lambda x: 11),
    ("surveys", "customer_id", lambda x: x + 1),
    ("interactions", "ts", _years_back),
    ("campaign_events", "ts", _years_back),
    ("campaigns", "sent_at", _years_back),
    ("calls", "answered", lambda x: x + 1),
    ("calls", "answered_in_20s", lambda x: x + 100),
    ("stock", "closing", lambda x: x + 1),
    ("channel_costs", "cost_cents", lambda x: x + 10_000),
]
