"""Names, counts and paths as other tools write them."""

import pandas as pd
import pytest

from crm_course import journeys
from crm_course.foundations.errors import InvalidData


def last(paths, **columns):
    table = pd.DataFrame({"path": paths, "conversions": 1, **columns})
    return journeys.attribute(table, "last").set_index("channel")["credit"].to_dict()


@pytest.mark.parametrize("name", ["Direct Entry", "(none)", "Typed/Bookmarked", "Accès direct", "(direct) / (none)", "Direkt"])
def test_a_direct_visit_by_any_name(name):
    table = pd.DataFrame({"path": [f"google > {name}"], "conversions": [10], "nulls": [0]})
    assert journeys.attribute(table, "last-non-direct").set_index("channel")["credit"]["google"] == 10


@pytest.mark.parametrize(
    "word", ["(null)", "[null]", "not set", "(not provided)", "-1", "invité", "Anonymous User", "00000000-0000-0000-0000-000000000000"]
)
def test_nobody_by_any_name(word):
    log = pd.DataFrame(
        {
            "customer_id": [word] * 3 + ["7"],
            "ts": pd.date_range("2026-01-01", periods=4),
            "channel": ["web", "mail", "shop", "web"],
            "converted": [0, 0, 1, 0],
        }
    )
    assert journeys.build(log).identified == 0.25


def test_a_number_that_a_spreadsheet_gave_decimals_is_the_same():
    log = pd.DataFrame(
        {
            "customer_id": ["7", "7.0", " 7"],
            "ts": pd.date_range("2026-01-01", periods=3),
            "channel": ["web", "mail", "shop"],
            "converted": [0, 0, 1],
        }
    )
    assert journeys.build(log).paths["path"].tolist() == ["web > mail > shop"]


@pytest.mark.parametrize(
    "paths", [["a|b", "x|y"], ["a; b", "x; y"], ["a, b", "x"], ["['a', 'b']", "['x', 'y']"], ["a ▸ b", "x"], ["a -> b", "x, y"]]
)
def test_paths_with_another_mark_between_channels(paths):
    assert last(paths)["b"] == 1


def test_a_share_is_no_count():
    with pytest.raises(InvalidData, match="50 %"):
        journeys.attribute(pd.DataFrame({"path": ["a"], "conversions": ["50 %"]}), "last")


def test_amounts_by_the_decimal_mark_of_their_column():
    table = pd.DataFrame({"path": ["a", "b"], "conversions": [1, 1], "value": ["1,200", "10.50"]})
    assert journeys.attribute(table, "last").set_index("channel")["value"].to_dict() == {"a": 1200.0, "b": 10.5}
