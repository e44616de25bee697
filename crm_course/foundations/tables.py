"""One look for the tables of the course: words to the left, figures to the right, nothing cut short."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

__all__ = ["laid_out"]

_FIGURE = r"(?:[±+−–×]\s?)?€?[\d\s\u00a0\u202f.,]*\d(?:[\s\u00a0\u202f]?(?:%|€|pts))?|–|"
_CELL = "max-width: 34em; white-space: pre-line; vertical-align: top"


def laid_out(frame: pd.DataFrame, *, numbers: Collection[str] | None = None, index: bool = False) -> Styler:
    """A frame of words and of figures already written, as a notebook shows it.

    Whatever stands in a cell is shown, never run.

    Parameters
    ----------
    frame : pandas.DataFrame
        Its columns titled, its cells written in the reader's language.
    numbers : names of columns, optional
        Those set to the right; by default those that hold nothing but figures.
    index : bool
        Whether the row labels are shown; they are where the index has a name.

    >>> laid_out(pd.DataFrame({"who": ["Zoé"], "share": ["12 %"]})).data.shape
    (1, 2)
    """
    right = [name for name in frame if frame[name].map(_is_figure).all()] if numbers is None else numbers
    sides = ["right" if name in right else "left" for name in frame]
    rules: list[Any] = [{"selector": "th, td", "props": _CELL}]
    rules += [{"selector": f"th.col{place}, td.col{place}", "props": f"text-align: {side}"} for place, side in enumerate(sides)]
    rules += [{"selector": "th.row_heading, th.index_name", "props": "text-align: left; font-weight: normal"}]
    styled = frame.style.format(escape="html").format_index(escape="html", axis=0).format_index(escape="html", axis=1)
    styled = styled.set_table_styles(rules)
    return styled if index or frame.index.name else styled.hide(axis="index")


def _is_figure(cell: object) -> bool:
    return bool(re.fullmatch(_FIGURE, str(cell)))
