"""A million answers by segment: the course's breakdown beside what a user would write.

Run: python benchmarks/bench_experience.py
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from crm_course import experience

ROWS = 1_000_000


def answers(segments: int) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    return pd.DataFrame({"segment": rng.integers(0, segments, ROWS), "recommend": rng.integers(0, 11, ROWS)})


def by_apply(frame: pd.DataFrame) -> pd.DataFrame:
    """What a search engine answers to "pandas NPS by group", with the textbook interval."""

    def one(scores: pd.Series) -> pd.Series:
        promoters, detractors, n = (scores >= 9).mean(), (scores <= 6).mean(), len(scores)
        score = promoters - detractors
        half = 1.96 * math.sqrt((promoters + detractors - score**2) / n)
        return pd.Series({"score": 100 * score, "low": 100 * (score - half), "high": 100 * (score + half), "responses": n})

    return frame.groupby("segment")["recommend"].apply(one)  # long form: one row per segment and figure


def by_single_calls(frame: pd.DataFrame) -> list[float]:
    """The course's own function, a segment at a time."""
    return [experience.nps(scores.to_numpy()).score for _, scores in frame.groupby("segment")["recommend"]]


def by_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """What a careful pandas user writes: two boolean columns and a mean, with the textbook interval."""
    signs = (
        frame.assign(p=frame["recommend"] >= 9, d=frame["recommend"] <= 6)
        .groupby("segment")
        .agg(p=("p", "mean"), d=("d", "mean"), n=("p", "size"))
    )
    score = signs["p"] - signs["d"]
    half = 1.96 * np.sqrt((signs["p"] + signs["d"] - score**2) / signs["n"])
    return pd.DataFrame({"score": 100 * score, "low": 100 * (score - half), "high": 100 * (score + half), "responses": signs["n"]})


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    best = math.inf
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    print(f"{ROWS:,} answers; best of 3; seconds, and the ratio to experience.breakdown\n")
    print(f"{'segments':>9} {'breakdown':>10} {'apply':>14} {'nps() in a loop':>18} {'two columns, Wald':>19}")
    for segments in (20, 2_000):
        frame = answers(segments)
        ours = seconds(lambda frame=frame: experience.breakdown(frame, "segment"))
        peers = [
            seconds(lambda frame=frame, way=way: way(frame), 1 if segments > 1000 else 3) for way in (by_apply, by_single_calls, by_columns)
        ]
        assert np.allclose(experience.breakdown(frame, "segment")["score"], by_columns(frame)["score"])
        print(f"{segments:>9,} {ours:>10.3f} " + " ".join(f"{peer:>9.3f} ({peer / ours:>4.1f}×)" for peer in peers))


if __name__ == "__main__":
    main()
