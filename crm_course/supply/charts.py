"""The chapter's pictures: from its records and frames to Altair charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import language, theme

from . import chart_texts as words
from . import texts
from .allocation import Allocation
from .routes import Rounds
from .safety import filled, safety_stock, two_promises
from .serving import CostToServe

__all__ = [
    "allocation_chart",
    "availability_chart",
    "bullwhip_chart",
    "chain_chart",
    "promises_chart",
    "rounds_chart",
    "ways_out_chart",
    "whale_chart",
]

_PERCENT = alt.Axis(format=".0%")
_STROKES = alt.StrokeDash("kind:N", legend=None, sort=None, scale=alt.Scale(range=[[1, 0], [6, 4]]))


def promises_chart(sd: float, batch: float, *, target: float = 0.98) -> Any:
    """Both promises against the safety stock: where each reaches the target (`sd` over the lead time, `batch` of an order)."""
    marks = {
        "filled": safety_stock(0, sd, 1, fill_rate=target, batch=batch),
        "in_stock": safety_stock(0, sd, 1, in_stock=target),
    }
    ends = min(0.0, marks["filled"]) - 0.5 * sd, max(marks.values()) + sd
    stocks = np.linspace(*ends, 81)
    kinds = {words.FILLED.say(): filled(stocks, sd, batch), words.IN_STOCK.say(): [two_promises(s, sd, batch).in_stock for s in stocks]}
    frame = pd.concat([pd.DataFrame({"stock": stocks, "share": share, "kind": kind}) for kind, share in kinds.items()])
    low = max(0.0, np.floor(10 * float(frame["share"].min())) / 10)
    x = alt.X("stock:Q", title=str(words.SAFETY), scale=alt.Scale(domain=list(ends), nice=False))
    y = alt.Y("share:Q", title=str(words.KEPT), axis=_PERCENT, scale=alt.Scale(domain=[low, 1.02], nice=False))
    colour = alt.Color("kind:N", legend=None, sort=None, scale=alt.Scale(domain=list(kinds), range=[theme.BLUE, theme.ORANGE]))
    lines = alt.Chart(frame).mark_line().encode(x=x, y=y, color=colour, strokeDash=_STROKES)
    names = pd.DataFrame(
        {"stock": [stocks[26], stocks[34]], "share": [next(iter(kinds.values()))[26], list(kinds.values())[1][34]], "kind": list(kinds)}
    ).assign(dy=0)
    above = alt.Chart(names.iloc[:1]).mark_text(align="right", dx=-6, dy=-12).encode(x=x, y=y, text="kind:N", color=colour)
    below = alt.Chart(names.iloc[1:]).mark_text(align="left", dx=10, dy=12).encode(x=x, y=y, text="kind:N", color=colour)
    points = pd.DataFrame(
        {"stock": list(marks.values()), "share": target, "kind": list(kinds), "said": [language.number(v, 0) for v in marks.values()]}
    )
    dots = (
        alt.Chart(points).mark_point(size=130, opacity=1).encode(x=x, y=y, color=colour, shape=alt.Shape("kind:N", legend=None, sort=None))
    )
    told = alt.Chart(points).mark_text(dy=18, dx=10, fontWeight=600).encode(x=x, y=y, text="said:N", color=colour)
    aim = alt.Chart(pd.DataFrame({"share": [target]})).mark_rule(strokeDash=[3, 3], color=theme.GREEN).encode(y=y)
    facts = {"target": target, "filled": marks["filled"], "in_stock": marks["in_stock"]}
    return theme.titled(
        aim + lines + above + below + dots + told, words.PROMISES_TITLE.say(**facts), subtitle=words.PROMISES_SUBTITLE.say(batch=batch, sd=sd),
        description=words.PROMISES_ALT.say(**facts), height=300,
    )  # fmt: skip


def availability_chart(frame: pd.DataFrame, *, quantity: float | None = None) -> Any:
    """What is still free, period by period, under the stock that is projected (from :func:`availability`)."""
    named = frame.assign(when=[_when(period) for period in frame["period"]], free=words.FREE.say(), stock=words.PROJECTED.say())
    x = alt.X("when:N", sort=None, title=str(words.WEEK), axis=alt.Axis(labelAngle=0))
    height = alt.Scale(domain=[min(0.0, float(frame["projected"].min())), 1.08 * max(1.0, float(frame["projected"].max()), quantity or 0)])
    base = alt.Chart(named).encode(x=x)
    bars = base.mark_bar(color=theme.BLUE, opacity=0.85).encode(y=alt.Y("available_to_promise:Q", title=str(words.UNITS), scale=height))
    seen = alt.Chart(named[named["available_to_promise"] > 0]).encode(x=x)
    told = seen.mark_text(dy=-9, fontWeight=600, color="white")
    told = told.encode(y=alt.datum(0), text=alt.Text("available_to_promise:Q", format=",.0f"))
    line = base.mark_line(color=theme.GREY, strokeDash=[5, 3], point={"color": theme.GREY, "size": 45}).encode(y="projected:Q")
    highest = named.iloc[[int(np.argmax(named["projected"].to_numpy()))]]
    at_end = highest.index[0] > named.index[len(named) // 2]
    side: Any = {"align": "right", "dx": -8} if at_end else {"align": "left", "dx": 8}
    layers = bars + line + told
    layers += alt.Chart(highest).mark_text(dy=-8, color=theme.GREY, **side).encode(x=x, y="projected:Q", text="stock:N")
    layers += alt.Chart(named.tail(1)).mark_text(dy=-26, color="white").encode(x=x, y=alt.datum(0), text="free:N")
    if quantity is not None:
        asked = alt.Chart(pd.DataFrame({"quantity": [quantity], "said": [words.ASKED.say(quantity=quantity)]}))
        layers += asked.mark_rule(color=theme.VERMILION, strokeWidth=2).encode(y="quantity:Q")
        layers += asked.mark_text(color=theme.VERMILION, align="left", dx=6).encode(y="quantity:Q", x=alt.value(560), text="said:N")
    facts = {"now": frame["available_to_promise"].iloc[0], "end": frame["available_to_promise"].iloc[-1]}
    return theme.titled(
        layers, words.FREE_TITLE.say(**facts), subtitle=words.FREE_SUBTITLE.say(), description=words.FREE_ALT.say(**facts), height=280
    )


def _when(period: Any) -> str:
    """A period as an axis says it."""
    return str(period) if isinstance(period, int | np.integer) else language.date(pd.Timestamp(period).date(), short=True)


def allocation_chart(found: Sequence[Allocation] | Mapping[str, Allocation]) -> Any:
    """Rules side by side: the share of the best that each serves, and how many wait.

    `found` are allocations of the same stock, under the names of their rules or under names of one's own.
    """
    named = dict(found) if isinstance(found, Mapping) else {texts.RULES[one.rule].say(): one for one in found}
    best = max(one.value / one.share_of_best for one in named.values())
    frame = pd.DataFrame({"rule": list(named), "share": [one.value / best for one in named.values()]})
    frame["said"] = [
        words.WAIT.say(share=share, waiting=one.waiting["order"].nunique())
        for share, one in zip(frame["share"], named.values(), strict=True)
    ]
    base = alt.Chart(frame).encode(y=alt.Y("rule:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)))
    x = alt.X("share:Q", title=str(words.SHARE), axis=_PERCENT, scale=alt.Scale(domain=[0, 1]))
    bars = base.mark_bar(color=theme.BLUE).encode(x=x)
    told = base.mark_text(align="right", dx=-8, color="white", fontWeight=600).encode(x=x, text="said:N")
    worst = frame.sort_values("share", kind="stable").iloc[0]
    same = worst["share"] > 1 - 5e-4
    title = words.ALLOCATION_SAME.say() if same else words.ALLOCATION_TITLE.say(worst=worst["rule"], lost=1 - worst["share"])
    listed = words.ALLOCATION_ALT.say(list=" ; ".join(f"{rule} {said}" for rule, said in zip(frame["rule"], frame["said"], strict=True)))
    return theme.titled(bars + told, title, subtitle=words.ALLOCATION_SUBTITLE.say(), description=listed, height=50 * len(frame) + 20)


def bullwhip_chart(alone: Any, shared: Any) -> Any:
    """How much the orders of each stage vary, with demand kept apart and shared (from :func:`bullwhip`)."""
    stages = np.arange(1, len(alone) + 1)
    rows = [
        pd.DataFrame({"stage": stages, "times": times, "kind": kind.say()})
        for times, kind in ((alone, words.ALONE), (shared, words.SHARED))
    ]
    frame = pd.concat(rows)
    colour = alt.Color("kind:N", sort=None, legend=None, scale=alt.Scale(range=[theme.VERMILION, theme.BLUE]))
    base = alt.Chart(frame).encode(
        x=alt.X("stage:O", title=str(words.STAGE), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("times:Q", title=str(words.TIMES), scale=alt.Scale(domainMin=0)), color=colour,
    )  # fmt: skip
    ends = base.transform_filter(alt.datum.stage == int(stages[-1]))
    layers = base.mark_line().encode(strokeDash=_STROKES) + base.mark_point(opacity=1).encode(
        shape=alt.Shape("kind:N", legend=None, sort=None)
    )
    for kind, below in ((words.ALONE, -12), (words.SHARED, 32)):
        layers += ends.transform_filter(alt.datum.kind == kind.say()).mark_text(align="right", dy=below, dx=-8).encode(text="kind:N")
    title = words.WHIP_TITLE.say(stages=len(stages), alone=float(alone[-1]), shared=float(shared[-1]))
    return theme.titled(layers, title, subtitle=words.WHIP_SUBTITLE.say(), description=title, height=280)


def rounds_chart(stops: pd.DataFrame, found: Rounds) -> Any:
    """The rounds on a map (the stops that :func:`rounds` was given, and what it found)."""
    paths = [
        (place, at, *stops.iloc[stop][["x", "y"]]) for place, route in enumerate(found.routes) for at, stop in enumerate([0, *route, 0])
    ]
    frame = pd.DataFrame(paths, columns=["round", "at", "x", "y"])
    x = alt.X("x:Q", title=str(words.EAST), scale=alt.Scale(zero=False))
    y = alt.Y("y:Q", title=str(words.NORTH), scale=alt.Scale(zero=False))
    colours = [theme.BLUE, theme.ORANGE, theme.GREEN, theme.VERMILION, theme.PURPLE]
    dashes = alt.StrokeDash("round:N", legend=None, scale=alt.Scale(range=[[1, 0]] * 5 + [[6, 3]] * 5 + [[2, 3]] * 5))
    lines = alt.Chart(frame).mark_line(strokeWidth=2).encode(
        x=x, y=y, order="at:Q", color=alt.Color("round:N", legend=None, scale=alt.Scale(range=colours)), strokeDash=dashes
    )  # fmt: skip
    dots = alt.Chart(stops.iloc[1:]).mark_circle(size=36, color="#222222", opacity=1).encode(x=x, y=y)
    depot = alt.Chart(stops.iloc[:1].assign(said=words.DEPOT.say())).encode(x=x, y=y)
    layers = (
        lines + dots + depot.mark_square(size=190, color="black", opacity=1) + depot.mark_text(dy=20, fontWeight=600).encode(text="said:N")
    )
    title = words.ROUNDS_TITLE.say(rounds=len(found.routes), length=found.length, gap=found.gap)
    return theme.titled(layers, title, subtitle=words.ROUNDS_SUBTITLE.say(bound=found.bound), description=title, width=430, height=430)


def whale_chart(served: CostToServe) -> Any:
    """Results added up from the best customer to the worst (from :func:`cost_to_serve` with a column ``margin``)."""
    frame = served.whale()
    kept = frame.iloc[np.unique(np.linspace(0, len(frame) - 1, min(len(frame), 300)).astype(np.int64))]
    top = frame.loc[[frame["result"].idxmax()]]
    x = alt.X("customers:Q", title=str(words.CUSTOMERS_SHARE), axis=_PERCENT)
    y = alt.Y("result:Q", title=str(words.RESULT), axis=alt.Axis(format=",.0f"))
    line = alt.Chart(kept).mark_area(line={"color": theme.BLUE}, color=theme.BLUE, fillOpacity=0.18).encode(x=x, y=y)
    peak = alt.Chart(top).mark_point(size=150, color=theme.ORANGE, opacity=1).encode(x=x, y=y)
    facts = {
        "share": float(top["customers"].iloc[0]),
        "peak": float(top["result"].iloc[0]),
        "lost": float(top["result"].iloc[0] - frame["result"].iloc[-1]),
    }
    title = words.WHALE_TITLE.say(**facts)
    return theme.titled(line + peak, title, subtitle=words.WHALE_SUBTITLE.say(), description=title, height=280)


def ways_out_chart(frame: pd.DataFrame) -> Any:
    """Each way out of a segment, with the capacity that follows and with the capacity that stays (from :func:`ways_out`)."""
    named = frame.assign(said=[texts.WAYS[way].say() for way in frame["way"]])
    long = named.melt(["said"], ["capacity_follows", "capacity_stays"], "kind", "euros")
    kinds = {"capacity_follows": words.FOLLOWS.say(), "capacity_stays": words.STAYS.say()}
    long["kind"] = long["kind"].map(kinds)
    y = alt.Y("said:N", sort=None, title=None, axis=alt.Axis(labelLimit=240))
    x = alt.X("euros:Q", title=str(words.EUROS), axis=alt.Axis(format=",.0f"))
    colour = alt.Color("kind:N", sort=None, title=None, scale=alt.Scale(range=[theme.BLUE, theme.ORANGE]), legend=alt.Legend(orient="top"))
    shape = alt.Shape("kind:N", sort=None, title=None, legend=alt.Legend(orient="top"))
    link = (
        alt.Chart(named)
        .mark_rule(color="#BBBBBB", strokeWidth=3)
        .encode(y=y, x=alt.X("capacity_follows:Q", title=str(words.EUROS)), x2="capacity_stays:Q")
    )
    dots = alt.Chart(long).mark_point(size=150, opacity=1).encode(x=x, y=y, color=colour, shape=shape)
    zero = alt.Chart(pd.DataFrame({"euros": [0]})).mark_rule(color=theme.GREY, strokeDash=[3, 3]).encode(x="euros:Q")
    best = {kind: named["said"].iloc[int(np.argmax(named[kind].to_numpy()))] for kind in kinds}
    title = words.WAYS_TITLE.say(follows=best["capacity_follows"], stays=best["capacity_stays"])
    return theme.titled(zero + link + dots, title, subtitle=words.WAYS_SUBTITLE.say(), description=title, height=260)


def chain_chart(frame: pd.DataFrame, *, finding: str) -> Any:
    """The chain from commercial plan to customer: ``link, measure``, both as the reader reads them, in order; `finding` is its title."""
    placed = frame.assign(at=np.arange(len(frame), dtype=np.int64), left=0.0, right=1.0)
    y = alt.Y("at:O", axis=None, sort=None)
    wide = alt.Scale(domain=[0, 1])
    boxes = alt.Chart(placed).mark_bar(height=30, cornerRadius=6, color=theme.BLUE, opacity=0.14).encode(
        y=y, x=alt.X("left:Q", axis=None, scale=wide), x2="right:Q"
    )  # fmt: skip
    names = alt.Chart(placed).mark_text(align="left", dx=10, fontWeight=600).encode(y=y, x=alt.X("left:Q", scale=wide), text="link:N")
    told = alt.Chart(placed).mark_text(align="right", dx=-10).encode(y=y, x=alt.X("right:Q", scale=wide), text="measure:N")
    arrows = alt.Chart(placed.iloc[:-1].assign(middle=0.5, arrow="▼")).mark_text(dy=21, color=theme.GREY, fontSize=11)
    arrows = arrows.encode(y=y, x=alt.X("middle:Q", scale=wide), text="arrow:N")
    listed = " ; ".join(f"{link} : {measure}" for link, measure in zip(frame["link"], frame["measure"], strict=True))
    return theme.titled(
        boxes + names + told + arrows, finding, subtitle=words.CHAIN_SUBTITLE.say(), description=listed, width=600, height=46 * len(frame)
    )
