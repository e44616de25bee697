"""The course as a path: every question trains something, every competence is trained."""

import pytest

from crm_course.workbook.competences import COMPETENCES, SOURCES, course_frame
from crm_course.workbook.contents import CONTENTS, exercise
from crm_course.workbook.progress import Standing

QUESTIONS = [asked for entry in CONTENTS if entry.exercises for asked in exercise(entry.id).questions]


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
def test_every_question_names_the_competences_that_it_trains(asked):
    assert asked.competences
    assert len(set(asked.competences)) == len(asked.competences)
    assert set(asked.competences) <= set(COMPETENCES)


def test_every_competence_is_trained_and_every_source_is_used():
    assert {key for asked in QUESTIONS for key in asked.competences} == set(COMPETENCES)
    assert list(dict.fromkeys(each.source for each in COMPETENCES.values())) == list(SOURCES)
    assert all(key == each.key for key, each in COMPETENCES.items())


def test_the_frame_has_a_row_for_each_question_and_competence_with_the_best_credit():
    frame = course_frame({"sens-confort.nps": Standing(question="sens-confort.nps", credit=0.25, tries=1)})
    assert len(frame) == sum(len(asked.competences) for asked in QUESTIONS)
    assert set(frame["question"]) == {asked.id for asked in QUESTIONS}
    assert frame.loc[frame["credit"] > 0, "question"].unique().tolist() == ["sens-confort.nps"]
    assert frame["credit"].max() == 0.25
