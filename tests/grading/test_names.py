"""Names of files and students: those of other systems and scripts, and who handed in what nobody can run."""

import csv
import os
import subprocess
import sys

import pytest

from crm_course.grading.isolation import available, usable

from .room import HEAD, PACK, cell, code, hand_in, honest, notebook

needs_walls = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")
READS = [code(HEAD), cell("small.nps", "import glob\nnps = -76 if open(glob.glob('donn*.csv')[0]).read() == 'a,b' else 0")]


def grade(folder, *options, book="marks.csv"):
    """Type the command in `folder`; its exit status and what it said."""
    arguments = ["--submissions", "in", "--gradebook", book, "--pack", str(PACK), "--exercise", "small", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", *arguments, *options], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    return done.returncode, (done.stdout + done.stderr).replace("\u00a0", " ").replace("\u202f", " ")


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
