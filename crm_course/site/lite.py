"""JupyterLite: the workbook in a browser, nothing to install and, after the first load, nothing to fetch."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import CourseError, MissingPart
from crm_course.foundations.language import LANGUAGES, Text
from crm_course.workbook.build import FOLDERS, notebooks
from crm_course.workbook.contents import AUDIENCES, CONTENTS

from . import texts
from .distribution import assemble

__all__ = ["build"]

LOCALES = {"fr": "fr_FR", "en": "en"}
_MISSING = Text(
    fr='Il manque JupyterLite. Dans un environnement à part : pip install "crm-course[site]"',
    en='JupyterLite is missing. In an environment of its own: pip install "crm-course[site]"',
)
_FAILED = Text(
    fr="JupyterLite n’a pas pu être construit : {why}. Rien n’a été changé dans le dossier du site.",
    en="JupyterLite could not be built: {why}. Nothing was changed in the folder of the site.",
)

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
    "@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True, "enableKernelInitNotification": True},
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 20},
}


def build(target: Path, language: str, release: Path | None = None) -> None:
    """Make JupyterLite with the whole workbook in `target`, its menus in `language`.

    Raises
    ------
    MissingPart
        If JupyterLite is not installed.
    CourseError
        If it cannot be built, or Pyodide not be had.
    """
    if find_spec("jupyterlite_core") is None or find_spec("jupyterlite_pyodide_kernel") is None:
        raise MissingPart(_MISSING)
    with tempfile.TemporaryDirectory(prefix="crm-course-") as made:
        source = Path(made)
        assemble(source / "lite" / "static" / "pyodide", release)
        _contents(source / "contents")
        (source / "lite" / "overrides.json").write_text(
            json.dumps({**SETTINGS, "@jupyterlab/translation-extension:plugin": {"locale": LOCALES[language]}}), encoding="utf-8"
        )
        (source / "lite" / "jupyter-lite.json").write_text(json.dumps(_configuration()), encoding="utf-8")
        _run(source)
        _trim(source / "out")
        shutil.rmtree(target, ignore_errors=True)
        shutil.move(source / "out", target)


def _configuration() -> dict[str, Any]:
    kernel = "@jupyterlite/pyodide-kernel-extension:kernel"
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "crm-course",
            "defaultKernelName": "python",
            "disabledExtensions": ["@voila-dashboards/jupyterlab-preview"],
            "litePluginSettings": {kernel: {"disablePyPIFallback": True}},
        },
    }


def _contents(folder: Path) -> None:
    """Every lesson and exercise in both languages, for the kernel that the browser has."""
    for path, content in notebooks(LANGUAGES, AUDIENCES):
        book = json.loads(content)
        book["metadata"]["kernelspec"] = {"display_name": "Python (Pyodide)", "language": "python", "name": "python"}
        if path.name == CONTENTS[0].filename(path.parts[1]) and path.parts[0] == FOLDERS["lesson"]:
            book["cells"] += _taking(path.parts[1])
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(book, ensure_ascii=False, indent=1), encoding="utf-8")


def _taking(language: str) -> list[dict[str, Any]]:
    """What only the browser's home page has: where the work is kept, and how to take it away."""
    prose: dict[str, Any] = {"cell_type": "markdown", "id": "in-the-browser", "metadata": {}, "source": texts.HERE_PRACTICE.say(language)}
    code: dict[str, Any] = {
        "cell_type": "code",
        "id": "take-away",
        "metadata": {},
        "source": "workbook.take_away()",
        "execution_count": None,
        "outputs": [],
    }
    return [prose, code]


def _run(source: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(source / "lite"), "--contents", str(source / "contents"),
               "--output-dir", str(source / "out"), "--apps", "lab", "--no-sourcemaps", "--no-unused-shared-packages", "--no-libarchive"]  # fmt: skip
    done = subprocess.run(command, cwd=source / "lite", capture_output=True, text=True, check=False)
    if done.returncode or not (source / "out" / "lab" / "index.html").exists():
        told = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise CourseError(_FAILED, why=(told or ["?"])[-1][:300])


def _trim(site: Path) -> None:
    """Take out what no page asks for: maps for those who mend Jupyter itself, fonts in forms that no browser of today reads."""
    for pattern in ("*.map", "build/fa-*.svg", "build/fa-*.eot", "build/fa-*.ttf", "rspack.config*.js"):
        for path in list(site.rglob(pattern)):
            path.unlink()
    shutil.rmtree(site / "extensions" / "@voila-dashboards", ignore_errors=True)
