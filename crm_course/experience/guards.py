"""Are these answers, counts and weights fit to be counted? Each guard names the first that is not.

They take whole columns; the place in a message counts from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

from . import texts

__all__ = ["Floats", "counts", "numbers", "scale", "score_set", "scores", "weights"]

Floats = NDArray[np.float64]


def numbers(name: Text, values: Any, rule: Text = texts.RULE_NUMBERS) -> Floats:
    """`values`, one column of numbers, as floats; missing ones are NaN.

    Text is refused even if it looks like a number: what ``"1,5"`` means is for the reader
    of the file to say.
    """
    if isinstance(values, str | bytes | set | frozenset | pd.DataFrame) or not isinstance(values, Iterable):
        raise InvalidValue(name, rule, values, texts.WAY_LIST)
    array = values if isinstance(values, np.ndarray) else _array(values)
    if array.ndim != 1:
        raise InvalidValue(name, rule, array.tolist(), texts.WAY_LIST)
    if array.dtype.kind in "iuf":
        return array.astype(np.float64)
    return np.array([_number(name, rule, value, place) for place, value in enumerate(array.tolist(), start=1)], dtype=np.float64)


def scores(values: Any, ends: tuple[int, int] | None = None, name: Text = texts.ANSWERS) -> Floats:
    """`values` as whole scores, between `ends` where they are given; none missing, at least one."""
    given = numbers(name, values)
    if not given.size:
        raise InvalidValue(name, texts.RULE_NOT_EMPTY, 0)
    missing = int(np.isnan(given).sum())
    if missing:
        raise InvalidValue(name, texts.RULE_NONE_MISSING, np.nan, texts.WAY_MISSING, missing=missing, all=given.size)
    low, high = ends or (-np.inf, np.inf)
    off = ~((given == np.round(given)) & (given >= low) & (given <= high) & np.isfinite(given))
    if off.any():
        first = int(off.argmax())
        rule = texts.RULE_ON_SCALE if ends else texts.RULE_WHOLE
        way = texts.WAY_OFF_SCALE
        raise InvalidValue(name, rule, _plain(given[first]), way, low=low, high=high, place=first + 1, off=int(off.sum()))
    return given


def counts(per_score: Mapping[Any, Any]) -> Floats:
    """The counts of a {score: count}: whole, at least 0."""
    values = numbers(texts.COUNTS, list(per_score.values()), texts.RULE_COUNTS)
    bad = ~((values >= 0) & (values == np.round(values)) & np.isfinite(values))
    if bad.any():
        first = int(bad.argmax())
        shares = (values >= 0).all() and values.sum() < 100.5
        way = texts.WAY_SHARES if shares else texts.WAY_COUNT
        raise InvalidValue(texts.COUNTS, texts.RULE_COUNTS, _plain(values[first]), way, score=str(list(per_score)[first]))
    return values


def weights(given: Any, size: int, answers: Any = None, per_score: Mapping[Any, Any] | None = None) -> Floats:
    """`size` weights, one per answer or per score of a {score: count}: finite, at least 0."""
    if isinstance(given, Mapping):
        given = _by_score(given, per_score)
    elif isinstance(given, pd.Series) and isinstance(answers, pd.Series) and not given.index.equals(answers.index):
        raise InvalidValue(texts.WEIGHTS, texts.RULE_SAME_INDEX, given.index.tolist())
    heft = numbers(texts.WEIGHTS, given, texts.RULE_WEIGHTS)
    if heft.size != size:
        raise InvalidValue(texts.WEIGHTS, texts.RULE_WEIGHTS_LENGTH, heft.size, size=size)
    bad = ~((heft >= 0) & np.isfinite(heft))
    if bad.any():
        raise InvalidValue(texts.WEIGHTS, texts.RULE_WEIGHTS, _plain(heft[bad.argmax()]), texts.WAY_PLACE, place=int(bad.argmax()) + 1)
    return heft


def score_set(name: Text, values: Any) -> frozenset[int]:
    """A set of whole scores, such as ``{4, 5}`` or ``range(9, 11)``; at least one."""
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise InvalidValue(name, texts.RULE_SET, values, texts.WAY_SET)
    given = numbers(name, list(values), texts.RULE_SET)
    if not given.size or not np.all(np.isfinite(given) & (given == np.round(given))):
        raise InvalidValue(name, texts.RULE_SET, values, texts.WAY_SET)
    return frozenset(given.astype(int).tolist())


def scale(ends: Any) -> tuple[int, int]:
    """The ends of the recommendation question: (0, 10), or (1, 10)."""
    known = {(0, 10), (1, 10)}
    try:
        low, high = ends
    except (TypeError, ValueError):
        raise InvalidValue(texts.SCALE, texts.RULE_SCALE, ends) from None
    if isinstance(low, bool) or (low, high) not in known:
        raise InvalidValue(texts.SCALE, texts.RULE_SCALE, ends, texts.WAY_SCALE)
    return int(low), int(high)


# -- private ------------------------------------------------------------------------------


def _array(values: Any) -> NDArray[Any]:
    """A numeric column with its missing values as NaN; anything else as objects, so that text keeps its type."""
    if isinstance(values, pd.Series | pd.Index) and pd.api.types.is_numeric_dtype(values.dtype) and values.dtype.kind != "b":
        return values.to_numpy(dtype=np.float64, na_value=np.nan)
    items = list(values)
    array = np.empty(len(items), dtype=object)
    array[:] = items
    return array


def _number(name: Text, rule: Text, value: Any, place: int) -> float:
    if value is None or value is pd.NA or value is pd.NaT:
        return np.nan
    try:
        if not isinstance(value, str | bytes | bool | np.bool_):
            return float(value)
    except (TypeError, ValueError):
        pass
    raise InvalidValue(name, rule, value, texts.WAY_TEXT if isinstance(value, str) else texts.WAY_PLACE, place=place)


def _by_score(given: Mapping[Any, Any], per_score: Mapping[Any, Any] | None) -> list[Any]:
    if per_score is None:
        raise InvalidValue(texts.WEIGHTS, texts.RULE_WEIGHTS_ONE_EACH, given)
    absent = [score for score in per_score if score not in given]
    if absent:
        raise InvalidValue(texts.WEIGHTS, texts.RULE_WEIGHTS_EVERY_SCORE, given, score=str(absent[0]))
    return [given[score] for score in per_score]


def _plain(value: Any) -> Any:
    """A number as a reader writes it: 11, not 11.0."""
    return int(value) if float(value).is_integer() else float(value)
