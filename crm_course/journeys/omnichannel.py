"""Multichannel, cross-channel or omnichannel? A measured answer, against silos.

The course's three strategies differ in what customers and company do with channels:

*multichannel*  several channels, independent of each other
*cross-channel* channels complete each other (ordered on the web, collected in the shop)
*omnichannel*   several channels at the same time and place, one customer known in all

What is measured follows customers from contact to contact (at most `gap_days` apart);
messages that the company sends (`kind`) are left out. A
*switch* is a step from one channel to another; at a switch a silo knows nothing of what
came before. A part whose column the log lacks is NaN and left out of the index.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidData
from crm_course.foundations.integers import as_counts
from crm_course.foundations.intervals import wilson
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import events as log_of
from .builder import touches
from .paths import Journeys
from .texts import INTEGRATION_SENTENCE, strategy_label

__all__ = ["CRITERIA", "Integration", "integration", "integration_by", "maturity"]

SIMULTANEOUS_SECONDS = 3_600
"""Two contacts so close, one online and one offline, are one moment: the phone in hand in the shop."""

ACTIVE_SHARE = 0.05
"""A channel counts as offered and used from this share of contacts on."""

PARTS = ("handover", "simultaneous", "recognition", "context", "consistency")
"""The parts of the index: what a company of silos does not do."""

CRITERIA: tuple[tuple[str, str, float], ...] = (
    ("multichannel", "active_channels", 2), ("multichannel", "several_channels", 0.05),
    ("cross-channel", "handover", 0.05), ("cross-channel", "recognition", 0.5),
    ("omnichannel", "simultaneous", 0.05), ("omnichannel", "recognition", 0.8), ("omnichannel", "context", 0.8),
)  # fmt: skip
"""Strategy, measure, least value: the course's definitions with thresholds of our own, to be discussed."""

_LOG = Text(fr="des parcours construits depuis un journal", en="journeys built from an event log")


@dataclass(frozen=True, slots=True, kw_only=True)
class Integration(Said):
    """How channels work together; shares are 0–1, NaN where the log does not tell.

    Attributes
    ----------
    journeys, steps, switches : int
        Journeys; steps from one contact of a customer to his next; steps that change channel.
    active_channels : int
        Channels with at least 5 % of the contacts.
    channels_per_journey : float
    several_channels : float
        Share of journeys with two channels or more.
    switching : float
        Share of steps that change channel.
    handover : float
        Share of online purchases that end in a contact offline for their fulfilment, or the
        other way round (click-and-collect and its like).
    simultaneous : float
        Share of offline contacts with an online one of the same customer within the hour.
    simultaneous_by_chance : float
        The same, were online contacts spread evenly over the time of the log.
    recognition, context, consistency : float
        Share of switches where the customer is recognised, what went before is known
        (promotion, file), the answer is the same.
    continuity, silo_continuity : float
        Share of steps at which the company knows what went before: as it is, and in silos,
        where only the same channel remembers.
    """

    journeys: int
    steps: int
    switches: int
    active_channels: int
    channels_per_journey: float
    several_channels: float
    switching: float
    handover: float
    simultaneous: float
    simultaneous_by_chance: float
    recognition: float
    context: float
    consistency: float
    continuity: float
    silo_continuity: float

    @property
    def index(self) -> float:
        """The integration index: the mean of the known parts, 0 (silos) to 1; NaN if none is known."""
        known = [value for value in (getattr(self, part) for part in PARTS) if not np.isnan(value)]
        return float(np.mean(known)) if known else float("nan")

    @property
    def silo_index(self) -> float:
        """The index of the same customers in a company of silos: only what chance brings together."""
        known = [part for part in PARTS if not np.isnan(getattr(self, part))]
        chance = self.simultaneous_by_chance if "simultaneous" in known else 0.0
        return chance / len(known) if known else float("nan")

    @property
    def strategy(self) -> str:
        """The highest of the course's strategies whose criteria, and those before it, are met."""
        reached = "single-channel"
        for name in dict.fromkeys(name for name, _, _ in CRITERIA):
            if not all(getattr(self, measure) >= least for strategy, measure, least in CRITERIA if strategy == name):
                break
            reached = name
        return reached

    @property
    def parts(self) -> pd.DataFrame:
        """Every part beside its silo baseline: frame ``part, measured, silo``."""
        silo = {"simultaneous": self.simultaneous_by_chance, "continuity": self.silo_continuity}
        rows = [(part, getattr(self, part), silo.get(part, 0.0)) for part in (*PARTS, "continuity")]
        return pd.DataFrame(rows, columns=["part", "measured", "silo"])

    def sentence(self) -> str:
        """The finding, in the language in force."""
        return INTEGRATION_SENTENCE.say(
            index=100 * self.index, strategy=strategy_label(self.strategy), known=self.continuity, silo=self.silo_continuity
        )


def integration(journeys: Journeys) -> Integration:
    """The integration of the channels in these journeys.

    Parameters
    ----------
    journeys : Journeys
        Built from a log; columns ``place, stage, identified, carried, consistent`` are used
        where they exist.

    Examples
    --------
    >>> from crm_course.journeys.builder import build
    >>> log = pd.DataFrame({"customer_id": [1, 1, 2, 2], "channel": ["web", "shop", "shop", "shop"], "converted": [0, 1, 0, 1],
    ...     "ts": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-01", "2026-03-02"]), "identified": [1, 1, 1, 1]})
    >>> measured = integration(build(log))
    >>> measured.several_channels, measured.recognition, measured.silo_continuity, measured.continuity
    (0.5, 1.0, 0.5, 1.0)
    """
    return _measured(journeys, _followed(journeys))


def integration_by(journeys: Journeys, column: str = "segment") -> pd.DataFrame:
    """The same per segment (or company, or any column of the log): one row each, with index and strategy.

    A customer belongs to the value of his first contact.
    """
    contacts = _followed(journeys)
    log_of.require(contacts, column)
    group = contacts.groupby("customer_id")[column].transform("first")
    rows = []
    for name in sorted(group.dropna().unique(), key=str):
        part = contacts[(group == name).to_numpy()]
        measured = _measured(journeys, part)
        low, high = wilson(measured.recognition * measured.switches, measured.switches)
        values = {field.name: getattr(measured, field.name) for field in fields(measured)}
        rows.append(
            {
                column: name,
                **values,
                "recognition_low": low,
                "recognition_high": high,
                "index": measured.index,
                "strategy": measured.strategy,
            }
        )
    return pd.DataFrame(rows)


def maturity(measured: Integration) -> pd.DataFrame:
    """The course's three definitions as a table: frame ``strategy, measure, measured, least, met``; unknown is not met."""
    rows = [(name, measure, getattr(measured, measure), least) for name, measure, least in CRITERIA]
    frame = pd.DataFrame(rows, columns=["strategy", "measure", "measured", "least"])
    return frame.assign(met=frame["measured"] >= frame["least"])


# -- private ------------------------------------------------------------------------------


def _followed(journeys: Journeys) -> pd.DataFrame:
    """Contacts of each customer in order, with what the step to them is."""
    if journeys.events is None:
        raise InvalidData("journeys", _LOG, "paths")
    contacts = touches(journeys).drop(columns=["step"])
    contacts = contacts[~log_of.outbound(contacts)].reset_index(drop=True)
    contacts["place"] = log_of.place(contacts)
    contacts["channel"] = contacts["channel"].astype(str)
    gap = journeys.rules.gap_days if journeys.rules else None
    seconds = contacts["ts"].diff().dt.total_seconds()
    step = contacts["customer_id"].eq(contacts["customer_id"].shift()) & (seconds <= (gap or np.inf) * 86_400)
    return contacts.assign(step=step, switch=step & contacts["channel"].ne(contacts["channel"].shift()))


def _measured(journeys: Journeys, contacts: pd.DataFrame) -> Integration:
    per_journey = contacts.groupby("journey")["channel"].nunique()
    steps, switches = int(contacts["step"].sum()), contacts[contacts["switch"]]
    recognition, context, consistency = (_share(switches, column) for column in ("identified", "carried", "consistent"))
    switching = _ratio(len(switches), steps)
    together, chance = _simultaneous(contacts)
    known_at_switch = context if not np.isnan(context) else recognition
    return Integration(
        journeys=len(per_journey), steps=steps, switches=len(switches),
        active_channels=int((contacts["channel"].value_counts(normalize=True) >= ACTIVE_SHARE).sum()),
        channels_per_journey=float(per_journey.mean()) if len(per_journey) else float("nan"),
        several_channels=_ratio(int((per_journey > 1).sum()), len(per_journey)), switching=switching,
        handover=_handover(contacts), simultaneous=together, simultaneous_by_chance=chance,
        recognition=recognition, context=context, consistency=consistency,
        continuity=1 - switching * (1 - known_at_switch) if len(switches) else 1 - switching, silo_continuity=1 - switching,
    )  # fmt: skip


def _share(contacts: pd.DataFrame, column: str) -> float:
    """Share of contacts where `column` is true, among those where it is known."""
    known = contacts[column].dropna() if column in contacts else pd.Series(dtype=float)
    return float(known.astype(float).mean()) if len(known) else float("nan")


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _handover(contacts: pd.DataFrame) -> float:
    """Share of purchases followed, before the customer's next purchase, by fulfilment in the other place."""
    if "stage" not in contacts or not contacts["stage"].eq("fulfilment").any():
        return float("nan")
    bought = log_of.flags(contacts["converted"])
    if not bought.any():
        return float("nan")
    purchase = bought.cumsum()
    where = contacts["place"].to_numpy()[np.flatnonzero(bought)]
    same = contacts["customer_id"].to_numpy()[np.flatnonzero(bought)]
    after = (purchase > 0) & ~bought
    number = purchase[after] - 1
    tail = contacts[after]
    other = (
        (tail["stage"] == "fulfilment").to_numpy()
        & (tail["customer_id"].to_numpy() == same[number])
        & (tail["place"].to_numpy() != where[number])
    )
    return len(np.unique(number[other])) / int(bought.sum())


def _simultaneous(contacts: pd.DataFrame) -> tuple[float, float]:
    """Share of offline contacts with an online one within the hour: observed, and by chance."""
    customer = pd.factorize(contacts["customer_id"])[0].astype(np.int64)
    seconds = (contacts["ts"] - contacts["ts"].min()).dt.total_seconds().to_numpy()
    online = (contacts["place"] == "online").to_numpy()
    if online.all() or not len(contacts):
        return float("nan"), float("nan")
    span = float(seconds.max()) + 2 * SIMULTANEOUS_SECONDS
    key = customer * span + seconds
    near, visits = np.sort(key[online]), key[~online]
    count = np.searchsorted(near, visits + SIMULTANEOUS_SECONDS, "right") - np.searchsorted(near, visits - SIMULTANEOUS_SECONDS, "left")
    per_customer = np.bincount(as_counts(customer[online]), minlength=customer.max() + 1)[customer[~online]]
    chance = 1 - np.exp(-per_customer * 2 * SIMULTANEOUS_SECONDS / span)
    return float((count > 0).mean()), float(chance.mean())
