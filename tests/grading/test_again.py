"""A session begun again: the last failures alone, a session stopped in the middle; and what was left out."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from crm_course.grading.isolation import available, usable
from crm_course.grading.submissions import left_out

from .room import HEAD, PACK, cell, code, hand_in, heed_interrupts, honest, session

pytestmark = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")

ORDER = ["--submissions", "in", "--gradebook", "marks.csv", "--pack", str(PACK), "--exercise", "small"]
BROKEN = '{"cells": "small.nps'


def grade(folder, *options):
    """Type the command in `folder`; its exit status and what it said."""
    return session(folder, *ORDER, *options, own_process=bool(options))


def statuses(folder):
    with (folder / "marks.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {student: {row["status"] for row in rows if row["student"] == student} for student in {row["student"] for row in rows}}


def kept(folder):
    return {path.name: path.stat().st_mtime_ns for path in (folder / "marks-kept" / "marks").iterdir()}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Three copies, one of which cannot be graded; one with a hidden name; what systems lay among them."""
    folder = tmp_path_factory.mktemp("again")
    hand_in(folder / "in", "anne", honest())
    hand_in(folder / "in", "luc", [code(HEAD), cell("small.nps", "nps = -70")])
    hand_in(folder / "in", "zoe", BROKEN)
    hand_in(folder / "in", ".max", honest())
    hand_in(folder / "in", ".ipynb_checkpoints", honest())
    (folder / "in" / "__MACOSX").mkdir()
    (folder / "in" / ".DS_Store").write_bytes(b"x")
    status, said = grade(folder, "-n0")  # in a process of its own, where pytest keeps which copies failed
    assert status == 1, said
    assert statuses(folder).keys() == {"anne", "luc", "zoe"}
    return folder, said


def test_a_hidden_copy_is_told_and_the_systems_own_files_are_not(room):
    _, said = room
    assert "Laissé de côté, car le nom est celui d’un fichier caché : .max. Renommez" in said


def test_what_may_be_a_hidden_copy(tmp_path):
    notebook = hand_in(tmp_path, "apart", honest())
    for name in (".luc.ipynb", "._luc.ipynb", ".notes.txt"):
        shutil.copy(notebook, tmp_path / name)
    for name in ("__zoe", ".git", "__pycache__", ".ipynb_checkpoints"):
        (tmp_path / name).mkdir()
    for name in ("__zoe", ".ipynb_checkpoints"):
        shutil.copy(notebook, tmp_path / name)
    assert left_out(tmp_path) == [".luc.ipynb", "__zoe"]


@pytest.mark.parametrize("workers", ["-n0", "-n2"])
def test_the_last_failures_alone_are_graded_again_and_the_gradebook_keeps_everyone(room, workers):
    folder, _ = room
    hand_in(folder / "in", "zoe", BROKEN if workers == "-n0" else honest())
    before = kept(folder)
    status, said = grade(folder, workers, "--lf")
    after = kept(folder)
    assert {name for name in after if after[name] != before[name]} == {"zoe.json"}, said
    assert statuses(folder) == {
        "anne": {"right", "to-read"},
        "luc": {"partly", "missing"},
        "zoe": {"error"} if workers == "-n0" else {"right", "to-read"},
    }
    assert status == (1 if workers == "-n0" else 0)


def test_a_session_stopped_by_hand_goes_on_where_it_was(tmp_path):
    hand_in(tmp_path / "in", "anne", honest())
    hand_in(tmp_path / "in", "luc", [code(HEAD), code("import time; time.sleep(3)"), cell("small.nps")])
    hand_in(tmp_path / "in", "zoe", [code(HEAD), cell("small.nps")])
    running = subprocess.Popen(
        [sys.executable, "-m", "pytest", *ORDER, "-n0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=heed_interrupts,
    )
    first = tmp_path / "marks-kept" / "marks" / "anne.json"
    end = time.monotonic() + 120
    while not first.exists() and running.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    os.kill(running.pid, signal.SIGINT)
    said, _ = running.communicate(timeout=120)
    assert running.returncode == 2, said
    assert statuses(tmp_path) == {"anne": {"right", "to-read"}}
    run_before = {path: path.stat().st_mtime_ns for path in (tmp_path / "marks-kept" / "runs").iterdir()}
    status, said = grade(tmp_path)
    assert status == 0, said
    assert statuses(tmp_path) == {"anne": {"right", "to-read"}, "luc": {"right", "missing"}, "zoe": {"right", "missing"}}
    assert all(path.stat().st_mtime_ns == when for path, when in run_before.items())
