"""A learner's work as one file to carry away: out of a browser's storage, to a teacher, to another computer."""

from __future__ import annotations

import base64
import io
import os
import zipfile
from pathlib import Path

from crm_course.foundations.errors import CourseError, FileProblem
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, current

from .progress import MARKER, workspace

__all__ = ["Handed", "Work", "hand_in", "take_away"]

KEPT = ("progress.jsonl", "answers.json", "student.json")
_NO_FOLDER = Text(
    fr="Il n’y a pas de dossier de travail ici : ouvrez un carnet du cours, puis recommencez.",
    en="There is no working folder here: open a notebook of the course, then try again.",
)
_LINK = Text(fr="Télécharger {name} ({files:number} carnets)", en="Download {name} ({files:number} notebooks)")
_SAVE = Text(
    fr="Enregistrez d’abord vos carnets (Ctrl + S) : le fichier contient ce qui est enregistré. Mettez-y votre nom avant de le rendre.",
    en="Save your notebooks first (Ctrl + S): the file holds what is saved. Put your name on it before you hand it in.",
)
_NAME = Text(fr="mon-travail.zip", en="my-work.zip")


class Work:
    """The file, as code takes it (`content`) and as a reader does: a link."""

    def __init__(self, content: bytes, files: int) -> None:
        self.content, self.files, self.name = content, files, _NAME.say()

    def __repr__(self) -> str:
        return f"{_LINK.say(name=self.name, files=self.files)} – {_SAVE.say()}"

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.content).decode()
        return f"<p><a download='{self.name}' href='data:application/zip;base64,{data}'>{_LINK.say(name=self.name, files=self.files)}</a></p><p>{_SAVE.say()}</p>"


def take_away(root: Path | None = None) -> Work:
    """All notebooks of the workspace in the language in force, answers and progress, as a ZIP file that the grader takes.

    Raises
    ------
    CourseError
        Outside a workspace.
    """
    home = root or workspace()
    if home is None:
        raise CourseError(_NO_FOLDER)
    books = sorted(home.glob(f"notebooks/{current()}/*.ipynb")) + sorted(home.glob(f"exercises/{current()}/*.ipynb"))
    told = [path for name in KEPT if (path := home / MARKER / name).is_file()]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in (*books, *told):
            archive.writestr(path.relative_to(home).as_posix(), path.read_bytes())
    return Work(packed.getvalue(), len(books))


# -- handed in on a class's server --------------------------------------------------------

_NO_PLACE = Text(
    fr="Aucun dossier de remise n’est prévu ici. Téléchargez votre travail avec workbook.take_away() et déposez-le là où votre enseignant le demande.",
    en="There is no hand-in folder here. Download your work with workbook.take_away() and drop it where your teacher asks for it.",
)
_UNWRITABLE = Text(
    fr="Le dossier de remise « {path} » n’accepte pas d’écriture : {why}. Votre travail est intact ; prévenez votre enseignant.",
    en='The hand-in folder "{path}" cannot be written: {why}. Your work is untouched; tell your teacher.',
)
_HANDED = Text(
    fr="Remis : {files:number} carnet(s), tels qu’enregistrés, dans {path}.",
    en="Handed in: {files:number} notebook(s), as saved, in {path}.",
)


class Handed:
    """Where the work lies."""

    def __init__(self, path: Path, files: int) -> None:
        self.path, self.files = path, files

    def __repr__(self) -> str:
        return _HANDED.say(files=self.files, path=str(self.path))


def hand_in(root: Path | None = None) -> Handed:
    """Put the work, as one ZIP file, into the learner's own place of the class's hand-in folder; again replaces it.

    A class's server names that folder in ``CRM_COURSE_HAND_IN``, and the learner in ``JUPYTERHUB_USER``.

    Raises
    ------
    CourseError
        If there is no such folder here.
    FileProblem
        If it cannot be written.
    """
    shared, name = os.environ.get("CRM_COURSE_HAND_IN", ""), os.environ.get("JUPYTERHUB_USER", "")
    if not (shared and name):
        raise CourseError(_NO_PLACE)
    work, path = take_away(root), Path(shared, name, f"{name}.zip")
    try:
        write_whole(path, work.content)
    except OSError as error:
        raise FileProblem(_UNWRITABLE, path=str(path.parent), why=error.strerror or str(error)) from error
    return Handed(path, work.files)
