"""A teacher's line: make a class's data, look at it, verify it."""

import pandas as pd
import pytest

from crm_course.cli import main

SMALL = ["dataset", "sens-confort", "--customers", "60", "--months", "6", "--seed", "3", "--format", "csv", "--out", "data"]


@pytest.fixture
def made(tmp_path):
    (tmp_path / "class.csv").write_text("nom\nÉlodie Martin\nPaul Le Gall\n", encoding="utf-8")
    assert main([*SMALL, "--roster", "class.csv"]) == 0
    return tmp_path / "data"


def test_each_student_gets_data_of_his_own_and_the_key_stays_with_the_teacher(made):
    students = sorted((made / "students").iterdir())
    assert len(students) == 2
    first, second = (pd.read_csv(folder / "orders.csv", sep=";", decimal=",") for folder in students)
    assert not first.equals(second)
    assert not list((made / "students").rglob("*truth*"))
    assert list((made / "teacher").rglob("*"))


def test_verify_looks_at_every_student_and_finds_a_changed_file(made, capsys):
    assert main(["dataset", "verify", str(made)]) == 0
    orders = next((made / "students").glob("*/orders.csv"))
    orders.write_text(
        orders.read_text(encoding="utf-8-sig").replace("2024", "2023", 1).replace("2025", "2024", 1) + "\n", encoding="utf-8-sig"
    )
    assert main(["dataset", "verify", str(made)]) == 1
    assert "orders" in capsys.readouterr().out


def test_an_unknown_world_is_refused_with_the_closest(capsys):
    assert main(["dataset", "sens-confrot", "--out", "x"]) != 0
    assert "sens-confort" in " ".join(capsys.readouterr().err.split())
