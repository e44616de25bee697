"""What the exercise gives: a file as it arrived, each learner's from a world of his own.

It holds no answer: nothing of what is planted goes into a learner's folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from crm_course.synthetic.generate import Made, world
from crm_course.workbook.own_data import own_tables

__all__ = ["FilesReceived", "given", "read", "received", "tables"]

_EXAMPLE, _CUSTOMERS = 7, 400
_EDITION = "2026.3"
"""The edition in which the exercise was written: a class made then is marked on the same data."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FilesReceived:
    """Customers and order lines of Sens Confort over a year, damaged as real files are."""

    customers: pd.DataFrame
    lines: pd.DataFrame


def given() -> FilesReceived:
    """The learner's own files, or those of the course."""
    return read(own_tables("synthetic"))


@lru_cache(maxsize=1)
def received() -> Made:
    """The file of the lesson: Sens Confort over a year, with duplicates, gaps, impossible values and mixed dates."""
    return _arrived(_EXAMPLE, _CUSTOMERS)


def _arrived(seed: int, customers: int) -> Made:
    return world("sens-confort", customers=customers, months=12, seed=seed, dirt="duplicates,missing,impossible,dates", edition=_EDITION)


def tables(seed: int) -> Mapping[str, pd.DataFrame]:
    """One learner's files, of a company of his size; 0 is the lesson's."""
    size = int(np.random.default_rng(seed).integers(_CUSTOMERS, 4 * _CUSTOMERS))
    made = (received() if seed == 0 else _arrived(seed % 2**31, size)).tables
    return {"customers": made["customers"], "order_lines": made["order_lines"]}


def read(files: Mapping[str, pd.DataFrame]) -> FilesReceived:
    """What the answers are computed from."""
    return FilesReceived(customers=files["customers"], lines=files["order_lines"])
