"""The office: every room shows what the store holds, and every button does what it says."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from crm_course import crm
from crm_course.crm.practice import FILES
from crm_course.foundations import language, theme


@pytest.fixture
def office():
    return crm.explorer()


def texts(room):
    return " ".join(
        re.sub("<[^>]+>", " ", getattr(child, "value", "")) for child in room.children if isinstance(getattr(child, "value", ""), str)
    )


def choose(office, name):
    room = office.rooms["card"]
    room.search.value = name
    room.found.children[0].click()
    return room


def test_search_and_card(office):
    room = choose(office, "le goff")
    assert office.customer == 1
    page = room.card.children[0].children[0].value
    assert "Anne Le Goff" in page
    assert "anne.legoff@example.org" in page
    room.search.value = "le"
    shown = {button.description.split(" · ")[0]: button for button in room.found.children}
    room.search.value = "le g"
    shown["Anne Le Goff"].click()  # a click on the earlier list, which came before the new one was in sight
    assert office.customer == 1
    room.search.value = "nobody"
    assert "Aucune fiche" in room.said.value


@pytest.mark.parametrize("kind", ["call", "visit", "note", "task", "ticket"])
def test_what_is_written_stands_on_the_card(office, kind):
    room = choose(office, "chloe riou")
    room.kind.value, room.words.value = kind, "devis <b>promis</b>"
    room.save.click()
    assert "noté" in room.said.value
    page = room.card.children[0].children[0].value
    assert "<b>promis" not in page
    table = {"call": "activities", "visit": "activities", "note": "notes", "task": "tasks", "ticket": "tickets"}[kind]
    assert len(office.store.table(table)) >= 1


def test_nothing_is_written_without_a_card_or_words(office):
    room = office.rooms["card"]
    room.save.click()
    assert "Choisissez" in room.said.value
    choose(office, "chloe")
    room.kind.value, room.words.value = "note", " "
    room.save.click()
    assert "quelques mots" in room.said.value


def test_a_file_is_previewed_then_imported(office):
    room = office.rooms["import"]
    before = len(office.store.table("customers"))
    seen = room.offer("x.csv", b"nom;prenom;courriel perso\nNeuf;Eve;eve@example.org\nMauvais;Mel;mel@@\n")
    assert seen.added == 2
    room.choices["courriel perso"].value = "email"
    room.go.click()
    assert len(office.store.table("customers")) == before + 2
    assert "cellules.csv" in room.rejected.value
    room.undo.click()
    assert len(office.store.table("customers")) == before
    assert "x.csv" in room.said.value
    assert room.offer("x.csv", b"\x00\x00") is None
    assert "tableau lisible" in room.said.value


def test_a_column_that_may_hold_refusals_must_be_said(office):
    room = office.rooms["import"]
    room.offer("x.csv", "nom;email;Statut\nNeuf;eve@example.org;désabonné\n".encode())
    assert room.go.disabled
    assert "Statut" in room.shown.value
    room.choices["Statut"].value = "email_ok"
    assert not room.go.disabled
    room.go.click()
    assert office.store.consents(int(office.store.search("eve@example.org")["customer_id"].iloc[0]))["status"].tolist() == ["withdrawn"]


def test_desk_and_pipeline(office):
    desk = office.rooms["desk"]
    assert len(desk.ticket.options) == 3
    desk.done.click()
    assert len(desk.ticket.options) == 2
    pipeline = office.rooms["pipeline"]
    assert "16 340" in pipeline.answer.value.replace("\u202f", " ")
    assert len(pipeline.cards) == 3
    pipeline.cards[1].children[1].value = "won"  # the menu on the card
    assert office.store.pipeline().sales.set_index("opportunity_id").loc[1, "stage"] == "won"
    other = next(number for number in pipeline.cards if number != 1)
    pipeline.dragged.value = f"{other}:won"  # the card dragged on the column
    assert office.store.pipeline().sales.set_index("opportunity_id").loc[other, "stage"] == "won"
    pipeline.dragged.value = "999:won"
    pipeline.dragged.value = "nonsense"
    pipeline.add.click()
    assert "Choisissez" in pipeline.said.value


def test_whom_to_contact_changes_with_the_date(office):
    room = office.rooms["law"]
    choose(office, "02 61 91 20 10")
    room.channel.value, room.on.value = "phone", dt.date(2026, 8, 11)
    since = room.answer.value
    room.on.value = dt.date(2026, 8, 10)
    assert since != room.answer.value
    assert "Jean Prigent" in since
    room.sector.value = "home-energy"
    assert "contrat en cours" in room.answer.value


def test_rights(office):
    room = office.rooms["rights"]
    room.erase.click()
    assert "Choisissez" in room.said.value
    choose(office, "le goff")
    room.received.value = dt.date(2026, 1, 31)
    room.record.click()
    assert "2 mars 2026" in room.said.value
    room.copy.click()
    assert "fiche-1.json" in room.link.value
    room.erase.click()
    assert "Cochez" in room.said.value
    room.sure.value = True
    room.erase.click()
    assert "effacées" in room.said.value
    assert office.store.search("le goff").empty
    assert office.customer is None
    room.refresh()
    room.sure.value = True
    room.purge.click()
    assert office.store.overdue().empty


def test_columns_that_tell_nobody_are_chosen_on_the_page(office):
    room = office.rooms["import"]
    room.offer("x.csv", b"Qui;Couleur\neve@example.org;bleu\n")
    assert "choisissez la colonne" in room.shown.value
    assert room.go.disabled
    room.choices["Qui"].value = "email"
    assert "Fiches à ajouter : 1" in room.shown.value.replace("\u00a0", " ").replace("\u202f", " ")
    assert not room.go.disabled
    room.go.click()
    assert len(office.store.search("eve@example.org")) == 1


def test_ones_own_base_is_opened_and_kept(office, tmp_path):
    office._name.value = str(tmp_path / "none" / "x.db")
    office._open.click()
    assert "n’existe pas" in office._notice.value
    office._name.value = "mine.db"
    office._open.click()
    assert str(Path.cwd() / "mine.db") in office._notice.value  # whoever works in it knows where it lies
    for name, path in FILES.items():
        office.rooms["import"].offer(f"{name}.csv", path.read_bytes())
        office.rooms["import"].go.click()
    office.store.close()
    with crm.open("sqlite:///mine.db") as again:
        assert len(again.search("le goff")) == 1


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_charts_draw_and_say_their_finding(tongue):
    language.use(tongue)
    store = crm.practice().store
    at = dt.datetime(2026, 8, 11, 9)
    for chart in (crm.timeline_chart(store.customer(1)), crm.timeline_chart(store.customer(16)), crm.desk_chart(store.desk(at=at)),
                  crm.pipeline_chart(store.pipeline()), crm.reach_chart(store.reach([dt.date(2026, 8, 10), dt.date(2026, 8, 11)]))):  # fmt: skip
        data, _ = theme.bundle(chart)
        assert len(data["text/plain"]) > 10


def test_the_office_speaks_english(english):
    assert "Search" in crm.explorer()._tabs.titles


def test_the_list_is_filtered_and_a_name_opens_its_card(office):
    room = office.rooms["list"]
    everyone = len(crm.card.listing.listed(office.store))
    assert len(room.lines.children) == min(everyone, 50)
    assert room.town.options[0][1] == ""
    room.town.value = room.town.options[1][1]
    inside = crm.card.listing.listed(office.store, town=room.town.value)
    assert 0 < len(inside) < everyone
    assert len(room.lines.children) == len(inside)
    assert "clients.csv" in room.file.value
    room.lines.children[0].children[0].click()
    assert office.customer == inside["customer_id"].iloc[0]
    room.since.value = dt.date(2100, 1, 1)
    assert room.lines.children == ()


def test_a_ready_answer_is_written_and_found_by_its_words(office):
    room = office.rooms["knowledge"]
    room.add.click()
    assert "crm-problem" in room.said.value
    room.title.value, room.body.value = "Où est mon colis ?", "Le suivi est dans l’e-mail d’expédition <b>."
    room.add.click()
    room.search.value = "COLIS expedition"
    assert "Où est mon colis" in room.list.value
    assert "<b>." not in room.list.value
    room.search.value = "remboursement"
    assert "Aucune réponse" in room.list.value


def test_the_office_is_kept_and_taken_up(office, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    office._name.value = "mes-clients.db"
    office._open_own()
    office._tabs.selected_index = 3
    again = crm.explorer()
    again.restore(office.kept())
    assert again.kept() == office.kept()
    assert again.store.name == office.store.name
    office.store.close()
    again.store.close()
