"""A sandbox seen to hold before anything is tried in it, and a copy of somebody else's beside each attack."""

import shutil
import sys
from pathlib import Path

import pytest

from crm_course.grading.isolation import available, usable

from .room import HEAD, LIMITS, cell, code, graded, grader, hand_in, honest, points, processes_started, sandbox


@pytest.fixture(scope="module")
def submissions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handed-in")
    hand_in(folder, "honnête", honest())
    hand_in(folder, "voisine", [code(HEAD), cell("small.nps")])
    (folder / "honnête" / "secret.txt").write_text("la copie d’un autre")
    return folder


@pytest.fixture(scope="module")
def box(submissions):
    """The sandbox, once its limit on processes has been seen to hold: without that, nothing here runs."""
    if sys.platform != "linux":
        pytest.skip("the walls against these attacks exist on Linux")
    if not usable(available()):
        pytest.skip("neither bubblewrap nor namespaces nor a Python that an ordinary user may read: apt install bubblewrap")
    with sandbox(hidden=[submissions]) as made:
        assert processes_started(made) <= LIMITS.processes, "processes are not limited here: no attack is made"
        yield made


@pytest.fixture
def run(box, submissions):
    """Grade a copy made of cells; whatever it did, the next one keeps its marks and no process is left."""

    def attempt(cells, **metadata):
        hand_in(submissions, "attaque", cells, **metadata)
        result = graded(grader(box), submissions, "attaque")
        after = graded(grader(box), submissions, "voisine")
        assert points(after)["small.nps"] == 2
        assert after.notices == ()
        assert leftovers() == []
        assert list((box._folder / "files").iterdir()) == []
        return result

    yield attempt
    shutil.rmtree(submissions / "attaque", ignore_errors=True)


def leftovers():
    """Processes that an attack left running, told by what they carry in their command line or name."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and b"attaque-crm" in (entry / "cmdline").read_bytes():
                found.append(entry.name)
        except OSError:
            continue
    return found
