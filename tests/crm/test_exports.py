"""Files in the shape of each tool's export, written by us: every one arrives whole, comes in once, and can be undone."""

from __future__ import annotations

import pytest

from crm_course import crm
from crm_course.crm.imports import mapping

#: name → (file, cards, orders, cents of orders, who refuses e-mails)
EXPORTS = {
    "google-contacts.csv": (
        "First Name,Last Name,Organization Name,Birthday,Notes,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
        "Address 1 - Street,Address 1 - City,Address 1 - Postal Code\n"
        "Anne,Le Goff,,1980-02-03,,Home,anne@example.org,Work,a.legoff@example.com,Mobile,+33 6 39 98 11 01,1 rue du Port,Guingamp,22200\n"
        "Luc,Petit,Petit SARL,,,,luc@example.org,,,,,,,\n",
        2, 0, 0, (),
    ),
    "outlook.csv": (
        "First Name,Last Name,Company,Home Street,Home City,Home Postal Code,Business Phone,Home Phone,Mobile Phone,E-mail Address,E-mail 2 Address,Categories\n"
        "Anne,Le Goff,,1 rue du Port,Guingamp,22200,,02 61 91 20 01,06 39 98 11 01,anne@example.org,,\n",
        1, 0, 0, (),
    ),
    "hubspot-contacts.csv": (
        "Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Opted out of email: Marketing Information,Opted out of email: One to One,Contact owner\n"
        "101,Anne,Le Goff,anne@example.org,,NEW,No,No,Max\n102,Luc,Petit,luc@example.org,,NEW,,Yes,Max\n",
        2, 0, 0, ("luc@example.org",),
    ),
    "salesforce.csv": (
        '"Contact ID","First Name","Last Name","Email","Phone","Email Opt Out","Do Not Call"\n'
        '"003A","Anne","Le Goff","anne@example.org","","0","0"\n"003B","Luc","Petit","luc@example.org","06 39 98 11 02","1","1"\n',
        2, 0, 0, ("luc@example.org",),
    ),
    "brevo.csv": (
        "EMAIL;NOM;PRENOM;SMS;EMAIL_BLACKLISTED;SMS_BLACKLISTED;ADDED_TIME\nanne@example.org;Le Goff;Anne;33639981101;0;0;15-01-2026\n"
        "luc@example.org;Petit;Luc;;1;0;15-02-2026\n",
        2, 0, 0, ("luc@example.org",),
    ),
    "mailchimp_unsubscribed.csv": (
        '"Email Address","First Name","Last Name","MEMBER_RATING","UNSUB_TIME","UNSUB_REASON"\n"luc@example.org","Luc","Petit","2","2026-02-03 08:15:00","NORMAL"\n',
        1, 0, 0, ("luc@example.org",),
    ),
    "shopify-orders.csv": (
        "Name,Email,Financial Status,Accepts Marketing,Created at,Total,Lineitem quantity,Lineitem name,Lineitem price,Billing Name\n"
        "#1001,anne@example.org,paid,yes,2026-03-01 10:00:00 +0100,80.00,1,Lit,50.00,Anne Le Goff\n"
        "#1001,anne@example.org,,,,,2,Drap,15.00,\n"
        "#1002,luc@example.org,paid,no,2026-03-02 10:00:00 +0100,20.00,1,Drap,20.00,Luc Petit\n",
        2, 2, 10_000, ("luc@example.org",),
    ),
    "woocommerce-orders.csv": (
        "Order Number,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),Order Total Amount,Item Name,Quantity,Item Cost\n"
        "1001,2026-03-01 10:00,Anne,Le Goff,anne@example.org,80.00,Lit,1,50.00\n"
        "1001,2026-03-01 10:00,Anne,Le Goff,anne@example.org,80.00,Drap,2,15.00\n"
        "1002,2026-03-02 11:00,Luc,Petit,luc@example.org,20.00,Drap,1,20.00\n",
        2, 2, 10_000, (),
    ),
    "caisse.csv": (
        "Ventes du 01/03/2026;;;;\n;;;;\nTicket;Caisse;Client;Date;Montant\n1;1;DURAND Marie;01/03/2026 09:15;12,50\n1;2;Petit Luc;01/03/2026 09:16;8,00\n"
        "2;1;DURAND Marie;02/03/2026 09:20;12,50\nTOTAL;;;;33,00\n",
        2, 3, 3300, (),
    ),
    "cdnow.csv": ("customer_id,date,number of cds,dollar value\n4,19970101,2,29.33\n4,19970118,2,29.73\n21,19970101,3,63.34\n", 2, 3, 12_240, ()),
}  # fmt: skip


@pytest.fixture
def empty():
    with crm.open("sqlite://", actor="test") as store:
        yield store


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_arrives_whole_comes_in_once_and_can_be_undone(empty, write, name):
    text, cards, orders, cents, refusing = EXPORTS[name]
    path = write(name, text)
    report = empty.import_file(path, attested="form")
    assert report.file == name
    assert (report.added, report.refused, report.orders) == (cards, 1 if name == "caisse.csv" else 0, orders), report.rejected
    assert (int(empty.table("orders")["total_cents"].sum()), round(100 * report.amount_in)) == (cents, cents)
    assert report.amount_refused == 0
    for address in refusing:
        assert empty.may_contact(int(empty.search(address)["customer_id"].iloc[0]), "email").reason == "withdrawn"
    again = empty.import_file(path, attested="form")
    assert (again.added, again.updated, again.orders, again.amount_stored) == (0, 0, 0, report.amount_stored)
    empty.undo(report.import_id)
    assert all(empty.table(table).empty for table in ("customers", "contact_points", "orders", "order_lines", "consents", "external_ids"))


def test_the_lines_of_an_order_are_its_articles(empty, write):
    text = EXPORTS["shopify-orders.csv"][0]
    assert empty.import_file(write("s.csv", text)).order_lines == 3
    lines = empty.table("order_lines").merge(empty.table("products"), on="product_id")
    assert sorted(zip(lines["name"], lines["quantity"], lines["amount_cents"], strict=True)) == [
        ("Drap", 1, 2000),
        ("Drap", 2, 3000),
        ("Lit", 1, 5000),
    ]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ne pas contacter", "contact_no"), ("Ne plus appeler", "phone_no"), ("Stop SMS", "sms_no"), ("Stop pub", "contact_no"), ("DO_NOT_EMAIL", "email_no"),
        ("Unsubscribe date", "email_no_at"), ("Désabonné le", "email_no_at"), ("Is Unsubscribed", "email_no"), ("Refus de prospection", "contact_no"),
        ("Opposition RGPD", "contact_no"), ("Liste Bloctel", "phone_no"), ("NPAI", "mail_no"), ("Accepts Marketing", "email_ok"), ("Consentement RGPD", "email_ok"),
        ("Accepte les appels", "phone_ok"), ("Contact owner", ""), ("Statut de livraison", ""), ("Nombre de relances", ""), ("Motif de désinscription", ""),
    ],
)  # fmt: skip
def test_words_of_consent_in_a_header(header, field):
    assert mapping.propose(["E-mail", header])[header] == field


def test_a_column_that_smells_of_consent_is_asked_about(empty, write):
    path = write("x.csv", "E-mail;Nom;Comm. partenaires\na@example.org;A;oui\nb@example.org;B;non\n")
    wait = write("y.csv", "E-mail;Nom;Statut\na@example.org;A;actif\nb@example.org;B;désabonné\n")
    for file, column in ((path, "Comm. partenaires"), (wait, "Statut")):
        assert empty.preview(file).questions == (column,)
        with pytest.raises(Exception, match="may hold a refusal"):
            empty.import_file(file)
        assert empty.table("customers").empty
    assert empty.import_file(wait, mapping={"Statut": "email_ok"}).withdrawn == 1
    assert empty.preview(wait).mapping["Statut"] == "email_ok", "the choice is remembered for files with this header"
    assert empty.import_file(path, mapping={"Comm. partenaires": ""}).withdrawn == 0
