"""A learner's folder on the server: made when his server starts, brought up to date, never overwritten.

It is made by a process of its own, as the learner where he has an account: while it works, the hub answers everybody else.
"""

from __future__ import annotations

import asyncio
import os
import pwd
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import CourseError
from crm_course.foundations.language import Text
from crm_course.workbook import workspace
from crm_course.workbook.progress import MARKER
from crm_course.workbook.shell import install

__all__ = ["FOLDER", "Preparation", "home_of_user", "prepare"]

FOLDER = "crm-workbook"
_FAILED = Text(
    fr="Le dossier de {name} n’a pas pu être préparé : {why}. Vérifiez la place libre et les droits.",
    en="The folder of {name} could not be prepared: {why}. Check free space and rights.",
)


def prepare(folder: Path, *, language: str = "fr", mine: Path | None = None) -> None:
    """Make a learner's folder, or bring it up to date; what he changed stays his.

    Parameters
    ----------
    folder : Path
    language : {"fr", "en"}
    mine : Path, optional
        His folder of the class (``students/<name>``): what is in it and not yet in `folder` is copied.
    """
    if mine is not None:
        for source in sorted(mine.rglob("*")):
            target = folder / source.relative_to(mine)
            if source.is_file() and not source.is_symlink() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
    workspace.prepare(folder, languages=[language])
    install(folder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What the hub does before a server starts; the hub goes on meanwhile."""

    language: str = "fr"
    hand_in: str = ""
    classroom: str = ""

    async def __call__(self, spawner: Any) -> None:
        """Prepare the folder of the spawner's user; an error is the page's to tell."""
        name, home = spawner.user.name, home_of_user(spawner)
        home.mkdir(parents=True, exist_ok=True)
        account = _account(name)
        if self.hand_in:
            _place(Path(self.hand_in) / name, account)
        mine = _folder_of(Path(self.classroom), name) if self.classroom else None
        command = [sys.executable, "-m", "crm_course.deploy", str(home / FOLDER), self.language, *([str(mine)] if mine else [])]
        as_him: dict[str, Any] = {"user": account.pw_uid, "group": account.pw_gid} if account else {}
        env = {**os.environ, "HOME": str(home)}
        process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE, env=env, cwd=home, **as_him)
        _, said = await process.communicate()
        if process.returncode:
            why = said.decode(errors="replace").strip().splitlines() or ["?"]
            raise CourseError(_FAILED, name=name, why=why[-1][:300])
        spawner.environment = {**spawner.environment, "JUPYTER_PATH": str(home / FOLDER / MARKER / "jupyter")}


def home_of_user(spawner: Any) -> Path:
    """The home of a spawner's user: the one that the simple spawner gives, else that of his account."""
    template = getattr(spawner, "home_dir_template", "")
    if template:
        return Path(template.format(username=spawner.user.name))
    return Path(pwd.getpwnam(spawner.user.name).pw_dir)


def _account(name: str) -> Any:
    """The learner's account, where the hub may act for it; else None."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _place(folder: Path, account: Any) -> None:
    """The learner's own place in the hand-in folder: he writes, the folder's group (the teachers) reads, others see nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    if account is not None:
        os.chown(folder, account.pw_uid, folder.parent.stat().st_gid)
    folder.chmod(0o2750)


def _folder_of(classroom: Path, name: str) -> Path | None:
    """The student's folder in a class, whatever separates the words of his name."""
    words = _words(name.partition("@")[0])
    folders = sorted(path for path in (classroom / "students").glob("*") if path.is_dir())
    found = [path for path in folders if _words(path.name) == words]
    return found[0] if len(found) == 1 else None


def _words(name: str) -> list[str]:
    return sorted(re.findall(r"[^\W_]+", name.lower()))
