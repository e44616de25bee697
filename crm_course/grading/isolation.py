"""How far apart a learner's code is kept, and how the machine is asked for it.

Three levels, the best that the machine allows, tried and not only assumed:

``bubblewrap``   the process sees Python, the libraries, the course without its answers and an
                 empty room of its own; no other file, no network, no other process
``namespaces``   as above, but other files can be read, save the copies and the answers, which
                 are emptied from its view; nothing can be written outside its room
``process``      a process of its own with limits of time, memory and size; on Linux no network

In each, time, memory, file sizes and processes are limited, and nothing expected is inside.
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

__all__ = ["LEVELS", "Limits", "available", "command"]

LEVELS = ("bubblewrap", "namespaces", "process")
_COURSE, _FILES, _ROOM = "/course", "/files", "/room"
_SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin")
_SETTINGS = ("/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/localtime")
_START = "import sys; sys.path.insert(0, {course!r}); from crm_course.grading.inside import zygote; zygote.main()"
_UNSHARE = ("--map-root-user", "--net", "--pid", "--fork", "--mount", "--ipc", "--kill-child", "--mount-proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one copy may use: seconds a cell and in all, megabytes, files, processes, megabytes of answers."""

    cell_seconds: float = 20.0
    copy_seconds: float = 90.0
    memory_mb: int = 1500
    file_mb: int = 100
    files: int = 5000
    processes: int = 48
    answer_mb: int = 20

    def as_data(self) -> dict[str, float]:
        """As sent to the other side of the wall."""
        return asdict(self)


@functools.cache
def available() -> str:
    """The best level that works on this machine, tried."""
    if sys.platform != "linux":
        return "process"
    if _found("bwrap") and _works([_found("bwrap"), *_seen(), "--unshare-all", "--proc", "/proc", sys.executable, "-I", "-c", _PROBE]):
        return "bubblewrap"
    if _found("unshare") and _works([_found("unshare"), *_UNSHARE, sys.executable, "-I", "-c", _PROBE]):
        return "namespaces"
    return "process"


_PROBE = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x30020000) != 0)"
"""Can a process in there build further walls? (users, mounts and processes of its own)"""


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
        walls = ("--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp")
        arguments = (_found("bwrap"), *seen, *covers, *walls, "--dir", _ROOM, "--chdir", "/")
        return Command(arguments=arguments, course=_COURSE, files=_FILES, room=_ROOM, apart=True, fork=True, hidden=())
    places = {"course": str(folder / "course"), "files": str(folder / "files"), "room": str(folder / "room")}
    Path(places["room"]).mkdir(exist_ok=True)
    if level == "namespaces":
        return Command(arguments=(_found("unshare"), *_UNSHARE), **places, apart=True, fork=True, hidden=covered)
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
    for place in _prefixes():
        options += ["--ro-bind", place, place]
    return tuple(options)


def _below_a_bind(path: str) -> bool:
    return any(_inside(path, folder) for folder in (*_SYSTEM, *_prefixes()))
