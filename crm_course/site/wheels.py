"""Wheels for the browser: read, lightened, made from a package that is installed; and the list by which Pyodide finds them.

A wheel is a ZIP file with a folder ``….dist-info``. Nothing here is executed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from email.parser import Parser
from pathlib import Path, PurePosixPath
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["entry", "folder_files", "lightened", "lock", "make"]

BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "platform_machine": "wasm32", "os_name": "posix",
           "implementation_name": "cpython", "platform_python_implementation": "CPython", "python_version": "3.14",
           "python_full_version": "3.14.0", "extra": ""}  # fmt: skip
_STAMP = (2026, 1, 1, 0, 0, 0)
"""One date in every file, so that the same content gives the same bytes."""


def folder_files(folder: Path, keep: Callable[[PurePosixPath], bool] = lambda _: True) -> dict[str, bytes]:
    """The files of a package's folder by their path in a wheel; compiled ones are left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = PurePosixPath(folder.name, path.relative_to(folder).as_posix())
        if path.is_file() and "__pycache__" not in inside.parts and path.suffix not in (".pyc", ".so", ".pyd") and keep(inside):
            found[str(inside)] = path.read_bytes()
    return found


def make(target: Path, name: str, version: str, files: Mapping[str, bytes], requires: Iterable[str] = ()) -> Path:
    """Write a wheel of pure Python into the folder `target`; returns its path."""
    stem = f"{name.replace('-', '_')}-{version}"
    told = "".join(f"Requires-Dist: {line}\n" for line in requires)
    info = {
        f"{stem}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{told}".encode(),
        f"{stem}.dist-info/WHEEL": b"Wheel-Version: 1.0\nGenerator: crm-course\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    return _written(target / f"{stem}-py3-none-any.whl", {**files, **info})


def lightened(wheel: Path, target: Path, drop: re.Pattern[str] | None = None) -> Path:
    """A wheel without the files that `drop` finds, packed as small as can be, in the folder `target`."""
    with zipfile.ZipFile(wheel) as archive:
        names = [each for each in archive.namelist() if not each.endswith(("/", "/RECORD")) and not (drop and drop.search(each))]
        return _written(target / wheel.name, {name: archive.read(name) for name in names})


def _written(path: Path, files: Mapping[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = next(name.partition("/")[0] for name in files if ".dist-info/" in name)
    record = "".join(f"{name},sha256={_short(content)},{len(content)}\n" for name, content in files.items()) + f"{folder}/RECORD,,\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in {**files, f"{folder}/RECORD": record.encode()}.items():
            made = zipfile.ZipInfo(name, _STAMP)
            made.compress_type, made.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(made, content)
    return path


def _short(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


# -- the list of what there is ------------------------------------------------------------


def entry(wheel: Path) -> dict[str, Any]:
    """What Pyodide's list says of a wheel: its name, its hash, what it needs, by which imports it is found."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        told = Parser().parsestr(archive.read(next(name for name in names if name.endswith(".dist-info/METADATA"))).decode())
    return {
        "name": canonicalize_name(told["Name"]), "version": told["Version"], "file_name": wheel.name, "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(), "package_type": "package", "unvendored_tests": False,
        "imports": _imports(names), "depends": sorted({canonicalize_name(one.name) for one in _needs(told.get_all("Requires-Dist") or ())}),
    }  # fmt: skip


def _needs(lines: Iterable[str]) -> Iterable[Requirement]:
    needed = map(Requirement, lines)
    return [each for each in needed if each.marker is None or each.marker.evaluate(BROWSER)]


def _imports(names: Iterable[str]) -> list[str]:
    """The top names of a wheel: its packages and its single modules."""
    found = set()
    for name in names:
        first, _, rest = name.partition("/")
        if (rest == "__init__.py" or rest.endswith((".py", ".so"))) and first.isidentifier():
            found.add(first)
        elif not rest and name.endswith(".py"):
            found.add(name.removesuffix(".py"))
    return sorted(found)


def lock(folder: Path, release: Mapping[str, Any]) -> str:
    """The list of the wheels in `folder`, as Pyodide reads it; `release` is the one of the release they go with."""
    known: Mapping[str, Any] = release["packages"]
    packages = {}
    for wheel in sorted(folder.glob("*.whl")):
        said = entry(wheel)
        before = next((one for one in known.values() if one["file_name"] == wheel.name), None)
        packages[said["name"]] = {**before, "sha256": said["sha256"]} if before else said
    for said in packages.values():
        said["depends"] = [name for name in map(canonicalize_name, said["depends"]) if name in packages]
    return json.dumps({**release, "packages": packages}, indent=1, sort_keys=True)
