"""The card as a page: the same facts for the eye, in the language in force."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from crm_course.foundations.language import date, money, number

from . import texts as words
from .texts import field_label, label

__all__ = ["head", "page", "table"]

_PROFILE = ("title", "company", "siren", "birth_date", "street", "postcode", "town", "acquisition_channel", "created_on")
_STYLE = """<style>
.crm-card { max-width: 900px; line-height: 1.45; }
.crm-card h3 { margin: 0 0 4px; } .crm-card h4 { margin: 14px 0 4px; font-size: 1em; font-weight: 600; }
.crm-card .crm-grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 0 28px; }
.crm-card .crm-table { border-collapse: collapse; table-layout: auto; width: 100%; font-size: .95em; }
.crm-card .crm-table th { text-align: left; font-weight: 600; border-bottom: 1px solid #999; padding: 3px 10px 3px 0; }
.crm-card .crm-table td { text-align: left; white-space: normal; border-bottom: 1px solid #e8e8e8; padding: 3px 10px 3px 0; vertical-align: top; }
.crm-card .crm-table td.crm-date { white-space: nowrap; }
.crm-card .crm-table td.crm-number { text-align: right; white-space: nowrap; }
.crm-empty { color: #555; }
</style>"""


class Card(Protocol):
    """What a page shows of a customer (:class:`crm_course.crm.card.record.Customer`)."""

    @property
    def profile(self) -> Mapping[str, Any]: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> Any: ...
    @property
    def contact_points(self) -> pd.DataFrame: ...
    @property
    def timeline(self) -> pd.DataFrame: ...
    @property
    def next_actions(self) -> pd.DataFrame: ...
    @property
    def consents(self) -> pd.DataFrame: ...

    def sentence(self) -> str: ...


def head(card: Card) -> pd.DataFrame:
    """Profile, contact points and value, in words: field, value."""
    value = card.value
    rows = [(field_label(name), _written(name, card.profile.get(name))) for name in _PROFILE if card.profile.get(name)]
    rows += [(label(kind), _spaced(str(address))) for kind, address in card.contact_points[["kind", "value"]].itertuples(index=False)]
    rows += [(words.FIELDS["orders"].say(), number(value.orders)), (words.FIELDS["revenue"].say(), money(value.revenue))]
    if value.first_order and value.last_order:
        rows += [
            (words.FIELDS["basket"].say(), money(value.basket)),
            (words.FIELDS["first_order"].say(), date(value.first_order.date())),
            (words.FIELDS["last_order"].say(), date(value.last_order.date())),
        ]
    if value.recommend is not None:
        rows.append((words.FIELDS["recommend"].say(), f"{number(value.recommend)} / 10"))
    return pd.DataFrame(rows, columns=["field", "value"])


def _spaced(address: str) -> str:
    """A French number in pairs, as people read it: 06 39 98 01 02."""
    return " ".join(address[n : n + 2] for n in range(0, 10, 2)) if len(address) == 10 and address.isdecimal() else address


def page(card: Card, lines: int = 12) -> str:
    """The card as HTML, safe whatever the data hold; at most `lines` rows of each list."""
    last = card.timeline.head(lines)
    timeline = last.assign(what=[_what(row) for row in last.itertuples(index=False)])
    actions = card.next_actions.head(lines).dropna(axis=1, how="all")
    state = card.consents.drop_duplicates(["channel", "purpose"], keep="last")
    left = [("profile", table(head(card), heads=False)), ("actions", table(actions, heads=False))]
    right = [("consents", table(state[["channel", "purpose", "status", "ts"]])),
             ("timeline", table(timeline[["ts", "kind", "channel", "what", "amount"]]))]  # fmt: skip
    columns = "".join(f"<div>{''.join(_section(key, body) for key, body in side)}</div>" for side in (left, right))
    title = f"<h3>{html.escape(card.name)}</h3><p>{html.escape(card.sentence())}</p>"
    return f'{_STYLE}<div class="crm-card">{title}<div class="crm-grid">{columns}</div></div>'


def _what(row: Any) -> str:
    """A contact in a few words: what was written down, else what it was."""
    written = row.words if row.kind in ("note", "activity", "document") and isinstance(row.words, str) else ""
    return written or " · ".join(filter(None, [label(row.what), label(row.status)]))


def _section(key: str, body: str) -> str:
    return f"<h4>{html.escape(words.SECTIONS[key].say())}</h4>{body}"


def table(frame: pd.DataFrame, *, heads: bool = True) -> str:
    """A frame as an HTML table: codes in words, dates and amounts as the language writes them."""
    if frame.empty:
        return f'<p class="crm-empty">{html.escape(words.EMPTY.say())}</p>'
    top = "".join(f"<th>{html.escape(_heading(name))}</th>" for name in frame.columns) if heads else ""
    body = "".join(
        f"<tr>{''.join(_cell(n, v) for n, v in zip(frame.columns, row, strict=True))}</tr>" for row in frame.itertuples(index=False)
    )
    return f'<table class="crm-table">{f"<tr>{top}</tr>" if heads else ""}{body}</table>'


def _heading(name: Any) -> str:
    return words.FIELDS[name].say() if name in words.FIELDS else str(name)


def _cell(name: str, value: Any) -> str:
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    kind = "crm-number" if numeric else "crm-date" if hasattr(value, "to_pydatetime") else "crm-words"
    return f'<td class="{kind}">{html.escape(_written(name, value))}</td>'


def _written(name: str, value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    if hasattr(value, "to_pydatetime"):
        return date(value.to_pydatetime().date())
    if name.endswith(("_on", "_date")) or name in ("due", "ts"):
        return date(pd.Timestamp(value).date())
    if isinstance(value, int | float):
        return money(value) if name in ("amount", "revenue", "forecast") else number(value)
    return label(value)
