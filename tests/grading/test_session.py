"""Grading as a test session: what a teacher types, what he gets, and what he finds when he comes back."""

import csv
import json
import re
import shutil
import xml.etree.ElementTree as ET

import pytest
from openpyxl import load_workbook

from crm_course.cli import main
from crm_course.grading.isolation import available, usable
from crm_course.grading.report import read

from .room import HEAD, PACK, cell, code, hand_in, honest, session

pytestmark = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")

FORMULA = "=1+1;..évil"
SHOWN = f"'{FORMULA}"


def grade(folder, *options, **how):
    """Type the command in `folder`; its exit status and what it said."""
    arguments = ["--gradebook", "marks.csv", "--pack", str(PACK), *options]
    if not any(option.startswith("--submissions") for option in options):
        arguments = ["--submissions", "in", *arguments]
    return session(folder, *arguments, **how)


def marks(folder):
    with (folder / "marks.csv").open(encoding="utf-8", newline="") as file:
        return {(row["student"], row["question"]): row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A class of four, graded once."""
    folder = tmp_path_factory.mktemp("class")
    hand_in(folder / "in", "Zoé Müller", honest())
    partly = [
        code(HEAD),
        cell("small.nps", "nps = -70"),
        cell("small.share", "share = 0.875"),
        code("open('conftest.py', 'w').write('1/0')"),
    ]
    hand_in(folder / "in", "luc", partly)
    (folder / "in" / "luc" / "conftest.py").write_text("raise SystemExit('a copy took over')")
    (folder / "in" / "luc" / "test_mine.py").write_text("def test_free_points(): pass")
    hand_in(folder / "in", FORMULA, [code(HEAD)])
    alone = hand_in(folder, "apart", honest())
    alone.rename(folder / "in" / "Anne_12_assignsubmission_file_.ipynb")
    status, said = grade(folder, "-p", "no:cacheprovider", "--junitxml", "marks.xml", own_process=True)
    assert status == 0, said
    return folder, said


def test_every_copy_graded_is_exit_status_0_whatever_the_marks(room):
    folder, said = room
    assert "Isolement des copies" in said
    assert available() in said
    assert "a copy took over" not in said
    assert "test_free_points" not in said
    found = marks(folder)
    assert {student for student, _ in found} == {"Zoé Müller", "luc", SHOWN, "Anne"}
    assert len(found) == 4 * 6


def test_the_gradebook_in_long_form(room):
    folder, _ = room
    lines = (folder / "marks.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "student,question,points,out_of,mistake,status"
    assert "luc,small.nps,1,2,passives,partly" in lines
    assert "luc,small.share,0,1,rest,wrong" in lines
    assert "luc,small.margin,0,2,,missing" in lines
    assert "Anne,small.opinion,2,2,,to-read" in lines


def test_one_line_a_student_for_moodle_and_pronote(room):
    folder, _ = room
    moodle = (folder / "marks.students.csv").read_text(encoding="utf-8").splitlines()
    assert moodle[0] == "student,small,points,out_of,mark_20,to_read"
    assert "Anne,9,9,9,20,1" in moodle
    pronote = (folder / "marks.pronote.csv").read_text(encoding="utf-8-sig").splitlines()
    assert "luc;1;1;9;2,222;0" in pronote


def test_feedback_for_each_student_names_the_mistake_and_stays_in_its_folder(room):
    folder, _ = room
    pages = {path.name for path in (folder / "marks-feedback").iterdir()}
    assert {"Anne.html", "Anne.md", "Zoe-Muller.html", "luc.html"} < pages
    assert len(pages) == 8
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+\.(html|md)", name) for name in pages)
    page = (folder / "marks-feedback" / "luc.html").read_text(encoding="utf-8")
    assert "Les passifs comptent." in page
    assert "<script" not in page
    assert "Les passifs comptent." in (folder / "marks-feedback" / "luc.md").read_text(encoding="utf-8")


def test_junit_has_one_case_a_question_with_its_points(room):
    cases = ET.parse(room[0] / "marks.xml").findall(".//testcase")
    assert len(cases) == 24
    told = {each.attrib["name"]: {p.attrib["name"]: p.attrib["value"] for p in each.iter("property")} for each in cases}
    assert all(set(values) == {"points", "out_of", "mistake", "status"} for values in told.values())


def test_copies_run_already_are_not_run_again_and_workers_agree(room):
    folder, _ = room
    before = (folder / "marks.csv").read_bytes()
    kept = {path: path.stat().st_mtime_ns for path in (folder / "marks-kept" / "runs").iterdir()}
    status, said = grade(folder, "-p", "no:cacheprovider", "-n2", own_process=True)
    assert status == 0, said
    assert (folder / "marks.csv").read_bytes() == before
    assert {path: path.stat().st_mtime_ns for path in (folder / "marks-kept" / "runs").iterdir()} == kept


def test_a_choice_of_questions_keeps_the_marks_of_the_others(room):
    folder, _ = room
    before = (folder / "marks.csv").read_bytes()
    status, said = grade(folder, "-k", "nps and luc")
    assert status == 0, said
    assert "23 deselected" in said
    assert (folder / "marks.csv").read_bytes() == before


def test_a_copy_that_cannot_be_graded_is_an_error_and_costs_the_others_nothing(room):
    folder, _ = room
    before = marks(folder)
    hand_in(folder / "in", "abîmée", '{"cells": "small.nps')
    try:
        status, said = grade(folder)
        assert status == 1
        assert "abîmée: Le fichier n’est pas un carnet" in said
        after = marks(folder)
        assert {key: row for key, row in after.items() if key[0] != "abîmée"} == before
        assert {row["status"] for key, row in after.items() if key[0] == "abîmée"} == {"error"}
    finally:
        shutil.rmtree(folder / "in" / "abîmée")
        next((folder / "marks-kept" / "marks").glob("abimee*.json")).unlink()


def test_marks_by_hand_come_back_from_the_workbook_and_last(room, capsys):
    folder, _ = room
    book = load_workbook(folder / "marks.xlsx")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["Élève", "Question", "Réponse"]
    assert [cell.value for cell in book.worksheets[1][1]] == ["Élève", "small", "Points", "Sur", "Note sur 20", "À relire"]
    assert [cell.value for cell in book.worksheets[2][1]] == ["Élève", "Question", "Points", "Sur", "Erreur reconnue", "Verdict"]
    assert "sans réponse" in {row[5] for row in book.worksheets[2].iter_rows(min_row=2, values_only=True)}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "Anne")
    assert row[2].value == "Le score de −76 est un risque."
    row[5].value, row[7].value = 1.5, "Citez la source."
    book.save(folder / "marks.xlsx")
    assert main(["class", "marks", str(folder / "marks.xlsx"), "--pack", str(PACK)]) == 0
    assert "1 note(s)" in capsys.readouterr().out
    assert (marks(folder)["Anne", "small.opinion"]["points"], marks(folder)["Anne", "small.opinion"]["status"]) == ("1.5", "read")
    assert "Citez la source." in (folder / "marks-feedback" / "Anne.html").read_text(encoding="utf-8")
    assert grade(folder)[0] == 0
    assert marks(folder)["Anne", "small.opinion"]["points"] == "1.5"
    row[5].value = 7
    book.save(folder / "marks.xlsx")
    capsys.readouterr()
    assert main(["class", "marks", str(folder / "marks.xlsx"), "--pack", str(PACK)]) == 1
    assert "entre 0 et 2" in " ".join(capsys.readouterr().err.split())


def test_the_report_says_who_is_stuck_where(room):
    found = read(room[0] / "marks.csv")
    assert found.students[0].student == SHOWN
    assert found.students[0].earned == 0
    luc = next(each for each in found.students if each.student == "luc")
    assert luc.stuck == ("small.share", "small.margin", "small.turnover", "small.chart", "small.opinion")
    share = next(each for each in found.questions if each.question == "small.share")
    assert (share.earned, share.missing, share.mistake, share.times) == (0.5, 1, "rest", 1)


def test_the_same_wrong_values_are_a_hint(tmp_path):
    from crm_course.grading.marks import Graded, Mark
    from crm_course.grading.similarity import pairs

    def copy(name, first, second, source):
        values = {"small.nps": first, "small.share": second}
        asked = tuple(Mark(student=name, question=q, points=0, out_of=1, status="wrong", answer=v) for q, v in values.items())
        return Graded(student=name, language="fr", marks=asked, sources=(source,))

    long = "total = sum(prices) * 1.2  # mine\nprint(total, 'is what it costs in all')"
    alike = [copy("a", "3.21", "0.4", long), copy("b", "3.21", "0.4", long.replace("# mine", "")), copy("c", "9", "0.1", "x = 1")]
    (pair,) = pairs(alike)
    assert (pair.one, pair.other, pair.questions, pair.cells) == ("a", "b", ("small.nps", "small.share"), 1)


def test_what_everyone_was_given_makes_no_two_copies_alike():
    from crm_course.grading.marks import Graded
    from crm_course.grading.similarity import pairs
    from crm_course.workbook import contents
    from crm_course.workbook.build import exercise_notebook, handed_out

    part = contents.part("mail-order-house")
    cells = json.loads(exercise_notebook(part, "fr"))["cells"]
    sources = tuple("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    blanks = [Graded(student=name, language="fr", marks=(), sources=sources) for name in ("a", "b")]
    assert pairs(blanks)
    assert pairs(blanks, handed_out(contents.exercise("mail-order-house"))) == []


def test_an_answer_that_python_cannot_read_is_said_so_and_not_missing():
    from crm_course.foundations.language import speaking
    from crm_course.grading.catalogue import Catalogue
    from crm_course.grading.feedback import _questions, as_html, as_markdown
    from crm_course.grading.marks import Graded, Mark

    asked = tuple(Mark(student="a", question=name, points=0, out_of=1, message="Rien.") for name in ("small.nps", "small.share"))
    source = "nps = (10 - 86\ncheck('small.nps', nps)"
    copy = Graded(student="a", language="fr", marks=asked, sources=(source,), errors=("3 · SyntaxError: '(' was never closed",))
    with speaking("fr"):
        pairs = _questions(copy, Catalogue.of([PACK]))
        assert "Python n’a pas pu lire" in pairs[0][0].message
        assert "never closed" in pairs[0][0].message
        assert pairs[1][0].message == "Rien."
        assert "never closed" in as_html(copy, pairs[:1])
        assert "never closed" in as_markdown(copy, pairs[:1])


def test_a_session_that_was_stopped_in_the_middle_goes_on(room):
    folder, _ = room
    kept = {path: path.read_text() for path in (folder / "marks-kept" / "runs").iterdir()}
    for path, text in kept.items():
        path.write_text(text[:100])
    (folder / "marks-kept" / "marks" / "luc.json").unlink()
    status, said = grade(folder)
    assert status == 0, said
    assert marks(folder)["luc", "small.nps"]["points"] == "1"
    again = [path for path, text in kept.items() if path.read_text() == text]
    assert 0 < len(again) < len(kept)  # his alone was run again, to the same end
    for path, text in kept.items():
        path.write_text(text)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--submissions", "nowhere"], "n’est pas un dossier"),
        (["--submissions", "in", "--exercise", "roy"], "roi"),
        (["--submissions", "in", "--class", "x"], "--secret-file"),
        (["--submissions", "in", "--pack", "in"], "dossier de questions"),
        (["--submissions", "in", "--copy-seconds", "-1"], "« --copy-seconds » doit être un nombre supérieur à 0"),
        (["--submissions", "in", "--cell-seconds", "nan"], "« --cell-seconds » doit être un nombre fini"),
        (["--submissions", "in", "--memory-mb", "0"], "« --memory-mb » doit être un nombre entier d’au moins 1"),
        (["--submissions", "in", "--gradebook", "other.xlsx"], "--gradebook other.csv"),
        (["--submissions", "in", "--gradebook", "other"], "--gradebook other.csv"),
        (["--submissions", "in", "--gradebook", "in/luc/other.csv"], "parmi les copies"),
        (["--submissions", ".", "--gradebook", "other.csv"], "parmi les copies"),
    ],
)
def test_a_wrong_order_is_refused_in_one_sentence(room, options, words):
    status, said = session(room[0], *options)
    assert status == 4
    assert words in said
    assert "Traceback" not in said
    assert not list(room[0].rglob("other*"))


@pytest.mark.parametrize("name", ["pytest.ini", "tox.ini"])
def test_settings_of_pytest_among_the_copies_are_not_obeyed(tmp_path, name):
    hand_in(tmp_path / "in", "anne", honest())
    (tmp_path / "in" / name).write_text("[pytest]\npythonpath = .\nfilterwarnings = error::evil.W\n")
    (tmp_path / "in" / "evil.py").write_text("open('taken', 'w').close()\nclass W(Warning): pass\n")
    status, said = grade(tmp_path, "--submissions=in", own_process=True)
    assert status == 0, said
    assert not (tmp_path / "taken").exists()
    assert {row["status"] for (student, _), row in marks(tmp_path).items() if student == "anne"} == {"right", "to-read"}


def test_settings_of_pytest_that_were_found_among_the_copies_end_the_session(tmp_path):
    hand_in(tmp_path / "in", "anne", honest())
    (tmp_path / "in" / "pytest.ini").write_text("[pytest]\n")
    status, said = session(tmp_path, "--submissions", "in", "--gradebook", "marks.csv", own_process=True)
    assert status == 4
    assert "réglage de pytest parmi les copies" in said
    assert "Traceback" not in said
    assert not (tmp_path / "marks.csv").exists()
