"""A class graded while nobody looks: stopped, killed and resumed; a copy, a question, a disk that fails."""

import csv
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm_course.grading import Job, cleanup, course_copy, texts
from crm_course.grading.answer_cache import worked_out
from crm_course.grading.classroom import Classroom
from crm_course.grading.grader import CopyProblem
from crm_course.grading.isolation import available, usable
from crm_course.grading.sandbox import SandboxLost
from crm_course.grading.session import GradingSession
from crm_course.grading.submissions import find, safe_name
from crm_course.workbook import mark

from .room import FULL, HEAD, PACK, cell, code, grader, hand_in, heed_interrupts, honest, sandbox, session

pytestmark = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")

SLOW = "import time\ntime.sleep(0.6)"


def start(folder, *options, book="marks.csv", pack=PACK):
    """Begin to grade the copies of `folder`, all that is temporary in a folder of its own."""
    (folder / "tmp").mkdir(exist_ok=True)
    arguments = ["--submissions", "in", "--gradebook", book, "--pack", str(pack), "-p", "no:cacheprovider", *options]
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", *arguments], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "TMPDIR": str(folder / "tmp")}, start_new_session=True,
        preexec_fn=heed_interrupts,
    )  # fmt: skip


def graded_quietly(folder, book="marks.csv", pack=PACK):
    return session(folder, "-q", "--submissions", "in", "--gradebook", book, "--pack", str(pack))


def marks(folder, book="marks.csv"):
    with (folder / book).open(encoding="utf-8", newline="") as file:
        return {(row["student"], row["question"]): (row["points"], row["status"]) for row in csv.DictReader(file)}


def graded_so_far(folder):
    return len(list((folder / "marks-kept" / "marks").glob("*.json")))


def stopped(folder, stop, *options):
    """Grade until another copy is done, then `stop`; the exit status."""
    before = graded_so_far(folder)
    session = start(folder, *options)
    last = time.monotonic() + 120
    while graded_so_far(folder) == before and session.poll() is None and time.monotonic() < last:
        time.sleep(0.05)
    assert session.poll() is None, session.stdout.read()
    stop(session.pid)
    session.communicate(timeout=60)
    return session.returncode


def left(folder):
    """What a grading of `folder` may have left: temporary folders, control groups, processes."""
    last = time.monotonic() + 20
    while (found := _left(folder)) and time.monotonic() < last:
        time.sleep(0.2)
    return found


def _left(folder):
    kept = [path.name for path in (folder / "tmp").iterdir() if path.name.startswith("crm-grading")]
    running = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and str(folder).encode() in (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes():
                running.append(entry.name)
        except OSError:
            continue
    return kept + running


@pytest.mark.skipif(sys.platform != "linux", reason="looks for what is left in /proc")
def test_a_session_that_is_stopped_or_killed_is_resumed_and_leaves_nothing(tmp_path):
    for number in range(9):
        hand_in(
            tmp_path / "in", f"élève {number}", [code(SLOW), *(honest() if number % 2 else [code(HEAD), cell("small.nps", "nps = -70")])]
        )
    assert stopped(tmp_path, lambda pid: os.kill(pid, signal.SIGINT), "-n0") == 2
    assert left(tmp_path) == []
    assert 1 * 6 <= len(marks(tmp_path)) < 9 * 6
    assert stopped(tmp_path, lambda pid: os.killpg(pid, signal.SIGKILL), "-n2") == -signal.SIGKILL
    assert stopped(tmp_path, lambda pid: os.kill(pid, signal.SIGTERM), "-n2") == 2
    assert left(tmp_path) == []
    resumed = start(tmp_path, "-n0")
    said, _ = resumed.communicate(timeout=300)
    assert resumed.returncode == 0, said
    assert left(tmp_path) == []
    whole = {question: (f"{most:g}", "to-read" if question == "small.opinion" else "right") for question, most in FULL.items()}
    partly = {**dict.fromkeys(FULL, ("0", "missing")), "small.nps": ("1", "partly")}
    assert marks(tmp_path) == {
        (f"élève {number}", question): told for number in range(9) for question, told in (whole if number % 2 else partly).items()
    }


def test_a_copys_problem_is_told_once_in_one_sentence(tmp_path):
    hand_in(tmp_path / "in", "abîmée", '{"cells": "small.nps')
    hand_in(tmp_path / "in", "bonne", honest())
    status, said = graded_quietly(tmp_path)
    assert status == 1
    assert said.count("abîmée: Le fichier n’est pas un carnet") <= 2  # and in the summary
    assert "1 error" in said
    assert "Isolement des copies" in said  # though "-q" leaves the header out
    assert len(said.splitlines()) < 30
    assert {status for (student, _), (_, status) in marks(tmp_path).items() if student == "abîmée"} == {"error"}


def test_a_question_of_a_pack_that_fails_costs_none_of_the_others(tmp_path):
    source = (PACK / "small.py").read_text(encoding="utf-8")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "small.py").write_text(source.replace("value=lambda given: 1 - given", "value=lambda given: 1 / 0 - given"))
    hand_in(tmp_path / "in", "Anne", [cell("small.share", "share = 0.3") if "small.share" in each["source"] else each for each in honest()])
    hand_in(tmp_path / "in", "Luc", honest())
    status, said = graded_quietly(tmp_path, pack=tmp_path / "pack")
    assert status == 1
    assert "Anne: La question échoue : ZeroDivisionError" in said.replace("\u202f", " ").replace("\u00a0", " ")
    found = marks(tmp_path)
    assert found["Anne", "small.share"] == ("0", "error")
    assert [found["Anne", question][1] for question in FULL if question != "small.share"] == ["right"] * 4 + ["to-read"]
    assert "error" not in {status for (student, _), (_, status) in found.items() if student == "Luc"}


def test_a_gradebook_that_cannot_be_written_is_said_before_anything_is_run(tmp_path):
    hand_in(tmp_path / "in", "Anne", honest())
    (tmp_path / "file").write_text("")
    status, said = graded_quietly(tmp_path, book="file/marks.csv")
    assert status == 4
    assert "Impossible d’écrire" in said
    assert "Traceback" not in said


class _Stand:
    """As much of a session as grading one copy needs."""

    graded, _outcome, _last = GradingSession.graded, GradingSession._outcome, None

    def __init__(self, folder, grade, write=lambda *_: None):
        self.config = type("Config", (), {"option": type("Option", (), {"feedback_language": "fr"})})
        self.grader = type("Grader", (), {"grade": staticmethod(grade), "language": "fr"})
        self.results = type("Results", (), {"folder": folder, "write": staticmethod(write), "write_problem": staticmethod(write)})
        self.classroom = Classroom()

    def asked(self):
        return []


def _raising(error):
    def fail(*_):
        raise error

    return fail


@pytest.mark.parametrize(
    ("grade", "write", "words"),
    [
        (_raising(MemoryError("no room")), lambda *_: None, "MemoryError: no room"),
        (_raising(CopyProblem(texts.NOT_JSON)), lambda *_: None, "n’est pas un carnet"),
        (_raising(CopyProblem(texts.NOT_JSON)), _raising(OSError(28, "No space left on device")), "No space left on device"),
    ],
)
def test_whatever_fails_while_a_copy_is_graded_is_that_copys_error(tmp_path, grade, write, words):
    hand_in(tmp_path, "Anne", honest())
    hand_in(tmp_path, "Luc", honest())
    anne, luc = find(tmp_path)
    session = _Stand(tmp_path, grade, write)
    with pytest.raises(pytest.fail.Exception, match=re.escape(words)):
        session.graded(anne)
    with pytest.raises(pytest.skip.Exception):
        session.graded(anne)
    with pytest.raises(pytest.fail.Exception, match="Luc"):
        session.graded(luc)


def test_a_sandbox_that_is_lost_again_and_again_is_an_error_and_no_mark(monkeypatch):
    with sandbox() as box:
        monkeypatch.setattr(box, "_once", lambda *_: "lost")
        with pytest.raises(SandboxLost, match="nothing of this copy was graded"):
            box.run(Job(wanted={"small.nps": "nps"}))


def test_a_full_temporary_folder_is_said_and_nothing_is_left_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr(cleanup.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(course_copy, "make", _raising(OSError(28, "No space left on device")))
    with pytest.raises(SandboxLost, match="No space left on device.*TMPDIR"):
        sandbox()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_grading_left_is_swept_and_what_is_in_use_stays(tmp_path, monkeypatch):
    pytest.importorskip("fcntl")
    monkeypatch.setattr(cleanup.tempfile, "tempdir", str(tmp_path))
    used, held = cleanup.own_folder()
    dead, gone = cleanup.own_folder()
    gone.close()
    foreign = tmp_path / "crm-grading-elsewhere"
    foreign.mkdir()
    link = tmp_path / "crm-grading-link"
    link.symlink_to(used)
    cleanup.sweep()
    assert sorted(tmp_path.iterdir()) == sorted([used, foreign, link])
    assert not dead.exists()
    held.close()
    cleanup.sweep()
    assert not used.exists()


def test_answers_worked_out_once_are_the_same_answers():
    from crm_course.grading.catalogue import Catalogue

    exercise = Catalogue.of([PACK]).exercise("small")
    given = exercise.given()
    counted = []
    told = [
        mark(question, answer, given, seed=3)
        for asked in (exercise, worked_out(exercise, given, 3))
        for question in asked.questions
        for answer in (-76, -70, "12,5 %", "SELECT channel, sum(amount) FROM orders GROUP BY 1", "Le score de −76 est un risque.")
    ]
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    from dataclasses import replace

    question = replace(exercise.questions[0], answer=lambda given: counted.append(1) or -76.0)
    (asked,) = worked_out(replace(exercise, questions=(question,)), given, 3).questions
    assert [mark(asked, value, given).correct for value in (-76, -70, -76)] == [True, False, True]
    assert counted == [1]


@pytest.mark.parametrize("name", ["Zoé Müller", "../../etc/passwd", "é" * 70, "李 小龍", "-" * 80 + "x y", "a" * 54 + " - " + "b" * 20])
def test_the_safe_name_of_a_safe_name_is_itself(name):
    once = safe_name(name)
    assert safe_name(once) == once
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,60}", once)


def test_the_grader_keeps_the_order_of_questions():
    with sandbox() as box:
        assert [question.id for question in grader(box)._asked("small", "Anne")[0].questions] == list(FULL)
