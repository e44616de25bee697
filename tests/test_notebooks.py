"""Every notebook runs in a fresh kernel, in both languages; every exercise's answers are checked in it."""

import os
import re
import shutil
import types
from pathlib import Path

import nbclient
import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from crm_course.foundations.language import Text, speaking
from crm_course.grading.isolation import available, usable
from crm_course.workbook import build, prepare
from crm_course.workbook.contents import CONTENTS, exercise, question

BUILT = dict(build.notebooks())
READ = Text(fr="À relire – ", en="To be read – ")
RIGHT, EMPTY = Text(fr="Juste – ", en="Right – "), Text(fr="À vous – ", en="Your turn – ")


def run(book, room, path):
    """The French lessons and the first exercise run in kernels as a reader's do; the others, whose code is of the same kind, in IPython's shell here."""
    kernel = path.parts[1] == "fr" and (path.parts[0] == "notebooks" or path.name.startswith("01-"))
    (in_kernel if kernel else in_shell)(book, room / path.parent)
    return book


def in_kernel(book, folder):
    """As a Jupyter server starts one: it says which notebook it is for."""
    os.environ["JPY_SESSION_NAME"] = str(folder / "notebook.ipynb")
    try:
        _execute(book, folder)
    finally:
        del os.environ["JPY_SESSION_NAME"]


def _execute(book, folder):
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()


def in_shell(book, folder):
    """Without the start of an interpreter and its imports: a shell of its own for each notebook, in its folder."""
    config = Config({"HistoryManager": {"enabled": False}})
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=config, user_module=types.ModuleType("__main__"))
    before = Path.cwd()
    os.chdir(folder)
    try:
        for cell in book.cells:
            if cell.cell_type == "code":
                with shell.display_trap, capture_output() as captured:
                    done = shell.run_cell(cell.source, store_history=False)
                done.raise_error()
                cell.outputs = outputs_of(captured)
    finally:
        os.chdir(before)
        InteractiveShell.clear_instance()


def outputs_of(captured):
    streams = [("stdout", captured.stdout), ("stderr", captured.stderr)]
    said = [nbformat.v4.new_output("stream", name=name, text=text) for name, text in streams if text]
    return said + [nbformat.v4.new_output("display_data", data=rich.data) for rich in captured.outputs]


def shown(cell):
    """All the text that a cell's outputs hold, whatever its form."""
    return "\n".join(
        str(value) for output in cell.get("outputs", []) for value in (output.get("data") or {"text": output.get("text", "")}).values()
    )


def complaints(book):
    """What the cells wrote in red: a warning of internals is no text for a learner."""
    return [output["text"] for cell in book.cells for output in cell.get("outputs", []) if output.get("name") == "stderr"]


def said(cell):
    """The plain text of a cell's result."""
    return "".join(output["data"].get("text/plain", "") for output in cell.outputs if "data" in output)


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    """A learner's folder as it is made, once for all notebooks."""
    folder = tmp_path_factory.mktemp("model")
    prepare(folder, languages=["fr", "en"])
    return folder


@pytest.fixture
def room(model, tmp_path):
    return Path(shutil.copytree(model, tmp_path / "room"))


@pytest.mark.parametrize("path", [path for path in BUILT if path.parts[0] == "notebooks"], ids=str)
def test_a_lesson_runs_and_every_number_in_its_prose_was_computed(path, room):
    if path.name.startswith("91-") and not usable(available()):
        pytest.skip("copies are graded in this one, and no isolation works here: apt install bubblewrap")
    book = run(nbformat.reads(BUILT[path], as_version=4), room, path)
    assert complaints(book) == []
    assert told_too_soon(book, path.parts[1]) == []
    outputs = digits("\n".join(map(shown, book.cells)))
    code = "\n".join(cell.source for cell in book.cells if cell.cell_type == "code")
    for cell in book.cells:
        if cell.cell_type == "markdown" and path.name[:2] != "00":
            for figure in figures(cell.source):
                assert digits(figure) in outputs or digits(figure) in digits(code), f"{figure!r} in: {cell.source[:80]}"


_ASKED = re.compile(r'workbook\.ask\("([^"]+)"')


def told_too_soon(book, language):
    """The questions of a lesson whose answer was displayed above their box: a number of three digits or more, as it is written."""
    found, above = [], ""
    for cell in book.cells:
        for name in _ASKED.findall(cell.source):
            asked = question(name)
            if asked.kind in ("number", "money", "share"):
                value = float(asked.answer(exercise(asked.exercise).given()))
                found += [(name, text) for text in spelled(asked, value) if re.search(rf"(?<![\d.]){re.escape(text)}(?![\d]|\.\d)", above)]
        words = "\n".join(
            str(value)
            for output in cell.get("outputs", [])
            for kind, value in output.get("data", {"": output.get("text", "")}).items()
            if "vega" not in kind
        )
        above += digits(re.sub(r"<[^>]+>", " ", words)) + "\n"
    return found


def spelled(asked, value):
    """How a number may be written, but for signs and spaces; nothing for one of few digits, which may stand anywhere."""
    shown_as = abs(value) * (100 if asked.kind == "share" else 1)
    return {text for places in (0, 1, 2) if len((text := f"{shown_as:.{places}f}").replace(".", "").lstrip("0")) >= 3}


_SPACE = re.compile(r"[\s\u00a0\u202f]")


def figures(markdown):
    """The numbers of a text that someone might have typed from memory: from 10 up, or with a decimal mark; years are left out."""
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)|\$\$[^$]*\$\$|\$[^$]*\$|^#.*$", "", markdown, flags=re.MULTILINE)
    found = re.findall(r"\d+(?:[.,\u00a0\u202f ]\d{3})+|\d+[.,]\d+|\d{2,}", prose)
    return [figure for figure in found if not re.fullmatch(r"(19|20)\d\d", figure)]


def digits(text):
    return _SPACE.sub("", text).replace(",", ".").replace("\\u202f", "")


@pytest.mark.parametrize("path", [path for path in BUILT if path.parts[0] == "exercises"], ids=str)
def test_an_exercise_runs_empty_and_its_solutions_are_right(path, room):
    language = path.parts[1]
    part = next(part for part in CONTENTS if part.exercises and part.filename(language) == path.name)
    asked = exercise(part.id)
    given = asked.given()
    book = nbformat.reads(BUILT[path], as_version=4)
    with speaking(language):
        answers = {question.id: solution(question, given) for question in asked.questions}
    for position in reversed([index for index, cell in enumerate(book.cells) if "question" in cell.metadata.get("tags", [])]):
        question = book.cells[position].metadata.crm_course.question
        declared = next(each for each in asked.questions if each.id == question)
        solved = nbformat.v4.new_code_cell(build.blank(declared, answers[question]), metadata={"solved": question})
        book.cells.insert(position + 1, solved)
    run(book, room, path)
    assert complaints(book) == []
    empty = {cell.metadata.crm_course.question: said(cell) for cell in book.cells if "question" in cell.metadata.get("tags", [])}
    marked = {cell.metadata.solved: said(cell) for cell in book.cells if "solved" in cell.metadata}
    assert empty.keys() == marked.keys() == answers.keys()
    assert {name: text for name, text in empty.items() if not text.startswith(EMPTY.say(language))} == {}
    opened = {question.id for question in asked.questions if question.kind == "open"}
    assert {name: text for name, text in marked.items() if not text.startswith((READ if name in opened else RIGHT).say(language))} == {}
    assert not any(word in line for word in ("peut-être", "perhaps") for name in opened for line in marked[name].split("\n")), (
        "a model answer holds all that is looked for"
    )
    journal = Path(room, ".crm-course", "progress.jsonl").read_text().splitlines()
    assert len(journal) == len(answers)


def solution(question, given):
    """The code that a learner could type: the declared one, or the model answer as a string."""
    if question.kind == "open":
        return repr(question.model.say(**question.facts(given)))
    assert question.solution, question.id
    return question.solution
