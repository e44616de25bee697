"""What can go wrong, said so that the reader knows the way out.

::

    CourseError                     every error this package raises on purpose
    ├── InvalidValue  (ValueError)  a value breaks a rule: name, rule, value, hint
    │   ├── InvalidData             …in a table or file: with the line and the column
    │   └── UnknownName (KeyError)  a name that does not exist: with the names that do
    ├── FileProblem   (OSError)     a file or folder that cannot be read or written
    └── MissingPart   (ImportError) an optional part that is not installed

``str(error)`` is English, for programmers; ``error.message("fr")`` is what a learner or an
owner is shown.
"""

from __future__ import annotations

import difflib
import errno
import textwrap
from collections.abc import Iterable
from typing import Any

from .language import Text

__all__ = ["CourseError", "FileProblem", "InvalidData", "InvalidValue", "MissingPart", "UnknownName", "reason"]


class CourseError(Exception):
    """An error of this package: one sentence, in both languages.

    Parameters
    ----------
    text : Text
        The sentence; its placeholders are filled from `values`.
    """

    def __init__(self, text: Text, **values: Any) -> None:
        super().__init__(text.say("en", **values))
        self.text = text
        self.values = values

    def message(self, language: str | None = None) -> str:
        """The sentence in `language` (default: the one in force)."""
        return self.text.say(language, **self.values)

    def __str__(self) -> str:
        return str(self.args[0])

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the sentence in the reader's language, not the traceback."""
        return ["\n".join(textwrap.wrap(self.message(), 100))]


_BREAKS = Text(
    fr="« {name} » doit être {rule} ; reçu : {value}.{hint}",
    en="{name} must be {rule}, got {value}.{hint}",
)


class InvalidValue(CourseError, ValueError):
    """A value breaks a rule.

    Parameters
    ----------
    name : str or Text
        What the value is called: the parameter, or its label on screen.
    rule : Text
        What it must be ("a share between 0 and 1").
    value : object
        What was given; shown shortened.
    hint : Text, optional
        The way out ("did you mean 0.8?").
    """

    def __init__(self, name: str | Text, rule: Text, value: object, hint: Text | None = None, **values: Any) -> None:
        self.name, self.rule, self.value, self.hint = name, rule, value, hint
        spoken_hint = Text(fr=f" {hint.fr}", en=f" {hint.en}") if hint else ""
        filled = {
            "rule": _filled(rule, values),
            "hint": _filled(spoken_hint, values) if isinstance(spoken_hint, Text) else "",
        }
        super().__init__(_BREAKS, name=name, value=value if isinstance(value, Text) else shown(value), **filled)


class InvalidData(InvalidValue):
    """A table or a file holds a value that breaks a rule; `line` counts from 1, header included."""

    def __init__(
        self, column: str | Text, rule: Text, value: object, *, line: int | None = None, hint: Text | None = None, **values: Any
    ) -> None:
        self.line = line
        named = column if isinstance(column, Text) else Text.literal(column)
        if line is not None:
            named = Text(fr=f"{named.fr} (ligne {line})", en=f"{named.en} (line {line})")
        super().__init__(named, rule, value, hint, **values)


_UNKNOWN = Text(fr="un nom parmi {choices}", en="one of {choices}")
_CLOSEST = Text(fr="Vouliez-vous dire « {closest} » ?", en='Did you mean "{closest}"?')


class UnknownName(InvalidValue, KeyError):
    """A name that does not exist; the closest that does is proposed."""

    def __init__(self, name: str | Text, value: object, choices: Iterable[str]) -> None:
        known = sorted(map(str, choices))
        self.choices = tuple(known)
        near = difflib.get_close_matches(str(value), known, n=1)
        listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
        super().__init__(name, _UNKNOWN, value, _CLOSEST if near else None, choices=listed or "–", closest=near[0] if near else "")


class FileProblem(CourseError, OSError):
    """A file or folder that cannot be read or written: what happened, what is safe, what to do."""


class MissingPart(CourseError, ImportError):
    """An optional part of the package is not installed; the message gives the command."""


_REASONS = {
    errno.ENOENT: Text(fr="fichier ou dossier introuvable", en="No such file or directory"),
    errno.EACCES: Text(fr="accès refusé", en="Permission denied"),
    errno.EPERM: Text(fr="opération non permise", en="Operation not permitted"),
    errno.ENOSPC: Text(fr="il n’y a plus de place sur le disque", en="No space left on device"),
    errno.EROFS: Text(fr="ce disque est en lecture seule", en="Read-only file system"),
    errno.EISDIR: Text(fr="c’est un dossier", en="Is a directory"),
    errno.ENOTDIR: Text(fr="un fichier se trouve là où il faudrait un dossier", en="Not a directory"),
    errno.ENAMETOOLONG: Text(fr="le nom est trop long", en="File name too long"),
    errno.EBUSY: Text(fr="le fichier est utilisé par un autre programme", en="Device or resource busy"),
}


def reason(error: OSError) -> Text:
    """Why the system refused, in both languages; what is rare stays in the system's words.

    >>> reason(OSError(errno.ENOSPC, "No space left on device")).say("fr")
    'il n’y a plus de place sur le disque'
    """
    return _REASONS.get(error.errno or 0) or Text.literal(error.strerror or str(error) or type(error).__name__)


def shown(value: object, width: int = 60) -> str:
    """`value` as a reader recognises it, shortened to `width` characters."""
    text = (
        repr(value.item())
        if type(value).__module__ == "numpy" and hasattr(value, "item") and getattr(value, "size", 2) == 1
        else repr(value)
    )
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def _filled(text: Text, values: dict[str, Any]) -> Text:
    """`text` with `values` filled in, in both languages; braces in values stay as they are."""

    def fill(language: str) -> str:
        return text.say(language, **values).replace("{", "{{").replace("}", "}}")

    return Text(fr=fill("fr"), en=fill("en"))
