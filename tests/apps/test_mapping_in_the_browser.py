"""A file is dropped on the page it belongs to: what was understood is seen, corrected, and remembered."""

import pytest
from browsing import Watch, browser, free_port, needs_browser, pages_command, serving

pytestmark = pytest.mark.browser

SURVEY = "Horodateur;NPS magasin;NPS site;Remarque\n02/03/2026;9;3;bien\n03/03/2026;10;2;\n04/03/2026;3;9;bof\nTotal;22;14;\n"
CALLS = "Date appel;Heure;Durée (s);Motif;Issue\n13/03/2026;9h15;200;facture;décroché\n13/03/2026;9h17;;;abandonné\n13/03/2026;9h58;150;facture;décroché\n"
PATHS = "Chemins;Achats;Sans achat\ngoogle > web;12;30\nweb;1 200;5 000\n"
MORE = "Plus de réglages"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    needs_browser()
    pytest.importorskip("voila", reason='voila is not installed: pip install "crm-course[app]"')
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRM_COURSE_STATE", str(tmp_path_factory.mktemp("state")))
        with serving(pages_command(port, "experience", "staffing", "journeys"), port) as address:
            yield address


@pytest.fixture(scope="module")
def chromium(site):
    with browser() as opened:
        yield opened


def visit(chromium, address, *, width=1280):
    tab = chromium.new_context(viewport={"width": width, "height": 900}).new_page()
    tab.set_default_timeout(60_000)
    watch = Watch(tab)
    tab.goto(address)
    tab.locator(".crm-chart .marks").first.wait_for()
    return tab, watch


def drop(tab, name, path):
    with tab.expect_file_chooser() as choosing:
        tab.get_by_role("button", name=name, exact=True).click()
    choosing.value.set_files(path)


def settled(tab, words):
    tab.locator(".crm-answer", has_text=words).wait_for()
    tab.wait_for_function("document.querySelectorAll('.crm-busy').length === 0")


def test_of_two_questions_the_reader_chooses_and_the_next_file_of_this_shape_remembers(chromium, site, tmp_path):
    path = tmp_path / "enquête.csv"
    path.write_bytes(SURVEY.encode("cp1252"))
    tab, watch = visit(chromium, f"{site}/experience", width=390)
    drop(tab, "Ou déposez un fichier CSV ou XLSX", path)
    settled(tab, "NPS +33,3")
    tab.locator(".crm-notice", has_text="NPS site").wait_for()
    tab.locator(".crm-file", has_text="ligne de total").first.wait_for()
    tab.get_by_label("NPS site").select_option(label="Recommandation (NPS)")
    settled(tab, "NPS −33,3")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 392
    watch.check()
    again, _ = visit(chromium, f"{site}/experience")
    drop(again, "Ou déposez un fichier CSV ou XLSX", path)
    settled(again, "NPS −33,3")


@pytest.mark.parametrize(
    ("page", "button", "content", "words"),
    [
        ("staffing", "Votre relevé d’appels (CSV ou XLSX)", CALLS, "3 appels dans la journée"),
        ("journeys", "Votre journal (CSV ou XLSX)", PATHS, "des 1 212 achats"),
    ],
)
def test_a_log_dropped_on_its_page_is_understood(chromium, site, tmp_path, page, button, content, words):
    path = tmp_path / "export.csv"
    path.write_text(content, encoding="utf-8")
    tab, watch = visit(chromium, f"{site}/{page}")
    tab.get_by_role("heading", name=MORE).or_(tab.get_by_text(MORE)).first.click()
    drop(tab, button, path)
    settled(tab, words.replace(" ", "\u202f") if words[4:5].isdigit() else words)
    tab.locator(".crm-mapping select").first.wait_for()
    tab.get_by_role("link", name="modele-").wait_for()
    watch.check()
