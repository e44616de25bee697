"""What the office keeps of orders: what was asked for and refused, what is owed, what left in which parcel.

All follows the orders and is added to them: a request that was not refused is an order, an order that was not cancelled has an invoice,
what is sent back a credit note, what is delivered one parcel, or two where an item was deferred.
"""

from __future__ import annotations

import numpy as np

from .calendar import DAY
from .commerce import hours_of, moment, worked_days
from .parameters import Office
from .plan import NEVER, NONE, Columns, Plan, codes_of
from .streams import Draws, exponential_table, lookup

__all__ = ["records"]

_REASONS = {"refused": (0.55, 0.30, 0.15, 0.0, 0.0, 0.0), "cancelled": (0.0, 0.0, 0.0, 0.55, 0.30, 0.15)}
"""Why a request was refused (card, credit, suspected fraud) or cancelled (change of mind, sold out, asked twice)."""
_TERMS = {"account": 30, "transfer": 30, "instalments": 30, "cheque": 8}
"""Days until what is not paid at once is due, by means of payment."""
_SLOW = 9
"""Mean delay of a payment after the due day, for those who are late, in days."""
_MOST_EARLY = 7
_NOTE = 10
"""Most days from a return to its credit note."""
_GOODWILL = (5, 15)
"""A goodwill gesture, in percent of the goods."""
_DUE_UNPAID = 60
"""Days after which what is not paid is written down as unpaid."""


def records(plan: Plan, draws: Draws, tables: dict[str, Columns]) -> dict[str, Columns]:
    """Requests, invoices, credit notes and parcels of a block whose rows are numbered."""
    rule = plan.world.office
    if rule is None:
        return {}
    return {
        "order_requests": _requests(plan, draws, rule, tables),
        "invoices": _invoices(plan, draws, rule, tables["orders"]),
        "credit_notes": _credit_notes(plan, draws, rule, tables),
        "parcels": _parcels(plan, draws, tables),
    }


def _requests(plan: Plan, draws: Draws, rule: Office, tables: dict[str, Columns]) -> Columns:
    """Every order of a customer, cancelled ones too, and requests like those of the same customers that were refused, by time."""
    order, created = tables["orders"], tables["customers"]["created_on"]
    own = np.flatnonzero(order["_customer"] >= 0)
    n, dropped, kept = len(own), order["_cancelled"][own], 1 - rule.refused - rule.cancelled
    like = own[draws.chance("order_requests.failed", rule.refused / kept if kept > 0 else 0.0, n) & ~dropped]
    m = len(like)
    ways = [row[0] for row in plan.world.order_channels]
    code = plan.codes(*ways)
    way = np.searchsorted(np.sort(code), order["channel"][like])
    profiles = tuple(hours_of(ways[k], plan.world) for k in np.argsort(code, kind="stable"))
    day = order["_ts"][like] // DAY - draws.whole("order_requests.earlier", 0, 20, m)
    day = np.maximum(day, np.maximum(created[order["_customer"][like]], 0))
    ts = moment(plan, draws, "order_requests", day, way, profiles) if m else np.zeros(0, np.int64)
    refused = draws.pick("order_requests.why_refused", lookup(_REASONS["refused"]), m)
    reason = np.where(dropped, draws.pick("order_requests.why_cancelled", lookup(_REASONS["cancelled"]), n), NONE)
    amount = order["_total"][like] * draws.whole("order_requests.amount", 60, 180, m) // 100
    both = np.concatenate([own, like])
    columns: Columns = {
        "customer_id": order["customer_id"][both], "requested_at": np.concatenate([order["_ts"][own], ts]), "channel": order["channel"][both],
        "amount_cents": np.concatenate([order["_total"][own], amount]),
        "outcome": np.concatenate([np.where(dropped, 2, 0), np.ones(m, np.int64)]).astype(np.int8),
        "reason": np.concatenate([reason, refused]).astype(np.int8),
        "order_id": np.concatenate([order["order_id"][own], np.full(m, NONE, np.int64)]),
    }  # fmt: skip
    return _by_time(columns, "requested_at", plan.calendar.end)


def _by_time(columns: Columns, moments: str, end: int) -> Columns:
    place = np.argsort(columns[moments], kind="stable")
    place = place[columns[moments][place] < end]
    return {name: values[place] for name, values in columns.items()}


def _invoices(plan: Plan, draws: Draws, rule: Office, order: Columns) -> Columns:
    """One for each order that was not cancelled, when it leaves; who pays later may pay late, or never."""
    n, days = len(order["_ts"]), plan.calendar.days
    terms = np.zeros(len(codes_of("orders", "payment")), np.int64)
    for name, later in _TERMS.items():
        terms[codes_of("orders", "payment")[name]] = later
    wait = terms[order["payment"]]
    issued = np.where(order["_mode"] < 0, order["_ts"] // DAY, order["_shipped"])
    due = issued + wait
    late = draws.pick("invoices.late", exponential_table(), n).astype(np.int64) * _SLOW >> 10
    paid = np.where(
        draws.chance("invoices.is_late", rule.paid_late, n), due + 1 + late, due - draws.whole("invoices.early", 0, _MOST_EARLY, n)
    )
    never = draws.chance("invoices.unpaid", rule.unpaid, n)
    paid = np.where(wait == 0, issued, np.where(never, -NEVER, np.maximum(paid, issued)))
    state = np.where(paid < days, 0, np.where(never & (due + _DUE_UNPAID < days), 2, 1)).astype(np.int8)
    made = {"order_id": order["order_id"], "invoiced_on": issued, "due_on": due, "amount_cents": order["_total"],
            "paid_on": np.where(paid < days, paid, NEVER), "state": state}  # fmt: skip
    sold = (issued < days) & ~order["_cancelled"]
    return {name: values[sold] for name, values in made.items()}


def _credit_notes(plan: Plan, draws: Draws, rule: Office, tables: dict[str, Columns]) -> Columns:
    """One for each line sent back, and a goodwill gesture for some late deliveries."""
    order, line, back = tables["orders"], tables["order_lines"], tables["returns"]
    of = line["_order"][back["_line"]]
    kind = np.flatnonzero(order["_late"] & draws.chance("credit_notes.goodwill", rule.goodwill, len(order["_ts"])))
    gesture = order["_goods"][kind] * draws.whole("credit_notes.percent", *_GOODWILL, len(kind)) // 100
    day = np.concatenate([back["returned_on"] + draws.whole("credit_notes.day", 1, _NOTE, len(of)), order["_delivered"][kind] + 3])
    columns: Columns = {
        "order_id": order["order_id"][np.concatenate([of, kind])], "issued_on": worked_days(plan, draws, "credit_notes", np.minimum(day, plan.calendar.days + 30)),
        "motive": np.concatenate([np.zeros(len(of), np.int8), np.ones(len(kind), np.int8)]),
        "amount_cents": np.concatenate([back["refund_cents"], gesture]),
    }  # fmt: skip
    return _by_time(columns, "issued_on", plan.calendar.days)


def _parcels(plan: Plan, draws: Draws, tables: dict[str, Columns]) -> Columns:
    """One for what is there, one for what was deferred; packed and handed over on the day of shipping, or the deferred later."""
    order, line, days = tables["orders"], tables["order_lines"], plan.calendar.days
    n = len(order["_ts"])
    sent = np.isin(order["_mode"], [k for k, row in enumerate(plan.world.deliveries) if row[0] in ("home", "relay", "collect")])
    sent &= ~order["_cancelled"]
    pieces = np.zeros((2, n), np.int64)
    np.add.at(pieces, (line["deferred"].astype(np.int64), line["_order"]), line["quantity"])
    which, of = np.nonzero((pieces > 0) & sent)
    first = order["_shipped"][of]
    apart = (which == 1) & (pieces[0, of] > 0)
    before = np.minimum(worked_days(plan, draws, "parcels", order["_delivered"][of] - 1), order["_delivered"][of])
    later = np.where(apart, np.maximum(before, first), first)
    vip = draws.chance("parcels.vip", 0.08, n)[of]
    packed = later * DAY + 7 * 3600 + draws.whole("parcels.packed", 0, 8 * 3600, len(of))
    handed = np.minimum(packed + draws.whole("parcels.handed", 1800, 4 * 3600, len(of)), later * DAY + DAY - 1)
    delivered = order["_delivered"][of]
    seen = packed < plan.calendar.end
    state = np.where(delivered < days, 2, np.where(handed < plan.calendar.end, 1, 0)).astype(np.int8)
    columns: Columns = {
        "order_id": order["order_id"][of], "priority": np.where(which == 1, 2, np.where(vip, 0, 1)).astype(np.int8), "pieces": pieces[which, of],
        "weight_grams": pieces[which, of] * draws.whole("parcels.weight", 180, 2_400, len(of)) + 120,
        "packed_at": packed, "handed_at": np.where(handed < plan.calendar.end, handed, NEVER),
        "delivered_on": np.where(delivered < days, delivered, NEVER), "parcel_state": state,
    }  # fmt: skip
    kept = {name: values[seen] for name, values in columns.items()}
    return _by_time(kept, "packed_at", plan.calendar.end)
