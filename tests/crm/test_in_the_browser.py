"""The page as an owner meets it: offline, by keyboard, from a file to a card."""

from __future__ import annotations

import pytest
from browsing import Watch, browser, free_port, needs_browser, pages_command, serving

from crm_course.crm.office import texts as words
from crm_course.crm.store import open as open_store

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site():
    needs_browser()
    pytest.importorskip("voila", reason='voila is not installed: pip install "crm-course[app]"')
    port = free_port()
    with serving(pages_command(port, "crm"), port) as address:
        yield address


def test_search_card_import_and_law(site, tmp_path):
    path = tmp_path / "caisse.csv"
    path.write_text("nom;prénom;email\nNeuville;Eve;eve@example.org\nMauvais;Mel;mel@@\n", encoding="utf-8")
    with browser() as chromium:
        tab = chromium.new_context(viewport={"width": 1280, "height": 1000}).new_page()
        tab.set_default_timeout(60_000)
        watch = Watch(tab)
        tab.goto(f"{site}/crm")
        tab.get_by_label(words.SEARCH.fr).press_sequentially("le goff")
        tab.get_by_role("button", name="Anne Le Goff").click()
        tab.get_by_role("heading", name="Anne Le Goff").wait_for()
        watch.check()
        tab.get_by_role("tab", name=words.ROOMS["import"].fr).click()
        with tab.expect_file_chooser() as chooser:
            tab.get_by_role("button", name=words.FILE.fr).click()
        chooser.value.set_files(str(path))
        tab.get_by_text("eve@example.org").wait_for()  # a sample of each column
        tab.get_by_text(words.LEFT_OUT_CELLS.fr).wait_for()
        tab.get_by_label("email").select_option(label="– laissée de côté –")
        tab.get_by_text(words.LEFT_OUT_CELLS.fr).wait_for(state="detached")
        tab.get_by_label("email").select_option(label="E-mail")
        tab.get_by_text(words.LEFT_OUT_CELLS.fr).wait_for()  # each change is through before the next
        tab.get_by_role("button", name=words.IMPORT.fr).click()
        tab.get_by_text("Fiches ajoutées : 2").wait_for()
        tab.get_by_role("button", name=words.UNDO.fr).click()
        tab.get_by_text("Fiches retirées : 2").wait_for()
        tab.get_by_role("tab", name=words.ROOMS["law"].fr).click()
        tab.locator(".crm-answer", has_text="On peut contacter").wait_for()
        watch.check()


def test_ones_own_base_outlives_the_tool_and_is_the_same_in_both_languages(tmp_path, monkeypatch):
    needs_browser()
    pytest.importorskip("voila", reason='voila is not installed: pip install "crm-course[app]"')
    monkeypatch.chdir(tmp_path)
    export = tmp_path / "caisse.csv"
    export.write_text("nom;prénom;email\nNeuville;Eve;eve@example.org\n", encoding="utf-8")
    port = free_port()
    with serving(pages_command(port, "crm"), port) as address, browser() as chromium:
        tab = chromium.new_page()
        tab.set_default_timeout(60_000)
        tab.goto(f"{address}/crm")
        tab.locator(".crm-notice", has_text=str(tmp_path)).wait_for()  # where it will lie is said before
        own(tab, "fr")
        tab.get_by_role("tab", name=words.ROOMS["import"].fr).click()
        with tab.expect_file_chooser() as chooser:
            tab.get_by_role("button", name=words.FILE.fr).click()
        chooser.value.set_files(export)
        tab.get_by_role("button", name=words.IMPORT.fr).click()
        tab.get_by_text("Fiches ajoutées : 1").wait_for()
        tab.goto(f"{address}/en/crm")
        own(tab, "en")
        tab.get_by_label(words.SEARCH.en).press_sequentially("neuville")
        tab.get_by_role("button", name="Eve Neuville").wait_for()
    with open_store("sqlite:///boulangerie.db") as kept:
        assert len(kept.search("neuville")) == 1


def own(tab, language):
    tab.get_by_label(words.BASE.say(language)).fill("boulangerie.db")
    tab.get_by_role("button", name=words.OPEN.say(language)).click()
    tab.locator(".crm-notice", has_text="boulangerie.db").wait_for()
