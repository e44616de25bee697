"""How much of the new channel's sales is really new?

A site does not only add: some of its customers would have bought in the shop
(*cannibalisation*), and some shop customers come because they prepared on the web (*ROPO*,
research online, purchase offline). Both shares are assumptions, said aloud here, because
the gain depends on them and no statement of accounts shows them.

>>> effect = ChannelEffect(online=440_000, cannibalised=0.25, prepared_online=0.20)
>>> round(effect.extra), round(effect.from_shop), round(effect.prepared_sales)
(418000, 110000, 88000)
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .amounts import Amount, amount, over, scalar, share
from .plan import Plan

__all__ = ["ChannelEffect", "highest_cannibalised", "with_channel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelEffect:
    """What a new channel does to the turnover.

    Parameters
    ----------
    online : float
        Euros a year sold through it, excluding tax.
    cannibalised : float
        Share of these sales that the shop would have made.
    prepared_online : float
        Sales that the shop gains because they were prepared online, as a share of the
        sales online. The 2016 panels say how many buyers prepare on the web, not how many
        would not have come without it: an assumption.
    """

    online: Amount
    cannibalised: Amount = 0.0
    prepared_online: Amount = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "online", amount("online", self.online))
        object.__setattr__(self, "cannibalised", share("cannibalised", self.cannibalised))
        object.__setattr__(self, "prepared_online", amount("prepared_online", self.prepared_online))

    @property
    def from_shop(self) -> Amount:
        """Sales that only change place."""
        return scalar(self.online * np.asarray(self.cannibalised))

    @property
    def prepared_sales(self) -> Amount:
        """Sales of the shop that the site brings."""
        return scalar(self.online * np.asarray(self.prepared_online))

    @property
    def extra(self) -> Amount:
        """Turnover that would not be there without the channel."""
        return scalar(self.online - self.from_shop + self.prepared_sales)


def with_channel(before: Plan, after: Plan, effect: ChannelEffect, *, channel: str = "online") -> Plan:
    """`after`, its turnover that of `before` plus what the channel really adds.

    Costs that bear on the channel (``bases``) follow its sales, new or not.
    """
    turnover = scalar(before.turnover + np.asarray(effect.extra))
    return replace(after.at(turnover), turnover=turnover, channels={**after.channels, channel: effect.online})


def highest_cannibalised(before: Plan, after: Plan, effect: ChannelEffect, *, channel: str = "online") -> Amount:
    """The share taken from the shop up to which the project is not worse; above 1 it always pays, below 0 never.

    >>> shop = Plan(turnover=1_200_000, variable_rates={"all": 0.685}, fixed_costs=180_000)
    >>> both = Plan(turnover=1_640_000, variable_rates={"all": 0.685, "web": 0.055}, fixed_costs=220_000,
    ...             channels={"online": 440_000}, bases={"web": "online"})
    >>> round(highest_cannibalised(shop, both, ChannelEffect(online=440_000)), 3)
    0.537
    """
    none, some = (with_channel(before, after, replace(effect, cannibalised=part), channel=channel).result for part in (0.0, 0.5))
    return over(np.subtract(none, before.result) * 0.5, np.subtract(none, some))
