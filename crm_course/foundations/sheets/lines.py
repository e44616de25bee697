"""Where does a cell end? Lines of text as records, so that a broken line costs only itself.

A quotation mark opens a cell only where the cell begins. One that never closes spoils its own
line: those behind it are looked at for the line that closes it and fills the header, and where
there is none the reading goes on with the very next.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

__all__ = ["Source", "cut", "separator"]

SEPARATORS = ";\t,|"
_LONGEST_CELL = 100
"""Physical lines that one quoted cell may run over."""


class Source:
    """The lines of a file, with their numbers and a look ahead."""

    def __init__(self, blocks: Iterator[list[str]]) -> None:
        self._blocks, self._lines, self._at = blocks, list[str](), 0
        self.number = 0
        """Of the line that :meth:`next` gave last; the first is 1."""

    def ahead(self, count: int) -> Sequence[str]:
        """Up to `count` lines that come next, without taking them."""
        while len(self._lines) - self._at < count and (more := next(self._blocks, None)) is not None:
            self._lines, self._at = self._lines[self._at :] + more, 0
        return self._lines[self._at : self._at + count]

    def take(self, count: int) -> None:
        """Leave some lines behind."""
        self.ahead(count)
        self._at += count
        self.number += count

    def records(self, mark: str, width: int) -> Iterator[tuple[int, list[str] | None]]:
        """Line number and cells of each record; None where a quotation mark never closes."""
        while self.ahead(1):
            lines = self._lines
            for place in range(self._at, len(lines)):
                line = lines[place]
                if '"' in line:
                    self.number += place - self._at
                    self._at = place
                    break
                yield self.number + place - self._at + 1, line.split(mark)
            else:
                self.number += len(lines) - self._at
                self._at = len(lines)
                continue
            yield self.number + 1, self._quoted(mark, width)

    def _quoted(self, mark: str, width: int) -> list[str] | None:
        """The cells of the next line, with as many of those after it as its quoted cell runs over."""
        joined, used = "", 1
        for used, line in enumerate(self.ahead(_LONGEST_CELL + 1), start=1):
            joined = f"{joined}\n{line}" if used > 1 else line
            if used > 1 and '"' not in line:
                continue
            cells = cut(joined, mark)
            if cells is not None and (used == 1 or len(cells) == width):
                self.take(used)
                return cells
        self.take(1)
        return None


def cut(line: str, mark: str) -> list[str] | None:
    """The cells of a record; None where its quotation mark is still open.

    >>> cut('1;"a;b";24" écran', ";"), cut('1;"a', ";")
    (['1', 'a;b', '24" écran'], None)
    """
    if '"' not in line:
        return line.split(mark)
    try:
        return next(csv.reader([line], delimiter=mark, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None
    return None if "\n" in line else next(csv.reader([line], delimiter=mark))  # « "Bob" Durand »: something stands behind the closing mark


def separator(lines: Sequence[str]) -> str:
    """What separates the cells of some first lines: the mark by which the most lines have the same number of cells.

    >>> separator(["a;b", "1,5;2,5"]), separator(["nom,note", '"Le Goff, Anne",9']), separator(["commentaire", "Bien, merci", "Non, rien"])
    (';', ',', ';')
    """
    return max(SEPARATORS, key=lambda mark: (_score(lines, mark), -SEPARATORS.index(mark)))


def _score(lines: Sequence[str], mark: str) -> float:
    widths = [len(cells) for line in lines if line.strip() and (cells := cut(line, mark)) is not None]
    several = [width for width in widths if width > 1]
    if 2 * len(several) < len(widths) or not several or (mark == "," and "," not in lines[0] and _no_cells(lines)):
        return 0.0
    usual = max(set(several), key=lambda width: (several.count(width), width))
    return several.count(usual) ** 2 / len(widths) * min(usual, 3)


def _no_cells(lines: Sequence[str]) -> bool:
    """Whether commas under a first line without any are those of sentences or of decimals."""
    text = "\n".join(lines)
    decimals = all(re.fullmatch(r'[-+"\s]*\d+,\d+["\s%€]*', line) for line in lines if "," in line)
    return decimals or 2 * text.count(", ") > text.count(",")
