"""Event tables and path tables as tools export them; names, clocks and counts as people write them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import journeys
from crm_course.foundations import sheets
from crm_course.foundations.errors import InvalidData, UnknownName
from crm_course.journeys import event_table, files, spelling

LOG = pd.DataFrame({
    "customer_id": [1, 1, 1, 2, 2], "ts": ["2026-03-01", "2026-03-04", "2026-03-05", "2026-03-02", "2026-03-03"],
    "channel": ["web", "(direct)", "shop", "Direct", "web"], "converted": [0, 0, 1, 0, 1],
})  # fmt: skip


def credit(table, model="last"):
    return journeys.attribute(table, model).set_index("channel")["credit"].to_dict()


# -- event tables -------------------------------------------------------------------------

SHOP = "Journal des contacts;;;;\nN° client;Date et heure;Canal;Achat;Montant\n7;21/11/2026 14:05;web;non;\n7;22/11/2026 09:30;magasin;oui;1 250,50 €\n12;03/11/2026;e-mail;non;\n(not set);03/11/2026;web;non;\nTotal;;;;1 250,50\n"
TOOL = "user_pseudo_id,event_timestamp,event_name,source,transaction_id\na,1772000000000000,page_view,google,\na,1772000100000000,purchase,google,T1\nb,1772000000000000,page_view,(direct),\n"
STREAM = "user_id,event,timestamp\n1,main,2026-03-01 10:00:00\n1,catalog,2026-03-01 10:05:00\n1,purchase,2026-03-01 10:10:00\n"


def test_a_french_table_with_its_title_and_total():
    held = files.read(sheets.read(SHOP.encode()))
    assert held.journeys().paths[["path", "conversions", "value"]].to_numpy().tolist() == [["e-mail", 0, 0.0], ["web > magasin", 1, 1250.5]]
    assert held.journeys().identified == 0.75


def test_a_tool_with_clock_numbers_and_order_numbers():
    found = event_table.read(sheets.read(TOOL.encode()))
    assert found.log["converted"].tolist() == [False, True, False]
    assert str(found.log["ts"].iloc[0]) == "2026-02-25 06:13:20+00:00"
    assert "microsecondes depuis 1970" in found.sentence()
    assert "1 achats" in found.sentence().replace("\u202f", " ").replace("\xa0", " ")


def test_purchases_by_the_name_of_the_event():
    table = sheets.read(STREAM.replace("event,", "channel,").encode())
    found = event_table.read(table)
    assert found.log["converted"].tolist() == [False, False, True]
    assert "purchase" in found.sentence()


def test_an_event_stream_has_its_events_for_channels():
    found = files.read(sheets.read(STREAM.encode()))
    assert found.journeys(exclude="purchase").paths["path"].tolist() == ["main > catalog"]


def test_a_report_with_its_comments_and_grand_total():
    report = '# ----\n# 20260101-20260131\n\nDefault channel group path,Key events,Total revenue\nOrganic Search > Direct,12,720.5\nDirect,"1,200",84000\n,"1,212",84720.5\n'
    assert files.read(sheets.read(report.encode())).journeys().paths["conversions"].tolist() == [1200, 12]


def test_a_line_without_a_time_is_left_out_and_told():
    lines = "".join(f"{n};0{n}/03/2026;web;non\n" for n in range(1, 9)) + "9;demain;web;non\n"
    found = event_table.read(sheets.read(("client;date;canal;achat\n" + lines).encode()))
    assert len(found.log) == 8
    assert found.left == ((10, "date", "demain"),)
    with pytest.raises(InvalidData, match=r"date must be|date \(line 10\)"):
        journeys.from_table(sheets.read(("client;date;canal;achat\n" + lines).encode()))


def test_a_table_without_its_columns_names_them():
    with pytest.raises(InvalidData, match="Date and time of the contact"):
        event_table.read(pd.DataFrame({"client": ["1"], "canal": ["web"]}))


# -- clocks -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "times",
    [
        [1_772_000_000, 1_779_776_000],
        [1_772_000_000_000, 1_779_776_000_000],
        [46_084.5, 46_174.5],
        ["03/04/2026", "21/07/2026"],
        ["04/03/2026 3:05 PM", "07/21/2026 3:05 PM"],
    ],
)
def test_a_pause_of_months_cuts_whatever_the_clock(times):
    log = pd.DataFrame({"customer_id": [1, 1], "ts": times, "channel": ["web", "shop"], "converted": [0, 1]})
    assert sorted(journeys.build(log, gap_days=30).paths["path"]) == ["shop", "web"]


def test_days_since_a_start_are_asked_about():
    log = pd.DataFrame({"customer_id": [1, 1], "ts": [0, 90], "channel": ["web", "shop"], "converted": [0, 1]})
    with pytest.raises(InvalidData, match="without an origin"):
        journeys.build(log)


def test_a_convention_that_was_assumed_is_told():
    assert "à vérifier" in journeys.build(LOG.assign(ts=["03/04/2026", "04/04/2026", "05/04/2026", "06/04/2026", "07/04/2026"])).told
    assert journeys.build(LOG).told == ""


# -- names --------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["nan", "None", "NULL", " ", "(not set)", "N/A", "-", "undefined", "Anonymous"])
def test_words_that_stand_for_nobody_are_no_customer(word):
    log = pd.DataFrame(
        {"customer_id": [word, word, "7"], "ts": ["2026-01-01", "2026-01-02", "2026-01-03"], "channel": "web", "converted": [0, 1, 0]}
    )
    assert journeys.build(log).identified == pytest.approx(1 / 3)


def test_spaces_around_a_customer_make_no_other_customer():
    log = LOG.assign(customer_id=["a", "a ", " a", "b", "b"])
    assert len(journeys.build(log)) == 2


@pytest.mark.parametrize("name", ["direct", "Direct", "(direct)", " DIRECT ", "(direct) / (none)", "accès direct"])
def test_a_direct_visit_by_any_name(name):
    assert credit(pd.DataFrame({"path": [f"google > {name}"], "conversions": [10]}), "last-non-direct")["google"] == 10


def test_spellings_of_one_channel_are_one_channel():
    assert journeys.build(LOG).channels == ("(direct)", "shop", "web")
    assert credit(pd.DataFrame({"path": ["Paid Search", "paid-search", "paid_search > Paid Search"], "conversions": [1, 2, 3]})) == {
        "Paid Search": 6.0
    }


def test_rules_name_channels_as_people_do():
    assert journeys.build(LOG, exclude="DIRECT").channels == journeys.build(LOG).channels
    assert (
        journeys.build(LOG, exclude=["Direct"]).paths["path"].tolist()
        == journeys.build(LOG, exclude=["(direct)"]).paths["path"].tolist()
        == ["web", "web > shop"]
    )
    assert "web > shop" in journeys.build(LOG, direct_if_alone="direct").paths["path"].tolist()


@pytest.mark.parametrize("option", ["exclude", "include", "direct_if_alone"])
def test_an_option_that_names_no_channel_proposes_the_closest(option):
    with pytest.raises(UnknownName, match='Did you mean "shop"'):
        journeys.build(LOG, **{option: "shpo"})


def test_a_misspelt_column_or_conversion_proposes_the_closest():
    with pytest.raises(UnknownName, match='Did you mean "value"'):
        journeys.build(LOG.assign(vaule=1.0))
    with pytest.raises(UnknownName, match='Did you mean "nulls"'):
        journeys.attribute(pd.DataFrame({"path": ["a"], "conversions": [1], "null": [3]}))
    stream = pd.DataFrame({"user_id": [1], "event": ["purchase"], "timestamp": ["2026-03-01"]})
    with pytest.raises(UnknownName, match='Did you mean "purchase"'):
        journeys.from_eventstream(stream, conversion="purchse")
    assert journeys.from_eventstream(stream, conversion="Purchase")["converted"].all()


# -- path tables --------------------------------------------------------------------------


def test_states_at_the_ends_are_no_channels():
    assert credit(
        pd.DataFrame({"path": ["(start) > a > b > (conversion)", "start > a > null"], "conversions": [1, 0], "nulls": [0, 1]})
    ) == {"b": 1.0, "a": 0.0}
    told = journeys.from_paths(pd.DataFrame({"path": ["start > a > conv", "start > a > null", "start > b > conv"]}))
    assert (len(told), told.conversions.sum(), told.channels) == (3, 2, ("a", "b"))
    with pytest.raises(InvalidData, match=r"path \(line 2\) must be a path whose end"):
        journeys.from_paths(pd.DataFrame({"path": ["a > null"], "conversions": [1]}))


@pytest.mark.parametrize("arrow", [" > ", ">", " -> ", " → ", " => "])
def test_arrows_as_tools_draw_them(arrow):
    assert journeys.from_paths(pd.DataFrame({"path": [f"a{arrow}b"], "conversions": [1]})).paths["path"].tolist() == ["a > b"]


@pytest.mark.parametrize(("cell", "count"), [("1 200", 1200), ("1\u202f200", 1200), ("12", 12), ("1,200", 1200), (12.0, 12), ("0", 0)])
def test_counts_as_people_write_them(cell, count):
    assert journeys.from_paths(pd.DataFrame({"path": ["a"], "conversions": [cell]})).conversions.tolist() == [count]


@pytest.mark.parametrize("cell", ["1,5", "x", "", "N/A", None, np.nan, "-3", "2 1"])
def test_what_is_no_count_is_refused_not_counted_as_none(cell):
    with pytest.raises(InvalidData, match=r"conversions \(line 3\)"):
        journeys.attribute(pd.DataFrame({"path": ["a", "b"], "conversions": ["1", cell]}), "last")


def test_columns_as_other_tools_name_them():
    table = pd.DataFrame(
        {"path": ["a > b", "a"], "total_conversions": [3, 1], "total_conversion_value": ["30,50 €", "10"], "total_null": [1, 2]}
    )
    told = journeys.from_paths(table)
    assert (told.conversions.tolist(), told.journeys.tolist(), told.value.tolist()) == ([3, 1], [4, 3], [30.5, 10])
    french = sheets.read(
        "Chemins;Achats;Sans achat;Chiffre d'affaires\ngoogle > web;12;30;720,00\nweb;1 200;5 000;\n".replace(
            "1 200;5 000;", "0;5 000;"
        ).encode()
    )
    held = files.read(french)
    assert held.journeys(gap_days=1).conversions.tolist() == [12, 0]
    assert "pas d’horloge" in held.notice


@given(st.lists(st.sampled_from(["web", "Web", "(web)", "shop", "SHOP ", "e-mail", "E mail"]), min_size=1, max_size=20))
def test_one_name_for_each_kind_of_spelling(names):
    counts = {name: names.count(name) for name in names}
    made = spelling.merged(counts)
    assert {spelling.key(name) for name in names} == {spelling.key(name) for name in made.values()}
    assert len(set(made.values())) == len({spelling.key(name) for name in names})
