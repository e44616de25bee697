"""What the tests share: French in force at the start, no workspace around, and no clock that makes a test fail."""

import os

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


@pytest.fixture
def english():
    language.use("en")


@pytest.fixture(autouse=True)
def outside(monkeypatch, tmp_path):
    """Every test runs in an empty folder, so that nothing is written beside the code."""
    monkeypatch.chdir(tmp_path)
