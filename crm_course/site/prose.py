"""Prose of a notebook as HTML: Markdown with tables, and formulas that a browser draws by itself.

A formula becomes MathML, which every current browser knows: no script, no font, nothing fetched.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt

__all__ = ["formula", "prose"]

_FORMULA = re.compile(r"(```.*?```|`[^`\n]*`)|\$\$(.+?)\$\$|(?<![\\$])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\d)", re.DOTALL)
_PLACE = re.compile("\ue000(\\d+)\ue001")


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def formula(tex: str, *, display: bool = False) -> str:
    r"""A TeX formula as MathML; one that cannot be read stays as it was typed.

    >>> formula("m")
    '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"><mrow><mi>m</mi></mrow></math>'
    """
    try:
        return str(convert(tex, display="block" if display else "inline"))
    except Exception:  # the converter has no common error; what a learner typed is never lost
        return f"<code>{html.escape(tex)}</code>"


def prose(markdown: str) -> str:
    """Markdown as HTML.

    >>> print(prose("A **line** at $m$.").replace("\\n", ""))
    <p>A <strong>line</strong> at <math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"><mrow><mi>m</mi></mrow></math>.</p>
    """
    drawn: list[str] = []

    def put(found: re.Match[str]) -> str:
        if found[1]:
            return found[0]
        drawn.append(formula(found[2] or found[3], display=bool(found[2])))
        return f"\ue000{len(drawn) - 1}\ue001"

    read = _reader().render(_FORMULA.sub(put, markdown))
    return _PLACE.sub(lambda found: drawn[int(found[1])], read)


def text(source: Any) -> str:
    """A cell's text: a string, or the list of lines that files hold."""
    return "".join(source) if isinstance(source, list) else str(source or "")
