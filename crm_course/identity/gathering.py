"""What do the silos say of a person? All their records in one frame, and the forms in which they are compared.

A record keeps its values as they came. What the matcher sees is another frame, made the French
way: names without accents, in the right two fields again where a till has one; telephones and
e-mail addresses in the canonical form of :mod:`crm_course.foundations.addresses`; dates of any
spelling as dates. A value that cannot be read is no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.addresses import emails, phones
from crm_course.foundations.date_cells import parse
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.sheets import nothing
from crm_course.foundations.vocabulary import TABLES

from .own_files import own_records, tables_of
from .texts import FRAME_RULE, FULL_RULE, ONCE_RULE, TABLES_RULE

__all__ = ["COMPARED", "FIELDS", "SILOS", "normalise", "records"]

SILOS = ("silo_till", "silo_web_shop", "silo_call_centre", "silo_social")
"""The extracts of the four tools, as the data dictionary names them."""

FIELDS = ("first_name", "last_name", "name", "birth_date", "phone", "email", "street", "postcode", "town", "handle", "since")
"""What a record may say of a person; ``name`` is a first and a last name in one field, ``handle`` a pseudonym."""

COMPARED = ("first_name", "last_name", "birth_date", "phone", "email", "street", "postcode", "town")
"""What is compared."""

_CALLED = {
    "silo_till": {"holder": "name", "opened_on": "since"},
    "silo_web_shop": {"registered_on": "since"},
    "silo_call_centre": {"name_heard": "last_name", "first_call_on": "since"},
    "silo_social": {"display_name": "name", "followed_on": "since"},
    "customers": {"created_on": "since"},
}


def records(world: Any, of: str = "silos") -> pd.DataFrame:
    """The silos of a world, or its customers with their duplicates, as one frame.

    Parameters
    ----------
    world : world, mapping of frames or files, folder, file, or list of files
        A world, or extracts by the names of the data dictionary (``silo_till`` …, or ``customers`` and ``contact_points``);
        other names are systems of one's own, whose columns are recognised by their headers.
    of : str
        ``"silos"`` or ``"customers"``.

    Returns
    -------
    DataFrame
        ``record_id`` (``"silo_till:12"``), ``silo``, ``record`` (its key there, as text), then :data:`FIELDS` as they came.

    >>> till = pd.DataFrame({"card_number": [7], "holder": ["LE GOFF Anne"], "phone": ["06 39 98 01 02"]})
    >>> records({"silo_till": till})[["record_id", "name", "phone"]].values.tolist()
    [['silo_till:7', 'LE GOFF Anne', '06 39 98 01 02']]
    """
    checks.choice("of", of, ("silos", "customers"))
    wanted = SILOS if of == "silos" else ("customers",)
    tables = tables_of(world, wanted if of == "silos" else ("customers", "contact_points"))
    if not tables or (of == "customers" and "customers" not in tables):
        raise InvalidValue("world", TABLES_RULE, type(world).__name__, tables=", ".join(wanted))
    if any(name in tables for name in wanted):
        parts = [_one(name, tables[name]) for name in wanted if name in tables]
    else:
        parts = [own_records(name, frame, FIELDS) for name, frame in tables.items()]
    if of == "customers" and "contact_points" in tables:
        parts = [_with_contacts(parts[0], tables["contact_points"])]
    filled = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(filled, ignore_index=True)


def _one(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    key = TABLES[name].primary[0]
    if not isinstance(frame, pd.DataFrame):
        raise InvalidValue(name, FRAME_RULE, type(frame).__name__, column=key)
    if key not in frame:
        raise InvalidValue(name, FRAME_RULE, sorted(map(str, frame.columns)), column=key)
    if frame[key].isna().any() or frame[key].duplicated().any():
        raise InvalidValue(name, FRAME_RULE, key, column=key)
    called = frame.rename(columns=_CALLED[name])
    record = frame[key].astype(str).to_numpy(dtype=object)
    made = {field: called[field].to_numpy(dtype=object) if field in called else np.full(len(frame), None, object) for field in FIELDS}
    return pd.DataFrame({"record_id": [f"{name}:{one}" for one in record], "silo": name, "record": record} | made)


def _with_contacts(people: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Customers with their newest e-mail address and number."""
    kind, owner = points["kind"].astype(str), points["customer_id"].astype(str)
    for field, wanted in (("email", kind == "email"), ("phone", kind != "email")):
        newest = dict(zip(owner[wanted], points["value"][wanted], strict=True))
        people[field] = people["record"].map(newest).astype(object)
    return people


# -- what the matcher sees ----------------------------------------------------------------


def normalise(records: pd.DataFrame) -> pd.DataFrame:
    """What the matcher sees: ``record_id``, ``silo`` and :data:`COMPARED`, each in its comparable form, missing where there is none.

    >>> one = pd.DataFrame({"record_id": ["a"], "name": ["LE GOFF Anne-Marie"], "phone": ["+33 6 39 98 01 02"]})
    >>> normalise(one)[["first_name", "last_name", "phone"]].values.tolist()
    [['anne marie', 'le goff', '0639980102']]
    """
    column = _columns(records)
    records = records.reset_index(drop=True)
    first, last = _names(column("first_name"), column("last_name"), column("name"))
    last = _told_by_handle(last, column("handle"))
    return pd.DataFrame({
        "record_id": records["record_id"].astype(str),
        "silo": records["silo"].astype(str) if "silo" in records else pd.Series("records", index=records.index, dtype=object),
        "first_name": first,
        "last_name": last,
        "birth_date": _each(column("birth_date"), _birth),
        "phone": _each(column("phone"), lambda cell: next(iter(phones(cell)), None)),
        "email": _each(column("email"), lambda cell: next(iter(emails(cell)), None)),
        "street": _each(column("street"), _folded),
        "postcode": _each(column("postcode"), _postcode),
        "town": _each(column("town"), _town),
    })  # fmt: skip


def _columns(records: pd.DataFrame) -> Callable[[str], list[Any]]:
    if not isinstance(records, pd.DataFrame) or "record_id" not in records:
        raise InvalidValue(
            "records", FRAME_RULE, sorted(map(str, getattr(records, "columns", [type(records).__name__]))), column="record_id"
        )
    if not records.columns.is_unique:
        raise InvalidValue("records", ONCE_RULE, sorted(map(str, records.columns[records.columns.duplicated()])))
    names = records["record_id"]
    if names.isna().any():
        raise InvalidValue("records", FULL_RULE, int(names.isna().sum()))
    if (twice := names.astype(str).duplicated().to_numpy()).any():
        raise InvalidValue("records", FRAME_RULE, names[twice].iloc[0], column="record_id")

    def column(name: str) -> list[Any]:
        cells = records[name].astype(object) if name in records else pd.Series(None, index=records.index, dtype=object)
        return [None if nothing(cell) else cell for cell in cells]

    return column


def _each(cells: list[Any], rule: Callable[[Any], str | None]) -> pd.Series:
    """A rule for every cell; equal cells are read once."""
    known: dict[Any, str | None] = {None: None}
    for cell in cells:
        if cell not in known:
            known[cell] = rule(cell) or None
    return pd.Series([known[cell] for cell in cells], dtype=object)


def _mended(text: str) -> str:
    """A text written in UTF-8 and read as Windows-1252, as it was: ``HervÃ©`` → ``Hervé``."""
    if not re.search("[ÃÂÅâ]", text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return re.sub("Ã.", "e", text)


def _folded(cell: Any) -> str:
    return fold(_mended(str(cell)))


def _town(cell: Any) -> str:
    return re.sub(r"\bst(e?)\b", r"saint\1", re.sub(r" cedex.*", "", _folded(cell)))


def _postcode(cell: Any) -> str | None:
    digits = re.sub(r"\D", "", str(cell).removesuffix(".0"))
    return digits.zfill(5) if 4 <= len(digits) <= 5 else None


def _birth(cell: Any) -> str | None:
    """A date of birth as ``YYYY-MM-DD``; a century too far is a slip of the hand."""
    text = str(cell)
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        read = parse(text, birth=True)
        text = str(read)[:10] if read is not None else ""
    year = int(text[:4]) if text[:4].isdigit() else 0
    return (f"{year - 100}{text[4:10]}" if year > 2025 else text[:10]) if 1900 < year < 2130 else None


def _names(first: list[Any], last: list[Any], both: list[Any]) -> tuple[pd.Series, pd.Series]:
    """First and last names; where one field holds both, capitals are the last name, or all but the first word."""
    pairs = [_parted(given, family, name) for given, family, name in zip(first, last, both, strict=True)]
    return pd.Series([one for one, _ in pairs], dtype=object), pd.Series([other for _, other in pairs], dtype=object)


def _parted(first: Any, last: Any, both: Any) -> tuple[str | None, str | None]:
    if both is not None:
        return _split(_mended(str(both)))
    given, family = (_folded(first) if first is not None else ""), (_mended(str(last)) if last is not None else "")
    if not given and any(_capitals(word) for word in family.split()) and any(not _capitals(word) for word in family.split()):
        return _split(family)
    return given or None, fold(family) or None


def _told_by_handle(last: pd.Series, handles: list[Any]) -> pd.Series:
    """The last name of « jerome.gomez3216 », where a page shows an initial or none."""
    parts = [re.fullmatch(r"([^\W\d_]+)\.([^\W\d_]{2,})\d*(?:\.bis)?", str(handle)) for handle in handles]
    found = [match[2] if match and len(name or "") < 2 else name for match, name in zip(parts, last, strict=True)]
    return pd.Series(found, dtype=object)


def _capitals(word: str) -> bool:
    return len(word.strip(".")) > 1 and word.upper() == word


def _split(name: str) -> tuple[str | None, str | None]:
    words = name.split()
    capitals = [_capitals(word) for word in words]
    if len(words) == 1:
        return (None, fold(name)) if capitals[0] else (fold(name), None)
    if (
        words[-1].endswith(".") and not any(capitals) and len(words) == 2
    ):  # « Françoise F. » or « Durand F. »: the initial goes with the other
        return fold(words[0]), fold(words[1])
    family = [word for word, large in zip(words, capitals, strict=True) if large] or words[1:]
    given = [word for word in words if word not in family] or words[:1]
    return fold(" ".join(given)) or None, fold(" ".join(family)) or None
