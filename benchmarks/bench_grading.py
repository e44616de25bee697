"""A class of copies graded: seconds in all, and for each copy more, beside nbgrader and otter where they are given.

python benchmarks/bench_grading.py [COPIES]

What a copy costs "beyond its own imports" is what each copy more costs once the session has
started: the libraries are imported once by each worker, before the first copy, and not for each.
It holds all the rest: the copy's own process and walls, its cells, the marks, the files.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

import bench_grading_peers  # noqa: E402
from grading.room import PACK, code, honest, notebook  # noqa: E402

from crm_course.grading.catalogue import Catalogue  # noqa: E402
from crm_course.grading.key import solved  # noqa: E402
from crm_course.workbook.contents import part  # noqa: E402

FEW = 20
WORKERS = 2
GROUPS = Path("/sys/fs/cgroup/cpuacct")


def six_kinds() -> str:
    """A number, a share, a function on hidden inputs, a query, a chart, an open answer."""
    return notebook(honest())


def sens_confort() -> str:
    """The whole exercise, solved by code."""
    return solved(Catalogue.of().exercise("sens-confort"), part("sens-confort"), "fr")


def handed_in(folder: Path, model: str, copies: int) -> None:
    """Copies that differ in their first cell, so that none is another's."""
    for number in range(copies):
        book = json.loads(model)
        book["cells"].insert(0, {**code(f"number = {number}"), "outputs": [], "execution_count": None, "id": "own"})
        path = folder / f"student-{number:03}" / "copy.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(book), encoding="utf-8")


@contextlib.contextmanager
def counted() -> Iterator[Callable[[], float]]:
    """The processor time of whatever is started meanwhile, where the machine grants a control group; else not a number."""
    group, own = GROUPS / f"bench-{os.getpid()}", GROUPS / "cgroup.procs"
    try:
        group.mkdir()
        (group / "cgroup.procs").write_text(str(os.getpid()))
    except OSError:
        yield lambda: float("nan")
        return
    try:
        yield lambda: int((group / "cpuacct.usage").read_text()) / 1e9
    finally:
        own.write_text(str(os.getpid()))
        time.sleep(1)
        with contextlib.suppress(OSError):
            group.rmdir()


def session(model: str, exercise: str, copies: int) -> tuple[float, float]:
    """Seconds by the clock and of processor time to grade `copies`."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = {"PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "crm-bench-compiled"))}
    command = [
        sys.executable,
        "-m",
        "pytest",
        f"-n{WORKERS}",
        "-q",
        "-p",
        "no:cacheprovider",
        "--submissions",
        "in",
        "--gradebook",
        "marks.csv",
    ]
    with tempfile.TemporaryDirectory() as folder:
        handed_in(Path(folder, "in"), model, copies)
        with counted() as spent:
            started = time.perf_counter()
            done = subprocess.run(
                [*command, "--exercise", exercise, "--pack", str(PACK)],
                cwd=folder,
                env=clean | compiled,
                capture_output=True,
                text=True,
                check=False,
            )
            seconds, computed = time.perf_counter() - started, spent()
        lines = Path(folder, "marks.csv").read_text(encoding="utf-8").splitlines()[1:]
    if done.returncode or {line.rsplit(",", 1)[1] for line in lines} != {"right", "to-read"}:
        raise RuntimeError(done.stdout + done.stderr)
    return seconds, computed


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(f"{WORKERS} workers; load of the machine at the start {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for name, exercise, model in (("six kinds of question", "small", six_kinds()), ("Sens Confort", "sens-confort", sens_confort())):
        session(model, exercise, 2)  # compiled once
        few, few_computed = session(model, exercise, FEW)
        all_, all_computed = session(model, exercise, copies)
        more = copies - FEW
        print(
            f"{name}: {copies} copies in {all_:.1f} s ({all_ / copies:.3f} s a copy with the start); each copy more {(all_ - few) / more:.3f} s "
            f"by the clock, {(all_computed - few_computed) / more:.3f} s of processor time",
            flush=True,
        )
    bench_grading_peers.main()
    print(f"load of the machine at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
