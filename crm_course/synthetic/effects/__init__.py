"""Which causes were planted, how large are they, and can they be found?

Every arrow of the story is an :class:`Effect`: its size follows from the parameters, and a
plain method (a share, a difference of shares, a regression, a ratio of counts) applied to the
public tables estimates it without bias. The same estimates gate a student's world: what he is
asked to find can be found in *his* data.

arrivals      who comes, when, with how many projects     season, events, acquisition
purchases     what makes a project an order, and where    channels, research, showrooming
fulfilment    from the shelf to the doorstep              stock-outs, peaks, late parcels, returns
reception     how those who call are received             staffing, waiting, hanging up, calling again
satisfaction  what they think, and whether they stay      NPS, CSAT, CES, comments, loyalty, margin
office        refusals, unpaid invoices, late suppliers, friends, a CRM in use
messages      what campaigns change                       opening, clicks, orders, consent
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_course.foundations.language import Text

from ..parameters import World
from . import arrivals, fulfilment, messages, office, purchases, reception, satisfaction
from .effect import Effect
from .view import View

if TYPE_CHECKING:
    from ..plan import Plan

__all__ = ["CHAPTERS", "Effect", "effects", "estimates"]


def effects(plan: Plan, sent: messages.Sent) -> list[Effect]:
    """The planted effects of a world, along the story; `sent` is what is true of its campaigns."""
    return [*_lasting(plan.world, plan.months, plan.customers), *_chapter("messages", messages.arrows(plan.world, sent))]


@lru_cache(maxsize=16)
def _lasting(world: World, months: int, customers: int) -> tuple[Effect, ...]:
    """All that a company of this size plants, whoever its customers are: made once for a class."""
    return (
        *_chapter("arrivals", arrivals.arrows(world, months)),
        *_chapter("purchases", purchases.arrows(world)),
        *_chapter("fulfilment", fulfilment.arrows(world)),
        *_chapter("reception", reception.arrows(world, months, customers)),
        *_chapter("satisfaction", satisfaction.arrows(world)),
        *_chapter("office", office.arrows(world, months)),
    )


CHAPTERS = {
    "arrivals": Text(fr="Qui vient, et quand", en="Who comes, and when"),
    "purchases": Text(fr="Du projet à la commande", en="From project to order"),
    "fulfilment": Text(fr="Du rayon à la porte", en="From shelf to doorstep"),
    "reception": Text(fr="Comment on est reçu", en="How callers are received"),
    "satisfaction": Text(fr="Ce qu’on en pense, et si l’on reste", en="What they think, and whether they stay"),
    "office": Text(fr="Ce que voient le bureau et l’entrepôt", en="What office and warehouse see"),
    "messages": Text(fr="Ce que changent les messages", en="What messages change"),
}
"""The parts of the story, by the module that tells them."""


def _chapter(name: str, arrows: list[Effect]) -> list[Effect]:
    return [replace(arrow, chapter=CHAPTERS[name]) for arrow in arrows if arrow.value]


def estimates(planted: list[Effect], view: View) -> pd.DataFrame:
    """Each effect beside what the tables say of it: estimate, standard error, z-score of the difference."""
    made = [effect.estimate(view) for effect in planted]
    return pd.DataFrame({
        "name": [effect.name for effect in planted],
        "value": [effect.value for effect in planted],
        "estimate": [one.value for one in made],
        "error": [one.error for one in made],
        "z": [(one.value - effect.value) / one.error if one.error else np.nan for one, effect in zip(made, planted, strict=True)],
        "gated": [effect.gated for effect in planted],
    })  # fmt: skip
