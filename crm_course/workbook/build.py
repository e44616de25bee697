"""From lessons to notebooks: one source, two languages, the same bytes on every build.

A lesson is a py:percent file (:mod:`~crm_course.workbook.percent`): prose cells French and
English side by side, code cells shared. An exercise notebook is made from its questions, which
are written so too (:mod:`~crm_course.workbook.script`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from crm_course.foundations.language import LANGUAGES, Text, speaking, typeset

from . import percent, script, term
from .choosing import letters
from .contents import AUDIENCES, CONTENTS, Part, exercise
from .part import EXERCISES, PATHS
from .produced import PREPARE
from .questions import Exercise, Question

__all__ = ["FOLDERS", "PRECISION", "exercise_notebook", "handed_out", "lesson_notebook", "notebooks", "source_of", "sources"]

FOLDERS = {"lesson": "notebooks", "exercise": EXERCISES}

Cell = dict[str, Any]


_YOUR_ANSWER = Text(fr="votre réponse", en="your answer")
_MINUTES = Text(
    fr='Durée conseillée : {minutes} minutes. Un indice, ici pour la première question : hint("{id}").',
    en='Suggested time: {minutes} minutes. A hint, here for the first question: hint("{id}").',
)
_AGAIN = Text(
    fr="en rouvrant ce carnet, relancez d’abord cette cellule, puis les suivantes",
    en="when you open this notebook again, run this cell first, then those below",
)
_POINTS = Text(fr="{points:number} point(s)", en="{points:number} point(s)")
_QUESTION = Text(fr="Question {position} · {title}", en="Question {position} · {title}")
_OPTION = Text(fr="- `{key}` : {label}", en="- `{key}`: {label}")
_ALONE = Text(fr="- `{key}`", en="- `{key}`")
PRECISION = Text(fr="*Précision attendue : {reason}.*", en="*Precision expected: {reason}.*")
_FORMS = {
    "choice": Text(
        fr='*Écrivez la lettre, ou les mots, entre guillemets : `"…"`.*', en='*Write the letter, or the words, between quotes: `"…"`.*'
    ),
    "choices": Text(fr='*Écrivez la liste des lettres : `["…", "…"]`.*', en='*Write the list of letters: `["…", "…"]`.*'),
    "table": Text(fr="*Écrivez un dictionnaire : `{{{rows}}}`.*", en="*Write a dictionary: `{{{rows}}}`.*"),
}
"""How an answer of a kind is written in a cell; on screen, there is a field for it."""


# -- lessons ------------------------------------------------------------------------------


def source_of(part: Part) -> Path:
    """The py:percent file of a part's lesson (found, not imported)."""
    if part.lesson is None:
        raise FileNotFoundError(part.id)
    return part.lesson


def sources(part: Part) -> list[Path]:
    """Every script of a part whose prose stands twice: its lesson, its exercises."""
    return [*([part.lesson] if part.lesson else []), *(script.scripts(part.exercises) if part.exercises else [])]


def lesson_notebook(part: Part, language: str, audiences: Iterable[str] = AUDIENCES) -> str:
    """The lesson of a part in one language, as the text of an ``.ipynb`` file; its map shows what is for `audiences`."""
    cells = []
    for french, english in percent.pairs(percent.cells(source_of(part).read_text(encoding="utf-8")), part.id):
        cell = french if language == "fr" else english
        if cell.prose:
            words = cell.source.replace("<!-- contents -->", _map(language, audiences)).replace(
                "<!-- term -->", term.plan(language, audiences)
            )
            cells.append(_markdown(_typeset(words, language)))
        else:
            cells.append(_code(cell.source.replace("workbook.begin()", _begin(language))))
    return _written(cells, part, language, "lesson")


_UNTOUCHED = re.compile(r"(```.*?```|`[^`\n]*`|\]\([^)]*\)|https?://\S+|\$[^$]*\$|<[^>]+>|^[|:\s-]+$)", re.DOTALL | re.MULTILINE)


def _typeset(markdown: str, language: str) -> str:
    """French typography in the prose of a cell, not in its code, links, formulas or rules."""
    kept = iter(_UNTOUCHED.findall(markdown))
    prose = typeset(_UNTOUCHED.sub(_PLACE, markdown), language)
    return re.sub(_PLACE, lambda _: next(kept), prose)


_PLACE = "\ue000"
"""Stands for a piece that is left as it is, while its neighbours are set."""


def _map(language: str, audiences: Iterable[str]) -> str:
    """The course as tables of links, for the home page: the learners' parts, then the teachers' under a heading."""
    tables = []
    for audience in audiences:
        parts = [part for part in CONTENTS[1:] if part.audience == audience]
        heading = [_HEADINGS[audience].say(language)] if audience in _HEADINGS else []
        tables += [*heading, _table(parts, language)] if parts else []
    return "\n\n".join(tables)


_HEADINGS = {"teacher": Text(fr="### Pour les enseignants", en="### For teachers")}
_PATHS, _LASTS = Text(fr="Parcours", en="Path"), Text(fr="{minutes:number} min", en="{minutes:number} min")
_LESSON, _EXERCISES = Text(fr="Leçon", en="Lesson"), Text(fr="Exercices", en="Exercises")


def _table(parts: Sequence[Part], language: str) -> str:
    """Parts as a table: number, lesson, and a column of exercises where there are any."""
    asking = any(part.exercises for part in parts)
    rows = [["", _LESSON.say(language), _PATHS.say(language), _EXERCISES.say(language)], [":--"] * 4]
    for part in parts:
        title = part.title.say(language)
        name = f"[{title}]({part.filename(language)}), {_LASTS.say(language, minutes=part.minutes)}" if part.lesson else title
        paths = " · ".join(PATHS[path].say(language) for path in part.paths)
        asked = f"{exercise_link(part, language)}, {_LASTS.say(language, minutes=exercise(part.id).minutes)}" if part.exercises else ""
        rows.append([part.number, f"{name} – {part.summary.say(language)}", paths, asked])
    return "\n".join(f"| {' | '.join(row if asking else row[:2])} |" for row in rows)


def exercise_link(part: Part, language: str) -> str:
    """A Markdown link from a lesson to its exercises; project and workspace have one layout."""
    words = {"fr": "exercices", "en": "exercises"}[language]
    return f"[{words}](../../{FOLDERS['exercise']}/{language}/{part.filename(language)})"


# -- exercises ----------------------------------------------------------------------------


def exercise_notebook(part: Part, language: str, asked: Exercise | None = None) -> str:
    """The exercise of a part in one language, as the text of an ``.ipynb`` file; `asked` is one from outside the course."""
    asked = asked or exercise(part.id)
    with speaking(language):
        cells = list(_exercise_cells(asked, language))
    return _written(cells, part, language, "exercise")


def handed_out(asked: Exercise) -> list[str]:
    """The code that everyone finds in an exercise notebook, in both languages, before anything is written into it."""
    cells = [_opening(language) for language in LANGUAGES] + [asked.setup]
    return cells + [
        cell for question in asked.questions for cell in (question.starter, blank(question), answer_cell(question, asked)) if cell
    ]


def _opening(language: str) -> str:
    return f"from crm_course import workbook\nfrom crm_course.workbook import ask, check, hint\n\n{_begin(language)}"


def _begin(language: str) -> str:
    """The line that sets the language; after a restart, nothing below it works without it."""
    return f'workbook.begin("{language}")\n# {_AGAIN.say(language)}'


def _exercise_cells(asked: Exercise, language: str) -> Iterator[Cell]:
    given = asked.given()
    yield _markdown(
        f"# {asked.title.say()}\n\n{asked.introduction.say()}\n\n*{_MINUTES.say(minutes=asked.minutes, id=asked.questions[0].id)}*"
    )
    yield _code(_opening(language))
    yield _code(asked.setup)
    for position, question in enumerate(asked.questions, start=1):
        yield _markdown(statement(question, given, position if asked.numbered else None, boxed=asked.way == "box"))
        if question.starter:
            yield _code(question.starter)
        yield _code(answer_cell(question, asked), tags=["question"], question=question.id)
    if asked.closing:
        yield _markdown(asked.closing.say())


def statement(question: Question, given: Any, position: int | None = None, *, boxed: bool = False) -> str:
    """A question as the learner reads it, numbered if it has a `position`, in the language in force."""
    title = _QUESTION.say(position=position, title=question.title) if position else question.title.say()
    signs = [chr(ord("A") + place) for place in range(len(question.options))] if letters(question) else list(question.options)
    options = (
        ""
        if boxed and question.kind != "table"
        else "\n".join(
            _ALONE.say(key=sign) if sign == label.fr else _OPTION.say(key=sign, label=label)
            for sign, label in zip(signs, question.options.values(), strict=True)
        )
    )
    words = question.asked(given)
    form = "" if boxed else _FORMS[question.kind].say(rows=_rows(question, given)) if question.kind in _FORMS and "`{" not in words else ""
    exact = PRECISION.say(reason=question.tolerance_reason) if question.tolerance_reason else ""
    paragraphs = (f"## {title}", words, options, exact, form)
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _rows(question: Question, given: Any) -> str:
    """The rows of a table as they are typed, without a word of the answer: ``"…": …, "…": …``."""
    if question.kind != "table" or question.answer is None:
        return ""
    label, value = next(iter(question.answer(given).items()))
    cell = '"…"' if isinstance(value, str) else "…"
    if question.rows:
        return ", ".join(f'"{row.say()}": {cell}' for row in question.rows.values())
    return ", ".join(f"{key}: {cell}" for key in (('"…"', '"…"') if isinstance(label, str) else (1, 2)))


def answer_cell(question: Question, asked: Exercise) -> str:
    """The cell where a question is answered: a box, or code where the exercise is for those who program, or nothing else will do."""
    return f'ask("{question.id}", statement=False)' if asked.way == "box" and question.kind not in PREPARE else blank(question)


def blank(question: Question, answer: str = "...") -> str:
    """The cell where the learner writes: his variable, and the check that reads it."""
    name = question.variable
    if question.kind == "open" and answer == "...":
        answer = '"""\n...\n"""'
    comment = f"  # {_YOUR_ANSWER.say()}" if answer == "..." else ""
    return f'{name} = {answer}{comment}\ncheck("{question.id}", {name})'


# -- notebooks ----------------------------------------------------------------------------


def notebooks(languages: Iterable[str] = LANGUAGES, audiences: Iterable[str] = AUDIENCES) -> Iterator[tuple[Path, str]]:
    """Every notebook of the course for `audiences` as (path below the project's root, text)."""
    for language in languages:
        for part in (part for part in CONTENTS if part.audience in audiences):
            if part.lesson:
                yield Path(FOLDERS["lesson"], language, part.filename(language)), lesson_notebook(part, language, audiences)
            if part.exercises:
                yield Path(FOLDERS["exercise"], language, part.filename(language)), exercise_notebook(part, language)


def _markdown(source: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(source: str, *, tags: list[str] | None = None, question: str = "") -> Cell:
    metadata: dict[str, Any] = {"tags": tags, "crm_course": {"question": question}} if tags else {}
    return {"cell_type": "code", "metadata": metadata, "source": source, "execution_count": None, "outputs": []}


def _written(cells: list[Cell], part: Part, language: str, kind: str) -> str:
    import nbformat

    seen: dict[str, int] = {}
    for cell in cells:
        key = hashlib.sha256(f"{part.id}|{kind}|{cell['source']}".encode()).hexdigest()[:10]
        seen[key] = seen.get(key, 0) + 1
        cell["id"] = key if seen[key] == 1 else f"{key}-{seen[key]}"
    book = nbformat.from_dict(  # type: ignore[no-untyped-call]
        {
            "cells": cells,
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
                "crm_course": {"part": part.id, "kind": kind, "language": language},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )
    nbformat.validate(book)
    return str(nbformat.writes(book)) + "\n"  # type: ignore[no-untyped-call]
