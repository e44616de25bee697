"""Credit, truth, integration, preparation and friction as charts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme

from . import chart_texts as words
from .charts import INK, colour_of, nothing
from .omnichannel import Integration
from .texts import channel_label, label, model_label, strategy_label
from .truth import Score

__all__ = ["change_chart", "credit_chart", "friction_chart", "integration_chart", "models_chart", "ropo_chart", "score_chart"]

PERCENT = ".0%"


def credit_chart(credits: pd.DataFrame, model: str, truth: Mapping[str, float] | None = None) -> Any:
    """Share of credit per channel by one model, with its interval where there is one, and the true share as a diamond."""
    if credits.empty or not credits["credit"].sum():
        return nothing()
    frame = credits.assign(
        name=credits["channel"].map(channel_label), colour=credits["channel"].map(colour_of),
        text=[words.PURCHASES_LABEL.say(share=row.share, credit=row.credit) for row in credits.itertuples()],
    )  # fmt: skip
    bounds = "low" in frame
    x = alt.X(
        "share:Q",
        title=words.SHARE_AXIS.say(),
        axis=alt.Axis(format=PERCENT, tickCount=5),
        scale=_room(frame, "high" if bounds else "share", truth),
    )
    y = alt.Y("name:N", sort=frame["name"].tolist(), title=None)
    ends = frame["high"] if bounds else frame["share"]
    base = alt.Chart(frame.assign(end=ends if truth is None else np.maximum(ends, _shares(frame, truth) + 0.01)))
    layers = [base.mark_bar(height=20).encode(x=x, y=y, color=alt.Color("colour:N", scale=None))]
    if bounds:
        layers.append(base.mark_rule(strokeWidth=2, color=INK).encode(x=alt.X("low:Q"), x2="high:Q", y=y))
    layers.append(base.mark_text(align="left", dx=8).encode(x=alt.X("end:Q"), y=y, text="text:N"))
    if truth is not None:
        layers.append(_truth(frame, truth, y))
    top = credits.iloc[0]
    told = {"model": model_label(model), "channel": channel_label(top["channel"]), "share": top["share"]}
    subtitle = (words.CREDITS_SUBTITLE if bounds else words.CREDITS_SUBTITLE_PLAIN).say(purchases=credits["credit"].sum())
    subtitle = subtitle if truth is None else words.CREDITS_TRUTH.say(subtitle=subtitle)
    described = words.CREDITS_DESCRIPTION.say(**told)
    return theme.titled(
        alt.layer(*layers), words.CREDITS_TITLE.say(**told), subtitle=subtitle, description=described, height=36 * len(frame) + 10
    )


def change_chart(before: pd.DataFrame, after: pd.DataFrame) -> Any:
    """Share of credit per channel with all rules (grey) and without one of them (blue)."""
    if not before["credit"].sum() or not after["credit"].sum():
        return nothing()
    pair = pd.DataFrame({"before": before.set_index("channel")["share"], "after": after.set_index("channel")["share"]}).fillna(0.0)
    pair = pair.sort_values("before", ascending=False).rename_axis("channel").reset_index()
    pair = pair.assign(name=pair["channel"].map(channel_label), change=pair["after"] - pair["before"])
    pair["text"] = [words.CHANGE_LABEL.say(change=100 * change) if abs(change) >= 0.0005 else "" for change in pair["change"]]
    y = alt.Y("name:N", sort=pair["name"].tolist(), title=None, axis=alt.Axis(grid=True, ticks=False, domain=False))
    top = 1.25 * float(pair[["before", "after"]].to_numpy().max())
    x = alt.X(
        "before:Q",
        title=words.SHARE_AXIS.say(),
        axis=alt.Axis(format=PERCENT, tickCount=5),
        scale=alt.Scale(domain=[-0.02, top], nice=False),
    )
    base = alt.Chart(pair.assign(end=pair[["before", "after"]].max(axis=1)))
    rule = base.mark_rule(strokeWidth=3, color="#B5B5B5").encode(x=x, x2="after:Q", y=y)
    dots = base.mark_point(filled=True, size=130, opacity=1, color=theme.COLOURS["before"], shape="square").encode(x=x, y=y)
    then = base.mark_point(filled=True, size=130, opacity=1, color=theme.COLOURS["after"]).encode(x=alt.X("after:Q"), y=y)
    text = base.mark_text(align="left", dx=10).encode(x=alt.X("end:Q"), y=y, text="text:N")
    moved = pair.iloc[int(np.argmax(pair["change"].abs()))]
    told = {"channel": moved["name"], "change": 100 * moved["change"]}
    title = words.CHANGE_TITLE if abs(moved["change"]) >= 0.0005 else words.CHANGE_NONE
    return theme.titled(
        alt.layer(rule, dots, then, text),
        title.say(**told),
        subtitle=words.CHANGE_SUBTITLE,
        description=title.say(**told),
        height=34 * len(pair),
    )


def models_chart(shares: pd.DataFrame, truth: pd.Series | Mapping[str, float] | None = None) -> Any:
    """Every model's share per channel as a dot (see ``compare_models``), and the true share as a diamond."""
    spread = shares.max(axis=1) - shares.min(axis=1)
    widest = str(spread.idxmax())
    order = shares.mean(axis=1).sort_values(ascending=False).index
    frame = shares.rename_axis("channel").reset_index().melt(id_vars="channel", var_name="model", value_name="share")
    frame = frame.assign(name=frame["channel"].map(channel_label), by=frame["model"].map(model_label))
    y = alt.Y("name:N", sort=[channel_label(name) for name in order], title=None, axis=alt.Axis(grid=True, ticks=False, domain=False))
    x = alt.X(
        "share:Q",
        title=words.SHARE_AXIS.say(),
        axis=alt.Axis(format=PERCENT, tickCount=6),
        scale=alt.Scale(domain=[-0.02, 1.05 * float(shares.to_numpy().max())], nice=False),
    )
    shown = [model_label(name) for name in _STYLE]
    colour = alt.Color(
        "by:N",
        title=words.MODEL_LEGEND.say(),
        scale=alt.Scale(domain=shown, range=[_STYLE[name][0] for name in _STYLE]),
        legend=alt.Legend(orient="right", symbolOpacity=1),
    )
    shape = alt.Shape("by:N", title=words.MODEL_LEGEND.say(), scale=alt.Scale(domain=shown, range=[_STYLE[name][1] for name in _STYLE]))
    dots = alt.Chart(frame).mark_point(filled=True, size=95, opacity=0.9).encode(x=x, y=y, color=colour, shape=shape)
    layers = (
        [dots]
        if truth is None
        else [dots, _truth(pd.DataFrame({"channel": order, "name": [channel_label(name) for name in order]}), truth, y, size=210)]
    )
    told = {"channel": channel_label(widest), "low": shares.loc[widest].min(), "high": shares.loc[widest].max()}
    subtitle = words.MODELS_SUBTITLE_PLAIN if truth is None else words.MODELS_SUBTITLE
    described = words.MODELS_DESCRIPTION.say(**told)
    return theme.titled(
        alt.layer(*layers), words.MODELS_TITLE.say(**told), subtitle=subtitle, description=described, height=44 * len(shares), width=460
    )


def score_chart(score: Score) -> Any:
    """How much credit each model puts in the wrong place."""
    frame = score.models.assign(name=score.models["model"].map(model_label), best=score.models["model"].eq(score.closest))
    x = alt.X(
        "misplaced:Q",
        title=words.SCORE_AXIS.say(),
        axis=alt.Axis(format=PERCENT, tickCount=5),
        scale=alt.Scale(domain=[0, max(0.05, 1.1 * float(frame["misplaced"].max()))]),
    )
    y = alt.Y("name:N", sort=frame["name"].tolist(), title=None)
    base = alt.Chart(frame)
    bars = base.mark_bar(height=20).encode(x=x, y=y, color=alt.condition(alt.datum.best, alt.value(theme.BLUE), alt.value(theme.GREY)))
    text = base.mark_text(align="left", dx=5).encode(x=x, y=y, text=alt.Text("misplaced:Q", format=PERCENT))
    told = {"model": model_label(score.closest), "misplaced": frame["misplaced"].iloc[0]}
    described = words.SCORE_DESCRIPTION.say(**told, last=frame.set_index("model").loc["last", "misplaced"])
    return theme.titled(
        alt.layer(bars, text), words.SCORE_TITLE.say(**told), subtitle=words.SCORE_SUBTITLE, description=described, height=32 * len(frame)
    )


def integration_chart(measured: Integration) -> Any:
    """The parts of the integration beside what silos would give."""
    parts = measured.parts.dropna(subset="measured")
    frame = parts.assign(name=parts["part"].map(label))
    y = alt.Y("name:N", sort=frame["name"].tolist(), title=None, axis=alt.Axis(ticks=False, labelLimit=260))
    x = alt.X("measured:Q", title=words.PART_AXIS.say(), axis=alt.Axis(format=PERCENT, tickCount=5), scale=alt.Scale(domain=[0, 1.08]))
    base = alt.Chart(frame)
    bars = base.mark_bar(height=20, color=theme.BLUE).encode(x=x, y=y)
    silos = base.mark_bar(height=8, color="#B5B5B5", stroke="white").encode(x=alt.X("silo:Q"), y=y)
    text = base.mark_text(align="left", dx=5).encode(x=x, y=y, text=alt.Text("measured:Q", format=PERCENT))
    told = {"index": 100 * measured.index, "silo": 100 * measured.silo_index}
    title = words.INTEGRATION_TITLE.say(**told, strategy=strategy_label(measured.strategy))
    subtitle = words.INTEGRATION_SUBTITLE.say(switches=measured.switches)
    return theme.titled(
        alt.layer(bars, silos, text),
        title,
        subtitle=subtitle,
        description=words.INTEGRATION_DESCRIPTION.say(**told),
        height=42 * len(frame),
    )


def ropo_chart(rates: pd.DataFrame, *, online_first: bool = True) -> Any:
    """Prepared purchases by category: rate with interval, and what the unidentified leave open."""
    by = rates.columns[0]
    frame = rates.dropna(subset="rate").sort_values("rate", ascending=False)
    if frame.empty:
        return nothing()
    frame = frame.assign(
        name=frame[by].map(label), text=[words.ROPO_LABEL.say(rate=row.rate, n=row.identified) for row in frame.itertuples()]
    )
    y = alt.Y("name:N", sort=frame["name"].tolist(), title=None)
    axis = alt.Axis(format=PERCENT, tickCount=5)
    base = alt.Chart(frame)
    open_to = base.mark_bar(height=26, color="#E3E3E3").encode(
        x=alt.X("floor:Q", title=words.RATE_AXIS.say(), axis=axis, scale=alt.Scale(domain=[0, 1])), x2="ceiling:Q", y=y
    )
    rule = base.mark_rule(strokeWidth=2.5, color=theme.BLUE).encode(x=alt.X("low:Q"), x2="high:Q", y=y)
    dots = base.mark_point(filled=True, size=110, color=theme.BLUE, opacity=1).encode(x=alt.X("rate:Q"), y=y)
    text = base.mark_text(dy=-20, fontWeight=600).encode(x=alt.X("rate:Q"), y=y, text="text:N")
    told = {
        "share": frame["researched"].sum() / frame["identified"].sum(),
        "coverage": frame["identified"].sum() / rates["purchases"].sum(),
    }
    title = (words.ROPO_TITLE if online_first else words.SHOWROOMING_TITLE).say(share=told["share"])
    subtitle = words.ROPO_SUBTITLE.say(coverage=told["coverage"])
    return theme.titled(
        alt.layer(open_to, rule, dots, text),
        title,
        subtitle=subtitle,
        description=words.ROPO_DESCRIPTION.say(**told),
        height=62 * len(frame),
    )


def friction_chart(points: pd.DataFrame, *, most: int = 8) -> Any:
    """The worst friction points, by channel, with their intervals."""
    if points.empty:
        return nothing()
    top = points.head(most)
    names = [f"{channel_label(str(row.channel))} · {label(row.point)}" for row in top.itertuples()]
    frame = top.assign(name=names, colour=top["channel"].map(colour_of))
    x = alt.X("share:Q", title=words.FRICTION_AXIS.say(), axis=alt.Axis(format=PERCENT, tickCount=5))
    y = alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=320))
    base = alt.Chart(frame)
    bars = base.mark_bar(height=18).encode(x=x, y=y, color=alt.Color("colour:N", scale=None))
    rule = base.mark_rule(strokeWidth=2, color=INK).encode(x=alt.X("low:Q"), x2="high:Q", y=y)
    text = base.mark_text(align="left", dx=6).encode(x=alt.X("high:Q"), y=y, text=alt.Text("share:Q", format=PERCENT))
    told = {"point": label(top["point"].iloc[0]), "channel": channel_label(top["channel"].iloc[0]), "share": top["share"].iloc[0]}
    described = words.FRICTION_DESCRIPTION.say(**told)
    return theme.titled(
        alt.layer(bars, rule, text),
        words.FRICTION_TITLE.say(**told),
        subtitle=words.FRICTION_SUBTITLE,
        description=described,
        height=34 * len(frame),
    )


# -- private ------------------------------------------------------------------------------

_STYLE = {
    "first": (theme.ORANGE, "triangle-left"), "last": (theme.VERMILION, "triangle-right"), "last-non-direct": (theme.VERMILION, "cross"),
    "linear": (theme.GREY, "circle"), "position": (theme.GREY, "square"), "time-decay": (theme.GREY, "triangle-down"),
    "markov": (theme.BLUE, "circle"), "shapley": (theme.GREEN, "square"),
}  # fmt: skip


def _shares(frame: pd.DataFrame, truth: pd.Series | Mapping[str, float]) -> np.ndarray:
    """True share of each channel of the frame; a negative effect counts as none."""
    caused = np.clip(np.array([float(truth.get(name, 0.0)) for name in frame["channel"]]), 0, None)
    return np.asarray(caused / caused.sum())


def _truth(frame: pd.DataFrame, truth: pd.Series | Mapping[str, float], y: Any, size: int = 150) -> Any:
    """The true shares, as hollow diamonds."""
    marks = pd.DataFrame({"name": frame["name"].to_numpy(), "share": _shares(frame, truth)})
    return (
        alt.Chart(marks)
        .mark_point(shape="diamond", size=size, filled=False, stroke=INK, strokeWidth=2.5, opacity=1)
        .encode(x=alt.X("share:Q"), y=y)
    )


def _room(frame: pd.DataFrame, column: str, truth: Mapping[str, float] | None) -> alt.Scale:
    """An axis from zero with room for the labels at its end."""
    far = float(frame[column].max())
    if truth is not None:
        total = sum(max(0.0, float(value)) for value in truth.values()) or 1.0
        far = max(far, max(float(value) for value in truth.values()) / total)
    return alt.Scale(domain=[0, min(1.35 * far, far + 0.4)])
