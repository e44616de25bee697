"""A class rehearsed from a notebook: made, handed in, graded by the very command, read, read by hand, reported."""

import re
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from crm_course import grading
from crm_course.foundations.errors import CourseError, FileProblem, InvalidData, MissingPart, UnknownName
from crm_course.foundations.language import speaking
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.isolation import available, usable
from crm_course.grading.tables import title_of

from .room import ALL, FULL, PACK

NAMES = ("Le Goff Anne", "Étienne Zoé", "Morvan Yann", "Diallo Awa", "Nguyen Linh", "Rousseau Hugo")
PLAYED = dict(zip(NAMES, grading.MANNERS, strict=True))
needs_walls = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A class of six with a teacher's own questions."""
    folder = tmp_path_factory.mktemp("school")
    pd.DataFrame({"nom": NAMES}).to_csv(folder / "class.csv", index=False)
    (folder / "secret.txt").write_text("une phrase que je garde")
    told = []
    room = grading.make_class(
        folder / "class.csv", folder / "class", secret_file=folder / "secret.txt", exercises=["small"], packs=[PACK], told=told.append
    )
    assert tuple(told) == NAMES
    rehearse(room, folder, PLAYED)
    return folder, room


def rehearse(room, folder, played):
    return grading.rehearse(room, folder / "class" / "students", folder / "handed-in", played, Catalogue.of([PACK]))


@pytest.fixture(scope="module")
def book(school):
    """Its copies, graded once."""
    folder, _ = school
    return grading.grade(
        folder / "handed-in",
        folder / "marks.csv",
        teacher=folder / "class" / "teacher",
        secret_file=folder / "secret.txt",
        packs=[PACK],
        cell_seconds=1,
    )


def test_a_class_shows_who_has_which_folder(school):
    _, room = school
    shown = room._repr_markdown_()
    assert "| Élève | Dossier |" in shown
    assert "| Étienne Zoé | `Etienne-Zoe/` | 0 | `–` |" in shown
    with pytest.raises(UnknownName, match='Did you mean "Étienne Zoé"'):
        room.expect("Étienne Zoe L")


def test_a_student_gets_no_lesson_of_the_teachers(school):
    folder, _ = school
    names = {path.name for path in (folder / "class" / "students").rglob("*.ipynb")}
    assert "00-accueil.ipynb" in names
    assert not [name for name in names if name.startswith("9")]


def test_a_copy_that_was_handed_in_is_left_alone_and_nobody_is_invented(school):
    folder, room = school
    (notebook,) = (folder / "handed-in" / "Le Goff Anne_81001_assignsubmission_file" / "exercises").rglob("P1-small.ipynb")
    before = notebook.read_bytes()
    told = rehearse(room, folder, {"Le Goff Anne": "blank"})
    assert notebook.read_bytes() == before
    assert list(told.columns) == ["Élève", "Ce que fait sa copie"]
    with pytest.raises(CourseError, match="asleep"):
        rehearse(room, folder, {"Le Goff Anne": "asleep"})
    with pytest.raises(UnknownName, match="nobody at all"):
        rehearse(room, folder, {"nobody at all": "right"})


@needs_walls
def test_each_copy_gets_the_marks_of_what_it_does(book):
    points = book.marks.pivot_table(index="student", columns="question", values="points")
    assert points.loc["Le Goff Anne"].drop("small.opinion").to_dict() == {name: FULL[name] for name in FULL if name != "small.opinion"}
    assert (points.loc["Morvan Yann"] == 0).all()
    mistakes = book.marks.set_index(["student", "question"])["mistake"]
    assert mistakes["Étienne Zoé", "small.nps"] == "passives"
    for wild in ("Diallo Awa", "Nguyen Linh"):
        assert points.loc[wild, "small.nps"] == 0  # the cell that never ends, or ends Python
        assert points.loc[wild].drop(["small.nps", "small.opinion"]).sum() == ALL - FULL["small.nps"] - FULL["small.opinion"]


@needs_walls
def test_what_is_shown_to_the_teacher_is_in_his_words(book):
    table = grading.readable(book.marks)
    assert list(table.columns) == ["Élève", "Question", "Points", "Sur", "Erreur reconnue", "Verdict"]
    assert set(table["Verdict"]) <= {"juste", "en partie", "faux", "sans réponse", "à relire", "illisible", "relu"}
    students = grading.readable(book.students)
    assert list(students.columns) == ["Élève", "small", "Points", "Sur", "Note sur 20", "À relire"]
    assert students.set_index("Élève")["Note sur 20"]["Morvan Yann"] == "0"
    shown = book.report._repr_markdown_()
    assert "| Le score | " in shown
    assert "Les passifs comptent. (× 1)" in shown
    with speaking("en"):
        assert list(grading.readable(book.students).columns) == ["Student", "small", "Points", "Out of", "Mark out of 20", "To be read"]


def test_titles_and_messages_are_those_of_the_course():
    assert title_of("mail-order-house.nps") == "Le score de recommandation"
    assert grading.tables.said_of("mail-order-house.nps", "mean").startswith("C’est une moyenne")
    assert grading.tables.said_of("mail-order-house.nps", "unheard-of") == "unheard-of"


@needs_walls
def test_the_gradebook_draws_itself(book):
    data, _ = book._repr_mimebundle_()
    (spec,) = (value for name, value in data.items() if "vegalite" in name)
    (rows,) = spec["datasets"].values()
    assert len(rows) == len(NAMES) * len(FULL)
    assert {row["sign"] for row in rows} >= {"✓", "–"}
    assert "arrête la classe" in data["text/plain"]


@needs_walls
def test_a_students_feedback_names_the_mistake_and_says_what_was_stopped(book):
    assert "Les passifs comptent." in book.feedback("Étienne Zoé").data
    assert "la cellule ne finissait pas" in book.feedback("Diallo Awa").data
    assert "la cellule arrêtait Python" in book.feedback("Nguyen Linh").data
    with pytest.raises(FileProblem, match='"Nobody" has no feedback'):
        book.feedback("Nobody")


@needs_walls
def test_points_given_by_hand_come_back(book, tmp_path):
    answers = book.open_answers
    waiting = int((book.marks["status"] == "to-read").sum())
    assert len(answers) == waiting > 0
    answers.assign(Points=99).to_excel(tmp_path / "read.xlsx", index=False)
    with pytest.raises(InvalidData, match="between 0 and 2"):
        book.take(tmp_path / "read.xlsx")
    answers.assign(Points=1).to_excel(tmp_path / "read.xlsx", index=False)
    assert book.take(tmp_path / "read.xlsx") == waiting
    assert (book.marks["status"] == "read").sum() == waiting


@needs_walls
def test_a_folder_of_somebody_else_is_told_and_likeness_is_a_table(book):
    assert list(grading.readable(book.alike).columns) == ["Élève", "Et", "Mêmes réponses fausses", "Mêmes cellules", "Questions"]
    assert "est celui de" in book.feedback("Rousseau Hugo").data


def test_grading_that_cannot_begin_says_why(tmp_path, capsys):
    with pytest.raises(CourseError, match="Grading ended before its end"):
        grading.grade(tmp_path / "nowhere", tmp_path / "marks.csv")
    assert "nowhere" in capsys.readouterr().out


def test_without_pytest_the_way_to_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(grading.gradebook.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingPart, match="pip install pytest pytest-xdist"):
        grading.grade(tmp_path, tmp_path / "marks.csv")


def test_what_grades_is_in_every_install():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.match(r"[\w-]+", each)[0] for each in project["dependencies"]}
    assert {"pytest", "pytest-xdist"} <= named
    assert project["optional-dependencies"]["grading"] == []


def test_what_is_no_gradebook_is_refused(tmp_path):
    with pytest.raises(FileProblem, match="no gradebook"):
        grading.Gradebook(tmp_path / "marks.csv").marks  # noqa: B018


def test_a_students_name_is_a_name_whatever_else_it_could_be(tmp_path):
    rows = ["NA,a.b,1,2,,right", "007,a.b,0,2,slip,wrong", "nan,a.b,0.5,2,,partly"]
    (tmp_path / "m.csv").write_text("\n".join(["student,question,points,out_of,mistake,status", *rows]), encoding="utf-8")
    (tmp_path / "m.students.csv").write_text("student,a,points,out_of,mark_20\nNA,1,1,2,10\n007,0,0,2,0\n", encoding="utf-8")
    (tmp_path / "m.similar.csv").write_text("student,other,same_wrong_answers,same_cells,questions\nNA,007,2,0,\n", encoding="utf-8")
    book = grading.Gradebook(tmp_path / "m.csv")
    assert list(book.marks["student"]) == ["NA", "007", "nan"]
    assert list(book.marks["mistake"]) == ["", "slip", ""]
    assert book.marks["points"].sum() == 1.5
    assert list(book.students.index) == ["NA", "007"]
    assert book.students.loc["NA", "mark_20"] == 10
    assert book.alike.loc[0, ["student", "other", "questions"]].tolist() == ["NA", "007", ""]
    pd.DataFrame({"student": ["NA", "007"], "question": "a.b", "points": [None, 1.5]}).to_excel(tmp_path / "m.xlsx", index=False)
    assert list(book.open_answers["student"]) == ["NA", "007"]
    assert book.open_answers["points"].isna().tolist() == [True, False]
