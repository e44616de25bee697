"""Who is who, measured: duplicates, silos, a supervised ceiling beside, and how often the bounds hold.

Run: python benchmarks/bench_identity.py [duplicates] [silos] [ceiling] [bounds]   (all of them without a word)

The ceiling is a classifier that has seen the answers of another world, over the same pairs; it is what no shop has.
"""

from __future__ import annotations

import resource
import sys
import time
from typing import Any

import numpy as np
import pandas as pd

from crm_course import identity, synthetic


def made(customers: int, seed: int, dirt: str = "light", name: str = "chez-vous") -> Any:
    return synthetic.world(name, customers=customers, seed=seed, dirt=dirt, months=3)


def timed(records: pd.DataFrame) -> tuple[Any, float]:
    start = time.process_time()
    linkage = identity.link(records)
    _ = linkage.frame
    return linkage, time.process_time() - start


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def duplicates(customers: int = 49_000) -> None:
    for dirt in ("light", "heavy"):
        world = made(customers, 31, dirt)
        linkage, took = timed(identity.records(world, "customers"))
        score = linkage.score(world)
        print(
            f"duplicates, {dirt}: {len(linkage.records)} cards, {took:.1f} s, P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}, {memory():.0f} MB in all"
        )


def silos(customers: int = 69_000) -> None:
    world = made(customers, 31)
    before = memory()
    linkage, took = timed(identity.records(world))
    score = linkage.score(world)
    print(
        f"silos: {len(linkage.records)} records, {took:.1f} s, P {score.precision:.4f} R {score.recall:.4f} at .9, {linkage.customers}, {before:.0f} → {memory():.0f} MB"
    )


def features(linkage: Any) -> np.ndarray:
    """What a pair says: the level of each field, how rare the names and the place are, the two systems."""
    compared, seen = linkage._compared, linkage._seen
    left, right = compared["left"].to_numpy(np.int64), compared["right"].to_numpy(np.int64)
    columns = [compared[name].to_numpy(float) for name in compared.columns[3:]]
    for name in ("first_name", "last_name", "town", "street"):
        rare = seen[name].map(seen[name].value_counts()).fillna(0).to_numpy(float)
        columns += [np.log1p(np.minimum(rare[left], rare[right])), np.log1p(np.maximum(rare[left], rare[right]))]
    kind = pd.factorize(linkage.records["silo"], sort=True)[0]
    return np.column_stack([*columns, np.minimum(kind[left], kind[right]), np.maximum(kind[left], kind[right])])


def truth_of(world: Any, linkage: Any) -> tuple[np.ndarray, np.ndarray]:
    known = world.truth["identities"]
    person = dict(zip(known["table"].astype(str) + ":" + known["record"].astype(str), known["customer_id"], strict=True))
    who = linkage.records["record_id"].map(person).to_numpy()
    compared = linkage._compared
    return who, who[compared["left"].to_numpy(np.int64)] == who[compared["right"].to_numpy(np.int64)]


def best(probability: np.ndarray, right: np.ndarray, true: int) -> tuple[float, float]:
    """The best F1 over pairs, and its threshold."""
    order = np.argsort(-probability, kind="stable")
    hit = np.cumsum(right[order])
    f1 = 2 * hit / (np.arange(1, len(order) + 1) + true)
    return float(f1.max()), float(probability[order][int(f1.argmax())])


def f1_at(probability: np.ndarray, right: np.ndarray, true: int, least: float) -> float:
    put = probability >= least
    return 2 * int(right[put].sum()) / (int(put.sum()) + true) if true else 1.0


def ceiling(customers: int = 12_000) -> None:
    from sklearn.ensemble import HistGradientBoostingClassifier

    for name in ("chez-vous", "mail-order"):
        known, asked = (
            (world, identity.link(identity.records(world))) for world in (made(customers, 41, name=name), made(customers, 42, name=name))
        )
        (learn, first), (test, second) = known, asked
        taught = HistGradientBoostingClassifier(random_state=1).fit(features(first), truth_of(learn, first)[1])
        who, right = truth_of(test, second)
        who_first, right_first = truth_of(learn, first)
        systems, systems_first = second.records["silo"].to_numpy(object), first.records["silo"].to_numpy(object)
        ours, theirs = second._compared["probability"].to_numpy(float), taught.predict_proba(features(second))[:, 1]
        ours_first, theirs_first = first._compared["probability"].to_numpy(float), taught.predict_proba(features(first))[:, 1]
        rows = []
        names = sorted(set(systems))
        for one, other in [("all", "all"), *((a, b) for n, a in enumerate(names) for b in names[n + 1 :])]:
            kept, true = between(second, systems, who, one, other)
            kept_first, true_first = between(first, systems_first, who_first, one, other)
            least = best(ours_first[kept_first], right_first[kept_first], true_first)[1]
            least_theirs = best(theirs_first[kept_first], right_first[kept_first], true_first)[1]
            mine, top = (
                f1_at(ours[kept], right[kept], true, least),
                max(f1_at(theirs[kept], right[kept], true, least_theirs), best(theirs[kept], right[kept], true)[0]),
            )
            rows.append(
                (
                    one.removeprefix("silo_"),
                    other.removeprefix("silo_"),
                    true,
                    round(least, 2),
                    round(mine, 3),
                    round(top, 3),
                    round(mine / top, 3),
                )
            )
        print(name)
        print(pd.DataFrame(rows, columns=["one", "other", "true pairs", "threshold", "ours", "ceiling", "ratio"]).to_string(index=False))


def between(linkage: Any, systems: Any, who: Any, one: str, other: str) -> tuple[np.ndarray, int]:
    """Which compared pairs are of these two systems, and how many pairs of them are one person in truth."""
    left, right = systems[linkage._compared["left"].to_numpy(np.int64)], systems[linkage._compared["right"].to_numpy(np.int64)]
    if one == "all":
        sizes = pd.Series(who).value_counts().to_numpy()
        return np.ones(len(left), bool), int((sizes * (sizes - 1) // 2).sum())
    kept = ((left == one) & (right == other)) | ((left == other) & (right == one))
    counts = [pd.Series(who[systems == name]).value_counts() for name in (one, other)]
    return kept, int(counts[0].mul(counts[1], fill_value=0).sum())


def bounds(worlds: int = 30) -> None:
    held, width = [], []
    for seed in range(300, 300 + worlds):
        world = made(1000, seed, ("light", "heavy")[seed % 2], ("chez-vous", "mail-order", "sens-confort")[seed % 3])
        people, true = identity.link(identity.records(world)).customers, world.truth["identities"]["customer_id"].nunique()
        held.append(people.low <= true <= people.high)
        width.append((people.high - people.low) / true)
    print(f"bounds: hold in {sum(held)} of {worlds} worlds, {np.mean(width):.0%} wide on average")


if __name__ == "__main__":
    parts = {"duplicates": duplicates, "silos": silos, "ceiling": ceiling, "bounds": bounds}
    for name in sys.argv[1:] or parts:
        parts[name]()
