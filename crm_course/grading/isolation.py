"""How far apart a learner's code is kept, and how the machine is asked for it.

Three levels, the best that the machine allows, tried and not only assumed:

``bubblewrap``   the process sees Python, the libraries, the course without its answers and an
                 empty room of its own; no other file, no network, no other process
``namespaces``   as above, but other files can be read, save the copies and the answers, which
                 are emptied from its view; nothing can be written outside its room
``process``      a process of its own with limits of time, memory and size; on Linux no network

In each, time, memory, file sizes and processes are limited, and nothing expected is inside.

A learner's code never runs as root, whose limits do not hold: where root grades, each copy runs
as a user without name, files or other processes.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from . import course_copy

__all__ = ["LEVELS", "Limits", "available", "command", "nobody_else", "usable"]

LEVELS = ("bubblewrap", "namespaces", "process")
_COURSE, _FILES, _ROOM = "/course", "/files", "/room"
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin")
_SETTINGS = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime")
_START = "import sys; sys.path.insert(0, {course!r}); from crm_course.grading.inside import fork_server; fork_server.main()"
_UNSHARE = ("--net", "--pid", "--fork", "--mount", "--ipc", "--kill-child", "--mount-proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one copy may use: seconds of computing a cell and in all, megabytes, files, processes, megabytes of answers.

    `slack_seconds` is what a cell may wait by the clock beyond thrice its computing.
    """

    cell_seconds: float = 20.0
    copy_seconds: float = 90.0
    memory_mb: int = 1500
    file_mb: int = 100
    files: int = 5000
    processes: int = 24
    answer_mb: int = 20
    slack_seconds: float = 30.0

    def as_data(self) -> dict[str, float]:
        """As sent to the other side of the wall."""
        return {**asdict(self), "wait_seconds": self.wait_seconds}

    @property
    def cell_wait_seconds(self) -> float:
        """How long a cell may take by the clock: who sleeps computes nothing."""
        return 3 * self.cell_seconds + self.slack_seconds

    @property
    def wait_seconds(self) -> float:
        """How long a copy may take by the clock: thrice its computing, so that no mark depends on how busy the machine is."""
        return 3 * self.copy_seconds


@functools.cache
def available() -> str:
    """The best level that works on this machine, tried."""
    return next(level for level in LEVELS if level == "process" or usable(level))


@functools.cache
def usable(level: str) -> bool:
    """Whether a level works here, tried: inside it further walls can be built, and Python be read by who runs there."""
    if level == "process" or sys.platform != "linux":
        return level == "process" and (not _is_root() or _for_everybody(_prefixes()))
    if level == "bubblewrap":
        return bool(_found("bwrap")) and _works([_found("bwrap"), *_seen(), *_walls(), "--proc", "/proc", *_probe()])
    return bool(_found("unshare")) and _works([*_unshare(), *_probe()]) and (not _is_root() or _for_everybody(_prefixes()))


_CODE = """
import ctypes, os, sys
libc = ctypes.CDLL(None)
root = os.getuid() == 0
walls = libc.unshare(0x20020000 | (0 if root else 0x10000000))
if root:
    os.setgroups([])
    os.setgid({user})
    os.setuid({user})
sys.exit(walls != 0 or not os.access(os.__file__, os.R_OK))
"""
"""Builds the walls of one copy: mounts and processes of its own (for who is not root, users too)."""


def _probe() -> list[str]:
    return [sys.executable, "-I", "-c", _CODE.format(user=nobody_else())]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def nobody_else() -> int:
    """The user as whom copies run where root grades: a number of nobody's, another for each grading process; else 0."""
    if not _is_root():
        return 0
    mapped = [line.split() for line in Path("/proc/self/uid_map").read_text().splitlines()] if sys.platform == "linux" else []
    far = 0x70000000 + os.getpid()
    is_mapped = any(int(first) <= far < int(first) + int(count) for first, _, count in mapped)
    return far if is_mapped else 61184 + os.getpid() % 4000


def _for_everybody(places: Iterable[str]) -> bool:
    """Whether any user may read `places`: they and the folders above are open to all."""
    return all(
        path.stat().st_mode & (0o5 if path == Path(place) else 0o1) for place in places for path in (Path(place), *Path(place).parents)
    )


def _walls() -> tuple[str, ...]:
    """What bubblewrap separates; users only where it is not root who starts it, since root must be able to become another."""
    return ("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts") if _is_root() else ("--unshare-all",)


def _unshare() -> tuple[str, ...]:
    return (_found("unshare"), *(() if _is_root() else ("--map-current-user",)), *_UNSHARE)


def _found(tool: str) -> str:
    return shutil.which(tool) or ""


def _works(arguments: Sequence[str]) -> bool:
    try:
        return subprocess.run(arguments, capture_output=True, timeout=20, check=False, env={}).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """How the process that forks for each copy is started, and where it sees things."""

    arguments: tuple[str, ...]
    course: str
    files: str
    room: str
    apart: bool
    fork: bool
    hidden: tuple[str, ...]


def command(level: str, *, folder: Path, hidden: Iterable[Path] = ()) -> Command:
    """The command of a level; `folder` holds ``course`` and ``files``, `hidden` is never seen inside."""
    covered = tuple(str(path) for path in (course_copy.PACKAGE, *hidden) if path.is_dir())
    if level == "bubblewrap":
        seen = (*_seen(), "--ro-bind", str(folder / "course"), _COURSE, "--ro-bind", str(folder / "files"), _FILES)
        covers = [part for path in covered if _below_a_bind(path) for part in ("--tmpfs", path)]
        walls = (*_walls(), "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev")
        # an empty /tmp first: Python itself may lie below it
        arguments = (_found("bwrap"), "--tmpfs", "/tmp", *seen, *covers, *walls, "--dir", _ROOM, "--chdir", "/")
        return Command(arguments=arguments, course=_COURSE, files=_FILES, room=_ROOM, apart=True, fork=True, hidden=())
    places = {"course": str(folder / "course"), "files": str(folder / "files"), "room": str(folder / "room")}
    Path(places["room"]).mkdir(exist_ok=True)
    if level == "namespaces":
        return Command(arguments=_unshare(), **places, apart=True, fork=True, hidden=covered)
    return Command(arguments=(), **places, apart=False, fork=hasattr(os, "fork"), hidden=())


def start(course: str) -> list[str]:
    """The Python that runs inside: isolated mode, only the installed libraries and the course at `course`."""
    return [sys.executable, "-I", "-B", "-X", "faulthandler=0", "-c", _START.format(course=course)]


def _prefixes() -> list[str]:
    """Folders outside the system's that hold Python and its libraries."""
    places = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()}
    outside = sorted({str(Path(place).resolve()) for place in places if Path(place).is_dir()} | {sys.prefix}, key=len)
    kept: list[str] = []
    for place in outside:
        if not any(_inside(place, other) for other in (*_SYSTEM, *kept)):
            kept.append(place)
    return kept


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def _seen() -> tuple[str, ...]:
    """What a learner's process may see of the machine, as options of bubblewrap."""
    options: list[str] = []
    for place in _SYSTEM:
        if Path(place).is_symlink():
            options += ["--symlink", str(Path(place).readlink()), place]
        elif Path(place).is_dir():
            options += ["--ro-bind", place, place]
    for place in _SETTINGS:
        options += ["--ro-bind-try", place, place]
    above = {str(folder) for place in _prefixes() for folder in Path(place).parents if len(folder.parts) > 1}
    for folder in sorted(above, key=len):
        options += ["--dir", folder]  # open to all, whatever its like outside
    for place in _prefixes():
        options += ["--ro-bind", place, place]
    return tuple(options)


def _below_a_bind(path: str) -> bool:
    return any(_inside(path, folder) for folder in (*_SYSTEM, *_prefixes()))
