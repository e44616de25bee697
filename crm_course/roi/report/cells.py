"""A workbook written cell by cell: every formula goes with the value that it must give.

The value is the library's; a spreadsheet shows it before it computes anything, and a
recalculation must find it again. Words of the owner are always written as words, so that
a name that begins with ``=`` is no formula.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from crm_course.foundations.language import current

from . import texts as words

__all__ = ["Book", "Cell", "Sheet", "given", "live"]

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""

BEFORE, AFTER = "#6E6E6E", "#0072B2"
BLUE, YELLOW, GREY, PALE = "#0B4F79", "#FFF6D6", "#F0F0F0", "#E8F1F7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its value, its formula if it has one, and how it is shown."""

    value: Any
    formula: str = ""
    kind: str = "money"
    style: str = ""


def given(value: Any, kind: str = "money", *, style: str = "input") -> Cell:
    """A figure that the reader may change."""
    return Cell(value=value, kind=kind, style=style)


def live(value: Any, formula: str, kind: str = "money", *, style: str = "") -> Cell:
    """A figure that follows from others."""
    return Cell(value=value, formula=formula, kind=kind, style=style)


class Book:
    """An XLSX in memory, its formats and the places of its named figures."""

    def __init__(self, title: str) -> None:
        self._content = io.BytesIO()
        self.file = xlsxwriter.Workbook(self._content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self.file.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})
        self.file.set_calc_mode("auto")
        self.places: dict[str, str] = {}
        self._formats: dict[tuple[str, str], Any] = {}

    def sheet(self, title: str, *, first: int = 46, others: int = 17, last: int = 0, pages: int = 1) -> Sheet:
        """A new worksheet: widths of the first, of the other and of the fourth column; pages that it is printed on (0: any)."""
        made = Sheet(self, title, first, others)
        made.page.fit_to_pages(1, pages)
        if last:
            made.page.set_column(3, 3, last)
        return made

    def content(self) -> bytes:
        """The file."""
        self.file.close()
        return self._content.getvalue()

    def format(self, kind: str, style: str = "") -> Any:
        """How a kind of figure is shown in a style."""
        if (kind, style) not in self._formats:
            euros = '#,##0 "€"' if current() == "fr" else '"€"#,##0'
            shown = {"money": f"{euros};[Red]-{euros}", "percent": "0.0%", "number": "#,##0.##", "years": "0.0", "whole": "0",
                     "date": "dd/mm/yyyy", "price": euros.replace("0", "0.00"), "share": "0.0%", "part": "0.0000%", "count": "#,##0.##", "days": "#,##0.#"}  # fmt: skip
            styles: dict[str, dict[str, Any]] = {
                "input": {"bg_color": YELLOW, "border": 1, "border_color": "#E0D5A8", "locked": False},
                "shape": {"bg_color": GREY, "font_color": "#555555"},
                "total": {"bold": True, "top": 1},
                "title": {"bold": True, "font_size": 16, "font_color": BLUE},
                "heading": {"bold": True, "font_size": 12, "font_color": BLUE},
                "head": {"bold": True, "bg_color": PALE, "bottom": 1, "text_wrap": True, "valign": "vcenter"},
                "prose": {"text_wrap": True, "valign": "top"},
                "note": {"italic": True, "font_color": "#555555", "text_wrap": True, "valign": "top"},
            }
            own = {"num_format": shown[kind]} if kind in shown else {}
            aligned = {"align": "right"} if kind in shown or kind == "right" else {}
            self._formats[kind, style] = self.file.add_format({"font_size": 11, **own, **aligned, **styles.get(style, {})})
        return self._formats[kind, style]


class Sheet:
    """A worksheet that grows downwards, line by line."""

    def __init__(self, book: Book, title: str, first: int, others: int) -> None:
        self.book, self.title = book, title
        self.page = book.file.add_worksheet(title)
        self.page.set_column(0, 0, first)
        self.page.set_column(1, 30, others)
        self.page.hide_gridlines(2)
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.set_footer("&L&A&R&P / &N")
        self.row = 0

    def say(self, text: str, style: str = "prose", *, lines: int = 1, across: int = 5) -> None:
        """A line of words over several columns."""
        form = self.book.format("text", style)
        self.page.merge_range(self.row, 0, self.row, across, "", form)
        self.page.write_string(self.row, 0, text, form)
        if lines > 1:
            self.page.set_row(self.row, 16 * lines)
        self.row += 1

    def say_live(self, text: str, formula: str, style: str = "total", *, across: int = 5) -> None:
        """A line of words that follows the figures: `text` is what the formula gives."""
        form = self.book.format("text", style)
        self.page.merge_range(self.row, 0, self.row, across, "", form)
        self.page.write_formula(self.row, 0, f"={formula}", form, text)
        self.row += 1

    def skip(self, rows: int = 1) -> None:
        """Empty lines."""
        self.row += rows

    def head(self, *titles: str) -> None:
        """The heads of a table."""
        for column, title in enumerate(titles):
            self.page.write_string(self.row, column, title, self.book.format("right" if column else "text", "head"))
        self.row += 1

    def line(self, label: str, *cells: Cell | str | None, key: str = "", style: str = "") -> int:
        """One line of a table; `key` names its cells: ``key@1`` is the first after the label. Returns its row."""
        self.page.write_string(self.row, 0, label, self.book.format("text", style))
        for column, cell in enumerate(cells, start=1):
            self._write(column, cell, style)
            if key and cell is not None:
                self.book.places[f"{key}@{column}"] = self.place(self.row, column)
        self.row += 1
        return self.row - 1

    def put(self, row: int, column: int, cell: Cell, style: str = "") -> None:
        """A cell at a place of its own, from 0."""
        here, self.row = self.row, row
        self._write(column, cell, style)
        self.row = here

    def place(self, row: int, column: int) -> str:
        """The address of a cell, from any sheet."""
        return f"'{self.title}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def draw(self, kind: str, title: str, series: Sequence[tuple[str, Range]], names: Range) -> None:
        """A chart of this sheet's own cells, under what is written."""
        chart = self.book.file.add_chart({"type": kind})
        for (named, cells), colour in zip(series, (BEFORE, AFTER) if len(series) > 1 else (AFTER,), strict=True):
            look = {"line": {"color": colour, "width": 2.25}} if kind == "line" else {"fill": {"color": colour}}
            chart.add_series({"name": named, "categories": [self.title, *names], "values": [self.title, *cells], **look})
        chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
        chart.set_legend({"position": "bottom"} if len(series) > 1 else {"none": True})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}}})
        chart.set_x_axis({"label_position": "low"})
        chart.set_size({"width": 760, "height": 330})
        self.page.insert_chart(self.row + 1, 0, chart, {"description": title})
        self.row += 19

    def _write(self, column: int, cell: Cell | str | None, style: str) -> None:
        if cell is None:
            return
        if isinstance(cell, str):
            self.page.write_string(self.row, column, cell, self.book.format("right", style))
            return
        form = self.book.format(cell.kind, cell.style or style)
        value = cell.value
        if isinstance(value, dt.date):
            value = (value - dt.date(1899, 12, 30)).days
        if isinstance(value, float) and not math.isfinite(value):
            value = words.NEVER.say()
        if cell.formula:
            self.page.write_formula(self.row, column, f"={cell.formula}", form, value)
        elif isinstance(value, str):
            self.page.write_string(self.row, column, value, form)
        else:
            self.page.write_number(self.row, column, value, form)
