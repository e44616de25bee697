"""Is credit cause? Models scored against what the channels are known to have caused.

The truth is the number of purchases that would not have happened without the channel: in
a synthetic world it is planted, in a company an experiment gives it (customers drawn by
lot from whom the channel was withheld). The two need not add up to the same total: part
of the purchases would have happened anyway, and every attribution model gives those away too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.intervals import share_difference
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from .attribution import MODELS, attribute
from .path_table import journeys_of
from .paths import Journeys
from .texts import SCORE_SENTENCE, model_label

__all__ = ["Score", "from_experiment", "score"]

_CHANNELS = Text(fr="un effet pour au moins un canal du journal", en="an effect for at least one channel of the log")
_EXPERIMENT = Text(fr="une colonne de l’expérience", en="a column of the experiment")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Score(Said):
    """How far each model is from the truth.

    Attributes
    ----------
    models : DataFrame
        ``model, misplaced, overstated, rank_correlation``, the closest first. `misplaced` is the
        share of the credit that stands with the wrong channel (0–1); `overstated` the
        credit over the purchases that channels caused (1 is right, 2 is double);
        `rank_correlation` is Spearman's, between credits and truth.
    channels : DataFrame
        A row per channel: its true share, its true purchases, and its share by each model.
    """

    models: pd.DataFrame
    channels: pd.DataFrame

    @property
    def closest(self) -> str:
        """The model with the least credit misplaced."""
        return str(self.models["model"].iloc[0])

    def sentence(self) -> str:
        """The finding, in the language in force."""
        best, last = self.models.iloc[0], self.models.set_index("model").loc["last"]
        return SCORE_SENTENCE.say(
            model=model_label(best["model"]), misplaced=best["misplaced"], last=last["misplaced"], overstated=best["overstated"]
        )


def score(journeys: Journeys | pd.DataFrame, truth: Mapping[str, float] | pd.Series, *, order: int = 1) -> Score:
    """Every model against the purchases that each channel caused.

    Parameters
    ----------
    journeys : Journeys or path table
    truth : mapping from channel to purchases caused
        A channel not named caused none; a negative effect counts as none in the shares.

    Examples
    --------
    >>> table = pd.DataFrame({"path": ["ad > shop", "shop"], "conversions": [40, 10], "nulls": [60, 90]})
    >>> result = score(table, {"ad": 30, "shop": 0})
    >>> result.models.set_index("model").misplaced.loc[["first", "last"]].round(2).to_dict()
    {'first': 0.2, 'last': 1.0}
    """
    source = journeys_of(journeys)
    caused = pd.Series({name: float(truth.get(name, 0.0)) for name in source.channels}, dtype=float)
    positive = caused.clip(lower=0)
    if positive.sum() <= 0:
        raise InvalidValue("truth", _CHANNELS, dict(truth))
    true_share = positive / positive.sum()
    credits = {model: attribute(source, model, order=order).set_index("channel").loc[list(source.channels)] for model in MODELS}
    rows = [_row(model, frame, true_share, float(caused.sum())) for model, frame in credits.items()]
    channels = pd.DataFrame(
        {"true_purchases": caused, "true_share": true_share, **{model: frame["share"] for model, frame in credits.items()}}
    )
    ranked = pd.DataFrame(rows).sort_values(["misplaced", "model"], ignore_index=True)
    return Score(models=ranked, channels=channels.rename_axis("channel").reset_index())


def from_experiment(groups: pd.DataFrame) -> pd.DataFrame:
    """What channels caused, from hold-outs: frame ``channel, caused, low, high, lift``.

    Parameters
    ----------
    groups : DataFrame
        One row per channel: ``channel, exposed, exposed_bought, withheld, withheld_bought``
        (customers drawn by lot). `caused` is in purchases among the exposed, with
        Newcombe's 95 % interval; `lift` is the difference of the two rates.

    Examples
    --------
    >>> trial = pd.DataFrame({"channel": ["email"], "exposed": [1000], "exposed_bought": [80], "withheld": [1000], "withheld_bought": [50]})
    >>> from_experiment(trial).round(1).caused.item()
    30.0
    """
    for column in ("channel", "exposed", "exposed_bought", "withheld", "withheld_bought"):
        if column not in groups.columns:
            raise InvalidData(column, _EXPERIMENT, list(groups.columns))
    counts: list[Any] = [groups[name].to_numpy(dtype=float) for name in ("exposed_bought", "exposed", "withheld_bought", "withheld")]
    lift = counts[0] / counts[1] - counts[2] / counts[3]
    low, high = share_difference(*counts)
    exposed = counts[1]
    return pd.DataFrame(
        {"channel": groups["channel"].to_numpy(), "caused": lift * exposed, "low": low * exposed, "high": high * exposed, "lift": lift}
    )


def _row(model: str, credits: pd.DataFrame, true_share: pd.Series, caused: float) -> dict[str, object]:
    share = credits["share"]
    return {
        "model": model,
        "misplaced": float((share - true_share).abs().sum() / 2),
        "overstated": float(credits["credit"].sum() / caused) if caused > 0 else np.inf,
        "rank_correlation": _rank_correlation(share, true_share),
    }


def _rank_correlation(a: pd.Series, b: pd.Series) -> float:
    ranks = np.array([a.rank(), b.rank()])
    return float(np.corrcoef(ranks)[0, 1]) if len(a) > 1 and (ranks.std(axis=1) > 0).all() else float("nan")
