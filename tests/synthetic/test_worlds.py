"""Worlds: the same for ever, coherent, safe, and true to their parameters."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from crm_course import synthetic
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.vocabulary import TABLES
from crm_course.synthetic import block as blocks
from crm_course.synthetic.fingerprints import cells
from crm_course.synthetic.generate import WORLD_TABLES, Made
from crm_course.synthetic.names import EMAIL_DOMAINS, LANDLINE_AREAS, MOBILE_AREA, luhn_digit
from crm_course.synthetic.worlds import WORLDS

GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text("utf-8"))
EVERY = tuple(WORLDS)


@pytest.fixture(scope="module", params=EVERY)
def made(request: pytest.FixtureRequest) -> Made:
    return synthetic.world(request.param, customers=700, seed=3)


# -- the same for ever --------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
def test_golden_fingerprints(name: str) -> None:
    """An edition's worlds never change, and can always be made again; a change on purpose is a new edition (and new golden values)."""
    for edition, golden in GOLDEN.items():
        assert synthetic.world(name, customers=120, months=12, seed=7, edition=edition).fingerprint == golden[name], edition


def test_the_number_of_workers_and_of_blocks_plays_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    from crm_course.synthetic import plan

    for module in (blocks, plan):
        monkeypatch.setattr(module, "BLOCK", 64)
    whole = synthetic.world("sens-confort", customers=300, months=6, seed=1)
    for size in (1, 3):
        parts = list(synthetic.stream("sens-confort", customers=300, months=6, seed=1, blocks=size))
        for table in WORLD_TABLES:
            for column, values in whole.tables.get(table, pd.DataFrame()).items():
                assert [cell for part in parts if table in part for cell in cells(part[table][column])] == cells(values), (table, column)
    assert synthetic.violations(whole.tables).empty


def test_two_processes_make_what_one_makes() -> None:
    one, two = (synthetic.world("sens-confort", customers=5000, months=3, seed=1, workers=workers) for workers in (1, 2))
    assert one.plan.blocks == 2
    assert one.fingerprint == two.fingerprint


def test_seeds_students_and_secrets_give_different_data() -> None:
    order = {"customers": 60, "months": 6}
    seen = {
        synthetic.world("sens-confort", **order, seed=seed, student=student, secret=secret).fingerprint["customers"]
        for seed, student, secret in [(1, None, ""), (2, None, ""), (1, "Anne", ""), (1, "Paul", ""), (1, "Anne", "s")]
    }
    assert len(seen) == 5


# -- coherent -----------------------------------------------------------------------------


def test_nothing_that_could_not_happen(made: Made) -> None:
    assert synthetic.violations(made.tables).to_string() == synthetic.violations({}).to_string()


def test_tables_are_those_of_the_dictionary(made: Made) -> None:
    assert list(made.tables) == [name for name in WORLD_TABLES if name in made.tables]
    assert set(WORLD_TABLES) - set(made.tables) <= {"establishments", "contact_volumes", "logins"}  # what not every company has
    for name, table in made.tables.items():
        declared = [column.name for column in TABLES[name].columns]
        assert list(table.columns) == [column for column in declared if column in table]
        assert set(declared) - set(table.columns) <= ({"siret"} if name == "customers" else set())


def test_nobody_is_seen_when_clocks_change_nor_behind_closed_doors(made: Made) -> None:
    log = made.tables["interactions"]
    assert (log["ts"].dt.hour != 2).all()
    shop = log[log["channel"].isin(["shop", "kiosk"])]
    assert (shop["ts"].dt.day_of_week < 6).all()
    assert shop["ts"].dt.hour.between(9, 18).all()
    assert not shop["ts"].dt.strftime("%m-%d").isin(["01-01", "05-01", "07-14", "12-25"]).any()


def test_calls_add_up_to_the_calls_of_tickets_and_of_the_log(made: Made) -> None:
    calls, tickets, log = (made.tables[name] for name in ("calls", "tickets", "interactions"))
    assert calls.loc[calls["queue"] == "support", "offered"].sum() > 5 * tickets["wait_seconds"].notna().sum()  # the whole firm's
    sales = (log["channel"] == "phone") & log["kind"].isin(["call", "purchase"])
    assert calls.loc[calls["queue"] == "sales", "answered"].sum() > sales.sum()
    assert made.tables["channel_costs"]["contacts"].sum() == len(log)
    lines, stock, orders = (made.tables[name] for name in ("order_lines", "stock", "orders"))
    lines = lines[~lines["order_id"].isin(orders.loc[orders["status"] == "cancelled", "order_id"])]
    assert stock["sold"].sum() == lines.loc[lines["product_id"].isin(stock["product_id"]), "quantity"].sum()


def test_where_the_data_are_the_whole_firm_calls_are_those_of_tickets_and_of_the_log() -> None:
    small = dataclasses.replace(WORLDS["sens-confort"], firm_customers=0)
    calls, tickets, log = (synthetic.world(small, customers=400, months=12).tables[name] for name in ("calls", "tickets", "interactions"))
    assert calls.loc[calls["queue"] == "support", "offered"].sum() == tickets["wait_seconds"].notna().sum()
    sales = (log["channel"] == "phone") & log["kind"].isin(["call", "purchase"])
    assert calls.loc[calls["queue"] == "sales", "answered"].sum() == sales.sum()


def test_a_shelf_that_is_empty_on_the_last_day_of_a_month_closes_at_zero(made: Made) -> None:
    stock, plan = made.tables["stock"], made.plan
    last = np.searchsorted(plan.calendar.month, np.arange(1, plan.months + 1)) - 1
    stocked = np.array([not product.service for product in plan.world.products])
    empty = plan.shelves[last][:, stocked].ravel()
    assert empty.any()
    assert (stock.loc[empty, "closing"] == 0).all()
    assert (stock["closing"].to_numpy()[: -stocked.sum()] == stock["opening"].to_numpy()[stocked.sum() :]).all()
    lines = made.tables["order_lines"].merge(made.tables["orders"][["order_id", "ordered_at"]])
    day = ((lines["ordered_at"].dt.normalize() - pd.Timestamp(plan.world.start)).dt.days).to_numpy()
    early = lines[~plan.emptied[day, lines["product_id"] - 1]]
    sold = early.groupby([early["ordered_at"].dt.to_period("M").dt.to_timestamp(), "product_id"])["quantity"].sum()
    out = stock[stock["days_out"] > 0].set_index(["month", "product_id"])["opening"]
    assert (out <= sold.reindex(out.index).fillna(0)).all()


def test_the_log_counts_the_first_contact_of_a_ticket_as_the_dictionary_says(made: Made) -> None:
    tickets, log = made.tables["tickets"], made.tables["interactions"]
    assert (log["kind"] == "contact").sum() == len(tickets) < tickets["contacts"].sum()
    assert "only the first" in TABLES["tickets"]["contacts"].description.say("en")


def test_nothing_happens_after_a_customer_left(made: Made) -> None:
    hidden = made.truth["customers"].set_index("customer_id")["left_at"]
    sessions = made.tables["interactions"].query("kind == 'session' and opportunity_id.isna()")
    assert not (sessions["ts"].dt.normalize() > sessions["customer_id"].map(hidden)).any()
    orders = made.tables["orders"]
    assert not (orders["ordered_at"] > orders["customer_id"].map(hidden)).any()
    assert hidden.dropna().between(pd.Timestamp(made.plan.world.start), pd.Timestamp(made.end), inclusive="left").all()


def test_a_household_does_not_buy_again_what_still_lasts() -> None:
    made = synthetic.world("sens-confort", customers=2000, seed=4)
    lines = made.tables["order_lines"].merge(made.tables["orders"], on="order_id").merge(made.tables["products"], on="product_id")
    installed = lines[lines["category"].isin(["heat-pump", "air-conditioning", "maintenance"])]
    assert (installed["quantity"] == 1).all()
    assert lines[lines["category"] == "heat-pump"].groupby(["customer_id", "product_id"]).size().max() == 1
    days = installed.sort_values("ordered_at").groupby(["customer_id", "product_id"])["ordered_at"].diff().dt.days
    assert days.min() >= 329


def test_a_company_does_not_start_cold() -> None:
    """As many orders in the first four weeks as in the same weeks a year later, for each customer; fairs take place on a few days."""
    for name, world in WORLDS.items():
        made = synthetic.world(name, customers=6_000, seed=2)
        day = (made.tables["orders"]["ordered_at"] - pd.Timestamp(world.start)).dt.days
        came = (made.tables["customers"]["created_on"] - pd.Timestamp(world.start)).dt.days
        rate = [day.between(first, first + 24).sum() / (came < first + 5).sum() for first in (0, 365)]
        assert 0.9 < rate[0] / rate[1] < 1.75, name  # by then the fickle have left, and nobody had been written to
        log = made.tables["interactions"]
        assert log.loc[log["channel"] == "fair", "ts"].dt.normalize().nunique() <= 12


def test_companies_of_another_kind_stand() -> None:
    """Only services, only one article in an order, no campaign or one every week, cash preferred, fairs every month, or none."""
    heating, shop, wholesale = (WORLDS[name] for name in ("sens-confort", "chez-vous", "b2b-wholesale"))
    for other in (
        dataclasses.replace(heating, products=tuple(dataclasses.replace(item, category="service") for item in heating.products)),
        dataclasses.replace(shop, lines=(1.0,)),
        dataclasses.replace(shop, campaigns=dataclasses.replace(shop.campaigns, per_year=0)),
        dataclasses.replace(shop, campaigns=dataclasses.replace(shop.campaigns, per_year=52, window_days=20)),
        dataclasses.replace(shop, payments=(("cash", 0.9), ("card", 0.1))),
        dataclasses.replace(wholesale, events=()),
        dataclasses.replace(wholesale, events=tuple(dataclasses.replace(wholesale.events[0], month=month) for month in range(1, 13))),
    ):
        made = synthetic.world(other, customers=150, months=8, seed=2)
        assert synthetic.violations(made.tables).empty
        assert len(made.truth["customers"]) == 150


def test_every_question_of_the_key_has_an_answer(made: Made) -> None:
    key = made.truth["key"].set_index("name")["answer"]
    assert key.notna().all()
    assert ("researched" in key) == (made.tables["orders"]["channel"] == "shop").any()
    calls = made.tables["calls"]
    assert key["served"] == calls["answered_in_20s"].sum() / calls["offered"].sum()


# -- safe ---------------------------------------------------------------------------------


def test_every_identifier_is_unique_and_reaches_nobody(made: Made) -> None:
    points, people = made.tables["contact_points"], made.tables["customers"]
    assert points["value"].is_unique
    phones = points.loc[points["kind"] != "email", "value"]
    areas = "|".join((MOBILE_AREA, *LANDLINE_AREAS))
    assert phones.str.fullmatch(rf"({areas}) \d\d \d\d").all()
    assert points.loc[points["kind"] == "email", "value"].str.partition("@")[2].isin(EMAIL_DOMAINS).all()
    sirens = people["siren"].dropna().astype(str)
    assert sirens.str.fullmatch(r"\d{9}").all()
    for siren in sirens.unique():
        assert int(luhn_digit(np.array([int(siren[:8])]), 8)[0]) != int(siren[8])


def test_contacts_agree_in_person_by_chance_and_where_there_is_somebody(made: Made) -> None:
    consents, people = made.tables["consents"], made.tables["customers"].set_index("customer_id")
    given = consents[consents["status"] == "granted"].drop_duplicates("customer_id")
    by = (given["proof"] == "in-person").groupby(given["customer_id"].map(people["acquisition_channel"]), observed=True).mean()
    met = by.index.isin(["shop", "field", "fair"])
    assert by[met].between(0.4, 0.95).all()
    assert (by[~met] == 0).all()
    gone = consents[consents["status"] == "withdrawn"]
    assert (gone["proof"] == "in-person").any() == (len(made.tables["shops"]) > 0)
    assert given["ts"].dt.normalize().equals(given["customer_id"].map(people["created_on"]))
    assert given["ts"].dt.minute.nunique() > 40


def test_systems_know_whom_they_have_served_from_the_first_time(made: Made) -> None:
    who = made.truth["identities"].set_index(["table", "record"])["customer_id"]
    log, orders = made.tables["interactions"], made.tables["orders"]
    cards = made.tables["silo_call_centre"]
    first = log[log["channel"] == "phone"].groupby("customer_id")["ts"].min().dt.normalize()
    since = cards["first_call_on"]
    owner = cards["caller_id"].astype(str).map(who["silo_call_centre"])
    oldest = since.groupby(owner).min()  # some are in it twice
    called = oldest.index.to_series().map(first)
    assert (oldest[called.notna()] <= called.dropna()).all()
    assert (since.dt.day_of_week < (6 if made.plan.world.line.saturday else 5)).all()
    accounts = made.tables["silo_web_shop"]["account_id"].astype(str).map(who["silo_web_shop"])
    buyers = orders.loc[orders["channel"] == "web", "customer_id"].unique()
    assert 0.65 < np.isin(buyers, accounts).mean() < 0.92  # the others buy as guests, or have no e-mail address
    till = made.tables["silo_till"]
    assert (len(till) > 0) == (len(made.tables["shops"]) > 0)
    assert not (till["opened_on"].dt.day_of_week == 6).any()


def test_customers_are_of_all_ages_but_none_is_older_than_anybody(made: Made) -> None:
    born = made.tables["customers"]["birth_date"].dropna()
    age = (made.end - born).dt.days / 365.25
    assert age.min() >= 18
    assert age.max() < 97.5
    assert 0.05 < (age > 75).mean() < 0.25 or len(age) < 100
    assert (age < 35).mean() < (age.between(35, 65)).mean()


def test_first_names_are_of_their_time() -> None:
    people = synthetic.world("chez-vous", customers=4_000, months=3).tables["customers"].dropna(subset=["birth_date"])
    year = people["birth_date"].dt.year
    middle = [
        year[people["first_name"].isin(some)].median() for some in (("Monique", "Gérard"), ("Nathalie", "Thierry"), ("Manon", "Lucas"))
    ]
    assert middle[0] < 1955 < middle[1] < 1983 < middle[2]


def test_no_number_of_a_person_gives_another_away(made: Made) -> None:
    points = made.tables["contact_points"].pivot_table(index="customer_id", columns="kind", values="value", aggfunc="first", observed=True)
    both = points.dropna(subset=["mobile", "landline"])
    assert (both["mobile"].str[-5:] == both["landline"].str[-5:]).mean() < 0.02
    social, who = made.tables["silo_social"], made.truth["identities"].query("table == 'silo_social'").set_index("record")["customer_id"]
    email = social["handle"].map(who).map(points["email"]).dropna()
    number = email.str.extract(r"(\d+)@")[0]
    assert (number != social["handle"].str.extract(r"(\d+)$")[0].loc[email.index]).all()


def test_numbers_stay_unique_when_they_run_out() -> None:
    points = synthetic.world("b2b-wholesale", customers=12_000, months=3).tables["contact_points"]
    assert points["value"].is_unique
    assert (points["kind"] == "mobile").sum() <= 10_000


def test_luhn_knows_a_published_number() -> None:
    assert luhn_digit(np.array([7992739871]), 10).tolist() == [3]  # 79927398713, the example of the formula's description


def test_the_contacts_of_a_company_agree_on_its_name_address_and_shop() -> None:
    people = synthetic.world("b2b-wholesale", customers=2000, months=3).tables["customers"].dropna(subset=["siren"])
    assert len(people[["siren", "company", "street", "postcode", "town", "shop_id"]].drop_duplicates()) == people["siren"].nunique()
    assert people.groupby("town")["siren"].nunique().max() < 0.1 * people["siren"].nunique()
    assert 2.0 < len(people) / people["siren"].nunique() < 2.9


def test_the_truth_is_not_in_the_learner_s_folder(made: Made, tmp_path: Path) -> None:
    made.save(tmp_path / "student", language="en")
    said = "".join(path.read_text("utf-8") for path in (tmp_path / "student").glob("*") if path.suffix in (".json", ".md"))
    assert not re.search("uplift|segment|secret|seed|attempt", said)


# -- true to the parameters ---------------------------------------------------------------


def test_shares_are_those_of_the_parameters() -> None:
    for name, world in WORLDS.items():
        big = synthetic.world(name, customers=8_000, months=12, seed=5)
        people = big.tables["customers"]
        for way in world.acquisition:
            assert abs((people["acquisition_channel"] == way.channel).mean() - way.share) < 4.5 * np.sqrt(0.25 / len(people))
        assert abs((people["kind"] == "company").mean() - world.companies) < 0.02
        late = big.tables["deliveries"]["status"].eq("late").mean()
        assert world.late_share * 0.9 < late < world.late_share + world.late_peak + 0.12
        orders = big.tables["orders"]
        orders = orders[orders["customer_id"].notna() & (orders["status"] != "cancelled")]
        first = orders.drop_duplicates("customer_id")  # nothing that lasts was bought before
        first = first.loc[first["campaign_id"].isna(), "order_id"]  # nor because of what a campaign promotes
        lines = big.tables["order_lines"]
        shares = lines.loc[lines["order_id"].isin(first), "product_id"].value_counts(normalize=True).sort_index().to_numpy()
        weights = np.array([item.weight for item in world.products])
        once = [
            np.average(1 - (1 - weight) ** (np.arange(len(world.lines)) + 1), weights=world.lines) for weight in weights / weights.sum()
        ]
        assert np.abs(shares - once / np.sum(once)).max() < 0.015


def test_a_teacher_changes_a_number_and_gets_another_company() -> None:
    calm = dataclasses.replace(WORLDS["sens-confort"], late_share=0.0, late_peak=0.0, late_deferred=0.0)
    assert (synthetic.world(calm, customers=300).tables["deliveries"]["status"] != "late").all()


def test_impossible_parameters_are_refused() -> None:
    with pytest.raises(InvalidValue, match="late_share must be a sum of shares"):
        dataclasses.replace(WORLDS["sens-confort"], late_share=0.9)
    with pytest.raises(InvalidValue, match="deliveries must be modes with installation"):
        dataclasses.replace(WORLDS["sens-confort"], deliveries=(("home", 1.0, 5),))
    with pytest.raises(InvalidValue, match="season must be twelve"):
        dataclasses.replace(WORLDS["sens-confort"], season=(1.0,))


@pytest.mark.parametrize(("order", "error", "said"), [
    ({"name": "sens-comfort"}, UnknownName, "Did you mean"),
    ({"name": "sens-confort", "customers": 0}, InvalidValue, "customers must be a whole number of at least 1"),
    ({"name": "sens-confort", "customers": 10**9}, InvalidValue, "customers must be at most 1,000,000, got 1000000000. Make several companies"),
    ({"name": "sens-confort", "months": 2}, InvalidValue, "months must be a whole number of at least 3"),
    ({"name": "sens-confort", "months": 500}, InvalidValue, "at most 120"),
    ({"name": "sens-confort", "dirt": "very"}, UnknownName, "error type"),
    ({"name": "sens-confort", "dirt": "light,accents"}, InvalidValue, 'dirt must be "light" alone, or error types separated by commas'),
    ({"name": "sens-confort", "dirt": None}, InvalidValue, "dirt must be none, light, heavy, error types"),
    ({"name": "sens-confort", "dirt": ["light"]}, InvalidValue, "dirt must be none, light, heavy, error types"),
    ({"name": "sens-confort", "dirt": {"dates": 40}}, InvalidValue, "Did you mean 0.4"),
])  # fmt: skip
def test_bad_orders_get_a_sentence(order: dict[str, object], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        synthetic.world(**order)  # type: ignore[arg-type]


@pytest.mark.parametrize("customers", [1, 2, 7])
def test_tiny_worlds_stand(customers: int) -> None:
    for name in EVERY:
        tiny = synthetic.world(name, customers=customers, months=3)
        assert synthetic.violations(tiny.tables).empty
        assert len(tiny.truth["customers"]) == customers
