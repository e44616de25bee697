"""The owner's table: it comes back as it went, and every wrong cell is named."""

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from roi_studies import plain, rich

from crm_course import cases, roi
from crm_course.foundations import reading
from crm_course.foundations.errors import CourseError, UnknownName
from crm_course.foundations.language import speaking
from crm_course.roi.owner import importing
from crm_course.roi.owner.figures import Row, rows_of, study_of
from crm_course.roi.plan import Plan
from crm_course.roi.report.forecast import default_forecast
from crm_course.roi.study import Assumption, Study
from crm_course.roi.study_file import as_words


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", [plain, rich])
def test_a_study_comes_back_from_its_table(make, language):
    study = make()
    with speaking(language):
        rows = rows_of(study)
    assert study_of(rows, study) == study  # read in French, whatever it was written in


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", [plain, rich])
def test_a_study_comes_back_from_the_template(make, language):
    study = make()
    with speaking(language):
        content = importing.template(study)
    assert importing.read(content, "mes-chiffres.xlsx", study) == study


euros = st.floats(0, 1e8).map(lambda value: round(value, 2))
rates = st.floats(0, 0.99).map(lambda value: round(value, 4))


@given(turnovers=st.tuples(euros, euros), fixed=st.tuples(euros, euros), rate=st.tuples(rates, rates))
def test_any_plain_pair_of_plans_comes_back(turnovers, fixed, rate):
    plans = [Plan(turnover=t, variable_rates={"purchases": r}, fixed_costs=f) for t, f, r in zip(turnovers, fixed, rate, strict=True)]
    study = Study(before=plans[0], after=plans[1])
    assert study_of(rows_of(study), study) == study


CSV = """Poste;Unité;Sans le projet;Avec le projet
Chiffre d'affaires HT;€ par an;1 200 000;1 640 000

Achats;% du CA;68,5 %;74
Charges fixes;€ par an;180000;220000
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_in_french_habits(encoding):
    study = importing.read(CSV.encode(encoding), "a.csv")
    assert study.outcome("gain") == pytest.approx(8_400)
    assert study.before.variable_rates == pytest.approx({"purchases": 0.685})


def test_columns_in_another_order_and_in_english():
    words = "With the project,Item,Without the project,Unit\n1640000,Turnover excl. tax,1200000,€ a year\n74.5,My cost,68.5,% of turnover\n"
    study = importing.read(words.encode(), "a.csv")
    assert study.after.variable_rates == {"My cost": 0.745}


def sheet(change):
    book = openpyxl.load_workbook(io.BytesIO(importing.template(plain())))
    change(book.active)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cell(place, value, style=None):
    def change(page):
        page[place] = value
        if style:
            page[place].number_format = style

    return lambda: sheet(change)


def csv(old, new):
    return lambda: CSV.replace(old, new).encode()


def with_macros():
    content = io.BytesIO(importing.template(plain()))
    with zipfile.ZipFile(content, "a") as book:
        book.writestr("xl/vbaProject.bin", b"macro")
    return content.getvalue()


def bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"0" * 210_000_000)
    return content.getvalue()


BAD = {
    "a text in a number column": (cell("D3", "beaucoup"), r"Chiffre d’affaires HT – Avec le projet \(ligne 3\).*nombre.*beaucoup"),
    "a negative amount": (cell("D3", -5), r"\(ligne 3\).*positif ou nul"),
    "no turnover": (cell("C3", None), r"Chiffre d’affaires HT – Sans le projet.*rien ne se calcule"),
    "a formula without a result": (cell("D3", "=1+1"), r"\(ligne 3\).*pas de résultat enregistré"),
    "an error value": (cell("D3", "#REF!"), r"\(ligne 3\).*nombre"),
    "a formula as a name": (cell("A5", '=HYPERLINK("http://x")'), r"Poste \(ligne 5\).*et non une formule"),
    "a name twice": (cell("A5", "Achats"), r"Poste \(ligne 5\).*déjà à la ligne 4"),
    "an unknown unit": (cell("B4", "kg"), r"Unité \(ligne 4\).*% du chiffre d’affaires.*kg"),
    "a rate of 8 for 8 %": (cell("C4", 6.8, "0.0%"), "Vouliez-vous dire 0,068"),
    "no such sheet": (lambda: sheet(lambda page: setattr(page, "title", "Feuil1")), "pas de feuille « Mes chiffres » .il a : Feuil1"),
    "no titles": (cell("A2", "Truc"), r"n’a pas la ligne de titres « Poste \| Unité"),
    "merged cells": (lambda: sheet(lambda page: page.merge_cells("A4:B4")), "les cellules A4:B4 sont fusionnées"),
    "macros": (with_macros, "contient des macros. Elles ne sont jamais exécutées"),
    "a bomb": (bomb, "pèse 210 Mo ; la limite est de 200 Mo"),
    "50 MB": (lambda: b"x" * 50_000_000, "pèse 50 Mo ; la limite est de 20 Mo"),
    "an old Excel file": (lambda: b"\xd0\xcf\x11\xe0" + bytes(100), "ni un classeur XLSX"),
    "a broken XLSX": (lambda: importing.template(plain())[:900], "ni un classeur XLSX"),
    "not a workbook": (lambda: b"PK\x03\x04" + bytes(50), "ni un classeur XLSX"),
    "mixed marks": (
        lambda: CSV.replace("1 640 000", "1 640 000,55").replace("68,5 %", "68.5").encode(),
        "virgule à la ligne 2, point à la ligne 4",
    ),
    "a text in a CSV": (csv("180000", "cent quatre-vingt"), r"Charges fixes – Sans le projet \(ligne 5\)"),
    "an empty file": (lambda: b"", "n’a pas la ligne de titres"),
    "a corrupt study": (lambda: as_words(plain()).encode()[:300], r"abîmé à la ligne \d+"),
    "a study of an older version": (lambda: as_words(plain()).replace('"version": 1', '"version": 0').encode(), "format ancien"),
    "a study of a newer version": (lambda: as_words(plain()).replace('"version": 1', '"version": 9').encode(), "version plus récente"),
    "another JSON": (lambda: b"{}", "n’est pas une étude"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_a_sentence_that_says_what_and_where(name):
    make, words = BAD[name]
    with pytest.raises(CourseError) as caught:
        importing.read(make(), "mon fichier", plain())
    import re

    told = caught.value.message("fr").replace("\u00a0", " ").replace("\u202f", " ")
    assert re.search(words, told), told
    assert "Traceback" not in told


def test_percent_cells_are_read_as_the_reader_sees_them():
    assert importing.read(cell("C4", 68, "General")(), "a.xlsx").before.variable_rates["purchases"] == pytest.approx(0.68)
    assert importing.read(cell("C4", 0.68, "0.0%")(), "a.xlsx").before.variable_rates["purchases"] == pytest.approx(0.68)
    assert importing.read(cell("C4", "68 %")(), "a.xlsx").before.variable_rates["purchases"] == pytest.approx(0.68)


def test_what_a_table_cannot_say_is_kept_from_the_study_before():
    study = rich()
    changed = study_of([row if row.item != "Fourgon" else row._replace(after=8_000.0) for row in rows_of(study)], study)
    assert changed.uncertain == study.uncertain
    assert changed.season == study.season
    gone = replace(study, uncertain={**study.uncertain, "delivery": study.uncertain["turnover"]})
    rows = [row for row in rows_of(gone) if row.item != "Livraison"]
    assert list(study_of(rows, gone).uncertain) == ["turnover"]


def test_the_limit_is_that_of_every_file():
    assert len(importing.template(rich())) < reading.LARGEST_FILE
    assert rows_of(plain())[0] == Row("Chiffre d’affaires HT", "€ par an", 1_200_000.0, 1_640_000.0, 2)


def test_years_are_taken_as_typed_or_refused():
    rows = [Row("Chiffre d’affaires HT", "€ par an", 100_000, 120_000, 2), Row("Durée de l’étude", "ans", None, 5.5, 3)]
    with speaking("fr"), pytest.raises(CourseError, match="5.5"):
        study_of(rows)
    rows[1] = Row("Durée de l’étude", "ans", None, 6, 3)
    with speaking("fr"):
        assert study_of(rows).project.years == 6


def test_what_the_bank_asks_and_where_figures_come_from_go_through_the_template():
    study = cases.sens_confort().study
    with speaking("fr"):
        rows = [row._replace(after="12 000", source="Devis du 3 mars") if row.item == "Apport personnel" else row for row in rows_of(study)]
        made = study_of(rows, study)
        assert made.forecast == {"own_money": 12_000.0}
        assert made.assumptions[0] == Assumption(text="Apport personnel", source="Devis du 3 mars")
        again = importing.read(importing.template(made), "modele.xlsx", study)
    assert again.forecast == made.forecast
    assert made.assumptions[0] in again.assumptions
    assert default_forecast(again).model.entered.own_money == 12_000
    saved = Study.from_words(made.as_words(), "etude.json")
    assert saved.forecast == made.forecast


def test_what_follows_from_the_study_is_not_noted_as_typed():
    """The rest of the price is own money: it follows the loan, until it is typed."""
    study = replace(cases.sens_confort().study, project=roi.Project(investment=60_000, loan=roi.Loan(amount=20_000, rate=0.04, years=5)))
    assert study_of(rows_of(study), study).forecast == {}
    with pytest.raises(UnknownName, match="own_money"):
        replace(study, forecast={"own_mony": 1.0})
