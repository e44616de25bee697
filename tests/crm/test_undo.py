"""An import is taken back whole; what rests on it since then stays, and is listed."""

from __future__ import annotations

import pytest

from crm_course import crm
from crm_course.crm import schema
from crm_course.foundations.errors import InvalidValue

OWN = ("imports", "audit_log", "mappings", "settings")


def everything(store):
    return {name: store.table(name) for name in schema.METADATA.tables if name not in OWN}


def rows(frame):
    """What a table holds, in whatever order its database gives it."""
    return sorted(map(repr, frame.itertuples(index=False)))


def changed(store, before):
    return [name for name, frame in before.items() if rows(store.table(name)) != rows(frame)]


FILE = (
    "N° client;Nom;Prénom;E-mail;Téléphone;Ville;Newsletter;Commande;Date de commande;Article;Montant;Note\n"
    "1;Le Goff;Anne;anne@example.org;06 39 98 00 01;Lannion;non;A1;2026-03-01;Lit;10,00;vue au salon\n"
    "2;Neuf;Eve;eve@example.org;06 39 98 00 09;Paimpol;oui;A2;2026-03-02;Drap;20,00;\n"
)


def test_an_import_is_taken_back_whole(filled, write):
    before = everything(filled)
    report = filled.import_file(write("f.csv", FILE), attested="form")
    assert (report.added, report.updated, report.withdrawn, report.orders) == (1, 1, 1, 2)
    assert report.changes.to_numpy().tolist() == [["Commune", 1, "Guingamp", "Lannion"]]
    undone = filled.undo(report.import_id)
    assert changed(filled, before) == []
    assert (undone.removed, undone.restored, undone.orders, undone.refusals, len(undone.kept)) == (1, 1, 2, 1, 0)
    assert "f.csv" in undone.sentence()
    assert filled.check()
    assert filled.table("audit_log")["action"].tolist()[-1] == "undo"
    with pytest.raises(InvalidValue, match="not undone"):
        filled.undo(report.import_id)
    with pytest.raises(InvalidValue, match="not undone"):
        filled.undo(99)


def test_what_rests_on_it_stays_and_is_listed(filled, write):
    report = filled.import_file(write("f.csv", FILE), attested="form")
    eve = int(filled.search("eve@example.org")["customer_id"].iloc[0])
    filled.add_note(eve, "a rappelé")
    later = filled.import_file(write("g.csv", "E-mail;Ville\nanne@example.org;Brest\n"))
    undone = filled.undo(report.import_id)
    assert sorted(undone.kept.to_numpy().tolist()) == [[1, "Commune"], [eve, ""]]
    assert filled.search("eve@example.org")["customer_id"].tolist() == [eve]
    assert filled.customer(1).profile["town"] == "Brest"
    assert filled.table("orders")["order_id"].tolist() == [10, 11, 12]
    assert filled.check()
    filled.undo(later.import_id)
    assert filled.customer(1).profile["town"] == "Lannion"


def test_a_delivery_of_a_later_hand_keeps_its_order_and_its_customer(filled, write):
    report = filled.import_file(write("f.csv", FILE), attested="form")
    order = int(filled.table("orders")["order_id"].max())
    filled.insert("deliveries", [{"order_id": order, "status": "pending"}])
    undone = filled.undo(report.import_id)
    assert (undone.orders, undone.removed, len(undone.kept)) == (1, 0, 1)
    assert filled.check()


def test_an_erased_person_leaves_nothing_in_the_journal(filled, write):
    report = filled.import_file(write("f.csv", FILE), attested="form")
    filled.erase_person(1)
    assert filled.table("import_changes").empty
    filled.undo(report.import_id)
    assert filled.check()
    assert filled.search("anne@example.org").empty


def test_undoing_that_is_killed_leaves_all_or_nothing(tmp_path, worker, big_csv):
    url, share = f"sqlite:///{tmp_path / 'u.db'}", 0.2
    path = big_csv(tmp_path / "big.csv", 3000)
    usual, seen = worker(f"sqlite:///{tmp_path / 'trial.db'}", "import-undo", str(path)), []
    for _ in range(7):
        with crm.open(url) as store:
            number = store.import_file(path).import_id if store.table("customers").empty else int(store.imports()["import_id"].iloc[0])
        worker(url, "undo", number, share * usual)
        with crm.open(url) as store:
            assert store.check()
            counts = {name: len(store.table(name)) for name in ("customers", "contact_points", "search_terms")}
            assert counts in (
                {"customers": 0, "contact_points": 0, "search_terms": 0},
                {"customers": 3000, "contact_points": 3000, "search_terms": 9000},
            )
            assert store.imports()["undone_at"].isna().iloc[0] == (counts["customers"] == 3000)
            seen.append(counts["customers"])
        share *= 1.6 if counts["customers"] else 0.5  # earlier when it got through, later when it did not: however fast the machine is
    assert 3000 in seen, "none was killed before it was through"
