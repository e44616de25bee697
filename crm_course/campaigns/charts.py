"""The chapter's pictures: from its records to Altair charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme

from . import looks as stopping
from . import texts
from .caused import Incrementality
from .cells import Mailing
from .looks import boundaries, peeking
from .referrals import Referral
from .uplifting import Qini

__all__ = [
    "boundaries_chart",
    "cells_chart",
    "credit_chart",
    "due_chart",
    "funnel_chart",
    "peeking_chart",
    "qini_chart",
    "referral_chart",
    "sequence_chart",
]

_PERCENT = alt.Axis(format=".0%")


def funnel_chart(funnel: pd.DataFrame) -> Any:
    """Each stage's share with its interval, the base said."""
    frame = funnel[funnel["stage"] != "sent"].dropna(subset="share")
    frame = frame.assign(
        name=[texts.OF.say(stage=texts.STAGES[str(row.stage)], of=texts.STAGES[str(row.of)]) for row in frame.itertuples()]
    )
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    x = alt.X("share:Q", title=str(texts.SHARE), axis=_PERCENT, scale=alt.Scale(domain=[0, 1]))
    bars = alt.Chart(frame).mark_bar(color=theme.BLUE, height=20).encode(y=y, x=x)
    rules = alt.Chart(frame).mark_rule(strokeWidth=2).encode(y=y, x=alt.X("low:Q"), x2="high:Q")
    title = _funnel_title(funnel)
    return theme.titled(
        bars + rules, title, subtitle=texts.FUNNEL_SUBTITLE, description=f"{title}. {texts.FUNNEL_SUBTITLE}", height=44 * max(len(frame), 1)
    )


def _funnel_title(funnel: pd.DataFrame) -> str:
    shares = funnel.set_index("stage")["share"]
    for stage, said in (("clicked", texts.FUNNEL_TITLE), ("opened", texts.FUNNEL_OPENED)):
        if stage in shares.index and np.isfinite(shares[stage]):
            return said.say(share=float(shares[stage]))
    return texts.FUNNEL_SENT.say(count=float(funnel["count"].iloc[0]))


def peeking_chart(looks: int = 20) -> Any:
    """False alarms by the number of looks."""
    counts = sorted({*range(1, min(looks, 10) + 1), *np.linspace(1, looks, 12).astype(int).tolist(), looks})
    frame = pd.DataFrame({"looks": counts, "alarms": [peeking(count) for count in counts]})
    line = alt.Chart(frame).mark_line(point=True).encode(
        x=alt.X("looks:Q", title=str(texts.LOOKS), axis=alt.Axis(tickMinStep=1, format="d")),
        y=alt.Y("alarms:Q", title=str(texts.FALSE_ALARMS), axis=_PERCENT, scale=alt.Scale(zero=True)),
    )  # fmt: skip
    level = alt.Chart(pd.DataFrame({"alarms": [0.05]})).mark_rule(strokeDash=[5, 4], color=theme.GREY).encode(y="alarms:Q")
    title = texts.PEEK_TITLE.say(looks=looks, share=float(frame["alarms"].iloc[-1]))
    return theme.titled(line + level, title, subtitle=texts.PEEK_SUBTITLE, description=f"{title}. {texts.PEEK_SUBTITLE}", height=260)


def boundaries_chart(looks: int, *, at: tuple[int, float] | None = None) -> Any:
    """What z each rule asks for at each look; `at` marks a look and its z."""
    limits = {"obrien-fleming": boundaries(looks), "pocock": boundaries(looks, "pocock"), "plain": np.full(looks, 1.96)}
    frame = pd.concat(
        [pd.DataFrame({"look": np.arange(1, looks + 1), "z": z, "rule": str(texts.RULES[name])}) for name, z in limits.items()]
    )
    y = alt.Y("z:Q", title="z", scale=alt.Scale(zero=True))
    drawn = alt.Chart(frame).mark_line(point=True).encode(
        x=alt.X("look:Q", title=str(texts.LOOK), axis=alt.Axis(tickMinStep=1, format="d", tickCount=min(looks, 10))), y=y,
        color=alt.Color("rule:N", title=str(texts.RULE_NAME), sort=[str(texts.RULES[name]) for name in limits]),
    )  # fmt: skip
    if at is not None:
        mark = alt.Chart(pd.DataFrame({"look": [at[0]], "z": [at[1]]}))
        drawn = drawn + mark.mark_point(size=160, shape="diamond", filled=True, opacity=1, color=theme.VERMILION).encode(x="look:Q", y=y)
    title = texts.BOUNDS_TITLE.say(looks=looks, first=limits["obrien-fleming"][0], pocock=limits["pocock"][0])
    return theme.titled(drawn, title, subtitle=texts.BOUNDS_SUBTITLE, description=f"{title}. {texts.BOUNDS_SUBTITLE}", height=260)


def sequence_chart(sequence: stopping.Sequence) -> Any:
    """The difference as people come in, between limits that always hold."""
    frame = sequence.frame.iloc[np.unique(np.linspace(0, len(sequence.frame) - 1, 300).astype(int))]
    x = alt.X("people:Q", title=str(texts.PEOPLE))
    band = (
        alt.Chart(frame).mark_area(opacity=0.25, color=theme.BLUE).encode(x=x, y=alt.Y("low:Q", title=str(texts.DIFFERENCE)), y2="high:Q")
    )
    line = alt.Chart(frame).mark_line(color=theme.BLUE).encode(x=x, y="lift:Q")
    zero = alt.Chart(pd.DataFrame({"lift": [0.0]})).mark_rule(color=theme.GREY).encode(y="lift:Q")
    said = sequence.sentence()
    return theme.titled(band + line + zero, said, subtitle=texts.SEQUENCE_SUBTITLE, description=said, height=260)


def credit_chart(found: Incrementality) -> Any:
    """What a euro earns, by who is credited."""
    rows = [("naive", found.naive_roi), ("last_click", found.last_click_roi), ("caused", found.roi)]
    frame = pd.DataFrame(
        [(str(texts.CREDITS[name]), roi, name == "caused") for name, roi in rows if np.isfinite(roi)], columns=["who", "roi", "caused"]
    )
    y = alt.Y("who:N", sort=None, title=None)
    bars = alt.Chart(frame).mark_bar(height=24).encode(
        y=y, x=alt.X("roi:Q", title=str(texts.EARNED)), color=alt.condition("datum.caused", alt.value(theme.GREEN), alt.value(theme.GREY)),
    )  # fmt: skip
    limits = pd.DataFrame({"who": [str(texts.CREDITS["caused"])], "low": [found.roi_low], "high": [found.roi_high]})
    rule = alt.Chart(limits).mark_rule(strokeWidth=2).encode(y=y, x=alt.X("low:Q"), x2="high:Q")
    title = texts.CREDIT_TITLE.say(naive=found.naive_roi, roi=found.roi)
    return theme.titled(
        bars + rule, title, subtitle=texts.CREDIT_SUBTITLE, description=f"{title}. {found.sentence()}", height=48 * len(frame)
    )


def cells_chart(mailing: Mailing, by: str | Sequence[str]) -> Any:
    """Cells by their shrunk rate, with the observed one and the break-even; at most the thirty largest rates."""
    names = [by] if isinstance(by, str) else list(by)
    frame = mailing.frame.sort_values("shrunk", ascending=False, kind="stable").head(30)
    frame = frame.assign(cell=frame[names].astype(str).agg(" · ".join, axis=1))
    y = alt.Y("cell:N", sort=None, title=None)
    x = alt.X("shrunk:Q", title=str(texts.RESPONSE), axis=alt.Axis(format=".1%"))
    rules = alt.Chart(frame).mark_rule(strokeWidth=2, color=theme.BLUE).encode(y=y, x=alt.X("low:Q"), x2="high:Q")
    dots = alt.Chart(frame).mark_point(filled=True, size=80, opacity=1, color=theme.BLUE).encode(y=y, x=x)
    raw = alt.Chart(frame).mark_point(shape="diamond", size=70, color=theme.ORANGE, opacity=1).encode(y=y, x="rate:Q")
    edge = (
        alt.Chart(pd.DataFrame({"shrunk": [mailing.break_even]})).mark_rule(strokeDash=[5, 4], color=theme.VERMILION).encode(x="shrunk:Q")
    )
    title = texts.CELLS_TITLE.say(count=len(mailing.cells), all=len(mailing.frame))
    subtitle = texts.CELLS_SUBTITLE.say(break_even=mailing.break_even)
    return theme.titled(
        rules + raw + dots + edge, title, subtitle=subtitle, description=f"{title}. {mailing.sentence()}", height=26 * len(frame)
    )


def qini_chart(found: Qini) -> Any:
    """The Qini curve over the random line."""
    x = alt.X("share:Q", title=str(texts.WRITTEN), axis=_PERCENT)
    curve = alt.Chart(found.frame).mark_line(color=theme.BLUE).encode(x=x, y=alt.Y("extra:Q", title=str(texts.EXTRA)))
    random = alt.Chart(found.frame).mark_line(color=theme.GREY, strokeDash=[5, 4]).encode(x=x, y="random:Q")
    said = found.sentence()
    return theme.titled(curve + random, said, subtitle=texts.QINI_SUBTITLE, description=said, height=280)


def referral_chart(found: Referral) -> Any:
    """New customers of each generation."""
    bars = alt.Chart(found.frame).mark_bar().encode(
        x=alt.X("generation:O", title=str(texts.GENERATION), axis=alt.Axis(labelAngle=0)), y=alt.Y("new:Q", title=str(texts.NEW)),
    )  # fmt: skip
    return theme.titled(bars, found.sentence(), subtitle=texts.REFERRAL_SUBTITLE, description=found.sentence(), height=240)


def due_chart(messages: pd.DataFrame) -> Any:
    """The messages of a day by scenario: what goes out, what is held back and why."""
    frame = messages.groupby(["scenario", "reason"], observed=True).size().rename("messages").reset_index()
    frame = frame.assign(name=[texts.label(key) for key in frame["scenario"]], why=[texts.reason(key) for key in frame["reason"]])
    order = [str(texts.REASONS[key]) for key in ("", "unconfirmed", "consent", "quiet", "uncounted", "cap", "priority")]
    bars = alt.Chart(frame).mark_bar().encode(
        y=alt.Y("name:N", sort="-x", title=None, axis=alt.Axis(labelLimit=260)), x=alt.X("sum(messages):Q", title=str(texts.MESSAGES), axis=alt.Axis(tickMinStep=1, format=",d")),
        color=alt.Color("why:N", sort=order, title=str(texts.ISSUE), scale=alt.Scale(
            domain=order, range=[theme.GREEN, theme.GREY, theme.VERMILION, theme.PURPLE, "#B8B8B8", theme.ORANGE, theme.BLUE],
        )),
    )  # fmt: skip
    sent = int(messages["sent"].sum())
    title = texts.DUE_TITLE.say(sent=sent, held=len(messages) - sent)
    return theme.titled(
        bars, title, subtitle=texts.DUE_SUBTITLE, description=f"{title}. {texts.DUE_SUBTITLE}", height=34 * max(frame["name"].nunique(), 1)
    )
