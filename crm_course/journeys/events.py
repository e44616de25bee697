"""What happened, to whom, when and through which channel? The event log, one contract for all channels.

A log is a frame with one row per contact. Four columns are needed:

=============  ==========================================================================
customer_id    whole number or text; missing or empty where nobody was recognised
ts             date and time; with a time zone, or read as UTC
channel        ``shop``, ``web``, ``phone`` … (see ``foundations.vocabulary.CHANNELS``), or the owner's own names
converted      whether the contact was the purchase (True/False, 1/0)
=============  ==========================================================================

``value`` and ``cost`` (euros), ``kind``, ``stage``, ``place``, ``device``, ``identified``,
``carried``, ``consistent``, ``outcome``, ``category`` and ``segment`` are used where they
exist; ``foundations.vocabulary`` describes them.

Other tools' formats come in and go out in :mod:`~crm_course.journeys.formats`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import dates
from crm_course.foundations.errors import InvalidData
from crm_course.foundations.folding import fold
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text
from crm_course.foundations.sheets import nothing

from .spelling import check_columns, key, merged

__all__ = [
    "COLUMNS", "MOMENTS", "OUTBOUND", "PLACES", "Log", "amounts", "channel_names", "clock", "coded", "customer_codes", "flags", "known", "moment", "outbound", "place", "require", "utc",
]  # fmt: skip

PLACES: Mapping[str, str] = {
    "web": "online", "app": "online", "email": "online", "social": "online", "chat": "online", "kiosk": "online",
    "search": "online", "display": "online", "direct": "online", "minitel": "online", "sms": "online", "marketplace": "online",
    "shop": "offline", "phone": "offline", "mail": "offline", "fax": "offline", "ivr": "offline", "field": "offline",
    "fair": "offline", "catalogue": "offline",
}  # fmt: skip
"""Where a channel takes place, for a log without a `place` column; an unknown channel is online."""

_PLACE_OF = {key(channel): where for channel, where in PLACES.items()}

OUTBOUND = frozenset({"message", "confirmation", "survey", "advert"})
"""Kinds of contact that the company begins: the customer neither asks nor chooses the channel."""

MOMENTS: Mapping[str, str] = {"mission": "before", "order": "during", "fulfilment": "after", "support": "after"}
"""The four phases of a relation, as before, during and after the purchase."""

NEEDED = ("customer_id", "ts", "channel", "converted")
COLUMNS = (
    *NEEDED,
    "value",
    "cost",
    "kind",
    "stage",
    "place",
    "device",
    "identified",
    "carried",
    "consistent",
    "outcome",
    "category",
    "segment",
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_COLUMN = Text(fr="une colonne du journal (colonnes reçues : {columns})", en="a column of the log (columns given: {columns})")
_RENAME = Text(fr="Renommez la colonne correspondante.", en="Rename the column that holds it.")
_CLOSEST = Text(fr="Vouliez-vous dire « {closest} » ?", en='Did you mean "{closest}"?')
PRESENT = Text(fr="rempli à chaque ligne", en="filled in on every row")
CLOCK = Text(fr="une date et une heure", en="a date and time")
YES_NO = Text(fr="vrai ou faux (ou 1 et 0)", en="true or false (or 1 and 0)")
_AMOUNT = Text(fr="un montant fini", en="a finite amount")
_NO_ARROW = Text(fr="un nom sans « > », réservé aux chemins", en='a name without ">", which separates the steps of a path')


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Log:
    """The identified rows of a log, checked and coded; one entry per row.

    Attributes
    ----------
    customer : int array
        Code of the customer: a position in `customers`.
    ticks : int array
        Time since 1970 in `per_second` ticks a second, UTC.
    channel : int array
        A position in `channels`, which are in alphabetical order.
    converted : bool array
    value : float array or None
        Euros, 0 where missing; ``None`` when the log has no values.
    rows : int array or None
        Positions of the identified rows in the log; ``None`` when all are.
    identified : float
        Share of the log's rows that carry a customer.
    told : str
        How the times were read, where that should be checked.
    """

    customer: np.ndarray
    customers: pd.Index
    ticks: np.ndarray
    per_second: int
    channel: np.ndarray
    channels: tuple[str, ...]
    converted: np.ndarray
    value: np.ndarray | None
    rows: np.ndarray | None
    identified: float
    told: str = ""


def coded(events: pd.DataFrame) -> Log:
    """Check a log against the contract and code it; a row that breaks it is named with its line.

    >>> log = coded(pd.DataFrame({"customer_id": ["b", None, "a"], "ts": ["2026-01-02", "2026-01-01", "2026-01-01"],
    ...                           "channel": ["web", "shop", "shop"], "converted": [0, 1, 1]}))
    >>> log.channels, round(log.identified, 2)
    (('shop', 'web'), 0.67)
    """
    require(events, *NEEDED)
    check_columns(events.columns, COLUMNS)
    customer, customers = customer_codes(events["customer_id"])
    named = customer >= 0
    rows = None if named.all() else np.flatnonzero(named)
    moments, told = _moments(events["ts"])
    ticks, per_second = clock(moments)
    channel, channels = _channels(events["channel"])
    converted, value = flags(events["converted"]), amounts(events)
    return Log(
        customer=_kept(customer, rows), customers=customers, ticks=_kept(ticks, rows), per_second=per_second,
        channel=_kept(channel, rows), channels=channels, converted=_kept(converted, rows),
        value=None if value is None else _kept(value, rows), rows=rows, identified=float(named.mean()) if len(named) else 1.0, told=told,
    )  # fmt: skip


def require(events: pd.DataFrame, *columns: str) -> None:
    """Raise unless the log has these columns."""
    for column in columns:
        if column not in events.columns:
            near = difflib.get_close_matches(column, list(map(str, events.columns)), n=1)
            hint = _CLOSEST if near else _RENAME
            raise InvalidData(column, _COLUMN, None, hint=hint, closest="".join(near), columns=", ".join(map(str, events.columns)))


def flags(column: pd.Series) -> np.ndarray:
    """A column of true and false (or 1 and 0) as a bool array."""
    if column.dtype == bool:
        return column.to_numpy()
    numbers = pd.to_numeric(column.astype(object), errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    refuse(column, ~np.isin(numbers, (0.0, 1.0)), YES_NO)
    return np.asarray(numbers == 1.0)


def utc(column: pd.Series) -> pd.Series:
    """A column of dates and times in UTC; times without a zone are read as UTC.

    Text is read by one convention, found from the whole column; numbers by the clock that they count by
    (:mod:`crm_course.foundations.dates`).
    """
    return _moments(column)[0]


def _moments(column: pd.Series) -> tuple[pd.Series, str]:
    """A column in UTC, and what is to be said of how it was read."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        refuse(column, column.isna().to_numpy(), CLOCK)
        return pd.to_datetime(column, utc=True), ""
    if len(column) and _ISO.match(str(column.iloc[0])):
        times = pd.to_datetime(column, utc=True, errors="coerce", format="ISO8601")
        if times.notna().all():
            return times, ""
    found = dates.read(column, zone="UTC")
    moments = found.values  # noqa: PD011 - the reading's, not a frame's
    refuse(column, moments.isna().to_numpy(), CLOCK)
    plain = found.convention in ("iso", "day_first") and not found.assumed
    return moments.dt.tz_localize("UTC"), "" if plain else found.sentence()


def place(events: pd.DataFrame) -> np.ndarray:
    """Where each contact takes place, ``online`` or ``offline``: as the log says, else by its channel."""
    codes, names = pd.factorize(events["channel"])
    places = [_PLACE_OF.get(key(str(name)), "online") for name in names]
    derived = pd.Series(np.array([*places, "online"], dtype=object)[codes], index=events.index, dtype=object)
    if "place" not in events.columns:
        return derived.to_numpy(dtype=object)
    return events["place"].astype(object).where(events["place"].notna(), derived).to_numpy(dtype=object)


def known(events: pd.DataFrame) -> pd.DataFrame:
    """The rows that carry a customer."""
    require(events, "customer_id")
    return events[customer_codes(events["customer_id"])[0] >= 0]


def outbound(events: pd.DataFrame) -> pd.Series:
    """Which contacts the company began, as far as the `kind` column tells."""
    return events["kind"].isin(OUTBOUND) if "kind" in events.columns else pd.Series(False, index=events.index)


def moment(events: pd.DataFrame) -> np.ndarray:
    """Before, during or after the purchase, from the `stage` column."""
    require(events, "stage")
    return events["stage"].astype(object).map(MOMENTS).to_numpy(dtype=object)


# -- coding -------------------------------------------------------------------------------


def _kept(values: np.ndarray, rows: np.ndarray | None) -> np.ndarray:
    return values if rows is None else values[rows]


def refuse(column: pd.Series, wrong: np.ndarray, rule: Text) -> None:
    """Raise for the first wrong row, its line counted as in a file with a header."""
    if wrong.any():
        first = int(np.argmax(wrong))
        raise InvalidData(str(column.name), rule, column.iloc[first], line=first + 2)


def customer_codes(column: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """Codes and what they stand for; −1 where nobody was recognised."""
    if len(column) and isinstance(column.dtype, np.dtype) and column.dtype.kind in "iu":
        numbers = column.to_numpy()
        low, high = int(numbers.min()), int(numbers.max())
        if high - low < 1 << 32:
            wide = numbers if numbers.dtype.kind == "u" else numbers.astype(np.int64, copy=False)
            return (wide - wide.dtype.type(low)).astype(np.int64, copy=False), pd.RangeIndex(low, high + 1)
    codes, names = pd.factorize(column)
    written = [_customer(name) for name in names]
    if all(one is name for one, name in zip(written, names, strict=True)):
        return codes, pd.Index(names)
    kept, places = np.unique([str(one) for one in written if one is not None], return_inverse=True)
    again = np.full(len(written) + 1, -1, dtype=np.int64)
    again[[place for place, one in enumerate(written) if one is not None]] = places
    return again[codes], pd.Index(kept, dtype=object)


_NOBODY = frozenset({"undefined", "unknown", "anonymous", "anonyme", "inconnu", "inconnue", "other", "empty", "nil", "guest", "null", "none", "nan", "na", "n a", "not set", "not provided",
                     "not available", "no id", "no user", "aucun", "vide", "invite", "non identifie", "non connecte", "not logged in", "logged out", "visiteur", "visiteur anonyme", "visitor",
                     "anonymous user", "anonymous visitor", "client anonyme", "client inconnu", "non renseigne", "sans identifiant"})  # fmt: skip
"""What else tools write where they recognised nobody."""


def _customer(name: Any) -> Any:
    """A customer as named, without the spaces around; None for the words that stand for nobody."""
    if isinstance(name, str):
        plain = name.strip()
        if nothing(plain) or fold(plain) in _NOBODY or _NO_NUMBER.fullmatch(plain):
            return None
        plain = plain.removesuffix(".0") if _WHOLE.fullmatch(plain) else plain
        return name if plain == name else plain
    return name


_NO_NUMBER = re.compile(r"-1|0{8}-?(?:0{4}-?){3}0{12}")
"""What stands for no number: −1, and the identifier of zeros."""
_WHOLE = re.compile(r"\d+\.0")
"""A number that a spreadsheet or a frame took for one with decimals."""


def clock(column: pd.Series) -> tuple[np.ndarray, int]:
    """Whole ticks since 1970 in the coarsest unit that loses nothing: seconds, milliseconds, …"""
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        column = utc(column)
    refuse(column, column.isna().to_numpy(), CLOCK)
    naive = column if column.dt.tz is None else column.dt.tz_convert("UTC").dt.tz_localize(None)
    native = naive.to_numpy()
    per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[np.datetime_data(native.dtype)[0]]
    ticks = native.view(np.int64)
    for unit in (1, 10**3, 10**6):
        if unit < per_second and np.array_equal(ticks // (per_second // unit) * (per_second // unit), ticks):
            return ticks // (per_second // unit), unit
    return ticks, per_second


def _channels(column: pd.Series) -> tuple[np.ndarray, tuple[str, ...]]:
    """Codes into the channels that occur, in alphabetical order; spellings of one channel share a code."""
    codes, names = pd.factorize(column) if column.dtype != "category" else (column.cat.codes.to_numpy(), column.cat.categories)
    refuse(column, codes < 0, PRESENT)
    counts = np.bincount(as_counts(codes), minlength=len(names))
    written = {int(code): str(names[int(code)]) for code in np.flatnonzero(counts)}
    for code, name in written.items():
        if ">" in name or not name.strip():
            refuse(column, codes == code, _NO_ARROW if name.strip() else PRESENT)
    name_of = merged({name: int(counts[code]) for code, name in written.items()})
    channels = tuple(sorted(set(name_of.values())))
    position = np.zeros(len(names), dtype=np.uint16)
    position[list(written)] = [channels.index(name_of[name]) for name in written.values()]
    return position[codes], channels


def channel_names(column: pd.Series) -> np.ndarray:
    """The channel of each row, one name for all its spellings."""
    codes, channels = _channels(column)
    names: np.ndarray = np.array(channels, dtype=object)[codes]
    return names


def amounts(events: pd.DataFrame) -> np.ndarray | None:
    """The log's values in euros, 0 where missing; ``None`` when it has none."""
    if "value" not in events.columns:
        return None
    value: np.ndarray = pd.to_numeric(events["value"], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    odd = ~np.isfinite(value)
    if not odd.any():
        return value
    refuse(events["value"], odd & events["value"].notna().to_numpy(), _AMOUNT)
    return np.where(odd, 0.0, value)
