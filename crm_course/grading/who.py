"""Whose copy is this? Every copy paired with a student, or a question: an unknown copy is never marked.

A teacher's own word counts first. Then what the platform says (the number in a file's name, its
grading worksheet), then the name itself: an e-mail address or ID number in it, the words of a name
in any order and case, without accents. Where the name leaves it open, as with two students of one
name, what the notebook and its folder carry decides. A last name alone is enough if nobody else has it.
"""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import FileProblem, UnknownName
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text

from . import texts
from .classroom import Classroom, Student, identities
from .submissions import Copy, former_name, merged, safe_name
from .worksheet import Worksheet

__all__ = ["CORRECTIONS", "Pairing", "correct", "corrections", "folded", "pair"]

CORRECTIONS = "who.json"
_NEAREST = 3
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_WEAK = "last name"
HOW: Mapping[str, Text] = {
    "told": Text(fr="vous l’avez dit", en="you said so"),
    "worksheet": Text(fr="par la feuille d’évaluation", en="by the grading worksheet"),
    "email": Text(fr="par son adresse", en="by e-mail address"),
    "number": Text(fr="par son numéro", en="by ID number"),
    "name": Text(fr="par son nom", en="by name"),
    "carried": Text(fr="par ce que porte la copie", en="by what the copy carries"),
    "words": Text(fr="son nom, parmi d’autres mots", en="the name, among other words"),
    _WEAK: Text(fr="par son seul nom de famille", en="by last name alone"),
    "": Text(fr="à qui ?", en="whose?"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A copy, whose it is (None: a question), how that is known, who it may be."""

    copy: Copy
    student: Student | None = None
    how: str = ""
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """The copies of a class, each of a student or a question; who handed in nothing."""

    matches: tuple[Match, ...]
    absent: tuple[Student, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Moodle's number of each student's copy, by student's name."""

    @property
    def unknown(self) -> tuple[Match, ...]:
        """The copies of nobody known."""
        return tuple(match for match in self.matches if match.student is None)

    def copies(self) -> list[Copy]:
        """One copy a student, under the student's name; those that are questions with their problem."""
        by_student: dict[str, list[Match]] = {}
        questions = []
        for match in self.matches:
            if match.student is None:
                questions.append(replace(match.copy, sheets=(), **_question(match)))
            else:
                by_student.setdefault(match.student.name, []).append(match)
        known = [_one(name, matches) for name, matches in by_student.items()]
        return sorted([*known, *questions], key=lambda copy: copy.student)


def _question(match: Match) -> dict[str, Any]:
    nearest = ", ".join(match.nearest) or "–"
    return {"problem": texts.WHOSE, "why": {"name": match.copy.student, "nearest": nearest}}


def _one(name: str, matches: Sequence[Match]) -> Copy:
    """What one student handed in; attempts under several names are one copy, and that is told."""
    copy = replace(merged([match.copy for match in matches]), student=name)
    notices = [texts.BY_LAST_NAME.say(file=match.copy.student) for match in matches if match.how == _WEAK]
    if len(matches) > 1:
        notices.append(texts.TOGETHER.say(names=", ".join(each for match in matches for each in match.copy.entries)))
    return replace(copy, notices=tuple(notices))


def pair(copies: Iterable[Copy], room: Classroom, *, worksheet: Worksheet | None = None, told: Mapping[str, str] | None = None) -> Pairing:
    """Pair copies with the students of a class.

    Parameters
    ----------
    copies : iterable of Copy
    room : Classroom
    worksheet : Worksheet, optional
        Moodle's: it says whose a number is.
    told : mapping of str to str, optional
        A teacher's own word: name of a file or folder → student.
    """
    if not room.students:
        return Pairing(matches=tuple(Match(copy=copy) for copy in copies))
    known = _Known(room, worksheet, told or {})
    matches = tuple(known.match(copy) for copy in copies)
    present = {match.student.name for match in matches if match.student}
    numbers = {student.name: number for number, student in known.by_number.items()}
    numbers |= {match.student.name: match.copy.number for match in matches if match.student and match.copy.number}
    absent = tuple(student for student in room.students.values() if student.name not in present)
    return Pairing(matches=matches, absent=absent, numbers=numbers)


class _Known:
    """The class by everything that it can be known by."""

    def __init__(self, room: Classroom, worksheet: Worksheet | None, told: Mapping[str, str]) -> None:
        self.students = list(room.students.values())
        self.room = room
        self.told = {name: student for name, student in told.items() if room.student(student)}
        self.by_number: dict[str, Student] = {}
        for row in worksheet.rows if worksheet else ():
            found = self._by_words(row.email) or self._by_words(row.idnumber) or self._by_words(row.name)
            if found and len(found[1]) == 1:
                self.by_number[row.number] = found[1][0]

    def match(self, copy: Copy) -> Match:
        """Whose a copy is."""
        for name in (*copy.entries, copy.student):
            if name in self.told:
                return Match(copy=copy, student=self.room.student(self.told[name]), how="told")
        if copy.number in self.by_number:
            return Match(copy=copy, student=self.by_number[copy.number], how="worksheet")
        carried = self._carried(copy)
        how, found = self._by_words(copy.student) or ("", [])
        if len(found) == 1 and not (how == _WEAK and carried):
            return Match(copy=copy, student=found[0], how=how)
        if carried and (not found or how == _WEAK or carried in found):
            return Match(copy=copy, student=carried, how="carried")
        return Match(copy=copy, nearest=tuple(each.name for each in found) or self._nearest(copy.student))

    def _by_words(self, name: str) -> tuple[str, list[Student]] | None:
        """By the surest of the ways in which a name can be read, the students whom it may mean."""
        if not name:
            return None
        plain, words, joined = name.casefold(), folded(name), "".join(folded(name))
        tokens = set(re.findall(r"[^\s_,;()\[\]]+", re.sub(r"\.(ipynb|zip)$", "", plain)))
        numbers = set(re.findall(r"\w+", plain))

        def parts(student: Student) -> list[str]:
            return folded(f"{student.last} {student.first}" if student.first else student.bare)

        ways: tuple[tuple[str, Callable[[Student], bool]], ...] = (
            ("email", lambda s: bool(s.email) and (s.email.casefold() in tokens or s.email.casefold() == plain)),
            ("number", lambda s: bool(s.number) and len(s.number) > 1 and s.number.casefold() in numbers),
            ("name", lambda s: name in (s.name, s.folder) or safe_name(name) == safe_name(s.name)),
            ("name", lambda s: former_name(s.name) == name),
            ("name", lambda s: sorted(words) == sorted(parts(s)) or joined in (_join(s.last, s.first), _join(s.first, s.last))),
            ("words", lambda s: len(parts(s)) > 1 and set(parts(s)) <= set(words)),
            (_WEAK, lambda s: bool(s.first) and bool(words) and sorted(words) == sorted(folded(s.last))),
        )
        for how, fits in ways:
            if found := [student for student in self.students if fits(student)]:
                if how == "words":
                    most = max(len(parts(student)) for student in found)
                    found = [student for student in found if len(parts(student)) == most]
                return how, found
        return None

    def _carried(self, copy: Copy) -> Student | None:
        """Whose notebooks and folder these were when they were handed out."""
        by_id = {student.id: student.name for student in self.students if student.id}
        told = {by_id[mark] for sheet in copy.sheets for mark in sheet.carried if mark in by_id} if by_id else set()
        if not told and copy.folder is not None:
            told = {student.name for name in identities(copy.folder) if (student := self.room.student(name))}
        return self.room.student(next(iter(told))) if len(told) == 1 else None

    def _nearest(self, name: str) -> tuple[str, ...]:
        alike = {" ".join(sorted(folded(student.name))): student.name for student in self.students}
        near = difflib.get_close_matches(" ".join(sorted(folded(name))), alike, n=_NEAREST, cutoff=0.5)
        return tuple(alike[each] for each in near)


def _join(*names: str) -> str:
    return "".join("".join(folded(name)) for name in names)


def folded(name: str) -> list[str]:
    """The words of a name, without case, accents, ligatures and signs.

    >>> folded("LE GOFF, Zoë"), folded("d’Angelo-Œuvrard")
    (['le', 'goff', 'zoe'], ['d', 'angelo', 'oeuvrard'])
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.findall(r"[^\W_]+", kept)


# -- a teacher's own word -----------------------------------------------------------------


def corrections(folder: Path) -> dict[str, str]:
    """What a teacher said of copies: name of a file or folder → student."""
    try:
        told = json.loads((folder / CORRECTIONS).read_text(encoding="utf-8"))
        return {str(name): str(student) for name, student in told.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise FileProblem(texts.BAD_RECORD, path=str(folder / CORRECTIONS), why=str(error)) from error


def correct(folder: Path, room: Classroom, copies: Sequence[Copy], said: Iterable[str]) -> None:
    """Note ``COPY=STUDENT`` in the class's folder; ``COPY=`` takes a word back."""
    kept = corrections(folder)
    names = {name: name for copy in copies for name in (*copy.entries, copy.student)}
    for each in said:
        name, _, student = each.partition("=")
        if name.strip() not in names:
            raise UnknownName(texts.COPY, name.strip(), list(names))
        if student.strip():
            kept[name.strip()] = room.expect(student.strip()).name
        else:
            kept.pop(name.strip(), None)
    write_whole(folder / CORRECTIONS, json.dumps(kept, ensure_ascii=False, indent=1))
