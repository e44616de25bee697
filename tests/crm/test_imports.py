"""Files of other tools: recognised, previewed, taken in once, refused line by line."""

from __future__ import annotations

import pandas as pd
import pytest

from crm_course import crm
from crm_course.crm.imports import mapping
from crm_course.foundations.errors import FileProblem, InvalidValue, UnknownName

EXPORTS = {
    "hubspot": "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,Unsubscribed from all email\n"
    "101,Anne,Martin,anne.martin@example.org,+33 6 39 98 11 01,NEW,2026-01-15 09:30,false\n"
    "102,Luc,Petit,luc@example.org,,OPEN,2026-02-15 10:00,true\n",
    "brevo": "EMAIL;LASTNAME;FIRSTNAME;SMS;OPT_IN;ADDED_TIME\nanne.martin@example.org;Martin;Anne;33639981101;1;15-01-2026\nluc@example.org;Petit;Luc;;0;15-02-2026\n",
    "mailchimp": "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME\n"
    "anne.martin@example.org,Anne,Martin,3,2026-01-15 09:30:00,,2026-01-15 09:31:00\nluc@example.org,Luc,Petit,2,,,\n",
    "odoo": "id,name,type,stage_id,expected_revenue,probability,contact_name,email_from,phone\n"
    "crm.lead_1,Pompe à chaleur,opportunity,Proposition,12500.50,40,Anne Martin,anne.martin@example.org,06 39 98 11 01\n"
    "crm.lead_2,Entretien,opportunity,Gagné,300,100,Luc Petit,luc@example.org,\n",
    "salesforce": '"Id","FirstName","LastName","Email","Phone","MailingPostalCode","HasOptedOutOfEmail","CreatedDate"\n'
    '"0031","Anne","Martin","anne.martin@example.org","0639981101","1000","false","2026-01-15T09:30:00.000Z"\n'
    '"0032","Luc","Petit","luc@example.org","","22200","true","2026-02-15T09:30:00.000Z"\n',
}


@pytest.fixture
def empty():
    with crm.open("sqlite://", actor="test") as store:
        yield store


@pytest.mark.parametrize("tool", EXPORTS)
def test_exports_of_the_five_tools_come_in_once(empty, write, tool):
    path = write(f"{tool}.csv", EXPORTS[tool])
    seen = empty.preview(path)
    assert (seen.source, seen.added, len(empty.table("customers"))) == (tool, 2, 0)
    first = empty.import_file(path)
    assert (first.source, first.lines, first.added, first.updated, len(first.rejected)) == (tool, 2, 2, 0, 0)
    again = empty.import_file(path, preset=tool)
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    people = empty.table("customers")
    assert people[["first_name", "last_name"]].values.tolist() == [["Anne", "Martin"], ["Luc", "Petit"]]
    assert sorted(empty.table("contact_points")["normalised"]) == sorted(
        ["anne.martin@example.org", "luc@example.org"] + ([] if tool == "mailchimp" else ["0639981101"])
    )


def test_the_same_people_from_five_tools_are_two(empty, write):
    for tool, text in EXPORTS.items():
        empty.import_file(write(f"{tool}.csv", text))
    assert len(empty.table("customers")) == 2
    assert len(empty.table("contact_points")) == 3
    assert empty.table("customers")["postcode"].tolist() == ["01000", "22200"]
    assert empty.pipeline().sales[["stage", "amount", "chance"]].values.tolist() == [["proposal", 12500.5, 0.4], ["won", 300.0, 1.0]]


def test_a_flag_proves_nothing_without_an_attestation(empty, write):
    path = write("mc.csv", EXPORTS["mailchimp"])
    assert empty.import_file(path).unattested == 1
    assert empty.table("consents").empty
    assert empty.import_file(path, attested="formulaire du site, double confirmation").subscribed == 1
    line = empty.table("consents").iloc[0]
    assert (line["status"], str(line["ts"]), line["evidence"]) == (
        "granted",
        "2026-01-15 09:30:00",
        "formulaire du site, double confirmation",
    )
    assert empty.import_file(path, attested="x").subscribed == 0


def test_nobody_unsubscribed_is_subscribed_again(empty, write):
    empty.import_file(write("brevo.csv", EXPORTS["brevo"]), attested="form")
    assert empty.consents(2)["status"].tolist() == ["withdrawn"]
    wish = write("wish.csv", "email;newsletter\nluc@example.org;oui\nanne.martin@example.org;oui\n")
    report = empty.import_file(wish, attested="form")
    assert (report.subscribed, report.kept_out) == (0, 1)
    assert empty.consents(2)["status"].tolist() == ["withdrawn"]
    assert empty.contactable("email", "marketing", customer_id=2) is False


def test_an_address_on_the_opposition_list_arrives_unsubscribed(empty, write):
    empty.import_file(write("a.csv", "email;nom;prenom;refuse\nluc@example.org;Petit;Luc;oui\n"), mapping={"refuse": "email_no"})
    with empty.writing() as connection:  # the card goes, the hashed address stays
        for table in ("search_terms", "contact_points", "external_ids"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("UPDATE customers SET last_name = 'x'")
    report = empty.import_file(write("b.csv", "email;newsletter\nLUC@example.org;oui\n"), attested="form")
    assert (report.added, report.subscribed, report.withdrawn) == (1, 0, 1)
    assert empty.consents(2)[["status", "proof"]].values.tolist() == [["withdrawn", "opposition-list"]]


def test_bad_lines_are_refused_with_their_number_and_never_their_value(empty, write, tmp_path):
    text = (
        "nom;prénom;email;téléphone;date de naissance\n"
        "Durand;Marie;marie@example.org;06 39 98 00 11;03/02/1980\n"
        "Secret;Paul;paul@@example;;\n"
        "Secret;Jean;;12;\n"
        "Secret;Léa;;;31/02/1990\n"
        ";;;;\n"
        "Secret;Zoé;zoe@example.org\n"
        ";;;;\n"
        'Secret;"Ana;ana@example.org;;\n'
        "Le Goff;Anne;anne@example.org;;\n"
    )
    report = empty.import_file(write("f.csv", text))
    assert (report.lines, report.added, report.refused) == (7, 5, 2)
    assert report.rejected[["line", "field"]].to_numpy().tolist() == [[7, "ligne"], [9, "ligne"]]
    assert report.left_out[["line", "field"]].to_numpy().tolist() == [[3, "E-mail"], [4, "Téléphone"], [5, "Date de naissance"]]
    told = pd.concat([report.rejected, report.left_out]).astype(str)
    assert not told.apply(lambda column: column.str.contains("Secret|paul")).any(axis=None)
    report.save_rejected(tmp_path / "refus.csv")
    assert (tmp_path / "refus.csv").read_bytes().startswith(b"\xef\xbb\xbfline;field;reason")


def test_cells_over_several_lines_and_quotes_are_read(empty, write):
    text = 'email,last name,note\na@example.org,"Du""pont","ligne 1\nligne 2, suite"\nb@example.org,Robert\'); DROP TABLE customers;--,x\n'
    report = empty.import_file(write("f.csv", text))
    assert (report.lines, report.added, len(report.rejected)) == (2, 2, 0)
    assert empty.table("customers")["last_name"].tolist() == ['Du"pont', "Robert'); DROP TABLE customers;--"]
    assert empty.table("notes")["body"].tolist()[0].startswith("ligne 1")
    assert empty.search("robert")["customer_id"].tolist() == [2]
    assert empty.import_file(write("f.csv", text)).unchanged == 2
    assert len(empty.table("notes")) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(empty, write, encoding):
    empty.import_file(write("f.csv", "Nom;Prénom;E-mail\nQuéméneur;Chloé;c@example.org\n", encoding))
    assert empty.search("quemen")["first_name"].tolist() == ["Chloé"]


def test_a_spreadsheet_comes_in_like_a_csv(empty, tmp_path):
    frame = pd.DataFrame({"Nom": ["Durand", "Petit"], "Email": ["d@example.org", "p@example.org"], "Code postal": [1000, 22200], "Mobile": [639980011, None],
                          "Date de naissance": pd.to_datetime(["1980-02-03", None])})  # fmt: skip
    frame.to_excel(tmp_path / "f.xlsx", index=False)
    report = empty.import_file(tmp_path / "f.xlsx")
    assert (report.added, len(report.rejected)) == (2, 0), report.rejected
    assert empty.table("customers")["postcode"].tolist() == ["01000", "22200"]
    assert empty.table("contact_points")["normalised"].tolist() == ["d@example.org", "p@example.org", "0639980011"]
    assert str(empty.table("customers")["birth_date"].iloc[0]) == "1980-02-03 00:00:00"


def test_the_four_files_of_a_shop(empty, write):
    till = write(
        "till.csv",
        "card_number;holder;phone;postcode;opened_on\n1;LE GOFF Anne;06 39 98 00 01;22200;2025-01-02\n2;QUEMENEUR Bob;;22200;2025-02-02\n",
    )
    web = write(
        "web.csv",
        "account_id,email,first_name,last_name,postcode,town,registered_on\n7,anne@example.org,Anne,Le Goff,22200,Guingamp,2025-03-01\n",
    )
    calls = write("calls.csv", "caller_id;name_heard;phone;town;first_call_on\n9;Anne Le Goff;0639980001;Guingamp;2025-04-01\n")
    sales = write(
        "ventes.csv",
        "email;date de commande;total ttc;n° de commande\nanne@example.org;05/03/2025;1 250,50 €;F-12\nanne@example.org;06/04/2025;80;F-13\n",
    )
    counts = [empty.import_file(path).added for path in (till, web, calls, sales)]
    assert counts == [2, 1, 0, 0]  # the web account shares no phone with the card; the caller does
    assert empty.customer(3).orders["amount"].tolist() == [1250.5, 80.0]
    assert [empty.import_file(path).added for path in (till, web, calls, sales)] == [0, 0, 0, 0]
    assert len(empty.table("orders")) == 2


def test_a_mapping_is_proposed_and_can_be_corrected(empty, write):
    path = write("f.csv", "Client;Courriel perso;Couleur\nMarie Durand;m@example.org;bleu\n")
    assert empty.preview(path).mapping == {"Client": "name", "Courriel perso": "", "Couleur": ""}
    empty.import_file(path, mapping={"Courriel perso": "email", "Couleur": "note"})
    assert empty.search("m@example.org")["last_name"].tolist() == ["Durand"]
    with pytest.raises(UnknownName, match="Courriel perso"):
        empty.import_file(path, mapping={"Couriel perso": "email"})
    with pytest.raises(UnknownName, match="email"):
        empty.import_file(path, mapping={"Courriel perso": "mails"})
    with pytest.raises(UnknownName, match="hubspot"):
        empty.import_file(path, preset="hubspots")


def test_title_lines_above_the_header_are_passed_over(empty, write):
    path = write("caisse.csv", "Export, caisse de Brest\n\nNom;E-mail;Ville\nEve Neuville;eve@example.org;Brest\nMel;mel@@;Brest\n")
    seen = empty.preview(path)
    assert seen.mapping == {"Nom": "name", "E-mail": "email", "Ville": "town"}
    assert seen.left_out["line"].tolist() == [5]
    assert empty.import_file(path).added == 2


def test_a_web_shop_spreadsheet_with_billing_columns_and_a_title(empty, tmp_path):
    path = tmp_path / "woo.xlsx"
    rows = [
        ["Clients", None, None],
        ["Prénom facturation", "Nom facturation", "E-mail facturation"],
        ["Eve", "Neuville", "eve@example.org"],
    ]
    pd.DataFrame(rows).to_excel(path, index=False, header=False)
    assert list(empty.preview(path).mapping.values()) == ["first_name", "last_name", "email"]
    assert empty.import_file(path).added == 1
    assert mapping.propose(["Billing Email", "Billing City", "Date de facturation"]) == {
        "Billing Email": "email", "Billing City": "town", "Date de facturation": "",
    }  # fmt: skip


def test_what_brevo_says_of_the_unsubscribed_is_not_lost(empty, write):
    text = "EMAIL;NOM;PRENOM;STATUT;DATE_DESINSCRIPTION\na@example.org;Un;Ada;Inscrit;\nb@example.org;Deux;Bo;Désinscrit;\nc@example.org;Trois;Cy;;03/02/2026\n"
    assert empty.import_file(write("brevo.csv", text)).withdrawn == 2


def test_a_file_whose_columns_tell_nobody_can_still_be_understood(empty, write):
    path = write("x.csv", "Qui;Couleur\neve@example.org;bleu\n")
    assert "choisissez la colonne" in empty.preview(path).sentence()
    assert empty.preview(path, mapping={"Qui": "email"}).added == 1
    with pytest.raises(InvalidValue, match="who this is"):
        empty.import_file(path)


def test_filled_cells_update_and_empty_ones_change_nothing(empty, write):
    empty.import_file(write("a.csv", "email;nom;prenom;ville\na@example.org;Durand;Marie;Guingamp\n"))
    report = empty.import_file(write("b.csv", "email;nom;prenom;ville\na@example.org;Durand-Petit;;\n"))
    assert (report.added, report.updated) == (0, 1)
    assert empty.table("customers")[["first_name", "last_name", "town"]].values.tolist() == [["Marie", "Durand-Petit", "Guingamp"]]
    assert empty.search("petit")["customer_id"].tolist() == [1]
    empty.import_file(write("c.csv", "email;nom;prenom\na@example.org;Legrand;Marie\n"))
    assert empty.search("durand").empty


def test_a_second_line_about_a_new_person_fills_the_gaps_of_the_first(empty, write):
    text = "email;nom;prenom;mobile\na@example.org;Durand;;\na@example.org;Autre;Marie;06 39 98 00 11\n"
    assert empty.import_file(write("a.csv", text)).added == 1
    assert empty.table("customers")[["first_name", "last_name"]].values.tolist() == [["Marie", "Durand"]]


def test_two_people_with_one_phone_stay_two(empty, write):
    text = "nom;prenom;telephone\nDurand;Marie;01 99 00 00 11\nPetit;Luc;01 99 00 00 11\n"
    assert empty.import_file(write("a.csv", text)).added == 2
    assert empty.import_file(write("a.csv", text)).added == 0


def test_files_that_are_no_tables(empty, write, tmp_path):
    with pytest.raises(FileProblem, match="cannot be found"):
        empty.import_file(tmp_path / "none.csv")
    with pytest.raises(FileProblem, match="cannot be found or read"):
        empty.import_file(tmp_path)
    for name, text in (("empty.csv", ""), ("nul.csv", "a;b\x00\x00")):
        with pytest.raises(FileProblem, match="not a readable table"):
            empty.import_file(write(name, text))
    with pytest.raises(FileProblem, match="not a readable table"):
        empty.import_file(write("broken.xlsx", "PK broken"))
    assert empty.preview(write("twice.csv", "email;email\na@example.org;b@example.org\n")).head["emails"].tolist() == [
        ("a@example.org", "b@example.org")
    ]
    with pytest.raises(InvalidValue, match="who this is"):
        empty.import_file(write("colours.csv", "couleur;taille\nbleu;3\n"))
    assert empty.table("imports").empty


def test_headers_of_the_anchor_page_are_recognised():
    for tool, header in {
        "hubspot": "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date",
        "brevo": "EMAIL,LASTNAME,FIRSTNAME,SMS",
        "mailchimp": "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME",
        "odoo": "name,type,stage_id,expected_revenue",
        "salesforce": "Id,FirstName,LastName,Email",
    }.items():
        assert mapping.recognise(header.split(",")) == tool
    assert mapping.recognise(["Nom", "Prénom"]) is None
