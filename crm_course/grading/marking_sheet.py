"""Open answers for a human to read: a workbook with each answer beside its rubric, and back.

The points proposed come from what the rubric can find by itself (words, figures). Who reads
writes his own into the column of points; an empty one keeps the proposal. His points belong to
the answer that he read: another answer is to be read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_course.foundations import reading
from crm_course.foundations.errors import CourseError, FileProblem, InvalidData, UnknownName
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import LANGUAGES, Text, speaking

from . import roll, texts
from .catalogue import Catalogue
from .exports import COLUMNS, students_table
from .marks import Graded, Mark
from .tables import title_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["HAND", "apply", "catch_up", "read", "write"]

HAND, _WRITTEN = "hand.json", "workbook.json"
_KEYS = (texts.STUDENT, texts.QUESTION)
_WAS = ("student", "question")
"""How these columns were called in workbooks written before."""
_WIDTHS = (22, 26, 70, 50, 12, 12, 12, 40)
_MOST = 32_000

Kept = Mapping[str, Mapping[str, Any]]
"""By student, question and answer read: points (or None) and comment."""
_NOTHING: Mapping[str, Any] = {"points": None, "comment": ""}


def write(path: Path, graded: Sequence[Graded], catalogue: Catalogue, results: Path) -> None:
    """The gradebook as a workbook: the open answers to read, with what was proposed and what was given by hand; the marks."""
    import io

    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = texts.SHEET_OPEN.say()
    _fill(sheet, [_titles(), *_open_rows(graded, catalogue, _kept(results))])
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    graded = apply(graded, results)
    names, rows = students_table(graded)
    _fill(book.create_sheet(texts.SHEET_STUDENTS.say()), [_called("student", *names), *([student, *values] for student, values in rows)])
    long = [
        [m.student, title_of(m.question), m.points, m.out_of, m.message if m.mistake else "", texts.STATUSES[m.status].say()]
        for each in graded
        for m in each.marks
    ]
    _fill(book.create_sheet(texts.SHEET_MARKS.say()), [_called(*COLUMNS), *long])
    for sheet in book.worksheets:
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    write_whole(path, out.getvalue())
    _write_down(path, results)


def _write_down(path: Path, results: Path) -> None:
    """That all of a workbook is known: as it is now, nobody has written into it."""
    write_whole(results / _WRITTEN, json.dumps(_digest(path)))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _titles() -> list[str]:
    named = (texts.ANSWER, texts.RUBRIC, texts.PROPOSED, texts.POINTS, texts.OUT_OF, texts.COMMENT)
    return [title.say() for title in (*_KEYS, *named)]


def _called(*columns: str) -> list[str]:
    """The columns of a gradebook as a reader calls them; an exercise by its title."""
    return [texts.COLUMNS[column].say() if column in texts.COLUMNS else title_of(column) for column in columns]


def _open_rows(graded: Iterable[Graded], catalogue: Catalogue, kept: Kept) -> Iterator[list[Any]]:
    for each in graded:
        for mark in each.marks:
            if mark.status == "to-read":
                own = _own(mark, kept)
                rubric = _rubric(mark, catalogue)
                yield [mark.student, mark.question, mark.answer, rubric, mark.points, own["points"], mark.out_of, own["comment"]]


def _rubric(mark: Mark, catalogue: Catalogue) -> str:
    return mark.message or "\n".join(line.text.fr for line in _question(catalogue, mark.question).rubric)


def _question(catalogue: Catalogue, name: str) -> Any:
    return next(q for q in catalogue.exercise(name.partition(".")[0]).questions if q.id == name)


def _fill(sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows; a text is a text, whatever it begins with."""
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            cell.value = _writable(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"


def _writable(words: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f]", "·", words)[:_MOST]


# -- and back -----------------------------------------------------------------------------

_POINTS = Text(fr="un nombre de points entre 0 et {out_of}", en="a number of points between 0 and {out_of}")


def read(path: Path, results: Path) -> int:
    """Read the points that a human gave, and keep them for this gradebook; how many there are.

    A line without points or comment takes back what was given before.

    Raises
    ------
    FileProblem, InvalidData
        If the workbook cannot be read, or a number of points makes no sense: which line.
    """
    table = _open_answers(path)
    known = [_WAS, *(tuple(key.say(language) for key in _KEYS) for language in LANGUAGES)]
    if tuple(table.columns[:2]) not in known or len(table.columns) < 8:
        raise FileProblem(texts.NOT_OURS, path=path.name)
    kept = dict(_kept(results))
    bank = roll.read(results).comments
    count = 0
    for line, row in enumerate(table.itertuples(index=False, name=None), start=2):
        student, question, answer, _, _, points, out_of, comment = (str(cell).strip() for cell in row[:8])
        given = _points(points, out_of, line) if points else None
        kept[_key(student, question, answer)] = {"points": given, "comment": _written_out(comment, bank)}
        count += given is not None
    write_whole(results / HAND, json.dumps(kept, ensure_ascii=False, indent=1))
    return count


def _written_out(comment: str, bank: Mapping[str, str]) -> str:
    """A comment with the codes of the class's bank (``#source``) written out."""
    known = {code.lstrip("#").casefold(): words for code, words in bank.items()}
    return re.sub(r"#([\w-]+)", lambda code: known.get(code[1].casefold(), code[0]), comment)


def _open_answers(path: Path) -> pd.DataFrame:
    """The sheet of open answers, in whichever language it was written; in a file with one sheet alone, that one."""
    for language in LANGUAGES:
        with contextlib.suppress(UnknownName):
            return reading.table(path, sheet=texts.SHEET_OPEN.say(language))
    return reading.table(path)


def catch_up(path: Path, results: Path) -> None:
    """Read a workbook that somebody wrote into since it was written, before it is written anew; errors as of :func:`read`."""
    written = results / _WRITTEN
    if path.exists() and not (written.exists() and json.loads(written.read_text(encoding="utf-8")) == _digest(path)):
        read(path, results)
        _write_down(path, results)


def _key(student: str, question: str, answer: str) -> str:
    """Who answered what to which question, however a spreadsheet breaks the lines of an answer."""
    read = " ".join(_writable(answer).split())
    return "\n".join((student.strip(), question, hashlib.sha256(read.encode()).hexdigest()[:16]))


def _points(points: str, out_of: str, line: int) -> float:
    most = reading.number(out_of)
    try:
        value = reading.number(points)
    except CourseError as error:
        raise InvalidData(texts.POINTS, _POINTS, points, line=line, out_of=most) from error
    if not 0 <= value <= most:
        raise InvalidData(texts.POINTS, _POINTS, points, line=line, out_of=most)
    return value


def _kept(results: Path) -> Kept:
    path = results / HAND
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _own(mark: Mark, kept: Kept) -> Mapping[str, Any]:
    """What a human gave for this very answer."""
    return kept.get(_key(mark.student, mark.question, mark.answer), _NOTHING)


def apply(graded: Iterable[Graded], results: Path) -> list[Graded]:
    """The marks with those that a human gave in place of those proposed."""
    kept = _kept(results)
    return [replace(each, marks=tuple(_read_by_hand(mark, kept, each.language) for mark in each.marks)) for each in graded]


def _read_by_hand(mark: Mark, kept: Kept, language: str) -> Mark:
    own = _own(mark, kept)
    if mark.status != "to-read" or own is _NOTHING:
        return mark
    with speaking(language):
        words = "\n".join([mark.message, texts.SAID.say(comment=own["comment"])]) if own["comment"] else mark.message
    given: dict[str, Any] = {} if own["points"] is None else {"points": float(own["points"]), "status": "read"}
    return replace(mark, message=words, **given)
