"""A file is dropped on the page it belongs to: what was understood is seen, corrected, and remembered."""

import pytest
from browsing import Watch, browser, free_port, needs_browser, pages_command, serving

pytestmark = pytest.mark.browser

SURVEY = "Horodateur;NPS magasin;NPS site;Remarque\n02/03/2026;9;3;bien\n03/03/2026;10;2;\n04/03/2026;3;9;bof\nTotal;22;14;\n"
CALLS = "Date appel;Heure;Durée (s);Motif;Issue\n13/03/2026;9h15;200;facture;décroché\n13/03/2026;9h17;;;abandonné\n13/03/2026;9h58;150;facture;décroché\n"
PATHS = "Chemins;Achats;Sans achat\ngoogle > web;12;30\nweb;1 200;5 000\n"
TILL = "Journal de caisse;;;\nN° ticket;Date;Code client;Total TTC\n" + "".join(
    f"{n};{1 + n * 7 % 28:02d}/{1 + n * 5 % 12:02d}/2025;C{n * n % 23};{10 + n % 40},50 €\n" for n in range(160)
)
MAILINGS = "Nom de la campagne;Destinataires;Délivrés;Ouvertures uniques;Clics uniques;Désabonnements\nRentrée;8 120;8 010;3 204;240;21\nNoël;8 300;8 211;;190;\n"
MORE = "Plus de réglages"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    needs_browser()
    pytest.importorskip("voila", reason='voila is not installed: pip install "crm-course[app]"')
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRM_COURSE_STATE", str(tmp_path_factory.mktemp("state")))
        with serving(pages_command(port, "experience", "staffing", "journeys", "value", "campaigns"), port) as address:
            yield address


@pytest.fixture(scope="module")
def chromium(site):
    with browser() as opened:
        yield opened


def visit(chromium, address, *, width=1280):
    tab = chromium.new_context(viewport={"width": width, "height": 900}).new_page()
    tab.set_default_timeout(150_000)
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
    if page == "staffing":  # the week stands first, the interval of a call log beside it
        tab.get_by_role("tab").nth(1).click()
    tab.get_by_text(MORE).locator("visible=true").first.click()
    drop(tab, button, path)
    settled(tab, words.replace(" ", "\u202f") if words[4:5].isdigit() else words)
    tab.locator(".crm-mapping select").locator("visible=true").first.wait_for()
    tab.get_by_role("link", name="modele-").wait_for()
    watch.check()


def test_a_till_file_is_appraised_and_its_columns_are_seen(chromium, site, tmp_path):
    path = tmp_path / "caisse.csv"
    path.write_bytes(TILL.encode("cp1252"))
    tab, watch = visit(chromium, f"{site}/value", width=390)
    drop(tab, "Votre fichier de caisse (une ligne par vente : client, date, montant)", path)
    tab.locator(".crm-notice", has_text="« Code client »".replace(" ", "\u202f").replace("Code\u202fclient", "Code client")).wait_for()
    assert tab.get_by_label("Total TTC").input_value()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 392
    watch.check()


def test_a_send_report_is_read_on_its_tab(chromium, site, tmp_path):
    path = tmp_path / "rapport.csv"
    path.write_bytes(MAILINGS.encode("cp1252"))
    tab, watch = visit(chromium, f"{site}/campaigns", width=390)
    labels = tab.locator(".lm-TabBar-tabLabel")
    assert labels.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth).length") == 0
    tab.get_by_role("tab", name="Mon rapport d’envoi").click()
    drop(tab, "Votre rapport d’envoi (Brevo, Mailchimp, CSV, XLSX)", path)
    tab.locator(".crm-notice", has_text="Noël").wait_for()
    assert tab.get_by_label("Clics uniques").input_value()
    watch.check()
