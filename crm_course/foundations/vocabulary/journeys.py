"""Which ways they come: the event log that journeys are built from."""

from __future__ import annotations

from ..language import Text
from .labels import CHANNELS
from .records import Column, Table

__all__ = ["JOURNEYS"]

EVENTS = Table(
    name="events",
    label=Text(fr="Journal des contacts", en="Event log"),
    grain=Text(fr="un contact entre un client et un canal", en="a contact between a customer and a channel"),
    columns=(
        Column(name="customer_id", kind="text", label=Text(fr="N° de client", en="Customer"), personal=True, nullable=True),
        Column(name="ts", kind="datetime", label=Text(fr="Date et heure", en="Date and time")),
        Column(name="channel", kind="category", label=Text(fr="Canal", en="Channel"), categories=tuple(CHANNELS)),
        Column(name="converted", kind="boolean", label=Text(fr="Achat", en="Purchase")),
        Column(name="value", kind="number", unit="€", nullable=True, label=Text(fr="Montant", en="Value")),
        Column(name="cost", kind="number", unit="€", nullable=True, label=Text(fr="Coût du contact", en="Cost of the contact")),
        Column(name="kind", kind="text", nullable=True, label=Text(fr="Nature du contact", en="Kind of contact")),
        Column(
            name="stage", kind="category", nullable=True, label=Text(fr="Phase", en="Stage"),
            categories=("mission", "order", "fulfilment", "support"),
        ),
        Column(name="place", kind="category", nullable=True, label=Text(fr="Lieu", en="Place"), categories=("online", "offline")),
        Column(
            name="device", kind="category", nullable=True, label=Text(fr="Appareil", en="Device"),
            categories=("desktop", "mobile", "tablet", "kiosk"),
        ),
        Column(name="identified", kind="boolean", nullable=True, label=Text(fr="Client reconnu", en="Customer recognised")),
        Column(
            name="carried", kind="boolean", nullable=True, label=Text(fr="Contexte repris", en="Context carried over"),
            description=Text(
                fr="La promotion ou le dossier du canal précédent était connu de celui-ci.",
                en="The promotion or the file of the previous channel was known to this one.",
            ),
        ),
        Column(
            name="consistent", kind="boolean", nullable=True, label=Text(fr="Réponse cohérente", en="Consistent answer"),
            description=Text(fr="Même réponse que sur le canal précédent.", en="The same answer as on the previous channel."),
        ),
        Column(
            name="outcome", kind="category", nullable=True, label=Text(fr="Issue", en="Outcome"), categories=("done", "failed"),
        ),
        Column(name="category", kind="text", nullable=True, label=Text(fr="Rayon", en="Category")),
        Column(name="segment", kind="text", nullable=True, label=Text(fr="Segment", en="Segment")),
    ),
)  # fmt: skip

JOURNEYS = (EVENTS,)
