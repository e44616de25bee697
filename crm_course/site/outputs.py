"""What a cell showed, as HTML without a script: pictures for charts, an explorer as it was first seen."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from crm_course.foundations import theme
from crm_course.foundations.language import Text

from .prose import prose, text

__all__ = ["WIDGETS", "shown", "widget_states"]

WIDGETS = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
_CHARTS = re.compile(r"application/vnd\.vegalite\.v\d+\+json")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_ALIVE = Text(fr="À manipuler dans le carnet : ici, tel qu’il s’ouvre.", en="To be moved in the notebook: here, as it opens.")
_HIDDEN = {"FileUploadModel", "ButtonModel", "ToggleButtonModel", "LayoutModel"}

States = Mapping[str, Mapping[str, Any]]


def widget_states(book: Mapping[str, Any]) -> States:
    """The widgets that a notebook's file holds, by id."""
    state = book.get("metadata", {}).get("widgets", {}).get(WIDGETS, {}).get("state", {})
    return state if isinstance(state, Mapping) else {}


def shown(outputs: Iterable[Mapping[str, Any]], states: States, language: str) -> str:
    """The outputs of a cell, one after the other."""
    return "".join(_output(output, states, language) for output in outputs)


def _output(output: Mapping[str, Any], states: States, language: str) -> str:
    kind = output.get("output_type")
    if kind == "stream":
        return f"<pre>{html.escape(_COLOUR.sub('', text(output.get('text'))))}</pre>"
    if kind == "error":
        told = "\n".join(output.get("traceback", [])) or f"{output.get('ename')}: {output.get('evalue')}"
        return f"<pre class='error'>{html.escape(_COLOUR.sub('', told))}</pre>"
    return _bundle(output.get("data", {}), states, language)


def _bundle(data: Mapping[str, Any], states: States, language: str) -> str:
    """The richest form of a result that a page without scripts can show."""
    plain = text(data.get("text/plain"))
    if chart := next((name for name in data if _CHARTS.fullmatch(name)), None):
        return _figure(theme.picture({theme.MIME: data[chart]}, language), plain)
    if VIEW in data and (seen := _widget(str(data[VIEW].get("model_id")), states, language)):
        return f"<div class='live'>{seen}<p class='note'>{html.escape(_ALIVE.say(language))}</p></div>"
    if "image/svg+xml" in data:
        return _figure(text(data["image/svg+xml"]), plain)
    for name in ("image/png", "image/jpeg", "image/gif"):
        if name in data:
            picture = "".join(text(data[name]).split())
            return _figure(f"<img alt='' src='data:{name};base64,{html.escape(picture, quote=True)}'>", plain)
    if "text/html" in data:
        return f"<div class='scroll' tabindex='0'>{_SCRIPT.sub('', text(data['text/html']))}</div>"
    if "text/markdown" in data:
        return prose(text(data["text/markdown"]))
    if "text/latex" in data:
        return prose(text(data["text/latex"]))
    return f"<pre>{html.escape(plain)}</pre>" if plain else ""


def _figure(picture: str, alternative: str) -> str:
    told = f" role='img' aria-label='{html.escape(alternative, quote=True)}'" if alternative else ""
    return f"<figure{told}>{picture}</figure>"


def _widget(model: str, states: States, language: str) -> str:
    """A widget as it stands in the file: boxes with what is in them, a field with its label and value."""
    found = states.get(model)
    if not found or found.get("model_name") in _HIDDEN:
        return ""
    state = found.get("state", {})
    if (state.get("layout") or "") and _is_hidden(state, states):
        return ""
    if children := state.get("children"):
        inner = "".join(_widget(str(child).removeprefix("IPY_MODEL_"), states, language) for child in children)
        return f"<div class='{html.escape(' '.join(state.get('_dom_classes', [])), quote=True)}'>{inner}</div>" if inner else ""
    if found.get("model_name") == "OutputModel":
        return shown(state.get("outputs", []), states, language)
    if found.get("model_name") in ("HTMLModel", "HTMLMathModel"):
        return _SCRIPT.sub("", str(state.get("value") or ""))
    return _field(state)


def _is_hidden(state: Mapping[str, Any], states: States) -> bool:
    layout = states.get(str(state["layout"]).removeprefix("IPY_MODEL_"), {}).get("state", {})
    return bool(layout.get("display") == "none" or layout.get("visibility") == "hidden")


def _field(state: Mapping[str, Any]) -> str:
    """A slider, a box, a list: what it asks and what stands in it."""
    label, value = str(state.get("description") or ""), state.get("value")
    options = state.get("_options_labels")
    if options:
        index = state.get("index")
        chosen = options[index] if isinstance(index, int) and 0 <= index < len(options) else ""
        listed = "".join(f"<li>{'●' if option == chosen else '○'} {html.escape(str(option))}</li>" for option in options)
        return f"<div class='field'>{html.escape(label)}<ul>{listed}</ul></div>"
    if isinstance(value, bool):
        return f"<p class='field'>{'☑' if value else '☐'} {html.escape(label)}</p>"
    if value is None or (not label and value == ""):
        return ""
    return f"<p class='field'>{html.escape(label)} <b>{html.escape(str(value))}</b></p>"
