"""Whole numbers are of the width that is asked for, everywhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from narrow import Narrow

from crm_course.foundations.integers import as_counts

PACKAGE = Path(__file__).parents[2] / "crm_course"


def test_counts_are_of_the_platforms_own_width() -> None:
    assert as_counts(np.array([2, 1], np.int64)).dtype == as_counts([True]).dtype == np.intp
    whole = np.array([1, 2], np.intp)
    assert as_counts(whole) is whole


def _unasked(path: Path) -> Iterator[str]:
    """Calls that hand numpy counts of a width of their own, and whole numbers of nobody's choice."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        of_numpy = isinstance(node.func.value, ast.Name) and node.func.value.id == "np"
        place = {"repeat": 1, "bincount": 0}.get(node.func.attr) if of_numpy else None
        if place is not None and place < len(node.args):
            given = node.args[place]
            if not (isinstance(given, ast.Constant) or (isinstance(given, ast.Call) and ast.unparse(given.func) in ("as_counts", "len"))):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno} {ast.unparse(node)}"


def test_numpy_repeats_and_counts_by_its_own_whole_numbers() -> None:
    assert [fault for path in PACKAGE.rglob("*.py") for fault in _unasked(path)] == []


def test_the_imitated_platform_refuses_what_the_real_one_refuses() -> None:
    narrow = Narrow()
    assert narrow.arange(3).dtype == narrow.flatnonzero([0, 1]).dtype == narrow.array([1, 2]).dtype == np.int32
    assert narrow.arange(3, dtype=np.int64).dtype == narrow.cumsum(np.array([1], np.int64)).dtype == np.int64
    with pytest.raises(TypeError, match="safe"):
        narrow.repeat([1, 2], np.array([1, 1], np.int64))
    with pytest.raises(OverflowError, match="out of bounds"):
        narrow.arange(3) * (1 << 34)
