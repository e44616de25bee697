"""An extract of C'chez vous' event log, drawn from chances that are stated: so the truth is known.

Each customer has one purchase in mind. The channels he meets before it each add to his
chance of buying, by the amounts of :data:`TOUCHES`; the site and the till close sales and
cause none. After the purchase come confirmation, collection or delivery, and for some a
problem, whose file does not always follow from one channel to the next.

The company does not see all: of purchases in the shop, those who prepared on the web show
their card more often. ``everything`` is what happened, ``events`` what the company's log holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks

__all__ = ["TOUCHES", "Extract", "Touch", "extract"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A channel before the purchase.

    `reach` is the share of customers who meet it (connected customers meet the online ones
    more often, neighbours the shop), `effect` what it adds to the chance of buying, `days`
    when it comes, `cost` euros a contact, `identified` how often the customer is recognised.
    """

    reach: float
    effect: float
    days: tuple[float, float]
    cost: float
    identified: float


TOUCHES: Mapping[str, Touch] = {
    "social": Touch(reach=0.13, effect=0.09, days=(0, 8), cost=0.60, identified=0.3),
    "display": Touch(reach=0.12, effect=0.00, days=(0, 18), cost=0.35, identified=0.3),
    "search": Touch(reach=0.26, effect=0.08, days=(2, 12), cost=0.80, identified=0.3),
    "email": Touch(reach=0.15, effect=0.05, days=(3, 16), cost=0.02, identified=1.0),
    "web": Touch(reach=0.40, effect=0.00, days=(6, 18), cost=0.05, identified=0.6),
    "chat": Touch(reach=0.08, effect=0.12, days=(8, 18), cost=2.10, identified=0.8),
    "shop": Touch(reach=0.45, effect=0.10, days=(10, 19), cost=4.50, identified=0.4),
}
"""Channels before the purchase, by name."""

BASE_CHANCE = 0.05
"""Chance of buying of a customer who met nothing."""

CATEGORIES: Mapping[str, tuple[float, float, float]] = {
    "paint": (0.50, 140.0, 0.75),
    "sofa": (0.20, 900.0, 0.45),
    "garden": (0.30, 230.0, 0.60),
}
"""Share of customers, mean basket in euros, share of purchases made in the shop."""

_SHOWS_CARD = {True: 0.80, False: 0.50}
"""Chance that a purchase in the shop is identified, by whether it was prepared online."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Extract:
    """What the company's log holds, what happened, and what each channel caused.

    `caused` is in purchases, expected over these very customers; `prepared` is the true
    share of shop purchases that were prepared online.
    """

    events: pd.DataFrame
    everything: pd.DataFrame
    caused: Mapping[str, float]
    prepared: float


def extract(customers: int = 3_000, seed: int = 7) -> Extract:
    """An extract with so many customers; the same seed gives the same customers.

    >>> found = extract(200, seed=1)
    >>> found.caused["web"], len(found.events) == len(found.everything)
    (0.0, True)
    """
    number = checks.whole("customers", customers, least=1)
    rng = np.random.default_rng(seed)
    connected = rng.random(number) < 0.4
    met = {name: rng.random(number) < touch.reach * np.where(connected == (name != "shop"), 1.35, 0.8) for name, touch in TOUCHES.items()}
    bought = rng.random(number) < BASE_CHANCE + sum(touch.effect * met[name] for name, touch in TOUCHES.items())
    people = _people(connected, met, bought, rng)
    parts = [*_before(people, met, rng), _purchase(people, rng), *_after(people, rng)]
    everything = _finished(pd.concat(parts, ignore_index=True), people, rng)
    online = everything[everything["kind"].eq("look") & everything["place"].eq("online")]
    prepared = people["customer_id"].isin(online["customer_id"]).to_numpy()
    hidden = _hidden(everything, prepared, rng)
    caused = {name: touch.effect * float(met[name].sum()) for name, touch in TOUCHES.items()}
    shop = (people["bought"] & people["in_shop"]).to_numpy()
    return Extract(
        events=everything.assign(customer_id=everything["customer_id"].where(~hidden)), everything=everything, caused=caused,
        prepared=float(prepared[shop].mean()) if shop.any() else float("nan"),
    )  # fmt: skip


# -- who, when, what ----------------------------------------------------------------------


def _people(connected: np.ndarray, met: Mapping[str, np.ndarray], bought: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    number = len(connected)
    names, shares = list(CATEGORIES), [share for share, _, _ in CATEGORIES.values()]
    category = rng.choice(names, number, p=shares)
    basket = np.array([CATEGORIES[name][1] for name in category]) * rng.lognormal(-0.125, 0.5, number)
    in_shop = rng.random(number) < np.array([CATEGORIES[name][2] for name in category]) + 0.2 * met["shop"] - 0.1
    return pd.DataFrame({
        "customer_id": [f"C{one:05d}" for one in range(number)], "day": rng.integers(0, 300, number), "category": category,
        "segment": np.where(connected, "connected", "neighbour"), "bought": bought, "in_shop": in_shop, "basket": basket.round(2),
        "bought_after": rng.uniform(19.5, 24, number),
    })  # fmt: skip


_STAGES = {
    "look": "mission", "purchase": "order", "confirmation": "fulfilment", "delivery": "fulfilment", "help": "support", "survey": "support",
}  # fmt: skip


def _before(people: pd.DataFrame, met: Mapping[str, np.ndarray], rng: np.random.Generator) -> list[pd.DataFrame]:
    parts = [_looks(people[met[name]], name, touch, rng) for name, touch in TOUCHES.items()]
    visits = parts[list(TOUCHES).index("shop")]
    holds_phone = rng.random(len(visits)) < np.where(visits["segment"] == "connected", 0.45, 0.15)
    seen = visits[holds_phone]
    in_hand = seen.assign(
        channel="app", offset=seen["offset"] + rng.uniform(0.003, 0.02, len(seen)), device="mobile", identified=True, cost=0.01
    )
    return [*parts, in_hand]


def _looks(who: pd.DataFrame, name: str, touch: Touch, rng: np.random.Generator) -> pd.DataFrame:
    known = rng.random(len(who)) < touch.identified
    return _contacts(who, rng.uniform(*touch.days, len(who)), name, "look", cost=touch.cost).assign(identified=known)


def _purchase(people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    who = people[people["bought"]]
    channel, cost = np.where(who["in_shop"], "shop", "web"), np.where(who["in_shop"], 6.0, 1.2)
    contacts = _contacts(who, who["bought_after"], channel, "purchase", cost=cost)
    return contacts.assign(converted=True, value=who["basket"].to_numpy(), carried=rng.random(len(who)) < 0.5)


def _after(people: pd.DataFrame, rng: np.random.Generator) -> list[pd.DataFrame]:
    who = people[people["bought"]]
    online = who[~who["in_shop"]]
    fetched = np.where(rng.random(len(online)) < 0.4, "shop", "field")
    fulfilled = _contacts(online, online["bought_after"] + rng.uniform(1, 6, len(online)), fetched, "delivery", cost=5.0)
    confirmed = _contacts(who, who["bought_after"] + 0.01, "sms", "confirmation", cost=0.04).assign(carried=True)
    answers = who[rng.random(len(who)) < 0.35]
    asked = _contacts(answers, answers["bought_after"] + 15, "sms", "survey", cost=0.04).assign(carried=True)
    return [fulfilled, confirmed, *_troubles(who[rng.random(len(who)) < 0.28], rng), asked]


def _troubles(who: pd.DataFrame, rng: np.random.Generator) -> list[pd.DataFrame]:
    """A first contact with the after-sales desk; when it fails, most try again elsewhere."""
    channel = rng.choice(["phone", "chat", "web"], len(who), p=[0.5, 0.2, 0.3])
    first = _contacts(who, who["bought_after"] + rng.uniform(7, 14, len(who)), channel, "help", cost=5.2)
    fails = rng.random(len(first)) < first["channel"].map({"phone": 0.30, "chat": 0.15, "web": 0.55}).to_numpy(dtype=float)
    again = first[fails & (rng.random(len(first)) < 0.8)]
    later, elsewhere = again["offset"] + rng.uniform(0.1, 5, len(again)), np.where(rng.random(len(again)) < 0.75, "phone", "shop")
    fails_again, known = rng.random(len(again)) < 0.2, rng.random(len(again)) < 0.3
    second = again.assign(channel=elsewhere, offset=later, outcome=np.where(fails_again, "failed", "done"), carried=known)
    return [first.assign(outcome=np.where(fails, "failed", "done")), second]


def _contacts(who: pd.DataFrame, offset: Any, channel: Any, kind: str, *, cost: Any) -> pd.DataFrame:
    return pd.DataFrame({
        "customer_id": who["customer_id"].to_numpy(), "offset": np.asarray(offset) + who["day"].to_numpy(), "channel": channel, "kind": kind,
        "stage": _STAGES[kind], "category": who["category"].to_numpy(), "segment": who["segment"].to_numpy(), "identified": True, "cost": cost,
    })  # fmt: skip


# -- the log ------------------------------------------------------------------------------


def _finished(contacts: pd.DataFrame, people: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Every column, in order of time."""
    contacts = contacts.sort_values(["offset", "customer_id"], ignore_index=True)
    number = len(contacts)
    offline = contacts["channel"].isin(["shop", "phone", "field"]).to_numpy()
    device = np.where(contacts["device"].isna(), rng.choice(["mobile", "desktop", "tablet"], number, p=[0.48, 0.44, 0.08]), "mobile")
    begin = pd.Timestamp("2025-09-01", tz="UTC")
    guessed = contacts["identified"].astype(bool) & (rng.random(number) < 0.55)
    carried = guessed.where(contacts["carried"].isna(), contacts["carried"].eq(True)).to_numpy()
    return pd.DataFrame({
        "customer_id": contacts["customer_id"], "ts": (begin + pd.to_timedelta(contacts["offset"], unit="D")).dt.floor("s"),
        "channel": contacts["channel"], "converted": contacts["converted"].eq(True), "value": contacts["value"].fillna(0.0),
        "cost": contacts["cost"], "kind": contacts["kind"], "stage": contacts["stage"], "place": np.where(offline, "offline", "online"),
        "device": pd.Series(device).mask(offline), "identified": contacts["identified"].astype(bool), "carried": carried,
        "consistent": rng.random(number) < np.where(carried, 0.95, 0.70), "outcome": contacts["outcome"].fillna("done"),
        "category": contacts["category"], "segment": contacts["segment"],
    })  # fmt: skip


def _hidden(everything: pd.DataFrame, prepared: np.ndarray, rng: np.random.Generator) -> pd.Series:
    """Purchases in the shop without a card."""
    row = everything["customer_id"].str[1:].astype(int).to_numpy()
    chance = np.where(prepared[row], _SHOWS_CARD[True], _SHOWS_CARD[False])
    return everything["converted"] & (everything["channel"] == "shop") & (rng.random(len(everything)) > chance)
