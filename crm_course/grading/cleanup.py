"""The folder of a grading in progress; what one that was killed left behind is removed by the next.

A folder belongs to whoever holds the lock on the file in it. The system lets go of a lock
when its holder ends, however it ended, so that a folder whose lock can be taken is nobody's.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import IO

from . import cgroup

try:
    import fcntl
except ImportError:  # Windows: nothing is swept there
    fcntl = None  # type: ignore[assignment]

__all__ = ["own_folder", "sweep"]

_PREFIX, _LOCK = "crm-grading-", "lock"


def own_folder() -> tuple[Path, IO[str]]:
    """A fresh temporary folder and the file that says whose it is: keep it open, it is the lock."""
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    folder.chmod(0o755)
    unready = folder / f".{_LOCK}"
    lock = unready.open("w", encoding="ascii")
    if fcntl is not None:
        fcntl.flock(lock, fcntl.LOCK_EX)
        unready.rename(folder / _LOCK)  # seen by others only once it is held
    return folder, lock


def sweep() -> None:
    """Remove the folders and control groups of gradings of this user that are no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*") if fcntl is not None else ():
        with contextlib.suppress(OSError):  # somebody else's, in use, or gone meanwhile
            if folder.lstat().st_uid == os.geteuid() and not folder.is_symlink():
                with (folder / _LOCK).open("r+", encoding="ascii") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)
    cgroup.sweep()
