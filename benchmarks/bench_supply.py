"""Stock, promises and rounds beside the peers that are installed: speed as a ratio, quality as a gap.

Run: python benchmarks/bench_supply.py

Peers (none is needed by the package; a missing one is said so): pip install stockpyl pyvrp
"""

from __future__ import annotations

import importlib
import math
import time
from collections.abc import Callable
from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd

from crm_course import supply


def seconds(work: Callable[[], object], repeats: int = 3) -> float:
    """Processor seconds, the best of several."""
    best = math.inf
    for _ in range(repeats):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def peer(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as missing:
        print(f"  {name}: not installed ({missing})")
        return None


def newsvendors() -> None:
    rng = np.random.default_rng(1)
    price, mean = rng.uniform(5, 50, 1_000_000), rng.uniform(50, 500, 1_000_000)
    ours = seconds(lambda: supply.newsvendor(price, 0, -1.0, mean, mean / 4))
    print(f"a million newsvendors: {ours:.2f} s")
    if stockpyl := peer("stockpyl.newsvendor"):
        few = list(zip(price[:500], mean[:500], strict=True))
        theirs = seconds(lambda: [stockpyl.newsvendor_normal(1.0, p, m, m / 4) for p, m in few]) * 2000
        print(f"  stockpyl, 500 of them scaled up: {theirs:.0f} s: {theirs / ours:.0f} times")


def simulations() -> None:
    demand = np.random.default_rng(2).normal(100, 20, 10_000_000)
    for kind, levels in (("s,Q", {"s": 210, "Q": 150}), ("R,S", {"R": 3, "S": 520}), ("s,S", {"s": 210, "S": 360})):
        rule = supply.policy(kind, holding=1, short=5, per_order=20, **levels)
        took = seconds(lambda rule=rule: rule.simulated(demand, rng=3), 2)
        print(f"({kind}) over ten million periods: {took:.2f} s, {10 / took:.0f} million periods a second")
    if (instances := peer("stockpyl.supply_chain_network")) and (sim := peer("stockpyl.sim")):
        network = instances.single_stage_system(
            holding_cost=1, stockout_cost=5, demand_type="N", mean=100, standard_deviation=20, policy_type="rQ", reorder_point=210,
            order_quantity=150, shipment_lead_time=1,
        )  # fmt: skip
        theirs = seconds(lambda: sim.simulation(network, 2000, rand_seed=1, progress_bar=False), 1)
        print(f"  stockpyl (r,Q), 2 000 periods: {2000 / theirs:.0f} periods a second")


def promises() -> None:
    rng = np.random.default_rng(4)
    receipts, orders = rng.integers(0, 9, (1000, 52)), rng.integers(0, 9, (1000, 52))
    took = seconds(lambda: supply.availability(np.full(1000, 50), receipts, orders))
    print(f"availability of 1 000 items over 52 weeks: {1000 * took:.1f} ms")


def allocations() -> None:
    rng = np.random.default_rng(5)
    products = [f"p{number}" for number in range(60)]
    orders = pd.DataFrame({"order": range(2000), "product": rng.choice(products, 2000), "quantity": rng.integers(1, 4, 2000)})
    stock = {product: int(rng.integers(20, 60)) for product in products}
    value = np.where(rng.random(2000) < 0.2, 60.0, 12.0)
    for count in (4, 59):
        others = {
            one: {two: float(rng.uniform(0.2, 0.8)) for two in rng.permutation([x for x in products if x != one])[:count]}
            for one in products
        }
        took = seconds(lambda others=others: supply.allocate(orders, stock, value=value, substitutes=others))
        greedy = supply.allocate(orders, stock, value=value, substitutes=others, rule="first come")
        none = supply.allocate(orders, stock, value=value, rule="first come").value * greedy.share_of_best / greedy.value
        print(
            f"2 000 orders × 60 products, {count} substitutes: {took:.2f} s; greedy {greedy.share_of_best:.0%} of the best, none {none:.0%}"
        )


def routes() -> None:
    pyvrp = peer("pyvrp")
    for n in (20, 50, 100):
        gaps, bounds, took = [], [], []
        for seed in range(3):
            rng = np.random.default_rng(10 * n + seed)
            stops = pd.DataFrame(
                {"x": rng.integers(0, 1000, n + 1), "y": rng.integers(0, 1000, n + 1), "quantity": rng.integers(1, 10, n + 1)}
            )
            capacity = stops["quantity"][1:].sum() // max(2, n // 12) + 5
            took.append(seconds(lambda stops=stops, capacity=capacity: supply.rounds(stops, capacity), 1))
            ours = supply.rounds(stops, capacity)
            bounds.append(ours.gap)
            if pyvrp:
                gaps.append(ours.length / best_known(pyvrp, stops, int(capacity)) - 1)
        over = f", over PyVRP in 4 s: {min(gaps):.1%} to {max(gaps):.1%}" if gaps else ""
        print(f"{n} stops: {np.mean(took):.2f} s with the bound, {min(bounds):.1%} to {max(bounds):.1%} over it{over}")


def best_known(pyvrp: Any, stops: pd.DataFrame, capacity: int) -> float:
    model, places = pyvrp.Model(), stops[["x", "y"]].to_numpy(dtype=float)
    at = [model.add_location(*place) for place in places.tolist()]
    model.add_depot(at[0])
    for one, quantity in zip(at[1:], stops["quantity"][1:], strict=True):
        model.add_client(one, delivery=[int(quantity)])
    model.add_vehicle_type(len(at), capacity=[capacity])
    for one, two in permutations(range(len(at)), 2):
        model.add_edge(at[one], at[two], distance=round(100 * float(np.hypot(*(places[one] - places[two])))))
    return float(model.solve(pyvrp.stop.MaxRuntime(4), seed=1, display=False).cost()) / 100


if __name__ == "__main__":
    newsvendors()
    simulations()
    promises()
    allocations()
    routes()
