"""Build the notebooks, or say which are out of date.

python -m crm_course.workbook build    write notebooks/ and exercises/
python -m crm_course.workbook check    exit 1 and say what, if they are not current
python -m crm_course.workbook stamp    mark the English cells as translations of the present French
"""

from __future__ import annotations

import argparse
from pathlib import Path

from . import build, percent
from .contents import CONTENTS


def main() -> int:
    """Run the command; the exit status is 0 when all is well."""
    parser = argparse.ArgumentParser(
        prog="python -m crm_course.workbook", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("action", choices=["build", "check", "stamp"])
    parser.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: this one)")
    arguments = parser.parse_args()
    if arguments.action == "stamp":
        print(sum(percent.stamp(path, part.id) for part in CONTENTS for path in build.sources(part)), "cells stamped")
        return 0
    problems = [problem for part in CONTENTS for path in build.sources(part) for problem in percent.stale(path, part.id)]
    problems += (_write if arguments.action == "build" else _compare)(arguments.root)
    print("\n".join(problems) or "All notebooks are current.")
    return 1 if problems else 0


def _write(root: Path) -> list[str]:
    wanted = dict(build.notebooks())
    for path, text in wanted.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for stray in _strays(root, set(wanted)):
        (root / stray).unlink()
    return []


def _compare(root: Path) -> list[str]:
    wanted = dict(build.notebooks())
    changed = [path for path, text in wanted.items() if not (root / path).exists() or (root / path).read_text(encoding="utf-8") != text]
    return [f"{path}: not current; run python -m crm_course.workbook build" for path in changed] + [
        f"{path}: no lesson makes it" for path in _strays(root, set(wanted))
    ]


def _strays(root: Path, wanted: set[Path]) -> list[Path]:
    present = {path.relative_to(root) for folder in build.FOLDERS.values() for path in (root / folder).rglob("*.ipynb")}
    return sorted(path for path in present - wanted if ".ipynb_checkpoints" not in path.parts)


if __name__ == "__main__":
    raise SystemExit(main())
