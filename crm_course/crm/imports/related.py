"""What else does a line bring? Sales in progress and notes, each taken over once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from .. import keys, schema
from ..loading import append
from ..rows import among
from .intake import Intake
from .texts import FIELD_LABELS, REASONS

__all__ = ["notes", "refuse_sales", "sales"]

_STAGES = {
    "new": "new nouveau nouvelle lead", "qualified": "qualified qualifie qualifiee qualification", "proposal": "proposition proposal devis quote",
    "negotiation": "negotiation negociation", "won": "won gagne gagnee closed won", "lost": "lost perdu perdue closed lost",
}  # fmt: skip
_STAGE_OF = {word: stage for stage, words in _STAGES.items() for word in words.split() if word != "closed"}


def _printed(intake: Intake, kind: str, frame: pd.DataFrame, names: list[Any]) -> tuple[pd.DataFrame, dict[str, int]]:
    """The lines with a keyed hash of what names their thing, and the number here of those taken over before."""
    prints = [keys.print_of(intake.secret, kind, *name) for name in names]
    external = schema.table("external_ids").c
    here = among(intake.connection, external.external_id, sorted(set(prints)))
    rows = intake.connection.execute(sa.select(external.external_id, external.row_id).where(external.kind == kind, here)).all()
    return frame.assign(print=prints), dict(rows)


def _remember(intake: Intake, kind: str, frame: pd.DataFrame, row_ids: Any) -> None:
    rows = pd.DataFrame({"source": intake.source, "kind": kind, "external_id": frame["print"].to_numpy(), "customer_id": frame["customer_id"].to_numpy(),
                         "row_id": row_ids, "import_id": intake.import_id})  # fmt: skip
    append(intake.connection, "external_ids", rows, known="skip")


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name] if name in frame else pd.Series(None, index=frame.index, dtype=object)


def _cents(frame: pd.DataFrame) -> pd.Series:
    return (pd.to_numeric(_column(frame, "sale_amount"), errors="coerce") * 100).round().astype("Int64")


def _stage(text: Any) -> str:
    words = keys.fold(str(text or "")).split()
    return next((_STAGE_OF[word] for word in words if word in _STAGE_OF), "new")


def refuse_sales(intake: Intake, lines: pd.DataFrame) -> None:
    """The amounts of lines that did not come in."""
    intake.money(refused=int(_cents(lines).sum()))


def sales(intake: Intake, fields: pd.DataFrame) -> None:
    """Sales in progress: by their number in the other tool, else by person and title; each once."""
    lines = fields[(_column(fields, "sale_title").notna() | _column(fields, "sale_amount").notna()).to_numpy()]
    if lines.empty:
        return
    shop = () if intake.source == intake.tool else (intake.source,)
    names = [
        (*shop, i) if i else (n, t)
        for i, n, t in zip(_column(lines, "id"), lines["customer_id"], _column(lines, "sale_title"), strict=True)
    ]
    lines, there = _printed(intake, "sale", lines, names)
    known = lines["print"].isin(there).to_numpy() | lines["print"].duplicated().to_numpy()
    fresh = lines[~known]
    numbers = intake.numbers("opportunities", len(fresh))
    made = dict(zip(fresh["print"], numbers.tolist(), strict=True))
    opened, cents = _column(fresh, "created_on"), _cents(fresh)
    frame = pd.DataFrame({
        "opportunity_id": numbers, "customer_id": fresh["customer_id"].to_numpy(), "title": _column(fresh, "sale_title").to_numpy(),
        "stage": _column(fresh, "sale_stage").map(_stage).to_numpy(), "amount_cents": cents.to_numpy(),
        "probability": _column(fresh, "sale_probability").to_numpy(), "opened_on": opened.where(opened.notna(), intake.moment).to_numpy(),
        "expected_on": _column(fresh, "sale_expected_on").to_numpy(),
    })  # fmt: skip
    if len(frame):
        ready = intake.add("opportunities", frame)
        _remember(intake, "sale", fresh, numbers)
        history = pd.DataFrame({"history_id": intake.numbers("opportunity_history", len(ready)), "opportunity_id": numbers, "ts": ready["opened_on"],
                                "stage": ready["stage"], "amount_cents": ready["amount_cents"]})  # fmt: skip
        append(intake.connection, "opportunity_history", history)
        intake.sales += len(fresh)
    intake.money(stored=int(cents.sum()))
    _known_again(intake, lines[known], there | made)


def _known_again(intake: Intake, lines: pd.DataFrame, numbers: dict[str, int]) -> None:
    """Sales that the store has already: the same amount is stored, another one is not taken over, and told."""
    cents = _cents(lines)
    told = cents.notna().to_numpy()
    if not told.any():
        return
    sold = schema.table("opportunities").c
    wanted = [numbers[each] for each in lines["print"]]
    stored = dict(
        intake.connection.execute(
            sa.select(sold.opportunity_id, sold.amount_cents).where(among(intake.connection, sold.opportunity_id, sorted(set(wanted))))
        ).all()
    )
    same = np.array([stored.get(number) == value for number, value in zip(wanted, cents.tolist(), strict=True)]) & told
    intake.money(stored=int(cents[same].sum()), refused=int(cents[told & ~same].sum()))
    intake.left_out.add(lines.index[told & ~same], FIELD_LABELS["sale_amount"].say(), REASONS["other-amount"].say())


def notes(intake: Intake, fields: pd.DataFrame) -> None:
    """Remarks on a person, of the line's own date where it has one, else of today."""
    lines = fields[_column(fields, "note").notna().to_numpy()]
    if lines.empty:
        return
    lines, there = _printed(intake, "note", lines, list(zip(lines["customer_id"], lines["note"], strict=True)))
    fresh = lines[~lines["print"].isin(there).to_numpy() & ~lines["print"].duplicated().to_numpy()]
    if fresh.empty:
        return
    numbers = intake.numbers("notes", len(fresh))
    written = _column(fresh, "created_on")
    intake.add("notes", pd.DataFrame({"note_id": numbers, "customer_id": fresh["customer_id"].to_numpy(),
                                      "ts": written.where(written.notna(), intake.moment).to_numpy(), "body": fresh["note"].to_numpy()}))  # fmt: skip
    _remember(intake, "note", fresh, numbers)
