"""What did the reader type, paste or drop? The numbers and the tables, under one name.

Numbers are read in :mod:`~crm_course.foundations.quantities`, tables in :mod:`~crm_course.foundations.sheets`.

>>> quantity("12,5 %")
Quantity(value=12.5, unit='%')
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import sheets
from .quantities import Quantity, number, quantity, share

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LARGEST_FILE", "Quantity", "number", "quantity", "share", "table"]

LARGEST_FILE = sheets.LARGEST_FILE


def table(source: str | Path | bytes, *, filename: str | None = None, sheet: str | None = None) -> pd.DataFrame:
    """The entries of a CSV or XLSX that must be whole, each cell as text: :func:`crm_course.foundations.sheets.table`."""
    return sheets.table(source, filename=filename, sheet=sheet, largest=LARGEST_FILE)
