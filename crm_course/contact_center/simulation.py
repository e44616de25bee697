"""Does the formula tell the truth? The queue simulated, with its margins of error.

The same measures as :func:`~crm_course.contact_center.queue`, from calls drawn one by one:
where the formulas' assumptions hold the two agree within the margin, and where they do not
(handle times that are not exponential, VIP lines, redials, a day that changes) only the
simulation tells.

Margins come from batch means: after a warm-up the run is cut into batches of equal numbers
of calls, long enough to be nearly independent, and the spread of their means gives the
standard error of the whole.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from crm_course.foundations import checks
from crm_course.foundations.said import Said

from . import texts
from .queue import Measures
from .rows import Floats
from .servers import Calls, Redial, Shift, serve

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Draw", "Simulated", "constant", "exponential", "gamma", "lognormal", "simulate"]

Draw = Callable[[np.random.Generator, int], Floats]
"""A distribution: draws so many values."""

_BATCHES = 40
_WARM_UP = 0.1


def exponential(mean: float) -> Draw:
    """Memoryless times: what Erlang's formulas suppose."""
    return lambda rng, size: rng.exponential(mean, size)


def constant(value: float) -> Draw:
    """The same for every call."""
    return lambda rng, size: np.full(size, float(value))


def lognormal(mean: float, cv: float) -> Draw:
    """What handle times usually look like; `cv` is standard deviation ÷ mean."""
    sigma = np.sqrt(np.log1p(cv * cv))
    return lambda rng, size: rng.lognormal(np.log(mean) - sigma**2 / 2, sigma, size)


def gamma(mean: float, cv: float) -> Draw:
    """From nearly constant (small `cv`) to very uneven (above 1)."""
    return lambda rng, size: rng.gamma(cv**-2, mean * cv**2, size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated(Said):
    """Measures of a simulated queue and their standard errors.

    The measures bear the names of :class:`~crm_course.contact_center.Queue`; so do those of
    `standard_errors`.
    """

    calls: Calls
    agents: int
    within_seconds: float
    measures: Measures[float]
    standard_errors: Measures[float]
    counted: Any
    """Which calls are counted: those after the warm-up."""

    def __getattr__(self, name: str) -> float:
        if name in Measures._fields:
            return float(getattr(self.measures, name))
        raise AttributeError(name)

    def interval(self, measure: str, *, confidence: float = 0.95) -> tuple[float, float]:
        """A confidence interval for one measure."""
        half = statistics.NormalDist().inv_cdf(0.5 + checks.confidence(confidence) / 2) * getattr(self.standard_errors, measure)
        return getattr(self, measure) - half, getattr(self, measure) + half

    def only(self, *, vip: bool) -> Simulated:
        """The same for VIP callers alone, or for the others."""
        return _measured(self.calls, self.agents, self.within_seconds, self.counted & (self.calls.vip == vip))

    def frame(self) -> pd.DataFrame:
        """One row per call: `arrival`, `start`, `end`, `wait`, `vip`, `attempt`."""
        import pandas as pd

        calls = self.calls
        frame = pd.DataFrame(
            {"arrival": calls.arrival, "start": calls.start, "end": calls.start + calls.handle, "wait": calls.wait, "vip": calls.vip}
        )
        return frame.assign(attempt=pd.Series(calls.origin).groupby(calls.origin).cumcount() + 1)

    def sentence(self) -> str:
        """The finding in words, with its margin."""
        low, high = self.interval("service_level")
        return texts.SIMULATED.say(
            calls=int(self.counted.sum()), agents=self.agents, level=self.service_level, seconds=self.within_seconds,
            low=low, high=high, wait=self.mean_wait_seconds,
        )  # fmt: skip


def simulate(
    calls: float,
    handle_seconds: float | Draw,
    agents: int,
    *,
    rng: np.random.Generator | int,
    interval_seconds: float = 900,
    within_seconds: float = 20,
    patience_seconds: float | Draw | None = None,
    number_of_calls: int = 100_000,
    arrivals: Draw | None = None,
    vip_share: float = 0.0,
    redial_share: float = 0.0,
    redial_after_seconds: float | Draw = 3600,
) -> Simulated:
    """Simulate a queue at a steady pace and measure it.

    Parameters
    ----------
    calls : float
        Mean calls per interval (first calls, where callers redial).
    handle_seconds, patience_seconds, redial_after_seconds : float or Draw
        A number is the mean of exponential times; a :data:`Draw` such as
        ``lognormal(180, 0.8)`` any other. No patience: callers wait for ever.
    agents : int
        At least 1.
    rng : Generator or int
        The source of chance, or its seed: the same seed gives the same calls.
    number_of_calls : int
        First calls drawn; the first tenth warms up and is not counted.
    arrivals : Draw, optional
        Times between calls, of mean 1 (they are stretched to the rate); exponential by default.
    vip_share : float
        Share of calls that go before the others.
    redial_share : float
        Share of those who hang up that call again, after `redial_after_seconds`.

    >>> line = simulate(50, 180, 14, rng=7, number_of_calls=40_000)
    >>> low, high = line.interval("service_level", confidence=0.999)
    >>> low < 0.888350 < high
    True
    """
    source = np.random.default_rng(rng)
    number = checks.whole("number_of_calls", number_of_calls, least=4 * _BATCHES)
    staff = checks.whole("agents", agents, least=1)
    gap = checks.positive("interval_seconds", interval_seconds) / checks.positive("calls", calls)
    arrival = np.cumsum(gap * (arrivals or exponential(1.0))(source, number))
    handle = _times("handle_seconds", handle_seconds)
    patience = constant(np.inf) if patience_seconds is None else _times("patience_seconds", patience_seconds)
    after = _times("redial_after_seconds", redial_after_seconds)
    vip = source.random(number) < vip_share if checks.share("vip_share", vip_share) else None
    redial = _redials(source, checks.share("redial_share", redial_share), (after, handle, patience))
    done = serve(arrival, handle(source, number), patience(source, number), [Shift(0.0, staff)], vip=vip, redial=redial)
    settled = (done.arrival > arrival[int(_WARM_UP * number)]) & (done.arrival <= arrival[-1])
    return _measured(done, staff, checks.non_negative("within_seconds", within_seconds), settled)


def _times(name: str, given: float | Draw) -> Draw:
    return given if callable(given) else exponential(checks.positive(name, given))


def _redials(source: np.random.Generator, share: float, times: Sequence[Draw]) -> Iterator[Redial] | None:
    """Draws for those who hang up, without end; none where nobody calls again."""
    return _endless(source, share, times) if share else None


def _endless(source: np.random.Generator, share: float, times: Sequence[Draw], size: int = 4096) -> Iterator[Redial]:
    while True:
        columns = (source.random(size) < share, *(draw(source, size) for draw in times))
        yield from zip(*(column.tolist() for column in columns), strict=True)


# -- from calls to measures -----------------------------------------------------------------


def _measured(calls: Calls, agents: int, within: float, counted: Any) -> Simulated:
    """Measures over the counted calls, and their standard errors by batches."""
    sums = _sums(calls, agents, within, counted)
    batches = [_ratios(*(column[part] for column in sums)) for part in np.array_split(np.arange(counted.sum()), _BATCHES)]
    errors = [
        float(np.nanstd(column, ddof=1) / np.sqrt(_BATCHES)) if np.isfinite(column).sum() > 1 else float("nan")
        for column in np.array(batches).T
    ]
    return Simulated(
        calls=calls, agents=agents, within_seconds=within, measures=_ratios(*sums), standard_errors=Measures(*errors), counted=counted
    )


def _sums(calls: Calls, agents: int, within: float, counted: Any) -> Sequence[Floats]:
    """For each counted call: waits, was served, was served in time, hung up in time, work, capacity."""
    arrival, wait = calls.arrival[counted], calls.wait[counted]
    served = ~np.isnan(calls.start[counted])
    in_time = wait <= within
    every = np.diff(calls.arrival, prepend=calls.arrival[0])[counted] if counted.all() else np.diff(arrival, prepend=arrival[0])
    return wait, served, served & in_time, ~served & in_time, np.where(served, calls.handle[counted], 0.0), every * agents


def _ratios(wait: Floats, served: Floats, in_time: Floats, gone_early: Floats, work: Floats, capacity: Floats) -> Measures[float]:
    size, waited = wait.size, wait > 0
    stayed = size - gone_early.sum()
    return Measures(
        wait_share=_share(waited.sum(), size),
        service_level=_share(in_time.sum(), size),
        service_level_less_abandons=_share(in_time.sum(), stayed),
        service_level_of_answered=_share(in_time.sum(), served.sum()),
        mean_wait_seconds=_share(wait.sum(), size),
        mean_wait_served_seconds=_share(wait[served].sum(), served.sum()),
        mean_wait_waiting_seconds=_share(wait.sum(), waited.sum()),
        abandonment_share=_share(size - served.sum(), size),
        occupancy=_share(work.sum(), capacity.sum()),
    )


def _share(part: Any, whole: Any) -> Any:
    return float(part / whole) if whole > 0 else float("nan")
