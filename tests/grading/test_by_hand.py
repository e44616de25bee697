"""Points given by hand last: through a second reading, a later copy, another answer, a grading from scratch."""

import csv
import shutil
from collections.abc import Sequence
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from crm_course.foundations.errors import FileProblem
from crm_course.grading import Gradebook, outputs
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.marks import Graded, Mark
from crm_course.grading.results import Results
from crm_course.grading.submissions import find

from .room import PACK, hand_in, honest

OPINION = "small.opinion"
CATALOGUE = Catalogue.of([PACK])


class Desk:
    """A teacher's desk: copies as they were graded, the gradebook, and its workbook."""

    def __init__(self, folder):
        self.folder, self.path = folder, folder / "marks.csv"
        self.results = Results(folder / "marks-kept", kept=True)
        self.workbook = folder / "marks.xlsx"

    def hand_in(self, **opinions):
        for student, words in opinions.items():
            hand_in(self.folder / "in", student, honest())
            asked = Mark(student=student, question=OPINION, points=0.5, out_of=2, status="to-read", message="barème", answer=words)
            nps = Mark(student=student, question="small.nps", points=2, out_of=2, status="right", answer="-76")
            (copy,) = (copy for copy in find(self.folder / "in") if copy.student == student)
            self.results.write(Graded(student=student, language="fr", marks=(nps, asked)), copy)
        return self

    def grade(self) -> Sequence[str]:
        """What a session does at its end."""
        return outputs.write(self.path, self.results.read(find(self.folder / "in")), CATALOGUE).lines()

    def write(self, student, points, comment=None, *, answer=None):
        book = load_workbook(self.workbook)
        for row in book.worksheets[0].iter_rows(min_row=2):
            if row[0].value == student:
                row[5].value, row[7].value = points, comment
                row[2].value = answer or row[2].value
        book.save(self.workbook)

    def shown(self):
        """By student, in the workbook: points proposed, points given, comment."""
        rows = load_workbook(self.workbook).worksheets[0].iter_rows(min_row=2, values_only=True)
        return {row[0]: (row[4], row[5], row[7]) for row in rows}

    def take(self):
        return Gradebook(self.path, packs=(PACK,)).take(self.workbook)

    def marks(self):
        with self.path.open(encoding="utf-8", newline="") as file:
            return {row["student"]: (row["points"], row["status"]) for row in csv.DictReader(file) if row["question"] == OPINION}

    def feedback(self, student):
        return (self.folder / "marks-feedback" / f"{student}.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path).hand_in(anne="Un risque.", luc="Bof.\nVoilà.")
    made.grade()
    return made


def test_all_run_again_keeps_what_was_given_by_hand_and_the_hidden_inputs(desk):
    desk.write("anne", 1.5, "Bien.")
    desk.take()
    seed = desk.results.seed(7)
    desk.results.clear()
    assert not list(desk.folder.glob("marks-kept/marks/*"))
    assert desk.results.seed(8) == seed
    desk.hand_in(anne="Un risque.", luc="Bof.\nVoilà.").grade()
    assert desk.marks() == {"anne": ("1.5", "read"), "luc": ("0.5", "to-read")}


def test_a_second_reading_keeps_the_comments_of_the_first(desk):
    desk.write("anne", 1.5, "Bien.")
    assert desk.take() == 1
    assert desk.shown() == {"anne": (0.5, 1.5, "Bien."), "luc": (0.5, None, None)}
    desk.write("luc", 0, "Trop court.")
    assert desk.take() == 2
    assert desk.shown() == {"anne": (0.5, 1.5, "Bien."), "luc": (0.5, 0, "Trop court.")}
    assert "Commentaire du correcteur : Bien." in desk.feedback("anne").replace("\u00a0", " ").replace("\u202f", " ")
    assert "Trop court." in desk.feedback("luc")


def test_an_emptied_cell_takes_the_points_back_and_a_comment_may_stand_alone(desk):
    desk.write("anne", 2, "Bien.")
    desk.take()
    desk.write("anne", None, "À revoir ensemble.")
    assert desk.take() == 0
    assert desk.marks()["anne"] == ("0.5", "to-read")
    assert "À revoir ensemble." in desk.feedback("anne")
    desk.write("anne", None)
    desk.take()
    assert "Commentaire" not in desk.feedback("anne")


def test_points_written_but_not_taken_in_outlast_a_later_copy(desk):
    desk.write("luc", 2, "Vu.")
    desk.hand_in(zoe="En retard.").grade()
    assert desk.marks() == {"anne": ("0.5", "to-read"), "luc": ("2", "read"), "zoe": ("0.5", "to-read")}
    assert desk.shown() == {"anne": (0.5, None, None), "luc": (0.5, 2, "Vu."), "zoe": (0.5, None, None)}


def test_points_that_make_no_sense_leave_the_workbook_as_it_is_and_the_gradebook_is_written(desk):
    desk.write("luc", 7, "Vu.")
    before = desk.workbook.read_bytes()
    said = desk.hand_in(zoe="En retard.").grade()
    assert desk.workbook.read_bytes() == before
    (told,) = (line for line in said if line.startswith("marks.xlsx n’a pas été récrit"))
    assert "entre 0 et 2" in told
    assert desk.marks().keys() == {"anne", "luc", "zoe"}


def test_a_workbook_of_somebody_elses_is_not_written_over(tmp_path):
    desk = Desk(tmp_path).hand_in(anne="Un risque.")
    desk.workbook.write_bytes(b"mine")
    said = desk.grade()
    assert desk.workbook.read_bytes() == b"mine"
    assert any("n’a pas été récrit" in line for line in said)


def test_another_answer_is_to_be_read_again_and_the_same_in_other_lines_is_not(desk):
    desk.write("anne", 2, "Bien.")
    desk.write("luc", 1, "Vu.", answer="Bof.\r\nVoilà. ")
    desk.take()
    desk.hand_in(anne="Autre chose.").grade()
    assert desk.marks() == {"anne": ("0.5", "to-read"), "luc": ("1", "read")}
    assert "Bien." not in desk.feedback("anne")
    assert desk.shown()["anne"] == (0.5, None, None)
    desk.hand_in(anne="Un risque.").grade()
    assert desk.marks()["anne"] == ("2", "read")


def test_points_reach_whoever_a_name_with_spaces_is(tmp_path):
    desk = Desk(tmp_path).hand_in(**{"anne marie ": "Un risque."})
    desk.grade()
    desk.write("anne marie ", 2)
    assert desk.take() == 1


def test_who_was_taken_out_of_the_folder_does_not_come_back(desk):
    shutil.rmtree(desk.folder / "in" / "luc")
    desk.grade()
    desk.write("anne", 1)
    assert desk.take() == 1
    assert desk.marks() == {"anne": ("1", "read")}


def test_another_workbook_is_taken_in_after_the_one_beside_the_gradebook(desk):
    other = desk.folder / "copie.xlsx"
    shutil.copy(desk.workbook, other)
    desk.write("anne", 2, "Bien.")
    desk.workbook, mine = other, desk.workbook
    desk.write("luc", 1)
    book = load_workbook(other)
    book.worksheets[0].delete_rows(2)
    book.save(other)
    assert desk.take() == 2
    desk.workbook = mine
    assert desk.shown() == {"anne": (0.5, 2, "Bien."), "luc": (0.5, 1, None)}


def test_a_workbook_without_its_gradebook_says_so_and_makes_nothing(desk, tmp_path):
    with pytest.raises(FileProblem, match="no gradebook"):
        Gradebook(tmp_path / "elsewhere.csv", packs=(PACK,)).take(desk.workbook)
    assert not (tmp_path / "elsewhere-kept").exists()


def test_a_student_called_na_or_007_keeps_his_name(tmp_path):
    desk = Desk(tmp_path).hand_in(NA="Un risque.")
    (graded,) = desk.results.read(find(tmp_path / "in"))
    outputs.write(desk.path, [graded, replace(graded, student="007", marks=())], CATALOGUE)
    book = Gradebook(desk.path, packs=(PACK,))
    assert set(book.marks["student"]) == {"NA"}
    assert list(book.students.index) == ["NA", "007"]


def test_a_gradebook_that_cannot_be_written_is_said_in_a_sentence(desk, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(outputs, "write", refuse)
    with pytest.raises(FileProblem, match="cannot be written"):
        desk.take()
