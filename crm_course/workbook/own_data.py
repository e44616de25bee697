"""A learner's own data: the tables in his folder, each learner's different.

A class's folders hold ``data/<exercise>/<table>.csv``. Answers are computed from those tables,
so that the same question has another answer for each.
"""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.language import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DATA", "own_tables", "read_tables", "write_tables"]

DATA = "data"

_MISSING = Text(
    fr="Le dossier « {folder} » est introuvable : il porte vos données. Ouvrez le carnet dans le dossier que votre enseignant vous a donné.",
    en='The folder "{folder}" cannot be found: it holds your data. Open the notebook in the folder that your teacher gave you.',
)


def own_tables(exercise: str) -> dict[str, pd.DataFrame]:
    """The learner's tables for `exercise`, from the folder that holds his notebook; else the course's example.

    Raises
    ------
    FileProblem
        If there is neither: which folder was looked for.
    """
    place = Path(DATA, exercise)
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / place).is_dir():
            return read_tables(folder / place)
    return {name: table.copy() for name, table in _example(exercise).items()}


@lru_cache
def _example(exercise: str) -> dict[str, pd.DataFrame]:
    """The tables that everybody has who is in no class, as read from their files."""
    try:
        from . import contents
    except ImportError as error:  # behind the grader's wall, where each has his own
        raise FileProblem(_MISSING, folder=f"{DATA}/{exercise}") from error
    personal = contents.exercise(exercise).personal
    if personal is None:
        raise FileProblem(_MISSING, folder=f"{DATA}/{exercise}")
    with tempfile.TemporaryDirectory() as folder:
        write_tables(dict(personal.tables(0)), Path(folder))
        return read_tables(Path(folder))


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Every CSV of `folder` by name; a column of days or instants becomes dates, unless they are written in several ways."""
    import pandas as pd

    tables = {}
    for path in sorted(folder.glob("*.csv")):
        head = pd.read_csv(path, nrows=0)
        dates = [column for column in head.columns if column.endswith(("_at", "_on", "_date"))]
        table = pd.read_csv(path, dtype=dict.fromkeys([*dates, *_codes(head.columns)], str))
        tables[path.stem] = table.assign(**{column: _dates(table[column]) for column in dates})
    return tables


def _dates(written: pd.Series[str]) -> pd.Series[Any]:
    import pandas as pd

    try:
        return pd.to_datetime(written, format="ISO8601")
    except ValueError:  # mixed, as in a file that is still to be cleaned
        return written


def write_tables(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    """One plain CSV a table: the same bytes for the same tables."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")


def _codes(columns: pd.Index) -> list[str]:
    """Columns whose digits are a name, not a number: 01000 keeps its zero."""
    return [column for column in columns if column in ("postcode", "phone", "siren", "siret")]
