"""Which company is it? Register numbers checked, and a file joined to an extract of the register.

A SIRET has 14 figures: the company's 9 (SIREN), five of the establishment. Both end with a
check figure (Luhn); La Poste's many counters have a rule of their own, the sum of the figures
a multiple of 5. A number that fails the check is mistyped, unless the register itself holds
it: an invented register, whose numbers fail on purpose, still joins.

Source: the check rules as in `python-stdnum`; the public register is Sirene (Insee, licence ouverte 2.0).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.said import Said

from . import texts
from .frames import table

__all__ = ["Number", "enrich", "siren", "siret"]

_GAPS = re.compile(r"[\s.\-\u00a0\u202f]+")


_ANSWERS = {"true": True, "vrai": True, "oui": True, "yes": True, "1": True, "1.0": True,
            "false": False, "faux": False, "non": False, "no": False, "0": False, "0.0": False, "": False}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Said):
    """A register number, read.

    Attributes
    ----------
    valid : bool
    reason : str
        Empty where it is valid; else ``empty``, ``characters``, ``length``, ``siren`` (the company's check figure is wrong)
        or ``check`` (the establishment's is).
    siren : str
        The company's nine figures; empty where they cannot be read.
    digits : str
        The figures alone.
    """

    valid: bool
    reason: str
    siren: str
    digits: str

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return (texts.NUMBERS[self.reason] if self.reason else texts.NUMBER_VALID).say(digits=self.digits or "–")


def siret(number: Any) -> Number:
    """An establishment's number, checked.

    >>> siret("732 829 320 00074").valid, siret("73282932000075").reason, siret("356000000 09075").valid
    (True, 'check', True)
    >>> siret("732829320").reason, siret("732829320").siren
    ('length', '732829320')
    """
    digits, reason = _figures(number, 14)
    if not reason:
        from stdnum import luhn
        from stdnum.fr import siret as rules

        reason = "" if rules.is_valid(digits) else "siren" if not luhn.is_valid(digits[:9]) else "check"
    return Number(valid=not reason, reason=reason, siren=digits[:9] if len(digits) in (9, 14) else "", digits=digits)


def siren(number: Any) -> Number:
    """A company's number, checked.

    >>> siren("732829320").valid, siren("732829321").reason
    (True, 'siren')
    """
    digits, reason = _figures(number, 9)
    if not reason:
        from stdnum import luhn

        reason = "" if luhn.is_valid(digits) else "siren"
    return Number(valid=not reason, reason=reason, siren=digits if len(digits) == 9 else "", digits=digits)


def enrich(companies: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """What the register knows of each company: the file's rows, with the register's columns, ``match`` and ``reason``.

    Parameters
    ----------
    companies : DataFrame
        With ``siret``, or ``siren``, or both.
    register : DataFrame
        An extract: ``siret`` and what else is known of each establishment (``siren``, ``head_office``, ``closed_on``, …).

    Returns
    -------
    DataFrame
        As many rows, in the same order. `match` is ``siret`` (that establishment), ``siren`` (the company's head office, or its
        first establishment) or empty. `reason` says why there is none: ``empty``, ``characters``, ``length``, ``siren`` or
        ``check`` (mistyped: see :class:`Number`), ``unknown`` (right, but not in the extract); or ``closed`` where the establishment
        that was found no longer exists. A column that both tables have is the register's with ``_register`` behind its name.
        ``.attrs["told"]`` says what an extract without ``closed_on`` or ``head_office`` leaves open.

    >>> register = pd.DataFrame({"siret": ["73282932000074"], "activity": ["62.02A"]})
    >>> found = enrich(pd.DataFrame({"name": ["a", "b", "c"], "siret": ["732 829 320 00074", "73282932000075", ""]}), register)
    >>> found["activity"].tolist()[0], found["match"].tolist(), found["reason"].tolist()
    ('62.02A', ['siret', 'siren', ''], ['', '', 'empty'])
    """
    table("companies", companies)
    table("register", register, "siret")
    own = next((name for name in ("siret", "siren") if name in companies.columns), None)
    if own is None:
        raise UnknownName(texts.COLUMN, "siret", map(str, companies.columns))
    known = _readable(register)
    numbers = [
        _best(row) for row in zip(*(companies[name].tolist() for name in ("siret", "siren") if name in companies.columns), strict=True)
    ]
    exact = pd.Index(known["_siret"]).get_indexer(pd.Index([number.digits for number in numbers]))
    heads = known.drop_duplicates("_siren")
    company = pd.Index(heads["_siren"]).get_indexer(pd.Index([number.siren for number in numbers]))
    company = np.where(
        (company >= 0) & np.array([bool(number.siren) for number in numbers], bool),
        heads["_place"].to_numpy()[company] if len(heads) else -1,
        -1,
    )
    place = np.where(exact >= 0, known["_place"].to_numpy()[exact] if len(known) else -1, company)
    found = _joined(companies, register, place).assign(
        match=np.where(exact >= 0, "siret", np.where(company >= 0, "siren", "")), reason=_why(numbers, register, place),
    )  # fmt: skip
    lacking = {"closed_on": texts.TOLD_CLOSED, "head_office": texts.TOLD_HEAD}
    found.attrs["told"] = tuple(said.say() for name, said in lacking.items() if name not in register.columns)
    return found


# -- private ------------------------------------------------------------------------------


def _figures(number: Any, length: int) -> tuple[str, str]:
    """The figures of a number as people type it, and what is wrong with them at first sight."""
    if number is None or (isinstance(number, float) and np.isnan(number)) or number is pd.NA:
        return "", "empty"
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    written = _GAPS.sub("", str(number))
    if not written:
        return "", "empty"
    if not (written.isascii() and written.isdigit()):
        return "", "characters"
    return written, "" if len(written) == length else "length"


def _best(numbers: tuple[Any, ...]) -> Number:
    """The establishment's number where there is one, else the company's."""
    read = [siret(number) for number in numbers]
    found = next((number for number in read if len(number.digits) == 14), None) or next(
        (number for number in read if number.siren), read[0]
    )
    return siren(found.digits) if len(found.digits) == 9 else found


def _readable(register: pd.DataFrame) -> pd.DataFrame:
    """The register's numbers, head offices first, with their place in it."""
    digits = [_figures(number, 14)[0] for number in register["siret"].tolist()]
    known = pd.DataFrame({"_siret": digits, "_siren": [number[:9] for number in digits], "_place": np.arange(len(register))})
    head = _head_offices(register)
    return known.iloc[np.lexsort((_closed(register), ~head))].drop_duplicates("_siret").query("_siret != ''")


def _head_offices(register: pd.DataFrame) -> np.ndarray:
    """Which establishments are head offices; a missing answer is no."""
    if "head_office" not in register.columns:
        return np.zeros(len(register), bool)
    answers = {cell: str(cell).strip().casefold() for cell in register["head_office"].unique() if not pd.isna(cell)}
    for cell, word in answers.items():
        if word not in _ANSWERS:
            raise InvalidValue("head_office", texts.RULE_HEAD_OFFICE, cell)
    return np.array([not pd.isna(cell) and _ANSWERS[answers[cell]] for cell in register["head_office"].tolist()], bool)


def _closed(register: pd.DataFrame) -> np.ndarray:
    """Which establishments have a closing date; a blank cell is none."""
    if "closed_on" not in register.columns:
        return np.zeros(len(register), bool)
    return np.array([not pd.isna(cell) and str(cell).strip() != "" for cell in register["closed_on"].tolist()], bool)


def _joined(companies: pd.DataFrame, register: pd.DataFrame, place: np.ndarray) -> pd.DataFrame:
    found = register.reset_index(drop=True).reindex(np.where(place >= 0, place, -1))
    found.index = companies.index
    found = found.rename(columns={name: f"{name}_register" for name in found.columns if name in companies.columns})
    return pd.concat([companies, found], axis=1)


def _why(numbers: list[Number], register: pd.DataFrame, place: np.ndarray) -> list[str]:
    closed = _closed(register)
    return [
        ("closed" if closed[at] else "") if at >= 0 else number.reason or "unknown"
        for number, at in zip(numbers, place.tolist(), strict=True)
    ]
