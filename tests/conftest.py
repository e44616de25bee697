"""What the tests share: French in force at the start, no workspace around, and no clock that makes a test fail."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from crm_course.foundations import language

settings.register_profile("course", deadline=None)
settings.load_profile("course")


@pytest.fixture(autouse=True)
def french():
    """Every test starts in French and leaves no language behind."""
    language.use("fr")
    os.environ.pop("CRM_COURSE_LANGUAGE", None)  # the command leaves it to what it starts
    yield
    language.use("fr")
    os.environ.pop("CRM_COURSE_LANGUAGE", None)


@pytest.fixture(autouse=True)
def nothing_answered():
    """Every test starts as a new learner: what a box kept of the test before is gone."""
    yield
    if boxes := sys.modules.get("crm_course.workbook.boxes"):
        boxes._session.clear()


@pytest.fixture(scope="session")
def thorough():
    """Whether large studies are made in full (``.ci/studies``), or as far as every run of the tests can wait for."""
    return os.environ.get("CRM_COURSE_THOROUGH") == "1"


@pytest.fixture
def english():
    language.use("en")


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory):
    return tmp_path_factory.mktemp("nowhere")


@pytest.fixture(autouse=True)
def outside(request):
    """Every test runs in an empty folder, so that nothing is written beside the code: its own if it asks for one, else the session's."""
    before = Path.cwd()
    own = "tmp_path" in request.fixturenames
    folder = request.getfixturevalue("tmp_path" if own else "nowhere")
    os.chdir(folder)
    yield
    os.chdir(before)
    if not own and (left := sorted(path.name for path in folder.iterdir())):
        for name in left:
            path = folder / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        pytest.fail(f"written into the folder that every test shares (ask for tmp_path): {left}")
