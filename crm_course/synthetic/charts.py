"""The story of a world as a diagram, and what its data show of it; no formula."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme

from . import texts as said
from .effects import Effect
from .making import Made
from .story import size

__all__ = ["effects_chart", "story_chart"]


def story_chart(made: Made) -> Any:
    """The causal story of a world: causes on the left, consequences on the right, sizes on the arrows."""
    planted = made.planted
    nodes, edges = _places(planted), list[dict[str, Any]]()
    for effect in planted:
        start, end = nodes.loc[effect.cause.say()], nodes.loc[effect.consequence.say()]
        edges.append({"x": start.x + 0.02, "y": start.y, "x2": end.x - 0.02, "y2": end.y, "size": size(effect), "strength": abs(effect.value),
                      "at_x": start.x * 0.66 + end.x * 0.34, "at_y": start.y * 0.66 + end.y * 0.34})  # fmt: skip
    strongest = max((one for one in planted if one.unit == "share"), key=lambda one: abs(one.value))
    title = said.STORY.say(cause=strongest.cause, consequence=strongest.consequence, size=size(strongest), count=len(planted))
    detail = said.STORY_DETAIL.say(title=made.plan.world.title)
    described = "; ".join(f"{one.cause.say()} → {one.consequence.say()} {size(one)}" for one in planted)
    axis: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[-0.45, nodes["x"].max() + 0.55])}
    rules = alt.Chart(pd.DataFrame(edges)).mark_rule(color=theme.BLUE, opacity=0.55, strokeWidth=1.6).encode(
        x=alt.X("x:Q", **axis), y=alt.Y("y:Q", axis=None), x2="x2:Q", y2="y2:Q")  # fmt: skip
    heads = alt.Chart(pd.DataFrame(edges)).mark_point(shape="triangle-right", filled=True, color=theme.BLUE, opacity=1, size=45).encode(
        x=alt.X("x2:Q", **axis), y="y2:Q")  # fmt: skip
    at = {"x": alt.X("at_x:Q", **axis), "y": "at_y:Q", "text": "size:N"}
    halo = alt.Chart(pd.DataFrame(edges)).mark_text(fontSize=10, stroke="white", strokeWidth=5).encode(**at)
    sizes = halo + alt.Chart(pd.DataFrame(edges)).mark_text(color=theme.BLUE, fontSize=10).encode(**at)
    words = [alt.Chart(nodes[nodes["last"] == last].reset_index(names="node")).mark_text(align=align, fontSize=11, dx=shift, **drawn).encode(
        x=alt.X("x:Q", **axis), y="y:Q", text="node:N")
        for drawn in _HALO_AND_WORDS for last, align, shift in _SIDES]  # fmt: skip
    return theme.titled(
        alt.layer(rules, *words[:2], heads, sizes, *words[2:]),
        title=title,
        subtitle=detail,
        description=f"{title}. {described}",
        width=680,
        height=24 * len(nodes),
    )


_HALO_AND_WORDS: tuple[dict[str, Any], ...] = ({"stroke": "white", "strokeWidth": 5}, {"color": "black"})
_SIDES: tuple[tuple[bool, Any, int], ...] = ((False, "right", 0), (True, "left", 4))


def _places(planted: list[Effect]) -> pd.DataFrame:
    """Where each node stands: as many steps from the left as the longest chain of causes before it."""
    depth: dict[str, int] = {}
    for _ in planted:
        for effect in planted:
            cause, consequence = effect.cause.say(), effect.consequence.say()
            depth[consequence] = max(depth.get(consequence, 1), depth.setdefault(cause, 0) + 1)
    order = {name: place for place, name in enumerate(depth)}
    nodes = pd.DataFrame({"x": pd.Series(depth), "order": pd.Series(order)})
    causes: dict[str, list[str]] = {}
    for effect in planted:
        causes.setdefault(effect.consequence.say(), []).append(effect.cause.say())
    nodes["y"] = 0.0
    rows = len(nodes[nodes["x"] == 0])
    nodes.loc[nodes["x"] == 0, "y"] = -np.arange(rows, dtype=float)
    for step in range(1, int(nodes["x"].max()) + 1):
        names = nodes.index[nodes["x"] == step]
        wanted = sorted(names, key=lambda name: -float(np.mean([nodes.loc[cause, "y"] for cause in causes[name]])))
        nodes.loc[wanted, "y"] = -np.linspace(0, rows - 1, len(wanted)) if len(wanted) > 1 else -(rows - 1) / 2
    return nodes.assign(last=[name in causes for name in nodes.index])


def effects_chart(made: Made) -> Any:
    """What the data show of each effect that a learner is asked to find, against what was planted."""
    gate, names = made.gate, {effect.name: f"{effect.cause.say()} → {effect.consequence.say()}" for effect in made.planted}
    rows = pd.DataFrame({
        "effect": [names[name] for name in gate["name"]], "ratio": gate["estimate"] / gate["value"],
        "low": (gate["estimate"] - np.sign(gate["value"]) * 1.96 * gate["error"]) / gate["value"],
        "high": (gate["estimate"] + np.sign(gate["value"]) * 1.96 * gate["error"]) / gate["value"],
    })  # fmt: skip
    found, count = int(gate["found"].sum()), len(gate)
    title = said.FOUND_ALL.say(count=count) if found == count else said.FOUND_SOME.say(found=found, count=count)
    detail = said.FOUND_DETAIL.say(customers=made.plan.customers)
    base = alt.Chart(rows).encode(y=alt.Y("effect:N", title=None, sort=None, axis=alt.Axis(labelLimit=320)))
    whiskers = base.mark_rule(strokeWidth=3, color=theme.BLUE, opacity=0.45).encode(
        x=alt.X("low:Q", title=said.ESTIMATED.say()), x2="high:Q"
    )
    points = base.mark_point(size=80, color=theme.BLUE, filled=True, opacity=1).encode(x="ratio:Q")
    lines = alt.Chart(pd.DataFrame({"x": [0, 1], "kind": ["none", "planted"]})).mark_rule(color=theme.GREY).encode(
        x="x:Q", strokeDash=alt.StrokeDash("kind:N", legend=None))  # fmt: skip
    return theme.titled(lines + whiskers + points, title=title, subtitle=detail, description=f"{title}. {detail}", width=380)
