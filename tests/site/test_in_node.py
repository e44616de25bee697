"""The course in Pyodide, without a browser: every doctest, worlds with their fingerprints, lessons from the first cell to the last.

``.ci/run`` puts the distribution together and names it in ``CRM_COURSE_PYODIDE``.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DISTRIBUTION = os.environ.get("CRM_COURSE_PYODIDE", "")
NODE = shutil.which("node")
OLDEST = 20
LESSONS = "sens-confort crm journeys experience value campaigns contact-center roi supply selection"
"""One a chapter."""


def node_version():
    """The main version of the node that is installed, 0 if there is none."""
    if NODE is None:
        return 0
    said = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"\d+", said)[0])


@pytest.fixture
def run(tmp_path):
    """Run one of the scripts beside this file in Pyodide; returns what it printed."""
    if not DISTRIBUTION:
        pytest.skip("no distribution of Pyodide: crm_course.site.distribution.assemble makes one, CRM_COURSE_PYODIDE names it")
    if node_version() < OLDEST:
        pytest.skip(f"no node {OLDEST} or later")

    def ran(script):
        command = [NODE, str(HERE / "run.mjs"), DISTRIBUTION, str(HERE / script), str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    return ran


def test_every_doctest_of_the_package(run):
    found = run("doctests.py")
    assert found["failed"] == {}
    assert found["tried"] > 500
    assert [name for name in found["absent"] if not name.startswith("crm_course.site.")] == [], "only what makes the site is missing in it"


def test_worlds_are_the_worlds_that_are_made_here(run, tmp_path):
    shutil.copyfile(HERE.parent / "synthetic" / "golden.json", tmp_path / "golden.json")
    assert {name: other for name, other in run("world.py").items() if other} == {}


def test_a_lesson_of_each_chapter_runs_to_its_end(run, tmp_path):
    (tmp_path / "wanted.txt").write_text(LESSONS)
    found = run("lessons.py")
    assert found["stopped"] == {}
    assert set(found["seconds"]) == set(LESSONS.split())
