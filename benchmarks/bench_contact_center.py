"""Staffing and simulation beside the peers that are installed: speed, and decisions that are wrong.

Run: python benchmarks/bench_contact_center.py

Peers (none is needed by the package; a missing one is said so):
pip install --no-deps --ignore-requires-python pyworkforce==0.5.4   # and its imports: ortools joblib cloudpickle
pip install call-center-tools pyqueueing ciw simpy
"""

from __future__ import annotations

import heapq
import importlib
import itertools
import math
import time
from collections.abc import Callable, Iterator
from typing import Any

import mpmath as mp
import numpy as np

from crm_course import contact_center as cc

HANDLE, INTERVAL, WITHIN, LEVEL, PATIENCE = 180.0, 900.0, 20.0, 0.8, 60.0
PEAK = 100
"""erlangs"""


def seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """Processor seconds, the best of several: what others do on the machine counts less."""
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


def calls(intervals: int) -> np.ndarray:
    return np.random.default_rng(1).integers(1, int(PEAK * INTERVAL / HANDLE) + 1, intervals)


# -- speed ------------------------------------------------------------------------------------


def our_speed() -> dict[str, float]:
    day, year, million = calls(96), calls(35_040), calls(1_000_000)
    handle = np.random.default_rng(2).uniform(120, 240, 1_000_000)
    work: dict[str, tuple[Callable[[], object], int]] = {
        "Erlang C, a day": (lambda: cc.agents_needed(day, HANDLE), 50),
        "Erlang C, a year": (lambda: cc.agents_needed(year, HANDLE), 10),
        "Erlang C, a million": (lambda: cc.agents_needed(million, HANDLE), 5),
        "Erlang A, a day": (lambda: cc.agents_needed(day, HANDLE, patience_seconds=PATIENCE), 20),
        "Erlang A, a million": (lambda: cc.agents_needed(million, HANDLE, patience_seconds=PATIENCE), 5),
        "Erlang C, a million mixed handle times": (lambda: cc.agents_needed(million, handle), 2),
        "Erlang A, a million mixed handle times": (lambda: cc.agents_needed(million, handle, patience_seconds=PATIENCE), 1),
        "all measures, Erlang C, a million": (lambda: cc.queue(million, HANDLE, million / 4), 3),
    }
    return {name: seconds(call, repeats) for name, (call, repeats) in work.items()}


def peer_speed(ours: dict[str, float]) -> None:
    sample = calls(400)
    if pyworkforce := peer("pyworkforce.queuing"):

        def erlang_c() -> None:
            for count in sample:
                model = pyworkforce.ErlangC(transactions=int(count), aht=HANDLE / 60, asa=WITHIN / 60, interval=15)
                model.required_positions(service_level=LEVEL, max_occupancy=1.0)

        def erlang_a() -> None:
            for count in sample[:40]:
                model = pyworkforce.ErlangA(transactions=int(count), aht=HANDLE / 60, asa=WITHIN / 60, interval=15, patience=PATIENCE / 60)
                model.required_positions(service_level=LEVEL)

        ratio("pyworkforce Erlang C", seconds(erlang_c, 3) / 400 * 1e6, ours["Erlang C, a million"])
        ratio("pyworkforce Erlang A", seconds(erlang_a, 1) / 40 * 1e6, ours["Erlang A, a million"])
    if tools := peer("call_center_tools"):
        uneven = sample[sample * HANDLE % INTERVAL != 0]  # it fails where the load is a whole number

        def staffing() -> None:
            for count in uneven.tolist():
                tools.calc_staffing(count * 4, HANDLE, max_occupancy=0.9999, target_answer_time=WITHIN, target_service_level=LEVEL)

        ratio("call-center-tools Erlang C", seconds(staffing, 3) / len(uneven) * 1e6, ours["Erlang C, a million"])
    if queueing := peer("pyqueueing"):
        print(f"  pyqueueing: installed, has no search for the fewest agents ({queueing.__name__})")


def ratio(name: str, theirs: float, ours: float) -> None:
    print(f"  {name:<34} {theirs:10.2f} s a million   {theirs / ours:8.0f} × ours")


# -- decisions --------------------------------------------------------------------------------


def exact(load: str, handle: float, within: float, level: float) -> int:
    """The fewest agents, in forty digits, one by one."""
    with mp.workdps(40):
        a, blocked = mp.mpf(load), mp.mpf(1)
        for n in itertools.count(1):
            blocked = a * blocked / (n + a * blocked)
            if n > a and 1 - n * blocked / (n - a * (1 - blocked)) * mp.exp(-(n - a) * mp.mpf(within) / mp.mpf(handle)) >= mp.mpf(
                str(level)
            ):
                return n
    raise AssertionError


def cases() -> Iterator[tuple[float, float, float, float]]:
    loads = (0.2, 0.5, 0.9, 1.3, 2.5, 3.3, 4.9, 7.1, 9.5, 12.4, 15.5, 20.2, 28.8, 35.5, 47.3, 60.6, 81.5, 100.5, 140.1, 199.9)
    yield from itertools.product(loads, (60.0, 180.0, 300.0, 600.0), (10.0, 20.0, 60.0, 300.0), (0.5, 0.7, 0.8, 0.9, 0.95))


def decisions() -> None:
    rows = [(case, exact(str(case[0]), *case[1:])) for case in cases()]
    print(f"Wrong decisions among {len(rows)} (Erlang C, against forty digits)")
    wrong = sum(
        cc.agents_needed(load * INTERVAL / handle, handle, within_seconds=within, service_level=level) != n
        for (load, handle, within, level), n in rows
    )
    print(f"  ours                               {wrong}")
    if pyworkforce := peer("pyworkforce.queuing"):
        wrong = 0
        for (load, handle, within, level), n in rows:
            model = pyworkforce.ErlangC(transactions=load * INTERVAL / handle, aht=handle / 60, asa=within / 60, interval=15)
            wrong += model.required_positions(service_level=level, max_occupancy=1.0)["raw_positions"] != n
        print(f"  pyworkforce                        {wrong}")
        model = pyworkforce.ErlangA(transactions=375, aht=4, asa=20 / 60, interval=15, patience=1.0)
        theirs = model.required_positions(service_level=LEVEL)["raw_positions"]
        print(f"  100 erl, 240 s, patience 60 s: pyworkforce says {theirs}, ours {cc.agents_needed(375, 240, patience_seconds=60)}")


# -- simulation -------------------------------------------------------------------------------


def simulation(number: int = 200_000) -> None:
    print("Simulation, calls per second (10 erl, 14 agents)")
    plain = number / seconds(lambda: cc.simulate(50, HANDLE, 14, rng=1, number_of_calls=number), 3)
    rows = {
        "ours": plain,
        "ours, impatient": number / seconds(lambda: cc.simulate(50, HANDLE, 9, rng=1, patience_seconds=60, number_of_calls=number), 3),
        "ours, VIP line": number / seconds(lambda: cc.simulate(50, HANDLE, 14, rng=1, vip_share=0.2, number_of_calls=number), 3),
        "ours, redials": number
        / seconds(lambda: cc.simulate(50, HANDLE, 9, rng=1, patience_seconds=60, redial_share=0.5, number_of_calls=number), 3),
    }
    for name, speed in rows.items():
        print(f"  {name:<34} {speed / 1e6:8.2f} M")
    if simpy := peer("simpy"):
        speed = 20_000 / seconds(lambda: with_simpy(simpy, 20_000), 2)
        print(f"  {'simpy':<34} {speed / 1e6:8.3f} M   ours {plain / speed:.0f} ×")
    if ciw := peer("ciw"):
        speed = 10_000 / seconds(lambda: with_ciw(ciw, 10_000), 1)
        print(f"  {'Ciw':<34} {speed / 1e6:8.3f} M   ours {plain / speed:.0f} ×")


def with_simpy(simpy: Any, number: int) -> None:
    rng = np.random.default_rng(1)
    gaps, times = rng.exponential(18, number).tolist(), rng.exponential(HANDLE, number).tolist()
    world = simpy.Environment()
    team = simpy.Resource(world, capacity=14)

    def call(handle: float) -> Iterator[Any]:
        with team.request() as turn:
            yield turn
            yield world.timeout(handle)

    def source() -> Iterator[Any]:
        for gap, handle in zip(gaps, times, strict=True):
            yield world.timeout(gap)
            world.process(call(handle))

    world.process(source())
    world.run()


def with_ciw(ciw: Any, number: int) -> None:
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=1 / 18)],
        service_distributions=[ciw.dists.Exponential(rate=1 / HANDLE)],
        number_of_servers=[14],
    )
    ciw.seed(1)
    ciw.Simulation(network).simulate_until_max_customers(number)


def yardstick() -> float:
    """A loop of a million heap exchanges: what this machine does at this moment."""
    heap = list(range(14))
    return seconds(lambda: [heapq.heapreplace(heap, k) for k in range(1_000_000)], 3)


def main() -> None:
    print(f"Yardstick: a million heap exchanges in {yardstick() * 1e3:.0f} ms; processor times, best of several")
    ours = our_speed()
    for name, spent in ours.items():
        print(f"  {name:<42} {spent * 1e3:10.2f} ms")
    print("Peers, fewest agents for a million intervals (from a sample)")
    peer_speed(ours)
    decisions()
    simulation()


if __name__ == "__main__":
    main()
