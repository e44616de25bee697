"""The chapter's charts: records and frames in, Altair charts out; no formula."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme
from crm_course.foundations.language import money, percent

from . import chart_texts as told
from . import explorer_texts, labels
from .calls import Base
from .holdout import Holdout
from .mailing import Migration
from .positions import POSITIONS
from .profits import Whale
from .retention import Cohorts, Survival
from .worth import Capital

__all__ = [
    "calibration_chart",
    "calls_chart",
    "capital_chart",
    "cohorts_chart",
    "holdout_chart",
    "mailing_chart",
    "position_chart",
    "strategy_chart",
    "survival_chart",
    "whale_chart",
]

_SHARE = alt.Axis(format=".0%")
_COLOURS = dict(zip(POSITIONS, (theme.BLUE, theme.VERMILION, theme.ORANGE, theme.GREY), strict=True))


def cohorts_chart(found: Cohorts, *, most: int = 18) -> Any:
    """The retention table as shades of blue; what is not finished is left empty."""
    shares = found.retention.iloc[-most:, : most + 1]
    rows = shares.rename(index=str).reset_index().melt("cohort", var_name="age", value_name="share").dropna()
    rows = rows[rows["age"].astype(int) > 0].assign(label=lambda t: t["share"].map(lambda one: f"{100 * one:.0f}"))
    if rows.empty:
        rows = pd.DataFrame({"cohort": [], "age": [], "share": [], "label": []})
    base = alt.Chart(rows).encode(
        x=alt.X("age:O", title=told.AGE.say(), axis=alt.Axis(labelAngle=0)), y=alt.Y("cohort:O", title=told.COHORT.say())
    )
    highest = float(rows["share"].max()) if len(rows) else 1.0
    cells = base.mark_rect().encode(color=alt.Color("share:Q", scale=alt.Scale(scheme="blues", domain=[0, highest]), legend=None))
    text = base.mark_text(fontSize=10).encode(
        text="label:N", color=alt.condition(alt.datum.share > highest * 0.6, alt.value("white"), alt.value("#222222"))
    )
    title = found.sentence()
    return theme.titled(cells + text, title=title, subtitle=told.COHORTS_DETAIL, description=title, height=max(22 * len(shares), 80))


def survival_chart(found: Survival) -> Any:
    """The share still there over time, with its interval as a band."""
    start = pd.DataFrame({"time": [0.0], "share": [1.0], "low": [1.0], "high": [1.0]})
    rows = pd.concat([start, found.frame.astype(np.float64)[["time", "share", "low", "high"]]], ignore_index=True)
    x = alt.X("time:Q", title=told.TIME.say())
    band = (
        alt.Chart(rows.dropna())
        .mark_area(opacity=0.18, color=theme.BLUE, interpolate="step-after")
        .encode(x=x, y=alt.Y("low:Q", title=told.STILL_THERE.say(), axis=_SHARE, scale=alt.Scale(domain=[0, 1])), y2="high:Q")
    )
    line = alt.Chart(rows).mark_line(interpolate="step-after").encode(x=x, y="share:Q")
    title, detail = found.sentence(), told.SURVIVAL_DETAIL.say(confidence=found.confidence)
    return theme.titled(band + line, title=title, subtitle=detail, description=title, height=260)


def capital_chart(capital: Capital) -> Any:
    """Which share of the capital the best customers hold."""
    every = max(len(capital.frame) // 200, 1)
    rows = capital.frame.iloc[::every]
    x = alt.X("customers_share:Q", title=told.BEST_FIRST.say(), axis=_SHARE)
    line = alt.Chart(rows).mark_line().encode(x=x, y=alt.Y("value_share:Q", title=told.OF_CAPITAL.say(), axis=_SHARE))
    point = pd.DataFrame(
        {"customers_share": [0.1], "value_share": [capital.top_decile_share], "label": [percent(capital.top_decile_share, 0)]}
    )
    mark = alt.Chart(point).mark_point(size=110, color=theme.VERMILION, opacity=1).encode(x=x, y="value_share:Q")
    label = alt.Chart(point).mark_text(align="left", dx=10, dy=6, fontWeight=600).encode(x=x, y="value_share:Q", text="label:N")
    title = capital.sentence()
    return theme.titled(line + mark + label, title=title, subtitle=told.CAPITAL_DETAIL, description=title, height=260)


def whale_chart(curve: Whale) -> Any:
    """Profit added up, from the best customer to the worst."""
    every = max(len(curve.frame) // 300, 1)
    rows = pd.concat([curve.frame.iloc[::every], curve.frame.tail(1)])[["customers_share", "cumulative"]]
    rows = pd.concat([pd.DataFrame({"customers_share": [0.0], "cumulative": [0.0]}), rows])
    x = alt.X("customers_share:Q", title=told.BEST_FIRST.say(), axis=_SHARE)
    line = alt.Chart(rows).mark_line().encode(x=x, y=alt.Y("cumulative:Q", title=told.CUMULATIVE.say()))
    marks = pd.DataFrame(
        {
            "customers_share": [curve.peak_share, 1.0],
            "cumulative": [curve.peak, curve.total],
            "label": [money(curve.peak), money(curve.total)],
        }
    )
    points = alt.Chart(marks).mark_point(size=110, color=theme.VERMILION, opacity=1).encode(x=x, y="cumulative:Q")
    text = alt.Chart(marks).mark_text(dy=-12, align="right", fontWeight=600).encode(x=x, y="cumulative:Q", text="label:N")
    title = curve.sentence()
    return theme.titled(line + points + text, title=title, subtitle=told.WHALE_DETAIL, description=title, height=260)


def holdout_chart(found: Holdout) -> Any:
    """What was predicted with its interval, what happened, and "same as before"."""
    names = [told.MODEL_SAID.say(), told.HAPPENED.say(), told.NAIVE.say()]
    rows = pd.DataFrame({"who": names, "days": [found.predicted, found.actual, found.naive], "low": [found.low, np.nan, np.nan],
                         "high": [found.high, np.nan, np.nan], "end": [max(found.high, found.predicted), found.actual, found.naive]})  # fmt: skip
    base = alt.Chart(rows).encode(y=alt.Y("who:N", title=None, sort=names))
    scale = alt.Scale(domain=names, range=[theme.BLUE, theme.GREEN, theme.GREY])
    bars = base.mark_bar().encode(x=alt.X("days:Q", title=told.PURCHASE_DAYS.say()), color=alt.Color("who:N", scale=scale, legend=None))
    whisker = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=3).encode(x="low:Q", x2="high:Q")
    text = base.mark_text(align="left", dx=6).encode(x="end:Q", text=alt.Text("days:Q", format=",.0f"))
    title = told.HOLDOUT[found.holds].say(predicted=found.predicted, actual=found.actual)
    detail = told.HOLDOUT_DETAIL.say(confidence=found.confidence, error=found.mean_absolute_error, naive=found.naive_error)
    return theme.titled(bars + whisker + text, title=title, subtitle=detail, description=f"{found.sentence()} {detail}", height=150)


def calibration_chart(found: pd.DataFrame, beside: pd.DataFrame | None = None, *, names: tuple[str, str] | None = None) -> Any:
    """Predicted beside actual, by tenth of the customers; `beside` is another model's table, `names` are those of the two."""
    first, second = names or (told.THIS_MODEL.say(), told.OTHER_MODEL.say())
    tables = {first: found, **({second: beside} if beside is not None else {})}
    rows = pd.concat([table.assign(model=name) for name, table in tables.items()])
    axis: dict[str, Any] = {"axis": _SHARE, "scale": alt.Scale(domain=[0, 1])}
    x = alt.X("predicted:Q", title=told.PREDICTED_ALIVE.say(), **axis)
    colour = alt.Color("model:N", scale=alt.Scale(domain=list(tables), range=[theme.BLUE, theme.VERMILION]), title=None)
    base = alt.Chart(rows).encode(x=x, color=colour)
    points = base.mark_point(size=80, opacity=1).encode(y=alt.Y("actual:Q", title=told.REALLY_ALIVE.say(), **axis), shape="model:N")
    whiskers = base.mark_rule(opacity=0.5).encode(y="low:Q", y2="high:Q")
    diagonal = alt.Chart(pd.DataFrame({"x": [0, 1]})).mark_line(color=theme.GREY, strokeDash=[4, 4]).encode(x="x:Q", y="x:Q")
    gaps = [100 * float((table["predicted"] - table["actual"]).abs().max()) for table in tables.values()]
    title = told.CALIBRATION.say(gap=gaps[0]) if beside is None else told.CALIBRATION_BESIDE.say(gap=gaps[0], other=gaps[1])
    off = int(((found["predicted"] < found["low"]) | (found["predicted"] > found["high"])).sum())
    verdict = told.CALIBRATION_OFF.say(off=off, groups=len(found)) if off > 1 else told.CALIBRATION_HOLDS.say()
    return theme.titled(
        diagonal + whiskers + points.encode(shape=alt.Shape("model:N", legend=None)), title=title,
        subtitle=f"{told.CALIBRATION_DETAIL} {verdict}", description=f"{title} {verdict}", width=380, height=300,
    )  # fmt: skip


def mailing_chart(case: Migration) -> Any:
    """The value of a customer at each recency, written to for ever or only while it pays."""
    rows = case.frame.melt("recency", ["value", "best_value"], var_name="policy", value_name="euros")
    names = {"value": told.ALWAYS.say(), "best_value": told.IN_TIME.say()}
    rows = rows.assign(policy=rows["policy"].map(names))
    colour = alt.Color("policy:N", scale=alt.Scale(domain=list(names.values()), range=[theme.GREY, theme.BLUE]), title=None)
    bars = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=alt.X("recency:O", title=told.RECENCY.say(), axis=alt.Axis(labelAngle=0)), xOffset=alt.XOffset("policy:N", sort=list(names.values())),
            y=alt.Y("euros:Q", title=told.EUROS.say()), color=colour.legend(orient="top"),
        )
    )  # fmt: skip
    title = case.sentence()
    return theme.titled(bars, title=title, subtitle=told.MAILING_DETAIL, description=title, height=240)


def position_chart(base: Base) -> Any:
    """Loyalty × value: how many customers have each name, and what they are worth together."""
    by_name = base.customers.groupby("position")["value"]
    count = {name: int(by_name.size().get(name, 0)) for name in POSITIONS}
    worth = {name: round(float(by_name.sum().get(name, 0.0))) for name in POSITIONS}
    rows = pd.DataFrame(
        {
            "loyalty": [told.LOYAL.say() if name in ("dream", "worries") else told.DISLOYAL.say() for name in POSITIONS],
            "worth": [told.HIGH_VALUE.say() if name in ("dream", "at_risk") else told.LOW_VALUE.say() for name in POSITIONS],
            "name": [labels.said(name) for name in POSITIONS],
            "count": [told.COUNT.say(count=count[name]) for name in POSITIONS],
            "value": [money(worth[name]) for name in POSITIONS],
            "position": list(POSITIONS),
        }
    )
    cells = alt.Chart(rows).encode(
        x=alt.X("loyalty:N", title=None, sort=[told.DISLOYAL.say(), told.LOYAL.say()], axis=alt.Axis(labelAngle=0)),
        y=alt.Y("worth:N", title=None, sort=[told.HIGH_VALUE.say(), told.LOW_VALUE.say()]),
    )
    scale = alt.Scale(domain=list(POSITIONS), range=[_COLOURS[name] for name in POSITIONS])
    boxes = cells.mark_rect(opacity=0.18, stroke="white", strokeWidth=4).encode(color=alt.Color("position:N", scale=scale, legend=None))
    styles: list[tuple[str, int, int, Any]] = [("name", -20, 15, 600), ("count", 2, 12, 400), ("value", 20, 12, 400)]
    lines = [cells.mark_text(dy=dy, fontSize=size, fontWeight=weight).encode(text=f"{name}:N") for name, dy, size, weight in styles]
    title = told.POSITIONS.say(count=count["at_risk"], value=worth["at_risk"], name=labels.said("at_risk"))
    detail = told.POSITIONS_DETAIL.say(cut=base.cuts[1])
    return theme.titled(alt.layer(boxes, *lines), title=title, subtitle=detail, description=f"{title} {detail}", height=220)


def calls_chart(chosen: pd.DataFrame, *, most: int = 15) -> Any:
    """The first customers to call: what is at stake, what each is worth, and what he will bring 8 times in 10."""
    rows = chosen.head(most).assign(who=lambda t: t["customer_id"].astype(str))
    order = rows["who"].tolist()
    base = alt.Chart(rows).encode(y=alt.Y("who:N", title=None, sort=order))
    axis = alt.X("stake:Q", title=explorer_texts.LIST_AXIS.say())
    bars = base.mark_bar().encode(x=axis)
    whiskers = base.mark_rule(strokeWidth=2, color=theme.GREY).encode(x="low:Q", x2="high:Q")
    points = base.mark_point(size=60, color=theme.VERMILION, opacity=1).encode(x="value:Q")
    title = explorer_texts.LIST_TITLE.say(who=order[0], stake=round(float(rows["stake"].iloc[0])))
    detail = explorer_texts.LIST_DETAIL.say(shown=len(rows))
    return theme.titled(bars + whiskers + points, title=title, subtitle=detail, description=f"{title} {detail}", height=22 * len(rows))


def strategy_chart(found: pd.DataFrame) -> Any:
    """Brands on the plane channel mix × value, with the level that fits each."""
    rows = found.assign(name=found["strategy"].map(labels.said), label=found["brand"].astype(str))
    names = [labels.said(code) for code in ("process_contacts", "manage_services", "steer_relationships")]
    base = alt.Chart(rows).encode(
        x=alt.X("interactive_share:Q", title=told.INTERACTIVE.say(), axis=_SHARE, scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("customer_value:Q", title=told.VALUE_A_YEAR.say(), scale=alt.Scale(zero=True)),
    )
    scale = alt.Scale(domain=names, range=[theme.GREY, theme.ORANGE, theme.BLUE])
    points = base.mark_point(size=160, opacity=1).encode(
        color=alt.Color("name:N", scale=scale, title=None, legend=alt.Legend(orient="top", columns=1)),
        shape=alt.Shape("name:N", scale=alt.Scale(domain=names, range=["circle", "square", "triangle-up"]), title=None),
    )
    text = base.mark_text(dx=10, align="left", fontWeight=600).encode(text="label:N")
    cuts = [
        alt.Chart(pd.DataFrame({field: found.attrs.get(field, ())}))
        .mark_rule(color=theme.GREY, strokeDash=[4, 4])
        .encode(**{axis: f"{field}:Q"})
        for axis, field in (("x", "interactive_share"), ("y", "customer_value"))
        if found.attrs.get(field)
    ]
    title = told.STRATEGY.say(count=int((found["level"] == 3).sum()), brands=len(found))
    return theme.titled(alt.layer(*cuts, points, text), title=title, subtitle=told.STRATEGY_DETAIL, description=title, height=300)
