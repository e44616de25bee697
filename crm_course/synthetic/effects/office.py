"""What the office, the warehouse and the staff see: refusals, unpaid invoices, late suppliers, friends who join, a CRM in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from crm_course.foundations.language import Text

from ..firm import adopted
from ..parameters import World
from .effect import Effect
from .estimators import Estimate, share
from .view import View

__all__ = ["arrows"]

_ASKED = Text(fr="Demande de commande", en="Order request")
_SENT = Text(fr="Message de parrainage", en="Referral message")


def arrows(world: World, months: int) -> list[Effect]:
    """Of the tables that the company has."""
    return [*_office(world), *_prospects(world), *_referrals(world), *_rollout(world, months)]


def _office(world: World) -> list[Effect]:
    rule = world.office
    if rule is None:
        return []
    rows: list[tuple[str, Text, Text, float, Callable[[View], Estimate], Text]] = [
        ("requests.refused", _ASKED, Text(fr="Refusée", en="Refused"), rule.refused, partial(_outcome, value="refused"),
         Text(fr="order_requests : part des demandes refusées (outcome)", en="order_requests: share of requests refused (outcome)")),
        ("requests.cancelled", _ASKED, Text(fr="Annulée par le client", en="Cancelled by the customer"), rule.cancelled, partial(_outcome, value="cancelled"),
         Text(fr="order_requests : part des demandes annulées (outcome)", en="order_requests: share of requests cancelled (outcome)")),
        ("supplier.late", Text(fr="Commande au fournisseur", en="Order to a supplier"), Text(fr="Réception en retard", en="Late receipt"), rule.supplier_late, _supplier,
         Text(fr="receipts : part reçue après la date attendue", en="receipts: share received after the date expected")),
    ]  # fmt: skip
    if any(name in ("account", "transfer", "instalments", "cheque") for name, _ in world.payments):
        rows.append(("invoice.unpaid", Text(fr="Facture à terme", en="Invoice with a term"), Text(fr="Impayée", en="Unpaid"), rule.unpaid, _unpaid,
                     Text(fr="invoices échues depuis plus de 120 jours, à terme (due_on après invoiced_on) : part sans paiement",
                          en="invoices due for over 120 days, with a term (due_on after invoiced_on): share without a payment")))  # fmt: skip
    return [Effect(name=name, cause=cause, consequence=consequence, value=value, unit="share", estimate=estimate, where=where)
            for name, cause, consequence, value, estimate, where in rows]  # fmt: skip


def _outcome(view: View, value: str) -> Estimate:
    return share(view.holds("order_requests", "outcome", value))


def _supplier(view: View) -> Estimate:
    return share(view.array("receipts", "received_on") > view.array("receipts", "expected_on"))


def _unpaid(view: View) -> Estimate:
    due = view.array("invoices", "due_on")
    ripe = (due > view.array("invoices", "invoiced_on")) & (due < view.end - np.timedelta64(120, "D"))
    return share(np.isnat(view.array("invoices", "paid_on"))[ripe])


def _prospects(world: World) -> list[Effect]:
    if not world.prospects_won:
        return []
    return [Effect(
        name="prospect.won", cause=Text(fr="Prospect", en="Prospect"), consequence=Text(fr="Devient client", en="Becomes a customer"), value=world.prospects_won,
        unit="share", estimate=_won,
        where=Text(fr="prospects conclus : part de gagnés (stage)",
                   en="prospects closed: share won (stage)"),
    )]  # fmt: skip


def _won(view: View) -> Estimate:
    won, lost = (view.holds("prospects", "stage", stage) for stage in ("won", "lost"))
    return share(won[won | lost])


def _referrals(world: World) -> list[Effect]:
    rule = world.referrals
    if rule is None:
        return []
    return [Effect(
        name="referral.joined", cause=_SENT, consequence=Text(fr="Filleul inscrit", en="Friend joined"), value=rule.joined, unit="share",
        estimate=lambda view: share(view.array("referral_messages", "joined")),
        where=Text(fr="referral_messages : part des messages dont le destinataire s’inscrit ; fois les messages par personne, c’est le facteur de parrainage",
                   en="referral_messages: share of messages whose receiver joins; times the messages a person sends, it is the referral factor"),
    )]  # fmt: skip


def _rollout(world: World, months: int) -> list[Effect]:
    rule = world.rollout
    if rule is None:
        return []
    weeks = min(rule.weeks, int(months * 30.4) // 7)
    return [Effect(
        name="crm.adopted", cause=Text(fr="Introduction du CRM", en="Introduction of the CRM"), consequence=Text(fr="Utilisateur acquis", en="User won over"),
        value=float(adopted(rule, weeks)), unit="share", estimate=_adopted,
        where=Text(fr="logins : part des utilisateurs connectés au moins une fois", en="logins: share of users who came in at least once"),
    )]  # fmt: skip


def _adopted(view: View) -> Estimate:
    user, used = view.array("logins", "user_id"), view.array("logins", "logins") > 0
    return share(np.isin(np.unique(user), user[used]))
