"""What do we know of our customers? One store for all of it, on one page.

    with crm.open("sqlite:///magasin.db") as store:
        store.load(world)                      # or store.import_file("export.csv")
        store.search("le goff")
        store.customer(42).timeline
        store.contactable("phone", "marketing", on=date(2026, 8, 11))
        store.erase_person(42)

The store is a façade: each method is a function of the room that its line names.
"""

from __future__ import annotations

from . import activities, engine, integrity, tickets, world
from . import pipeline as sales
from .base import Base
from .card import record, search
from .imports import importing, undoing
from .law import consent, erasure, rights
from .law import contactable as people

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
    store = Store(engine.connect(url), actor=actor)
    try:
        erasure.finish_scrubbing(store)
    except BaseException:
        store.close()
        raise
    return store


class Store(Base):
    """A customer base: tables of the data dictionary, in SQLite or PostgreSQL."""

    # -- in
    load = world.load
    preview = importing.preview
    import_file = importing.import_file
    undo = undoing.undo
    imports = undoing.imports

    # -- the card
    customer = record.customer
    search = search.search

    # -- its tables
    table = integrity.table
    check = integrity.check
    insert = activities.insert

    # -- consent and law
    record_consent = consent.record_consent
    consents = consent.consents
    contactable = people.contactable
    may_contact = people.may_contact
    reach = people.reach

    # -- rights of persons
    record_request = rights.record_request
    export_person = rights.export_person
    overdue = rights.overdue
    erase_person = erasure.erase_person
    purge = erasure.purge

    # -- daily work
    record_call = activities.record_call
    record_visit = activities.record_visit
    add_note = activities.add_note
    add_task = activities.add_task
    finish_task = activities.finish_task
    open_ticket = tickets.open_ticket
    close_ticket = tickets.close_ticket
    desk = tickets.desk
    add_opportunity = sales.add_opportunity
    move_opportunity = sales.move_opportunity
    pipeline = sales.board
