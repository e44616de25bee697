"""One look for the tables of the course: words to the left, numbers to the right, nothing cut short."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

__all__ = ["laid_out"]


def laid_out(frame: pd.DataFrame, *, numbers: Collection[str] | None = None, index: bool = False) -> Styler:
    """A frame whose cells are already in the reader's words, as a table that shows all of them.

    Parameters
    ----------
    frame : pandas.DataFrame
        As it is to be read: headings and cells in the language in force.
    numbers : names of columns, optional
        Those set to the right; by default the columns of a numeric type.
    index : bool
        Whether the row labels are shown.

    >>> laid_out(pd.DataFrame({"Canal": ["Magasin"], "Part": [3]})).data.shape
    (1, 2)
    """
    right = {name for name in frame.columns if frame[name].dtype.kind in "iuf"} if numbers is None else set(numbers)
    left = ", ".join(f"th.col{place}, td.col{place}" for place, name in enumerate(frame.columns) if name not in right)
    rules = [("th, td", "vertical-align: top; white-space: normal; max-width: 32em")]
    rules += [(left, "text-align: left")] if left else []
    styled = frame.style.set_table_styles([{"selector": selector, "props": props} for selector, props in rules])
    return styled if index else styled.hide(axis="index")
