"""The same worlds and the same paths where the platform's own integers have 32 bits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
SCRIPT = """
import doctest, importlib, json, pkgutil, sys
from pathlib import Path
from narrow import narrowed

narrowed("crm_course.synthetic", "crm_course.journeys", "crm_course.foundations.integers")
from crm_course import synthetic

golden = json.loads(Path(sys.argv[1]).read_text("utf-8"))
for name in synthetic.WORLDS:
  for edition, known in golden.items():
    made = synthetic.world(name, customers=120, months=12, seed=7, edition=edition)
    assert made.fingerprint == known[name], (edition, name, [table for table in known[name] if made.fingerprint[table] != known[name][table]])
    wide = {"int64", "Int64"}
    for table, frame in made.tables.items():
        assert not [column for column in frame if "int" in str(frame[column].dtype).lower() and str(frame[column].dtype) not in wide], table
    assert len(made.truth["customers"]) == 120
for package in ("crm_course.synthetic", "crm_course.journeys"):
    for one in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
        if not one.name.endswith(("lesson", "exercises", "__main__")):
            assert not doctest.testmod(importlib.import_module(one.name), optionflags=doctest.ELLIPSIS).failed, one.name
"""


def test_worlds_and_doctests_on_a_platform_of_32_bits() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(TESTS / "synthetic" / "golden.json")], cwd=TESTS, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
