"""The week: forecast, shifts, tours, a roster, agents for rows of their own handle time. Processor times, beside peers where they are installed.

    python benchmarks/bench_week.py

Peers: `pip install prophet pyworkforce` (pyworkforce brings OR-tools).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "contact_center" / "week"))

from crm_course import contact_center as cc
from crm_course.foundations.holidays import public_holidays


def spent(act: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds, and what came out."""
    begin = time.process_time()
    found = act()
    return time.process_time() - begin, found


def profile() -> Any:
    """A week of 96 quarter-hours a day with two rushes, peak 58 agents."""
    slots = np.arange(28, 88)
    day = np.zeros(96)
    day[28:88] = np.round(53 * np.maximum(np.exp(-(((slots - 42) / 9) ** 2)), 0.8 * np.exp(-(((slots - 68) / 8) ** 2))))
    return np.array([np.ceil(day * part) for part in (1, 1.1, 0.9, 0.95, 1, 0.6, 0.3)])


def shifts() -> None:
    need = profile()
    types = [cc.ShiftType(start=start, length=length) for length in (16, 24, 28, 32) for start in range(28, 88 - length + 1)]
    for name, breaks in (("fixed shifts", None), ("a floating break", (1, 8, 16))):
        took, plan = spent(lambda breaks=breaks: cc.schedule(need, types, breaks=breaks))
        print(f"  a week of {name:<18} {len(types)} types  cost {plan.cost:.0f}  proven {plan.proven}  {took:.2f} s")
    took, made = spent(lambda: cc.tours(need, types))
    print(f"  tours, two days off together        cost {made.cost:.0f}  gap {made.gap:.3%}  {took:.1f} s")
    try:
        from pyworkforce.scheduling import MinRequiredResources
    except ImportError:
        print("  pyworkforce: not installed")
        return
    rows = {f"{one.start}-{one.length}": [int(one.start <= slot < one.start + one.length) for slot in range(96)] for one in types}
    peer = MinRequiredResources(
        num_days=7,
        periods=96,
        shifts_coverage=rows,
        required_resources=need.astype(int).tolist(),
        max_period_concurrency=200,
        max_shift_concurrency=80,
        cost_dict={f"{one.start}-{one.length}": one.length for one in types},
    )
    took, found = spent(peer.solve)
    print(f"  pyworkforce, fixed shifts           cost {found.get('cost', float('nan')):.0f}  {found['status']}  {took:.1f} s")


def people() -> None:
    rng = np.random.default_rng(1)
    need = pd.DataFrame(
        [(day, shift, agents) for day in range(28) for shift, agents in (("early", 8), ("day", 6), ("late", 7))],
        columns=["day", "shift", "agents"],
    )
    team = pd.DataFrame({"agent": [f"P{one}" for one in range(40)], "weekly_hours": [35] * 30 + [28] * 10,
                         "away": [list(rng.choice(28, 3, replace=False)) for _ in range(40)]})  # fmt: skip
    took, plan = spent(lambda: cc.roster(need, team, rules="outsourced"))
    print(f"  a roster of 40 × 28                 load {plan.load:.2f}, bound {plan.bound:.2f}, broken {len(plan.broken)}  {took:.1f} s")


def forecasts() -> None:
    from conftest import made  # type: ignore[import-not-found]

    for seed in range(4):
        calls, events = made(seed)
        took, found = spent(lambda calls=calls, events=events: cc.backtest(calls, weeks=8, events=events))
        line = f"  world {seed}: error {found.error:.1%}, mean of eight {found.naive_error:.1%}, within 80 %: {found.coverage:.1%}, 95 %: {found.coverage95:.1%}  {took / 8 * 1e3:.0f} ms an origin"
        print(line + prophet(calls, events, found.frame))


def prophet(calls: pd.DataFrame, events: pd.DataFrame, seen: pd.DataFrame) -> str:
    """The last week of the back-test by Prophet on day totals, spread by the shape of the last twelve same weekdays."""
    try:
        from prophet import Prophet
    except ImportError:
        return "  (prophet: not installed)"
    week = seen[seen["start"] >= seen["start"].max().normalize() - pd.Timedelta(6, "D")]
    past = calls[calls["start"] < week["start"].min().normalize()]
    days = past.groupby(past["start"].dt.normalize())["calls"].sum()
    days = days[days > 0]
    frame = pd.DataFrame({"ds": days.index, "y": np.log(days.to_numpy())})

    def run() -> pd.DataFrame:
        model = Prophet(weekly_seasonality=True, daily_seasonality=False,
                        holidays=pd.DataFrame({"holiday": "event", "ds": events["day"], "lower_window": 0, "upper_window": 8}))  # fmt: skip
        model.add_country_holidays("FR")
        model.fit(frame)
        return model.predict(pd.DataFrame({"ds": sorted(week["start"].dt.normalize().unique())}))

    took, coming = spent(run)
    closed = [day.date() in public_holidays(day.year) for day in coming["ds"]]  # the house is closed: what own learns is told to the peer
    total = dict(zip(coming["ds"], np.where(closed, 0.0, np.exp(coming["yhat"])), strict=True))
    clock = past.assign(day=past["start"].dt.day_of_week, slot=past["start"].dt.strftime("%H:%M"))[
        past["start"] > past["start"].max() - pd.Timedelta(84, "D")
    ]
    shape = clock.groupby(["day", "slot"])["calls"].sum()
    shape = shape / shape.groupby("day").transform("sum")
    said = [total[start.normalize()] * shape[start.day_of_week, f"{start:%H:%M}"] for start in week["start"]]
    own, theirs = (np.abs(week["calls"] - other).sum() / week["calls"].sum() for other in (week["forecast"], np.array(said)))
    return f"; last week: own {own:.1%}, Prophet {theirs:.1%} in {took * 1e3:.0f} ms"


def agents() -> None:
    rng = np.random.default_rng(0)
    calls, handle = rng.integers(5, 200, 1_000_000).astype(float), rng.uniform(120, 400, 1_000_000)
    for name, patience in (("Erlang C", None), ("Erlang A", 150.0)):
        took, _ = spent(lambda patience=patience: cc.agents_needed(calls, handle, patience_seconds=patience))
        print(f"  {name}: a million intervals, each with its own handle time  {took:.2f} s")


if __name__ == "__main__":
    for title, act in (("Shifts", shifts), ("People", people), ("Forecast", forecasts), ("Agents", agents)):
        print(title)
        act()
