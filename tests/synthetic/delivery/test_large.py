"""A world written block after block is the world in memory: the same files, the same truth, in bounded memory."""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from crm_course import synthetic
from crm_course.foundations.errors import FileProblem
from crm_course.synthetic import block, plan
from crm_course.synthetic.delivery import large, spreadsheet, writers
from crm_course.synthetic.delivery.classes import Job, make_class
from crm_course.synthetic.generate import Made, planned

OPTIONAL = [name for name, module in (("parquet", "pyarrow"), ("duckdb", "duckdb")) if find_spec(module)]


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of 50 customers, so that a small world has several."""
    monkeypatch.setattr(plan, "BLOCK", 50)
    monkeypatch.setattr(block, "BLOCK", 50)
    monkeypatch.setattr(writers, "_GROUP", 700)


def both(name: str, formats: tuple[str, ...], folder: Path, language: str = "fr") -> Made:
    """A world saved from memory (``a``, truth ``ta``) and in passing (``b``, truth ``tb``)."""
    made = synthetic.world(name, customers=170, months=6, seed=3)
    assert made.plan.blocks == 4
    made.save(folder / "a", formats, language)
    made.save_truth(folder / "ta", language)
    large.save(made.plan, folder / "b", folder / "tb", formats, language)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", synthetic.WORLDS)
def test_the_files_are_the_same_byte_for_byte(name: str, tmp_path: Path) -> None:
    both(name, ("csv", *OPTIONAL[:1]), tmp_path)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "ta") == contents(tmp_path / "tb")


def test_files_that_hold_all_tables_hold_the_same_rows(tmp_path: Path) -> None:
    for kind in ("sqlite", "xlsx", *OPTIONAL[1:]):
        made = both("sens-confort", (kind,), tmp_path / kind, "en")
        assert synthetic.verify(tmp_path / kind / "b").empty
        told = json.loads((tmp_path / kind / "b" / "datapackage.json").read_text("utf-8"))["resources"]
        assert {one["name"]: one["fingerprint"] for one in told if one.get("role") != "copy"} == made.fingerprint


def test_of_a_world_that_went_by_only_the_columns_that_are_read_are_kept(tmp_path: Path) -> None:
    plan = planned("sens-confort", customers=60, months=3, seed=7)
    past, rows = large.save(plan, None, None, (), "fr")
    whole = synthetic.world("sens-confort", customers=60, months=3, seed=7)
    assert rows == sum(map(len, whole.tables.values()))
    assert past.view.given["orders"]["total_cents"].tolist() == whole.tables["orders"]["total_cents"].tolist()
    own = whole.tables["orders"].query("customer_id.notna() and status != 'cancelled'")
    assert past.view.array("orders", "order_id").tolist() == own["order_id"].tolist()
    assert set(past.tables) == {"products", "shops", "agents", "campaigns", "calls", "stock", "channel_costs", "receipts"}
    with pytest.raises(KeyError):
        past.view.array("orders", "shipping_cents")


def test_the_command_writes_in_passing_unless_errors_or_students_are_asked_for(tmp_path: Path) -> None:
    order = {"world": "sens-confort", "customers": 170, "months": 6, "seed": 3}
    steps: list[int] = []
    job = Job(**order)
    (result,) = make_class(job, tmp_path / "out", step=lambda: steps.append(1))
    made = synthetic.world(**{"name" if key == "world" else key: value for key, value in order.items()})
    assert result.rows == sum(map(len, made.tables.values()))
    assert result.found == made.gate["found"].all()
    assert len(steps) == job.steps == 5
    told = json.loads((tmp_path / "out" / "teacher" / "data" / "fingerprints.json").read_text("utf-8"))
    assert told == made.fingerprint
    assert not Job(**order, dirt="light").passes_by
    assert not Job(**order, students=("Anne",)).passes_by


def test_a_lost_truth_is_made_again_and_the_data_stay(tmp_path: Path) -> None:
    job = Job(world="sens-confort", customers=170, months=6)
    make_class(job, tmp_path / "out")
    before = contents(tmp_path / "out" / "teacher" / "data")
    written = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / "students" / "data").iterdir()}
    shutil.rmtree(tmp_path / "out" / "teacher")
    make_class(job, tmp_path / "out")
    assert contents(tmp_path / "out" / "teacher" / "data") == before
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out" / "students" / "data").iterdir()} == written


def test_a_sheet_that_overflows_says_so_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "EXCEL_ROWS", 400)
    made = planned("sens-confort", customers=170, months=6, seed=3)
    with pytest.raises(FileProblem, match="at least .* rows; an Excel sheet holds 400. Choose csv or parquet"):
        large.save(made, tmp_path / "data", tmp_path / "truth", ("xlsx",), "fr")
    assert list(tmp_path.iterdir()) == []
