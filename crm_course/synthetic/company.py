"""The company itself: price list, shops, people."""

from __future__ import annotations

import numpy as np

from .names import towns
from .plan import NONE, Columns, Plan
from .streams import Draws

__all__ = ["agents", "products", "shops"]


def products(plan: Plan) -> Columns:
    """The price list."""
    items = plan.world.products
    return {
        "product_id": np.arange(len(items), dtype=np.int64) + 1,
        "name": np.array([item.name for item in items], object),
        "category": np.array([plan.categories.index(item.category) for item in items], np.int8),
        "price_cents": np.array([item.price_cents for item in items], np.int64),
        "cost_cents": np.array([item.cost_cents for item in items], np.int64),
    }


def shops(plan: Plan) -> Columns:
    """Shops, named after their towns."""
    places, postcodes, _ = towns((("", 1.0),))
    where = [int(np.flatnonzero(postcodes == postcode)[0]) for postcode in plan.world.shops]
    town = np.array([places[k] for k in where], object)
    return {
        "shop_id": np.arange(len(where), dtype=np.int64) + 1,
        "name": np.array([f"{plan.world.title.fr.partition(',')[0].partition(' (')[0]} {name}" for name in town], object),
        "postcode": np.array(plan.world.shops, object),
        "town": town,
    }


def agents(plan: Plan, draws: Draws) -> Columns:
    """Salespeople, advisers and technicians."""
    n, lists = plan.staff, plan.names
    first = lists.all_first()
    shop = np.arange(n, dtype=np.int64) % max(len(plan.world.shops), 1) + 1 if plan.world.shops else np.full(n, NONE, np.int64)
    return {
        "agent_id": np.arange(n, dtype=np.int64) + 1,
        "first_name": first[draws.whole("agents.first_name", 0, len(first) - 1, n)],
        "last_name": lists.last[draws.pick("agents.last_name", lists.last_choice, n)],
        "team": (np.arange(n, dtype=np.int64) % 3).astype(np.int8),
        "shop_id": shop,
        "hired_on": draws.whole("agents.hired_on", -20 * 365, -30, n),
        "full_time_share": np.array([1.0, 1.0, 0.8, 0.5])[draws.whole("agents.full_time_share", 0, 3, n)],
    }
