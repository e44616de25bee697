"""Shared by questions 5 and 6: the comparison, and the plans of typical mistakes."""

from __future__ import annotations

from dataclasses import replace

from crm_course import roi
from crm_course.cases.sens_confort_facts import SensConfort
from crm_course.foundations.language import Text

__all__ = ["EURO", "compared", "on_extra_sales", "without_new_costs"]

EURO = Text(fr="arrondi à l’euro", en="rounded to a euro")


def compared(case: SensConfort) -> roi.Comparison:
    """Shop only against omnichannel, costs borne by the whole turnover."""
    return roi.compare(case.shop_only, case.omnichannel)


def on_extra_sales(case: SensConfort) -> roi.Comparison:
    """The same, with the new costs borne by the extra sales alone."""
    return roi.compare(case.shop_only, roi.on_extra_sales(case.shop_only, case.omnichannel))


def without_new_costs(case: SensConfort) -> roi.Plan:
    """The omnichannel plan of someone who forgets packaging, delivery and returns."""
    return replace(case.omnichannel, variable_rates=case.shop_only.variable_rates)
