"""What the exercises give: the shop of the lesson; in a class, with more people in its files, each learner's others.

The people are invented: numbers from the range set aside for fiction, addresses that receive
no mail. Nothing here is an answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

from crm_course.crm.practice import FILES, Practice, lines_of, practice
from crm_course.workbook.own_data import own_tables

__all__ = ["given", "read", "tables"]

_FIRST = ("Aline", "Basile", "Clara", "Damien", "Estelle", "Fabien", "Gwenn", "Hugo", "Iris", "Joris", "Lena", "Malo", "Nina", "Oscar")
_LAST = (
    "Abgrall",
    "Bodin",
    "Colin",
    "Dantec",
    "Esnault",
    "Floch",
    "Guillou",
    "Hamon",
    "Jaffre",
    "Kerlann",
    "Lagadec",
    "Morvan",
    "Nedelec",
    "Picard",
)
_TODAY = dt.date(2026, 8, 10)


def given() -> Practice:
    """The learner's own shop, or that of the lesson."""
    return _shop_in(Path.cwd())


@lru_cache(maxsize=1)
def _shop_in(folder: Path) -> Practice:
    return read(own_tables("crm"))


def tables(seed: int) -> Mapping[str, pd.DataFrame]:
    """The lines of one learner's four files, and what happened since; 0 is the lesson's."""
    rng = np.random.default_rng(seed)
    files = {name: lines_of(name) for name in FILES}
    since = _newcomers(files, rng) if seed else []
    rows = [(name, line) for name, lines in files.items() for line in lines]
    return {"lines": pd.DataFrame(rows, columns=["file", "line"]), "since": pd.DataFrame(since, columns=["who", "what"])}


def read(found: Mapping[str, pd.DataFrame]) -> Practice:
    """What the answers are computed from: the four files imported anew."""
    lines = {str(name): group["line"].tolist() for name, group in found["lines"].groupby("file", sort=False)}
    return practice(lines=lines, since=found["since"].itertuples(index=False, name=None))


def _newcomers(files: dict[str, list[str]], rng: np.random.Generator) -> list[tuple[str, str]]:
    """Add people to the files, mix the lines, and say what happened to some of them."""
    everyone = rng.permutation(list(product(_FIRST, _LAST)))
    some = everyone[: rng.integers(18, 98)]
    for position, (first, last) in enumerate(some):
        for name, line in _lines(first, last, position, rng).items():
            files[name].append(line)
    for name, (head, *lines) in files.items():
        files[name] = [head, *(lines[place] for place in rng.permutation(len(lines)))]
    known = [
        f"{first} {last}"
        for position, (first, last) in enumerate(some)
        if any(f"{_mail(first, last)};" in line for line in files["newsletter"])
    ]
    consents, sales = rng.integers(0, 1 + len(known) // 2, 2)
    return [*((who, "consent") for who in known[:consents]), *((who, "sale") for who in known[len(known) - sales :])]


def _lines(first: str, last: str, position: int, rng: np.random.Generator) -> dict[str, str]:
    """A person's lines, in the files that know him: at least one."""
    day = _TODAY - dt.timedelta(days=int(rng.integers(30, 800)))
    french, dashed, phone = f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"06 39 98 3{position // 10} {position % 10}{position % 7}"
    ticked = rng.random() < 0.75
    left = f"{_TODAY:%d-%m-%Y} 08:15:00" if ticked and rng.random() < 0.3 else ""
    sheets = {
        "newsletter": f"{_mail(first, last)};{last};{first};33{phone.replace(' ', '')[1:]};{int(ticked)};{f'{dashed} 09:12:00' if ticked else ''};{left};{dashed}",
        "boutique": f"{600 + position},{_mail(first, last)},{first},{last},,22200,Guingamp,{day:%Y-%m-%d},W-{2000 + position},{day:%Y-%m-%d},{rng.integers(40, 900)}.00,web",
        "caisse": f"{2100 + position};{last.upper()} {first};{phone};22200;{french}",
        "appels": f"{950 + position};{first} {last};{phone};Guingamp;{french};",
    }
    present = {name: line for name, line in sheets.items() if rng.random() < 0.55}
    return present or {"newsletter": sheets["newsletter"]}


def _mail(first: str, last: str) -> str:
    return f"{first}.{last}@example.org".lower()
