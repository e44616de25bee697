"""What do we answer? Ready answers by family of contact reasons, found by their words."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.vocabulary import CONTACT_REASONS

from . import activities, audit, schema
from . import texts as words
from .base import Base
from .rows import framed

__all__ = ["add_article", "articles"]


def add_article(store: Base, family: str, title: str, body: str, *, updated_on: dt.date | None = None) -> int:
    """Write a ready answer; returns its number.

    Parameters
    ----------
    family : str
        A family of contact reasons of the data dictionary.
    title, body : str
        The question as customers ask it, and the answer.
    """
    checks.choice("family", family, CONTACT_REASONS)
    for name, said in (("title", title), ("body", body)):
        if not said.strip():
            raise InvalidValue(words.PARTS[name], words.FILLED_RULE, said)
    with store.writing() as connection:
        return activities.add_within(
            connection, store.actor, "knowledge_articles", family=family, title=title.strip(), body=body.strip(),
            updated_on=updated_on or audit.now().date(),
        )  # fmt: skip


def articles(store: Base, text: str = "", *, family: str = "") -> pd.DataFrame:
    """Articles in which every word is found, accents and case apart: article_id, family, title, body, updated_on; the newest first."""
    if family:
        checks.choice("family", family, CONTACT_REASONS)
    table = schema.table("knowledge_articles")
    query = sa.select(*table.c["article_id", "family", "title", "body", "updated_on"]).order_by(
        table.c.updated_on.desc(), table.c.article_id.desc()
    )
    if family:
        query = query.where(table.c.family == family)
    with store.reading() as connection:
        found = framed(connection.execute(query).all(), list(query.selected_columns.keys()))
    wanted = fold(text).split()
    fits = [all(word in fold(f"{title} {body}") for word in wanted) for title, body in zip(found["title"], found["body"], strict=True)]
    return found[fits].reset_index(drop=True)
