"""Watch over one copy: build its walls, relay what it says, end it when it goes too far.

The supervisor is a process of ours between the grader and the learner's process. It believes
nothing that it relays, counts it, and ends the learner's process and all that it started.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

from . import kernel
from .processes import available_memory, computed, family, own_memory, tasks_of_user
from .work import ask, work

__all__ = ["end_all_of", "watch"]

_LOOK = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class _Over(Exception):
    """A limit was passed; its name."""


def watch(job: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """Run one copy; how it ended: ``finished``, ``stopped`` or the name of the limit that it passed."""
    linux = sys.platform == "linux"
    if linux:
        kernel.die_with_parent()
        kernel.make_private()
        kernel.reap_orphans()
        if settings["apart"]:
            kernel.apart()
    out_read, out_write = os.pipe()
    in_read, in_write = os.pipe()
    child = os.fork()
    if child == 0:
        _learner(job, settings, keep=(in_read, out_write))
    os.close(in_read)
    os.close(out_write)
    try:
        return {"ended": _relay(child, out_read, in_write, job["limits"], linux)}
    except _Over as limit:
        return {"ended": str(limit)}
    finally:
        _end(child, settings)
        if not settings["apart"]:
            shutil.rmtree(job["room"], ignore_errors=True)


# -- the learner's process ----------------------------------------------------------------


def _learner(job: dict[str, Any], settings: dict[str, Any], keep: tuple[int, int]) -> None:
    status = 1
    try:
        _shut_in(job, settings, keep)
        with os.fdopen(keep[1], "wb") as to, os.fdopen(keep[0], "rb") as back:
            limits = job.pop("limits")
            _powerless(limits, settings)
            sys.path.insert(0, str(Path.cwd()))  # a learner's own helper files, once no power is left
            work(job, to, back.readline)
        status = 0
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(keep[1], json.dumps({"broken": f"{type(error).__name__}: {error}"[:300]}).encode() + b"\n")
    finally:
        os._exit(status)


def _shut_in(job: dict[str, Any], settings: dict[str, Any], keep: tuple[int, int]) -> None:
    """A session of its own, no open file but the two pipes, a room of its own with its files in it."""
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    low, high = sorted(keep)
    os.closerange(3, low)
    os.closerange(low + 1, high)
    os.closerange(high + 1, 4096)
    limits = job["limits"]
    room = Path(job["room"])
    room.mkdir(exist_ok=True)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")
    user = settings["user"] or os.getuid()
    if settings["apart"]:
        kernel.furnish(str(room), megabytes=limits["file_mb"], files=limits["files"], hidden=settings["hidden"], user=user)
    elif settings["user"]:
        os.chown(room, user, user)
    if settings["user"]:
        kernel.become(user)
    if sys.platform == "linux" and not settings["apart"]:  # elsewhere the first process of its namespace, which ends with it
        kernel.die_with_parent()
    if job["files"]:
        shutil.copytree(job["files"], room, dirs_exist_ok=True)
    here = room / job["here"]
    here.mkdir(parents=True, exist_ok=True)
    os.chdir(here)
    os.environ.update(TMPDIR=str(room), HOME=str(room))


def _powerless(limits: dict[str, Any], settings: dict[str, Any]) -> None:
    import resource

    def limit(name: str, value: int) -> None:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (value, value))

    megabyte = 1_000_000
    limit("RLIMIT_AS", _address_space() + limits["memory_mb"] * megabyte)
    limit("RLIMIT_FSIZE", limits["file_mb"] * megabyte)
    limit("RLIMIT_CPU", int(limits["copy_seconds"]) + 5)
    limit("RLIMIT_NOFILE", 128)
    limit("RLIMIT_CORE", 0)
    counted_alone = settings["apart"] or settings["user"]
    limit("RLIMIT_NPROC", limits["processes"] + (0 if counted_alone else tasks_of_user()))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    if sys.platform == "linux":
        if os.getuid() == 0:
            raise PermissionError("a learner's code never runs as root")
        bounded = kernel.processes_are_bounded()
        known = kernel.give_up(births=bounded)
        if not (bounded or known):
            raise PermissionError("processes cannot be limited")


def _address_space() -> int:
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 4_000_000_000


# -- relay and limits ---------------------------------------------------------------------


def _relay(child: int, out: int, back: int, limits: dict[str, Any], linux: bool) -> str:
    deadline = time.monotonic() + limits["wait_seconds"]
    left = limits["answer_mb"] * 1_000_000
    rest, look, asked = b"", time.monotonic() + _LOOK, False
    floor = available_memory() // 4 if linux else 0
    while True:
        now = time.monotonic()
        if now > deadline:
            raise _Over("time")
        if linux and now > look:
            _count(limits, floor)
            look = time.monotonic() + _LOOK
        if not select.select([out], [], [], _LOOK)[0]:
            continue
        chunk = os.read(out, 1 << 16)
        left -= len(chunk)
        if left < 0:
            raise _Over("answers")
        if not chunk:
            return "stopped"
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            sys.stdout.buffer.write(b"L " + line + b"\n")
            sys.stdout.buffer.flush()
            if line == b'{"ran": true}' and not asked:
                asked = True
                with contextlib.suppress(BrokenPipeError):
                    os.write(back, ask())
            if line == b'{"finished": true}' and asked:
                return "finished"


def _count(limits: dict[str, Any], floor: int) -> None:
    """Processes, computing time and memory of all that the learner's code started, and what the machine has left."""
    running = family(os.getpid())
    if len(running) > limits["processes"]:
        raise _Over("processes")
    if sum(map(computed, running)) > limits["copy_seconds"]:
        raise _Over("time")
    own = own_memory(os.getpid())  # shared with all of them since the fork
    if sum(max(0, own_memory(pid) - own) for pid in running[1:]) > limits["memory_mb"] * 1_000_000:
        raise _Over("memory")
    if available_memory() < floor:
        raise _Over("machine")


def _end(child: int, settings: dict[str, Any]) -> None:
    """End the learner's process and whatever it started, and wait until they are gone."""
    with contextlib.suppress(OSError):
        os.kill(child, signal.SIGKILL)  # the first of its namespace: the kernel ends all the others with it
    if settings["user"] and not settings["apart"]:
        end_all_of(settings["user"])
    _wait_for(child, seconds=1.0)
    for _ in range(500):
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        left = family(os.getpid()) if sys.platform == "linux" else []
        if not left:
            break
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.002)
    if sys.platform != "linux":
        with contextlib.suppress(OSError):
            os.killpg(child, signal.SIGKILL)


def _wait_for(child: int, seconds: float) -> None:
    """Wait until a process has ended, and no longer than that."""
    if hasattr(os, "pidfd_open"):
        with contextlib.suppress(OSError):
            handle = os.pidfd_open(child)
            select.select([handle], [], [], seconds)
            os.close(handle)


def end_all_of(user: int) -> None:
    """End every process of a user who is nobody else, at one stroke."""
    ender = os.fork()
    if ender:
        os.waitpid(ender, 0)
        return
    try:
        kernel.become(user)
        os.kill(-1, signal.SIGKILL)
    finally:
        os._exit(0)
