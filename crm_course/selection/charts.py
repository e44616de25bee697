"""The chapter's pictures: from its records to Altair charts."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme

from . import texts
from .criteria import Choice
from .diffusion import FittedAdoption
from .naming import label
from .schedule import Plan, Simulated
from .toppling import switch_points

__all__ = ["adoption_chart", "duration_chart", "plan_chart", "risk_chart", "toppling_chart", "worth_chart"]


def worth_chart(choice: Choice) -> Any:
    """The worth of each offer, criterion by criterion."""
    points = (
        (100 * choice.parts * choice.weights).rename_axis("vendor").reset_index().melt("vendor", var_name="criterion", value_name="points")
    )
    points["criterion"] = [label(name) for name in points["criterion"]]
    order = [label(name) for name in choice.weights.sort_values(ascending=False, kind="stable").index]
    bars = alt.Chart(points).mark_bar().encode(
        y=alt.Y("vendor:N", sort=choice.order, title=None),
        x=alt.X("points:Q", title=str(texts.WORTH_AXIS), scale=alt.Scale(domain=[0, 100])),
        color=alt.Color("criterion:N", sort=order, title=str(texts.CRITERION)),
        order=alt.Order("place:Q"),
        tooltip=["vendor", "criterion", alt.Tooltip("points:Q", format=".1f")],
    ).transform_calculate(place=f"indexof({order!r}, datum.criterion)")  # fmt: skip
    worth = dict(zip(choice.parts.index, choice.values, strict=True))
    totals = pd.DataFrame({"vendor": choice.order, "points": [100 * worth[name] for name in choice.order]})
    sums = (
        alt.Chart(totals)
        .mark_text(align="left", dx=5)
        .encode(y=alt.Y("vendor:N", sort=choice.order), x="points:Q", text=alt.Text("points:Q", format=".0f"))
    )
    said = ", ".join(f"{row.vendor} {row.points:.0f}" for row in totals.itertuples())
    return theme.titled(
        bars + sums,
        _worth_title(choice),
        subtitle=texts.WORTH_SUBTITLE,
        description=texts.WORTH_ALT.say(said=said),
        height=34 * len(choice.order),
    )


def _worth_title(choice: Choice) -> str:
    if not choice.order:
        return str(texts.WORTH_NOBODY)
    value = 100 * float(max(choice.values))
    if len(choice.order) > 1 and choice.margin == 0:
        return texts.WORTH_TIED.say(first=choice.order[0], second=choice.order[1], value=value)
    return texts.WORTH_TITLE.say(first=choice.order[0], value=value)


def toppling_chart(choice: Choice) -> Any:
    """Each weight, and the weight at which another vendor wins."""
    points = switch_points(choice)
    points["criterion"] = [label(name) for name in points["criterion"]]
    known = points.dropna(subset="switch")
    order = list(points.sort_values("weight", ascending=False, kind="stable")["criterion"])
    height = alt.Y("criterion:N", sort=order, title=None)
    width = alt.X("weight:Q", title=str(texts.TOPPLING_AXIS), axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, 1]))
    dots = alt.Chart(points).mark_point(size=120, opacity=1, color=theme.BLUE).encode(y=height, x=width)
    rules = alt.Chart(known).mark_rule(color=theme.GREY).encode(y=height, x=width, x2="switch:Q")
    ends = alt.Chart(known).encode(y=height, x=alt.X("switch:Q"))
    marks = ends.mark_point(size=120, shape="diamond", opacity=1, color=theme.VERMILION)
    names = ends.mark_text(dy=-13, color=theme.VERMILION).encode(text="winner:N")
    title = _toppling_title(choice, known)
    return theme.titled(rules + dots + marks + names, title, subtitle=texts.TOPPLING_SUBTITLE, description=title, height=44 * len(points))


def _toppling_title(choice: Choice, known: pd.DataFrame) -> str:
    if known.empty:
        return texts.TOPPLING_NEVER.say(first=choice.order[0])
    nearest = known.iloc[int(known["change"].abs().to_numpy().argmin())]
    points = 100 * abs(nearest["change"])
    said = texts.TOPPLING_ONE_POINT if points < 1.5 else texts.TOPPLING_TITLE if points < 10 else texts.TOPPLING_FAR
    return said.say(criterion=nearest["criterion"], points=points, winner=nearest["winner"])


def plan_chart(plan: Plan) -> Any:
    """The plan as bars in time: critical tasks, others, and the slack of those."""
    frame = plan.frame.assign(label=[label(name) for name in plan.frame["name"]], late=plan.frame["end"] + plan.frame["slack"])
    kinds = [str(texts.CRITICAL), str(texts.SLACK_ONE), str(texts.MARGIN)]
    frame["kind"] = np.where(frame["critical"], kinds[0], kinds[1])
    order = list(frame.sort_values(["start", "end"], kind="stable")["label"])
    height = alt.Y("label:N", sort=order, title=None)
    colour = alt.Color("kind:N", title=str(texts.KIND), scale=alt.Scale(domain=kinds, range=[theme.VERMILION, theme.BLUE, "#C9C9C9"]))
    bars = alt.Chart(frame).mark_bar(height=16).encode(y=height, x=alt.X("start:Q", title=str(texts.WEEKS)), x2="end:Q", color=colour)
    slack = (
        alt.Chart(frame[frame["slack"] > 0].assign(kind=kinds[2])).mark_bar(height=6).encode(y=height, x="end:Q", x2="late:Q", color=colour)
    )
    path = " → ".join(label(name) for name in plan.critical)
    return theme.titled(
        slack + bars, texts.PLAN_TITLE.say(duration=plan.duration, count=len(plan.critical)), subtitle=texts.PLAN_SUBTITLE,
        description=texts.PLAN_ALT.say(path=path), height=26 * len(frame),
    )  # fmt: skip


def duration_chart(run: Simulated, plan: Plan) -> Any:
    """How long the introductions took, with the plan's date."""
    counts, edges = np.histogram(run.durations, bins=40)
    bars = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "draws": counts, "late": edges[:-1] >= plan.duration})
    axis = alt.X("low:Q", bin="binned", title=str(texts.DURATION_AXIS), scale=alt.Scale(zero=False))
    drawn = alt.Chart(bars).mark_bar(binSpacing=0).encode(
        x=axis, x2="high:Q", y=alt.Y("draws:Q", title=str(texts.DRAWS)),
        color=alt.condition("datum.late", alt.value(theme.ORANGE), alt.value(theme.BLUE)),
    )  # fmt: skip
    rule = alt.Chart(pd.DataFrame({"low": [plan.duration]})).mark_rule(strokeDash=[5, 4], strokeWidth=2).encode(x="low:Q")
    title = texts.DURATION_TITLE.say(plan=plan.duration, share=run.share_by(plan.duration))
    subtitle = texts.DURATION_SUBTITLE.say(draws=len(run.durations), most=run.quantile(0.8))
    return theme.titled(drawn + rule, title, subtitle=subtitle, description=f"{title} {subtitle}", height=260)


def risk_chart(losses: pd.DataFrame) -> Any:
    """Obstacles by expected loss, as :func:`expected_losses` gives them."""
    frame = losses.assign(label=[label(name) for name in losses["risk"]])
    bars = alt.Chart(frame).encode(
        y=alt.Y("label:N", sort=list(frame["label"]), title=None, axis=alt.Axis(labelLimit=320)),
        x=alt.X("expected_loss:Q", title=str(texts.RISK_AXIS), axis=alt.Axis(format=",.0f")),
    )  # fmt: skip
    title = texts.RISK_TITLE.say(first=frame["label"].iloc[0], loss=float(frame["expected_loss"].iloc[0]))
    subtitle = texts.RISK_SUBTITLE.say(total=float(frame["expected_loss"].sum()))
    return theme.titled(
        bars.mark_bar(color=theme.VERMILION), title, subtitle=subtitle, description=f"{title} {subtitle}", height=24 * len(frame), width=380
    )


def adoption_chart(fitted: FittedAdoption) -> Any:
    """New users per period, and the curve behind them."""
    periods = np.arange(1, len(fitted.counts) + 1)
    bars = alt.Chart(pd.DataFrame({"period": periods, "new": fitted.counts})).mark_bar(color=theme.GREY, opacity=0.6).encode(
        x=alt.X("period:O", title=str(texts.PERIOD), axis=alt.Axis(labelAngle=0)), y=alt.Y("new:Q", title=str(texts.NEW_USERS)),
    )  # fmt: skip
    curve = alt.Chart(fitted.curve.frame(len(periods))).mark_line(point=True).encode(x="period:O", y="new:Q")
    return theme.titled(bars + curve, fitted.sentence(), subtitle=texts.ADOPTION_SUBTITLE, description=fitted.sentence(), height=260)
