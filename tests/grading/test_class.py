"""A class with data of its own: from the roster to the gradebook, a swapped file, a key, a pack checked."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from crm_course.cli import main
from crm_course.grading import distribution
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.classroom import Classroom, own_files
from crm_course.grading.isolation import available, usable
from crm_course.grading.key import solved
from crm_course.grading.submissions import safe_name
from crm_course.workbook.contents import exercise, part

from .room import PACK, code, notebook, session

EXERCISE = exercise("mail-order-house")

HOUSE = "mail-order-house"
NAME = "21-vente-par-correspondance.ipynb"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Two students with a house each, made from a roster."""
    folder = tmp_path_factory.mktemp("school")
    (folder / "class.csv").write_text("nom,prénom\nLe Goff,Anne\nÉtienne,Zoé\n", encoding="utf-8")
    (folder / "secret.txt").write_text("une phrase que je garde")
    arguments = ["--roster", str(folder / "class.csv"), "--secret-file", str(folder / "secret.txt"), "--out", str(folder / "class")]
    assert main(["class", "make", *arguments, "--exercise", HOUSE]) == 0
    return folder


def student(room, name):
    return room / "class" / "students" / name


def test_each_student_has_notebooks_data_and_a_name(room):
    anne, zoe = student(room, "Le-Goff-Anne"), student(room, "Etienne-Zoe")
    assert (anne / "exercises" / "fr" / NAME).is_file()
    assert json.loads((anne / ".crm-course" / "student.json").read_text("utf-8"))["student"] == "Le Goff Anne"
    for table in ("calls", "surveys", "tickets", "costs"):
        one, other = (who / "data" / HOUSE / f"{table}.csv" for who in (anne, zoe))
        assert one.read_bytes() != other.read_bytes()


def test_a_statement_cites_the_students_own_figures(tmp_path):
    room = Classroom(edition="1", exercises=("journeys",), secret=b"a phrase to keep")
    made = distribution.make(tmp_path, ["Anne", "Zoé"], room, Catalogue.of())
    journeys = Catalogue.of().exercise("journeys")
    said = []
    for name in ("Anne", "Zoé"):
        folder = tmp_path / "students" / made.students[safe_name(name)].folder
        said.append((folder / "exercises" / "fr" / part("journeys").filename("fr")).read_text("utf-8"))
        given, _ = made.given(journeys, name)
        assert f"Combien des {given.paths['conversions'].sum()} achats" in said[-1]
    assert said[0] != said[1]


def test_what_is_handed_out_holds_neither_the_secret_nor_an_answer(room):
    answers = [repr(question.answer(EXERCISE.given())) for question in EXERCISE.questions if question.answer]
    for path in student(room, "Le-Goff-Anne").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"une phrase que je garde" not in content
        if path.name == NAME:
            assert not [text for text in answers if len(text) > 4 and text.encode() in content]
            assert b"agents_needed(calls" not in content


def test_made_again_a_students_work_stays_and_another_secret_is_refused(room, capsys):
    work = student(room, "Le-Goff-Anne") / "exercises" / "fr" / NAME
    before, mine = work.read_bytes(), b"{} mine"
    work.write_bytes(mine)
    arguments = ["--roster", str(room / "class.csv"), "--out", str(room / "class"), "--exercise", HOUSE]
    assert main(["class", "make", *arguments, "--secret-file", str(room / "secret.txt")]) == 0
    assert work.read_bytes() == mine
    work.write_bytes(before)
    (room / "other.txt").write_text("une autre phrase")
    assert main(["class", "make", *arguments, "--secret-file", str(room / "other.txt")]) == 1
    assert "secret n’est pas celui" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("what", ["make", "solutions"])
def test_a_file_in_place_of_the_folder_to_make_is_said_and_stays(room, tmp_path, capsys, what):
    (tmp_path / "notes.txt").write_text("mine")
    of = ["--roster", str(room / "class.csv"), "--exercise", HOUSE] if what == "make" else ["--class", str(room / "class" / "teacher")]
    for out in ("notes.txt", "notes.txt/class"):
        assert main(["class", what, *of, "--secret-file", str(room / "secret.txt"), "--out", str(tmp_path / out)]) == 1
        assert "Impossible d’écrire dans" in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_the_same_name_and_secret_give_the_same_data_and_another_secret_does_not():
    seeds = [Classroom(edition="1", secret=secret, students={}).secret for secret in (b"a" * 8, b"b" * 8)]
    from crm_course.grading.classroom import own_seed

    one, other = (own_seed(secret, "1", HOUSE, "Anne") for secret in seeds)
    assert one == own_seed(b"a" * 8, "1", HOUSE, "Anne") != other
    assert own_files(EXERCISE, 7) == own_files(EXERCISE, 7) != own_files(EXERCISE, 8)


def test_the_key_has_each_students_answers(room):
    arguments = ["--class", str(room / "class" / "teacher"), "--secret-file", str(room / "secret.txt"), "--out", str(room / "key")]
    assert main(["class", "solutions", *arguments]) == 0
    with (room / "key" / "answers.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["student"], row["question"].partition(".")[2]): row["answer"] for row in csv.DictReader(file)}
    assert len(rows) == 2 * len(EXERCISE.questions)
    assert rows["Le Goff Anne", "offered"] != rows["Étienne Zoé", "offered"]
    assert "agents_needed(calls" in (room / "key" / NAME).read_text(encoding="utf-8")


@pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")
def test_each_is_marked_on_his_own_data_and_a_swapped_file_is_told(room):
    handed = room / "handed-in"
    shutil.copytree(room / "class" / "students", handed)
    (handed / "Le-Goff-Anne" / "exercises" / "fr" / NAME).write_text(solved(EXERCISE, part(HOUSE), "fr"), encoding="utf-8")
    calls = Path("data", HOUSE, "calls.csv")
    shutil.copy(handed / "Le-Goff-Anne" / calls, handed / "Etienne-Zoe" / calls)
    house = EXERCISE.personal.read(_tables(handed / "Le-Goff-Anne" / "data" / HOUSE))
    answers = {question.id: question.answer(house) for question in EXERCISE.questions if question.kind == "number"}
    typed = [code(f'from crm_course.workbook import check\ncheck("{name}", {value!r})') for name, value in answers.items()]
    (handed / "Etienne-Zoe" / "exercises" / "fr" / NAME).write_text(notebook(typed, crm_course={"part": HOUSE}), encoding="utf-8")
    options = ["--class", str(room / "class" / "teacher"), "--secret-file", str(room / "secret.txt"), "--gradebook", "marks.csv"]
    status, said = session(room, "--submissions", handed, *options)
    assert status == 0, said
    with (room / "marks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["status"] for row in rows if row["student"] == "Le Goff Anne"} == {"right", "to-read"}
    hers = {row["question"].partition(".")[2]: row["status"] for row in rows if row["student"] == "Étienne Zoé"}
    assert (hers["offered"], hers["nps"]) == ("wrong", "wrong")
    assert "Le fichier data/mail-order-house/calls.csv est celui de « Le Goff Anne »" in said


def _tables(folder):
    from crm_course.workbook.own_data import read_tables

    return read_tables(folder)


def test_a_pack_is_checked_before_it_is_given(tmp_path, capsys):
    assert main(["class", "check", str(PACK)]) == 0
    source = (PACK / "small.py").read_text(encoding="utf-8")
    broken = source.replace(
        'answer=lambda given: given["nps"], solution="-76", why=WHY', 'answer=lambda given: given["nps"], solution="-76"'
    )
    broken = broken.replace("value=lambda given: -70.0", "value=lambda given: -76.0")
    broken = broken.replace("numbers = [1, 2, 3]", "nps = [1, 2, 3]")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "small.py").write_text(broken, encoding="utf-8")
    assert main(["class", "check", str(tmp_path / "pack")]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "passives" in said
    assert "why" in said
    assert "« nps »" in said


def test_a_pack_that_fails_says_which_file(tmp_path, capsys):
    (tmp_path / "bad.py").write_text("1 / 0")
    assert main(["class", "check", str(tmp_path)]) == 1
    assert "bad.py" in capsys.readouterr().err


@pytest.mark.parametrize(("answers", "boxed"), [("box", True), ("code", False)])
def test_a_class_answers_in_boxes_or_in_code(tmp_path, answers, boxed):
    (tmp_path / "class.csv").write_text("nom\nAnne\n", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("une phrase que je garde")
    arguments = ["--roster", str(tmp_path / "class.csv"), "--secret-file", str(tmp_path / "secret.txt"), "--out", str(tmp_path / "class")]
    assert main(["class", "make", *arguments, "--pack", str(PACK), "--exercise", "small", "--answers", answers]) == 0
    (made,) = (tmp_path / "class" / "students" / "Anne").rglob("P1-small.ipynb")
    cells = {cell["metadata"]["crm_course"]["question"]: "".join(cell["source"])
             for cell in json.loads(made.read_text("utf-8"))["cells"] if "question" in cell["metadata"].get("tags", [])}  # fmt: skip
    assert cells["small.nps"].startswith("ask(") is boxed
    assert not cells["small.margin"].startswith("ask(")  # a function is written in code


def test_the_names_of_the_folders_are_those_of_the_documentation():
    assert (distribution.STUDENTS, distribution.TEACHER) == ("students", "teacher")
