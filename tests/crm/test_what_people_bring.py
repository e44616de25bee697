"""Files as people and their tools write them: what stands in the base afterwards, or the question that is asked."""

import pandas as pd
import pytest

from crm_course import crm
from crm_course.crm.imports.consent_words import consent_field
from crm_course.crm.imports.names import split_name
from crm_course.foundations.errors import InvalidValue


@pytest.fixture
def bring(tmp_path):
    """A new base, and a way to bring it a file: text, or rows of a workbook."""
    store = crm.open("sqlite://")

    def brought(content, name="f.csv", **options):
        path = tmp_path / name
        if isinstance(content, list):
            import openpyxl

            book = openpyxl.Workbook()
            for row in content:
                book.active.append(row)
            book.save(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return store, store.import_file(path, **options)

    return brought


def orders_of(store):
    table = store.table("orders")
    return len(table), int(table["total_cents"].sum()) if len(table) else 0


def last_words(store):
    log = store.table("consents").sort_values(["ts", "consent_id"])
    return {} if log.empty else log[log["channel"] == "email"].groupby("customer_id")["status"].last().to_dict()


# -- amounts ------------------------------------------------------------------------------

_ORDER = "Nom;Email;N° commande;Date de commande;{header}\n"


@pytest.mark.parametrize(
    ("cells", "cents"),
    [
        (["1,234", "12.50"], [123400, 1250]),
        (["1.234", "2.500,50"], [123400, 250050]),
        (["1,234", "12,50"], [123, 1250]),
        (["1,234", "2,500"], [123400, 250000]),
        (["100,00", "(30,00)"], [10000, -3000]),
        (["100,00", "30,00-"], [10000, -3000]),
        (["100,00", "−1 030,00 €"], [10000, -103000]),
        (["EUR 3,00", "1'234.50"], [300, 123450]),
    ],
)
def test_the_decimal_mark_is_that_of_the_column(bring, cells, cents):
    lines = "".join(f'A{"bc"[n]};{n}@example.org;{n + 1};2026-03-01;"{cell}"\n' for n, cell in enumerate(cells))
    store, report = bring(_ORDER.format(header="Montant") + lines)
    assert store.table("orders").sort_values("order_id")["total_cents"].tolist() == cents
    assert report.amount_in == report.amount_stored == sum(cents) / 100


def test_a_mark_that_no_cell_tells_is_said(bring):
    _, report = bring(_ORDER.format(header="Montant") + 'A;a@example.org;1;2026-03-01;"1,234"\n')
    assert "milliers" in report.sentence()
    assert "Montant" in report.sentence()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nom;Email;N° commande;Date;Montant;Article;Quantité;Prix unitaire\nA;a@example.org;7;1/3/2026;80;Lit;1;50\nA;a@example.org;7;1/3/2026;80;Drap;2;15\n", (1, 8000)),
        ("Nom;Email;N° commande;Date;Montant;Article\nA;a@example.org;0007;1/3/2026;50;Lit\nA;a@example.org;#7;1/3/2026;30;Drap\n", (1, 8000)),
        ("Nom;Email;N° commande;Date;Montant;Article\nA;a@example.org;CMD-1;1/3/2026;50;Lit\nA;a@example.org;cmd-1 ;1/3/2026;30;Drap\n", (1, 8000)),
        ("Nom;Email;N° commande;Date;Montant;Devise\nA;a@example.org;1;1/3/2026;50;EUR\nB;b@example.org;2;1/3/2026;30;USD\n", (1, 5000)),
        ("Nom;Email;N° commande;Date;Montant;Statut\nA;a@example.org;1;1/3/2026;50;Payée\nB;b@example.org;2;1/3/2026;30;Remboursée\n", (1, 5000)),
        ("id,Created (UTC),Amount,Customer Email,Customer Name\nch_1,2026-03-01 10:00,\"1,200.00\",a@example.org,Ann Bee\nch_2,2026-03-02 10:00,15.50,b@example.org,Bob Cee\n", (2, 121550)),
    ],
)  # fmt: skip
def test_orders_are_taken_once_and_whole(bring, text, found):
    store, report = bring(text)
    assert orders_of(store) == found
    assert report.amount_in == pytest.approx(report.amount_stored + report.amount_refused)
    assert report.orders == found[0]


def test_columns_that_nobody_knows_are_named(bring):
    _, report = bring("Nom;Email;Couleur préférée;Vide\nA;a@example.org;bleu;\n")
    assert report.ignored == ("Couleur préférée",)
    assert "Couleur préférée" in report.sentence()


# -- refusals -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell",
    [
        "stop",
        "Ne souhaite plus",
        "KO",
        "Non merci",
        "No thanks",
        "nein",
        "✗",
        "☐",
        "0.0",
        "NEVER_SUBSCRIBED",
        "Désinscrit le 3 mars",
        "jamais",
    ],
)
def test_a_refusal_in_other_words_is_one(bring, cell):
    store, report = bring(f"Email;Nom;Newsletter\na@example.org;A;{cell}\n", attested="form")
    assert last_words(store) == {1: "withdrawn"}
    assert report.withdrawn == 1


@pytest.mark.parametrize("cell", ["✓", "1.0", "Oui, par e-mail", "ja", "VRAI"])
def test_an_agreement_in_other_words_is_one(bring, cell):
    assert last_words(bring(f"Email;Nom;Newsletter\na@example.org;A;{cell}\n", attested="form")[0]) == {1: "granted"}


@pytest.mark.parametrize(
    ("header", "field"),
    [("Résilié newsletter", "email_no"), ("Non sollicitation", "contact_no"), ("donotemail", "contact_no"), ("Widerspruch", "contact_no"), ("Keine Werbung", "contact_no"),
     ("Consentement retiré", "contact_no"), ("Retrait magasin", ""), ("Exclusivité", ""), ("Inscription au salon", ""), ("Refus de paiement", "")],
)  # fmt: skip
def test_headers_that_refuse_and_headers_that_only_sound_so(header, field):
    assert consent_field(header) == field


def test_a_remark_can_refuse(bring):
    store, _ = bring(
        "Email;Nom;Newsletter;Remarques\na@example.org;A;oui;NE PLUS CONTACTER\nb@example.org;B;oui;Ne répond pas le matin\n",
        attested="form",
    )
    assert last_words(store) == {1: "withdrawn", 2: "granted"}


def test_a_refusal_dated_before_an_agreement_without_date_still_counts(bring):
    bring("Email;Nom;Newsletter\na@example.org;A;oui\n", attested="form")
    text = "Email Address,First Name,Last Name,UNSUB_TIME\na@example.org,A,,2026-05-01 10:00:00\n"
    store, report = bring(text, name="unsubscribed.csv")
    assert last_words(store) == {1: "withdrawn"}
    assert report.withdrawn == 1
    assert store.contactable("email").empty


def test_an_agreement_dated_later_than_the_refusal_stays(bring):
    bring("Email;Nom;Newsletter;Date du consentement\na@example.org;A;oui;01/06/2026\n", attested="form")
    store, _ = bring("Email;Nom;Date de désinscription\na@example.org;A;01/05/2026\n", name="old.csv")
    assert last_words(store) == {1: "granted"}


def test_a_refusal_far_down_in_a_column_that_nobody_knows_is_asked_about(bring, tmp_path):
    lines = "".join(f"{n}@example.org;N{n};rouge\n" for n in range(700))
    with pytest.raises(InvalidValue, match="Humeur"):
        bring(f"Email;Nom;Humeur\n{lines}z@example.org;Z;ne plus contacter\n")
    store = crm.open("sqlite://")
    assert store.preview(tmp_path / "f.csv").questions == ("Humeur",)
    assert store.import_file(tmp_path / "f.csv", mapping={"Humeur": "note"}).withdrawn > 0


# -- who is who ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("Nom;Email\nDurand;accueil@example.org\nPetit;accueil@example.org\n", 2),
        ("Société;Email\nAlpha SARL;compta@example.org\nBeta SAS;compta@example.org\n", 2),
        ("Nom;Prénom;Adresse;Code postal\nDurand;Marie;1 rue A;59000\nDurand;Marie;9 rue B;59000\n", 2),
        ("Nom;Prénom;Email\nDurand;Marie;m@example.org\nPetit;Marie;m@example.org\n", 1),
    ],
)
def test_a_key_is_not_enough_where_something_speaks_against(bring, text, cards):
    store, report = bring(text)
    assert len(store.table("customers")) == cards
    assert report.doubts.empty == (cards == 1)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Succession Durand", (None, "Durand")), ("M.Durand", (None, "Durand")), ("Herr Müller", (None, "Müller")), ("Durand (Marie)", ("Marie", "Durand")),
     ("Marie Durand (décédée)", ("Marie", "Durand")), ("Durand / Petit", (None, "Durand / Petit"))],
)  # fmt: skip
def test_more_names_with_care(text, name):
    assert split_name(text) == name


@pytest.mark.parametrize(
    ("first", "again"),
    [("marie@example.org", "marie @ example.org"), ("marie@example.org", "ｍａｒｉｅ@example.org"), ("marie@gmail.com", "Marie@googlemail.com"),
     ("marie@example.org", "mailto:marie%40example.org"), ("hélène@example.org", "he\u0301le\u0300ne@example.org")],
)  # fmt: skip
def test_an_erased_person_does_not_come_back(bring, first, again):
    store, _ = bring(f"Nom;Email\nDurand;{first}\n")
    store.erase_person(1)
    assert bring(f"Nom;Email\nDurand;{again}\n", name="g.csv")[1].added == 0


def test_births_by_the_days_of_a_spreadsheet(bring):
    store, _ = bring("Nom;Email;Date de naissance\nA;a@example.org;12916\nB;b@example.org;29344\n")
    assert pd.to_datetime(store.table("customers")["birth_date"]).dt.strftime("%Y-%m-%d").tolist() == ["1935-05-12", "1980-05-03"]


# -- the sheet ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "foot", ["Count;2;", "Edité le 30/11/2026;;", "--- fin ---;;", "Cumul;;200,00", "Summe;;200,00", "Report total;;200,00"]
)
def test_what_stands_at_the_foot_is_no_customer(bring, foot):
    store, report = bring(f"Nom;Téléphone;Achats\nDurand;0199001234;120,00\nPetit;0199001235;80,00\n{foot}\n")
    assert store.table("customers")["last_name"].tolist() == ["Durand", "Petit"]
    assert report.lines == 3


def test_a_workbook_with_titles_and_empty_rows(bring):
    rows = [
        ["Clients au 30/11/2026"],
        [],
        ["Nom", "Email", "Achats"],
        ["Durand", "a@example.org", 120],
        [],
        ["Petit", "b@example.org", 80],
        ["TOTAL", None, 200],
    ]
    store, _ = bring(rows, name="f.xlsx")
    assert store.table("customers")["last_name"].tolist() == ["Durand", "Petit"]


@pytest.mark.parametrize(
    "content",
    [
        "Nom,Email\nCrÃ©pin,a@example.org\n".encode(),
        "Nom,Email\nCre\u0301pin,a@example.org\n".encode(),
        b"Nom,Email\nCr&eacute;pin,a@example.org\n",
    ],
)
def test_letters_written_in_a_roundabout_way(bring, content):
    assert bring(content)[0].table("customers")["last_name"].tolist() == ["Crépin"]
