"""Edition 2026.4: the same companies, with what a marketing teacher looks for and what later chapters need."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..parameters import ASKING_SILOS, Mailings, Office, Product, Referrals, Rollout, Volumes, World

__all__ = ["believable"]

_ADDED: dict[str, dict[str, Any]] = {
    "sens-confort": {
        "prospects_won": 0.3, "guests": 0.18, "price_rise": 0.045, "pieces_tail": 1.6, "pieces_most": 12,
        "office": Office(refused=0.05, cancelled=0.05, paid_late=0.22, unpaid=0.015, supplier_late=0.24),
        "referrals": Referrals(sent=0.5, joined=0.20),
    },
    "mail-order": {
        "prospects_won": 0.45, "price_rise": 0.035, "pieces_tail": 2.0, "pieces_most": 12,
        "office": Office(refused=0.06, cancelled=0.04, paid_late=0.25, unpaid=0.035, supplier_late=0.18),
        "referrals": Referrals(sent=0.8, joined=0.10),
        "volumes": Volumes(
            per_day=2_400,
            families=(("order-taking", 0.62), ("deferred", 0.06), ("after-sales", 0.05), ("parcel", 0.04), ("delivery", 0.10), ("order", 0.03), ("payment", 0.03),
                      ("returns", 0.04), ("requests", 0.03)),
            handle=(("order-taking", 210), ("deferred", 180), ("after-sales", 320), ("parcel", 280), ("delivery", 240), ("order", 200), ("payment", 260),
                    ("returns", 230), ("requests", 120)),
        ),
        "mailings": Mailings(pull=(0.06, 0.045, 0.03)),
        "rollout": Rollout(users=220),
    },
    "chez-vous": {
        "prospects_won": 0.55, "guests": 0.30, "price_rise": 0.05, "pieces_tail": 1.5, "pieces_most": 24,
        "office": Office(refused=0.03, cancelled=0.04, paid_late=0.15, unpaid=0.02),
        "referrals": Referrals(sent=0.4, joined=0.12),
        "rollout": Rollout(users=140, innovation=0.015, imitation=0.22, reach=0.78),
    },
    "b2b-wholesale": {
        "prospects_won": 0.25, "price_rise": 0.04, "pieces_tail": 1.4, "pieces_most": 60,
        "office": Office(refused=0.05, cancelled=0.03, paid_late=0.32, unpaid=0.02, supplier_late=0.15),
        "referrals": Referrals(sent=1.2, joined=0.22),
        "register": True,
        "rollout": Rollout(users=90, innovation=0.03, imitation=0.35),
    },
}  # fmt: skip


_WEEKDAYS = (
    ("online", (1.02, 0.98, 0.98, 0.97, 0.93, 0.97, 1.15)),
    ("shop", (0.75, 0.80, 1.05, 0.85, 1.10, 1.75, 0.0)),
    ("phone", (1.25, 1.05, 0.95, 0.90, 0.85, 0.0, 0.0)),
    ("line", (1.25, 1.10, 1.0, 0.95, 0.90, 0.80, 0.0)),
    ("working", (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)),
)
"""What each weekday weighs on the site, in the shop, on the phone, on a line that is there on Saturdays, in the warehouse."""


_CAMPAIGNS: dict[str, dict[str, Any]] = {
    "sens-confort": {
        "machine": 0.22,
        "scanner": 0.02,
        "fatigue": 0.05,
        "cost_cents": 28,
        "setup_cents": 32_000,
        "promoted": ("accessory",),
    },
    "mail-order": {
        "machine": 0.25,
        "scanner": 0.01,
        "fatigue": 0.025,
        "cost_cents": 22,
        "setup_cents": 18_000,
        "promoted": ("children", "household"),
    },
    "chez-vous": {
        "machine": 0.24,
        "scanner": 0.02,
        "fatigue": 0.03,
        "cost_cents": 26,
        "setup_cents": 26_000,
        "promoted": ("paint", "lighting"),
    },
    "b2b-wholesale": {"machine": 0.15, "scanner": 0.10, "fatigue": 0.04, "cost_cents": 70, "setup_cents": 40_000, "promoted": ("wiring",)},
}
"""What a message and a campaign truly cost, what they are about, and how much of what is tracked is done by machines."""
_PERSUADABLE = {
    "sens-confort": (0.60, 0.65, -0.25), "mail-order": (0.55, 0.70, -0.25), "chez-vous": (0.55, 0.75, -0.25), "b2b-wholesale": (0.22, -0.20, 0.26),
}  # fmt: skip
"""How a message moves each segment; one of them it keeps from buying."""


_FIRM = {"sens-confort": (9_500, 0.55), "mail-order": (296_000, 0.97), "chez-vous": (100_000, 0.78), "b2b-wholesale": (70_000, 0.9)}
"""Customers of the whole firm, and agents on line as a share of those that an average day needs."""


_ARTICLES = {"mail-order": 320, "chez-vous": 280}
"""How many articles a large catalogue has."""
_COLOURS = ("blanc", "bleu", "gris", "noir", "rouge", "vert", "beige", "ocre", "prune", "ciel")
_SERIES = ("Abers", "Brocéliande", "Cornouaille", "Ménez", "Odet", "Penfeld", "Rance", "Trégor", "Vilaine", "Arrée", "Belon", "Glénan")


def _catalogue(products: tuple[Product, ...], size: int) -> tuple[Product, ...]:
    """Each article in many variants, of which a few are sold often and most hardly ever (Zipf)."""
    total, made = sum(item.weight for item in products), []
    for place, item in enumerate(products):
        many = max(round(size * item.weight / total), 2)
        ranks = [1 / (rank + 1) ** 1.05 for rank in range(many)]
        for rank in range(many):
            step = 80 + (rank * 37 + place * 11) % 56 if rank else 100  # percent of the first one's price
            name = (
                item.name if not rank else f"{item.name} {_SERIES[rank // len(_COLOURS) % len(_SERIES)]}, {_COLOURS[rank % len(_COLOURS)]}"
            )
            made.append(replace(item, name=name, price_cents=item.price_cents * step // 1000 * 10, cost_cents=item.cost_cents * step // 100,
                                weight=item.weight * ranks[rank] / sum(ranks)))  # fmt: skip
    return tuple(made)


def believable(world: World) -> World:
    """A company of the edition before, with the parameters that this one adds."""
    segments = tuple(replace(segment, persuadable=moved) for segment, moved in zip(world.segments, _PERSUADABLE[world.name], strict=True))
    campaigns = replace(world.campaigns, scanner_quits=0.04, **_CAMPAIGNS[world.name])
    firm, staffed = _FIRM[world.name]
    products = _catalogue(world.products, _ARTICLES[world.name]) if world.name in _ARTICLES else world.products
    service = replace(world.service, elsewhere=0.0, agents_share=staffed)
    return replace(world, edition="2026.4", products=products, firm_customers=firm, service=service, segments=segments, campaigns=campaigns, surveys=replace(world.surveys, composed=True), number_gaps=0.15, silos=ASKING_SILOS, mixed_needs=1,
                   mixed_churn=True, weekdays=_WEEKDAYS, **_ADDED[world.name])  # fmt: skip
