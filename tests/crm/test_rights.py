"""The rights of persons: a whole copy, a whole erasure, nothing kept too long."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from crm_course import crm
from crm_course.crm import schema
from crm_course.crm.law.erasure import _Known, _redacted
from crm_course.foundations.errors import FileProblem, UnknownName

TRACES = (
    "Zyxwander",
    "zyxwander",
    "ZYXWANDER",
    "Chloe.Zyx",
    "chloe.zyx",
    "0199000003",
    "01 99 00 00 03",
    "01.99.00.00.03",
    "Hortensias",
    "cookie-chloe-77",
    "Chlo",
)


def give_chloe_a_life(store):
    """Everything that a store can hold about a person."""
    store.record_call(3, "Mme Zyxwander veut un devis", at=dt.datetime(2026, 8, 11, 10))
    store.add_note(3, "Chloé rappellera")
    store.add_note(1, "voisine de Chloé Zyxwander, chloe.zyx@example.org, 01 99 00 00 03, 17 impasse des Hortensias")
    store.add_task("rappeler Zyxwander", customer_id=3)
    store.add_task("demander à Anne le n° de ZYXWANDER")
    store.open_ticket(3, "sav-information", "Zyxwander demande")
    sale = store.add_opportunity(3, "pompe Zyxwander", 9000)
    store.move_opportunity(sale, "proposal")
    store.record_consent(3, "phone", proof="phone-call", evidence="appel noté par L., Mme Zyxwander")
    store.record_request(3, "access", dt.date(2026, 8, 1))
    store.insert("addresses", [{"customer_id": 3, "kind": "delivery", "street": "17 impasse des Hortensias", "town": "Bourg"}])
    store.insert("documents", [{"customer_id": 3, "ts": dt.datetime(2026, 8, 1), "title": "devis", "body": "Chloé Zyxwander"}])
    store.insert("leads", [{"customer_id": 3, "received_at": dt.datetime(2026, 8, 1), "need": "chauffer Zyxwander", "status": "new"}])
    store.insert(
        "orders", [{"order_id": 30, "customer_id": 3, "ordered_at": dt.datetime(2026, 8, 2), "channel": "phone", "total_cents": 4200}]
    )


def bytes_of(store):
    """Every byte that the store has on disk."""
    folder = Path(store.engine.url.database).parent
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def test_the_copy_holds_every_row_about_the_person_and_no_other(filled):
    give_chloe_a_life(filled)
    copy = filled.export_person(3)
    assert set(copy.tables) >= {"customers", "contact_points", "addresses", "orders", "tickets", "activities", "notes", "tasks", "documents", "leads",
                                "opportunities", "opportunity_history", "consents", "person_requests", "web_sessions", "campaign_members"}  # fmt: skip
    assert all((frame["customer_id"] == 3).all() for frame in copy.tables.values() if "customer_id" in frame)
    assert copy.tables["opportunity_history"]["stage"].tolist() == ["new", "proposal"]
    assert filled.table("audit_log")["action"].tolist()[-1] == "export"
    with pytest.raises(UnknownName, match="No card"):
        filled.export_person(99)


def test_the_copy_can_be_read_by_people_and_by_tools(memory, tmp_path):
    memory.add_note(1, "<script>alert(1)</script>")
    copy = memory.export_person(1)
    copy.save(tmp_path / "copy.json")
    assert json.loads((tmp_path / "copy.json").read_text())["tables"]["customers"][0]["last_name"] == "Le Goff"
    copy.save(tmp_path / "copy.html")
    page = (tmp_path / "copy.html").read_text()
    assert "Coordonnées" in page
    assert "<script>" not in page
    assert "12" in copy.sentence() or copy.sentence()


def test_an_erasure_leaves_no_trace_and_every_key_intact(filled):
    give_chloe_a_life(filled)
    before = filled.table("orders")
    done = filled.erase_person(3)
    assert (done.people, done.orders, done.scrubbed) == (1, 1, True)
    for name in schema.METADATA.tables:
        cells = list(map(str, filled.table(name).to_numpy(dtype=object).ravel()))
        assert not [cell for cell in cells if any(trace in cell for trace in TRACES)], name
    assert filled.check()
    after = filled.table("orders")
    assert after["total_cents"].tolist() == before["total_cents"].tolist()
    assert after.loc[after["order_id"] == 30, "customer_id"].item() == -1
    assert filled.search("zyx").empty
    assert filled.search("chloe").empty
    assert filled.customer(-1).name == "Client n° -1"
    assert "effacée" in filled.customer(-1).sentence()
    assert filled.table("consents").loc[lambda log: log["customer_id"] == -1, "status"].tolist() == ["granted"]
    with pytest.raises(UnknownName, match="No card has the number 3"):
        filled.customer(3)
    with pytest.raises(UnknownName, match="No card has the number 3"):
        filled.erase_person(3)
    assert filled.contactable("phone", "marketing", customer_id=-1) is False
    # the others are as they were, and a text that named her still says the rest
    assert filled.customer(1).surveys["verbatim"].tolist() == ["Mme [effacé] m’avait prévenue, joignable au [effacé]."]
    assert filled.table("notes")["body"].tolist() == ["voisine de [effacé], [effacé], [effacé], [effacé]"]


def test_no_byte_of_the_file_tells_who_it_was(file_url, shop):
    with crm.open(file_url) as store:
        store.load(shop)
        give_chloe_a_life(store)
        assert all(trace.encode() in bytes_of(store) for trace in ("Zyxwander", "chloe.zyx", "0199000003", "Hortensias", "cookie-chloe-77"))
        store.erase_person(3)
        held = bytes_of(store)
        assert [trace for trace in TRACES if trace.encode() in held] == []
    held = bytes_of(store)
    assert [trace for trace in TRACES if trace.encode() in held or trace.encode("utf-16-le") in held] == []


def test_what_a_database_does_not_overwrite_is_found_and_the_file_rewritten(file_url, shop):
    with crm.open(file_url) as store:
        sa.event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA secure_delete=OFF"))
        store.close()
        store.load(shop)
        give_chloe_a_life(store)
        assert store.erase_person(3).scrubbed
        held = bytes_of(store)
        assert [trace for trace in TRACES if trace.encode() in held] == []


def test_a_name_that_others_bear_is_blacked_out_only_as_a_whole():
    known = _Known({}, frozenset({"a@example.org"}), frozenset({"marie martin", "martin marie"}))
    assert _redacted("Marie MARTIN et Paul Martin, a@example.org.", known, 2) == "[effacé] et Paul Martin, [effacé]"
    assert _redacted("rien à dire", known, 2) == "rien à dire"


def test_an_old_file_does_not_bring_an_erased_person_back(filled, shop, write):
    filled.erase_person(3)
    assert filled.load(shop).added == 0
    report = filled.import_file(write("old.csv", "email;nom;prenom\nCHLOE.ZYX@example.org;Zyxwander;Chloé\nneu@example.org;Neu;Eva\n"))
    assert report.added == 1
    assert "effacée" in report.rejected["reason"].item()
    assert filled.search("zyx").empty
    assert filled.check()


def test_new_orders_of_an_erased_person_stay_out(filled, shop):
    filled.erase_person(1)
    extra = shop.tables["orders"].iloc[[0]].assign(order_id=99)
    line = shop.tables["order_lines"].iloc[[0]].assign(order_id=99, order_line_id=99)
    shop.tables["orders"] = shop.tables["orders"]._append(extra) if hasattr(shop.tables["orders"], "_append") else extra
    shop.tables["order_lines"] = line
    assert filled.load(shop).added == 0
    assert filled.check()


def test_what_is_overdue_is_purged_and_may_return_by_itself(memory, write):
    late = memory.overdue(on=dt.date(2028, 5, 1))
    assert late["customer_id"].tolist() == [2]
    assert late["kept_until"].astype(str).tolist() == ["2028-04-01"]
    assert memory.purge(on=dt.date(2028, 4, 1)).people == 0
    done = memory.purge(on=dt.date(2028, 5, 1))
    assert (done.people, done.orders) == (1, 1)
    assert memory.search("quemeneur").empty
    assert memory.import_file(write("f.csv", "email;nom\nbob@example.org;Bob Quéméneur\n")).added == 1
    assert memory.table("audit_log")["action"].tolist()[1] == "purge"


def test_an_organisation_goes_with_its_only_person(memory):
    assert memory.table("organisations")["name"].tolist() == ["Dupont Chauffage"]
    memory.erase_person(4)
    assert memory.table("organisations").empty


def test_a_scrub_that_could_not_be_done_is_done_at_the_next_opening(file_url, shop, monkeypatch):
    from crm_course.crm.law import erasure

    with crm.open(file_url) as store:
        store.load(shop)

        def full(connection):
            raise FileProblem(crm.texts.FULL, name="x")

        monkeypatch.setattr(erasure, "_checkpoint", full)
        done = store.erase_person(3)
        assert not done.scrubbed
        assert "prochaine ouverture" in done.sentence()
        monkeypatch.undo()
    with crm.open(file_url) as store:
        held = bytes_of(store)
        assert [trace for trace in TRACES if trace.encode() in held] == []
        assert dict(store.table("settings").itertuples(index=False))["scrubbing"] == "done"


def test_no_error_and_no_log_repeats_what_it_was_about(url, shop, caplog):
    with crm.open(url) as store:
        store.load(shop)
        problems = []
        for statement in (
            "INSERT INTO contact_points (contact_point_id, customer_id, value) VALUES (1, 3, :name)",
            "INSERT INTO notes (note_id, customer_id, body) VALUES (1, 999, :name)",
            "INSERT INTO nowhere VALUES ('Zyxwander')",
        ):
            with pytest.raises(FileProblem, match="Nothing was changed") as told, store.writing() as connection:
                connection.execute(sa.text(statement), {"name": "Zyxwander"} if ":name" in statement else {})
            problems.append(told.value)
    for problem in problems:
        chain, seen = problem, ""
        while chain is not None:
            seen += f"{chain!r}{chain}{chain.values if hasattr(chain, 'values') else ''}"
            chain = chain.__cause__ or chain.__context__
        assert "Zyxwander" not in seen
    assert "Zyxwander" not in caplog.text
