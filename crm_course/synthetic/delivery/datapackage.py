"""What each file holds: the Frictionless data package and the data dictionary, from the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import CHANNELS, LABELS, PRODUCT_FAMILIES, TABLES, Column

from ..fingerprints import Fingerprint, file_hash
from ..plan import Plan
from .writers import BOOLEANS, ONE_FILE

__all__ = ["Contents", "descriptor", "dictionary", "read_resource"]

_TYPES = {"text": "string", "category": "string", "integer": "integer", "cents": "integer", "number": "number", "share": "number",
          "date": "date", "datetime": "datetime", "boolean": "boolean"}  # fmt: skip
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "sqlite": "application/vnd.sqlite3", "duckdb": "application/octet-stream",
          "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip
_TITLE = Text(fr="{title} – données d’exercice", en="{title} – teaching data")
_NOTE = Text(
    fr="Entreprise imaginaire : aucune personne, aucune adresse, aucun numéro de ces fichiers n’existe.",
    en="An imaginary company: no person, address or number in these files exists.",
)
_NAMES = Text(
    fr="Prénoms, noms, rues et entreprises : {sources}, locale {locale}. Les communes et les codes postaux restent ceux du monde, pour s’accorder.",
    en="First names, last names, streets and companies: {sources}, locale {locale}. Towns and postcodes stay those of the world, so that they agree.",
)
_EXCEL = Text(
    fr="Dans Excel, n’ouvrez pas un CSV d’un double-clic : 01000 y deviendrait 1000. Ouvrez le classeur XLSX (--format xlsx), "
       "ou passez par Données > À partir d’un fichier texte/CSV en déclarant « Texte » les codes postaux, les téléphones et les SIREN.",
    en="In Excel, do not double-click a CSV: 01000 would become 1000. Open the XLSX workbook (--format xlsx), "
       "or go through Data > From Text/CSV and declare postcodes, telephones and SIREN as Text.",
)  # fmt: skip


def _about(plan: Plan, language: str | None = None) -> str:
    """What a reader should know first, in a line."""
    if not plan.sources:
        return _NOTE.say(language)
    sources = ", ".join(f"{name.title()} {version}" for name, version in plan.sources.items())
    return f"{_NOTE.say(language)} {_NAMES.say(language, sources=sources, locale=plan.locale)}"


class Contents:
    """What is known of a table once all of its rows went by, a part at a time.

    Attributes
    ----------
    rows : int
    names : list of str
        The columns that are there.
    words : set of str
        The columns that hold text, whatever they should be.
    gaps : set of str
        The columns with a missing value.
    seen : dict of set
        The values of categories that hang on the company: channels, families of articles.
    unique : bool
        Whether no two rows of a part have the same key; parts number their rows apart.
    """

    __slots__ = ("_fingerprint", "gaps", "names", "rows", "seen", "table", "unique", "words")

    def __init__(self, table: str) -> None:
        self.table, self.rows, self.unique, self._fingerprint = table, 0, True, Fingerprint()
        self.names: list[str] = []
        self.words: set[str] = set()
        self.gaps: set[str] = set()
        self.seen: dict[str, set[str]] = {
            declared.name: set() for declared in TABLES[table].columns if declared.kind == "category" and not declared.categories
        }

    def add(self, rows: pd.DataFrame) -> None:
        """The next rows."""
        self.rows += len(rows)
        self.names = list(map(str, rows.columns))
        self.words |= {str(name) for name, kind in rows.dtypes.items() if isinstance(kind, pd.StringDtype) or str(kind) == "object"}
        self.gaps |= {str(name) for name in rows if rows[name].isna().any()}
        for name, values in ((name, values) for name, values in self.seen.items() if name in rows):
            values |= set(rows[name].dropna().unique())
        primary = list(TABLES[self.table].primary)
        self.unique &= not (primary and rows.duplicated(primary).any())
        self._fingerprint.add(rows)

    @property
    def columns(self) -> list[Column]:
        """The declarations of the columns that are there."""
        return [declared for declared in TABLES[self.table].columns if declared.name in self.names]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical CSV."""
        return self._fingerprint.value()

    def values(self, declared: Column) -> dict[str, str]:
        """The values of a category with their labels: those of the dictionary, or those that occur."""
        labels = PRODUCT_FAMILIES if declared.name == "category" else CHANNELS
        seen = self.seen.get(declared.name, set())
        codes = declared.categories or [*(code for code in labels if code in seen), *sorted(seen - set(labels))]
        known = LABELS if declared.categories else labels
        return {code: known[code].say() if code in known else code for code in codes}


def descriptor(
    plan: Plan, contents: Mapping[str, Contents], folder: Path, formats: tuple[str, ...], language: str, *, dirt: bool
) -> dict[str, Any]:
    """The data package of a folder whose files are written."""
    whole = plan.world.name
    main = "csv" if "csv" in formats else "parquet" if "parquet" in formats else formats[0]
    resources = []
    for kind in formats:
        names = [whole] if kind in ONE_FILE else list(contents)
        for name in names:
            path = folder / f"{name}.{ONE_FILE.get(kind, kind)}"
            base = {"name": name if kind == main else f"{name}-{kind}", "path": path.name, "format": kind, "mediatype": _MEDIA[kind],
                    "bytes": path.stat().st_size, "hash": file_hash(path)}  # fmt: skip
            if kind == main and kind not in ONE_FILE:
                resources.append(base | _table(contents[name], kind, language))
            else:
                resources.append(base | {"role": "copy"})
    if main in ONE_FILE:
        path = folder / f"{whole}.{ONE_FILE[main]}"
        resources += [{"name": name, "path": path.name, "format": main} | _table(table, main, language) for name, table in contents.items()]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": whole,
        "title": _TITLE.say(title=plan.world.title),
        "description": _about(plan),
        "titles": {spoken: _TITLE.say(spoken, title=plan.world.title) for spoken in ("fr", "en")},
        "version": plan.world.edition,
        "licenses": [{"name": "MIT", "title": "MIT License"}],
        "student": plan.student.partition("|")[2],
        "dirt": dirt,
        "locale": plan.locale,
        "sources": [{"title": name.title(), "version": version} for name, version in plan.sources.items()],
        "resources": resources,
    }


def _table(contents: Contents, kind: str, language: str) -> dict[str, Any]:
    """What the package says of one table."""
    declared = TABLES[contents.table]
    schema: dict[str, Any] = {"fields": [_field(column, contents, kind, language) for column in contents.columns], "missingValues": [""]}
    if declared.primary and contents.unique:
        schema["primaryKey"] = list(declared.primary)
    schema["foreignKeys"] = [
        {"fields": [column], "reference": {"resource": "" if table == contents.table else table, "fields": [other]}}
        for column, (table, other) in declared.foreign.items()
        if column in contents.names
    ]
    about: dict[str, Any] = {"type": "table", "title": declared.label.say(), "titles": {"fr": declared.label.fr, "en": declared.label.en},
                             "description": declared.grain.say(), "rows": contents.rows, "fingerprint": contents.fingerprint}  # fmt: skip
    if kind == "csv":
        about |= {"encoding": "utf-8", "dialect": {"delimiter": ";" if language == "fr" else ",", "quoteChar": '"', "doubleQuote": True}}
    elif kind == "xlsx":
        about["dialect"] = {
            "sheetName": contents.table[:31],
            "excel": {"sheet": contents.table[:31]},
        }  # the standard's word, and that of its validator
    elif kind in ONE_FILE:
        about["dialect"] = {"table": contents.table}
    return about | {"schema": schema}


def _field(declared: Column, contents: Contents, kind: str, language: str) -> dict[str, Any]:
    """A column; one with errors is text, whatever it should be."""
    made: dict[str, Any] = {"name": declared.name, "type": "string" if declared.name in contents.words else _TYPES[declared.kind],
                            "title": declared.label.say(), "titles": {"fr": declared.label.fr, "en": declared.label.en}}  # fmt: skip
    if declared.description:
        made["description"] = declared.description.say()
    if declared.unit:
        made["unit"] = _unit(declared)
    if declared.personal:
        made["personalData"] = True
    if kind == "csv" and language == "fr" and made["type"] == "number":
        made["decimalChar"] = ","
    if kind == "csv" and made["type"] == "boolean":
        made |= {"trueValues": [BOOLEANS[language][1]], "falseValues": [BOOLEANS[language][0]]}
    if values := contents.values(declared):
        made["categories"] = [{"value": code, "label": label} for code, label in values.items()]
    if not declared.nullable and declared.name not in contents.gaps:
        made["constraints"] = {"required": True}
    return made


def dictionary(plan: Plan, contents: Mapping[str, Contents], formats: tuple[str, ...]) -> str:
    """The data dictionary as a page: a table for each table."""
    lines = [f"# {_TITLE.say(title=plan.world.title)}", "", _about(plan), "", *([_EXCEL.say(), ""] if "csv" in formats else [])]
    for name, table in contents.items():
        declared = TABLES[name]
        lines += [
            f"## `{name}` – {declared.label.say()}",
            "",
            _ROWS.say(rows=table.rows, grain=declared.grain),
            "",
            _HEAD.say(),
            "|---|---|---|---|---|",
        ]
        lines += [_line(column, table) for column in table.columns] + [""]
    return "\n".join(lines)


_ROWS = Text(fr="Une ligne : {grain}. {rows:number0} lignes.", en="One row: {grain}. {rows:number0} rows.")
_HEAD = Text(fr="| colonne | contenu | nature | valeurs | donnée personnelle |", en="| column | content | kind | values | personal data |")
_KINDS = {
    "text": Text(fr="texte", en="text"), "integer": Text(fr="nombre entier", en="whole number"), "number": Text(fr="nombre", en="number"),
    "cents": Text(fr="centimes d’euro", en="euro cents"), "share": Text(fr="part (0–1)", en="share (0–1)"), "date": Text(fr="date", en="date"),
    "datetime": Text(fr="date et heure", en="date and time"), "boolean": Text(fr="oui/non", en="yes/no"), "category": Text(fr="code", en="code"),
}  # fmt: skip
_YES = Text(fr="oui", en="yes")
_KEY = Text(fr="clé", en="key")


_UNITS = {"d": Text(fr="jours", en="days"), "s": Text(fr="secondes", en="seconds")}
"""Units in words; money is written alike in both languages."""


def _line(column: Column, table: Contents) -> str:
    said = ", ".join(f"`{code}` {label}" for code, label in table.values(column).items())
    note = f" {column.description.say()}" if column.description else ""
    other = ".".join(TABLES[table.table].foreign.get(column.name, ()))
    keys = ", ".join(([_KEY.say()] if column.key == "primary" else []) + ([f"→ `{other}`"] if other else []))
    unit = f" ({_unit(column)})" if column.unit and column.kind != "cents" else ""
    return f"| `{column.name}` | {column.label.say()}{unit}.{note} | {_KINDS[column.kind].say()} | {said or keys} | {_YES.say() if column.personal else ''} |"


def _unit(column: Column) -> str:
    return _UNITS[column.unit].say() if column.unit in _UNITS else column.unit


# -- reading ------------------------------------------------------------------------------


def read_resource(folder: Path, resource: dict[str, Any]) -> pd.DataFrame:
    """The table of a resource, with the types that its schema declares."""
    kind, path = resource["format"], folder / resource["path"]
    if kind == "csv":
        delimiter = resource["dialect"]["delimiter"]
        raw = pd.read_csv(path, sep=delimiter, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    elif kind == "parquet":
        raw = pd.read_parquet(path)
    elif kind == "xlsx":
        raw = _workbook(path, path.stat().st_mtime_ns)[resource["name"]]
    elif kind == "sqlite":
        raw = _from_sqlite(path, resource["name"])
    else:
        raw = _from_duckdb(path, resource["name"])
    return pd.DataFrame({field["name"]: _typed(raw[field["name"]], field, resource["name"]) for field in resource["schema"]["fields"]})


@lru_cache(maxsize=1)
def _workbook(path: Path, changed: int) -> dict[str, pd.DataFrame]:
    """All sheets of a workbook, read once."""
    return pd.read_excel(path, sheet_name=None, dtype=object)


def _from_sqlite(path: Path, name: str) -> pd.DataFrame:
    import sqlite3

    connection = sqlite3.connect(path)
    try:
        cursor = connection.execute(f'SELECT * FROM "{name}"')
        return pd.DataFrame(cursor.fetchall(), columns=[entry[0] for entry in cursor.description], dtype=object)
    finally:
        connection.close()


def _from_duckdb(path: Path, name: str) -> pd.DataFrame:
    import duckdb

    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(f'SELECT * FROM "{name}"').df()


def _typed(column: pd.Series[Any], field: dict[str, Any], table: str) -> pd.Series[Any]:
    declared = TABLES[table][field["name"]]
    words = pd.Series([_word(word) for word in column.tolist()], dtype=object, name=field["name"])
    empty = words == ""
    match field["type"]:
        case "integer":
            numbers = pd.to_numeric(words.where(~empty), errors="raise").astype("Int64")
            return numbers if declared.nullable else numbers.astype("int64")
        case "number":
            return pd.to_numeric(words.str.replace(",", ".").where(~empty), errors="raise").astype("float64")
        case "boolean":
            return words.isin([*field.get("trueValues", []), "true", "True", "1"]).astype(bool)
        case "date" | "datetime":
            return pd.to_datetime(words.where(~empty, None), format="ISO8601").astype("datetime64[s]")
    if declared.kind == "category":
        return words.where(~empty, None).astype("category")
    return words.map(lambda word: word[1:] if word[:1] == "'" and word[1:2] in "=+-@" and len(word) > 1 else word).where(~empty, None)


def _word(value: Any) -> str:
    """A value of any format as text; missing as nothing."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
