"""The customer base beside plain SQLite and pandas, in one run.

    python benchmarks/bench_crm.py                # a world of 50,000 customers, a million cards, a file of a million lines
    python benchmarks/bench_crm.py --small        # a tenth of it

Times are of the process (CPU), loading the best of three, so that a busy machine does not blur them; ratios are to the peer
measured in the same run. ``CRM_TEST_POSTGRES_URL`` adds PostgreSQL.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import sqlite3
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd

from crm_course import crm, synthetic
from crm_course.crm import schema

ROWS: list[tuple[str, str, str, str]] = []


@contextmanager
def timed():
    taken = SimpleNamespace(cpu=0.0, wall=0.0)
    cpu, wall = time.process_time(), time.perf_counter()
    yield taken
    taken.cpu, taken.wall = time.process_time() - cpu, time.perf_counter() - wall


def best(work, times=3):
    """The least of three: what the work takes when nothing else is in the way."""
    found = []
    for n in range(times):
        with timed() as taken:
            work(n)
        found.append(taken)
    return min(found, key=lambda taken: taken.cpu)


def told(what, ours, peer="", ratio=""):
    ROWS.append((what, ours, peer, ratio))
    print(f"{what:<52} {ours:>26} {peer:>34} {ratio:>8}", flush=True)


# -- loading ------------------------------------------------------------------------------


def plain_sqlite(path, frames):
    """What a careful programmer writes: one transaction, executemany, the same keys and indexes."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    with crm.open("sqlite://") as made:
        for table in schema.METADATA.sorted_tables:
            for (sql,) in made.engine.connect().exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL", (table.name,)
            ):
                if not sql.startswith("CREATE TRIGGER"):
                    connection.execute(sql)
    connection.execute("BEGIN")
    for name, frame in frames.items():
        plain = frame.astype(object).where(frame.notna(), None)
        for column in frame.select_dtypes("datetime"):
            plain[column] = frame[column].dt.strftime("%Y-%m-%d %H:%M:%S").astype(object).where(frame[column].notna(), None)
        marks = ", ".join("?" * frame.shape[1])
        connection.executemany(
            f"INSERT INTO {name} ({', '.join(frame.columns)}) VALUES ({marks})", plain.itertuples(index=False, name=None)
        )
    connection.execute("COMMIT")
    connection.close()


def to_sql(path, frames):
    """pandas.DataFrame.to_sql: no keys, no indexes, no checks."""
    with sqlite3.connect(path) as connection:
        for name, frame in frames.items():
            frame.to_sql(name, connection, index=False)


def loading(folder, customers):
    world = synthetic.world("sens-confort", customers=customers, months=24, seed=1)
    frames = {table.name: world.tables[table.name] for table in schema.METADATA.sorted_tables if table.name in world.tables}
    rows = sum(map(len, frames.values()))
    peer = best(lambda n: plain_sqlite(folder / f"plain{n}.db", frames))
    pandas_time = best(lambda n: to_sql(folder / f"pandas{n}.db", frames))
    stores = [crm.open(f"sqlite:///{folder / f'ours{n}.db'}") for n in range(3)]
    ours = best(lambda n: stores[n].load(world))
    words = len(stores[0].table("search_terms"))
    for store in stores:
        store.close()
    told(
        f"load {rows:,} rows into SQLite (+ {words:,} search words)",
        f"{rows / ours.cpu:,.0f} rows/CPU-s",
        f"plain sqlite3: {rows / peer.cpu:,.0f}",
        f"{peer.cpu / ours.cpu:.1f}×",
    )
    told(
        "  every row written counted",
        f"{(rows + words) / ours.cpu:,.0f} rows/CPU-s",
        f"to_sql without keys: {rows / pandas_time.cpu:,.0f}",
        f"{pandas_time.cpu / ours.cpu:.1f}×",
    )
    if url := os.environ.get("CRM_TEST_POSTGRES_URL"):
        import sqlalchemy as sa

        engine = sa.create_engine(url)
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA IF EXISTS bench CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA bench")
        with crm.open(f"{url}?options=-csearch_path%3Dbench") as store, timed() as ours:
            store.load(world)
        told("  the same into PostgreSQL (wall)", f"{rows / ours.wall:,.0f} rows/s")
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA bench CASCADE")


# -- a million customers ------------------------------------------------------------------


def million(count):
    rng = np.random.default_rng(5)
    first = np.array(["Anne", "Bruno", "Chloé", "Denis", "Élise", "Farid", "Gaëlle", "Hervé", "Inès", "Jean"])
    last = np.array([f"Nom{n:05d}" for n in range(20_000)])
    number = np.arange(1, count + 1)
    orders = np.sort(rng.integers(1, count + 1, count))
    day = np.datetime64("2024-01-01", "s")
    return SimpleNamespace(tables={
        "customers": pd.DataFrame({
            "customer_id": number, "kind": pd.Categorical(["person"] * count), "first_name": first[rng.integers(0, 10, count)],
            "last_name": last[rng.integers(0, len(last), count)], "postcode": "22200", "town": "Guingamp",
            "created_on": day + rng.integers(0, 86400 * 300, count).astype("timedelta64[s]"),
        }),
        "contact_points": pd.DataFrame({
            "contact_point_id": number, "customer_id": number, "kind": pd.Categorical(["email"] * count), "value": [f"p{n}@example.org" for n in number],
        }),
        "consents": pd.DataFrame({
            "consent_id": number, "customer_id": number, "channel": pd.Categorical(["email"] * count), "purpose": pd.Categorical(["marketing"] * count),
            "status": np.where(rng.random(count) < 0.6, "granted", "withdrawn"), "ts": day + rng.integers(0, 86400 * 700, count).astype("timedelta64[s]"),
        }),
        "orders": pd.DataFrame({
            "order_id": number, "customer_id": orders, "ordered_at": day + rng.integers(0, 86400 * 700, count).astype("timedelta64[s]"),
            "channel": pd.Categorical(["web"] * count), "status": pd.Categorical(["delivered"] * count), "total_cents": rng.integers(500, 90000, count),
        }),
    })  # fmt: skip


def cards(folder, count):
    world = million(count)
    path = folder / "million.db"
    store = crm.open(f"sqlite:///{path}")
    with timed() as ours:
        store.load(world)
    told(f"load {count:,} customers and their rows ({4 * count:,})", f"{4 * count / ours.cpu:,.0f} rows/CPU-s")
    numbers = random.Random(3).sample(range(1, count + 1), 200)
    store.customer(1)
    with timed() as ours:
        for number in numbers:
            store.customer(number)
    orders, people = world.tables["orders"], world.tables["customers"].set_index("customer_id")
    with timed() as peer:
        for number in numbers[:20]:
            people.loc[number], orders[orders["customer_id"] == number]
    told(
        f"200 cards among {count:,} customers",
        f"{1000 * ours.cpu:.0f} ms",
        f"pandas, profile and orders: {10_000 * peer.cpu:,.0f} ms",
        f"{10 * peer.cpu / ours.cpu:.0f}×",
    )
    with timed() as ours:
        for number in numbers:
            _ = store.customer(number).timeline
    told("200 time lines as frames", f"{1000 * ours.cpu:.0f} ms")
    with timed() as ours:
        for number in numbers:
            store.search(f"nom{number % 20_000:05d} ann")
    folded = world.tables["customers"]
    with timed() as peer:
        for number in numbers[:3]:
            folded[
                folded["last_name"].str.lower().str.startswith(f"nom{number % 20_000:05d}")
                & folded["first_name"].str.lower().str.startswith("ann")
            ]
    told(
        "a search by two beginnings of words",
        f"{5 * ours.cpu:.2f} ms",
        f"pandas: {333 * peer.cpu:,.0f} ms",
        f"{peer.cpu / 3 / (ours.cpu / 200):.0f}×",
    )
    with timed() as ours:
        found = store.contactable("email", "marketing", on=dt.date(2026, 1, 1))
    told(f"whom may we e-mail? ({len(found):,} of {count:,})", f"{ours.cpu:.1f} s")
    with timed() as ours:
        done = store.erase_person(numbers[0])
    told(f"erase one of {count:,} ({path.stat().st_size / 1e6:,.0f} MB rewritten)", f"{ours.cpu:.1f} s CPU, {ours.wall:.1f} s")
    assert done.scrubbed
    store.close()


def importing(folder, count):
    path = folder / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("prénom;nom;email;code postal\n")
        for n in range(count):
            file.write(
                f"Alba;Nom{n};p{n}@example.org;{22000 + n % 900}\n" if n != count // 2 else 'Alba;"Nom sans fin;p@example.org;22000\n'
            )
    with crm.open(f"sqlite:///{folder / 'import.db'}") as store:
        with timed() as ours:
            report = store.import_file(path)
        assert (report.added, report.rejected["line"].tolist()) == (count - 1, [count // 2 + 2])
    told(f"import a CSV of {count:,} lines, one broken", f"{count / ours.cpu:,.0f} lines/CPU-s", f"in all {ours.cpu:.0f} s CPU")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", action="store_true", help="a tenth of everything")
    scale = 10 if parser.parse_args().small else 1
    with tempfile.TemporaryDirectory() as folder:
        loading(Path(folder), 50_000 // scale)
        cards(Path(folder), 1_000_000 // scale)
        importing(Path(folder), 1_000_000 // scale)


if __name__ == "__main__":
    main()
