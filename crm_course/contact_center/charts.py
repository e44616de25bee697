"""The chapter's pictures: from its records to Altair charts."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import language, theme

from . import chart_texts as words
from .day import DayPlan
from .marginal import ServiceCurve
from .texts import hung_up
from .timeline import Watched

__all__ = [
    "as_it_goes_chart",
    "cost_chart",
    "day_chart",
    "patience_chart",
    "queue_animation",
    "queue_chart",
    "service_curve_chart",
    "wait_chart",
]

_PERCENT = alt.Axis(format=".0%")


def service_curve_chart(curve: ServiceCurve, *, agents: int | None = None) -> Any:
    """Service level against agents: the knee, the target, and what each agent brings; `agents` are marked."""
    every, stride = 1 + len(curve.frame) // 12, 1 + len(curve.frame) // 60
    kept = curve.frame[curve.frame["agents"] % stride == curve.needed % stride]
    levels, gains = kept["service_level"].tolist(), kept["gain"].tolist()
    told = (kept["gain"] >= 0.025) & (kept["agents"] % every == curve.needed % every)
    frame = kept.assign(
        label=[
            words.GAIN.say(level=_beside(level, curve.target), gain=100 * gain) if shown else ""
            for level, gain, shown in zip(levels, gains, told, strict=True)
        ]
    )
    ends = [int(curve.frame["agents"].min()), int(curve.frame["agents"].max())]
    axis = alt.X(
        "agents:Q",
        title=str(words.AGENTS),
        scale=alt.Scale(domain=ends, nice=False, padding=16),
        axis=alt.Axis(values=list(range(ends[0], ends[1] + 1, every)), format="d", grid=False),
    )
    height = alt.Y("service_level:Q", title=str(words.LEVEL), axis=_PERCENT, scale=alt.Scale(domain=[0, 1.08], nice=False))
    base = alt.Chart(frame).encode(x=axis, y=height)
    labels = base.mark_text(dy=14, dx=7, align="left", fontSize=11).encode(text="label:N")
    aim = alt.Chart(
        pd.DataFrame({"agents": [ends[0]], "service_level": [curve.target], "label": [words.TARGET.say(target=curve.target)]})
    ).encode(y=height)
    target = aim.mark_rule(strokeDash=[5, 4], color=theme.GREEN, strokeWidth=2) + aim.mark_text(
        align="left", dy=-9, color=theme.GREEN
    ).encode(x=axis, text="label:N")
    knee = alt.Chart(pd.DataFrame({"agents": [curve.knee], "service_level": [curve.at_knee], "label": [str(words.KNEE)]})).encode(
        x=axis, y=height
    )
    mark = knee.mark_point(size=260, filled=False, strokeWidth=2.5, color=theme.ORANGE, opacity=1)
    mark = mark + knee.mark_text(dy=-17, dx=-4, align="right").encode(text="label:N")
    if agents is not None and agents != curve.needed and ends[0] <= agents <= ends[1]:
        here = alt.Chart(
            pd.DataFrame({"agents": [agents], "service_level": [curve.level(agents)], "label": [words.HERE.say(agents=agents)]})
        )
        here = here.encode(x=axis, y=height)
        mark = mark + here.mark_point(shape="diamond", size=160, color=theme.VERMILION, opacity=1)
        mark = mark + here.mark_text(dy=-15, color=theme.VERMILION).encode(text="label:N")
    facts = {"knee": curve.knee, "level": curve.at_knee, "needed": curve.needed, "target": curve.target}
    return theme.titled(
        target + base.mark_line() + base.mark_point(opacity=1, color=theme.BLUE, size=60 / every) + labels + mark, words.CURVE_TITLE.say(**facts),
        subtitle=words.CURVE_SUBTITLE.say(seconds=curve.within_seconds), description=words.CURVE_ALT.say(**facts), height=320,
    )  # fmt: skip


def _beside(level: float, target: float) -> str:
    """A service level in whole percent, unless that would say that it keeps a target which it misses."""
    if level < target <= round(level, 2):
        return language.percent(min(round(level, 3), target - 0.001))
    return language.percent(level, 0)


def wait_chart(curve: pd.DataFrame, *, within_seconds: float = 20) -> Any:
    """Who still waits after so many seconds, for several numbers of agents (from :func:`wait_curve`)."""
    teams = sorted(curve["agents"].unique())
    last = curve["seconds"].max()
    frame = curve.assign(label=[words.WAIT_LABEL.say(agents=agents) for agents in curve["agents"]])
    colours = alt.Color(
        "label:N",
        legend=None,
        sort=None,
        scale=alt.Scale(range=[theme.VERMILION, theme.ORANGE, theme.GREEN, theme.BLUE, theme.PURPLE][: len(teams)]),
    )
    base = alt.Chart(frame).encode(
        x=alt.X("seconds:Q", title=str(words.SECONDS_WAITED), scale=alt.Scale(domain=[0, last])),
        y=alt.Y(
            "waits_longer:Q",
            title=str(words.LONGER),
            axis=_PERCENT,
            scale=alt.Scale(domain=[0, max(0.2, float(frame["waits_longer"].max()))]),
        ),
        color=colours,
    )
    near = min(frame["seconds"].tolist(), key=lambda seconds: abs(seconds - within_seconds))
    names = base.transform_filter(alt.datum.seconds == near).mark_text(align="left", dx=7, dy=-8).encode(text="label:N")
    threshold = alt.Chart(pd.DataFrame({"seconds": [within_seconds]})).mark_rule(strokeDash=[4, 4], color=theme.GREY).encode(x="seconds:Q")
    facts = {"few": teams[0], "many": teams[-1], "seconds": within_seconds}
    shares = {
        name: float(np.interp(within_seconds, *_column(frame, team))) for name, team in (("share_few", teams[0]), ("share_many", teams[-1]))
    }
    title = words.WAIT_TITLE.say(**facts, **shares)
    return theme.titled(threshold + base.mark_line() + names, title, subtitle=words.WAIT_SUBTITLE, description=title, height=320)


def day_chart(plan: DayPlan) -> Any:
    """The day: load, required and rostered agents, and the service level of each interval."""
    step = plan.interval_seconds / 3600
    frame = plan.frame.assign(end=plan.frame["start_hour"] + step).dropna(subset=["agents"])
    last = frame.tail(1).assign(start_hour=frame["end"].iloc[-1])
    hours = alt.X("start_hour:Q", title=str(words.HOUR), axis=_hours(), scale=alt.Scale(nice=False, zero=False))
    names = {"load": words.LOAD, "agents": words.REQUIRED, "rostered": words.ROSTERED}
    kinds = list(names) if plan.shrinkage else ["load", "agents"]
    lines = pd.concat([frame, last]).melt("start_hour", kinds, var_name="what", value_name="people")
    lines = lines.assign(what=lines["what"].map({kind: str(names[kind]) for kind in kinds}))
    order = [str(names[kind]) for kind in kinds]
    colours = alt.Scale(domain=order, range=[theme.GREY, theme.BLUE, theme.ORANGE][: len(order)])
    dashes = alt.Scale(domain=order, range=[[5, 4], [1, 0], [1, 2]][: len(order)])
    above = alt.Chart(lines).mark_line(interpolate="step-after").encode(
        x=hours.title(None), y=alt.Y("people:Q", title=str(words.PEOPLE)), strokeDash=alt.StrokeDash("what:N", title=None, sort=None, scale=dashes, legend=alt.Legend(orient="top")),
        color=alt.Color("what:N", title=None, sort=None, scale=colours, legend=alt.Legend(orient="top")),
    )  # fmt: skip
    below = (
        alt.Chart(frame)
        .mark_rect(stroke="white", strokeWidth=0.5, color=theme.BLUE)
        .encode(
            x=hours,
            x2="end:Q",
            y=alt.Y("service_level:Q", title=str(words.SHORT_LEVEL), axis=_PERCENT, scale=alt.Scale(domain=[0, 1])),
            y2=alt.datum(0),
        )
    )
    if plan.target:
        rule = alt.Chart(pd.DataFrame({"level": [plan.target]})).mark_rule(strokeDash=[4, 4], color=theme.ORANGE, strokeWidth=2.5)
        below = below + rule.encode(y="level:Q")
    known = frame.loc[frame["calls"] > 0, "service_level"]
    chart = alt.vconcat(above.properties(width=560, height=210), below.properties(width=560, height=120), spacing=8)
    return theme.titled(
        chart, words.DAY_TITLE.say(peak=plan.peak, level=plan.service_level), subtitle=words.DAY_SUBTITLE,
        description=words.DAY_ALT.say(low=known.min(), high=known.max()), width=None,
    )  # fmt: skip


def as_it_goes_chart(real: pd.DataFrame) -> Any:
    """The plan beside the queue as it goes (from :meth:`DayPlan.as_it_goes`)."""
    gap = (real["wait_share"] - real["planned_wait_share"]).abs()
    names = {"planned_wait_share": str(words.PLANNED), "wait_share": str(words.REAL)}
    last = real.tail(1).assign(start_hour=2 * real["start_hour"].iloc[-1] - real["start_hour"].iloc[-2 if len(real) > 1 else -1])
    frame = (
        pd.concat([real, last])
        .melt("start_hour", list(names), var_name="what", value_name="share")
        .assign(what=lambda table: table["what"].map(names))
    )
    base = alt.Chart(frame).encode(
        x=alt.X("start_hour:Q", title=str(words.HOUR), axis=_hours(), scale=alt.Scale(nice=False, zero=False)),
        y=alt.Y("share:Q", title=str(words.WAITS), axis=_PERCENT, scale=alt.Scale(domainMin=0)),
        color=alt.Color("what:N", title=None, sort=None, scale=alt.Scale(domain=list(names.values()), range=[theme.GREY, theme.BLUE]), legend=alt.Legend(orient="top")),
        strokeDash=alt.StrokeDash("what:N", title=None, sort=None, scale=alt.Scale(domain=list(names.values()), range=[[5, 4], [1, 0]]), legend=alt.Legend(orient="top")),
    )  # fmt: skip
    worst = real["start_hour"].tolist()[int(gap.to_numpy().argmax())]
    hour = f"{int(worst)} h {round(60 * (worst % 1)):02d}" if language.current() == "fr" else f"{int(worst)}:{round(60 * (worst % 1)):02d}"
    return theme.titled(
        base.mark_line(interpolate="step-after"), words.REAL_TITLE.say(share=float((gap > 0.05).mean())), subtitle=words.REAL_SUBTITLE,
        description=words.REAL_ALT.say(gap=100 * gap.max(), hour=hour), height=280,
    )  # fmt: skip


def cost_chart(points: pd.DataFrame) -> Any:
    """What the next point of service level costs, at each level (from :func:`cost_of_points`)."""
    euros = points["hourly_cost_per_point"]
    low, high = points["service_level"].iloc[0], points["service_level"].iloc[-1]
    frame = points.assign(
        name=[language.percent(level) for level in points["service_level"]], label=[words.EURO_LABEL.say(euros=amount) for amount in euros]
    )
    base = alt.Chart(frame).encode(
        x=alt.X("name:O", sort=None, title=str(words.LEVEL), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("hourly_cost_per_point:Q", title=str(words.EUROS)),
    )
    title = words.COST_TITLE.say(high=high, low=low, times=euros.iloc[-1] / euros.iloc[0])
    return theme.titled(
        base.mark_bar(color=theme.BLUE) + base.mark_text(dy=-8).encode(text="label:N"),
        title,
        subtitle=words.COST_SUBTITLE,
        description=title,
        height=280,
    )


def patience_chart(accepted: pd.DataFrame) -> Any:
    """Abandonments that a service level alone accepts (from :func:`accepted_abandonment`)."""
    worst = accepted.iloc[int(accepted["abandonment_share"].to_numpy().argmax())]
    frame = accepted.assign(name=[language.number(seconds) for seconds in accepted["patience_seconds"]])
    base = alt.Chart(frame).encode(
        x=alt.X("name:O", sort=None, title=str(words.PATIENCE), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("abandonment_share:Q", title=str(words.ABANDONED), axis=_PERCENT),
    )
    title = words.PATIENCE_TITLE.say(share=worst["abandonment_share"], patience=worst["patience_seconds"])
    bars = base.mark_bar(color=theme.VERMILION) + base.mark_text(dy=-8).encode(text=alt.Text("agents:Q"))
    return theme.titled(bars, title, subtitle=words.PATIENCE_SUBTITLE, description=title, height=280)


def _hours() -> Any:
    return alt.Axis(labelExpr="datum.value + ' h'" if language.current() == "fr" else "datum.value + ':00'", tickMinStep=1, grid=False)


def _column(frame: pd.DataFrame, agents: int) -> tuple[pd.Series[float], pd.Series[float]]:
    part = frame[frame["agents"] == agents]
    return part["seconds"], part["waits_longer"]


# -- the queue seen -------------------------------------------------------------------------

_COLOURS = {"served": theme.BLUE, "waiting": theme.ORANGE, "abandoned": theme.VERMILION}


def queue_chart(quarter: Watched) -> Any:
    """Agents as rows, calls as bars, and above them the callers who wait."""
    names = {kind: str(words.WHAT[kind]) for kind in _COLOURS}
    frame = quarter.bars.assign(
        begin_minute=quarter.bars["begin"] / 60, end_minute=quarter.bars["end"] / 60, state=quarter.bars["what"].map(names)
    )
    colour = alt.Color(
        "state:N",
        title=None,
        sort=None,
        legend=alt.Legend(orient="top"),
        scale=alt.Scale(domain=list(names.values()), range=list(_COLOURS.values())),
    )
    served = frame[frame["what"] == "served"]
    waiting = frame[frame["what"] != "served"]
    agents = _rows(served, str(words.AGENT), max(quarter.agents, int(served["lane"].max() if len(served) else 1)), colour, quarter.seconds)
    line = _rows(waiting, str(words.WAITING), max(3, int(waiting["lane"].max() if len(waiting) else 1)), colour, quarter.seconds)
    chart = alt.vconcat(line.encode(x=_minutes(quarter.seconds, axis=None)), agents, spacing=6)
    facts = {name: getattr(quarter, name) for name in ("waited", "calls", "abandoned", "agents")}
    return theme.titled(
        chart, words.WATCH_TITLE.say(longest=quarter.longest_wait, hung_up=hung_up(quarter.abandoned), **facts), subtitle=words.WATCH_SUBTITLE.say(agents=quarter.agents),
        description=words.WATCH_ALT.say(minutes=quarter.seconds / 60, agents=quarter.agents), width=None,
    )  # fmt: skip


def queue_animation(quarter: Watched, *, step: float = 5.0) -> Any:
    """The same, one moment at a time: a slider that needs no kernel and no network."""
    line = quarter.people["waiting"].to_numpy()
    crowded = float(quarter.people["time"].to_numpy()[line.argmax()]) + step
    second = alt.param(
        name="second", value=crowded - crowded % step, bind=alt.binding_range(min=0, max=quarter.seconds, step=step, name=str(words.SLIDER))
    )
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
    team = (desks + numbers + busy + on_call).properties(
        width=480, height=50 * rows, title=alt.TitleParams(str(words.TEAM), fontSize=12, offset=2)
    )
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
    lanes = alt.Y(
        "lane:O", title=title, scale=alt.Scale(domain=list(range(1, rows + 1))), axis=alt.Axis(labels=rows <= 30, ticks=False, grid=True)
    )
    return (
        alt.Chart(frame).mark_bar(height={"band": 0.8}, stroke="white", strokeWidth=1)
        .encode(x=_minutes(seconds), x2="end_minute:Q", y=lanes, color=colour)
        .properties(width=540, height=max(36, 16 * rows))
    )  # fmt: skip
