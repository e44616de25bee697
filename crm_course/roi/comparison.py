"""Is the project better than doing nothing, and what must be true for that?

Two plans of the same year, with and without the project. The gain alone says little: the
comparison also gives the turnover that the project needs before it earns more than doing
nothing, the highest costs it can bear, and where the gain comes from.

Assumption to choose: when the turnover of the project differs from the forecast, either
every channel moves in step (constant mix) or one channel makes the difference (`through`).
By default the plan says it: where its new costs bear on one channel alone, it is that one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crm_course.foundations.said import Said

from . import texts
from .amounts import Amount, over, scalar
from .plan import Plan

__all__ = ["Breakdown", "Comparison", "compare", "on_extra_sales"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Where a gain comes from, in euros: `volume` + `margin_erosion` + `structure` is the gain.

    More turnover at the old margin rate; the change of margin rate on the new turnover;
    the change of structure costs.
    """

    volume: Amount
    margin_erosion: Amount
    structure: Amount

    @property
    def gain(self) -> Amount:
        """The sum of the three."""
        return self.volume + self.margin_erosion + self.structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Said):
    """Two plans of one year: `before` without the project, `after` with it.

    Every euro figure is a year's, excluding tax; growth is relative to the turnover before.
    """

    before: Plan
    after: Plan
    through: str = ""

    @property
    def gain(self) -> Amount:
        """Result after less result before."""
        return scalar(np.subtract(self.after.result, self.before.result))

    @property
    def pays(self) -> bool | Amount:
        """Whether the gain is above 0."""
        better = np.greater(self.gain, 0)
        return bool(better) if np.ndim(better) == 0 else better

    @property
    def growth(self) -> Amount:
        """The growth of turnover that the plan assumes."""
        return scalar(over(self.after.turnover, self.before.turnover) - 1)

    @property
    def required_turnover(self) -> Amount:
        """The turnover from which the project earns more than doing nothing; ∞ where none does.

        With stepped costs: at the structure costs of the plan.
        """
        return self.turnover_for(self.before.result)

    @property
    def break_even_turnover(self) -> Amount:
        """The turnover at which the plan after earns nothing, when `through` makes the difference."""
        return self.turnover_for(0.0) if self.through else self.after.break_even_turnover

    def turnover_for(self, result: Amount) -> Amount:
        """The turnover at which the plan after earns `result`; ∞ where none does."""
        if not self.through:
            return self._least(np.add(result, self.after.structure_costs), self.after.contribution_margin_rate)
        missing, sold, rate = np.subtract(result, self.after.result), self.after.channels[self.through], self._marginal_rate(self.through)
        by_channel = self.after.turnover + self._least(missing, rate)
        without = np.subtract(self.after.turnover, sold)
        return scalar(np.where(by_channel >= without, by_channel, without + self._least(missing + rate * sold, self._marginal_rate(""))))

    @property
    def required_growth(self) -> Amount:
        """The growth of turnover that it takes, as a share; ∞ where none suffices."""
        return scalar(over(self.required_turnover, self.before.turnover) - 1)

    @property
    def indifference(self) -> Amount:
        """The turnover at which both plans earn the same (each with its own mix); NaN where there is none.

        Below it one plan is better, above it the other. With higher fixed costs and a
        lower margin rate, the project is worse at any equal turnover: no such point.
        """
        rates = np.subtract(self.after.contribution_margin_rate, self.before.contribution_margin_rate)
        crossing = over(np.subtract(self.after.structure_costs, self.before.structure_costs), rates)
        return scalar(np.where(np.isfinite(crossing) & (np.asarray(crossing) >= 0), crossing, np.nan))

    @property
    def highest_fixed_costs(self) -> Amount:
        """The fixed costs after, up to which the project is not worse."""
        return scalar(self.after.fixed_costs + np.asarray(self.gain))

    @property
    def highest_variable_rate(self) -> Amount:
        """The variable costs after, as a share of turnover, up to which it is not worse."""
        return scalar(self.after.variable_rate + over(self.gain, self.after.turnover))

    @property
    def break_even_rise(self) -> Amount:
        """By how many euros the break-even turnover moves up."""
        return scalar(np.subtract(self.break_even_turnover, self.before.break_even_turnover))

    @property
    def breakdown(self) -> Breakdown:
        """The gain split into volume, margin erosion and structure."""
        volume = np.subtract(self.after.turnover, self.before.turnover) * self.before.contribution_margin_rate
        erosion = np.subtract(self.after.contribution_margin, self.before.contribution_margin) - volume
        structure = np.subtract(self.before.structure_costs, self.after.structure_costs)
        return Breakdown(volume=scalar(volume), margin_erosion=scalar(erosion), structure=scalar(structure))

    def sentence(self, language: str | None = None) -> str:
        """The finding in words: what is gained, and what must be true for it."""
        gain = self.gain
        if np.ndim(gain):
            share = np.mean(np.asarray(gain) > 0)
            return texts.GAIN_SCENARIOS.say(language, count=np.size(gain), low=np.nanmin(gain), high=np.nanmax(gain), share=share)
        told = {"turnover": self.required_turnover, "required": self.required_growth, "growth": self.growth}
        if abs(gain) < 0.5:
            return texts.EVEN.say(language, result=self.after.result)
        if gain > 0:
            return (texts.GAIN if told["required"] > 0 else texts.GAIN_ANYWAY).say(language, gain=gain, **told)
        return (texts.LOSS if np.isfinite(told["turnover"]) else texts.LOSS_ANYWAY).say(language, loss=-gain, **told)

    def _marginal_rate(self, channel: str) -> Amount:
        """What one more euro sold through a channel leaves; through none: costs on all turnover only."""
        return 1.0 - sum(share for cost, share in self.after.variable_rates.items() if self.after.bases.get(cost, channel) == channel)

    @staticmethod
    def _least(missing: Amount, margin_rate: Amount) -> Amount:
        """The turnover that brings `missing` euros; ∞ where each sale brings nothing."""
        needed = over(missing, margin_rate)
        hopeless = np.less_equal(margin_rate, 0)
        return scalar(np.where(hopeless, np.where(np.greater(missing, 0), np.inf, -np.inf), needed))


def compare(before: Plan, after: Plan, *, through: str | None = None) -> Comparison:
    """Compare the year with the project to the year without it.

    Parameters
    ----------
    before, after : Plan
        Plans may hold arrays, one value per scenario; they broadcast.
    through : str, optional
        The channel of `after` that makes the difference when its turnover is not the
        forecast one; ``""``: every channel moves in step. By default the channel that the bases
        of `after` name, if they name one, sold through by `after` alone; else all in step.

    Examples
    --------
    >>> shop = Plan(turnover=1_200_000, variable_rates={"purchases": 0.68, "sundry": 0.005}, fixed_costs=180_000)
    >>> web = {"purchases": 0.68, "sundry": 0.005, "packaging": 0.005, "delivery": 0.02, "returns": 0.03}
    >>> both = Plan(turnover=1_640_000, variable_rates=web, fixed_costs=220_000)
    >>> project = compare(shop, both)
    >>> round(project.gain), round(project.required_turnover), round(project.required_growth, 4)
    (8400, 1607692, 0.3397)
    >>> extra = compare(shop, on_extra_sales(shop, both))
    >>> round(extra.gain), extra.through, round(extra.required_growth, 3)
    (74400, 'online', 0.128)
    """
    through = _growing(before, after) if through is None else through
    if through and through not in after.channels:
        after.at(after.turnover, through)  # names the channels that there are
    return Comparison(before=before, after=after, through=through)


def _growing(before: Plan, after: Plan) -> str:
    """The one channel that the costs of `after` bear on and that `before` does not have, or nothing."""
    named = set(after.bases.values())
    [channel] = named if len(named) == 1 else [""]
    return channel if channel in after.channels and not np.any(before.channels.get(channel, 0)) else ""


def on_extra_sales(before: Plan, after: Plan, *, channel: str = "online") -> Plan:
    """`after`, its new costs bearing only on the extra turnover, sold through `channel`.

    New costs are the variable costs that `before` does not have (packaging, delivery,
    returns…). This is the other reading of a forecast that writes "2 % of turnover".
    """
    extra = scalar(np.maximum(np.subtract(after.turnover, before.turnover), 0.0))
    new = [cost for cost in after.variable_rates if cost not in before.variable_rates]
    return replace(after, channels={**after.channels, channel: extra}, bases={**after.bases, **dict.fromkeys(new, channel)})
