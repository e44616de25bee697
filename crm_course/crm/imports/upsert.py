"""Whose line is it, and what does it change? A part of a file, put into the store.

Kept between the parts of one file: who was met already, and the counts of the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import sqlalchemy as sa

from crm_course.foundations.vocabulary import TABLES

from .. import audit, keys, schema
from ..law import opposition
from ..loading import append, next_number, typed
from ..rows import among
from ..world import organisations, search_rows
from .names import full_names
from .related import consents, notes, orders, sales
from .texts import LINE, REASONS

__all__ = ["Intake"]

_PROFILE = ("title", "first_name", "last_name", "company", "siren", "street", "postcode", "town", "birth_date", "created_on")
_SEARCHED = ("first_name", "last_name", "company", "town")


@dataclass
class Intake:
    """An import on its way in."""

    connection: sa.Connection
    source: str
    secret: str
    attested: str | None
    import_id: int
    writes: bool = True
    lines: int = 0
    subscribed: int = 0
    withdrawn: int = 0
    unattested: int = 0
    kept_out: int = 0
    sales: int = 0
    orders: int = 0
    rejected: list[tuple[int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.moment = audit.now()
        self.first = self.next = next_number(self.connection, "customers")
        self.known: dict[str, int] = {}
        self.erased = opposition.erased_prints(self.connection)
        self.objections = opposition.listed(self.connection)
        self.ids: list[tuple[str, int]] = []
        """Numbers in the other tool of the people who are new in this part."""
        self.met: set[int] = set()
        self.changed: set[int] = set()

    def take(self, fields: pd.DataFrame) -> None:
        """Put some lines into the store (or, in a preview, only count)."""
        fields = self._welcome(full_names(fields))
        if fields.empty:
            return
        self.ids = []
        fields = fields.assign(customer_id=self._numbers(fields))
        people = fields.groupby("customer_id", sort=False, as_index=False).first() if fields["customer_id"].duplicated().any() else fields
        people = people.reset_index(drop=True)
        new = people[~people["customer_id"].isin(self.met) & (people["customer_id"] >= self.first)]
        old = people[~people["customer_id"].isin(new["customer_id"])]
        self.changed |= self._changes(old)
        if self.writes:
            self._add(new)
            self._reach(people)
            consents(self, people)
            sales(self, fields)
            orders(self, fields)
            notes(self, fields)
        self.met.update(people["customer_id"].tolist())

    @property
    def added(self) -> int:
        """New cards."""
        return self.next - self.first

    @property
    def updated(self) -> int:
        """Known cards that the file changed."""
        return sum(1 for number in self.changed if number < self.first)

    @property
    def unchanged(self) -> int:
        """Known cards about which the file says nothing new."""
        return sum(1 for number in self.met if number < self.first) - self.updated

    # -- who may come in ------------------------------------------------------------------

    def _welcome(self, fields: pd.DataFrame) -> pd.DataFrame:
        """Without the lines that tell nobody, and without who was erased on request."""
        who = [name for name in ("email", "phone", "mobile", "last_name", "company") if name in fields]
        nobody = fields[who].isna().all(axis=1)
        self._reject(fields.index[nobody], "who")
        fields = fields[~nobody]
        if self.erased:
            gone = pd.Series(False, index=fields.index)
            for name in ("email", "phone", "mobile"):
                if name in fields:
                    gone |= fields[name].map(lambda value: value is not None and keys.print_of(self.secret, value) in self.erased)
            self._reject(fields.index[gone], "erased")
            fields = fields[~gone]
        return fields

    def _reject(self, lines: Iterable[Any], reason: str) -> None:
        self.rejected += [(int(line), LINE.say(), REASONS[reason].say()) for line in lines]

    # -- who is it ------------------------------------------------------------------------

    def _numbers(self, fields: pd.DataFrame) -> list[int]:
        """The number of each line's person: known, met above, or new."""
        empty = [None] * len(fields)
        column = {name: fields[name].tolist() if name in fields else empty for name in
                  ("id", "email", "phone", "mobile", "first_name", "last_name", "company", "postcode", "birth_date")}  # fmt: skip
        rows = list(zip(*column.values(), strict=True))
        found = [self._keys(*row) for row in rows]
        self._look_up(column, found)
        numbers = []
        for wanted in found:
            number = next((self.known[key] for key in wanted if key in self.known), 0)
            if not number:
                number, self.next = self.next, self.next + 1
                self.ids += [(key, number) for key in wanted if key.startswith(("id:", "who:"))]
            for key in wanted:
                self.known.setdefault(key, number)
            numbers.append(number)
        return numbers

    def _keys(
        self, number: Any, email: Any, phone: Any, mobile: Any, first: Any, last: Any, company: Any, postcode: Any, born: Any
    ) -> list[str]:
        """What a line is recognised by, strongest first."""
        found = [f"id:{number}"] if number else []
        if email:
            found.append(f"email:{email}")
        if mobile or phone:
            name = keys.fold(last or company or "")
            found += [f"phone:{tel}|{name}" for tel in (mobile, phone) if tel]
        if not found:
            who = keys.fold(f"{first or ''} {last or ''} {company or ''}")
            found.append("who:" + keys.print_of(self.secret, who, postcode or "", born or ""))
        return found

    def _look_up(self, column: dict[str, list[Any]], found: list[list[str]]) -> None:
        """Learn from the store who has these numbers and addresses."""
        points, customers, external = schema.table("contact_points").c, schema.table("customers").c, schema.table("external_ids").c
        contacts = {value for name in ("email", "phone", "mobile") for value in column[name] if value}
        names = sa.func.coalesce(customers.last_name, customers.company, "")
        query = (
            sa.select(points.normalised, points.customer_id, names)
            .join_from(schema.table("contact_points"), schema.table("customers"), points.customer_id == customers.customer_id)
            .where(among(self.connection, points.normalised, sorted(contacts)))
            .order_by(points.customer_id)
        )
        for value, number, name in self.connection.execute(query).all():
            self.known.setdefault(f"email:{value}" if "@" in value else f"phone:{value}|{keys.fold(name)}", number)
            if "@" not in value:
                self.known.setdefault(f"phone:{value}|", number)
        foreign = {key.partition(":")[2]: key for wanted in found for key in wanted if key.startswith(("id:", "who:"))}
        query = sa.select(external.external_id, external.customer_id).where(
            external.source == self.source,
            external.kind.in_(("person", "who")),
            among(self.connection, external.external_id, sorted(foreign)),
        )
        for value, number in self.connection.execute(query).all():
            self.known.setdefault(foreign[value], number)

    # -- what changes ---------------------------------------------------------------------

    def _add(self, new: pd.DataFrame) -> None:
        """New cards, their words for the search, and their numbers in the other tool."""
        if new.empty:
            return
        frame = self._complete(new)
        ready, _ = typed(frame, schema.declared("customers"))
        append(self.connection, "customers", ready.assign(organisation_id=organisations(self.connection, ready)))
        append(self.connection, "search_terms", search_rows(ready, list(_SEARCHED), []), known="skip")
        named = [("person" if key.startswith("id:") else "who", key.partition(":")[2], number) for key, number in self.ids]
        rows = pd.DataFrame(named, columns=["kind", "external_id", "customer_id"])
        append(self.connection, "external_ids", rows.assign(source=self.source, row_id=rows["customer_id"]), known="skip")

    def _complete(self, new: pd.DataFrame) -> pd.DataFrame:
        frame = new.reindex(columns=["customer_id", *_PROFILE, "channel"]).rename(columns={"channel": "acquisition_channel"})
        frame["kind"] = frame["company"].map(lambda company: "company" if isinstance(company, str) and company else "person")
        frame["created_on"] = frame["created_on"].where(frame["created_on"].notna(), self.moment)
        return frame.reset_index(drop=True)

    def _changes(self, old: pd.DataFrame) -> set[int]:
        """Bring known cards up to date; returns the numbers of those that changed."""
        shown = [name for name in _PROFILE if name in old.columns and name != "created_on"]
        if old.empty or not shown:
            return set()
        customers = schema.table("customers").c
        query = sa.select(customers.customer_id, *(customers[name] for name in shown)).where(
            among(self.connection, customers.customer_id, old["customer_id"].tolist())
        )
        stored = {row[0]: row[1:] for row in self.connection.execute(query).all()}
        updates = []
        for number, *given in old[["customer_id", *shown]].itertuples(index=False):
            if number not in stored:
                continue  # met above in this file, in a preview
            values = [_plain(name, value) for name, value in zip(shown, given, strict=True)]
            if number >= self.first:  # a second line about the same new person fills gaps only
                values = [value if kept in (None, "") else None for value, kept in zip(values, stored[number], strict=True)]
            kept = [value if value not in (None, "") else there for value, there in zip(values, stored[number], strict=True)]
            if tuple(kept) != tuple(stored[number]):
                updates.append((number, kept, stored[number]))
        if self.writes and updates:
            self._update(shown, updates)
        return {number for number, _, _ in updates}

    def _update(self, shown: list[str], updates: list[tuple[int, list[Any], Any]]) -> None:
        table, terms = schema.table("customers"), schema.table("search_terms")
        statement = (
            table.update()
            .where(table.c.customer_id == sa.bindparam("number"))
            .values({name: sa.bindparam(f"new_{name}") for name in shown})
        )
        rows = [
            {"number": number, **{f"new_{name}": value for name, value in zip(shown, kept, strict=True)}} for number, kept, _ in updates
        ]
        self.connection.execute(statement, rows)
        searched = [shown.index(name) for name in _SEARCHED if name in shown]
        gone, come = [], []
        for number, kept, there in updates:
            before, after = (keys.words(*(str(row[n] or "") for n in searched)) for row in (there, kept))
            gone += [{"word": word, "number": number} for word in set(before) - set(after)]
            come += [(word, number) for word in set(after) - set(before)]
        if gone:
            here = sa.and_(terms.c.term == sa.bindparam("word"), terms.c.customer_id == sa.bindparam("number"))
            self.connection.execute(terms.delete().where(here), gone)
        append(self.connection, "search_terms", pd.DataFrame(come, columns=["term", "customer_id"]), known="skip")

    def _reach(self, people: pd.DataFrame) -> None:
        """Addresses and numbers that were not known of a person."""
        columns = [name for name in ("email", "phone", "mobile") if name in people]
        parts = [
            people.loc[people[name].notna(), ["customer_id", name]].set_axis(["customer_id", "normalised"], axis=1) for name in columns
        ]
        if not parts:
            return
        pairs = pd.concat(parts, ignore_index=True).drop_duplicates()
        points = schema.table("contact_points").c
        query = sa.select(points.normalised, points.customer_id).where(
            among(self.connection, points.normalised, sorted(set(pairs["normalised"])))
        )
        there = {tuple(row) for row in self.connection.execute(query).all()}
        fresh = pairs[[pair not in there for pair in zip(pairs["normalised"], pairs["customer_id"], strict=True)]].reset_index(drop=True)
        if fresh.empty:
            return
        start = next_number(self.connection, "contact_points")
        fresh = fresh.assign(
            contact_point_id=range(start, start + len(fresh)), kind=fresh["normalised"].map(keys.contact_kind), value=fresh["normalised"],
            since=pd.Timestamp(self.moment.date()),
        )  # fmt: skip
        ready, _ = typed(fresh, schema.declared("contact_points"))
        append(self.connection, "contact_points", ready)
        append(self.connection, "search_terms", search_rows(ready, [], ["normalised"]), known="skip")
        self.changed.update(fresh.loc[fresh["customer_id"] < self.first, "customer_id"].tolist())


def _plain(name: str, value: Any) -> Any:
    if value is None or value is pd.NaT or value != value:
        return None
    return value.date() if TABLES["customers"][name].kind == "date" and hasattr(value, "date") else value
