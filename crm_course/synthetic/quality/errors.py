"""What do real files suffer from? Errors on request, each one written down.

They strike the customers, what they bought, and the four systems that hold them, which have errors of their own already (:mod:`..silos`).
A cell gets one error at most, and every difference between the clean and the dirty tables
is a line of the log: table, key, column, kind of error, clean and dirty value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import TABLES

from ..fingerprints import cells
from ..names import mistyped
from ..plan import Plan, shown
from ..streams import Draws

__all__ = ["ERRORS", "Dirt", "ErrorType", "inject_errors", "levels"]

Dirt = str | Mapping[str, float]
"""``"none"``, ``"light"``, ``"heavy"``, error types separated by commas, or shares by type."""

Words = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorType:
    """A kind of error: what it is called, where it strikes and how often."""

    label: Text
    light: float
    heavy: float
    columns: tuple[str, ...]
    """The columns it may strike, as ``table.column``…"""
    silos: tuple[str, ...] = ()
    """…and those of the four systems, where what they ask for is a parameter."""


_SPELLED = (
    "silo_web_shop.first_name",
    "silo_web_shop.last_name",
    "silo_web_shop.town",
    "silo_call_centre.town",
    "silo_social.display_name",
)

ERRORS: dict[str, ErrorType] = {
    "swapped": ErrorType(label=Text(fr="Nom et prénom inversés", en="First and last name swapped"), light=0.005, heavy=0.03,
                         columns=("customers.first_name", "customers.last_name"), silos=("silo_web_shop.first_name",)),
    "merged": ErrorType(label=Text(fr="Nom et prénom dans un seul champ", en="First and last name in one field"), light=0.005, heavy=0.03,
                        columns=("customers.first_name", "customers.last_name"), silos=("silo_web_shop.first_name",)),
    "accents": ErrorType(label=Text(fr="Accents perdus", en="Accents lost"), light=0.05, heavy=0.25,
                         columns=("customers.first_name", "customers.last_name", "customers.town", "customers.street"), silos=_SPELLED),
    "encoding": ErrorType(label=Text(fr="Encodage abîmé (Ã©)", en="Broken encoding (Ã©)"), light=0.02, heavy=0.12,
                          columns=("customers.first_name", "customers.last_name", "customers.town", "customers.street"), silos=_SPELLED),
    "typing": ErrorType(label=Text(fr="Faute de frappe", en="Typing error"), light=0.005, heavy=0.03, columns=("customers.last_name", "customers.town"),
                        silos=("silo_till.holder", "silo_web_shop.last_name", "silo_call_centre.name_heard", "silo_social.display_name")),
    "stale": ErrorType(label=Text(fr="Commune d’une ancienne adresse", en="Town of an old address"), light=0.005, heavy=0.03, columns=("customers.town",),
                       silos=("silo_web_shop.town", "silo_call_centre.town")),
    "missing": ErrorType(label=Text(fr="Valeur manquante, pas au hasard", en="Missing value, not at random"), light=0.02, heavy=0.10,
                         columns=("customers.postcode", "customers.birth_date"), silos=("silo_till.phone", "silo_till.postcode", "silo_web_shop.postcode", "silo_call_centre.phone")),
    "impossible": ErrorType(label=Text(fr="Valeur impossible", en="Impossible value"), light=0.004, heavy=0.02,
                            columns=("customers.birth_date", "order_lines.quantity"), silos=("silo_till.birth_date", "silo_web_shop.birth_date")),
    "dates": ErrorType(label=Text(fr="Dates en plusieurs formats", en="Dates in several formats"), light=0.03, heavy=0.25,
                       columns=("customers.birth_date", "customers.created_on"), silos=("silo_till.birth_date", "silo_web_shop.birth_date")),
    "phones": ErrorType(label=Text(fr="Téléphones en plusieurs formats", en="Telephones in several formats"), light=0.06, heavy=0.40,
                        columns=("contact_points.value",), silos=("silo_till.phone", "silo_web_shop.phone", "silo_call_centre.phone")),
    "duplicates": ErrorType(label=Text(fr="Doublon", en="Duplicate"), light=0.02, heavy=0.08, columns=("customers.customer_id",)),
}  # fmt: skip
"""The kinds of error, in the order in which they strike."""

_ERROR_NAME = Text(fr="type d’erreur", en="error type")
_DIRT = Text(fr="erreurs (--dirt)", en="dirt")
_WHOLE_LEVELS = ("none", "light", "heavy")
_ALONE = Text(
    fr="« {level} » tout seul, ou des types d’erreurs séparés par des virgules", en='"{level}" alone, or error types separated by commas'
)
_LEVELS = Text(fr="none, light, heavy, des types d’erreurs séparés par des virgules, ou une part par type d’erreur",
               en="none, light, heavy, error types separated by commas, or a share for each error type")  # fmt: skip
_MONTHS_FR = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


def levels(dirt: Dirt) -> dict[str, float]:
    """Share of cells struck, by error type."""
    if isinstance(dirt, str):
        words = [word for word in map(str.strip, dirt.split(",")) if word] or ["none"]
        if len(words) == 1 and words[0] in _WHOLE_LEVELS:
            return {name: getattr(kind, words[0]) for name, kind in ERRORS.items() if words[0] != "none"}
        if mixed := [word for word in words if word in _WHOLE_LEVELS]:
            raise InvalidValue(_DIRT, _ALONE, dirt, level=mixed[0])
        dirt = {name: ERRORS[name].heavy if name in ERRORS else 0.0 for name in words}
    elif not isinstance(dirt, Mapping):
        raise InvalidValue(_DIRT, _LEVELS, dirt)
    for name, share in dirt.items():
        if name not in ERRORS:
            raise UnknownName(_ERROR_NAME, name, [*ERRORS, *_WHOLE_LEVELS])
        checks.share(name, share)
    return {name: float(dirt[name]) for name in ERRORS if dirt.get(name)}


def inject_errors(
    clean: Mapping[str, pd.DataFrame], shares: Mapping[str, float], plan: Plan
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Dirty tables and the log of what was done to them."""
    work = _Work(clean, Draws(plan.key))
    work.in_gaps = plan.world.number_gaps > 0
    for name, share in shares.items():
        for place in [*ERRORS[name].columns[: 1 if name in _WHOLE_ROW else None], *(ERRORS[name].silos if plan.world.silos else ())]:
            table, _, column = place.partition(".")
            _STRIKE[name](work, table, column, share)
    return work.finish()


class _Work:
    """Cells as text while errors are being put in."""

    def __init__(self, clean: Mapping[str, pd.DataFrame], draws: Draws) -> None:
        self.tables = dict(clean)
        self.draws = draws
        self.in_gaps = False
        """Whether second cards take numbers that were left out."""
        self.text: dict[tuple[str, str], Words] = {}
        self.struck: dict[tuple[str, str], NDArray[np.bool_]] = {}
        self.log: list[pd.DataFrame] = []
        self.extra: dict[str, pd.DataFrame] = {}

    def words(self, table: str, column: str) -> Words:
        """The cells of a column as they stand now; empty where missing."""
        if (table, column) not in self.text:
            self.text[table, column] = np.array(cells(self.tables[table][column]), object)
            self.struck[table, column] = np.zeros(len(self.tables[table]), bool)
        return self.text[table, column]

    def chosen(
        self, error: str, table: str, columns: tuple[str, ...], share: float | NDArray[np.float64], where: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Rows to strike: by lot, among those where it makes sense and nothing was done before."""
        for column in columns:
            self.words(table, column)
            where = where & ~self.struck[table, column]
        lot = self.draws.chance(f"dirt.{error}.{table}.{'.'.join(columns)}", share, len(where))
        return np.flatnonzero(lot & where)

    def write(self, error: str, table: str, column: str, rows: NDArray[np.int64], dirty: Words, restorable: bool = True) -> None:
        """Replace cells, and log those that differ."""
        words = self.words(table, column)
        differs = words[rows] != dirty
        rows, dirty = rows[differs], dirty[differs]
        key = self.tables[table][TABLES[table].primary[0]].to_numpy()[rows]
        self.log.append(pd.DataFrame({"table": table, "key": key.astype(str), "column": column, "error": error,
                                      "clean": words[rows], "dirty": dirty, "restorable": restorable}))  # fmt: skip
        words[rows] = dirty
        self.struck[table, column][rows] = True

    def finish(self) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
        tables = dict(self.tables)
        for (table, column), words in self.text.items():
            if self.struck[table, column].any():
                tables[table] = tables[table].assign(**{column: _column(tables[table][column], words, self.struck[table, column])})
        for table, rows in self.extra.items():
            turned = {column: np.array([word or None for word in cells(rows[column])], object)
                      for (of, column), struck in self.struck.items() if of == table and struck.any()}  # fmt: skip
            rows = rows.assign(**turned)
            tables[table] = pd.concat([tables[table].astype(object), rows.astype(object)], ignore_index=True).astype(_kinds(tables[table]))
            if self.in_gaps:
                tables[table] = tables[table].sort_values(TABLES[table].primary[0], ignore_index=True)
        log = pd.concat(self.log, ignore_index=True) if self.log else pd.DataFrame()
        return tables, log


def _kinds(table: pd.DataFrame) -> dict[str, Any]:
    return {str(name): kind for name, kind in table.dtypes.items() if not isinstance(kind, pd.CategoricalDtype)} | {
        str(name): "category" for name, kind in table.dtypes.items() if isinstance(kind, pd.CategoricalDtype)
    }


def _column(column: pd.Series[Any], words: Words, struck: NDArray[np.bool_]) -> Any:
    """The column with its dirty cells: numbers stay numbers, all else becomes text."""
    if column.dtype.kind in "iu":
        values = column.to_numpy().copy()
        values[struck] = words[struck].astype(np.int64)
        return values
    return shown(words != "", words)


# -- the errors ---------------------------------------------------------------------------


def _words(values: list[str]) -> Words:
    column = np.empty(len(values), object)
    column[:] = values
    return column


def _stream(table: str, column: str) -> str:
    """The name of a stream: that of the column alone where there were errors from the first edition on."""
    return f"{table}.{column}" if table.startswith("silo_") else column


def _swapped(work: _Work, table: str, column: str, share: float) -> None:
    first, last = work.words(table, "first_name"), work.words(table, "last_name")
    rows = work.chosen("swapped", table, ("first_name", "last_name"), share, np.ones(len(first), bool))
    given, family = first[rows], last[rows]
    work.write("swapped", table, "first_name", rows, family)
    work.write("swapped", table, "last_name", rows, given)


def _merged(work: _Work, table: str, column: str, share: float) -> None:
    first, last = work.words(table, "first_name"), work.words(table, "last_name")
    rows = work.chosen("merged", table, ("first_name", "last_name"), share, np.ones(len(first), bool))
    both = _words([f"{family.upper()} {given}" for family, given in zip(last[rows], first[rows], strict=True)])
    work.write("merged", table, "last_name", rows, both)
    work.write("merged", table, "first_name", rows, _words([""] * len(rows)))


def _respelled(error: str, spell: Callable[[str], str]) -> Callable[[_Work, str, str, float], None]:
    """An error that changes how a word with an accent is written."""

    def strike(work: _Work, table: str, column: str, share: float) -> None:
        words = work.words(table, column)
        rows = work.chosen(error, table, (column,), share, np.array([not word.isascii() for word in words], bool))
        work.write(error, table, column, rows, _words([spell(word) for word in words[rows]]))

    return strike


def _plain(word: str) -> str:
    """A word without its accents; its capitals, spaces and hyphens stay."""

    kept = unicodedata.normalize("NFKD", word.replace("’", "'").replace("œ", "oe"))
    return "".join(c for c in kept if not unicodedata.combining(c))


def _broken(word: str) -> str:
    """A word written in UTF-8 and read as Windows-1252."""
    return word.encode("utf-8").decode("cp1252", errors="replace")


def _typing(work: _Work, table: str, column: str, share: float) -> None:
    words = work.words(table, column)
    rows = work.chosen("typing", table, (column,), share, np.array([len(word) > 3 for word in words], bool))
    place = work.draws.words(f"dirt.typing.{_stream(table, column)}.place", len(rows)).tolist()
    work.write("typing", table, column, rows, _words([mistyped(word, at) for word, at in zip(words[rows], place, strict=True)]))


def _stale(work: _Work, table: str, column: str, share: float) -> None:
    towns = work.words(table, "town")
    rows = work.chosen("stale", table, ("town",), share, np.ones(len(towns), bool))
    others = np.array(sorted(set(cells(work.tables[table]["town"]))), object)
    old = others[work.draws.whole(f"dirt.stale.{_stream(table, column)}", 0, len(others) - 1, len(rows))]
    work.write("stale", table, "town", rows, old)


_COUNTER = ["shop", "fair", "phone", "field"]


def _missing(work: _Work, table: str, column: str, share: float) -> None:
    """Counter customers leave fewer details than web customers: emptiness is not left to chance."""
    words = work.words(table, column)
    people = work.tables[table]
    counter = (
        people["acquisition_channel"].isin(_COUNTER).to_numpy()
        if "acquisition_channel" in people
        else np.full(len(people), table != "silo_web_shop")
    )
    rows = work.chosen("missing", table, (column,), np.where(counter, 1.6, 0.3) * min(share, 0.6), words != "")
    work.write("missing", table, column, rows, _words([""] * len(rows)), restorable=column == "postcode")


def _impossible(work: _Work, table: str, column: str, share: float) -> None:
    words = work.words(table, column)
    rows = work.chosen("impossible", table, (column,), share, words != "")
    wrong = [f"{int(word[:4]) + 100}{word[4:]}" if column == "birth_date" else f"-{word}" for word in words[rows]]
    work.write("impossible", table, column, rows, _words(wrong))


def _dates(work: _Work, table: str, column: str, share: float) -> None:
    words = work.words(table, column)
    rows = work.chosen("dates", table, (column,), share, words != "")
    style = work.draws.whole(f"dirt.dates.{_stream(table, column)}.style", 0, 2, len(rows)).tolist()
    work.write("dates", table, column, rows, _words([_dated(word, how) for word, how in zip(words[rows], style, strict=True)]))


def _dated(word: str, how: int) -> str:
    year, month, day = word.split("-")
    return (f"{day}/{month}/{year}", f"{day}.{month}.{year[2:]}", f"{int(day)} {_MONTHS_FR[int(month) - 1]} {year}")[how]


def _phones(work: _Work, table: str, column: str, share: float) -> None:
    words = work.words(table, column)
    phone = (work.tables[table]["kind"] != "email").to_numpy() if table == "contact_points" else words != ""
    rows = work.chosen("phones", table, (column,), share, phone)
    style = work.draws.whole(f"dirt.phones.{'style' if table == 'contact_points' else table}", 0, 3, len(rows)).tolist()
    work.write("phones", table, column, rows, _words([_dialled(word, how) for word, how in zip(words[rows], style, strict=True)]))


def _dialled(word: str, how: int) -> str:
    return (word.replace(" ", "."), word.replace(" ", "-"), f"0033 {word[1:]}", word[1:])[how]


def _duplicates(work: _Work, table: str, column: str, share: float) -> None:
    """A second card of the same person: new number, a typing error or another surname, the rest copied."""
    people = work.tables[table]
    rows = np.flatnonzero(work.draws.chance("dirt.duplicates", share, len(people)))
    copy = people.iloc[rows].copy()
    number = int(people["customer_id"].max()) + 1 + np.arange(len(rows), dtype=np.int64)
    if work.in_gaps:
        number = _free_numbers(work, people["customer_id"].to_numpy(), len(rows))
    how = work.draws.words("dirt.duplicates.how", len(rows)).tolist()
    others = people["last_name"].to_numpy()[work.draws.whole("dirt.duplicates.other", 0, len(people) - 1, len(rows))]
    copy["last_name"] = _words([other if at % 4 == 0 else mistyped(name, at) if len(name) > 3 else name.upper()
                                for name, other, at in zip(copy["last_name"], others, how, strict=True)])  # fmt: skip
    work.log.append(pd.DataFrame({"table": table, "key": number.astype(str), "column": column, "error": "duplicates",
                                  "clean": copy["customer_id"].astype(str).to_numpy(), "dirty": number.astype(str), "restorable": True}))  # fmt: skip
    copy["customer_id"] = number
    if work.in_gaps:
        before = np.maximum(np.searchsorted(people["customer_id"].to_numpy(), number) - 1, 0)
        copy["created_on"] = np.maximum(copy["created_on"].to_numpy(), people["created_on"].to_numpy()[before])
    work.extra[table] = copy


def _free_numbers(work: _Work, taken: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """Numbers that were left out, so that nothing in a number tells a second card; beyond the last where these do not suffice."""
    free = np.setdiff1d(np.arange(1, taken.max(), dtype=np.int64), taken)
    free = free[np.argsort(work.draws.words("dirt.duplicates.number", len(free)), kind="stable")]
    beyond = taken.max() + 1 + np.arange(max(n - len(free), 0), dtype=np.int64)
    return np.concatenate([free[:n], beyond])


_WHOLE_ROW = {"swapped", "merged"}
_STRIKE: dict[str, Callable[[_Work, str, str, float], None]] = {
    "swapped": _swapped, "merged": _merged, "accents": _respelled("accents", _plain), "encoding": _respelled("encoding", _broken),
    "typing": _typing, "stale": _stale, "missing": _missing, "impossible": _impossible, "dates": _dates, "phones": _phones,
    "duplicates": _duplicates,
}  # fmt: skip
