"""ZIP files of a learning platform and of students, opened where they can do no harm.

Nothing is written outside the folder made for it, links are not made, and a file that would
unpack to more than people hand in is refused before it fills the disk.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from crm_course.foundations.errors import FileProblem

from . import texts

__all__ = ["Unpacker", "is_archive"]

_PART = 1 << 20
_MOST_DEPTH, _LONGEST = 12, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """What an archive may unpack to: megabytes and files."""

    megabytes: int
    files: int


WHOLE_CLASS = Most(megabytes=4000, files=50_000)
ONE_STUDENT = Most(megabytes=300, files=3000)


def is_archive(path: Path) -> bool:
    """Whether a file is called a ZIP and is no link."""
    return path.suffix.lower() == ".zip" and not path.is_symlink() and path.is_file()


@dataclass(frozen=True)
class Unpacker:
    """Opens archives below `store` (a folder, or what makes one when there is something to open); none is opened twice."""

    store: Path | Callable[[], Path]

    def opened(self, archive: Path, most: Most = ONE_STUDENT) -> Path:
        """The folder with what `archive` holds.

        Raises
        ------
        FileProblem
            If it is damaged, locked, would write elsewhere, or holds more than `most`.
        """
        told = archive.stat()
        mark = hashlib.sha256(f"{archive.absolute()}|{told.st_size}|{told.st_mtime_ns}".encode(errors="replace")).hexdigest()[:16]
        store = self.store if isinstance(self.store, Path) else self.store()
        place = store / mark
        if place.is_dir():
            return place
        store.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=store, prefix=".opening-"))
        try:
            _unpack(archive, fresh, most)
            fresh.chmod(0o755)
            if not place.is_dir():  # another worker may have been first
                fresh.replace(place)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, OSError) as error:
            if isinstance(error, FileProblem):
                raise
            if place.is_dir():
                return place
            raise FileProblem(texts.BAD_ZIP, path=archive.name) from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return place


def _unpack(archive: Path, folder: Path, most: Most) -> None:
    left = most.megabytes * 1_000_000
    with zipfile.ZipFile(archive) as packed:
        entries = [entry for entry in packed.infolist() if not entry.is_dir()]
        if len(entries) > most.files or sum(entry.file_size for entry in entries) > left:
            raise FileProblem(texts.TOO_MUCH_IN_ZIP, path=archive.name, megabytes=most.megabytes, files=most.files)
        for entry in entries:
            if (target := _target(folder, entry, archive)) is None:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with packed.open(entry) as source, target.open("xb") as file:
                while part := source.read(_PART):  # what a header says of its size is not believed
                    if (left := left - len(part)) < 0:
                        raise FileProblem(texts.TOO_MUCH_IN_ZIP, path=archive.name, megabytes=most.megabytes, files=most.files)
                    file.write(part)
            when = time.mktime((*entry.date_time, 0, 0, -1)) if entry.date_time[0] > 1980 else archive.stat().st_mtime
            os.utime(target, (when, when))


def _target(folder: Path, entry: zipfile.ZipInfo, archive: Path) -> Path | None:
    """Where an entry goes; None for what is no file of a student's."""
    name = _spelt(entry)
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name.startswith(("/", "\\")) or ".." in parts or (parts and re.match(r"^[A-Za-z]:", parts[0])) or len(parts) > _MOST_DEPTH:
        raise FileProblem(texts.UNSAFE_ZIP, path=archive.name)
    if stat.S_ISLNK(entry.external_attr >> 16) or "__MACOSX" in parts or not parts:
        return None
    safe = [re.sub(r"[\x00-\x1f\x7f]", "·", part)[:_LONGEST].rstrip(". ") if len(part) > _LONGEST else re.sub(r"[\x00-\x1f\x7f]", "·", part)
            for part in parts]  # fmt: skip
    target = folder.joinpath(*safe)
    if not target.resolve().is_relative_to(folder.resolve()):
        raise FileProblem(texts.UNSAFE_ZIP, path=archive.name)
    return None if target.exists() else target


def _spelt(entry: zipfile.ZipInfo) -> str:
    """An entry's name; macOS writes UTF-8 and does not say so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename
