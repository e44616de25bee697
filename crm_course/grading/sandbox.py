"""Run copies behind the wall: one warm process that forks for each, and only data coming back.

>>> from crm_course.grading import Job, Sandbox
>>> with Sandbox() as box:                                              # doctest: +SKIP
...     box.run(Job(notebook=Path("01-sens-confort.ipynb").read_bytes(), wanted={"sens-confort.nps": "nps"})).answers
{'sens-confort.nps': -76}
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from crm_course.foundations.errors import CourseError

from . import cgroup, cleanup, course_copy, isolation, texts
from .decoding import Unreadable, decode
from .inside.processes import end_family
from .isolation import Limits
from .running import Job, Run

__all__ = ["Sandbox", "SandboxLost"]

_WAYS = ("cell", "check", "name", "tag", "last", "box")
_LONGEST_LINE = 32_000_000
_RERUNS = 2
_OURS = 16  # processes and threads of our own beside a learner's
_NOTEBOOK = "notebook.ipynb"


class SandboxLost(CourseError):
    """The process behind the wall could not be started or is gone: nothing was graded, try again."""


class _Heard:
    """What a learner's process said, put in order; not a word of it is believed to be true."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.found: dict[str, dict[str, Any]] = {}
        self.called: dict[str, list[Any]] = {}
        self.problems: dict[int, str] = {}
        self.sources: list[str] = []
        self.prose: list[tuple[str, str, str]] = []
        self.unreadable = self.broken = ""
        self.cell = -1

    def take(self, line: bytes) -> None:
        """Read one line, whatever it is."""
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            return
        if not isinstance(message, dict):
            return
        question = message.get("question", message.get("called"))
        if type(message.get("cell")) is int and message["cell"] >= 0:
            self.cell = message["cell"]
            self.problems.pop(self.cell, None)
        elif isinstance(message.get("error"), str) and type(message.get("at")) is int:
            self.problems[message["at"]] = message["error"][:300]
        elif isinstance(question, str) and question in self.job.wanted and message.get("way") in _WAYS:
            if not _blank(message.get("value")):
                self.found.setdefault(question, {})[message["way"]] = message["value"]
        elif isinstance(question, str) and isinstance(message.get("results"), list):
            self.called[question] = message["results"][:10_000]
        elif isinstance(message.get("broken"), str) and self.cell < 0:  # no cell has begun: it is our own word
            self.broken = message["broken"][:300]
        elif isinstance(message.get("unreadable"), str):
            self.unreadable = message["unreadable"][:100]
        elif isinstance(message.get("prose"), list):
            three = [each for each in message["prose"][:200] if isinstance(each, list) and [type(part) for part in each] == [str] * 3]
            self.prose = [(own[:200], below[:200], words[:20_000]) for own, below, words in three]
        elif isinstance(message.get("sources"), list):
            self.sources = [source for source in message["sources"][:200] if isinstance(source, str)]

    def answers(self) -> dict[str, Any]:
        """By question, the last answer of the surest way, but one that can be read before one that cannot."""
        best = {}
        for question, ways in self.found.items():
            order = [ways[way] for way in _WAYS if way in ways]
            best[question] = next((value for value in order if not isinstance(decode(value), Unreadable)), order[0])
        return best


def _blank(value: Any) -> bool:
    """Whether the place of an answer is still empty."""
    return value is None or (isinstance(value, dict) and "blank" in value) or (isinstance(value, str) and not value.strip(" .…\n"))


class Sandbox:
    """A place to run copies in; a context manager.

    Parameters
    ----------
    limits : Limits
    level : str, optional
        One of :data:`~crm_course.grading.isolation.LEVELS`; by default the best that works here.
    hidden : paths
        Folders that must not be seen inside: the copies, a pack of questions.
    language : {"fr", "en"}
        Spoken by the course inside.
    ready : texts
        Code that every copy begins with (the exercises' own first cells): what it imports is loaded once for all copies.

    Raises
    ------
    SandboxLost
        If that level does not work on this machine, or there is no room in the temporary folder.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        level: str | None = None,
        hidden: Iterable[Path] = (),
        language: str = "fr",
        ready: Iterable[str] = (),
    ) -> None:
        self.limits = limits or Limits()
        self.level = level or isolation.available()
        if not isolation.usable(self.level):
            raise SandboxLost(texts.NO_LEVEL, level=self.level)
        self.language = language
        self._ready = list(ready)
        self._hidden = tuple(Path(path).resolve() for path in hidden)
        cleanup.sweep()
        with contextlib.ExitStack() as undo:
            try:
                self._folder, self._lock = cleanup.own_folder()
                undo.callback(self._give_back)
                (self._folder / "files").mkdir()
                course_copy.make(self._folder / "course")
            except OSError as error:
                raise SandboxLost(texts.NO_ROOM, path=tempfile.gettempdir(), why=error.strerror or str(error)) from error
            undo.pop_all()
        self._user = isolation.nobody_else()
        self._command = isolation.command(self.level, folder=self._folder, hidden=self._hidden)
        self._process: subprocess.Popen[bytes] | None = None
        self._cgroup: Path | None = None
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process behind the wall and remove what was laid out for it."""
        self._stop()
        self._give_back()

    def _give_back(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._lock.close()

    def run(self, job: Job) -> Run:
        """Run one notebook. A cell that ends the whole process is left out and the others run again.

        Raises
        ------
        SandboxLost
            If what runs copies is itself lost, again and again: nothing is said of this copy then.
        """
        skip: list[int] = []
        ended: list[str] = []
        heard = _Heard(job)
        for _ in range(1 + _RERUNS):
            before = dict(heard.found)
            heard.cell = -1
            ended.append(self._once(job, skip, heard))
            if heard.broken:
                raise SandboxLost(texts.SANDBOX_BROKEN, level=self.level, why=heard.broken)
            for question, ways in before.items():
                heard.found.setdefault(question, ways)
            if ended[-1] == "finished" or heard.unreadable or heard.cell in skip or (heard.cell < 0 and ended[-1] != "lost"):
                break
            if ended.count("time") > 1:  # once more for what comes after the cell, and no third time
                break
            if heard.cell >= 0:
                skip.append(heard.cell)
                heard.problems[heard.cell] = ended[-1]
        if ended[-1] == "lost":
            raise SandboxLost(texts.SANDBOX_LOST, level=self.level)
        return Run(
            offered=heard.answers(), called=heard.called, ended=tuple(ended), problems=dict(sorted(heard.problems.items())),
            sources=tuple(heard.sources), prose=tuple(heard.prose), unreadable=heard.unreadable,
        )  # fmt: skip

    # -- one run --------------------------------------------------------------------------

    def _once(self, job: Job, skip: Sequence[int], heard: _Heard) -> str:
        process = self._started()
        self._count += 1
        files = self._folder / "files" / str(self._count)
        try:
            _lay_out(files, job)
            self._write(process, self._message(job, skip))
            return self._listen(process, job, heard)
        finally:
            shutil.rmtree(files, ignore_errors=True)
            if not self._command.fork:
                self._stop()

    def _message(self, job: Job, skip: Sequence[int]) -> dict[str, Any]:
        room = self._command.room
        if not self._command.apart:
            room = f"{room}/{self._count}"
            if not self._command.fork:
                Path(room).mkdir()
        return {
            "notebook": f"{self._command.files}/{self._count}/{_NOTEBOOK}" if job.notebook else "",
            "wanted": dict(job.wanted), "given": job.given, "skip": list(skip), "queries": dict(job.queries),
            "cell_seconds": self.limits.cell_seconds, "cell_wait_seconds": self.limits.cell_wait_seconds, "limits": self.limits.as_data(),
            "room": room, "here": job.here, "files": f"{self._command.files}/{self._count}/room" if job.files else "",
        }  # fmt: skip

    def _listen(self, process: subprocess.Popen[bytes], job: Job, heard: _Heard) -> str:
        last = time.monotonic() + self.limits.wait_seconds + 30  # the supervisor ends it sooner; this ends the supervisor
        while True:
            line = self._next(last - time.monotonic())
            if line[:2] == b"L ":
                heard.take(line[2:])
            elif line[:2] == b"W ":
                message = json.loads(line[2:])
                if message.get("asks"):
                    self._write(process, {question: [name, list(inputs)] for question, (name, inputs) in job.calls.items()})
                if message.get("done"):
                    return str(message.get("ended"))
            elif not line:
                self._stop()
                return "time" if self._command.fork is False else "lost"

    # -- the process ----------------------------------------------------------------------

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._stop()
        command = self._command
        settings = {"apart": command.apart, "fork": command.fork, "hidden": list(command.hidden), "user": self._user, "ready": self._ready}
        arguments = [*command.arguments, *isolation.start(command.course), json.dumps(settings)]
        self._process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._environment(),
            start_new_session=True, cwd="/" if os.name == "posix" else None,
        )  # fmt: skip
        self._cgroup = cgroup.around(self._process.pid, self.limits.processes + _OURS)
        self._lines = queue.Queue()
        threading.Thread(target=_pump, args=(self._process.stdout, self._lines), daemon=True).start()
        if not self._next(120).startswith(b"W "):
            self._stop()
            raise SandboxLost(texts.SANDBOX_LOST, level=self.level)
        return self._process

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ and name != "PATH"}
        single = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1")
        return {**kept, **single, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "CRM_COURSE_LANGUAGE": self.language, "HOME": "/tmp"}

    def _write(self, process: subprocess.Popen[bytes], message: dict[str, Any]) -> None:
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(message).encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError as error:
            raise SandboxLost(texts.SANDBOX_LOST, level=self.level) from error

    def _next(self, seconds: float) -> bytes:
        try:
            return self._lines.get(timeout=max(seconds, 0.0))
        except queue.Empty:
            return b""

    def _stop(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        if not self._command.apart:
            end_family(process.pid)  # elsewhere the namespace ends with its first process
        process.kill()
        process.wait()
        cgroup.remove(self._cgroup)


def _lay_out(folder: Path, job: Job) -> None:
    """Put the notebook and the learner's files where the other side of the wall can read them."""
    folder.mkdir()
    folder.chmod(0o755)
    (folder / _NOTEBOOK).write_bytes(job.notebook)
    for name, content in job.files.items():
        path = folder / "room" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    course_copy.open_to_all(folder)


def _pump(stream: Any, lines: queue.Queue[bytes]) -> None:
    """Read lines until the end; an empty one says that it came."""
    with stream:
        while line := stream.readline(_LONGEST_LINE):
            lines.put(line)
    lines.put(b"")
