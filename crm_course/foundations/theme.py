"""One face for every chart, in Lab, Voilà, reports and files, without a network.

A chart leaves here with a title that states its finding, a subtitle that says what is
shown, a text alternative, the course's palette and French or English numbers. It is sent
under the MIME type that JupyterLab, Notebook and Voilà know how to draw offline.

The Vega-Lite 5 type is used on purpose: front ends register no other, and every mark of
the course draws alike in it. Nothing is switched on at import; :func:`titled` does it when
the first chart is made.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import altair as alt

from . import pictures
from .language import Text, current

__all__ = [
    "BLUE",
    "COLOURS",
    "GREEN",
    "GREY",
    "ORANGE",
    "PURPLE",
    "VERMILION",
    "bundle",
    "enable",
    "formats",
    "narrowed",
    "picture",
    "plot_width",
    "titled",
]

BLUE, ORANGE, GREEN, VERMILION, PURPLE, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#6E6E6E"
"""Okabe and Ito's colours, told apart by colour-blind eyes."""

COLOURS = {
    "before": GREY, "after": BLUE,
    "promoter": BLUE, "passive": GREY, "detractor": VERMILION,
    "satisfied": BLUE, "neutral": GREY, "dissatisfied": VERMILION,
    "gain": BLUE, "loss": VERMILION, "target": GREEN, "warning": ORANGE,
    "shop": ORANGE, "web": BLUE, "phone": GREEN, "email": PURPLE, "social": VERMILION,
}  # fmt: skip
"""The same thing has the same colour everywhere."""

MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

_FORMATS: dict[str, dict[str, Any]] = {
    "fr": {
        "formatLocale": {
            "decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"],
            "minus": "\u2212", "percent": "\u202f%",
        },
        "timeFormatLocale": {
            "dateTime": "%A %e %B %Y à %X", "date": "%d/%m/%Y", "time": "%H:%M:%S", "periods": ["AM", "PM"],
            "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
            "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
            "months": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                       "septembre", "octobre", "novembre", "décembre"],
            "shortMonths": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août",
                            "sept.", "oct.", "nov.", "déc."],
        },
    },
    "en": {
        "formatLocale": {
            "decimal": ".", "thousands": ",", "grouping": [3], "currency": ["€", ""], "minus": "\u2212",
        },
    },
}  # fmt: skip


def formats(language: str | None = None) -> dict[str, Any]:
    """Vega's number and date locales for `language`, as ``vegaEmbed`` options."""
    return _FORMATS[language or current()]


def enable() -> None:
    """Make Altair draw charts with the course's theme, offline; calling it again changes nothing."""
    if alt.renderers.active != "crm":
        alt.theme.register("crm", enable=True)(_theme)
        alt.renderers.register("crm", _render)
        alt.renderers.enable("crm")


def titled(
    chart: Any, title: str | Text, *, subtitle: str | Text = "", description: str | Text, width: int | None = 560, height: int | None = None
) -> Any:
    """`chart` with its finding as title and its text alternative; enables the theme.

    Parameters
    ----------
    chart : altair chart
        Single, layered or concatenated.
    title, subtitle, description : str or Text
        The finding; what is shown, unit, source and number of answers; what a reader who
        does not see the chart should know.
    width, height : int, optional
        In pixels; ``None`` leaves the chart's own.
    """
    enable()
    anchored = alt.TitleParams(_lines(str(title)), subtitle=_lines(str(subtitle), 95) if str(subtitle) else [])
    size = {name: value for name, value in (("width", width), ("height", height)) if value is not None}
    return chart.properties(title=anchored, description=str(description), **size)


def bundle(chart: Any, language: str | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The chart as a MIME bundle and its metadata, as front ends draw it without a network."""
    enable()
    with alt.renderers.enable("crm"):
        return _render(chart.to_dict(validate=False), language=language, alone=False)  # its parts were checked when they were made


def picture(data: dict[str, Any], language: str | None = None) -> str:
    """A chart's MIME bundle as an SVG picture, for a page where nothing draws."""
    return pictures.svg(data[MIME], formats(language))


def narrowed(spec: dict[str, Any], plot: int, room: int) -> dict[str, Any]:
    """A chart's specification with plots at most `plot` pixels wide, and its title on lines of `room` pixels.

    What stands side by side stays as it is: it is scrolled.
    """
    title = dict(spec["title"]) if isinstance(spec.get("title"), dict) else {}
    for part, per_letter in (("text", 9.8), ("subtitle", 6.8)):
        if isinstance(title.get(part), list):
            title[part] = _lines(" ".join(title[part]), int(room / per_letter))
    changed: dict[str, Any] = {"title": title} if title else {}
    if isinstance(spec.get("width"), int | float) and "facet" not in spec:
        changed["width"] = min(plot, spec["width"])
    if "vconcat" in spec:
        changed["vconcat"] = [narrowed(part, plot, room) for part in spec["vconcat"]]
    return {**spec, **changed}


def plot_width(spec: dict[str, Any]) -> float:
    """How wide the widest plot of a specification is, in pixels; 0 where it does not say, or says ``usermeta={"wide": True}``: it is scrolled."""
    own = 0 if (spec.get("usermeta") or {}).get("wide") else spec.get("width")
    return max([float(own) if isinstance(own, int | float) else 0.0, *(plot_width(part) for part in spec.get("vconcat", ()))])


def _render(spec: dict[str, Any], language: str | None = None, alone: bool = True, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    alternative = spec.get("description") or str(spec.get("title") or "chart")
    data = {MIME: {**spec, "$schema": SCHEMA}, "text/plain": alternative}
    if alone and _nobody_draws():
        data |= _still(data, language)
    return data, {MIME: {"embed_options": {**formats(language), "actions": False}}}


def _nobody_draws() -> bool:
    """Whether a notebook is run without a page that draws: by nbconvert, by an editor. A Jupyter server names its sessions, and its pages leave a picture in the file."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return hasattr(shell, "kernel") and not {"JPY_SESSION_NAME", "VOILA_BASE_URL", "VOILA_PREHEAT"} & os.environ.keys()


def _still(data: dict[str, Any], language: str | None) -> dict[str, str]:
    """A picture to lie beside the chart: a file with it is seen anywhere; where the library that draws is missing, none."""
    try:
        return {"image/png": pictures.png(data[MIME], formats(language))}
    except ImportError:
        return {}


def _lines(words: str, width: int = 72) -> list[str]:
    """`words` on lines of at most `width` characters, broken at ordinary spaces only."""
    lines = [""]
    for word in words.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip(" ")
    return lines


def _theme() -> alt.theme.ThemeConfig:
    font = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
    return {
        "config": {
            "font": font,
            "background": "white",
            "view": {"stroke": None},
            "range": {"category": [BLUE, ORANGE, GREEN, VERMILION, PURPLE, GREY]},
            "title": {
                "anchor": "start", "fontSize": 16, "fontWeight": 600, "subtitleFontSize": 12.5,
                "subtitleColor": "#555555", "subtitlePadding": 5, "offset": 14, "lineHeight": 20, "subtitleLineHeight": 16,
            },
            "axis": {
                "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 500, "labelColor": "#333333",
                "titleColor": "#333333", "gridColor": "#E8E8E8", "domainColor": "#999999", "tickColor": "#999999",
                "titlePadding": 8, "labelLimit": 220,
            },
            "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": 500, "labelLimit": 220},
            "text": {"fontSize": 12, "color": "#222222"},
            "bar": {"color": BLUE}, "line": {"color": BLUE, "strokeWidth": 2.5}, "point": {"filled": True, "size": 60},
        }
    }  # fmt: skip
