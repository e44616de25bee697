"""Every exercise of the course is fit for a class: it passes its own check, its key gets every point behind the wall."""

from itertools import combinations

import pytest

from crm_course.grading.catalogue import Catalogue
from crm_course.grading.classroom import Classroom, Student
from crm_course.grading.grader import Grader
from crm_course.grading.isolation import Limits, available, usable
from crm_course.grading.key import solved
from crm_course.grading.packcheck import findings
from crm_course.grading.sandbox import Sandbox
from crm_course.grading.submissions import find
from crm_course.workbook.contents import CONTENTS, exercise, part
from crm_course.workbook.values import plain

IDS = [entry.id for entry in CONTENTS if entry.exercises]
PERSONAL = [name for name in IDS if exercise(name).personal]
CLASS = Classroom(edition="1", secret=b"a phrase to keep", students={name: Student(name=name) for name in "ABCDEF"})


@pytest.mark.parametrize("name", IDS)
def test_an_exercise_of_the_course_passes_the_check_that_packs_pass(name):
    assert [(each.question, each.say()) for each in findings(exercise(name))] == []


@pytest.fixture(scope="module")
def box():
    if not usable(available()):
        pytest.skip("no isolation works here: apt install bubblewrap")
    with Sandbox(Limits(cell_seconds=60, copy_seconds=120, memory_mb=1500)) as made:
        yield made


@pytest.mark.parametrize("name", IDS)
def test_what_a_notebook_needs_is_there_behind_the_wall(name, box, tmp_path):
    copy = tmp_path / "A"
    copy.mkdir()
    (copy / part(name).filename("fr")).write_text(solved(exercise(name), part(name), "fr"), encoding="utf-8")
    graded = Grader(catalogue=Catalogue.of(), exercises=(name,), sandbox=box, classroom=CLASS).grade(next(iter(find(tmp_path))))
    asked = {question.id: question for question in exercise(name).questions}
    assert graded.errors == ()
    assert [mark.question for mark in graded.marks if mark.status not in ("right", "to-read")] == []
    assert all(mark.points == mark.out_of for mark in graded.marks if asked[mark.question].kind != "open")


@pytest.mark.parametrize("name", PERSONAL)
def test_a_neighbours_answer_is_wrong(name):
    asked = [question for question in exercise(name).questions if question.kind in ("number", "share", "money")]
    given = [CLASS.given(exercise(name), student)[0] for student in CLASS.students]
    values = {question.id: [float(plain(question.answer(each))) for each in given] for question in asked}
    own = [question for question in asked if len(set(values[question.id])) > 1]
    same = [abs(one - other) <= question.tolerance for question in own for one, other in combinations(values[question.id], 2)]
    assert len(own) >= 3
    assert sum(same) <= 0.1 * len(same)


def test_a_students_data_are_the_same_whenever_they_are_drawn():
    for name in PERSONAL:
        one, again = (CLASS.given(exercise(name), "B")[1] for _ in range(2))
        assert one == again != CLASS.given(exercise(name), "C")[1]
