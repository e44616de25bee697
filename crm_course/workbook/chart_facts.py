"""What a chart shows, read from its Vega-Lite specification: its mark, and the values that it draws.

Two charts that draw the same values with the same mark are the same answer, whether the
values were aggregated by pandas before or by Altair itself, upright or lying, whatever their
colours and names.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

__all__ = ["AGGREGATES", "facts_of"]

_CHART = Text(fr="graphique", en="chart")
_SIMPLE = Text(
    fr="lisible : une marque, un axe de catégories ou de temps, un axe de valeurs (agrégez d’abord avec pandas)",
    en="readable: one mark, an axis of categories or time, an axis of values (aggregate with pandas first)",
)

AGGREGATES: dict[str, Callable[[Sequence[float]], float]] = {
    "sum": sum, "mean": statistics.fmean, "average": statistics.fmean, "median": statistics.median, "min": min, "max": max,
    "count": len,
}  # fmt: skip
_SAME_MARK = {"circle": "point", "square": "point", "trail": "line"}
_DECORATION = {"text", "rule", "errorbar", "errorband", "tick"}


def facts_of(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a chart: ``mark``, ``values`` (label → value drawn), ``titled``, ``from_zero``.

    Of a layered chart, the layer that carries the values is read, not its labels and rules.

    Raises
    ------
    InvalidValue
        If its values cannot be read from it: no inline data, a bin, a calculation inside, or no specification at all.
    """
    try:
        return _facts_of(spec)
    except (TypeError, AttributeError, KeyError, ValueError, ArithmeticError) as error:  # JSON of any form may come
        raise InvalidValue(_CHART, _SIMPLE, "?") from error


def _facts_of(spec: Mapping[str, Any]) -> dict[str, Any]:
    layer = _main_layer(spec)
    mark = _mark(layer)
    encoding = {**(spec.get("encoding") or {}), **(layer.get("encoding") or {})}
    label, value = _axes(encoding)
    return {
        "mark": _SAME_MARK.get(str(mark), str(mark)),
        "values": _drawn(_data(layer, spec), label, value),
        "titled": bool(spec.get("title") or layer.get("title")),
        "from_zero": _from_zero(_scale(value)),
    }


def _mark(layer: Mapping[str, Any]) -> Any:
    mark = layer.get("mark")
    return mark.get("type") if isinstance(mark, Mapping) else mark


def _from_zero(scale: Mapping[str, Any]) -> bool:
    """Whether twice the value is drawn twice as long: equal steps, from zero."""
    lowest = scale.get("domainMin", scale["domain"][0] if scale.get("domain") else 0)
    return scale.get("type", "linear") == "linear" and scale.get("zero") is not False and lowest <= 0


def _main_layer(spec: Mapping[str, Any]) -> Mapping[str, Any]:
    layers = [layer for layer in spec.get("layer", []) if isinstance(layer, Mapping)] or [spec]
    return next((layer for layer in layers if _mark(layer) and _mark(layer) not in _DECORATION), layers[0])


def _axes(encoding: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The channel of the labels and the channel of the values."""
    if "theta" in encoding:
        return _channel(encoding.get("color")), _channel(encoding["theta"])
    x, y = _channel(encoding.get("x")), _channel(encoding.get("y"))
    return (y, x) if _is_value(x) and not _is_value(y) else (x, y)


def _channel(channel: Any) -> Mapping[str, Any]:
    if not isinstance(channel, Mapping) or "bin" in channel or "timeUnit" in channel:
        raise InvalidValue(_CHART, _SIMPLE, channel)
    return channel


def _is_value(channel: Mapping[str, Any]) -> bool:
    return "aggregate" in channel or channel.get("type") == "quantitative"


def _scale(channel: Mapping[str, Any]) -> Mapping[str, Any]:
    scale = channel.get("scale")
    return scale if isinstance(scale, Mapping) else {}


def _data(layer: Mapping[str, Any], spec: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if layer.get("transform") or spec.get("transform"):
        raise InvalidValue(_CHART, _SIMPLE, "transform")
    data = layer.get("data") or spec.get("data") or {}
    rows = data.get("values") if "values" in data else (spec.get("datasets") or {}).get(data.get("name"))
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        raise InvalidValue(_CHART, _SIMPLE, "data")
    return rows


def _drawn(rows: list[Mapping[str, Any]], label: Mapping[str, Any], value: Mapping[str, Any]) -> dict[Any, Any]:
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.get(label.get("field", ""), ""), []).append(row.get(value.get("field", ""), 0))
    aggregate = value.get("aggregate")
    if aggregate is not None and aggregate not in AGGREGATES:
        raise InvalidValue(_CHART, _SIMPLE, aggregate)
    if aggregate is None and any(len(group) > 1 for group in groups.values()):
        return {f"{key} {number}": item for key, group in groups.items() for number, item in enumerate(sorted(group, key=str))}
    try:
        return {key: AGGREGATES[aggregate or "sum"](group) for key, group in groups.items()}
    except TypeError as error:  # text where a number belongs
        raise InvalidValue(_CHART, _SIMPLE, aggregate) from error
