"""The pictures of the week: forecast, shape of the day, reasons, shifts."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import language, theme

from . import chart_texts as words
from .contact_reasons import ORDERS, Reasons, reason_label
from .history import read
from .planning import WeekPlan
from .roster_record import Roster
from .trades import CHANNELS, STEPS

__all__ = ["coverage_chart", "forecast_chart", "gantt_chart", "order_flow_chart", "pareto_chart", "profile_chart", "share_chart"]

_PERCENT = alt.Axis(format=".0%")
_COLOURS = (theme.BLUE, theme.ORANGE, theme.GREEN, theme.VERMILION, theme.PURPLE, theme.GREY)


def forecast_chart(coming: pd.DataFrame, seen: pd.DataFrame | None = None) -> Any:
    """The calls expected with their limits, day by day; `seen` (``start, calls``) are those that came."""
    frame = _by_day(coming)
    top = coming.iloc[int(coming["calls"].to_numpy().argmax())]
    base = alt.Chart().encode(x=_hour(None))
    bands = [base.mark_area(opacity=opacity, color=theme.BLUE, line=False).encode(y=alt.Y(f"{low}:Q", title=str(words.CALLS)), y2=f"{high}:Q")
             for low, high, opacity in (("low95", "high95", 0.15), ("low", "high", 0.3))]  # fmt: skip
    layers = [*bands, base.mark_line(color=theme.BLUE, strokeWidth=2).encode(y="calls:Q")]
    if seen is not None:
        came = seen.groupby("start")["calls"].sum().reindex(coming["start"]).to_numpy()
        frame = frame.assign(came=came)
        layers.append(base.mark_point(size=10, color=theme.VERMILION, opacity=0.8).encode(y="came:Q"))
    facts = {"calls": coming["calls"].sum(), "peak": top["calls"], "low": int(top["low"]), "high": int(top["high"])}
    return _in_days(layers, frame, words.FORECAST_TITLE.say(**facts), words.FORECAST_SUBTITLE)


def profile_chart(history: pd.DataFrame, *, weeks: int = 12) -> Any:
    """The shape of the day by weekday, over the last weeks."""
    past = read(history)
    calls, weekday = past.calls[-7 * weeks :], past.weekday[-7 * weeks :]
    rows = []
    for day in range(7):
        total = np.nansum(calls[weekday == day], axis=0)
        if total.sum() > 0:
            rows += [(words.WEEKDAYS[day].say(), minute / 60, part) for minute, part in zip(past.slots, total / total.sum(), strict=True)]
    frame = pd.DataFrame(rows, columns=["weekday", "hour", "share"])
    means = frame.groupby("hour")["share"].mean()
    busiest = float(means.index.to_numpy(dtype=float)[int(means.to_numpy().argmax())])
    line = alt.Chart(frame).mark_line(strokeWidth=2).encode(
        x=_hour(str(words.HOUR)), y=alt.Y("share:Q", title=str(words.SHARE_OF_DAY), axis=alt.Axis(format=".1%"), scale=alt.Scale(zero=True)),
        color=alt.Color("weekday:N", sort=None, title=None, scale=alt.Scale(range=list(_COLOURS)), legend=alt.Legend(orient="top")),
        strokeDash=alt.StrokeDash("weekday:N", sort=None, legend=None),
    )  # fmt: skip
    title = words.PROFILE_TITLE.say(hour=_clock(busiest))
    return theme.titled(line, title, subtitle=words.PROFILE_SUBTITLE, description=title, height=260)


def share_chart(chart: pd.DataFrame, reason: str) -> Any:
    """A reason's share by day with the limits of :func:`control_chart`."""
    by = chart.columns[0]
    frame = chart.rename(columns={by: "period"})
    base = alt.Chart(frame).encode(x=alt.X("period:T" if "datetime" in str(frame["period"].dtype) else "period:O", title=None))
    band = base.mark_area(opacity=0.25, color=theme.GREY).encode(
        y=alt.Y("low:Q", title=str(words.SHARE_OF_CALLS), axis=_PERCENT), y2="high:Q"
    )
    centre = base.mark_line(color=theme.GREY, strokeDash=[4, 4]).encode(y="centre:Q")
    inside = base.transform_filter(~alt.datum.out).mark_point(size=14, color=theme.BLUE).encode(y="share:Q")
    outside = (
        base.transform_filter(alt.datum.out).mark_point(shape="diamond", size=90, color=theme.VERMILION, opacity=1).encode(y="share:Q")
    )
    title = words.CONTROL_TITLE.say(
        reason=reason_label(reason), centre=frame["centre"].iloc[0], out=int(frame["out"].sum()), days=len(frame)
    )
    return theme.titled(band + centre + inside + outside, title, subtitle=words.CONTROL_SUBTITLE, description=title, height=240)


def pareto_chart(found: Reasons) -> Any:
    """The reasons that are no order, sorted by calls, by minutes and by the agents they would free."""
    rest = found.frame[found.frame["family"] != ORDERS]
    leaders = [reason_label(one) for one in rest.sort_values("contacts", ascending=False, kind="stable")["reason"].head(3)]
    colours = alt.Scale(domain=[*leaders, ""], range=[*(theme.BLUE, theme.ORANGE, theme.GREEN)[: len(leaders)], theme.GREY])
    panes = []
    for measure, name in words.MEASURES.items():
        ordered = rest.sort_values(measure, ascending=False, kind="stable")
        labels = [reason_label(one) for one in ordered["reason"]]
        frame = pd.DataFrame({"reason": labels, "part": (ordered[measure] / max(ordered[measure].sum(), 1e-9)).to_numpy(),
                              "leader": [one if one in leaders else "" for one in labels]})  # fmt: skip
        bars = alt.Chart(frame).mark_bar().encode(
            y=alt.Y("reason:N", sort=None, title=None, axis=alt.Axis(labelLimit=170)), x=alt.X("part:Q", title=str(words.SHARE), axis=_PERCENT),
            color=alt.Color("leader:N", scale=colours, legend=None),
        )  # fmt: skip
        panes.append(bars.properties(width=560, height=18 * len(frame), title=name.say()))
    first = {measure: reason_label(rest.sort_values(name, ascending=False, kind="stable")["reason"].iloc[0])
             for measure, name in (("calls", "contacts"), ("minutes", "minutes"), ("agents", "agents"))}  # fmt: skip
    title = words.PARETO_TITLE.say(**first) if len(set(first.values())) > 1 else words.PARETO_SAME.say(first=first["calls"])
    return theme.titled(alt.vconcat(*panes, spacing=12), title, subtitle=words.PARETO_SUBTITLE, description=title, width=None)


def coverage_chart(plan: WeekPlan) -> Any:
    """Agents needed and agents at the phones, day by day."""
    frame = _by_day(plan.frame)
    base = alt.Chart().encode(x=_hour(None))
    area = base.mark_area(interpolate="step-after", opacity=0.35, color=theme.BLUE).encode(y=alt.Y("agents:Q", title=str(words.AGENTS)))
    line = base.mark_line(interpolate="step-after", color=theme.VERMILION, strokeWidth=1.5).encode(y="required:Q")
    gap = plan.frame["agents"] - plan.frame["required"]
    title = words.COVERAGE_TITLE.say(over=gap.clip(lower=0).sum(), short=-gap.clip(upper=0).sum())
    return _in_days([area, line], frame, title, words.COVERAGE_SUBTITLE)


def gantt_chart(plan: Roster | WeekPlan, day: Any = None) -> Any:
    """The shifts of one day, a bar each: people by name from a roster, else shift by shift; the first day unless said."""
    rows = plan.frame if isinstance(plan, Roster) else plan.shifts.loc[plan.shifts.index.repeat(plan.shifts["agents"])]
    chosen = rows["day"].iloc[0] if day is None else next((one for one in rows["day"].unique() if _same_day(one, day)), day)
    mine = rows[rows["day"] == chosen].sort_values(["start", "end"], ignore_index=True)
    named = isinstance(plan, Roster)
    frame = mine.assign(who=mine["agent"] if named else [f"{place + 1}" for place in range(len(mine))])
    bars = alt.Chart(frame).mark_bar(color=theme.BLUE, height={"band": 0.7}).encode(
        x=alt.X("start:Q", title=str(words.HOUR), scale=alt.Scale(zero=False, nice=False), axis=alt.Axis(labelExpr="datum.value + ' h'")), x2="end:Q",
        y=alt.Y("who:N", sort=None, title=None, axis=alt.Axis(labels=named, ticks=named, labelLimit=130)),
    )  # fmt: skip
    said = words.GANTT_TITLE if named else words.GANTT_PLAIN
    title = said.say(people=len(frame), shifts=len(frame), day=_date(chosen))
    return theme.titled(bars, title, subtitle=words.GANTT_SUBTITLE, description=title, height=max(120, (14 if named else 8) * len(frame)))


def order_flow_chart(flow: pd.DataFrame) -> Any:
    """An order through each channel (from :func:`order_flow`): its steps, the wait for the night, the batch."""
    ends = flow.groupby("channel")["end"].max().sort_values()
    order = [CHANNELS[channel][0].say() for channel in ends.index]
    frame = flow.assign(channel=[CHANNELS[one][0].say() for one in flow["channel"]], step=[STEPS[one].say() for one in flow["step"]])
    frame = frame.assign(begin=frame["begin"] / 24, end=frame["end"] / 24)
    names = [STEPS[step].say() for step in dict.fromkeys(flow["step"])]
    shades = {"waits": "#D9D9D9", "batch": theme.BLUE, "carried": theme.GREY, "opened": theme.ORANGE, "keyed": theme.VERMILION}
    colours = [shades.get(step, theme.GREEN) for step in dict.fromkeys(flow["step"])]
    bars = alt.Chart(frame).mark_bar(height=18, stroke="white").encode(
        x=alt.X("begin:Q", title=str(words.DAYS)), x2="end:Q", y=alt.Y("channel:N", sort=order, title=None),
        color=alt.Color("step:N", title=None, sort=None, scale=alt.Scale(domain=names, range=colours), legend=alt.Legend(orient="bottom", columns=4)),
    )  # fmt: skip
    title = words.FLOW_TITLE.say(last=order[-1], begin=float(ends.iloc[0]), end=float(ends.iloc[-1]))
    return theme.titled(bars, title, subtitle=words.FLOW_SUBTITLE, description=title, height=190)


# -- private ------------------------------------------------------------------------------


def _by_day(frame: pd.DataFrame) -> pd.DataFrame:
    start = frame["start"]
    names = {day: f"{words.WEEKDAYS[day.day_of_week].say()} {day:%d/%m}" for day in start.dt.normalize().unique()}
    return frame.assign(hour=start.dt.hour + start.dt.minute / 60, day=start.dt.normalize().map(names)).drop(columns="start")


def _in_days(layers: list[Any], frame: pd.DataFrame, title: str, subtitle: Any) -> Any:
    """A small picture a day, two in a row."""
    order = list(dict.fromkeys(frame["day"]))
    panes = (
        alt.layer(*layers, data=frame)
        .properties(width=255, height=110)
        .facet(
            facet=alt.Facet("day:N", sort=order, title=None, header=alt.Header(labelAnchor="start", labelFontWeight="bold")),
            columns=2,
            spacing=8,
        )
    )
    return theme.titled(panes, title, subtitle=subtitle, description=title, width=None)


def _hour(title: str | None) -> Any:
    return alt.X("hour:Q", title=title, scale=alt.Scale(zero=False, nice=False), axis=alt.Axis(labelExpr="datum.value + ' h'", tickCount=6))


def _clock(hour: float) -> str:
    return f"{int(hour)} h {round(hour % 1 * 60):02d}" if language.current() == "fr" else f"{int(hour)}:{round(hour % 1 * 60):02d}"


def _date(day: Any) -> str:
    return str(day) if isinstance(day, str | int | np.integer) else language.date(pd.Timestamp(day).date())


def _same_day(one: Any, day: Any) -> bool:
    try:
        return bool(pd.Timestamp(one).normalize() == pd.Timestamp(day).normalize())
    except (TypeError, ValueError):
        return bool(one == day)
