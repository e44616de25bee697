"""The units that answers are typed in, and what people call them."""

from __future__ import annotations

import re

from crm_course.foundations.language import Text

from .values import folded

__all__ = ["UNITS", "unit_of"]

UNITS = {
    "%": Text(fr="un pourcentage", en="a percentage"),
    "points": Text(fr="des points", en="points"),
    "€": Text(fr="des euros", en="euros"),
    "days": Text(fr="des jours", en="days"),
    "years": Text(fr="des années", en="years"),
    "months": Text(fr="des mois", en="months"),
    "hours": Text(fr="des heures", en="hours"),
    "minutes": Text(fr="des minutes", en="minutes"),
    "seconds": Text(fr="des secondes", en="seconds"),
    "erl": Text(fr="des erlangs", en="erlangs"),
}
"""The units that are told apart, as they are called."""

_WORDS = {
    "%": "% pct pourcent pourcents percent pour-cent per-cent pour-cents",
    "points": "point points pt pts",
    "€": "€ k€ m€ eur keur meur euro euros",
    "days": "j jr jrs jour jours d day days",
    "years": "an ans annee annees y yr yrs year years",
    "months": "mois month months",
    "hours": "h heure heures hour hours hr hrs",
    "minutes": "min mn minute minutes mins",
    "seconds": "s sec secs seconde secondes second seconds",
    "erl": "erl erlang erlangs e",
}
_CALLED = {word: unit for unit, words in _WORDS.items() for word in words.split()}


def unit_of(words: str) -> str:
    """The unit that `words` name; nothing if none."""
    typed = words.strip().casefold()
    plain = folded(typed).replace(" ", "-") if re.fullmatch(r"[\w\s-]+", typed) else typed
    return _CALLED.get(typed, _CALLED.get(plain, ""))
