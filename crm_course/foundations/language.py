"""In which language, and how are numbers, money and dates written in it?

Every text a learner or an owner reads is a :class:`Text`: the French and the English
side by side. Placeholders carry their format, so that a sentence writes its numbers as
its language does:

>>> sentence = Text(fr="Il reste {gain:money}, soit {share:percent}.",
...                 en="There remains {gain:money}, that is {share:percent}.")
>>> sentence.say("en", gain=8400, share=0.34)
'There remains €8,400, that is 34%.'

French typography is applied when a text is spoken: write ordinary spaces in the source,
``« Pourquoi ? »``, and the no-break ones are set for you.

Formats: ``number``, ``number0`` … ``number3``, ``percent``, ``percent0``, ``money``,
``points``, ``signed``, ``signed_money``, ``date``, ``text``.
"""

from __future__ import annotations

import datetime as dt
import math
import os
import re
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, cast, get_args

__all__ = [
    "LANGUAGES",
    "Language",
    "Text",
    "current",
    "date",
    "money",
    "number",
    "percent",
    "points",
    "signed",
    "speaking",
    "typeset",
    "use",
]

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_LOCALES = {"fr": "fr_FR", "en": "en_IE"}  # en_IE: English words, euros written €1,640,000
_THIN, _FIXED, _MINUS = "\u202f", "\u00a0", "\u2212"


# -- the language in force ----------------------------------------------------------------


def _checked(language: str) -> Language:
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {language!r}")
    return language


_in_force: list[Language] = [
    cast(Language, os.environ.get("CRM_COURSE_LANGUAGE")) if os.environ.get("CRM_COURSE_LANGUAGE") in LANGUAGES else "fr"
]


def current() -> Language:
    """The language in force: French, unless ``use("en")`` or ``CRM_COURSE_LANGUAGE=en`` said otherwise."""
    return _in_force[-1]


def use(language: str) -> Language:
    """Speak `language` (``"fr"`` or ``"en"``) from now on, in this process."""
    _in_force[-1] = _checked(language)
    return _in_force[-1]


@contextmanager
def speaking(language: str | None) -> Iterator[Language]:
    """Speak `language` inside a ``with`` block; ``None`` keeps the language in force."""
    _in_force.append(_checked(language) if language else current())
    try:
        yield _in_force[-1]
    finally:
        _in_force.pop()


# -- texts --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in French and in English, with the same placeholders."""

    fr: str
    en: str

    def __post_init__(self) -> None:
        if not self.fr.strip() or not self.en.strip():
            raise ValueError(f"a text needs both languages, got fr={self.fr!r}, en={self.en!r}")
        if self.placeholders("fr") != self.placeholders("en"):
            raise ValueError(f"fr and en must have the same placeholders: {self.fr!r} / {self.en!r}")

    @classmethod
    def literal(cls, words: str) -> Text:
        """The same `words` in both languages, braces and all: a name, a title typed by a user."""
        escaped = words.replace("{", "{{").replace("}", "}}") or "–"
        return cls(fr=escaped, en=escaped)

    def placeholders(self, language: Language) -> frozenset[str]:
        """The names between braces in one of the two languages."""
        parts = string.Formatter().parse(getattr(self, language))
        return frozenset(name for _, name, _, _ in parts if name is not None)

    def say(self, language: str | None = None, /, **values: Any) -> str:
        """The text in `language` (default: the one in force), its placeholders filled in."""
        with speaking(language) as spoken:
            words = getattr(self, spoken)
            return _Speaker().vformat(typeset(words, spoken), (), _Spoken(values))

    def __str__(self) -> str:
        return self.say()


class _Spoken(dict[str, Any]):
    """Values of a sentence: a `Text` among them is spoken in the same language."""

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        return value.say() if isinstance(value, Text) else value


class _Speaker(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        written = FORMATS.get(format_spec)
        return written(value) if written else super().format_field(value, format_spec)


def typeset(words: str, language: str | None = None) -> str:
    """Set the no-break spaces of French typography in `words`; English is left as it is.

    Narrow before ``; ! ? %``, inside « » and after ``±``, full before ``:`` and ``€``. Words without a
    space before the sign (addresses, times) are not touched.

    >>> typeset("Combien ? 12 % !", "fr") == "Combien\\u202f? 12\\u202f% !".replace(" !", "\\u202f!")
    True
    """
    if (language or current()) != "fr":
        return words
    words = re.sub(r"(?<=\S) (?=[;!?%»])", _THIN, words)
    words = re.sub(r"(?<=[«±]) ", _THIN, words)
    return re.sub(r"(?<=\S) (?=[:€](?:\W|$))", _FIXED, words)


# -- numbers, money, dates ----------------------------------------------------------------


def number(value: float, decimals: int | None = None, *, language: str | None = None) -> str:
    """Write a number: ``1 640 000`` in French, ``1,640,000`` in English.

    Parameters
    ----------
    value : float
    decimals : int, optional
        Exactly so many decimals. By default as many as matter, at most two.

    >>> number(-76.5, language="en")
    '−76.5'
    """
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return _written(value, pattern, language)


def percent(share: float, decimals: int | None = None, *, language: str | None = None) -> str:
    """Write a share between 0 and 1 as a percentage, with at most one decimal.

    >>> percent(0.367, language="en")
    '36.7%'
    """
    fraction = "#" if decimals is None else "0" * decimals
    pattern = "#,##0" + (f".{fraction}" if fraction else "")
    space = "%" if (language or current()) == "en" else f"{_THIN}%"
    return _written(100 * _real(share), pattern, language) + space


def money(euros: float, *, language: str | None = None) -> str:
    """Write an amount in euros, without cents from 1 000 € upwards.

    >>> money(1_607_692.3, language="en")
    '€1,607,692'
    """
    amount = _real(euros)
    whole = not abs(amount) < 999.995 or amount == round(amount)
    spoken = _checked(language or current())
    digits = _written(amount, "#,##0" if whole else "#,##0.00", spoken)
    if spoken == "fr":
        return f"{digits}{_FIXED}€"
    return f"{_MINUS}€{digits[1:]}" if digits.startswith(_MINUS) else f"€{digits}"


def points(value: float, *, language: str | None = None) -> str:
    """Write a score in points with its sign and at most one decimal: ``−76``, ``+6``."""
    return signed(value, "#,##0.#", language=language)


def signed(value: float, pattern: str = "#,##0.##", *, language: str | None = None) -> str:
    """Write a number with its sign, ``+`` included; zero has none."""
    text = _written(value, pattern, language)
    return f"+{text}" if _real(value) > 0 and any(c in "123456789∞" for c in text) else text


def date(day: dt.date, *, short: bool = False, language: str | None = None) -> str:
    """Write a day: ``21/11/2026`` when `short`, else ``21 nov. 2026``.

    >>> date(dt.date(2026, 11, 21), language="en")
    '21 Nov 2026'
    """
    from babel.dates import format_date

    locale = _LOCALES[_checked(language or current())]
    return format_date(day, "dd/MM/yyyy" if short else "d MMM yyyy", locale=locale)


def _real(value: Any) -> float:
    return float(value)


_COUNTLESS = 1e21
"""From here on a number is written by its power of ten."""


def _written(value: Any, pattern: str, language: str | None) -> str:
    amount = _real(value)
    if math.isnan(amount):
        return "–"
    if math.isinf(amount):
        return "∞" if amount > 0 else f"{_MINUS}∞"
    from babel.numbers import format_decimal, get_decimal_symbol

    if abs(amount) >= _COUNTLESS:
        text = f"{amount:.2e}".replace("e+", "e").replace(".", get_decimal_symbol(_LOCALES[_checked(language or current())]))
        return text.replace("-", _MINUS)
    locale = _LOCALES[_checked(language or current())]
    text = format_decimal(amount, format=pattern, locale=locale)
    negative = text.startswith("-") and any(c in "123456789" for c in text)
    return (_MINUS if negative else "") + text.lstrip("-")


FORMATS: dict[str, Callable[[Any], str]] = {
    "number": number,
    **{f"number{n}": partial(number, decimals=n) for n in range(4)},
    "percent": percent,
    "percent0": lambda share: percent(share, 0),
    "money": money,
    "points": points,
    "signed": signed,
    "signed_money": lambda euros: ("+" if _real(euros) > 0 else "") + money(euros),
    "date": date,
    "text": str,
}
"""Format names usable in the placeholders of a :class:`Text`."""
