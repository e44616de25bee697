"""The first line of every notebook: in which language it speaks."""

from __future__ import annotations

import importlib.util
import sys
from typing import Any

from crm_course.foundations import language as tongue
from crm_course.foundations.language import Text

__all__ = ["begin", "needs"]

_MISSING = Text(
    fr='Cette leçon demande {missing}, qui n’est pas installé : pip install "crm-course[{install}]", puis relancez le noyau. '
    "Les cellules qui suivent sont passées ; les questions restent.",
    en='This lesson needs {missing}, which is not installed: pip install "crm-course[{install}]", then restart the kernel. '
    "The cells that follow are passed over; the questions stay.",
)


def begin(language: str | None = None) -> None:
    """Speak `language` from here on: sentences, charts, numbers, errors.

    >>> begin("fr")
    """
    tongue.use(language or tongue.current())


def needs(*modules: str, install: str) -> None:
    """Say in a sentence if a library is missing, and pass over the notebook's other cells but its answer boxes.

    Parameters
    ----------
    modules : str
        What must be there: ``"splink"``, ``"duckdb"`` …
    install : str
        The part of the package that brings them: ``"link"``.
    """
    missing = [name for name in modules if not _there(name)]
    if not missing:
        return
    print(_MISSING.say(missing=", ".join(missing), install=install))
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None:
        shell.input_transformers_cleanup.append(_boxes_only)


def _there(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ValueError:  # the import system's word for a module that is being kept out
        return False


def _boxes_only(lines: list[str]) -> list[str]:
    """A cell whose lines are answer boxes, or nothing."""
    asks = [line for line in lines if line.startswith("workbook.ask(")]
    return asks if any(asks) else []
