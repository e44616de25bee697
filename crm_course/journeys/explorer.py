"""The explorer of journeys: the flow, the credits, and what a rule decides."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.integers import as_counts
from crm_course.foundations.mapping_screen import MappedFile
from crm_course.foundations.panel import Choice, Input, Number, Panel, View

from . import explorer_texts as words
from . import files
from .attribution import MODELS, THIN, attribute, evidence
from .charts import flow_chart
from .columns import spreadsheet
from .credit_charts import change_chart, credit_chart
from .events import coded
from .paths import Journeys
from .shapley import distinct
from .texts import MODEL_LABELS, channel_label, channel_text

__all__ = ["explorer"]

_LONGEST = 20
"""As many contacts, or so many days, as the slider goes: no limit."""
_FOREVER = 90


def explorer(events: pd.DataFrame | None = None) -> Panel:
    """Explore the journeys of a log: rules, model, flow, credits, and a rule taken away.

    Parameters
    ----------
    events : DataFrame, optional
        An event log; by default a small invented one. The reader may drop his own.
    """
    log = example() if events is None else events
    channels = coded(log).channels
    longest = _FOREVER if events is None else _longest_pause(log)
    inputs: list[Input] = [
        Choice("model", words.MODEL, "markov", {name: MODEL_LABELS[name] for name in MODELS}),
        Number("gap_days", words.GAP, 30, low=1, high=longest, unit=words.UNITS["days"].say()),
        Number("lookback_days", words.LOOKBACK, 30, low=1, high=_FOREVER, unit=words.UNITS["days"].say()),
        Number("max_touches", words.TOUCHES, 10, low=1, high=_LONGEST),
        Choice("exclude", words.CHANNEL, "", {"": words.NONE, **{name: channel_text(name) for name in channels}}),
        Choice("away", words.AWAY, "", words.RULES),
        Number("order", words.ORDER, 1, low=1, high=3, more=True),
        MappedFile("file", words.FILE, files.FIELDS, files.understood, words.MODEL_FILE, more=True),
    ]
    return Panel(words.QUESTION, inputs, lambda **values: answer(log, **values))


def _longest_pause(log: pd.DataFrame) -> int:
    """The longest silence of a customer between two contacts, in whole days; a longer rule would change nothing. At least 30."""
    silence = log.sort_values(["customer_id", "ts"], kind="stable").groupby("customer_id", observed=True)["ts"].diff().max()
    return int(min(max(np.ceil(silence / pd.Timedelta(days=1)) if pd.notna(silence) else 0, 30), _FOREVER))


def answer(
    log: pd.DataFrame,
    *,
    model: str,
    gap_days: float,
    lookback_days: float,
    max_touches: float,
    exclude: str,
    away: str,
    order: float,
    file: Any = None,
) -> View:
    """What the explorer shows for these rules."""
    held = files.Held(log=log) if file is None else files.read(file)
    rules: dict[str, Any] = {
        "gap_days": gap_days, "lookback_days": lookback_days, "max_touches": int(max_touches), "exclude": held.there([exclude] if exclude else []),
    }  # fmt: skip
    journeys = held.journeys(**rules)
    credits = attribute(journeys, model, order=int(order), intervals=True)
    if not credits["credit"].sum():
        return View(sentence=words.EMPTY.say(), detail=words.EMPTY_DETAIL.say(), charts=[flow_chart(journeys)], notice=held.notice)
    without = attribute(held.journeys(**{**rules, away: None}), model, order=int(order)) if away else None
    return _view(journeys, credits, without, model, held.notice)


def _view(journeys: Journeys, credits: pd.DataFrame, without: pd.DataFrame | None, model: str, told: str) -> View:
    top = credits.iloc[0]
    top_told = {"channel": channel_label(str(top["channel"])), "share": top["share"], "purchases": credits["credit"].sum()}
    if without is None:
        sentence, moved, second = words.SENTENCE.say(**top_told), words.UNMOVED.say(), credit_chart(credits, model)
    else:
        pair = (
            credits.set_index("channel")["share"]
            .to_frame("a")
            .join(without.set_index("channel")["share"].rename("b"), how="outer")
            .fillna(0.0)
        )
        sentence = words.SENTENCE_CHANGED.say(**top_told, other=pair.loc[top["channel"], "b"])
        moved, second = words.MOVED.say(points=50 * (pair["a"] - pair["b"]).abs().sum()), change_chart(credits, without)
    several = np.add.reduceat(distinct(journeys) > 0, as_counts(journeys.starts[:-1]), dtype=int) > 1
    detail = words.DETAIL.say(low=top["low"], high=top["high"], journeys=len(journeys), several=float(several.mean()))
    return View(
        sentence=sentence, detail=detail, charts=[flow_chart(journeys), second], meaning=words.MEANING.say(moved=moved),
        notice=f"{told} {_notice(journeys)}".strip(),
        downloads={words.FILE_NAME.say(): spreadsheet(credits)},
    )  # fmt: skip


def _notice(journeys: Journeys) -> str:
    """Cautions: channels met by few buyers, purchases none of whose contacts was kept."""
    thin = [channel_label(name) for name in evidence(journeys).query("thin and journeys > 0")["channel"]]
    said = [words.THIN.say(least=THIN, channels=", ".join(thin))] if thin else []
    return " ".join([*said, *([words.UNTOUCHED.say(purchases=journeys.untouched)] if journeys.untouched else [])])


@lru_cache
def example(customers: int = 600, seed: int = 5) -> pd.DataFrame:
    """A small invented log: up to four contacts a customer, one in five buys."""
    rng = np.random.default_rng(seed)
    number = rng.integers(1, 5, customers)
    customer = np.repeat(np.arange(customers, dtype=np.int64), as_counts(number))
    last = np.flatnonzero(np.diff(customer, append=-1))
    day = np.repeat(rng.integers(0, 200, customers), as_counts(number)) + rng.uniform(0, 25, len(customer))
    log = pd.DataFrame({"customer_id": customer, "ts": pd.Timestamp("2026-01-05") + pd.to_timedelta(day, unit="D").floor("s"),
                        "channel": rng.choice(["search", "social", "email", "web", "shop"], len(customer), p=[0.2, 0.15, 0.15, 0.3, 0.2])})  # fmt: skip
    log = log.sort_values(["customer_id", "ts"], ignore_index=True)
    bought = np.zeros(len(log), dtype=bool)
    bought[last] = rng.random(customers) < np.where(log["channel"].to_numpy()[last] == "shop", 0.4, 0.15)
    return log.assign(converted=bought, value=np.where(bought, 60.0, 0.0))
