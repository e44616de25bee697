"""Rows of synthetic customer data per CPU-second, beside Faker, mimesis, Spindle and LeadForge in the same run.

Run: ``python benchmarks/bench_synthetic.py [--quick] [--ten-million] [--command]``
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

QUICK = "--quick" in sys.argv


def cpu(work: Callable[[], int], times: int = 3) -> tuple[int, float]:
    """What `work` made, and the least CPU time it took."""
    best, made = float("inf"), 0
    for _ in range(times):
        start = time.process_time()
        made = work()
        best = min(best, time.process_time() - start)
    return made, best


def rows(made: object) -> int:
    return sum(map(len, made.tables.values()))  # type: ignore[attr-defined]


def our_million() -> int:
    from crm_course import synthetic

    total = 0
    for part in synthetic.stream("sens-confort", customers=4_000 if QUICK else 23_000):
        total += sum(map(len, part.values()))
    return total


def our_million_in_memory() -> int:
    from crm_course import synthetic

    return rows(synthetic.world("sens-confort", customers=4_000 if QUICK else 23_000))


def our_class() -> int:
    from crm_course import synthetic

    return sum(rows(synthetic.world("sens-confort", customers=1000, student=f"student {k}", secret="s")) for k in range(60))


def our_class_ungated() -> int:
    from crm_course import synthetic

    return sum(rows(synthetic.world("sens-confort", customers=1000, seed=k)) for k in range(60))


def with_faker() -> int:
    import faker

    source, n = faker.Faker("fr_FR"), 2_000 if QUICK else 10_000
    kept = [
        (source.first_name(), source.last_name(), source.postcode(), source.city(), source.phone_number(), source.email()) for _ in range(n)
    ]
    return len(kept)


def with_mimesis() -> int:
    import mimesis

    try:
        person, address = mimesis.Person("fr"), mimesis.Address("fr")
    except Exception:  # releases name their locales differently
        person, address = mimesis.Person(mimesis.Locale.FR), mimesis.Address(mimesis.Locale.FR)  # type: ignore[attr-defined]
    n = 2_000 if QUICK else 20_000
    kept = [
        (person.first_name(), person.last_name(), address.postal_code(), address.city(), person.telephone(), person.email())
        for _ in range(n)
    ]
    return len(kept)


SPINDLE = """
import time
from sqllocks_spindle import Spindle, RetailDomain
start = time.process_time()
result = Spindle().generate(domain=RetailDomain(), scale="medium", seed=42)
print(sum(map(len, result.tables.values())), time.process_time() - start)
"""
LEADFORGE = """
import pathlib, tempfile, time, warnings
import pandas
warnings.simplefilter("ignore")
from leadforge.api import Generator
start = time.process_time()
bundle = Generator.from_recipe("b2b_saas_procurement_v1", seed=42).generate(n_leads=2000)
seconds = time.process_time() - start
with tempfile.TemporaryDirectory() as folder:
    bundle.save(folder)
    tables = [path for path in pathlib.Path(folder).rglob("*.parquet") if path.parent.name == "tables"]
    print(sum(len(pandas.read_parquet(path)) for path in tables), seconds)
"""


def elsewhere(script: str) -> tuple[int, float] | None:
    """Rows and CPU seconds of a peer in the Python named by CRM_PEERS_PYTHON (default: this one); None if it is not there."""
    python = os.environ.get("CRM_PEERS_PYTHON", sys.executable)
    done = subprocess.run([python, "-c", script], capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr.strip().splitlines()[-1] if done.stderr else "failed")
        return None
    rows, seconds = done.stdout.split()[-2:]
    return int(rows), float(seconds)


TEN_MILLION = """
import resource, time
from crm_course import synthetic
start, total = time.process_time(), 0
for part in synthetic.stream("mail-order", customers=155_000):
    total += sum(map(len, part.values()))
print(total, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def by_command() -> None:
    """The command as a teacher types it: rows, CPU, wall clock and peak memory, its own processes included."""
    orders = [("mail-order", size, kind) for kind in ("csv", "parquet") for size in ((2_000,) if QUICK else (31_000, 155_000))]
    with tempfile.TemporaryDirectory() as folder:
        roster = Path(folder, "class.csv")
        roster.write_text("Nom\n" + "".join(f"Student {k}\n" for k in range(4 if QUICK else 60)), "utf-8")
        for world, size, kind in orders:
            told("customers", world, size, "--format", kind, "--out", f"{folder}/{kind}-{size}")
        for kind in ("csv", "csv,xlsx"):
            told(
                "students", "sens-confort", 1000, "--format", kind, "--dirt", "light", "--roster", roster, "--out", f"{folder}/class-{kind}"
            )


def told(what: str, world: str, customers: int, *options: object) -> None:
    words = ["dataset", world, "--customers", customers, "--secret", "s", *options]
    start, done = (
        time.perf_counter(),
        subprocess.Popen([sys.executable, "-m", "crm_course.cli", *map(str, words)], stderr=subprocess.DEVNULL),
    )
    _, status, used = os.wait4(done.pid, 0)
    done.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    print(
        f"{world} {customers:,} {what} {options[1]:<9} CPU {used.ru_utime + used.ru_stime:6.1f} s, clock {wall:6.1f} s, peak {used.ru_maxrss / 1024:6.0f} MB"
    )


def main() -> None:
    if "--command" in sys.argv:
        return by_command()
    our_class_warm = __import__("crm_course.synthetic", fromlist=["world"]).world("sens-confort", customers=50)
    assert rows(our_class_warm)
    print(f"{'task':<52}{'rows':>12}{'CPU s':>9}{'M rows/s':>10}{'ratio':>8}")
    made, seconds = cpu(our_million)
    ours = made / seconds
    lines = [("world, streamed, about 1 M rows", made, seconds), ("world, in memory, about 1 M rows", *cpu(our_million_in_memory))]
    lines.append(("60 students of 1 000 customers, gated", *cpu(our_class, 1 if QUICK else 3)))
    lines.append(("60 worlds of 1 000 customers, not gated", *cpu(our_class_ungated, 1 if QUICK else 3)))
    for name, work in (("faker", with_faker), ("mimesis", with_mimesis)):
        if find_spec(name) is None:
            print(f"{name}: not installed, not measured")
            continue
        lines.append((f"{name} in a loop, six columns", *cpu(work, 1)))
    for name, script in (("Spindle, retail, medium", SPINDLE), ("LeadForge, 2 000 leads", LEADFORGE)):
        measured = elsewhere(script)
        if measured is None:
            print(f"{name}: not measured (set CRM_PEERS_PYTHON to a Python that has it)")
        else:
            lines.append((name, *measured))
    for name, made, seconds in lines:
        print(f"{name:<52}{made:>12,}{seconds:>9.2f}{made / seconds / 1e6:>10.3f}{ours / (made / seconds):>8.1f}")
    if "--ten-million" in sys.argv:
        told = subprocess.run([sys.executable, "-c", TEN_MILLION], capture_output=True, text=True, check=True).stdout.split()
        print(
            f"{'mail order, streamed':<52}{int(told[0]):>12,}{float(told[1]):>9.2f}{int(told[0]) / float(told[1]) / 1e6:>10.3f}   peak {float(told[2]):.0f} MB"
        )
    print(f"peak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
