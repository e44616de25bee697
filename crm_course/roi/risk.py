"""How likely is it to pay, and what would it be worth to know?

Many years are drawn from what is believed about each uncertain input; the share in which
the outcome is above its threshold is the probability that the project pays. Inputs are
correlated through their normal scores (a Gaussian copula); a correlation of scores ρ is a
rank correlation of 6/π · asin(ρ/2).

The decision is to do it or not, for someone who minds neither gains nor losses more than
their size. The value of perfect information is what knowing everything beforehand would
add on average; per input, what knowing that one figure would add: the most that a market
study of it may cost.

>>> import numpy as np
>>> from crm_course.roi import Normal, Plan, Study
>>> before = Plan(turnover=1_200_000, variable_rates={"all": 0.685}, fixed_costs=180_000)
>>> after = Plan(turnover=1_640_000, variable_rates={"all": 0.740}, fixed_costs=220_000)
>>> study = Study(before=before, after=after, uncertain={"turnover": Normal(mean=1_640_000, sd=82_000)})
>>> simulation = simulate(study, draws=200_000, rng=np.random.default_rng(1))
>>> round(simulation.probability_pays, 2)
0.65
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import speaking
from crm_course.foundations.said import Said
from crm_course.foundations.shown import marked, written

from . import texts
from .columns import OUTCOMES as KNOWN
from .distributions import Distribution, correlated_scores, square_root
from .study import correlation_matrix

if TYPE_CHECKING:
    from .study import Study

__all__ = ["Simulation", "draw", "information_value", "simulate", "sobol"]

Floats = NDArray[np.float64]
Rng = np.random.Generator | int
Progress = Callable[[float], object]

BATCH = 65_536
"""Draws worked on at a time: progress is reported after each batch."""

BLOCK = 16_384
"""Draws made at a time: a block stays in the processor's cache."""

LESS_IS_BETTER = ("break_even_turnover", "required_turnover", "payback", "discounted_payback", "peak_need")
"""Outcomes that no project earns: they say when, or how much must be there."""

MOST_IMPOSSIBLE = 0.01
"""Share of draws without an outcome above which the study is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation(Said):
    """What many drawn years lead to.

    `outcomes` are those of the draws that make sense; `impossible` is the share of draws
    that do not (a negative turnover); `threshold` is what counts as paying.
    """

    of: str
    outcomes: Floats
    threshold: float = 0.0
    impossible: float = 0.0
    planned: float | None = None
    """The outcome at the plan, where it is known."""

    @property
    def earns(self) -> bool:
        """Whether the outcome is a gain in euros, above which a project pays; years, needs and rates say something else."""
        return is_gain(self.of)

    @property
    def mean(self) -> float:
        """Expected outcome."""
        return float(self.outcomes.mean())

    @property
    def sd(self) -> float:
        """Standard deviation of the outcome."""
        return float(self.outcomes.std()) if np.isfinite(self.outcomes).all() else float("nan")

    @property
    def probability_pays(self) -> float:
        """Share of draws above the threshold."""
        return float(np.mean(self.outcomes > self.threshold))

    @property
    def probability_error(self) -> float:
        """Half-width of the 95 % interval of `probability_pays` that is due to chance in the draws."""
        p = self.probability_pays
        return 1.96 * float(np.sqrt(p * (1 - p) / len(self.outcomes)))

    @property
    def quantiles(self) -> pd.Series[float]:
        """Outcome that 1, 5, 10, 25, 50, 75, 90, 95, 99 % of draws do not exceed."""
        shares = [0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99]
        return pd.Series(_quantile(self.outcomes, shares), index=pd.Index(shares, name="share"), name=self.of)

    def quantile(self, share: float) -> float:
        """The outcome that a share of draws does not exceed."""
        return float(_quantile(self.outcomes, checks.share("share", share)))

    def value_at_risk(self, confidence: float = 0.95) -> float:
        """The loss that is not exceeded with this confidence, in euros; negative where even then there is a gain."""
        return -self.quantile(1 - checks.confidence(confidence))

    def expected_shortfall(self, confidence: float = 0.95) -> float:
        """The mean loss of the cases beyond the value at risk, in euros."""
        limit = self.quantile(1 - checks.confidence(confidence))
        return -float(self.outcomes[self.outcomes <= limit].mean())

    @property
    def evpi(self) -> float:
        """Expected value of perfect information, in the outcome's unit: the most any study may cost; NaN where an outcome is infinite."""
        if not np.isfinite(self.outcomes).all():
            return float("nan")
        return _information(self.outcomes - self.threshold)

    def sentence(self, language: str | None = None) -> str:
        """The finding in words."""
        with speaking(language):
            kind, known = KNOWN[self.of].kind, KNOWN[self.of].label
            if not self.earns:
                low, middle, high = (written(_rounded(self.quantile(share), kind), kind) for share in (0.1, 0.5, 0.9))
                return texts.SPREAD.say(outcome=known, low=low, middle=middle, high=high)
            low, high = (written(_rounded(self.quantile(share), kind), kind) for share in (0.1, 0.9))
            evpi = written(round(self.evpi, -1) if kind == "money" else self.evpi, kind)
            told = texts.CHANCES.say(outcome=known, share=self.probability_pays, low=low, high=high, evpi=evpi)
            return " ".join(filter(None, (told, self.why())))

    def why(self) -> str:
        """Why the chances and the plan do not say the same, where they do not."""
        if (
            self.planned is None
            or not np.isfinite(self.planned)
            or not self.earns
            or (self.planned > self.threshold) == (self.probability_pays > 0.5)
        ):
            return ""
        text = texts.LIKELY_BUT if self.probability_pays > 0.5 else texts.UNLIKELY_BUT
        kind = KNOWN[self.of].kind
        return text.say(planned=written(self.planned, kind), mean=written(self.mean, kind))


def simulate(
    study: Study,
    *,
    of: str | None = None,
    draws: int = 100_000,
    rng: Rng,
    threshold: float = 0.0,
    progress: Progress | None = None,
) -> Simulation:
    """Draw the study's uncertain inputs many times and see what they lead to.

    Parameters
    ----------
    of : str, optional
        An outcome of the study; by default the one that decides.
    draws : int
    rng : numpy Generator, or int seed
    threshold : float
        The outcome above which the project pays.
    progress : callable, optional
        Called with the share done (0–1) after each batch.
    """
    source, of = np.random.default_rng(rng), of or study.decides_on
    parts, nonsense = [], 0
    for start in range(0, checks.whole("draws", draws, least=1), BATCH):
        count = min(BATCH, draws - start)
        inputs = draw(_uncertain(study), count, rng=source, correlations=study.correlations)
        moved = study.having(inputs)
        parts.append(np.broadcast_to(np.asarray(moved.outcome(of), float), (count,)))
        if np.isnan(parts[-1]).any():
            nonsense += int(np.isnan(np.broadcast_to(np.asarray(moved.outcome("gain"), float), (count,))).sum())
        if progress is not None:
            progress((start + count) / draws)
    outcomes = np.concatenate(parts)
    possible = ~np.isnan(outcomes)
    impossible = float(1 - possible.mean())
    if impossible - nonsense / draws > MOST_IMPOSSIBLE:
        raise InvalidValue("of", texts.ABSENT_RULE, of, outcome=KNOWN[of].label, share=impossible - nonsense / draws)
    if impossible > MOST_IMPOSSIBLE:
        raise InvalidValue("uncertain", texts.IMPOSSIBLE_RULE, list(study.uncertain), share=impossible)
    kept, planned = (outcomes[possible] if impossible else outcomes), study.outcome(of)
    return Simulation(
        of=of, outcomes=kept, threshold=threshold, impossible=impossible, planned=float(planned) if np.ndim(planned) == 0 else None
    )


def draw(
    uncertain: Mapping[str, Distribution], draws: int, *, rng: Rng, correlations: Sequence[tuple[str, str, float]] = ()
) -> dict[str, Floats]:
    """Correlated draws of uncertain figures, by name.

    >>> from crm_course.roi import Normal, Triangular
    >>> beliefs = {"turnover": Normal(mean=100, sd=10), "rate": Triangular(low=0.6, mode=0.7, high=0.8)}
    >>> drawn = draw(beliefs, 50_000, rng=1, correlations=[("turnover", "rate", -0.5)])
    >>> bool(abs(np.corrcoef(drawn["turnover"], drawn["rate"])[0, 1] + 0.5) < 0.02)
    True
    """
    matrix, source = correlation_matrix(list(uncertain), correlations), np.random.default_rng(rng)
    drawn = {name: np.empty(draws) for name in uncertain}
    for start in range(0, draws, BLOCK):
        scores = correlated_scores(matrix, min(BLOCK, draws - start), source)
        for (name, shape), row in zip(uncertain.items(), scores, strict=True):
            drawn[name][start : start + BLOCK] = shape.of_normal(row)
    return drawn


def information_value(
    study: Study, *, of: str | None = None, rng: Rng, threshold: float = 0.0, strata: int = 256, draws: int = 2_048
) -> pd.DataFrame:
    """What knowing each uncertain input beforehand would be worth, and how much of the doubt it makes.

    For each input, its values are cut into `strata` equal parts; in each, the others are
    drawn as they depend on it, with the same chances everywhere.

    Returns
    -------
    DataFrame
        Index ``input``; columns ``information_value`` (euros: the most that a study of it
        may cost) and ``explained`` (share of the outcome's variance that disappears once
        it is known); the most valuable first.
    """
    names, of = list(_uncertain(study)), of or study.decides_on
    study.outcome(of)
    if not is_gain(of):
        raise InvalidValue("of", texts.IN_EUROS_RULE, of, outcomes=", ".join(filter(is_gain, KNOWN)))
    matrix = correlation_matrix(names, study.correlations)
    source = np.random.default_rng(rng)
    rows = []
    for i, name in enumerate(names):
        known = _stratum_scores(strata)
        means, squares = _given(study, of, matrix, i, known, source.standard_normal((len(names), draws)))
        variance = squares.mean() - means.mean() ** 2
        rows.append((name, _information(means - threshold), float(means.var() / variance) if variance > 0 else 0.0))
    frame = pd.DataFrame(rows, columns=["input", "information_value", "explained"]).set_index("input")
    return marked(frame.sort_values("information_value", ascending=False, kind="stable"), {}, cells=KNOWN[of].kind)


def sobol(
    function: Callable[[Mapping[str, Floats]], ArrayLike] | Study,
    uncertain: Mapping[str, Distribution] | None = None,
    *,
    of: str | None = None,
    draws: int = 65_536,
    rng: Rng,
    correlations: Sequence[tuple[str, str, float]] = (),
) -> pd.DataFrame:
    """Sobol indices: the share of the outcome's variance that is due to each input.

    Parameters
    ----------
    function : Study, or callable
        A study (its own uncertain inputs and correlations), or a function of the draws by
        name, with `uncertain`.

    Returns
    -------
    DataFrame
        Index ``input``; columns ``first`` (what disappears when this input is known) and
        ``total`` (what remains when all others are). With independent inputs, `first` is
        at most `total`, and the gap is interaction; with correlated ones it may be above.

    Estimators of Jansen (1999), with the other inputs drawn as they depend on the kept one.
    """
    if not callable(function):
        study, uncertain, correlations = function, _uncertain(function), function.correlations
        return sobol(lambda drawn: study.having(drawn).outcome(of), uncertain, of=of, draws=draws, rng=rng, correlations=correlations)
    beliefs = uncertain or {}
    if not beliefs:
        raise InvalidValue("uncertain", texts.UNCERTAIN_RULE, beliefs)
    matrix, source = correlation_matrix(list(beliefs), correlations), np.random.default_rng(rng)
    scores = correlated_scores(matrix, draws, source)
    base = _evaluated(function, beliefs, scores)
    if (absent := float(1 - np.isfinite(base).mean())) > MOST_IMPOSSIBLE:
        raise InvalidValue("of", texts.FINITE_RULE, of or "…", share=absent)
    variance = float(np.nanvar(base))
    fresh = source.standard_normal(scores.shape)
    rows = []
    for i, name in enumerate(beliefs):
        others = np.arange(len(beliefs)) != i
        same_input = _redrawn(matrix, scores, ~others, fresh)
        same_others = _redrawn(matrix, scores, others, fresh)
        moved, left = (np.nanmean((base - _evaluated(function, beliefs, drawn)) ** 2) / 2 for drawn in (same_input, same_others))
        rows.append((name, 1 - float(moved) / variance, float(left) / variance))
    frame = pd.DataFrame(rows, columns=["input", "first", "total"]).set_index("input")
    return frame.sort_values("total", ascending=False, kind="stable")


# -- helpers ------------------------------------------------------------------------------


def is_gain(of: str) -> bool:
    """Whether an outcome is in euros, and the more the better."""
    return KNOWN[of].kind == "money" and of not in LESS_IS_BETTER


def _quantile(outcomes: Floats, shares: Any) -> Any:
    """Quantiles; between an outcome that is never reached and another there is no middle."""
    return np.quantile(outcomes, shares, method="linear" if np.isfinite(outcomes).all() else "higher")


def _rounded(value: float, kind: str) -> float:
    """A quantile as it is said: hundreds of euros where there are thousands, three digits else."""
    return round(value, -2) if kind == "money" and abs(value) >= 1_000 else float(f"{value:.3g}")


def _uncertain(study: Study) -> Mapping[str, Distribution]:
    if not study.uncertain:
        raise InvalidValue("uncertain", texts.UNCERTAIN_RULE, dict(study.uncertain))
    return study.uncertain


def _information(advantage: Floats) -> float:
    """Mean of the better of doing and not doing, less the better of the two means."""
    return float(np.maximum(advantage, 0).mean() - max(advantage.mean(), 0.0))


def _stratum_scores(strata: int) -> Floats:
    """The mean normal score of each of `strata` equally likely pieces."""
    edges = special.ndtri(np.linspace(0, 1, strata + 1))
    heights = np.exp(-(edges**2) / 2) / np.sqrt(2 * np.pi)
    return np.asarray(-strata * np.diff(heights))


def _given(study: Study, of: str, matrix: Floats, i: int, known: Floats, fresh: Floats) -> tuple[Floats, Floats]:
    """Mean and mean square of the outcome for each known score of input `i`, the others drawn around it."""
    others = np.arange(len(matrix)) != i
    pull = matrix[others, i]
    spread = square_root(matrix[np.ix_(others, others)] - np.outer(pull, pull)) @ fresh[others]
    scores = np.empty((len(matrix), len(known), fresh.shape[1]))
    scores[i] = known[:, None]
    scores[others] = pull[:, None, None] * known[None, :, None] + spread[:, None, :]
    drawn = {name: shape.of_normal(row) for (name, shape), row in zip(study.uncertain.items(), scores, strict=True)}
    outcome = np.asarray(study.having(drawn).outcome(of), float)
    return np.nanmean(outcome, axis=1), np.nanmean(outcome**2, axis=1)


def _redrawn(matrix: Floats, scores: Floats, kept: NDArray[np.bool_], fresh: Floats) -> Floats:
    """Scores with the `kept` ones as they are, the others drawn anew as they depend on those."""
    drawn = ~kept
    if not drawn.any():
        return scores
    result = scores.copy()
    if kept.any():
        pull = matrix[np.ix_(drawn, kept)] @ np.linalg.pinv(matrix[np.ix_(kept, kept)])
        spread = square_root(matrix[np.ix_(drawn, drawn)] - pull @ matrix[np.ix_(kept, drawn)])
        result[drawn] = pull @ scores[kept] + spread @ fresh[drawn]
    else:
        result[drawn] = square_root(matrix) @ fresh
    return result


def _evaluated(function: Callable[[Mapping[str, Floats]], ArrayLike], beliefs: Mapping[str, Distribution], scores: Floats) -> Floats:
    drawn = {name: shape.of_normal(row) for (name, shape), row in zip(beliefs.items(), scores, strict=True)}
    outcome = np.asarray(function(drawn), float)
    return np.where(np.isfinite(outcome), outcome, np.nan)
