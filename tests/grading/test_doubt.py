"""Honest but unlucky: an empty file, words in a text cell, a bare last line, a cell that sleeps; a doubt is a status."""

import csv
import json
import time

import pytest

from crm_course.grading import Gradebook
from crm_course.grading.isolation import Limits, available, usable
from crm_course.grading.sandbox import _RERUNS

from .room import HEAD, PACK, cell, code, graded, grader, hand_in, honest, points, sandbox, session

pytestmark = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")

OPINION = "Le score de −76 est un risque."


@pytest.fixture(scope="module")
def box():
    with sandbox(limits=Limits(cell_seconds=0.5, copy_seconds=8, slack_seconds=4)) as made:
        yield made


def text(source, question=""):
    metadata = {"crm_course": {"question": question}, "tags": ["question"]} if question else {}
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def marked(box, folder, *cells):
    hand_in(folder, "anne", [code(HEAD), *cells])
    return graded(grader(box), folder, "anne")


def test_an_empty_file_is_an_error_and_no_nought(tmp_path):
    hand_in(tmp_path / "in", "anne", honest())
    hand_in(tmp_path / "in", "luc", "")
    status, said = session(tmp_path, "--submissions=in", "--gradebook", "marks.csv", "--pack", PACK)
    assert status == 1
    assert "luc: « small.ipynb » est vide" in said
    with (tmp_path / "marks.csv").open(encoding="utf-8", newline="") as file:
        assert {row["status"] for row in csv.DictReader(file) if row["student"] == "luc"} == {"error"}


@pytest.mark.parametrize(
    "cells",
    [
        [text(OPINION, "small.opinion")],
        [cell("small.opinion", "opinion = ..."), text(OPINION)],
        [text(f'opinion = "{OPINION}"\ncheck("small.opinion", opinion)', "small.opinion")],
    ],
    ids=["its cell turned into text", "a text cell below", "code turned into text"],
)
def test_an_open_answer_in_a_text_cell_is_read(box, tmp_path, cells):
    result = marked(box, tmp_path, *cells)
    (mark,) = (mark for mark in result.marks if mark.question == "small.opinion")
    assert (mark.status, mark.answer) == ("to-read", OPINION)


def test_what_was_handed_out_below_a_question_is_no_answer(box, tmp_path):
    from crm_course.grading.catalogue import Catalogue
    from crm_course.workbook.build import statement

    exercise = Catalogue.of([PACK]).exercise("small")
    words = [statement(question, exercise.given(), place) for place, question in enumerate(exercise.questions, start=1)]
    result = marked(box, tmp_path, cell("small.opinion", "opinion = ..."), *map(text, words))
    assert {mark.question: mark.status for mark in result.marks}["small.opinion"] == "missing"


@pytest.mark.parametrize("source", ["-76", "nps = ...\n-76", "-70 - 6"])
def test_a_bare_last_line_in_the_cell_of_a_question_is_its_answer(box, tmp_path, source):
    bare = cell("small.nps")
    result = marked(box, tmp_path, {**bare, "source": source}, cell("small.share"))
    assert points(result)["small.nps"] == 2
    assert points(result)["small.share"] == 1


def test_what_is_named_counts_before_a_bare_line(box, tmp_path):
    assert points(marked(box, tmp_path, cell("small.nps", "nps = -76\n1 + 1")))["small.nps"] == 2


def test_a_number_in_a_text_cell_of_its_question_is_read(box, tmp_path):
    assert points(marked(box, tmp_path, text("−76 points", "small.nps")))["small.nps"] == 2


def test_a_cell_that_sleeps_is_left_and_told_and_the_others_count(box, tmp_path):
    started = time.monotonic()
    result = marked(box, tmp_path, code("import time\ntime.sleep(10**6)"), cell("small.nps"))
    assert points(result)["small.nps"] == 2
    assert any("ne finissait pas" in notice for notice in result.notices)
    assert time.monotonic() - started < box.limits.wait_seconds + 60  # a limit of ours, not a speed


def test_a_cell_without_end_is_tried_once(box, tmp_path):
    count = "from pathlib import Path\nplace = Path('tries')\nplace.write_text(place.read_text() + 'x' if place.exists() else 'x')\n"
    seen = cell("small.share", "share = '12,5 %' if Path('tries').read_text() == 'x' else 0")
    result = marked(box, tmp_path, code(f"{count}while True: pass"), code("undefined"), seen)
    assert points(result)["small.share"] == 1
    assert any("ne finissait pas" in notice for notice in result.notices)


def test_a_copy_that_passes_its_time_is_not_run_three_times(box, monkeypatch, tmp_path):
    tried = []

    def once(job, skip, heard):
        tried.append(list(skip))
        heard.cell = len(tried)
        return "time"

    monkeypatch.setattr(box, "_once", once)
    hand_in(tmp_path, "anne", honest())
    graded(grader(box), tmp_path, "anne")
    assert len(tried) == 2 < 1 + _RERUNS


def test_marks_with_unread_answers_are_provisional_in_every_export(tmp_path):
    hand_in(tmp_path / "in", "anne", honest())
    hand_in(tmp_path / "in", "luc", [code(HEAD), cell("small.nps")])
    status, said = session(tmp_path, "--submissions=in", "--gradebook", "marks.csv", "--pack", PACK, "--per-question")
    assert status == 0, said
    with (tmp_path / "marks.moodle.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert (rows["anne"]["status"], rows["anne"]["to_read"], rows["anne"]["small.nps"]) == ("provisional", "1", "2")
    assert (rows["luc"]["status"], rows["luc"]["to_read"]) == ("final", "0")
    assert "À relire" in (tmp_path / "marks.pronote.csv").read_text("utf-8-sig").splitlines()[0]
    drawn = json.dumps(Gradebook(tmp_path / "marks.csv")._repr_mimebundle_()[0])
    assert drawn.count('"settled": false') == 1
