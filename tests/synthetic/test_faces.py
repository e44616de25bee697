"""What people see: diagram, form, exercise; in both languages."""

from __future__ import annotations

import io
import zipfile

import pytest

from crm_course import synthetic
from crm_course.foundations.language import speaking
from crm_course.workbook.contents import exercise

EXERCISE = exercise("synthetic")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_story_shows_every_effect(language: str) -> None:
    with speaking(language):
        made = synthetic.world("b2b-wholesale", customers=300)
        spec = synthetic.story_chart(made).to_dict()
        assert all(effect.cause.say() in spec["description"] for effect in made.planted)
        assert made.plan.world.title.say() in " ".join(spec["title"]["subtitle"])


def test_the_effects_chart_says_how_many_are_found() -> None:
    with speaking("en"):
        made = synthetic.world("sens-confort", customers=1000, student="Anne")
        title = synthetic.effects_chart(made).to_dict()["title"]["text"]
        assert title == [f"All {len(made.gate)} effects asked for can be seen in these data"]


def test_the_form_gives_the_data_and_the_key_apart() -> None:
    with speaking("en"):
        form = synthetic.explorer(customers=100)
        view = form.set(customers=150, months=6, dirt="light")
        assert view is not None
        assert "planted errors" in view.sentence
        data, key = (zipfile.ZipFile(io.BytesIO(make())) for make in view.downloads.values() if callable(make))
        assert "datapackage.json" in data.namelist()
        assert "key.csv" in key.namelist()
        assert not set(data.namelist()) & {"key.csv", "effects.csv", "errors.csv", "identities.csv"}
        assert form.set(name="mail-order") is not None


@pytest.mark.parametrize("seed", [0, 5, 2**40 + 1])
def test_solutions_are_right_and_mistakes_are_not(seed: int) -> None:
    assert EXERCISE.personal is not None
    files = EXERCISE.personal.tables(seed)
    given = EXERCISE.personal.read(files)
    known = {"customers": files["customers"], "lines": files["order_lines"]}
    for question in EXERCISE.questions:
        if question.answer is not None:
            right = question.answer(given)
            assert eval(question.solution, known) == pytest.approx(right)
            assert all(abs(mistake.value(given) - right) > 2 * question.tolerance for mistake in question.mistakes)
            assert len({mistake.value(given) for mistake in question.mistakes}) == len(question.mistakes)


def test_second_cards_told_by_name_and_street_are_those_that_were_planted() -> None:
    planted = (synthetic.received().errors["error"] == "duplicates").sum()
    assert EXERCISE.questions[0].answer is not None
    assert EXERCISE.questions[0].answer(EXERCISE.given()) == planted


def test_names_of_another_country_and_their_source() -> None:
    made = synthetic.world("sens-confort", customers=80, months=3, locale="de_DE")
    assert synthetic.violations(made.tables).empty
    assert made.truth["provenance"]["faker"]
    french = synthetic.world("sens-confort", customers=80, months=3)
    assert made.tables["orders"].equals(french.tables["orders"])
    assert not made.tables["customers"]["last_name"].equals(french.tables["customers"]["last_name"])
