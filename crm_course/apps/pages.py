"""Which questions have a page, and how is one opened?

A page shows a chapter's explorer: a function that returns a widget. A chapter that has a page declares it
in its module ``page.py``; there is no list.

>>> page("roi").question.say("en")
'Does it pay?'
"""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

from crm_course import cases
from crm_course.foundations import language as tongue
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.pages import Page

__all__ = ["available", "open_page", "page", "show"]


def _declared() -> list[tuple[Page, str]]:
    """Every page with its chapter, in the order in which the questions stand."""
    chapters = (file.parent.name for file in Path(__file__).parents[1].glob("*/page.py") if (file.parent / "explorer.py").exists())
    found = [(importlib.import_module(f"crm_course.{chapter}.page").PAGE, chapter) for chapter in chapters]
    return sorted(found, key=lambda one: (one[0].place, one[1]))


def available() -> list[Page]:
    """The pages of all chapters."""
    return [page for page, _ in _declared()]


def page(name: str) -> Page:
    """The page called `name`; an unknown name proposes the closest."""
    found = {page.name: page for page in available()}
    if name not in found:
        raise UnknownName("page", name, found)
    return found[name]


def open_page(name: str) -> Any:
    """The explorer of a page, ready to be shown; a desk opens with a case of the course as an example."""
    wanted = page(name)
    chapter = importlib.import_module(f"crm_course.{next(chapter for page, chapter in _declared() if page == wanted)}")
    if name == "staffing":
        house = cases.mail_order()
        return chapter.desk(house.calls, events=house.events, team=house.team)
    return chapter.desk(cases.sens_confort().study, example=True) if name == "roi" else chapter.explorer()


def show(name: str, language: str, *, folder: str = ".") -> None:
    """Show a page's explorer in `language`, its files in `folder`: the one line of its notebook."""
    from IPython.display import display

    from crm_course.foundations.keeping import Kept

    os.chdir(folder)
    tongue.use(language)
    display(Kept(open_page(name)))  # type: ignore[no-untyped-call]
