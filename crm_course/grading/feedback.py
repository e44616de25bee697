"""What each student is told: his marks and their reasons, in his language, as a page and as text.

Whatever a student wrote is shown as text: no page of ours runs a script, none loads a thing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, speaking
from crm_course.workbook.questions import Question
from crm_course.workbook.returned import marked

from . import texts
from .catalogue import Catalogue
from .marks import Graded, Mark
from .submissions import safe_name

__all__ = ["as_html", "as_markdown", "write"]

_COLOURS = {"right": "#0072B2", "read": "#0072B2", "to-read": "#6E6E6E", "missing": "#6E6E6E"}
_WRONG = "#D55E00"
_SHOWN = 2000
_UNKNOWN_FILE = re.compile(r"\(<(?:unknown|cell \d+)>, ")
_CANNOT_BE_READ = re.compile(r"· (?:Syntax|Indentation|Tab)Error\b")
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
{marks}
<title>{title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #222; }}
h1 {{ font-size: 1.4em; margin-bottom: 0; }}
.total {{ font-size: 2em; font-weight: 600; margin: 0 0 .6em; }}
section {{ border-left: 5px solid; padding: .1em 1em .3em; margin: 1.1em 0; break-inside: avoid; }}
h2 {{ font-size: 1.05em; margin: .3em 0; }}
h2 span {{ font-weight: 400; color: #555; }}
p {{ margin: .3em 0; }}
pre {{ background: #f5f5f5; padding: .5em .8em; white-space: pre-wrap; overflow-wrap: anywhere; margin: .4em 0; }}
small {{ color: #555; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="total">{total}</p>
{body}
</body>
</html>
"""


def write(folder: Path, graded: Iterable[Graded], catalogue: Catalogue) -> None:
    """A page and a text for each student, in his language."""
    for each in graded:
        if each.unknown:
            continue  # whose it is nobody knows: there is nobody to tell
        with speaking(each.language):
            asked = _questions(each, catalogue)
            name = safe_name(each.student)
            write_whole(folder / f"{name}.html", as_html(each, asked), durable=False)
            write_whole(folder / f"{name}.md", as_markdown(each, asked), durable=False)


def _questions(graded: Graded, catalogue: Catalogue) -> list[tuple[Mark, Question]]:
    ids = dict.fromkeys(mark.question.partition(".")[0] for mark in graded.marks)
    known = {question.id: question for name in ids for question in catalogue.exercise(name).questions}
    return [(_located(mark, graded), known[mark.question]) for mark in graded.marks]


def _located(mark: Mark, graded: Graded) -> Mark:
    """The mark; where no answer was found because Python cannot read its cell, it says so."""
    unread = [line for line in _errors(graded) if _CANNOT_BE_READ.search(line)]
    spoken_of = any(f"{mark.question}{quote}" in source for source in graded.sources for quote in "\"'")
    if mark.status != "missing" or not unread or not spoken_of:
        return mark
    return replace(mark, message=texts.NOT_READ.say(lines=Text.literal("\n".join(unread))))


def _total(graded: Graded) -> str:
    return texts.TOTAL.say(points=graded.points, out_of=graded.out_of)


def _head(mark: Mark, question: Question) -> tuple[str, str]:
    points = texts.OF.say(points=mark.points, out_of=mark.out_of)
    return question.title.say(), f"{texts.LETTERS[mark.status]} {texts.STATUSES[mark.status].say()} · {points}"


def as_html(graded: Graded, asked: Sequence[tuple[Mark, Question]]) -> str:
    """The page of one student, in the language in force."""
    sections = "".join(_section(mark, question) for mark, question in asked)
    return _PAGE.format(
        language=graded.language, marks=marked({mark.question: mark.points / mark.out_of for mark, _ in asked if mark.status == "read" and mark.out_of}), title=html.escape(texts.TITLE.say(student=Text.literal(graded.called))),
        total=html.escape(_total(graded)), body=_list(texts.NOTICES, graded.notices) + sections + _list(texts.YOUR_ERRORS, _errors(graded)),
    )  # fmt: skip


def _section(mark: Mark, question: Question) -> str:
    title, verdict = _head(mark, question)
    said = "".join(f"<p>{html.escape(line)}</p>" for line in mark.message.split("\n") if line)
    answer = f"<small>{html.escape(texts.YOUR_ANSWER.say())}</small><pre>{html.escape(mark.answer[:_SHOWN])}</pre>" if mark.answer else ""
    colour = _COLOURS.get(mark.status, _WRONG)
    return f'<section style="border-color:{colour}"><h2>{html.escape(title)} <span>{html.escape(verdict)}</span></h2>{answer}{said}</section>\n'


def _list(title: Text, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f"<h2>{html.escape(title.say())}</h2><ul>{items}</ul>\n"


def as_markdown(graded: Graded, asked: Sequence[tuple[Mark, Question]]) -> str:
    """The same as Markdown; a student's own words stand in code blocks."""
    parts = [f"# {_plain(texts.TITLE.say(student=Text.literal(graded.called)))}", f"**{_total(graded)}**"]
    parts += [f"- {_plain(notice)}" for notice in graded.notices]
    for mark, question in asked:
        title, verdict = _head(mark, question)
        parts.append(f"## {_plain(title)}\n\n{verdict}")
        if mark.answer:
            parts.append("\n".join(f"    {line}" for line in mark.answer[:_SHOWN].splitlines()))
        parts.append("\n\n".join(_plain(line) for line in mark.message.split("\n") if line))
    if graded.errors:
        parts += [f"## {texts.YOUR_ERRORS.say()}", "\n".join(f"    {line}" for line in _errors(graded))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _errors(graded: Graded) -> list[str]:
    """The cells that failed; where the grader ended one, in words."""
    split = [_UNKNOWN_FILE.sub("(", line).partition(" · ") for line in graded.errors]
    ended = [(cell, texts.CELL_ENDED.get(words.partition(":")[0]), words) for cell, _, words in split]
    return [f"{cell} · {known.say() if known else words}" for cell, known, words in ended]


def _plain(words: str) -> str:
    return html.escape(words, quote=False)
