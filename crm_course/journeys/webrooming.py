"""Who looks on the web and buys in the shop, and who does the reverse?

*ROPO* (research online, purchase offline): the share of purchases in shops with an online
contact of the same customer at most `window_days` before. *Showrooming*: the share of
online purchases with a contact in a shop before. Only purchases with a customer number
can be matched: their share is the *coverage*. If the others prepared never, or always, the
rate of all purchases would be ``floor``, or ``ceiling``: no assumption, no model (Manski).

Online contacts are research unless they are purchases themselves. Times are compared to
the second; an online contact at the very second of the purchase counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.intervals import proportions_p_value, share_difference, wilson
from crm_course.foundations.said import Said

from . import events as log_of
from .texts import SURVEY_AGREES, SURVEY_DIFFERS

__all__ = ["SurveyBesideLog", "beside_survey", "device_conversion", "panel", "ropo", "showrooming", "visit_value"]

ALL = "all"


def ropo(
    events: pd.DataFrame, *, window_days: float = 30, by: str | Sequence[str] | None = None, research: str = "any", confidence: float = 0.95
) -> pd.DataFrame:
    """Purchases in shops prepared on the web, by category (or segment).

    Parameters
    ----------
    events : DataFrame
        The log; `place` says online or offline, else the channel does.
    window_days : float
        How long before the purchase research counts.
    by : str or sequence of str, optional
        Columns of the log. By default the category; one row ``"all"`` where the log has none.
    research : {"any", "same-category"}
        Whether the contact must be about the category bought.
    confidence : float
        Level of Wilson's interval.

    Returns
    -------
    DataFrame
        ``<by>, purchases, identified, researched, rate, low, high, coverage, floor, ceiling``.
        `rate` is among the identified.

    Examples
    --------
    >>> log = pd.DataFrame({"customer_id": [1, 1, 2, None], "channel": ["web", "shop", "shop", "shop"], "converted": [0, 1, 1, 1],
    ...     "ts": pd.to_datetime(["2026-03-01", "2026-03-08", "2026-03-02", "2026-03-02"]), "category": "sofa"})
    >>> ropo(log)[["category", "purchases", "rate", "coverage"]].round(3).values.tolist()
    [['sofa', 3, 0.5, 0.667]]
    """
    return _prepared(events, "offline", window_days, by, research, confidence)


def showrooming(
    events: pd.DataFrame, *, window_days: float = 30, by: str | Sequence[str] | None = None, research: str = "any", confidence: float = 0.95
) -> pd.DataFrame:
    """Online purchases prepared in a shop: the same frame as :func:`ropo`, the other way round."""
    return _prepared(events, "online", window_days, by, research, confidence)


def device_conversion(events: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """How many customers buy, by device they use, and by using one place or both.

    Frame ``group, customers, buyers, conversion, low, high``: a row per device met, then
    ``one-place`` and ``omnichannel``. A customer counts in each of his devices.
    """
    people = _people(events)
    groups = {name: people[column] for name, column in ((c[7:], c) for c in people.columns if c.startswith("device_"))}
    groups |= {"one-place": ~(people["online"] & people["offline"]), "omnichannel": people["online"] & people["offline"]}
    rows = [(name, int(used.sum()), int((used & people["buyer"]).sum())) for name, used in groups.items()]
    frame = pd.DataFrame(rows, columns=["group", "customers", "buyers"])
    low, high = wilson(frame["buyers"], frame["customers"], confidence)
    with np.errstate(invalid="ignore"):
        return frame.assign(conversion=frame["buyers"] / frame["customers"].replace(0, np.nan), low=low, high=high)


def panel(events: pd.DataFrame, published: Mapping[str, float] | None = None) -> pd.DataFrame:
    """A log measured as the 2016 consumer panel was: frame ``measure, share, low, high, count, n``.

    Parameters
    ----------
    events : DataFrame
    published : mapping, optional
        The panel's figures by measure (``{figure.name: figure.share for figure in …}``): adds a
        column ``published``.
    """
    people = _people(events)
    buyers = people[people["buyer"]]
    in_shop, prepared = people[people["offline"]], ropo(events.assign(**{ALL: ALL}), by=ALL)
    counts = {
        "visit_site": (people["online"].sum(), len(people)),
        "visit_shop": (people["offline"].sum(), len(people)),
        "buy_in_shop_only": ((buyers["bought_offline"] & ~buyers["bought_online"]).sum(), len(buyers)),
        "buy_online_only": ((buyers["bought_online"] & ~buyers["bought_offline"]).sum(), len(buyers)),
        "mobile_in_shop": (in_shop["mobile_in_shop"].sum(), len(in_shop)) if "device_mobile" in people else (0, 0),
        "prepared_online": (prepared["researched"].sum(), prepared["identified"].sum()),
    }
    for device in ("mobile", "desktop"):
        used = people[people[f"device_{device}"]] if f"device_{device}" in people else people.iloc[:0]
        counts[f"conversion_{device}"] = (used["buyer"].sum(), len(used))
    frame = pd.DataFrame([(name, int(count), int(n)) for name, (count, n) in counts.items()], columns=["measure", "count", "n"])
    low, high = wilson(frame["count"], frame["n"])
    frame = frame.assign(share=frame["count"] / frame["n"].replace(0, np.nan), low=low, high=high)
    frame = pd.concat([frame, pd.DataFrame([{"measure": "conversion_gain", **_gain(people)}])], ignore_index=True)
    shown = frame[["measure", "share", "low", "high", "count", "n"]]
    return shown if published is None else shown.assign(published=shown["measure"].map(dict(published)))


def visit_value(events: pd.DataFrame, window_days: float = 30) -> pd.DataFrame:
    """What a visit to the shop is worth when the web prepared it, and when not.

    Frame ``visit, visits, bought, conversion, low, high, value, value_per_visit``, rows
    ``prepared`` and ``unprepared``. A visit is a customer's day with contacts in ``shop``
    (or offline, in a log without such a channel). The difference is not all due to the web: who
    prepares wants to buy.
    """
    contacts = _contacts(events)
    shop = (contacts["channel"] == "shop") if (contacts["channel"] == "shop").any() else contacts["place"] == "offline"
    visits = contacts[shop & (contacts["customer"] >= 0)].assign(day=lambda frame: frame["seconds"] // 86_400)
    visits = visits.groupby(["customer", "day"], as_index=False).agg(
        seconds=("seconds", "min"), bought=("converted", "max"), value=("value", "sum")
    )
    visits["prepared"] = _researched(visits, _research(contacts, "online"), window_days)
    rows = []
    for name, part in (("prepared", visits[visits["prepared"]]), ("unprepared", visits[~visits["prepared"]])):
        low, high = wilson(part["bought"].sum(), len(part))
        rows.append({"visit": name, "visits": len(part), "bought": int(part["bought"].sum()), "conversion": part["bought"].mean(), "low": low,
                     "high": high, "value": float(part["value"].sum()), "value_per_visit": part["value"].mean()})  # fmt: skip
    return pd.DataFrame(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyBesideLog(Said):
    """The rate that customers state beside the rate that the log shows, each with its 95 % interval."""

    survey: float
    survey_low: float
    survey_high: float
    log: float
    log_low: float
    log_high: float
    difference: float
    difference_low: float
    difference_high: float
    p_value: float
    coverage: float

    def sentence(self) -> str:
        """The finding, in the language in force."""
        text = SURVEY_AGREES if self.difference_low <= 0 <= self.difference_high else SURVEY_DIFFERS
        return text.say(
            survey=self.survey,
            log=self.log,
            difference=100 * self.difference,
            low=100 * self.difference_low,
            high=100 * self.difference_high,
        )


def beside_survey(rates: pd.DataFrame, prepared: int, asked: int) -> SurveyBesideLog:
    """A survey ("did you prepare this purchase on the web?") beside the log's rate (rows of :func:`ropo` together).

    >>> rates = pd.DataFrame({"purchases": [200], "identified": [100], "researched": [60]})
    >>> round(beside_survey(rates, 75, 100).difference, 2)
    0.15
    """
    asked, prepared = checks.whole("asked", asked, least=1), checks.whole("prepared", prepared)
    seen, matched, total = (int(rates[name].sum()) for name in ("identified", "researched", "purchases"))
    survey, log = wilson(prepared, asked), wilson(matched, seen)
    low, high = share_difference(prepared, asked, matched, seen)
    rate = matched / seen if seen else float("nan")
    return SurveyBesideLog(
        survey=prepared / asked, survey_low=float(survey.low), survey_high=float(survey.high), log=rate, log_low=float(log.low),
        log_high=float(log.high), difference=prepared / asked - rate, difference_low=float(low), difference_high=float(high),
        p_value=float(proportions_p_value(prepared, asked, matched, seen)), coverage=seen / total if total else float("nan"),
    )  # fmt: skip


# -- private ------------------------------------------------------------------------------


def _contacts(events: pd.DataFrame) -> pd.DataFrame:
    """The log as numbers: customer code (−1 if unknown), seconds, place, purchase, value."""
    log_of.require(events, "customer_id", "ts", "channel", "converted")
    ticks, per_second = log_of.clock(events["ts"])
    value = log_of.amounts(events)
    return pd.DataFrame({
        "customer": log_of.customer_codes(events["customer_id"])[0], "seconds": ticks // per_second, "channel": log_of.channel_names(events["channel"]),
        "place": log_of.place(events), "converted": log_of.flags(events["converted"]), "value": 0.0 if value is None else value,
    })  # fmt: skip


def _prepared(
    events: pd.DataFrame, bought_in: str, window_days: float, by: str | Sequence[str] | None, research: str, confidence: float
) -> pd.DataFrame:
    checks.non_negative("window_days", window_days)
    checks.choice("research", research, ("any", "same-category"))
    groups = _groups(events, by)
    contacts = _contacts(events).assign(group=groups.groupby(list(groups), observed=True, dropna=False).ngroup().to_numpy())
    purchases = contacts[contacts["converted"] & (contacts["place"] == bought_in)]
    looked = _research(contacts, "online" if bought_in == "offline" else "offline")
    if research == "same-category":
        purchases, looked = _by_group(purchases, looked)
    purchases = purchases.assign(identified=purchases["customer"] >= 0, researched=_researched(purchases, looked, window_days))
    grouped = purchases.groupby("group")
    table = grouped.agg(purchases=("identified", "size"), identified=("identified", "sum"), researched=("researched", "sum")).reset_index()
    low, high = wilson(table["researched"], table["identified"], confidence)
    rate = table["researched"] / table["identified"].replace(0, np.nan)
    table = table.assign(rate=rate, low=low, high=high, coverage=table["identified"] / table["purchases"])
    table["floor"] = table["researched"] / table["purchases"]
    named = groups.assign(group=contacts["group"].to_numpy()).drop_duplicates("group")
    table = named.merge(table, on="group", validate="one_to_one").sort_values("group", ignore_index=True)
    return table.drop(columns="group").assign(ceiling=table["floor"] + 1 - table["coverage"])


def _groups(events: pd.DataFrame, by: str | Sequence[str] | None) -> pd.DataFrame:
    """The columns that rows are grouped by; without a category and without a wish, all are one group."""
    if by is None:
        return events[["category"]] if "category" in events.columns else pd.DataFrame({"category": [ALL] * len(events)})
    names = [by] if isinstance(by, str) else list(by)
    for name in names:
        if name not in events.columns:
            raise UnknownName("by", name, events.columns)
    return events[names]


def _research(contacts: pd.DataFrame, place: str) -> pd.DataFrame:
    return contacts[(contacts["place"] == place) & ~contacts["converted"] & (contacts["customer"] >= 0)]


def _by_group(purchases: pd.DataFrame, looked: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Customer and group as one code, so that only research of the same group matches."""
    codes, names = pd.factorize(pd.concat([purchases["group"], looked["group"]]))
    own, theirs = codes[: len(purchases)], codes[len(purchases) :]
    kept = theirs >= 0
    split = np.where(purchases["customer"] >= 0, purchases["customer"] * len(names) + np.maximum(own, 0), -1)
    return purchases.assign(customer=split), looked[kept].assign(customer=looked["customer"][kept] * len(names) + theirs[kept])


def _researched(purchases: pd.DataFrame, looked: pd.DataFrame, window_days: float, after_days: float = 0.0) -> np.ndarray:
    """Whether each purchase has research of its customer in the window before it (and `after_days` after)."""
    if not len(looked) or not len(purchases):
        return np.zeros(len(purchases), dtype=bool)
    before, after = window_days * 86_400, after_days * 86_400
    low = min(purchases["seconds"].min(), looked["seconds"].min())
    span = max(purchases["seconds"].max(), looked["seconds"].max()) - low + before + after + 2
    at = purchases["customer"].to_numpy() * span + purchases["seconds"].to_numpy() - low
    near = np.sort(looked["customer"].to_numpy() * span + looked["seconds"].to_numpy() - low)
    count = np.searchsorted(near, at + after, "right") - np.searchsorted(near, at - before, "left")
    return np.asarray((count > 0) & (purchases["customer"].to_numpy() >= 0))


def _people(events: pd.DataFrame) -> pd.DataFrame:
    """One row per identified customer: purchases, and places and devices up to the first one."""
    contacts = _contacts(events)
    contacts["device"] = events["device"].to_numpy() if "device" in events.columns else None
    contacts = contacts[contacts["customer"] >= 0]
    bought, online = contacts["converted"], contacts["place"] == "online"
    first = contacts["customer"].map(contacts[bought].groupby("customer")["seconds"].min())
    led = first.isna() | (contacts["seconds"] <= first)
    flags = {
        "online": online & led,
        "offline": ~online & led,
        "buyer": bought,
        "bought_online": bought & online,
        "bought_offline": bought & ~online,
    }
    devices = [name for name in ("desktop", "mobile", "tablet") if (contacts["device"] == name).any()]
    flags |= {f"device_{name}": led & (contacts["device"] == name) for name in devices}
    flags["mobile_in_shop"] = _mobile_in_shop(contacts)
    return pd.DataFrame(flags).groupby(contacts["customer"]).any()


def _mobile_in_shop(contacts: pd.DataFrame) -> pd.Series:
    """Offline contacts with a mobile one of the same customer within the hour."""
    found = pd.Series(False, index=contacts.index)
    shop, mobile = contacts[contacts["place"] == "offline"], contacts[contacts["device"] == "mobile"]
    found.loc[shop.index] = _researched(shop, mobile, 1 / 24, 1 / 24)
    return found


def _gain(people: pd.DataFrame) -> dict[str, float]:
    """Conversion of customers in both places over the others', less 1; Katz's interval of a ratio."""
    both = people["online"] & people["offline"]
    a, n, b, m = (float(x) for x in ((both & people["buyer"]).sum(), both.sum(), (~both & people["buyer"]).sum(), (~both).sum()))
    if not (a and b):
        return {"share": np.nan, "low": np.nan, "high": np.nan, "count": int(a), "n": int(n)}
    ratio, half = (a / n) / (b / m), 1.959964 * np.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
    return {"share": ratio - 1, "low": ratio * np.exp(-half) - 1, "high": ratio * np.exp(half) - 1, "count": int(a), "n": int(n)}
