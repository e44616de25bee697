"""Questions: solutions give the accepted answers, mistakes are told apart, both languages speak."""

import pytest

from crm_course import journeys
from crm_course.foundations import language
from crm_course.journeys import exercises
from crm_course.workbook.answers import KINDS, plain

GIVEN = exercises.given()
CLOSED = [question for question in exercises.EXERCISE.questions if question.answer is not None]


def marked(question, value):
    reader = KINDS[question.kind]
    return reader.agreement(reader.read(plain(value), question), plain(question.answer(GIVEN)), question)


@pytest.mark.parametrize("question", CLOSED, ids=lambda question: question.id)
def test_the_solution_is_right_and_the_mistakes_are_not(question):
    assert marked(question, eval(question.solution, {"journeys": journeys, "given": GIVEN})) == 1.0
    wrong = [plain(mistake.value(GIVEN)) for mistake in question.mistakes]
    assert all(marked(question, value) < 1 for value in wrong)
    assert len({str(value) for value in wrong}) == len(wrong) >= 2


@pytest.mark.parametrize("question", exercises.EXERCISE.questions, ids=lambda question: question.id)
def test_every_word_can_be_said_in_both_languages(question):
    values = question.facts(GIVEN)
    for tongue in language.LANGUAGES:
        texts = [question.statement, *question.hints, *(mistake.message for mistake in question.mistakes)]
        said = [text.say(tongue, **values) for text in texts]
        assert all(said)
    assert 2 <= len(question.hints) <= 3


def test_the_six_comments_are_six_customers():
    assert journeys.friction(GIVEN.comments)["count"].sum() > 0
    assert GIVEN.comments["customer_id"].nunique() == 6
