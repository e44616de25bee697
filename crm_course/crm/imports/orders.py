"""What was bought? Orders of a till or a shop, with their lines, each taken over once.

An order is known by its number (``#0012`` is 12), its till, its customer and its day: shops and tills number
anew, and several lines with all of these are one order. Without a number every line is an
order of its own; two lines that say the same are two, and a file that comes again brings the
same two. Every amount that a file holds is in the store afterwards, or told with its reason: what was cancelled or paid back, or is in another currency, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations.integers import as_counts
from crm_course.foundations.sheets import nothing

from .. import keys, schema
from ..loading import append
from ..rows import among
from .intake import Intake
from .texts import FIELD_LABELS, REASONS

__all__ = ["Orders"]

_NONE = np.iinfo(np.int64).min
"""Cents of a cell that holds no amount."""


class Orders:
    """The orders of a file, part by part."""

    def __init__(self, intake: Intake, *, totals: bool) -> None:
        self.intake, self.totals = intake, totals
        """`totals`: the header says that an amount is that of the whole order, repeated on each of its lines."""
        self._nameless: list[np.ndarray[Any, Any]] = []
        self._again: dict[int, tuple[int, int]] = {}
        """Order known before → cents that the file says of it, and the line that says it first."""

    def refuse(self, lines: pd.DataFrame) -> None:
        """The amounts of lines that did not come in."""
        cents = _amounts(lines)
        self.intake.money(refused=int(cents[cents != _NONE].sum()))

    def take(self, fields: pd.DataFrame) -> None:
        """Put the orders of some lines into the store."""
        cents = _amounts(fields)
        if "ordered_at" not in fields and (cents == _NONE).all():
            return
        for why, tells in (("cancelled", _cancelled), ("foreign", _foreign)):
            if (away := tells(fields)).any():
                self.intake.money(refused=int(cents[away & (cents != _NONE)].sum()))
                self._tell(fields.index[away], why)
                fields, cents = fields[~away], cents[~away]
        frame = self._identified(fields.assign(cents=cents, total=_cents(fields, "order_amount"), line_cents=_of_line(fields)))
        dated = frame["ordered_at"].notna().to_numpy()
        lost = frame[~dated & (frame["cents"] != _NONE).to_numpy()]
        self.intake.money(refused=int(lost["cents"].sum()))
        self._tell(lost.index, "undated")
        frame = frame[dated & ((frame["cents"] != _NONE) | frame["ref"].ne("")).to_numpy()]
        if len(frame):
            self._store(self._grouped(frame))

    def settle(self) -> None:
        """Compare the orders that were known before with what the file says of them."""
        numbers = sorted(self._again)
        orders = schema.table("orders").c
        for start in range(0, len(numbers), 50_000):
            part = numbers[start : start + 50_000]
            query = sa.select(orders.order_id, orders.total_cents).where(among(self.intake.connection, orders.order_id, part))
            stored = dict(map(tuple, self.intake.connection.execute(query).all()))
            other = [number for number in part if stored.get(number) != self._again[number][0]]
            self.intake.money(
                stored=sum(self._again[number][0] for number in set(part) - set(other)),
                refused=sum(self._again[number][0] for number in other),
            )
            self._tell([self._again[number][1] for number in other], "other-amount")

    # -- private --------------------------------------------------------------------------

    def _tell(self, lines: Sequence[int] | pd.Index, why: str) -> None:
        self.intake.left_out.add(lines, FIELD_LABELS["order_amount"].say(), REASONS[why].say())

    def _identified(self, frame: pd.DataFrame) -> pd.DataFrame:
        """With number, till and date of each line's order; a line that leaves the date out has that of its order."""
        said, place = (
            ["" if value is None or value != value else str(value) for value in _list(frame, column)] for column in ("order_ref", "till")
        )
        made = frame.assign(ref=[_number_of(each) for each in said], written=said, place=place)
        moments = pd.to_datetime(pd.Series(_list(frame, "ordered_at"), index=frame.index, dtype=object))
        named = made["ref"].ne("").to_numpy()
        if named.any() and moments[named].isna().any():
            first = moments.groupby([made["ref"], made["place"], made["customer_id"]]).transform("first")
            moments = moments.where(moments.notna() | ~named, first)
        return made.assign(ordered_at=moments)

    def _grouped(self, frame: pd.DataFrame) -> pd.DataFrame:
        """With the print of each line's order, and what the line adds to it."""
        day = frame["ordered_at"].dt.strftime("%Y-%m-%d")
        secret, tool = self.intake.secret, self.intake.source if self.intake.source != self.intake.tool else ""
        named = frame["ref"].ne("").to_numpy()
        prints = np.empty(len(frame), dtype=object)
        rows = zip(frame["ref"], frame["place"], frame["customer_id"], day, strict=True)
        known: dict[Any, str] = {}
        for n, row in enumerate(rows):
            if named[n]:
                if row not in known:
                    known[row] = keys.print_of(secret, "order", tool, *row)
                prints[n] = known[row]
        if not named.all():
            self._without_number(frame, ~named, prints)
        frame = frame.assign(print=prints)
        return frame.assign(adds=self._added(frame))

    def _without_number(self, frame: pd.DataFrame, which: np.ndarray[Any, Any], prints: np.ndarray[Any, Any]) -> None:
        """Each line its own order: the first, second … of its customer, moment and amount."""
        lines = frame[which]
        base = [
            f"{n}|{moment}|{cents / 100}"
            for n, moment, cents in zip(lines["customer_id"], lines["ordered_at"], lines["cents"], strict=True)
        ]
        hashed = pd.util.hash_array(np.array(base, dtype=object))
        rank = pd.Series(hashed).groupby(hashed).cumcount().to_numpy()
        for earlier in self._nameless:
            rank = rank + np.searchsorted(earlier, hashed, side="right") - np.searchsorted(earlier, hashed, side="left")
        self._nameless.append(np.sort(hashed))
        secret = self.intake.secret
        prints[which] = [
            keys.print_of(secret, "order", each) if not again else keys.print_of(secret, "order", each, int(again))
            for each, again in zip(base, rank, strict=True)
        ]

    def _added(self, frame: pd.DataFrame) -> np.ndarray[Any, Any]:
        """What each line adds to its order: the order's amount where one is said, else the line's own.

        A total of the order that is repeated on each of its lines counts once.
        """
        total = frame["total"].where(frame["total"] != _NONE)
        groups = total.groupby(frame["print"])
        said = (groups.transform("count") > 0).to_numpy()
        adds = np.where(said, total.fillna(0).to_numpy(), frame["cents"].to_numpy()).astype(np.int64)
        lines = frame["line_cents"].where(frame["line_cents"] != _NONE)
        summed = lines.groupby(frame["print"]).transform("sum")
        holds = (groups.transform("count") > 1) & lines.groupby(frame["print"]).transform("count").eq(groups.transform("size"))
        tells = (holds & (summed <= groups.transform("max")) & (summed > 0)).to_numpy()  # as much as all lines together: no line's own
        if self.totals or tells.any():
            own = ((frame["line_cents"] != total) | total.isna()).groupby(frame["print"]).transform("any").to_numpy()
            repeated = said & own & (groups.transform("nunique") == 1).to_numpy() & (self.totals | tells)
            filled = total.notna()
            adds[repeated & ~(filled & filled.groupby(frame["print"]).cumsum().eq(1)).to_numpy()] = 0
        return np.where(adds == _NONE, 0, adds)

    def _store(self, frame: pd.DataFrame) -> None:
        intake, external = self.intake, schema.table("external_ids").c
        secret = intake.secret
        legacy = {keys.print_of(secret, "order", ref): each for ref, each in zip(frame["written"], frame["print"], strict=True) if ref}
        there: dict[str, int] = {}
        wanted = sorted({*frame["print"], *legacy})
        query = sa.select(external.external_id, external.row_id, external.customer_id).where(
            external.kind == "order", among(intake.connection, external.external_id, wanted)
        )
        owner = dict(zip(frame["print"], frame["customer_id"], strict=True))
        for found, row, customer in intake.connection.execute(query).all():
            if found in owner:
                there[found] = row
            elif owner[legacy[found]] == customer:  # taken over before numbers were told apart by customer and day
                there.setdefault(legacy[found], row)
        frame = frame.assign(order_id=[there.get(each, 0) for each in frame["print"]])
        before = (frame["order_id"] > 0) & (frame["order_id"] < intake.first["orders"])
        for number, line, cents in zip(frame.loc[before, "order_id"], frame.index[before], frame.loc[before, "adds"], strict=True):
            total, first = self._again.get(number, (0, line))
            self._again[number] = total + int(cents), first
        self._continue(frame[frame["order_id"] >= intake.first["orders"]])
        self._new(frame[frame["order_id"] == 0])

    def _new(self, frame: pd.DataFrame) -> None:
        if frame.empty:
            return
        intake = self.intake
        codes, prints = pd.factorize(frame["print"])
        numbers = intake.numbers("orders", len(prints))
        frame = frame.assign(order_id=numbers.to_numpy()[codes])
        first = frame.drop_duplicates("order_id")
        cents = np.bincount(as_counts(codes), weights=frame["adds"].to_numpy(dtype=float)).round().astype(np.int64)
        table = pd.DataFrame({
            "order_id": numbers, "customer_id": first["customer_id"].to_numpy(), "ordered_at": first["ordered_at"].to_numpy(), "goods_cents": cents,
            "total_cents": cents, "status": "delivered", "channel": first["channel"].to_numpy() if "channel" in first else None,
        })  # fmt: skip
        intake.add("orders", table)
        rows = pd.DataFrame({"source": intake.source, "kind": "order", "external_id": prints, "customer_id": first["customer_id"].to_numpy(),
                             "row_id": numbers, "import_id": intake.import_id})  # fmt: skip
        append(intake.connection, "external_ids", rows, known="skip")
        intake.orders += len(prints)
        intake.money(stored=int(frame["adds"].sum()))
        self._lines(frame)

    def _continue(self, frame: pd.DataFrame) -> None:
        """More lines of orders that an earlier part of the file began."""
        if frame.empty:
            return
        orders = schema.table("orders")
        if self.totals:  # the total that an earlier part brought already
            query = sa.select(*orders.c["order_id", "total_cents"]).where(
                among(self.intake.connection, orders.c.order_id, sorted(set(frame["order_id"].tolist())))
            )
            there = dict(map(tuple, self.intake.connection.execute(query).all()))
            again = frame["total"].eq(frame["order_id"].map(there)) & frame["line_cents"].ne(frame["total"])
            frame = frame.assign(adds=frame["adds"].mask(again, 0))
        more = frame.groupby("order_id")["adds"].sum()
        statement = orders.update().where(orders.c.order_id == sa.bindparam("number")).values(
            total_cents=orders.c.total_cents + sa.bindparam("more"), goods_cents=orders.c.goods_cents + sa.bindparam("more"))  # fmt: skip
        self.intake.connection.execute(
            statement, [{"number": number, "more": cents} for number, cents in zip(more.index.tolist(), more.tolist(), strict=True)]
        )
        self.intake.money(stored=int(more.sum()))
        self._lines(frame)

    def _lines(self, frame: pd.DataFrame) -> None:
        """The articles of new orders."""
        if "article" not in frame:
            return
        frame = frame[frame["article"].notna()]
        if frame.empty:
            return
        intake = self.intake
        quantity = pd.to_numeric(frame["quantity"], errors="coerce").fillna(1) if "quantity" in frame else pd.Series(1, index=frame.index)
        whole = quantity.round().astype(np.int64)
        amount = frame["line_cents"].where(frame["line_cents"] != _NONE, frame["adds"]).astype(np.int64)
        asked = pd.Series(_cents(frame, "unit_price"), index=frame.index)
        price = asked.where(asked != _NONE, (amount / whole.where(whole != 0, 1)).round()).astype(np.int64)
        products = self._products(frame["article"].tolist(), price.tolist())
        table = pd.DataFrame({
            "order_line_id": intake.numbers("order_lines", len(frame)), "order_id": frame["order_id"].to_numpy(), "product_id": products,
            "quantity": whole.to_numpy(), "unit_price_cents": price.to_numpy(), "amount_cents": amount.to_numpy(),
        })  # fmt: skip
        intake.add("order_lines", table)
        intake.order_lines += len(frame)

    def _products(self, names: list[str], prices: list[int]) -> list[int]:
        intake, products = self.intake, schema.table("products").c
        query = sa.select(products.name, products.product_id).where(among(intake.connection, products.name, sorted(set(names))))
        known = dict(map(tuple, intake.connection.execute(query).all()))
        fresh = {name: price for name, price in zip(names, prices, strict=True) if name not in known}
        numbers = intake.numbers("products", len(fresh))
        intake.add("products", pd.DataFrame({"product_id": numbers, "name": list(fresh), "price_cents": list(fresh.values())}))
        known |= dict(zip(fresh, numbers.tolist(), strict=True))
        return [known[name] for name in names]


def _number_of(text: str) -> str:
    """An order's number, however it is written: « #0012 », « n° 12 », « 12.0 » are 12, « CMD-1 » is « cmd-1 ».

    >>> [_number_of(text) for text in ("#0012", "N° 12", "12.0", " CMD-1 ", "0", "nan")]
    ['12', '12', '12', 'cmd-1', '', '']
    """
    plain = _BEFORE.sub("", text.strip().casefold()).strip().removesuffix(".0")
    plain = plain.lstrip("0") if plain.isdecimal() else plain
    return "" if nothing(plain) else plain


_BEFORE = re.compile(r"(?:#|n[°ºo]\.?(?=[\s\d])|no\.|nr\.?(?=[\s\d]))\s*")
_CANCELLED = re.compile(
    r"\b(cancel\w*|annul\w*|refund\w*|rembours\w*|void\w*|failed|echou\w*|echec|refuse\w*|declin\w*|rejet\w*|chargeback|expire\w*|abandon\w*|impaye\w*)\b"
)
_PARTLY = re.compile(r"\b(partial\w*|partiel\w*|non (annul|rembours)\w*|not (cancel|refund)\w*)\b")
_EURO = frozenset({"", "eur", "euro", "euros", "€"})


def _cancelled(fields: pd.DataFrame) -> np.ndarray[Any, Any]:
    """The lines of orders that were cancelled, refused or paid back whole."""
    return _of_words(fields, "order_status", lambda text: bool(_CANCELLED.search(keys.fold(text)) and not _PARTLY.search(keys.fold(text))))


def _foreign(fields: pd.DataFrame) -> np.ndarray[Any, Any]:
    """The lines whose amounts are in another currency than the euro."""
    return _of_words(fields, "currency", lambda text: text.strip().casefold() not in _EURO)


def _of_words(fields: pd.DataFrame, name: str, tells: Callable[[str], bool]) -> np.ndarray[Any, Any]:
    if name not in fields:
        return np.zeros(len(fields), dtype=bool)
    known = {text: isinstance(text, str) and tells(text) for text in set(fields[name].tolist())}
    return np.array([known[text] for text in fields[name].tolist()], dtype=bool)


def _list(frame: pd.DataFrame, name: str) -> list[Any]:
    return frame[name].tolist() if name in frame else [None] * len(frame)


def _cents(frame: pd.DataFrame, name: str) -> np.ndarray[Any, Any]:
    if name not in frame:
        return np.full(len(frame), _NONE, dtype=np.int64)
    values = pd.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float)
    return np.where(np.isnan(values), _NONE, np.rint(np.nan_to_num(values) * 100)).astype(np.int64)


def _of_line(frame: pd.DataFrame) -> np.ndarray[Any, Any]:
    """The cents of each line alone: its amount, else price × quantity."""
    line, price = _cents(frame, "line_amount"), _cents(frame, "unit_price")
    quantity = (
        pd.to_numeric(frame["quantity"], errors="coerce").fillna(1).to_numpy(dtype=float) if "quantity" in frame else np.ones(len(frame))
    )
    priced = np.where(price == _NONE, _NONE, np.rint(np.where(price == _NONE, 0, price) * quantity)).astype(np.int64)
    return np.where(line != _NONE, line, priced)


def _amounts(frame: pd.DataFrame) -> np.ndarray[Any, Any]:
    """The cents of each line: of its order, else its own."""
    total = _cents(frame, "order_amount")
    return np.where(total != _NONE, total, _of_line(frame))
