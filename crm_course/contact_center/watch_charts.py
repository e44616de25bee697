"""The queue seen: a timeline of a quarter-hour, and a slider that moves through it."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from crm_course.foundations import theme

from . import chart_texts as words
from .watch import Watched

__all__ = ["queue_animation", "queue_chart"]

_COLOURS = {"served": theme.BLUE, "waiting": theme.ORANGE, "abandoned": theme.VERMILION}


def queue_chart(quarter: Watched) -> Any:
    """Agents as rows, calls as bars, and above them the callers who wait."""
    names = {kind: str(words.WHAT[kind]) for kind in _COLOURS}
    frame = quarter.bars.assign(begin_minute=quarter.bars["begin"] / 60, end_minute=quarter.bars["end"] / 60, state=quarter.bars["what"].map(names))
    colour = alt.Color(
        "state:N", title=None, sort=None, legend=alt.Legend(orient="top"), scale=alt.Scale(domain=list(names.values()), range=list(_COLOURS.values()))
    )
    served = frame[frame["what"] == "served"]
    waiting = frame[frame["what"] != "served"]
    agents = _rows(served, str(words.AGENT), max(quarter.agents, int(served["lane"].max() if len(served) else 1)), colour, quarter.seconds)
    line = _rows(waiting, str(words.WAITING), max(3, int(waiting["lane"].max() if len(waiting) else 1)), colour, quarter.seconds)
    chart = alt.vconcat(line.encode(x=_minutes(quarter.seconds, axis=None)), agents, spacing=6)
    facts = {name: getattr(quarter, name) for name in ("waited", "calls", "abandoned", "agents")}
    return theme.titled(
        chart, words.WATCH_TITLE.say(longest=quarter.longest_wait, **facts), subtitle=words.WATCH_SUBTITLE.say(agents=quarter.agents),
        description=words.WATCH_ALT.say(minutes=quarter.seconds / 60, agents=quarter.agents), width=None,
    )  # fmt: skip


def queue_animation(quarter: Watched, *, step: float = 5.0) -> Any:
    """The same, one moment at a time: a slider that needs no kernel and no network."""
    line = quarter.people["waiting"].to_numpy()
    crowded = float(quarter.people["time"].to_numpy()[line.argmax()]) + step
    second = alt.param(name="second", value=crowded - crowded % step, bind=alt.binding_range(min=0, max=quarter.seconds, step=step, name=str(words.SLIDER)))
    now = "datum.begin <= second && second < datum.end"
    columns = 10
    seats = pd.DataFrame({"lane": range(1, quarter.agents + 1)})
    seats = seats.assign(column=(seats["lane"] - 1) % columns, row=(seats["lane"] - 1) // columns)
    served = quarter.bars[quarter.bars["what"] == "served"]
    served = served.assign(column=(served["lane"] - 1) % columns, row=(served["lane"] - 1) // columns)
    waiting = quarter.bars[quarter.bars["what"] != "served"]
    rows = int(seats["row"].max()) + 1
    room = alt.X("column:Q", axis=None, scale=alt.Scale(domain=[-0.6, columns - 0.4], nice=False))
    place = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[rows - 0.4, -0.6], nice=False))
    square: dict[str, Any] = {"shape": "square", "size": 900, "opacity": 1}
    desks = alt.Chart(seats).mark_point(**square, filled=True, fill="#E8E8E8", stroke="#B0B0B0").encode(x=room, y=place)
    busy = alt.Chart(served).mark_point(**square, filled=True, color=theme.BLUE).encode(x=room, y=place).transform_filter(now)
    numbers = alt.Chart(seats).mark_text(fontSize=11).encode(x=room, y=place, text="lane:Q")
    on_call = alt.Chart(served).mark_text(fontSize=11, color="white").encode(x=room, y=place, text="lane:Q").transform_filter(now)
    team = (desks + numbers + busy + on_call).properties(width=480, height=50 * rows, title=alt.TitleParams(str(words.TEAM), fontSize=12, offset=2))
    queue = (
        alt.Chart(waiting).transform_filter(now).transform_window(place="row_number()", sort=[alt.SortField("begin")])
        .transform_calculate(column="(datum.place - 1) % 20", row="floor((datum.place - 1) / 20)")
        .mark_point(filled=True, size=240, opacity=1, color=theme.ORANGE, stroke="#7A5500")
        .encode(x=alt.X("column:Q", axis=None, scale=alt.Scale(domain=[-0.6, 19.6], nice=False)),
                y=alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[1.5, -0.5], nice=False)))
        .properties(width=480, height=56, title=alt.TitleParams(str(words.WAITING), fontSize=12, offset=2))
    )  # fmt: skip
    curve = alt.Chart(quarter.people.assign(minute=quarter.people["time"] / 60)).mark_area(
        interpolate="step-after", color=theme.ORANGE, opacity=0.6
    ).encode(x=alt.X("minute:Q", title=str(words.MINUTES), scale=alt.Scale(domain=[0, quarter.seconds / 60], nice=False)), y=alt.Y("waiting:Q", title=str(words.WAITING), axis=alt.Axis(values=list(range(0, int(line.max()) + 1, 1 + int(line.max()) // 5)), format="d")))  # fmt: skip
    hand = alt.Chart(pd.DataFrame({"zero": [0]})).transform_calculate(minute="second / 60").mark_rule(strokeWidth=2).encode(x="minute:Q")
    return theme.titled(
        alt.vconcat(queue, team, (curve + hand).properties(width=480, height=90), spacing=12).add_params(second),
        words.ANIMATION_TITLE.say(agents=quarter.agents), subtitle=words.ANIMATION_SUBTITLE,
        description=words.WATCH_ALT.say(minutes=quarter.seconds / 60, agents=quarter.agents), width=None,
    )  # fmt: skip


def _minutes(seconds: float, **options: Any) -> Any:
    return alt.X("begin_minute:Q", title=str(words.MINUTES), scale=alt.Scale(domain=[0, seconds / 60], nice=False), **options)


def _rows(frame: pd.DataFrame, title: str, rows: int, colour: Any, seconds: float) -> Any:
    lanes = alt.Y("lane:O", title=title, scale=alt.Scale(domain=list(range(1, rows + 1))), axis=alt.Axis(labels=rows <= 30, ticks=False, grid=True))
    return (
        alt.Chart(frame).mark_bar(height={"band": 0.8}, stroke="white", strokeWidth=1)
        .encode(x=_minutes(seconds), x2="end_minute:Q", y=lanes, color=colour)
        .properties(width=540, height=max(36, 16 * rows))
    )  # fmt: skip
