"""French names, streets, towns and companies that belong to nobody, and identifiers that reach nobody.

The lists are vendored with an edition (see ``PROVENANCE.md``): no release of another package
changes a world. Telephone numbers lie in the ranges that the French regulator keeps for
fiction, e-mail domains under ``.example``, and register numbers fail their own check digit.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import MissingPart
from crm_course.foundations.language import Text

from ..streams import lookup

__all__ = [
    "EMAIL_DOMAINS",
    "LANDLINE_AREAS",
    "MOBILE_AREA",
    "Names",
    "luhn_digit",
    "names",
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


def slug(words: str) -> str:
    """`words` as they stand in an address: ``Saint-Éloi`` → ``saint-eloi``."""
    plain = unicodedata.normalize("NFKD", words.replace("œ", "oe").replace("’", "-").replace(" ", "-").lower())
    return "".join(c for c in plain if c.isascii() and (c.isalnum() or c == "-"))


def _object(words: list[str]) -> NDArray[Any]:
    column = np.empty(len(words), object)
    column[:] = words
    return column


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The lists as arrays, each with its table of choices; first names by title (Ms, Mr)."""

    first: tuple[NDArray[Any], NDArray[Any]]
    first_choice: tuple[NDArray[np.int16], NDArray[np.int16]]
    last: NDArray[Any]
    last_choice: NDArray[np.int16]
    streets: NDArray[Any]
    street_choice: NDArray[np.int16]
    suffixes: NDArray[Any]
    suffix_choice: NDArray[np.int16]

    def all_first(self) -> NDArray[Any]:
        """All first names in one array: women's, then men's."""
        return np.concatenate(self.first)


def _rows(file: str) -> list[dict[str, str]]:
    text = resources.files(__name__).joinpath(file).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _weighted(rows: list[dict[str, str]]) -> tuple[NDArray[Any], NDArray[np.int16]]:
    return _object([row["name"] for row in rows]), lookup(tuple(float(row["weight"]) for row in rows))


@lru_cache(maxsize=4)
def names(locale: str = "fr_FR") -> Names:
    """The vendored French lists; for another Faker locale, its first and last names with French streets and forms."""
    if locale != "fr_FR":
        return replace(names(), **_from_faker(locale))
    people = _rows("first_names.csv")
    women, women_choice = _weighted([row for row in people if row["title"] == "mrs"])
    men, men_choice = _weighted([row for row in people if row["title"] == "mr"])
    return Names((women, men), (women_choice, men_choice), *_weighted(_rows("last_names.csv")),
                 *_weighted(_rows("streets.csv")), *_weighted(_rows("company_suffixes.csv")))  # fmt: skip


_NO_FAKER = Text(
    fr='D’autres pays demandent le paquet Faker : pip install "crm-course[data]".',
    en='Other countries need the package Faker: pip install "crm-course[data]".',
)
_FAKER_NAMES = 300


def _from_faker(locale: str) -> dict[str, Any]:
    """Names of another country, drawn with a fixed seed; they hang on the Faker installed."""
    try:
        import faker
    except ImportError as error:
        raise MissingPart(_NO_FAKER) from error
    from faker.config import AVAILABLE_LOCALES

    checks.choice("locale", locale, sorted({"fr_FR", *AVAILABLE_LOCALES}))
    source = faker.Faker(locale)
    source.seed_instance(2026)

    def some(kind: str) -> NDArray[Any]:
        draw = getattr(source, kind, None) or source.first_name
        return _object(list(dict.fromkeys(draw() for _ in range(_FAKER_NAMES))))

    women, men, last = some("first_name_female"), some("first_name_male"), some("last_name")
    even = [lookup((1.0,) * len(words)) for words in (women, men, last)]
    return {"first": (women, men), "first_choice": (even[0], even[1]), "last": last, "last_choice": even[2]}


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


@lru_cache(maxsize=1)
def _suffixes() -> NDArray[Any]:
    return _object([f" {n // 100:02d} {n % 100:02d}" for n in range(10_000)])


def phone_numbers(areas: NDArray[Any], index: NDArray[np.int64], key: int) -> list[str]:
    """Numbers ``02 61 91 12 34``, one for each index: no two of the same area within 10 000 indices."""
    last = _suffixes()[(index * 7_919 + key % 10_000) % 10_000]
    return [area + digits for area, digits in zip(areas.tolist(), last.tolist(), strict=True)]


def luhn_digit(digits: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """The digit that would complete `digits` (of so many figures) by the Luhn formula."""
    total = np.zeros(len(digits), np.int64)
    for place in range(length):
        figure = digits // 10**place % 10 * (2 if place % 2 == 0 else 1)
        total += figure // 10 + figure % 10
    return -total % 10


def sirens(index: NDArray[np.int64], key: int) -> list[str]:
    """Nine-figure register numbers, all different, all failing the check that real ones pass."""
    first = 10_000_000 + (index * 38_603_459 + key % 89_999_999) % 89_999_999
    wrong = (luhn_digit(first, 8) + 1 + index % 9) % 10
    return [f"{number:09d}" for number in (first * 10 + wrong).tolist()]
