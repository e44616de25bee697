"""How is the database reached, and what is said when it cannot be?

SQLite: one file, write-ahead log, foreign keys on, deleted content overwritten. A writer
takes its lock when it begins, so that two processes wait for each other instead of failing
half-way. No parameter of a statement ever reaches an error text: errors of the driver are
told in words of our own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc

from crm_course.foundations.errors import CourseError, FileProblem, InvalidValue, MissingPart
from crm_course.foundations.language import Text

from . import texts

__all__ = ["WAIT_SECONDS", "connect", "told"]

WAIT_SECONDS = 15
"""How long a writer waits for another one."""


def connect(url: str) -> sa.Engine:
    """An engine for ``sqlite:///file.db``, ``sqlite://`` (memory) or ``postgresql+psycopg://…``.

    Raises
    ------
    InvalidValue
        If `url` is no address of a database that the store knows.
    FileProblem
        If the folder of the file does not exist.
    MissingPart
        If the driver of PostgreSQL is not installed.
    """
    try:
        address = sa.make_url(url)
        kind = address.get_backend_name()
    except (exc.ArgumentError, AttributeError, TypeError, ValueError):
        kind = ""
    if kind == "sqlite":
        return _sqlite(address)
    if kind in ("postgresql", "postgres"):
        return _postgres(address)
    raise InvalidValue("url", texts.URL_RULE, _harmless(url))


def _harmless(url: Any) -> str:
    """`url` without the password that it may hold."""
    return re.sub(r":[^:@/]+@", ":…@", str(url))


def _sqlite(address: sa.URL) -> sa.Engine:
    memory = address.database in (None, "", ":memory:")
    if not memory:
        folder = Path(str(address.database)).parent
        if not folder.is_dir():
            raise FileProblem(texts.NO_FOLDER, path=str(folder))
    options: dict[str, Any] = {"poolclass": sa.StaticPool} if memory else {}
    engine = sa.create_engine(address, hide_parameters=True, connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False}, **options)
    sa.event.listen(engine, "connect", _begin_connection)
    sa.event.listen(engine, "begin", _begin_transaction)
    return engine


def _begin_connection(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say
    for pragma in (
        "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "cache_size=-65536",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin_transaction(connection: sa.Connection) -> None:
    if connection.get_execution_options().get("writing"):  # a reader sees each statement's present
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgres(address: sa.URL) -> sa.Engine:
    if "+" not in address.drivername:
        address = address.set(drivername="postgresql+psycopg")
    try:
        engine = sa.create_engine(address, hide_parameters=True, connect_args={"connect_timeout": WAIT_SECONDS})
    except ModuleNotFoundError as error:
        raise MissingPart(texts.NO_DRIVER, module=error.name or "psycopg") from None
    sa.event.listen(engine, "begin", _one_writer)
    return engine


def _one_writer(connection: sa.Connection) -> None:
    """Writers of a store wait for each other, so that numbers given are never given twice."""
    if connection.get_execution_options().get("writing"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('crm_course'))")


# -- what went wrong, in words ------------------------------------------------------------


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn an error of the driver into a sentence; nothing of the row it was about is left in it."""
    problem: CourseError | None = None
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        problem = _problem(error, name)
        _silence(error)
    if problem is not None:
        raise problem from None


def _silence(error: Exception) -> None:
    """Take statement, values and origin out of an error that a traceback may carry along."""
    error.__cause__ = error.__context__ = None
    error.args = (type(error).__name__,)
    if isinstance(error, exc.DBAPIError):
        error.statement = error.params = error.orig = None


_SIGNS: tuple[tuple[str, Text], ...] = (
    (r"database (table )?is locked|database is busy|lock timeout|LockNotAvailable|DeadlockDetected", texts.LOCKED),
    (r"disk is full|disk full|No space left|DiskFull|disk I/O error", texts.FULL),
    (r"malformed|not a database|file is encrypted|DataCorrupted", texts.CORRUPT),
    (r"readonly|read-only|permission denied|InsufficientPrivilege", texts.READ_ONLY),
    (r"unable to open", texts.UNOPENABLE),
    (r"connection (to server|failed|refused|timeout)|could not connect|server closed|terminating connection", texts.UNREACHABLE),
    (r"append-only", texts.APPEND_ONLY),
    (r"constraint|violates|IntegrityError", texts.BROKEN_KEY),
)


def _problem(error: Exception, name: str) -> FileProblem:
    origin = getattr(error, "orig", None) or error
    said = f"{type(error).__name__} {type(origin).__name__} {str(origin).splitlines()[0] if str(origin) else ''}"
    text = next((text for sign, text in _SIGNS if re.search(sign, said)), texts.FAILED)
    found = re.search(r"constraint failed: ([\w., ]+)$", said)
    diagnosis = getattr(origin, "diag", None)
    where = found[1] if found else str(getattr(diagnosis, "constraint_name", None) or getattr(diagnosis, "table_name", None) or "–")
    return FileProblem(text, name=name, kind=type(origin).__name__, where=where)
