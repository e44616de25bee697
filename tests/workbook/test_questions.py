"""Every question of the course: the right answer passes, each named mistake is caught by name."""

import re

import pytest

from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import LANGUAGES, Text
from crm_course.workbook import Criterion, Mistake, Question, mark
from crm_course.workbook.contents import CONTENTS, exercise, part, question
from crm_course.workbook.rubrics import meets

QUESTIONS = [asked for entry in CONTENTS if entry.exercises for asked in exercise(entry.id).questions]
CLOSED = [asked for asked in QUESTIONS if asked.kind != "open"]
OPEN = [asked for asked in QUESTIONS if asked.kind == "open"]


def given(asked):
    return exercise(asked.exercise).given()


@pytest.mark.parametrize("asked", CLOSED, ids=lambda asked: asked.id)
def test_the_right_answer_is_accepted_and_explained(asked):
    feedback = mark(asked, asked.answer(given(asked)), given(asked))
    assert (feedback.correct, feedback.credit, feedback.mistake) == (True, 1.0, None), feedback.message
    assert asked.why is not None
    assert asked.why.say(**asked.facts(given(asked))) == feedback.message


@pytest.mark.parametrize(
    ("asked", "mistake"), [(q, m) for q in CLOSED for m in q.mistakes], ids=lambda x: getattr(x, "id", getattr(x, "name", ""))
)
def test_a_named_mistake_is_refused_by_its_name(asked, mistake):
    data = given(asked)
    feedback = mark(asked, mistake.value(data), data)
    assert not feedback.correct
    assert feedback.mistake == mistake.name
    assert feedback.credit == mistake.credit < 1
    assert feedback.message == mistake.message.say(**asked.facts(data))


@pytest.mark.parametrize("asked", [q for q in CLOSED if q.kind in ("number", "money", "share")], ids=lambda asked: asked.id)
def test_a_numeric_question_has_named_mistakes_hints_and_a_reasoned_tolerance(asked):
    assert len(asked.mistakes) >= 2 or len(asked.hints) >= 2
    assert asked.hints
    assert not asked.tolerance or asked.tolerance_reason


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
def test_texts_are_complete_and_hints_do_not_give_the_answer(asked):
    data = given(asked)
    for language in LANGUAGES:
        for words in (asked.title, asked.statement, *asked.hints):
            assert "{" not in words.say(language, **asked.facts(data)).replace("{{", "").split("`")[0]
    if asked.kind in ("number", "money", "share"):
        value = float(asked.answer(data)) * (100 if asked.kind == "share" else 1)
        shown = re.compile(rf"(?<![\d,.]){re.escape(f'{value:.0f}')}(?![\d,.])")
        for tip in asked.hints:
            plain = re.sub(r"[\s\u202f\u00a0]", "", tip.say("fr", **asked.facts(data)))
            assert abs(value) < 10 or not shown.search(plain), tip.fr


@pytest.mark.parametrize("asked", OPEN, ids=lambda asked: asked.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_model_answer_meets_the_rubric_and_an_empty_phrase_does_not(asked, language):
    data = given(asked)
    assert asked.model is not None
    feedback = mark(asked, asked.model.say(language, **asked.facts(data)), data, language=language)
    assert (feedback.to_read, feedback.credit) == (True, 1.0), feedback.message
    assert not feedback.correct, "whether a text is right is for a reader"
    assert mark(asked, "Bla bla.", data).credit == 0


def test_ids_are_unique_and_lead_to_their_question():
    ids = [asked.id for asked in QUESTIONS]
    assert len(ids) == len(set(ids))
    assert all(question(name).id == name for name in ids)


def test_an_unknown_question_or_part_proposes_the_closest():
    with pytest.raises(UnknownName, match=r'Did you mean "sens-confort\.nps"\?'):
        question("sens-confort.npss")
    with pytest.raises(UnknownName, match="one of"):
        question("rubbish")
    with pytest.raises(UnknownName, match=r'Did you mean "roi"\?'):
        part("rio")


T = Text(fr="x", en="x")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"kind": "open"}, "open without an accepted answer"),
        ({"kind": "choice"}, "given its options"),
        ({"tolerance": 1.0}, "given the reason of its tolerance"),
        ({"kind": "open", "answer": None}, "given a rubric"),
    ],
)
def test_a_question_that_cannot_be_marked_is_refused_when_it_is_written(changes, rule):
    declared = {"id": "a.b", "kind": "number", "title": T, "statement": T, "answer": lambda given: 1.0}
    with pytest.raises(InvalidValue, match=rule):
        Question(**{**declared, **changes})


def test_a_criterion_asks_for_all_its_numbers_and_one_of_its_words():
    wanted = Criterion(text=T, words=("risque", "risk"), numbers=lambda given: [8400, 34.0])
    assert meets(wanted, "Un risque : 8\u202f400 € et 33,97 %.", None)
    assert not meets(wanted, "Un risque : 8 400 €.", None)
    assert not meets(wanted, "8 400 € et 34 %.", None)
    assert meets(Criterion(text=T), "whatever", None) is None


def test_the_first_mistake_that_fits_is_named():
    asked = Question(
        id="a.b", kind="number", title=T, statement=T, answer=lambda g: 10.0,
        mistakes=(Mistake(name="first", value=lambda g: 5.0, message=T), Mistake(name="second", value=lambda g: 5.0, message=T)),
    )  # fmt: skip
    assert mark(asked, 5, None).mistake == "first"
