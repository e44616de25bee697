"""An answer as a picture: what a result shows of itself, without being told."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from crm_course.foundations import theme
from crm_course.foundations.language import number

from . import texts

__all__ = ["result_chart"]

_MOST = 40


def result_chart(frame: pd.DataFrame) -> Any:
    """A result as bars, or a line over time; None where there is nothing to draw (no figure, no label, too many rows).

    The first column that is not a figure names the bars, the first figure after it is their length.
    """
    labels = [name for name in frame if not pd.api.types.is_numeric_dtype(frame[name]) or _counted(name)]
    figures = [name for name in frame if name not in labels and frame[name].notna().any()]
    if (
        not labels
        or not figures
        or frame.columns.has_duplicates
        or not 1 < frame[labels[0]].nunique() <= (2000 if _is_time(frame[labels[0]]) else _MOST)
    ):
        return None
    label, figure = str(labels[0]), str(next((name for name in figures if str(name).endswith("_cents")), figures[0]))
    cents = figure.endswith("_cents")
    drawn = pd.DataFrame({"label": frame[label], "figure": frame[figure].astype(float) / (100 if cents else 1)})
    measured = f"{figure.removesuffix('_cents')}{' (€)' if cents else ''}"
    if _is_time(drawn["label"]):
        chart = alt.Chart(drawn).mark_line(point=True).encode(x=alt.X("label:T", title=label), y=alt.Y("figure:Q", title=measured))
        said = texts.RESULT_LINE.say(figure=figure, label=label, count=len(drawn))
        return theme.titled(chart, said, description=said, height=240)
    drawn["label"] = drawn["label"].map(lambda one: "–" if one is None or one != one else str(one))
    drawn = drawn.groupby("label", sort=False)["figure"].sum().reset_index()
    first = drawn.iloc[int(drawn["figure"].to_numpy().argmax())]
    bars = alt.Chart(drawn).mark_bar().encode(y=alt.Y("label:N", sort="-x", title=label), x=alt.X("figure:Q", title=measured))
    said = texts.RESULT_BARS.say(
        label=first["label"], figure=number(float(first["figure"]), 0) + (" €" if cents else ""), name=figure.removesuffix("_cents")
    )
    return theme.titled(bars, said, description=said, height=max(22 * len(drawn), 60))


def _counted(name: object) -> bool:
    """A number that names and does not measure: a year, an hour, a key."""
    return str(name) in ("year", "month", "week", "weekday", "quarter", "hour", "postcode") or str(name).endswith("_id")


def _is_time(column: pd.Series) -> bool:
    return bool(pd.api.types.is_datetime64_any_dtype(column))
