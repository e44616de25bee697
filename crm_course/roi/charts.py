"""Frames and records of the chapter as charts; each title states the finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import date, money, number, percent
from crm_course.foundations.shown import kinds_of, written

from . import chart_texts as words
from .cashflow import npv, payback
from .columns import OUTCOMES
from .rates import irr
from .season import Season, break_even_date
from .sensitivity import outcome_of
from .texts import label

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from .comparison import Comparison
    from .plan import Plan
    from .risk import Simulation

__all__ = [
    "break_even_chart",
    "cash_flow_chart",
    "distribution_chart",
    "gain_chart",
    "npv_chart",
    "result_chart",
    "tornado_chart",
    "two_way_chart",
]

EUROS = "$,.0f"
AXES = {"money": EUROS, "share": ".0%"}
"""How an axis of each kind of outcome is written; years as they are."""
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
    narrow = evens[0] < 0.33 * top
    aside = {"dy": -50, "align": "center"} if narrow else {"dx": -8, "dy": -11, "align": "right"}
    layers = [
        _level(0.0),
        _level(plans["before"].result, strokeDash=[5, 4], color=theme.COLOURS["before"]),
        alt.Chart(lines).mark_line().encode(x=x, y=y, color=_colour(), detail="side:N"),
        alt.Chart(points).mark_point(filled=True, size=100, opacity=1).encode(x=x, y=y, color=_colour(), shape=shape),
        _labels(points[points["label"].ne("") & points["side"].eq("before")], x, y, fontWeight=600, **aside),
        _labels(points[points["label"].ne("") & points["side"].eq("after")], x, y, dx=7, dy=15, fontWeight=600),
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


# -- risk, sensitivity, cash --------------------------------------------------------------


def tornado_chart(frame: pd.DataFrame, *, of: str | None = None, rows: int = 8) -> Any:
    """What each input, moved alone, does to the outcome: the frame of ``tornado``."""
    of = outcome_of(frame, of)
    kind, kinds = OUTCOMES[of].kind, kinds_of(frame)
    shown = frame.head(rows).reset_index()
    shown["name"] = [label(name).say() for name in shown["input"]]
    base = float(shown["base"].iloc[0])
    long = pd.concat([_tornado_side(shown, side, base, kinds) for side in ("low", "high")])
    y = alt.Y("name:N", sort=list(shown["name"]), title=None, axis=alt.Axis(labelFontSize=13))
    x = alt.X("outcome:Q", title=OUTCOMES[of].label.say(), axis=_axis(of), scale=alt.Scale(zero=False, padding=66))
    bars = alt.Chart(long).mark_bar(size=20).encode(x=x, x2="base:Q", y=y, color=colour("effect", "gain", "loss"))
    texts = [
        alt.Chart(long[long["right"] == right])
        .mark_text(align="left" if right else "right", dx=5 if right else -5, fontSize=11)
        .encode(x=x, y=y, text="label:N")
        for right in (True, False)
    ]
    forecast = alt.Chart(pd.DataFrame({"base": [base]})).mark_rule(color="#222222").encode(x="base:Q")
    breaking = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(color="#999999", strokeDash=[4, 3]).encode(x="zero:Q")
    ends = zip(shown["name"], shown["at_low"], shown["at_high"], strict=True)
    listed = "; ".join(f"{name} ({written(low, kind)} – {written(high, kind)})" for name, low, high in ends)
    return theme.titled(
        alt.layer(bars, breaking, forecast, *texts),
        words.TORNADO_TITLE.say(first=shown["name"].iloc[0]),
        subtitle=words.TORNADO_SUBTITLE.say(outcome=OUTCOMES[of].label, base=written(base, kind)),
        description=words.TORNADO_DESCRIPTION.say(listed=listed),
        height=42 * len(shown) + 20,
    )


def distribution_chart(simulation: Simulation, *, bins: int = 48, height: int = 260) -> Any:
    """How the outcomes spread, and the share of them that pays."""
    known, threshold = OUTCOMES[simulation.of], simulation.threshold
    outcomes = simulation.outcomes[np.isfinite(simulation.outcomes)]
    if not len(outcomes):
        raise InvalidValue("simulation", words.NO_OUTCOME_RULE, known.label.say())
    frame = _histogram(outcomes, threshold, bins)
    pays = simulation.probability_pays
    low, high = simulation.quantile(0.1), simulation.quantile(0.9)
    x = alt.X("start:Q", title=OUTCOMES[simulation.of].label.say(), axis=_axis(simulation.of), scale=alt.Scale(nice=False))
    y = alt.Y("share:Q", title=words.CHANCES_AXIS.say(), axis=alt.Axis(format=".1%", tickCount=4))
    bars = alt.Chart(frame).mark_rect(stroke="white", strokeWidth=0.5).encode(
        x=x, x2="end:Q", y=y, y2="zero:Q", color=colour("kind", "gain", "loss")
    )  # fmt: skip
    top = float(frame["share"].max()) * 1.12
    edge = alt.Chart(pd.DataFrame({"x": [threshold]})).mark_rule(color="#222222").encode(x="x:Q")
    sides = pd.DataFrame(
        [
            {"x": threshold, "y": top, "kind": "gain", "label": words.PAYS.say(share=pays)},
            {"x": threshold, "y": top, "kind": "loss", "label": words.PAYS_NOT.say(share=1 - pays)},
        ]
    )
    first, last = min(threshold, float(frame["start"].min())), max(threshold, float(frame["end"].max()))
    place = (threshold - first) / (last - first)
    sits = [place <= 0.7, place < 0.3]  # whether each label stands right of the edge: both do where the left has no room
    placed = [
        alt.Chart(sides[i : i + 1]).mark_text(
            align="left" if right else "right", dx=8 if right else -8, dy=0 if right == (i == 0) else 18, fontWeight=600, fontSize=13
        )
        for i, right in enumerate(sits)
    ]
    texts = [text.encode(x="x:Q", y="y:Q", text="label:N", color=colour("kind", "gain", "loss")) for text in placed]
    title = words.CHANCES_TITLE.say(share=pays) if simulation.earns else simulation.sentence()
    if simulation.why():
        title = (words.CHANCES_BUT if pays > 0.5 else words.CHANCES_THOUGH).say(title=title)
    subtitle = words.CHANCES_SUBTITLE.say(
        outcome=known.label,
        draws=len(simulation.outcomes),
        low=written(_tidy(low, 3), known.kind),
        high=written(_tidy(high, 3), known.kind),
    )
    return theme.titled(
        alt.layer(bars, edge, *texts) if simulation.earns else alt.layer(bars.encode(color=alt.value(theme.BLUE))),
        title,
        subtitle=subtitle,
        description=" ".join(filter(None, (f"{title}. {subtitle}", simulation.why()))),
        height=height,
    )


def two_way_chart(frame: pd.DataFrame, *, of: str | None = None, present: Mapping[str, float] | None = None) -> Any:
    """An outcome by two inputs: the frame of ``two_way``; the cell nearest to `present` is framed."""
    of, down, across = outcome_of(frame, of), str(frame.index.name), str(frame.columns.name)
    long = frame.rename_axis(index="row").reset_index().melt("row", var_name="column", value_name="outcome")
    kinds, kind = kinds_of(frame), OUTCOMES[of].kind
    for place, key, name in (("down", "row", down), ("across", "column", across)):
        long[place] = [written(_tidy(value), kinds.get(name, "number")) for value in long[key]]
    long["figure"] = [number(value / 1000, 0) if kind == "money" else written(value, kind) for value in long["outcome"]]
    extreme = float(long["outcome"].abs().max()) or 1.0
    shades = alt.Scale(domain=[-extreme, 0, extreme], range=[theme.VERMILION, "#FFFFFF", theme.BLUE], interpolate="rgb")
    x = alt.X("across:N", sort=list(dict.fromkeys(long["across"])), title=label(across).say(), axis=alt.Axis(labelAngle=0, orient="top"))
    y = alt.Y("down:N", sort=list(dict.fromkeys(long["down"]))[::-1], title=label(down).say())
    cells = alt.Chart(long).mark_rect(stroke="white").encode(x=x, y=y, color=alt.Color("outcome:Q", scale=shades, legend=None))
    strong = long["outcome"].abs() > 0.75 * extreme
    inks = {"white": long[strong], "#222222": long[~strong]}
    figures = [alt.Chart(part).mark_text(fontSize=12, color=ink).encode(x=x, y=y, text="figure:N") for ink, part in inks.items()]
    layers = [cells, *(layer for layer, part in zip(figures, inks.values(), strict=True) if len(part))]
    if present:
        row, column = (int(np.argmin(np.abs(axis.to_numpy(float) - present[str(axis.name)]))) for axis in (frame.index, frame.columns))
        nearest = long[(long["row"] == frame.index[row]) & (long["column"] == frame.columns[column])]
        layers.insert(1, alt.Chart(nearest).mark_rect(fillOpacity=0, stroke="#222222", strokeWidth=2.5).encode(x=x, y=y))
    title = words.TWO_WAY_TITLE.say(count=int((long["outcome"] > 0).sum()), cells=len(long))
    subtitle = words.TWO_WAY_SUBTITLE.say(outcome=OUTCOMES[of].label, unit=words.IN_THOUSANDS if kind == "money" else "")
    return theme.titled(alt.layer(*layers), title, subtitle=subtitle, description=f"{title}. {subtitle}", height=38 * len(frame))


def cash_flow_chart(cash_flows: ArrayLike, rate: float, *, height: int = 280) -> Any:
    """Each year's flow, their sum so far, and the moment when the money is back."""
    flows = np.asarray(cash_flows, float)
    frame = pd.DataFrame({"year": np.arange(len(flows)), "flow": flows, "total": np.cumsum(flows)})
    frame["kind"] = np.where(frame["flow"] >= 0, "gain", "loss")
    back = payback(flows)
    x = alt.X("year:Q", title=words.YEAR_AXIS.say(), axis=alt.Axis(format="d", values=list(range(len(flows)))))
    y = alt.Y("flow:Q", title=words.CASH_AXIS.say(), axis=alt.Axis(format=EUROS, tickCount=6), scale=alt.Scale(padding=22))
    zero = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(color="#999999").encode(y="zero:Q")
    bars = (
        alt.Chart(frame.assign(zero=0.0))
        .mark_bar(size=30, opacity=0.55, orient="vertical")
        .encode(x=x, y=y, y2="zero:Q", color=colour("kind", "gain", "loss"))
    )
    total = alt.Chart(frame).mark_line(point=alt.OverlayMarkDef(color="#222222"), color="#222222").encode(x=x, y="total:Q")
    last = frame.tail(1).assign(label=money(frame["total"].iloc[-1]))
    ends = alt.Chart(last).mark_text(align="right", dx=-8, dy=-10, fontWeight=600).encode(x=x, y="total:Q", text="label:N")
    layers = [zero, bars, total, ends]
    if np.isfinite(back) and back > 0:
        mark = alt.Chart(pd.DataFrame({"year": [back], "flow": [0.0]}))
        layers.append(mark.mark_point(shape="diamond", filled=True, size=160, color=theme.COLOURS["target"], opacity=1).encode(x=x, y=y))
    title = words.CASH_TITLE.say(periods=back) if np.isfinite(back) else words.CASH_TITLE_NEVER.say(years=len(flows) - 1)
    subtitle = words.CASH_SUBTITLE.say(rate=rate, npv=npv(rate, flows))
    return theme.titled(alt.layer(*layers), title, subtitle=subtitle, description=f"{title}. {subtitle}", height=height)


def npv_chart(cash_flows: ArrayLike, *, highest: float | None = None, height: int = 260) -> Any:
    """What the flows are worth at each discount rate, and every internal rate of return."""
    rates = irr(cash_flows)
    top = highest or max(0.3, 1.5 * float(rates.max(initial=0.0)))
    tried = np.linspace(min(0.0, float(rates.min(initial=0.0)) * 1.2), top, 201)
    frame = pd.DataFrame({"rate": tried, "npv": npv(tried, cash_flows)})
    frame["kind"] = np.where(frame["npv"] >= 0, "gain", "loss")
    roots = pd.DataFrame({"rate": np.unique(rates.round(10)), "npv": 0.0})
    roots["label"] = [percent(rate) for rate in roots["rate"]]
    x = alt.X(
        "rate:Q", title=words.RATE_AXIS.say(), axis=alt.Axis(format=".0%", tickCount=7), scale=alt.Scale(domain=[tried[0], tried[-1]])
    )
    y = alt.Y("npv:Q", title=words.NPV_AXIS.say(), axis=alt.Axis(format="$,.2~f" if np.ptp(frame["npv"]) < 20 else EUROS, tickCount=6))
    zero = alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(color="#999999").encode(y="zero:Q")
    line = alt.Chart(frame).mark_line().encode(x=x, y=y)
    points = alt.Chart(roots).mark_point(filled=True, size=120, color=theme.ORANGE, opacity=1).encode(x=x, y=y)
    text = alt.Chart(roots).mark_text(dy=-14, fontWeight=600).encode(x=x, y=y, text="label:N")
    listed = f" {words.AND} ".join(roots["label"])
    title = (words.NPV_TITLE_NONE, words.NPV_TITLE_ONE, words.NPV_TITLE_SEVERAL)[min(len(roots), 2)]
    finding = title.say(rates=listed) if len(roots) else title.say()
    return theme.titled(
        alt.layer(zero, line, points, text),
        finding,
        subtitle=words.NPV_SUBTITLE,
        description=f"{finding}. {words.NPV_SUBTITLE}",
        height=height,
    )


# -- helpers ------------------------------------------------------------------------------


def _axis(of: str) -> alt.Axis:
    return alt.Axis(format=AXES.get(OUTCOMES[of].kind, ",.1f"), tickCount=5)


def _tidy(value: float, digits: int = 4) -> float:
    """A value that a chart shows for orientation: so many digits."""
    return float(f"{value:.{digits}g}")


def _tornado_side(shown: pd.DataFrame, side: str, base: float, kinds: Mapping[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame({"name": shown["name"], "outcome": shown[f"at_{side}"], "base": base})
    frame["label"] = [written(_tidy(value), kinds.get(name, "number")) for name, value in zip(shown["input"], shown[side], strict=True)]
    frame["effect"] = np.where(frame["outcome"] >= base, "gain", "loss")
    frame["right"] = frame["outcome"] >= base
    return frame


def _histogram(outcomes: Any, threshold: float, bins: int) -> pd.DataFrame:
    """Shares of outcomes in equal intervals, one of whose edges is the threshold; the far tails left out."""
    low, high = np.quantile(outcomes, [0.001, 0.999])
    width = max((high - low) / bins, 1e-9)
    first, last = np.floor((low - threshold) / width), np.ceil((high - threshold) / width)
    edges = threshold + width * np.arange(first, last + 1)
    counts, _ = np.histogram(outcomes, edges)
    frame = pd.DataFrame({"start": edges[:-1], "end": edges[1:], "share": counts / len(outcomes), "zero": 0.0})
    frame["kind"] = np.where(frame["start"] >= threshold - width / 2, "gain", "loss")
    return frame


def colour(field: str, *keys: str) -> alt.Color:
    """The course's colour of each key, without a legend."""
    return alt.Color(f"{field}:N", scale=alt.Scale(domain=list(keys), range=[theme.COLOURS[key] for key in keys]), legend=None)


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
    """Forecast and break-even; the latter carries the plan's name, or the forecast where there is none."""
    known = np.isfinite(even)
    forecast = {
        "turnover": plan.turnover,
        "result": plan.result,
        "side": side,
        "kind": "forecast",
        "label": "" if known else str(SIDES[side]),
    }
    if not known:
        return [forecast]
    named = words.SIDE_AT.say(side=SIDES[side], value=money(even))
    return [forecast, {"turnover": even, "result": 0.0, "side": side, "kind": "break_even", "label": named}]


def _year_line(side: str, plan: Plan, season: Season) -> pd.DataFrame:
    earned = plan.contribution_margin * np.cumsum(season.daily_shares()) - plan.structure_costs
    return pd.DataFrame({"day": season.days(), "result": earned, "side": side})


def _day_mark(side: str, day: dt.date | None, lines: pd.DataFrame) -> dict[str, Any]:
    """Where the line crosses 0, named with its day; its end where it never does."""
    if day is not None:
        return {"day": pd.Timestamp(day), "result": 0.0, "side": side, "label": words.SIDE_AT.say(side=SIDES[side], value=date(day))}
    last = lines[lines["side"] == side].iloc[-1]
    return {"day": last["day"], "result": last["result"], "side": side, "label": SIDES[side].say()}


def _dates_finding(before: dt.date | None, after: dt.date | None) -> str:
    if after is None:
        return words.DATES_TITLE_NEVER.say()
    return words.DATES_TITLE.say(before=before, after=after) if before else words.DATES_TITLE_ONLY_AFTER.say(after=after)
