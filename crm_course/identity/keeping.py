"""Where do decisions live, and what does an erasure reach?

In the customer base, as rows of ``identity_decisions`` that are only added to. A record that is
a card of the base is kept by its number, so that the base's own erasure finds it and leaves a
number that means nobody; a record of another tool is kept by its name, which goes with the person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import sqlalchemy as sa

from crm_course.crm import audit, schema
from crm_course.crm.base import Base
from crm_course.crm.law.erasure import erase_person
from crm_course.foundations.errors import InvalidValue

from .linkage import NO_DECISIONS, Linkage
from .texts import BEHIND_RULE, CUSTOMER_RULE, FORGOTTEN, STORE_RULE

__all__ = ["Forgotten", "erase", "keep", "kept"]

_CARD = "customers:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Whom an erasure reached.

    Attributes
    ----------
    cards : tuple of int
        Cards of the base that were erased: all that the customer had.
    elsewhere : tuple of str
        Records of other tools that are his too, to be erased there.
    decisions : int
        Decisions that no longer name him.
    """

    cards: tuple[int, ...]
    elsewhere: tuple[str, ...]
    decisions: int

    def sentence(self) -> str:
        """What was erased here, and where else it remains to be done."""
        return FORGOTTEN.say(cards=len(self.cards), decisions=self.decisions, elsewhere=", ".join(self.elsewhere) or "–")

    def _repr_markdown_(self) -> str:
        return self.sentence()


def keep(store: Base, linkage: Linkage) -> int:
    """Write the decisions of a linkage that the base does not have yet; returns how many were added."""
    table, written = _table(store), kept(store, linkage).decisions
    new = linkage.decisions.iloc[len(written) :]
    if not written.drop(columns="at").astype(str).equals(linkage.decisions.iloc[: len(written)].drop(columns="at").astype(str)):
        raise InvalidValue("linkage", BEHIND_RULE, len(linkage.decisions), count=len(written))
    with store.writing() as connection:
        first = int(connection.scalar(sa.select(sa.func.max(table.c.decision_id))) or 0) - len(written)
        rows = [_row(row, first) for row in new.to_dict("records")]
        if rows:
            connection.execute(table.insert(), rows)
            audit.write(connection, store.actor, "record", "identity_decisions", len(rows))
    return len(rows)


def _row(row: dict[Any, Any], first: int) -> dict[str, Any]:
    one, other = (_split(row[name]) for name in ("a", "b"))
    return {
        "decision_id": first + int(row["decision"]), "kind": row["kind"], "customer_id": one[0], "other_id": other[0], "record": one[1],
        "other_record": other[1], "undoes": None if pd.isna(row["undoes"]) else first + int(row["undoes"]), "who": row["who"] or None,
        "ts": pd.Timestamp(row["at"]).to_pydatetime(), "why": row["why"] or None,
    }  # fmt: skip


def _split(record: Any) -> tuple[int | None, str | None]:
    """A card by its number, anything else by its name."""
    if record is None or pd.isna(record):
        return None, None
    number = str(record).removeprefix(_CARD)
    return (int(number), None) if str(record).startswith(_CARD) and number.isdigit() else (None, str(record))


def kept(store: Base, linkage: Linkage) -> Linkage:
    """The linkage with the decisions that the base keeps, in their order; those on records that are gone no longer count."""
    table = _table(store)
    with store.reading() as connection:
        rows = connection.execute(sa.select(table).order_by(table.c.decision_id)).mappings().all()
    known = set(linkage.records["record_id"].astype(str))
    numbers: dict[int, int] = {}
    lines: list[tuple[Any, ...]] = []
    for row in rows:
        a, b = _joined(row["customer_id"], row["record"]), _joined(row["other_id"], row["other_record"])
        if (row["kind"] == "undo" and row["undoes"] in numbers) or {a, b} <= known:
            numbers[row["decision_id"]] = len(lines) + 1
            lines.append(
                (len(lines) + 1, row["kind"], a, b, numbers.get(row["undoes"], pd.NA), row["who"] or "", row["ts"], row["why"] or "")
            )
    if not lines:
        return replace(linkage, decisions=NO_DECISIONS)
    made = pd.DataFrame(lines, columns=NO_DECISIONS.columns, index=pd.RangeIndex(1, len(lines) + 1))
    return replace(linkage, decisions=made.astype({"decision": "int64", "undoes": "Int64", "at": "datetime64[s]"}))


def _joined(card: Any, record: Any) -> str | None:
    return record if card is None else f"{_CARD}{card}"


def erase(store: Base, linkage: Linkage, customer_id: int) -> Forgotten:
    """Erase a customer: every card that was linked to him, and every decision that names him.

    Raises
    ------
    InvalidValue
        If the linkage has no such customer.
    """
    members = linkage.records["record_id"][(linkage.frame["customer_id"] == customer_id).to_numpy()].astype(str).tolist()
    if not members:
        raise InvalidValue("customer_id", CUSTOMER_RULE, customer_id)
    table, split = _table(store), [_split(one) for one in members]
    cards, others = [card for card, _ in split if card is not None], [name for _, name in split if name is not None]
    named = sa.or_(
        table.c.customer_id.in_(cards), table.c.other_id.in_(cards), table.c.record.in_(others), table.c.other_record.in_(others)
    )
    with store.writing() as connection:
        found = connection.execute(table.update().where(named).values(record=None, other_record=None, why=None)).rowcount
    for card in cards:
        erase_person(store, card)
    return Forgotten(cards=tuple(cards), elsewhere=tuple(others), decisions=int(found))


def _table(store: Base) -> sa.Table:
    if not isinstance(store, Base):
        raise InvalidValue("store", STORE_RULE, type(store).__name__)
    return schema.table("identity_decisions")
