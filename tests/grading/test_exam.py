"""An exam: nothing is told of what is right while it lasts, and the copies are marked as any others."""

import csv
import json
import shutil
from html import escape

import pytest

from crm_course.cli import main
from crm_course.grading.isolation import available, usable
from crm_course.grading.key import solved
from crm_course.workbook import ask, check, hint
from crm_course.workbook.contents import exercise, part, question
from crm_course.workbook.progress import DEFERRED, JOURNAL, MARKER, standing

from .room import session

CASE = "sens-confort"
NAME = part(CASE).filename("fr")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A class of two that sits the four-hour case."""
    folder = tmp_path_factory.mktemp("exam")
    (folder / "class.csv").write_text("nom\nAnne\nZoé\n", encoding="utf-8")
    (folder / "secret.txt").write_text("une phrase que je garde")
    arguments = ["--roster", str(folder / "class.csv"), "--secret-file", str(folder / "secret.txt"), "--out", str(folder / "class")]
    assert main(["class", "make", *arguments, "--exercise", CASE, "--exam"]) == 0
    return folder


@pytest.fixture
def seat(room, monkeypatch):
    """Anne's place: the folder of her exercises is the current one."""
    folder = room / "class" / "students" / "Anne"
    monkeypatch.chdir(folder / "exercises" / "fr")
    return folder


def test_the_folder_says_what_is_examined(seat):
    assert json.loads((seat / MARKER / DEFERRED).read_text()) == [CASE]


def test_right_and_wrong_are_told_alike(seat):
    right, wrong = check("sens-confort.nps", -76), check("sens-confort.nps", -70)
    assert right == wrong
    assert (right.correct, right.credit, right.mistake, right.deferred) == (False, 0.0, None, True)
    assert right.as_html() == wrong.as_html()
    assert right.verdict == "Noté"


@pytest.mark.parametrize("asked", exercise(CASE).questions, ids=lambda asked: asked.id)
def test_no_question_of_the_case_tells_anything(asked, seat):
    given = exercise(CASE).given()
    answers = [asked.answer(given)] if asked.answer else [asked.model.say(**asked.facts(given)), "Bla bla."]
    answers += [mistake.value(given) for mistake in asked.mistakes]
    assert len({check(asked.id, answer).as_html() for answer in answers}) == 1
    assert all(words.say("fr", **asked.facts(given)) not in hint(asked.id) for words in asked.hints)
    assert not (seat / MARKER / JOURNAL).exists()
    assert standing() == {}


def test_what_cannot_be_read_and_what_is_empty_are_told(seat):
    assert check("sens-confort.nps", ...).answered is False
    unreadable = check("sens-confort.nps", "douze vaches")
    assert (unreadable.mistake, unreadable.credit) == ("unreadable", 0.0)
    assert "76" not in unreadable.message


def test_the_same_question_in_a_lesson_is_as_silent(seat):
    shown = ask("sens-confort.nps")
    _, field, buttons, message, *_ = shown.children
    said = []
    for value in ("-76", "-70"):
        field.value = value
        buttons.children[0].click()
        said.append(message.value)
    assert said[0] == said[1] == check("sens-confort.nps", -76).as_html()
    buttons.children[1].click()
    assert "Pas d’indice ici" in message.value


def test_another_exercise_still_answers_at_once(seat):
    assert check("experience.nps", question("experience.nps").answer(exercise("experience").given())).correct


@pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")
def test_then_the_copies_get_their_marks(room):
    handed = room / "handed-in"
    shutil.copytree(room / "class" / "students", handed)
    (handed / "Anne" / "exercises" / "fr" / NAME).write_text(solved(exercise(CASE), part(CASE), "fr"), encoding="utf-8")
    options = ["--class", str(room / "class" / "teacher"), "--secret-file", str(room / "secret.txt"), "--gradebook", "marks.csv"]
    status, said = session(room, "--submissions", handed, *options)
    assert status == 0, said
    with (room / "marks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = exercise(CASE).questions
    closed = {each.id for each in asked if each.kind != "open"}
    anne = {row["question"]: row for row in rows if row["student"] == "Anne"}
    assert {anne[name]["status"] for name in closed} == {"right"}
    assert sum(float(row["out_of"]) for row in anne.values()) == sum(each.points for each in asked)
    assert {row["status"] for row in rows if row["student"] == "Zoé"} == {"missing"}
    why = question("sens-confort.break-even").why
    assert why is not None
    page = (room / "marks-feedback" / "Anne.html").read_text("utf-8")
    assert escape(why.say(**question("sens-confort.break-even").facts(exercise(CASE).given()))) in page
