"""The owner's desk, without a browser: what lies on it, what goes in, what comes out."""

import io
import json
import re

import openpyxl
import pytest
from roi_studies import plain, rich

from crm_course.roi.owner.desk import desk
from crm_course.roi.owner.figures import rows_of
from crm_course.roi.owner.form import Form
from crm_course.roi.owner.importing import read, template
from crm_course.roi.report import to_html
from crm_course.roi.study_file import from_words


@pytest.fixture
def page():
    return desk(plain(), example=True)


def form(page):
    page._toggle_form()
    return page._form.children[0]


def lines(page):
    """The lines of the form, without the heads between them."""
    return [line for line in page._lines.children if hasattr(line, "children")]


def field(page, item, column):
    """The field of a line of the form; columns are 2 (without) and 3 (with)."""
    names = [row.item for row in page.rows()]
    return lines(page)[names.index(item)].children[column]


def test_it_opens_on_the_example_and_says_so(page):
    assert "Exemple" in page._title.value
    assert page.study == plain() or page.study.outcome("gain") == pytest.approx(8_400)
    assert page.year.view.sentence.startswith("Le projet rapporte 8")


@pytest.mark.parametrize("make", [plain, rich])
def test_the_form_gives_back_the_study_it_shows(make):
    page = desk(make())
    shown = form(page)
    before = page.study
    shown._pressed()
    assert shown._problem.value == ""
    assert page.study.before == before.before
    assert page.study.after == before.after
    assert page.study.project == before.project


def test_figures_typed_in_the_form_become_the_study(page):
    shown = form(page)
    shown._name.value = "Ma boutique"
    field(shown, "Chiffre d’affaires HT", 2).value = "900 000"
    field(shown, "Charges fixes", 3).value = "200 000,50 €"
    field(shown, "Livraison", 3).value = ""
    field(shown, "Investissement de départ", 3).value = "45000"
    shown._add()
    new = next(line for line in lines(shown) if getattr(line.children[0], "value", "") == "")
    new.children[0].value, new.children[3].value = "Commission", "1,5"
    shown._pressed()
    study = page.study
    assert study.name == "Ma boutique"
    assert study.before.turnover == 900_000
    assert study.after.fixed_costs == 200_000.5
    assert "delivery" not in study.after.variable_rates
    assert study.after.variable_rates["Commission"] == pytest.approx(0.015)
    assert study.project.investment == 45_000
    assert not page._form.children
    page.back()
    assert page.study.before.turnover == 1_200_000


def test_a_wrong_figure_in_the_form_is_named_and_all_that_was_typed_stays(page):
    shown = form(page)
    field(shown, "Charges fixes", 3).value = "beaucoup"
    field(shown, "Achats", 3).value = "70"
    shown._pressed()
    assert "Charges fixes – Avec le projet (ligne 7)" in shown._problem.value
    assert field(shown, "Achats", 3).value == "70"
    assert page.study.outcome("gain") == pytest.approx(8_400)


def test_sliders_move_the_study_and_a_saved_one_comes_back_with_its_scenarios(page):
    page.year.keep("Plan")
    page.year.set(turnover=1_500_000, fixed_costs=210_000)
    content = page.saved()
    assert from_words(content.decode(), "x").after.turnover == 1_500_000  # any reader of studies reads it
    other = desk(rich())
    other.load(content, "etude.json")
    assert other.study.after.turnover == 1_500_000
    assert list(other.year.scenarios) == ["Plan"]
    assert "Étude affichée" in other._title.value
    other.back()
    assert other.study.after == rich().after
    assert other._back.disabled


def test_the_filled_in_template_is_opened_and_keeps_what_it_does_not_say(page):
    book = openpyxl.load_workbook(io.BytesIO(template(rich())))
    book.active["D3"] = 1_250_000
    content = io.BytesIO()
    book.save(content)
    page.load(content.getvalue(), "mes-chiffres.xlsx")
    assert page.study.after.turnover == 1_250_000
    assert page.study.name == "Mon projet"


@pytest.mark.parametrize("content", [b"{", b"PK12", b"\x00\x01", b"a;b", json.dumps({"format": "other"}).encode()])
def test_a_file_that_cannot_be_opened_changes_nothing(page, content):
    page.year.set(turnover=1_500_000)
    page._dropped({"new": [{"name": "mon.xlsx", "content": content}]})
    assert 'role="alert"' in page._note.value
    assert page.study.after.turnover == 1_500_000
    assert page.year.values["turnover"] == 1_500_000


def test_an_example_price_of_the_investment_is_not_the_owners(page):
    page._tabs.value = "L’investissement"
    assert "est un exemple" in page._note.value
    assert page.study.project.investment == 0
    page.cash.set(investment=80_000, years=4)
    assert page.study.project.investment == 80_000
    page._tabs.value = "Une année type"
    page.year.set(turnover=1_700_000)
    page._tabs.value = "L’investissement"
    assert page.cash.values["investment"] == 80_000
    assert page.cash.view.subject.after.turnover == 1_700_000
    assert page.study.project.years == 4


def test_documents_are_of_the_study_as_it_stands(page):
    page.year.set(turnover=1_500_000)
    buttons = {one.description: one for one in page.children[-1].children[1].children}
    buttons["Classeur pour la banque (XLSX)"].click()
    name = re.search(r'download="([^"]+)"', page._ready.value)[1]
    assert name == "rapport-sens-confort-sarl.xlsx"
    assert "est prêt" in page._told.value
    assert read(template(page.study), "x.xlsx").after.turnover == 1_500_000


def test_fields_have_names_for_those_who_do_not_see_them(page):
    shown = form(page)
    fields = [one for line in lines(shown) for one in line.children if hasattr(one, "tooltip") and type(one).__name__ == "Text"]
    assert isinstance(shown, Form)
    assert all(one.tooltip for one in fields)


# -- no risk is stated that nobody gave -------------------------------------------------------


def table(**changed):
    """The figures of the example as a CSV, some of them the owner's own."""
    rows = [
        f"{row.item};{row.unit};{row.before or 0};{changed.get(row.item.split()[0], row.after)}".replace(".", ",")
        for row in rows_of(plain())
    ]
    return "\n".join(["Poste;Unité;Sans le projet;Avec le projet", *rows]).encode()


@pytest.mark.parametrize("way", ["form", "file", "slider"])
def test_own_figures_on_the_example_say_nothing_of_a_risk_that_nobody_gave(page, way):
    if way == "form":
        shown = form(page)
        field(shown, "Charges fixes", 3).value = "210 000"
        shown._pressed()
    elif way == "file":
        page.load(table(Charges=210_000), "moi.csv")
    else:
        page.year.set(fixed_costs=210_000)
    assert page.study.after.fixed_costs == 210_000
    assert page.study.uncertain == {}
    assert "Aucune incertitude n’a été donnée" in page.year.view.detail
    assert "des cas" not in page.year.view.detail
    report = to_html(page.study).decode()
    assert "Aucune incertitude n’a été donnée" in report
    assert "8 cas sur 10" not in report.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_page_and_the_command_agree_on_a_file(page):
    content = table(Charges=210_000)
    page.load(content, "moi.csv")
    command = read(content, "moi.csv")
    assert page.study.outcome("gain") == command.outcome("gain")
    assert page.study.uncertain == command.uncertain == {}
    assert page.study.season == command.season


def test_doubts_that_the_owner_gave_stay_his_and_as_large(page):
    page.load(table(Charges=210_000), "moi.csv")
    page.year.set(spread=0.1)
    shown = form(page)
    field(shown, "Chiffre d’affaires HT", 3).value = "1 500 000"
    shown._pressed()
    doubt = page.study.uncertain["turnover"]
    assert (doubt.mean, doubt.sd) == pytest.approx((1_500_000, 150_000))
    assert "des cas" in page.year.view.detail


def test_a_loan_that_no_slider_step_reaches_is_the_loan(page):
    shown = form(page)
    field(shown, "Investissement de départ", 3).value, field(shown, "Emprunt", 3).value = "65 000", "50 000"
    shown._pressed()
    page._tabs.value = "L’investissement"
    assert page.cash.view.subject.flows.owner[0] == pytest.approx(-15_000)
