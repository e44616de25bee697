"""What a critical teacher of marketing looks for in the first hour, each with a bound."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from crm_course import contact_center, synthetic
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.synthetic.firm import adopted, daily_volumes
from crm_course.synthetic.generate import Made
from crm_course.synthetic.parameters import POOR_SILOS, RICH_SILOS, Rollout
from crm_course.synthetic.prediction import LEVELS, prediction
from crm_course.synthetic.quality.coherence import violations
from crm_course.synthetic.worlds import WORLDS


@pytest.fixture(scope="module", params=WORLDS)
def made(request: pytest.FixtureRequest) -> Made:
    return company(request.param)


@cache
def company(name: str) -> Made:
    """A company, made once for all that look at it."""
    return synthetic.world(name, customers=2_000, seed=5)


def by_weekday(moments: pd.Series) -> np.ndarray:
    return moments.dropna().dt.day_of_week.value_counts().reindex(range(7), fill_value=0).to_numpy()


def test_no_day_is_a_heap(made: Made) -> None:
    """No weekday has over twice what its open neighbours have: nothing piles up after a closed day."""
    orders, deliveries, customers = (made.tables[name] for name in ("orders", "deliveries", "customers"))
    came = customers["created_on"]
    came = came[came.dt.day_of_week < 6]  # on Sundays only the site is open
    moments = [
        *(part["ordered_at"] for _, part in orders.groupby("channel", observed=True)),
        deliveries["delivered_on"],
        deliveries["promised_on"],
        came,
    ]
    for one in moments:
        days = by_weekday(one)
        if days.sum() < 600:
            continue
        opened = [count for count in days if count > days.sum() / 100]
        assert all(max(a, b) < 2.1 * min(a, b) for a, b in pairwise(opened)), days


def test_shops_live_on_saturdays_and_lines_on_mondays() -> None:
    orders = company("chez-vous").tables["orders"]
    assert by_weekday(orders.loc[orders["channel"] == "shop", "ordered_at"]).argmax() == 5
    orders = company("mail-order").tables["orders"]
    assert by_weekday(orders.loc[orders["channel"] == "phone", "ordered_at"]).argmax() == 0


def test_the_line_is_busy_as_erlang_says(made: Made) -> None:
    """Occupancy is sensible, and the waits of the quarter-hours are those of their calls and agents."""
    calls = made.tables["calls"]
    both = calls.groupby("interval_start").agg(agents=("agents", "max"), offered=("offered", "sum"), work=("handle_seconds_total", "sum"))
    assert 0.15 < both["work"].sum() / (900 * both["agents"].sum()) < 0.85
    assert (both["offered"] == 0).mean() < 0.35
    assert (calls["free_share"] == 1).all()
    handle = calls["handle_seconds_total"].sum() / calls["answered"].sum()
    at = both.index
    cell = both.groupby([at.year * 12 + at.month, at.hour * 4 + at.minute // 15]).agg(
        agents=("agents", "median"), offered=("offered", "mean")
    )
    told = [
        contact_center.queue(offered, handle, int(agents), within_seconds=20).service_level
        for agents, offered in cell.itertuples(index=False)
    ]
    assert np.average(told, weights=cell["offered"]) == pytest.approx(calls["answered_in_20s"].sum() / calls["offered"].sum(), abs=0.08)


def test_a_campaign_returns_what_one_can_believe(made: Made) -> None:
    """True extra orders, at the margin of what the campaign is about, over what it cost."""
    campaigns = made.tables["campaigns"]
    campaigns = campaigns[campaigns["channel"] == "email"]
    lines = made.tables["order_lines"].merge(made.tables["products"], on="product_id")
    lines = lines.assign(margin=lines["amount_cents"] - lines["cost_cents"] * lines["quantity"])
    about = lines.groupby("order_id")["category"].agg(lambda kinds: set(kinds) <= set(made.plan.world.campaigns.promoted))
    margin = lines.groupby("order_id")["margin"].sum()[about].mean()
    members = made.tables["campaign_members"]
    treated = ((members["arm"] == "treated") & members["campaign_id"].isin(campaigns["campaign_id"])).sum()
    assert 0.3 < made.uplift * treated * margin / campaigns["cost_cents"].sum() < 10


def test_a_segment_is_better_left_alone(made: Made) -> None:
    campaigns = made.tables["campaigns"]
    uplift = made.truth["uplift"]
    uplift = uplift[uplift["campaign_id"].isin(campaigns.loc[campaigns["channel"] == "email", "campaign_id"])]
    by = uplift.groupby("segment").apply(lambda rows: np.average(rows["uplift"], weights=rows["members"]), include_groups=False)
    assert by.min() < 0 < by.max()
    assert made.uplift > 0


def test_machines_open_and_click(made: Made) -> None:
    """Within seconds of the sending, as no reader does."""
    events = made.tables["campaign_events"].merge(made.tables["campaigns"][["campaign_id", "sent_at"]], on="campaign_id")
    after = (events["ts"] - events["sent_at"]).dt.total_seconds()
    opened = events["kind"] == "opened"
    early = after < 590
    assert 0.1 < (opened & early).sum() / opened.sum() < 0.7
    assert ((events["kind"] == "clicked") & early).any()


def test_machines_are_a_trait_of_a_person(made: Made) -> None:
    """Whoever has such a program or filter has it for each message; the truth says who. Filters unsubscribe some of their readers."""
    events = made.tables["campaign_events"].merge(made.tables["campaigns"][["campaign_id", "channel", "sent_at"]], on="campaign_id")
    events = events[events["channel"] == "email"]
    events = events.assign(early=(events["ts"] - events["sent_at"]).dt.total_seconds() < 590)
    truth = made.truth["customers"].set_index("customer_id")
    for column, kind in (("machine_opens", "opened"), ("scanner", "clicked")):
        rows = events[events["kind"] == kind]
        by_machine = rows.groupby("customer_id")["early"].agg(["any", "all"])
        if kind == "opened":
            assert (by_machine["any"] == by_machine["all"]).all()
        flagged = truth.loc[by_machine.index, column] | truth.loc[by_machine.index, "scanner"]
        assert (by_machine["any"] == flagged).all()
    quits = events[(events["kind"] == "unsubscribed") & events["early"]]
    assert truth.loc[quits["customer_id"], "scanner"].all()
    assert made.name != "b2b-wholesale" or len(quits) > 5


def test_passers_by_leave_no_name_and_cancelled_orders_no_trace(made: Made) -> None:
    orders = made.tables["orders"]
    nobody, dropped = orders["customer_id"].isna(), orders["status"] == "cancelled"
    share = nobody[(orders["channel"] == "shop") & ~dropped].mean()
    assert share == pytest.approx(made.plan.world.guests, abs=0.05) if made.plan.world.guests else not nobody.any()
    assert orders.loc[nobody, "payment"].isin(["card", "cash"]).all()
    assert 0.01 < dropped[~nobody].mean() < 0.08
    assert orders.loc[nobody | dropped, "opportunity_id"].isna().all()
    assert orders.loc[~(nobody | dropped), "opportunity_id"].notna().all()
    for name in ("deliveries", "invoices", "tickets", "surveys", "interactions", "web_sessions", "parcels", "credit_notes"):
        assert not made.tables[name]["order_id"].isin(orders.loc[dropped, "order_id"]).any(), name
    for name in ("tickets", "surveys", "interactions", "order_requests"):
        assert not made.tables[name]["order_id"].isin(orders.loc[nobody, "order_id"]).any(), name


def test_a_catalogue_is_dear_and_some_copies_come_back() -> None:
    made = company("mail-order")
    campaigns, members, events = (made.tables[name] for name in ("campaigns", "campaign_members", "campaign_events"))
    posted = campaigns[campaigns["channel"] == "catalogue"]
    mine = members[members["campaign_id"].isin(posted["campaign_id"])]
    assert (posted["cost_cents"] / mine.groupby("campaign_id").size().to_numpy()).between(60, 400).all()
    seen = events[events["campaign_id"].isin(posted["campaign_id"])]
    assert set(seen["kind"]) == {"delivered", "bounced"}
    assert 0.02 < (seen["kind"] == "bounced").mean() < 0.06
    returned = made.tables["returns"]["order_line_id"].nunique() / len(made.tables["order_lines"])
    assert 0.05 < returned < 0.30
    uplift = made.truth["uplift"].set_index("campaign_id").loc[posted["campaign_id"]]
    assert (uplift.groupby("segment")["uplift"].mean() > 0.01).all()


def test_comments_hardly_ever_come_back(made: Made) -> None:
    said = made.tables["surveys"]["verbatim"].dropna()
    assert len(said) > 400
    assert said.value_counts().iloc[0] / len(said) < 0.01
    themes = made.truth["themes"].set_index("response_id").loc[made.tables["surveys"].loc[said.index, "response_id"]]
    assert 0.3 < (themes["second_topic"] != "").mean() < 0.6
    assert 0 < themes["irony"].mean() < 0.15


def test_few_articles_make_most_of_the_sales() -> None:
    for name in ("mail-order", "chez-vous"):
        tables = company(name).tables
        assert len(tables["products"]) > 250
        sold = tables["order_lines"].groupby("product_id")["quantity"].sum().sort_values(ascending=False)
        assert 0.5 < sold.head(len(tables["products"]) // 5).sum() / sold.sum() < 0.95


def test_prices_move_and_quantities_have_a_tail(made: Made) -> None:
    lines = made.tables["order_lines"].merge(made.tables["products"][["product_id", "price_cents"]], on="product_id")
    assert 0.3 < (lines["unit_price_cents"] != lines["price_cents"]).mean() < 0.97
    dearer = lines["unit_price_cents"].sum() / lines["price_cents"].sum()
    assert 1 < dearer < 1.12
    assert lines["quantity"].max() > 5
    counts = lines["quantity"].value_counts()
    assert counts[1] > counts[2] > counts.get(3, 0) > counts.get(6, 0)


def test_people_differ_inside_a_segment(made: Made) -> None:
    """Orders of customers who were there all along: their variance is well over a Poisson's, segment by segment."""
    truth = made.truth["customers"].set_index("customer_id")
    orders = made.tables["orders"].groupby("customer_id").size()
    old = made.tables["customers"].loc[made.tables["customers"]["created_on"] < made.plan.world.start, "customer_id"]
    kept = truth.loc[old][truth.loc[old, "left_at"].isna()]
    many = orders.reindex(kept.index, fill_value=0)
    for segment, rows in kept.groupby("segment", observed=True):
        if len(rows) > 200:
            assert many[rows.index].var() > 1.3 * many[rows.index].mean(), segment
    assert truth["needs_factor"].mean() == pytest.approx(1, abs=0.08)
    assert truth["share_of_wallet"].between(0.15, 0.85).all()
    assert (truth["cost_to_serve_cents"] >= 0).all()


def test_what_staff_ask_for_is_what_a_silo_holds() -> None:
    poor, rich = (synthetic.world(replace(WORLDS["chez-vous"], silos=silos), customers=2_000) for silos in (POOR_SILOS, RICH_SILOS))
    assert poor.tables["silo_till"]["phone"].notna().mean() == pytest.approx(0.135 * 0.92, abs=0.03)
    assert poor.tables["silo_till"]["email"].isna().all()
    assert rich.tables["silo_till"]["email"].notna().mean() == pytest.approx(0.60 * 0.93, abs=0.04)
    assert rich.tables["silo_call_centre"]["first_name"].notna().mean() == pytest.approx(0.80, abs=0.04)
    owners = rich.truth["identities"].groupby("table")["customer_id"]
    assert (owners.size() > owners.nunique()).all()
    assert (
        poor.truth["identities"].groupby("table")["customer_id"].size()
        == poor.truth["identities"].groupby("table")["customer_id"].nunique()
    ).all()


def test_the_log_of_the_silos_is_exact() -> None:
    made = synthetic.world("chez-vous", customers=1_500)
    log = made.truth["silo_errors"]
    assert set(log["error"]) == {"typing", "swapped", "moved", "household", "old-email"}
    for table, rows in log.groupby("table"):
        silo = made.tables[table]
        silo = silo.set_index(str(silo.columns[0])).rename(index=str)
        last = rows.drop_duplicates(["record", "field"], keep="last")
        for one in last.itertuples():
            at = one.record if one.record in silo.index else f"{one.record}.bis"
            assert silo.loc[at, one.field] == one.dirty
            assert one.clean != one.dirty


def test_requests_are_orders_and_more(made: Made) -> None:
    requests, orders, invoices = (made.tables[name] for name in ("order_requests", "orders", "invoices"))
    named = orders[orders["customer_id"].notna()]
    for outcome, kept in (("accepted", named["status"] != "cancelled"), ("cancelled", named["status"] == "cancelled")):
        assert sorted(requests.loc[requests["outcome"] == outcome, "order_id"]) == sorted(named.loc[kept, "order_id"])
    assert requests.loc[requests["outcome"] == "refused", "order_id"].isna().all()
    assert requests.loc[requests["outcome"] != "accepted", "reason"].notna().all()
    assert invoices["order_id"].is_unique
    paid = invoices.dropna(subset=["paid_on"])
    assert (paid["paid_on"] >= paid["invoiced_on"]).all()
    assert (invoices.loc[invoices["state"] == "unpaid", "paid_on"].isna()).all()
    parcels = made.tables["parcels"].merge(made.tables["deliveries"], on="order_id", suffixes=("", "_of"))
    assert (parcels["delivered_on"].dropna() >= parcels.loc[parcels["delivered_on"].notna(), "packed_at"].dt.normalize()).all()
    received = made.tables["receipts"].assign(month=lambda rows: rows["received_on"].dt.to_period("M").dt.to_timestamp())
    stock = made.tables["stock"].set_index(["month", "product_id"])["received"]
    sums = received.groupby(["month", "product_id"])["quantity"].sum()
    assert (sums == stock[stock > 0].reindex(sums.index)).all()
    assert len(sums) == (stock > 0).sum()


def test_the_register_knows_every_company() -> None:
    tables = synthetic.world("b2b-wholesale", customers=800).tables
    register, customers = tables["establishments"], tables["customers"]
    assert set(customers["siren"].dropna()) <= set(register["siren"])
    assert register["siret"].str.len().eq(14).all()
    assert (register["siret"].str[:9] == register["siren"]).all()
    head = register[register["head_office"]].set_index("siren")
    firms = customers.dropna(subset=["siret"])
    assert (head.loc[firms["siren"], "siret"].to_numpy() == firms["siret"].to_numpy()).all()
    assert (head.loc[firms["siren"], "town"].to_numpy() == firms["town"].to_numpy()).all()


def test_all_calls_of_a_year_follow_their_law() -> None:
    made = synthetic.world("mail-order", customers=200)
    volumes = made.tables["contact_volumes"]
    by_day = volumes.groupby(volumes["interval_start"].dt.normalize())["offered"].sum()
    expected = made.truth["volumes"].set_index("day")["expected_calls"].loc[by_day.index]
    assert len(by_day) > 290
    noise = np.log(by_day / expected)
    assert abs(noise.mean()) < 0.02
    assert 0.045 < noise.std() < 0.08
    assert noise.autocorr() == pytest.approx(0.5, abs=0.2)
    assert volumes["family"].nunique() == 9
    assert daily_volumes(made.plan.world, made.plan, made.plan.world.volumes).max() > 3_000


def test_habits_spread_as_bass_says() -> None:
    rule = Rollout(users=5_000, innovation=0.03, imitation=0.38, reach=1.0)
    assert float(adopted(rule, 0)) == 0
    weeks = np.linspace(0, 60, 601)
    share = adopted(rule, weeks)
    speed = np.gradient(share, weeks)
    assert weeks[speed.argmax()] == pytest.approx(np.log(0.38 / 0.03) / 0.41, abs=0.2)  # Bass: the peak is at ln(q/p) / (p + q)
    slope = (0.03 + 0.38 * share) * (1 - share)
    assert np.abs(speed[1:-1] - slope[1:-1]).max() < 1e-3


def test_traps_know_the_future_and_honest_columns_do_not() -> None:
    made = synthetic.world("chez-vous", customers=2_000, seed=2)
    for level in LEVELS:
        asked = prediction(made, level=level)
        assert set(asked.leaks["column"]) <= set(asked.train)
        assert len(asked.train) + len(asked.holdout) == len(asked.train) + len(asked.answers)
        assert not set(asked.train["customer_id"]) & set(asked.holdout["customer_id"])
        assert "bought_again" not in asked.holdout
    renewed = asked.train["card_renewed_on"].notna()
    assert asked.train.loc[renewed, "bought_again"].all()
    honest = asked.train[["days_since_order", "orders"]].corrwith(asked.train["bought_again"]).abs().max()
    assert 0.05 < honest < 0.6
    with pytest.raises(InvalidValue, match="holdout must be"):
        prediction(made, holdout=1.5)


def test_an_exercise_of_prediction_goes_with_the_data_and_its_key_with_the_truth(tmp_path: Path) -> None:
    made = synthetic.world("chez-vous", customers=400, months=15, prediction=2, holdout=0.25, dirt="light")
    data, truth = made.save(tmp_path / "data"), made.save_truth(tmp_path / "truth")
    train, holdout = (pd.read_csv(data / "prediction" / f"{name}.csv", sep=";") for name in ("train", "holdout"))
    assert set(train) - set(holdout) == {"bought_again"}
    assert 0.15 < len(holdout) / (len(train) + len(holdout)) < 0.35
    answers, leaks = (pd.read_csv(truth / f"{name}.csv", sep=";") for name in ("holdout", "leaks"))
    assert set(answers["customer_id"]) == set(holdout["customer_id"])
    key = made.truth["key"].set_index("name")["answer"]
    assert key["prediction.leaks"] == len(leaks) == 3
    assert key["prediction.share"] == (answers["bought_again"] == "oui").mean()
    assert synthetic.verify(data).empty
    assert synthetic.world("chez-vous", customers=40, months=6).predicted is None
    with pytest.raises(InvalidValue, match="level from 0 to 3"):
        synthetic.world("chez-vous", customers=40, months=6, prediction=4)


def test_the_key_speaks_as_the_story_does() -> None:
    made = company("chez-vous")
    key, gate = made.truth["key"].set_index("name"), made.gate.set_index("name")
    assert key.loc["again.detractor", "answer"] == pytest.approx(np.exp(gate.loc["again.detractor", "estimate"]))
    assert key.loc["again.detractor", "said"].startswith("× 0,")
    assert key.loc["ticket.late", "answer"] == pytest.approx(100 * gate.loc["ticket.late", "estimate"])
    assert key.loc["ticket.late", "unit"] == "points"
    assert key.loc["late", "said"].endswith("% ± 0,5 point")
    assert not key["said"].str.startswith(("+", "=", "-")).any()  # what a spreadsheet would compute
    sold = made.tables["orders"].query("status != 'cancelled'")
    assert key.loc["orders", "answer"] == len(sold)
    assert key.loc["turnover", "answer"] == sold["total_cents"].sum() / 100


def test_an_edition_is_asked_for_by_name() -> None:
    with pytest.raises(UnknownName, match="edition"):
        synthetic.world("chez-vous", customers=20, edition="2025.1")
    with pytest.raises(InvalidValue, match="edition must be 2026.4"):
        synthetic.world(WORLDS["chez-vous"], customers=20, edition="2026.3")
    old = synthetic.world("chez-vous", customers=60, months=3, edition="2026.3")
    assert old.plan.world.edition == old.truth["provenance"]["edition"] == "2026.3"
    assert "order_requests" not in old.tables
    assert violations(old.tables).empty
