"""A handed-in file as cells: whatever its version, whatever its state; of outputs, only what boxes hold is read.

It is read here, behind the wall, because reading a large or twisted file is a risk too.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

from crm_course.workbook.boxed import answers_in

__all__ = ["NotANotebook", "cells", "prose"]

_MOST_CELLS, _MOST_LETTERS = 2000, 20_000


class NotANotebook(Exception):
    """Why a file cannot be graded: ``json``, ``form`` or ``language …``."""


def cells(path: Path) -> list[dict[str, Any]]:
    """The code cells of a notebook in order: ``source``, the ``question`` that each carries, and the answers in its ``boxes``.

    A file written by an old version of Jupyter (worksheets) is read too, and so is the cell of a question that
    was turned into text by a slip of the hand: where it is still code, it is one.
    """
    found = [_cell(cell) for cell in _listed(path) if cell.get("cell_type") == "code" or _is_code(cell)]
    return [cell for cell in found if cell["source"].strip() or cell["boxes"]]


def prose(path: Path) -> list[dict[str, Any]]:
    """The text cells, each with the question that it carries, else that of the nearest cell above that carries one (``below``)."""
    found, below = [], ""
    for cell in _listed(path):
        told = _cell(cell)
        below = told["question"] or below
        if cell.get("cell_type") in ("markdown", "raw") and told["source"].strip() and not _is_code(cell):
            found.append({**told, "below": below, "source": told["source"][:_MOST_LETTERS]})
    return found


def _is_code(cell: dict[str, Any]) -> bool:
    """Whether a text cell carries a question and holds statements of Python, not words."""
    told = _cell(cell)
    if cell.get("cell_type") not in ("markdown", "raw") or not told["question"]:
        return False
    try:
        return any(isinstance(line, ast.Assign) for line in ast.parse(told["source"]).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _listed(path: Path) -> list[dict[str, Any]]:
    try:
        book = json.loads(path.read_bytes())
    except (ValueError, RecursionError, MemoryError) as error:
        raise NotANotebook("json") from error
    if not isinstance(book, dict):
        raise NotANotebook("form")
    language = _language(book.get("metadata"))
    if language not in ("", "python", "python3", "ipython"):
        raise NotANotebook(f"language {language[:40]}")
    listed = book.get("cells")
    if listed is None and isinstance(book.get("worksheets"), list):
        listed = [cell for sheet in book["worksheets"] if isinstance(sheet, dict) for cell in sheet.get("cells", [])]
    if not isinstance(listed, list):
        raise NotANotebook("form")
    return [cell for cell in listed[:_MOST_CELLS] if isinstance(cell, dict)]


def _language(metadata: Any) -> str:
    """The programming language that a notebook declares, in small letters; nothing if it does not say."""
    for part, name in (("kernelspec", "language"), ("language_info", "name")):
        inner = metadata.get(part) if isinstance(metadata, dict) else None
        if isinstance(inner, dict) and isinstance(inner.get(name), str):
            return str(inner[name]).strip().casefold()
    return ""


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    metadata = cell.get("metadata")
    own = metadata.get("crm_course") if isinstance(metadata, dict) else None
    question = own.get("question") if isinstance(own, dict) else ""
    return {
        "source": source if isinstance(source, str) else "",
        "question": question if isinstance(question, str) else "",
        "boxes": list(answers_in(cell.get("outputs"))),
    }
