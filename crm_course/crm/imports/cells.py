"""What do the cells say? Each kind of field read from text, whole columns at a time.

A cell that cannot be read costs that cell: the field is left out and told, with the reason,
never the value (reports may be sent around); the line is kept. An empty cell is no mistake,
and ``-``, ``N/A``, « néant » are how tools write an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from crm_course.foundations import addresses, dates
from crm_course.foundations.errors import CourseError, InvalidValue
from crm_course.foundations.quantities import Marks, number
from crm_course.foundations.sheets import nothing
from crm_course.foundations.sheets.kinds import NOTHING
from crm_course.foundations.vocabulary import CHANNELS

from .. import keys
from .consent_words import noted, refuses, yes
from .fields import AMOUNTS, FIELDS
from .texts import FIELD_LABELS, REASONS
from .told import Told

__all__ = ["Cells"]

_BAD = object()
_SHORT = 12
"""Longer than any word for "nothing"."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TITLES = {"m": "mr", "mr": "mr", "monsieur": "mr", "mme": "mrs", "mrs": "mrs", "ms": "mrs", "miss": "mrs", "madame": "mrs", "mlle": "mrs"}
_DATES = ("date", "birth")
_FIGURES = ("amount", "number")


@dataclass
class Cells:
    """The cells of one file, read by the fields that its columns are.

    Columns of dates are read by one convention each, found from the whole file: the first pass
    goes over every part before :meth:`settled` reads the first; so are columns of amounts, whose
    decimal mark the whole column tells.
    """

    mapping: Mapping[str, str]
    """Header → field."""
    month_first: bool = False
    """How 03/04/2026 is read where no other date of the column tells."""
    left_out: Told = field(default_factory=Told)
    """The cells that could not be read."""

    def __post_init__(self) -> None:
        assume = "month_first" if self.month_first else "day_first"
        self._dated = {header: dates.Evidence(assume) for header, name in self.mapping.items() if name and FIELDS[name] in _DATES}
        self._convention: dict[str, str | None] = {}
        self._marks = {header: Marks() for header, name in self.mapping.items() if name and FIELDS[name] in _FIGURES}

    def read(self, part: pd.DataFrame) -> pd.DataFrame:
        """The fields of some lines; dates and amounts are still text, under the names of their columns.

        Of what several columns may hold there is one column: ``emails`` and ``phones`` (all the
        addresses of a line), words of consent (the most protective of the line), ``note``.
        """
        made: dict[str, list[Any]] = {}
        countries = self._countries(part)
        for header, name in self.mapping.items():
            if not name or name == "country":
                continue
            cells = [str(cell).strip() for cell in part[header].tolist()]
            kind = FIELDS[name]
            if kind in _DATES:
                self._dated[header].add(cells)
                self._clock(header, cells)
                made[header] = cells
                continue
            if kind in _FIGURES:
                self._marks[header].add(cells)
                made[header] = cells
                continue
            if name == "note" and (refused := _noted(cells)):
                made["contact_no"] = _joined("contact_no", made["contact_no"], refused) if "contact_no" in made else refused
            values = self._column(part, name, kind, cells, countries)
            into = {"email": "emails", "mobile": "phones", "phone": "phones"}.get(name, name)
            made[into] = _joined(into, made[into], values) if into in made else values
        return pd.DataFrame(made, index=part.index, dtype=object)

    def settled(self, fields: pd.DataFrame) -> pd.DataFrame:
        """`fields` with its dates and amounts read, under the names of their fields."""
        return self._figures(self._dates(fields))

    def assumed(self) -> list[tuple[str, str]]:
        """The columns of amounts whose decimal mark no cell tells, and a mark that was taken for thousands."""
        return [(header, marks.grouped) for header, marks in self._marks.items() if not marks.mark and self._mark(header)]

    # -- private --------------------------------------------------------------------------

    def _figures(self, made: pd.DataFrame) -> pd.DataFrame:
        for header in self._marks:
            name, mark = self.mapping[header], self._mark(header)
            known: dict[str, Any] = {"": None}
            for cell in (cells := made[header].tolist()):
                if cell not in known:
                    known[cell] = _value(cell, partial(_amount, mark=mark))
            values = self._kept([known[cell] for cell in cells], made, name)
            made = made.drop(columns=header)
            made[name] = pd.Series(values, index=made.index, dtype=object)
        return made

    def _mark(self, header: str) -> str:
        marks = self._marks[header]
        return marks.of_money if self.mapping[header] in AMOUNTS else marks.mark

    def _dates(self, fields: pd.DataFrame) -> pd.DataFrame:
        made = fields
        for header, evidence in self._dated.items():
            name = self.mapping[header]
            found = dates.read(
                made[header].astype(object), convention=self._convention.get(header) or evidence.convention, birth=FIELDS[name] == "birth",
                zone="Europe/Paris",
            )  # fmt: skip
            self._tell(made.index[found.refused], name, FIELDS[name])
            if name == "email_no_at":  # whatever stands there refuses, even if it is no date
                said = [True if not nothing(cell) and refuses(cell) else None for cell in made[header].tolist()]
                made["email_no"] = _joined("email_no", made["email_no"].tolist(), said) if "email_no" in made else said
            moments = found.values  # noqa: PD011 - the reading's, not a frame's
            values = pd.Series(moments.to_numpy().astype("datetime64[us]"), index=made.index).astype(object)
            values = values.where(moments.notna().to_numpy(), None)
            made = made.drop(columns=header)
            made[name] = values if name not in made else made[name].where(made[name].notna(), values)
        return made

    def _clock(self, header: str, cells: list[str]) -> None:
        """Whether a column counts by a clock (seconds, days of a spreadsheet), told from its first filled part."""
        if self._convention.get(header, "") == "" and any(not nothing(cell) for cell in cells):
            try:
                self._convention[header] = dates.clock_of(
                    pd.Series([cell for cell in cells if not nothing(cell)], name=header, dtype=object),
                    birth=FIELDS[self.mapping[header]] == "birth",
                )
            except CourseError:
                self._convention[header] = None  # each cell is told when it is read

    def _countries(self, part: pd.DataFrame) -> list[str] | None:
        header = next((header for header, name in self.mapping.items() if name == "country"), None)
        if header is None:
            return None
        known = {cell: addresses.country(cell) or "FR" for cell in set(part[header].tolist())}
        return [known[cell] for cell in part[header].tolist()]

    def _column(self, part: pd.DataFrame, name: str, kind: str, cells: list[str], countries: list[str] | None) -> list[Any]:
        if kind == "phone" and countries is not None and set(countries) != {"FR"}:
            values = [_value(cell, partial(_phones, country=code)) for cell, code in zip(cells, countries, strict=True)]
        else:
            values = _COLUMNS[kind](cells)
        return self._kept(values, part, name)

    def _kept(self, values: list[Any], part: pd.DataFrame, name: str) -> list[Any]:
        """`values` without those that could not be read, which are told."""
        bad = [n for n, value in enumerate(values) if value is _BAD]
        if bad:
            self._tell(part.index[bad], name, FIELDS[name])
            for n in bad:
                values[n] = None
        return values

    def _tell(self, lines: Sequence[Any] | pd.Index, name: str, kind: str) -> None:
        self.left_out.add(lines, FIELD_LABELS[name].say(), REASONS[_WHY.get(kind, kind)].say())


def _joined(name: str, before: list[Any], after: list[Any]) -> list[Any]:
    """What two columns of one field say together."""
    pairs = zip(before, after, strict=True)
    if name in ("emails", "phones"):
        return [tuple(dict.fromkeys((*(one or ()), *(two or ())))) or None for one, two in pairs]
    if name == "note":
        return [" · ".join(part for part in (one, two) if part) or None for one, two in pairs]
    protective = name.endswith("_no")
    return [protective if protective in (one, two) else (one if one is not None else two) for one, two in pairs]


def _noted(cells: list[str]) -> list[Any]:
    """What remarks refuse, « NE PLUS CONTACTER »; nothing where none does."""
    found = [True if cell and noted(cell) else None for cell in cells]
    return found if any(found) else []


def _value(cell: str, read: Callable[[str], Any]) -> Any:
    if len(cell) <= _SHORT and nothing(cell):
        return None
    found = read(cell)
    return _BAD if found is None else found


def _each(read: Callable[[str], Any], plain: Callable[[list[str]], dict[str, Any]] | None = None) -> Callable[[list[str]], list[Any]]:
    """A reader of columns from one of cells; equal cells are read once, and those as most are written (`plain`) all at once."""

    def column(cells: list[str]) -> list[Any]:
        different = list(dict.fromkeys(cells))
        known: dict[str, Any] = plain(different) if plain else {}
        if not NOTHING.isdisjoint(map(str.lower, different)):
            known |= dict.fromkeys((cell for cell in different if len(cell) <= _SHORT and nothing(cell)), None)
        for cell in different:
            if cell not in known:
                known[cell] = _value(cell, read)
        return [known[cell] for cell in cells]

    return column


def _plain_texts(cells: list[str]) -> dict[str, Any]:
    together = "\n".join(cells)
    return {} if _UNEVEN.search(together) or max(map(len, cells), default=0) > 2000 else dict(zip(cells, cells, strict=True))


_UNEVEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[^\S \n]|  ")
"""Control characters, and spaces that are not one space."""


def _plain_emails(cells: list[str]) -> dict[str, Any]:
    together = "\n".join(cells).lower()
    odd, low = {found[0] for found in _ODD_EMAIL.finditer(together)}, together.split("\n")
    if len(low) != len(cells):
        return {}
    return {cell: (one,) for cell, one in zip(cells, low, strict=True) if one and one not in odd and len(one) <= 254}


def _plain_phones(cells: list[str]) -> dict[str, Any]:
    ten = "\n".join(cells).translate(_APART).split("\n")
    if len(ten) != len(cells):
        return {}
    return {
        cell: (one,) for cell, one in zip(cells, ten, strict=True)
        if len(one) == 10 and one[0] == "0" != one[1] and one.isascii() and one.isdecimal() and not _made_up(one)
    }  # fmt: skip


_APART = dict.fromkeys(map(ord, " .-\u00a0\u202f"))


def _plain_ids(cells: list[str]) -> dict[str, Any]:
    return {cell: cell for cell in cells if cell.isdecimal() and cell.strip("0") and cell not in _NO_IDS}


def _text(cell: str) -> Any:
    return " ".join(cell.split()) if len(cell) <= 2000 and not _CONTROL.search(cell) else None


_NOBODYS = re.compile(
    r"(no-?reply|ne-?pas-?repondre|do-?not-?reply|donotreply|pas-?d-?e?-?mail|pas-?de-?mail|sans-?e?-?mail|no-?e?-?mail|aucun|inconnue?|unknown|none|null|xxx+|nomail|noemail|sansadresse"
    r"|pasdadresse|pasdecourriel|invite|guest|anonym\w*)@.*"
)


_PLAIN = re.compile(rf"(?!{_NOBODYS.pattern})(?!.*\.\.)(?!.*@googlemail\.)[a-z0-9_%+.\-]+@(?:[a-z0-9\-]+\.)+[a-z0-9\-]+")
"""An address as most are written, and nobody's placeholder: the rest is looked at with more care."""
_ODD_EMAIL = re.compile(rf"^(?!(?:{_PLAIN.pattern})$).+$", re.MULTILINE)


def _emails(cell: str) -> Any:
    low = cell.lower()
    if len(low) <= 254 and _PLAIN.fullmatch(low):
        return (low,)
    found = addresses.emails(cell)
    return tuple(one for one in found if not _NOBODYS.fullmatch(one)) if found else None


def _phones(cell: str, country: str = "FR") -> Any:
    found = tuple(one for one in addresses.phones(cell, country) if not _made_up(one))
    if found or not re.search(r"[1-9]", cell):
        return found
    return () if addresses.phones(cell, country) else None


def _made_up(number: str) -> bool:
    """A number that stands for "none": 06 00 00 00 00, 01 23 45 67 89, 99 99 99 99 99."""
    digits = number.lstrip("+")
    return len(set(digits[2:])) == 1 or digits in ("0123456789", "0612345678", "0102030405", "0601020304")


def _id(cell: str) -> Any:
    text = _text(cell.removesuffix(".0") if re.fullmatch(r"\d+\.0", cell) else cell)
    return "" if text is not None and keys.fold(text) in _NO_IDS else text


_NO_IDS = {
    "",
    "0",
    "00",
    "000",
    "0000",
    "1 000",
    "guest",
    "invite",
    "anonyme",
    "anonymous",
    "inconnu",
    "unknown",
    "comptoir",
    "divers",
    "client divers",
    "passage",
    "999999",
    "9999",
}


def _amount(cell: str, mark: str = "") -> Any:
    try:
        value = number(cell, mark=mark)
    except InvalidValue:
        return None
    return value if abs(value) < 1e13 else None


def _chance(cell: str) -> Any:
    """Odoo writes 0–100, others 0–1 or 40 %: above 1 it is a percentage."""
    value = _amount(cell.removesuffix("%"))
    if value is None or not 0 <= value <= 100:
        return None
    return value / 100 if value > 1 or cell.endswith("%") else value


def _siren(cell: str) -> Any:
    digits = re.sub(r"[\s.]", "", cell).removesuffix(".0")
    return digits[:9] if re.fullmatch(r"\d{9}|\d{14}", digits) else None


def _postcode(cell: str) -> Any:
    return keys.postcode(cell) or (cell if len(cell) <= 10 and not _CONTROL.search(cell) else None)


_CHANNELS = {keys.fold(word): code for code, text in CHANNELS.items() for word in (code, text.fr, text.en)}
_COLUMNS: dict[str, Callable[[list[str]], list[Any]]] = {
    "text": _each(_text, _plain_texts), "id": _each(_id, _plain_ids), "email": _each(_emails, _plain_emails), "phone": _each(_phones, _plain_phones), "yes": _each(yes), "no": _each(refuses),
    "chance": _each(_chance), "siren": _each(_siren), "postcode": _each(_postcode),
    "title": _each(lambda cell: _TITLES.get(keys.fold(cell), "")),
    "channel": _each(lambda cell: _CHANNELS.get(keys.fold(cell), "")),
}  # fmt: skip
_WHY = {
    "chance": "amount",
    "number": "amount",
    "postcode": "text",
    "birth": "date",
    "title": "text",
    "channel": "text",
    "no": "yes",
    "id": "text",
}
