"""A till file comes in, a list to call goes out; every chart says its finding in both languages."""

import numpy as np
import pandas as pd
import pytest

from crm_course import value
from crm_course.foundations import language
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.value import tables

TILL = (
    "Magasin du port ; ventes\nN° client;Date de vente;Total TTC;Vendeur\n"
    "C1;03/01/2026;12,50 €;A\nC1;10/02/2026;1 024,00;A\n;11/02/2026;8,00;B\nC2;12/02/2026;-5,00;B\nC2;13/02/2026;9,90;B\nC3;demain;4,00;B\n"
)


def file_of(orders):
    """Orders as a French till writes them."""
    lines = [f"{r.customer_id};{r.ordered_at:%d/%m/%Y};{r.amount:.2f}".replace(".", ",") for r in orders.itertuples()]
    return "\n".join(["Client;Date;Montant TTC", *lines])


@pytest.fixture(scope="module")
def base():
    shop = value.shop()
    return value.appraise(shop.orders, margin=shop.margin, until=shop.until)


def test_a_french_till_is_read_and_what_is_left_out_is_told():
    found = value.read_orders(TILL)
    assert found.orders["amount"].tolist() == [12.5, 1024.0, 9.9]
    assert found.orders["ordered_at"].dt.strftime("%Y-%m-%d").tolist() == ["2026-01-03", "2026-02-10", "2026-02-13"]
    assert (found.nobody, found.returns, found.unread, found.lines) == (1, 1, 1, 6)
    assert "Total TTC" in found.sentence()
    assert "Retours" in found.sentence()


def test_cents_are_cents_and_headings_may_be_named():
    cells = pd.DataFrame({"customer_id": ["1", "2"], "ordered_at": ["2026-01-01", "2026-01-02"], "total_cents": ["1250", "800"]})
    assert value.read_orders(cells).orders["amount"].tolist() == [12.5, 8.0]
    other = cells.set_axis(["who", "when", "paid"], axis=1)
    assert len(value.read_orders(other, customer="who", day="when", amount="paid").orders) == 2
    with pytest.raises(InvalidData, match=r"recognised: The customer \(columns given: who, when, paid\)"):
        value.read_orders(other)
    with pytest.raises(InvalidValue, match="one line at least"):
        value.read_orders(cells.assign(customer_id=""))


def test_the_list_is_those_with_most_at_stake(base):
    called = base.call(20)
    assert called["stake"].is_monotonic_decreasing
    assert called["stake"].tolist() == pytest.approx((called["value"] * (1 - called["alive"])).tolist())
    rest = base.customers[~base.customers["customer_id"].isin(called["customer_id"])]
    assert (rest["value"] * (1 - rest["alive"])).max() <= called["stake"].min() + 1e-9
    assert base.low < base.capital.total < base.high
    assert "8 chances sur 10" in base.sentence()


def test_the_shop_s_truth_is_found(base):
    shop = value.shop()
    there = shop.truth.set_index("customer_id")["there"].reindex(base.customers["customer_id"])
    found = value.calibration(base.customers["alive"], there.to_numpy())
    assert (found["predicted"] - found["actual"]).abs().max() < 0.12
    assert base.check.holds


def test_the_explorer_answers_and_every_input_changes_something():
    panel = value.explorer()
    first = panel.view
    assert "inventée" in first.notice
    assert "600 clients" in first.sentence.replace("\u202f", " ").replace("\u00a0", " ")
    for name, moved in {"margin": 0.5, "calls": 10, "cost": 40, "years": 1, "discount_rate": 0.3, "model": "bg-nbd"}.items():
        before = panel.view
        after = panel.set(**{name: moved})
        assert (after.sentence, after.meaning) != (before.sentence, before.meaning), name
    names = list(panel.view.downloads)
    content = panel.view.downloads[names[0]]().decode("utf-8-sig")
    assert content.splitlines()[0].startswith("Client;Valeur")
    assert len(content.splitlines()) == 11


def test_a_dropped_file_is_the_one_that_is_appraised():
    orders = value.shop(4, customers=150).orders
    cells = value.read_orders(file_of(orders)).orders.astype(str).set_axis(["Client", "Date", "Montant"], axis=1)
    panel = value.explorer()
    panel._controls["file"].value = cells
    panel._changed()
    assert "150 clients" in panel.view.sentence.replace("\u202f", " ").replace("\u00a0", " ")
    assert "inventée" not in panel.view.notice
    assert "ventes lues" in panel.view.notice


def test_a_file_in_which_nobody_came_back_is_answered_in_words():
    panel = value.explorer()
    panel._controls["file"].value = pd.DataFrame({"client": ["a", "b"], "date": ["01/02/2026", "02/02/2026"], "montant": ["3", "4"]})
    panel._changed()
    assert "un autre jour que le premier" in panel._sentence.value


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_every_chart_says_its_finding(base, spoken):
    shop = value.shop()
    with language.speaking(spoken):
        charts = [
            value.cohorts_chart(value.cohorts(shop.orders)),
            value.survival_chart(value.survival([3, 5, 5, 9], [True, True, False, False])),
            value.capital_chart(base.capital),
            value.whale_chart(value.whale(np.arange(-20.0, 40))),
            value.holdout_chart(base.check),
            value.calibration_chart(value.calibration(base.customers["alive"], base.customers["alive"] > 0.5)),
            value.mailing_chart(value.migration([0.3, 0.1], 40, 4, 0.2)),
            value.position_chart(base),
            value.calls_chart(base.call(5)),
            value.strategy_chart(value.strategy(pd.DataFrame({"brand": ["A"], "interactive_share": [0.7], "customer_value": [200.0]}))),
        ]
        for chart in charts:
            spec = chart.to_dict()
            assert any(c.isdigit() for c in spec["description"]), spec["title"]
            assert spec["title"]["text"]


def test_empty_cohorts_are_drawn_too():
    one = pd.DataFrame({"customer_id": [1], "ordered_at": ["2026-01-05"]})
    assert value.cohorts_chart(value.cohorts(one)).to_dict()["description"].startswith("Aucune période")


def test_tables_speak(base):
    assert "Clients rêvés" in tables.table(base.customers.head(50)).to_html()
    with language.speaking("en"):
        assert "Dream customers" in tables.table(base.customers.head(50)).to_html()
    assert "Périodes sans achat" in tables.table(value.migration([0.3], 40, 4, 0.2).frame).to_html()


PRESTA = (
    "ID;Référence;Nouveau client;Client;Total;Paiement;État;Date\n12;XKB;Non;M. DURAND;45,00 €;Carte;Livré;05/01/2026 10:12\n"
    "13;XKC;Oui;L. Petit;12,00 €;Carte;Annulé;21/01/2026 10:12\n14;XKD;Non;m. durand;22,00 €;Carte;Paiement accepté;22/01/2026 10:12\n"
)
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Total,Discount Amount,Created at,Lineitem quantity,Lineitem price\n"
    "#1001,Marie@example.org,paid,2026-01-05 10:00:00 +0100,fulfilled,45.00,0,2026-01-05 10:00:00 +0100,1,45\n"
    "#1002,marie@example.org,refunded,2026-01-09,fulfilled,20.00,0,2026-01-09 11:00:00 +0100,1,20\n"
    "#1003,jo@example.org,paid,,fulfilled,30.00,0,2026-02-19 11:00:00 +0100,1,30\n"
)
TICKETS = (
    "N° ticket;Date;Heure;Code client;Nom;Article;Quantité;Prix unitaire\n1;13/02/2026;10:01;1001;Le Goff;Fromage;2;3,50\n"
    "1;13/02/2026;10:01;1001;Le Goff;Vin;1;8,00\n2;14/02/2026;10:01;Client de passage;;Vin;1;8,00\n"
)


@pytest.mark.parametrize(
    ("file", "heads", "customers", "amounts", "left"),
    [
        (PRESTA, ("Client", "Date", "Total"), ["M. DURAND"] * 2, [45, 22], {"cancelled": 1}),
        (SHOPIFY, ("Email", "Created at", "Total"), ["Marie@example.org", "jo@example.org"], [45, 30], {"cancelled": 1}),
        (TICKETS, ("Code client", "Date", "Quantité × Prix unitaire"), ["1001"] * 2, [7, 8], {"nobody": 1}),
    ],
)
def test_exports_of_shops_are_read_and_what_is_no_sale_is_left_out(file, heads, customers, amounts, left):
    found = value.read_orders(file)
    assert tuple(found.columns.values()) == heads
    assert found.orders["customer_id"].tolist() == customers
    assert found.orders["amount"].tolist() == amounts
    assert {name: count for name in ("nobody", "unread", "cancelled", "returns", "far") if (count := getattr(found, name))} == left


def test_a_clock_that_was_never_set_does_not_age_the_whole_shop():
    lines = [f"C{n % 9};{1 + n % 28:02d}/{1 + n % 6:02d}/2026;10" for n in range(300)]
    found = value.read_orders("\n".join(["Client;Date;Montant", *lines, "C1;01/01/1970;10", "C2;03/03/2062;10"]))
    assert (found.far, len(found.orders)) == (2, 300)
    assert "plus d’un an" in found.sentence()
    assert "passage" not in found.sentence()
    alone = value.read_orders(
        "\n".join(["Client;Date;Montant", *(line.replace("C1;", "Boutique;").replace("C2;", "Boutique;") for line in lines)])
    )
    assert "Boutique" in alone.sentence()  # a fifth of the lines: asked, not decided


def test_every_line_of_a_file_is_read_or_counted():
    found = value.read_orders(TILL)
    assert found.lines == len(found.orders) + found.nobody + found.unread + found.cancelled + found.returns + found.far
