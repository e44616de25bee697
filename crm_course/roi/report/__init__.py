"""A document for the bank or the partners: a workbook, a page, a PDF.

>>> import datetime as dt
>>> from crm_course.roi import Plan, Study
>>> before = Plan(turnover=1_200_000, variable_rates={"purchases": 0.685}, fixed_costs=180_000)
>>> after = Plan(turnover=1_640_000, variable_rates={"purchases": 0.740}, fixed_costs=220_000)
>>> to_xlsx(Study(before=before, after=after), made=dt.date(2026, 11, 21))[:2]
b'PK'
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from crm_course.foundations.errors import CourseError, MissingPart

from . import texts as words

if TYPE_CHECKING:
    from ..forecast import FinancialForecast
    from ..study import Study

__all__ = ["FORMATS", "find_browser", "to_html", "to_pdf", "to_xlsx"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
PRINT_SECONDS = 60


def to_xlsx(study: Study, *, made: dt.date | None = None, forecast: FinancialForecast | None = None) -> bytes:
    """The study as an XLSX with live formulas, each with the value that it must give.

    With money invested it holds the forecast that a bank knows (:func:`financial_forecast`):
    the one given, or one made from the study alone.
    """
    try:
        from .sheets import workbook
    except ImportError as error:
        raise MissingPart(words.NEEDS) from error
    return workbook(study, made or dt.date.today(), forecast)


def to_html(study: Study, *, made: dt.date | None = None) -> bytes:
    """The study as one HTML page with charts that respond; it makes no request."""
    try:
        from .page import page
    except ImportError as error:
        raise MissingPart(words.NEEDS) from error
    return page(study, made or dt.date.today()).encode()


def to_pdf(study: Study, *, made: dt.date | None = None) -> bytes:
    """The page as a PDF, printed by a browser of this computer.

    Raises
    ------
    CourseError
        If there is none, or if it fails; the page itself can be printed instead.
    """
    name = f"{words.FILE}.html"
    browser = find_browser()
    if browser is None:
        raise CourseError(words.NO_BROWSER, html=name)
    with tempfile.TemporaryDirectory(prefix="crm-course-") as folder:
        source, target = Path(folder) / name, Path(folder) / "print.pdf"
        source.write_bytes(to_html(study, made=made))
        options = [
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
            "--virtual-time-budget=8000",
        ]
        options += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        try:
            subprocess.run(
                [browser, *options, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True, timeout=PRINT_SECONDS
            )
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise CourseError(words.NO_PRINT, why=type(error).__name__, html=name) from error


def find_browser() -> str | None:
    """A browser that can print: Chromium, Chrome or Edge."""
    found = (shutil.which(name) for name in BROWSERS)
    return next(filter(None, found), None) or next((path for path in ELSEWHERE if Path(path).exists()), None)


FORMATS: Mapping[str, Callable[[Study], bytes]] = {"xlsx": to_xlsx, "html": to_html, "pdf": to_pdf}
"""The kinds of document, by the ending of their file name."""
