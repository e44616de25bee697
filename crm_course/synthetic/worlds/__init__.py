"""The companies: one record of parameters each."""

from __future__ import annotations

from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import Text

from ..parameters import EDITION, EDITIONS, World
from .b2b_wholesale import B2B_WHOLESALE
from .chez_vous import CHEZ_VOUS
from .edition_2026_4 import believable
from .mail_order import MAIL_ORDER
from .sens_confort import SENS_CONFORT

__all__ = ["WORLDS", "find"]

_COMPANIES = (SENS_CONFORT, MAIL_ORDER, CHEZ_VOUS, B2B_WHOLESALE)
_EDITIONS: dict[str, dict[str, World]] = {
    "2026.3": {world.name: world for world in _COMPANIES},
    "2026.4": {world.name: believable(world) for world in _COMPANIES},
}
WORLDS = _EDITIONS[EDITION]
"""Every world of the course, by name."""

_ITS_OWN = Text(fr="{own}, l’édition de ce monde", en="{own}, the edition of this world")
_WORLD = Text(fr="monde", en="world")


def find(name: str | World, edition: str | None = None) -> World:
    """The world with this name, or the record itself; of an `edition`, or of the newest."""
    if isinstance(name, World):
        if edition not in (None, name.edition):
            raise InvalidValue("edition", _ITS_OWN, edition, own=name.edition)
        return name
    if edition not in (None, *EDITIONS):
        raise UnknownName("edition", edition, EDITIONS)
    if name not in WORLDS:
        raise UnknownName(_WORLD, name, WORLDS)
    return _EDITIONS[edition or EDITION][name]
