"""``crm-course dataset``: what a teacher types and reads."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crm_course.cli.dataset import app
from crm_course.foundations.errors import FileProblem, UnknownName
from crm_course.foundations.language import speaking


def ran(*words: str | Path) -> tuple[int, str]:
    with speaking("en"):
        done = CliRunner().invoke(app, [str(word) for word in words], standalone_mode=False, terminal_width=200)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return int(done.return_value or 0), done.output


def test_a_class_in_one_command(tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_text("nom;prénom\nLe Goff;Anne\nMartin;Paul\n", "utf-8")
    order = ("sens-confort", "--customers", "30", "--months", "3", "--roster", tmp_path / "class.csv", "--dirt", "light", "--lang", "en",
             "--secret", "s", "--out", tmp_path / "out")  # fmt: skip
    status, said = ran(*order)
    assert status == 0
    assert "Data sets in" in said
    assert ": 2." in said
    assert "To hand out" in said
    assert (tmp_path / "out" / "students" / "le-goff-anne" / "orders.csv").is_file()
    assert (tmp_path / "out" / "teacher" / "martin-paul" / "key.csv").is_file()
    assert "already complete: 2" in " ".join(ran(*order)[1].split())


def test_without_a_secret_it_warns(tmp_path: Path) -> None:
    said = ran(
        "make", "sens-confort", "--customers", "30", "--months", "3", "--student", "Anne", "--lang", "en", "--out", tmp_path / "out"
    )[1]
    assert "Without --secret" in said
    assert "cannot be seen in the data" in " ".join(said.split())


def test_list_and_describe() -> None:
    assert all(name in ran("list", "--lang", "en")[1] for name in ("sens-confort", "mail-order", "chez-vous", "b2b-wholesale"))
    assert "Late delivery" in ran("describe", "sens-confort", "--lang", "en")[1]
    assert "Livraison en retard" in ran("describe", "sens-confort", "--lang", "fr")[1]


def test_verify_says_well_or_what_is_wrong(tmp_path: Path) -> None:
    ran("sens-confort", "--customers", "30", "--months", "3", "--lang", "en", "--out", tmp_path / "out")
    folder = tmp_path / "out" / "students" / "data"
    assert ran("verify", folder, "--lang", "en")[0] == 0
    (folder / "stock.csv").write_text("nothing", "utf-8")
    status, said = ran("verify", folder, "--lang", "en")
    assert status == 1
    assert "stock.csv" in said


def test_verify_tells_whose_data_a_folder_holds_and_whose_is_missing(tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_bytes("Nom;Prénom\r\nLe Goff;Anne\r\nDurand;Zoé\r\n".encode("cp1252"))
    ran("sens-confort", "--customers", "30", "--months", "3", "--roster", tmp_path / "class.csv", "--lang", "en", "--out", tmp_path / "out")
    students = tmp_path / "out" / "students"
    assert ran("verify", tmp_path / "out", "--lang", "en")[0] == 0
    shutil.rmtree(students / "durand-zoe")
    (students / "le-goff-anne").rename(students / "durand-zoe")
    status, said = ran("verify", tmp_path / "out" / "teacher", "--lang", "en")
    assert status == 1
    assert 'the data of "le-goff-anne"' in " ".join(said.replace("│", " ").split())
    assert "le-goff-anne: the folder given to this student is missing" in said.replace(" :", ":")


def test_formats_are_understood_however_they_are_written(tmp_path: Path) -> None:
    ran("sens-confort", "--customers", "30", "--months", "3", "--format", "CSV, csv,", "--out", tmp_path / "out")
    package = json.loads((tmp_path / "out" / "students" / "data" / "datapackage.json").read_text("utf-8"))
    assert len(package["resources"]) == len({one["name"] for one in package["resources"]}) >= 30


def test_one_student_of_a_roster(tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_text("nom;prénom\nLe Goff;Anne\nMartin;Paul\n", "utf-8")
    order = (
        "sens-confort",
        "--customers",
        "30",
        "--months",
        "3",
        "--roster",
        tmp_path / "class.csv",
        "--secret",
        "s",
        "--out",
        tmp_path / "out",
    )
    ran(*order, "--student", "paul martin")
    assert [path.name for path in (tmp_path / "out" / "students").iterdir()] == ["martin-paul"]
    ran(*order)
    assert len(list((tmp_path / "out" / "students").iterdir())) == 2


def test_stopping_says_what_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crm_course.synthetic.delivery.classes.make_class", stopped)
    status, said = ran("sens-confort", "--lang", "en", "--out", tmp_path / "out")
    assert status == 130
    assert "run the same command again" in " ".join(said.split())


def test_an_order_to_stop_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``kill`` or a time limit stops it: in the midst of writing, the folder on its way goes too."""
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("crm_course.synthetic.delivery.files.descriptor", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    assert ran("sens-confort", "--customers", "30", "--months", "3", "--out", tmp_path / "out")[0] == 130
    assert not list(tmp_path.rglob("*.partial"))
    assert signal.getsignal(signal.SIGTERM) == before


def test_wrong_orders_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match='Did you mean "mail-order"'):
        ran("mail-ordre", "--out", tmp_path / "out")
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(FileProblem, match="nothing was touched"):
        ran("sens-confort", "--customers", "30", "--months", "3", "--out", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
