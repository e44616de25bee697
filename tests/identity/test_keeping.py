"""Decisions are kept in the base, and an erasure reaches them and every card of the customer."""

import pandas as pd
import pytest

pytest.importorskip("splink", reason="the part « link » is not installed")

from crm_course import crm, identity, synthetic
from crm_course.foundations.errors import InvalidValue


@pytest.fixture(scope="module")
def world():
    return synthetic.world("chez-vous", customers=120, seed=5, dirt="heavy", months=3)


@pytest.fixture
def store(world, tmp_path):
    with crm.open(f"sqlite:///{tmp_path / 'shop.db'}") as store:
        store.load(world)
        yield store


@pytest.fixture(scope="module")
def linkage(world):
    return identity.link(identity.records(world, "customers"))


def alone(linkage):
    counts = linkage.frame["customer_id"].value_counts()
    return linkage.frame["record_id"][linkage.frame["customer_id"].map(counts) == 1].tolist()


def test_decisions_are_kept_and_come_back(store, linkage):
    a, b, c, d = alone(linkage)[:4]
    decided = identity.decide(linkage, a, b, same=True, why="told at the counter", who="Maud")
    decided = identity.undo(identity.decide(decided, c, d, same=False, why="brothers"), 1)
    assert identity.keep(store, decided) == 3
    assert identity.keep(store, decided) == 0
    back = identity.kept(store, linkage)
    pd.testing.assert_frame_equal(back.decisions, decided.decisions)
    pd.testing.assert_frame_equal(back.frame, decided.frame)
    assert identity.keep(store, identity.decide(back, a, b, same=True, why="again")) == 1
    with pytest.raises(InvalidValue, match="4 decisions"):
        identity.keep(store, linkage)


def test_the_store_s_erasure_finds_the_decisions(store, linkage):
    a, b = alone(linkage)[:2]
    identity.keep(store, identity.decide(linkage, a, b, same=True, why="her married name is Xyzzyville"))
    number = int(a.partition(":")[2])
    store.erase_person(number)
    row = store.table("identity_decisions").iloc[0]
    assert row["customer_id"] < 0
    assert pd.isna(row["why"])
    assert row["other_id"] == int(b.partition(":")[2])
    assert identity.kept(store, linkage).decisions.empty  # about a card that is gone: no longer counts


def test_an_erasure_walks_all_members(store, world, linkage):
    a, b, c = alone(linkage)[:3]
    decided = identity.decide(identity.decide(linkage, a, b, same=True, why="one"), b, c, same=True, why="two")
    identity.keep(store, decided)
    customer = int(decided.frame.set_index("record_id")["customer_id"][a])
    done = identity.erase(store, decided, customer)
    assert {f"customers:{card}" for card in done.cards} == {a, b, c}
    assert done.decisions == 2
    assert not set(done.cards) & set(store.table("customers")["customer_id"])
    assert store.table("identity_decisions")["why"].isna().all()
    silos = identity.link(identity.records(world))
    one = int(silos.frame["customer_id"].iloc[0])
    assert set(identity.erase(store, silos, one).elsewhere) == set(identity.person(silos, one).records)
    with pytest.raises(InvalidValue, match="a customer of this linkage"):
        identity.erase(store, decided, -99)
