"""Answers as plain values: what counts as data, and when two texts are one.

Exact types only: an object that merely behaves like a number is refused.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

__all__ = ["ANSWER", "alone", "day", "folded", "not_plain", "plain"]

ANSWER = Text(fr="réponse", en="answer")
_PLAIN = Text(fr="une valeur simple (nombre, texte, liste, tableau)", en="a plain value (number, text, list, table)")
_ATTRIBUTE = Text(
    fr="Un résultat entier a été donné : précisez, par exemple « .{attribute} ».",
    en='A whole result was given: be precise, for example ".{attribute}".',
)
_VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()), range)
_MEASURES = ("score", "share", "gain", "result")


def plain(value: Any) -> Any:
    """`value` as a built-in Python value, if it is plain data; otherwise an error.

    Exact types only: a subclass with its own ``==`` or arithmetic does not pass.
    """
    kind = type(value)
    if kind in (int, float, str, bool, Fraction, Decimal, type(None), type(...)):
        return value
    if kind in (list, tuple, set, frozenset, *_VIEWS):
        return [plain(item) for item in value]
    if kind is dict:
        return {(tuple(plain(key)) if type(key) is tuple else plain(key)): plain(item) for key, item in value.items()}
    if kind in (dt.date, dt.datetime, pd.Timestamp):
        return value.isoformat()
    if kind is np.datetime64:
        return str(value)
    if kind.__module__ == "numpy":
        return plain(value.tolist())
    if kind is pd.Series:
        return dict(zip(_keys(value.index), plain(value.tolist()), strict=True))
    if kind is pd.DataFrame:
        cells = value.iloc[:, 0].tolist() if value.shape[1] == 1 else value.to_dict(orient="records")
        return dict(zip(_keys(value.index), plain(cells), strict=True))
    measure = next((name for name in _MEASURES if hasattr(kind, name) or name in getattr(kind, "__slots__", ())), "")
    raise not_plain(kind.__name__, measure)


def alone(value: Any) -> Any:
    """The only value of a Series, a table, an array or a list; any other thing as it is."""
    kind = type(value)
    items = value.to_numpy().ravel() if kind in (pd.Series, pd.DataFrame) else value.ravel() if kind is np.ndarray else value
    return items[0] if type(items) in (np.ndarray, list, tuple) and len(items) == 1 else value


def _keys(index: pd.Index) -> list[Any]:
    """Labels as keys: a label of several levels becomes one text."""
    return [" ".join(map(str, label)) if type(label) is tuple else plain(label) for label in index.tolist()]


def not_plain(what: str, measure: str = "") -> InvalidValue:
    """The refusal of an answer that is no plain data; `measure` is the attribute that may have been meant."""
    return InvalidValue(ANSWER, _PLAIN, what, _ATTRIBUTE if measure else None, attribute=measure)


_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?")


def folded(value: Any) -> str:
    """Text without accents, case, punctuation or extra spaces; 3.0 and "3" are one label, a day and its midnight one date."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = re.sub(r"(?<=\d)T(?=\d\d:)", " ", _MIDNIGHT.sub(r"\1", str(value).strip()))
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"[\W_]+", " ", "".join(sign for sign in letters if not unicodedata.combining(sign))).strip()


_MONTHS = (
    ("janvier", "janv", "january", "jan"), ("fevrier", "fevr", "fev", "february", "feb"), ("mars", "march", "mar"), ("avril", "avr", "april", "apr"),
    ("mai", "may"), ("juin", "june", "jun"), ("juillet", "juil", "july", "jul"), ("aout", "august", "aug"), ("septembre", "sept", "september", "sep"),
    ("octobre", "oct", "october"), ("novembre", "nov", "november"), ("decembre", "dec", "december"),
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}


def day(words: str) -> str:
    """The day that `words` write, as ``2027-02-28``; nothing if none: the day comes before the month, unless that cannot be.

    >>> day("28/02/2027"), day("dimanche 28 février 2027"), day("1er mars 2027"), day("February 28, 2027"), day("28/13/2027")
    ('2027-02-28', '2027-02-28', '2027-03-01', '2027-02-28', '')
    """
    parts = [re.sub(r"(?<=\d)(er|st|nd|rd|th)$", "", part) for part in folded(words).split()]
    numbers = [int(part) for part in parts if part.isdecimal()]
    months = [_MONTH[part] for part in parts if part in _MONTH]
    if len(months) == 1 and len(numbers) == 2:
        tried = [(numbers[1], months[0], numbers[0])]
    elif len(numbers) == 3 and not months:
        one, two, three = numbers
        tried = [(one, two, three)] if one > 31 else [(three, two, one), (three, one, two)]
    else:
        return ""
    for year, month, number in tried:
        with contextlib.suppress(ValueError):
            return dt.date(year + 2000 * (year < 100), month, number).isoformat()
    return ""
