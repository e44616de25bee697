"""The days on which France does not work: Easter and the eleven public holidays.

Own code, because they do not change: the worlds must not depend on another package's release.
School holidays and the two further days of Alsace and Moselle come from the package
``holidays``, where it is installed.
"""

from __future__ import annotations

import datetime as dt

__all__ = ["easter", "public_holidays"]


def easter(year: int) -> dt.date:
    """Easter Sunday of a year (Gregorian; Meeus, Jones and Butcher).

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def public_holidays(year: int) -> set[dt.date]:
    """The eleven public holidays of metropolitan France (Code du travail, L3133-1).

    >>> len(public_holidays(2026)), dt.date(2026, 5, 14) in public_holidays(2026)
    (11, True)
    """
    fixed = {dt.date(year, *day) for day in ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))}
    return fixed | {easter(year) + dt.timedelta(days) for days in (1, 39, 50)}
