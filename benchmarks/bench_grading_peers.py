"""The same copies graded by crm-course, nbgrader and otter-grader: time for each copy, and what fools each.

Each peer in an environment of its own, so that it changes nothing here::

    python -m venv nbgrader-env && nbgrader-env/bin/pip install nbgrader pandas
    python -m venv otter-env && otter-env/bin/pip install otter-grader ipykernel pandas
    CRM_NBGRADER=nbgrader-env/bin CRM_OTTER=otter-env/bin python benchmarks/bench_grading_peers.py
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ANSWERS = {"nps": (-76.0, 0.5), "share": (0.125, 0.001), "mean": (6.04, 0.01), "gain": (8400.0, 1.0)}
POINTS = 2
OVERLOADED = """class Right(float):
    def __sub__(self, other): return 0.0
    def __abs__(self): return 0.0
    __eq__ = __lt__ = __le__ = lambda self, other: True
nps = share = mean = gain = Right(1)"""
LOOP = "import time\nend = time.monotonic() + 20  # a loop without end, but for this bench\nwhile time.monotonic() < end: pass"
READING = """import pathlib, re
nps = share = mean = gain = 0
for up in (".", "..", "../..", "../../.."):
    for found in [*pathlib.Path(up).glob("tests/*.py"), *pathlib.Path(up).glob("source/*/*.ipynb"), *pathlib.Path(up).glob("pack/*.py")][:50]:
        for name, value in re.findall(r"(nps|share|mean|gain)(?: - |': )\\(?([-\\d.]+)", found.read_text()):
            globals()[name] = float(value)"""
SECONDS = 5  # for one cell, where a tool has such a limit

PACK = '''"""The four questions as a pack."""

from crm_course.foundations.language import Text
from crm_course.workbook import Exercise, Question

SAID = Text(fr="Combien ?", en="How much?")
CLOSE = Text(fr="arrondi", en="rounding")
EXERCISE = Exercise(
    id="four", title=SAID, introduction=SAID, given=dict, setup="import pandas as pd",
    questions=tuple(
        Question(id=f"four.{{name}}", kind="number", points={points}, title=SAID, statement=SAID, tolerance=margin, tolerance_reason=CLOSE,
                 answer=lambda given, right=right: right)
        for name, (right, margin) in {answers}.items()
    ),
)
'''  # fmt: skip


def code(source: str, **metadata: object) -> dict[str, object]:
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": [], "execution_count": None}


def book(cells: list[dict[str, object]], **metadata: object) -> str:
    cells = [{**cell, "id": f"cell-{position}"} for position, cell in enumerate(cells)]
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel, **metadata}, "nbformat": 4, "nbformat_minor": 5})


def typed(kind: str, number: int = 0) -> list[str]:
    """What a student types in the four places of answers."""
    right = [f"{name} = {value!r}" for name, (value, _) in ANSWERS.items()]
    first = {"overloaded operators": OVERLOADED, "endless loop": LOOP, "reads the solutions": READING}.get(kind)
    if first == LOOP:
        return [LOOP, *right[1:]]
    return [first, "", "", ""] if first else [f"import pandas as pd  # {number}\n{right[0]}", *right[1:]]


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(arguments: list[str], folder: Path, seconds: float = 900) -> subprocess.CompletedProcess[str]:
    """Run a tool with what stands beside it on the path, and nothing of this environment's Python."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    clean["PATH"] = f"{Path(arguments[0]).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(arguments, cwd=folder, env=clean, capture_output=True, text=True, timeout=seconds, check=False)


# -- the three graders: lay out an assignment, hand in copies, grade, read points --------------


class Ours:
    name = "crm-course"

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder, self.python = folder, sys.executable
        written(folder / "pack" / "four.py", PACK.format(points=POINTS, answers=repr(ANSWERS)))

    def hand_in(self, student: str, kind: str, number: int = 0) -> None:
        cells = []
        for name, source in zip(ANSWERS, typed(kind, number), strict=True):
            cells.append(code(source, crm_course={"question": f"four.{name}"}))
            if kind != "test cell deleted":
                cells.append(code(f'from crm_course.workbook import check\ncheck("four.{name}", {name})'))
        written(self.folder / "in" / student / "four.ipynb", book(cells, crm_course={"part": "four"}))

    def grade(self) -> dict[str, float]:
        options = [
            "-p",
            "no:cacheprovider",
            "--exercise",
            "four",
            "--pack",
            "pack",
            "--gradebook",
            "marks.csv",
            "--cell-seconds",
            str(SECONDS),
        ]
        done = run([self.python, "-m", "pytest", "-q", "-n0", "--submissions", "in", *options], self.folder)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        with (self.folder / "marks.students.csv").open(encoding="utf-8", newline="") as file:
            return {row["student"]: float(row["points"]) for row in csv.DictReader(file)}


class Nbgrader:
    name = "nbgrader"

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder, self.tool = folder, str(tools / "nbgrader")
        cells = []
        for name, (right, margin) in ANSWERS.items():
            own = {"schema_version": 3, "task": False, "grade_id": name}
            cells.append(
                code("### BEGIN SOLUTION\n...\n### END SOLUTION", nbgrader={**own, "solution": True, "grade": False, "locked": False})
            )
            test = f"### BEGIN HIDDEN TESTS\nassert abs({name} - ({right})) < {margin}\n### END HIDDEN TESTS"
            own |= {"grade_id": f"test-{name}", "points": POINTS}
            cells.append(code(test, nbgrader={**own, "solution": False, "grade": True, "locked": True}))
        written(folder / "source" / "four" / "four.ipynb", book(cells))
        limit = f"c.ExecutePreprocessor.timeout = {SECONDS}\nc.Execute.timeout = {SECONDS}\n"
        written(folder / "nbgrader_config.py", f"c = get_config()\nc.CourseDirectory.course_id = 'x'\n{limit}")
        done = run([self.tool, "generate_assignment", "four", "--create"], folder)
        if done.returncode:
            raise RuntimeError(done.stderr)
        self.released = json.loads((folder / "release" / "four" / "four.ipynb").read_text(encoding="utf-8"))

    def hand_in(self, student: str, kind: str, number: int = 0) -> None:
        copy = json.loads(json.dumps(self.released))
        solved = [cell for cell in copy["cells"] if cell["metadata"].get("nbgrader", {}).get("solution")]
        for cell, source in zip(solved, typed(kind, number), strict=True):
            cell["source"] = source
        if kind == "test cell deleted":
            copy["cells"] = [cell for cell in copy["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") != "test-nps"]
        written(self.folder / "submitted" / student / "four" / "four.ipynb", json.dumps(copy))

    def grade(self) -> dict[str, float]:
        run([self.tool, "autograde", "four", "--create"], self.folder)
        done = run([self.tool, "export"], self.folder)
        if done.returncode:
            raise RuntimeError(done.stderr)
        with (self.folder / "grades.csv").open(encoding="utf-8", newline="") as file:
            return {row["student_id"]: float(row["raw_score"] or 0) for row in csv.DictReader(file)}


class Otter:
    name = "otter-grader"

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder, self.tool = folder, str(tools / "otter")

        def raw(text: str) -> dict[str, object]:
            return {"cell_type": "raw", "metadata": {}, "source": text}

        cells = [raw("# ASSIGNMENT CONFIG\nname: four\ngenerate: true\nexport_cell: false")]
        for name, (right, margin) in ANSWERS.items():
            cells += [raw(f"# BEGIN QUESTION\nname: {name}\npoints: {POINTS}"), raw("# BEGIN SOLUTION"), code(f"{name} = ...  # SOLUTION")]
            test = f"# HIDDEN\nassert abs({name} - ({right})) < {margin}"
            cells += [raw("# END SOLUTION"), raw("# BEGIN TESTS"), code(test), raw("# END TESTS"), raw("# END QUESTION")]
        written(folder / "four.ipynb", book(cells))
        done = run([self.tool, "assign", "four.ipynb", "dist", "--no-run-tests"], folder)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        self.released = json.loads((folder / "dist" / "student" / "four.ipynb").read_text(encoding="utf-8"))
        self.archive = next((folder / "dist" / "autograder").glob("*.zip"))
        self.students: list[str] = []

    def hand_in(self, student: str, kind: str, number: int = 0) -> None:
        copy = json.loads(json.dumps(self.released))
        places = [cell for cell in copy["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).rstrip().endswith("= ...")]
        for cell, source in zip(places, typed(kind, number), strict=True):
            cell["source"] = source
        if kind == "test cell deleted":
            copy["cells"] = [cell for cell in copy["cells"] if 'grader.check("nps")' not in "".join(cell["source"])]
        written(self.folder / "in" / f"{student}.ipynb", json.dumps(copy))
        self.students.append(student)

    def grade(self) -> dict[str, float]:
        points = {}
        for student in self.students:
            out = self.folder / "out" / student
            out.mkdir(parents=True)
            run([self.tool, "run", "-a", str(self.archive), "-o", str(out), f"in/{student}.ipynb"], self.folder)
            results = out / "results.json"
            told = json.loads(results.read_text(encoding="utf-8"))["tests"] if results.exists() else []
            points[student] = sum(float(test.get("score") or 0) for test in told if test["name"] != "Public Tests")
        return points


GRADERS = ((Ours, sys.executable), (Nbgrader, os.environ.get("CRM_NBGRADER", "")), (Otter, os.environ.get("CRM_OTTER", "")))
KINDS = ("overloaded operators", "test cell deleted", "endless loop", "reads the solutions")


def measured(grader: type, tools: str, copies: int) -> tuple[float, dict[str, tuple[float, float]]]:
    """Seconds a right copy, and for each trick the points and seconds of a copy that tries it."""
    with tempfile.TemporaryDirectory() as folder:
        fair = grader(Path(folder), Path(tools))
        for number in range(copies):
            fair.hand_in(f"s{number:03}", "right", number)
        started = time.perf_counter()
        points = fair.grade()
        seconds = (time.perf_counter() - started) / copies
        if set(points.values()) != {POINTS * len(ANSWERS)}:
            raise RuntimeError(f"{grader.name}: right copies have {points}")
    tricked = {}
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            attacked = grader(Path(folder), Path(tools))
            attacked.hand_in("s", kind)
            started = time.perf_counter()
            tricked[kind] = attacked.grade().get("s", 0.0), time.perf_counter() - started
    return seconds, tricked


def main() -> None:
    copies = 20
    print(f"{copies} right copies of four numbers, one process; then one copy for each trick (points of {POINTS * len(ANSWERS)}, seconds)")
    ours = 0.0
    for grader, tools in GRADERS:
        if not tools or not Path(tools).exists():
            print(f"{grader.name}: not measured, its environment is not given (see the head of {Path(__file__).name})")
            continue
        seconds, tricked = measured(grader, tools, copies)
        ours = ours or seconds
        told = "; ".join(f"{kind} {points:g} ({spent:.0f} s)" for kind, (points, spent) in tricked.items())
        print(f"{grader.name}: {seconds:.2f} s a copy, {seconds / ours:.1f}×; {told}", flush=True)


if __name__ == "__main__":
    main()
