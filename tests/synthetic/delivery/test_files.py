"""Files: they come back as they were written, atomically, and a changed or swapped one is noticed."""

from __future__ import annotations

import csv
import dataclasses
import errno
import json
import shutil
import sqlite3
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from crm_course import synthetic
from crm_course.foundations.errors import FileProblem, InvalidValue, UnknownName
from crm_course.synthetic.delivery import spreadsheet, writers
from crm_course.synthetic.delivery.writers import harmless
from crm_course.synthetic.fingerprints import canonical, fingerprint
from crm_course.synthetic.generate import Made

FORMATS = ["csv", "xlsx", "sqlite", *(name for name, module in (("parquet", "pyarrow"), ("duckdb", "duckdb")) if find_spec(module))]


@pytest.fixture(scope="module", params=["none", "heavy"])
def made(request: pytest.FixtureRequest) -> Made:
    return synthetic.world("sens-confort", customers=60, months=3, seed=5, dirt=request.param)


@pytest.mark.parametrize(("name", "language"), [*((name, "fr") for name in FORMATS), ("csv", "en")])
def test_every_format_gives_back_every_table(made: Made, name: str, language: str, tmp_path: Path) -> None:
    made.save(tmp_path / "data", formats=(name,), language=language)
    assert {table: fingerprint(frame) for table, frame in synthetic.read(tmp_path / "data").items()} == made.fingerprint
    assert synthetic.verify(tmp_path / "data").empty


def test_french_csv_opens_in_a_french_spreadsheet(made: Made, tmp_path: Path) -> None:
    made.save(tmp_path / "data", language="fr")
    raw = (tmp_path / "data" / "interactions.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert {row["converted"] for row in rows} <= {"oui", "non"}
    assert any("," in row["cost"] for row in rows)


def test_plain_csv_is_what_pandas_expects(made: Made, tmp_path: Path) -> None:
    made.save(tmp_path / "data", language="en")
    orders = pd.read_csv(tmp_path / "data" / "orders.csv")
    assert orders["total_cents"].sum() == made.tables["orders"]["total_cents"].sum()


def test_postcodes_keep_their_zero_in_every_format(tmp_path: Path) -> None:
    north = synthetic.world("mail-order", customers=400, months=3, seed=1)
    north = dataclasses.replace(north, tables={"customers": north.tables["customers"]})
    expected = north.tables["customers"]["postcode"].tolist()
    assert any(code.startswith("0") for code in expected)
    for name in FORMATS:
        north.save(tmp_path / name, formats=(name,))
        assert synthetic.read(tmp_path / name)["customers"]["postcode"].tolist() == expected


def test_a_number_that_counts_nothing_is_text_in_a_file(made: Made, tmp_path: Path) -> None:
    made.save(tmp_path / "data", formats=("sqlite",))
    with closing(sqlite3.connect(tmp_path / "data" / "sens-confort.sqlite")) as connection:
        assert {type(visitor) for (visitor,) in connection.execute("SELECT visitor FROM web_sessions")} == {str}
    assert synthetic.read(tmp_path / "data")["web_sessions"]["visitor"].tolist() == [
        str(one) for one in made.tables["web_sessions"]["visitor"]
    ]


def test_xlsx_holds_dates_and_numbers_not_words(made: Made, tmp_path: Path) -> None:
    made.save(tmp_path / "data", formats=("xlsx",))
    book = openpyxl.load_workbook(tmp_path / "data" / "sens-confort.xlsx", read_only=True)
    names, first = list(book["orders"].iter_rows(min_row=1, max_row=2, values_only=True))
    row = dict(zip(names, first, strict=True))
    assert isinstance(row["total_cents"], int)
    assert row["ordered_at"].year == 2024
    assert book["orders"].max_row == len(made.tables["orders"]) + 1
    book.close()


@pytest.mark.parametrize("word", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_execute_is_neutralised(word: str) -> None:
    assert harmless(word) == f"'{word}"
    assert harmless("06 39 98") == "06 39 98"


def test_a_formula_in_a_name_survives_as_text(made: Made, tmp_path: Path) -> None:
    tables = {"customers": made.tables["customers"].assign(last_name='=HYPERLINK("x")')}
    for language in ("fr", "en"):
        folder = tmp_path / language
        folder.mkdir()
        with writers.WRITERS["csv"](folder, "x", language) as write:
            write("customers", tables["customers"])
        with (folder / "customers.csv").open(encoding="utf-8-sig", newline="") as stream:
            assert {row["last_name"] for row in csv.DictReader(stream, delimiter=";" if language == "fr" else ",")} == {'\'=HYPERLINK("x")'}


def test_the_package_describes_every_column_in_both_languages(made: Made, tmp_path: Path) -> None:
    made.save(tmp_path / "data", language="fr")
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text("utf-8"))
    assert package["$schema"].endswith("/2.0/datapackage.json")
    tables = [resource for resource in package["resources"] if resource.get("type") == "table"]
    assert [resource["name"] for resource in tables] == list(made.tables)
    for resource in tables:
        assert [field["name"] for field in resource["schema"]["fields"]] == list(made.tables[resource["name"]].columns)
        assert all(set(field["titles"]) == {"fr", "en"} for field in resource["schema"]["fields"])
    customers = next(resource for resource in tables if resource["name"] == "customers")
    assert {field["name"] for field in customers["schema"]["fields"] if field.get("personalData")} >= {"last_name", "street", "postcode"}


def test_the_dictionary_warns_of_the_lost_zero_where_there_is_a_csv(made: Made, tmp_path: Path) -> None:
    for kind, warned in (("csv", True), ("sqlite", False)):
        made.save(tmp_path / kind, formats=(kind,), language="fr")
        said = (tmp_path / kind / "dictionnaire.md").read_text("utf-8")
        assert ("01000 y deviendrait 1000" in said) == warned


def test_a_file_of_many_tables_says_where_each_one_is(made: Made, tmp_path: Path) -> None:
    for kind, word in (("xlsx", "sheetName"), ("sqlite", "table")):
        made.save(tmp_path / kind, formats=(kind,))
        resources = json.loads((tmp_path / kind / "datapackage.json").read_text("utf-8"))["resources"]
        assert [one["dialect"][word] for one in resources if one.get("type") == "table"] == list(made.tables)


# -- checking -----------------------------------------------------------------------------


def test_changed_missing_and_swapped_files_are_noticed(tmp_path: Path) -> None:
    anne, paul = (synthetic.world("sens-confort", customers=50, months=3, student=name) for name in ("Anne", "Paul"))
    anne.save(tmp_path / "anne", language="en")
    paul.save(tmp_path / "paul", language="en")
    (tmp_path / "anne" / "stock.csv").unlink()
    shutil.copy(tmp_path / "paul" / "orders.csv", tmp_path / "anne" / "orders.csv")
    with (tmp_path / "anne" / "shops.csv").open("a") as stream:
        stream.write("2,x,22000,Saint-Brieuc\n")
    found = synthetic.verify(tmp_path / "anne").set_index("table")["rule"]
    assert set(found.index) >= {"stock.csv", "orders.csv", "shops.csv"}
    assert synthetic.verify(tmp_path / "paul").empty


def test_a_forged_hash_does_not_hide_another_content(tmp_path: Path) -> None:
    from crm_course.synthetic.delivery.files import file_hash

    made = synthetic.world("sens-confort", customers=50, months=3)
    made.save(tmp_path / "data", language="en")
    path = tmp_path / "data" / "orders.csv"
    path.write_text(path.read_text("utf-8").replace("delivered", "shipped", 1), "utf-8")
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        if resource["path"] == "orders.csv":
            resource["hash"] = file_hash(path)
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps(package), "utf-8")
    assert "orders.csv" in set(synthetic.verify(tmp_path / "data")["table"])


@pytest.mark.parametrize("content", [None, "{", "[]x", "[]", "{}", '{"resources": 1}'])
def test_a_folder_without_a_package_gets_a_sentence(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "datapackage.json").write_text(content)
    with pytest.raises(FileProblem, match=r"has no readable datapackage\.json"):
        synthetic.verify(tmp_path)


# -- nothing is destroyed -----------------------------------------------------------------


def test_a_folder_with_files_in_it_is_left_alone(made: Made, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(FileProblem, match="already holds files; nothing was touched"):
        made.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_where_a_folder_should_be_is_left_alone(made: Made, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("precious")
    with pytest.raises(FileProblem, match="is a file, not a folder; nothing was touched"):
        made.save(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "precious"


def test_an_empty_folder_is_used(made: Made, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    made.save(tmp_path / "empty")
    assert (tmp_path / "empty" / "datapackage.json").is_file()


def test_a_full_disk_leaves_nothing_half_written(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setitem(writers.WRITERS, "csv", full)
    with pytest.raises(FileProblem, match="No space left on device"):
        made.save(tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [sqlite3.OperationalError("database or disk is full"), RuntimeError("No space left on device")])
def test_a_library_that_has_its_own_word_for_a_full_disk_is_understood(error: Exception) -> None:
    with pytest.raises(OSError, match=str(error)) as caught, writers._system_errors(type(error)):
        raise error
    assert caught.value.errno == errno.ENOSPC


def test_an_interruption_leaves_nothing_half_written(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(writers.WRITERS, "csv", stopped)
    with pytest.raises(KeyboardInterrupt):
        made.save(tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_refused_before_anything_is_written(made: Made, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="csv"):
        made.save(tmp_path / "data", formats=("cvs",))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("order", "said"), [
    ({"formats": ()}, "formats must be one or more of csv"),
    ({"folder": None}, "folder must be the name of a folder to make"),
    ({"language": "de"}, "language must be one of en, fr"),
])  # fmt: skip
def test_an_order_that_means_nothing_gets_a_sentence(made: Made, order: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match=said) as told:
        made.save(**{"folder": tmp_path / "data"} | order)  # type: ignore[arg-type]
    assert told.value.message("fr").startswith("«")
    assert not list(tmp_path.iterdir())


def test_the_name_of_one_format_is_enough(made: Made, tmp_path: Path) -> None:
    made.save(tmp_path / "data", formats="sqlite")
    assert (tmp_path / "data" / "sens-confort.sqlite").is_file()


def test_a_sheet_holds_a_million_rows_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "EXCEL_ROWS", 10)
    with pytest.raises(FileProblem, match="Choose csv or parquet"):
        synthetic.world("sens-confort", customers=50, months=3).save(tmp_path / "data", formats=("xlsx",))
    assert list(tmp_path.iterdir()) == []


def test_canonical_csv_is_written_by_rule() -> None:
    frame = pd.DataFrame({"a": pd.array([1, None], "Int64"), "b": ['x,"y"', None], "ts": pd.to_datetime(["2026-01-02 03:04:05", None]),
                          "c": [0.5, 2.0], "d": [True, False], "since": pd.to_datetime(["2026-01-02", "2026-01-03"])})  # fmt: skip
    assert "".join(canonical(frame)) == 'a,b,ts,c,d,since\n1,"x,""y""",2026-01-02T03:04:05,0.5,true,2026-01-02\n,,,2,false,2026-01-03\n'


def test_the_truth_goes_to_a_folder_of_its_own(made: Made, tmp_path: Path) -> None:
    made.save_truth(tmp_path / "teacher", language="fr")
    assert {path.stem for path in (tmp_path / "teacher").iterdir()} >= {
        "effects",
        "key",
        "errors",
        "identities",
        "parameters",
        "provenance",
        "sens-confort",
    }


@pytest.mark.parametrize(("language", "name"), [("fr", "lisez-moi.md"), ("en", "read-me.md")])
def test_the_truth_says_what_each_of_its_files_is_for(made: Made, tmp_path: Path, language: str, name: str) -> None:
    made.save_truth(tmp_path / "teacher", language=language)
    lines = (tmp_path / "teacher" / name).read_text("utf-8").splitlines()
    told = {line.split("`")[1]: line.partition(":")[2] for line in lines if line.startswith("- ")}
    assert set(told) == {path.name for path in (tmp_path / "teacher").iterdir()} - {name}
    assert all(told.values())
