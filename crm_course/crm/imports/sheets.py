"""What stands in the file? Its header and its lines, with their numbers, a part at a time.

A CSV is read line by line, so that its size does not matter and a broken line spoils only
itself: one with too many or too few cells, or with a quotation mark that never closes, is
refused by its number and the reading goes on with the next.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from crm_course.foundations import reading
from crm_course.foundations.errors import FileProblem, InvalidData

from .texts import HEADER_RULE, LINE, NO_FILE, NOT_A_TABLE, REASONS

__all__ = ["Sheet", "open_sheet"]

_PART = 50_000
_LONGEST_CELL = 100
"""Physical lines that one quoted cell may run over."""
_TITLES = 10
"""Lines above the header, at most: a title, a date, an empty line."""


@dataclass
class Sheet:
    """A file being read: :meth:`parts` gives frames of text cells, indexed by line number."""

    path: Path
    header: list[str]
    rejected: list[tuple[int, str, str]] = field(default_factory=list)
    """Broken lines found so far: line, field, reason."""
    _text: io.TextIOBase | None = None
    _delimiter: str = ";"
    _above: int = 0
    """Title and empty lines above the header."""
    _frame: pd.DataFrame | None = None

    def parts(self) -> Iterator[pd.DataFrame]:
        """The lines, some ten thousand at a time; the index is the line number in the file."""
        if self._frame is not None:
            yield self._frame
            return
        numbers: list[int] = []
        rows: list[list[str]] = []
        for number, cells in self._records():
            numbers.append(number)
            rows.append(cells)
            if len(rows) == _PART:
                yield pd.DataFrame(rows, columns=self.header, index=numbers, dtype=object)
                numbers, rows = [], []
        yield pd.DataFrame(rows, columns=self.header, index=numbers, dtype=object)

    def close(self) -> None:
        """Close the file."""
        if self._text is not None:
            self._text.close()

    # -- lines ----------------------------------------------------------------------------

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        width, delimiter = len(self.header), self._delimiter
        for number, line in self._whole_lines():
            cells = line.rstrip("\r\n").split(delimiter) if '"' not in line else next(csv.reader([line], delimiter=delimiter))
            if not any(cell and not cell.isspace() for cell in cells):
                continue
            if len(cells) == width:
                yield number, cells
            elif len(cells) > width and not any(cell.strip() for cell in cells[width:]):
                yield number, cells[:width]
            else:
                self._reject(number, REASONS["cells"].say(found=len(cells), expected=width))

    def _whole_lines(self) -> Iterator[tuple[int, str]]:
        """Physical lines, those of a quoted cell joined; a quotation mark that stays open spoils its own line only."""
        assert self._text is not None
        waiting: deque[str] = deque()
        number = self._above + 1
        while True:
            line = waiting.popleft() if waiting else self._text.readline()
            if not line:
                return
            number += 1
            if line.count('"') % 2 == 0:
                yield number, line
                continue
            ahead = [waiting.popleft() if waiting else self._text.readline() for _ in range(_LONGEST_CELL)]
            joined, used = self._closed(line, ahead)
            if joined is None:
                self._reject(number, REASONS["quote"].say())
                waiting.extendleft(reversed([each for each in ahead if each]))
            else:
                yield number, joined
                number += used
                waiting.extendleft(reversed([each for each in ahead[used:] if each]))

    def _closed(self, line: str, ahead: list[str]) -> tuple[str | None, int]:
        """`line` with as many of those after it as close its quotation mark and fill the header."""
        for used, following in enumerate(ahead, start=1):
            line += following
            if following.count('"') % 2 == 1:
                fits = len(next(csv.reader(io.StringIO(line, newline=""), delimiter=self._delimiter))) == len(self.header)
                return (line, used) if fits else (None, 0)
            if not following:
                break
        return None, 0

    def _reject(self, number: int, reason: str) -> None:
        self.rejected.append((number, LINE.say(), reason))


def open_sheet(path: str | Path) -> Sheet:
    """Open a CSV (``;``, ``,`` or tab; UTF-8, UTF-16 or Windows) or the first sheet of an XLSX.

    Raises
    ------
    FileProblem
        If it cannot be read or is not a table.
    InvalidData
        If its header names a column twice.
    """
    source = Path(path)
    try:
        with source.open("rb") as file:
            head = file.read(4096)
        sheet = _spreadsheet(source) if head[:2] == b"PK" else _separated(source, head)
    except OSError as error:
        if isinstance(error, FileProblem):
            raise
        raise FileProblem(NO_FILE, path=str(path), why=error.strerror or type(error).__name__) from error
    names = [name for name in sheet.header if name]
    if not names or len(set(names)) < len(names):
        sheet.close()
        raise InvalidData(source.name, HEADER_RULE, next((n for n in names if names.count(n) > 1), ""), line=1)
    return sheet


def _spreadsheet(source: Path) -> Sheet:
    frame = reading.table(source)
    frame.index = frame.index + 2
    above = 0
    while above < min(_TITLES, len(frame)) and sum(_named(cell) for cell in frame.columns) < 2 <= _widest(frame):
        frame = frame.set_axis([str(cell).strip() for cell in frame.iloc[0]], axis=1).iloc[1:]
        above += 1
    blank = (frame == "").all(axis=1)
    return Sheet(path=source, header=list(frame.columns), _frame=frame[~blank.to_numpy()])


def _delimiter(line: str) -> str:
    return max(";\t,", key=line.count)


def _heads(lines: list[str], n: int) -> bool:
    """Whether a line names several columns, in the way in which the lines below are cut."""
    mark = _delimiter(lines[n])
    named = sum(1 for cell in next(csv.reader([lines[n]], delimiter=mark), []) if cell.strip())
    return named > 1 and (any(mark in line for line in lines[n + 1 :]) or not any(line.strip() for line in lines[n + 1 :]))


def _named(cell: str) -> bool:
    """Whether a cell of a header holds a name; pandas calls the empty ones Unnamed."""
    return bool(cell) and not cell.startswith("Unnamed: ")


def _widest(frame: pd.DataFrame) -> int:
    """Filled cells of the fullest of the first lines."""
    return int((frame.head(_TITLES) != "").sum(axis=1).max())


def _separated(source: Path, head: bytes) -> Sheet:
    if not head.strip():
        raise FileProblem(NOT_A_TABLE, path=source.name)
    encoding = _encoding(source, head)
    if encoding != "utf-16" and b"\x00" in head:
        raise FileProblem(NOT_A_TABLE, path=source.name)
    text = source.open(encoding=encoding, errors="replace", newline="")
    lines = [text.readline() for _ in range(_TITLES + 1)]
    above = next((n for n in range(len(lines)) if _heads(lines, n)), 0)
    delimiter = _delimiter(lines[above])
    header = [name.strip() for name in next(csv.reader([lines[above]], delimiter=delimiter), [])]
    text.seek(0)
    for _ in range(above + 1):
        text.readline()
    return Sheet(path=source, header=header, _text=text, _delimiter=delimiter, _above=above)


def _encoding(source: Path, head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        with source.open(encoding="utf-8-sig") as file:
            while file.read(1 << 22):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
