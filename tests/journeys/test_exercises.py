"""Questions: solutions give the accepted answers, mistakes are told apart, both languages speak."""

import pytest

from crm_course import journeys
from crm_course.foundations import language
from crm_course.workbook.answers import KINDS
from crm_course.workbook.contents import exercise
from crm_course.workbook.values import plain

EXERCISE = exercise("journeys")

GIVEN = journeys.practice()
CLOSED = [question for question in EXERCISE.questions if question.answer is not None]


def marked(question, value):
    reader = KINDS[question.kind]
    return reader.agreement(reader.read(plain(value), question), plain(question.answer(GIVEN)), question)


@pytest.mark.parametrize("question", CLOSED, ids=lambda question: question.id)
def test_the_solution_is_right_and_the_mistakes_are_not(question):
    assert marked(question, eval(question.solution, {"journeys": journeys, "given": GIVEN})) == 1.0
    wrong = [plain(mistake.value(GIVEN)) for mistake in question.mistakes]
    assert all(marked(question, value) < 1 for value in wrong)
    assert len({str(value) for value in wrong}) == len(wrong) >= 2


@pytest.mark.parametrize("question", EXERCISE.questions, ids=lambda question: question.id)
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


def test_a_log_of_ones_own_is_the_log_that_was_drawn():
    drawn, own = GIVEN.case.extract(2_000, seed=11), GIVEN.log
    assert own.prepared == pytest.approx(drawn.prepared)
    assert own.caused == pytest.approx(drawn.caused)
    assert own.events["customer_id"].isna().sum() == drawn.events["customer_id"].isna().sum() > 0
    assert len(GIVEN.built) == len(journeys.build(drawn.everything[drawn.everything["stage"].isin(["mission", "order"])]))


def test_two_learners_have_other_answers():
    one, other = (EXERCISE.personal.read(EXERCISE.personal.tables(seed)) for seed in (3, 4))
    differ = [question.id for question in CLOSED if plain(question.answer(one)) != plain(question.answer(other))]
    assert {"journeys.removal", "journeys.markov-credit", "journeys.shapley", "journeys.shorter-pause", "journeys.ropo"} <= set(differ)
