"""Lateness, groups and a bank of comments: records in the class's folder, seen in every file that is written."""

import csv
import datetime as dt
import json
import os
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crm_course import grading
from crm_course.cli import main
from crm_course.foundations.errors import FileProblem, InvalidValue, UnknownName
from crm_course.grading import Gradebook, outputs, roll, rules, who
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.classroom import Classroom, Student
from crm_course.grading.isolation import available, usable
from crm_course.grading.marks import Graded, Mark
from crm_course.grading.packrun import tried
from crm_course.grading.report import read as report
from crm_course.grading.results import Results
from crm_course.grading.submissions import find, safe_name

from .room import PACK, hand_in, honest

needs_walls = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")
DUE = dt.datetime(2026, 12, 4, 18)
ROOM = Classroom(students={safe_name(name): Student(name=name, email=f"{name}@x.example") for name in ("Anne", "Luc", "Zoé", "Max")})


@pytest.fixture
def desk(tmp_path):
    """Two copies as they were graded, and what the class's folder rules."""
    for name, hours in (("Anne", -1), ("Luc", 30)):
        path = hand_in(tmp_path / "in", name, honest())
        os.utime(path, (DUE.timestamp() + 3600 * hours,) * 2)
    teacher = tmp_path / "teacher"
    teacher.mkdir()
    (teacher / rules.LATE).write_text(json.dumps({"due": "2026-12-04 18:00", "per_day": 0.1, "most": 0.5}))
    (teacher / rules.GROUPS).write_text("élève;groupe\nAnne;A\nZoé;A\nLuc;B\n", encoding="utf-8")
    (teacher / rules.COMMENTS).write_text("code;commentaire\nsource;Citez la source.\n", encoding="utf-8")
    copies = find(tmp_path / "in")
    results = Results(tmp_path / "marks-kept", kept=True)
    for copy in copies:
        asked = Mark(student=copy.student, question="small.opinion", points=0.5, out_of=2, status="to-read", answer="Un risque.")
        nps = Mark(student=copy.student, question="small.nps", points=2, out_of=2, status="right", answer="-76")
        results.write(Graded(student=copy.student, language="fr", marks=(nps, asked), name=copy.student), copy)
    ruled = rules.read(teacher, ROOM)
    pairing = who.pair(copies, ROOM)
    roll.write(results.folder, roll.drawn(ROOM, pairing, pairing.copies(), None, ruled), comments=ruled.comments)
    outputs.write(tmp_path / "marks.csv", results.read(copies), Catalogue.of([PACK]))
    return tmp_path


def moodle(folder):
    with (folder / "marks.moodle.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_each_day_begun_costs_its_share_and_that_is_told(desk):
    rows = moodle(desk)
    assert rows["Anne"]["points"] == "2.5"
    assert float(rows["Luc"]["points"]) == pytest.approx(2.5 * 0.8)  # thirty hours are two days begun
    assert "Rendu en retard : 20 %" in (desk / "marks-feedback" / "Luc.md").read_text("utf-8").replace("\u00a0", " ").replace("\u202f", " ")


def test_the_penalty_never_passes_the_most_and_is_nothing_before_the_hour():
    late = rules.Late(due=DUE, per_day=0.1, most=0.5)
    assert [late.penalty(DUE.timestamp() + 3600 * hours) for hours in (-5, 0, 1, 24, 25, 24 * 30)] == [0, 0, 0.1, 0.1, 0.2, 0.5]
    with pytest.raises(InvalidValue, match="per_day"):
        rules.Late(due=DUE, per_day=10)


def test_one_copy_counts_for_a_group_and_who_is_in_none_is_absent(desk):
    rows = moodle(desk)
    assert (rows["Zoé"]["points"], rows["Zoé"]["email"], rows["Zoé"]["status"]) == ("2.5", "Zoé@x.example", "provisional")
    assert rows["Max"]["status"] == "absent"
    assert "rendue par Anne" in (desk / "marks-feedback" / "Zoe.md").read_text("utf-8")


def test_a_code_of_the_bank_is_written_out_in_a_comment(desk):
    book = load_workbook(desk / "marks.xlsx")
    for row in book.worksheets[0].iter_rows(min_row=2):
        row[5].value, row[7].value = 1, "Bien. #source #inconnu"
    book.save(desk / "marks.xlsx")
    Gradebook(desk / "marks.csv", packs=(PACK,)).take(desk / "marks.xlsx")
    assert "Bien. Citez la source. #inconnu" in (desk / "marks-feedback" / "Anne.md").read_text("utf-8")
    assert moodle(desk)["Luc"]["status"] == "final"


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        (rules.LATE, "{", FileProblem),
        (rules.LATE, '{"due": "soon"}', FileProblem),
        (rules.LATE, '{"due": "2026-12-04", "per_week": 1}', FileProblem),
        (rules.GROUPS, "élève;groupe\nPersonne;A\n", UnknownName),
    ],
)
def test_a_record_that_makes_no_sense_is_refused(tmp_path, name, content, error):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(error):
        rules.read(tmp_path, ROOM)


@pytest.fixture
def pack(tmp_path):
    return Path(shutil.copytree(Path(__file__).parent / "own_pack", tmp_path / "pack"))


@needs_walls
def test_a_pack_is_tried_by_running_its_notebooks(pack, capsys):
    assert main(["class", "check", str(pack)]) == 0
    source = (pack / "own.py").read_text("utf-8")
    broken = source.replace('orders = workbook.own_tables("own")["orders"]', "from crm_course.synthetic import own_table")
    (pack / "own.py").write_text(broken, encoding="utf-8")
    assert main(["class", "check", str(pack)]) == 1
    assert "tout est en ordre" in capsys.readouterr().out.replace("\u00a0", " ")  # of the first
    (found,) = {each.say() for each in tried(list(Catalogue.of([pack]).own.values()), [pack]) if "own_table" in each.say()}
    assert "ImportError" in found


@needs_walls
def test_a_solution_that_is_not_right_on_other_data_is_found(pack):
    source = (pack / "own.py").read_text("utf-8")
    first = Catalogue.of([pack]).exercise("own")
    given = first.given()
    frozen = source.replace("solution='float(orders[\"amount\"].sum())'", f"solution='{given['amount'].sum()}.0'")
    assert frozen != source
    (pack / "own.py").write_text(frozen, encoding="utf-8")
    found = tried(list(Catalogue.of([pack]).own.values()), [pack])
    assert {each.question for each in found} == {"own.total"}
    assert "au lieu de « juste »" in found[0].say().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_report_says_the_titles_of_a_pack_and_what_is_still_to_be_read(tmp_path, capsys):
    rows = ["Anne,small.nps,1,2,passives,partly", "Anne,small.opinion,1,2,,to-read", "Qui,small.nps,0,2,,error"]
    (tmp_path / "m.csv").write_text("\n".join(["student,question,points,out_of,mistake,status", *rows]) + "\n", encoding="utf-8")
    assert main(["class", "report", str(tmp_path / "m.csv"), "--pack", str(PACK)]) == 0
    said = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    assert "Le score" in said
    assert "Les passifs comptent." in said
    assert "1 réponse(s) ouverte(s) à relire" in said
    found = report(tmp_path / "m.csv")
    assert (found.to_read, found.errors) == (1, 1)
    assert {each.student for each in found.students} == {"Anne"}
    assert "| Le score |" in grading.Gradebook(tmp_path / "m.csv", packs=(PACK,)).report._repr_markdown_()
