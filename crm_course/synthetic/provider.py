"""People, shops and orders of the course for Faker: the same lists, numbers that reach nobody.

>>> from faker import Faker
>>> fake = Faker("fr_FR")
>>> fake.add_provider(CrmProvider)
>>> fake.seed_instance(7)
>>> fake.safe_phone().startswith(("06 39 98", "01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49"))
True
>>> sorted(fake.customer())[:4]
['birth_date', 'email', 'first_name', 'last_name']

Whole companies, whose tables fit together and whose truth is known, come from :func:`crm_course.synthetic.world`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from faker.providers import BaseProvider

from crm_course.foundations.language import money
from crm_course.foundations.vocabulary import CHANNELS

from .names import EMAIL_DOMAINS, LANDLINE_AREAS, MOBILE_AREA, Names, address_word, names, phone_numbers, sirens, siret, towns
from .parameters import World
from .streams import SIZE
from .worlds import WORLDS, find

__all__ = ["CrmProvider"]

_NUMBERS = 10_000
"""Numbers of an area that are set apart for films and courses."""
_KEY = 7
"""What scrambles the order of telephone and register numbers."""


class CrmProvider(BaseProvider):
    """French customers and what they buy, for ``Faker.add_provider``; the same seed, the same values."""

    def _whole(self, below: int) -> int:
        return int(self.random_int(0, below - 1))

    def _pick(self, table: Any) -> int:
        """An entry of a table of choices."""
        return int(table[self._whole(SIZE)])

    @property
    def _lists(self) -> Names:
        return names("fr_FR")

    # -- people ---------------------------------------------------------------------------

    def safe_phone(self, kind: str = "mobile") -> str:
        """A French telephone number (``mobile`` or ``landline``) that is nobody's: of a range that the regulator keeps for films."""
        area = MOBILE_AREA if kind == "mobile" else LANDLINE_AREAS[self._whole(len(LANDLINE_AREAS))]
        return phone_numbers(np.array([area], object), np.array([self._whole(_NUMBERS)]), _KEY)[0]

    def safe_mail(self, first_name: str | None = None, last_name: str | None = None) -> str:
        """An e-mail address whose domain cannot exist."""
        given, family = first_name or self._first_name(self._whole(2), 1970), last_name or self._last_name()
        return f"{address_word(given)}.{address_word(family)}{self._whole(1000)}@{EMAIL_DOMAINS[self._whole(len(EMAIL_DOMAINS))]}"

    def safe_siren(self) -> str:
        """A register number of nine figures that fails the check of real ones."""
        return sirens(np.array([self._whole(10_000_000)], np.int64), _KEY)[0]

    def safe_siret(self) -> str:
        """An establishment number of fourteen figures that fails the check of real ones."""
        return siret(self.safe_siren(), 1 + self._whole(9))

    def customer(self, kind: str = "person") -> dict[str, Any]:
        """A customer: title, names of their generation, address of a town that exists, telephone and e-mail that do not; a ``company`` has its SIREN."""
        title, birth = self._whole(2), dt.date(1935, 1, 1) + dt.timedelta(days=self._whole(70 * 365))
        first, last = self._first_name(title, birth.year), self._last_name()
        places, postcodes, choice = towns((("", 1.0),))
        town = self._pick(choice)
        street = str(self._lists.streets[self._pick(self._lists.street_choice)])
        made: dict[str, Any] = {
            "title": ("mrs", "mr")[title], "first_name": first, "last_name": last, "birth_date": birth, "street": f"{1 + self._whole(120)} {street}",
            "postcode": str(postcodes[town]), "town": str(places[town]), "email": self.safe_mail(first, last), "phone": self.safe_phone(),
        }  # fmt: skip
        return made if kind == "person" else made | {"birth_date": None, "company": self.firm(), "siren": self.safe_siren()}

    def firm(self) -> str:
        """The name of a company: trade, owner, legal form."""
        lists = self._lists
        return f"{lists.trades[self._whole(len(lists.trades))]} {self._last_name()} {lists.suffixes[self._pick(lists.suffix_choice)]}"

    def _first_name(self, title: int, year: int) -> str:
        generation = int(year >= 1955) + int(year >= 1983)
        return str(self._lists.first[title][self._pick(self._lists.first_choice[title][generation])])

    def _last_name(self) -> str:
        return str(self._lists.last[self._pick(self._lists.last_choice)])

    # -- trade ----------------------------------------------------------------------------

    def shop(self, world: str = "chez-vous") -> dict[str, str]:
        """A shop of a company of the course: name, postcode, town; of any town where the company has none."""
        record = find(world)
        places, postcodes, choice = towns((("", 1.0),))
        known = dict(zip(postcodes.tolist(), places.tolist(), strict=True))
        code = record.shops[self._whole(len(record.shops))] if record.shops else str(postcodes[self._pick(choice)])
        return {"name": f"{record.title.fr.partition(',')[0]} {known[code]}", "postcode": code, "town": known[code]}

    def article(self, world: str = "chez-vous") -> dict[str, Any]:
        """An article of a company of the course: name, family, price and cost in cents."""
        items = find(world).products
        item = items[self._weighted([one.weight for one in items])]
        return {"name": item.name, "category": item.category, "price_cents": item.price_cents, "cost_cents": item.cost_cents}

    def order(self, world: str | None = None, lines: int | None = None) -> dict[str, Any]:
        """An order: moment, channel, payment, lines with articles and pieces, total in cents and in words."""
        name = world or list(WORLDS)[self._whole(len(WORLDS))]
        record: World = find(name)
        many = lines or 1 + self._weighted(list(record.lines))
        rows = [self.article(name) | {"quantity": 1 + self._weighted([0.8, 0.13, 0.07])} for _ in range(many)]
        total = sum(row["price_cents"] * row["quantity"] for row in rows)
        channel = record.order_channels[self._weighted([row[2] + row[1] for row in record.order_channels])][0]
        return {
            "ordered_at": dt.datetime(2025, 1, 1, 9) + dt.timedelta(days=self._whole(365), minutes=self._whole(9 * 60)),
            "channel": channel, "channel_label": CHANNELS[channel].fr, "payment": record.payments[self._weighted([row[1] for row in record.payments])][0],
            "lines": rows, "total_cents": total, "total": money(total / 100, language="fr"),
        }  # fmt: skip

    def _weighted(self, weights: list[float]) -> int:
        mark, reached = self.generator.random.random() * sum(weights), 0.0
        for place, weight in enumerate(weights):
            reached += weight
            if mark < reached:
                return place
        return len(weights) - 1
