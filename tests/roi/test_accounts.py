"""The books of a year become the owner's figures: by account number or by label, each charge with its guess."""

import pytest

from crm_course.foundations import sheets
from crm_course.foundations.errors import InvalidData, UnknownName
from crm_course.roi.owner import accounts, importing
from crm_course.roi.owner.figures import study_of

BALANCE = """Balance générale au 31/12/2026;;;;;
Compte;Intitulé;Débit;Crédit;Solde débiteur;Solde créditeur
101000;Capital;;10 000,00;;10 000,00
512000;Banque;50 000,00;30 000,00;20 000,00;
607000;Achats de marchandises;820 000,00;4 000,00;816 000,00;
606100;Électricité;9 000,00;;9 000,00;
613200;Loyers;24 000,00;;24 000,00;
624200;Transports sur ventes;24 000,00;;24 000,00;
641000;Salaires;100 000,00;;100 000,00;
645000;Charges sociales;40 000,00;;40 000,00;
661000;Intérêts;3 000,00;;3 000,00;
707000;Ventes;;1 250 000,00;;1 250 000,00
709000;RRR;50 000,00;;50 000,00;
TOTAL;;1 120 000,00;1 294 000,00;1 086 000,00;1 260 000,00
"""
STATEMENT = """Compte de résultat;Exercice N;Exercice N-1
Ventes de marchandises;1 000 000;900 000
Production vendue (services);200 000;100 000
Chiffre d’affaires net;1 200 000;1 000 000
Achats de marchandises;816 000;700 000
Variation de stocks;(16 000);0
Autres achats et charges externes;60 000;50 000
Salaires et traitements;80 000;70 000
Total des charges d’exploitation (II);940 000;820 000
Résultat d’exploitation;260 000;180 000
Charges financières;3 000;1 000
"""


def read(text):
    return accounts.read(sheets.read(text.encode()))


def shown(books):
    return {row.item: (row.unit, pytest.approx(row.after)) for row in books.rows()}


def test_a_trial_balance_by_its_numbers():
    assert shown(read(BALANCE)) == {
        "Chiffre d’affaires HT": ("€ par an", 1_200_000), "Achats": ("% du chiffre d’affaires", 0.68), "Énergie et fournitures": ("€ par an", 9_000),
        "Loyers": ("€ par an", 24_000), "Livraison": ("% du chiffre d’affaires", 0.02), "Salaires et charges sociales": ("€ par an", 140_000),
    }  # fmt: skip
    assert "Mis à part" in read(BALANCE).sentence()


def test_a_statement_by_its_labels_counts_nothing_twice():
    assert shown(read(STATEMENT)) == {
        "Chiffre d’affaires HT": ("€ par an", 1_200_000), "Achats": ("% du chiffre d’affaires", 800 / 1200), "Autres charges externes": ("€ par an", 60_000),
        "Salaires et charges sociales": ("€ par an", 80_000),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Compte;Solde\n707000;-100 000\n607000;60 000\n6091;-1 000\n", "Account;Debit;Credit\n707;;100,000.00\n607;60,000.00;\n6091;;1,000.00\n",
     "Compte;Libellé;Montant\n70;Ventes;100 000\n707;Ventes;100 000\n60;Achats;59 000\n607;Achats;60 000\n609;RRR;-1 000\n"],
)  # fmt: skip
def test_signs_and_sums_as_programs_write_them(text):
    books = read(text)
    assert books.turnover == 100_000
    assert shown(books)["Achats"] == ("% du chiffre d’affaires", 0.59)


def test_a_guess_can_be_changed():
    books = read(BALANCE).changed({"Loyers": "variable"})
    assert shown(books)["Loyers"] == ("% du chiffre d’affaires", 0.02)
    with pytest.raises(UnknownName, match='Did you mean "Loyers"'):
        books.changed({"Loyer": "variable"})


def test_books_without_a_turnover_and_cells_that_cannot_be_read_are_told():
    with pytest.raises(InvalidData, match="books with a turnover"):
        read("Compte;Solde\n607000;60 000\n613000;3\n")
    assert "illisibles" in read("Compte;Solde\n707;100\n607;60\n613;x\n").sentence()


def test_the_page_takes_the_books_and_leaves_other_files_alone(study):
    books = importing.accounts_of(BALANCE.encode("cp1252"), "balance.csv")
    made = study_of(books.rows(), study)
    assert (made.before.turnover, made.after.turnover) == (1_200_000, 1_200_000)
    assert made.before.variable_rates == {"purchases": pytest.approx(0.68), "delivery": pytest.approx(0.02)}
    assert sum(line.amount for line in made.before.lines) == 173_000
    assert importing.accounts_of(importing.template(study), "modele.xlsx") is None
    assert importing.accounts_of(b"{}", "study.json") is None
    assert (
        importing.accounts_of("Poste;Unité;Sans le projet;Avec le projet\nAchats;% du chiffre d’affaires;68 %;68 %\n".encode(), "a.csv")
        is None
    )
