"""Sentences that decide, held to what they say: by the functions that decide it."""

import datetime as dt
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given as draws
from hypothesis import settings
from hypothesis import strategies as st

from crm_course import cases, contact_center, crm, experience, roi
from crm_course.foundations.language import speaking
from crm_course.workbook.contents import exercise, question

CASE = cases.sens_confort()
MONEY = st.floats(min_value=200_000, max_value=3_000_000)


@draws(MONEY, st.floats(0.2, 0.6), st.floats(0.0, 0.1), st.floats(0, 200_000), st.booleans())
@settings(max_examples=60, deadline=None)
def test_at_the_required_growth_the_gain_is_nothing(turnover, rate, more, fixed, extra):
    before = roi.Plan(turnover=turnover, variable_rates={"purchases": rate}, fixed_costs=fixed)
    after = roi.Plan(turnover=1.4 * turnover, variable_rates={"purchases": rate, "delivery": more}, fixed_costs=fixed + 20_000)
    if extra:
        after = roi.on_extra_sales(before, after)
    project = roi.compare(before, after)
    assert project.through == ("online" if extra and more else project.through)
    if np.isfinite(project.required_turnover) and project.required_turnover > before.turnover:
        there = replace(project, after=after.at(project.required_turnover, project.through))
        assert there.gain == pytest.approx(0, abs=1e-3 * turnover / 1000 + 0.01)


def test_the_channel_that_grows_is_the_plan_s_own():
    extra = roi.on_extra_sales(CASE.shop_only, CASE.omnichannel)
    told = roi.compare(CASE.shop_only, extra)
    assert (told.through, round(told.required_growth, 3)) == ("online", 0.128)
    assert roi.compare(CASE.shop_only, extra, through="").required_growth == pytest.approx(0.16, abs=0.001)
    assert roi.compare(CASE.shop_only, CASE.omnichannel).through == ""


def test_the_gain_is_told_with_the_growth_that_brings_it():
    with speaking("fr"):
        said = roi.compare(CASE.shop_only, CASE.omnichannel).sentence()
    first, second = said.split(" ; ")[0], said.rpartition("qu’à condition")[2]
    assert "36,7" in first
    assert "8\u202f400" in first
    assert "34" in second
    assert "8\u202f400" not in second


@draws(st.lists(st.integers(0, 10), min_size=3, max_size=30), st.lists(st.integers(0, 10), min_size=3, max_size=30))
@settings(max_examples=40, deadline=None)
def test_a_chart_and_the_comparison_say_the_same(one, other):
    frame = pd.DataFrame({"channel": ["a"] * len(one) + ["b"] * len(other), "recommend": [*one, *other]})
    with speaking("en"):
        title = experience.segments_chart(experience.breakdown(frame, "channel")).to_dict()["title"]
    text = title["text"] if isinstance(title, dict) else title
    words = " ".join(text) if isinstance(text, list) else text
    results = sorted((experience.nps(scores) for scores in (one, other)), key=lambda result: result.score)
    assert ("stands clearly above" in words) == (experience.compare(results[1], results[0]).low > 0)


@draws(st.integers(1, 30), st.floats(0.2, 1.8))
@settings(max_examples=60, deadline=None)
def test_more_work_than_they_can_do_is_said_only_of_more_work(agents, share):
    for load in (agents * share, float(agents)):
        with speaking("en"):
            said = contact_center.queue(load * 900 / 180, 180, agents).sentence()
        real = load * 900 / 180 * 180 / 900
        assert ("more work comes in" in said) == (real > agents)
        assert ("exactly as much" in said) == (real == agents)


def test_a_legal_term_ends_on_a_working_day():
    assert crm.answer_due(dt.date(2027, 1, 31)) == dt.date(2027, 3, 1)
    assert crm.answer_due(dt.date(2026, 4, 1)) == dt.date(2026, 5, 4), "the first of May is no working day, nor the week-end after it"


def test_an_effect_on_a_share_is_told_in_points():
    from crm_course.synthetic import world

    effects = [effect for effect in world("sens-confort", customers=50, months=3, seed=1).planted if effect.unit == "share"]
    from crm_course.synthetic.effects.causal_diagram import size

    assert effects
    assert all(size(effect, "fr").endswith("pts") and "%" not in size(effect, "fr") for effect in effects)


def test_nothing_says_that_a_channel_causes_nothing_where_the_truth_says_otherwise():
    asked, given = question("journeys.last-click-lies"), exercise("journeys").given()
    assert given.log.caused["shop"] > 0
    for language in ("fr", "en"):
        said = asked.why.say(language, **asked.facts(given))
        assert not re.search(r"aucun|none|nothing|rien", said)


def test_what_holds_for_ever_is_not_asked_of_a_quarter_hour():
    asked = question("contact-center.rush")
    assert "durait" in asked.statement.fr
    assert "lasted" in asked.statement.en
