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
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from crm_course.foundations.errors import CourseError, MissingPart
from crm_course.foundations.printing import find_browser, printed

from . import texts as words

if TYPE_CHECKING:
    from ..forecast import FinancialForecast
    from ..study import Study

__all__ = ["FORMATS", "find_browser", "to_html", "to_pdf", "to_xlsx"]


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
    name, browser = f"{words.FILE}.html", find_browser()
    if browser is None:
        raise CourseError(words.NO_BROWSER, html=name)
    return printed(to_html(study, made=made), name, missing=words.NO_BROWSER, failed=words.NO_PRINT, browser=browser)


FORMATS: Mapping[str, Callable[[Study], bytes]] = {"xlsx": to_xlsx, "html": to_html, "pdf": to_pdf}
"""The kinds of document, by the ending of their file name."""
