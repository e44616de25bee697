"""Orders, what is sent and sent back, stock, and the log of contacts: what could not happen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ...parameters import CASH_LIMIT_CENTS, INSTALLED, SERVICES
from .looking import Bad, before, closed, day_of, differs, looked_up, moments_of, rules

__all__ = ["RULES"]


def _sums(lines: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Orders whose lines do not add up to their goods, said at the first of their lines."""
    total = lines.groupby("order_id")["amount_cents"].sum()
    wrong = orders.loc[differs(orders["goods_cents"], orders["order_id"].map(total).fillna(0)), "order_id"]
    return lines["order_id"].isin(wrong).to_numpy()


def _uncredited(orders: pd.DataFrame, events: pd.DataFrame, campaigns: pd.DataFrame) -> Bad:
    """Orders that do not carry the campaign last clicked before them, its window still open; or that carry another one."""
    clicks = events[(events["kind"] == "clicked").to_numpy()]
    sent, days = (looked_up(clicks, "campaign_id", campaigns, column) for column in ("sent_at", "window_days"))
    until = moments_of(sent) + pd.to_timedelta(days.astype("float64"), unit="D")
    known = pd.DataFrame(
        {
            "who": clicks["customer_id"].astype("float64"),
            "at": _seconds(clicks["ts"]),
            "until": until,
            "clicked": clicks["campaign_id"].astype("float64"),
        }
    )
    bought = pd.DataFrame(
        {
            "who": orders["customer_id"].astype("float64"),
            "at": _seconds(orders["ordered_at"]),
            "row": np.arange(len(orders), dtype=np.int64),
        }
    )
    last = pd.merge_asof(bought.dropna().sort_values("at"), known.dropna().sort_values("at"), on="at", by="who", allow_exact_matches=False)
    last = last.set_index("row").reindex(np.arange(len(orders), dtype=np.int64))
    own = last["clicked"].where(last["at"] < last["until"]).fillna(-1)
    return np.asarray((orders["campaign_id"].astype("float64").fillna(-1).to_numpy() != own.to_numpy()) & last["who"].notna().to_numpy())


def _seconds(column: pd.Series[Any]) -> pd.Series[Any]:
    return moments_of(column).astype("datetime64[s]")


def _not_paid_back(returns: pd.DataFrame, lines: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Refunds that are not what was paid for the line, its share of the discount taken off (to the cent)."""
    amount = looked_up(returns, "order_line_id", lines, "amount_cents").astype("float64")
    of = returns.assign(order_id=looked_up(returns, "order_line_id", lines, "order_id"))
    goods, discount = (looked_up(of, "order_id", orders, column).astype("float64") for column in ("goods_cents", "discount_cents"))
    return np.asarray((returns["refund_cents"].astype("float64") - amount * (1 - discount / goods)).abs() > 1)


def _misdelivered(orders: pd.DataFrame, lines: pd.DataFrame, products: pd.DataFrame) -> Bad:
    """Orders of what is installed that are not installed, and services delivered."""
    category = looked_up(lines, "product_id", products, "category")
    installed, goods = (
        orders["order_id"].isin(lines.loc[which, "order_id"]) for which in (category.isin(INSTALLED), ~category.isin(SERVICES))
    )
    mode = orders["delivery_mode"]
    return ((installed & (mode != "installation")) | ((mode == "service") == goods)).to_numpy()


def _service(rows: pd.DataFrame, products: pd.DataFrame) -> Bad:
    return looked_up(rows, "product_id", products, "category").isin(SERVICES).to_numpy()


def _now_and_then(lines: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Lines of a product that was out of stock for some and not for others on the same day."""
    day = day_of(looked_up(lines, "order_id", orders, "ordered_at"))
    away = looked_up(lines, "order_id", orders, "delivery_mode").astype("str") == "takeaway"
    share = lines["deferred"].astype(float).where(~away).groupby([lines["product_id"], day]).transform("mean")
    return (~away & share.between(0, 1, inclusive="neither")).to_numpy()


def _too_late(log: pd.DataFrame) -> Bad:
    """Purchases of a project that come before a channel met on the way to it."""
    project = log["opportunity_id"].astype("float64")
    way = (log["stage"] == "mission") & project.notna()
    last = moments_of(log["ts"])[way].groupby(project[way]).max().reindex(project).to_numpy()
    return np.asarray(log["converted"].astype(bool) & (moments_of(log["ts"]).to_numpy() < last))


def _unsold(stock: pd.DataFrame, lines: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Products and months whose sales are not the pieces ordered and not cancelled."""
    lines = lines[~lines["order_id"].isin(orders.loc[orders["status"] == "cancelled", "order_id"])]
    month = day_of(looked_up(lines, "order_id", orders, "ordered_at")).to_numpy().astype("datetime64[M]")
    pieces = lines["quantity"].groupby([month, lines["product_id"].to_numpy()]).sum()
    keys = pd.MultiIndex.from_arrays([moments_of(stock["month"]).to_numpy().astype("datetime64[M]"), stock["product_id"]])
    pieces.index = pd.MultiIndex.from_arrays(
        [pieces.index.get_level_values(0).to_numpy().astype("datetime64[M]"), pieces.index.get_level_values(1)]
    )
    return np.asarray(pieces.reindex(keys).fillna(0).to_numpy() != stock["sold"].to_numpy())


RULES = rules(
    ("orders customers", "une commande suit l’arrivée du client", "an order comes after the customer",
     lambda o, c: before(looked_up(o, "customer_id", c, "created_on"), o["ordered_at"])),
    ("orders", "total = articles − remise + port", "total = goods − discount + shipping",
     lambda o: differs(o["total_cents"], o["goods_cents"] - o["discount_cents"] + o["shipping_cents"])),
    ("orders campaigns", "une commande suit la campagne qui l’a causée", "an order comes after its campaign",
     lambda o, c: before(looked_up(o, "campaign_id", c, "sent_at"), o["ordered_at"])),
    ("orders campaign_events campaigns", "une commande porte la campagne cliquée avant elle, dans sa fenêtre", "an order carries the campaign clicked before it, in its window", _uncredited),
    ("orders", "on ne paie en espèces qu’au magasin, et 1 000 € au plus", "cash is paid in the shop only, and at most 1,000 euros",
     lambda o: ((o["payment"] == "cash") & ((o["channel"] != "shop") | (o["total_cents"] > CASH_LIMIT_CENTS))).to_numpy()),
    ("orders", "une commande par lettre est saisie au bureau", "an order by letter is recorded in the office",
     lambda o: ((o["channel"] == "mail") & (closed(o["ordered_at"], saturdays=True) | ~moments_of(o["ordered_at"]).dt.hour.between(8, 19))).to_numpy()),
    ("orders order_lines products", "ce qu’on installe est posé, un service n’est pas livré", "what is installed is installed, a service is not delivered", _misdelivered),
    ("order_lines", "un article n’a qu’une ligne dans une commande", "an item has one line in an order", lambda x: x.duplicated(["order_id", "product_id"]).to_numpy()),
    ("stock products", "un service n’est pas en stock", "a service is not stocked", _service),
    ("orders", "une commande en magasin a son magasin", "an order in a shop has its shop",
     lambda o: (o["channel"].isin(["shop", "kiosk"]) != o["shop_id"].notna()).to_numpy()),
    ("orders", "qui ne laisse pas son nom achète au magasin et emporte", "who leaves no name buys in the shop and takes away",
     lambda o: (o["customer_id"].isna() & ((o["channel"] != "shop") | (o["delivery_mode"] != "takeaway"))).to_numpy()),
    ("orders deliveries", "une commande annulée ne part pas", "a cancelled order does not leave",
     lambda o, d: ((o["status"] == "cancelled") & o["order_id"].isin(d["order_id"])).to_numpy()),
    ("orders invoices", "une commande annulée n’est pas facturée", "a cancelled order is not invoiced",
     lambda o, i: ((o["status"] == "cancelled") & o["order_id"].isin(i["order_id"])).to_numpy()),
    ("order_requests orders", "une demande est annulée comme sa commande", "a request is cancelled as its order is",
     lambda r, o: (r["order_id"].notna() & ((r["outcome"] == "cancelled") != (looked_up(r, "order_id", o, "status").astype("str") == "cancelled"))).to_numpy()),
    ("orders", "la remise vient d’une campagne", "the discount comes from a campaign", lambda o: ((o["discount_cents"] > 0) & o["campaign_id"].isna()).to_numpy()),
    ("order_lines orders", "un article manque pour tous ou pour personne le même jour", "an item is out for all or for none on the same day", _now_and_then),
    ("order_lines orders", "ce qu’on emporte était en rayon", "what is taken away was on the shelf",
     lambda x, o: (x["deferred"].astype(bool) & (looked_up(x, "order_id", o, "delivery_mode").astype("str") == "takeaway")).to_numpy()),
    ("order_lines", "montant = prix × quantité", "amount = price × quantity", lambda x: differs(x["amount_cents"], x["unit_price_cents"] * x["quantity"])),
    ("order_lines", "la quantité est d’au moins 1", "the quantity is at least 1", lambda x: (x["quantity"] < 1).to_numpy()),
    ("order_lines orders", "les lignes font le total des articles", "lines add up to the goods", _sums),
    ("deliveries orders", "la livraison suit la commande", "delivery comes after the order",
     lambda d, o: before(day_of(looked_up(d, "order_id", o, "ordered_at")), d["delivered_on"])),
    ("deliveries orders", "on livre comme la commande le dit", "delivery is by the mode of the order",
     lambda d, o: (d["mode"].astype("str") != looked_up(d, "order_id", o, "delivery_mode").astype("str")).to_numpy()),
    ("deliveries", "la livraison suit l’expédition", "delivery comes after shipping", lambda d: before(d["shipped_on"], d["delivered_on"])),
    ("deliveries", "en retard = après la date promise", "late = after the promised day",
     lambda d: (d["delivered_on"].notna() & ((moments_of(d["delivered_on"]) > moments_of(d["promised_on"])) != (d["status"] == "late"))).to_numpy()),
    ("returns order_lines deliveries", "un retour suit la livraison", "a return comes after delivery",
     lambda r, x, d: before(looked_up(r.assign(order_id=looked_up(r, "order_line_id", x, "order_id")), "order_id", d, "delivered_on"), r["returned_on"])),
    ("returns order_lines", "on ne retourne pas plus que commandé", "no more is returned than was ordered",
     lambda r, x: (r["quantity"] > looked_up(r, "order_line_id", x, "quantity")).to_numpy()),
    ("returns order_lines orders", "on rembourse ce qui a été payé, remise déduite", "the refund is what was paid, discount taken off", _not_paid_back),
    ("returns order_lines products", "un service ne se renvoie pas", "a service is not sent back",
     lambda r, x, p: _service(r.assign(product_id=looked_up(r, "order_line_id", x, "product_id")), p)),
    ("returns", "un retour arrive un jour ouvré", "a return arrives on a working day", lambda r: closed(r["returned_on"], saturdays=True)),
    ("interactions customers", "une interaction suit l’arrivée du client", "an interaction comes after the customer",
     lambda i, c: before(looked_up(i, "customer_id", c, "created_on"), i["ts"])),
    ("interactions", "un achat suit les canaux rencontrés", "a purchase comes after the channels met", _too_late),
    ("interactions orders", "un achat vaut le total de sa commande", "a purchase is worth its order’s total",
     lambda i, o: (i["converted"] & ((i["value"] - looked_up(i, "order_id", o, "total_cents").astype(float) / 100).abs() > 0.005)).to_numpy(dtype=bool)),
    ("stock order_lines orders", "les ventes sont les pièces commandées et non annulées", "sales are the pieces ordered and not cancelled", _unsold),
    ("stock", "stock final = initial + entrées − ventes", "closing = opening + received − sold",
     lambda s: differs(s["closing"], s["opening"] + s["received"] - s["sold"])),
    ("stock", "un rayon vide dans le mois avait vendu son stock initial, et ne finit qu’avec ce qui est entré depuis",
     "a shelf that was empty in a month had sold what it opened with, and closes with what came in since",
     lambda s: ((s["days_out"] > 0) & ((s["opening"] > s["sold"]) | (s["closing"] > s["received"]))).to_numpy()),
    ("stock", "un rayon vide tout le mois reste à zéro", "a shelf that is empty all month stays at zero",
     lambda s: ((s["days_out"] >= moments_of(s["month"]).dt.days_in_month) & (s[["opening", "closing"]] > 0).any(axis=1)).to_numpy()),
    ("stock", "le stock n’est pas négatif", "stock is not negative", lambda s: (s[["opening", "received", "sold", "closing"]] < 0).any(axis=1).to_numpy()),
    ("channel_costs", "coût = contacts × coût d’un contact, à l’arrondi près", "cost = contacts × unit cost, but for rounding",
     lambda c: ((c["cost_cents"] - c["contacts"] * c["unit_cost_cents"]).abs() > c["contacts"]).to_numpy()),
)  # fmt: skip
