"""A class's marks as one picture: who earned what, question by question; no formula."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from crm_course.foundations import theme

from . import texts
from .tables import title_of

__all__ = ["marks_chart"]

_UNSETTLED = "#DDDDDD"
"""What is still to be read, or could not be graded, has no share yet."""


def marks_chart(marks: pd.DataFrame) -> Any:
    """One row a student, one column a question: the shade is the share of its points, the sign its status.

    Parameters
    ----------
    marks : DataFrame
        A gradebook in long form.
    """
    titles = {name: title_of(name) for name in marks["question"].unique()}
    rows = marks.assign(
        settled=~marks["status"].isin(["to-read", "error"]),
        title=marks["question"].map(titles), share=marks["points"] / marks["out_of"], sign=marks["status"].map(texts.LETTERS),
        status=[texts.STATUSES[status].say() for status in marks["status"]],
    )  # fmt: skip
    earned = rows.groupby("title")["points"].sum() / rows.groupby("title")["out_of"].sum()
    title = texts.HARDEST.say(question=str(earned.idxmin()), earned=float(earned.min()))
    detail = texts.MARKS_DETAIL.say(students=rows["student"].nunique())
    base = alt.Chart(rows).encode(
        x=alt.X("title:N", title=None, sort=list(titles.values()), axis=alt.Axis(orient="top", labelAngle=-35, labelLimit=260)),
        y=alt.Y("student:N", title=None),
    )
    shades = alt.Scale(domain=[0, 0.5, 1], range=[theme.VERMILION, "#F2F2F2", theme.BLUE])
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=alt.condition(
            "datum.settled",
            alt.Color("share:Q", title=texts.SHARE_OF_POINTS.say(), scale=shades, legend=alt.Legend(format="%")),
            alt.value(_UNSETTLED),
        ),
        tooltip=["student", "title", "points", "out_of", "status"],
    )
    signs = base.mark_text(fontSize=13, fontWeight=600).encode(
        text="sign:N", color=alt.condition("datum.settled && abs(datum.share - 0.5) > 0.25", alt.value("white"), alt.value("#222222"))
    )
    width, height = 62 * len(titles), 30 * rows["student"].nunique()
    return theme.titled(cells + signs, title=title, subtitle=detail, description=f"{title}. {detail}", width=width, height=height)
