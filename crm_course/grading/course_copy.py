"""The course without its answers: the package as a learner's process may see it.

Everything that holds answers, truths or this grader is left out, and ``workbook`` is replaced
by :mod:`crm_course.grading.inside.stub`. What is not copied cannot be read.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path

from crm_course import workbook as course

__all__ = ["PACKAGE", "make", "open_to_all"]

PACKAGE = Path(__file__).resolve().parents[1]
"""The installed package itself."""

_LEFT_OUT = re.compile(
    r"^(cli|apps|site|deploy|workbook)/|^grading/(?!inside/)|^lessons/(?!\w+/given\.py$)|^synthetic/(truth|key|prediction)(\.py$|/)|__pycache__|\.pyc$"
)
"""Of the lessons only what each gives is kept: no lesson, no exercise, no declaration of a part; of the worlds neither truth nor key, nor who will buy again."""

_KEPT_OF_WORKBOOK = ("opening.py", "queries.py", "own_data.py", "giving.py", "boxed.py", "bare.py")
_WORKBOOK = '''"""The workbook while it is graded: it says nothing."""

from crm_course.grading.inside.stub import *  # noqa: F403
from crm_course.grading.inside.stub import Silent

from .giving import given  # noqa: F401
from .opening import begin  # noqa: F401
from .own_data import own_tables  # noqa: F401


def __getattr__(name):
    if name not in {names!r}:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    return Silent()
'''
"""Names that the workbook has say nothing; a misspelt one is missing here as it is there."""

_FEEDBACK = "from crm_course.grading.inside.stub import *  # noqa: F403\n"
_EMPTY = '"""Left out while grading."""\n'


def make(folder: Path) -> Path:
    """Write the answerless course below `folder`; returns the folder to put on the import path."""
    target = folder / PACKAGE.name
    for path in sorted(PACKAGE.rglob("*")):
        inside = path.relative_to(PACKAGE)
        if path.is_file() and not _LEFT_OUT.search(inside.as_posix()):
            _copy(path, target / inside)
    workbook = target / "workbook"
    for name in _KEPT_OF_WORKBOOK:
        _copy(PACKAGE / "workbook" / name, workbook / name)
    (workbook / "__init__.py").write_text(_WORKBOOK.format(names=sorted(dir(course))), encoding="utf-8")
    (workbook / "feedback.py").write_text(_FEEDBACK, encoding="utf-8")
    (target / "grading" / "__init__.py").write_text(_EMPTY, encoding="utf-8")
    open_to_all(folder)
    return folder


def open_to_all(folder: Path) -> None:
    """Let any user read what is below `folder`: who runs a copy is not who laid it out."""
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _copy(path: Path, target: Path) -> None:
    """A file, and what Python has compiled of it, so that it is not compiled again at each start."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, target)
    compiled = Path(importlib.util.cache_from_source(str(path)))
    if path.suffix == ".py" and compiled.is_file():
        beside = Path(importlib.util.cache_from_source(str(target)))
        beside.parent.mkdir(exist_ok=True)
        shutil.copy2(compiled, beside)
