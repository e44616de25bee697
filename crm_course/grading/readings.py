"""Open answers for a human to read: a workbook with each answer beside its rubric, and back.

The points proposed come from what the rubric can find by itself (words, figures). Who reads
writes his own into the column of points; an empty one keeps the proposal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm_course.foundations import reading
from crm_course.foundations.errors import CourseError, FileProblem, InvalidData
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, speaking

from . import texts
from .catalogue import Catalogue
from .gradebook import students_table
from .marks import Graded, Mark

__all__ = ["HAND", "apply", "read", "write"]

HAND = "hand.json"
_KEYS = ("student", "question")
_WIDTHS = (22, 26, 70, 50, 12, 12, 12, 40)
_MOST = 32_000


def write(path: Path, graded: Sequence[Graded], catalogue: Catalogue) -> None:
    """The gradebook as a workbook: marks, one line a student, and the open answers to read."""
    import io

    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = texts.SHEET_OPEN.say()
    _fill(sheet, [_titles(), *_open_rows(graded, catalogue)])
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    names, rows = students_table(graded)
    _fill(book.create_sheet(texts.SHEET_STUDENTS.say()), [["student", *names], *([student, *values] for student, values in rows)])
    long = [[m.student, m.question, m.points, m.out_of, m.mistake, m.status] for each in graded for m in each.marks]
    _fill(book.create_sheet(texts.SHEET_MARKS.say()), [["student", "question", "points", "out_of", "mistake", "status"], *long])
    for sheet in book.worksheets:
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    write_whole(path, out.getvalue())


def _titles() -> list[str]:
    named = (texts.ANSWER, texts.RUBRIC, texts.PROPOSED, texts.POINTS, texts.OUT_OF, texts.COMMENT)
    return [*_KEYS, *(title.say() for title in named)]


def _open_rows(graded: Iterable[Graded], catalogue: Catalogue) -> Iterator[list[Any]]:
    for each in graded:
        for mark in each.marks:
            if mark.status in ("to-read", "read"):
                own = mark.points if mark.status == "read" else None
                yield [mark.student, mark.question, mark.answer, _rubric(mark, catalogue), mark.points, own, mark.out_of, ""]


def _rubric(mark: Mark, catalogue: Catalogue) -> str:
    return mark.message or "\n".join(line.text.fr for line in _question(catalogue, mark.question).rubric)


def _question(catalogue: Catalogue, name: str) -> Any:
    return next(q for q in catalogue.exercise(name.partition(".")[0]).questions if q.id == name)


def _fill(sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows; a text is a text, whatever it begins with."""
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            cell.value = re.sub(r"[\x00-\x08\x0b-\x1f]", "·", value)[:_MOST] if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"


# -- and back -----------------------------------------------------------------------------

_POINTS = Text(fr="un nombre de points entre 0 et {out_of}", en="a number of points between 0 and {out_of}")


def read(path: Path, results: Path) -> int:
    """Read the points that a human gave, and keep them for this gradebook; how many there are.

    Raises
    ------
    FileProblem, InvalidData
        If the workbook cannot be read, or a number of points makes no sense: which line.
    """
    table = reading.table(path)
    if not set(_KEYS) <= set(table.columns) or len(table.columns) < 8:
        raise FileProblem(texts.NOT_OURS, path=path.name)
    kept = _kept(results)
    count = 0
    for line, row in enumerate(table.itertuples(index=False, name=None), start=2):
        student, question, _, _, _, points, out_of, comment = (str(cell) for cell in row[:8])
        if points.strip():
            kept[f"{student}\n{question}"] = {"points": _points(points, out_of, line), "comment": comment}
            count += 1
    write_whole(results / HAND, json.dumps(kept, ensure_ascii=False, indent=1))
    return count


def _points(points: str, out_of: str, line: int) -> float:
    most = reading.number(out_of)
    try:
        value = reading.number(points)
    except CourseError as error:
        raise InvalidData(texts.POINTS, _POINTS, points, line=line, out_of=most) from error
    if not 0 <= value <= most:
        raise InvalidData(texts.POINTS, _POINTS, points, line=line, out_of=most)
    return value


def _kept(results: Path) -> dict[str, Any]:
    path = results / HAND
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def apply(graded: Iterable[Graded], results: Path) -> list[Graded]:
    """The marks with those that a human gave in place of those proposed."""
    kept: Mapping[str, Any] = _kept(results)
    return [replace(each, marks=tuple(_read_by_hand(mark, kept, each.language) for mark in each.marks)) for each in graded]


def _read_by_hand(mark: Mark, kept: Mapping[str, Any], language: str) -> Mark:
    own = kept.get(f"{mark.student}\n{mark.question}")
    if own is None or mark.status != "to-read":
        return mark
    with speaking(language):
        words = "\n".join([mark.message, texts.SAID.say(comment=own["comment"])]) if own["comment"] else mark.message
    return replace(mark, points=float(own["points"]), status="read", message=words)
