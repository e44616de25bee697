"""What remains of a year's sales? The differential income statement of one plan.

A plan holds a turnover excluding tax, the variable costs that follow it and the fixed
costs that do not. What each variable cost bears on is said, never assumed: all the
turnover, or only the part sold through one channel (`bases`). Costs in euros per order,
per unit or by steps are :class:`CostLine` records.

Assumptions: prices and rates do not change with volume; every part of the turnover grows
in step (constant mix) unless a channel is named; stocks do not vary. VAT is kept apart.

Terms: contribution margin is *marge sur coût variable*, break-even turnover *seuil de
rentabilité*, its day *point mort*, safety margin *marge de sécurité* (its rate, *indice de
sécurité*), operating leverage *levier opérationnel*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import money, percent

from . import chart_texts as words
from . import texts
from .amounts import Amount, amount, amounts, over, rate, scalar
from .columns import OUTCOMES
from .texts import label

__all__ = ["CostLine", "Plan", "fixed_of", "plan_table"]

MOST_STEPS = 2_000
"""Steps of stepped costs after which break-even is taken never to be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """A cost in euros: per year, per order, per unit, or by steps.

    Attributes
    ----------
    name : str
    amount : float or array
        Euros per year, or per one of `per`.
    per : str
        ``"year"`` (fixed), or the name of one of the plan's `volumes` (``"orders"``).
    every : float, optional
        Stepped: `amount` is due for each started `every` of them. A van at 12 000 € a
        year for each started 2 000 orders is ``CostLine(name="van", amount=12_000,
        per="orders", every=2_000)``.
    """

    name: str
    amount: Amount
    per: str = "year"
    every: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", amount(self.name, self.amount))
        if self.every is not None:
            checks.positive("every", self.every)
            if self.per == "year":
                raise InvalidValue("per", texts.STEP_RULE, self.per)

    @property
    def stepped(self) -> bool:
        """Whether it rises by steps."""
        return self.every is not None

    def euros(self, volumes: Mapping[str, Amount], scale: Amount = 1.0) -> Amount:
        """The cost of a year whose volumes are `scale` times those given."""
        if self.per == "year":
            return self.amount
        volume = np.multiply(volumes[self.per], scale)
        return scalar(self.amount * (volume if self.every is None else _started(volume / self.every)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A year: turnover, variable costs, fixed costs. What-ifs by ``dataclasses.replace``.

    Parameters
    ----------
    turnover : float or array
        Euros a year, excluding tax.
    variable_rates : mapping
        Cost name to share of the turnover (0–1), or of the part named in `bases`.
    fixed_costs : float or array
        Euros a year (structure costs).
    channels : mapping, optional
        Parts of the turnover, in euros: ``{"online": 440_000}``. The rest is sold elsewhere.
    bases : mapping, optional
        Cost name to the channel that it bears on. Not named: it bears on all the turnover.
    volumes : mapping, optional
        Orders, units… a year, for `lines`: ``{"orders": 3_100}``.
    lines : sequence of CostLine, optional
        Costs in euros per volume, per year, or by steps.

    Examples
    --------
    >>> shop = Plan(turnover=1_200_000, variable_rates={"purchases": 0.68, "sundry": 0.005}, fixed_costs=180_000)
    >>> round(shop.contribution_margin), round(shop.result), round(shop.break_even_turnover)
    (378000, 198000, 571429)
    >>> round(shop.break_even_days(), 1), round(shop.safety_margin_rate, 3), round(shop.operating_leverage, 2)
    (171.4, 0.524, 1.91)
    """

    turnover: Amount
    variable_rates: Mapping[str, Amount]
    fixed_costs: Amount
    channels: Mapping[str, Amount] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    volumes: Mapping[str, Amount] = field(default_factory=dict)
    lines: tuple[CostLine, ...] = ()

    def __post_init__(self) -> None:
        cleaned = {
            "turnover": amount("turnover", self.turnover),
            "variable_rates": amounts("variable_rates", self.variable_rates, rate),
            "fixed_costs": amount("fixed_costs", self.fixed_costs),
            "channels": amounts("channels", self.channels),
            "bases": dict(self.bases),
            "volumes": amounts("volumes", self.volumes),
            "lines": tuple(self.lines),
        }
        for name, value in cleaned.items():
            object.__setattr__(self, name, value)
        _check_names(self)

    # -- costs ----------------------------------------------------------------------------

    def base(self, cost: str) -> Amount:
        """The turnover that a variable cost bears on, in euros."""
        return self.channels[self.bases[cost]] if cost in self.bases else self.turnover

    @property
    def variable_costs(self) -> dict[str, Amount]:
        """Every variable cost in euros, by name."""
        by_rate = {cost: scalar(share * self.base(cost)) for cost, share in self.variable_rates.items()}
        by_volume = {line.name: line.euros(self.volumes) for line in self.lines if line.per != "year" and not line.stepped}
        return by_rate | by_volume

    @property
    def structure_costs(self) -> Amount:
        """All that does not follow the sales one by one: fixed costs, yearly and stepped lines."""
        return self._structure(1.0)

    @property
    def variable_rate(self) -> Amount:
        """Variable costs over turnover: what each euro sold costs."""
        overall = sum((share for cost, share in self.variable_rates.items() if cost not in self.bases), 0.0)
        partial = [cost for cost in self.variable_costs if cost in self.bases or cost not in self.variable_rates]
        return scalar(overall + over(sum(self.variable_costs[cost] for cost in partial), self.turnover)) if partial else overall

    # -- the statement --------------------------------------------------------------------

    @property
    def contribution_margin(self) -> Amount:
        """Turnover less variable costs, in euros (*marge sur coût variable*)."""
        return scalar(self.turnover - sum(self.variable_costs.values(), 0.0))

    @property
    def contribution_margin_rate(self) -> Amount:
        """Contribution margin over turnover (*taux de marge sur coût variable*)."""
        return scalar(1.0 - self.variable_rate)

    @property
    def result(self) -> Amount:
        """Contribution margin less structure costs, in euros, before interest and tax."""
        return scalar(self.contribution_margin - self.structure_costs)

    @property
    def operating_leverage(self) -> Amount:
        """By how many percent the result moves when turnover moves by one; ∞ at break-even."""
        return over(self.contribution_margin, self.result)

    # -- break-even -----------------------------------------------------------------------

    @property
    def break_even_turnover(self) -> Amount:
        """The lowest turnover that covers all costs, mix unchanged; ∞ where none does."""
        margin_rate = self.contribution_margin_rate
        reached = self._reaching(self.structure_costs, margin_rate)
        if not any(line.stepped for line in self.lines):
            return reached
        reached, settled = self._reaching(self._structure(0.0), margin_rate), np.array(False)
        for _ in range(MOST_STEPS):
            following = self._reaching(self._structure(over(reached, self.turnover)), margin_rate)
            settled = np.equal(following, reached) | np.isnan(following)
            if settled.all():
                break
            reached = following
        return scalar(np.where(settled, reached, np.inf))

    def break_even_days(self, year: float = 360) -> Amount:
        """Days of even sales until break-even, in a year of 360 (by default) or 365 days.

        More than `year` where the year's sales do not suffice; ∞ where no sales would.
        For a calendar date, seasons and closed days see ``Season``.
        """
        return over(np.multiply(self.break_even_turnover, checks.positive("year", year)), self.turnover)

    @property
    def safety_margin(self) -> Amount:
        """The turnover that can be lost before the first loss, in euros; negative in a loss."""
        return scalar(np.subtract(self.turnover, self.break_even_turnover))

    @property
    def safety_margin_rate(self) -> Amount:
        """Safety margin over turnover (*indice de sécurité*)."""
        return over(self.safety_margin, self.turnover)

    # -- what if --------------------------------------------------------------------------

    def at(self, turnover: Amount, through: str = "") -> Plan:
        """The same plan at another turnover.

        Parameters
        ----------
        turnover : float or array
        through : str
            The channel that makes the difference (down to 0: below that, the rest falls); by
            default every channel and volume moves in step.
        """
        if through and through not in self.channels:
            raise UnknownName("through", through, self.channels)
        if through:
            moved = {**self.channels, through: scalar(np.maximum(self.channels[through] + np.subtract(turnover, self.turnover), 0.0))}
            return replace(self, turnover=turnover, channels=moved)
        scale = over(turnover, self.turnover)
        with np.errstate(invalid="ignore"):  # from nothing, no mix can be kept
            volumes = {name: scalar(value * scale) for name, value in self.volumes.items()}
            channels = {name: scalar(value * scale) for name, value in self.channels.items()}
        return replace(self, turnover=turnover, channels=channels, volumes=volumes)

    def sentence(self, language: str | None = None) -> str:
        """The plan in words: its result, its break-even, and a caution where there is one."""
        if np.ndim(self.result):
            results = np.asarray(self.result)
            return texts.PLAN_SCENARIOS.say(language, count=results.size, low=np.nanmin(results), high=np.nanmax(results))
        if self.turnover == 0:
            return texts.PLAN_NO_SALES.say(language, loss=-self.result)
        if self.contribution_margin_rate <= 0:
            return texts.PLAN_HOPELESS.say(language, rate=self.variable_rate)
        known = {"turnover": self.turnover, "break_even": self.break_even_turnover}
        if self.result < 0:
            return texts.PLAN_LOSS.say(language, loss=-self.result, **known)
        return texts.PLAN_SENTENCE.say(language, result=self.result, margin=self.safety_margin_rate, **known)

    def _repr_markdown_(self) -> str:
        return self.sentence() if np.ndim(self.result) else f"{plan_table(self)}\n\n{self.sentence()}"

    # -- helpers --------------------------------------------------------------------------

    def _structure(self, scale: Amount) -> Amount:
        return scalar(self.fixed_costs + sum(line.euros(self.volumes, scale) for line in self.lines if line.per == "year" or line.stepped))

    @staticmethod
    def _reaching(costs: Amount, margin_rate: Amount) -> Amount:
        return scalar(np.where(np.greater(margin_rate, 0), over(costs, margin_rate), np.where(np.isnan(margin_rate), np.nan, np.inf)))


def _started(count: Amount) -> Amount:
    """Steps begun: a count that is whole but for the last bits counts as whole."""
    return np.ceil(np.round(count, 9))


def _check_names(plan: Plan) -> None:
    names = [*plan.variable_rates, *plan.channels, *plan.volumes, *(line.name for line in plan.lines)]
    for name in names:
        if names.count(name) > 1:
            raise InvalidValue("name", texts.NAME_RULE, name)
    for cost, channel in plan.bases.items():
        if cost not in plan.variable_rates:
            raise UnknownName("bases", cost, plan.variable_rates)
        if channel not in plan.channels:
            raise UnknownName("bases", channel, plan.channels)
    for line in plan.lines:
        if line.per != "year" and line.per not in plan.volumes:
            raise UnknownName("per", line.per, ["year", *plan.volumes])
    if np.ndim(plan.turnover) == 0 and all(np.ndim(part) == 0 for part in plan.channels.values()):
        total = sum(plan.channels.values())
        if total > plan.turnover * (1 + 1e-9):
            raise InvalidValue("channels", texts.PARTS_RULE, total, turnover=plan.turnover)


# -- to look at ---------------------------------------------------------------------------


def plan_table(plan: Plan) -> str:
    """A plan as a Markdown table: each cost with its rate and its euros, down to the result."""
    rows = [(words.TURNOVER.say(), "", plan.turnover)]
    for cost, euros in plan.variable_costs.items():
        on = words.ON_CHANNEL.say(channel=label(plan.bases[cost])) if cost in plan.bases else ""
        rows.append((f"− {label(cost).say()}{on}", percent(plan.variable_rates[cost]) if cost in plan.variable_rates else "", euros))
    rows.append((f"**{OUTCOMES['contribution_margin'].label.say()}**", percent(plan.contribution_margin_rate), plan.contribution_margin))
    rows += [(f"− {label(cost).say()}", "", euros) for cost, euros in fixed_of(plan).items()]
    rows.append((f"**{OUTCOMES['result'].label.say()}**", "", plan.result))
    body = "\n".join(f"| {name} | {rate} | {money(euros)} |" for name, rate, euros in rows)
    return f"| | | |\n| :-- | --: | --: |\n{body}"


def fixed_of(plan: Plan) -> dict[str, Amount]:
    """What does not follow the sales one by one, by name; together the structure costs."""
    lines = [line for line in plan.lines if line.per == "year" or line.stepped]
    return {"fixed_costs": plan.fixed_costs, **{line.name: line.euros(plan.volumes) for line in lines}}
