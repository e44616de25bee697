"""A process that has the course's libraries ready and forks one apart for each copy.

Read from standard input, one JSON line a job; written to standard output, one line a message:
``W {…}`` from the supervisor, ``L {…}`` relayed from a learner's process and never believed.
Where a process cannot fork, one job is run in this very process, which then ends.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import json
import os
import sys
import warnings
from typing import Any

from .work import ask, say, work

__all__ = ["main"]

_READY = (
    "numpy",
    "pandas",
    "scipy.stats",
    "altair",
    "sqlite3",
    "babel.numbers",
    "babel.dates",
    "ipywidgets",
    "openpyxl",
    "IPython.core.inputtransformer2",
)
_INSIDE = ("cells", "encoding", "kernel", "notebook", "processes", "stub", "supervisor")
_COURSE = ("crm_course.workbook", "crm_course.foundations.theme")
_REHEARSED = """
import io, json, altair, pandas
table = pandas.read_csv(io.StringIO("day,channel,amount\\n2026-01-05,web,40\\n2026-01-06,shop,20"), parse_dates=["day"])
sums = table.groupby("channel", as_index=False)["amount"].sum().merge(table, on="channel").sort_values("amount_x").round(1)
bars = altair.Chart(sums, title="Web").mark_bar().encode(x=altair.X("channel:N", title="A"), y=altair.Y("sum(amount_x):Q"), color="channel")
json.dumps([bars.to_dict(), (bars + bars.mark_text()).to_dict()])
"""
"""What most notebooks do, done once, so that libraries have filled their own caches before they are forked."""


def main() -> None:
    """Make ready, say so, and take jobs until the input ends."""
    settings = json.loads(sys.argv[1])
    preload(settings["ready"])
    if settings["fork"]:
        gc.collect()
        gc.freeze()
        if sys.platform == "linux":
            from . import kernel

            kernel.make_private()
            kernel.gather_memory()
    say({"ready": True})
    while line := sys.stdin.buffer.readline():
        if not settings["fork"]:
            say({"done": True, **inline(json.loads(line))})
            return
        if pid := os.fork():
            _, status = os.waitpid(pid, 0)
            if status:
                say({"done": True, "ended": "lost", "detail": status})
        else:
            _supervisor(json.loads(line), settings)


def _supervisor(job: dict[str, Any], settings: dict[str, Any]) -> None:
    """In the fork: watch over one copy, then end, whatever happens."""
    status = 1
    try:
        from .supervisor import watch

        say({"done": True, **watch(job, settings)})
        status = 0
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.buffer.flush()
        os._exit(status)


def preload(setups: list[str]) -> None:
    """Load what notebooks import, once for all copies: the libraries, what the exercises' own first cells use."""
    warnings.simplefilter("ignore")
    for name in (*_READY, *_COURSE, *(f"{__package__}.{part}" for part in _INSIDE)):
        with contextlib.suppress(Exception):  # one that is missing or broken is missing for the learner's code too
            importlib.import_module(name)
    for source in (_REHEARSED, *map(_imports, setups)):
        with contextlib.suppress(Exception):
            exec(compile(source, "<ready>", "exec"), {"__name__": "ready"})
    for name, package in list(sys.modules.items()):
        if name.startswith("crm_course.") and name.count(".") == 1 and name != "crm_course.grading":
            for public in getattr(package, "__all__", ()):
                with contextlib.suppress(Exception):  # one part may lack an optional library
                    getattr(package, public)


def _imports(source: str) -> str:
    """What code imports, without the rest of it."""
    with contextlib.suppress(SyntaxError):
        return "\n".join(ast.unparse(line) for line in ast.parse(source).body if isinstance(line, ast.Import | ast.ImportFrom))
    return ""


def inline(job: dict[str, Any]) -> dict[str, Any]:
    """Run a job in this very process: for systems that cannot fork."""

    class Relay:
        def write(self, line: bytes) -> None:
            sys.stdout.buffer.write(b"L " + line)

        def flush(self) -> None:
            sys.stdout.buffer.flush()

    os.chdir(job["room"])
    work(job, Relay(), ask)  # type: ignore[arg-type]
    return {"ended": "finished"}
