"""Documents for the bank, from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from crm_course.foundations import checks
from crm_course.foundations.errors import CourseError, FileProblem
from crm_course.foundations.files import write_whole
from crm_course.foundations.saving import slug

from . import texts

__all__ = ["write_reports"]


def write_reports(source: Path, folder: Path | None, formats: Sequence[str]) -> int:
    """Write the report of the study at `source` in each of `formats`; returns the exit status.

    A format that cannot be made on this computer is said, and the others are written.
    """
    from crm_course.foundations.records import NO_FILE
    from crm_course.roi.owner.importing import read
    from crm_course.roi.report import FORMATS

    for ending in formats:
        checks.choice("--format", ending, FORMATS)
    try:
        content = source.read_bytes()
    except FileNotFoundError as error:
        raise FileProblem(texts.REPORT_UNREADABLE, path=str(source), why=NO_FILE) from error
    except OSError as error:
        raise FileProblem(texts.REPORT_UNREADABLE, path=str(source), why=error.strerror or str(error)) from error
    study, console, missing = read(content, source.name), Console(), 0
    for ending in formats:
        target = (folder or source.parent) / f"{texts.REPORT_FILE}-{slug(study.name or source.stem)}.{ending}"
        try:
            with console.status(texts.REPORT_MAKING.say(name=target.name)):
                made = FORMATS[ending](study)
            write_whole(target, made)
        except OSError as error:
            raise FileProblem(texts.REPORT_UNWRITABLE, path=str(target), why=error.strerror or str(error)) from error
        except CourseError as error:
            missing = 1
            console.print(error.message(), style="yellow", highlight=False)
            continue
        console.print(texts.REPORT_READY.say(path=str(target)), highlight=False, soft_wrap=True)
    return missing
