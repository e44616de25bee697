"""French names, streets, towns and companies that belong to nobody, and identifiers that reach nobody.

The lists are vendored with an edition (see ``PROVENANCE.md``): no release of another package
changes a world. Telephone numbers lie in the ranges that the French regulator keeps for
fiction, e-mail domains under ``.example``, and register numbers fail their own check digit.
"""

from __future__ import annotations

import csv
import difflib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.errors import InvalidValue, MissingPart
from crm_course.foundations.language import Text

from ..streams import lookup

__all__ = [
    "EMAIL_DOMAINS",
    "LANDLINE_AREAS",
    "MOBILE_AREA",
    "Names",
    "address_word",
    "locale_named",
    "luhn_digit",
    "names",
    "nicknamed",
    "phone_numbers",
    "scrambled",
    "sirens",
    "slug",
    "towns",
]

MOBILE_AREA = "06 39 98"
LANDLINE_AREAS = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49")
"""Ranges set aside for fiction (Arcep, numbering plan), by geographic zone: 10 000 numbers each."""
EMAIL_DOMAINS = ("courriel.example", "messagerie.example", "boite.example", "poste.example")
"""Reserved for documentation (RFC 2606): no mail arrives."""


_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "-", " ": "-"})


def slug(words: str) -> str:
    """`words` as they stand in an address: ``Saint-Éloi`` → ``saint-eloi``; nothing is left of another script."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(_LETTERS))
    return "".join(c for c in plain if c.isascii() and (c.isalnum() or c == "-")).strip("-")


def address_word(name: str) -> str:
    """`name` in an e-mail address; a name in another script stands as ``client``.

    >>> address_word("Łukasz"), address_word("千代")
    ('lukasz', 'client')
    """
    return slug(name) or "client"


def _object(words: list[str]) -> NDArray[Any]:
    column = np.empty(len(words), object)
    column[:] = words
    return column


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The lists as arrays, each with its table of choices; first names by title (Ms, Mr), their tables by generation."""

    first: tuple[NDArray[Any], NDArray[Any]]
    first_choice: tuple[NDArray[np.int16], NDArray[np.int16]]
    last: NDArray[Any]
    last_choice: NDArray[np.int16]
    streets: NDArray[Any]
    street_choice: NDArray[np.int16]
    suffixes: NDArray[Any]
    suffix_choice: NDArray[np.int16]
    trades: NDArray[Any]
    """The first words of companies."""
    number_first: bool
    """Whether an address begins with its number."""

    def all_first(self) -> NDArray[Any]:
        """All first names in one array: women's, then men's."""
        return np.concatenate(self.first)


def _rows(file: str) -> list[dict[str, str]]:
    text = resources.files(__name__).joinpath(file).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _weighted(rows: list[dict[str, str]]) -> tuple[NDArray[Any], NDArray[np.int16]]:
    return _column(rows), lookup(tuple(float(row["weight"]) for row in rows))


def _column(rows: list[dict[str, str]]) -> NDArray[Any]:
    return _object([row["name"] for row in rows])


GENERATIONS = {"old": 0, "middle": 1955, "young": 1983}
"""When first names were most given: from which year of birth."""
_SAME, _OTHER = 4.0, 0.1
"""How much more often a name of one's own generation is given, and of another, than one of all times."""


def _by_generation(rows: list[dict[str, str]]) -> NDArray[np.int16]:
    """A table of choices for each generation."""
    favour = [{"": 1.0} | {each: _SAME if each == own else _OTHER for each in GENERATIONS} for own in GENERATIONS]
    return np.stack([lookup(tuple(float(row["weight"]) * likes[row["generation"]] for row in rows)) for likes in favour])


@lru_cache(maxsize=4)
def names(locale: str = "fr_FR") -> Names:
    """The vendored French lists, or those of another Faker locale: first and last names, streets, companies.

    Raises
    ------
    UnknownName, MissingPart
        If there is no such locale, or no Faker.
    """
    if locale != "fr_FR":
        return _from_faker(locale)
    people = _rows("first_names.csv")
    women, men = ([row for row in people if row["title"] == title] for title in ("mrs", "mr"))
    return Names((_column(women), _column(men)), (_by_generation(women), _by_generation(men)), *_weighted(_rows("last_names.csv")),
                 *_weighted(_rows("streets.csv")), *_weighted(_rows("company_suffixes.csv")), _TRADES, number_first=True)  # fmt: skip


_TRADES = _object(["Électricité", "Chauffage", "Plomberie", "Menuiserie", "Domotique", "Bâtiment", "Rénovation", "Services"])


# -- other countries ----------------------------------------------------------------------

_NO_FAKER = Text(
    fr="Les noms d’un autre pays demandent le paquet Faker : pip install faker.",
    en="Names of another country need the package Faker: pip install faker.",
)
_LOCALE, _RULE = (
    Text(fr="pays des noms (--locale)", en="locale"),
    Text(fr="une langue et un pays que Faker connaît", en="a locale of Faker"),
)
_LIKE, _NEAR = Text(fr="Par exemple : {near}.", en="For example: {near}."), Text(fr="Vouliez-vous dire {near} ?", en="Did you mean {near}?")
_DRAWN = 300


def locale_named(locale: str) -> str:
    """The Faker locale that is meant, however it is written: ``de-de`` → ``de_DE``."""
    if locale == "fr_FR":
        return locale
    try:
        from faker.config import AVAILABLE_LOCALES
    except ImportError as error:
        raise MissingPart(_NO_FAKER) from error
    known = {name.lower(): name for name in AVAILABLE_LOCALES}
    asked = locale.strip().lower().replace("-", "_")
    if asked in known:
        return known[asked]
    near = [known[one] for one in sorted(known) if one[:2] == asked[:2]] or [
        known[one] for one in difflib.get_close_matches(asked, known, n=4)
    ]
    raise InvalidValue(
        _LOCALE, _RULE, locale, _NEAR if near else _LIKE, near=", ".join(near[:8]) or "de_DE, en_GB, es_ES, it_IT, nl_BE, pt_PT"
    )


def _from_faker(locale: str) -> Names:
    """Names of another country, drawn with a fixed seed; they hang on the Faker installed."""
    known = locale_named(locale)
    import faker

    source = faker.Faker(known)
    source.seed_instance(2026)

    def some(kind: str) -> NDArray[Any]:
        draw = getattr(source, kind, None) or source.first_name
        drawn = dict.fromkeys(draw() for _ in range(_DRAWN))
        return _object([word for word in drawn if word and not set(word) & set(',"\r\n')])

    women, men, last, streets, forms = map(some, ("first_name_female", "first_name_male", "last_name", "street_name", "company_suffix"))
    forms = _object([word for word in forms if not word[0].islower()] or list(forms))
    first_number = sum(source.street_address()[:1].isdigit() for _ in range(20)) > 10

    def even(words: NDArray[Any]) -> NDArray[np.int16]:
        return lookup((1.0,) * len(words))

    return Names((women, men), (np.tile(even(women), (3, 1)), np.tile(even(men), (3, 1))), last, even(last), streets, even(streets), forms, even(forms),
                 _object([f"{name} &" for name in last]), number_first=first_number)  # fmt: skip


def faker_version() -> str:
    """The release of Faker that other locales come from."""
    from importlib.metadata import version

    return version("faker")


@lru_cache(maxsize=16)
def towns(served: tuple[tuple[str, float], ...]) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.int16]]:
    """Names, postcodes and table of choices of the towns in the departments served, with their weights."""
    wanted = [(row, weight) for prefix, weight in served for row in _rows("towns.csv") if row["postcode"].startswith(prefix)]
    sums = {prefix: sum(float(row["weight"]) for row in _rows("towns.csv") if row["postcode"].startswith(prefix)) for prefix, _ in served}
    prefix_of = [next(prefix for prefix, _ in served if row["postcode"].startswith(prefix)) for row, _ in wanted]
    weights = tuple(weight * float(row["weight"]) / sums[prefix] for (row, weight), prefix in zip(wanted, prefix_of, strict=True))
    return _object([row["town"] for row, _ in wanted]), _object([row["postcode"] for row, _ in wanted]), lookup(weights)


# -- identifiers --------------------------------------------------------------------------


def scrambled(index: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each index that does not give it away; all different below ten million."""
    return (index + 1) * 6_119_533 % 9_999_991


def nicknamed(index: NDArray[np.int64]) -> NDArray[np.int64]:
    """Another such number, so that whoever knows one of them does not know the other."""
    return (index + 1) * 3_270_881 % 9_999_973


@lru_cache(maxsize=1)
def _suffixes() -> NDArray[Any]:
    return _object([f" {n // 100:02d} {n % 100:02d}" for n in range(10_000)])


def phone_numbers(areas: NDArray[Any], index: NDArray[np.int64], key: int, turn: int = 0) -> list[str]:
    """Numbers ``02 61 91 12 34``, one for each index: no two of the same area within 10 000 indices.

    Each `turn` deals the numbers anew: ``a x + 10 b x²`` takes every value below 10 000 once.
    """
    a, b = ((7_919, 3_371), (4_643, 6_827))[turn]
    place = index % 10_000
    last = _suffixes()[(a * place + 10 * b * place * place + (key >> 20 * turn) % 10_000) % 10_000]
    return [area + digits for area, digits in zip(areas.tolist(), last.tolist(), strict=True)]


def luhn_digit(digits: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """The digit that would complete `digits` (of so many figures) by the Luhn formula."""
    total = np.zeros(len(digits), np.int64)
    for place in range(length):
        figure = digits // 10**place % 10 * (2 if place % 2 == 0 else 1)
        total += figure // 10 + figure % 10
    return -total % 10


def siret(siren: str, number: int) -> str:
    """The number of an establishment: that of its company, its own, and a last figure that fails the check of real ones.

    >>> siret("732829321", 1)
    '73282932100017'
    """
    body = f"{siren}{number:04d}"
    right = int(luhn_digit(np.array([int(body)], np.int64), 13)[0])
    return f"{body}{(right + 1 + number % 9) % 10}"


def sirens(index: NDArray[np.int64], key: int) -> list[str]:
    """Nine-figure register numbers, all different, all failing the check that real ones pass."""
    first = 10_000_000 + (index * 38_603_459 + key % 89_999_999) % 89_999_999
    wrong = (luhn_digit(first, 8) + 1 + index % 9) % 10
    return [f"{number:09d}" for number in (first * 10 + wrong).tolist()]


def mistyped(word: str, at: int) -> str:
    """Two letters exchanged, one doubled, or one left out."""
    k, how = 1 + at % (len(word) - 2), at >> 16
    return (word[:k] + word[k + 1] + word[k] + word[k + 2 :], word[:k] + word[k] + word[k:], word[:k] + word[k + 1 :])[how % 3]
