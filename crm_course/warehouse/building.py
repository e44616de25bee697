"""How is the warehouse built? Beside the old one, then put in its place by one rename.

A version is a folder of Parquet files; ``CURRENT`` names the one that is read. Whatever happens
during a build, the last good version stays readable, and a build that was cut off is cleared
away by the next. Two versions are kept, one after a person was erased: of whom the store no
longer knows, no byte is left.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.crm.base import Base
from crm_course.foundations.errors import FileProblem, InvalidValue
from crm_course.foundations.files import write_whole
from crm_course.foundations.holidays import public_holidays
from crm_course.foundations.said import Said

from . import customers
from .checking import check
from .source import extract, libraries, origin, remember
from .star import STAR, columns_of
from .texts import BACKWARDS, BUILT, EMPTY, FORGOTTEN, MOMENT_RULE, NO_FOLDER, NO_WAREHOUSE, STORE_RULE, STRANGE

__all__ = ["Built", "build", "current", "manifest"]

KEPT = 2
"""Versions that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built(Said):
    """What a build did.

    Attributes
    ----------
    rows, new, late, corrected : int
        Rows of all tables; rows of facts that the version before had not, those of them that are older
        than its newest, and those that say something else now.
    tables : DataFrame
        The same table by table.
    quality : DataFrame
        The checks: ``table, check, found`` (rows that break it), ``passed``.
    version : str
        The folder that was published.
    told : tuple of str
        What the reader should know: unknown columns, a clock that went back, people erased.
    """

    rows: int
    new: int
    late: int
    corrected: int
    tables: pd.DataFrame
    quality: pd.DataFrame
    version: str
    told: tuple[str, ...] = ()

    def sentence(self) -> str:
        """What was built."""
        said = BUILT.say(rows=self.rows, tables=len(self.tables), new=self.new, late=self.late, corrected=self.corrected)
        return " ".join([said, *self.told])


def build(store: Base, folder: str | Path, *, at: dt.datetime | None = None, only: bool = False) -> Built:
    """Build the warehouse of a customer base, or bring it up to date.

    Parameters
    ----------
    store : crm.Store
        The base, in a file, in memory or in PostgreSQL.
    folder : path
        Where the warehouse lives; made if it is not there.
    at : datetime, optional
        The moment of the build in UTC (now), from which changed customers are in their new version.
    only : bool
        Whether no earlier version is kept, as after an erasure.

    Raises
    ------
    MissingPart
        If DuckDB, Arrow or the driver is not installed.
    FileProblem
        If the folder cannot be written; the version before stays readable.
    """
    if not isinstance(store, Base):
        raise InvalidValue("store", STORE_RULE, type(store).__name__)
    duckdb, _ = libraries()
    root = Path(folder)
    before = _before(root)
    moment = asked = _moment(at)
    number = 1 + max((int(path.name[1:]) for path in root.glob("v*") if path.name[1:].isdigit()), default=0)
    made, target = root / f".v{number:06}", root / f"v{number:06}"
    shutil.rmtree(made, ignore_errors=True)
    try:
        made.mkdir(parents=True)
    except OSError as error:
        raise FileProblem(NO_FOLDER, folder=str(folder), reason=error.strerror or str(error)) from None
    with duckdb.connect(config={"memory_limit": "1GB", "max_temp_directory_size": "1GB", "threads": 2}) as database:
        database.execute("SET enable_progress_bar=false")
        strange = extract(store, database)
        gone, moment = customers.versions(database, before and before / "dim_customer.parquet", moment)
        for name, table in STAR.items():
            columns = ", ".join(columns_of(name))
            database.execute(f"CREATE TABLE {name} AS SELECT {columns} FROM ({table.sql or f'SELECT * FROM {table.source}'})")
        _dates(database)
        tables = _counts(database, before)
        found = check(database)
        for name in tables["table"]:
            order = f"ORDER BY {STAR[name].key}" if name in STAR else "ORDER BY 1"
            database.execute(
                f"COPY (SELECT * FROM {name} {order}) TO '{_quoted(made / f'{name}.parquet')}' (FORMAT parquet, COMPRESSION zstd)"
            )
    told = _told(before, tables, strange, gone, moment, asked)
    note = {"built_at": moment.isoformat(), "base": origin(store), "tables": {name: int(rows) for name, rows in zip(tables["table"], tables["rows"], strict=True)},
            "quality": found.to_dict("records"), "told": told}  # fmt: skip
    write_whole(made / "manifest.json", json.dumps(note, ensure_ascii=False, indent=1))
    _publish(root, made, target, keep=1 if gone or only else KEPT)
    remember(store, root)
    totals = {name: int(tables[name].sum()) for name in ("rows", "new", "late", "corrected")}
    return Built(**totals, tables=tables, quality=found, version=target.name, told=tuple(told))


def _moment(at: dt.datetime | None) -> dt.datetime:
    """A moment in UTC, to the second; one without a zone is UTC."""
    if at is not None and (not isinstance(at, dt.datetime) or pd.isna(at)):
        raise InvalidValue("at", MOMENT_RULE, at)
    moment = at or dt.datetime.now(dt.UTC)
    plain = moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return (plain.to_pydatetime(warn=False) if isinstance(plain, pd.Timestamp) else plain).replace(microsecond=0)


def _before(root: Path) -> Path | None:
    try:
        return current(root)
    except FileProblem:
        return None


def current(folder: str | Path) -> Path:
    """The folder of the version that is read; a :class:`FileProblem` if nothing was built."""
    root = Path(folder)
    try:
        name = (root / "CURRENT").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        name = ""
    if not name or not (root / name / "manifest.json").is_file():
        raise FileProblem(NO_WAREHOUSE, folder=str(folder))
    return root / name


def manifest(folder: str | Path) -> dict[str, Any]:
    """What was written beside the tables: when, how many rows, which checks."""
    read: dict[str, Any] = json.loads((current(folder) / "manifest.json").read_text(encoding="utf-8"))
    return read


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _publish(root: Path, made: Path, target: Path, *, keep: int) -> None:
    """One rename makes the version readable; what is no longer kept, or was cut off, goes."""
    made.rename(target)
    write_whole(root / "CURRENT", target.name)
    old = sorted(path for path in root.glob("v*") if path.is_dir())
    for path in [*old[:-keep], *root.glob(".v*")]:
        shutil.rmtree(path, ignore_errors=True)


def _dates(database: Any) -> None:
    """A calendar of whole years around the facts, with Sundays and public holidays."""
    first, last = database.execute("SELECT min(year(ordered_at)), max(year(ordered_at)) FROM fact_sales").fetchall()[0]
    years = range(first, last + 1) if first else range(0)
    days = [day for year in years for day in pd.date_range(f"{year}-01-01", f"{year}-12-31").date]
    off = {day for year in years for day in public_holidays(year)}
    frame = pd.DataFrame({"date": pd.Series(days, dtype="datetime64[s]"), "holiday": [day in off for day in days]})
    database.register("days", frame.astype({"holiday": bool}))
    database.execute(
        "CREATE TABLE dim_date AS SELECT CAST(date AS DATE) AS date, year(date) AS year, quarter(date) AS quarter, month(date) AS month, "
        "week(date) AS week, isodow(date) AS weekday, isodow(date) = 7 AS sunday, holiday FROM days"
    )
    database.unregister("days")


# -- what is new, late, corrected -----------------------------------------------------------


def _counts(database: Any, before: Path | None) -> pd.DataFrame:
    names = [*STAR, "dim_customer", "dim_date"]
    rows = [(name, _scalar(database, f"SELECT count(*) FROM {name}"), *_changed(database, name, before)) for name in names]
    return pd.DataFrame(rows, columns=["table", "rows", "new", "late", "corrected"])


def _scalar(database: Any, sql: str) -> int:
    return int(database.execute(sql).fetchall()[0][0] or 0)


def _changed(database: Any, name: str, before: Path | None) -> tuple[int, int, int]:
    """Rows of a fact that are new, late and corrected since the version before."""
    if not name.startswith("fact"):
        return 0, 0, 0
    table, file = STAR[name], before / f"{name}.parquet" if before else None
    if file is None or not file.exists():
        return _scalar(database, f"SELECT count(*) FROM {name}"), 0, 0
    old = f"read_parquet('{_quoted(file)}')"
    there = {row[0] for row in database.execute(f"DESCRIBE SELECT * FROM {old}").fetchall()}
    columns = ", ".join(column for column in columns_of(name) if column in there)
    new = f"FROM {name} ANTI JOIN {old} USING ({table.key})"
    late = f"{new} WHERE {table.moment} < (SELECT max({table.moment}) FROM {old})"
    differing = f"FROM (SELECT {columns} FROM {name} SEMI JOIN {old} USING ({table.key}) EXCEPT SELECT {columns} FROM {old})"
    return (
        _scalar(database, f"SELECT count(*) {new}"),
        _scalar(database, f"SELECT count(*) {late}"),
        _scalar(database, f"SELECT count(*) {differing}"),
    )


def _told(before: Path | None, tables: pd.DataFrame, strange: list[str], gone: int, moment: dt.datetime, asked: dt.datetime) -> list[str]:
    told = [] if tables.loc[tables["table"].str.startswith("fact"), "rows"].sum() else [EMPTY.say()]
    told += [STRANGE.say(columns=", ".join(strange))] if strange else []
    told += [BACKWARDS.say(before=moment.isoformat(" "))] if before and moment > asked else []
    return told + ([FORGOTTEN.say(count=gone)] if gone else [])
