"""Event log → exact Markov, beside what users of other packages would write, in one run.

    python benchmarks/bench_journeys.py --peers /path/to/venv/bin/python --events 100000 1000000 10000000

Peers live in their own environment (ChannelAttribution, marketing-attribution-models, mta,
retentioneering, duckdb); a peer that is missing is said to be so. Each measurement is a
process of its own: a frame is read from Parquet (not timed), then the chain runs, best of
three up to a million events, by the clock and by the processor (all threads; the fairer one
on a shared machine). `GB` is the process's peak memory, the frame included.

    python benchmarks/bench_journeys.py --out-of-core 100000000

writes so many events to Parquet and counts transitions with DuckDB through Ibis.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHANNELS = ["search", "social", "email", "display", "web", "app", "chat", "phone", "shop", "direct"]
WEIGHTS = [0.2, 0.08, 0.1, 0.08, 0.22, 0.07, 0.03, 0.04, 0.1, 0.08]


def make(events: int, path: Path, seed: int = 1, first: int = 0) -> None:
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)
    pd.DataFrame({
        "customer_id": first + rng.integers(0, max(events // 8, 1), events),
        "ts": pd.Timestamp("2025-01-01") + pd.to_timedelta(rng.integers(0, 180 * 86_400, events), unit="s"),
        "channel": rng.choice(CHANNELS, events, p=WEIGHTS), "converted": rng.random(events) < 0.04,
        "value": rng.integers(1_000, 20_000, events) / 100,
    }).to_parquet(path)  # fmt: skip


# -- ours ---------------------------------------------------------------------------------


def ours(frame):
    from crm_course import journeys

    return journeys.attribute(journeys.build(frame)).set_index("channel")["credit"]


def ours_all_models(frame):
    from crm_course import journeys

    built = journeys.build(frame)
    built.paths  # noqa: B018
    for model in journeys.MODELS:
        journeys.attribute(built, model)


def ours_models_alone(frame, kept=[]):  # noqa: B006
    """All models and the path table, journeys already built."""
    from crm_course import journeys

    if not kept:
        kept.append(journeys.build(frame))
    start = time.perf_counter()
    kept[0].paths  # noqa: B018
    for model in journeys.MODELS:
        journeys.attribute(kept[0], model)
    return time.perf_counter() - start


def ours_transitions(frame):
    from crm_course import journeys

    return journeys.transitions(journeys.build(frame))


# -- what users of the peers would write ---------------------------------------------------


def pandas_paths(frame):
    frame = frame.sort_values(["customer_id", "ts"])
    gap = frame.groupby("customer_id")["ts"].diff() > __import__("pandas").Timedelta(days=30)
    before = frame.groupby("customer_id")["converted"].shift(fill_value=False)
    frame = frame.assign(journey=(gap | before).groupby(frame["customer_id"]).cumsum())
    ways = frame.groupby(["customer_id", "journey"]).agg(path=("channel", " > ".join), conv=("converted", "max"))
    return (
        ways.groupby("path")["conv"].agg(conv="sum", n="size").reset_index().assign(null=lambda t: t["n"] - t["conv"]).astype({"conv": int})
    )


def duckdb_paths(frame):
    import duckdb

    return duckdb.sql("""
        with marked as (select *, coalesce(lag(converted) over w, false) or coalesce(ts - lag(ts) over w > interval 30 days, false) as fresh
                        from frame window w as (partition by customer_id order by ts, converted, channel)),
        numbered as (select *, sum(fresh::int) over (partition by customer_id order by ts, converted, channel rows unbounded preceding) as journey from marked),
        ways as (select string_agg(channel, ' > ' order by ts, converted, channel) as path, max(converted::int) as conv from numbered group by customer_id, journey)
        select path, sum(conv)::bigint as conv, count(*) - sum(conv)::bigint as null from ways group by path""").df()


def _channel_attribution(table):
    import ChannelAttribution

    found = ChannelAttribution.markov_model(table, "path", "conv", var_null="null", verbose=False, flg_pro=False)
    return (found["result"] if isinstance(found, dict) else found).set_index("channel_name")["total_conversions"]


def channel_attribution_pandas(frame):
    return _channel_attribution(pandas_paths(frame))


def channel_attribution_duckdb(frame):
    return _channel_attribution(duckdb_paths(frame))


def marketing_attribution_models(frame):
    import mam

    model = mam.MAM(frame, format_type="session", channels_colname="channel", journey_with_conv_colname="converted",
                    datetime_colname="ts", user_id_colname="customer_id", create_journey_id_based_on_conversion=True)  # fmt: skip
    return model.run_markov()


def mta_markov(frame):
    from mta import MTA, MTAConfig

    table = duckdb_paths(frame).rename(columns={"conv": "total_conversions", "null": "total_null"})
    table = table.assign(total_conversion_value=0.0, exposure_times=table["path"])
    return MTA(table, config=MTAConfig(allow_loops=True, add_timepoints=False)).markov().attribution["markov"]


def retentioneering_transitions(frame):
    from retentioneering.eventstream import Eventstream

    stream = Eventstream(
        frame.rename(columns={"customer_id": "user_id", "channel": "event", "ts": "timestamp"})[["user_id", "event", "timestamp"]]
    )
    return stream.transition_graph_data(edge_weight="count")


OURS = ("ours", "ours_all_models", "ours_models_alone", "ours_transitions")
PEERS = (
    "channel_attribution_pandas",
    "channel_attribution_duckdb",
    "marketing_attribution_models",
    "mta_markov",
    "retentioneering_transitions",
)


# -- measuring ----------------------------------------------------------------------------


def one(name: str, path: str) -> None:
    """Run one chain in this process and print what it took."""
    import pandas as pd

    frame, chain = pd.read_parquet(path), globals()[name]
    times, processor = [], []
    for _ in range(3 if len(frame) <= 1_000_000 else 1 if name in PEERS else 3):
        start, used = time.perf_counter(), time.process_time()
        inner = chain(frame)
        times.append(inner if isinstance(inner, float) else time.perf_counter() - start)
        processor.append(time.process_time() - used)
    print(
        json.dumps(
            {"seconds": min(times), "processor": min(processor), "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}
        )
    )


def measure(python: str, name: str, path: Path, limit: float) -> dict[str, float] | str:
    try:
        done = subprocess.run(
            [python, __file__, "--one", name, "--file", str(path)], capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return f"> {limit:.0f} s"
    if done.returncode:
        return "failed: " + (done.stderr.strip().splitlines() or ["killed"])[-1][:90]
    return json.loads(done.stdout.strip().splitlines()[-1])


def table(sizes: list[int], peers: str | None, limit: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for events in sizes:
            path = Path(folder) / f"{events}.parquet"
            make(events, path)
            print(f"\n{events:,} events\n{'chain':32} {'seconds':>9} {'ratio':>7} {'processor':>10} {'ratio':>7} {'GB':>6}")
            first = None
            for name in (*OURS, *PEERS):
                python = sys.executable if name in OURS else peers
                found = measure(python, name, path, limit) if python else "no environment given (--peers)"
                if isinstance(found, str):
                    print(f"{name:32} {found}")
                    continue
                first = first or found
                ratio = {unit: found[unit] / first[unit] for unit in ("seconds", "processor")}
                row = f"{name:32} {found['seconds']:9.3f} {ratio['seconds']:7.1f} {found['processor']:10.3f} {ratio['processor']:7.1f}"
                print(f"{row} {found['gigabytes']:6.2f}", flush=True)


def out_of_core(events: int) -> None:
    """Parquet parts of ten million events, transition counts by DuckDB within 3 GB."""
    import ibis

    from crm_course.journeys import scale

    with tempfile.TemporaryDirectory() as folder:
        part = min(events, 10_000_000)
        for number in range(events // part):
            make(part, Path(folder) / f"{number:03d}.parquet", seed=number, first=number * part)
        connection = ibis.duckdb.connect(memory_limit="3GB", temp_directory=folder)
        start = time.perf_counter()
        counts = scale.transition_counts(scale.table(Path(folder) / "*.parquet", connection)).to_pandas()
        effects = scale.removal_effects(counts)
        took = time.perf_counter() - start
        print(f"{events:,} events out of core: {took:.1f} s, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")
        print(effects.to_string(index=False))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--peers", help="python of the environment that holds the peers")
    parser.add_argument("--limit", type=float, default=240, help="seconds after which a chain is given up")
    parser.add_argument("--out-of-core", type=int)
    parser.add_argument("--one")
    parser.add_argument("--file")
    given = parser.parse_args()
    if given.one:
        one(given.one, given.file)
    elif given.out_of_core:
        out_of_core(given.out_of_core)
    else:
        table(given.events, given.peers, given.limit)
