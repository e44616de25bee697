"""From the shelf to the doorstep: what makes an item late, and what lateness leads to?"""

from __future__ import annotations

from functools import partial

import numpy as np

from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text

from ..parameters import World
from .effect import Effect
from .estimators import UNKNOWN, Estimate, difference, excess, share, slope
from .view import View

__all__ = ["arrows"]

_LATE = Text(fr="Livraison en retard", en="Late delivery")
_DEFERRED = Text(fr="Article différé (rupture)", en="Deferred item (out of stock)")
_RETURN = Text(fr="Retour", en="Return")
_RIPE = Text(fr="commandes livrées, passées plus de 60 jours avant la fin", en="delivered orders, placed over 60 days before the end")
_MANY = 50
"""Articles from which on those are compared that are sent back alike."""
_OTHER = ("after-sales", "parcel", "payment", "returns")


def arrows(world: World) -> list[Effect]:
    """Stock-outs, lateness, tickets, returns."""
    service = world.service
    return [
        Effect(name="deferred.stock", cause=Text(fr="Jours de rupture", en="Days out of stock"), consequence=_DEFERRED, value=1.0, unit="share", estimate=_out_of_stock,
               where=Text(fr="stock et order_lines non emportées : lignes différées, par ligne que la part de jours de rupture du mois (days_out) fait attendre",
                          en="stock and order_lines not taken away: deferred lines, for each line expected from the month’s share of days out of stock (days_out)")),
        Effect(name="late.deferred", cause=_DEFERRED, consequence=_LATE, value=world.late_deferred, unit="share", estimate=partial(_lateness, place=1),
               where=Text(fr=f"{_RIPE.fr} : régression du retard (deliveries) sur l’article différé (order_lines) et le mois de pointe",
                          en=f"{_RIPE.en}: regression of lateness (deliveries) on the deferred item (order_lines) and the peak month"), gated=True),
        Effect(name="late.peak", cause=Text(fr="Mois de pointe", en="Peak month"), consequence=_LATE, value=world.late_peak if world.peak else 0.0,
               unit="share", estimate=partial(_lateness, place=2), where=Text(fr="même régression", en="the same regression")),
        Effect(name="ticket.late", cause=_LATE, consequence=Text(fr="Réclamation de livraison", en="Delivery ticket"), value=service.late_ticket,
               unit="share", gated=True, estimate=lambda view: difference(view.ticket_of("delivery")[view.ripe], view.late[view.ripe]),
               where=Text(fr=f"{_RIPE.fr} : part avec une demande de la famille « livraison », en retard ou non",
                          en=f"{_RIPE.en}: share with a ticket of the delivery family, late or not")),
        Effect(name="ticket.deferred", cause=_DEFERRED, consequence=Text(fr="Demande « article différé »", en="Deferred-item ticket"),
               value=service.deferred_ticket, unit="share", gated=True,
               estimate=lambda view: difference(view.ticket_of("deferred")[view.ripe], view.deferred[view.ripe]),
               where=Text(fr=f"{_RIPE.fr} : part avec une demande de la famille « différé », différées ou non",
                          en=f"{_RIPE.en}: share with a ticket of the deferred family, deferred or not")),
        Effect(name="ticket.other", cause=Text(fr="Achat", en="Purchase"), consequence=Text(fr="Autre demande", en="Another ticket"),
               value=service.other_ticket, unit="share", estimate=_other,
               where=Text(fr=f"{_RIPE.fr} : part avec une demande d’après-vente, de colis, de paiement ou de retour",
                          en=f"{_RIPE.en}: share with a ticket about after-sales, the parcel, payment or returns")),
        Effect(name="return.late", cause=_LATE, consequence=_RETURN, value=world.return_late, unit="share", estimate=_returned,
               where=Text(fr=f"order_lines d’articles retournables, {_RIPE.fr} : part retournée en retard, moins celle des mêmes articles livrés à l’heure",
                          en=f"order_lines of returnable articles, {_RIPE.en}: share returned when late, less that of the same articles delivered on time")),
        Effect(name="return.reason", cause=Text(fr="Retour après un retard", en="Return after a late delivery"),
               consequence=Text(fr="Motif « trop tard »", en="Reason “too late”"), value=world.return_too_late, unit="share", estimate=_too_late,
               where=Text(fr="returns de livraisons en retard : part dont le motif est « trop tard »", en="returns of late deliveries: share whose reason is “too late”")),
    ]  # fmt: skip


def _out_of_stock(view: View) -> Estimate:
    """Lines deferred over lines expected to be, by month: lines of a month share its busy days and its empty shelves."""
    if not view.rows("stock"):
        return UNKNOWN
    first, products = np.datetime64(view.world.start, "M"), len(view.world.products)
    month = view.array("stock", "month").astype("datetime64[M]")
    days = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype(np.int64)
    out = np.zeros(((month.max() - first).astype(np.int64) + 1, products))
    out[(month - first).astype(np.int64), view.array("stock", "product_id") - 1] = view.array("stock", "days_out") / days
    kept = view.of_orders(~view.holds("orders", "delivery_mode", "takeaway"), "order_lines")
    at = (view.of_orders(view.array("orders", "ordered_at"), "order_lines")[kept].astype("datetime64[M]") - first).astype(np.int64)
    expected = out[at, view.array("order_lines", "product_id")[kept] - 1]
    deferred = view.array("order_lines", "deferred")[kept]
    return slope(*(np.bincount(as_counts(at), weights, len(out)) for weights in (deferred, expected)))


def _lateness(view: View, place: int) -> Estimate:
    return view.lateness[place]


def _other(view: View) -> Estimate:
    found = np.any([view.ticket_of(family) for family in _OTHER], axis=0)
    return share(found[view.ripe])


def _returned(view: View) -> Estimate:
    product = view.array("order_lines", "product_id")
    returnable = np.flatnonzero([item.sent_back > 0 for item in view.world.products]) + 1
    kept = view.of_orders(view.ripe, "order_lines") & np.isin(product, returnable)
    share = np.array([item.sent_back for item in view.world.products])
    kind = product if len(share) < _MANY else np.searchsorted(np.unique(share), share)[product - 1]
    return excess(view.returned[kept], view.of_orders(view.late, "order_lines")[kept], kind[kept])


def _too_late(view: View) -> Estimate:
    line = np.searchsorted(view.array("order_lines", "order_line_id"), view.array("returns", "order_line_id"))
    late = view.of_orders(view.late, "order_lines")[line]
    return share(view.holds("returns", "reason", "too-late")[late])
