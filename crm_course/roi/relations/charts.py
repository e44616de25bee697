"""What each lever of customer relations adds, as a picture."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from crm_course.foundations import theme
from crm_course.foundations.language import money

from . import texts as words

__all__ = ["relations_chart"]


def relations_chart(table: pd.DataFrame) -> Any:
    """What each lever alone adds to the yearly gain: the frame of `Levers.by_lever`."""
    shown = table.reset_index()
    shown["name"] = [words.LEVERS[name].say() for name in shown["lever"]]
    shown["label"] = [money(gain) for gain in shown["gain"]]
    shown["kind"] = ["gain" if gain >= 0 else "loss" for gain in shown["gain"]]
    y = alt.Y("name:N", title=None, sort=shown["name"].tolist())
    x = alt.X("gain:Q", title=words.AXIS.say(), axis=alt.Axis(tickCount=4, format="$,.0f"))
    colour = alt.Color("kind:N", scale=alt.Scale(domain=["gain", "loss"], range=[theme.BLUE, theme.VERMILION]), legend=None)
    bars = alt.Chart(shown).mark_bar().encode(x=x, y=y, color=colour)
    text = alt.Chart(shown).mark_text(align="left", dx=6).encode(x=alt.X("gain:Q"), y=y, text="label:N")
    lever, gain = max(zip(shown["name"], shown["gain"], strict=True), key=lambda one: float(one[1]))
    title = (words.BEST if gain > 0.5 else words.NONE).say(lever=lever, gain=float(gain))
    told = "; ".join(f"{row.name_}: {row.label}" for row in shown.rename(columns={"name": "name_"}).itertuples())
    return theme.titled(alt.layer(bars, text), title, subtitle=words.SUBTITLE, description=f"{title}. {told}.", height=150)
