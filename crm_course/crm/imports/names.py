"""Which word is the first name? Full names of files, taken apart."""

from __future__ import annotations

import pandas as pd

from .. import keys

__all__ = ["full_names", "split_name"]

_TITLES = {"m", "mr", "mme", "mrs", "ms", "mlle", "monsieur", "madame", "mademoiselle"}


def split_name(text: str) -> tuple[str | None, str | None]:
    """First name and last name; a word in capitals is the last name, else all but the first word.

    >>> split_name("DURAND Marie"), split_name("Mme Anne Le Goff"), split_name("Durand, Marie")
    (('Marie', 'DURAND'), ('Anne', 'Le Goff'), ('Marie', 'Durand'))
    """
    last, comma, first = text.partition(",")
    if comma:
        return first.strip() or None, last.strip() or None
    words = [word for word in text.split() if keys.fold(word) not in _TITLES]
    loud = [word for word in words if word.isupper() and len(word) > 1]
    if loud and len(loud) < len(words):
        return " ".join(word for word in words if word not in loud), " ".join(loud)
    return (words[0], " ".join(words[1:])) if len(words) > 1 else (None, words[0] if words else None)


def full_names(fields: pd.DataFrame) -> pd.DataFrame:
    """`fields` with first and last name where only the full ``name`` was given, and no name in capitals only."""
    made = fields
    if "name" in fields:
        split = [split_name(text) if isinstance(text, str) else (None, None) for text in fields["name"]]
        parts = pd.DataFrame(split, columns=["first_name", "last_name"], index=fields.index, dtype=object)
        made = fields.drop(columns="name")
        for name in parts:
            made[name] = made[name].where(made[name].notna(), parts[name]) if name in made else parts[name]
    quiet = {name: [_quiet(text) for text in made[name]] for name in ("first_name", "last_name") if name in made}
    made = made.assign(**{name: pd.Series(values, index=made.index, dtype=object) for name, values in quiet.items()})
    return made.astype(object).where(made.notna(), None)


def _quiet(text: object) -> object:
    """``LE GOFF`` as ``Le Goff``: tills shout, people do not."""
    return text.title() if isinstance(text, str) and len(text) > 2 and text.isupper() else text
