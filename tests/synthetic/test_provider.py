"""The course's people for Faker: safe, the same for a seed, beside Faker's own."""

from __future__ import annotations

import numpy as np
import pytest
from faker import Faker

from crm_course import synthetic
from crm_course.foundations.errors import UnknownName
from crm_course.synthetic.names import EMAIL_DOMAINS, LANDLINE_AREAS, MOBILE_AREA, luhn_digit


@pytest.fixture
def fake() -> Faker:
    made = Faker("fr_FR")
    made.add_provider(synthetic.CrmProvider)
    made.seed_instance(11)
    return made


def test_the_same_seed_the_same_people(fake: Faker) -> None:
    some = [fake.customer() for _ in range(5)]
    fake.seed_instance(11)
    assert [fake.customer() for _ in range(5)] == some
    assert len({one["email"] for one in some}) == 5


def test_nobody_is_reached(fake: Faker) -> None:
    for _ in range(50):
        one = fake.customer("company")
        assert one["phone"].startswith(MOBILE_AREA)
        assert fake.safe_phone("landline").startswith(LANDLINE_AREAS)
        assert one["email"].partition("@")[2] in EMAIL_DOMAINS
        number = int(one["siren"])
        assert luhn_digit(np.array([number // 10], np.int64), 8)[0] != number % 10


def test_an_order_adds_up(fake: Faker) -> None:
    for world in synthetic.WORLDS:
        order = fake.order(world)
        assert order["total_cents"] == sum(line["price_cents"] * line["quantity"] for line in order["lines"])
        known = {item.name for item in synthetic.WORLDS[world].products}
        assert {line["name"] for line in order["lines"]} <= known
        assert fake.shop(world)["town"] in fake.shop(world)["name"] or world == "mail-order" or synthetic.WORLDS[world].shops
    with pytest.raises(UnknownName, match="chez-vous"):
        fake.shop("chez-nous")


def test_it_stands_beside_fakers_own(fake: Faker) -> None:
    assert fake.last_name()
    assert len(fake.safe_siret()) == 14
