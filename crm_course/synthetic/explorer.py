"""The explorer for those who prefer a form: choose a company, see what is in it, take the files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crm_course.foundations.language import current, number
from crm_course.foundations.panel import Choice, Input, Number, Panel, View

from . import texts as said
from .charts import effects_chart, story_chart
from .generate import world
from .worlds import WORLDS

__all__ = ["explorer"]


def explorer(name: str = "sens-confort", customers: int = 600) -> Panel:
    """A form for a world: company, size, errors; its story, what its data show, and its files."""
    inputs: list[Input] = [
        Choice("name", said.WORLD, name, {key: one.title for key, one in WORLDS.items()}),
        Number("customers", said.CUSTOMERS, customers, low=50, high=5_000, step=50, decimals=0),
        Number("months", said.MONTHS, 24, low=6, high=48, decimals=0),
        Choice("dirt", said.DIRT, "none", said.DIRTS),
        Choice("kind", said.FORMAT, "csv", said.FORMATS, more=True),
        Number("seed", said.SEED, 7, low=1, high=9_999, decimals=0, more=True),
    ]
    return Panel(said.TITLE, inputs, _answer)


def _answer(*, name: str, customers: float, months: float, dirt: str, kind: str, seed: float) -> View:
    made = world(name, customers=int(customers), months=int(months), seed=int(seed), dirt=dirt)
    rows = sum(map(len, made.tables.values()))
    missed = made.gate.loc[~made.gate["found"], "name"]
    titles = {effect.name: f"{effect.cause.say()} → {effect.consequence.say()}" for effect in made.planted}
    key = made.truth["key"].set_index("name")["answer"]
    meaning = said.MEANING_WEAK.say(names=", ".join(titles[name] for name in missed)) if len(missed) else said.MEANING_FOUND.say()
    return View(
        sentence=said.ANSWER.say(rows=rows, tables=len(made.tables), errors=len(made.errors)),
        detail=said.DETAIL.say(orders=key["orders"], tickets=len(made.tables["tickets"]), surveys=len(made.tables["surveys"]), nps=key["nps"]),
        charts=[effects_chart(made), story_chart(made)],
        meaning=meaning,
        notice=said.NOTICE.say(),
        figures={said.FIGURES["rows"].say(): number(rows, 0), said.FIGURES["orders"].say(): number(key["orders"], 0),
                 said.FIGURES["found"].say(): f"{len(made.gate) - len(missed)} / {len(made.gate)}"},
        downloads={said.FILE.say(world=name): _zipped(lambda folder: made.save(folder, (kind,), current())),
                   said.KEY_FILE.say(world=name): _zipped(lambda folder: made.save_truth(folder, current()))},
        subject=made,
    )  # fmt: skip


def _zipped(write: Callable[[Path], Any]) -> Callable[[], bytes]:
    """What `write` puts into a folder, as a ZIP that is made when it is asked for."""

    def content() -> bytes:
        with tempfile.TemporaryDirectory() as place:
            write(Path(place) / "data")
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in sorted((Path(place) / "data").iterdir()):
                    archive.write(path, path.name)
            return buffer.getvalue()

    return content
