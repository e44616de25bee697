"""How does a world become a customer base? Its tables, and what the store makes of them.

Anything with ``.tables`` (frames by name, columns as in the data dictionary) can be loaded.
On the way in: organisations are told from companies, addresses and numbers get a comparable
form, the search index is filled, tickets get the time an answer is due. Who was erased on
request does not come back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations.errors import CourseError, FileProblem, InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.vocabulary import TABLES

from . import audit, keys, schema, texts
from .base import Base
from .law import opposition
from .loading import Loaded, append, next_number, present_keys, typed
from .tickets import DUE_HOURS

__all__ = ["load", "normalised", "organisations", "search_rows"]


def load(store: Base, world: Any) -> Loaded:
    """Load a world, or anything with ``.tables``, in one transaction; loading again adds only what is new."""
    tables = getattr(world, "tables", None)
    if not isinstance(tables, Mapping):
        raise InvalidValue("world", texts.TABLES_RULE, type(world).__name__)
    frames = {name: tables[name] for name in (t.name for t in schema.METADATA.sorted_tables) if name in tables}
    try:
        with store.writing() as connection:
            erased = _erased(connection, store.secret, frames)
            done = [_one(connection, erased, name, frame) for name, frame in frames.items()]
            counts = pd.DataFrame([count for count, _ in done], columns=["table", "added", "known"])
            audit.write(connection, store.actor, "load", rows=int(counts["added"].sum()))
    except FileProblem as problem:
        raise _orphans(store, frames) or problem from None
    bad = [found.assign(table=count[0]) for count, found in done]
    unreadable = (
        pd.concat(bad, ignore_index=True)[["table", "line", "field", "reason"]].astype({"line": int})
        if bad
        else pd.DataFrame(columns=["table", "line", "field", "reason"])
    )
    return Loaded(tables=counts, unreadable=unreadable)


def _one(connection: sa.Connection, erased: Any, name: str, given: pd.DataFrame) -> tuple[tuple[str, int, int], pd.DataFrame]:
    frame, unreadable = typed(given.reset_index(drop=True), schema.declared(name))
    frame, left_out = _with_keys(name, frame)
    frame = _without_erased(connection, erased, name, frame) if len(erased) else frame
    if name == "customers":
        frame = _customers(connection, frame)
    elif name == "contact_points":
        frame = frame.assign(normalised=normalised(frame["value"], frame["kind"]))
    elif name == "tickets":
        frame = frame.assign(due_at=_due(frame))
    elif name == "opportunities":
        frame = frame.assign(stage=frame["stage"].fillna("new"))
    added = append(connection, name, frame, known="skip")
    if name in ("customers", "contact_points"):
        _searchable(connection, name, frame)
    return (name, added, len(frame) - added), pd.concat([unreadable, left_out], ignore_index=True)


def _with_keys(name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Without the rows whose key is empty or was used by a row above."""
    key = list(TABLES[name].primary)
    bad = frame[key].isna().any(axis=1) | frame.duplicated(key)
    if not bad.any():
        return frame, pd.DataFrame({"line": [], "field": [], "reason": []})
    lines = np.flatnonzero(bad.to_numpy()) + 2
    return frame[~bad], pd.DataFrame({"line": lines, "field": key[0], "reason": texts.KEY_AGAIN.say()})


def _erased(connection: sa.Connection, secret: str, frames: Mapping[str, pd.DataFrame]) -> Any:
    numbers = [frame["customer_id"] for frame in frames.values() if "customer_id" in frame]
    return opposition.erased_numbers(connection, secret, pd.concat(numbers)) if numbers else []


def _without_erased(connection: sa.Connection, erased: Any, name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Without the rows of people who were erased on request, and what hangs on their new orders."""
    if name == "customers":
        frame = frame.assign(referred_by=frame["referred_by"].where(~frame["referred_by"].isin(erased)))
    if "customer_id" in frame:
        frame = frame[~frame["customer_id"].isin(erased)]
    if TABLES[name].foreign.get("order_id"):
        frame = frame[frame["order_id"].isna() | frame["order_id"].isin(present_keys(connection, "orders", "order_id"))]
    return frame


def _customers(connection: sa.Connection, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(organisation_id=organisations(connection, frame))


def organisations(connection: sa.Connection, people: pd.DataFrame) -> Any:
    """The number of each person's organisation, made where it is new (by SIREN, else by name)."""
    named = people["company"].notna() & (people["company"].astype(str) != "")
    if not named.any():
        return None
    rows = people.loc[named, ["company", "siren", "postcode", "town"]]
    folded = keys.fold_many(rows["company"])
    key = rows["siren"].where(rows["siren"].notna() & (rows["siren"].astype(str) != ""), folded).astype(str)
    table = schema.table("organisations")
    known: dict[str, int] = {}
    for number, name, siren in connection.execute(sa.select(*table.c["organisation_id", "name", "siren"])).all():
        known[keys.fold(name)] = number
        known[siren or keys.fold(name)] = number
    fresh = rows.assign(key=key)[~key.isin(known)].drop_duplicates("key")
    start = next_number(connection, "organisations")
    fresh = fresh.assign(organisation_id=np.arange(start, start + len(fresh)), name=fresh["company"])
    append(connection, "organisations", fresh.drop(columns=["company", "key"]))
    known.update(zip(fresh["key"], fresh["organisation_id"].tolist(), strict=True))
    return key.map(known).reindex(people.index).astype("Int64")


def normalised(values: pd.Series, kinds: pd.Series) -> pd.Series:
    """The comparable form of addresses and numbers; a value that has none keeps its own words."""
    words = [text if isinstance(text, str) else "" for text in values.to_numpy(dtype=object)]
    mail = (kinds.astype(object) == "email").tolist()
    found = [text.strip().casefold() if at else _number(text) for text, at in zip(words, mail, strict=True)]
    return pd.Series(found, index=values.index, dtype=object)


def _number(text: str) -> str:
    plain = text.replace(" ", "")
    return plain if len(plain) == 10 and plain.isdecimal() and plain[0] == "0" else keys.phone(text) or text


def _due(tickets: pd.DataFrame) -> pd.Series:
    hours = tickets["priority"].astype(object).map(DUE_HOURS).fillna(DUE_HOURS["normal"])
    return (tickets["opened_at"] + pd.to_timedelta(hours, unit="h")).astype("datetime64[s]")


# -- the search index ---------------------------------------------------------------------


def _searchable(connection: sa.Connection, name: str, frame: pd.DataFrame) -> None:
    named = ["first_name", "last_name", "company", "town"] if name == "customers" else []
    whole = ["normalised"] if name == "contact_points" else []
    append(connection, "search_terms", search_rows(frame, named, whole), known="skip")


def search_rows(frame: pd.DataFrame, named: list[str], whole: list[str], *, folded: bool = False) -> pd.DataFrame:
    """``term``, ``customer_id``: each word of the `named` columns (`folded` already, or not), and the `whole` ones as they are."""
    numbers = frame["customer_id"].to_numpy(dtype=np.int64)
    parts = [_words(numbers, frame[column], _split if folded else keys.words) for column in named]
    parts += [(numbers[(has := frame[column].notna().to_numpy())], frame[column].to_numpy(dtype=object)[has]) for column in whole]
    ids, terms = (np.concatenate([part[k] for part in parts]) for k in (0, 1))
    codes, unique = pd.factorize(terms, sort=True)
    packed = np.unique(codes.astype(np.int64) << 40 | ids) if len(ids) and ids.min() >= 0 and ids.max() < 1 << 40 else None
    if packed is None:
        return pd.DataFrame({"term": terms, "customer_id": ids}).drop_duplicates()
    return pd.DataFrame({"term": unique[packed >> 40], "customer_id": packed & ((1 << 40) - 1)})


def _split(text: str) -> list[str]:
    if " " not in text:
        return [text] if len(text) > 1 else []
    return list(dict.fromkeys(word for word in text.split() if len(word) > 1))


def _words(
    numbers: np.ndarray[Any, Any], values: pd.Series, split: Callable[[str], list[str]]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    codes, unique = pd.factorize(values.to_numpy(dtype=object))
    lists = [split(str(text)) for text in unique] + [[]]
    length = np.array([len(words) for words in lists])
    flat = np.array([word for words in lists for word in words] or [""], dtype=object)
    first = np.cumsum(length) - length
    count = length[codes]
    place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, as_counts(count)) + np.repeat(first[codes], as_counts(count))
    return np.repeat(numbers, as_counts(count)), flat[place] if len(place) else np.array([], dtype=object)


# -- what a refused world broke -----------------------------------------------------------


def _orphans(store: Base, frames: Mapping[str, pd.DataFrame]) -> CourseError | None:
    """Which table names a number that its parent does not have."""
    for name, frame in frames.items():
        for column, (parent, key) in TABLES[name].foreign.items():
            if column not in frame or parent not in schema.METADATA.tables:
                continue
            with store.reading() as connection:
                present = present_keys(connection, parent, key)
            there = np.concatenate([present, frames[parent][key].dropna().to_numpy()]) if parent in frames else present
            lost = frame[column].notna() & ~frame[column].isin(there)
            if lost.any():
                return FileProblem(texts.ORPHANS, table=name, column=column, parent=parent, count=int(lost.sum()))
    return None
