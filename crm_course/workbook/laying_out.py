"""A table to be read: words to the left, figures to the right, nothing cut short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

__all__ = ["laid_out"]

_FIGURE = r"(?:[±+−–×]\s?)?€?[\d\s\u00a0\u202f.,]*\d(?:[\s\u00a0\u202f]?(?:%|€|pts))?|–|"
_CELL: dict[str, Any] = {"max-width": "34em", "white-space": "pre-line", "vertical-align": "top"}


def laid_out(frame: pd.DataFrame) -> Styler:
    """A frame of words and of figures already written, as a notebook shows it; rows without a name have no number.

    Whatever stands in a cell is shown, never run.

    Parameters
    ----------
    frame : DataFrame
        Its columns titled, its cells written in the reader's language.

    >>> laid_out(pd.DataFrame({"who": ["Zoé"], "share": ["12 %"]})).data.shape
    (1, 2)
    """
    sides = {name: "right" if frame[name].map(_is_figure).all() else "left" for name in frame}
    styled = frame.style.format(escape="html").format_index(escape="html", axis=0).format_index(escape="html", axis=1)
    styled = styled.set_properties(**_CELL)
    for name, side in sides.items():
        aligned: dict[str, Any] = {"text-align": side}
        styled = styled.set_properties(subset=[name], **aligned)
    heads: list[Any] = [{"selector": f"th.col{place}", "props": f"text-align: {side}"} for place, side in enumerate(sides.values())]
    rows: list[Any] = [{"selector": "th.row_heading, th.index_name", "props": "text-align: left; font-weight: normal"}]
    styled = styled.set_table_styles(heads + rows)
    return styled if frame.index.name else styled.hide(axis="index")


def _is_figure(cell: object) -> bool:
    return bool(re.fullmatch(_FIGURE, str(cell)))
