"""Pairs that are one person are found, what people decided holds, and undoing is exact."""

import functools
import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("splink", reason="the part « link » is not installed")

from crm_course import identity, synthetic
from crm_course.foundations.errors import FileProblem, InvalidValue, UnknownName
from crm_course.identity.counting import fewest_and_most
from crm_course.identity.grouping import group


@functools.cache
def made(dirt, of, customers=2500, seed=5):
    world = synthetic.world("chez-vous", customers=customers, seed=seed, dirt=dirt, months=3)
    return world, identity.link(identity.records(world, of))


@pytest.mark.parametrize(("dirt", "least"), [("light", 0.96), ("heavy", 0.93)])
def test_second_cards_are_found(dirt, least, thorough):
    world, linkage = made(dirt, "customers", 50_000 if thorough else 2500)
    score = linkage.score(world)
    assert score.precision >= 0.995
    assert score.f1 >= least
    assert linkage.customers.low <= len(world.truth["customers"]) <= linkage.customers.high


def test_silos_are_put_together_without_false_merges(thorough):
    world, linkage = made("light", "silos", 30_000 if thorough else 2500)
    score = linkage.score(world.truth)
    assert score.precision >= 0.97
    assert score.recall >= 0.45
    assert linkage.score(world, at=0.99).recall <= score.recall
    assert linkage.customers.low <= world.truth["identities"]["customer_id"].nunique() <= linkage.customers.high


def test_a_probability_is_what_it_says():
    world, linkage = made("light", "silos")
    truth = world.truth["identities"]
    person = dict(zip(truth["table"].astype(str) + ":" + truth["record"].astype(str), truth["customer_id"], strict=True))
    pairs = linkage.pairs.assign(true=[person[a] == person[b] for a, b in zip(linkage.pairs["a"], linkage.pairs["b"], strict=True)])
    tenth = (pairs["probability"] * 10).astype(int).clip(upper=9)
    by = pairs.groupby(tenth).agg(n=("true", "size"), said=("probability", "mean"), was=("true", "mean"))
    assert np.average((by["said"] - by["was"]).abs(), weights=by["n"]) <= 0.05


def test_the_score_is_counted_over_all_true_pairs():
    world, linkage = made("light", "silos")
    frame = linkage.frame
    truth = world.truth["identities"]
    person = (truth["table"].astype(str) + ":" + truth["record"].astype(str)).to_frame("record_id").assign(person=truth["customer_id"])
    both = frame.merge(person, on="record_id")
    true = sum(len(rows) * (len(rows) - 1) // 2 for _, rows in both.groupby("person"))
    hit = sum(len(rows) * (len(rows) - 1) // 2 for _, rows in both.groupby(["person", "customer_id"]))
    assert linkage.score(truth).true_pairs == true
    assert linkage.score(world).recall == pytest.approx(hit / true)
    assert linkage.score(both.set_index("record_id")["person"]).f1 == linkage.score(world).f1


def test_a_system_that_knows_a_person_once_is_heeded():
    world = synthetic.world("chez-vous", customers=600, seed=5, months=3)
    records = identity.records(world)
    linkage = identity.link(records, one_each="silo")
    assert not linkage.frame.assign(silo=records["silo"]).duplicated(["customer_id", "silo"]).any()


def test_the_weights_add_up_to_the_probability():
    _, linkage = made("light", "silos")
    for row in linkage.pairs.iloc[:: max(len(linkage.pairs) // 5, 1)].itertuples():
        told = linkage.explain(row.a, row.b)
        assert told["weight"].iloc[:-1].sum() == pytest.approx(told["weight"].iloc[-1])
        assert 1 / (1 + 2.0 ** -told["weight"].iloc[-1]) == pytest.approx(row.probability, abs=1e-6)
    first, other = linkage.records["record_id"].iloc[[0, 9]]
    assert linkage.explain(first, other)["weight"].iloc[-1] < 0


def test_the_doubtful_are_those_nearest_to_a_half_and_can_be_blind():
    _, linkage = made("light", "silos")
    doubtful = linkage.doubtful(5)
    rest = (linkage.pairs["probability"] - 0.5).abs().nsmallest(5)
    assert (doubtful["probability"] - 0.5).abs().max() == pytest.approx(rest.max())
    assert "probability" not in linkage.doubtful(5, blind=True)
    decided = identity.decide(linkage, doubtful["a"][0], doubtful["b"][0], same=False, why="brothers")
    assert (doubtful["a"][0], doubtful["b"][0]) not in list(zip(*decided.doubtful(5)[["a", "b"]].to_numpy().T, strict=True))


@settings(max_examples=5)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=6))
def test_any_sequence_of_decisions_is_undone_exactly(steps):
    _, linkage = made("light", "silos")
    names, now = linkage.records["record_id"].tolist(), linkage
    for one, other, same in steps:
        if one != other:
            now = identity.decide(now, names[one], names[other], same=same, why="asked")
            ids = now.frame.set_index("record_id")["customer_id"]
            assert (ids[names[one]] == ids[names[other]]) == same or not same or len(steps) > 1
    for number in reversed(range(1, len(now.decisions) + 1)):
        now = identity.undo(now, number)
    pd.testing.assert_frame_equal(now.frame, linkage.frame)
    for customer in linkage.frame["customer_id"].iloc[:8].unique():
        pd.testing.assert_frame_equal(identity.person(now, customer).values, identity.person(linkage, customer).values)
    assert len(now.decisions) >= len([step for step in steps if step[0] != step[1]])


def test_a_refusal_of_one_card_holds_for_the_person():
    _, linkage = made("light", "customers")
    cards = linkage.frame.groupby("customer_id")["record_id"].agg(list)
    number, members = next((number, members) for number, members in cards.items() if len(members) == 2)
    first, second = (int(one.partition(":")[2]) for one in members)
    log = pd.DataFrame({"customer_id": [first, second], "channel": "email", "purpose": "marketing", "status": ["withdrawn", "granted"],
                        "ts": pd.to_datetime(["2024-01-01", "2025-01-01"])})  # fmt: skip
    person = identity.person(linkage, number, consents=log)
    assert person.consents["status"].tolist() == ["withdrawn"]
    assert person.records == tuple(sorted(members))
    assert set(person.values["record_id"]) <= set(members)


def test_what_an_email_at_the_till_buys():
    world, _ = made("light", "silos")
    table = identity.value_of_a_field(world, "email", at="till", shares=(1.0,))
    assert table["f1"].iloc[-1] > table["f1"].iloc[0]
    assert table["filled"].is_monotonic_increasing
    with pytest.raises(UnknownName, match="silo_till"):
        identity.value_of_a_field(world, "email", at="tilll")


def test_groups_by_hand():
    left, right = np.array([0, 1, 3]), np.array([1, 2, 4])
    assert group(5, left, right).tolist() == [0, 0, 0, 3, 3]
    assert group(5, left, right, decided=[(0, 4, True)]).tolist() == [0] * 5
    assert group(5, left, right, decided=[(1, 2, False)]).tolist() == [0, 0, 2, 3, 3]
    assert group(5, left, right, once=["x", "y", "x", "x", "y"]).tolist() == [0, 0, 2, 3, 3]
    assert group(3, left[:2], right[:2], decided=[(0, 2, False), (0, 2, True)]).tolist() == [0, 0, 2]


def test_names_are_read_the_french_way():
    given = pd.DataFrame({"record_id": list("abcd"), "name": ["LE GOFF Anne", "Françoise F.", None, None], "first_name": [None, None, "", "HervÃ©"],
                          "last_name": [None, None, "MARTIN Paul", "D’Arc"], "birth_date": ["3 févr. 1970", "03/02/70", "2070-02-03", "?"],
                          "phone": ["+33 6 39 98 01 02", "0033 639980102", "639980102", "call"]})  # fmt: skip
    seen = identity.normalise(given)
    assert seen["first_name"].tolist() == ["anne", "francoise", "paul", "herve"]
    assert seen["last_name"].tolist() == ["le goff", "f", "martin", "d arc"]
    assert seen["birth_date"].tolist() == ["1970-02-03"] * 3 + [None]
    assert seen["phone"].tolist() == ["0639980102"] * 3 + [None]


def test_bad_input_gets_a_sentence():
    _, linkage = made("light", "customers")
    one = linkage.records["record_id"].iloc[0]
    with pytest.raises(InvalidValue, match="record_id"):
        identity.link(pd.DataFrame({"x": [1]}))
    with pytest.raises(InvalidValue, match="without repeats"):
        identity.link(pd.DataFrame({"record_id": ["a", "a"]}))
    with pytest.raises(InvalidValue, match="Did you mean 0.9"):
        identity.link(linkage.records, threshold=90)
    with pytest.raises(InvalidValue, match="another record than the first"):
        identity.decide(linkage, one, one, same=True, why="x")
    with pytest.raises(InvalidValue, match="a reason"):
        identity.decide(linkage, one, linkage.records["record_id"].iloc[1], same=True, why=" ")
    with pytest.raises(InvalidValue, match="the number of a decision"):
        identity.undo(linkage, 3)
    with pytest.raises(InvalidValue, match="a customer of this linkage"):
        identity.person(linkage, -5)
    with pytest.raises(InvalidValue, match="a world"):
        identity.records(3)
    assert identity.link(linkage.records.head(1)).customers.count == 1


def people(**columns):
    return pd.DataFrame({"record_id": [f"r{n}" for n in range(len(next(iter(columns.values()))))]} | columns)


def test_a_few_records_are_enough():
    twice = people(first_name=["Anne", "Anne", "Paul"], last_name=["Le Goff", "LE GOFF", "Martin"], phone=["0639980102", "+33639980102", "0639980177"],
                   email=["anne@b.fr", "anne@b.fr", "paul@b.fr"])  # fmt: skip
    assert identity.link(twice).frame["customer_id"].tolist() == [1, 1, 2]
    every = people(first_name=["Anne"] * 30, last_name=["Le Goff"] * 30, email=["anne@b.fr"] * 30, phone=["0639980102"] * 30)
    assert identity.link(every).customers.count == 1
    assert identity.link(people(email=[f"a{n}@b.fr" for n in range(30)])).customers.count == 30
    unsaid = identity.link(people(email=["", "  ", None, "nan"]))
    assert unsaid.customers.count == 4
    assert unsaid.explain("r0", "r1")["field"].tolist() == ["prior", "household", "sum"]
    assert identity.link(people(name=[]).astype(object)).customers.count == 0


def test_the_index_of_a_frame_says_nothing():
    given = people(first_name=["Anne", pd.NA, None], last_name=["Le Goff", "Le Goff", float("nan")], email=["a@b.fr", "a@b.fr", None])
    plain = identity.link(given).frame
    odd = identity.link(given.set_axis(pd.Index([5, 5, "z"]))).frame
    pd.testing.assert_frame_equal(plain, odd)
    cut = given.assign(silo=["till", None, None])
    assert len(identity.link(cut, one_each="silo").frame) == 3


def test_a_couple_on_one_telephone_stays_two_people():
    names = "Jeanne Marc Lucie Yann Soizic Erwan Nolwenn Gwenaël Rozenn Tanguy Maëlle Ronan".split()
    couples = [
        (one, "Abgrall Bodin Carré Dubois Even Floch".split()[n // 2], f"06399801{n // 2:02}", f"{n // 2} rue des Lices")
        for n, one in enumerate(names)
    ]
    rows = [*couples, couples[0], couples[3]]
    first, last, phone, street = zip(*rows, strict=True)
    linkage = identity.link(
        people(first_name=first, last_name=last, phone=phone, street=street, postcode=["35000"] * 14, town=["Rennes"] * 14)
    )
    assert linkage.customers.count == 12
    told = linkage.explain("r0", "r1").set_index("field")["weight"]
    assert told["first_name"] < 0 < told["phone"]
    assert told["household"] < -10  # a door, a name and a telephone do not speak three times
    assert linkage.frame["customer_id"].iloc[[0, 3]].tolist() == linkage.frame["customer_id"].iloc[[12, 13]].tolist()


def test_files_of_ones_own(tmp_path):
    (tmp_path / "caisse.csv").write_bytes(
        "N° client;Nom;Prénom;Tél;Ville\n1;LE GOFF;Anne;06 39 98 01 02;Brest\n2;MARTIN;Paul;0639980199;Quimper\n".encode("cp1252")
    )
    (tmp_path / "site.csv").write_text(
        "customer id,full name,e-mail,mobile phone,city\n8,Anne Le Goff,anne@b.fr,+33639980102,BREST\n9,Léa Roux,l@b.fr,,Paris\n", "utf-8"
    )
    records = identity.records(tmp_path)
    assert records["record_id"].tolist() == ["caisse:1", "caisse:2", "site:8", "site:9"]
    assert identity.link(records).frame["customer_id"].tolist() == [1, 2, 1, 3]
    assert identity.records([tmp_path / "site.csv"])["email"].tolist() == ["anne@b.fr", "l@b.fr"]
    world = synthetic.world("chez-vous", customers=60, seed=5, months=3)
    world.save(tmp_path / "world")
    assert identity.records(tmp_path / "world")["record_id"].tolist() == identity.records(world)["record_id"].tolist()
    with pytest.raises(InvalidValue, match="a list of people"):
        identity.records({"prices": pd.DataFrame({"price": [1]})})
    with pytest.raises(FileProblem, match="no CSV"):
        (tmp_path / "empty").mkdir()
        identity.records(tmp_path / "empty")


def test_a_truth_of_other_records_is_no_truth():
    linkage = identity.link(people(email=["a@b.fr", "a@b.fr"]))
    with pytest.raises(InvalidValue, match="knows at least one"):
        linkage.score({"other": 1})
    with pytest.raises(InvalidValue, match="every row has a record_id"):
        identity.link(pd.DataFrame({"record_id": ["a", None]}))


def test_a_decision_is_undone_by_its_row_too():
    linkage = identity.link(people(email=["a@b.fr", "b@b.fr"]))
    decided = identity.decide(linkage, "r0", "r1", same=True, why="told at the counter")
    assert decided.frame["customer_id"].tolist() == [1, 1]
    for which in (
        decided.decisions.iloc[-1],
        decided.decisions.index[-1],
        next(decided.decisions.itertuples()),
        decided.decisions["decision"].iloc[0],
    ):
        assert identity.undo(decided, which).frame.equals(linkage.frame)


def test_between_how_many_people_two_systems_hold():
    assert fewest_and_most({"till": 100, "web": 80}, {("till", "web"): 50}, slack=0) == (115, 145)  # 180 − 50, give or take 2 √50
    assert fewest_and_most({"till": 10, "web": 10}, {("till", "web"): 500}, slack=0) == (10, 10)  # no more are shared than there are


def test_the_fewest_and_the_most_by_trying_every_way():
    held, shared = {"a": 3, "b": 3, "c": 2}, {("a", "b"): 1, ("a", "c"): 1, ("b", "c"): 1}
    ways = [("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c")]
    found = []
    for counts in itertools.product(range(4), repeat=7):
        filled = {name: sum(n for n, way in zip(counts, ways, strict=True) if name in way) for name in held}
        both = {pair: sum(n for n, way in zip(counts, ways, strict=True) if set(pair) <= set(way)) for pair in shared}
        if filled == held and all(both[pair] <= min(total + 2, *(held[name] for name in pair)) for pair, total in shared.items()):
            found.append(sum(counts))
    assert fewest_and_most(held, shared, slack=0) == (min(found), max(found))


def test_the_bounds_hold_the_truth(thorough):
    seeds = range(200, 230) if thorough else range(200, 203)
    held = []
    for seed in seeds:
        name = ("chez-vous", "mail-order", "sens-confort")[seed % 3]
        world = synthetic.world(name, customers=600, seed=seed, dirt=("light", "heavy")[seed % 2], months=3)
        people = identity.link(identity.records(world)).customers
        held.append(people.low <= world.truth["identities"]["customer_id"].nunique() <= people.high)
    assert np.mean(held) >= 0.9


def test_a_rare_name_weighs_more_than_a_common_one():
    from crm_course.identity.matching import rarity

    names = pd.Series(["martin"] * 50 + ["kerouredan"] * 2 + [None] * 3, dtype=object)
    weighs = rarity(names, 0.05)
    assert weighs[50] > 0 > weighs[0]
    own = (49 + 500 * 0.05) / (52 - 1 + 500)  # itself left out, and what is believed beside it
    assert weighs[0] == pytest.approx(np.log(0.05 / own))
    assert np.isfinite(weighs).all()
