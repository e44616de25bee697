"""Which spellings are one channel? Names compared as people read them.

``Direct``, ``(direct)`` and `` direct `` are one channel: case, accents, brackets, spaces and
dashes do not tell channels apart. Of several spellings in a log the most frequent is shown.
An option that names no channel is refused, and the closest is proposed.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.folding import fold

__all__ = ["check_columns", "key", "merged", "named"]


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """What spellings of one channel have in common; a name without letters is its own.

    >>> key("(Direct)"), key("paid-search"), key("Paid Search"), key("→")
    ('direct', 'paidsearch', 'paidsearch', '→')
    """
    return fold(name).replace(" ", "") or name.strip()


def merged(counts: Mapping[str, int]) -> dict[str, str]:
    """Spelling → the name that stands for all of its kind: the most frequent, then the first in the alphabet.

    >>> merged({"Direct": 2, "(direct)": 1, "web": 5})
    {'Direct': 'Direct', '(direct)': 'Direct', 'web': 'web'}
    """
    best: dict[str, str] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        best.setdefault(key(name), name.strip())
    return {name: best[key(name)] for name in counts}


def named(option: str, names: Iterable[str], channels: Sequence[str], also: Collection[str] = ()) -> frozenset[str]:
    """The channels of a log that an option names, however it spells them.

    Parameters
    ----------
    option : str
        What an error calls it.
    names, channels : names of channels
    also : names of channels that may be absent from the log

    Raises
    ------
    UnknownName
        For a name that is neither; the closest is proposed.
    """
    known = {key(channel): channel for channel in channels}
    absent = {key(name) for name in also}
    for name in names:
        if key(str(name)) not in known and key(str(name)) not in absent:
            raise UnknownName(option, name, channels)
    return frozenset(known[key(str(name))] for name in names if key(str(name)) in known)


def check_columns(columns: Iterable[object], known: Collection[str]) -> None:
    """Refuse a column whose name is that of a known one but for a slip; the known one is proposed.

    Raises
    ------
    UnknownName
    """
    there = [str(column) for column in columns]
    for column in there:
        if column in known or len(column) < 4:
            continue
        near = difflib.get_close_matches(column.strip().casefold(), known, n=1, cutoff=0.8)
        if near and near[0] not in there:
            raise UnknownName("column", column, known)
