"""A comparison grid to fill in and to read back, as a workbook that any spreadsheet opens."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations import quantities, sheets
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.files import write_whole

from . import texts
from .criteria import Criterion
from .naming import code_of, label

__all__ = ["grid", "read_grid", "workbook", "write_grid"]

ROWS = ("worst", "best", "swing")


def grid(criteria: Sequence[Criterion], offers: pd.DataFrame | None = None) -> pd.DataFrame:
    """The grid as a frame: one row per vendor, under the rows of the worst, the best and the swing of each criterion."""
    names = [scale.name for scale in criteria]
    head = pd.DataFrame(
        [[getattr(scale, row) for scale in criteria] for row in ROWS], index=[texts.GRID_ROWS[row].say() for row in ROWS], columns=names
    )
    body = offers[[name for name in names if name in offers.columns]] if offers is not None else pd.DataFrame(index=["A", "B", "C"])
    table = pd.concat([head, body.reindex(columns=names)])
    return table.rename(columns={name: label(name) for name in names}).rename_axis(texts.VENDOR.say())


def write_grid(path: str | Path, criteria: Sequence[Criterion], offers: pd.DataFrame | None = None) -> Path:
    """Write the grid as XLSX; what is at `path` is replaced whole or not at all."""
    target = Path(path)
    write_whole(target, workbook(criteria, offers))
    return target


def workbook(criteria: Sequence[Criterion], offers: pd.DataFrame | None = None) -> bytes:
    """The grid as the content of an XLSX."""
    content = io.BytesIO()
    grid(criteria, offers).to_excel(content, sheet_name=texts.GRID_SHEET.say())
    return content.getvalue()


def read_grid(source: Any) -> tuple[pd.DataFrame, list[Criterion]]:
    """Offers and criteria of a filled-in grid (XLSX or CSV), in either language.

    Raises
    ------
    InvalidValue
        A row of anchors is missing, or a cell is no number.
    """
    frame = sheets.read(source).frame
    table = frame.set_index(frame.columns[0])
    anchors = {}
    for row in ROWS:
        words = {said.casefold() for said in (texts.GRID_ROWS[row].fr, texts.GRID_ROWS[row].en, row)}
        place = next((name for name in table.index if str(name).strip().casefold() in words), None)
        if place is None:
            raise InvalidValue(texts.GRID, texts.RULE_GRID_ROW, texts.GRID_ROWS[row].say(), texts.WAY_GRID_ROW)
        anchors[row] = place
    names = {column: code_of(column) for column in table.columns}
    criteria = [Criterion(name, *(_figure(table.loc[anchors[row], column], name) for row in ROWS)) for column, name in names.items()]
    offers = table.drop(index=list(anchors.values())).rename(columns=names)
    filled = offers[(offers.map(lambda cell: str(cell).strip()) != "").any(axis=1)]
    return filled.apply(lambda column: column.map(lambda cell: _figure(cell, str(column.name)) if str(cell).strip() else None)), criteria


def _figure(cell: Any, name: str) -> float:
    if not str(cell).strip():
        raise InvalidData(label(name), texts.RULE_FIGURE, cell, hint=texts.WAY_MISSING)
    return quantities.number(str(cell), name=label(name))
