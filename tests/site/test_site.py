"""The site: wheels that say what they are, a work that the grader takes, pages that lead to each other."""

import importlib
import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from crm_course import workbook
from crm_course.foundations.errors import CourseError, FileProblem
from crm_course.site import building, distribution, reference, wheels
from crm_course.workbook import progress, taking
from crm_course.workbook.contents import CONTENTS, part


def test_a_made_wheel_is_read_back_and_is_the_same_every_time(tmp_path):
    files = {"small/__init__.py": b"", "small/data.dat": b"1", "single.py": b"x = 1"}
    needs = ["numpy>=2", 'colorama; sys_platform == "win32"', 'more; extra == "all"']
    one, two = (wheels.make(tmp_path / name, "small-one", "1.2", files, needs) for name in "ab")
    assert one.read_bytes() == two.read_bytes()
    said = wheels.entry(one)
    assert (said["name"], said["version"], said["imports"], said["depends"]) == ("small-one", "1.2", ["single", "small"], ["numpy"])
    with zipfile.ZipFile(wheels.lightened(one, tmp_path / "c", re.compile(r"\.dat$"))) as archive:
        names = set(archive.namelist())
        recorded = {line.partition(",")[0] for line in archive.read("small_one-1.2.dist-info/RECORD").decode().splitlines()}
    assert "small/data.dat" not in names
    assert recorded == names


def test_the_list_keeps_what_the_release_says_of_its_own_and_drops_what_is_not_there(tmp_path):
    wheel = wheels.make(tmp_path, "numpy", "2.4", {"numpy/__init__.py": b""})
    wheels.make(tmp_path, "other", "1", {"other/__init__.py": b""}, ["numpy", "absent"])
    release = {
        "info": {"python": "3.14"},
        "packages": {"numpy": {**wheels.entry(wheel), "imports": ["numpy", "more"], "sha256": "old"}, "absent": {"file_name": "x.whl"}},
    }
    made = json.loads(wheels.lock(tmp_path, release))
    assert made["info"] == release["info"]
    assert set(made["packages"]) == {"numpy", "other"}
    assert made["packages"]["numpy"]["imports"] == ["numpy", "more"]
    assert made["packages"]["numpy"]["sha256"] == wheels.entry(wheel)["sha256"]
    assert made["packages"]["other"]["depends"] == ["numpy"]


def test_every_package_for_the_browser_has_a_version_and_a_hash():
    lines = [line for line in (Path(distribution.__file__).parent / "wheels.txt").read_text().splitlines() if not line.startswith("#")]
    assert len(lines) > 30
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+ --hash=sha256:[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize("content", [None, {}, {"pyodide-lock.json": '{"packages": {"numpy": {"file_name": "n.whl"}}}', "pyodide.mjs": ""}])
def test_what_is_no_release_is_refused_with_what_is_missing(content, tmp_path):
    for name, text in (content or {}).items():
        (tmp_path / name).write_text(text)
    with pytest.raises(FileProblem, match="is missing"):
        distribution.assemble(tmp_path / "out", tmp_path if content is not None else tmp_path / "absent")
    assert not (tmp_path / "out").exists()


def test_a_wheel_that_is_not_what_the_release_says_is_not_taken(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    target.mkdir()
    for name in distribution.CORE:
        (source / name).write_text("")
    for name in distribution.COMPILED:
        (source / f"{name}.whl").write_text("changed")
    (source / "pyodide-lock.json").write_text(
        json.dumps({"packages": {name: {"file_name": f"{name}.whl", "sha256": "0"} for name in distribution.COMPILED}})
    )
    with pytest.raises(CourseError, match=r"numpy\.whl"):
        distribution._core(source, target)


# -- work taken away ----------------------------------------------------------------------


def test_work_taken_away_holds_what_the_grader_needs_and_no_more(tmp_path):
    root = tmp_path / "room"
    workbook.prepare(root, languages=["fr", "en"])
    (root / ".crm-course" / "progress.jsonl").write_text("{}\n")
    made = workbook.take_away(root)
    names = zipfile.ZipFile(__import__("io").BytesIO(made.content)).namelist()
    assert "exercises/fr/01-sens-confort.ipynb" in names
    assert ".crm-course/progress.jsonl" in names
    assert not [name for name in names if "/en/" in name or "delivered" in name]
    assert "download='mon-travail.zip'" in made._repr_html_()


def test_outside_a_folder_there_is_nothing_to_take(tmp_path):
    with pytest.raises(CourseError, match="no working folder"):
        taking.take_away()


def test_the_browser_s_storage_becomes_the_learner_s_folder_and_nothing_happens_elsewhere(tmp_path):
    here = tmp_path / "notebooks"
    here.mkdir()
    assert progress.settle(here, "linux", tmp_path) is None
    assert not (tmp_path / ".crm-course").exists()
    assert progress.settle(here, "emscripten", tmp_path) == tmp_path
    assert (tmp_path / ".crm-course").is_dir()
    assert progress.settle(here, "emscripten", tmp_path / "elsewhere") is None


def test_on_a_class_s_server_the_work_goes_to_the_learner_s_own_place(tmp_path, monkeypatch):
    root = tmp_path / "room"
    workbook.prepare(root, languages=["fr"])
    with pytest.raises(CourseError, match="no hand-in folder"):
        workbook.hand_in(root)
    monkeypatch.setenv("CRM_COURSE_HAND_IN", str(tmp_path / "in"))
    monkeypatch.setenv("JUPYTERHUB_USER", "lea.morvan")
    for _ in range(2):
        assert workbook.hand_in(root).path == tmp_path / "in" / "lea.morvan" / "lea.morvan.zip"
    assert [path.name for path in (tmp_path / "in" / "lea.morvan").iterdir()] == ["lea.morvan.zip"]


# -- pages --------------------------------------------------------------------------------


def test_pages_lead_to_pages_and_exercises_to_the_workbook_in_the_browser():
    inner = '<a href="14-satisfaction.ipynb">x</a><a href="../../exercises/fr/14-satisfaction.ipynb">y</a><a href="https://example.org/a.ipynb">z</a>'
    made = building._links(inner, "fr", True)
    assert 'href="14-satisfaction.html"' in made
    assert 'href="../lab/lab/index.html?path=exercises/fr/14-satisfaction.ipynb"' in made
    assert 'href="https://example.org/a.ipynb"' in made


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site whose lessons were not run."""

    def unrun(language, told):
        for each in (one for one in CONTENTS if one.lesson):
            yield each, json.loads(workbook_build.lesson_notebook(each, language))

    workbook_build = importlib.import_module("crm_course.workbook.build")
    monkeypatch.setattr(building, "executed", unrun)
    return building.build(tmp_path / "site", lab=False)


def test_every_link_of_the_site_leads_somewhere_and_nothing_is_fetched_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        made = re.sub(r"<script>.*?</script>", "", path.read_text(), flags=re.DOTALL)
        assert "default-src 'none'" in made
        assert not re.search(r"(src|href)=['\"]https?:", re.sub(r"<a [^>]*>", "", made)), path
        for address in re.findall(r"<(?:a|script)[^>]* (?:href|src)=['\"]([^'\"#]+)", made):
            if not address.startswith(("http", "data:", "mailto")):
                assert (path.parent / address.partition("?")[0]).exists(), (path, address)


def test_the_search_knows_the_sections_and_the_contents_list_every_lesson(site):
    words = json.loads((site / "fr" / "words.js").read_text().removeprefix("window.WORDS = ").rstrip(";\n"))
    assert {one["page"] for one in words} == {building._page_of(each, "fr") for each in CONTENTS if each.lesson}
    assert any("détracteurs" in one["words"] for one in words)
    contents = (site / "en" / "index.html").read_text()
    assert part("sens-confort").title.say("en") in contents


def test_a_folder_with_other_things_is_not_touched(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(FileProblem, match=r"thesis\.docx"):
        building.build(tmp_path, lab=False)
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_the_reference_has_every_public_name(site):
    for chapter, names in reference.public_names().items():
        made = (site / "reference" / f"{chapter}.html").read_text()
        assert [name for name in names if f"id='{name}'" not in made] == []
    assert "Parameters" in (site / "reference" / "roi.html").read_text()


def test_without_jupyterlite_the_way_to_it_is_said(tmp_path, monkeypatch):
    lite = importlib.import_module("crm_course.site.lite")
    monkeypatch.setattr(lite, "find_spec", lambda _: None)
    with pytest.raises(CourseError, match=r"crm-course\[site\]"):
        lite.build(tmp_path / "lab", "fr")
    assert sys.modules["crm_course.site.lite"] is lite
