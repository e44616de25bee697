"""The course's own kernel: begun in the notebook's language, names ready, amounts and errors in the reader's words.

It is IPython with this extension; ``crm-course lab`` provides it under the usual name ``python3``, so
that the same notebook opens in any other Jupyter, where its first cell does the work.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
from pathlib import Path, PurePosixPath
from typing import Any

from crm_course.foundations.errors import CourseError
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import LANGUAGES, Text, current

from .bare import quoted
from .opening import begin
from .progress import MARKER

__all__ = ["explained", "install", "language_of", "load_ipython_extension"]

_NOTEBOOK = ("JPY_SESSION_NAME", "CRM_COURSE_NOTEBOOK")
_FOLDER = "jupyter"


def install(root: Path) -> Path:
    """Write the kernel into a workspace; returns the folder to put first on ``JUPYTER_PATH``."""
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", f"--IPKernelApp.extra_extensions={__name__}"],
        "display_name": "Python 3", "language": "python", "metadata": {"debugger": True},
    }  # fmt: skip
    folder = root / MARKER / _FOLDER
    write_whole(folder / "kernels" / "python3" / "kernel.json", json.dumps(spec, indent=1))
    return folder


def language_of(environment: dict[str, str] | os._Environ[str]) -> str:
    """The language of the notebook that a kernel runs, by its path; else the one that the course was opened in."""
    for name in _NOTEBOOK:
        parts = PurePosixPath(environment.get(name, "").replace("\\", "/")).parts
        if found := next((part for part in reversed(parts) if part in LANGUAGES), ""):
            return found
    opened = environment.get("CRM_COURSE_LANGUAGE", "")
    return opened if opened in LANGUAGES else current()


def load_ipython_extension(shell: Any) -> None:
    """Begin in the notebook's language; make the course's names ready; read bare amounts; tell errors in words."""
    begin(language_of(os.environ))
    workbook = importlib.import_module("crm_course.workbook")
    importlib.import_module("crm_course.workbook.asking").stop_at_questions()
    ready = {name: getattr(workbook, name) for name in ("ask", "check", "hint")}
    shell.push({"workbook": workbook, **ready, **_chapters()}, interactive=False)
    shell.input_transformers_cleanup.append(_amounts)
    shell.set_custom_exc((Exception,), _tell)


def _chapters() -> dict[str, Any]:
    """The chapters by name; each loads what it needs when first used."""
    package = importlib.import_module("crm_course")
    return {name: getattr(package, name) for name in package.__all__ if not name.startswith("_")}


def _amounts(lines: list[str]) -> list[str]:
    source = "".join(lines)
    return lines if source.startswith(("%", "!")) else quoted(source).splitlines(keepends=True)


# -- errors -------------------------------------------------------------------------------

_LINE = Text(fr="Ligne {line} : ", en="Line {line}: ")
_WORDS: dict[type[BaseException], Text] = {
    SyntaxError: Text(
        fr='Python ne peut pas lire « {code} ». Mettez votre réponse entre guillemets : "15 %". Vérifiez aussi parenthèses et virgules.',
        en='Python cannot read "{code}". Put your answer between quotes: "15%". Check brackets and commas too.',
    ),
    NameError: Text(
        fr='« {name} » n’est pas défini. Si c’est votre réponse, mettez-la entre guillemets : "{name}". Sinon, exécutez d’abord la cellule qui le définit.',
        en='"{name}" is not defined. If it is your answer, put it between quotes: "{name}". Otherwise run the cell that defines it first.',
    ),
    ZeroDivisionError: Text(fr="Une division par zéro : vérifiez le dénominateur.", en="A division by zero: check the denominator."),
    KeyError: Text(
        fr="« {name} » n’existe pas ici : vérifiez l’orthographe du nom.", en='"{name}" does not exist here: check how the name is spelt.'
    ),
    IndexError: Text(
        fr="Cette place n’existe pas dans la liste : elle est plus courte.", en="There is no such place in the list: it is shorter."
    ),
    AttributeError: Text(
        fr="Ce nom n’existe pas sur cet objet : {said}. Vérifiez l’orthographe.",
        en="This object has no such name: {said}. Check the spelling.",
    ),
    ModuleNotFoundError: Text(fr="Le module « {name} » n’est pas installé.", en='The module "{name}" is not installed.'),
    FileNotFoundError: Text(
        fr="Le fichier « {name} » est introuvable dans ce dossier.", en='The file "{name}" cannot be found in this folder.'
    ),
    TypeError: Text(
        fr="Une opération entre des choses qui ne vont pas ensemble (un texte et un nombre, par exemple) : {said}.",
        en="An operation between things that do not go together (a text and a number, for example): {said}.",
    ),
    ValueError: Text(fr="Une valeur ne convient pas : {said}.", en="A value does not fit: {said}."),
}
_OTHER = Text(fr="L’exécution s’est arrêtée : {said}. Pour le détail : %tb", en="The run stopped: {said}. For the details: %tb")


def explained(error: BaseException, line: int | None = None) -> str:
    """An error in the reader's language, with the way out.

    >>> from crm_course.foundations.language import speaking
    >>> with speaking("en"):
    ...     print(explained(ZeroDivisionError("division by zero"), 3))
    Line 3: A division by zero: check the denominator.
    """
    if isinstance(error, CourseError):
        return error.message()
    words = next((words for kind, words in _WORDS.items() if isinstance(error, kind)), _OTHER)
    name = (
        getattr(error, "name", None)
        or getattr(error, "filename", None)
        or (error.args[0] if isinstance(error, KeyError) and error.args else "")
    )
    code = (error.text or "").strip() if isinstance(error, SyntaxError) else ""
    said = re.sub(r"\s+", " ", str(error)).rstrip(".")[:200] or type(error).__name__
    return (_LINE.say(line=line) if line else "") + words.say(name=str(name), code=code, said=said)


def _tell(shell: Any, kind: type[BaseException], error: BaseException, traceback: Any, tb_offset: int | None = None) -> list[str]:
    """What a cell shows of an error: the sentence; ``%tb`` still shows everything."""
    line = error.lineno if isinstance(error, SyntaxError) else _last_line(traceback)
    told = [explained(error, line)]
    sys.last_type, sys.last_value, sys.last_traceback = kind, error, traceback
    shell._showtraceback(kind, error, told)
    return told


def _last_line(traceback: Any) -> int | None:
    """The line of the reader's own cell where it stopped."""
    found = None
    while traceback is not None:
        if "ipykernel" in traceback.tb_frame.f_code.co_filename or traceback.tb_frame.f_code.co_filename.startswith("<ipython"):
            found = traceback.tb_lineno
        traceback = traceback.tb_next
    return found
