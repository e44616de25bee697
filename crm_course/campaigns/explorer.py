"""The explorer of the chapter: how many to be sure, when to stop, what it caused, one's own send report."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets
import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import number, percent
from crm_course.foundations.mapping_screen import MappedFile
from crm_course.foundations.panel import STYLE, Choice, Input, Number, Panel, Share, View

from . import texts
from .caused import incrementality
from .charts import boundaries_chart, credit_chart, funnel_chart, peeking_chart
from .columns import spreadsheet
from .looks import boundaries, peeking
from .messages import funnel, leaving
from .reports import FIELDS, read_report
from .sizing import sample_size, winners_curse

__all__ = ["Desk", "caused_explorer", "explorer", "report_explorer", "size_explorer", "stop_explorer"]

_TABS = "<style>.crm-panel .lm-TabBar-tabLabel { color: #333 !important; }</style>"
_ENOUGH_TO_COUNT = 8000
"""People of an arm up to whom the winner's curse is counted out while one waits."""


class Desk(widgets.VBox):
    """Four questions, one page: `size`, `stop`, `caused` and `report`."""

    def __init__(self) -> None:
        self.size, self.stop, self.caused, self.report = size_explorer(), stop_explorer(), caused_explorer(), report_explorer()
        tabs = widgets.Tab([self.size, self.stop, self.caused, self.report], titles=[title.say() for title in texts.TABS])
        super().__init__([widgets.HTML(f"{STYLE}{_TABS}<h2>{html.escape(texts.TITLE.say())}</h2>"), tabs])
        self.add_class("crm-panel")


def explorer() -> Desk:
    """Does the message work? How many to be sure, when to stop, what it caused, one's own send report."""
    return Desk()


def size_explorer(base: float = 0.05, lift: float = 1.0) -> Panel:
    """How many to be sure? `lift` is in points."""
    inputs: list[Input] = [
        Share("base", texts.BASE, base, low=0.001, high=0.9, step=0.001),
        Number("lift", texts.LIFT, lift, low=0.1, high=20, step=0.1),
        Number("volume", texts.A_WEEK, 2000, low=10, high=1_000_000),
        Share("power", texts.POWER, 0.8, low=0.5, high=0.99, step=0.01),
        Share("control_share", texts.CONTROL_SHARE, 0.5, low=0.01, high=0.9, step=0.01),
        Share("machines", texts.MACHINES, 0.0, high=0.9, step=0.01, more=True),
    ]

    def answer(*, base: float, lift: float, volume: float, power: float, control_share: float, machines: float) -> View:
        seen, change = machines + (1 - machines) * base, (1 - machines) * lift / 100
        size = sample_size(seen, change, power=power, control_share=control_share)
        everyone = size.treated + size.control
        part = max(everyone // 8, 2)
        curse = winners_curse(seen, change, part) if part <= _ENOUGH_TO_COUNT else None
        return View(
            sentence=size.sentence(), detail=texts.SIZE_DETAIL.say(volume=volume, weeks=everyone / volume), charts=[peeking_chart()],
            meaning=texts.SIZE_MEANING.say(estimate=100 * curse.estimate) if curse else texts.SIZE_LARGE.say(),
            figures={texts.PEOPLE.say(): number(everyone, 0)}, subject=size,
        )  # fmt: skip

    return Panel(texts.TABS[0], inputs, answer)


def stop_explorer(looks: int = 5) -> Panel:
    """When may I stop? The z of a look against the rule that was chosen."""
    inputs: list[Input] = [
        Number("looks", texts.HOW_MANY_LOOKS, looks, low=1, high=50),
        Number("look", texts.LOOK_NOW, 2, low=1, high=50),
        Number("z", texts.Z_NOW, 2.2, low=0, high=8, step=0.01, decimals=2),
        Choice("rule", texts.STOP_RULE, "obrien-fleming", {name: texts.RULES[name] for name in ("obrien-fleming", "pocock")}),
    ]

    def answer(*, looks: float, look: float, z: float, rule: Any) -> View:
        count, now = int(looks), int(look)
        if now > count:
            raise InvalidValue(texts.LOOK_NOW, texts.RULE_LOOK, now, looks=count)
        limits = boundaries(count, rule)
        limit = float(limits[now - 1])
        return View(
            sentence=(texts.STOP if z > limit else texts.WAIT).say(z=z, limit=limit), detail=texts.STOP_DETAIL.say(looks=count, share=peeking(count)),
            charts=[boundaries_chart(count, at=(now, z))], meaning=texts.STOP_MEANING.say(), subject=limits,
        )  # fmt: skip

    return Panel(texts.TABS[1], inputs, answer)


def caused_explorer() -> Panel:
    """What a mailing caused, beside what it is credited with."""
    inputs: list[Input] = [
        Number("mailed", texts.MAILED, 10_000, low=2, high=1_000_000),
        Number("bought", texts.BOUGHT, 500, high=1_000_000),
        Number("held", texts.HELD, 10_000, low=2, high=1_000_000),
        Number("held_bought", texts.HELD_BOUGHT, 420, high=1_000_000),
        Number("margin", texts.MARGIN, 20, high=1000, step=0.5),
        Number("cost", texts.COST, 0.05, high=10, step=0.01, decimals=2),
        Number("clicked", texts.CLICKED, 200, high=1_000_000, more=True),
    ]

    def answer(*, mailed: float, bought: float, held: float, held_bought: float, margin: float, cost: float, clicked: float) -> View:
        found = incrementality(
            (int(bought), int(mailed)), (int(held_bought), int(held)), margin=margin, cost=cost, clicked=min(int(clicked), int(bought))
        )
        base, lift = held_bought / held, found.caused / mailed
        wait = texts.CAUSED_WAIT.say(people=sample_size(base, lift).per_arm) if lift and 0 < base + lift < 1 else ""
        return View(
            sentence=found.sentence(), charts=[credit_chart(found)] if np.isfinite(found.roi) else [], meaning=f"{texts.CAUSED_MEANING} {wait}".strip(),
            figures={texts.ROI.say(): number(found.roi, 1), texts.NAIVE.say(): number(found.naive_roi, 1)}, subject=found,
        )  # fmt: skip

    return Panel(texts.TABS[2], inputs, answer)


def report_explorer(report: pd.DataFrame | None = None) -> Panel:
    """One's own send report: Brevo, Mailchimp or a plain table; an invented one to begin with."""
    own = report if report is not None else _EXAMPLE
    inputs: list[Input] = [
        MappedFile("file", texts.FILE, FIELDS, model=texts.REPORT_MODEL),
        Share("machines", texts.MACHINES, 0.0, high=0.9, step=0.01),
    ]

    def answer(*, file: Any, machines: float) -> View:
        read = read_report(own if file is None else file)
        stages = funnel(read.counts, machine_share=machines)
        shares = stages.set_index("stage")["share"]
        said = texts.REPORT if "clicked" in shares.index else texts.REPORT_NO_CLICK
        share = float(shares["clicked"] if "clicked" in shares.index else shares.get("delivered", 1.0))
        left = float(shares["unsubscribed"]) if "unsubscribed" in shares.index else None
        notices = [texts.EXAMPLE.say()] if file is None and report is None else []
        notices += read.notices
        notices += [texts.SKIPPED.say(rows=read.skipped)] if read.skipped else []
        return View(
            sentence=said.say(campaigns=read.summed, sent=read.counts["sent"], share=share),
            detail="" if left is None else texts.REPORT_DETAIL.say(leaving=left, year=leaving(left)), charts=[funnel_chart(stages)],
            meaning=texts.REPORT_MEANING.say(), notice=" ".join(notices), figures={texts.STAGES["clicked"].say(): percent(share)},
            downloads={
                texts.FILE_FUNNEL.say(): lambda: spreadsheet(stages), texts.FILE_CAMPAIGNS.say(): lambda: spreadsheet(read.campaigns),
            }, subject=read,
        )  # fmt: skip

    return Panel(texts.TABS[3], inputs, answer)


_EXAMPLE = pd.DataFrame({
    "Campagne": ["Mars", "Avril", "Mai"], "Destinataires": ["7 900", "8 040", "8 160"], "Délivrés": ["7 790", "7 950", "8 062"],
    "Ouvertures uniques": ["3 020", "2 990", "3 105"], "Clics uniques": ["262", "231", "219"], "Désabonnements": ["16", "22", "31"],
})  # fmt: skip
