"""Customer value at scale: the chapter beside lifetimes and what a careful pandas user writes; CPU seconds, same run.

Run: python benchmarks/bench_value.py   (lifetimes is in the test extra)
"""

from __future__ import annotations

import math
import os
import time
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")  # small matrices: threads only wait for each other

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

from crm_course import value  # noqa: E402

ROWS, CUSTOMERS, MONTHS = 1_000_000, 120_000, 36


def cdnow() -> pd.DataFrame:
    folder = Path(find_spec("lifetimes").submodule_search_locations[0]) / "datasets"  # type: ignore[union-attr, index]
    return pd.read_csv(folder / "cdnow_customers_summary_with_transactions.csv").rename(
        columns={"ID": "customer_id", "x": "frequency", "t_x": "recency", "zbar": "monetary_value"}
    )


def million() -> pd.DataFrame:
    """A million customers of the BG/NBD process, over 39 weeks, days as weeks with decimals."""
    rng = np.random.default_rng(1)
    rate, leaves = rng.gamma(0.243, 1 / 4.414, ROWS), rng.beta(0.793, 2.426, ROWS)
    age = rng.integers(27 * 7, 39 * 7, ROWS, dtype=np.int64) / 7
    count, last, moment, active = np.zeros(ROWS), np.zeros(ROWS), np.zeros(ROWS), np.ones(ROWS, bool)
    while active.any():
        moment = moment + rng.exponential(1 / rate)
        active &= moment < age
        count[active] += 1
        last[active] = np.maximum(np.round(moment[active] * 7), 1) / 7
        active &= rng.random(ROWS) > leaves
    return pd.DataFrame({"frequency": count, "recency": np.minimum(last, age), "T": age})


def orders() -> pd.DataFrame:
    rng = np.random.default_rng(2)
    days = rng.integers(0, MONTHS * 30, ROWS, dtype=np.int64)
    return pd.DataFrame(
        {
            "customer_id": rng.integers(0, CUSTOMERS, ROWS, dtype=np.int64),
            "ordered_at": pd.Timestamp("2023-01-01") + pd.to_timedelta(days, unit="D"),
            "amount": rng.gamma(2.0, 20.0, ROWS).round(2),
        }
    )


def rfm_by_groupby(frame: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """What a search engine answers to "pandas RFM": groupby, qcut on ranks."""
    table = (
        frame.groupby("customer_id").agg(last=("ordered_at", "max"), orders=("ordered_at", "size"), spend=("amount", "sum")).reset_index()
    )
    table["days_since_last"] = (on - table["last"]).dt.days
    table["r"] = pd.qcut(-table["days_since_last"], 5, labels=False, duplicates="drop") + 1
    table["f"] = pd.qcut(table["orders"], 5, labels=False, duplicates="drop") + 1
    table["m"] = pd.qcut(table["spend"], 5, labels=False, duplicates="drop") + 1
    lately, before, often = 3 * table["r"] > 10, 3 * table["r"] > 5, 2 * table["f"] > 5
    table["segment"] = np.select([lately & often, lately, before & often, often], ["best", "promising", "loyal", "fading"], "lost")
    return table


def cohorts_by_pandas(frame: pd.DataFrame) -> pd.DataFrame:
    """Months as integers, one row per customer and month, counted."""
    month = frame["ordered_at"].dt.year * 12 + frame["ordered_at"].dt.month
    pairs = pd.DataFrame({"customer_id": frame["customer_id"], "month": month}).drop_duplicates()
    first = pairs.groupby("customer_id")["month"].transform("min")
    return pd.crosstab(first, pairs["month"] - first)


def seconds(work: Callable[[], Any], repeats: int = 5) -> float:
    best = math.inf
    for _ in range(repeats):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def line(what: str, ours: float, peer: float | None = None, name: str = "") -> None:
    beside = f"{name} {1000 * peer:9.1f} ms  {peer / ours:6.1f}×" if peer else ""
    print(f"{what:<44} {1000 * ours:9.1f} ms   {beside}")


def models() -> None:
    warnings.simplefilter("ignore")
    import lifetimes

    table, large = cdnow(), million()
    columns = ("frequency", "recency", "T")
    peers = {"bg-nbd": lifetimes.BetaGeoFitter, "mbg-nbd": lifetimes.ModifiedBetaGeoFitter, "pareto-nbd": lifetimes.ParetoNBDFitter}
    for model, peer in peers.items():
        ours = seconds(lambda model=model: value.fit(table, model), 20)
        theirs = seconds(lambda peer=peer: peer(penalizer_coef=0.0).fit(*(table[name] for name in columns)), 3)
        line(f"{model}, CDNOW (2,357 customers)", ours, theirs, "lifetimes")
    spend = table[table["frequency"] > 0]
    line(
        "Gamma–Gamma, CDNOW (946 repeat buyers)", seconds(lambda: value.fit_spend(table), 10),
        seconds(lambda: lifetimes.GammaGammaFitter(penalizer_coef=0.0).fit(spend["frequency"], spend["monetary_value"]), 3), "lifetimes",
    )  # fmt: skip
    line(
        "bg-nbd, a million customers", seconds(lambda: value.fit(large, "bg-nbd"), 3),
        seconds(lambda: lifetimes.BetaGeoFitter(penalizer_coef=0.0).fit(*(large[name] for name in columns)), 1), "lifetimes",
    )  # fmt: skip
    purchases, worth = value.fit(table), value.fit_spend(table)
    line("lifetime value with intervals, CDNOW", seconds(lambda: value.lifetime(purchases, worth, table, margin=0.3), 3))


def tables() -> None:
    import lifetimes.utils

    frame, on = orders(), pd.Timestamp("2026-01-01")
    named = frame.assign(customer_id=frame["customer_id"].map("C{:06d}".format))
    for what, rows in (("integer ids", frame), ("text ids", named)):
        ours, theirs = seconds(lambda rows=rows: value.rfm(rows, on=on), 3), seconds(lambda rows=rows: rfm_by_groupby(rows, on), 3)
        line(f"RFM, a million orders, {what}", ours, theirs, "groupby and qcut")
    line("cohorts, a million orders", seconds(lambda: value.cohorts(frame), 3), seconds(lambda: cohorts_by_pandas(frame), 3), "pandas")
    line(
        "histories, a million orders", seconds(lambda: value.summary(frame, until=on), 3),
        seconds(
            lambda: lifetimes.utils.summary_data_from_transaction_data(
                frame, "customer_id", "ordered_at", "amount", observation_period_end=on, freq="D"
            ), 1,
        ), "lifetimes",
    )  # fmt: skip
    assert (value.cohorts(frame).counts.to_numpy() == cohorts_by_pandas(frame).to_numpy()).all()
    score = value.rfm(frame, on=on)
    assert (score["r"].to_numpy() == rfm_by_groupby(frame, on)["r"].to_numpy()).all()


def main() -> None:
    print(f"{'CPU, best of several':<44} {'ours':>12}   the peer, and how many times longer it takes\n")
    models()
    tables()


if __name__ == "__main__":
    main()
