"""Removal effects: published examples, exact fractions, every removal by its own solve, simulation."""

import itertools
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import journeys
from crm_course.foundations.errors import UnknownName

BRYL = pd.DataFrame({"path": ["C1 > C2 > C3", "C1", "C2 > C3"], "conversions": [1, 0, 0], "nulls": [0, 1, 1]})
PUZYROV = pd.DataFrame({"path": ["google", "mailing", "google > mailing"], "conversions": [2, 1, 1], "nulls": [1, 0, 0]})


def brute(table, order):
    """Removal effects by one linear solve per removed channel, over dictionaries of states."""
    counts, total = {}, 0
    for row in table.itertuples():
        steps = row.path.split(" > ")
        number = row.conversions + row.nulls
        states = ["start", *(tuple(steps[max(0, i + 1 - order) : i + 1]) for i in range(len(steps)))]
        for a, b in itertools.pairwise(states):
            counts[a, b] = counts.get((a, b), 0) + number
        for end, weight in (("yes", row.conversions), ("no", row.nulls)):
            counts[states[-1], end] = counts.get((states[-1], end), 0) + weight
        total += number
    states = sorted({a for a, _ in counts}, key=str)
    channels = sorted({name for path in table["path"] for name in path.split(" > ")})

    def convert(without):
        alive = [state for state in states if state == "start" or without not in state]
        position = {state: i for i, state in enumerate(alive)}
        matrix, target = np.eye(len(alive)), np.zeros(len(alive))
        for (a, b), number in counts.items():
            if a in position:
                share = number / sum(n for (s, _), n in counts.items() if s == a)
                if b == "yes":
                    target[position[a]] += share
                elif b in position:
                    matrix[position[a], position[b]] -= share
        return np.linalg.solve(matrix, target)[position["start"]]

    whole = convert(None)
    return {name: 1 - convert(name) / whole if whole else 0.0 for name in channels}


def random_table(seed, channels=4, rows=12, longest=6):
    rng = np.random.default_rng(seed)
    names = np.array([f"k{i}" for i in range(channels)])
    paths = [" > ".join(rng.choice(names, rng.integers(1, longest + 1))) for _ in range(rows)]
    return pd.DataFrame({"path": paths, "conversions": rng.integers(0, 6, rows), "nulls": rng.integers(0, 9, rows)}).query(
        "conversions + nulls > 0"
    )


def test_bryl():
    effects = journeys.removal_effects(BRYL).set_index("channel")["removal_effect"]
    assert effects.to_dict() == pytest.approx({"C1": 0.5, "C2": 1.0, "C3": 1.0}, abs=1e-12)
    assert journeys.attribute(BRYL).set_index("channel")["credit"].to_dict() == pytest.approx({"C1": 0.2, "C2": 0.4, "C3": 0.4}, abs=1e-12)


def test_bryl_in_exact_fractions():
    """P = ⅓; without C1, ⅓ of journeys begin at C2, and C2 > C3 converts half the time."""
    purchase_from_c3 = Fraction(1, 2)
    purchase_from_c1 = Fraction(1, 2) * purchase_from_c3
    whole = Fraction(2, 3) * purchase_from_c1 + Fraction(1, 3) * purchase_from_c3
    assert whole == Fraction(1, 3)
    assert 1 - (Fraction(1, 3) * purchase_from_c3) / whole == Fraction(1, 2)


def test_puzyrov():
    credits = journeys.attribute(PUZYROV).set_index("channel")["credit"]
    assert credits.to_dict() == pytest.approx({"google": 2.4, "mailing": 1.6}, abs=1e-12)


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("seed", range(8))
def test_every_removal_by_its_own_solve(seed, order):
    table = random_table(seed)
    effects = journeys.removal_effects(table, order).set_index("channel")["removal_effect"]
    assert effects.to_dict() == pytest.approx(brute(table, order), abs=1e-10)


def test_simulated_walks_agree():
    """100 000 walks, step by step; the standard error of a share is below 0.002."""
    rng = np.random.default_rng(3)
    table = random_table(3, channels=3, rows=8, longest=4)
    steps = journeys.transition_matrix(table)
    walks, bought, without = 100_000, 0, dict.fromkeys(("k0", "k1", "k2"), 0)
    targets = {source: (steps.columns.to_numpy(), row.to_numpy()) for source, row in steps.iterrows()}
    drawn = {source: iter(rng.choice(names, size=8 * walks, p=shares)) for source, (names, shares) in targets.items()}
    for _ in range(walks):
        at, met = "(start)", set()
        while at not in ("(conversion)", "(null)"):
            at = next(drawn[at])
            met.add(at)
        bought += at == "(conversion)"
        for name in without:
            without[name] += at == "(conversion)" and name in met
    simulated = {name: lost / bought for name, lost in without.items()}
    effects = journeys.removal_effects(table).set_index("channel")["removal_effect"]
    assert effects.to_dict() == pytest.approx(simulated, abs=0.01)


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), order=st.sampled_from([1, 2, 3]))
def test_effects_are_shares_and_the_first_to_be_needed_is_one(seed, order):
    table = random_table(seed)
    effects = journeys.removal_effects(table, order)["removal_effect"]
    assert effects.between(-1e-12, 1 + 1e-12).all()
    only = table.assign(path="k0 > " + table["path"])
    if table["conversions"].sum():
        assert journeys.removal_effects(only, order).set_index("channel").loc["k0", "removal_effect"] == pytest.approx(1.0)


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_a_repeated_contact_changes_nothing_at_order_one(seed):
    """`web > web` leaves for the same places in the same proportions as `web`."""
    table = random_table(seed)
    doubled = table.assign(path=[" > ".join(step for name in path.split(" > ") for step in (name, name)) for path in table["path"]])
    expected = journeys.removal_effects(table)["removal_effect"]
    np.testing.assert_allclose(journeys.removal_effects(doubled)["removal_effect"], expected, atol=1e-10)


def test_log_and_its_path_table_agree(make_log, rng):
    built = journeys.build(make_log(rng, rows=1000, customers=80))
    for order in (1, 2, 3):
        pd.testing.assert_frame_equal(journeys.removal_effects(built, order), journeys.removal_effects(built.paths, order))
        pd.testing.assert_frame_equal(journeys.attribute(built, order=order), journeys.attribute(built.paths, order=order))


def test_value_goes_with_value_not_with_number():
    table = pd.DataFrame({"path": ["a", "b"], "conversions": [1, 1], "nulls": [0, 0], "value": [90.0, 10.0]})
    frame = journeys.attribute(table).set_index("channel")
    assert frame["credit"].to_dict() == {"a": 1.0, "b": 1.0}
    assert frame["value"].to_dict() == pytest.approx({"a": 90.0, "b": 10.0})


def test_nobody_bought():
    table = pd.DataFrame({"path": ["a > b"], "conversions": [0], "nulls": [5]})
    assert journeys.removal_effects(table)["removal_effect"].tolist() == [0.0, 0.0]
    assert journeys.attribute(table)[["credit", "value", "share"]].to_numpy().tolist() == [[0.0, 0.0, 0.0]] * 2


def test_a_channel_met_only_by_those_who_do_not_buy_gets_nothing():
    table = pd.DataFrame({"path": ["a", "b"], "conversions": [3, 0], "nulls": [1, 4]})
    assert journeys.removal_effects(table).set_index("channel")["removal_effect"].to_dict() == pytest.approx({"a": 1.0, "b": 0.0})


def test_order_beyond_three_is_refused():
    with pytest.raises(UnknownName, match="order must be one of 1, 2, 3"):
        journeys.removal_effects(BRYL, order=4)


def test_a_log_from_events(rng):
    """Bryl's three journeys as an event log."""
    events = pd.DataFrame({
        "customer_id": [1, 1, 1, 2, 3, 3], "channel": ["C1", "C2", "C3", "C1", "C2", "C3"],
        "ts": pd.date_range("2026-01-01", periods=6, freq="h"), "converted": [False, False, True, False, False, False],
    })  # fmt: skip
    effects = journeys.removal_effects(journeys.build(events.sample(frac=1, random_state=2)))
    assert effects["removal_effect"].tolist() == pytest.approx([0.5, 1.0, 1.0])
