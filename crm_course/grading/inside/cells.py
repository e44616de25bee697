"""Run a learner's cells and offer what they leave as answers.

A cell that fails does not stop the others. After a first pass the cells that failed are tried
again, once with what the exercise itself gives (its imports, its case): so cells that were
moved, split or deleted still count. Nothing here is believed: a learner's code shares this
process, and could at most lie about its own answers.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import contextlib
import inspect
import json
import signal
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from crm_course.workbook.bare import quoted

from .encoding import TooMuch, encode

__all__ = ["CellTime", "Learner"]

Report = Callable[[dict[str, Any]], None]
_SHOWN = 300
_LAST = "_crm_course_last"
_CHECKS = {"ask", "check", "hint", "print", "display"}


class CellTime(BaseException):
    """A cell took too long; it is left, and the next one runs."""


class _Quiet:
    """Stands where a notebook has IPython, a display, a widget: whatever is asked of it does nothing."""

    def __call__(self, *arguments: Any, **options: Any) -> _Quiet:
        return self

    def __getattr__(self, name: str) -> _Quiet:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())


class _Shell(_Quiet):
    """Stands for IPython: a magic that only times code runs it, any other does nothing."""

    def __init__(self, execute: Callable[[str], Any]) -> None:
        self._execute = execute

    def run_line_magic(self, name: str, line: str, *_: Any) -> Any:
        return self._execute(line) if name == "time" else self

    def run_cell_magic(self, name: str, line: str, cell: str) -> Any:
        return self._execute(cell) if name == "time" else self


class Learner:
    """One copy's cells, and the names they are asked for.

    Parameters
    ----------
    job : dict
        ``cells`` (source and question, from the file), ``wanted`` (question → variable),
        ``given`` (code of the exercise's own first cells), ``skip`` (cells left out),
        ``cell_seconds``.
    report : callable
        Takes one message at a time.
    """

    def __init__(self, job: dict[str, Any], report: Report) -> None:
        self.cells: list[dict[str, Any]] = job["cells"]
        self.wanted: dict[str, str] = job["wanted"]
        self.given: str = job["given"]
        self.skip = set(job["skip"])
        self.seconds: float = job["cell_seconds"]
        self.wait_seconds: float = job.get("cell_wait_seconds", 3 * self.seconds + 30)
        self.report = report
        self.sent: dict[tuple[str, str], str] = {}
        self.endless: set[int] = set()
        module = types.ModuleType("__main__")
        sys.modules["__main__"] = module
        self.space = module.__dict__
        self.space.update(get_ipython=_Shell(self._timed), display=_Quiet())
        builtins.display = self.space["display"]  # type: ignore[attr-defined]

    def run(self) -> None:
        """Offer what boxes hold, run every cell, offer answers after each."""
        for position, cell in enumerate(self.cells):
            for question, answer in cell.get("boxes", ()):
                if question in self.wanted:
                    self._send(question, "box", answer, position)
        failed = [position for position in range(len(self.cells)) if position not in self.skip and not self._try(position)]
        failed = [position for position in failed if position not in self.endless]
        if failed and self.given:
            with contextlib.suppress(Exception):
                exec(compile(self.given, "<given>", "exec"), self.space)
            again = [position for position in failed if not self._try(position)]
            if again != failed:  # one may have waited for another
                for position in again:
                    self._try(position)

    def call(self, name: str, inputs: list[Any]) -> list[Any]:
        """What the learner's function `name` gives for each of `inputs`; None for one that fails."""
        results = []
        for arguments in inputs:
            try:
                with self._limited():
                    results.append({"value": encode(self.space[name](*arguments))})
            except (Exception, CellTime, SystemExit) as error:
                results.append({"error": _sentence(error)})
        return results

    def _try(self, position: int) -> bool:
        cell = self.cells[position]
        self.report({"cell": position})
        try:
            with self._limited():
                code = _python(cell["source"])
                self._execute(_keeping_last(code) if cell.get("question") else code, f"<cell {position + 1}>")
        except (Exception, CellTime, SystemExit, KeyboardInterrupt, GeneratorExit) as error:
            if isinstance(error, CellTime):
                self.endless.add(position)
            self.report({"error": _sentence(error), "at": position})
            return False
        finally:
            self._offer(cell, position)
        return True

    def _execute(self, code: ast.Module | ast.Expression, name: str) -> Any:
        """Run code; if it waits for something of its own (``await``), as long as that takes."""
        kind = "eval" if isinstance(code, ast.Expression) else "exec"
        compiled = compile(code, name, kind, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        result = eval(compiled, self.space)
        return asyncio.run(result) if compiled.co_flags & inspect.CO_COROUTINE else result

    def _timed(self, source: str) -> Any:
        """Run what ``%time`` stands before; the value of its last line."""
        *lines, last = _python(source).body or [ast.Pass()]
        if not isinstance(last, ast.Expr):
            return self._execute(_python(source), "<time>")
        self._execute(ast.Module(lines, []), "<time>")
        return self._execute(ast.Expression(last.value), "<time>")

    @contextlib.contextmanager
    def _limited(self) -> Iterator[None]:
        """A soft limit on the computing time of one cell, so that marks do not depend on how busy the machine is."""
        if not hasattr(signal, "setitimer"):
            yield
            return

        def ring(*_: Any) -> None:
            raise CellTime

        signal.signal(signal.SIGPROF, ring)
        signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_PROF, self.seconds, 0.2)
        signal.setitimer(signal.ITIMER_REAL, self.wait_seconds, 0.2)  # who sleeps computes nothing
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _offer(self, cell: dict[str, Any], position: int) -> None:
        """Send each wanted variable that is new, and by which way it was found."""
        source = cell["source"]
        for question, variable in self.wanted.items():
            own = cell.get("question") == question or f'"{question}"' in source or f"'{question}'" in source
            if own or variable in source:
                if variable in self.space:
                    self._send(question, "cell" if own else "name", self.space[variable], position)
                elif cell.get("question") == question:
                    last = _last_assigned(source)
                    if last in self.space:
                        self._send(question, "tag", self.space[last], position)
        if cell.get("question") in self.wanted and _LAST in self.space:
            self._send(cell["question"], "last", self.space.pop(_LAST), position)

    def checked(self, question: str, answer: Any) -> None:
        """Called in place of ``workbook.check``: what was handed to it is an offer too."""
        if question in self.wanted:
            self._send(question, "check", answer, -1)

    def _send(self, question: str, way: str, value: Any, position: int) -> None:
        try:
            message = {"question": question, "way": way, "value": encode(value)}
        except TooMuch:
            message = {"question": question, "way": way, "value": {"too-much": type(value).__name__[:80]}}
        except Exception as error:  # a frame patched by the learner, a chart that cannot be written
            message = {"question": question, "way": way, "value": {"other": _sentence(error), "attribute": None}}
        text = json.dumps(message)
        if self.sent.get((question, way)) != text:
            self.sent[question, way] = text
            self.report(message)


def _python(source: str) -> ast.Module:
    """A cell's code; a bare ``15 %`` is the text that the course's kernel takes it for, magics are handed to what stands for IPython."""
    source = quoted(source)
    if any(mark in source for mark in ("%", "!", "?")):
        try:
            return ast.parse(source)
        except SyntaxError:
            from IPython.core.inputtransformer2 import TransformerManager

            source = TransformerManager().transform_cell(source)  # type: ignore[no-untyped-call]
    return ast.parse(source)


def _keeping_last(code: ast.Module) -> ast.Module:
    """The code of a question's cell; the value of a last line that is no assignment is kept: it may be the answer."""
    for place, line in reversed(list(enumerate(code.body))):
        value = line.value if isinstance(line, ast.Expr) else None
        if isinstance(value, ast.Call) and getattr(value.func, "id", getattr(value.func, "attr", "")) in _CHECKS:
            continue
        if value is not None and not isinstance(value, ast.Await):
            kept = ast.Assign(targets=[ast.Name(id=_LAST, ctx=ast.Store())], value=value)
            code.body[place] = ast.fix_missing_locations(ast.copy_location(kept, line))
        break
    return code


def _last_assigned(source: str) -> str:
    with contextlib.suppress(Exception):
        for line in reversed(_python(source).body):
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                return line.targets[0].id
    return ""


def _sentence(error: BaseException) -> str:
    """A learner's error in one line; its own ``__str__`` may fail too."""
    name = type(error).__name__[:80]
    try:
        return f"{name}: {error}"[:_SHOWN]
    except BaseException:
        return name
