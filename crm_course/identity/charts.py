"""The chapter's pictures: what speaks for one person and what against, and what a field at the counter buys."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme

from . import texts
from .columns import field_name
from .linkage import Linkage

__all__ = ["field_chart", "weights_chart"]


def weights_chart(linkage: Linkage, a: str, b: str) -> Any:
    """The weights of a pair, in bits: what speaks for one person to the right, what against to the left."""
    told = linkage.explain(a, b)
    total = float(told["weight"].iloc[-1])
    bars = told.iloc[:-1].assign(label=[field_name(one) for one in told["field"].iloc[:-1]])
    bars["for"] = [str(texts.SPEAKS_FOR if weight > 0 else texts.SPEAKS_AGAINST) for weight in bars["weight"]]
    height = alt.Y("label:N", sort=list(bars["label"]), title=None)
    colour = alt.Color(
        "for:N", title=None, scale=alt.Scale(domain=[str(texts.SPEAKS_FOR), str(texts.SPEAKS_AGAINST)], range=[theme.BLUE, theme.VERMILION])
    )
    drawn = alt.Chart(bars[["label", "weight", "for"]])
    chart = drawn.mark_bar().encode(y=height, x=alt.X("weight:Q", title=str(texts.BITS)), color=colour)
    align, away = (alt.ExprRef(f"datum.weight < 0 ? {left} : {right}") for left, right in (("'right'", "'left'"), (-4, 4)))
    signs = drawn.mark_text(fontSize=10, align=align, dx=away).encode(y=height, x="weight:Q", text=alt.Text("weight:Q", format="+.1f"))
    probability = 1 / (1 + 2.0 ** -float(np.clip(total, -60, 60)))
    title = texts.WEIGHTS_TITLE.say(probability=probability, total=total)
    said = ", ".join(f"{label} {weight:+.1f}" for label, weight in zip(bars["label"], bars["weight"], strict=True))
    return theme.titled(chart + signs, title, subtitle=texts.WEIGHTS_SUBTITLE, description=f"{title} {said}", height=34 * len(bars))


def field_chart(table: pd.DataFrame) -> Any:
    """What one more field buys: recall and precision by the share of people who give it."""
    names = {"recall": str(texts.RECALL), "precision": str(texts.PRECISION)}
    rows = table.melt("filled", ["recall", "precision"], "measure", "value")
    rows["measure"] = [names[one] for one in rows["measure"]]
    lines = alt.Chart(rows).mark_line(point=True).encode(
        x=alt.X("filled:Q", title=str(texts.FILLED_AXIS), axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("value:Q", title=None, axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("measure:N", title=None), strokeDash=alt.StrokeDash("measure:N", title=None),
    )  # fmt: skip
    title = texts.FIELD_TITLE.say(first=float(table["recall"].iloc[0]), last=float(table["recall"].iloc[-1]))
    return theme.titled(lines, title, subtitle=texts.FIELD_SUBTITLE, description=title, height=240)
