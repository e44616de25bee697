"""Tickets, calls and surveys: what could not happen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .looking import Bad, before, differs, looked_up, moments_of, rules

__all__ = ["RULES"]


def _uncounted(calls: pd.DataFrame, tickets: pd.DataFrame) -> Bad:
    """Quarter-hours of the support queue whose calls are not those of the tickets."""
    phone = tickets.loc[tickets["wait_seconds"].notna(), "opened_at"]
    return np.asarray((calls["queue"] == "support") & (_by_quarter(phone, calls) > calls["offered"]))


def _unheard(calls: pd.DataFrame, log: pd.DataFrame) -> Bad:
    """Quarter-hours of the sales queue whose answered calls are not the advice and the orders by phone."""
    sales = (log["channel"] == "phone") & log["kind"].isin(["call", "purchase"])
    return np.asarray((calls["queue"] == "sales") & (_by_quarter(log.loc[sales, "ts"], calls) > calls["answered"]))


def _by_quarter(moments: pd.Series[Any], calls: pd.DataFrame) -> NDArray[np.int64]:
    """How many of these moments fall in the quarter-hour of each row of calls."""
    counted = moments_of(moments).dt.floor("15min").value_counts()
    return np.asarray(counted.reindex(moments_of(calls["interval_start"])).fillna(0))


def _closed_alone(tickets: pd.DataFrame) -> Bad:
    """Tickets closed on a Sunday, or in writing at night."""
    when = moments_of(tickets["closed_at"])
    night = ~when.dt.hour.between(8, 19) & (tickets["channel"] != "phone")
    return np.asarray(when.notna() & ((when.dt.day_of_week == 6) | night))


def _nothing_sent_back(tickets: pd.DataFrame, lines: pd.DataFrame, returns: pd.DataFrame) -> Bad:
    """Tickets about a refund whose order had nothing sent back before."""
    of = looked_up(returns, "order_line_id", lines, "order_id").astype("float64").to_numpy()
    day = moments_of(returns["returned_on"]).groupby(of).min()
    back = day.reindex(tickets["order_id"].astype("float64")).to_numpy()
    about = tickets["reason"].isin(["refund-missing", "refund-delay"]).to_numpy()
    return np.asarray(about & ~(back <= moments_of(tickets["opened_at"]).to_numpy()))


_SAYS = {
    "colis": ("delivery_mode", ("home", "relay")),
    "posé une journée": ("delivery_mode", ("home", "installation")),
    "installation": ("delivery_mode", ("installation",)),
    "en magasin|vendeur": ("channel", ("shop", "kiosk")),
    "le site": ("channel", ("web", "app")),
    "à l’heure": ("status", ("on-time",)),
}
"""What a comment says is true of the order: words, where it stands, values."""


def _beside_the_point(surveys: pd.DataFrame, deliveries: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Comments on what did not happen."""
    known = {column: looked_up(surveys, "order_id", orders, column).astype("str") for column in ("delivery_mode", "channel")}
    known["status"] = looked_up(surveys, "order_id", deliveries, "status").astype("str")
    said = surveys["verbatim"].fillna("").astype("str").str.lower()
    return np.asarray(np.any([said.str.contains(words) & ~known[column].isin(values) for words, (column, values) in _SAYS.items()], axis=0))


RULES = rules(
    ("tickets deliveries", "un retard signalé est un retard", "a delay complained of is a delay",
     lambda t, d: (t["reason"].isin(["parcel-late", "parcel-not-received"]) & (looked_up(t, "order_id", d, "status").astype("str") != "late")).to_numpy()),
    ("tickets", "on n’attend en ligne qu’au téléphone", "only callers wait on the line",
     lambda t: (t["wait_seconds"].notna() != (t["channel"] == "phone")).to_numpy()),
    ("tickets", "qui a raccroché n’a pas été servi", "who hung up was not served",
     lambda t: ((t["status"] == "abandoned") & ((t["handle_seconds"] > 0) | t["agent_id"].notna())).to_numpy()),
    ("tickets orders", "une demande suit sa commande", "a ticket comes after its order",
     lambda t, o: before(looked_up(t, "order_id", o, "ordered_at"), t["opened_at"])),
    ("tickets customers", "une demande suit l’arrivée du client", "a ticket comes after the customer",
     lambda t, c: before(looked_up(t, "customer_id", c, "created_on"), t["opened_at"])),
    ("tickets", "la clôture suit l’ouverture", "closing comes after opening", lambda t: before(t["opened_at"], t["closed_at"])),
    ("tickets", "une demande est close par quelqu’un qui est là", "a ticket is closed by somebody who is there", _closed_alone),
    ("tickets order_lines returns", "on attend un remboursement après un retour", "a refund is waited for after a return", _nothing_sent_back),
    ("tickets orders", "une promotion manquée vient d’une campagne", "a promotion missed comes from a campaign",
     lambda t, o: ((t["reason"] == "promotion-missed") & looked_up(t, "order_id", o, "campaign_id").isna()).to_numpy(dtype=bool)),
    ("surveys deliveries orders", "un commentaire va avec sa commande", "a comment fits its order", _beside_the_point),
    ("surveys deliveries", "une réponse suit la livraison", "an answer comes after delivery",
     lambda s, d: before(looked_up(s, "order_id", d, "delivered_on"), s["answered_at"])),
    ("surveys orders", "celui qui répond a commandé", "who answers has ordered",
     lambda s, o: differs(s["customer_id"], looked_up(s, "order_id", o, "customer_id"))),
    ("surveys", "les notes sont dans leur échelle", "scores are on their scale",
     lambda s: ~(s["recommend"].between(0, 10) & s["satisfaction"].between(1, 5) & s["effort"].fillna(3).between(1, 5)).to_numpy(dtype=bool)),
    ("calls", "reçus = décrochés + abandonnés", "offered = answered + abandoned", lambda c: differs(c["offered"], c["answered"] + c["abandoned"])),
    ("calls", "décrochés en 20 s ≤ décrochés", "answered within 20 s ≤ answered", lambda c: (c["answered_in_20s"] > c["answered"]).to_numpy()),
    ("calls", "les deux files ont les mêmes conseillers", "both queues have the same agents",
     lambda c: (c.groupby("interval_start")["agents"].transform("max") != c["agents"]).to_numpy()),
    ("calls interactions", "les appels décrochés de la vente comptent ceux du journal", "sales calls answered count those of the event log", _unheard),
    ("calls tickets", "les appels du support comptent ceux des demandes", "calls of the support queue count those of the tickets", _uncounted),
)  # fmt: skip
