"""Call logs as telephone systems and supervisors write them, and the day that is planned from them."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import contact_center as cc
from crm_course.foundations import durations, sheets
from crm_course.foundations.errors import InvalidData, InvalidValue


def told(text, **options):
    return cc.intervals(sheets.read(text.encode()), **options)


def rows(frame):
    return [
        (f"{row.start:%H:%M}", row.calls, row.answered, row.abandoned, None if pd.isna(row.handle_seconds) else round(row.handle_seconds))
        for row in frame.itertuples()
    ]


THREE_CX = """Call Time,Caller ID,Destination,Status,Ringing,Talking,Totals,Cost,Reason
02/03/2026 09:15:22,0199001234,100,Answered,00:00:12,00:03:20,00:03:32,,
02/03/2026 09:16:00,0199001235,100,Unanswered,00:00:40,00:00:00,00:00:40,,
02/03/2026 09:51:00,0199001236,100,Answered,00:00:40,00:02:00,00:02:40,,
Totals,,,,,00:05:20,,,
"""
ASTERISK = "".join(
    f'"","0199001234","100","ctx","""x"" <0199>","SIP/1","SIP/2","Dial","x","2026-03-02 09:{15 + at}:00","{answer}","2026-03-02 09:{18 + at}:10",190,{talk},"{how}","DOCUMENTATION","177{at}.1",""\n'
    for at, answer, talk, how in [
        (0, "2026-03-02 09:15:10", 180, "ANSWERED"),
        (1, "", 0, "NO ANSWER"),
        (20, "2026-03-02 09:35:10", 200, "ANSWERED"),
    ]
)
DASHBOARD = """Call Id,Agent,Date,Time,Topic,Answered (Y/N),Resolved,Speed of answer in seconds,AvgTalkDuration,Satisfaction rating
ID0001,Diane,2026-01-01,0.380208333,Contract,Y,Y,109,0.001655093,3
ID0002,Becky,2026-01-01,0.380902778,Technical,Y,N,70,0.002812500,3
ID0003,Dan,2026-01-01,0.4,Contract,N,N,,,
"""
SUPERVISOR = """Rapport du 02/03/2026;;;;;
Date;Tranche horaire;Appels présentés;Appels décrochés;Abandons;DMT
13/03/2026;09:00-09:15;20;18;2;00:04:00
13/03/2026;09:15-09:30;;;;
13/03/2026;09:45-10:00;30;28;2;240
Total;;50;46;4;
"""
AIRCALL = """line,datetime (UTC),direction,from,answered,missed_call_reason,duration (total),duration (in call)
L,2026-03-02 08:15:22,inbound,+33199001234,Yes,,212,200
L,2026-03-02 08:18:22,inbound,+33199001234,No,abandoned,40,0
L,2026-03-02 08:19:22,outbound,+33199001234,Yes,,40,30
"""
SOFTWARE = (
    "started_at,ended_at,status\n2026-03-02T08:15:00Z,2026-03-02T08:18:20Z,completed\n2026-03-02T08:16:00Z,2026-03-02T08:16:10Z,no-answer\n"
)
BY_HAND = "Date appel;Heure;Durée (s);Motif;Issue\n13/03/2026;9h15;200;facture;décroché\n13/03/2026;9h17;;;abandonné\n13/03/2026;9h58;150;facture;décroché\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (THREE_CX, [("09:15", 2, 1, 1, 200), ("09:30", 0, 0, 0, 160), ("09:45", 1, 1, 0, 120)]),
        (ASTERISK, [("09:15", 2, 1, 1, 180), ("09:30", 1, 1, 0, 200)]),
        (DASHBOARD, [("09:00", 2, 2, 0, 193), ("09:15", 0, 0, 0, 193), ("09:30", 1, 0, 1, 193)]),
        (AIRCALL, [("09:15", 2, 1, 1, 200)]),
        (SOFTWARE, [("09:15", 2, 1, 1, 200)]),
        (BY_HAND, [("09:15", 2, 1, 1, 200), ("09:30", 0, 0, 0, 175), ("09:45", 1, 1, 0, 150)]),
    ],
)  # fmt: skip
def test_one_line_a_call(text, expected):
    assert rows(told(text)) == expected


def test_one_line_an_interval_with_what_is_missing_told():
    found = told(SUPERVISOR)
    assert [row[:2] for row in rows(found)][::2] == [("09:00", 20), ("09:45", 30)]
    assert np.isnan(found["calls"].iloc[1])
    assert found["handle_seconds"].tolist() == [240, 240, 240]
    notices = " ".join(found.attrs["notices"])
    assert "Intervalles sans donnée" in notices
    assert "09:30 – 09:45" in notices
    sentence = cc.plan_day(found).sentence()
    assert sentence.startswith("50 appels")
    assert "ni comptés ni planifiés" in sentence


def test_intervals_that_stand_twice_are_one_if_they_are_the_same_and_added_if_not():
    same = told("Intervalle;Appels\n13/03/2026 09:00;20\n13/03/2026 09:15;30\n13/03/2026 09:15;30\n")
    assert same["calls"].tolist() == [20, 30]
    assert "comptées une fois" in " ".join(same.attrs["notices"])
    queues = told("Intervalle;File;Appels\n13/03/2026 09:00;A;20\n13/03/2026 09:15;A;1 200\n13/03/2026 09:15;B;1 200\n")
    assert queues["calls"].tolist() == [20, 2400]
    assert "additionnés" in " ".join(queues.attrs["notices"])


def test_a_report_of_intervals_in_english_and_one_without_counts():
    text = "Interval Start,Interval End,Offer,Answer,Abandon,Avg Handle\n2026-03-02 09:00,2026-03-02 09:15,20,18,2,240\n2026-03-02 09:15,2026-03-02 09:30,22,20,2,250\n"
    assert rows(told(text)) == [("09:00", 20, 18, 2, 240), ("09:15", 22, 20, 2, 250)]
    with pytest.raises(InvalidData, match="which column counts the calls"):
        told("Intervalle;Volumétrie brute\n13/03/2026 09:00;20\n13/03/2026 09:15;30\n")


def test_intervals_may_be_put_together_but_not_split():
    text = "Intervalle;Appels;DMT\n13/03/2026 09:00;20;100\n13/03/2026 09:15;60;200\n13/03/2026 09:30;10;100\n"
    assert rows(told(text, minutes=30)) == [("09:00", 80, 80, 0, 175), ("09:30", 10, 10, 0, 100)]
    with pytest.raises(InvalidValue, match="at least 15 minutes"):
        told(text, minutes=5)


@pytest.mark.parametrize("minutes", [0, 7, 90, True, 15.0, "15"])
def test_minutes_divide_the_hour(minutes):
    with pytest.raises(InvalidValue, match="divides the hour"):
        told(THREE_CX, minutes=minutes)


def test_outgoing_calls_and_the_legs_of_a_call_are_told():
    text = "start,direction,call id,talk time\n2026-03-13 09:00,inbound,a,100\n2026-03-13 09:02,inbound,a,50\n2026-03-13 09:03,outbound,b,500\n2026-03-13 09:04,inbound,c,0\n"
    found = told(text)
    assert rows(found) == [("09:00", 2, 1, 1, 150)]
    assert "sortants" in " ".join(found.attrs["notices"])
    assert "réunies" in " ".join(found.attrs["notices"])


@pytest.mark.parametrize(("header", "cell", "answered"), [("Abandonné", "oui", 0), ("Abandonné", "non", 1), ("Perdu", "1", 0), ("Répondu", "non", 0), ("Statut", "Messagerie", 0), ("Résultat", "Traité", 1), ("Disposition", "BUSY", 0), ("Status", "Not answered", 0)])  # fmt: skip
def test_how_a_call_ended(header, cell, answered):
    assert told(f"start;{header}\n2026-03-13 09:00;{cell}\n2026-03-13 09:01;{cell}\n")["answered"].tolist() == [2 * answered]


def test_days_without_times_are_asked_about():
    with pytest.raises(InvalidData, match="every line is at midnight"):
        told("date;statut\n13/03/2026;ok\n14/03/2026;ok\n")
    with pytest.raises(InvalidData, match="Start of the call"):
        told("nom;ville\na;b\n")


def test_the_hour_that_does_not_exist_is_not_filled_and_that_which_comes_twice_is_told():
    spring = told("start;talk time\n2026-03-29 01:50;100\n2026-03-29 03:10;100\n")
    assert [row[0] for row in rows(spring)] == ["01:45", "03:00"]
    assert "heure d’été" in " ".join(spring.attrs["notices"])
    autumn = told("start;talk time\n2026-10-25T00:40:00Z;100\n2026-10-25T01:40:00Z;100\n")
    assert rows(autumn) == [("02:30", 2, 2, 0, 100)]
    assert "deux fois" in " ".join(autumn.attrs["notices"])


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 14 * 3600), st.integers(0, 900), st.booleans()), min_size=1, max_size=60),
    st.sampled_from([5, 15, 30, 60]),
)
def test_every_call_is_counted_once(calls, minutes):
    log = pd.DataFrame({
        "start": pd.Timestamp("2026-03-13 08:00") + pd.to_timedelta([at for at, _, _ in calls], unit="s"),
        "talk_seconds": [seconds if taken else 0 for _, seconds, taken in calls], "status": ["answered" if taken else "missed" for _, _, taken in calls],
    })  # fmt: skip
    found = cc.intervals(log, minutes=minutes)
    assert found["calls"].sum() == len(calls)
    assert (found["answered"] + found["abandoned"]).equals(found["calls"])
    assert found["answered"].sum() == sum(taken for _, _, taken in calls)
    assert (found["start"].diff().dropna() == pd.Timedelta(minutes=minutes)).all()


def test_a_day_from_a_log_is_planned_at_its_times():
    plan = cc.plan_day(told(THREE_CX))
    assert plan.frame["start_hour"].tolist() == [9.25, 9.5, 9.75]
    assert plan.frame["handle_seconds"].tolist() == [200, 160, 120]
    assert plan.interval_seconds == 900
    assert cc.plan_day(told(THREE_CX, minutes=30)).interval_seconds == 1800
    assert len(plan.as_it_goes()) == 3


def test_a_series_is_planned_at_its_own_times_and_its_holes_are_told():
    series = pd.Series([1, 1, 1], index=pd.to_datetime(["2026-03-02 08:00", "2026-03-02 08:15", "2026-03-02 09:30"]))
    plan = cc.plan_day(series, 240)
    assert plan.frame["start_hour"].tolist() == [8, 8.25, 9.5]
    assert "absents du relevé, non planifiés" in plan.sentence()
    with pytest.raises(InvalidData, match="without a gap"):
        plan.as_it_goes()
    assert cc.plan_day(cc.mail_order_day()).frame["start_hour"].iloc[0] == 8


def test_an_interval_that_stands_twice_is_asked_about_and_order_does_not_matter():
    times = pd.to_datetime(["2026-03-02 08:15", "2026-03-02 08:00"])
    plan = cc.plan_day(pd.DataFrame({"calls": [30, 10]}, index=times), 200)
    assert plan.frame[["start_hour", "calls"]].to_numpy().tolist() == [[8, 10], [8.25, 30]]
    with pytest.raises(InvalidData, match="stands once, got '2026-03-02 08:00'"):
        cc.plan_day(pd.Series([1, 1], index=times[[1, 1]]), 200)


def test_several_days_are_said_and_each_planned():
    two = told("start;talk time\n2026-03-12 09:00;100\n2026-03-13 10:00;200\n")
    plan = cc.plan_day(two)
    assert plan.frame["start_hour"].tolist() == [9, 10]
    assert "en 2 jours" in plan.sentence()


def test_what_a_day_needs_is_asked_for():
    with pytest.raises(InvalidValue, match="handle_seconds must be a handle time in seconds"):
        cc.plan_day([1, 2])
    with pytest.raises(InvalidData, match='a frame with "calls"'):
        cc.plan_day(pd.DataFrame({"call": [1]}), 200)


@pytest.mark.parametrize(
    ("cells", "header", "seconds"),
    [(["200"], "", [200]), (["00:03:20", "3:20", "3m20s", "3 min 20 s", "PT3M20S"], "", [200] * 5), (["0,00231481"], "", [200]), ([0.5, 0.25], "", [43200, 21600]), (["1,5"], "Durée (min)", [90]),
     (["1500"], "wait (ms)", [1.5]), (["27:15:00"], "", [98_100]), (["", "x", "-5"], "", [np.nan] * 3), (["1", "0"], "", [1, 0])],
)  # fmt: skip
def test_durations(cells, header, seconds):
    np.testing.assert_allclose(durations.read(cells, header), seconds, rtol=1e-5)


def test_the_page_plans_the_busiest_day_of_a_dropped_log():
    panel = cc.explorer()
    view = panel.set(file=sheets.read((BY_HAND + "14/03/2026;9h58;150;facture;décroché\n").encode()))
    assert "3 appels dans la journée" in view.sentence
    assert "13 mars 2026" in view.notice
    assert list(view.downloads) == ["journee.csv"]
    panel.reset()
    assert "conseillers en ligne" in panel.view.sentence
