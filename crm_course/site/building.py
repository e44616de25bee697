"""The site: every lesson as a page to read, in both languages, the reference, the workbook in the browser.

::

    DIR/
    ├── index.html            the languages
    ├── fr/ en/               the table of contents with its search, a page a lesson
    ├── reference/            the public names, from their docstrings
    └── lab/                  JupyterLite
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import LANGUAGES, Text, speaking
from crm_course.workbook.contents import CONTENTS, Part

from . import lite, reference, single, texts
from .execution import executed
from .page import body, document

__all__ = ["build"]

POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:"
SEARCH = Path(__file__).with_name("search.js")
Told = Callable[[str], Any]


def build(target: Path, *, language: str = "fr", release: Path | None = None, lab: bool = True, told: Told = lambda _: None) -> Path:
    """Write the site into `target`; returns it.

    Parameters
    ----------
    target : Path
        A folder; what a former build left there is replaced.
    language : {"fr", "en"}
        Of the start page and of JupyterLite's menus; the lessons are there in both.
    release : Path, optional
        A release of Pyodide, see :func:`crm_course.site.distribution.assemble`.
    lab : bool
        With JupyterLite, or the pages alone.
    told : callable
        Hears what is being done.

    Raises
    ------
    FileProblem
        If `target` holds something else, or cannot be written.
    """
    _clear(target)
    if lab:
        told(texts.LAB.say())
        lite.build(target / "lab", language, release)
        shutil.copyfile(target / "lab" / "lab" / "favicon.ico", target / "favicon.ico")
    for tongue in LANGUAGES:
        with speaking(tongue):
            _pages(target / tongue, tongue, lab, told)
    reference.write(target / "reference", told)
    write_whole(target / "index.html", _start(language), durable=False)
    return target


def _clear(target: Path) -> None:
    """Make room for the site; a folder that holds other things is not touched."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        own = {"index.html", "favicon.ico", "lab", "reference", *LANGUAGES}
        strange = sorted(path.name for path in target.iterdir() if path.name not in own)
        if strange:
            raise FileProblem(texts.NOT_EMPTY, path=str(target), name=strange[0])
        for name in ("lab", "reference", *LANGUAGES):
            shutil.rmtree(target / name, ignore_errors=True)
    except OSError as error:
        raise FileProblem(texts.UNWRITABLE, path=str(target), why=error.strerror or str(error)) from error


# -- lessons ------------------------------------------------------------------------------


def _pages(folder: Path, language: str, lab: bool, told: Told) -> None:
    """The lessons of one language, their table of contents, their search."""
    found: list[dict[str, str]] = []
    for part, book in executed(language, told):
        name = _page_of(part, language)
        inner = _links(body(book, language), language, lab)
        write_whole(folder / name, _lesson(part, inner, language, lab), durable=False)
        found += _sections(book, name)
    write_whole(folder / "index.html", _contents(language, lab), durable=False)
    single.write(folder, language)
    write_whole(folder / "search.js", SEARCH.read_bytes(), durable=False)
    write_whole(folder / "words.js", f"window.WORDS = {json.dumps(found, ensure_ascii=False)};\n", durable=False)


def _page_of(part: Part, language: str) -> str:
    return Path(part.filename(language)).with_suffix(".html").name


def _lesson(part: Part, inner: str, language: str, lab: bool) -> str:
    lessons = [each for each in CONTENTS if each.lesson]
    turn = next(place for place, each in enumerate(lessons) if each.id == part.id)
    around = [
        f"<a href='{_page_of(lessons[place], language)}'>{html.escape(word.say())}</a>"
        for place, word in ((turn - 1, texts.BEFORE), (turn + 1, texts.AFTER))
        if 0 <= place < len(lessons)
    ]
    work = [_button(_lab(f"notebooks/{language}/{part.filename(language)}"), texts.WORK), *_exercise(part, language)] if lab else []
    nav = _nav(language, around, f"../{_other(language)}/{_page_of(part, _other(language))}")
    practice = f"<p class='note'>{html.escape(texts.PRACTICE.say())}</p>" if lab else ""
    return document(
        part.title.say(), f"{nav}<main><p>{''.join(work)}</p>{practice}{inner}<p>{''.join(work)}</p></main>", language, policy=POLICY
    )


def _exercise(part: Part, language: str) -> list[str]:
    return [_button(_lab(f"exercises/{language}/{part.filename(language)}"), texts.EXERCISE, "second")] if part.exercises else []


def _lab(path: str) -> str:
    return f"../lab/lab/index.html?path={path}"


def _button(address: str, word: Text, kind: str = "") -> str:
    return f"<a class='do {kind}' href='{html.escape(address, quote=True)}'>{html.escape(word.say())}</a>"


def _nav(language: str, more: list[str], other: str, *, home: str = "index.html") -> str:
    return (
        f"<nav class='top'><a class='here' href='{home}'>crm-course</a>{''.join(more)}"
        f"<a href='../reference/index.html'>{html.escape(texts.REFERENCE.say())}</a>"
        f"<a href='{other}' lang='{_other(language)}' hreflang='{_other(language)}'>{html.escape(texts.OTHER_LANGUAGE.say())}</a></nav>"
    )


def _other(language: str) -> str:
    return next(each for each in LANGUAGES if each != language)


_NOTEBOOK = re.compile(r'href="((?:\.\./)*)((?:notebooks|exercises)/\w\w/)?([^"/]+)\.ipynb"')


def _links(inner: str, language: str, lab: bool) -> str:
    """Links between notebooks as links between pages; an exercise is worked in the browser."""

    def turned(found: re.Match[str]) -> str:
        if (found[2] or "").startswith("exercises"):
            return f'href="{_lab(f"{found[2]}{found[3]}.ipynb")}"' if lab else 'href="index.html"'
        return f'href="{found[3]}.html"'

    return _NOTEBOOK.sub(turned, inner)


# -- contents and search ------------------------------------------------------------------


def _contents(language: str, lab: bool) -> str:
    rows = "".join(
        f"<tr><td>{part.number}</td><td>{_entry(part, language)}</td><td>{_to_exercise(part, language, lab)}</td></tr>"
        for part in CONTENTS[1:]
    )
    head = f"<tr><th></th><th>{html.escape(texts.LESSON.say())}</th><th>{html.escape(texts.EXERCISES.say())}</th></tr>"
    search = (
        f"<p><label>{html.escape(texts.SEARCH.say())} <input id='search' type='search' autocomplete='off'></label></p>"
        f"<p id='count' role='status' data-none='{html.escape(texts.NONE.say(), quote=True)}'></p><ol id='found'></ol>"
    )
    start = (
        f"<p>{_button(_lab(f'notebooks/{language}/{CONTENTS[0].filename(language)}'), texts.START)}</p><p class='note'>{html.escape(texts.KEPT.say())}</p>"
        if lab
        else ""
    )
    inside = (
        f"{_nav(language, [], f'../{_other(language)}/index.html')}<main><h1>{html.escape(texts.TITLE.say())}</h1>"
        f"<p>{html.escape(texts.ABOUT.say())}</p>{start}{search}<div class='scroll'><table>{head}{rows}</table></div>{_tools()}</main>"
    )
    scripts = "<script src='words.js' defer></script><script src='search.js' defer></script>"
    return document(texts.TITLE.say(), inside, language, policy=POLICY, head=scripts)


def _tools() -> str:
    """Links to the explorers that are files of their own."""
    listed = "".join(
        f"<li><a href='{single.FILES[tool].say()}'>{html.escape(title.say())}</a></li>" for tool, title in single.TOOLS.items()
    )
    return f"<h2>{html.escape(texts.TOOLS.say())}</h2><p class='note'>{html.escape(texts.TOOLS_NOTE.say())}</p><ul>{listed}</ul>"


def _entry(part: Part, language: str) -> str:
    title = html.escape(part.title.say())
    named = f"<a href='{_page_of(part, language)}'>{title}</a>" if part.lesson else title
    return f"{named}<br><span class='note'>{html.escape(part.summary.say())}</span>"


def _to_exercise(part: Part, language: str, lab: bool) -> str:
    if not (part.exercises and lab):
        return ""
    return f"<a href='{_lab(f'exercises/{language}/{part.filename(language)}')}'>{html.escape(texts.EXERCISE.say())}</a>"


def _sections(book: Mapping[str, Any], name: str) -> Iterator[dict[str, str]]:
    """A lesson's prose by heading, for the search."""
    title, heading, words = "", "", [""]
    for cell in book["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        for line in "".join(cell["source"]).splitlines():
            if line.startswith("#"):
                if words and heading:
                    yield {"page": name, "lesson": title, "title": heading, "words": " ".join(words)}
                heading, words = re.sub(r"[#*$`]+", "", line).strip(), []
                title = title or heading
            else:
                words.append(re.sub(r"\]\([^)]*\)|[*$`|\[\]#<>]", " ", line).strip())
    yield {"page": name, "lesson": title, "title": heading, "words": " ".join(words)}


def _start(language: str) -> str:
    """The first page: it goes on to the site's language, and shows both."""
    links = "".join(
        f"<p><a class='do' lang='{each}' href='{each}/index.html'>{texts.TITLE.say(each)}</a></p>" for each in (language, _other(language))
    )
    go = f"<meta http-equiv='refresh' content='0; url={language}/index.html'>"
    return document(texts.TITLE.say(language), f"<main><h1>crm-course</h1>{links}</main>", language, head=go)
