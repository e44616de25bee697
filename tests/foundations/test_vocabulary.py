"""The data dictionary holds together: keys lead somewhere, codes have labels."""

from __future__ import annotations

import pytest

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.vocabulary import CHANNELS, CONTACT_REASONS, LABELS, TABLES, column, family_of

EVERY = [(table, declared) for table in TABLES.values() for declared in table.columns]


def test_every_reference_leads_to_a_column() -> None:
    for table, declared in EVERY:
        if declared.key and declared.key != "primary":
            assert column(*declared.key.split(".")), (table.name, declared.name)


def test_every_table_has_a_key_and_no_column_twice() -> None:
    for table in TABLES.values():
        assert table.primary or table.name == "events"  # a log may come without numbers
        assert len({declared.name for declared in table.columns}) == len(table.columns)


def test_every_code_of_a_category_has_a_label() -> None:
    assert [code for _, declared in EVERY for code in declared.categories if code not in LABELS] == []


def test_money_in_cents_says_so() -> None:
    assert all(declared.name.endswith("_cents") for _, declared in EVERY if declared.kind == "cents")


def test_the_reasons_of_the_mail_order_house() -> None:
    assert len(CONTACT_REASONS) == 9  # orders, and the eight families of non-order contacts
    assert family_of("refund-delay") == "returns"
    assert {"mail", "phone", "fax", "web", "minitel", "ivr"} <= set(CHANNELS)


def test_an_unknown_name_proposes_the_closest() -> None:
    with pytest.raises(UnknownName, match="orders"):
        column("order", "total_cents")
    with pytest.raises(UnknownName, match="total_cents"):
        column("orders", "total_cent")
