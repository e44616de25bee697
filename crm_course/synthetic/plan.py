"""All that is known before the first customer: parameters made ready, as tables and arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts
from crm_course.foundations.vocabulary import CHANNELS, CONTACT_REASONS, TABLES, tables_of

from .calendar import Calendar, calendar
from .environment import Queue, empty_shelves, queue
from .names import GENERATIONS, Names, faker_version, names, towns
from .parameters import World
from .streams import Draws, lookup, root

__all__ = ["BLOCK", "NEVER", "NONE", "STRIDE", "WORLD_TABLES", "Columns", "Plan", "codes_of", "shown"]

Columns = dict[str, NDArray[Any]]
"""A table on its way: arrays by column; names that begin with an underscore stay inside."""

BLOCK = 4096
"""Customers of a block. It is part of the edition: results hang on it, not on chunks or workers."""
STRIDE = 10_000_000
"""Numbers kept for the rows of a block: row r of block b is number ``b * STRIDE + r + 1``."""
WORLD_TABLES = tables_of("people", "commerce", "relations")
"""The tables of a world, in the order of the dictionary."""
NONE = -1
"""No number."""
NEVER = -(1 << 40)
"""No date."""

_CHANNEL = {name: code for code, name in enumerate(CHANNELS)}
_REASONS = tuple(reason for family in CONTACT_REASONS.values() for reason in family.reasons)


def shown(where: NDArray[np.bool_], values: NDArray[Any]) -> NDArray[Any]:
    """`values` where they are known, nothing elsewhere."""
    column = np.full(len(where), None, object)
    column[where] = values[where]
    return column


def codes_of(table: str, column: str) -> dict[str, int]:
    """The codes of a category column, by value."""
    declared = TABLES[table][column]
    return {name: code for code, name in enumerate(declared.categories or CHANNELS)}


@dataclass(frozen=True, slots=False, kw_only=True, eq=False)
class Plan:
    """A world made ready for so many customers over so many months.

    `attempt` counts the sub-seeds tried until every planted effect could be found.
    """

    world: World
    customers: int
    months: int
    seed: int
    student: str = ""
    attempt: int = 0
    locale: str = "fr_FR"

    @cached_property
    def key(self) -> int:
        """The world's key: nobody can make the data again without all of its parts."""
        return root(self.world.edition, self.world.name, self.seed, self.student, self.attempt)

    @cached_property
    def calendar(self) -> Calendar:
        """Days, seasons, opening."""
        return calendar(self.world, self.months)

    @cached_property
    def shelves(self) -> NDArray[np.bool_]:
        """Days × products out of stock."""
        return empty_shelves(self.world, self.calendar, Draws(self.key))

    @cached_property
    def emptied(self) -> NDArray[np.bool_]:
        """Days × products from the first day of a month that is out of stock, to its end."""
        month = self.calendar.month
        out = np.cumsum(self.shelves, axis=0)
        before = np.searchsorted(month, np.arange(month[-1] + 1, dtype=np.int64)) - 1
        return out > np.where(before[:, None] >= 0, out[before], 0)[month]

    @cached_property
    def prices(self) -> NDArray[np.int64]:
        """Months × products: what each costs in a month, in cents; where prices rise, they do so twice a year, to a full ten cents."""
        listed = np.array([item.price_cents for item in self.world.products], np.int64)
        months = int(self.calendar.month[-1]) + 1
        table = np.tile(listed, (months, 1))
        if not self.world.price_rise:
            return table
        draws = Draws(self.key)
        first = draws.whole("prices.month", 1, 6, len(listed))
        step = 1 + self.world.price_rise / 2 * draws.whole("prices.step", 0, 200, len(listed)) / 100
        steps = np.maximum((np.arange(months, dtype=np.int64)[:, None] - first) // 6 + 1, 0)
        return np.asarray(np.round(listed * step**steps / 10).astype(np.int64) * 10)

    @cached_property
    def queue(self) -> Queue:
        """The telephone line."""
        return queue(self.world, self.calendar, max(self.customers, self.world.firm_customers))

    @cached_property
    def staff(self) -> int:
        """Employees who meet customers: three for each seat on the line, at least."""
        return max(self.world.agents, 3 * int(self.queue.agents.max()))

    @property
    def names(self) -> Names:
        """First and last names: the vendored French ones, or those of another Faker locale."""
        return names(self.locale)

    @property
    def sources(self) -> dict[str, str]:
        """Packages whose release plays a part: Faker, for names of another country."""
        return {} if self.locale == "fr_FR" else {"faker": faker_version()}

    @property
    def block_size(self) -> int:
        """Customers of a block."""
        return BLOCK

    @property
    def blocks(self) -> int:
        """How many blocks of customers."""
        return -(-self.customers // BLOCK)

    # -- choices --------------------------------------------------------------------------

    @staticmethod
    def codes(*channels: str) -> NDArray[np.int8]:
        """Codes of channels."""
        return np.array([_CHANNEL[name] for name in channels], np.int8)

    @cached_property
    def online(self) -> NDArray[np.bool_]:
        """Whether a channel, by code, is met on a screen."""
        return np.isin(np.array(tuple(CHANNELS)), _ONLINE)

    @staticmethod
    def by_channel(values: dict[str, int], otherwise: int) -> NDArray[np.int64]:
        """A value for each channel, by code."""
        return np.array([values.get(name, otherwise) for name in CHANNELS])

    @cached_property
    def acquisition_choice(self) -> NDArray[np.int16]:
        """Table of acquisition channels."""
        return lookup(tuple(way.share for way in self.world.acquisition))

    @cached_property
    def acquisition_codes(self) -> NDArray[np.int8]:
        """Their codes."""
        return self.codes(*(way.channel for way in self.world.acquisition))

    @cached_property
    def referral(self) -> int:
        """The place of recommendation among the acquisition channels, or −1."""
        return next((k for k, way in enumerate(self.world.acquisition) if way.channel == "referral"), -1)

    @cached_property
    def segment_choice(self) -> NDArray[np.int16]:
        """Table of segments, by acquisition channel."""
        return np.stack([lookup(way.segments) for way in self.world.acquisition])

    @property
    def shops_near(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """The shops among which the people of each town choose: place of the first, how many, and the numbers in a row."""
        return _shops_near(self.world.towns, self.world.shops)

    @cached_property
    def generations(self) -> NDArray[np.int64]:
        """The day on which each generation of first names begins, counted from the first day; the first long before."""
        first = np.array([f"{max(year, 1000):04d}-01-01" for year in GENERATIONS.values()], "datetime64[D]")
        return (first - self.calendar.start).astype(np.int64)

    @cached_property
    def zone_of_town(self) -> NDArray[np.int64]:
        """The geographic telephone zone (0–4) of each town served, from its department."""
        return np.array([_ZONES.get(postcode[:2], 0) for postcode in towns(self.world.towns)[1]])

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The product categories, in the order of the price list."""
        return tuple(dict.fromkeys(product.category for product in self.world.products))

    @cached_property
    def reason_codes(self) -> dict[str, int]:
        """Codes of contact reasons."""
        return {name: code for code, name in enumerate(_REASONS)}

    @cached_property
    def family_of_reason(self) -> NDArray[np.int8]:
        """The family of each reason, by code."""
        return np.repeat(
            np.arange(len(CONTACT_REASONS), dtype=np.int64), as_counts([len(family.reasons) for family in CONTACT_REASONS.values()])
        ).astype(np.int8)


_ONLINE = ("web", "email", "social", "app", "chat", "sms", "search", "display", "marketplace", "direct", "minitel")


@lru_cache(maxsize=16)
def _shops_near(
    served: tuple[tuple[str, float], ...], at: tuple[str, ...]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Those of the town, or else of its department, of its telephone zone, or all."""
    places, postcodes, _ = towns((("", 1.0),))
    name = dict(zip(postcodes.tolist(), places.tolist(), strict=True))
    shops = [(name[code], code[:2], _ZONES.get(code[:2], 0)) for code in at]
    near: list[list[int]] = []
    for code in towns(served)[1].tolist():
        home = (name[code], code[:2], _ZONES.get(code[:2], 0))
        closest = ([k for k, shop in enumerate(shops, 1) if shop[level] == home[level]] for level in range(len(home)))
        near.append(next(filter(None, closest), [*range(1, len(shops) + 1)]) or [NONE])
    count = np.array([len(some) for some in near])
    return np.cumsum(count) - count, count, np.concatenate([np.array(some) for some in near])


def _zone(departments: str, zone: int) -> dict[str, int]:
    return dict.fromkeys(departments.split(), zone)


_ZONES = (
    _zone("75 77 78 91 92 93 94 95", 0)
    | _zone("14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85", 1)
    | _zone("02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90", 2)
    | _zone("01 03 04 05 06 07 11 13 15 20 26 30 34 38 42 43 48 63 66 69 73 74 83 84", 3)
    | _zone("09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87", 4)
)
"""Departments by telephone zone: Île-de-France, North-West, North-East, South-East, South-West."""
