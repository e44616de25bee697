"""A notebook answered in boxes alone: what they left in its file is read behind the wall, as what was typed."""

import json

import pytest

from crm_course.foundations.language import speaking
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.grader import Grader
from crm_course.grading.sandbox import Sandbox
from crm_course.grading.submissions import find
from crm_course.workbook.boxed import MIME, answers_in, bundle
from crm_course.workbook.build import exercise_notebook
from crm_course.workbook.contents import exercise, part

TYPED = {
    "sens-confort.nps": "−76 points", "sens-confort.csat": "15 %", "sens-confort.gain": "8 400 €", "sens-confort.meaning": "level",
    "sens-confort.remedies": ["search", "community", "chatbot", "faq", "training", "shop-account", "chat", "kiosk"],
    "sens-confort.problems": {"1": "A", "2": "C", "3": "E", "4": "B", "5": "F", "6": "D"}, "sens-confort.ces": "34",
}  # fmt: skip


def answered(typed, code=None):
    """The exercise with an answer in each box; `code` replaces a question's cell."""
    book = json.loads(exercise_notebook(part("sens-confort"), "fr"))
    for cell in book["cells"]:
        name = cell["metadata"].get("crm_course", {}).get("question")
        if name in typed:
            cell["outputs"] = [
                {"output_type": "display_data", "metadata": {}, "data": bundle(name, typed[name], html="<p>x</p>", text="x")}
            ]
        if name in (code or {}):
            cell["source"] = code[name]
    return json.dumps(book)


def test_a_copy_answered_in_boxes_alone_is_graded(tmp_path):
    (tmp_path / "Riou-Chloe.ipynb").write_text(answered(TYPED, {"sens-confort.gain": "gain = 15 %\ncheck('sens-confort.gain', gain)"}))
    [copy] = find(tmp_path)
    with Sandbox() as box, speaking("fr"):
        done = Grader(catalogue=Catalogue.of(), exercises=["sens-confort"], sandbox=box).grade(copy)
    marks = {mark.question: mark for mark in done.marks}
    right = {name for name, mark in marks.items() if mark.status == "right"}
    assert right == set(TYPED) - {"sens-confort.ces", "sens-confort.gain"}
    assert marks["sens-confort.ces"].mistake == "ces-sign"
    assert marks["sens-confort.gain"].mistake == "unit", "a code answer in the cell wins over the box"
    assert marks["sens-confort.argument"].status == "missing"


@pytest.mark.parametrize(
    "data", [{MIME: {"question": "a.b", "answer": {"1": ["x"]}}}, {MIME: {"question": 3, "answer": "x"}}, {MIME: "{"}, {MIME: []}, {}, None,
             {MIME: {"question": "a.b", "answer": "x" * 30_000}}, {MIME: {"question": "a.b", "answer": 3.5}}]
)  # fmt: skip
def test_an_output_that_no_box_made_is_no_answer(data):
    assert list(answers_in([{"data": data}, None, 3])) == []


def test_every_question_of_the_course_but_those_that_are_run_has_a_box():
    for name in ("sens-confort", "roi", "crm"):
        book = json.loads(exercise_notebook(part(name), "fr"))
        sources = ["".join(cell["source"]) for cell in book["cells"]]
        assert all(f'ask("{asked.id}", statement=False)' in sources for asked in exercise(name).questions)
