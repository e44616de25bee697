"""The questions that every customer base is asked: one text each, answered by the star or by the store itself.

A question is written once, on the names of the star and in the SQL that DuckDB, SQLite and PostgreSQL share. Asked of a
store, the same names stand for the store's own tables: two engines, two copies of the data, the same cents.

Source: the data questions of a course on CRM in e-commerce (who orders and who does not, what, bad credit, orders filled,
how they pay) and the contact reasons of a lecture on order handling.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from crm_course.crm.base import Base
from crm_course.foundations import checks
from crm_course.foundations.language import Text

from .asking import query

__all__ = ["QUESTIONS", "Question", "answer", "questions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the course: how it reads, and how it is asked."""

    label: Text
    sql: str


QUESTIONS: dict[str, Question] = {
    "who": Question(
        label=Text(fr="Qui commande, et qui ne commande pas ?", en="Who orders, and who does not?"),
        sql="""WITH bought AS (SELECT customer_id, count(*) AS orders, sum(total_cents) AS total_cents FROM fact_sales GROUP BY customer_id)
            SELECT acquisition_channel, count(*) AS customers, count(orders) AS buyers, count(*) - count(orders) AS never,
                   coalesce(sum(total_cents), 0) AS total_cents
            FROM dim_customer LEFT JOIN bought USING (customer_id) WHERE is_current GROUP BY acquisition_channel ORDER BY acquisition_channel""",
    ),
    "what": Question(
        label=Text(fr="Que commandent-ils ?", en="What do they order?"),
        sql="""SELECT category, sum(quantity) AS quantity, sum(amount_cents) AS amount_cents
            FROM fact_order_lines JOIN dim_product USING (product_id) GROUP BY category ORDER BY category""",
    ),
    "bad-credit": Question(
        label=Text(fr="Quelle part a un mauvais crédit ?", en="What share has bad credit?"),
        sql="""SELECT channel, count(*) AS requests, sum(CASE WHEN reason IN ('card-declined', 'credit-refused', 'suspected-fraud') THEN 1 ELSE 0 END) AS refused,
                   sum(CASE WHEN reason IN ('card-declined', 'credit-refused', 'suspected-fraud') THEN amount_cents ELSE 0 END) AS amount_cents
            FROM fact_order_requests GROUP BY channel ORDER BY channel""",
    ),
    "unpaid": Question(
        label=Text(fr="Que reste-t-il impayé ?", en="What remains unpaid?"),
        sql="""SELECT state, count(*) AS invoices, sum(amount_cents) AS amount_cents FROM fact_invoices GROUP BY state ORDER BY state""",
    ),
    "filled": Question(
        label=Text(fr="Quelle part des demandes devient une commande honorée ?", en="What share of requests becomes an order that is filled?"),
        sql="""SELECT outcome, coalesce(status, '-') AS status, count(*) AS requests, sum(amount_cents) AS amount_cents
            FROM fact_order_requests LEFT JOIN (SELECT order_id, status FROM fact_sales) AS sold USING (order_id)
            GROUP BY outcome, coalesce(status, '-') ORDER BY 1, 2""",
    ),
    "payment": Question(
        label=Text(fr="Comment paient-ils ?", en="How do they pay?"),
        sql="SELECT payment, count(*) AS orders, sum(total_cents) AS total_cents FROM fact_sales GROUP BY payment ORDER BY payment",
    ),
    "reasons": Question(
        label=Text(fr="Pourquoi nous contactent-ils ?", en="Why do they contact us?"),
        sql="""SELECT family, reason, count(*) AS tickets, sum(contacts) AS contacts, coalesce(sum(handle_seconds), 0) AS handle_seconds
            FROM fact_tickets GROUP BY family, reason ORDER BY family, reason""",
    ),
    "habits": Question(
        label=Text(fr="Quand et par où viennent-ils ?", en="When and which way do they come?"),
        sql="""SELECT channel, substr(CAST(ts AS VARCHAR(19)), 12, 2) AS hour, count(*) AS contacts
            FROM fact_interactions GROUP BY channel, substr(CAST(ts AS VARCHAR(19)), 12, 2) ORDER BY 1, 2""",
    ),
}  # fmt: skip
"""The named questions."""

_STORE = {
    "fact_sales": "SELECT * FROM orders", "dim_customer": "SELECT *, 1 = 1 AS is_current FROM customers", "dim_product": "SELECT * FROM products",
    "fact_order_lines": "SELECT * FROM order_lines", "fact_order_requests": "SELECT * FROM order_requests",
    "fact_invoices": "SELECT * FROM invoices", "fact_tickets": "SELECT * FROM tickets", "fact_interactions": "SELECT * FROM interactions",
}  # fmt: skip
"""What the names of the star stand for in the store."""


def questions() -> pd.DataFrame:
    """The questions of the course: ``question, label``."""
    return pd.DataFrame([(name, each.label.say()) for name, each in QUESTIONS.items()], columns=["question", "label"])


def answer(place: Base | str | Path, question: str) -> pd.DataFrame:
    """The answer to a question of the course, from a warehouse or from the store itself.

    Parameters
    ----------
    place : folder of a warehouse, or crm.Store
    question : str
        A name of :data:`QUESTIONS`.
    """
    sql = QUESTIONS[checks.choice("question", question, tuple(QUESTIONS))].sql
    return _of_store(place, sql) if isinstance(place, Base) else query(place, sql)


def _of_store(store: Base, sql: str) -> pd.DataFrame:
    used = ", ".join(f"{name} AS ({own})" for name, own in _STORE.items() if name in sql)
    joined = f"WITH {used}, {sql.strip()[5:]}" if sql.strip().startswith("WITH ") else f"WITH {used} {sql}"
    with store.reading() as connection:
        asked: Any = connection.execute(sa.text(joined))
        return pd.DataFrame(asked.all(), columns=list(asked.keys()))
