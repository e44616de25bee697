"""A class of copies graded: wall time in all and for each, beside nbgrader and otter where they are installed.

python benchmarks/bench_grading.py [COPIES]
"""

import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from grading.room import PACK, code, hand_in, honest  # noqa: E402


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        for number in range(copies):
            hand_in(Path(folder, "in"), f"student-{number:03}", [code(f"number = {number}"), *honest()])
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-n2", "-q", "-p", "no:cacheprovider", "--submissions", "in", "--gradebook", "marks.csv", "--pack", str(PACK)],
            cwd=folder, check=False, capture_output=True, text=True,
        )  # fmt: skip
        seconds = time.perf_counter() - started
        lines = Path(folder, "marks.csv").read_text(encoding="utf-8").splitlines()
    print(done.stdout.splitlines()[-1])
    print(
        f"exit status {done.returncode}; {len(lines) - 1} marks of {copies} copies in {seconds:.1f} s: {seconds / copies:.2f} s a copy, 2 workers"
    )
    for peer in ("nbgrader", "otter"):
        print(f"{peer}: {'installed, not measured here' if importlib.util.find_spec(peer) else 'not installed'}")


if __name__ == "__main__":
    main()
