"""Is an erased person gone from the warehouse too? A base remembers where it was built, and every erasure writes it again.

The version without the person becomes the only one. Where it cannot be built (a library is missing,
the disk is full), the old versions go all the same: a warehouse can be built again, a promise cannot.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from crm_course.crm.base import Base
from crm_course.foundations.errors import CourseError, FileProblem

from .building import build, manifest
from .outside import without_the_gone
from .source import origin

__all__ = ["forget"]


def forget(store: Base, folder: str | Path) -> int:
    """Write a warehouse again without who is no longer in the base, as its only version; 1 if there was one."""
    root = Path(folder)
    try:
        if manifest(root).get("base") != origin(store):  # a copy of the base is another base
            return 0
    except FileProblem:
        return 0
    try:
        build(store, root, only=True)
        without_the_gone(root)
    except (CourseError, OSError):
        (root / "CURRENT").unlink(missing_ok=True)
        for version in [*root.glob("v*"), *root.glob(".v*"), root / "beside"]:
            shutil.rmtree(version, ignore_errors=True)
    return 1
