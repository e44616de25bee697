"""One copy's own side: its cells are run, its queries asked, its functions called; what it gives is reported.

Also the one line to and from the grader that the processes of ours speak: :func:`say` and :func:`ask`.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from crm_course.workbook.queries import run

from .cells import Learner
from .encoding import TooMuch, encode
from .notebook import NotANotebook, cells, prose
from .stub import heard

__all__ = ["ask", "say", "work"]


def work(job: dict[str, Any], to: BinaryIO, calls: Callable[[], bytes]) -> None:
    """The learner's side of one copy: run its cells, then answer the `calls` that it is given, then end."""

    def report(message: dict[str, Any]) -> None:
        to.write(json.dumps(message).encode() + b"\n")
        to.flush()

    try:
        job["cells"] = cells(Path(job["notebook"])) if job["notebook"] else []
        words = prose(Path(job["notebook"])) if job["notebook"] else []
    except NotANotebook as error:
        report({"unreadable": str(error)})
        return
    report({"sources": [cell["source"][:20_000] for cell in job["cells"][:200]]})
    report({"prose": [[cell["question"], cell["below"], cell["source"]] for cell in words[:200]]})
    learner = Learner(job, report)
    heard.append(learner.checked)
    for question, query in job.get("queries", {}).items():
        report({"called": question, "results": [_answered(query)]})
    learner.run()
    report({"ran": True})
    for question, (variable, inputs) in json.loads(calls() or b"{}").items():
        report({"called": question, "results": learner.call(variable, inputs)})
    report({"finished": True})


def _answered(query: dict[str, Any]) -> dict[str, Any]:
    """The rows that a learner's query gives on the exercise's tables; no code of the learner's runs beside it."""
    try:
        return {"value": encode(run(query["text"], base64.b64decode(query["tables"])))}
    except TooMuch:
        return {"error": "too much"}
    except Exception as error:  # whatever a query can do wrong is its answer
        return {"error": str(error)[:300]}


def say(message: dict[str, Any]) -> None:
    """One line of the supervisor's own."""
    sys.stdout.buffer.write(b"W " + json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()


def ask() -> bytes:
    """Ask the grader for its calls and wait for them; it answers nobody else, so that no line is left over for the next copy."""
    say({"asks": True})
    return sys.stdin.buffer.readline()
