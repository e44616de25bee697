"""The story of a world as a diagram, and what its data show of it; no formula."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import theme

from . import texts as said
from .effects import Effect
from .effects.causal_diagram import size
from .generate import Made

__all__ = ["effects_chart", "story_chart"]


def story_chart(made: Made) -> Any:
    """The causal story of a world, from left to right: causes, consequences, and the size of each arrow on it."""
    planted = made.planted
    nodes, edges, headings = _chapters(planted)
    asked = [one for one in planted if one.unit == "share" and one.gated] or planted
    strongest = max(asked, key=lambda one: abs(one.value))
    title = said.STORY.say(cause=strongest.cause, consequence=strongest.consequence, size=size(strongest), count=len(planted))
    described = "; ".join(f"{one.cause.say()} → {one.consequence.say()} {size(one)}" for one in planted)
    width, height = float(nodes["end"].max()), float(headings["below"].max())
    x: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[0, width], nice=False)}
    y: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[0, height], nice=False, reverse=True)}
    lines = alt.Chart(edges).mark_rule(color=theme.BLUE, opacity=0.5, strokeWidth=1.5).encode(
        x=alt.X("x:Q", **x), y=alt.Y("y:Q", **y), x2="x2:Q", y2="y2:Q")  # fmt: skip
    heads = (
        alt.Chart(edges).mark_point(shape="triangle-right", filled=True, color=theme.BLUE, opacity=1, size=40).encode(x="x2:Q", y="y2:Q")
    )
    heads_of = (
        alt.Chart(headings).mark_text(align="left", fontSize=12, fontWeight="bold", color="black").encode(x="x:Q", y="y:Q", text="words:N")
    )
    words = alt.Chart(nodes).encode(x="x:Q", y="at_y:Q", text="words:N")
    sizes = alt.Chart(edges).encode(x="at_x:Q", y="at_y:Q", text="size:N")
    halo: dict[str, Any] = {"stroke": "white", "strokeWidth": 5, "strokeJoin": "round"}
    left: dict[str, Any] = {"align": "left", "fontSize": 11, "lineBreak": "\n", "lineHeight": 12}
    return theme.titled(
        alt.layer(
            lines, words.mark_text(**left, **halo), sizes.mark_text(fontSize=10, **halo), heads,
            sizes.mark_text(fontSize=10, color=theme.BLUE), words.mark_text(**left, color="black"), heads_of,
        ),
        title=title, subtitle=said.STORY_DETAIL.say(title=made.plan.world.title), description=f"{title}. {described}",
        width=round(width), height=round(height),
    )  # fmt: skip


_LETTERS, _LETTER, _ROW, _GAP, _HEADING = 19, 5.7, 27, 120, 34
"""Letters of a line; then, in pixels: a letter, the height of a row, the room of an arrow between two columns, that of a heading."""


def _chapters(planted: list[Effect]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Nodes, arrows and headings of the story, one part below the other."""
    nodes, edges, headings, top = list[pd.DataFrame](), list[pd.DataFrame](), list[dict[str, Any]](), 0.0
    for title, part in groupby(planted, key=lambda effect: str(effect.chapter)):
        of_part = list(part)
        places, below = _places(of_part), top + _HEADING
        nodes.append(places.assign(y=places["y"] + below, at_y=places["at_y"] + below))
        edges.append(_arrows(of_part, nodes[-1]))
        headings.append({"x": 0.0, "y": top + _HEADING / 2, "words": title, "below": below + places["y"].max() + _ROW / 2})
        top = headings[-1]["below"]
    return pd.concat(nodes, ignore_index=True), pd.concat(edges, ignore_index=True), pd.DataFrame(headings)


def _places(planted: list[Effect]) -> pd.DataFrame:
    """Where the words of each node begin and end, in pixels.

    A node stands as many columns from the left as the longest chain of causes before it; within
    a column it stands at the mean height of its causes, so that arrows cross as little as they can.
    """
    causes: dict[str, list[str]] = {}
    for effect in planted:
        causes.setdefault(effect.cause.say(), [])
        causes.setdefault(effect.consequence.say(), []).append(effect.cause.say())
    column = dict.fromkeys(causes, 0)
    for _ in causes:
        column = {name: max((column[cause] + 1 for cause in before), default=0) for name, before in causes.items()}
    columns = [[name for name in causes if column[name] == step] for step in range(max(column.values()) + 1)]
    tall = _ROW * max(map(len, columns))
    lines = {name: textwrap.wrap(name, _LETTERS) for name in causes}
    x, places = 0.0, dict[str, dict[str, Any]]()
    for names in columns:
        ranked = sorted(names, key=lambda name: np.mean([places[cause]["y"] for cause in causes[name]])) if places else names
        for row, name in enumerate(ranked):
            y, wide = tall / len(ranked) * (row + 0.5), _LETTER * max(map(len, lines[name]))
            places[name] = {"x": x, "end": x + wide, "y": y, "at_y": y - 6 * (len(lines[name]) - 1), "words": "\n".join(lines[name])}
        x = max(places[name]["end"] for name in names) + _GAP
    return pd.DataFrame.from_dict(places, orient="index")


def _arrows(planted: list[Effect], nodes: pd.DataFrame) -> pd.DataFrame:
    """The arrows from the end of one node's words to the beginning of the other's; each size where nothing else is written."""
    places: dict[Any, dict[Any, Any]] = nodes.to_dict("index")
    written = [_Box(x=(one["x"] + one["end"]) / 2, y=one["y"], wide=(one["end"] - one["x"]) / 2, tall=6.0 * (1 + one["words"].count("\n")))
               for one in places.values()]  # fmt: skip
    drawn = []
    for effect in planted:
        start, end, words = places[effect.cause.say()], places[effect.consequence.say()], size(effect)
        x, x2 = start["end"] + 6, end["x"] - 8
        boxes = [_Box(x=x + along * (x2 - x), y=start["y"] + along * (end["y"] - start["y"]), wide=0.5 * _LETTER * len(words), tall=5.0)
                 for along in _ALONG]  # fmt: skip
        at = min(boxes, key=lambda box: sum(map(box.over, written)))  # the first of the best
        written.append(at)
        drawn.append({"x": x, "y": start["y"], "x2": x2, "y2": end["y"], "size": words, "at_x": at.x, "at_y": at.y})
    return pd.DataFrame(drawn)


_ALONG = (0.45, 0.3, 0.6, 0.38, 0.52, 0.68, 0.22, 0.76, 0.84, 0.26, 0.34, 0.56, 0.64, 0.72, 0.8, 0.18, 0.88)
"""Where on its arrow a size may stand, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Box:
    """Where something is written, in pixels: its middle, half its width and height."""

    x: float
    y: float
    wide: float
    tall: float

    def over(self, other: _Box) -> float:
        """The area on which the one covers the other."""
        wide = min(self.x + self.wide, other.x + other.wide) - max(self.x - self.wide, other.x - other.wide)
        tall = min(self.y + self.tall, other.y + other.tall) - max(self.y - self.tall, other.y - other.tall)
        return max(wide, 0.0) * max(tall, 0.0)


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
