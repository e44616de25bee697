"""What does my sending tool say? A report of campaigns as counts: Brevo, Mailchimp, a plain table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import quantities
from crm_course.foundations.errors import CourseError, InvalidData
from crm_course.foundations.mapping import Field, brought

from . import texts

__all__ = ["FIELDS", "Report", "read_report"]

_RATE = "rate|taux|percent|pourcent|pct|%"
FIELDS: tuple[Field, ...] = (
    Field(name="campaign", label=texts.FIELDS["campaign"], example=("Mars", "Avril", "Mai"), words="campaign name|nom de la campagne|campagne|campaign|title|titre|nom|name|subject|objet"),
    Field(
        name="sent", label=texts.FIELDS["sent"], example=("7900", "8040", "8160"), never=f"{_RATE}|date|time|heure", kinds=("number",), needed=True,
        words="total recipients|recipients|destinataires|envoyes|envois|sent|emails sent|messages envoyes|nombre d envois",
    ),
    Field(
        name="delivered", label=texts.FIELDS["delivered"], example=("7790", "7950", "8062"), never=_RATE, kinds=("number",),
        words="successful deliveries|delivered|delivres|livres|arrives|deliveries|recus",
    ),
    Field(name="bounced", label=texts.FIELDS["bounced"], never=_RATE, kinds=("number",), words="total bounces|bounces|bounced|rebonds|non arrives|erreurs"),
    Field(
        name="opened", label=texts.FIELDS["opened"], example=("3020", "2990", "3105"), never=f"{_RATE}|total", kinds=("number",),
        words="unique opens|unique openers|ouvertures uniques|ouvreurs|ouvertures|ouverts|opened|opens|openers",
    ),
    Field(
        name="clicked", label=texts.FIELDS["clicked"], example=("262", "231", "219"), never=f"{_RATE}|total", kinds=("number",),
        words="unique clicks|unique clickers|clics uniques|cliqueurs|clics|cliques|clicked|clicks|clickers",
    ),
    Field(
        name="unsubscribed", label=texts.FIELDS["unsubscribed"], example=("16", "22", "31"), never=_RATE, kinds=("number",),
        words="unsubscribes|unsubscribed|unsubscriptions|desabonnements|desabonnes|desinscriptions|desinscrits",
    ),
)  # fmt: skip
_COUNTS = ("delivered", "opened", "clicked", "unsubscribed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A send report, read.

    Attributes
    ----------
    campaigns : DataFrame
        ``campaign, sent`` and what the tool tells of ``delivered, opened, clicked, unsubscribed``, with ``click_rate``.
    counts : dict
        Sums, as :func:`crm_course.campaigns.funnel` takes them: over the campaigns of which every figure is known.
    summed : int
        Campaigns in `counts`.
    skipped : int
        Rows without a readable number of messages sent.
    told : str
        How the file was read.
    notices : tuple of str
        What else the reader should know: which campaigns are not in the sums, and why.
    """

    campaigns: pd.DataFrame = field(repr=False)
    counts: dict[str, float]
    summed: int
    skipped: int = 0
    told: str = ""
    notices: tuple[str, ...] = ()


def read_report(file: Any) -> Report:
    """A report of one's sending tool: a frame, a sheet, or a table with its columns named.

    Raises
    ------
    InvalidData
        No column of messages sent, or no row with a number of them.

    >>> table = pd.DataFrame({"Campaign Name": ["May"], "Sent": ["1 000"], "Bounces": ["10"], "Unique Opens": ["300"], "Open rate": ["30%"]})
    >>> read_report(table).counts
    {'sent': 1000.0, 'delivered': 990.0, 'opened': 300.0}
    """
    read = brought(file, FIELDS)
    known = {
        each.name: _figures(read.cells(each.name)) for each in FIELDS if each.name != "campaign" and read.column(each.name) is not None
    }
    if "sent" not in known and "delivered" in known:
        known["sent"] = known["delivered"] + known.get("bounced", 0)
    if "sent" not in known:
        read.require(FIELDS)
    if "delivered" not in known and "bounced" in known:
        known["delivered"] = known["sent"] - known["bounced"]
    usable = known["sent"] > 0
    if not usable.any():
        raise InvalidData(texts.FIELDS["sent"], texts.REPORT_ROW, None)
    names = read.cells("campaign")
    table = pd.DataFrame({"campaign": np.arange(1, len(read.frame) + 1).astype(str) if names is None else names.astype(str).to_numpy()})
    table = table.assign(sent=known["sent"], **{name: known[name] for name in _COUNTS if name in known})[usable].reset_index(drop=True)
    if "clicked" in table.columns:
        table["click_rate"] = table["clicked"] / (table["delivered"] if "delivered" in table.columns else table["sent"])
    stages = [name for name in _COUNTS if name in table.columns and table[name].notna().any()]
    whole = table[["sent", *stages]].notna().all(axis=1)
    if not whole.any():
        raise InvalidData(texts.FIELDS["sent"], texts.REPORT_ROW, None)
    counts = {name: float(table.loc[whole, name].sum()) for name in ("sent", *stages)}
    notices = []
    if not whole.all():
        notices.append(texts.LEFT_OUT.say(rows=int((~whole).sum()), names=", ".join(table.loc[~whole, "campaign"].head(5))))
    if "delivered" not in counts:
        notices.append(texts.NO_DELIVERED.say())
    return Report(
        campaigns=table, counts=counts, summed=int(whole.sum()), skipped=int((~usable).sum()), told=read.told, notices=tuple(notices)
    )


def _figures(cells: pd.Series | None) -> np.ndarray:
    def one(cell: Any) -> float:
        try:
            return float(quantities.number(str(cell))) if str(cell).strip() else float("nan")
        except CourseError:
            return float("nan")

    return np.array([one(cell) for cell in ([] if cells is None else cells)], dtype=float)
