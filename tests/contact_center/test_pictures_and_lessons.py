import re

import numpy as np
import pytest
import vl_convert

from crm_course import contact_center as cc
from crm_course.foundations import language, theme
from crm_course.foundations.errors import InvalidValue
from crm_course.workbook.contents import exercise

EXERCISE = exercise("contact-center")


@pytest.fixture(scope="module")
def quarter():
    return cc.watch(50, 180, 11, rng=11, patience_seconds=120)


def charts(quarter):
    day = cc.mail_order_day()
    plan = cc.plan_day(day["calls"], day["handle_seconds"], patience_seconds=150, shrinkage=0.3)
    return {
        "curve": cc.service_curve_chart(cc.service_curve(50, 180), agents=12),
        "large": cc.service_curve_chart(cc.service_curve(900, 240, patience_seconds=90)),
        "waits": cc.wait_chart(cc.wait_curve(50, 180, [11, 12, 13, 14])),
        "day": cc.day_chart(plan),
        "real": cc.as_it_goes_chart(plan.as_it_goes()),
        "cost": cc.cost_chart(cc.cost_of_points(50, 180, hourly_cost=24)),
        "patience": cc.patience_chart(cc.accepted_abandonment(300, 240)),
        "queue": cc.queue_chart(quarter),
        "animation": cc.queue_animation(quarter),
    }


@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_every_chart_states_its_finding_and_compiles(quarter, spoken):
    with language.speaking(spoken):
        for name, chart in charts(quarter).items():
            spec = theme.bundle(chart)[0][theme.MIME]
            title = " ".join(spec["title"]["text"])
            assert re.search(r"\d", title), name
            assert spec["title"]["subtitle"], name
            assert len(spec["description"]) > 30, name
            assert not re.search(r"[{}]", title + spec["description"]), name
            vl_convert.vegalite_to_vega(spec)


def test_the_animation_needs_no_kernel_and_no_network(quarter):
    spec = theme.bundle(cc.queue_animation(quarter))[0][theme.MIME]
    assert any(param.get("bind", {}).get("input") == "range" for param in spec["params"])
    assert "http" not in str({key: value for key, value in spec.items() if key != "$schema"})


def test_what_is_watched_is_what_happened(quarter):
    bars = quarter.bars
    served = bars[bars["what"] == "served"]
    assert served["lane"].max() <= quarter.agents
    for _, row in served.groupby("lane"):
        ordered = row.sort_values("begin")
        assert (ordered["begin"].to_numpy()[1:] >= ordered["end"].to_numpy()[:-1] - 1e-9).all()
    assert quarter.people["busy"].max() <= quarter.agents
    assert (quarter.people["waiting"][:-1].to_numpy() == 0).any()
    crowded = quarter.people[quarter.people["waiting"] > 0]
    assert (crowded["busy"] == quarter.agents).all()
    with language.speaking("en"):
        assert "calls for 11 agents" in quarter._repr_markdown_()


def test_the_explorer_answers_and_every_control_changes_something():
    panel = cc.explorer()
    start = panel.view
    assert "14" in start.sentence
    changes = {
        "calls": 80, "handle_seconds": 300, "service_level": 0.95, "within_seconds": 60, "patience_seconds": 60, "difference": 2,
        "interval_seconds": 1800, "max_occupancy": 0.6, "shrinkage": 0.1, "hourly_cost": 50,
    }  # fmt: skip
    for name, value in changes.items():
        panel.reset()
        view = panel.set(**{name: value})
        assert (view.sentence, view.detail, view.meaning) != (start.sentence, start.detail, start.meaning), name
    panel.reset()
    loose = panel.set(patience_seconds=60, calls=300)
    assert "raccrochent" in loose.notice
    assert panel.set(max_abandonment=0.02).sentence != loose.sentence
    assert panel.set(calls=0).charts == ()


def test_the_explorer_survives_its_own_limits():
    panel = cc.explorer()
    for extreme in (
        {"calls": 2000, "handle_seconds": 1800},
        {"calls": 1, "handle_seconds": 10},
        {"service_level": 0.99, "within_seconds": 0},
        {"difference": -30},
    ):
        view = panel.set(**extreme)
        assert view.sentence
        assert "nan" not in (view.sentence + view.detail + view.meaning)


def test_a_line_is_checked_and_speaks():
    assert cc.after_sales_line().load == pytest.approx(11.2)
    with language.speaking("en"):
        assert "50 calls in 15 minutes" in cc.order_line()._repr_markdown_()
    with pytest.raises(InvalidValue, match="service_level must be a share between 0 and 1, got 80"):
        cc.Line(calls=50, talk_seconds=150, service_level=80)


@pytest.mark.parametrize("question", EXERCISE.questions, ids=lambda question: question.id)
def test_mistakes_are_told_apart_from_the_answer_and_from_each_other(question):
    line = EXERCISE.given()
    if question.kind == "open":
        return
    answer = question.answer(line)
    values = [mistake.value(line) for mistake in question.mistakes]
    assert len(values) >= 2
    assert len(question.hints) >= 2
    margin = max(question.tolerance, 1e-9)
    assert all(abs(value - answer) > margin for value in values)
    assert len(set(np.round(values, 6))) == len(values)


def test_the_printed_table_has_one_wrong_cell():
    from crm_course.lessons.contact_center.exercises.judgement import PRINTED

    wrong = [lines for lines, load in PRINTED.items() if abs(cc.load_for_blocking(lines, 0.01) - load) > 0.006]
    assert wrong == [20]


def test_the_file_of_the_explorer_speaks_the_readers_words_and_a_near_miss_is_not_the_target():
    with language.speaking("fr"):
        view = cc.explorer(55, 187).view
        head, *lines = view.downloads["effectifs.csv"].decode("utf-8-sig").splitlines()
        assert head.startswith("Conseillers en ligne;Qualité de service (%);")
        assert max(len(cell.partition(",")[2]) for line in lines for cell in line.split(";")) <= 2
        for calls, seconds, label in ((50, 180, "79,6 % (+"), (53, 199, "79,9 % (+")):  # 79.6 and 79.99
            drawn = theme.bundle(cc.service_curve_chart(cc.service_curve(calls, seconds)))[0][theme.MIME]
            labels = [str(row.get("label")).replace("\u202f", " ") for rows in drawn["datasets"].values() for row in rows]
            assert [one for one in labels if one.startswith(label)]
            assert not [one for one in labels if one.startswith("80 %")]
    with language.speaking("en"):
        assert cc.explorer().view.downloads["staffing.csv"].decode("utf-8-sig").startswith("Agents at the phones,Service level (%),")


def test_a_unit_is_said_once():
    for speech in ("fr", "en"):
        with language.speaking(speech):
            assert all(spec.label.say().count("€") + (spec.unit == "€") <= 1 for spec in cc.explorer().inputs if hasattr(spec, "unit"))
