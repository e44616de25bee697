import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from crm_course.foundations.language import LANGUAGES
from crm_course.workbook import build, percent
from crm_course.workbook.contents import CONTENTS

ROOT = Path(__file__).parents[2]
LESSONS = [part for part in CONTENTS if part.lesson]
BUILT = dict(build.notebooks())


def cells(text, kind):
    return [cell for cell in nbformat.reads(text, as_version=4).cells if cell.cell_type == kind]


def test_a_second_build_gives_the_same_bytes():
    assert dict(build.notebooks()) == BUILT


def test_the_committed_notebooks_are_those_that_the_lessons_make():
    committed = {
        path.relative_to(ROOT): path.read_text(encoding="utf-8")
        for folder in build.FOLDERS.values()
        for path in (ROOT / folder).rglob("*.ipynb")
    }
    assert committed.keys() == BUILT.keys()
    assert [path for path in committed if committed[path] != BUILT[path]] == []


@pytest.mark.parametrize("part", CONTENTS, ids=lambda part: part.id)
def test_no_translation_lags_behind_the_french(part):
    assert [problem for path in build.sources(part) for problem in percent.stale(path, part.id)] == []


@pytest.mark.parametrize("path", BUILT, ids=str)
def test_a_notebook_is_valid_without_outputs_and_speaks_its_language(path):
    book = nbformat.reads(BUILT[path], as_version=4)
    nbformat.validate(book)
    assert all(not cell.outputs and cell.execution_count is None for cell in book.cells if cell.cell_type == "code")
    language = path.parts[1]
    assert f'workbook.begin("{language}")' in BUILT[path].replace('\\"', '"')
    assert len({cell.id for cell in book.cells}) == len(book.cells)


@pytest.mark.parametrize("part", [part for part in LESSONS if part.id != "home"], ids=lambda part: part.id)
def test_a_lesson_keeps_its_rhythm(part):
    found = [cell for cell, _ in percent.pairs(percent.cells(build.source_of(part).read_text(encoding="utf-8")), part.id)]
    assert 20 <= len(found) <= 45
    kinds = "".join("m" if cell.prose else "c" for cell in found)
    assert "ccc" not in kinds, "at most two code cells in a row"
    for cell in found:
        if not cell.prose:
            assert len(cell.source.splitlines()) <= 10, cell.source
            assert not re.search(r"^\s*(def|class|lambda) ", cell.source, re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_home_page_leads_to_a_notebook(language):
    home = next(path for path in BUILT if path.parts[:2] == ("notebooks", language) and path.name.startswith("00-"))
    links = re.findall(r"\]\(([^)]+\.ipynb)\)", BUILT[home])
    targets = {Path(*(home.parent / link).parts) for link in links}
    resolved = {Path(str((ROOT / target).resolve().relative_to(ROOT))) for target in targets}
    assert resolved == {path for path in BUILT if path.parts[1] == language} - {home}


def lesson(tmp_path, text):
    path = tmp_path / "lesson.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_french_cell_without_its_english_twin_is_refused(tmp_path):
    path = lesson(tmp_path, '# %% [markdown] tags=["lang-fr"]\n# Bonjour\n\n# %%\n1 + 1\n')
    with pytest.raises(percent.ScriptProblem, match='cell 1 "Bonjour" has no twin in "en"'):
        list(percent.pairs(percent.cells(path.read_text(encoding="utf-8")), "x"))


def test_a_changed_french_cell_flags_its_twin(tmp_path):
    text = '# %% [markdown] tags=["lang-fr"]\n# Bonjour\n\n# %% [markdown] tags=["lang-en"]\n# Hello\n'
    path = lesson(tmp_path, text)
    assert "the French has changed" in percent.stale(path, "x")[0]
    assert percent.stamp(path, "x") == 1
    assert percent.stale(path, "x") == []
    path.write_text(path.read_text().replace("Bonjour", "Bonsoir"))
    assert len(percent.stale(path, "x")) == 1


def test_typography_touches_prose_only():
    french = build._typeset("Voir `a ; b` : [x](a b) ?\n\n| a | b |\n| --- | ---: |\n", "fr")
    assert french == "Voir `a ; b`\u00a0: [x](a b)\u202f?\n\n| a | b |\n| --- | ---: |\n"


def test_the_command_says_that_all_is_current():
    done = subprocess.run([sys.executable, "-m", "crm_course.workbook", "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "All notebooks are current.")
