"""How is a world written that is too large to hold? Block after block, its truth found on the way.

The rows of a block go to the files and to the fingerprints, and are forgotten; kept are the
few columns, nearly without text, from which the effects are estimated and the key is computed.
CSV and Parquet files and the truth are those of :meth:`Made.save` and :meth:`Made.save_truth`,
byte for byte; files that hold all tables in one hold the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations import language as speech

from ..dataset import NO_ERRORS
from ..generate import Made, columns, frames, told
from ..plan import Columns, Plan
from .files import deliver, new_folder, save_truth

__all__ = ["save"]

READ = {
    "customers": "customer_id created_on acquisition_channel _segment _left _keen _fickle _loaded _scanned",
    "contact_points": "customer_id kind",
    "consents": "customer_id channel status",
    "orders": "order_id ordered_at customer_id channel opportunity_id delivery_mode status total_cents discount_cents campaign_id _cancelled",
    "order_lines": "order_line_id order_id product_id quantity amount_cents deferred _order _product",
    "deliveries": "order_id status delivered_on",
    "returns": "order_line_id reason refund_cents _line",
    "tickets": "order_id wait_seconds contacts family status opened_at closed_at",
    "surveys": "response_id order_id customer_id answered_at recommend satisfaction effort verbatim _theme _second _irony",
    "campaign_members": "customer_id campaign_id arm version _customer _campaign _alive _own _recent _before",
    "campaign_events": "customer_id campaign_id kind ts",
    "interactions": "customer_id opportunity_id ts channel kind stage converted cost",
    "web_sessions": "pages order_id",
    "_projects": "_met _decided",
    "silo_till": "card_number _customer",
    "silo_web_shop": "account_id _customer",
    "silo_call_centre": "caller_id _customer",
    "silo_social": "handle _customer",
    "_silo_errors": "silo row field error clean dirty",
    "order_requests": "outcome",
    "parcels": "order_id",
    "prospects": "stage",
    "invoices": "invoiced_on due_on paid_on",
    "referral_messages": "joined",
}
"""The columns that the effects, the key and the rest of the truth are computed from, by table."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Past(Made):
    """A world that went by: kept are the tables of the company as a whole, and the columns that its truth is computed from."""

    seen: dict[str, str]

    @cached_property
    def fingerprint(self) -> dict[str, str]:
        """Of the tables as they went by."""
        return self.seen


def save(plan: Plan, data: Path | None, truth: Path | None, formats: tuple[str, ...], language: str,
         *, step: Callable[[], Any] = lambda: None) -> tuple[Made, int]:  # fmt: skip
    """Write a clean world into `data` and its truth into `truth` (None: not again); `step` is called after each block.

    Returns
    -------
    Made, int
        The world, without its tables, and how many rows it has.
    """
    blocks: list[dict[str, Columns]] = []

    def passing() -> Iterator[dict[str, pd.DataFrame]]:
        for part in told(plan):
            blocks.append(part if "products" in part else _slim(part))
            yield frames(plan, [part])
            step()

    with speech.speaking(language):
        if data is None:
            contents = deliver(plan, passing(), None, (), language, dirt=False)
        else:
            with new_folder(data) as target:
                contents = deliver(plan, passing(), target, formats, language, dirt=False)
        *many, company = blocks
        tables = frames(plan, [company])
        made = _Past(plan=plan, tables=tables, clean=tables, errors=NO_ERRORS.copy(),
                     _columns=columns(plan, many) | columns(plan, [company]), _blocks=many,
                     seen={table: one.fingerprint for table, one in contents.items()})  # fmt: skip
        if truth is not None:
            save_truth(made, made.truth, truth, language)
    return made, sum(one.rows for one in contents.values())


def _slim(part: dict[str, Columns]) -> dict[str, Columns]:
    return {table: {name: part[table][name] for name in READ[table].split() if name in part[table]} for table in READ if table in part}
