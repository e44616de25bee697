"""What did people decide, and what do we then know of a person?

Decisions are rows that are only added: the same, not the same, undone. The person's record is a
pure function of its members: nothing is stored that cannot be made again, so undoing is exact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from .gathering import FIELDS
from .linkage import Linkage
from .texts import CUSTOMER_RULE, DECISION_RULE, PAIR_RULE, SURE_RULE, WHY_RULE

__all__ = ["Person", "decide", "person", "undo"]


def decide(linkage: Linkage, a: str, b: str, *, same: bool, why: str, who: str = "", at: dt.datetime | None = None) -> Linkage:
    """The linkage after a decision on two records: one person, or not.

    A decision outweighs what was computed, and a later decision an earlier one; its number is in the last row of ``.decisions``.
    """
    if not isinstance(same, bool | np.bool_):
        raise InvalidValue("same", SURE_RULE, same)
    if not str(why or "").strip():
        raise InvalidValue("why", WHY_RULE, why)
    if linkage.place(a) == linkage.place(b):
        raise InvalidValue("b", PAIR_RULE, b)
    return _added(linkage, kind="same" if same else "not-same", a=str(a), b=str(b), who=who, why=str(why).strip(), at=at)


def undo(linkage: Linkage, decision: Any, *, why: str = "", who: str = "", at: dt.datetime | None = None) -> Linkage:
    """The linkage after a decision was undone: one more row; an undoing can be undone too.

    Parameters
    ----------
    decision : int or row
        Its number, or its row of ``.decisions``.
    """
    row = decision._asdict() if hasattr(decision, "_asdict") else decision
    number = checks.whole("decision", row["decision"] if isinstance(row, pd.Series | Mapping) else row, least=1)
    if number not in set(linkage.decisions["decision"]):
        raise InvalidValue("decision", DECISION_RULE, decision, count=len(linkage.decisions))
    return _added(linkage, kind="undo", undoes=number, who=who, why=why, at=at)


def _added(linkage: Linkage, **row: Any) -> Linkage:
    """The linkage with one more decision, as a new record."""
    moment = pd.Timestamp(row.pop("at") or dt.datetime.now(dt.UTC).replace(tzinfo=None)).floor("s")
    line = {"decision": len(linkage.decisions) + 1, "a": None, "b": None, "undoes": pd.NA} | row | {"at": moment}
    rows = [*linkage.decisions.to_dict("records"), line]
    made = pd.DataFrame(rows, columns=linkage.decisions.columns, index=pd.RangeIndex(1, len(rows) + 1))
    return replace(linkage, decisions=made.astype({"decision": np.int64, "undoes": "Int64", "at": "datetime64[s]"}))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Person:
    """One customer, from all its records.

    Attributes
    ----------
    values : DataFrame
        ``field, value, record_id``: each value with the record that it comes from.
    records : tuple of str
        All members; an erasure walks them.
    consents : DataFrame
        ``channel, purpose, status``: the most restrictive of all members.
    """

    customer_id: int
    values: pd.DataFrame
    records: tuple[str, ...]
    consents: pd.DataFrame


def person(linkage: Linkage, customer_id: int, *, consents: pd.DataFrame | None = None) -> Person:
    """What all records of a customer say together.

    The value that most members give survives, among equals the newest, then that of the first record. A consent holds only if
    no member withdrew it.

    Parameters
    ----------
    consents : DataFrame, optional
        The log of consents by card (``customer_id, channel, purpose, status, ts``), where records are cards.
    """
    members = linkage.records[(linkage.frame["customer_id"] == customer_id).to_numpy()]
    if members.empty:
        raise InvalidValue("customer_id", CUSTOMER_RULE, customer_id)
    members = members.sort_values("record_id", ignore_index=True)
    rows = [(name, *_survivor(linkage, members, name)) for name in FIELDS if name in members and members[name].notna().any()]
    said = _restrictive(members, consents)
    return Person(customer_id=int(customer_id), values=pd.DataFrame(rows, columns=["field", "value", "record_id"]),
                  records=tuple(members["record_id"]), consents=said)  # fmt: skip


def _survivor(linkage: Linkage, members: pd.DataFrame, name: str) -> tuple[Any, str]:
    given = members[members[name].notna()]
    forms = [str(linkage._seen[name].iloc[linkage.place(one)]) if name in linkage._seen else str(value)
             for one, value in zip(given["record_id"], given[name], strict=True)]  # fmt: skip
    often = pd.Series(forms).map(pd.Series(forms).value_counts()).to_numpy()
    since = pd.to_datetime(given["since"], errors="coerce").fillna(pd.Timestamp(0)).to_numpy() if "since" in given else np.zeros(len(given))
    best = int(np.lexsort((np.arange(len(given)), -since.astype("int64"), -often))[0])
    return given[name].iloc[best], str(given["record_id"].iloc[best])


def _restrictive(members: pd.DataFrame, consents: pd.DataFrame | None) -> pd.DataFrame:
    columns = ["channel", "purpose", "status"]
    if consents is None:
        return pd.DataFrame(columns=columns)
    cards = consents[consents["customer_id"].astype(str).isin(members["record"].astype(str))].sort_values("ts", kind="stable")
    last = cards.astype({"channel": str, "purpose": str}).groupby(["customer_id", "channel", "purpose"], as_index=False)["status"].last()
    refused = (
        last.assign(refused=last["status"].astype(str) == "withdrawn").groupby(["channel", "purpose"], as_index=False)["refused"].any()
    )
    said: pd.DataFrame = refused.assign(status=np.where(refused["refused"], "withdrawn", "granted"))[columns]
    return said
