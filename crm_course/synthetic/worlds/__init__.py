"""The companies: one record of parameters each."""

from __future__ import annotations

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text

from ..parameters import World
from .b2b_wholesale import B2B_WHOLESALE
from .chez_vous import CHEZ_VOUS
from .mail_order import MAIL_ORDER
from .sens_confort import SENS_CONFORT

__all__ = ["WORLDS", "find"]

WORLDS: dict[str, World] = {world.name: world for world in (SENS_CONFORT, MAIL_ORDER, CHEZ_VOUS, B2B_WHOLESALE)}
"""Every world of the course, by name."""

_WORLD = Text(fr="monde", en="world")


def find(name: str | World) -> World:
    """The world with this name, or the record itself."""
    if isinstance(name, World):
        return name
    if name not in WORLDS:
        raise UnknownName(_WORLD, name, WORLDS)
    return WORLDS[name]
