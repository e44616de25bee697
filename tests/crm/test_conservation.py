"""Whatever a file holds is in the store afterwards, or told: lines, amounts, refusals. Tried over generated files."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_course import crm

THOROUGH = os.environ.get("CRM_COURSE_THOROUGH") == "1"
FIRST = ("Marie", "Paul", "Léa", "", "Jean-Marc", "M.", "ANNE")
LAST = ("Durand", "Petit", "Le Goff", "", "O’Brien", "DUPONT")
MAIL = (
    "",
    "a@example.org",
    "A@Example.org ",
    "b@example.org",
    "mailto:c@example.org",
    "noreply@example.org",
    "d@example.org; e@example.org",
    "n’est pas",
    "-",
)
PHONE = ("", "06 39 98 01 02", "+33 6 39 98 01 02", "0199001234", "N/A", "12", "01 99 00 12 34 / 06 39 98 01 03", "0000000000")
NEWS = ("", "oui", "non", "Désinscrit", "1", "0", "peut-être", "✗", "ne souhaite plus")
STOP = ("", "", "", "x", "oui", "non")
IDS = ("", "1", "2", "3", "0")
DAYS = ("", "2026-03-01", "01/04/2026", "31/02/2026", "3 mars 2026", "hier")
REFS = ("", "", "1001", "#1001", "1002", "nan")
AMOUNTS = ("", "10,00", "20", "1 250,50 €", "-5", "douze", "0", "(30,00)", "12-", "1,234")
CURRENCY = ("", "", "EUR", "USD")
STATES = ("", "", "payée", "annulée")
REMARKS = ("", "", "cliente fidèle", "NE PLUS CONTACTER")
HEADER = (
    "N° client",
    "Prénom",
    "Nom",
    "E-mail",
    "Téléphone",
    "Newsletter",
    "Ne pas contacter",
    "N° de commande",
    "Date de commande",
    "Montant",
    "Devise",
    "État de la commande",
    "Remarques",
)
LINE = st.tuples(*map(st.sampled_from, (IDS, FIRST, LAST, MAIL, PHONE, NEWS, STOP, REFS, DAYS, AMOUNTS, CURRENCY, STATES, REMARKS)))
BROKEN = st.sampled_from(["a;b", '"jamais fermé;x;y' + ";" * 10, ";" * 12, "TOTAL" + ";" * 9 + "99;;;"])
FILES = st.lists(st.one_of(LINE.map(";".join), LINE.map(";".join), LINE.map(";".join), BROKEN), min_size=1, max_size=14)


class Base:
    """One store for all files: each is undone at its end; after a failure it is made anew."""

    store = None

    @contextmanager
    def empty(self):
        self.store = self.store or crm.open("sqlite://")
        try:
            yield self.store
        except BaseException:
            self.store.close()
            self.store = None
            raise


@pytest.fixture(scope="module")
def base():
    made = Base()
    yield made
    if made.store:
        made.store.close()


def check(report):
    assert report.lines == report.added + report.updated + report.unchanged + report.merged + report.refused
    assert report.refused == report.rejected["line"].nunique()
    assert report.merged == len(report.merges)
    assert round(100 * report.amount_in) == round(100 * report.amount_stored) + round(100 * report.amount_refused)


@settings(max_examples=10_000 if THOROUGH else 40, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=FILES, twice=st.sampled_from((False, False, False, True)))
def test_lines_amounts_and_refusals_are_conserved(lines, twice, base, tmp_path_factory):
    """Every file comes in and is taken back; one of four is looked at before, and comes again."""
    path = tmp_path_factory.getbasetemp() / "generated.csv"
    path.write_text(";".join(HEADER) + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with base.empty() as store:
        before = {name: store.table(name) for name in ("customers", "contact_points", "orders", "consents")}
        seen = store.preview(path) if twice else None
        report = store.import_file(path, attested="form")
        check(report)
        assert seen is None or (seen.added, seen.merged, seen.refused) == (report.added, report.merged, report.refused)
        # money: what the store has is what the report says
        assert int(store.table("orders")["total_cents"].fillna(0).sum()) == round(100 * report.amount_stored)
        assert len(store.table("customers")) == report.added
        # refusals: the last word of every card with a refusing address is a refusal
        refused = refusing(lines)
        last = store.table("consents").sort_values(["ts", "consent_id"]).groupby(["customer_id", "channel"])["status"].last()
        points = store.table("contact_points")
        for address in refused:
            for number in points.loc[points["normalised"] == address, "customer_id"]:
                assert last.get((number, "email")) == "withdrawn", (address, number)
        # again: nothing is added
        if twice:
            again = store.import_file(path, attested="form")
            check(again)
            assert (again.added, again.orders, again.subscribed, again.withdrawn) == (0, 0, 0, 0)
            assert int(store.table("orders")["total_cents"].fillna(0).sum()) == round(100 * report.amount_stored)
            store.undo(again.import_id)
        # undone, the latest first: as it was
        store.undo(report.import_id)
        for name, frame in before.items():
            assert store.table(name).equals(frame), name
        assert store.table("search_terms").empty
        assert store.table("opposition_list").empty


def refusing(lines):
    """The addresses that some readable line refuses e-mails for."""
    from crm_course.crm.imports.consent_words import refuses, yes
    from crm_course.foundations import addresses

    found = set()
    for line in lines:
        cells = line.split(";") if '"' not in line and line.count(";") == len(HEADER) - 1 else None
        if cells and (yes(cells[5]) is False or (cells[6] and refuses(cells[6])) or cells[-1].isupper()):
            found |= {one for one in addresses.emails(cells[3]) if not one.startswith("noreply")}
    return found


def test_a_day_of_a_till_and_the_next(tmp_path):
    day = "Nom;E-mail;Date de commande;Montant\n"
    with crm.open("sqlite://") as store:
        for name, lines in (("1", "A;a@example.org;2026-03-01;10,00\n" * 3), ("2", "A;a@example.org;2026-03-01;10,00\n" * 4)):
            (tmp_path / f"{name}.csv").write_text(day + lines, encoding="utf-8")
            store.import_file(tmp_path / f"{name}.csv")
        assert len(store.table("orders")) == 4, "the longer file brings the same three and one more"
        assert dt.date(2026, 3, 1) == store.table("orders")["ordered_at"].iloc[0].date()
