"""What do we know of our customers? One store for all of it, on one page.

    with crm.open("sqlite:///magasin.db") as store:
        store.load(world)                      # or store.import_file("export.csv")
        store.search("le goff")
        store.customer(42).timeline
        store.contactable("phone", "marketing", on=date(2026, 8, 11))
        store.erase_person(42)

Each method is a line; the work is done in the file that its name says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import pandas as pd
import sqlalchemy as sa

from . import card, consent, contactable, desk, diary, engine, erasure, health, importing, pipeline, rights, schema, search, world
from .card import Customer
from .importing import Preview, Report
from .law import Verdict
from .loading import Loaded

__all__ = ["Store", "open"]


def open(url: str, *, actor: str = "") -> Store:
    """Open a customer base; a new file is made, an older schema is brought up to date.

    Parameters
    ----------
    url : str
        ``sqlite:///shop.db`` (a file), ``sqlite://`` (in memory) or ``postgresql+psycopg://…``.
    actor : str
        Who is working, for the audit log: a role or initials.

    Raises
    ------
    FileProblem
        If the store is locked, damaged, from a newer version or cannot be reached; it says
        what to do, and that nothing was changed.

    >>> with open("sqlite://") as store:
    ...     len(store.search("durand"))
    0
    """
    return Store(engine.connect(url), actor=actor)


class Store:
    """A customer base: tables of the data dictionary, in SQLite or PostgreSQL."""

    def __init__(self, database: sa.Engine, *, actor: str = "") -> None:
        self.engine, self.actor = database, actor
        self.name = database.url.database or "memory"
        self._reader: sa.Connection | None = None
        try:
            with self.writing() as connection:
                self.state = schema.prepare(connection, self.name)
                """``"new"``, ``"current"`` or ``"upgraded"``: how it was found."""
            erasure.finish_scrubbing(self)
        except BaseException:
            self.close()
            raise

    # -- transactions ---------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes: all of it happens, or nothing."""
        with engine.told(self.name), self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that reads, each statement by itself."""
        with engine.told(self.name):
            if self._reader is None or self._reader.invalidated:
                self._reader = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            yield self._reader

    @cached_property
    def secret(self) -> str:
        """The key of this store's hashes."""
        settings = schema.table("settings")
        with self.reading() as connection:
            return str(connection.scalar(sa.select(settings.c.value).where(settings.c.name == "secret")))

    def close(self) -> None:
        """Close the store; nothing is lost, each change was written when it was made."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({self.engine.url.render_as_string(hide_password=True)!r})"

    # -- in -------------------------------------------------------------------------------

    def load(self, source: Any) -> Loaded:
        """Load a world, or anything with ``.tables``; loading again adds only what is new."""
        return world.load(self, source)

    def preview(self, path: str | Path, preset: str | None = None, *, mapping: Mapping[str, str] | None = None) -> Preview:
        """What an import of this file would do; nothing is written."""
        return importing.preview(self, path, preset, mapping)

    def import_file(
        self, path: str | Path, preset: str | None = None, *, mapping: Mapping[str, str] | None = None, attested: str | None = None
    ) -> Report:
        """Import a CSV or XLSX of another tool, in one transaction; importing it again adds nothing.

        Parameters
        ----------
        path : path of a ``.csv`` or ``.xlsx``
        preset : str, optional
            ``"hubspot"``, ``"brevo"``, ``"mailchimp"``, ``"odoo"``, ``"salesforce"``; by default told from the headers.
        mapping : mapping, optional
            Header → field, over what is proposed; ``""`` leaves a column out.
        attested : str, optional
            Where the proof of consent is kept ("form on the site since March 2025"). Without it
            nobody is subscribed: a flag in a file proves nothing.
        """
        return importing.import_file(self, path, preset, mapping, attested)

    # -- the card -------------------------------------------------------------------------

    def customer(self, customer_id: int) -> Customer:
        """All that is known of a customer: the 360° card."""
        return card.customer(self, customer_id)

    def search(self, text: str, *, limit: int = 20) -> pd.DataFrame:
        """Cards found by the beginnings of words: name, company, town, e-mail, phone or number."""
        return search.search(self, text, limit)

    def table(self, name: str) -> pd.DataFrame:
        """A whole table as a frame, typed as in the data dictionary."""
        return health.table(self, name)

    def check(self) -> str:
        """A sentence if the store is sound; otherwise a :class:`FileProblem`."""
        return health.check(self)

    # -- consent and law ------------------------------------------------------------------

    def record_consent(
        self, customer_id: int, channel: str, purpose: str = "marketing", status: str = "granted", *,
        at: dt.datetime | None = None, proof: str = "form", evidence: str | None = None,
    ) -> int:  # fmt: skip
        """Add a line to the log of consents: given or withdrawn, when, and with which proof."""
        return consent.record(self, customer_id, channel, purpose, status, at, proof, evidence)

    def consents(self, customer_id: int, *, on: dt.date | dt.datetime | None = None) -> pd.DataFrame:
        """What a person had agreed to on a date: the last word for each channel and purpose."""
        return consent.state(self, customer_id, on)

    def contactable(
        self, channel: str, purpose: str = "marketing", *, on: dt.date | dt.datetime | None = None,
        customer_id: int | None = None, sector: str | None = None,
    ) -> pd.DataFrame | bool:  # fmt: skip
        """Whom may we contact? A frame of people, or a yes or no for one; see :meth:`may_contact` for the reason."""
        if customer_id is not None:
            return self.may_contact(customer_id, channel, purpose, on=on, sector=sector).allowed
        return contactable.people(self, channel, purpose, on, sector)

    def may_contact(
        self, customer_id: int, channel: str, purpose: str = "marketing", *,
        on: dt.date | dt.datetime | None = None, sector: str | None = None,
    ) -> Verdict:  # fmt: skip
        """May we contact this person, on that date, and why?"""
        return contactable.person(self, customer_id, channel, purpose, on, sector)

    def reach(self, dates: Sequence[dt.date], *, sector: str | None = None) -> pd.DataFrame:
        """How many cards the law lets one solicit, by channel, on some dates."""
        return contactable.reach(self, dates, sector=sector)

    # -- rights of persons ----------------------------------------------------------------

    def record_request(self, customer_id: int, kind: str, received_on: dt.date) -> int:
        """Record that a person exercises a right; the day the answer is due is set by law."""
        return rights.record_request(self, customer_id, kind, received_on)

    def export_person(self, customer_id: int) -> rights.PersonExport:
        """All that is stored about a person (GDPR, art. 15 and 20)."""
        return rights.export_person(self, customer_id)

    def erase_person(self, customer_id: int) -> erasure.Erasure:
        """Erase a person (GDPR, art. 17): invoices stay under a surrogate, no trace of who it was."""
        return erasure.erase(self, [customer_id], on_request=True)

    def overdue(self, *, on: dt.date | None = None) -> pd.DataFrame:
        """Cards kept for longer than the law allows."""
        return rights.overdue(self, on)

    def purge(self, *, on: dt.date | None = None) -> erasure.Erasure:
        """Erase every card that is overdue."""
        return erasure.erase(self, self.overdue(on=on)["customer_id"].tolist(), on_request=False)

    # -- daily work -----------------------------------------------------------------------

    def record_call(self, customer_id: int, summary: str = "", **details: Any) -> int:
        """Note a phone call; see :func:`crm_course.crm.diary.activity`."""
        return diary.activity(self, customer_id, "call", summary, **details)

    def record_visit(self, customer_id: int, summary: str = "", **details: Any) -> int:
        """Note a visit, in the shop or at home; see :func:`crm_course.crm.diary.activity`."""
        return diary.activity(self, customer_id, "visit", summary, **details)

    def add_note(self, customer_id: int, body: str) -> int:
        """Write a note on a card."""
        return diary.note(self, customer_id, body)

    def add_task(self, title: str, *, customer_id: int | None = None, due_on: dt.date | None = None, priority: str = "normal") -> int:
        """Put something on the list of things to do."""
        return diary.task(self, title, customer_id, due_on, priority)

    def finish_task(self, task_id: int) -> None:
        """Tick a task off."""
        diary.finish(self, task_id)

    def open_ticket(self, customer_id: int, reason: str, subject: str = "", **details: Any) -> int:
        """Open a ticket; see :func:`crm_course.crm.desk.open_ticket`."""
        return desk.open_ticket(self, customer_id, reason, subject, **details)

    def close_ticket(self, ticket_id: int, *, at: dt.datetime | None = None) -> None:
        """Close a ticket."""
        desk.close_ticket(self, ticket_id, at)

    def desk(self, *, at: dt.datetime | None = None) -> desk.Desk:
        """The ticket desk: what is open, what is late, what comes first."""
        return desk.desk(self, at)

    def add_opportunity(self, customer_id: int, title: str, amount: float, **details: Any) -> int:
        """Open a sale; see :func:`crm_course.crm.pipeline.add`."""
        return pipeline.add(self, customer_id, title, amount, **details)

    def move_opportunity(self, opportunity_id: int, stage: str, *, amount: float | None = None, at: dt.datetime | None = None) -> None:
        """Move a sale to another stage; its history keeps the move."""
        pipeline.move(self, opportunity_id, stage, amount, at)

    def pipeline(self) -> pipeline.Board:
        """The pipeline board with its weighted forecast."""
        return pipeline.board(self)

    def insert(self, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Add rows to a table of the store (teams, users, articles, shops…); returns how many."""
        return diary.insert(self, name, rows)
