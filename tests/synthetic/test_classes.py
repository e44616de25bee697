"""A class's data: rosters as schools have them, resumable, the truth apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crm_course import synthetic
from crm_course.foundations.errors import FileProblem, InvalidData, InvalidValue, UnknownName
from crm_course.synthetic.classes import Job, make_class

JOB = Job(
    world="sens-confort", customers=40, months=3, language="en", students=("Anne Le Goff", "Paul Martin", "Zoé Durand"), secret="s3cret"
)


@pytest.mark.parametrize(("content", "names"), [
    ("nom;prénom\nLe Goff;Anne\nMartin;Paul\n", ["Le Goff Anne", "Martin Paul"]),
    ("Name,group\nAnne,1\nPaul,2\n", ["Anne", "Paul"]),
    ("Étudiant\nZoé\n", ["Zoé"]),
    ("Nom\tPrenom\nDurand\tZoé\n", ["Durand Zoé"]),
])  # fmt: skip
def test_rosters_as_schools_have_them(content: str, names: list[str]) -> None:
    assert synthetic.students(content.encode("utf-8-sig")) == names


@pytest.mark.parametrize(("content", "error", "said"), [
    ("groupe;note\n1;12\n", InvalidValue, "a list with a column"),
    ("nom\n", InvalidValue, "at least one name"),
    ("nom;prénom\nMartin;Paul\nDurand;Zoé\nMARTIN;paul\n", InvalidData, r"line 4.*stands only once.*Add the first name"),
    ("login;group\nanne;1\n;2\n", InvalidData, "line 3"),
])  # fmt: skip
def test_a_roster_without_names_or_with_two_of_the_same(content: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        synthetic.students(content.encode())


def test_each_student_has_a_folder_and_the_teacher_the_truth(tmp_path: Path) -> None:
    results = make_class(JOB, tmp_path / "out", workers=2)
    assert sorted(result.student for result in results) == sorted(JOB.students)
    assert sorted(path.name for path in (tmp_path / "out" / "students").iterdir()) == ["anne-le-goff", "paul-martin", "zoe-durand"]
    prints = {json.loads(path.read_text())["orders"] for path in (tmp_path / "out" / "teacher").glob("*/fingerprints.json")}
    assert len(prints) == 3
    for path in (tmp_path / "out" / "students").iterdir():
        assert synthetic.verify(path).empty
    assert "s3cret" not in "".join(path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.json"))
    assert "s3cret" not in "".join(path.read_text("utf-8-sig") for path in (tmp_path / "out").rglob("*.csv"))


def test_an_interrupted_run_goes_on_and_another_order_is_refused(tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def stop(result: object) -> None:
        raise Stop

    with pytest.raises(Stop):
        make_class(JOB, tmp_path / "out", done=stop)
    first = next((tmp_path / "out" / "students").iterdir())
    before = {path.name: path.stat().st_mtime_ns for path in first.iterdir()}
    results = make_class(JOB, tmp_path / "out")
    assert [result.kept for result in results].count(True) == 1
    assert {path.name: path.stat().st_mtime_ns for path in first.iterdir()} == before
    with pytest.raises(FileProblem, match="the very same command"):
        make_class(Job(world="sens-confort", customers=41, months=3), tmp_path / "out")


@pytest.mark.parametrize(("job", "error"), [
    (Job(world="nowhere"), UnknownName), (Job(world="sens-confort", customers=0), InvalidValue),
    (Job(world="sens-confort", formats=("doc",)), UnknownName), (Job(world="sens-confort", dirt="filthy"), UnknownName),
])  # fmt: skip
def test_a_wrong_order_writes_nothing(job: Job, error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error, match="must be"):
        make_class(job, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_problem_in_a_worker_comes_back_as_a_sentence(tmp_path: Path) -> None:
    make_class(Job(world="sens-confort", customers=20, months=3, students=("Anne", "Paul")), tmp_path / "out")
    job = Job(world="sens-confort", customers=20, months=3, language="en", students=("Anne", "Paul", "Zoé", "Yann"))
    (tmp_path / "in").mkdir()
    make_class(Job(world="sens-confort", customers=20, months=3, language="en", students=("Anne",)), tmp_path / "in" / "out")
    blocked = tmp_path / "in" / "out" / "students" / "paul"
    blocked.mkdir()
    (blocked / "notes.txt").write_text("mine")
    with pytest.raises(FileProblem, match=r'Stopped at "Paul".*already holds files'):
        make_class(job, tmp_path / "in" / "out", workers=2)
    assert (blocked / "notes.txt").read_text() == "mine"
