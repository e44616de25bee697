"""What a spreadsheet program sees in the XLSX: the same words, numbers and dates, zeros included."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

from crm_course import synthetic
from crm_course.foundations.vocabulary import TABLES
from crm_course.synthetic import sheets
from crm_course.synthetic.fingerprints import cells

OFFICE = shutil.which("soffice")
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,false,false,false,false,-1"
"""Comma, quotes, UTF-8, values and not how they look, all sheets."""


@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
def test_libreoffice_reads_back_every_cell_of_every_table(tmp_path: Path) -> None:
    made = synthetic.world("b2b-wholesale", customers=60, months=3, seed=5)
    customers = made.tables["customers"].copy()
    customers.loc[0, "postcode"] = "01000"
    made = dataclasses.replace(made, tables=made.tables | {"customers": customers})
    made.save(tmp_path / "data", formats=("xlsx",), language="fr")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run([str(OFFICE), profile, "--headless", "--convert-to", EVERY_SHEET, "--outdir", tmp_path, tmp_path / "data" / "b2b-wholesale.xlsx"],
                   check=True, capture_output=True, timeout=120)  # fmt: skip
    for name, table in made.tables.items():
        with (tmp_path / f"b2b-wholesale-{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            seen = list(csv.DictReader(stream))
        assert len(seen) == len(table)
        for column in TABLES[name].columns:
            expected = cells(table[column.name])
            assert [_plain(row[column.name], column.kind) for row in seen] == [_plain(word.strip('"'), column.kind) for word in expected], (
                column
            )


def test_rows_are_the_very_ones_that_xlsxwriter_writes() -> None:
    table = pd.DataFrame({
        "word": ["plain", "a & b < c > d", " led by a space", "=1+1", "line\nbreak", "bell\x07", "_x0041_", None],
        "code": pd.Categorical(["b", "a", None, "b", "b", "a", "a", "a"]), "number": [0.1, 1e-7, 1 / 3, -2.5, 1e20, np.nan, 3.0, 12345678.9],
        "whole": pd.array([1, None, -3, 10**12, 0, 5, 6, 7], "Int64"), "sure": [True, False] * 4,
        "seen_at": pd.to_datetime(["2024-02-29 23:59:59", None, *["2025-01-01 08:30:00"] * 6]), "day": pd.to_datetime(["2024-02-29", None, *["1930-01-01"] * 6]),
    })  # fmt: skip
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        formats = [book.add_format(look) for look in ({"bold": True}, {"num_format": "dd/mm/yyyy"}, {"num_format": "dd/mm/yyyy hh:mm:ss"})]
        for place, look in enumerate(formats):
            sheet.write(0, place, "x", look)
        for row, values in enumerate(table.itertuples(index=False), start=1):
            for place, value in enumerate(values):
                if pd.isna(value):
                    continue
                match value:
                    case str():
                        sheet.write_string(row, place, value)
                    case bool():
                        sheet.write_boolean(row, place, value)
                    case pd.Timestamp():
                        sheet.write_datetime(row, place, value.to_pydatetime(), formats[2 if place == 5 else 1])
                    case _:
                        sheet.write_number(row, place, value)
    xml = zipfile.ZipFile(content).read("xl/worksheets/sheet1.xml").decode()
    theirs = xml[xml.index('<row r="2"') : xml.index("</sheetData>")]
    assert sheets.rows_as_xml(table, 2) == theirs
    assert sheets.rows_as_xml(table[:3], 2) + sheets.rows_as_xml(table[3:], 5) == theirs


def test_columns_beyond_z_have_two_letters() -> None:
    assert [sheets._letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def _plain(word: str, kind: str) -> str | float:
    """A cell without what a program may write in its own way: the look of numbers, of truth and of dates."""
    if kind in ("number", "share", "integer", "cents"):
        return float(word) if word else ""
    if kind in ("date", "datetime"):
        return re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\3-\1-\2", word).replace("T", " ")
    return word.lower() if kind == "boolean" else word
