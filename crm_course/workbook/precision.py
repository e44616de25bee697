"""How exact an answer has to be: said to the learner, and measured by the checker; both once.

>>> TENTH.tolerance, TENTH.within(0.1).tolerance
(0.05, 0.1)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crm_course.foundations.language import Text

__all__ = [
    "CENT",
    "DAY",
    "EURO",
    "HUNDREDTH",
    "POINT",
    "RANDOM",
    "TENTH",
    "TENTH_OF_A_PERCENT",
    "TENTH_OF_A_POINT",
    "TEN_EUROS",
    "THOUSANDTH",
    "TWO_DECIMALS",
    "Precision",
]


@dataclass(frozen=True, slots=True)
class Precision:
    """The greatest accepted distance, in the answer's unit (a share: 0–1), and its reason in words."""

    tolerance: float
    reason: Text

    def within(self, tolerance: float) -> Precision:
        """The same words with another distance."""
        return replace(self, tolerance=tolerance)


POINT = Precision(0.5, Text(fr="arrondi au point", en="rounded to a point"))
TENTH_OF_A_POINT = Precision(0.05, Text(fr="arrondi au dixième de point", en="rounded to a tenth of a point"))
TENTH_OF_A_PERCENT = Precision(0.0005, Text(fr="arrondi au dixième de pour cent", en="rounded to a tenth of a percent"))
TENTH = Precision(0.05, Text(fr="arrondi au dixième", en="rounded to a tenth"))
HUNDREDTH = Precision(0.005, Text(fr="arrondi au centième", en="rounded to a hundredth"))
THOUSANDTH = Precision(0.001, Text(fr="arrondi au millième", en="rounded to a thousandth"))
TWO_DECIMALS = Precision(0.005, Text(fr="deux décimales suffisent", en="two decimals are enough"))
CENT = Precision(0.005, Text(fr="arrondi au centime", en="rounded to the cent"))
EURO = Precision(1.0, Text(fr="arrondi à l’euro", en="rounded to the euro"))
TEN_EUROS = Precision(10.0, Text(fr="arrondi à la dizaine d’euros", en="rounded to ten euros"))
DAY = Precision(1.0, Text(fr="au jour près", en="to the day"))
RANDOM = Precision(0.0, Text(fr="un tirage au hasard n’est jamais exact", en="random draws are never exact"))
