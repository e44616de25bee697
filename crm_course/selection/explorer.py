"""The explorer of the chapter: move a weight, and see whether the choice holds."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations.language import number
from crm_course.foundations.panel import Choice, File, Number, Panel, Share, View

from . import texts
from .charts import toppling_chart, worth_chart
from .columns import spreadsheet
from .company import Example, example
from .criteria import Criterion, compare
from .grid import read_grid, workbook
from .naming import label
from .toppling import robustness

__all__ = ["explorer"]

_FIRM = 0.8


def explorer(case: Example | None = None) -> Panel:
    """Which system, and does the choice hold? Swings as sliders, a grid of one's own to drop.

    Parameters
    ----------
    case : Example, optional
        What is compared; the chapter's company otherwise.
    """
    company = case or example()
    inputs: list[Any] = [
        *(Number(scale.name, _swing(scale.name), scale.swing, low=1, high=100, step=1) for scale in company.criteria),
        Choice("europe", texts.EUROPE, True, texts.EUROPE_CHOICES),
        File("own", texts.OWN_GRID),
        Share("spread", texts.SPREAD, 0.10, low=0.01, high=0.5, step=0.01, more=True),
    ]

    def answer(*, europe: bool, own: Any, spread: float, **swings: float) -> View:
        if own is not None:
            offers, criteria = read_grid(own)
            return _view(offers, criteria, (), spread)
        criteria = [Criterion(scale.name, scale.worst, scale.best, swings[scale.name]) for scale in company.criteria]
        return _view(company.offers, criteria, company.must if europe else (), spread)

    return Panel(texts.TITLE, inputs, answer)


def _swing(name: str) -> Any:
    said = texts.WEIGHT_OF
    words = texts.CODES.get(name)
    return type(said)(fr=said.say("fr", name=words.fr if words else name), en=said.say("en", name=words.en if words else name))


def _view(offers: pd.DataFrame, criteria: list[Criterion], must: tuple[str, ...], spread: float) -> View:
    choice = compare(offers, criteria, must=must)
    if not choice.order:
        return View(sentence=choice.sentence(), meaning=str(texts.MEANING_NOBODY), subject=choice)
    first = float(robustness(choice, spread=spread, rng=1, draws=4_000)[choice.order[0]])
    charts = [worth_chart(choice), *([toppling_chart(choice)] if len(choice.order) > 1 else [])]
    table = (100 * choice.parts * choice.weights).rename(columns=label).assign(value=choice.values).rename_axis("vendor").reset_index()
    return View(
        sentence=choice.sentence(), detail=texts.ANSWER_DETAIL.say(share=first), charts=charts,
        meaning=str(texts.MEANING_FIRM if first >= _FIRM else texts.MEANING_OPEN), figures={choice.order[0]: number(100 * float(max(choice.values)), 0)},
        downloads={str(texts.FILE_VALUES): spreadsheet(table), str(texts.FILE_GRID): lambda: workbook(criteria, offers)}, subject=choice,
    )  # fmt: skip
