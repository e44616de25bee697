"""The chain from a deferred item to an agent, on a small world and by hand."""

import pandas as pd
import pytest

from crm_course import cases
from crm_course.contact_center import agents_needed
from crm_course.foundations.errors import InvalidValue

TABLES = {
    "campaigns": pd.DataFrame({"campaign_id": [1]}),
    "orders": pd.DataFrame({"order_id": [1, 2, 3, 4]}),
    "order_lines": pd.DataFrame({"order_id": [1, 1, 2, 3, 4], "deferred": [False, True, False, False, False]}),
    "deliveries": pd.DataFrame({"order_id": [1, 2, 3, 4], "status": ["late", "on-time", "on-time", "late"]}),
    "tickets": pd.DataFrame({"order_id": [1, 1, 2, None], "contacts": [2, 1, 1, 6], "handle_seconds": [200, 300, 250, 250]}),
    "stock": pd.DataFrame({"month": ["2026-04-01"] * 2, "days_out": [6, 0]}),
}


def test_each_link_is_measured():
    chain = cases.promise_chain(TABLES, calls=60)
    assert chain.deferred_share == 0.25
    assert chain.contacts_per_deferred == pytest.approx(3 - 1 / 3)
    assert chain.contacts_share == pytest.approx((3 - 1 / 3) / 10)
    assert chain.agents == agents_needed(60, 250)
    assert chain.agents_spared == chain.agents - agents_needed(60 * (1 - chain.contacts_share), 250)
    assert "10" in chain.frame["measure"][2]  # 6 of 60 item-days
    assert len(chain.frame) == 7
    assert f"{chain.agents_spared}" in chain.sentence()


def test_a_world_without_its_tables_is_refused_in_words():
    with pytest.raises(InvalidValue, match='the table "tickets"'):
        cases.promise_chain({name: table for name, table in TABLES.items() if name != "tickets"})
