"""A second limit on processes where the machine grants one: a control group.

The first limit is the user's own, set inside; this one holds whatever happens there.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

__all__ = ["around", "remove", "sweep"]

_GROUPS = (Path("/sys/fs/cgroup/pids"), Path("/sys/fs/cgroup"))


def around(pid: int, most: int) -> Path | None:
    """Put process `pid` and its descendants into a control group of at most `most` tasks; None where that is not granted."""
    for groups in _GROUPS if sys.platform == "linux" else ():
        group = groups / f"crm-grading-{os.getpid()}-{pid}"
        try:
            group.mkdir()
            (group / "pids.max").write_text(str(most))
            (group / "cgroup.procs").write_text(str(pid))
        except OSError:
            remove(group)
            continue
        return group
    return None


def remove(group: Path | None) -> None:
    """Remove a control group, whose processes may still be ending."""
    for _ in range(100):
        if group is None or not group.is_dir():
            return
        with contextlib.suppress(OSError):
            group.rmdir()
            return
        time.sleep(0.01)


def sweep() -> None:
    """Remove the control groups of gradings that are no more; one with a process in it stays."""
    for groups in _GROUPS if sys.platform == "linux" else ():
        for group in groups.glob("crm-grading-*"):
            if not Path("/proc", group.name.split("-")[2]).exists():
                with contextlib.suppress(OSError):
                    group.rmdir()
