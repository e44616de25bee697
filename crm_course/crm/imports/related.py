"""What else does a line bring? Consents, sales, orders, notes, each taken over once.

A flag in a file proves nothing: a subscription is written to the log only if the importer
attests where the proof is. A refusal always counts. Who has withdrawn stays so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Protocol

import pandas as pd
import sqlalchemy as sa

from .. import keys, schema
from ..law import consent, opposition
from ..loading import append, next_number, typed
from ..rows import among

__all__ = ["consents", "notes", "orders", "sales"]

_FLAGS = {
    "email": ("email_ok", "email_no", "email_ok_at", "email_no_at"),
    "sms": ("sms_ok", "sms_no", "", ""),
    "phone": ("phone_ok", "phone_no", "", ""),
}
_ADDRESS = {"email": ("email",), "sms": ("mobile", "phone"), "phone": ("mobile", "phone")}


class Intake(Protocol):
    """The import on its way in (:class:`crm_course.crm.imports.upsert.Intake`), as far as it matters here."""

    connection: sa.Connection
    source: str
    secret: str
    attested: str | None
    import_id: int
    moment: dt.datetime
    first: int
    objections: dict[str, set[str]]
    changed: set[int]
    subscribed: int
    withdrawn: int
    unattested: int
    kept_out: int
    sales: int
    orders: int


# -- consents -----------------------------------------------------------------------------


def consents(intake: Intake, people: pd.DataFrame) -> None:
    """Write refusals, and attested subscriptions of people who never withdrew."""
    wanted = list(_wanted(intake, people))
    if not wanted:
        return
    last = _last(intake, [number for number, *_ in wanted])
    lines = []
    for number, channel, status, moment, proof in wanted:
        before = last.get((number, channel), "")
        if before == status:
            continue
        if status == "granted" and before == "withdrawn":
            intake.kept_out += 1
        elif status == "granted" and intake.attested is None:
            intake.unattested += 1
        else:
            last[number, channel] = status
            lines.append((number, channel, status, moment, proof))
            intake.subscribed += status == "granted"
            intake.withdrawn += status == "withdrawn"
            if number < intake.first:
                intake.changed.add(number)
    _write(intake, lines)
    _oppose(intake, people, {(number, channel) for number, channel, status, *_ in lines if status == "withdrawn"})


def _wanted(intake: Intake, people: pd.DataFrame) -> Iterator[tuple[int, str, str, dt.datetime, str]]:
    """What the lines say about consent, refusals before subscriptions: number, channel, status, moment, proof."""
    columns = people.columns
    for channel, (yes, no, yes_at, no_at) in _FLAGS.items():
        refused = _true(people, no) | _present(people, no_at) | _false(people, yes)
        agreed = (_true(people, yes) | _present(people, yes_at)) & ~refused  # not opposed is not agreed
        listed = _listed(intake, people, channel)
        for mask, status, at, proof in ((listed, "withdrawn", "", "opposition-list"), (refused & ~listed, "withdrawn", no_at, "file-import"),
                                        (agreed, "granted", yes_at, "file-import")):  # fmt: skip
            chosen = people[mask]
            moments = chosen[at] if at and at in columns else pd.Series(None, index=chosen.index, dtype=object)
            for number, moment in zip(chosen["customer_id"].tolist(), moments.tolist(), strict=True):
                known = isinstance(moment, dt.datetime) and moment == moment and moment <= intake.moment
                yield number, channel, status, moment if known else intake.moment, proof


def _listed(intake: Intake, people: pd.DataFrame, channel: str) -> pd.Series:
    """Whose address is on the opposition list for this channel."""
    prints = intake.objections.get(channel, set())
    found = pd.Series(False, index=people.index)
    if prints:
        for name in _ADDRESS[channel]:
            if name in people:
                found |= people[name].map(lambda value: isinstance(value, str) and keys.print_of(intake.secret, value) in prints)
    return found


def _true(people: pd.DataFrame, name: str) -> pd.Series:
    return people[name].map(lambda value: value is True) if name in people else pd.Series(False, index=people.index)


def _false(people: pd.DataFrame, name: str) -> pd.Series:
    return people[name].map(lambda value: value is False) if name in people else pd.Series(False, index=people.index)


def _present(people: pd.DataFrame, name: str) -> pd.Series:
    return people[name].notna() if name in people else pd.Series(False, index=people.index)


def _last(intake: Intake, numbers: list[int]) -> dict[tuple[int, str], str]:
    log = schema.table("consents").c
    here = among(intake.connection, log.customer_id, sorted(set(numbers)))
    last = consent.last_words(dt.datetime(9999, 1, 1), log.purpose == "marketing", here)
    rows = intake.connection.execute(sa.select(*last.c["customer_id", "channel", "status"])).all()
    return {(number, channel): status for number, channel, status in rows}


def _write(intake: Intake, lines: list[tuple[int, str, str, dt.datetime, str]]) -> None:
    frame = pd.DataFrame(lines, columns=["customer_id", "channel", "status", "ts", "proof"])
    start = next_number(intake.connection, "consents")
    frame = frame.assign(
        consent_id=range(start, start + len(frame)), purpose="marketing", evidence=intake.attested, import_id=intake.import_id
    )
    append(intake.connection, "consents", typed(frame, schema.declared("consents"))[0])


def _oppose(intake: Intake, people: pd.DataFrame, refused: set[tuple[int, str]]) -> None:
    """Put the addresses of who refused on the opposition list."""
    for channel, names in _ADDRESS.items():
        numbers = {number for number, refused_on in refused if refused_on == channel}
        chosen = people[people["customer_id"].isin(numbers)]
        addresses = [value for name in names if name in chosen for value in chosen[name] if isinstance(value, str)]
        for start in range(0, len(addresses), 500):
            part = addresses[start : start + 500]
            opposition.write(intake.connection, intake.secret, part, channel=channel, reason="objection", since=intake.moment)


# -- sales, orders, notes -----------------------------------------------------------------


def _new(intake: Intake, kind: str, frame: pd.DataFrame, names: list[Any]) -> pd.DataFrame:
    """The lines whose thing was not taken over before; it is remembered as a keyed hash of what names it."""
    prints = [keys.print_of(intake.secret, kind, *name) for name in names]
    external = schema.table("external_ids").c
    here = among(intake.connection, external.external_id, sorted(set(prints)))
    there = set(intake.connection.execute(sa.select(external.external_id).where(external.kind == kind, here)).scalars())
    fresh = frame.assign(print=prints)
    return fresh[~fresh["print"].isin(there)].drop_duplicates("print").reset_index(drop=True)


def _remember(intake: Intake, kind: str, frame: pd.DataFrame, row_ids: Any) -> None:
    rows = pd.DataFrame(
        {"source": intake.source, "kind": kind, "external_id": frame["print"], "customer_id": frame["customer_id"], "row_id": row_ids}
    )
    append(intake.connection, "external_ids", rows, known="skip")


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    return frame[name] if name in frame else pd.Series(None, index=frame.index, dtype=object)


def _cents(amounts: pd.Series) -> pd.Series:
    return (pd.to_numeric(amounts) * 100).round().astype("Int64")


def orders(intake: Intake, fields: pd.DataFrame) -> None:
    """Orders of a till or shop: by their number, else by day and amount."""
    lines = fields[_column(fields, "ordered_at").notna() & _column(fields, "order_amount").notna()]
    if lines.empty:
        return
    ref, moment, amount = (_column(lines, name) for name in ("order_ref", "ordered_at", "order_amount"))
    names = [(r,) if r else (n, m, a) for r, n, m, a in zip(ref, lines["customer_id"], moment, amount, strict=True)]
    fresh = _new(intake, "order", lines, names)
    start = next_number(intake.connection, "orders")
    numbers = pd.RangeIndex(start, start + len(fresh))
    cents = _cents(fresh["order_amount"])
    frame = pd.DataFrame({"order_id": numbers, "customer_id": fresh["customer_id"], "ordered_at": fresh["ordered_at"], "goods_cents": cents,
                          "total_cents": cents, "status": "delivered", "channel": _column(fresh, "channel")})  # fmt: skip
    append(intake.connection, "orders", typed(frame, schema.declared("orders"))[0])
    _remember(intake, "order", fresh, numbers)
    intake.orders += len(fresh)


_STAGES = {
    "new": "new nouveau nouvelle lead", "qualified": "qualified qualifie qualifiee qualification", "proposal": "proposition proposal devis quote",
    "negotiation": "negotiation negociation", "won": "won gagne gagnee closed won", "lost": "lost perdu perdue closed lost",
}  # fmt: skip
_STAGE_OF = {word: stage for stage, words in _STAGES.items() for word in words.split() if word != "closed"}


def _stage(text: Any) -> str:
    words = keys.fold(str(text or "")).split()
    return next((_STAGE_OF[word] for word in words if word in _STAGE_OF), "new")


def sales(intake: Intake, fields: pd.DataFrame) -> None:
    """Sales in progress: by their number in the other tool, else by person and title; each once."""
    lines = fields[_column(fields, "sale_title").notna() | _column(fields, "sale_amount").notna()]
    if lines.empty:
        return
    names = [
        (i,) if i else (n, t) for i, n, t in zip(_column(lines, "id"), lines["customer_id"], _column(lines, "sale_title"), strict=True)
    ]
    fresh = _new(intake, "sale", lines, names)
    start = next_number(intake.connection, "opportunities")
    numbers = pd.RangeIndex(start, start + len(fresh))
    opened = _column(fresh, "created_on")
    frame = pd.DataFrame({
        "opportunity_id": numbers, "customer_id": fresh["customer_id"], "title": _column(fresh, "sale_title"),
        "stage": _column(fresh, "sale_stage").map(_stage), "amount_cents": _cents(_column(fresh, "sale_amount")),
        "probability": _column(fresh, "sale_probability"), "opened_on": opened.where(opened.notna(), intake.moment),
        "expected_on": _column(fresh, "sale_expected_on"),
    })  # fmt: skip
    ready = typed(frame, schema.declared("opportunities"))[0]
    append(intake.connection, "opportunities", ready)
    _remember(intake, "sale", fresh, numbers)
    first = next_number(intake.connection, "opportunity_history")
    history = pd.DataFrame({"history_id": pd.RangeIndex(first, first + len(ready)), "opportunity_id": numbers, "ts": ready["opened_on"],
                            "stage": ready["stage"], "amount_cents": ready["amount_cents"]})  # fmt: skip
    append(intake.connection, "opportunity_history", history)
    intake.sales += len(fresh)


def notes(intake: Intake, fields: pd.DataFrame) -> None:
    """Remarks on a person, of the line's own date where it has one, else of today."""
    lines = fields[_column(fields, "note").notna()]
    if lines.empty:
        return
    fresh = _new(intake, "note", lines, list(zip(lines["customer_id"], lines["note"], strict=True)))
    start = next_number(intake.connection, "notes")
    numbers = pd.RangeIndex(start, start + len(fresh))
    written = _column(fresh, "created_on")
    frame = pd.DataFrame({
        "note_id": numbers, "customer_id": fresh["customer_id"], "ts": written.where(written.notna(), intake.moment), "body": fresh["note"],
    })  # fmt: skip
    append(intake.connection, "notes", typed(frame, schema.declared("notes"))[0])
    _remember(intake, "note", fresh, numbers)
