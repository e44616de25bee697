"""More notebooks than one: drafts, damaged ones, two exercises in one, and none that takes the night."""

import json
import os
from dataclasses import replace

import pytest

from crm_course.foundations.errors import FileProblem
from crm_course.grading import texts
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.grader import CopyProblem, Grader
from crm_course.grading.isolation import Limits, available, usable
from crm_course.grading.running import Run
from crm_course.grading.submissions import Sheet, find

from .room import ALL, HEAD, PACK, cell, code, hand_in, honest, notebook, points, sandbox
from .test_names import grade
from .test_names import points as totals

ROI = "roi"
DAMAGED = '{"cells": "roi.break-even'


class Rehearsed:
    """Stands for a sandbox: how long each notebook takes, by the clock, and what it answers."""

    level, limits = "none", Limits(copy_seconds=1)

    def __init__(self, monkeypatch):
        self.now, self.ran = 0.0, []
        monkeypatch.setattr("crm_course.grading.grader.time.monotonic", lambda: self.now)

    def run(self, job):
        try:
            told = json.loads(job.notebook)
        except ValueError:
            return Run(ended=("finished",), unreadable="json")
        name, seconds, answered = told["cells"][0]["source"].split()
        self.ran.append(name)
        self.now += float(seconds)
        return Run(ended=("finished",), offered=dict.fromkeys(list(job.wanted)[: int(answered)], -76))


@pytest.fixture
def box(monkeypatch):
    return Rehearsed(monkeypatch)


def draft(folder, name, *, seconds=0.0, answers=0, exercise="small", at=0):
    path = folder / "luc" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(notebook([code(f"{name} {seconds} {answers}")], crm_course={"part": exercise}))
    os.utime(path, (at, at))
    return path


def graded(box, folder, *exercises):
    asked = exercises or ("small",)
    return Grader(catalogue=Catalogue.of([PACK]), exercises=asked, sandbox=box, language="en").grade(find(folder)[0])


def statuses(result):
    return {mark.question.partition(".")[0]: mark.status for mark in result.marks}


def test_the_fullest_of_many_drafts_is_graded_wherever_it_stands(box, tmp_path):
    for position in range(9):
        draft(tmp_path, f"small-{position}", answers=2 if position == 7 else 1)
    result = graded(box, tmp_path)
    assert len(box.ran) == 9
    assert "the one that answers most questions (of equals the newest) is graded: small-7.ipynb." in result.notices[0]


def test_of_two_as_full_the_newest_is_graded_and_the_other_is_told(box, tmp_path):
    draft(tmp_path, "small-a", answers=1, at=1)
    draft(tmp_path, "small-b", answers=1, at=2)
    assert graded(box, tmp_path).notices[0].endswith("is graded: small-b.ipynb. Not graded: small-a.ipynb.")


def test_of_two_as_full_and_as_old_the_one_that_was_handed_out_is_graded(box, tmp_path):
    for name in ("small-Copy1", "small", "small(2)"):
        draft(tmp_path, name, answers=1, at=5)
    assert "is graded: small.ipynb." in graded(box, tmp_path).notices[0]


def test_the_drafts_of_one_exercise_share_the_time_of_a_copy_and_the_latest_goes_first(box, tmp_path):
    for position in range(6):
        draft(tmp_path, f"small-{position}", seconds=2, at=position)
    result = graded(box, tmp_path)
    assert box.ran == ["small-5", "small-4"]  # three seconds by the clock are one copy's
    assert "not run: small-3.ipynb, small-2.ipynb, small-1.ipynb, small-0.ipynb. Run again" in result.notices[-1]


def test_what_was_not_run_for_lack_of_time_is_run_the_next_time(box, tmp_path):
    for position in range(3):
        draft(tmp_path / "in", f"small-{position}", seconds=4, at=position)
    grader = Grader(catalogue=Catalogue.of([PACK]), exercises=("small",), sandbox=box, store=tmp_path / "runs", language="en")
    for expected in (["small-2"], ["small-2", "small-1"], ["small-2", "small-1", "small-0"]):
        result = grader.grade(find(tmp_path / "in")[0])
        assert box.ran == expected
    assert not any("not run" in notice for notice in result.notices)


def test_a_damaged_notebook_is_named_and_costs_no_other_exercise_a_mark(box, tmp_path):
    draft(tmp_path, "small", answers=1)
    (tmp_path / "luc" / "rendu.ipynb").write_text(DAMAGED)
    result = graded(box, tmp_path, "small", ROI)
    assert points(result)["small.nps"] == 2
    assert statuses(result)[ROI] == "error"
    assert result.is_graded
    assert result.notices == ("The file is no notebook: its content is damaged. File: rendu.ipynb.",)


def test_a_damaged_draft_is_told_beside_the_one_that_is_graded(box, tmp_path):
    draft(tmp_path, "small-b", answers=1)
    (tmp_path / "luc" / "small-a.ipynb").write_text("")
    result = graded(box, tmp_path)
    assert points(result)["small.nps"] == 2
    assert any('"small-a.ipynb" is empty' in notice for notice in result.notices)


def test_a_copy_of_damaged_notebooks_alone_has_no_mark_at_all(box, tmp_path):
    (tmp_path / "luc").mkdir()
    (tmp_path / "luc" / "rendu.ipynb").write_text(DAMAGED)
    with pytest.raises(CopyProblem, match=r"is no notebook.* File: rendu.ipynb"):
        graded(box, tmp_path, "small", ROI)


def test_a_notebook_too_large_is_told_and_the_others_are_graded(box, tmp_path, monkeypatch):
    draft(tmp_path, "small", answers=1)
    draft(tmp_path, "photos").write_bytes(b" " * 5000)
    monkeypatch.setattr("crm_course.grading.submissions.MOST_BYTES", 4000)
    result = graded(box, tmp_path)
    assert points(result)["small.nps"] == 2
    assert any(notice.startswith('"photos.ipynb" is 0 MB; the limit is') for notice in result.notices)
    (tmp_path / "luc" / "small.ipynb").unlink()
    with pytest.raises(FileProblem, match="photos.ipynb"):
        graded(box, tmp_path)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"source": "small.nps small.nps roi.npv"}, ["small"]),
        ({"source": 'small.nps small.nps\ncheck("roi.npv", x)'}, ["small", ROI]),
        ({"source": "small.nps small.nps\ncheck( 'roi.npv', x)"}, ["small", ROI]),
        ({"source": "small.nps small.nps", "metadata": {"crm_course": {"question": "roi.npv"}}}, ["small", ROI]),
        ({"source": "rien"}, []),
    ],
)
def test_which_exercises_a_notebook_may_answer(tmp_path, told, expected):
    path = tmp_path / "a.ipynb"
    path.write_text(notebook([{**code(""), **told}], crm_course={}))
    assert sorted(Sheet(path).answers(["small", ROI])) == sorted(expected)
    path.write_text(notebook([{**code(""), **told}], crm_course={"kind": "lesson"}))
    assert len(Sheet(path).answers(["small", ROI])) <= 1


@pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")
def test_two_exercises_in_one_notebook_are_both_graded(tmp_path):
    exercise = Catalogue.of().exercise(ROI)
    asked = next(question for question in exercise.questions if question.kind == "number")
    answer = asked.answer(exercise.given())
    hand_in(tmp_path, "luc", [*honest(), code(f'from crm_course.workbook import check\ncheck("{asked.id}", {answer!r})')])
    with sandbox(limits=replace(Rehearsed.limits, copy_seconds=30)) as made:
        result = graded(made, tmp_path, "small", ROI)
    assert sum(mark.points for mark in result.marks if mark.question.startswith("small.")) == ALL
    assert next(mark.status for mark in result.marks if mark.question == asked.id) == "right"


@pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")
def test_a_sleeper_among_drafts_ends_soon_and_the_damaged_exercise_is_told_once(tmp_path):
    for position in range(4):
        path = tmp_path / "in" / "luc" / f"small-{position}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook([code(HEAD), cell("small.nps"), *[code(f"import time; time.sleep(60) # {position}")] * 3]))
        os.utime(path, (position, position))
    (tmp_path / "in" / "luc" / "rendu.ipynb").write_text(DAMAGED)
    status, said = grade(tmp_path, "--exercise", ROI, "--copy-seconds", "1")
    assert totals(tmp_path) == {"luc": "2"}
    assert status == 1
    assert said.count("luc: Le fichier n’est pas un carnet") <= 2  # and in the summary
    assert "n’ont pas été exécutés : small-2.ipynb, small-1.ipynb, small-0.ipynb." in said


def test_the_words_for_a_foreign_notebook_name_the_file():
    assert "a.ipynb" in texts.NOT_PYTHON.say(language="r", path="a.ipynb")
