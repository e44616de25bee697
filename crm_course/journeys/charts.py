"""Journeys as charts: flows, transitions, funnel, channels before, during and after, a customer's way."""

from __future__ import annotations

import textwrap
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import percent

from . import chart_texts as words
from .flows import NULL, PURCHASE, STAGES, START, flow_steps, transition_matrix
from .path_table import journeys_of
from .paths import Journeys
from .texts import MOMENT_LABELS, channel_label, label

__all__ = ["channel_chart", "flow_chart", "funnel_chart", "journey_chart", "journey_map_chart", "transition_chart"]

OTHERS = "(others)"
INK, PALE = "#333333", "#C9C9C9"
_PALETTE = {"shop": theme.ORANGE, "web": theme.BLUE, "phone": theme.GREEN, "email": theme.PURPLE, "social": theme.VERMILION}
_ENDS = {PURCHASE: INK, NULL: PALE, OTHERS: theme.GREY}


def colour_of(channel: str) -> str:
    """A channel's own colour; channels without one are grey and told by their label."""
    return _PALETTE.get(channel) or _ENDS.get(channel) or "#8A8A8A"


# -- flows --------------------------------------------------------------------------------


def flow_chart(journeys: Journeys | pd.DataFrame, *, steps: int = 4, most: int = 6, height: int = 380) -> Any:
    """A Sankey diagram of the first `steps` contacts; beyond the `most` used, channels are put together."""
    source = journeys_of(journeys)
    if not len(source):
        return nothing()
    flows = _grouped_flows(flow_steps(source, steps), most)
    nodes = _nodes(flows)
    links = _links(flows, nodes)
    top = float(nodes["high"].max())
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0.86, steps + 1.62]))
    y = alt.Y("low:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.06], reverse=True))
    tip = [
        alt.Tooltip("from:N", title=words.FROM.say()),
        alt.Tooltip("to:N", title=words.TO.say()),
        alt.Tooltip("journeys:Q", title=words.FLOW_TIP.say(), format=",.0f"),
    ]
    paint = alt.Color("colour:N", scale=None)
    bands = (
        alt.Chart(links)
        .mark_area(opacity=0.38, interpolate="linear")
        .encode(x=x, y=y, y2="high:Q", detail="link:N", color=paint, tooltip=tip)
    )
    boxes = alt.Chart(nodes).mark_bar(opacity=1).encode(x=alt.X("left:Q", axis=None), x2="right:Q", y=y, y2="high:Q", color=paint)
    written = [
        alt.Chart(nodes[nodes["named"] & (nodes["label"].str.count("\n") == breaks)])
        .mark_text(align="left", dx=5, dy=-6.5 * breaks, fontSize=11, lineHeight=13, lineBreak="\n")
        .encode(x=alt.X("right:Q"), y=alt.Y("middle:Q"), text="label:N")
        for breaks in sorted(nodes.loc[nodes["named"], "label"].str.count("\n").unique())
    ]
    heads = pd.DataFrame(
        [(step, words.SANKEY_COLUMN.say(step=step)) for step in range(1, steps + 1)] + [(steps + 1, words.SANKEY_AFTER.say())],
        columns=["x", "label"],
    )
    titles = alt.Chart(heads).mark_text(align="left", color="#666666", dx=-6).encode(x="x:Q", y=alt.value(-12), text="label:N")
    begun = flows[flows["step"] == 1].groupby("source")["journeys"].sum()
    told = {"share": source.conversions.sum() / source.journeys.sum(), "first": channel_label(str(begun.idxmax())), "journeys": len(source)}
    subtitle = words.SANKEY_SUBTITLE.say(steps=steps, journeys=len(source))
    chart = alt.layer(bands, boxes, *written, titles).properties(usermeta={"wide": True})
    return theme.titled(
        chart, words.SANKEY_TITLE.say(**told), subtitle=subtitle, description=words.SANKEY_DESCRIPTION.say(**told), width=640, height=height
    )


def transition_chart(journeys: Journeys | pd.DataFrame, *, most: int = 9) -> Any:
    """The transition matrix as a heat map, with the share written in each cell; the `most` used channels."""
    source = journeys_of(journeys)
    if not len(source):
        return nothing()
    used = np.bincount(
        as_counts(source.codes), weights=np.repeat(source.journeys, as_counts(source.lengths)), minlength=len(source.channels)
    )
    kept = [source.channels[i] for i in np.argsort(-used, kind="stable")[:most]]
    matrix = transition_matrix(source).reindex(index=[START, *kept], columns=[*kept, PURCHASE, NULL], fill_value=0.0)
    cells = matrix.rename_axis(index="source", columns="target").reset_index().melt(id_vars="source", value_name="share")
    best = cells[~cells["source"].eq(START) & ~cells["target"].isin([NULL, PURCHASE])].nlargest(1, "share").iloc[0]
    cells = cells.assign(**{"from": cells["source"].map(channel_label), "to": cells["target"].map(channel_label)})
    order = {"from": [channel_label(name) for name in (START, *kept)], "to": [channel_label(name) for name in (*kept, PURCHASE, NULL)]}
    x = alt.X("to:N", sort=order["to"], title=words.TO.say(), axis=alt.Axis(labelAngle=-35, orient="top"))
    y = alt.Y("from:N", sort=order["from"], title=words.FROM.say())
    fill = alt.Color(
        "share:Q",
        scale=alt.Scale(range=["#FFFFFF", theme.BLUE], interpolate="rgb", domain=[0, float(max(cells["share"].max(), 0.01))]),
        legend=None,
    )
    base = alt.Chart(cells)
    squares = base.mark_rect(stroke="white").encode(x=x, y=y, color=fill)
    dark = alt.condition(alt.datum.share > 0.55 * float(cells["share"].max()), alt.value("white"), alt.value("#222222"))
    shown = (
        base.transform_filter(alt.datum.share >= 0.005)
        .mark_text(fontSize=11.5)
        .encode(x=x, y=y, text=alt.Text("share:Q", format=".0%"), color=dark)
    )
    told = {"source": channel_label(best["source"]), "target": channel_label(best["target"]), "share": best["share"]}
    chart = alt.layer(squares, shown)
    return theme.titled(
        chart,
        words.MATRIX_TITLE.say(**told),
        subtitle=words.MATRIX_SUBTITLE,
        description=words.MATRIX_DESCRIPTION.say(**told),
        height=34 * (len(kept) + 1),
    )


def funnel_chart(funnel: pd.DataFrame) -> Any:
    """The funnel through the four phases: customers left at each, and the time it took."""
    frame = funnel.assign(
        name=[label(stage) for stage in funnel["stage"]], half=funnel["customers"] / 2,
        text=[words.FUNNEL_LABEL.say(customers=row.customers, share=row.share) for row in funnel.itertuples()],
        delay=[_delay(days) for days in funnel["median_days"]],
    )  # fmt: skip
    frame.loc[0, "delay"] = ""
    worst = 1 + int(np.argmax(frame["dropped"].iloc[1:].fillna(0)))
    y = alt.Y("name:N", sort=frame["name"].tolist(), title=None, axis=alt.Axis(labelFontSize=13, ticks=False, domain=False))
    limit = float(frame["customers"].max()) / 2 or 1
    scale = alt.Scale(domain=[-1.1 * limit, 1.5 * limit])
    bars = (
        alt.Chart(frame.assign(left=-frame["half"]))
        .mark_bar(height=42, color=theme.BLUE)
        .encode(x=alt.X("left:Q", axis=None, scale=scale), x2="half:Q", y=y)
    )
    inside = alt.Chart(frame.assign(zero=1.06 * limit)).mark_text(align="left", fontWeight=600).encode(x="zero:Q", y=y, text="text:N")
    delays = (
        alt.Chart(frame.assign(zero=1.06 * limit)).mark_text(align="left", dy=16, color="#666666").encode(x="zero:Q", y=y, text="delay:N")
    )
    told = {"lost": frame.loc[worst, "dropped"], "stage": frame.loc[worst, "name"], "before": frame.loc[worst - 1, "name"]}
    described = words.FUNNEL_DESCRIPTION.say(last=frame["share"].iloc[-1], stage=told["stage"])
    subtitle = words.FUNNEL_SUBTITLE.say(n=int(frame["customers"].iloc[0]))
    return theme.titled(
        alt.layer(bars, inside, delays), words.FUNNEL_TITLE.say(**told), subtitle=subtitle, description=described, height=56 * len(STAGES)
    )


# -- channels and customers ----------------------------------------------------------------


def channel_chart(matrix: pd.DataFrame) -> Any:
    """The channel matrix: before, during, after the purchase, a circle whose size is the share of customers."""
    order = matrix.sum(axis=1).sort_values(ascending=False).index
    cells = matrix.loc[order].reset_index().melt(id_vars="channel", var_name="moment", value_name="share")
    cells = cells.assign(name=cells["channel"].map(channel_label), when=cells["moment"].map(label), colour=cells["channel"].map(colour_of))
    x = alt.X(
        "when:N",
        sort=[text.say() for text in MOMENT_LABELS.values()],
        title=None,
        axis=alt.Axis(orient="top", labelAngle=0, labelFontSize=13, domain=False, ticks=False),
    )
    y = alt.Y("name:N", sort=[channel_label(name) for name in order], title=None, axis=alt.Axis(domain=False, ticks=False, grid=True))
    used = alt.Chart(cells[cells["share"] > 0])
    dots = used.mark_circle(opacity=0.9).encode(
        x=x,
        y=y,
        size=alt.Size("share:Q", scale=alt.Scale(domain=[0, 1], range=[20, 620]), legend=None),
        color=alt.Color("colour:N", scale=None),
    )
    text = used.mark_text(dx=30, align="left").encode(x=x, y=y, text=alt.Text("share:Q", format=".0%"))
    told = {"channels": len(matrix), "everywhere": int(((matrix > 0).sum(axis=1) > 1).sum())}
    described = words.CHANNELS_DESCRIPTION.say(**told)
    return theme.titled(
        alt.layer(dots, text),
        words.CHANNELS_TITLE.say(**told),
        subtitle=words.CHANNELS_SUBTITLE,
        description=described,
        height=34 * len(matrix),
    )


def journey_map_chart(table: pd.DataFrame) -> Any:
    """The journey map per persona: one row per persona, its channels at each moment."""
    by = table.columns[0]
    rank = table.groupby([by, "moment"]).cumcount()
    failing = np.where(table["failed"] > 0.1, " ▲", "")
    lines = [
        f"{channel_label(str(row.channel))} {_percent(float(str(row.share)))}{mark}"
        for row, mark in zip(table.itertuples(), failing, strict=True)
    ]
    frame = table.assign(
        who=table[by].map(label), when=table["moment"].map(label), text=lines, shift=rank, colour=table["channel"].map(colour_of)
    )
    people = frame["who"].drop_duplicates().tolist()
    moments = [text.say() for text in MOMENT_LABELS.values()]
    x = alt.X("when:N", sort=moments, title=None, axis=alt.Axis(orient="top", labelAngle=0, labelFontSize=13, domain=False, ticks=False))
    y = alt.Y("line:O", title=None, axis=None, scale=alt.Scale(paddingInner=0.15))
    most = int(rank.max()) + 1
    frame["line"] = frame["who"].map({name: i * (most + 1) for i, name in enumerate(people)}) + 1 + frame["shift"]
    heads = pd.DataFrame({"who": people, "line": [i * (most + 1) for i in range(len(people))], "when": moments[0]})
    bars = (
        alt.Chart(frame)
        .mark_bar(opacity=0.28, height={"band": 0.9}, width={"band": 0.94}, cornerRadius=4)
        .encode(x=x, y=y, color=alt.Color("colour:N", scale=None))
    )
    text = alt.Chart(frame).mark_text(fontSize=12.5).encode(x=x, y=y, text="text:N")
    names = alt.Chart(heads).mark_text(align="left", dx=-78, fontWeight=700, fontSize=13).encode(x=x, y=y, text="who:N")
    title = _map_title(frame, people)
    return theme.titled(
        alt.layer(bars, text, names),
        title,
        subtitle=words.MAP_SUBTITLE,
        description=words.MAP_DESCRIPTION,
        height=30 * len(people) * (most + 1),
    )


def journey_chart(journey: Any) -> Any:
    """One customer's way, step by step: a row per channel, bands before, during and after the purchase.

    `journey` is a record with ``customer, product, amount, purchase, channels, steps`` (see ``cases.chez_vous``).
    """
    steps = pd.DataFrame([
        {"number": step.number, "channel": channel_label(step.channel), "colour": colour_of(step.channel), "what": step.text.say(),
         "moment": step.moment, "shape": "diamond" if step.purchase else "circle", "known": step.carried or step.number == 1}
        for step in journey.steps
    ])  # fmt: skip
    order = [channel_label(name) for name in journey.channels]
    x = alt.X(
        "number:Q",
        title=words.STEP_AXIS.say(),
        axis=alt.Axis(values=steps["number"].tolist(), grid=False, format="d"),
        scale=alt.Scale(domain=[0.4, len(steps) + 0.6], nice=False),
    )
    y = alt.Y("channel:N", sort=order, title=None, axis=alt.Axis(grid=True, domain=False, ticks=False))
    spans = steps.groupby("moment", sort=False)["number"].agg(["min", "max"]).reset_index()
    spans = spans.assign(
        left=spans["min"] - 0.5,
        right=spans["max"] + 0.5,
        name=spans["moment"].map(label),
        shade=["#F4F4F4", "#E6EEF5", "#F4F4F4"][: len(spans)],
    )
    bands = (
        alt.Chart(spans)
        .mark_rect(opacity=1)
        .encode(
            x=alt.X("left:Q", scale=alt.Scale(domain=[0.4, len(steps) + 0.6], nice=False, zero=False)),
            x2="right:Q",
            color=alt.Color("shade:N", scale=None),
        )
    )
    heads = (
        alt.Chart(spans.assign(middle=(spans["left"] + spans["right"]) / 2))
        .mark_text(fontWeight=600, color="#555555")
        .encode(x="middle:Q", y=alt.value(-8), text="name:N")
    )
    line = alt.Chart(steps).mark_line(color="#999999", strokeWidth=1.5).encode(x=x, y=y, order="number:Q")
    tip = [alt.Tooltip("what:N", title=words.WHAT.say())]
    rings = alt.Chart(steps[~steps["known"]]).mark_point(size=420, filled=False, stroke=theme.ORANGE, strokeWidth=3).encode(x=x, y=y)
    dots = (
        alt.Chart(steps)
        .mark_point(size=230, filled=True, opacity=1)
        .encode(x=x, y=y, color=alt.Color("colour:N", scale=None), shape=alt.Shape("shape:N", scale=None), tooltip=tip)
    )
    told = {"customer": journey.customer, "channels": len(order), "purchase": journey.purchase.number, "steps": len(steps)}
    subtitle = words.STEPS_SUBTITLE.say(product=journey.product.say().capitalize(), amount=journey.amount)
    chart = alt.layer(bands, line, rings, dots, heads)
    return theme.titled(
        chart,
        words.STEPS_TITLE.say(**told),
        subtitle=subtitle,
        description=words.STEPS_DESCRIPTION.say(**told),
        height=38 * len(order),
        width=600,
    )


def nothing() -> Any:
    """What stands where there is no journey: a sentence, not an empty frame."""
    empty = alt.Chart(pd.DataFrame({"x": [0]})).mark_point(opacity=0).encode(x=alt.X("x:Q", axis=None))
    return theme.titled(empty, words.NOTHING_TITLE, subtitle=words.NOTHING_SUBTITLE, description=words.NOTHING_TITLE, height=60)


# -- private ------------------------------------------------------------------------------


def _map_title(frame: pd.DataFrame, people: list[str]) -> str:
    """The finding: where the two first personas begin, and whether it is the same channel."""
    tops = frame[frame["when"] == frame["when"].iloc[0]].drop_duplicates("who").set_index("who")["channel"].map(channel_label)
    if len(people) == 1:
        return words.MAP_TITLE_ONE.say(first=people[0], channel=tops[people[0]])
    told = {"first": people[0], "second": people[1], "one": tops[people[0]], "other": tops[people[1]]}
    return (words.MAP_TITLE if told["one"] != told["other"] else words.MAP_TITLE_SAME).say(**told)


def _delay(days: float) -> str:
    if np.isnan(days):
        return ""
    return words.FUNNEL_DELAY.say(days=days) if days >= 1 else words.FUNNEL_SOON.say()


def _percent(share: float) -> str:
    return percent(share, 0)


def _grouped_flows(flows: pd.DataFrame, most: int) -> pd.DataFrame:
    """Flows with the channels beyond the `most` used put together."""
    used = flows.groupby("source")["journeys"].sum().sort_values(ascending=False)
    kept = set(used.index[:most]) | {PURCHASE, NULL}
    named = flows.assign(**{side: flows[side].where(flows[side].isin(kept), OTHERS) for side in ("source", "target")})
    return named.groupby(["step", "source", "target"])["journeys"].sum().to_frame().reset_index()


def _nodes(flows: pd.DataFrame) -> pd.DataFrame:
    """Boxes: a column per step, channels stacked by size, ends below."""
    leaving = flows.rename(columns={"source": "node"}).groupby(["step", "node"])["journeys"].sum()
    arriving = flows.assign(step=flows["step"] + 1).rename(columns={"target": "node"}).groupby(["step", "node"])["journeys"].sum()
    size = pd.concat([leaving, arriving], axis=1).max(axis=1).rename("size").to_frame().reset_index()
    rank = {PURCHASE: 1, NULL: 2, OTHERS: 0.5}
    size["rank"] = size["node"].map(rank).fillna(0)
    total = flows.loc[flows["step"] == 1, "journeys"].sum()
    whole = size.groupby("node")["size"].transform("sum")
    size = size.assign(whole=whole).sort_values(["step", "rank", "whole", "node"], ascending=[True, True, False, True])
    space = 0.035 * total
    size["high"] = size.groupby("step")["size"].cumsum() + space * size.groupby("step").cumcount()
    size = size.assign(low=size["high"] - size["size"], left=size["step"] - 0.03, right=size["step"] + 0.03)
    return size.assign(
        middle=(size["low"] + size["high"]) / 2,
        label=[
            "\n".join(textwrap.wrap(channel_label(node), 13)) if high else channel_label(node)
            for node, high in zip(size["node"], size["size"] > 0.08 * total, strict=True)
        ],
        colour=size["node"].map(colour_of),
        named=size["size"] > 0.025 * total,
    )


def _links(flows: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """Each flow as a band between two boxes, drawn by 17 points along an S."""
    low_of: Any = nodes.set_index(["step", "node"])["low"]
    flows = flows.assign(
        out=flows.set_index(["step", "source"]).index.map(low_of),
        into=pd.MultiIndex.from_arrays([flows["step"] + 1, flows["target"]]).map(low_of),
    )
    order = {node: i for i, node in enumerate(nodes.sort_values(["rank", "whole"], ascending=[True, False])["node"].drop_duplicates())}
    flows = flows.assign(a=flows["source"].map(order), b=flows["target"].map(order))
    flows = flows.sort_values(["step", "a", "b"])
    flows["out"] += flows.groupby(["step", "source"])["journeys"].cumsum() - flows["journeys"]
    flows = flows.sort_values(["step", "b", "a"])
    flows["into"] += flows.groupby(["step", "target"])["journeys"].cumsum() - flows["journeys"]
    t = np.linspace(0, 1, 17)
    ease = t * t * (3 - 2 * t)
    rows = flows.loc[flows.index.repeat(len(t))].assign(t=np.tile(t, len(flows)), ease=np.tile(ease, len(flows)))
    low = rows["out"] + (rows["into"] - rows["out"]) * rows["ease"]
    names = {"from": rows["source"].map(channel_label), "to": rows["target"].map(channel_label)}
    return pd.DataFrame({"x": rows["step"] + 0.03 + 0.94 * rows["t"], "low": low, "high": low + rows["journeys"], "journeys": rows["journeys"],
                         "link": rows["step"].astype(str) + rows["source"] + rows["target"], "colour": rows["source"].map(colour_of), **names})  # fmt: skip
