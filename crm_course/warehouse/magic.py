"""SQL in a cell: ``%%sql`` asks the warehouse that was opened, and the answer charts itself.

::

    warehouse.open_sql("entrepot")

    %%sql
    SELECT channel, sum(total_cents) AS total_cents FROM fact_sales GROUP BY channel
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations.errors import CourseError

from .asking import query
from .building import current
from .charts import result_chart
from .texts import NO_CELL, SQL_READY

__all__ = ["Answer", "open_sql", "sql"]


class Answer:
    """A result that shows its rows, and a chart where one says something; ``.frame`` is the result."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.frame)  # type: ignore[no-untyped-call]
        if (chart := result_chart(self.frame)) is not None:
            display(chart)  # type: ignore[no-untyped-call]

    def __repr__(self) -> str:
        return repr(self.frame)


def sql(folder: str | Path, text: str) -> Answer:
    """A question in SQL, with an answer that charts itself; it can read and nothing else (:func:`query`)."""
    return Answer(query(folder, text))


def open_sql(folder: str | Path) -> str:
    """Make ``%%sql`` in this notebook ask the warehouse in `folder`; says how.

    In a cell, ``%%sql name`` keeps the frame under that name too.
    """
    current(folder)
    from IPython.core.getipython import get_ipython

    shell: Any = get_ipython()
    if shell is None:
        return NO_CELL.say()

    def asked(line: str, cell: str | None = None) -> Answer | None:
        name, text = (line.strip(), cell) if cell is not None else ("", line)
        try:
            answer = sql(folder, text)
        except CourseError as problem:  # a slip in a query is a sentence under the cell, not a page of internals
            print(problem)
            return None
        if name.isidentifier():
            shell.user_ns[name] = answer.frame
        return answer

    shell.register_magic_function(asked, magic_kind="line_cell", magic_name="sql")
    return SQL_READY.say()
