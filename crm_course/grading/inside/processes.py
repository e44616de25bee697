"""What the system says of running processes: who descends from whom, what each computes and holds, what is left."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

__all__ = ["available_memory", "computed", "end_family", "family", "own_memory", "tasks_of_user"]

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_ENDED = "Z"


def family(pid: int, *, leaving_out: str = "") -> list[int]:
    """Every process below `pid`, save those in a state named in `leaving_out` (letters as in ``/proc/…/stat``)."""
    parents: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):  # noqa: PTH208 (many a second)
        if entry.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                state, parent = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()[:2]
                if state not in leaving_out:
                    parents.setdefault(int(parent), []).append(int(entry))
    found, queue = [], [pid]
    while queue:
        children = parents.get(queue.pop(), [])
        found += children
        queue += children
    return found


def end_family(pid: int) -> None:
    """End what a process started, and what that started; they are few, since their number is limited."""
    for _ in range(100 if sys.platform == "linux" else 0):
        if not (left := family(pid, leaving_out=_ENDED)):
            return
        for each in left:
            with contextlib.suppress(OSError):
                os.kill(each, signal.SIGKILL)
        time.sleep(0.005)


def computed(pid: int) -> float:
    """Seconds that a process and its ended children have computed."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15])) / _TICKS
    return 0.0


def own_memory(pid: int) -> int:
    """Memory that a process does not share, in bytes."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/statm").read_text().split()
        return (int(fields[1]) - int(fields[2])) * _PAGE
    return 0


def available_memory() -> int:
    """Memory that the machine can still give, in bytes."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return 1 << 62


def tasks_of_user() -> int:
    """Processes and threads that this user runs already, and which count against a limit of theirs."""
    count = 0
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, StopIteration, ValueError):
            if entry.name.isdigit() and entry.stat().st_uid == os.getuid():
                told = (entry / "status").read_text()
                count += int(next(line for line in told.splitlines() if line.startswith("Threads:")).split()[1])
    return count
