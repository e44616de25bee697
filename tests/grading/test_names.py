"""Names of files and students: those of other systems and scripts, and who handed in what nobody can run."""

import csv
import os
import sys

import pytest

from crm_course.foundations.errors import FileProblem
from crm_course.grading import distribution
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.classroom import Classroom
from crm_course.grading.isolation import available, usable
from crm_course.grading.submissions import find, safe_name

from .room import HEAD, PACK, cell, code, hand_in, honest, notebook, session

needs_walls = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")
READS = [code(HEAD), cell("small.nps", "import glob\nnps = -76 if open(glob.glob('donn*.csv')[0]).read() == 'a,b' else 0")]


def grade(folder, *options, book="marks.csv"):
    """Type the command in `folder`; its exit status and what it said."""
    return session(folder, "--submissions", "in", "--gradebook", book, "--pack", str(PACK), "--exercise", "small", *options)


def points(folder):
    with (folder / "marks.students.csv").open(encoding="utf-8", newline="") as file:
        return {row["student"]: row["points"] for row in csv.DictReader(file)}


@needs_walls
@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_in_the_letters_of_another_system_cost_nobody_a_mark(tmp_path):
    helped = os.fsencode(hand_in(tmp_path / "in", "anne", READS).parent)
    with open(helped + b"/donn\xe9es.csv", "w") as file:  # noqa: PTH123 (no Path has such a name)
        file.write("a,b")
    hand_in(tmp_path / "in", "zoe", [code(HEAD), cell("small.opinion", "opinion = 'la moiti\\ud83d'")])
    hand_in(tmp_path / "in", "luc", honest())
    assert grade(tmp_path)[0] == 0
    assert points(tmp_path) == {"anne": "2", "zoe": "0", "luc": "9"}
    mine = os.fsencode(tmp_path / "in" / "luc")
    os.rename(mine + b"/small.ipynb", mine + b"/small-\xe9.ipynb")  # noqa: PTH104
    (tmp_path / "in" / "luc" / "small-a.ipynb").write_text(notebook([code(HEAD)]))
    status, said = grade(tmp_path)
    assert status == 0, said
    assert points(tmp_path) == {"anne": "2", "zoe": "0", "luc": "9"}
    assert "est noté : small-·.ipynb" in said


@needs_walls
def test_a_notebook_by_another_ending_is_graded_and_what_is_none_is_told(tmp_path):
    whole = notebook(honest())
    names = ["Anne.IPYNB", "Luc.ipynb.json", "Zoé_12_assignsubmission_file_.ipynb.txt", "Jules.ipynb", "in/Max/Devoir.IPYNB"]
    for name in names:
        path = tmp_path / "in" / name.removeprefix("in/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(whole)
    for name in ("Léa_7_assignsubmission_file_.zip", "Hugo.py", "Jules.zip", "liste.csv"):
        (tmp_path / "in" / name).write_text("PK")
    status, said = grade(tmp_path)
    assert status == 1
    assert "Léa: L’archive « Léa_7_assignsubmission_file_.zip » est abîmée" in said
    assert points(tmp_path) == {**dict.fromkeys(("Anne", "Luc", "Zoé", "Jules", "Max"), "9"), "Léa": "0"}
    assert "Laissé de côté, car ce n’est ni un carnet .ipynb ni un dossier : Hugo.py, Jules.zip, liste.csv." in said


def test_copies_of_one_name_each_get_a_number_that_no_other_has(tmp_path):
    hand_in(tmp_path, "Dupont", honest())
    hand_in(tmp_path, "Dupont (2)", honest())
    for name in ("Dupont.ipynb", "Dupont.IPYNB"):
        (tmp_path / name).write_text("{}")
    found = find(tmp_path)
    assert [copy.student for copy in found] == ["Dupont", "Dupont (3)", "Dupont (4)", "Dupont (2)"]
    assert len({copy.slug for copy in found}) == 4
    assert found[-1].folder == tmp_path / "Dupont (2)"


def test_names_in_another_script_have_a_folder_each():
    family, given = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂"
    names = [f + g + h for f in family for g in given for h in ("", *given)]
    assert len({safe_name(name) for name in names}) == len(names) > 10_000


def test_two_students_never_share_a_folder(tmp_path):
    room = Classroom(edition="1", exercises=("experience",), secret=b"a phrase to keep")
    with pytest.raises(FileProblem, match=r'"Zoé Müller" and "Zoe-Muller" would have the same folder'):
        distribution.make(tmp_path / "class", ["Zoé Müller", "Anne", "Zoe-Muller"], room, Catalogue.of())
    assert not (tmp_path / "class").exists()
