"""A small company whose four tools know the same people: what the lesson and the explorer begin with."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from crm_course import synthetic

from .gathering import records
from .linkage import Linkage, link

__all__ = ["example", "example_world"]


@lru_cache(maxsize=2)
def example_world(customers: int = 600, seed: int = 12) -> Any:
    """The DIY retailer of the course, with its truth."""
    return synthetic.world("chez-vous", customers=customers, seed=seed, months=3)


@lru_cache(maxsize=2)
def example(customers: int = 600, seed: int = 12) -> Linkage:
    """Its four silos, linked."""
    return link(records(example_world(customers, seed)))
