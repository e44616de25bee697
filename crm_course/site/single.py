"""Three explorers as single files that open from disk: break-even, the interval of an NPS, the staffing table.

What a page cannot compute by itself (intervals, Erlang) was computed here beforehand, by the course's own formulas, for every position of its sliders.
"""

from __future__ import annotations

import html
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from crm_course import contact_center, experience
from crm_course.cases import sens_confort
from crm_course.foundations import theme
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, current, speaking
from crm_course.foundations.pictures import drawing_library, inside_script, library_schema

from .page import document

__all__ = ["TOOLS", "tool_page", "write"]

SCRIPT = Path(__file__).with_name("single.js")
POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
STYLE = """<style>
#answer { font-size: 22px; line-height: 1.4; border-left: 4px solid #0072B2; padding-left: 14px; min-height: 2.8em; }
#inputs label { display: grid; grid-template-columns: minmax(180px, 1fr) 2fr 9em; gap: 12px; align-items: center; margin: 8px 0; }
.vega-embed, #chart { width: 100%; }
#inputs input { font: inherit; min-width: 0; }
#inputs input:focus-visible { outline: 3px solid #E69F00; }
@media (max-width: 560px) { #inputs label { grid-template-columns: 1fr 6em; } #inputs span { grid-column: 1 / -1; } }
</style>"""
ANSWERS = (20, 40, 60, 100, 200, 400, 1000)
SECONDS = tuple(range(60, 601, 30))
LEVELS = (70, 80, 90)
MOST_CALLS = 150

TOOLS = {
    "breakEven": Text(fr="À partir de quel chiffre d’affaires gagne-t-on ?", en="From what turnover on does one earn?"),
    "nps": Text(fr="Que vaut un NPS avec si peu de réponses ?", en="What is an NPS worth with so few answers?"),
    "staffing": Text(fr="Combien de conseillers faut-il ?", en="How many advisers are needed?"),
}
FILES = {
    "breakEven": Text(fr="outil-seuil.html", en="tool-break-even.html"),
    "nps": Text(fr="outil-nps.html", en="tool-nps.html"),
    "staffing": Text(fr="outil-conseillers.html", en="tool-staffing.html"),
}
_WORDS = {
    "breakEven": {
        "pays": Text(fr="Le seuil est à {needed} : le résultat est de {result}, la marge de sécurité de {safety} %.", en="Break-even is at {needed}: the result is {result}, the margin of safety {safety}%."),
        "loses": Text(fr="Le seuil est à {needed}, et il n’est pas atteint : le résultat est de {result}.", en="Break-even is at {needed} and is not reached: the result is {result}."),
        "never": Text(fr="Chaque vente coûte plus qu’elle ne rapporte : aucun chiffre d’affaires n’y suffit.", en="Each sale costs more than it brings: no turnover is enough."),
        "margin": Text(fr="Marge sur coûts variables", en="Contribution margin"), "fixed": Text(fr="Charges fixes", en="Fixed costs"), "needed": Text(fr="Seuil", en="Break-even"),
    },
    "nps": {
        "above": Text(fr="NPS {score} : avec {answers} réponses, de {low} à {high}. Les promoteurs l’emportent.", en="NPS {score}: with {answers} answers, from {low} to {high}. Promoters prevail."),
        "below": Text(fr="NPS {score} : avec {answers} réponses, de {low} à {high}. Les détracteurs l’emportent.", en="NPS {score}: with {answers} answers, from {low} to {high}. Detractors prevail."),
        "open": Text(fr="NPS {score} : avec {answers} réponses, de {low} à {high}. On ne peut pas dire qui l’emporte.", en="NPS {score}: with {answers} answers, from {low} to {high}. It cannot be said who prevails."),
        "tooMuch": Text(fr="Promoteurs et détracteurs dépassent 100 % : baissez l’un des deux.", en="Promoters and detractors exceed 100%: lower one of them."),
    },
    "staffing": {
        "agents": Text(fr="Il vous faut {agents} conseillers pour {calls} appels par quart d’heure de {seconds} s : au moins {level} % décrochés en 20 s.", en="You need {agents} advisers for {calls} calls a quarter-hour of {seconds} s: at least {level}% answered in 20 s."),
    },
}  # fmt: skip
_LABELS = {
    "turnover": Text(fr="Chiffre d’affaires (€)", en="Turnover (€)"), "rate": Text(fr="Charges variables (% du CA)", en="Variable costs (% of turnover)"),
    "fixed": Text(fr="Charges fixes (€)", en="Fixed costs (€)"), "answers": Text(fr="Réponses", en="Answers"),
    "promoters": Text(fr="Promoteurs (%)", en="Promoters (%)"), "detractors": Text(fr="Détracteurs (%)", en="Detractors (%)"),
    "calls": Text(fr="Appels par quart d’heure", en="Calls a quarter-hour"), "seconds": Text(fr="Durée d’un appel (s)", en="Length of a call (s)"),
    "level": Text(fr="Décrochés en 20 s (%)", en="Answered in 20 s (%)"), "agents": Text(fr="Conseillers", en="Advisers"), "money": Text(fr="Euros", en="Euros"),
}  # fmt: skip
_PLACES = {
    name: f"{{{name}}}" for name in ("needed", "result", "safety", "score", "low", "high", "answers", "agents", "calls", "seconds", "level")
}
"""What the page itself fills in."""
_FROM = Text(
    fr="Ce fichier s’ouvre sans réseau et sans installation ; le cours entier : crm-course.",
    en="This file opens without a network and without installing; the whole course: crm-course.",
)


def write(folder: Path, language: str) -> None:
    """Write the three files into `folder`."""
    with speaking(language):
        for tool in TOOLS:
            write_whole(folder / FILES[tool].say(), tool_page(tool), durable=False)


def tool_page(tool: str) -> str:
    """One explorer as a page, in the language in force."""
    title, language = TOOLS[tool].say(), current()
    words = {name: text.say(**_PLACES) for name, text in _WORDS[tool].items()}
    settings = {
        "tool": tool,
        "language": language,
        "inputs": _inputs(tool),
        "words": words,
        "grid": _grid(tool),
        "spec": _spec(tool),
        "options": theme.formats(),
    }
    inner = (
        f"<main><h1>{html.escape(title)}</h1><p id='answer' role='status'></p><div id='inputs'></div><div id='chart' role='img' aria-label='{html.escape(title, quote=True)}'></div>"
        f"<p class='note'>{html.escape(_FROM.say())}</p></main>"
        f"<script>{drawing_library()}</script><script>const SETTINGS = {inside_script(json.dumps(settings, ensure_ascii=False))};</script>"
        f"<script>{inside_script(SCRIPT.read_text(encoding='utf-8'))}</script>"
    )
    return document(title, inner, language, policy=POLICY, head=STYLE)


def _inputs(tool: str) -> list[dict[str, Any]]:
    """Name, label, bounds, step and the value that stands there first."""
    plan = sens_confort().omnichannel
    known: dict[str, list[tuple[Any, ...]]] = {
        "breakEven": [("turnover", 0, 3_000_000, 10_000, int(plan.turnover)), ("rate", 0, 100, 0.5, round(100 * sum(plan.variable_rates.values()), 1)), ("fixed", 0, 1_000_000, 5_000, int(plan.fixed_costs))],
        "nps": [("answers", 0, len(ANSWERS) - 1, 1, 3), ("promoters", 0, 100, 5, 35), ("detractors", 0, 100, 5, 25)],
        "staffing": [("calls", 1, MOST_CALLS, 1, 50), ("seconds", SECONDS[0], SECONDS[-1], 30, 180), ("level", 0, len(LEVELS) - 1, 1, 1)],
    }  # fmt: skip
    named = {"answers": ANSWERS, "level": LEVELS}
    return [
        {
            "name": name,
            "label": _LABELS[name].say(),
            "min": low,
            "max": high,
            "step": step,
            "value": value,
            **({"names": list(map(str, named[name]))} if name in named else {}),
        }
        for name, low, high, step, value in known[tool]
    ]


def _grid(tool: str) -> dict[str, Any]:
    """What was computed beforehand."""
    if tool == "nps":
        return {"answers": ANSWERS, "rows": _intervals()}
    if tool == "staffing":
        return {"seconds": SECONDS, "levels": LEVELS, "needed": _needed()}
    return {}


@lru_cache(maxsize=1)
def _intervals() -> list[list[list[list[float]]]]:
    """Low and high of the score by number of answers, share of promoters, share of detractors (steps of 5 %)."""
    found = []
    for answers in ANSWERS:
        steps = answers // 20
        found.append([[_interval(answers, steps * one, steps * other) for other in range(21 - one)] for one in range(21)])
    return found


def _interval(answers: int, promoters: int, detractors: int) -> list[float]:
    score = experience.nps({10: promoters, 8: answers - promoters - detractors, 0: detractors})
    return [round(score.low, 1), round(score.high, 1)]


@lru_cache(maxsize=1)
def _needed() -> list[list[list[int]]]:
    """Agents by level, length of a call and number of calls."""
    calls, seconds = np.arange(1, MOST_CALLS + 1), np.array(SECONDS)[:, None]
    return [contact_center.agents_needed(calls, seconds, service_level=level / 100, within_seconds=20).tolist() for level in LEVELS]


def _spec(tool: str) -> dict[str, Any]:
    """The chart, over the rows that the page makes."""
    x = {"breakEven": "turnover", "nps": "answers", "staffing": "calls"}[tool]
    axis = {"field": "x", "type": "quantitative", "title": _LABELS[x].say()}
    layers: dict[str, list[dict[str, Any]]] = {
        "breakEven": [
            {"mark": {"type": "line", "strokeWidth": 2.5},
             "encoding": {"x": {**axis, "axis": {"format": "$,.0f"}}, "y": {"field": "y", "type": "quantitative", "title": _LABELS["money"].say(), "axis": {"format": "$,.0f"}},
                          "color": {"field": "line", "type": "nominal", "title": None, "scale": {"range": [theme.BLUE, theme.VERMILION, theme.GREEN]}}}},
            {"transform": [{"filter": f"datum.line === {json.dumps(_WORDS['breakEven']['needed'].say())}"}], "mark": {"type": "point", "filled": True, "size": 160, "color": theme.GREEN},
             "encoding": {"x": axis, "y": {"field": "y", "type": "quantitative"}}},
        ],
        "nps": [
            {"mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.5}, "encoding": {"x": {**axis, "type": "ordinal"}, "y": {"field": "low", "type": "quantitative", "title": "NPS", "scale": {"domain": [-100, 100]}}, "y2": {"field": "high"},
                "color": {"condition": {"test": "datum.now", "value": theme.VERMILION}, "value": theme.BLUE}}},
            {"mark": {"type": "point", "filled": True, "size": 90}, "encoding": {"x": {**axis, "type": "ordinal"}, "y": {"field": "score", "type": "quantitative"},
                "color": {"condition": {"test": "datum.now", "value": theme.VERMILION}, "value": theme.BLUE}}},
        ],
        "staffing": [
            {"mark": {"type": "line", "interpolate": "step-after", "color": theme.BLUE, "strokeWidth": 2.5}, "encoding": {"x": axis, "y": {"field": "agents", "type": "quantitative", "title": _LABELS["agents"].say()}}},
            {"transform": [{"filter": "datum.now"}], "mark": {"type": "point", "filled": True, "size": 160, "color": theme.VERMILION}, "encoding": {"x": axis, "y": {"field": "agents", "type": "quantitative"}}},
        ],
    }  # fmt: skip
    return {
        "$schema": library_schema(),
        "width": "container",
        "height": 300,
        "layer": layers[tool],
        "config": {"font": "Arial, Liberation Sans, sans-serif"},
    }
