"""What a copy may pretend, and the mark that it gets all the same: answers, tools and files that are not what they seem."""

import json
import math
import os
import re
import shutil
import tempfile
import threading
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from crm_course.foundations.errors import FileProblem
from crm_course.grading.decoding import Unreadable, decode
from crm_course.grading.feedback import as_html
from crm_course.grading.grader import CopyProblem
from crm_course.grading.marks import one_line
from crm_course.grading.submissions import find

from .room import ALL, FULL, HEAD, PACK, RIGHT, cell, code, graded, grader, hand_in, honest, notebook, points, with_attack

# -- answers that are not answers ----------------------------------------------------------

OVERLOADED = """
class Right(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __sub__(self, other): return 0.0
    def __abs__(self): return 0.0
    def __le__(self, other): return True
    def __hash__(self): return 0
    def __reduce__(self): import os; return (os.system, ("echo pris",))
"""


@pytest.mark.parametrize(
    "answer",
    [
        OVERLOADED + "nps = Right(1)",
        OVERLOADED + "nps = [Right(1)]",
        "class Everything:\n    def __getattr__(self, name): return self\n    def __call__(self, *a): return -76\nnps = Everything()",
        "import numpy\nclass A(numpy.ndarray):\n    def tolist(self): return -76\nnps = numpy.zeros(1).view(A)",
        "import pickle\nnps = pickle.dumps(-76)",
        "nps = float('nan')",
        "nps = 10 ** 5000",
        "nps = 10 ** 500",
        "nps = [[[[[[[[[[[[-76]]]]]]]]]]]]",
        "nps = {'score': -76}",
        "nps = type('float', (float,), {'__module__': 'builtins'})(-76)",
        "nps = 'a' * 10_000_000",
        "nps = -76j",
    ],
)
def test_an_answer_that_is_no_plain_value_gets_no_point_and_costs_no_other(run, answer):
    cells = [cell("small.nps", answer) if "small.nps" in each["source"] else each for each in honest()]
    result = run(cells)
    assert points(result) == {**FULL, "small.nps": 0}
    assert next(mark for mark in result.marks if mark.question == "small.nps").status in ("unreadable", "wrong")


SAY = """
import os, time
for handle in range(3, 60):
    try: os.write(handle, {line!r})
    except OSError: pass
time.sleep(0.3)
"""


@pytest.mark.parametrize(
    "line", [b'{"ran": true, "x": 1}\n', b'{"ran": true}\n', b'{"finished": true}\n', b'{"cell": -1}\n{"broken": "!"}\n', b"[" * 9999]
)
@pytest.mark.parametrize("end", ["", "os._exit(0)"])
def test_what_a_copy_says_in_our_place_costs_neither_the_next_one_nor_itself(run, line, end):
    result = run(with_attack(SAY.format(line=line) + end, first=False))
    assert points(result) == FULL


def test_a_number_that_would_take_hours_to_write_out_is_no_answer(run):
    forged = b'{"question": "small.nps", "way": "cell", "value": {"fraction": "1e8000000"}}\n'
    cells = [code(SAY.format(line=forged) + "os._exit(0)") if "small.nps" in each["source"] else each for each in honest()]
    assert points(run(cells))["small.nps"] == 0


@pytest.mark.parametrize(
    "body", [{"fraction": "1e9"}, {"fraction": "1/0"}, {"fraction": "١/٢"}, {"decimal": "1e999999"}, {"decimal": "one"}]
)
def test_a_forged_number_cannot_be_read(body):
    assert isinstance(decode(body), Unreadable)


def test_fractions_and_decimals_come_across():
    assert decode({"fraction": "-3/4"}) == Fraction(-3, 4)
    assert decode({"decimal": "0.125"}) == Decimal("0.125")
    assert math.isnan(decode({"decimal": "sNaN"}))


# -- the tools themselves ------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "import pandas as pd\npd.DataFrame.__eq__ = lambda *a: True\npd.Series.tolist = lambda *a: [0]\npd.DataFrame.to_dict = lambda *a, **k: {}",
        "import crm_course.experience as e\ne.nps = lambda *a, **k: 1/0",
        "import crm_course.workbook as w\nw.check = w.mark = lambda *a, **k: type('F', (), dict(correct=True, credit=1.0))()\ncheck = w.check",
        "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.float = str\nbuiltins.sum = lambda *a: 0",
        "import json\njson.dumps = lambda *a, **k: '{\"credit\": 1}'",
        "import sys\nsys.modules['crm_course.grading.inside.encoding'].encode = lambda v: 1/0",
        "import sqlite3\nsqlite3.connect = lambda *a: 1/0",
        "import gc\n[setattr(o, 'seconds', 1e9) for o in gc.get_objects() if type(o).__name__ == 'Learner']",
    ],
)
def test_patched_tools_earn_nothing(run, source):
    wrong = [
        code(HEAD),
        code(source),
        cell("small.nps", "nps = 0"),
        cell("small.share", "share = 0.9"),
        cell("small.turnover", "turnover = 'SELECT 1'"),
    ]
    assert sum(points(run(wrong)).values()) == 0


def test_messages_forged_on_the_pipe_are_only_answers(run):
    source = """
import os
lines = [b'{"question": "small.nps", "way": "cell", "value": {"list": 5}}', b'{"credit": 1, "points": 9}', b'[' * 100000, b'{"cell": "x"}',
         b'{"question": "small.share", "way": "check", "value": {"frame": [1, 2, 3]}}', b'{"called": "small.margin", "results": [{"value": {"chart": 1}}]}',
         b'W {"done": true, "ended": "finished"}', b'{"sources": [1]}', b'\\xff\\xfe', b'{"question": [], "way": 1}', b'{"unreadable": 3}', b'']
for handle in range(3, 60):
    for line in lines:
        try: os.write(handle, line + b"\\n")
        except OSError: break
"""
    assert points(run([code(HEAD), code(source)])) == dict.fromkeys(FULL, 0)
    assert points(run(with_attack(source))) == FULL


def test_a_copy_that_says_that_it_has_finished_ends_there(run):
    source = 'import os\nfor handle in range(3, 60):\n    try: os.write(handle, b\'{"ran": true}\\n{"finished": true}\\n\')\n    except OSError: pass'
    assert sum(points(run([code(HEAD), code(source)])).values()) == 0


# -- the file ------------------------------------------------------------------------------


def test_edited_and_deleted_check_cells_change_nothing(run):
    edited = [code(HEAD)]
    for position, (question, source) in enumerate(RIGHT.items()):
        call = [
            "",
            f'check("{question}", "tout autre chose")',
            'check("small.nps", 0)',
            "check()",
            "print('juste !')",
            f'check("{question}", None)',
        ]
        edited.append(code(f"{source}\n{call[position]}"))
    assert points(run(edited)) == FULL


def test_cells_reordered_split_copied_and_untagged_still_count(run):
    cells = [code(source) for source in reversed(RIGHT.values())] + [code("total = sum(numbers)"), code(HEAD)]
    assert points(run(cells)) == FULL
    split = [code(HEAD), code("a = -70"), code("nps = a - 6"), code('check("small.nps", nps)'), cell("small.nps", "nps = ...")]
    assert points(run(split))["small.nps"] == 2
    alone = [code('from crm_course.workbook import check\ncheck("small.nps", "−76")')]
    assert points(run(alone))["small.nps"] == 2
    renamed = [{**cell("small.nps", "score = -76"), "source": "score = -76"}]
    assert points(run(renamed))["small.nps"] == 2


@pytest.mark.parametrize(
    "metadata",
    [
        {"crm_course": {"part": "sens-confort", "kind": "lesson", "points": 99}},
        {"crm_course": 12, "kernelspec": "x", "language_info": None},
        {"kernelspec": {"name": "../../x", "language": "python"}},
    ],
)
def test_tampered_metadata_change_nothing(run, metadata):
    cells = [{**each, "metadata": {"tags": 5, "crm_course": {"question": ["small.nps"]}, "points": 99}} for each in honest()]
    assert points(run(cells, **metadata)) == FULL


def test_tags_on_the_wrong_cell_do_not_make_an_answer_right(run):
    cells = honest()
    cells[1]["metadata"]["crm_course"]["question"], cells[2]["metadata"]["crm_course"]["question"] = "small.share", "small.nps"
    assert points(run(cells)) == FULL


def test_outputs_in_the_file_are_never_believed(run):
    text = json.loads(notebook([code(HEAD), cell("small.nps", "nps = 0")]))
    text["cells"][1]["outputs"] = [
        {"output_type": "execute_result", "data": {"text/plain": "Juste – credit=1.0"}, "metadata": {}, "execution_count": 1}
    ]
    assert sum(points(run(json.dumps(text))).values()) == 0


def test_a_notebook_of_fifty_megabytes_is_graded(run):
    text = json.loads(notebook(honest()))
    text["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}]
    assert points(run(json.dumps(text))) == FULL


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"x"', "[" * 200_000, '{"cells": 3}', '{"cells": [' + "[]," * 3_000_000, "\x00\xff", '{"cells": null}']
)
def test_what_is_no_notebook_is_said_to_be_none(run, text):
    with pytest.raises(CopyProblem, match=r"is no notebook|speaks of an exercise"):
        run(text + '"small.nps"' if len(text) < 100 else text)


def test_another_languages_kernel_is_named(run):
    with pytest.raises(CopyProblem, match="other than Python \\(r\\)"):
        run(honest(), kernelspec={"name": "ir", "language": "R", "display_name": "R"})


def test_an_old_notebook_with_worksheets_is_read(run):
    cells = [{"cell_type": "code", "input": each["source"], "outputs": []} for each in honest()]
    assert points(run(json.dumps({"worksheets": [{"cells": cells}], "metadata": {}, "nbformat": 3}))) == FULL


def test_links_are_not_followed(box, submissions, tmp_path):
    (submissions / "lien").symlink_to(submissions / "honnête")
    (submissions / "lien2.ipynb").symlink_to(submissions / "honnête" / "small.ipynb")
    (submissions / "dedans").mkdir()
    (submissions / "dedans" / "small.ipynb").symlink_to(submissions / "honnête" / "small.ipynb")
    (submissions / "tube").mkdir()
    os.mkfifo(submissions / "tube" / "small.ipynb")
    try:
        for name in ("lien", "lien2"):
            with pytest.raises(CopyProblem, match="a link to another file"):
                graded(grader(box), submissions, name)
        for name in ("dedans", "tube"):
            with pytest.raises(FileProblem, match="no ordinary file"):
                graded(grader(box), submissions, name)
    finally:
        for name in ("lien", "lien2.ipynb"):
            (submissions / name).unlink()
        for name in ("dedans", "tube"):
            shutil.rmtree(submissions / name)


def test_scripts_in_answers_are_shown_as_text(run):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> ]]> {{7*7}} risque 76"
    result = run([code(HEAD), cell("small.opinion", f"opinion = {evil!r}")])
    from crm_course.grading.catalogue import Catalogue
    from crm_course.grading.feedback import _questions, as_markdown

    asked = _questions(result, Catalogue.of([PACK]))
    page = as_html(result, asked)
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "default-src 'none'" in page
    assert "\n    <script>" in as_markdown(result, asked)  # indented: a block of code


def test_scripts_in_names_errors_and_files_are_shown_as_text(box, submissions):
    from crm_course.grading.catalogue import Catalogue
    from crm_course.grading.feedback import _questions, as_markdown

    name = "<script>alert(1)<⁄script>"  # a folder cannot hold a slash
    evil = "<img src=x onerror=alert(1)>"
    path = hand_in(submissions, name, [code(HEAD), code(f"raise ValueError({evil!r})")])
    path.with_name(f"{evil}.ipynb").write_bytes(path.read_bytes())
    try:
        result = graded(grader(box), submissions, name)
        asked = _questions(result, Catalogue.of([PACK]))
        assert any("onerror" in line for line in result.errors)
        assert any("onerror" in line or "small.ipynb" in line for line in result.notices)
        for page in (as_html(result, asked), re.sub(r"^ {4}.*$", "", as_markdown(result, asked), flags=re.MULTILINE)):
            assert "<script" not in page
            assert "<img" not in page
    finally:
        shutil.rmtree(submissions / name)


def test_what_is_told_on_a_terminal_moves_no_cursor(box, submissions):
    escape = "\x1b[2J\x1b]0;owned\x07r"
    hand_in(submissions, "terminal", honest(), kernelspec={"name": "x", "language": escape, "display_name": "x"})
    try:
        with pytest.raises(CopyProblem) as refused:
            graded(grader(box), submissions, "terminal")
        assert "\x1b" in str(refused.value)
        assert "\x1b" not in one_line(str(refused.value))
    finally:
        shutil.rmtree(submissions / "terminal")


def test_a_class_of_large_notebooks_is_not_kept_in_memory(submissions):
    hand_in(submissions, "grande", honest())
    copy = next(copy for copy in find(submissions) if copy.student == "grande")
    assert copy.sheets_by_exercise(["small"])
    assert b"small.nps" in copy.sheets[0].content
    assert not [value for value in vars(copy.sheets[0]).values() if isinstance(value, bytes)]
    shutil.rmtree(submissions / "grande")


def test_queries_run_where_no_learners_code_runs_and_only_read(run):
    target = Path(tempfile.gettempdir(), "attaque-crm")  # where anybody may write
    for query in (
        f"ATTACH '{target}' AS x",
        "SELECT load_extension('x')",
        f"SELECT writefile('{target}', 'x')",
        "DROP TABLE orders",
    ):
        cells = [cell("small.turnover", f"turnover = {query!r}") if "small.turnover" in each["source"] else each for each in honest()]
        assert points(run(cells)) == {**FULL, "small.turnover": 0}
    assert not target.exists()


def test_an_endless_query_is_ended(run):
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n), 1 FROM t"
    cells = [cell("small.turnover", f"turnover = {endless!r}") if "small.turnover" in each["source"] else each for each in honest()]
    assert points(run(cells)) == {**FULL, "small.turnover": 0}


def test_no_thread_of_the_grader_is_left(run):
    before = threading.active_count()
    run(with_attack("import os; os._exit(0)"))
    assert threading.active_count() <= before
    assert ALL == 9
