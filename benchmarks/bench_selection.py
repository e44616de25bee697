"""Choosing: weightings drawn, and plans simulated, beside the plain loops that spreadsheets' macros are."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd

from crm_course import selection


def cpu(action, times=3):
    best = np.inf
    for _ in range(times):
        start = time.process_time()
        action()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    rng = np.random.default_rng(0)
    offers = pd.DataFrame(rng.uniform(0, 100, (10, 25)), index=[f"v{n}" for n in range(10)], columns=[f"c{n}" for n in range(25)])
    scales = [selection.Criterion(name, 0, 100, 1 + place) for place, name in enumerate(offers.columns)]
    choice = selection.compare(offers, scales)
    ours = cpu(lambda: selection.robustness(choice, spread=0.1, rng=1, draws=10_000))

    def loop(draws: int = 500) -> None:
        source, parts = np.random.default_rng(1), choice.parts.to_numpy().tolist()
        for _ in range(draws):
            weights = source.dirichlet(choice.weights.to_numpy() / 0.01).tolist()
            max(range(10), key=lambda vendor: sum(w * v for w, v in zip(weights, parts[vendor], strict=True)))

    theirs = cpu(loop) * 20
    print(f"10 000 weightings × 10 vendors × 25 criteria: {1000 * ours:.0f} ms; a loop {1000 * theirs:.0f} ms ({theirs / ours:.0f}×)")

    names = [f"t{n}" for n in range(200)]
    after = ["" if n < 5 else " ".join(rng.choice(names[max(0, n - 20) : n], 2, replace=False)) for n in range(200)]
    plan = selection.plan(pd.DataFrame({"name": names, "low": 1, "likely": 2, "high": 6, "after": after}))
    print(f"200 tasks × 10 000 draws: {cpu(lambda: plan.simulate(10_000, 1), 1):.2f} s")


if __name__ == "__main__":
    main()
