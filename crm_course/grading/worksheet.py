"""Moodle's grading worksheet: who is behind which number, and the marks written where Moodle reads them.

The worksheet is the CSV that an assignment gives ("Download grading worksheet"): one line a
participant. What comes back is that file, cell for cell, with the grade and the comment filled in.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_course.foundations.errors import CourseError, FileProblem
from crm_course.foundations.reading import number as read_number

from . import texts

__all__ = ["Filled", "Row", "Worksheet", "among", "read"]

_COLUMNS = {
    "identifier": ("identifier", "identifiant"),
    "name": ("full name", "nom complet"),
    "email": ("email address", "adresse de courriel", "email", "courriel", "adresse e mail"),
    "idnumber": ("id number", "numero d identification"),
    "grade": ("grade", "note"),
    "most": ("maximum grade", "note maximale", "note maximum"),
    "open": ("grade can be changed", "la note peut etre modifiee", "la note peut etre changee"),
    "handed": ("last modified submission", "derniere modification travail remis", "derniere modification remise"),
    "comment": ("feedback comments", "feedback par commentaires", "commentaires de feedback"),
}
_CLOSED = {"no", "non"}
_MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A participant: the number in the names of the files, the name, e-mail and ID number if the worksheet has them."""

    number: str
    name: str = ""
    email: str = ""
    idnumber: str = ""
    handed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What is written for a participant: a share of the points (0–1), and a comment."""

    share: float
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """A worksheet as it was read."""

    cells: Sequence[Sequence[str]]
    places: dict[str, int]
    path: Path
    delimiter: str = ","
    encoding: str = "utf-8"
    ending: str = "\n"

    @property
    def rows(self) -> list[Row]:
        """Its participants."""
        return [row for cells in self.cells[1:] if (row := self._row(cells))]

    def _row(self, cells: Sequence[str]) -> Row | None:
        digits = re.search(r"\d+", self._cell(cells, "identifier"))
        told = {name: self._cell(cells, name) for name in ("name", "email", "idnumber", "handed")}
        return Row(number=digits[0], **told) if digits else None

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self.places.get(name, len(cells))
        return cells[place].strip() if place < len(cells) else ""

    def filled(self, of: Callable[[Row], Filled | None]) -> bytes:
        """The worksheet with the grades and comments of those of whom there are any; every other cell as it was."""
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator=self.ending)
        writer.writerow(self.cells[0])
        for cells in self.cells[1:]:
            row = self._row(cells)
            given = of(row) if row and self._cell(cells, "open").casefold() not in _CLOSED else None
            writer.writerow(self._with(list(cells), given) if given else cells)
        return out.getvalue().encode(self.encoding)

    def _with(self, cells: list[str], given: Filled) -> list[str]:
        most = self._cell(cells, "most")
        try:
            grade = given.share * (read_number(most) if most else 20.0)
        except CourseError:
            grade = given.share * 20.0
        written = f"{grade:.2f}"
        self._write(cells, "grade", written.replace(".", ",") if "," in most or (self.delimiter == ";" and "." not in most) else written)
        if given.comment:
            self._write(cells, "comment", given.comment)
        return cells

    def _write(self, cells: list[str], name: str, value: str) -> None:
        if (place := self.places.get(name)) is not None and place < len(cells):
            cells[place] = value


def read(path: Path) -> Worksheet:
    """A worksheet of Moodle's.

    Raises
    ------
    FileProblem
        If it is none.
    """
    try:
        found = _read(path)
    except (OSError, ValueError, csv.Error) as error:
        raise FileProblem(texts.NO_WORKSHEET, path=str(path)) from error
    if found is None:
        raise FileProblem(texts.NO_WORKSHEET, path=str(path))
    return found


def among(paths: Iterable[Path]) -> Worksheet | None:
    """The first of `paths` that is a worksheet."""
    for path in paths:
        if path.suffix.lower() == ".csv" and path.is_file() and not path.is_symlink():
            try:
                if found := _read(path):
                    return found
            except (OSError, ValueError, csv.Error):
                continue
    return None


def _read(path: Path) -> Worksheet | None:
    if path.stat().st_size > _MOST_BYTES:
        return None
    content = path.read_bytes()
    encoding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text, encoding = content.decode("cp1252"), "cp1252"
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    cells = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    places = {name: place for place, title in reversed(list(enumerate(cells[0] if cells else ()))) if (name := _known(title))}
    if not {"identifier", "grade"} <= places.keys() or not any(re.search(r"\d", row[places["identifier"]]) for row in cells[1:] if row):
        return None
    return Worksheet(
        cells=cells, places=places, path=path, delimiter=delimiter, encoding=encoding, ending="\r\n" if head.endswith("\r") else "\n"
    )


def _known(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title.casefold())
    words = " ".join(re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter))))
    return next((name for name, titles in _COLUMNS.items() if words in titles), "")
