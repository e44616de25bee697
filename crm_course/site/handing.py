"""A learner's notebook as one file to hand in: a page that opens anywhere, or a PDF."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import CourseError, FileProblem
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text
from crm_course.foundations.printing import find_browser, printed
from crm_course.workbook.progress import MARKER, workspace
from crm_course.workbook.workspace import IDENTITY

from .page import page

__all__ = ["hand_in", "read_notebook"]

_UNREADABLE = Text(
    fr="Le carnet « {path} » ne peut pas être lu : {why}. Vérifiez son nom, ou enregistrez-le de nouveau dans Jupyter.",
    en='The notebook "{path}" cannot be read: {why}. Check its name, or save it again in Jupyter.',
)
_UNWRITABLE = Text(
    fr="« {path} » ne peut pas être écrit : {why}. Le carnet est intact : choisissez un autre dossier avec --dir.",
    en='"{path}" cannot be written: {why}. The notebook is untouched: choose another folder with --dir.',
)
_ABSENT, _OTHER = (
    Text(fr="fichier introuvable", en="no such file"),
    Text(fr="ce n’est pas un carnet Jupyter", en="it is no Jupyter notebook"),
)
_NO_BROWSER = Text(
    fr="Un PDF s’imprime avec Chromium, Chrome ou Edge, et aucun n’est installé ici. Rendez {html}, ou imprimez-le depuis un navigateur.",
    en="A PDF is printed by Chromium, Chrome or Edge, and none is installed here. Hand in {html}, or print it from a browser.",
)
_FAILED = Text(
    fr="L’impression en PDF a échoué ({why}). Rendez {html}, ou imprimez-le depuis un navigateur.",
    en="Printing the PDF failed ({why}). Hand in {html}, or print it from a browser.",
)
_BY, _MADE = (
    Text(fr="{name} – fait le {day:date}", en="{name} – made on {day:date}"),
    Text(fr="Fait le {day:date}", en="Made on {day:date}"),
)


def hand_in(notebook: Path, folder: Path | None = None, *, form: str = "html", made: dt.date | None = None) -> Path:
    """Write `notebook` as one self-contained file beside it, or in `folder`; returns its path.

    Parameters
    ----------
    notebook : Path
    folder : Path, optional
    form : {"html", "pdf"}
    made : date, optional
        The day that the file states; today if not given.

    Raises
    ------
    FileProblem
        If the notebook cannot be read, or the file not be written.
    CourseError
        If a PDF is asked for and no browser of this computer can print.
    """
    book, day = read_notebook(notebook), made or dt.date.today()
    name = _student(notebook)
    html = page(book, note=_BY.say(name=name, day=day) if name else _MADE.say(day=day), unrun=True).encode()
    target = (folder or notebook.parent) / f"{notebook.stem}.{form}"
    try:
        if form == "pdf":
            try:
                html = printed(html, f"{notebook.stem}.html", missing=_NO_BROWSER, failed=_FAILED, browser=find_browser())
            except CourseError:
                write_whole(target.with_suffix(".html"), html)  # the sentence says to hand this in
                raise
        write_whole(target, html)
    except OSError as error:
        raise FileProblem(_UNWRITABLE, path=str(target), why=error.strerror or str(error)) from error
    return target


def read_notebook(path: Path) -> dict[str, Any]:
    """A notebook's file, format 4, as it is written."""
    try:
        book: dict[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise FileProblem(_UNREADABLE, path=str(path), why=_ABSENT.say()) from error
    except OSError as error:
        raise FileProblem(_UNREADABLE, path=str(path), why=error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise FileProblem(_UNREADABLE, path=str(path), why=_OTHER.say()) from error
    cells = book.get("cells") if isinstance(book, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells) or not isinstance(book.get("metadata", {}), dict):
        raise FileProblem(_UNREADABLE, path=str(path), why=_OTHER.say())
    return book


def _student(notebook: Path) -> str:
    """Whose folder it lies in, if it was handed out."""
    root = workspace(notebook.resolve().parent)
    try:
        known = json.loads((root / MARKER / IDENTITY).read_text(encoding="utf-8")) if root else {}
    except (OSError, ValueError):
        return ""
    return str(known.get("student", "")) if isinstance(known, dict) else ""
