"""Who may know whom: arrows point down only, chapters do not import each other."""

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "crm_course"
NOT_CHAPTERS = {
    "identity",
    "warehouse",
    "foundations",
    "cases",
    "synthetic",
    "workbook",
    "grading",
    "lessons",
    "apps",
    "site",
    "deploy",
    "cli",
}
CHAPTERS = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - NOT_CHAPTERS
FLOORS = {
    "foundations": 0,
    "workbook": 1,
    "synthetic": 2,
    **dict.fromkeys(CHAPTERS, 3),
    "identity": 4,
    "warehouse": 4,
    "cases": 4,
    "grading": 4,
    "lessons": 5,
    "apps": 6,
    "site": 6,
    "deploy": 6,
    "cli": 7,
}
HANDED_ON = {"roi/practice.py", "journeys/practice.py", "experience/practice.py", "crm/own_practice.py", "synthetic/practice.py"}
"""Earlier names of what a part gives: for this release they hand on to the lessons."""

MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)
HEAVY = {"altair", "ipywidgets", "IPython", "sqlalchemy", "duckdb", "typer", "rich", "openpyxl", "xlsxwriter", "ibis", "pyarrow", "faker"}
MAY_BE_HEAVY = {
    "charts",
    "credit_charts",
    "explorer",
    "desk",
    "form",
    "cells",
    "statement",
    "page",
    "store",
    "scale",
    "schema",
    "imports",
    "importing",
    "engine",
    "plan_files",
}


@functools.cache
def parsed(module):
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def imported(module):
    """Top-level names and `crm_course` folders that a module imports, wherever in it, typing-only imports included."""
    tree = parsed(module)
    package = ("crm_course", *module.parent.parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            origin = ".".join(part for part in (base, node.module or "") if part)
            yield from (f"{origin}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports_point_down_only(module):
    own = module.parts[0]
    for name in imported(module):
        parts = name.split(".")
        if parts[0] != "crm_course" or len(parts) < 2 or parts[1] not in FLOORS:
            continue
        other = parts[1]
        if other == "lessons" and module.as_posix() in HANDED_ON:
            continue
        assert other == own or FLOORS[other] < FLOORS[own], f"{module} must not import {name}"


def files_imported(module):
    """Files of the package that a module imports, wherever in it."""
    for name in imported(module):
        parts = name.split(".")
        for length in (len(parts), len(parts) - 1):
            file = Path(*parts[1:length]).with_suffix(".py") if parts[0] == "crm_course" and length > 1 else None
            if file and file != module and (PACKAGE / file).is_file():
                yield file


def test_there_is_no_circle_of_imports():
    waiting = {module: set(files_imported(module)) for module in MODULES}
    while free := [module for module, needed in waiting.items() if not needed & waiting.keys()]:
        for module in free:
            del waiting[module]
    # what is left stands in a circle, or above one
    while idle := [module for module in waiting if not any(module in needed for other, needed in waiting.items() if other != module)]:
        for module in idle:
            del waiting[module]
    assert not waiting, "a circle among " + ", ".join(map(str, sorted(waiting)))


LATE = {
    "cases/chez_vous_facts.py": "the log is drawn when it is asked for",
    "grading/gradebook.py": "charts, when a notebook shows the book",
    "grading/outputs.py": "what a session writes at its end",
    "grading/plugin.py": "pytest loads the plugin in every run",
    "grading/inside/fork_server.py": "what must not be in memory before a copy's process is forked",
    "lessons/journeys/exercises/log.py": "journeys' credits, for one question",
    "roi/report/__init__.py": "the libraries of spreadsheets and pages",
    "roi/report/sheets.py": "shown as a table",
    "synthetic/delivery/classes.py": "worlds of millions",
    "synthetic/generate.py": "where copies are marked there is no truth",
    "synthetic/service.py": "comments, the longest list of words",
    "workbook/produced.py": "queries bring a database",
    "workbook/own_data.py": "parts are found by name at run time",
}
"""Modules that import a part of the package inside a function, each with its reason; ``practice.py`` holds old names for what lessons give."""


def late_imports(module):
    for function in ast.walk(parsed(module)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").startswith("crm_course")):
                    yield f"{module}:{node.lineno}"


def test_own_parts_are_imported_at_the_head_of_a_file():
    free = {"cli", "apps"}
    late = {
        module: list(late_imports(module)) for module in MODULES if module.parts[0] not in free and not module.name.endswith("practice.py")
    }
    assert [place for module, places in late.items() if module.as_posix() not in LATE for place in places] == []
    assert [name for name in LATE if not (PACKAGE / name).is_file()] == []


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] in CHAPTERS], ids=str)
def test_formulas_know_neither_charts_nor_widgets_nor_databases(module):
    # crm is the store itself: its files speak to a database
    if module.stem in MAY_BE_HEAVY or module.parts[0] == "crm":
        return
    assert not {name.split(".")[0] for name in imported(module)} & HEAVY, module


@pytest.mark.parametrize("name", ["crm_course", *(f"crm_course.{chapter}" for chapter in sorted(CHAPTERS))])
def test_importing_a_chapter_loads_neither_charts_nor_widgets_nor_databases(name):
    code = (
        f"import {name}, sys; print(sorted({{'altair', 'ipywidgets', 'sqlalchemy', 'duckdb', 'jupyterlab', 'typer'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("chapter", sorted(CHAPTERS))
def test_every_chapter_has_the_same_furniture(chapter):
    present = {path.name for path in (PACKAGE / chapter).iterdir()}
    assert {"__init__.py", "__init__.pyi", "texts.py", "charts.py", "explorer.py"} <= present


def test_the_tree_in_the_architecture_page_is_the_tree_that_is():
    drawn = set(re.findall(r"^[├└]── (\w+)/", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert drawn == set(FLOORS) & {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def test_public_names_of_every_stub_exist():
    lines = ["from importlib import import_module"]
    for stub in sorted(PACKAGE.rglob("__init__.pyi")):
        package = ".".join(stub.relative_to(ROOT).parent.parts)
        names = [
            alias.asname
            for node in ast.parse(stub.read_text(encoding="utf-8")).body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        ]
        lines.append(f"p = import_module({package!r}); [getattr(p, name) for name in {names!r}]")
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-600:]
