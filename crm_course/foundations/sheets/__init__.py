"""What stands in a person's file? The one reader of sheets, for all chapters.

CSV in any usual encoding and with any usual separator, or a sheet of an XLSX: every cell comes
as text, indexed by its line in the file, and nothing is lost without a word: lines that are
broken, repeat the header or hold totals are listed with their reason, and so are the cells
that a spreadsheet spoilt.

>>> sheet = read(b"Clients au 30/11;\\nNom;Note\\nDurand;9\\nPetit;\\"10\\nTOTAL;19\\n")
>>> sheet.frame.to_dict("list"), sheet.lines, sheet.encoding
({'Nom': ['Durand'], 'Note': ['9']}, 3, 'utf-8')
>>> sheet.refused[["line", "kind"]].to_numpy().tolist()
[[4, 'quote'], [5, 'total']]

==========  =====================================================================
decoding    bytes → lines of text
lines       lines → cells
heads       titles, header, totals
book        the sheets of an XLSX
kinds       what a column holds
reader      a file, some ten thousand lines at a time
==========  =====================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from crm_course.foundations.errors import FileProblem, InvalidData, InvalidValue
from crm_course.foundations.language import LANGUAGES, Text
from crm_course.foundations.quantities import number
from crm_course.foundations.said import Said

from . import reader, texts
from .kinds import KINDS, kind_of, lost, nothing
from .reader import Reader, opened

__all__ = ["KINDS", "LARGEST_FILE", "Reader", "Sheet", "kind_of", "lost", "nothing", "opened", "read", "table"]

LARGEST_FILE = 20_000_000
"""Bytes; a file above is refused before it is read whole. :func:`opened` reads larger ones in parts."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet(Said):
    """A file, read.

    Attributes
    ----------
    frame : DataFrame
        The entries, each cell as text, empty where nothing stands; its index is the line in the file.
    lines : int
        Lines under the header that are not empty: those of `frame` and those of `refused`.
    refused : DataFrame
        Lines that are no entries: ``line, field, reason, kind``; kind is ``cells``, ``quote``,
        ``bytes``, ``header``, ``total`` or ``note``.
    encoding : str
        ``utf-8``, ``utf-16``, ``cp1252``, ``mac_roman`` …, ``utf-8+cp1252`` where a file mixes them, or ``xlsx``.
    kinds : dict
        Column → what it holds (:data:`KINDS`).
    spoilt : DataFrame
        Cells that were emptied, as `refused`: lost identifiers, formula errors.
    above : int
        Lines above the header.
    sheet, sheets : str, tuple of str
        The sheet of the workbook that was read, and all those that hold lines; empty for a CSV.
    """

    frame: pd.DataFrame
    lines: int
    refused: pd.DataFrame
    encoding: str
    kinds: dict[str, str]
    spoilt: pd.DataFrame
    name: str
    above: int = 0
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    def sentence(self) -> str:
        """What was read, and what was left out and why."""
        return " ".join(_told(self))


def read(
    source: str | Path | bytes,
    *,
    filename: str | None = None,
    sheet: str | None = None,
    header: bool | None = None,
    encoding: str | None = None,
    separator: str | None = None,
    largest: int | None = None,
) -> Sheet:
    """Read a CSV or a sheet of an XLSX whole, every cell as text.

    Parameters
    ----------
    source : path, bytes, or text of several lines as it was pasted
    filename : str, optional
        The name that errors say, where `source` is no path.
    sheet : str, optional
        Which sheet of a workbook; asked for where several hold lines.
    header : bool, optional
        Whether a line names the columns; told from the lines where it is not said.
    encoding, separator : str, optional
        Instead of what is found.
    largest : int, optional
        Bytes above which a file is refused, :data:`LARGEST_FILE`.

    Raises
    ------
    FileProblem
        If the file is missing, too large, empty or not a table.
    UnknownName
        If a workbook has several sheets and none of them is named: the message lists them.
    """
    pasted = isinstance(source, str) and "\n" in source
    content = source.encode() if isinstance(source, str) and pasted else source
    shown = filename or ("CSV" if isinstance(content, bytes) else Path(content).name)
    size = reader.size_of(content)
    limit = LARGEST_FILE if largest is None else largest
    if size > limit:
        raise FileProblem(texts.TOO_LARGE, path=shown, size=size / 1e6, limit=limit / 1e6)
    with opened(content, filename=shown, sheet=sheet, header=header, encoding=encoding, separator=separator) as file:
        parts = list(file.parts())
    frame = _without_nameless_total(pd.concat(parts) if len(parts) > 1 else parts[0], file)
    return Sheet(
        frame=frame, lines=len(frame) + len(file.refused), refused=file.refused_frame(), encoding=file.encoding,
        kinds={name: kind_of(frame[name].tolist()) for name in file.header}, spoilt=file.spoilt_frame(), name=shown,
        above=file.above, sheet=file.sheet, sheets=file.sheets,
    )  # fmt: skip


def _without_nameless_total(frame: pd.DataFrame, file: Reader) -> pd.DataFrame:
    """The entries without a first or last line that names nothing and holds the sums of all others."""
    for place in (0, -1):
        if len(frame) > 2 and not frame.iloc[place, 0] and _sums_up(frame, place):
            file.refused.append((int(frame.index[place]), "total", {}))
            frame = frame.drop(index=frame.index[place])
    return frame


def _sums_up(frame: pd.DataFrame, place: int) -> bool:
    """Whether each filled cell of a line is the sum of its column, in French or in English figures."""
    filled = [column for column, cell in enumerate(frame.iloc[place]) if cell]
    return bool(filled) and any(all(_is_sum(frame.iloc[:, column], place, tongue) for column in filled) for tongue in LANGUAGES)


def _is_sum(column: pd.Series, place: int, tongue: str) -> bool:
    try:
        total, cells = number(column.iloc[place], language=tongue), [number(cell, language=tongue) for cell in column if cell]
    except InvalidValue:
        return False
    return total != 0 and abs(sum(cells) - 2 * total) <= 1e-6 * abs(total)


def table(source: str | Path | bytes, *, filename: str | None = None, sheet: str | None = None, largest: int | None = None) -> pd.DataFrame:
    """The entries alone, numbered from 0; for a file that must be whole.

    Raises
    ------
    FileProblem, UnknownName
        As :func:`read`.
    InvalidData
        If a line is broken: which one.
    """
    found = read(source, filename=filename, sheet=sheet, largest=largest)
    broken = found.refused[found.refused["kind"].isin(["cells", "quote", "bytes"])]
    if len(broken):
        first = broken.iloc[0]
        raise InvalidData(Text.literal(found.name), texts.UNEVEN, first["reason"], line=int(first["line"]), expected=found.frame.shape[1])
    return found.frame.reset_index(drop=True)


def _told(sheet: Sheet) -> list[str]:
    said = [texts.READ.say(lines=sheet.lines)]
    if len(sheet.refused):
        first = [texts.AT_LINE.say(line=row.line, reason=row.reason) for row in sheet.refused.head(3).itertuples()]
        said.append(texts.SET_APART.say(count=len(sheet.refused), lines=" ; ".join(first) + (" …" if len(sheet.refused) > 3 else "")))
    if len(sheet.spoilt):
        cells = [texts.AT_CELL.say(line=row.line, field=row.field, reason=row.reason) for row in sheet.spoilt.head(3).itertuples()]
        said.append(texts.CELLS_APART.say(count=len(sheet.spoilt), lines=" ; ".join(cells) + (" …" if len(sheet.spoilt) > 3 else "")))
    if sheet.above:
        said.append(texts.ABOVE.say(count=sheet.above))
    if "+" in sheet.encoding:
        said.append(texts.MIXED.say())
    return said
