"""The pages, from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from rich.console import Console

from crm_course.apps import texts as said
from crm_course.apps.pages import page
from crm_course.foundations.errors import MissingPart

from . import texts
from .lab import free_port

__all__ = ["open_pages"]


def open_pages(names: Sequence[str], language: str, *, browser: bool, port: int | None) -> int:
    """Serve the pages called `names` (all, if none) until stopped; returns the exit status."""
    for name in names:
        page(name)
    if find_spec("voila") is None:
        raise MissingPart(said.GET)
    from crm_course.apps.guard import Keys
    from crm_course.apps.server import address, opening, serve

    keys = Keys(port=free_port(port))
    console = Console()
    console.print(texts.PAGES_ADDRESS.say())
    console.print(opening(keys, address(next(iter(names), ""), language)), style="bold", soft_wrap=True, highlight=False)
    serve(names, language=language, port=keys.port, browser=browser, keys=keys)
    return 0
