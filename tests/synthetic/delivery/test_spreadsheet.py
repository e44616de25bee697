"""What a spreadsheet program sees in the XLSX: the same words, numbers and dates, zeros included."""

from __future__ import annotations

import csv
import dataclasses
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from crm_course import synthetic
from crm_course.foundations.vocabulary import TABLES
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


def _plain(word: str, kind: str) -> str | float:
    """A cell without what a program may write in its own way: the look of numbers, of truth and of dates."""
    if kind in ("number", "share", "integer", "cents"):
        return float(word) if word else ""
    if kind in ("date", "datetime"):
        return re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\3-\1-\2", word).replace("T", " ")
    return word.lower() if kind == "boolean" else word
