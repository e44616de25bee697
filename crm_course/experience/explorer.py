"""The explorer of satisfaction: paste answers, see three scores, and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.mapping import Brought
from crm_course.foundations.mapping_screen import MappedFile
from crm_course.foundations.panel import Choice, Input, Lines, Number, Panel, Share, View

from . import entries, sentences, survey, survey_texts
from . import explorer_texts as said
from .charts import answers_chart, score_chart
from .columns import spreadsheet
from .measures import Effort
from .planning import more_answers
from .scores import NpsResult, Result, ces, csat, nps

__all__ = ["explorer"]

Counts = Mapping[int, int]

_EXAMPLE = {2: 1, 4: 1, 5: 2, 6: 3, 7: 5, 8: 8, 9: 6, 10: 4}
_EXAMPLE_SATISFACTION = {1: 2, 2: 3, 3: 5, 4: 12, 5: 8}
_EXAMPLE_EFFORT = {1: 8, 2: 9, 3: 6, 4: 5, 5: 2}


def explorer(
    recommend: Counts | None = None,
    satisfaction: Counts | None = None,
    effort: Counts | None = None,
    *,
    scale: tuple[int, int] = (0, 10),
    satisfied: tuple[int, ...] = (4, 5),
) -> Panel:
    """Three scores from pasted answers, counts or a file, and how many more answers to be sure.

    Parameters
    ----------
    recommend, satisfaction, effort : {score: count}, optional
        What the three fields hold at first; a small example, if none is given.
    scale : (int, int)
        Scale of the recommendation, (0, 10) or (1, 10).
    satisfied : tuple of int
        The scores that say satisfied at first: (3, 4), (4, 5), (6, 7) or (8, 9, 10).
    """
    if recommend is satisfaction is effort is None:
        recommend, satisfaction, effort = _EXAMPLE, _EXAMPLE_SATISFACTION, _EXAMPLE_EFFORT
    inputs: list[Input] = [
        Lines("recommend", said.RECOMMEND, entries.written(recommend or {}), rows=5),
        Lines("satisfaction", said.SATISFACTION, entries.written(satisfaction or {}), rows=3),
        Lines("effort", said.EFFORT, entries.written(effort or {}), rows=3),
        Choice("convention", said.CONVENTION, next(iter(said.CONVENTIONS)), said.CONVENTIONS),
        MappedFile("file", said.FILE, survey.FIELDS, survey.understood, survey_texts.MODEL),
        Number("target", said.AIM, 0, low=-100, high=100),
        Choice("scale", said.SCALE, tuple(scale), said.SCALES, more=True),
        Choice("satisfied", said.SATISFIED, tuple(sorted(satisfied)), said.SATISFIED_SETS, more=True),
        Share("confidence", said.CONFIDENCE, 0.95, low=0.5, high=0.999, step=0.01, more=True),
    ]
    return Panel(said.TITLE, inputs, _answer)


def _answer(
    *,
    recommend: str,
    satisfaction: str,
    effort: str,
    file: Brought | None,
    target: float,
    scale: tuple[int, int],
    satisfied: tuple[int, ...],
    convention: tuple[tuple[int, ...], tuple[int, ...]],
    confidence: float,
) -> View:
    fields = {"recommend": recommend, "satisfaction": satisfaction, "effort": effort}
    asked = None if file is None else survey.read(file)
    answers = asked.answers if asked else _typed(fields)
    scale, satisfied, found = _scales(asked, scale, satisfied)
    low, high = convention
    measured: dict[str, Any] = {
        "recommend": lambda given: nps(given, scale=scale, confidence=confidence),
        "satisfaction": lambda given: csat(given, satisfied=satisfied, confidence=confidence),
        "effort": lambda given: ces(given, low=low, high=high, confidence=confidence),
    }
    results: list[Result] = [measured[name](given) for name, given in answers.items() if given]
    if not results:
        raise InvalidValue(said.ANSWERS, said.RULE_SOME, 0, said.WAY_SOME)
    return View(
        sentence=" · ".join(said.FIGURE.say(label=result.measure.label, figure=_figure(result)) for result in results),
        detail=said.DETAIL.say(confidence=confidence, limits=" · ".join(f"{result.measure.label} {_limits(result)}" for result in results)),
        charts=[*map(score_chart, results), answers_chart(results[0])],
        meaning=" ".join(_meanings(results, target)),
        notice=" ".join([*_notices(results, asked, low), *found]),
        figures={result.measure.label.say(): f"{_figure(result)} ({_limits(result)})" for result in results},
        downloads={said.DOWNLOAD.say(): _table(results)},
    )


def _typed(fields: dict[str, str]) -> dict[str, dict[int, int]]:
    return {name: entries.typed(entry, said.NAMES[name]) for name, entry in fields.items()}


def _figure(result: Result) -> str:
    return sentences.written(getattr(result, result.measure.value), result.measure)


def _limits(result: Result) -> str:
    low, high = (sentences.written(limit, result.measure) for limit in (result.low, result.high))
    return said.LIMITS.say(low=low, high=high)


def _meanings(results: list[Result], target: float) -> list[str]:
    """What the first score means, how far it is from the aim, and the convention of effort."""
    parts = [sentences.verdict(result) for result in results] + [sentences.precision(results[0])]
    if isinstance(results[0], NpsResult):
        parts.append(more_answers(results[0], target).sentence())
    efforts = (sentences.convention(result.measure) for result in results if isinstance(result.measure, Effort))
    return parts + [said.EFFORT_MEANS.say(convention=convention) for convention in efforts]


def _scales(
    asked: survey.Survey | None, scale: tuple[int, int], satisfied: tuple[int, ...]
) -> tuple[tuple[int, int], tuple[int, ...], list[str]]:
    """The scales in force: those that the file proves, where they contradict the chosen ones."""
    found = asked.scales if asked else {}
    scale = found["recommend"] if found.get("recommend") in said.SCALES else scale
    low, high = found.get("satisfaction", (1, satisfied[-1]))
    if high == satisfied[-1]:
        return scale, satisfied, []
    satisfied = next((scores for scores in said.SATISFIED_SETS if scores[-1] == high), satisfied)
    return scale, satisfied, [survey_texts.SATISFIED.say(scores=", ".join(map(str, satisfied)), low=low, high=high)]


def _notices(results: list[Result], asked: survey.Survey | None, low: tuple[int, ...]) -> list[str]:
    parts = [said.FROM_FILE.say(), *asked.notices] if asked else []
    parts += [said.EASY_COLUMN.say()] if asked and asked.easy and 1 in low else []
    parts += [said.EMPTY_CELLS.say(empty=asked.empty)] if asked and asked.empty else []
    return parts + [result.notice.say() for result in results if result.notice]


def _table(results: list[Result]) -> bytes:
    """The scores as the CSV that the reader's spreadsheet opens."""
    rows = []
    for result in results:
        points = (100 / result.measure.unit * figure for figure in (getattr(result, result.measure.value), result.low, result.high))
        told = sentences.convention(result.measure).say().replace("\u202f;", ",").replace(";", ",")
        rows.append((result.measure.label.say(), *points, said.UNITS[result.measure.value].say(), result.responses, told))
    return spreadsheet(pd.DataFrame(rows, columns=["measure", "value", "low", "high", "unit", "responses", "convention"]))
