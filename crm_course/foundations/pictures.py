"""A chart as a still picture: for a file that is read where nothing draws it.

The library that draws is loaded when the first picture is asked for: it is large, and a browser has none.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

__all__ = ["drawing_library", "inside_script", "library_schema", "png", "svg"]


@lru_cache(maxsize=1)
def _version() -> str:
    """The newest Vega-Lite that the drawing library has."""
    import vl_convert

    return str(vl_convert.get_vegalite_versions()[-1])


def library_schema() -> str:
    """The schema that a chart names when it is drawn by :func:`drawing_library`."""
    return f"https://vega.github.io/schema/vega-lite/v{_version().partition('.')[0]}.json"


def svg(spec: dict[str, Any], locales: dict[str, Any]) -> str:
    """A Vega-Lite specification as an SVG picture, its numbers and dates written by `locales`."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg({**spec, "$schema": library_schema()}, **_options(locales)))


def png(spec: dict[str, Any], locales: dict[str, Any]) -> str:
    """A Vega-Lite specification as a PNG picture, in base64 as notebooks hold it."""
    import vl_convert

    drawn = vl_convert.vegalite_to_png({**spec, "$schema": library_schema()}, scale=1.5, **_options(locales))
    return base64.b64encode(drawn).decode()


@lru_cache(maxsize=1)
def drawing_library() -> str:
    """Vega, Vega-Lite and vega-embed as one script for a page; the same for every chart."""
    import vl_convert

    return inside_script(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=_version()))


def inside_script(text: str) -> str:
    """`text` so that it may stand between ``<script>`` and its end."""
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _options(locales: dict[str, Any]) -> dict[str, Any]:
    return {"vl_version": _version(), "format_locale": locales["formatLocale"], "time_format_locale": locales.get("timeFormatLocale")}
