"""One column, one convention."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course.foundations import dates
from crm_course.foundations.errors import InvalidData, UnknownName

TODAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-08-11", "2026-08-11"), ("11/08/2026", "2026-08-11"), ("11.08.2026 à 9h15", "2026-08-11 09:15"), ("2026-08-11T22:30:00Z", "2026-08-12 00:30"),
        ("1er juil. 2026", "2026-07-01"), ("lundi 2 mars 2026", "2026-03-02"), ("Mon, 02 Mar 2026 09:15:00 +0100", "2026-03-02 09:15"), ("March 2, 2026", "2026-03-02"),
        ("4 févr. 2026", "2026-02-04"), ("02-Mar-2026", "2026-03-02"), ("20260304", "2026-03-04"), ("2026/03/04 09:15:32,5", "2026-03-04 09:15:32.5"),
        ("31/02/2026", None), ("0000-00-00", None), ("hier", None), ("31 avr. 2026", None), ("4 brumaire 2026", None), ("12/11/1875", None), ("04/03/2026 13:05 PM", None),
    ],
)  # fmt: skip
def test_dates_as_people_and_programs_write_them(cell, expected):
    assert dates.parse(cell) == (None if expected is None else dt.datetime.fromisoformat(expected))


@pytest.mark.parametrize(
    ("cells", "convention", "assumed"),
    [
        (["03/04/2026", "21/04/2026"], "day_first", False), (["03/04/2026", "04/21/2026"], "month_first", False), (["03/04/2026"], "day_first", True),
        (["03/04/2026 3:05 PM"], "month_first", True), (["2026-04-03", "x"], "iso", False), ([1_772_000_000, None], "unix_seconds", False),
        (["1772000000000"], "unix_milliseconds", False), ([46084.5], "excel_days", False), (["46084,5", "46085"], "excel_days", False),
        ([20260304, 20260305], "compact", False),
    ],
)  # fmt: skip
def test_the_convention_is_found_from_the_whole_column(cells, convention, assumed):
    found = dates.read(cells)
    assert (found.convention, found.assumed) == (convention, assumed)


def test_a_cell_of_another_convention_is_told_not_bent():
    found = dates.read(pd.Series(["13/04/2026", "14/04/2026", "04/15/2026"], name="le"))
    assert found.refused.tolist() == [False, False, True]
    with pytest.raises(InvalidData, match=r"le \(line 4\) must be written as the rest of the column \(day, month, year\)"):
        found.checked()


def test_what_is_not_there_is_no_mistake():
    found = dates.read(["", "-", "N/A", None, "00/00/0000", "0000-00-00 00:00:00", "NULL", "2026-03-04"])
    assert not found.refused.any()
    assert found.values.notna().sum() == 1


def test_days_since_a_start_are_asked_about():
    with pytest.raises(InvalidData, match="number without an origin"):
        dates.read(pd.Series([0, 90], name="ts"))


def test_a_convention_may_be_given():
    assert dates.read(["03/04/2026"], convention="month_first").values[0] == pd.Timestamp("2026-03-04")
    assert dates.read([44_623], convention="excel_days_1904").values[0] == pd.Timestamp("2026-03-04")
    with pytest.raises(UnknownName, match='Did you mean "day_first"'):
        dates.read(["03/04/2026"], convention="days_first")


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("12/05/35", 1935),
        ("12/05/49", 1949),
        ("12/05/08", 2008),
        ("12/05/1980", 1980),
        ("12/12/26", 1926),
        ("01/01/2090", None),
        ("01/01/1890", None),
    ],
)
def test_a_birth_is_past_and_nobody_is_a_hundred_and_twenty(cell, year):
    found = dates.read([cell], birth=True, today=TODAY)
    assert (None if found.refused[0] else found.values[0].year) == year


def test_clocks_are_read_in_their_unit():
    moment = pd.Timestamp("2026-03-04 09:15:00", tz="Europe/Paris")
    seconds = moment.timestamp()
    for factor in (1, 10**3, 10**6, 10**9):
        assert dates.read([int(seconds * factor)]).values[0] == moment.tz_localize(None)
    excel = (moment.tz_localize(None) - pd.Timestamp("1899-12-30")) / pd.Timedelta(days=1)
    assert dates.read([excel]).values[0] == moment.tz_localize(None)


@given(st.lists(st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31)), min_size=1, max_size=30), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_a_column_with_a_late_day_is_read_as_it_was_written(days, shape):
    days = [*days, dt.date(2026, 3, 31)]
    found = dates.read([day.strftime(shape) for day in days])
    assert not found.assumed
    assert found.values.dt.date.tolist() == days


@given(
    st.lists(
        st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2060, 1, 1)).map(lambda m: m.replace(microsecond=0)), min_size=1, max_size=20
    )
)
def test_all_at_once_is_one_by_one(moments):
    cells = [*(moment.isoformat(" ") for moment in moments), "4 mars 2026"]
    assert dates.read(cells).values.tolist() == [pd.Timestamp(dates.parse(cell)) for cell in cells]


def test_evidence_is_the_same_gathered_in_parts():
    seen = dates.Evidence()
    seen.add(["03/04/2026"])
    assert seen.assumed
    seen.add(["", "25/04/2026"])
    assert (seen.convention, seen.assumed) == ("day_first", False)


def test_moments_stay_moments():
    found = dates.read(pd.Series(pd.to_datetime(["2026-03-04 09:00+00:00", None])))
    assert found.values[0] == pd.Timestamp("2026-03-04 10:00")
    assert not found.refused.any()
    assert np.isnat(found.values.to_numpy()[1])


def test_a_header_may_say_the_zone():
    named = pd.Series(["2026-07-01 08:00:00"], name="datetime (UTC)")
    assert dates.read(named).values[0] == pd.Timestamp("2026-07-01 10:00")
    assert dates.read(named, zone="UTC").values[0] == pd.Timestamp("2026-07-01 08:00")
    assert dates.read(pd.Series(["2026-07-01T08:00:00Z"], name="UTC")).values[0] == pd.Timestamp("2026-07-01 10:00")
