"""Which customers do one's own files name? A till's export, a shop's, a list: one system each.

Columns are recognised by their headers (:mod:`crm_course.foundations.mapping`), in French and
English; a file of the course keeps the meaning that the data dictionary gives it. What no
column is recognised for stays empty, and a file that names nobody is refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import sheets
from crm_course.foundations.errors import FileProblem, InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.mapping import Field, propose

from . import texts

__all__ = ["PERSON", "own_records", "tables_of"]

PERSON: tuple[Field, ...] = (
    Field(name="record", label=texts.FIELDS["record"],
          words="record id|record|id|identifiant|numero|numero de client|n client|no client|numero client|customer id|client id|card number|carte|code client|ref client|reference"),
    Field(name="first_name", label=texts.FIELDS["first_name"], words="prenom|prenoms|first name|firstname|given name|forename"),
    Field(name="last_name", label=texts.FIELDS["last_name"], words="nom|nom de famille|last name|lastname|surname|family name", never="prenom|complet|full|client"),
    Field(name="name", label=texts.FIELDS["name"],
          words="nom complet|nom et prenom|nom prenom|prenom nom|full name|name|nom du client|nom client|titulaire|holder|client|contact|display name"),
    Field(name="birth_date", label=texts.FIELDS["birth_date"], words="date de naissance|naissance|ne le|nee le|birth date|date of birth|birthday|birthdate|dob"),
    Field(name="phone", label=texts.FIELDS["phone"],
          words="telephone|tel|mobile|portable|numero de telephone|tel mobile|gsm|phone|phone number|mobile phone|cell"),
    Field(name="email", label=texts.FIELDS["email"], words="email|e mail|mail|courriel|adresse e mail|adresse mail|adresse electronique|email address"),
    Field(name="street", label=texts.FIELDS["street"], words="adresse|rue|voie|adresse postale|adresse 1|ligne 1|street|address|address 1|street address", never="mail|email|electronique"),
    Field(name="postcode", label=texts.FIELDS["postcode"], words="code postal|cp|postcode|post code|zip|zip code|postal code"),
    Field(name="town", label=texts.FIELDS["town"], words="ville|commune|localite|town|city"),
    Field(name="handle", label=texts.FIELDS["handle"], words="pseudo|pseudonyme|handle|username|login"),
    Field(name="since", label=texts.FIELDS["since"], words="cree le|date de creation|client depuis|inscrit le|created at|created on|since|registered on"),
)  # fmt: skip
"""What a column of a list of people can be."""

_SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".parquet")


def tables_of(source: Any, names: Sequence[str]) -> Mapping[str, Any] | None:
    """The tables of a world, a mapping, a folder, a file or a list of files, by name; None for anything else.

    Where any table has one of `names`, the others are not read.
    """
    tables = getattr(source, "tables", source)
    if isinstance(tables, str | Path):
        path = Path(tables)
        tables = sorted(each for each in path.iterdir() if each.suffix.lower() in _SUFFIXES) if path.is_dir() else [path]
        if not tables:
            raise FileProblem(texts.NO_FILES, path=str(path))
    if isinstance(tables, Sequence):
        tables = {Path(one).stem: one for one in tables if isinstance(one, str | Path)}
    if not isinstance(tables, Mapping):
        return None
    wanted = [name for name in tables if name in names] or list(tables)
    return {str(name): _frame(tables[name]) for name in wanted}


def _frame(one: Any) -> Any:
    if not isinstance(one, str | Path):
        return one
    if Path(one).suffix.lower() == ".parquet":
        return pd.read_parquet(one)
    return sheets.table(one)


def own_records(name: str, frame: pd.DataFrame, fields: Sequence[str]) -> pd.DataFrame:
    """One's own list of people as records of a system called `name`.

    Raises
    ------
    InvalidValue
        If no column tells who somebody is, or keys repeat.
    """
    if not isinstance(frame, pd.DataFrame):
        raise InvalidValue(name, texts.PEOPLE_RULE, type(frame).__name__)
    found = {field: column for column, field in propose(frame, PERSON).items() if field}
    if not set(found) & {"first_name", "last_name", "name", "email", "phone", "handle"}:
        raise InvalidValue(name, texts.PEOPLE_RULE, ", ".join(map(str, frame.columns)))
    given: dict[str, Any] = {
        field: frame[found[field]].to_numpy(dtype=object) if field in found else np.full(len(frame), None, object) for field in fields
    }
    key = frame[found["record"]].astype(str) if "record" in found else pd.Series(frame.index.astype(str))
    if key.duplicated().any() or frame[found.get("record", frame.columns[0])].isna().any():  # a number that repeats is no key: the line is
        key = pd.Series(np.arange(2, len(frame) + 2).astype(str))
    record = key.to_numpy(dtype=object)
    silo = fold(name).replace(" ", "_") or "records"
    return pd.DataFrame({"record_id": [f"{silo}:{one}" for one in record], "silo": silo, "record": record} | given)
