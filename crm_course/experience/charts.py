"""The chapter's charts: records and frames of scores in, Altair charts out; no formula."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme
from crm_course.foundations.language import Text

from . import chart_texts as said
from . import sentences
from .breakdown import groups, kind_of
from .mystery import Campaign, label
from .scores import Result

__all__ = ["answers_chart", "barometer_chart", "coverage_chart", "mystery_chart", "score_chart", "segments_chart"]

_LENIENCE = 0.015
"""How far below its promise an interval may stay and still be said to keep it."""

_SIGNED = "datum.value > 0 ? '+' + format(datum.value, ',') : format(datum.value, ',')"
_GROUP_COLOURS = tuple(theme.COLOURS[group] for group in ("detractor", "passive", "promoter"))


def score_chart(result: Result) -> Any:
    """Shares of the three groups (two, for the CSAT) in one bar; under it the score and its interval."""
    return theme.titled(
        alt.vconcat(_shares_bar(result), _score_line(result), spacing=14),
        title=result.finding(),
        subtitle=result.uncertainty(),
        description=f"{result.finding()} {result.uncertainty()}",
        width=None,
    )


def answers_chart(result: Result) -> Any:
    """How many people gave each score, coloured by the group that it counts in."""
    labels, _ = _parts(result)
    rows = pd.DataFrame(
        {
            "score": _every_score(result),
            "group": [labels[_place(score, result)] for score in _every_score(result)],
            "answers": [dict(zip(result.tally.scores, result.tally.counts, strict=True)).get(score, 0) for score in _every_score(result)],
        }
    )
    base = alt.Chart(rows).encode(x=alt.X("score:O", title=said.SCORE_GIVEN.say(), axis=alt.Axis(labelAngle=0)))
    bars = base.mark_bar().encode(
        y=alt.Y("answers:Q", title=said.ANSWERS.say(), axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("group:N", title=None, scale=_colours(labels), legend=alt.Legend(orient="top")),
        tooltip=[alt.Tooltip("score:O", title=said.SCORE_GIVEN.say()), alt.Tooltip("answers:Q", title=said.ANSWERS.say())],
    )
    counts = base.mark_text(dy=-8).encode(y="answers:Q", text="answers:Q")
    most = int(rows["score"].iloc[int(rows["answers"].argmax())])
    title = said.DISTRIBUTION.say(score=most, label=result.measure.label)
    detail = said.DISTRIBUTION_DETAIL.say(responses=result.responses, convention=sentences.convention(result.measure))
    return theme.titled(bars + counts, title=title, subtitle=detail, description=f"{title} {detail}", height=260)


def segments_chart(table: pd.DataFrame) -> Any:
    """The score of each segment with its interval, from a table of :func:`breakdown`."""
    kind, names = kind_of(table), _keys(table)
    rows = table.assign(
        segment=[" · ".join(map(str, key)) for key in table[names].to_numpy()], value=table[kind.value], size=_answers_of(table)
    )
    order = alt.EncodingSortField("value", order="descending")
    base = alt.Chart(rows).encode(y=alt.Y("segment:N", title=None, sort=order))
    axis = _value_axis(kind)
    whiskers = base.mark_rule(strokeWidth=3, color=theme.BLUE, opacity=0.45).encode(x=axis, x2="high:Q")
    points = base.mark_point(size=90, color=theme.BLUE, opacity=1).encode(x="value:Q", tooltip=_tooltips(kind))
    sizes = base.mark_text(align="left", dx=8, color=theme.GREY).encode(x="high:Q", text="size:N")
    best, worst = (rows.sort_values("value", kind="stable").iloc[place] for place in (-1, 0))
    said_of = said.SEGMENTS_APART if _is_apart(table, rows["value"]) else said.SEGMENTS_ALIKE
    title = said_of.say(
        best=best["segment"],
        best_score=sentences.written(best["value"], kind),
        worst=worst["segment"],
        worst_score=sentences.written(worst["value"], kind),
    )
    detail = said.SEGMENTS_DETAIL.say(label=kind.label, responses=int(table["responses"].sum()))
    chart = whiskers.encode(x=axis.title(kind.label.say())) + points + sizes
    return theme.titled(chart, title=title, subtitle=detail, description=f"{title} {detail}", height=max(38 * len(rows), 90))


def _is_apart(table: pd.DataFrame, values: pd.Series[float]) -> bool:
    """Whether the best segment is above the worst by more than chance: the rule of :func:`compare`, at 95 %."""
    positive, negative, n = groups(table)
    best, worst = (int(np.argsort(values.to_numpy(), kind="stable")[place]) for place in (-1, 0))
    one, other = ((positive[place], negative[place], n[place]) for place in (best, worst))
    return bool(kind_of(table).difference(one, other, 0.95).low > 0)


def barometer_chart(table: pd.DataFrame, *, by: str = "brand", wave: str = "wave", ours: str | None = None) -> Any:
    """The score of each brand over the waves, with its interval as a band; `ours` stands out and leads the title."""
    kind = kind_of(table)
    rows = table.assign(value=table[kind.value], brand_name=table[by].astype(str), wave_name=table[wave].astype(str))
    brands = [str(ours)] if ours is not None else []
    brands += [name for name in rows["brand_name"].drop_duplicates() if name not in brands]
    waves = rows["wave_name"].drop_duplicates().tolist()
    colours = alt.Color("brand_name:N", scale=alt.Scale(domain=brands, range=_line_colours(len(brands))), legend=None)
    base = alt.Chart(rows).encode(x=alt.X("wave_name:O", title=said.WAVE.say(), sort=waves, axis=alt.Axis(labelAngle=0)), color=colours)
    bands = base.mark_area(opacity=0.16).encode(y=_value_axis(kind, "low", zero=False), y2="high:Q")
    lines = base.mark_line(point=alt.OverlayMarkDef(size=70)).encode(y="value:Q", tooltip=_tooltips(kind))
    ends = (
        base.mark_text(align="left", dx=10, fontWeight=600)
        .encode(y="value:Q", text="brand_name:N")
        .transform_filter(alt.datum.wave_name == waves[-1])
    )
    last = rows[(rows["brand_name"] == brands[0]) & (rows["wave_name"] == waves[-1])]
    title = _barometer_title(last, kind, brands[0]) if len(last) and "change" in rows else said.BAROMETER.say(label=kind.label)
    detail = said.BAROMETER_DETAIL.say(label=kind.label, responses=int(table["responses"].sum()), waves=len(waves))
    return theme.titled(bands + lines + ends, title=title, subtitle=detail, description=f"{title} {detail}", height=300)


def coverage_chart(table: pd.DataFrame) -> Any:
    """How often each interval holds the truth, against what it promises; from :func:`coverage`, one table or several."""
    rows = table.assign(
        interval=[said.METHODS[name].say() for name in table["method"]],
        kept=[(said.SHORT_OF if low else said.HOLDS).say() for low in table["coverage"] < table["promised"] - _LENIENCE],
    )
    names = [said.METHODS[name].say() for name in said.METHODS]
    scale = alt.Scale(domain=[said.HOLDS.say(), said.SHORT_OF.say()], range=[theme.BLUE, theme.VERMILION])
    promised = float(table["promised"].iloc[0])
    base = alt.Chart(rows).encode(
        x=alt.X("responses:O", title=said.ANSWERS.say(), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("coverage:Q", title=said.COVERAGE_AXIS.say(), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%")),
    )
    bars = base.mark_bar().encode(color=alt.Color("kept:N", title=None, scale=scale, legend=alt.Legend(orient="top")))
    values = base.mark_text(dy=10, color="white", fontWeight=600).encode(text=alt.Text("coverage:Q", format=".0%"))
    rule = alt.Chart(rows).mark_rule(color="#222222", strokeDash=[5, 4]).encode(y=alt.datum(promised))
    panels = (bars + values + rule).properties(width=165, height=220).facet(column=alt.Column("interval:N", title=None, sort=names))
    least = table.iloc[int(table["coverage"].argmin())]
    title = said.COVERAGE.say(
        method=said.METHODS[least["method"]], coverage=least["coverage"], responses=int(least["responses"]), promised=promised
    )
    detail = said.COVERAGE_DETAIL.say(promised=promised, lenience=100 * _LENIENCE)
    return theme.titled(panels, title=title, subtitle=detail, description=f"{title} {detail}", width=None)


def mystery_chart(campaign: Campaign) -> Any:
    """The mean mark of each criterion with its interval, the weakest in colour."""
    weakest = campaign.weakest
    rows = campaign.criteria.assign(
        name=[label(name).say() for name in campaign.criteria["criterion"]],
        weak=campaign.criteria["criterion"] == weakest,
    )
    base = alt.Chart(rows).encode(y=alt.Y("name:N", title=None, sort=rows["name"].tolist()))
    axis = alt.X(
        "mark:Q", title=said.MARK_AXIS.say(top=campaign.top), scale=alt.Scale(domain=[0, campaign.top]), axis=alt.Axis(format="~g")
    )
    bars = base.mark_bar(height=18).encode(x=axis, color=alt.condition("datum.weak", alt.value(theme.VERMILION), alt.value(theme.BLUE)))
    whiskers = base.mark_rule(strokeWidth=2, color="#222222").encode(x="low:Q", x2="high:Q")
    values = base.mark_text(align="left", dx=5, color="white", fontWeight=600).encode(x=alt.datum(0), text=alt.Text("mark:Q", format=".1f"))
    detail = said.MYSTERY_DETAIL.say(calls=campaign.calls)
    return theme.titled(
        bars + whiskers + values, title=campaign.sentence(), subtitle=detail, description=f"{campaign.sentence()} {detail}", height=190
    )


_BAR, _LETTER = 560, 8.2
"""Pixels: a whole bar, and a letter on it."""

# -- private ------------------------------------------------------------------------------


def _shares_bar(result: Result) -> Any:
    """One stacked bar: against on the left, for on the right; names and shares on it."""
    labels, parts = _parts(result)
    rows = pd.DataFrame({"group": labels, "share": parts})
    rows["end"] = rows["share"].cumsum()
    rows = rows.assign(start=rows["end"] - rows["share"], middle=rows["end"] - rows["share"] / 2)
    rows["words"] = [_words(name, share) for name, share in zip(labels, parts, strict=True)]
    base = alt.Chart(rows, width=_BAR, height=46)
    bars = base.mark_rect().encode(
        x=alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False)),
        x2="end:Q",
        color=alt.Color("group:N", title=None, scale=_colours(labels), legend=alt.Legend(orient="top")),
        tooltip=[alt.Tooltip("group:N", title=said.GROUP.say()), alt.Tooltip("share:Q", format=".1%", title=said.SHARE.say())],
    )
    words = base.mark_text(color="white", fontWeight=600, fontSize=13).encode(x="middle:Q", text="words:N")
    return bars + words


def _parts(result: Result) -> tuple[list[str], list[float]]:
    """The groups, against first, and their shares."""
    kind = result.measure
    shares = [float(getattr(result, name)) for name in (kind.shares or (kind.value,))]
    if not kind.shares:
        shares.append(1 - shares[0])
    return [name.say() for name in said.GROUPS[(kind.shares or (kind.value,))[0]]], shares[::-1]


def _words(name: str, share: float) -> str:
    """What fits on a part of the bar: name and share, the share alone, or nothing."""
    wordings = (said.PART.say(name=name, share=share), said.PART_SHORT.say(share=share))
    return next((words for words in wordings if _LETTER * len(words) < _BAR * share), "")


def _score_line(result: Result) -> Any:
    """The score on its whole scale, with its interval as a thick whisker and its value above."""
    kind = result.measure
    value = getattr(result, kind.value)
    rows = pd.DataFrame({"value": [value], "low": [result.low], "high": [result.high], "words": [sentences.written(value, kind)]})
    base = alt.Chart(rows, width=560, height=58)
    whisker = base.mark_rule(strokeWidth=7, color=theme.BLUE, opacity=0.4, strokeCap="round").encode(x=_value_axis(type(kind)), x2="high:Q")
    point = base.mark_point(size=130, color=theme.BLUE, opacity=1).encode(x="value:Q")
    words = base.mark_text(dy=-18, fontSize=15, fontWeight=700).encode(x="value:Q", text="words:N")
    return whisker + point + words


def _value_axis(kind: Any, field: str = "low", *, zero: bool = True) -> Any:
    share = kind.value == "share"
    channel = alt.X if zero else alt.Y
    scale = alt.Scale(domain=[0, 1] if share else [-100, 100]) if zero else alt.Scale(zero=False, nice=True)
    title = (said.SHARE_AXIS if share else said.SCORE_AXIS).say(label=kind.label)
    return channel(f"{field}:Q", title=title, scale=scale, axis=alt.Axis(format=".0%") if share else alt.Axis(labelExpr=_SIGNED))


def _tooltips(kind: Any) -> list[Any]:
    form = ".1%" if kind.value == "share" else "+.1f"
    figures = [alt.Tooltip(f"{name}:Q", format=form, title=text.say()) for name, text in said.TOOLTIPS.items()]
    return [*figures, alt.Tooltip("responses:Q", title=said.ANSWERS.say())]


def _colours(labels: Sequence[str]) -> Any:
    colours = _GROUP_COLOURS if len(labels) == 3 else (_GROUP_COLOURS[1], _GROUP_COLOURS[2])
    return alt.Scale(domain=list(labels), range=list(colours))


def _line_colours(count: int) -> list[str]:
    palette = [theme.BLUE, theme.GREY, theme.ORANGE, theme.GREEN, theme.PURPLE, theme.VERMILION]
    return [palette[place % len(palette)] for place in range(count)]


def _every_score(result: Result) -> list[int]:
    """All scores of the scale, or of the convention and the answers; those nobody gave too."""
    if result.measure.scale:
        return list(range(result.measure.scale[0], result.measure.scale[1] + 1))
    seen = {*result.tally.scores, *result.measure.positive, *result.measure.negative}
    return list(range(min(seen), max(seen) + 1)) if max(seen) - min(seen) < 30 else sorted(seen)


def _place(score: int, result: Result) -> int:
    """The place of a score's group among the labels: against first, for last."""
    if score in result.measure.positive:
        return -1
    return 0 if score in result.measure.negative or not result.measure.shares else 1


def _keys(table: pd.DataFrame) -> list[str]:
    """The columns that make the segments: those before the figures."""
    return [str(name) for name in table.columns[: list(table.columns).index("responses")]]


def _answers_of(table: pd.DataFrame) -> list[str]:
    return [said.ANSWERS_SHORT.say(responses=int(count)) for count in table["responses"]]


def _barometer_title(last: pd.DataFrame, kind: Any, brand: str) -> str:
    row = last.iloc[0]
    if pd.isna(row["change"]):
        return str(said.BAROMETER.say(label=kind.label))
    verdict: Text = (said.CHANGED if row["change"] > 0 else said.DROPPED) if row["more_than_noise"] else said.STEADY
    return verdict.say(brand=brand, label=kind.label, score=sentences.written(row["value"], kind), change=100 / kind.unit * row["change"])
