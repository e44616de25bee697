"""``pytest --submissions=DIR --gradebook FILE``: one test for each student and question.

Without ``--submissions`` this plugin does nothing, and loads nothing of the course.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

__all__: list[str] = []

_COPY_SECONDS = "computing time for one copy; all its notebooks of one exercise take fifteen times that at most by the clock"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of grading."""
    group = parser.getgroup("crm-course", "grading with crm-course")
    group.addoption(
        "--submissions",
        metavar="DIR",
        help="grade the copies in DIR: one folder or one notebook for each student, or a ZIP as Moodle gives it",
    )
    group.addoption("--gradebook", metavar="FILE", help="write the marks to FILE (CSV), with feedback and a workbook beside it")
    group.addoption(
        "--exercise", action="append", default=[], metavar="ID", help="grade this exercise (default: those that the copies hold)"
    )
    group.addoption("--pack", action="append", default=[], metavar="DIR", help="a folder of questions of your own")
    group.addoption("--class", dest="class_file", metavar="DIR", help="the teacher/ folder made by `crm-course class make`")
    group.addoption("--secret-file", metavar="FILE", help="the secret that the class was made with")
    group.addoption(
        "--worksheet",
        metavar="FILE",
        help="Moodle's grading worksheet: whose a copy is, and where the marks go (default: one among the copies)",
    )
    group.addoption(
        "--per-question", action="store_true", help="a column for each question in the file for Moodle, beside those for exercises"
    )
    group.addoption("--feedback-language", choices=("fr", "en"), help="of the feedback (default: that of each copy)")
    group.addoption(
        "--isolation", choices=("bubblewrap", "namespaces", "process"), help="how copies are kept apart (default: the best here)"
    )
    group.addoption("--cell-seconds", type=float, default=20.0, metavar="S", help="computing time for one cell")
    group.addoption("--copy-seconds", type=float, default=90.0, metavar="S", help=_COPY_SECONDS)
    group.addoption("--memory-mb", type=int, default=1500, metavar="MB", help="memory for one copy")
    group.addoption("--regrade", action="store_true", help="run again what was run already")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """A copy must bring neither a ``conftest.py`` nor settings of pytest.

    Settings are read, and what they name is imported, before any plugin is asked: ``--submissions=DIR``,
    in one word, keeps pytest from looking for them among the copies; where it did look and found some, it stops here.
    """
    if submissions := early_config.known_args_namespace.submissions:
        early_config.known_args_namespace.noconftest = True
        settings = early_config.inipath
        if settings and settings.resolve().is_relative_to(Path(submissions).resolve()):
            from . import texts

            raise pytest.UsageError(texts.SETTINGS.say(path=settings))


def pytest_configure(config: pytest.Config) -> None:
    """Take over the session when there is something to grade."""
    if config.getoption("submissions"):
        from .session import GradingSession

        config.option.noconftest = True
        config.args = [str(Path(config.getoption("submissions")).absolute())]
        session = GradingSession(config)
        config.args = [str(session.folder)]
        config.pluginmanager.register(session, "crm-course-copies")


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, object, object]:
    """With ``-n``, keep the questions of one copy together: it is then run once."""
    if config.getoption("submissions") and getattr(config.option, "numprocesses", None) and config.option.dist in ("no", "load"):
        config.option.dist = "loadscope"
    return (yield)
