"""The explorer of the chapter: move a slider, and see the knee move."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from crm_course.foundations.language import date
from crm_course.foundations.mapping import Brought
from crm_course.foundations.mapping_screen import MappedFile
from crm_course.foundations.panel import Choice, Input, Number, Panel, Share, View

from . import call_log
from . import explorer_texts as words
from .charts import day_chart, service_curve_chart
from .columns import spreadsheet
from .day import plan_day
from .intervals import intervals
from .marginal import service_curve
from .paid_time import rostered
from .queue import queue
from .staffing import agents_needed

__all__ = ["explorer"]

FILE_COLUMNS = ("agents", "service_level", "gain", "mean_wait_seconds", "occupancy", "abandonment_share")
"""What is taken home of the curve."""
DAY_COLUMNS = ("start_hour", "calls", "handle_seconds", "required", "agents", "rostered", "service_level", "occupancy")
"""What is taken home of a day."""
_INTERVALS = {900: words.QUARTER, 1800: words.HALF, 3600: words.WHOLE_HOUR}


def explorer(calls: float = 50, handle_seconds: float = 180, *, patience_seconds: float | None = None, service_level: float = 0.8) -> Panel:
    """How many agents keep the promise: sliders, the curve and its knee.

    Parameters
    ----------
    calls, handle_seconds, patience_seconds, service_level : float
        Where the sliders stand at the start.
    """
    inputs: list[Input] = [
        Number("calls", words.ENTERED, calls, high=2000, step=5),
        Number("handle_seconds", words.HANDLE, handle_seconds, low=10, high=1800, step=10),
        Share("service_level", words.LEVEL, service_level, low=0.01, high=0.99, step=0.01),
        Number("within_seconds", words.WITHIN, 20, high=300, step=5),
        Number("patience_seconds", words.PATIENCE, patience_seconds or 0, high=900, step=10),
        Number("difference", words.AGENTS, 0, low=-30, high=30),
        Choice("interval_seconds", words.INTERVAL, 900, _INTERVALS, more=True),
        Share("max_abandonment", words.CAP, 1.0, low=0.005, step=0.005, more=True),
        Share("max_occupancy", words.OCCUPANCY, 1.0, low=0.3, step=0.01, more=True),
        Share("shrinkage", words.SHRINKAGE, 0.3, high=0.8, step=0.01, more=True),
        Number("hourly_cost", words.COST, 24, low=1, high=100, unit="€", more=True),
        MappedFile("file", words.LOG_FILE, call_log.FIELDS, call_log.understood, words.LOG_MODEL, more=True),
    ]
    return Panel(words.TITLE, inputs, _answer)


def _answer(
    *, calls: float, handle_seconds: float, service_level: float, within_seconds: float, patience_seconds: float, difference: float,
    interval_seconds: int, max_abandonment: float, max_occupancy: float, shrinkage: float, hourly_cost: float, file: Brought | None = None,
) -> View:  # fmt: skip
    """The view for one set of inputs."""
    if calls == 0 and file is None:
        return View(sentence=str(words.ANSWER_NOBODY), meaning=str(words.NOBODY_MEANING))
    patience = patience_seconds or None
    timing: dict[str, Any] = {"interval_seconds": interval_seconds, "within_seconds": within_seconds, "patience_seconds": patience}
    caps: dict[str, Any] = {
        "max_abandonment": max_abandonment if patience and max_abandonment < 1 else None,
        "max_occupancy": max_occupancy if max_occupancy < 1 else None,
    }
    if file is not None:
        return _day(
            file,
            handle_seconds,
            int(interval_seconds),
            shrinkage=round(shrinkage, 6),
            service_level=service_level,
            within_seconds=within_seconds,
            patience_seconds=patience,
            **caps,
        )
    needed = agents_needed(calls, handle_seconds, service_level=service_level, **timing, **caps)
    agents = max(1, needed + round(difference))
    near = queue(calls * np.array([1, 1, 1, 1.1]), handle_seconds, np.array([agents, agents - 1, agents + 1, agents]), **timing)
    here = queue(calls, handle_seconds, agents, **timing)
    levels = near.service_level
    facts = {"agents": agents, "needed": needed, "level": here.service_level, "seconds": within_seconds}
    curve = service_curve(calls, handle_seconds, service_level=service_level, **timing)
    endless = (words.ENDLESS if here.load > agents else words.FULL) if np.isinf(here.mean_wait_seconds) else None
    return View(
        sentence=(words.ANSWER if agents == needed else words.ANSWER_OTHER).say(**facts),
        detail=words.DETAIL.say(
            rostered=rostered(agents, round(shrinkage, 6)), wait=here.mean_wait_seconds, abandonment=here.abandonment_share,
            occupancy=here.occupancy, load=here.load,
        ),
        charts=[service_curve_chart(curve, agents=agents)],
        meaning=words.MEANING.say(less=levels[1], more=levels[2], busy=levels[3], cost=hourly_cost / (1 - shrinkage)),
        notice=endless.say(agents=agents) if endless else _notice(here.abandonment_share, here.occupancy),
        downloads={str(words.FILE): spreadsheet(curve.frame[list(FILE_COLUMNS)])},
    )  # fmt: skip


def _day(file: Brought, handle_seconds: float, interval_seconds: int, **promise: Any) -> View:
    """The busiest day of a call log, planned interval by interval."""
    found = intervals(file, minutes=interval_seconds // 60)
    days = found.groupby(found["start"].dt.normalize())["calls"].sum()
    busiest = found[found["start"].dt.normalize() == days.idxmax()]
    timed = bool(found["handle_seconds"].notna().any())
    plan = replace(plan_day(busiest, None if timed else handle_seconds, **promise), notices=())
    told = [words.BUSIEST.say(day=date(busiest["start"].iloc[0].date()), days=len(days))] if len(days) > 1 else []
    return View(
        sentence=plan.sentence(),
        detail=words.LOG_DETAIL.say(calls=found["calls"].sum(), abandoned=found["abandoned"].sum(), seconds=busiest["handle_seconds"].mean() if timed else handle_seconds),
        charts=[day_chart(plan)],
        meaning=words.LOG_MEANING.say(),
        notice=" ".join([*told, *found.attrs["notices"]]),
        downloads={str(words.DAY_FILE): spreadsheet(plan.frame[list(DAY_COLUMNS)])},
        subject=plan,
    )  # fmt: skip


def _notice(abandonment: float, occupancy: float) -> str:
    """The caution that matters most, if any."""
    if abandonment > 0.05:
        return words.MANY_ABANDON.say(share=abandonment)
    return words.BUSY.say(share=occupancy) if occupancy > 0.88 else ""
