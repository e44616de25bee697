"""Rates of return and correlated draws beside the packages that people use, in one run.

Run: python benchmarks/bench_roi.py

Peers (none is needed by the package; a missing one is said so): pip install numpy-financial pyxirr
"""

from __future__ import annotations

import importlib
import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import stats

from crm_course import roi

ROWS, PEER_ROWS, DRAWS = 1_000_000, 20_000, 1_000_000


def seconds(work: Callable[[], object], repeats: int = 5) -> float:
    best = math.inf
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def peer(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        print(f"  {name}: not installed ({missing})")
        return None


def projects(rows: int, periods: int) -> np.ndarray:
    """An investment of 50 to 150, then receipts of 0 to 300 over the periods, as drawn."""
    rng = np.random.default_rng(1)
    return np.column_stack([-rng.uniform(50, 150, rows), rng.uniform(0, 300 / periods, (rows, periods))])


def rates_of_return() -> None:
    financial, pyxirr = peer("numpy_financial"), peer("pyxirr")
    print(f"\n{'rates of return, rows per second':<44}{'irr_many':>12}{'pyxirr':>16}{'numpy-financial':>20}")
    for periods in (5, 10, 60):
        flows = projects(ROWS if periods <= 10 else ROWS // 10, periods)
        ours = len(flows) / seconds(lambda flows=flows: roi.irr_many(flows))
        line = f"{f'one change of sign, {periods} periods':<44}{ours:>12,.0f}"
        few = [list(row) for row in flows[:PEER_ROWS]]
        if pyxirr:
            theirs = len(few) / seconds(lambda few=few: [pyxirr.irr(row) for row in few], 3)
            line += f"{theirs:>10,.0f} {ours / theirs:>4.1f}×"
        if financial:
            fewer = flows[: PEER_ROWS // 20]
            theirs = len(fewer) / seconds(lambda fewer=fewer: [financial.irr(row) for row in fewer], 1)
            line += f"{theirs:>13,.0f} {ours / theirs:>5.0f}×"
        print(line)
    mixed = np.random.default_rng(2).normal(size=(20_000, 6))
    print(f"{'any signs, 5 periods (all rates, or NaN)':<44}{len(mixed) / seconds(lambda: roi.irr_many(mixed), 3):>12,.0f}")


def two_rates() -> None:
    financial, pyxirr = peer("numpy_financial"), peer("pyxirr")
    print("\nwhat each answers")
    for flows in ([-100, 230, -132], [-100, 210, -110.25], [100, -200, 150]):
        theirs = [f"pyxirr {pyxirr.irr(flows)}" if pyxirr else "", f"numpy-financial {financial.irr(flows)}" if financial else ""]
        print(f"  {flows!s:<22} irr {roi.irr(flows).round(6)!s:<14}", *theirs)


def draws() -> None:
    beliefs = {
        "turnover": roi.Normal(mean=1_640_000, sd=82_000),
        "purchases": roi.Triangular(low=0.66, mode=0.68, high=0.70),
        "returns": roi.Beta(a=3, b=97),
    }
    tied = [("turnover", "purchases", -0.4)]
    matrix = np.array([[1, -0.4, 0], [-0.4, 1, 0], [0, 0, 1]])

    def by_scipy() -> list[np.ndarray]:
        shares = stats.norm.cdf(np.random.default_rng(1).multivariate_normal(np.zeros(3), matrix, DRAWS))
        shapes = (stats.norm(1_640_000, 82_000), stats.triang(0.5, 0.66, 0.04), stats.beta(3, 97))
        return [shape.ppf(column) for shape, column in zip(shapes, shares.T, strict=True)]

    ours, theirs = seconds(lambda: roi.draw(beliefs, DRAWS, rng=1, correlations=tied)), seconds(by_scipy, 1)
    print(
        f"\n{'1 M correlated draws of 3 inputs':<44}{ours * 1e3:>9.0f} ms   copula with scipy.stats: {theirs * 1e3:,.0f} ms {theirs / ours:.0f}×"
    )
    plan = {"turnover": beliefs["turnover"], "fixed_costs": roi.LogNormal(mean=220_000, sd=5_000)}
    two = seconds(lambda: roi.draw(plan, DRAWS, rng=1, correlations=[("turnover", "fixed_costs", 0.5)]))
    print(f"{'1 M correlated draws of 2 inputs':<44}{two * 1e3:>9.0f} ms")
    study = roi.Study(
        before=roi.Plan(turnover=1_200_000, variable_rates={"purchases": 0.68}, fixed_costs=180_000),
        after=roi.Plan(turnover=1_640_000, variable_rates={"purchases": 0.68, "returns": 0.03}, fixed_costs=220_000),
        uncertain={**beliefs},
        correlations=tuple(tied),
    )
    print(f"{'… and the gain of each (simulate)':<44}{seconds(lambda: roi.simulate(study, draws=DRAWS, rng=1)) * 1e3:>9.0f} ms")
    print(f"{'what knowing each input is worth':<44}{seconds(lambda: roi.information_value(study, rng=1)) * 1e3:>9.0f} ms")


def a_slider() -> None:
    study = roi.Study(
        before=roi.Plan(turnover=1_200_000, variable_rates={"purchases": 0.68}, fixed_costs=180_000),
        after=roi.Plan(turnover=1_640_000, variable_rates={"purchases": 0.68, "returns": 0.03}, fixed_costs=220_000),
    )
    panel = roi.explorer(study)
    steps = iter(range(10_000))
    for view in ("plans", "year", "deciding", "risk"):
        step = seconds(lambda view=view: panel.set(view=view, turnover=1_600_000 + next(steps)), 8)
        print(f"{f'a move of a slider, view “{view}”':<44}{step * 1e3:>9.0f} ms")


if __name__ == "__main__":
    rates_of_return()
    two_rates()
    draws()
    a_slider()
