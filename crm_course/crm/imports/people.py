"""Cards made and brought up to date: what a file says of people, written where they are known.

Filled cells replace what was stored, empty ones change nothing; a second line about a person of
the same file fills gaps only. Every value that is replaced is kept in the journal of the import,
so that it can be shown, and put back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import addresses
from crm_course.foundations.vocabulary import TABLES

from .. import keys, schema
from ..loading import append
from ..rows import among
from ..world import organisations, search_rows
from .intake import Intake
from .matching import FOLDED, flattened

__all__ = ["PROFILE", "SEARCHED", "Cards"]

PROFILE = ("title", "first_name", "last_name", "company", "siren", "street", "postcode", "town", "birth_date", "created_on")
_DAYS = {column.name for column in TABLES["customers"].columns if column.kind == "date"}
SEARCHED = ("first_name", "last_name", "company", "town")


class Cards:
    """The cards that an import makes and changes."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self._met = np.zeros(intake.first["customers"], dtype=bool)
        """Known cards that an earlier line was about."""
        self._last = intake.first["customers"] - 1
        self.known = self.merged = 0
        self.merges: list[np.ndarray[Any, Any]] = []
        """Line and card of every line that joined an earlier one."""

    def take(self, fields: pd.DataFrame, made: list[tuple[str, int]]) -> None:
        """Write the people of some lines; `made` are the numbers and names by which new ones are found again."""
        numbers = fields["customer_id"].to_numpy(dtype=np.int64)
        first = ~fields["customer_id"].duplicated().to_numpy()
        new = first & (numbers > self._last)
        known = first & (numbers < self.intake.first["customers"])
        known[known] = ~self._met[numbers[known]]
        joined = ~(new | known)
        self.known += int(known.sum())
        self.merged += int(joined.sum())
        if joined.any():
            self.merges.append(np.column_stack([fields.index.to_numpy(dtype=np.int64)[joined], numbers[joined]]))
        people = fields if first.all() else fields.groupby("customer_id", sort=False, as_index=False).first()
        people = people.reset_index(drop=True)
        fresh = people["customer_id"].to_numpy() > self._last
        self._add(people[fresh], made)
        self._change(people[~fresh])
        self._reach(fields)
        self._met[numbers[numbers < len(self._met)]] = True
        self._last = max(self._last, int(numbers.max(initial=0)))

    @property
    def known_numbers(self) -> set[int]:
        """The known cards that lines were about."""
        return set(np.flatnonzero(self._met).tolist())

    @property
    def added(self) -> int:
        """New cards."""
        return self._last - self.intake.first["customers"] + 1

    # -- private --------------------------------------------------------------------------

    def _add(self, new: pd.DataFrame, made: list[tuple[str, int]]) -> None:
        """New cards, their words for the search, and their numbers in the other tool."""
        intake = self.intake
        if len(new):
            frame = new.reindex(columns=["customer_id", *PROFILE, "channel"]).rename(columns={"channel": "acquisition_channel"})
            frame["kind"] = ["company" if isinstance(company, str) and company else "person" for company in frame["company"]]
            frame["created_on"] = pd.to_datetime(frame["created_on"]).astype("datetime64[s]").fillna(pd.Timestamp(intake.moment))
            order = frame.sort_values("customer_id").index
            frame = frame.loc[order].reset_index(drop=True)
            frame["organisation_id"] = organisations(intake.connection, frame)
            intake.up_to("organisations")
            intake.numbers("customers", len(frame))
            ready = intake.add("customers", frame)
            words = {
                name: new.loc[order, FOLDED[name]].to_numpy() if FOLDED.get(name, "") in new else keys.fold_many(ready[name])
                for name in SEARCHED
            }
            append(
                intake.connection,
                "search_terms",
                search_rows(ready[["customer_id"]].assign(**words), list(SEARCHED), [], folded=True),
                known="skip",
            )
        if made:
            rows = pd.DataFrame([("person" if key.startswith("id:") else "who", key.partition(":")[2], number) for key, number in made],
                                columns=["kind", "external_id", "customer_id"])  # fmt: skip
            append(
                intake.connection,
                "external_ids",
                rows.assign(source=intake.source, row_id=rows["customer_id"], import_id=intake.import_id),
                known="skip",
            )

    def _change(self, old: pd.DataFrame) -> None:
        """Bring known cards up to date, and keep what they said before."""
        shown = [name for name in PROFILE if name in old.columns and name != "created_on"]
        if old.empty or not shown:
            return
        intake, customers = self.intake, schema.table("customers").c
        query = sa.select(customers.customer_id, *(customers[name] for name in shown)).where(
            among(intake.connection, customers.customer_id, old["customer_id"].tolist())
        )
        stored = {row[0]: row[1:] for row in intake.connection.execute(query).all()}
        updates, journal = [], []
        for number, *given in old[["customer_id", *shown]].itertuples(index=False):
            there, again = stored[number], number >= len(self._met) or self._met[number]
            values = [_plain(name, value) for name, value in zip(shown, given, strict=True)]
            kept = [v if v not in (None, "") and (not again or s in (None, "")) else s for v, s in zip(values, there, strict=True)]
            if tuple(kept) == tuple(there):
                continue
            updates.append((number, kept, there))
            if number < len(self._met):
                intake.changed.add(number)
                journal += [
                    (intake.import_id, number, name, _said(s), _said(v)) for name, v, s in zip(shown, kept, there, strict=True) if v != s
                ]
        if updates:
            self._update(shown, updates)
        rows = pd.DataFrame(journal, columns=["import_id", "customer_id", "field", "before", "after"])
        append(intake.connection, "import_changes", rows, known="skip")

    def _update(self, shown: list[str], updates: list[tuple[int, list[Any], Any]]) -> None:
        connection, table, terms = self.intake.connection, schema.table("customers"), schema.table("search_terms")
        statement = (
            table.update()
            .where(table.c.customer_id == sa.bindparam("number"))
            .values({name: sa.bindparam(f"new_{name}") for name in shown})
        )
        connection.execute(
            statement, [{"number": n, **{f"new_{name}": v for name, v in zip(shown, kept, strict=True)}} for n, kept, _ in updates]
        )
        searched = [shown.index(name) for name in SEARCHED if name in shown]
        gone, come = [], []
        for number, kept, there in updates:
            before, after = (keys.words(*(str(row[n] or "") for n in searched)) for row in (there, kept))
            gone += [{"word": word, "number": number} for word in set(before) - set(after)]
            come += [(word, number) for word in set(after) - set(before)]
        if gone:
            here = sa.and_(terms.c.term == sa.bindparam("word"), terms.c.customer_id == sa.bindparam("number"))
            connection.execute(terms.delete().where(here), gone)
        append(connection, "search_terms", pd.DataFrame(come, columns=["term", "customer_id"]), known="skip")

    def _reach(self, fields: pd.DataFrame) -> None:
        """Addresses and numbers that were not known of a person."""
        intake, numbers = self.intake, fields["customer_id"].to_numpy()
        found = [flattened(fields, name) for name in ("emails", "phones")]
        reach = [one for flat, _ in found for one in flat]
        if not reach:
            return
        whose = np.concatenate([numbers[places] for _, places in found])
        pairs = pd.DataFrame({"normalised": pd.Series(reach, dtype=object), "customer_id": whose}).drop_duplicates(ignore_index=True)
        old = (pairs["customer_id"] <= self._last).to_numpy()
        if old.any():
            points = schema.table("contact_points").c
            query = sa.select(points.normalised, points.customer_id).where(
                among(intake.connection, points.normalised, sorted(set(pairs.loc[old, "normalised"])))
            )
            there = {tuple(row) for row in intake.connection.execute(query).all()}
            pairs = pairs[[pair not in there for pair in zip(pairs["normalised"].tolist(), pairs["customer_id"].tolist(), strict=True)]]
        fresh = pairs.reset_index(drop=True)
        if fresh.empty:
            return
        kinds = ["email" if "@" in address else addresses.contact_kind(address) for address in fresh["normalised"]]
        fresh = fresh.assign(contact_point_id=intake.numbers("contact_points", len(fresh)), kind=kinds, value=fresh["normalised"],
                             since=pd.Timestamp(intake.moment.date()))  # fmt: skip
        ready = intake.add("contact_points", fresh)
        append(intake.connection, "search_terms", search_rows(ready, [], ["normalised"]), known="skip")
        changed = fresh.loc[fresh["customer_id"] < intake.first["customers"], "customer_id"]
        intake.changed.update(changed.tolist())


def _plain(name: str, value: Any) -> Any:
    if value is None or value is pd.NaT or value != value:
        return None
    return value.date() if name in _DAYS and hasattr(value, "date") else value


def _said(value: Any) -> str | None:
    return None if value is None else str(value)
