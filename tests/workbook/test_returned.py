"""A teacher's marks come over a learner's own, from the page of feedback put into the folder of the course."""

import pytest

from crm_course.grading.feedback import as_html
from crm_course.grading.marks import Graded, Mark
from crm_course.workbook import progress, returned
from crm_course.workbook.contents import question

READ = Mark(student="Léa", question="sens-confort.proposal", points=1, out_of=4, status="read", message="Chiffrez.")
CLOSED = Mark(student="Léa", question="sens-confort.nps", points=0, out_of=1, status="wrong")


@pytest.fixture
def room(tmp_path):
    (tmp_path / progress.MARKER).mkdir()
    return tmp_path


def page(*marks):
    return as_html(Graded(student="Léa", language="fr", marks=marks), [(mark, question(mark.question)) for mark in marks])


def test_the_marks_of_a_page_come_over_those_that_a_learner_gave_himself(room):
    progress.note_judged("sens-confort.proposal", 1.0, "tout y est", root=room)
    progress.note("sens-confort.nps", 1.0, correct=True, mistake=None, root=room)
    assert progress.standing(room)["sens-confort.proposal"].credit == 1
    (room / "retour.html").write_text(page(READ, CLOSED), encoding="utf-8")
    known = progress.standing(room)
    assert known["sens-confort.proposal"].credit == 0.25
    assert known["sens-confort.nps"].credit == 1, "what the program can mark stays as it is"


def test_other_pages_and_damaged_marks_are_passed_by(room):
    (room / "a.html").write_text("<html></html>", encoding="utf-8")
    (room / "b.html").write_text('<meta name="crm-course-marks" content="{&quot;x.y&quot;: 7, &quot;x.z&quot;: 0.5}">', encoding="utf-8")
    (room / "c.html").write_text('<meta name="crm-course-marks" content="[1">', encoding="utf-8")
    assert returned.marks(room) == {"x.z": 0.5}
