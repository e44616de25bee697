"""What a copy may try, and the mark that it gets all the same; the machine and the others are unharmed.

Each attack is bounded by itself, so that it would do no harm even where every wall failed: at
most 150 processes that end after five seconds, 1.5 GB of memory, 300 MB of files or output. And
none is made before the walls have been seen to hold, by counting how many processes a copy may start.
"""

import errno
import json
import os
import re
import shutil
import threading
import time
from pathlib import Path

import pytest

from crm_course.foundations.errors import FileProblem
from crm_course.grading import Job, course_copy, isolation
from crm_course.grading.feedback import as_html
from crm_course.grading.grader import CopyProblem
from crm_course.grading.isolation import LEVELS, available, usable
from crm_course.grading.sandbox import SandboxLost

from .room import ALL, FULL, HEAD, LIMITS, PACK, RIGHT, cell, code, grader, graded, hand_in, honest, notebook, points, sandbox

NOT_LINUX = os.name != "posix" or not Path("/proc").is_dir()
pytestmark = pytest.mark.skipif(NOT_LINUX, reason="the walls against these attacks exist on Linux")


@pytest.fixture(scope="module")
def submissions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed-in")
    hand_in(folder, "honnête", honest())
    (folder / "honnête" / "secret.txt").write_text("la copie d’un autre")
    return folder


@pytest.fixture(scope="module")
def box(submissions):
    """The sandbox, once its limit on processes has been seen to hold: without that, nothing here runs."""
    if not usable(available()):
        pytest.skip("neither bubblewrap nor namespaces nor a Python that an ordinary user may read: apt install bubblewrap")
    with sandbox(hidden=[submissions]) as made:
        assert processes_started(made) <= LIMITS.processes, "processes are not limited here: no attack is made"
        yield made


ONE_AFTER_THE_OTHER = """
import os, time
nps, share = 0, ""
for _ in range(60):
    try: child = os.fork()
    except OSError as error:
        share = error.strerror
        break
    if child == 0:
        time.sleep(2)
        os._exit(0)
    nps += 1
"""


def processes_started(box):
    """How many of sixty processes that sleep and end a copy can start, one after the other."""
    job = Job(notebook=notebook([code(ONE_AFTER_THE_OTHER)]).encode(), wanted={"small.nps": "nps", "small.share": "share"})
    answers = box.run(job).answers
    assert answers["small.share"] == os.strerror(errno.EAGAIN)
    return answers["small.nps"]


def test_the_number_of_processes_is_limited_and_none_is_root(box, run):
    assert 0 < processes_started(box) <= LIMITS.processes
    result = run([code(HEAD), cell("small.nps", "import os\nnps = [os.getuid(), *os.getgroups()]")])
    users = next(mark for mark in result.marks if mark.question == "small.nps").answer
    assert "0" not in re.findall(r"\d+", users)


@pytest.fixture
def run(box, submissions):
    """Grade a copy made of cells; whatever it did, the honest one keeps its marks and no process is left."""

    def attempt(cells, **metadata):
        hand_in(submissions, "attaque", cells, **metadata)
        result = graded(grader(box), submissions, "attaque")
        after = graded(grader(box), submissions, "honnête")
        assert points(after) == FULL
        assert after.notices == ()
        assert leftovers() == []
        return result

    yield attempt
    shutil.rmtree(submissions / "attaque", ignore_errors=True)


def leftovers():
    """Processes that an attack left running, told by what they carry in their command line or name."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and b"attaque-crm" in (entry / "cmdline").read_bytes():
                found.append(entry.name)
        except OSError:
            continue
    return found


def with_attack(source, *, first=True):
    cells = honest()
    cells.insert(1 if first else len(cells), code(source))
    return cells


def test_an_honest_copy_gets_every_point(run):
    result = run(honest())
    assert points(result) == FULL
    assert {mark.status for mark in result.marks} == {"right", "to-read"}


def test_marks_do_not_depend_on_the_level_of_isolation(submissions):
    levels = [level for level in LEVELS if level != available() and usable(level)]
    if not levels:
        pytest.skip(f"only {available()} works here")
    for level in levels:
        with sandbox(level, hidden=[submissions]) as other:
            assert processes_started(other) <= LIMITS.processes
            assert points(graded(grader(other), submissions, "honnête")) == FULL


def test_a_level_that_does_not_work_here_is_refused(monkeypatch):
    monkeypatch.setattr(isolation, "usable", lambda level: False)
    with pytest.raises(SandboxLost, match="apt install bubblewrap"):
        sandbox("namespaces")


# -- answers that are not answers ---------------------------------------------------------

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


# -- ending, hanging, filling -------------------------------------------------------------


@pytest.mark.parametrize(
    "source", ["import sys; sys.exit(0)", "raise KeyboardInterrupt", "raise GeneratorExit", "exit()", "1/0", "def x(:"]
)
def test_a_cell_that_ends_or_fails_costs_nothing_else(run, source):
    result = run(with_attack(source))
    assert points(result) == FULL
    assert result.errors


@pytest.mark.parametrize("source", ["import os; os._exit(0)", "import ctypes; ctypes.string_at(0)", "import os; os.abort()"])
def test_a_cell_that_ends_the_process_is_left_out(run, source):
    result = run(with_attack(source))
    assert points(result) == FULL
    assert "Une cellule a arrêté Python" in result.notices[0]


ENDLESS = "import time\nend = time.monotonic() + 40\nwhile time.monotonic() < end: pass"


def test_an_endless_cell_is_left_and_the_next_ones_run(run):
    result = run(with_attack(ENDLESS))
    assert points(result) == FULL
    assert result.errors == ("2 · CellTime: ",)


def test_an_endless_cell_that_refuses_to_be_left_is_ended(run):
    result = run(with_attack(f"import signal\nsignal.setitimer(signal.ITIMER_PROF, 0)\n{ENDLESS}"))
    assert points(result) == FULL
    assert "temps" in result.notices[0]


def test_an_endless_function_is_wrong_on_that_input_only(run):
    endless = "import time\nend = time.monotonic() + 40\ncalls = []\ndef margin(price, cost):\n    calls.append(1)\n    while len(calls) == 2 and time.monotonic() < end: pass\n    return 1 - cost / price"
    cells = [cell("small.margin", endless) if "small.margin" in each["source"] else each for each in honest()]
    assert points(run(cells)) == {**FULL, "small.margin": pytest.approx(2 * 4 / 5)}


def test_a_memory_bomb_is_an_error_of_its_cell(run):
    result = run(with_attack("bomb = []\nfor _ in range(150): bomb.append(bytearray(10_000_000))"))
    assert points(result) == FULL
    assert "MemoryError" in result.errors[0]


def test_memory_spread_over_processes_is_counted_together(run):
    source = "import os, time\nfor _ in range(8):\n    if not os.fork():\n        x = bytearray(os.urandom(1000) * 150_000); time.sleep(5); os._exit(0)\ntime.sleep(5)"
    result = run(with_attack(source))
    assert points(result) == FULL
    assert "mémoire" in result.notices[0]


def test_a_fork_bomb_is_ended(run):
    result = run(with_attack(FORK_BOMB))
    assert points(result) == FULL


FORK_BOMB = """
import os, time
def burst(depth):
    for _ in range(3):
        try:
            if os.fork() == 0:
                if depth: burst(depth - 1)
                time.sleep(5)
                os._exit(0)
        except OSError: time.sleep(0.01)
burst(3)
time.sleep(5)
"""
"""3 + 9 + 27 + 81 processes at most, each of which ends after five seconds."""


def test_a_process_left_behind_is_ended(run):
    source = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(30)', 'attaque-crm'], start_new_session=True)"
    assert points(run(with_attack(source))) == FULL


def test_gigabytes_of_output_go_nowhere(run):
    source = "import sys, os\nfor _ in range(100): print('x' * 1_000_000); os.write(1, b'y' * 1_000_000); sys.stderr.write('z' * 1_000_000)"
    assert points(run(with_attack(source))) == FULL


def test_answers_of_megabytes_end_the_copy_where_it_stands(run):
    source = "import os\nfor handle in range(3, 60):\n    try:\n        for _ in range(30): os.write(handle, b'{' * 100_000)\n    except OSError: pass"
    result = run(with_attack(source, first=False))
    assert points(result) == {**FULL, "small.margin": points(result)["small.margin"]}
    assert result.notices


def test_a_million_files_stay_in_memory_and_few(run, box):
    source = "for count in range(3000): open(f'f{count}', 'w').close()"
    assert points(run(with_attack(source))) == FULL
    if box.level != "process":
        assert "No space left" in run(with_attack(source)).errors[0]


def test_a_huge_file_is_refused(run):
    result = run(with_attack("with open('big', 'wb') as file:\n    for _ in range(200): file.write(b'0' * 1_000_000)"))
    assert points(result) == FULL
    assert "OSError" in result.errors[0]


# -- looking and reaching out -------------------------------------------------------------


@pytest.mark.skipif(available() != "bubblewrap", reason="bubblewrap hides other files: apt install bubblewrap")
def test_nothing_but_python_and_the_course_can_be_read(run, submissions):
    looked = [
        str(submissions),
        str(submissions / "honnête" / "secret.txt"),
        str(PACK / "small.py"),
        str(Path.home()),
        "/etc/passwd",
        "/home",
        "/sys",
    ]
    looked += [str(course_copy.PACKAGE / "workbook" / "questions.py"), str(course_copy.PACKAGE / "cases" / "sens_confort_exercises")]
    source = (
        f"import os\nnps = {{path: os.path.exists(path) and bool(os.listdir(path) if os.path.isdir(path) else 1) for path in {looked!r}}}"
    )
    result = run([code(HEAD), cell("small.nps", source)])
    seen = next(mark for mark in result.marks if mark.question == "small.nps").answer
    home_holds_python = "'/root': True" if str(Path.home()) == "/root" else "-"
    assert "True" not in seen.replace(home_holds_python, "")


@pytest.mark.parametrize(
    "source",
    [
        "import crm_course.cases.sens_confort_exercises",
        "from crm_course.workbook.contents import question",
        "from crm_course.workbook import questions, contents; contents.CONTENTS[0].id",
        "import crm_course.grading.grader",
        "from crm_course.grading.catalogue import Catalogue",
        "import crm_course.experience.exercises",
    ],
)
def test_the_course_inside_has_no_answer(run, source):
    result = run(with_attack(f"{source}\nfound = True"))
    assert points(result) == FULL
    assert (
        any(words in " ".join(result.errors) for words in ("No module named", "cannot import", "has no attribute"))
        or "contents.CONTENTS" in source
    )


def test_nothing_expected_is_in_the_memory_of_the_process(run):
    source = """
import gc, sys
names = [name for name in sys.modules if "exercises" in name or "grader" in name or "pack" in name and "crm" in name]
held = [thing for thing in gc.get_objects() if type(thing).__name__ in ("Question", "Mistake", "Exercise", "Catalogue", "Grader")]
job = [thing for thing in gc.get_objects() if isinstance(thing, dict) and thing.get("calls")]
opinion = f"{len(names)} {len(held)} {len(job)}"
"""
    result = run([code(HEAD), cell("small.opinion", source)])
    assert next(mark for mark in result.marks if mark.question == "small.opinion").answer == "0 0 0"


def test_the_network_is_off(run):
    source = "import socket\nsocket.create_connection(('127.0.0.1', 80), timeout=1)"
    result = run(with_attack(source))
    assert points(result) == FULL
    assert "Operation not permitted" in result.errors[0]


@pytest.mark.skipif(available() == "process", reason="needs user namespaces")
def test_nothing_is_written_outside(run, tmp_path):
    targets = [
        str(tmp_path / "x"),
        "/tmp/attaque-crm",
        str(Path.home() / "attaque-crm"),
        str(course_copy.PACKAGE / "attaque.py"),
        "/dev/shm/attaque-crm",
    ]
    source = f"done = []\nfor path in {targets!r}:\n    try:\n        open(path, 'w').write('x'); done.append(path)\n    except OSError: pass\nopinion = str(done)"
    result = run([code(HEAD), cell("small.opinion", source)])
    assert next(mark for mark in result.marks if mark.question == "small.opinion").answer == "[]"
    written = [target for target in targets if Path(target).exists()]
    for target in written:
        Path(target).unlink()
    assert written == []


@pytest.mark.skipif(available() == "process", reason="needs user namespaces")
def test_other_processes_can_neither_be_seen_nor_stopped(run):
    source = """
import os
others = [entry for entry in (os.listdir("/proc") if os.path.isdir("/proc") else []) if entry.isdigit() and int(entry) != os.getpid()]
for pid in range(2, 400):  # signal 0 asks whether one could be sent, and sends none
    try: os.kill(pid, 0); others.append(pid)
    except OSError: pass
opinion = str(others)
"""
    result = run([code(HEAD), cell("small.opinion", source)])
    assert next(mark for mark in result.marks if mark.question == "small.opinion").answer == "[]"


def test_walls_cannot_be_taken_down(run):
    source = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
os.mkdir("own")
tried = [libc.unshare(0x10000000), libc.mount(b"tmpfs", b"own", b"tmpfs", 0, None), libc.ptrace(0x4206, os.getppid(), 0, 0), libc.chroot(b"/"),
         libc.syscall(319, b"x", 0), libc.setns(0, 0)]
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (1 << 60, 1 << 60)); tried.append(0)
except (ValueError, OSError):
    tried.append(-1)
opinion = str(set(tried))
"""
    result = run([code(HEAD), cell("small.opinion", source)])
    assert next(mark for mark in result.marks if mark.question == "small.opinion").answer == "{-1}"


# -- the tools themselves -----------------------------------------------------------------


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


# -- the file -----------------------------------------------------------------------------


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


def test_queries_run_where_no_learners_code_runs_and_only_read(run):
    for query in (
        "ATTACH '/tmp/attaque-crm' AS x",
        "SELECT load_extension('x')",
        "SELECT writefile('/tmp/attaque-crm', 'x')",
        "DROP TABLE orders",
    ):
        cells = [cell("small.turnover", f"turnover = {query!r}") if "small.turnover" in each["source"] else each for each in honest()]
        assert points(run(cells)) == {**FULL, "small.turnover": 0}
    assert not Path("/tmp/attaque-crm").exists()


def test_an_endless_query_is_ended(run):
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n), 1 FROM t"
    cells = [cell("small.turnover", f"turnover = {endless!r}") if "small.turnover" in each["source"] else each for each in honest()]
    started = time.monotonic()
    assert points(run(cells)) == {**FULL, "small.turnover": 0}
    assert time.monotonic() - started < 60


def test_no_thread_of_the_grader_is_left(run):
    before = threading.active_count()
    run(with_attack("import os; os._exit(0)"))
    assert threading.active_count() <= before
    assert ALL == 9
