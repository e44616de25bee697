"""What was planted is found again, without bias and with honest standard errors."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from crm_course import contact_center, experience, synthetic
from crm_course.foundations.errors import InvalidValue
from crm_course.synthetic.effects.causal_diagram import diagram
from crm_course.synthetic.effects.estimators import clustered, excess, least_squares, ratio_of_means, ratio_of_shares, share, slope
from crm_course.synthetic.effects.reception import late_share, slow_share
from crm_course.synthetic.environment import probability_of_waiting
from crm_course.synthetic.generate import Made
from crm_course.synthetic.plan import Plan
from crm_course.synthetic.worlds import WORLDS

RARE = ("comment.wait", "comment.repeat")


def tried(name: str, seeds: range, **size: int) -> pd.DataFrame:
    """Estimates of every effect in worlds of one company, never gated."""
    return pd.concat([synthetic.world(name, seed=seed, **size).estimates.assign(world=name) for seed in seeds])


class Study(NamedTuple):
    """How many worlds of 1 000 customers of each company, how many of 12 000, and how near to 1 they let one know a deviation."""

    worlds: int
    large: int
    near: float


@pytest.fixture(scope="module")
def study(thorough: bool) -> Study:
    return Study(96, 16, 0.03) if thorough else Study(32, 8, 0.05)


@pytest.fixture(scope="module")
def many(study: Study) -> pd.DataFrame:
    """Every effect in many worlds of 1 000 customers of each company; what is too rare there, in worlds of 12 000."""
    small = pd.concat([tried(name, range(100, 100 + study.worlds)) for name in WORLDS])
    large = pd.concat([tried(name, range(100, 100 + study.large), customers=12_000) for name in ("mail-order", "b2b-wholesale")])
    return pd.concat([small[~small["name"].isin(RARE)], large[large["name"].isin(RARE)]]).dropna(subset=["z"])


def test_z_scores_have_mean_0_and_standard_deviation_1(many: pd.DataFrame, study: Study) -> None:
    assert many.groupby("world").size().min() > 50 * study.worlds
    z = many["z"].to_numpy()
    assert abs(z.mean()) < 3 / np.sqrt(len(z))
    assert z.std(ddof=1) == pytest.approx(1, abs=study.near)  # required: 0.85–1.15; 96 worlds of each know it to 0.01, 32 to 0.017


def test_no_effect_is_biased_and_no_error_is_dishonest(many: pd.DataFrame, study: Study) -> None:
    """Each effect by itself; what chance alone would pass once in a hundred times, all effects together, is not allowed."""
    of = many.groupby("name")["z"].agg(["mean", "std", "size"])
    assert (of["size"] >= 0.9 * np.where(of.index.isin(RARE), 2 * study.large, study.worlds)).all()
    assert set(of.index) == {effect.name for name in WORLDS for effect in synthetic.world(name, customers=50).planted}
    surely = norm.isf(0.005 / len(of))
    assert (of["mean"].abs() < surely / np.sqrt(of["size"])).all(), of
    off = surely / np.sqrt(2 * of["size"])
    assert of["std"].between(0.85 - off, 1.15 + off).all(), of
    assert of["std"].median() == pytest.approx(1, abs=study.near)


def test_without_an_effect_none_is_found() -> None:
    """The same method says nothing where nothing was planted: the share of false alarms is the nominal one."""
    empty = dataclasses.replace(WORLDS["sens-confort"], several_referral=1e-12, return_late=1e-12)
    z = np.array(
        [
            one.estimates.set_index("name")["z"][["several.referral", "return.late"]]
            for one in (synthetic.world(empty, customers=500, seed=k) for k in range(20))
        ]
    )
    assert (np.abs(z) > 1.96).mean() < 0.2


def test_each_student_can_find_what_he_is_asked() -> None:
    for name in WORLDS:
        for student in ("Anne", "Paul"):
            made = synthetic.world(name, student=student, secret="2026")
            assert made.gate["found"].all()
            assert len(made.gate) >= 8


def test_a_world_too_small_says_so() -> None:
    made = synthetic.world("sens-confort", customers=40, months=6, student="Anne")
    assert not made.gate["found"].all()
    assert made.truth["provenance"]["found"] is False


@pytest.fixture(scope="module")
def made() -> Made:
    return synthetic.world("sens-confort", customers=2000, seed=11)


def test_the_nps_of_the_key_is_that_of_the_chapter(made: Made) -> None:
    key = made.truth["key"].set_index("name")["answer"]
    assert experience.nps(made.tables["surveys"]["recommend"]).score == pytest.approx(key["nps"])


def test_the_late_and_the_punctual_differ_by_what_the_chapter_finds(made: Made) -> None:
    """Late customers who neither waited nor called again, over punctual ones of the same kind: the chapter's own score."""
    surveys, deliveries, tickets = (made.tables[name] for name in ("surveys", "deliveries", "tickets"))
    quiet = surveys[~surveys["order_id"].isin(tickets["order_id"].dropna())]
    late = quiet["order_id"].map(deliveries.set_index("order_id")["status"]).astype(str) == "late"
    gap = experience.nps(quiet.loc[late, "recommend"]).score - experience.nps(quiet.loc[~late, "recommend"]).score
    assert gap == pytest.approx(made.truth["effects"].set_index("name")["value"]["nps.late"], abs=30)


def test_every_arrow_has_a_size_and_a_place(made: Made) -> None:
    effects = made.truth["effects"]
    assert {"name", "value", "unit", "where"} <= set(effects.columns)
    assert (effects["value"] != 0).all()
    assert effects["where"].str.len().min() > 10
    drawn = diagram(made.planted, "en")
    assert drawn.count("-->") == len(effects)
    assert "−52 pts" in drawn


def test_attribution_adds_up(made: Made) -> None:
    truth = made.truth["attribution"]
    assert truth["share"].sum() == pytest.approx(1)
    assert 0 < truth["share_of_purchases"].sum() < 1  # the rest would have bought without meeting any channel
    orders, log = made.tables["orders"], made.tables["interactions"].query("stage == 'mission'")
    kept = (orders["customer_id"].notna() & (orders["status"] != "cancelled")).sum()
    assert truth["purchases_caused"].to_numpy() / truth["share_of_purchases"].to_numpy() == pytest.approx(kept)
    seen = log.groupby("channel", observed=True)["opportunity_id"].nunique().loc[truth["channel"]].to_numpy()
    assert (truth["projects"] <= seen).all()
    assert (truth["projects"] > 0.95 * seen).all()  # the rest is not decided on the last day


def test_counting_the_orders_of_a_campaign_overstates_it(made: Made) -> None:
    """Who clicks would often have bought anyway; the control group says how much of what a campaign is credited with it caused."""
    members, orders = made.tables["campaign_members"], made.tables["orders"]
    orders = orders[orders["customer_id"].notna() & (orders["status"] != "cancelled")]
    credited = orders["campaign_id"].notna().sum() / (members["arm"] == "treated").sum()
    assert credited > 1.08 * made.uplift
    by_order = orders.groupby("opportunity_id").size()
    assert orders["opportunity_id"].notna().all()  # nothing tells the orders that a campaign caused from the others
    assert by_order.max() == 1


def test_true_value_is_the_margin_of_the_lines(made: Made) -> None:
    lines, orders, products = (made.tables[name] for name in ("order_lines", "orders", "products"))
    orders = orders[orders["customer_id"].notna() & (orders["status"] != "cancelled")]
    lines = lines[lines["order_id"].isin(orders["order_id"])]
    cost = lines["product_id"].map(products.set_index("product_id")["cost_cents"]) * lines["quantity"]
    margin = (lines["amount_cents"] - cost).groupby(lines["order_id"]).sum()
    owner = orders.set_index("order_id")["customer_id"].astype(np.int64)
    expected = (margin - orders.set_index("order_id")["discount_cents"]).groupby(owner).sum()
    back = made.tables["returns"].merge(lines.assign(cost=cost), on="order_line_id").merge(orders, on="order_id")
    expected = expected.sub((back["refund_cents"] - back["cost"]).groupby(back["customer_id"].astype(np.int64)).sum(), fill_value=0)
    told = made.truth["customers"].set_index("customer_id")["margin_cents"]
    assert (told.loc[expected.index].to_numpy() == expected.to_numpy()).all()
    assert told.sum() == expected.sum()


def test_identities_lead_from_every_silo_record_to_its_customer(made: Made) -> None:
    identities = made.truth["identities"]
    assert identities["customer_id"].isin(made.tables["customers"]["customer_id"]).all()
    for silo, key in (("silo_till", "card_number"), ("silo_social", "handle")):
        assert set(identities.loc[identities["table"] == silo, "record"]) == set(made.tables[silo][key].astype(str))


def test_erlang_c_matches_a_published_value() -> None:
    """Call Centre Helper: 100 calls in 30 minutes of 180 s, 14 agents and 11 agents."""
    assert probability_of_waiting(np.array([10.0, 10.0]), np.array([14, 11])) == pytest.approx([0.174132, 0.682118], abs=5e-7)


def test_the_wait_is_that_of_the_chapter() -> None:
    """The share of slow answers that is planted, by the chapter's own queue: the same calls, agents and handling times."""
    world = WORLDS["mail-order"]
    line = Plan(world=world, customers=20_000, months=12, seed=1).queue
    slow = slow_share(line, 20)
    steady = np.argwhere(line.wait_seconds < 420)  # where calls exceed the agents the world caps the wait
    assert len(steady) > 100
    for month, quarter in steady[::40]:
        agents, wait = int(line.agents[month, quarter]), line.wait_seconds[month, quarter]
        load = agents - world.service.handle_seconds / wait
        one = contact_center.queue(load * 900 / world.service.handle_seconds, world.service.handle_seconds, agents, within_seconds=20)
        assert slow[month, quarter] == pytest.approx(1 - one.service_level, abs=1e-9)


@pytest.mark.parametrize("name", WORLDS)
def test_the_staffing_in_the_tables_explains_the_waits_in_the_tables(name: str) -> None:
    """What a learner does: the chapter's queue with the calls, agents and other work of ``calls``, month by month and quarter-hour by quarter-hour."""
    made = synthetic.world(name, customers=6_000, seed=4)
    calls = made.tables["calls"]
    handle = calls["handle_seconds_total"].sum() / calls["answered"].sum()
    both = (
        calls.groupby("interval_start").agg(agents=("agents", "max"), free=("free_share", "max"), offered=("offered", "sum")).reset_index()
    )
    at = both["interval_start"].dt
    cell = both.groupby([at.to_period("M"), at.time]).agg(agents=("agents", "median"), free=("free", "max"), offered=("offered", "mean"))
    other = (1 - cell["free"]) * cell["agents"] * 900 / handle
    told = [
        contact_center.queue(each, handle, int(agents), within_seconds=20).service_level
        for each, agents in zip(cell["offered"] + other, cell["agents"], strict=True)
    ]
    assert np.average(told, weights=cell["offered"]) == pytest.approx(calls["answered_in_20s"].sum() / calls["offered"].sum(), abs=0.04)


@pytest.mark.parametrize("name", WORLDS)
def test_nobody_answers_two_calls_at_once(name: str) -> None:
    tables = synthetic.world(name, customers=3_000, seed=4).tables
    calls, tickets = tables["calls"], tables["tickets"].query("channel == 'phone' and status != 'abandoned'")
    agents = calls[calls["queue"] == "support"].set_index("interval_start")["agents"]
    began = tickets["opened_at"] + pd.to_timedelta(tickets["wait_seconds"].astype(int), unit="s")
    ended = began + pd.to_timedelta(tickets["handle_seconds"], unit="s")
    talking = began.map(lambda moment: ((began <= moment) & (ended > moment)).sum())
    there = agents.reindex(began.dt.floor("15min")).to_numpy()
    assert talking.max() > 1
    assert (talking.to_numpy()[~np.isnan(there)] <= there[~np.isnan(there)]).all()
    assert calls["agents"].max() <= len(tables["agents"])


def test_sales_calls_are_given_up_like_the_others() -> None:
    made = synthetic.world("mail-order", customers=6_000, seed=4)
    calls = made.tables["calls"].groupby("queue", observed=True)[["offered", "abandoned"]].sum()
    lost = calls["abandoned"] / calls["offered"]
    assert lost["sales"] == pytest.approx(lost["support"], abs=0.02)
    assert lost["sales"] > 0.05


def test_fewer_agents_make_longer_waits() -> None:
    """The staffing given is what makes customers wait: four agents where ten were, and many more are slow to be answered."""
    full = WORLDS["mail-order"]
    short = dataclasses.replace(full, service=dataclasses.replace(full.service, agents_share=0.4))
    told, seen = [], []
    for world in (full, short):
        made = synthetic.world(world, customers=6_000, months=12)
        calls = made.tables["calls"].query("queue == 'sales'")
        told.append(float((late_share(made.plan.queue, 20, world.service.patience_seconds) * calls_by_quarter(made)).sum()))
        seen.append(1 - calls["answered_in_20s"].sum() / calls["answered"].sum())
    assert seen == pytest.approx(told, abs=0.02)
    assert told[1] > told[0] + 0.1


def calls_by_quarter(made: Made) -> np.ndarray:
    """Share of the sales calls answered in each month and quarter-hour."""
    calls = made.tables["calls"].query("queue == 'sales'")
    at = calls["interval_start"]
    place = ((at.dt.year * 12 + at.dt.month) - (at.iloc[0].year * 12 + at.iloc[0].month)) * 96 + at.dt.hour * 4 + at.dt.minute // 15
    return np.bincount(place, calls["answered"], made.plan.months * 96).reshape(-1, 96) / calls["answered"].sum()


def test_showrooming_is_a_parameter_of_the_world() -> None:
    """Without it a visit of the shop moves nothing; with it, it moves orders from the shop to the site, and nothing else."""
    none = dataclasses.replace(WORLDS["chez-vous"], showrooming=0.0)
    assert not {"shop.web", "shop.shop"} & {effect.name for effect in synthetic.world(none, customers=50).planted}
    some, other = (synthetic.world(one, customers=500).tables["orders"] for one in (WORLDS["chez-vous"], none))
    assert len(some) != 0
    moved = other["channel"].astype(str).value_counts() - some["channel"].astype(str).value_counts()
    assert moved["shop"] > 0 > moved["web"]
    with pytest.raises(InvalidValue, match="showrooming must be zero in a world without a shop"):
        dataclasses.replace(WORLDS["mail-order"], showrooming=0.1)
    with pytest.raises(InvalidValue, match="showrooming must be a sum of shares"):
        dataclasses.replace(WORLDS["chez-vous"], showrooming=0.7)


def test_channels_bring_segments_and_segments_have_needs() -> None:
    """By hand: referral brings 35 % of 2.2, 55 % of 4.0, 10 % of 1.8 projects a year, the others what their shares make."""
    made = synthetic.world("sens-confort", customers=50)
    value = {effect.name: effect.value for effect in made.planted}["acquisition.referral"]
    referral = 0.35 * 2.2 + 0.55 * 4.0 + 0.10 * 1.8
    others = (0.34 * (0.45 * 2.2 + 0.35 * 4 + 0.2 * 1.8) + 0.18 * (0.4 * 2.2 + 0.4 * 4 + 0.2 * 1.8)
              + 0.18 * (0.35 * 2.2 + 0.2 * 4 + 0.45 * 1.8) + 0.10 * (0.6 * 2.2 + 0.2 * 4 + 0.2 * 1.8)) / 0.8  # fmt: skip
    assert value == pytest.approx(np.log(referral / others))


# -- estimators ---------------------------------------------------------------------------


def test_a_share_of_few_cases_is_neither_biased_nor_too_sure() -> None:
    rng = np.random.default_rng(5)
    z = [(one.value - 0.006) / one.error for one in (share(rng.random(1_500) < 0.006) for _ in range(2_000))]
    assert abs(np.mean(z)) < 0.1
    assert 0.9 < np.std(z) < 1.15


def test_the_ratio_of_shares_of_one_stratum_is_the_plain_one() -> None:
    found = np.array([True] * 30 + [False] * 20 + [True] * 40 + [False] * 10)
    group = np.arange(100) < 50
    one = ratio_of_shares(found, group, np.zeros(100, int))
    assert one.value == pytest.approx(np.log(0.6 / 0.8))
    assert one.error == pytest.approx(np.sqrt(1 / 30 - 1 / 50 + 1 / 40 - 1 / 50))


def test_strata_take_away_what_only_seems() -> None:
    """Simpson's paradox: in each stratum the shares are equal; together they differ by half."""
    found = np.concatenate([np.arange(100) < 80, np.arange(400) < 320, np.arange(400) < 80, np.arange(100) < 20])
    group = np.concatenate([np.zeros(100, bool), np.ones(400, bool), np.zeros(400, bool), np.ones(100, bool)])
    stratum = np.repeat([0, 1], 500)
    assert ratio_of_shares(found, group, stratum).value == pytest.approx(0)
    assert excess(found, group, stratum).value == pytest.approx(0, abs=0.001)
    assert ratio_of_shares(found, group, np.zeros(1000, int)).value > 0.5


def test_a_slope_of_cells_and_a_ratio_of_means_by_hand() -> None:
    dose = np.arange(1.0, 11)
    assert slope(2 * dose, dose).value == 2
    assert slope(2 * dose, dose).error == 0
    values, group = np.repeat([4.0, 2.0], 20) + np.tile([1, -1], 20), np.arange(40) < 20
    one = ratio_of_means(values, group)
    assert one.value == pytest.approx(np.log(2))
    assert one.error == pytest.approx(np.sqrt(20 / 19 / 20 * (1 / 16 + 1 / 4)))


def test_clustered_errors_are_those_of_whole_people() -> None:
    """Each person counted once by his mean says the same of a trait; of 2 000 samples the errors are honest where plain ones are not."""
    rng, z, plain = np.random.default_rng(3), [], []
    of = np.repeat(np.arange(150), 8)
    for _ in range(400):
        opened = (rng.random(150) < 0.3)[of] | (rng.random(len(of)) < 0.4)
        one = clustered(opened.astype(float), np.empty((0, len(of))), of)[0]
        by_person = opened.reshape(150, 8).mean(axis=1)
        assert (one.value, one.error) == pytest.approx((by_person.mean(), by_person.std(ddof=1) / np.sqrt(150)))
        z.append((one.value - 0.58) / one.error)
        plain.append((one.value - 0.58) / share(opened).error)
    assert np.std(z) == pytest.approx(1, abs=0.12)
    assert np.std(plain) > 1.4
    assert np.isnan(clustered(opened[:40].astype(float), np.empty((0, 40)), of[:40])[0].value)


def test_regression_matches_an_independent_one() -> None:
    """HC3 is the spread of the coefficients with each row left out, one after the other."""
    rng = np.random.default_rng(1)
    x = rng.random((2, 120)) < 0.4
    y = 0.2 + 0.3 * x[0] - 0.1 * x[1] + rng.normal(size=120)
    design = np.column_stack([np.ones(120), *x])
    beta, *_ = np.linalg.lstsq(design, y, rcond=None)
    without = np.array([np.linalg.lstsq(np.delete(design, k, 0), np.delete(y, k), rcond=None)[0] for k in range(120)])
    errors = np.sqrt(np.square(without - beta).sum(axis=0))
    for place, estimate in enumerate(least_squares(y, x)):
        assert (estimate.value, estimate.error) == pytest.approx((beta[place], errors[place]))


def test_too_few_cases_have_no_estimate() -> None:
    x = np.zeros((1, 50), bool)
    x[0, :3] = True
    assert np.isnan(least_squares(np.arange(50.0), x)[1].value)
    assert np.isnan(share(np.ones(5, bool)).value)
    assert np.isnan(ratio_of_shares(np.ones(9, bool), np.ones(9, bool), np.zeros(9, int)).value)
    assert np.isnan(slope(np.ones(3), np.ones(3)).value)
