"""What could not happen? Checks on a set of tables, whoever made them.

Each rule is a line of a table: what must hold, and how to find the rows where it does not. The
tables of rules stand by what they are about; keys, references and categories come from the dictionary.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import TABLES, Table

from . import messages, people, service, trade
from .looking import Bad

__all__ = ["violations"]

_RULES = (*trade.RULES, *service.RULES, *messages.RULES, *people.RULES)

Tables = Mapping[str, pd.DataFrame]


def violations(tables: Tables) -> pd.DataFrame:
    """Every rule that rows break: ``table, rule, rows, first`` (the number of broken rows and the first of them).

    An empty frame means that nothing was found that could not happen.
    """
    found: list[dict[str, Any]] = []

    def note(table: str, rule: Text, bad: Bad) -> None:
        if bad.any():
            found.append({"table": table, "rule": rule.say(), "rows": int(bad.sum()), "first": int(np.flatnonzero(bad)[0])})

    for name, frame in tables.items():
        if name in TABLES:
            for rule, bad in _shape(TABLES[name], frame, tables):
                note(name, rule, bad)
    for needed, rule, check in _RULES:
        if all(name in tables for name in needed):
            note(needed[0], rule, np.asarray(check(*(tables[name] for name in needed)), dtype=bool))
    return pd.DataFrame(found, columns=["table", "rule", "rows", "first"])


_UNIQUE = Text(fr="la clé {key} est unique", en="the key {key} is unique")
_PRESENT = Text(fr="{column} est renseigné", en="{column} is given")
_LEADS = Text(fr="{column} renvoie à une ligne de {table}", en="{column} leads to a row of {table}")
_KNOWN = Text(fr="{column} est une valeur du dictionnaire", en="{column} is a value of the dictionary")


def _shape(table: Table, frame: pd.DataFrame, tables: Tables) -> list[tuple[Text, Bad]]:
    """Keys, references, missing values and categories, from the dictionary."""
    made = []
    if table.primary and set(table.primary) <= set(frame.columns):
        made.append((_filled(_UNIQUE, key=", ".join(table.primary)), frame.duplicated(list(table.primary)).to_numpy()))
    for declared in table.columns:
        if declared.name not in frame:
            continue
        column = frame[declared.name]
        empty = column.isna().to_numpy()
        if not declared.nullable:
            made.append((_filled(_PRESENT, column=declared.name), empty))
        if declared.categories:
            made.append((_filled(_KNOWN, column=declared.name), ~column.isin(declared.categories).to_numpy() & ~empty))
        if declared.name in table.foreign and table.foreign[declared.name][0] in tables:
            other, key = table.foreign[declared.name]
            made.append((_filled(_LEADS, column=declared.name, table=other), ~column.isin(tables[other][key]).to_numpy() & ~empty))
    return made


def _filled(text: Text, **values: str) -> Text:
    return Text(fr=text.say("fr", **values), en=text.say("en", **values))
