"""What comes in as people have it: missing answers, words for yes, numbers written otherwise, other shapes of tables."""

import numpy as np
import pandas as pd
import pytest

from crm_course import campaigns
from crm_course.foundations.errors import CourseError

FACTS = pd.DataFrame({"customer_id": [1, 2, 3], "birth_date": ["1980-11-30", None, "1990-11-30"], "recent_messages": [0, 1, None]})
MAY = pd.DataFrame({"customer_id": [1, 3], "channel": ["email", "email"]})
MEMBERS = pd.DataFrame({"customer_id": [1, 2, 3, 4], "arm": ["treated"] * 3 + ["control"]})
EVENTS = pd.DataFrame(
    {"customer_id": [1, 1, 2], "kind": ["opened", "clicked", "opened"], "ts": pd.to_datetime(["2026-01-02", "2026-01-02", "2026-01-03"])}
)
REGISTER = pd.DataFrame({"siret": ["73282932000074", "35600000000048"], "closed_on": ["", None], "head_office": ["true", "false"]})


def due(facts=FACTS, may=MAY, **options):
    return campaigns.due(campaigns.SCENARIOS, facts, **{"on": "2026-11-30", "may": may, "cap": 1} | options)


def reasons(**given):
    return dict(zip(due(**given)["customer_id"], due(**given)["reason"], strict=True))


def test_how_much_somebody_got_is_not_zero_where_it_is_missing():
    assert reasons() == {1: "", 3: "uncounted"}
    told = due(FACTS.drop(columns="recent_messages")).attrs["told"]
    assert any("plafond" in one for one in told)
    assert not any("plafond" in one for one in due().attrs["told"])
    assert any("« Panier laissé »" in one.replace("\u202f", " ") for one in told)  # its column is not there


@pytest.mark.parametrize(
    ("may", "expected"),
    [
        (MAY.assign(allowed=[np.nan, True]), {1: "consent", 3: "uncounted"}),
        (pd.concat([MAY.assign(allowed=True), MAY.assign(allowed=False)]), {1: "consent", 3: "consent"}),  # of a yes and a no, the no
        (pd.DataFrame({"customer_id": [1, 2, 3], "first_name": ["a", "b", "c"], "email": [1.0, 0, np.nan]}), {1: "", 3: "consent"}),
        ({"email": pd.Series([1], index=[9])}, {1: "", 3: "consent"}),
        (pd.DataFrame({"email": [True, False]}, index=[1, 3]), {1: "", 3: "consent"}),
    ],
)
def test_a_missing_yes_is_a_no_and_a_no_outweighs_a_yes(may, expected):
    assert reasons(may=may) == expected


def test_a_refusal_in_words_is_not_taken_for_a_yes():
    with pytest.raises(CourseError, match="true or false"):
        due(may=MAY.assign(allowed=["non", "oui"]))


def test_the_same_people_whatever_the_type_of_their_number_and_the_clock():
    paris = pd.to_datetime(FACTS["birth_date"]).dt.tz_localize("Europe/Paris")
    for facts in (FACTS.assign(customer_id=[1.0, 2, 3]), FACTS.set_axis([7, 7, 2]), FACTS.assign(birth_date=paris), FACTS[::-1]):
        assert reasons(facts=facts) == {1: "", 3: "uncounted"}
    words = FACTS.assign(customer_id=pd.Categorical(["a", "b", "c"]))
    assert reasons(facts=words, may=MAY.assign(customer_id=["a", "c"])) == {"a": "", "c": "uncounted"}
    assert any("écrits de la même façon" in one for one in due(FACTS.assign(customer_id=["1", "2", "3"])).attrs["told"])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: due([1]), "a table"),
        (lambda: due(FACTS.assign(customer_id=[1, None, 3])), "known on each row"),
        (lambda: due(FACTS.assign(birth_date=["1980-11-30", None, "30/11/1990"])), "got '30/11/1990'"),
        (lambda: due(FACTS.assign(birth_date=[19801130, 0, 0])), "a date"),
        (lambda: due(FACTS.assign(recent_messages=[0, -1, 0])), "whole number of messages"),
        (lambda: due(FACTS.assign(recent_messages=["beaucoup", 0, 0])), "got 'beaucoup'"),
        (lambda: due(quiet=(25, 8)), "two hours"),
        (lambda: due(quiet=21), "two hours"),
        (lambda: campaigns.funnel([1, 2]), "a table"),
        (lambda: campaigns.funnel(MEMBERS, EVENTS.assign(kind="open")), 'Did you mean "opened"'),
        (lambda: campaigns.funnel(MEMBERS, EVENTS.astype({"customer_id": str})), "same way in both tables"),
        (lambda: campaigns.funnel(MEMBERS.assign(customer_id=[1, None, 3, 4]), EVENTS), "known on each row"),
        (lambda: campaigns.funnel(MEMBERS, EVENTS.assign(ts=["2026-01-02", "2026-01-02 10:00", "03/01/2026"])), "got '03/01/2026'"),
        (lambda: campaigns.funnel({"sent": 10, "clicked": 11}), "at most the number of messages sent"),
        (lambda: campaigns.funnel(MEMBERS.assign(sent_at="2026-02-01"), EVENTS), "after the sending"),
        (lambda: campaigns.funnel(MEMBERS, EVENTS.assign(customer_id=4)), "control group and was mailed"),
        (lambda: campaigns.test((1, 1), (0, 5)), "at least two people"),
        (lambda: campaigns.response_cells([1], "a"), "a table"),
        (lambda: campaigns.response_cells(pd.DataFrame({"t": ["a"], "ordered": ["oui"]}), "t"), "got 'oui'"),
        (lambda: campaigns.response_cells(pd.DataFrame({"t": ["a"], "ordered": [0.5]}), "t"), "whole number of orders"),
        (lambda: campaigns.mail(pd.DataFrame({"mailed": [1, 1], "shrunk": [0.1, np.nan]}), margin=1, cost=0), "finite"),
        (lambda: campaigns.enrich([1], REGISTER), "a table"),
        (lambda: campaigns.enrich(pd.DataFrame({"siret": ["1"]}), REGISTER.assign(head_office="peut-être")), "yes or no"),
        (
            lambda: campaigns.freed_time(pd.DataFrame({"task": ["a"], "count": [np.nan], "minutes": [1], "automated": [0.5]}), hours=10),
            "finite",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(call, message):
    with pytest.raises(CourseError, match=message):
        call()


def test_events_of_strangers_are_left_aside_and_told():
    more = pd.concat([EVENTS, EVENTS.assign(customer_id=99)])
    found = campaigns.funnel(MEMBERS, more)
    assert found["count"].tolist() == campaigns.funnel(MEMBERS, EVENTS)["count"].tolist()
    assert "3" in found.attrs["told"][0]
    assert campaigns.funnel(pd.Series({"sent": 10, "delivered": 5}))["share"].tolist() == [1.0, 0.5]


def test_a_blank_closing_date_closes_nothing_and_what_an_extract_leaves_open_is_told():
    companies = pd.DataFrame({"siret": [73282932000074, 35600000000048, None]}, index=[4, 4, 1])
    found = campaigns.enrich(companies, REGISTER)
    assert found["match"].tolist() == ["siret", "siret", ""]
    assert found["reason"].tolist() == ["", "", "empty"]
    assert found.attrs["told"] == ()
    assert len(campaigns.enrich(companies, REGISTER[["siret"]]).attrs["told"]) == 2
    closed = campaigns.enrich(companies, REGISTER.assign(closed_on=["2020-01-01", None]))
    assert closed["reason"].tolist() == ["closed", "", "empty"]


def test_raw_rates_are_said_to_be_raw():
    cells = pd.DataFrame({"mailed": [10, 10], "rate": [0.1, 0.2]})
    assert "chance" in campaigns.mail(cells, margin=10, cost=0.5).sentence()
    assert "chance" not in campaigns.mail(cells.rename(columns={"rate": "shrunk"}), margin=10, cost=0.5).sentence()


def test_a_figure_that_a_campaign_lacks_is_not_zero():
    table = pd.DataFrame(
        {"Campagne": ["Mai", "Juin"], "Envoyés": ["1000", "1000"], "Ouvertures uniques": ["300", ""], "Rebonds": ["10", "20"]}
    )
    found = campaigns.read_report(table)
    assert found.counts == {"sent": 1000.0, "delivered": 990.0, "opened": 300.0}
    assert "Juin" in found.notices[0]
    bare = campaigns.read_report(table[["Campagne", "Envoyés", "Ouvertures uniques"]].iloc[:1])
    assert "rapportées aux envois" in bare.notices[0]
