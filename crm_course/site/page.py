"""A notebook as one page: words, code, results, pictures, formulas; no script, nothing fetched from anywhere."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from crm_course.foundations.language import Text, current, speaking

from .outputs import shown, widget_states
from .prose import prose, text

__all__ = ["POLICY", "STYLE", "body", "document", "page", "title_of"]

STYLE = Path(__file__).with_name("page.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_COLOURS = HtmlFormatter(nowrap=True, noclasses=True, style="default")
_UNTITLED = Text(fr="Carnet", en="Notebook")
_NOT_RUN = Text(fr="Cette cellule n’a pas été exécutée.", en="This cell was not run.")


def page(book: Mapping[str, Any], *, note: str = "", unrun: bool = False) -> str:
    """A notebook, executed or not, as one self-contained HTML page in its own language.

    Parameters
    ----------
    book : mapping
        The notebook as its file holds it (format 4).
    note : str
        A line under the title: whose it is, when it was made.
    unrun : bool
        Say of each code cell without a result that it was not run.

    >>> book = {"cells": [{"cell_type": "markdown", "source": "# Profit at $m$"}], "metadata": {}}
    >>> "<title>Profit at m</title>" in page(book) and "<math" in page(book)
    True
    """
    language = str(book.get("metadata", {}).get("crm_course", {}).get("language") or current())
    with speaking(language):
        title = title_of(book)
        made = f"<p class='made'>{html.escape(note)}</p>" if note else ""
        return document(title, f"<main>{made}{body(book, language, unrun=unrun)}</main>", language)


def document(title: str, inside: str, language: str, *, policy: str = POLICY, head: str = "") -> str:
    """The frame of a page; `policy` says what it may load, by default nothing."""
    return (
        f"<!DOCTYPE html>\n<html lang='{language}'><head><meta charset='utf-8'>"
        f"<meta http-equiv='Content-Security-Policy' content=\"{policy}\">"
        f"<meta name='viewport' content='width=device-width, initial-scale=1'><title>{html.escape(title)}</title>"
        f"<link rel='icon' href='data:,'><style>{STYLE.read_text(encoding='utf-8')}</style>{head}</head><body>{inside}</body></html>\n"
    )


def title_of(book: Mapping[str, Any]) -> str:
    """The first heading of a notebook."""
    for cell in book.get("cells", []):
        if cell.get("cell_type") == "markdown":
            for line in text(cell.get("source")).splitlines():
                if line.startswith("# "):
                    return line[2:].strip().replace("*", "").replace("$", "")
    return _UNTITLED.say()


def body(book: Mapping[str, Any], language: str, *, unrun: bool = False) -> str:
    """The cells of a notebook as HTML."""
    states = widget_states(book)
    return "\n".join(part for cell in book.get("cells", []) for part in _cell(cell, states, language, unrun))


def _cell(cell: Mapping[str, Any], states: Any, language: str, unrun: bool) -> Iterator[str]:
    source, kind = text(cell.get("source")), cell.get("cell_type")
    if kind == "markdown":
        attached = {name: next(iter(kinds.items())) for name, kinds in (cell.get("attachments") or {}).items() if kinds}
        for name, (mime, content) in attached.items():
            source = source.replace(f"attachment:{name}", f"data:{mime};base64,{text(content)}")
        yield prose(source)
    elif kind == "code":
        yield f"<div class='code'><pre>{highlight(source, PythonLexer(), _COLOURS).rstrip()}</pre></div>"
        yield shown(cell.get("outputs") or [], states, language)
        if unrun and source.strip() and not cell.get("outputs") and cell.get("execution_count") is None:
            yield f"<p class='note'>{html.escape(_NOT_RUN.say(language))}</p>"
    elif source:
        yield f"<pre>{html.escape(source)}</pre>"
