"""The reference: every public name of the chapters, from its docstring."""

from __future__ import annotations

import ast
import html
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import crm_course
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import speaking

from . import texts
from .page import document

__all__ = ["public_names", "write"]

_HEADING = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)


def public_names() -> dict[str, list[str]]:
    """The chapters and their public names, as their stubs list them."""
    found = {}
    for stub in sorted(Path(crm_course.__file__).parent.glob("*/__init__.pyi")):
        tree = ast.parse(stub.read_text(encoding="utf-8"))
        found[stub.parent.name] = [
            alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names
        ]
    return found


def write(folder: Path, told: Callable[[str], Any] = lambda _: None) -> None:
    """Write a page a chapter, and their table."""
    told(texts.REFERENCE.say())
    names = public_names()
    with speaking("en"):
        for chapter, listed in names.items():
            module = import_module(f"crm_course.{chapter}")
            inner = "".join(part for name in sorted(listed, key=str.lower) for part in _entry(chapter, name, getattr(module, name)))
            contents = " · ".join(f"<a href='#{name}'>{name}</a>" for name in sorted(listed, key=str.lower))
            about = f"<h1>crm_course.{chapter}</h1>{_docstring(module.__doc__ or '')}<p>{contents}</p>"
            write_whole(folder / f"{chapter}.html", _framed(f"crm_course.{chapter}", about + inner), durable=False)
        rows = "".join(f"<tr><td><a href='{chapter}.html'>{chapter}</a></td><td>{_first(chapter)}</td></tr>" for chapter in names)
        write_whole(
            folder / "index.html",
            _framed("crm_course", f"<h1>crm_course</h1><p>{texts.ENGLISH_ONLY.say('fr')}<br>{texts.ENGLISH_ONLY}</p><table>{rows}</table>"),
            durable=False,
        )


def _framed(title: str, inner: str) -> str:
    nav = "<nav class='top'><a class='here' href='index.html'>crm_course</a><a href='../fr/index.html' lang='fr'>Le cours</a><a href='../en/index.html'>The course</a></nav>"
    return document(title, f"{nav}<main>{inner}</main>", "en")


def _first(chapter: str) -> str:
    return html.escape(((import_module(f"crm_course.{chapter}").__doc__ or "").strip().splitlines() or [""])[0])


def _entry(chapter: str, name: str, known: Any) -> Iterator[str]:
    yield f"<h2 id='{name}'>{chapter}.{name}</h2>"
    if callable(known):
        yield f"<div class='code'><pre>{html.escape(name + _signature(known))}</pre></div>"
    yield _docstring(inspect.getdoc(known) or "" if callable(known) or inspect.ismodule(known) else "")
    if inspect.isclass(known):
        yield from _members(known)


def _members(known: type) -> Iterator[str]:
    for name, member in sorted(vars(known).items()):
        told = inspect.getdoc(member) if callable(member) or isinstance(member, property | classmethod | staticmethod) else None
        if name.startswith("_") or not told:
            continue
        head = html.escape(name + (_signature(member) if callable(member) else ""))
        yield f"<h3>.{head}</h3>{_docstring(told)}"


def _signature(known: Any) -> str:
    try:
        return re.sub(r"<factory>|<object object at 0x\w+>", "…", str(inspect.signature(known)))
    except (TypeError, ValueError):
        return "(…)"


def _docstring(told: str) -> str:
    """A docstring: its first lines as prose, its sections under headings, the rest as it is laid out."""
    first, *sections = _HEADING.split(inspect.cleandoc(told))
    summary, _, rest = first.partition("\n\n")
    parts = [f"<p>{_inline(summary)}</p>", f"<pre>{html.escape(rest.strip())}</pre>" if rest.strip() else ""]
    for title, words in zip(sections[::2], sections[1::2], strict=True):
        parts.append(f"<p><b>{html.escape(title)}</b></p><pre>{html.escape(words.strip())}</pre>")
    return "".join(parts)


def _inline(words: str) -> str:
    return re.sub(r"``?([^`]+)``?", r"<code>\1</code>", html.escape(words))
