"""A file, some ten thousand lines at a time: its size does not matter.

Every record under the header comes out once: as a line of a part, or in `refused` with its reason.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import FileProblem, reason

from . import book, decoding, heads, lines, texts
from .kinds import lost

__all__ = ["Reader", "opened", "size_of"]

_PART = 50_000
_FIRST = 60
"""Lines from which separator and header are found."""
_FOOT = 6
"""Last lines of a table among which remarks may stand."""
_RAGGED = 0.25
"""Share of the first lines that have too few cells from which on the tool is seen to drop empty cells at the end."""
_GUARDED = re.compile(r'="(.*)"|\'(?=[\d+=])(.*)', re.DOTALL)
"""A cell that a tool kept from being counted with: ``="01000"`` or ``'01000``."""

Record = tuple[int, list[str] | None]


@dataclass
class Reader:
    """A file being read; close it, or use it in a ``with`` statement."""

    name: str
    header: list[str]
    encoding: str
    above: int = 0
    """Lines above the header."""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    refused: list[tuple[int, str, Mapping[str, int]]] = field(default_factory=list)
    """Lines that are no entries, so far: line, kind, what its reason needs."""
    spoilt: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Cells emptied so far: line, place of the column, reason, what stood there."""
    _records: Iterator[Record] = field(default_factory=lambda: iter(()))
    _file: BinaryIO | None = None
    _ragged: bool = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def parts(self) -> Iterator[pd.DataFrame]:
        """The entries, some ten thousand at a time; the index is the line number in the file. At least one part comes."""
        numbers: list[int] = []
        rows: list[list[str]] = []
        given = False
        for number, cells in self._entries():
            numbers.append(number)
            rows.append(cells)
            if len(rows) == _PART + _FOOT:  # the last lines are held back until it is known whether they are the last
                yield self._frame(numbers[:_PART], rows[:_PART])
                numbers, rows, given = numbers[_PART:], rows[_PART:], True
        while rows and heads.apart(rows[-1], self.header, foot=True):
            rows.pop()
            self.refused.append((numbers.pop(), "note", {}))
        if rows or not given:
            yield self._frame(numbers, rows)

    def refused_frame(self) -> pd.DataFrame:
        """The lines that are no entries: ``line, field, reason, kind``."""
        rows = [
            (line, texts.LINE.say(), texts.REASONS[kind].say(**values), kind) for line, kind, values in sorted(self.refused, key=_first)
        ]
        return pd.DataFrame(rows, columns=["line", "field", "reason", "kind"])

    def spoilt_frame(self) -> pd.DataFrame:
        """The cells that were emptied: ``line, field, reason, kind``."""
        rows = [(line, self.header[place], texts.CELL_REASONS[kind].say(cell=cell), kind) for line, place, kind, cell in sorted(self.spoilt)
                if place < len(self.header)]  # fmt: skip
        return pd.DataFrame(rows, columns=["line", "field", "reason", "kind"])

    # -- private --------------------------------------------------------------------------

    def _entries(self) -> Iterator[tuple[int, list[str]]]:
        """The records that are entries."""
        width, first = len(self.header), self.header[0]
        short: tuple[int, list[str]] | None = None
        for number, cells in self._records:
            if short is not None:
                self._short(short)
                short = None
            if cells is None:
                self.refused.append((number, "quote", {}))
                continue
            if not cells:
                continue
            if cells[0][:1] == "\ufeff":  # the mark of a file that was put behind another
                cells[0] = cells[0][1:]
            begins = cells[0]
            if (not begins or begins.isspace()) and heads.blank(cells):
                continue
            if len(cells) != width:
                if len(cells) < width and not self._ragged and not heads.apart([*cells, ""], self.header, foot=True):
                    short = number, cells
                    continue
                if len(cells) > width and not heads.blank(cells[width:]):
                    self.refused.append((number, "cells", {"found": len(cells), "expected": width}))
                    continue
                cells = self._padded(cells)
            if (not begins or begins == first or heads.sums(begins)) and (kind := heads.apart(cells, self.header, foot=False)):
                self.refused.append((number, kind, {}))
            else:
                yield number, cells
        if short is not None:  # the last line of a file: its tool left the empty cells out
            yield short[0], self._padded(short[1])

    def _padded(self, cells: list[str]) -> list[str]:
        return [*cells, *[""] * len(self.header)][: len(self.header)]

    def _short(self, record: tuple[int, list[str]]) -> None:
        self.refused.append((record[0], "cells", {"found": len(record[1]), "expected": len(self.header)}))

    def _frame(self, numbers: list[int], rows: list[list[str]]) -> pd.DataFrame:
        columns = [self._column(place, cells, numbers) for place, cells in enumerate(zip(*rows, strict=True))] or [[] for _ in self.header]
        index = pd.Index(numbers, dtype="int64", name="line")
        return pd.DataFrame(dict(enumerate(columns)), index=index, dtype=object).set_axis(pd.Index(self.header), axis=1)

    def _column(self, place: int, cells: Sequence[str], numbers: list[int]) -> list[str]:
        plain = list(map(str.strip, cells))
        together = "\n".join(plain)
        if '="' in together or "'" in together:
            plain = [_unguarded(cell) for cell in plain]
        if not together.isascii() and not unicodedata.is_normalized("NFC", together):
            plain = [unicodedata.normalize("NFC", cell) for cell in plain]
        if "&" in together and _ENTITY.search(together):
            plain = [html.unescape(cell) if "&" in cell else cell for cell in plain]
        if "E+" in together or "e+" in together:
            gone = [n for n, cell in enumerate(plain) if lost(cell)]
            self.spoilt += [(numbers[n], place, "lost", plain[n]) for n in gone]
            for n in gone:
                plain[n] = ""
        return plain


def opened(
    source: str | Path | bytes,
    *,
    filename: str | None = None,
    sheet: str | None = None,
    header: bool | None = None,
    encoding: str | None = None,
    separator: str | None = None,
) -> Reader:
    """Open a file to be read in parts; what :func:`~crm_course.foundations.sheets.read` says of its arguments holds here.

    >>> with opened(b"a;b\\n1;2\\n") as file:
    ...     [part.to_numpy().tolist() for part in file.parts()]
    [[['1', '2']]]
    """
    name = filename or ("CSV" if isinstance(source, bytes) else Path(source).name)
    size_of(source)
    try:
        file = decoding.opened(source)
        head = file.read(2048)
        file.seek(0)
        if head[:2] == b"PK":
            file.close()
            return _spreadsheet(source, name, sheet, header)
        try:
            _text_only(head, name)
            return _separated(file, name, header, encoding, separator)
        except BaseException:
            file.close()
            raise
    except FileProblem:
        raise
    except OSError as error:
        raise FileProblem(texts.NO_FILE, path=str(source), why=reason(error)) from error


def size_of(source: str | Path | bytes) -> int:
    """Bytes of a file."""
    if isinstance(source, bytes):
        return len(source)
    try:
        return Path(source).stat().st_size
    except OSError as error:
        raise FileProblem(texts.NO_FILE, path=str(source), why=reason(error)) from error


# -- private ------------------------------------------------------------------------------


_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|amp|quot|apos|lt|gt|nbsp|[a-zA-Z]{1,2}(?:acute|grave|circ|uml|cedil|tilde|lig));")
"""Letters as a web page writes them."""


def _first(record: tuple[int, Any, Any]) -> int:
    return record[0]


def _unguarded(cell: str) -> str:
    found = _GUARDED.fullmatch(cell)
    return (found[1] if found[1] is not None else found[2]) if found else cell


def _text_only(head: bytes, name: str) -> None:
    start = head.lstrip()[:200].lower()
    why = texts.OLD_BOOK if head[:4] == b"\xd0\xcf\x11\xe0" else texts.A_PAGE if re.match(rb"<(!doctype html|html|table)", start) else None
    why = texts.BINARY if start.startswith((b"%pdf", b"{\\rtf")) else why
    why = texts.A_RECORD if re.match(rb"[\[{]\s*[\[{\"]", start) else why
    if why:
        raise FileProblem(texts.NOT_A_TABLE, path=name, why=why)


def _separated(file: BinaryIO, name: str, header: bool | None, encoding: str | None, separator: str | None) -> Reader:
    written = decoding.Writing(_codec(encoding)) if encoding else decoding.writing(file, name)
    source = lines.Source(decoding.blocks(file, written))
    first = list(source.ahead(_FIRST))
    if not any(line.strip() for line in first):
        raise FileProblem(texts.NOT_A_TABLE, path=name, why=texts.EMPTY)
    said = re.fullmatch(r'"?sep=(.)"?[;,\t]*', first[0].strip("\ufeff "), re.IGNORECASE)
    mark = separator or (said[1] if said else lines.separator([line for line in first if line.strip()]))
    skipped = 1 if said else 0
    rows, starts = _sample(first[skipped:], mark)
    head = heads.head_of(rows, named=header)
    names = _named(head.names, rows[head.above + head.header :])
    above = starts[head.above]
    source.take(skipped + starts[head.above + head.header])
    short = [row for row in rows[head.above + head.header :] if not heads.blank(row)]
    few = sum(1 for row in short if len(row) < len(names))
    return Reader(
        name=name, header=names, encoding=written.name, above=above, separator=mark, _records=source.records(mark, len(names)), _file=file,
        _ragged=few > 1 and few >= _RAGGED * len(short),
    )  # fmt: skip


def _sample(first: Sequence[str], mark: str) -> tuple[list[list[str]], list[int]]:
    """The records of the first lines, and how many lines stand before each."""
    widths = Counter(len(cells) for line in first if line.strip() and (cells := lines.cut(line, mark)) is not None)
    rows, starts = [], []
    for number, cells in lines.Source(iter([list(first)])).records(mark, max(widths, key=lambda width: (widths[width], width), default=1)):
        rows.append(cells or [])
        starts.append(number - 1)
    return rows, [*starts, len(first)]


def _named(names: Sequence[str], below: Sequence[Sequence[str]]) -> list[str]:
    """The names without those of empty columns at the right end, which a tool's last separators make."""
    kept = [unicodedata.normalize("NFC", name) for name in names]
    used = max((n for row in below for n, cell in enumerate(row, start=1) if cell.strip()), default=0)
    while len(kept) > max(used, 1) and kept[-1] == texts.COLUMN.say(n=len(kept)):
        kept.pop()
    return kept


def _codec(encoding: str) -> str:
    import codecs

    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return checks.choice(texts.ENCODING, encoding, ("utf-8", "utf-16", "cp1252", "mac_roman", "cp850"))


def _spreadsheet(source: str | Path | bytes, name: str, sheet: str | None, header: bool | None) -> Reader:
    found = book.opened(source, name, sheet)
    rows = found.rows()
    first = [row for _, row in zip(range(_FIRST), rows, strict=False)]
    head = heads.head_of([cells for _, cells in first], named=header)
    width = max(len(head.names), *(len(cells) for _, cells in first))
    below = [cells for _, cells in first[head.above + head.header :]]
    names = _named(heads.unique([*head.names, *[""] * (width - len(head.names))]), below)

    return Reader(name=name, header=names, encoding="xlsx", above=head.above, sheet=found.name, sheets=found.names, spoilt=found.problems,
                  _records=chain(first[head.above + head.header :], rows), _ragged=True)  # fmt: skip
