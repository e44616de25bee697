"""A file is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: Path, content: str | bytes, *, durable: bool = True) -> None:
    """Write `content` beside `path`, then put it in its place in one step.

    Whatever happens meanwhile (a full disk, a power cut, Ctrl-C), `path` holds either the
    old content or the new one. Folders are made as needed. With ``durable=False`` (what can be
    made again, by hundreds), the disk is not waited for: all but a power cut is still covered.

    Raises
    ------
    OSError
        If the folder cannot be written; nothing was changed then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
