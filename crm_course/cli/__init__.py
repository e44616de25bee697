"""The command ``crm-course``: open the workbook, make data, see what is installed."""

from __future__ import annotations

import os
import sys

from crm_course.foundations import language as tongue

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit status is 0 when all went well.

    The language is chosen before anything is said: ``--lang en`` anywhere on the line, or
    ``CRM_COURSE_LANGUAGE=en``; French otherwise.
    """
    given = sys.argv[1:] if arguments is None else arguments
    tongue.use(_asked_language(given))
    os.environ["CRM_COURSE_LANGUAGE"] = tongue.current()
    from .commands import run

    return run(given)


def _asked_language(arguments: list[str]) -> str:
    """The language on the command line, or the one in force; a wrong one is the command's to refuse."""
    for position, word in enumerate(arguments):
        flag, equals, value = word.partition("=")
        if flag == "--lang":
            value = value if equals else next(iter(arguments[position + 1 :]), "")
            if value in tongue.LANGUAGES:
                return value
    return tongue.current()
