"""The charts of the customer base: records and frames of the chapter, drawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

import altair as alt
import pandas as pd

from crm_course.foundations import theme
from crm_course.foundations.language import date, money, number

from .card import texts as words
from .card.record import Customer
from .card.texts import label
from .pipeline import Board
from .tickets import Desk

__all__ = ["desk_chart", "pipeline_chart", "reach_chart", "timeline_chart"]


def timeline_chart(card: Customer) -> Any:
    """All contacts of a customer over time, a line per channel."""
    frame = card.timeline
    frame = frame[frame["kind"] != "consent"].assign(
        channel=lambda f: [label(channel) or words.NO_CHANNEL.say() for channel in f["channel"]],
        kind=lambda f: f["kind"].map(label),
        bought=lambda f: f["amount"].notna(),
    )
    told = frame["channel"][frame["channel"] != words.NO_CHANNEL.say()]
    usual = (told if len(told) else frame["channel"]).mode()
    title = (
        words.TIMELINE_QUIET.say(name=card.name)
        if frame.empty
        else words.TIMELINE_TITLE.say(name=card.name, contacts=len(frame), channel=usual.iloc[0].lower())
    )
    said = [f"{date(ts.date())} · {kind} · {channel}" for ts, kind, channel in frame[["ts", "kind", "channel"]].itertuples(index=False)]
    points = alt.Chart(frame.assign(said=said)[["ts", "channel", "bought", "said"]]).mark_point(filled=True, opacity=0.8).encode(
        x=alt.X("ts:T", title=words.FIELDS["ts"].say(), axis=alt.Axis(format="%b %Y", tickCount=8)),
        y=alt.Y("channel:N", title=None, sort="-x"),
        shape=alt.Shape("bought:N", legend=None, scale=alt.Scale(domain=[False, True], range=["circle", "diamond"])),
        color=alt.Color("bought:N", legend=None, scale=alt.Scale(domain=[False, True], range=[theme.GREY, theme.BLUE])),
        tooltip=alt.Tooltip("said:N", title=" "),
    )  # fmt: skip
    height = 60 + 34 * max(frame["channel"].nunique(), 1)
    return theme.titled(points, title, subtitle=words.TIMELINE_SUBTITLE, description=f"{title}. {card.sentence()}", height=height)


def reach_chart(reach: pd.DataFrame) -> Any:
    """How many cards the law lets one solicit, by channel, on two dates (:func:`.contactable.reach`)."""
    first, last = sorted(reach["on"].unique())
    phone = reach[reach["channel"] == "phone"].set_index("on")["allowed"]
    title = words.REACH_TITLE.say(before=int(phone[first]), after=int(phone[last]), first=first, last=last)
    everyone = int(reach["all"].iloc[0])
    frame = reach.assign(channel=reach["channel"].map(label), day=[date(day) for day in reach["on"]], said=reach["allowed"].map(number))
    days = [date(first), date(last)]
    order = frame.groupby("channel")["allowed"].sum().sort_values(ascending=False).index.tolist()
    base = alt.Chart(frame[["channel", "day", "allowed", "said"]]).encode(
        y=alt.Y("channel:N", title=None, sort=order),
        yOffset=alt.YOffset("day:N", sort=days),
        x=alt.X(
            "allowed:Q", title=words.COUNT.say(), scale=alt.Scale(domain=[0, max(everyone, 1)]), axis=alt.Axis(format=",.0f", tickMinStep=1)
        ),
    )
    bars = base.mark_bar(height={"band": 0.85}).encode(
        color=alt.Color(
            "day:N", title=None, sort=days, scale=alt.Scale(domain=days, range=[theme.GREY, theme.BLUE]), legend=alt.Legend(orient="top")
        )
    )
    return theme.titled(
        bars + base.mark_text(align="left", dx=5).encode(text="said:N"), title, subtitle=words.REACH_SUBTITLE.say(all=everyone),
        description=title, height=220,
    )  # fmt: skip


def desk_chart(desk: Desk) -> Any:
    """Open tickets by reason, the late ones apart."""
    title = (words.DESK_TITLE_LATE if desk.late else words.DESK_TITLE).say(late=desk.late, open=len(desk.tickets))
    reasons = desk.reasons.head(12)
    names = reasons["reason"].map(label)
    on_time, late = words.ON_TIME.say(), words.LATE.say()
    frame = pd.concat([
        pd.DataFrame({"reason": names, "tickets": reasons["late"], "state": late, "rank": 0}),
        pd.DataFrame({"reason": names, "tickets": reasons["tickets"] - reasons["late"], "state": on_time, "rank": 1}),
    ])  # fmt: skip
    bars = alt.Chart(frame[frame["tickets"] > 0]).mark_bar().encode(
        y=alt.Y("reason:N", title=None, sort=names.tolist()),
        x=alt.X("tickets:Q", title=words.TICKETS.say(), axis=alt.Axis(tickCount=int(min(reasons["tickets"].max() if len(reasons) else 1, 8)), format=",.0f")),
        order="rank:Q",
        color=alt.Color("state:N", title=None, scale=alt.Scale(domain=[late, on_time], range=[theme.VERMILION, theme.BLUE]), legend=alt.Legend(orient="top")),
    )  # fmt: skip
    subtitle = words.DESK_SUBTITLE.say(day=desk.at.date() if isinstance(desk.at, dt.datetime) else desk.at)
    return theme.titled(bars, title, subtitle=subtitle, description=f"{title}. {desk.sentence()}", height=60 + 26 * max(len(reasons), 1))


def pipeline_chart(board: Board) -> Any:
    """Amounts in progress by stage, and what they bring on average."""
    stages = board.stages.assign(name=board.stages["stage"].map(label), said=board.stages["forecast"].map(money))
    title = words.PIPELINE_TITLE.say(forecast=board.forecast, amount=float(stages["amount"].sum()))
    order = stages["name"].tolist()
    base = alt.Chart(stages[["name", "amount", "forecast", "said"]]).encode(y=alt.Y("name:N", title=None, sort=order))
    whole = base.mark_bar(color="#D9D9D9").encode(x=alt.X("amount:Q", title=words.AMOUNT.say(), axis=alt.Axis(format=",.0f")))
    weighted = base.mark_bar(color=theme.BLUE, height={"band": 0.5}).encode(x="forecast:Q")
    text = base.transform_filter("datum.amount > 0").mark_text(align="left", dx=5).encode(x="amount:Q", text="said:N")
    return theme.titled(
        whole + weighted + text, title, subtitle=words.PIPELINE_SUBTITLE.say(spread=board.spread), description=board.sentence(), height=210
    )
