"""The store end to end, the same in SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
import sqlalchemy as sa

from crm_course import crm
from crm_course.crm import schema
from crm_course.foundations.errors import FileProblem, InvalidValue, UnknownName
from crm_course.foundations.vocabulary import TABLES


def test_loading_keeps_every_row_and_loading_again_adds_nothing(store, shop):
    report = store.load(shop)
    assert report.added == sum(map(len, shop.tables.values()))
    assert store.load(shop).added == 0
    assert store.check()


def test_a_large_first_load_gets_its_indexes_afterwards(store, shop, monkeypatch):
    monkeypatch.setattr(crm.loading, "_LARGE", 2)
    store.load(shop)
    there = {index["name"] for table in schema.METADATA.tables for index in sa.inspect(store.engine).get_indexes(table)}
    assert {str(index.name) for table in schema.METADATA.tables.values() for index in table.indexes} <= there
    assert store.check()


def test_a_table_comes_back_as_it_went_in(filled, shop):
    for name in ("orders", "tickets", "consents"):
        stored, given = filled.table(name), shop.tables[name]
        for column in given:
            there, here = stored[column], given[column]
            assert (there.isna() == here.isna()).all(), (name, column)
            known = here.notna()
            assert (there[known].astype(str) == here[known].astype(there.dtype).astype(str)).all(), (name, column)


def test_every_declared_table_of_the_issue_is_there(store):
    wanted = """organisations customers contact_points addresses leads opportunities pipeline_stages opportunity_history activities
    tickets campaigns campaign_members products shops channels orders order_lines returns notes tasks documents knowledge_articles
    users teams consents person_requests processing_register opposition_list merge_journal audit_log""".split()
    assert set(wanted) <= set(sa.inspect(store.engine).get_table_names())
    assert set(wanted) <= set(TABLES)


def test_a_new_store_has_its_register_channels_and_stages(store):
    assert len(store.table("processing_register")) == 3
    assert "Prospection" in store.table("processing_register")["processing"].tolist()
    assert set(store.table("channels")["channel"]) >= {"phone", "email", "shop"}
    assert store.table("pipeline_stages").sort_values("position")["stage"].tolist()[0] == "new"


def test_a_world_with_an_order_of_nobody_is_refused_whole(store, shop):
    shop.tables["orders"].loc[0, "customer_id"] = 99
    with pytest.raises(FileProblem, match='"orders", column "customer_id"'):
        store.load(shop)
    assert len(store.table("customers")) == 0


def test_what_is_no_world_is_refused(store):
    with pytest.raises(InvalidValue, match="any object with tables"):
        store.load([1, 2])


def test_rows_without_their_key_are_left_out_and_reported(store, shop):
    shop.tables["products"] = pd.concat([shop.tables["products"]] * 2, ignore_index=True)
    report = store.load(shop)
    assert report.unreadable[["table", "line"]].values.tolist() == [["products", 3]]


def test_unreadable_dates_become_empty_and_are_reported(store, shop):
    shop.tables["customers"]["birth_date"] = ["31/02/1980", "1990-05-06", "", None]
    report = store.load(shop)
    assert report.unreadable[["table", "line", "field"]].values.tolist() == [["customers", 2, "birth_date"]]
    assert store.table("customers")["birth_date"].notna().sum() == 1


def test_moments_with_a_zone_are_kept_as_french_clocks_show_them(store, shop):
    shop.tables["consents"]["ts"] = pd.to_datetime(shop.tables["consents"]["ts"]).dt.tz_localize("UTC")
    store.load(shop)
    assert store.table("consents")["ts"].iloc[0] == pd.Timestamp("2025-01-10 11:00")


def test_search_finds_while_one_types(filled):
    def found(text):
        return filled.search(text)["customer_id"].tolist()

    assert found("gof") == found("anne le g") == found("LE GOFF") == found("06 39 98 00 01") == found("+33639980001") == [1]
    assert found("quem") == found("Quémén") == [2]
    assert found("chloe.zyx@") == found("zyx guing") + found("zyx bourg") == [3]
    assert found("dupont chauff") == found("4") == [4]
    assert found("guingamp") == [1, 2]
    assert found("") == found("   ") == found("nobody") == found("'; DROP TABLE customers; --") == found("%") == found("\x00") == []
    assert len(filled.search("guingamp", limit=1)) == 1


def test_the_card_tells_everything_on_one_time_line(filled):
    card = filled.customer(1)
    assert card.name == "Anne Le Goff"
    assert card.value.orders == 2
    assert card.value.revenue == 2600.0
    assert card.timeline["ts"].is_monotonic_decreasing
    assert {"order", "ticket", "survey", "campaign", "consent"} == set(card.timeline["kind"])
    assert card.orders["amount"].tolist() == [100.0, 2500.0]
    assert "anne@example.org" in card.frame["value"].tolist()
    assert filled.customer(2).timeline["kind"].tolist().count("return") == 1
    assert filled.customer(2).timeline["kind"].tolist().count("delivery") == 1


def test_a_card_that_is_not_there_says_so(filled):
    with pytest.raises(UnknownName, match="No card has the number 99"):
        filled.customer(99)
    for wrong in ("x", None, 1.5, 2**70):
        with pytest.raises(InvalidValue, match="the number of a card"):
            filled.customer(wrong)


def test_consents_and_audit_log_cannot_be_rewritten(filled):
    for statement in (
        "UPDATE consents SET status = 'granted'",
        "DELETE FROM consents",
        "DELETE FROM audit_log",
        "UPDATE audit_log SET action = 'load'",
    ):
        with pytest.raises(FileProblem, match="not rewritten"), filled.writing() as connection:
            connection.exec_driver_sql(statement)
    assert filled.table("consents")["status"].tolist() == ["granted", "granted", "withdrawn"]


def test_what_one_agreed_to_can_be_asked_of_any_date(filled):
    assert filled.consents(2, on=dt.date(2025, 2, 9)).empty
    assert filled.consents(2, on=dt.date(2026, 1, 31))["status"].tolist() == ["granted"]
    assert filled.consents(2, on=dt.datetime(2026, 2, 1, 14, 59))["status"].tolist() == ["granted"]
    assert filled.consents(2, on=dt.date(2026, 2, 1))["status"].tolist() == ["withdrawn"]


def test_daily_work(filled):
    call = filled.record_call(3, "veut un devis", direction="inbound", at=dt.datetime(2026, 8, 11, 10))
    filled.record_visit(3, "mesures prises", channel="field", at=dt.datetime(2026, 8, 12, 10))
    filled.add_note(3, "préfère le matin")
    task = filled.add_task("envoyer le devis", customer_id=3, due_on=dt.date(2026, 8, 20))
    card = filled.customer(3)
    assert call == 1
    assert {"activity", "note"} <= set(card.timeline["kind"])
    assert card.next_actions["action"].tolist()[0] == "envoyer le devis"
    filled.finish_task(task)
    assert "envoyer le devis" not in filled.customer(3).next_actions["action"].tolist()
    with pytest.raises(InvalidValue, match="still to do"):
        filled.finish_task(task)
    with pytest.raises(InvalidValue, match="a few words"):
        filled.add_note(3, "  ")
    with pytest.raises(UnknownName, match="one of call"):
        from crm_course.crm import activities

        activities.activity(filled, 3, "fax")


def test_the_desk_puts_what_is_late_first(filled):
    ticket = filled.open_ticket(3, "sav-safety", "odeur de gaz", at=dt.datetime(2026, 8, 11, 8))
    desk = filled.desk(at=dt.datetime(2026, 8, 11, 9))
    assert desk.tickets["ticket_id"].tolist() == [2, ticket]
    assert desk.tickets["due_at"].iloc[1] == pd.Timestamp("2026-08-11 12:00")
    assert desk.late == 1
    assert desk.reasons["share"].sum() == 1
    assert "2" in desk.sentence()
    filled.close_ticket(ticket)
    assert filled.desk(at=dt.datetime(2030, 1, 1)).tickets["ticket_id"].tolist() == [2]
    with pytest.raises(InvalidValue, match="open ticket"):
        filled.close_ticket(ticket)
    with pytest.raises(UnknownName, match="sav-safety"):
        filled.open_ticket(3, "sav-safty")


def test_the_desk_of_a_past_moment_knows_nothing_of_what_came_later(filled):
    assert filled.desk(at=dt.datetime(2026, 8, 10, 9, 10)).tickets["ticket_id"].tolist() == [2, 1]
    assert filled.desk(at=dt.datetime(2026, 8, 5, 8)).tickets.empty


def test_the_pipeline_weighs_amounts_by_chances(filled):
    first = filled.add_opportunity(3, "pompe à chaleur", 12_000, stage="proposal")
    filled.add_opportunity(4, "entretien", 3_000, probability=0.9)
    board = filled.pipeline()
    assert board.forecast == pytest.approx(12_000 * 0.5 + 3_000 * 0.9)
    assert board.spread == pytest.approx((12_000**2 * 0.25 + 3_000**2 * 0.09) ** 0.5)
    filled.move_opportunity(first, "won")
    assert filled.pipeline().forecast == pytest.approx(2_700)
    assert filled.table("opportunity_history")["stage"].tolist() == ["proposal", "new", "won"]
    with pytest.raises(UnknownName, match="qualified"):
        filled.move_opportunity(first, "qualifed")
    with pytest.raises(InvalidValue, match="share between 0 and 1"):
        filled.add_opportunity(3, "x", 100, probability=50)


def test_rows_people_fill_in(filled):
    assert filled.insert("teams", [{"name": "Vente"}, {"name": "Technique"}]) == 2
    assert filled.insert("users", [{"name": "L. M.", "team_id": 1}]) == 1
    with pytest.raises(InvalidValue, match="columns of the table"):
        filled.insert("teams", [{"nom": "x"}])
    with pytest.raises(UnknownName, match="one of"):
        filled.insert("audit_log", [{"actor": "x"}])
    with pytest.raises(FileProblem, match="break a key"):
        filled.insert("users", [{"name": "x", "team_id": 77}])


def test_a_store_opened_again_is_the_same(url, shop):
    with crm.open(url) as first:
        assert first.state == "new"
        first.load(shop)
        secret = first.secret
    with crm.open(url) as again:
        assert again.state == "current"
        assert again.secret == secret
        assert len(again.table("customers")) == 4


def test_an_older_schema_is_brought_up_to_date(url, shop):
    with crm.open(url) as store:
        store.load(shop)
        with store.writing() as connection:  # as the first version left it
            connection.exec_driver_sql("DROP TABLE search_terms")
            connection.exec_driver_sql("DROP TABLE documents")
            connection.exec_driver_sql("DROP INDEX ix_contact_points_normalised")
            connection.exec_driver_sql("ALTER TABLE contact_points DROP COLUMN normalised")
            connection.exec_driver_sql("ALTER TABLE tickets DROP COLUMN due_at")
            schema.set_values(connection, version="1", fingerprint="old")
    with crm.open(url) as store:
        assert store.state == "upgraded"
        assert store.search("gof")["customer_id"].tolist() == [1]
        assert store.search("06 39 98 00 02")["customer_id"].tolist() == [2]
        assert "documents" in sa.inspect(store.engine).get_table_names()
        assert len(store.table("tickets")) == 2
        assert store.check()


def test_an_order_may_be_nobody_s_in_a_store_made_when_it_might_not(url, shop, monkeypatch):
    """A shop sells to people passing by: their orders count, and are no customer's; a cancelled order is no purchase."""
    named = schema.table("orders").c.customer_id
    assert named.nullable
    monkeypatch.setattr(named, "nullable", False)
    with crm.open(url) as store:
        store.load(shop)
        before = len(store.table("orders"))
        with pytest.raises(FileProblem):
            store.insert(
                "orders",
                [
                    {
                        "customer_id": None,
                        "ordered_at": dt.datetime(2026, 3, 2, 11),
                        "channel": "shop",
                        "status": "collected",
                        "total_cents": 1_990,
                    }
                ],
            )
    monkeypatch.undo()
    with crm.open(url) as store:
        assert store.state == "upgraded"
        store.insert("orders", [{"customer_id": None, "ordered_at": dt.datetime(2026, 3, 2, 11), "channel": "shop", "status": "collected", "total_cents": 1_990},
                                {"customer_id": 1, "ordered_at": dt.datetime(2026, 3, 3, 11), "channel": "shop", "status": "cancelled", "total_cents": 5_000}])  # fmt: skip
        assert len(store.table("orders")) == before + 2
        assert store.check()
        value = store.customer(1).value
        bought = store.table("orders").query("customer_id == 1 and status != 'cancelled'")
        assert (value.orders, value.revenue) == (len(bought), bought["total_cents"].sum() / 100)
        assert set(store.contactable("email", on=dt.date(2026, 6, 1))["customer_id"]) <= {1, 2, 3, 4}
    with crm.open(url) as store:
        assert store.state == "current"


def test_a_newer_schema_is_left_alone(url):
    with crm.open(url) as store, store.writing() as connection:
        schema.set_values(connection, version="99")
    with pytest.raises(FileProblem, match="newer version"):
        crm.open(url)


def test_every_entry_leaves_a_line_without_names_in_the_audit_log(filled):
    filled.add_note(3, "Mme Zyxwander")
    filled.record_consent(3, "phone", proof="phone-call")
    log = filled.table("audit_log")
    assert log["action"].tolist() == ["load", "record", "consent"]
    assert log["actor"].unique().tolist() == ["test"]
    assert not log["subject"].astype(str).str.contains("Zyx").any()


def test_the_password_is_never_shown(tmp_path):
    with pytest.raises(InvalidValue, match="address of a database") as told:
        crm.open("mysql://me:secret@host/db")
    assert "secret" not in str(told.value)
    with crm.open("sqlite://") as store:
        assert "sqlite" in repr(store)
