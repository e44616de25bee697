"""Six brands of a home-shopping group, their customers' segments and what could be served to them.

A lecture on order handling (2006) places six brands on a plane, channel mix × value of the customers, and asks for a
service offer by segment. It gives no coordinates: the brands, their figures, the segments and the menu are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from crm_course.foundations.language import Text

__all__ = ["HomeShopping", "home_shopping"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeShopping:
    """What is invented for the course.

    Attributes
    ----------
    brands : DataFrame
        ``brand``, ``interactive_share`` (0–1), ``customer_value`` (euros of margin a year).
    segments : DataFrame
        ``segment``, ``customers``, ``weight``.
    menu : DataFrame
        ``item``, ``level`` (in the language in force), ``cost`` (euros a customer and year), ``satisfaction``, ``perceived_value`` (points).
    budget : float
        Euros a year for the service offer.
    """

    brands: pd.DataFrame = field(repr=False)
    segments: pd.DataFrame = field(repr=False)
    menu: pd.DataFrame = field(repr=False)
    budget: float


_BRANDS = (("M1", 0.12, 25.0), ("M2", 0.22, 70.0), ("M3", 0.38, 95.0), ("M4", 0.45, 210.0), ("M5", 0.68, 120.0), ("M6", 0.74, 240.0))
_SEGMENTS = (("S1", 4_000, 4.0), ("S2", 18_000, 2.0), ("S3", 38_000, 1.0))
_NONE = Text(fr="–", en="–")
_HOURS = {hours: Text(fr=f"{hours} h", en=f"{hours} h") for hours in (24, 48)}
_MENU = (
    ("offers", _NONE, 0.0, 0, 0), ("offers", Text(fr="4 par an", en="4 a year"), 0.8, 2, 4), ("offers", Text(fr="12 par an", en="12 a year"), 2.4, 3, 6),
    ("gifts", _NONE, 0.0, 0, 0), ("gifts", Text(fr="1 par an", en="1 a year"), 3.0, 3, 3),
    ("delivery", Text(fr="5 jours", en="5 days"), 0.0, 2, 2), ("delivery", _HOURS[48], 3.6, 5, 6), ("delivery", _HOURS[24], 7.5, 6, 8),
    ("opening_hours", Text(fr="9–18 h", en="9 am–6 pm"), 0.0, 2, 1), ("opening_hours", Text(fr="8–21 h", en="8 am–9 pm"), 1.2, 4, 3),
    ("answers", Text(fr="8 jours", en="8 days"), 0.0, 0, 0), ("answers", _HOURS[48], 1.0, 5, 4), ("answers", _HOURS[24], 1.9, 6, 5),
)  # fmt: skip


def home_shopping() -> HomeShopping:
    """The six invented brands, the three segments and the menu of services, its levels in the language in force.

    >>> home_shopping().brands["brand"].tolist()
    ['M1', 'M2', 'M3', 'M4', 'M5', 'M6']
    """
    return HomeShopping(
        brands=pd.DataFrame(_BRANDS, columns=["brand", "interactive_share", "customer_value"]),
        segments=pd.DataFrame(_SEGMENTS, columns=["segment", "customers", "weight"]),
        menu=pd.DataFrame(
            [(item, level.say(), *figures) for item, level, *figures in _MENU],
            columns=["item", "level", "cost", "satisfaction", "perceived_value"],
        ),
        budget=150_000.0,
    )
