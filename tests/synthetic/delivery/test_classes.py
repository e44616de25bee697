"""A class's data: rosters as schools have them, resumable, the truth apart."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from crm_course import synthetic
from crm_course.foundations.errors import FileProblem, InvalidData, InvalidValue, UnknownName
from crm_course.synthetic.delivery import provenance
from crm_course.synthetic.delivery.classes import Job, make_class
from crm_course.synthetic.delivery.roster import folder_names, one_of

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


def test_names_in_another_script_are_told_apart_and_each_has_a_folder() -> None:
    names = synthetic.students("nom\n李雷\n韩梅梅\n".encode())
    assert names == ["李雷", "韩梅梅"]
    assert folder_names(names) == ["student-1", "student-2"]
    with pytest.raises(InvalidData, match="stands only once"):
        synthetic.students("nom\n李雷\n李雷\n".encode())


def test_one_student_of_a_roster_however_the_name_is_written() -> None:
    names = ["Le Goff Anne", "Martin Paul", "李雷"]
    assert one_of(names, "anne le goff") == "Le Goff Anne"
    assert one_of(names, "李雷") == "李雷"
    with pytest.raises(UnknownName, match="Martin Paul"):
        one_of(names, "韩梅梅")


def test_a_list_without_a_header_is_told_what_to_write() -> None:
    with pytest.raises(InvalidValue, match='Write "name" in the first line'):
        synthetic.students("Anne Le Goff\nPaul Martin\n".encode("cp1252"))


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


# -- whose data are these? ----------------------------------------------------------------


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("class") / "out"
    make_class(JOB, out)
    return out


def test_a_whole_folder_that_changed_hands_is_noticed_with_the_teachers_folder_alone(handed_out: Path, tmp_path: Path) -> None:
    shutil.copytree(handed_out / "students" / "zoe-durand", tmp_path / "paul-martin")
    assert synthetic.verify(tmp_path / "paul-martin").empty
    for teacher in (handed_out, handed_out / "teacher"):
        assert synthetic.verify(handed_out / "students" / "paul-martin", teacher).empty
        (found,) = synthetic.verify(tmp_path / "paul-martin", teacher)["rule"]
        assert "zoe-durand" in found
        assert "paul-martin" in found
    (found,) = synthetic.verify(tmp_path / "paul-martin", handed_out / "teacher" / "anne-le-goff")["rule"]
    assert "anne-le-goff" in found


def test_a_table_whose_package_was_forged_too_is_noticed(handed_out: Path, tmp_path: Path) -> None:
    anne, zoe = tmp_path / "anne-le-goff", handed_out / "students" / "zoe-durand"
    shutil.copytree(handed_out / "students" / "anne-le-goff", anne)
    shutil.copy(zoe / "agents.csv", anne / "agents.csv")
    packages = [json.loads((folder / "datapackage.json").read_text("utf-8")) for folder in (anne, zoe)]
    packages[0]["resources"] = [next(other for other in packages[1]["resources"] if other["name"] == "agents") if one["name"] == "agents" else one
                                for one in packages[0]["resources"]]  # fmt: skip
    (anne / "datapackage.json").write_text(json.dumps(packages[0]), "utf-8")
    assert synthetic.verify(anne).empty
    assert synthetic.verify(anne, handed_out)["table"].tolist() == ["agents"]


def test_the_record_is_found_beside_the_data_and_its_absence_told(handed_out: Path, tmp_path: Path) -> None:
    for folder in (handed_out, handed_out / "students", handed_out / "teacher", handed_out / "students" / "zoe-durand"):
        assert provenance.record_beside(folder) == (handed_out / "teacher").resolve()
    assert provenance.record_beside(tmp_path) is None
    known = provenance.records(handed_out)
    assert [name for name, _ in provenance.missing(["anne-le-goff", "zoe-durand"], known)] == ["paul-martin"]
    with pytest.raises(FileProblem, match='Give the "teacher" folder'):
        provenance.records(tmp_path)


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
