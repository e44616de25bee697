"""How does one work in a customer base? A transaction that writes, a connection that reads.

All files of the chapter are handed a :class:`Base`; what a reader calls is
:class:`crm_course.crm.store.Store`, the same with their functions as methods.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from . import engine, schema

__all__ = ["Base"]


class Base:
    """A database with the tables of the data dictionary, and who works in it."""

    def __init__(self, database: sa.Engine, *, actor: str = "") -> None:
        self.engine, self.actor = database, actor
        self.name = database.url.database or "memory"
        self._reader: sa.Connection | None = None
        try:
            with self.writing() as connection:
                self.state = schema.prepare(connection, self.name)
                """``"new"``, ``"current"`` or ``"upgraded"``: how it was found."""
        except BaseException:
            self.close()
            raise

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.engine.url.render_as_string(hide_password=True)!r})"
