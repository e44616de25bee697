"""Edition 2026.4: the same companies, with what a marketing teacher looks for and what later chapters need."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..parameters import ASKING_SILOS, Office, Referrals, Rollout, Volumes, World

__all__ = ["believable"]

_ADDED: dict[str, dict[str, Any]] = {
    "sens-confort": {
        "office": Office(refused=0.05, cancelled=0.05, paid_late=0.22, unpaid=0.015, supplier_late=0.24),
        "referrals": Referrals(sent=0.5, joined=0.20),
    },
    "mail-order": {
        "office": Office(refused=0.06, cancelled=0.04, paid_late=0.25, unpaid=0.035, supplier_late=0.18),
        "referrals": Referrals(sent=0.8, joined=0.10),
        "volumes": Volumes(
            per_day=2_400,
            families=(("order-taking", 0.62), ("deferred", 0.06), ("after-sales", 0.05), ("parcel", 0.04), ("delivery", 0.10), ("order", 0.03), ("payment", 0.03),
                      ("returns", 0.04), ("requests", 0.03)),
            handle=(("order-taking", 210), ("deferred", 180), ("after-sales", 320), ("parcel", 280), ("delivery", 240), ("order", 200), ("payment", 260),
                    ("returns", 230), ("requests", 120)),
        ),
        "rollout": Rollout(users=220),
    },
    "chez-vous": {
        "office": Office(refused=0.03, cancelled=0.04, paid_late=0.15, unpaid=0.02),
        "referrals": Referrals(sent=0.4, joined=0.12),
        "rollout": Rollout(users=140, innovation=0.015, imitation=0.22, reach=0.78),
    },
    "b2b-wholesale": {
        "office": Office(refused=0.05, cancelled=0.03, paid_late=0.32, unpaid=0.02, supplier_late=0.15),
        "referrals": Referrals(sent=1.2, joined=0.22),
        "register": True,
        "rollout": Rollout(users=90, innovation=0.03, imitation=0.35),
    },
}  # fmt: skip


def believable(world: World) -> World:
    """A company of the edition before, with the parameters that this one adds."""
    return replace(world, edition="2026.4", number_gaps=0.15, silos=ASKING_SILOS, **_ADDED[world.name])
