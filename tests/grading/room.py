"""What the tests of grading share: notebooks made of cells, and a grader with small limits."""

import atexit
import contextlib
import errno
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crm_course.foundations import language
from crm_course.grading import Job
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.grader import Grader
from crm_course.grading.isolation import Limits, available
from crm_course.grading.sandbox import Sandbox
from crm_course.grading.submissions import find

PACK = Path(__file__).parent / "pack"
LIMITS = Limits(cell_seconds=0.5, copy_seconds=3.0, memory_mb=400, file_mb=20, files=200, processes=20, answer_mb=2)
RIGHT = {
    "small.nps": "nps = -76",
    "small.share": 'share = "12,5 %"',
    "small.margin": "def margin(price, cost):\n    return 1 - cost / price",
    "small.turnover": 'turnover = "SELECT channel, sum(amount) AS total FROM orders GROUP BY channel"',
    "small.chart": "import altair as alt\nimport pandas as pd\n"
    'frame = pd.DataFrame({"a": ["web", "shop", "phone"], "b": [40, 20, 5]})\n'
    'chart = alt.Chart(frame, title="Le site").mark_bar().encode(x="a:N", y="b:Q")',
    "small.opinion": 'opinion = "Le score de −76 est un risque."',
}
FULL = {"small.nps": 2, "small.share": 1, "small.margin": 2, "small.turnover": 1, "small.chart": 1, "small.opinion": 2}
ALL = sum(FULL.values())
HEAD = "from crm_course import workbook\nfrom crm_course.workbook import check, hint\n\nworkbook.begin('fr')"


def cell(question, source=None):
    """The cell of a question as the builder makes it, its answer filled in."""
    name = question.partition(".")[2]
    code = f'{RIGHT[question] if source is None else source}\ncheck("{question}", {name})'
    return {"cell_type": "code", "metadata": {"tags": ["question"], "crm_course": {"question": question}}, "source": code}


def code(source):
    return {"cell_type": "code", "metadata": {}, "source": source}


def honest():
    return [code(HEAD), *(cell(question) for question in RIGHT)]


def notebook(cells, **metadata):
    """The text of a notebook."""
    cells = [{**each, "id": str(position), "outputs": [], "execution_count": None} for position, each in enumerate(cells)]
    told = {
        "kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"},
        "crm_course": {"part": "small"},
        **metadata,
    }
    return json.dumps({"cells": cells, "metadata": told, "nbformat": 4, "nbformat_minor": 5})


def hand_in(folder, student, cells, **metadata):
    path = folder / student / "small.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(cells if isinstance(cells, str) else notebook(cells, **metadata), encoding="utf-8")
    return path


def grader(sandbox, **options):
    return Grader(catalogue=Catalogue.of([PACK]), exercises=("small",), sandbox=sandbox, **options)


def sandbox(level=None, hidden=(), limits=LIMITS):
    return Sandbox(limits, level=level, hidden=[PACK, *hidden])


def graded(with_grader, folder, student):
    return with_grader.grade(next(copy for copy in find(folder) if copy.student == student))


def points(result):
    return {mark.question: mark.points for mark in result.marks}


def with_attack(source, *, first=True):
    cells = honest()
    cells.insert(1 if first else len(cells), code(source))
    return cells


_WITHOUT = ("cacheprovider", "faulthandler", "unraisableexception", "threadexception", "hypothesispytest", "terminalprogress")
_OPEN: dict[bool, Sandbox] = {}


class _OneForAll:
    """Stands for :class:`Sandbox` in a session of the tests: one process behind the wall serves all sessions with the usual limits."""

    def __new__(cls, limits, **options):
        usual = limits == Limits() and options["level"] == available()
        if not usual:
            return Sandbox(limits, **options)
        if not _OPEN:
            _OPEN[True] = Sandbox(limits, level=options["level"], hidden=[PACK])
            atexit.register(lambda: _OPEN.pop(True).close())
        box = object.__new__(cls)
        box.run, box.level, box.limits = _OPEN[True].run, options["level"], limits
        return box

    def close(self):
        """It serves the next session."""


def session(folder, *options, own_process=False):
    """Type ``pytest *options`` in `folder`: its exit status, and what it said with ordinary spaces.

    In this very process, unless the test is about processes: an interpreter, the libraries and the walls once for all sessions.
    """
    plain = lambda said: said.replace("\u00a0", " ").replace("\u202f", " ")  # noqa: E731
    if own_process:
        command = [sys.executable, "-m", "pytest", *options]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
        return done.returncode, plain(done.stdout + done.stderr)
    out, before, term = io.StringIO(), Path.cwd(), signal.getsignal(signal.SIGTERM)
    left_out = [part for name in _WITHOUT for part in ("-p", f"no:{name}")]
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        patch.setattr("crm_course.grading.session.Sandbox", _OneForAll)
        os.chdir(folder)
        try:
            status = pytest.main([*left_out, "--assert=plain", "--capture=no", "-n0", "-W", "default", *map(str, options)])
        finally:
            os.chdir(before)
            signal.signal(signal.SIGTERM, term)
            language.use("fr")
    return int(status), plain(out.getvalue())


def heed_interrupts():
    """For `preexec_fn`: what a shell starts in the background ignores Ctrl-C, and so does all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


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
