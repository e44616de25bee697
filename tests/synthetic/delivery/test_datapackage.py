"""``datapackage.json`` against the Data Package standard 2.0, read by the standard library alone.

The official validator (frictionless 5.21, with pandas) found no error in the CSV packages of the
four worlds, clean and dirty, French and English, nor in the workbook. These checks are its own,
made here, so that the tests do not need it.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from crm_course import synthetic

PROPERTIES = {
    "package": {"$schema", "name", "title", "description", "version", "licenses", "sources", "resources"},
    "resource": {"name", "path", "type", "title", "description", "format", "mediatype", "encoding", "bytes", "hash", "dialect", "schema"},
    "field": {"name", "type", "title", "description", "constraints", "categories", "decimalChar", "trueValues", "falseValues"},
}
"""The standard's words that we use."""
OURS = {
    "package": {"titles", "student", "dirt", "locale"},
    "resource": {"titles", "rows", "fingerprint"},
    "field": {"titles", "unit", "personalData"},
}
"""Our own, which the standard allows beside its own."""
TYPES = {"string", "integer", "number", "boolean", "date", "datetime"}
ADDRESS_NAME = re.compile(r"[a-z0-9._-]+")


@pytest.fixture(
    scope="module", params=[(name, dirt, language) for name in synthetic.WORLDS for dirt, language in (("none", "fr"), ("heavy", "en"))]
)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    name, dirt, language = request.param
    made = synthetic.world(name, customers=80, months=3, seed=4, dirt=dirt)
    return made.save(tmp_path_factory.mktemp("package") / "data", language=language)


def package_of(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def rows_of(folder: Path, resource: dict[str, Any]) -> list[dict[str, str]]:
    dialect = resource["dialect"]
    with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as stream:
        return list(
            csv.DictReader(stream, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], doublequote=dialect["doubleQuote"])
        )


def test_every_word_is_the_standards_or_known_as_ours(folder: Path) -> None:
    package = package_of(folder)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert set(package) <= PROPERTIES["package"] | OURS["package"]
    assert all(set(one) <= PROPERTIES["resource"] | OURS["resource"] for one in package["resources"])
    fields = [field for one in package["resources"] for field in one["schema"]["fields"]]
    assert all(set(field) <= PROPERTIES["field"] | OURS["field"] for field in fields)
    assert {field["type"] for field in fields} <= TYPES
    names = [one["name"] for one in package["resources"]]
    assert len(names) == len(set(names)) >= 30
    assert all(ADDRESS_NAME.fullmatch(name) for name in [package["name"], *names])


def test_files_are_there_with_their_size_and_hash(folder: Path) -> None:
    for resource in package_of(folder)["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_every_cell_is_of_its_type_and_keeps_its_constraints(folder: Path) -> None:
    for resource in package_of(folder)["resources"]:
        rows = rows_of(folder, resource)
        assert len(rows) == resource["rows"]
        for field in resource["schema"]["fields"]:
            values = [row[field["name"]] for row in rows]
            assert all(values) or not field.get("constraints", {}).get("required")
            assert all(_is(field, value) for value in values if value), (resource["name"], field["name"])
            if field["type"] == "string" and "categories" in field:
                assert set(values) - {""} <= {category["value"] for category in field["categories"]}


def test_every_code_has_a_label_and_every_value_its_place_in_the_dictionary(folder: Path) -> None:
    page = (folder / ("dictionnaire.md" if (folder / "dictionnaire.md").exists() else "dictionary.md")).read_text("utf-8")
    for resource in package_of(folder)["resources"]:
        values = {
            row[field["name"]] for row in rows_of(folder, resource) for field in resource["schema"]["fields"] if "categories" in field
        }
        codes = {one["value"]: one["label"] for field in resource["schema"]["fields"] for one in field.get("categories", [])}
        assert values - {""} <= set(codes)
        assert all(label and label != code for code, label in codes.items()), codes
        assert all(f"`{code}` {label}" in page for code, label in codes.items())
    assert ", … |" not in page


def test_numbers_of_other_tables_say_so(folder: Path) -> None:
    schemas = {resource["name"]: resource["schema"] for resource in package_of(folder)["resources"]}
    owners = {schema["primaryKey"][0]: name for name, schema in schemas.items() if len(schema.get("primaryKey", [])) == 1}
    for name, schema in schemas.items():
        known = {foreign["fields"][0] for foreign in schema["foreignKeys"]}
        numbers = {field["name"] for field in schema["fields"]} & set(owners)
        assert numbers - {column for column in numbers if owners[column] == name} <= known


def _is(field: dict[str, Any], value: str) -> bool:
    match field["type"]:
        case "integer":
            return re.fullmatch(r"-?\d+", value) is not None
        case "number":
            return re.fullmatch(rf"-?\d+([{field.get('decimalChar', '.')}]\d+)?", value) is not None
        case "boolean":
            return value in {*field["trueValues"], *field["falseValues"]}
        case "date":
            return dt.date.fromisoformat(value).isoformat() == value
        case "datetime":
            return dt.datetime.fromisoformat(value).isoformat() == value
    return True


def test_primary_keys_are_unique_and_foreign_keys_lead_somewhere(folder: Path) -> None:
    resources = {resource["name"]: resource for resource in package_of(folder)["resources"]}
    tables = {name: rows_of(folder, resource) for name, resource in resources.items()}
    for name, resource in resources.items():
        schema, known = resource["schema"], {field["name"] for field in resource["schema"]["fields"]}
        primary = schema.get("primaryKey", [])
        assert set(primary) <= known
        if primary:
            assert max(Counter(tuple(row[key] for key in primary) for row in tables[name]).values(), default=1) == 1
        for foreign in schema["foreignKeys"]:
            (column,), (other,) = foreign["fields"], foreign["reference"]["fields"]
            there = {row[other] for row in tables[foreign["reference"]["resource"] or name]}
            assert {row[column] for row in tables[name]} - {""} <= there
