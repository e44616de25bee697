"""What may a roster ask of people? Rules of working time as dated data, each with its article.

Two sets: the general law, and the branch agreement of outsourced contact centres, which is
stricter or looser where it says so. They are data, to be read by a lawyer and edited:
``RULES["general"].having(daily_rest_hours=9)`` is another set. The date is the one on which
these figures were read.

Source: Code du travail, articles named with each rule; convention collective des
prestataires de services du secteur tertiaire, contact centres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text

__all__ = ["RULES", "Rule", "RuleSet"]

READ_ON = "2026-11-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: a limit, where it comes from, and since when it was read there."""

    name: str
    limit: float
    unit: Text
    label: Text
    article: str
    least: bool = False
    """Whether the limit is a least (a rest), not a most."""
    read_on: str = READ_ON


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules by name.

    >>> RULES["general"].limit("daily_rest_hours")
    11.0
    >>> RULES["general"].having(days_in_a_row=5).limit("days_in_a_row")
    5.0
    """

    rules: Mapping[str, Rule]

    def __getitem__(self, name: str) -> Rule:
        if name not in self.rules:
            raise UnknownName(Text(fr="règle", en="rule"), name, self.rules)
        return self.rules[name]

    def limit(self, name: str) -> float:
        """The limit of a rule."""
        return self[name].limit

    def having(self, **limits: float | None) -> RuleSet:
        """The same set with other limits; None leaves a rule out."""
        changed = dict(self.rules)
        for name, limit in limits.items():
            rule = self[name]
            changed |= {name: replace(rule, limit=checks.non_negative(rule.label, limit))} if limit is not None else {}
            if limit is None:
                del changed[name]
        return RuleSet(changed)

    def frame(self) -> pd.DataFrame:
        """The rules in words: ``rule, label, limit, unit, article, read_on``, in the language in force."""
        rows = [(rule.name, rule.label.say(), rule.limit, rule.unit.say(), rule.article, rule.read_on) for rule in self.rules.values()]
        return pd.DataFrame(rows, columns=["rule", "label", "limit", "unit", "article", "read_on"])

    def _repr_html_(self) -> Any:
        return self.frame().to_html(index=False)


_HOURS, _DAYS, _MINUTES = Text(fr="h", en="h"), Text(fr="jours", en="days"), Text(fr="min", en="min")


def _rule(name: str, limit: float, unit: Text, fr: str, en: str, article: str, *, least: bool = False) -> Rule:
    return Rule(name=name, limit=float(limit), unit=unit, label=Text(fr=fr, en=en), article=article, least=least)


_GENERAL = (
    _rule("day_hours", 10, _HOURS, "durée d’une journée, au plus", "length of a day, at most", "L3121-18"),
    _rule("week_hours", 48, _HOURS, "durée d’une semaine, au plus", "length of a week, at most", "L3121-20"),
    _rule("twelve_week_hours", 44, _HOURS, "moyenne sur douze semaines, au plus", "mean over twelve weeks, at most", "L3121-22"),
    _rule("daily_rest_hours", 11, _HOURS, "repos entre deux journées, au moins", "rest between two days, at least", "L3131-1", least=True),
    _rule("weekly_rest_hours", 35, _HOURS, "repos hebdomadaire, au moins", "weekly rest, at least", "L3132-2", least=True),
    _rule("span_hours", 13, _HOURS, "amplitude d’une journée, au plus", "span of a day, at most", "L3131-1"),
    _rule("days_in_a_row", 6, _DAYS, "jours travaillés de suite, au plus", "days worked in a row, at most", "L3132-1"),
    _rule("days_a_week", 6, _DAYS, "jours travaillés dans la semaine, au plus", "days worked in a week, at most", "L3132-1"),
    _rule("break_minutes", 20, _MINUTES, "pause à partir de 6 h, au moins", "break from 6 h on, at least", "L3121-16", least=True),
    _rule("notice_days", 7, _DAYS, "prévenance d’un changement, au moins", "notice of a change, at least", "L3121-47", least=True),
)  # fmt: skip
_OUTSOURCED = (
    _rule("stretch_hours", 3, _HOURS, "travail d’affilée, au plus", "work at a stretch, at most", "convention, art. pauses"),
    _rule("lunch_minutes", 45, _MINUTES, "déjeuner entre 11 h et 15 h, au moins", "lunch between 11:00 and 15:00, at least",
          "convention, art. repas", least=True),
    _rule("break_minutes", 10, _MINUTES, "pause par 2 h, payée, au moins", "break per 2 h, paid, at least", "convention, art. pauses",
          least=True),
    _rule("notice_days", 3, _DAYS, "prévenance d’un changement, au moins", "notice of a change, at least", "convention, art. plannings",
          least=True),
    _rule("part_time_week_hours", 23, _HOURS, "temps partiel, par semaine, au moins", "part time, per week, at least",
          "convention, art. temps partiel", least=True),
    _rule("high_week_hours", 42, _HOURS, "semaine haute en modulation, au plus", "high week under annualised hours, at most",
          "convention, art. modulation"),
    _rule("low_week_hours", 20, _HOURS, "semaine basse en modulation, au moins", "low week under annualised hours, at least",
          "convention, art. modulation", least=True),
)  # fmt: skip

RULES: dict[str, RuleSet] = {
    "general": RuleSet({rule.name: rule for rule in _GENERAL}),
    "outsourced": RuleSet({rule.name: rule for rule in (*_GENERAL, *_OUTSOURCED)}),
}
"""``general``: the law; ``outsourced``: with the branch agreement of outsourced contact centres."""
