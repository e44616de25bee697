"""What will come in? Sales in progress by stage, and the forecast weighted by their chances.

The forecast is the sum of amount × chance. Its spread supposes that sales are won or lost
independently of each other: the standard deviation is the root of the sum of
amount² × chance × (1 − chance). Few large sales make a wide spread.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import activities, audit, schema
from .base import Base
from .card import texts
from .loading import next_number
from .rows import framed

__all__ = ["Board", "add_opportunity", "board", "move_opportunity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Said):
    """The pipeline board."""

    sales: pd.DataFrame
    """opportunity_id, customer_id, title, stage, outcome, amount (€), chance, expected_on."""
    stages: pd.DataFrame
    """stage, sales, amount (€), forecast (€), in the order of the pipeline."""

    @property
    def forecast(self) -> float:
        """What the open sales bring on average, in euros."""
        return float(self.stages["forecast"].sum())

    @property
    def spread(self) -> float:
        """One standard deviation of that, in euros."""
        chance, amount = self._open["chance"], self._open["amount"]
        return float(np.sqrt((amount**2 * chance * (1 - chance)).sum()))

    @property
    def _open(self) -> pd.DataFrame:
        return self.sales[self.sales["outcome"] == "open"]

    def sentence(self) -> str:
        """The pipeline in a sentence."""
        if self._open.empty:
            return texts.PIPELINE_EMPTY.say()
        amount = float(self._open["amount"].sum())
        return texts.PIPELINE.say(count=len(self._open), amount=amount, forecast=self.forecast, spread=self.spread)


def add_opportunity(
    store: Base, customer_id: int, title: str, amount: float, *, stage: str = "new", probability: float | None = None,
    expected_on: dt.date | None = None, opened_on: dt.date | None = None, channel: str | None = None,
) -> int:  # fmt: skip
    """Open a sale; returns its number.

    Parameters
    ----------
    amount : float
        In euros.
    probability : float, optional
        The chance of this very sale, 0–1; by default that of its stage.
    """
    cents = round(checks.non_negative("amount", amount) * 100)
    chance = None if probability is None else checks.share("probability", probability)
    opened = opened_on or audit.now().date()
    _stage(store, stage)
    with store.writing() as connection:
        number = activities.add_within(
            connection, store.actor, "opportunities", customer_id=customer_id, title=title or None, stage=stage, amount_cents=cents,
            probability=chance, expected_on=expected_on, opened_on=opened, channel=channel,
        )  # fmt: skip
        _line(connection, number, stage, cents, dt.datetime.combine(opened, dt.time()))
    return number


def move_opportunity(store: Base, opportunity_id: int, stage: str, *, amount: float | None = None, at: dt.datetime | None = None) -> None:
    """Move a sale to another stage, and its amount if it changed; its history keeps the move."""
    sales = schema.table("opportunities")
    values: dict[str, object] = {"stage": _stage(store, stage), "probability": None}
    if amount is not None:
        values["amount_cents"] = round(checks.non_negative("amount", amount) * 100)
    with store.writing() as connection:
        if connection.execute(sales.update().where(sales.c.opportunity_id == opportunity_id).values(values)).rowcount == 0:
            raise InvalidValue("opportunity_id", texts.SALE_RULE, opportunity_id)
        cents = connection.scalar(sa.select(sales.c.amount_cents).where(sales.c.opportunity_id == opportunity_id))
        _line(connection, opportunity_id, stage, cents, at or audit.now())


def _stage(store: Base, stage: str) -> str:
    with store.reading() as connection:
        return str(checks.choice("stage", stage, connection.execute(sa.select(schema.table("pipeline_stages").c.stage)).scalars().all()))


def _line(connection: sa.Connection, number: int, stage: str, cents: int | None, at: dt.datetime) -> None:
    history = schema.table("opportunity_history")
    line = {"history_id": next_number(connection, history.name), "opportunity_id": number, "ts": at, "stage": stage, "amount_cents": cents}
    connection.execute(history.insert(), line)


def board(store: Base) -> Board:
    """The pipeline board: all sales with their chances, and the weighted forecast by stage."""
    sales, stages = schema.table("opportunities"), schema.table("pipeline_stages")
    chance = sa.func.coalesce(sales.c.probability, stages.c.probability)
    query = sa.select(
        sales.c.opportunity_id, sales.c.customer_id, sales.c.title, sales.c.stage, stages.c.outcome,
        (sa.func.coalesce(sales.c.amount_cents, 0) / 100.0).label("amount"), chance.label("chance"), sales.c.expected_on,
    ).join(stages, sales.c.stage == stages.c.stage).order_by(stages.c.position, sales.c.opportunity_id)  # fmt: skip
    with store.reading() as connection:
        frame = framed(connection.execute(query).all(), list(query.selected_columns.keys()))
        order = connection.execute(sa.select(*stages.c["stage", "outcome"]).order_by(stages.c.position)).all()
    frame = frame.astype({"amount": float, "chance": float})
    weighted = frame.assign(forecast=frame["amount"] * frame["chance"])
    sums = weighted.groupby("stage").agg(sales=("amount", "size"), amount=("amount", "sum"), forecast=("forecast", "sum"))
    open_stages = [stage for stage, outcome in order if outcome == "open"]
    return Board(sales=frame, stages=sums.reindex(open_stages, fill_value=0).reset_index())
