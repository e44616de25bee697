"""Two plans as charts: what must be sold, where the gain comes from, when costs are covered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme
from crm_course.foundations.language import date, money

from . import chart_texts as words
from .season import Season, break_even_date

if TYPE_CHECKING:
    from .comparison import Comparison
    from .plan import Plan

__all__ = ["break_even_chart", "gain_chart", "result_chart"]

EUROS = "$,.0f"
SIDES = {"before": words.BEFORE, "after": words.AFTER}


def result_chart(comparison: Comparison, *, height: int = 330) -> Any:
    """Result against turnover for both plans: break-even, forecast, and the result to be beaten."""
    plans = {"before": comparison.before, "after": comparison.after}
    needed = comparison.required_turnover
    evens = [comparison.before.break_even_turnover, comparison.break_even_turnover]
    top = 1.1 * max(value for value in (*(plan.turnover for plan in plans.values()), *evens, needed, 1.0) if np.isfinite(value))
    lines = pd.concat([_result_line(side, plan, np.linspace(0, top, 61), comparison.through) for side, plan in plans.items()])
    points = pd.DataFrame([row for (side, plan), even in zip(plans.items(), evens, strict=True) for row in _landmarks(side, plan, even)])
    x = alt.X("turnover:Q", title=words.TURNOVER_AXIS.say(), axis=alt.Axis(format=EUROS, tickCount=5), scale=alt.Scale(domain=[0, top]))
    y = alt.Y("result:Q", title=words.RESULT_AXIS.say(), axis=alt.Axis(format=EUROS, tickCount=6))
    shape = alt.Shape("kind:N", legend=None, scale=alt.Scale(domain=["break_even", "forecast"], range=["circle", "diamond"]))
    layers = [
        _level(0.0),
        _level(plans["before"].result, strokeDash=[5, 4], color=theme.COLOURS["before"]),
        alt.Chart(lines).mark_line().encode(x=x, y=y, color=_colour(), detail="side:N"),
        alt.Chart(points).mark_point(filled=True, size=100, opacity=1).encode(x=x, y=y, color=_colour(), shape=shape),
        _labels(points[points["label"].ne("") & points["side"].eq("before")], x, y, dx=-8, dy=-11, align="right"),
        _labels(points[points["label"].ne("") & points["side"].eq("after")], x, y, dx=7, dy=15),
        *(_labels(end, x, y, dx=-2, dy=dy, align="right", fontWeight=600) for end, dy in zip(_ends(lines), (36, -14), strict=True)),
    ]
    if np.isfinite(needed) and needed > 0:
        mark = pd.DataFrame([{"turnover": needed, "result": plans["before"].result, "side": "after", "label": money(needed)}])
        cross = alt.Chart(mark).mark_point(shape="cross", filled=True, size=150, angle=45, opacity=1).encode(x=x, y=y, color=_colour())
        beside = {"dx": -10, "dy": -13, "align": "right"} if needed > 0.8 * top else {"dx": 8, "dy": 15}
        layers += [cross, _labels(mark, x, y, **beside)]
    finding = words.RESULT_TITLE_NEEDS.say(turnover=needed) if np.isfinite(needed) else words.RESULT_TITLE_NEVER.say()
    described = words.RESULT_DESCRIPTION.say(before=evens[0], after=evens[1], finding=finding)
    return theme.titled(alt.layer(*layers), finding, subtitle=words.RESULT_SUBTITLE, description=described, height=height)


def gain_chart(comparison: Comparison, *, height: int = 260) -> Any:
    """Where the gain comes from: volume, margin rate, fixed costs, as a waterfall."""
    parts, gain = comparison.breakdown, comparison.gain
    sizes = {words.VOLUME: parts.volume, words.EROSION: parts.margin_erosion, words.STRUCTURE: parts.structure}
    ends = np.cumsum(list(sizes.values()))
    rows = [(name.say(), end - size, end, size) for (name, size), end in zip(sizes.items(), ends, strict=True)]
    frame = pd.DataFrame([*rows, (words.GAIN.say(), 0.0, gain, gain)], columns=["part", "start", "end", "size"])
    frame["label"] = [f"{'+' if size > 0 else ''}{money(size)}" for size in frame["size"]]
    frame["top"] = frame[["start", "end"]].max(axis=1)
    frame["kind"] = np.where(frame["size"] >= 0, "gain", "loss")
    x = alt.X("part:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelFontSize=13))
    y = alt.Y("start:Q", title=words.EUROS_A_YEAR.say(), axis=alt.Axis(format=EUROS, tickCount=5))
    bars = alt.Chart(frame).mark_bar(size=64).encode(x=x, y=y, y2="end:Q", color=colour("kind", "gain", "loss"))
    text = alt.Chart(frame).mark_text(dy=-9, fontWeight=600).encode(x=x, y="top:Q", text="label:N")
    told = {"volume": parts.volume, "gain": gain}
    spoiled = parts.volume > 0 and gain < parts.volume / 2
    title = words.GAIN_TITLE.say(**told) if spoiled else words.GAIN_TITLE_PLAIN.say(gain=gain)
    described = words.GAIN_DESCRIPTION.say(erosion=parts.margin_erosion, structure=parts.structure, **told)
    return theme.titled(alt.layer(_level(0.0), bars, text), title, subtitle=words.GAIN_SUBTITLE, description=described, height=height)


def break_even_chart(before: Plan, after: Plan, season: Season | None = None, *, height: int = 300) -> Any:
    """The result earned since 1 January, day by day, and the day on which each plan has paid its costs."""
    season = season or Season()
    plans = {"before": before, "after": after}
    days = {side: break_even_date(plan, season) for side, plan in plans.items()}
    lines = pd.concat([_year_line(side, plan, season) for side, plan in plans.items()])
    marks = pd.DataFrame([_day_mark(side, day, lines) for side, day in days.items()])
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%b", tickCount="month", labelAlign="left"))
    y = alt.Y("result:Q", title=words.DATES_AXIS.say(), axis=alt.Axis(format=EUROS, tickCount=6))
    layers = [
        _level(0.0),
        alt.Chart(lines).mark_line().encode(x=x, y=y, color=_colour(), detail="side:N"),
        alt.Chart(marks).mark_point(filled=True, size=110, opacity=1).encode(x=x, y=y, color=_colour()),
        _labels(marks[marks["side"] == "before"], x, y, dx=-9, dy=-11, align="right", fontWeight=600),
        _labels(marks[marks["side"] == "after"], x, y, dx=9, dy=13, fontWeight=600),
    ]
    finding = _dates_finding(days["before"], days["after"])
    subtitle = words.DATES_SUBTITLE_EVEN if season.shares is None else words.DATES_SUBTITLE_SEASON
    return theme.titled(alt.layer(*layers), finding, subtitle=subtitle, description=f"{finding}. {subtitle}", height=height)


# -- shared with the other charts ---------------------------------------------------------


def colour(field: str, *keys: str) -> alt.Color:
    """The course's colour of each key, without a legend."""
    return alt.Color(f"{field}:N", scale=alt.Scale(domain=list(keys), range=[theme.COLOURS[key] for key in keys]), legend=None)


# -- helpers ------------------------------------------------------------------------------


def _colour() -> alt.Color:
    return colour("side", *SIDES)


def _level(value: float, **style: Any) -> Any:
    return alt.Chart(pd.DataFrame({"level": [value]})).mark_rule(**{"color": "#999999", **style}).encode(y="level:Q")


def _labels(frame: pd.DataFrame, x: Any, y: Any, **style: Any) -> Any:
    return alt.Chart(frame).mark_text(**{"align": "left", **style}).encode(x=x, y=y, text="label:N", color=_colour())


def _result_line(side: str, plan: Plan, turnovers: Any, through: str) -> pd.DataFrame:
    results = plan.at(turnovers, through if through in plan.channels else "").result
    return pd.DataFrame({"turnover": turnovers, "result": results, "side": side}).dropna()


def _landmarks(side: str, plan: Plan, even: float) -> list[dict[str, Any]]:
    forecast = {"turnover": plan.turnover, "result": plan.result, "side": side, "kind": "forecast", "label": ""}
    if not np.isfinite(even):
        return [forecast]
    return [forecast, {"turnover": even, "result": 0.0, "side": side, "kind": "break_even", "label": money(even)}]


def _ends(lines: pd.DataFrame) -> list[pd.DataFrame]:
    """The last point of each line, the lower one first, named."""
    ends = lines.groupby("side", sort=False).tail(1).sort_values("result")
    return [end.assign(label=SIDES[str(side)].say()) for side, end in ends.groupby("side", sort=False)]


def _year_line(side: str, plan: Plan, season: Season) -> pd.DataFrame:
    earned = plan.contribution_margin * np.cumsum(season.daily_shares()) - plan.structure_costs
    return pd.DataFrame({"day": season.days(), "result": earned, "side": side})


def _day_mark(side: str, day: dt.date | None, lines: pd.DataFrame) -> dict[str, Any]:
    """Where the line crosses 0, named with its day; its end where it never does."""
    if day is not None:
        return {"day": pd.Timestamp(day), "result": 0.0, "side": side, "label": words.SIDE_ON_DAY.say(side=SIDES[side], day=date(day))}
    last = lines[lines["side"] == side].iloc[-1]
    return {"day": last["day"], "result": last["result"], "side": side, "label": SIDES[side].say()}


def _dates_finding(before: dt.date | None, after: dt.date | None) -> str:
    if after is None:
        return words.DATES_TITLE_NEVER.say()
    return words.DATES_TITLE.say(before=before, after=after) if before else words.DATES_TITLE_ONLY_AFTER.say(after=after)
