"""What a figure is, said once: the label and the kind of every column, and one way to show a frame.

A chapter declares its columns, inputs and outcomes in one table; screen, file, chart and
document write them from it. Nothing is guessed from the size of a figure or from its name.

>>> COLUMNS = {
...     "who": column("text", "Qui", "Who"), "rate": column("share", "Taux", "Rate"), "cost": column("price", "Coût d’un contact", "Cost of a contact")
... }
>>> frame = pd.DataFrame({"who": ["Zoé"], "rate": [1.5], "cost": [0.8]})
>>> from crm_course.foundations.language import speaking
>>> with speaking("en"):
...     words(frame, COLUMNS).iloc[0].tolist(), spreadsheet(frame, COLUMNS).decode("utf-8-sig").splitlines()
(['Zoé', '150%', '€0.80'], ['Who,Rate (%),Cost of a contact (€)', 'Zoé,150,0.8'])

A frame whose rows are of different kinds (an input a row) says so itself: `marked(frame,
{"box": "price"})`. Cells of a column declared `by_row`, or not declared at all, are then
written as their row is.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd

from .language import Text, current, date, money, number, percent, points, signed
from .tables import laid_out

__all__ = ["Kind", "Shown", "column", "harmless", "marked", "show", "spreadsheet", "words", "written"]

Kind = Literal["text", "code", "date", "yes", "number", "count", "share", "gap", "points", "money", "price", "days", "years"]
"""What a figure is.

``code`` is a name or a number that names (a line, a customer, a year): written as it is.
``share`` is 0–1 and shown in percent, ``gap`` the difference of two shares, shown in points;
``points`` is a score in points; ``money`` is euros, ``price`` euros per unit, cents kept;
``count`` is a number of things; ``number`` anything else that is counted in its own unit.
"""

_YES_NO = {True: Text(fr="oui", en="yes"), False: Text(fr="non", en="no")}
_DAYS = Text(fr="{value} j", en="{value} days")
_POINT, _POINTS = Text(fr="{value} point", en="{value} point"), Text(fr="{value} points", en="{value} points")
_UNITS: Mapping[str, Text] = {
    "share": Text.literal("%"), "gap": Text.literal("points"), "money": Text.literal("€"), "price": Text.literal("€"),
}  # fmt: skip
_HUNDREDTHS = frozenset({"share", "gap"})
_WORDS = frozenset({"text", "code", "date", "yes"})
_FIGURES = frozenset(get_args(Kind)) - _WORDS
_KINDS = "crm_course.kinds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a column is called and what its cells are.

    Attributes
    ----------
    label : Text
    kind : Kind
    say : callable, optional
        How a code reads, in the language in force.
    by_row : bool
        Where the row says its kind, its cells have that kind; `kind` elsewhere.
    by_frame : bool
        Where all the frame's cells are of one kind (the outcome asked for), its cells are too.
    change : bool
        Differences: written with their sign, those of shares in points.
    decimals : int, optional
        Exactly so many, for figures of kind ``number``.
    """

    label: Text
    kind: Kind = "number"
    say: Callable[[Any], str] | None = None
    by_row: bool = False
    by_frame: bool = False
    change: bool = False
    decimals: int | None = None


Columns = Mapping[str, Shown]


def column(kind: Kind, fr: str, en: str, **options: Any) -> Shown:
    """A declaration in one line: ``"share": column("share", "Part", "Share")``."""
    return Shown(label=Text(fr=fr, en=en), kind=kind, **options)


def marked(frame: pd.DataFrame, kinds: Mapping[str, str], *, cells: str = "") -> pd.DataFrame:
    """`frame`, which from now on says what its rows are (by their name), and what all its `cells` are where they are one kind."""
    frame.attrs[_KINDS] = {**kinds, **({"": cells} if cells else {})}
    return frame


def kinds_of(frame: pd.DataFrame) -> dict[str, Kind]:
    """What :func:`marked` noted."""
    return dict(frame.attrs.get(_KINDS, {}))


# -- one figure ---------------------------------------------------------------------------


def written(value: Any, kind: str = "number", *, change: bool = False, decimals: int | None = None) -> str:
    """A cell in the language in force, as its kind is written; a missing one is “–”.

    >>> written(0.8, "price"), written(0.8, "share"), written(0.8, "count"), written(0.052, "share", change=True)
    ('0,80\\xa0€', '80\\u202f%', '0,8', '+5,2 points')
    """
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return "–"
    if kind in _WORDS or isinstance(value, str | dt.date):
        return _worded(value, kind)
    figure = float(value)
    if not math.isfinite(figure):
        return number(figure)
    if kind == "gap" or (change and kind == "share"):
        return _points(100 * figure)
    plain = number(figure, decimals) if decimals is not None else _WRITTEN[kind](figure)
    return f"+{plain}" if change and figure > 0 and plain != _WRITTEN[kind](0.0) else plain


def _worded(value: Any, kind: str) -> str:
    if kind == "yes":
        return _YES_NO[bool(value)].say()
    if kind == "date" and isinstance(value, str):
        return date(dt.date.fromisoformat(value[:10]))
    return date(value) if isinstance(value, dt.date) else str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _points(value: float) -> str:
    one = abs(value) < 2 if current() == "fr" else round(abs(value), 1) == 1
    return (_POINT if one else _POINTS).say(value=signed(value, "#,##0.#"))


def _small(value: float) -> str:
    """A figure with as many decimals as it takes to see it."""
    return number(value, min(6, 1 - math.floor(math.log10(abs(value)))) if 0 < abs(value) < 0.1 else None)


def _price(value: float) -> str:
    if not 0 < abs(value) < 0.1:
        return money(value)
    shown = _small(value)
    return f"{shown}\u00a0€" if current() == "fr" else f"{'−' if value < 0 else ''}€{shown.lstrip('−')}"


_WRITTEN: Mapping[str, Callable[[float], str]] = {
    "number": _small, "share": percent, "points": points, "money": money, "price": _price,
    "count": lambda value: number(value, 0 if abs(value) >= 100 else None),
    "days": lambda value: _DAYS.say(value=number(round(value, 1))), "years": lambda value: number(value, 1),
}  # fmt: skip


# -- a frame ------------------------------------------------------------------------------


def words(
    frame: pd.DataFrame, columns: Columns, *, name: Callable[[str], str] = str, rows: Mapping[str, Kind] | None = None
) -> pd.DataFrame:
    """`frame` in the reader's words and figures, its index with it.

    Parameters
    ----------
    frame : pandas.DataFrame
    columns : mapping
        What the chapter declares: its columns, and what names its rows.
    name : callable, optional
        How a name that is not declared reads: an input of the owner's own, say.
    rows : mapping, optional
        Kinds of rows by their name; beside those that the frame is :func:`marked` with.
    """
    kinds: dict[str, Kind] = {**(rows or {}), **kinds_of(frame)}
    of_rows = [kinds.get(str(row)) for row in _row_names(frame, kinds)]
    cells = [_cells(frame.iloc[:, place], str(column), columns, kinds, of_rows) for place, column in enumerate(frame.columns)]
    heads = _titles(frame.columns, columns, kinds, name)
    axis = _title(frame.index.name, columns, name) if frame.index.name else ""
    index = pd.Index(_titles(frame.index, columns, kinds, name), dtype=object).rename(axis)
    return pd.DataFrame(dict(enumerate(cells)), index=index).set_axis(pd.Index(heads, dtype=object), axis=1)


def show(frame: pd.DataFrame, columns: Columns, *, name: Callable[[str], str] = str, rows: Mapping[str, Kind] | None = None) -> Any:
    """`frame` as a table in the language in force: words to the left, figures to the right."""
    spoken = words(frame, columns, name=name, rows=rows)
    if isinstance(frame.index, pd.RangeIndex) and not frame.index.name:
        spoken = spoken.reset_index(drop=True)
    right = [head for head, key in zip(spoken.columns, frame.columns, strict=True) if _is_figure(frame[key], columns.get(str(key)))]
    return laid_out(spoken, numbers=right, index=not isinstance(frame.index, pd.RangeIndex))


def spreadsheet(frame: pd.DataFrame, columns: Columns, *, name: Callable[[str], str] = str) -> bytes:
    """`frame` as the CSV that a French or English spreadsheet opens: words, units in the heads, figures as figures.

    Semicolons and decimal commas in French; shares in percent; two decimals. What a
    spreadsheet would run as a formula is written as words.
    """
    declared = {str(key): columns.get(str(key), Shown(label=Text.literal(name(str(key))))) for key in frame.columns}
    heads = [one.label.say() + (f" ({_UNITS[one.kind].say()})" if one.kind in _UNITS else "") for one in declared.values()]
    stream = io.StringIO()
    lines = csv.writer(stream, delimiter=";" if current() == "fr" else ",", lineterminator="\r\n")
    lines.writerow(heads)
    for row in frame.itertuples(index=False, name=None):
        lines.writerow([_plain(cell, one) for cell, one in zip(row, declared.values(), strict=True)])
    return stream.getvalue().encode("utf-8-sig")


def harmless(word: str) -> str:
    """`word` as a spreadsheet shows it and never runs it: an apostrophe before a sign that starts a formula.

    >>> harmless("=1+1"), harmless("Zoé")
    ("'=1+1", 'Zoé')
    """
    return f"'{word}" if word[:1] in ("=", "+", "-", "@", "\t", "\r") else word


# -- helpers ------------------------------------------------------------------------------


def _row_names(frame: pd.DataFrame, kinds: Mapping[str, Kind]) -> list[Any]:
    """What names the rows: the index, or the first column of words that has a kind for them."""
    if not isinstance(frame.index, pd.RangeIndex):
        return list(frame.index)
    told = (frame.iloc[:, place] for place in range(frame.shape[1]))
    return next((list(cells) for cells in told if cells.dtype.kind not in "iufb" and set(map(str, cells)) & set(kinds)), [""] * len(frame))


def _cells(cells: pd.Series, head: str, columns: Columns, kinds: Mapping[str, Kind], rows: list[Kind | None]) -> list[str]:
    one = columns.get(head) or Shown(
        label=Text.literal(head), kind=kinds.get(head, kinds.get("", _kind_of(cells))), by_row=head not in kinds
    )
    if one.say is not None:
        return ["" if _missing(cell) else one.say(cell) for cell in cells]
    if one.kind in _WORDS and not one.by_row:
        return ["" if _missing(cell) else written(cell, one.kind) for cell in cells]
    plain = kinds.get("", one.kind) if one.by_frame else one.kind
    own = [(row if one.by_row and row else plain) for row in rows]
    return [written(cell, kind, change=one.change, decimals=one.decimals) for cell, kind in zip(cells, own, strict=True)]


def _kind_of(cells: pd.Series) -> Kind:
    """The kind of a column that nobody declared: by its type, never by its size."""
    return {"b": "yes", "M": "date", "O": "text", "U": "text"}.get(cells.dtype.kind, "number")  # type: ignore[return-value]


def _titles(names: pd.Index, columns: Columns, kinds: Mapping[str, Kind], name: Callable[[str], str]) -> list[str]:
    """The labels of rows or columns; where the axis itself is a figure (the values tried of an input), its values as they are written."""
    axis = str(names.name) if names.name is not None else ""
    known = columns.get(axis)
    if known is not None and known.say is not None:
        return [known.say(each) for each in names]
    kind = (kinds.get(axis) if axis else None) or (known.kind if known is not None and known.kind != "text" else None)
    if kind is not None:
        return [written(each, kind) if not isinstance(each, str) else name(each) for each in names]
    return [_title(each, columns, name) for each in names]


def _title(each: Any, columns: Columns, name: Callable[[str], str]) -> str:
    known = columns.get(str(each))
    return known.label.say() if known else name(each) if isinstance(each, str) else written(each)


def _is_figure(cells: pd.Series, known: Shown | None) -> bool:
    counted = cells.dtype.kind in "iuf"
    return (known.kind in _FIGURES or (known.kind == "code" and counted)) and known.say is None if known else counted


def _missing(cell: Any) -> bool:
    return cell is None or (not isinstance(cell, str) and bool(pd.isna(cell)))


def _plain(cell: Any, one: Shown) -> str:
    """A cell of a file: words as words, a figure without its unit and with the reader's decimal mark."""
    if _missing(cell):
        return ""
    if one.say is not None or isinstance(cell, str | dt.date) or one.kind in _WORDS:
        return harmless(one.say(cell) if one.say is not None else written(cell, one.kind if one.kind in _WORDS else "text"))
    figure = float(cell) * (100 if one.kind in _HUNDREDTHS else 1)
    if not math.isfinite(figure):
        return "∞" if figure > 0 else "-∞"
    small = one.kind not in _UNITS and abs(figure) < 0.01
    digits = f"{figure:.{one.decimals}f}" if one.decimals is not None else f"{figure:.3g}" if small else f"{round(figure, 2):.15g}"
    return digits.replace(".", ",") if current() == "fr" else digits
