"""Which contacts does a file tell? Event tables of any tool, one line a contact, as a log.

Columns go by our names or by those of the tools (« Client », « Date et heure », « Canal »,
``user_id``, ``event_name`` …). A purchase is told by a column of yes and no, by one that is
filled for purchases only (a number of an order), or by the name of the event. A line whose
time cannot be read, or that names no channel, is left out and told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_course.foundations import dates
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.mapping import Brought, Field, brought
from crm_course.foundations.quantities import number
from crm_course.foundations.sheets import Sheet, nothing

from . import brought_texts as said
from . import events as log_of

__all__ = ["FIELDS", "EventTable", "read", "understood"]

FIELDS = (
    Field(name="customer_id", label=said.CUSTOMER, words="customer id|customer|id client|client id|client|user id|user pseudo id|userid|uid|visitor id|visiteur|contact id|identifiant client|identifiant|"
          "numero client|n client|numero de client|case concept name|cookie*|card number|n de carte", never="type|nom|name|segment|age", needed=True, example=("7", "7", "12")),
    Field(name="ts", label=said.TIME, words="ts|timestamp|time timestamp|event timestamp|date et heure|date heure|date time|datetime|horodat*|date|moment|quand|when|time|heure|jour|day|le",
          never="naissance|birth|inscription|signup", needed=True, example=("21/11/2026 14:05", "22/11/2026 09:30", "22/11/2026 18:00")),
    Field(name="channel", label=said.CHANNEL, words="channel|canal|default channel group*|channel group*|regroupement de canaux|source medium|session source medium|source|utm source|medium|touchpoint|"
          "point de contact|concept name", never="path|chemin|cout|cost", needed=True, example=("web", "magasin", "e-mail")),
    Field(name="converted", label=said.CONVERTED, words="converted|conversion|achat|achete|a achete|purchase|purchased|bought|vente|commande|order id|order|transaction id|transaction|key event|n de commande",
          never="date|montant|amount|value|valeur|revenu*|total", example=("non", "oui", "non")),
    Field(name="value", label=said.AMOUNT, words="value|valeur|amount|montant|revenue|revenu|chiffre d affaires|ca|order total|total|panier|prix|price", kinds=("number",), example=("", "1 250,50", "")),
    Field(name="cost", label=said.COST, words="cost|cout|depense*|spend", kinds=("number",)),
    Field(name="event", label=said.EVENT, words="event name|event|evenement|nom de l evenement|action|activity|activite|type d evenement|event type", kinds=("text",)),
    Field(name="category", label=said.CATEGORY, words="category|categorie|rayon|famille", kinds=("text",)),
    Field(name="device", label=said.DEVICE, words="device|device category|appareil|terminal", kinds=("text",)),
)  # fmt: skip
"""What a column of an event table can be."""

_TRUE, _FALSE = (
    frozenset({"1", "1 0", "true", "vrai", "oui", "yes", "x", "o", "y"}),
    frozenset({"", "0", "0 0", "false", "faux", "non", "no", "n"}),
)
_PURCHASES = frozenset(
    {
        "purchase",
        "order",
        "achat",
        "commande",
        "vente",
        "order completed",
        "order placed",
        "checkout completed",
        "transaction",
        "conversion",
        "payment",
        "paiement",
    }
)
_FEW = 0.2
"""Share of lines that may be left out; beyond, the column itself is refused."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventTable:
    """A log from a file.

    Attributes
    ----------
    log : DataFrame
        ``customer_id, ts, channel, converted`` and what else the file has.
    left : tuple of (line, column, cell)
        Lines that were left out, and why.
    notices : tuple of str
        What the reader should know of how the file was read.
    """

    log: pd.DataFrame
    left: tuple[tuple[int, str, str], ...]
    notices: tuple[str, ...]

    def sentence(self) -> str:
        """What was read, and what was left out."""
        return " ".join(self.notices)


def understood(value: pd.DataFrame | Sheet | Brought) -> Brought:
    """What each column is taken for; where no channel is told, the events are the contacts."""
    file = brought(value, FIELDS)
    event = file.column("event")
    if not isinstance(value, Brought) and file.column("channel") is None and event is not None:
        return brought(file, FIELDS, {event: "channel"})
    return file


def read(value: pd.DataFrame | Sheet | Brought) -> EventTable:
    """A log from the lines of a file.

    Raises
    ------
    InvalidData
        If no column is the customer, the time or the channel, or if more than a fifth of the
        lines cannot be read: the first of them.

    >>> table = pd.DataFrame({"Client": ["7", "7"], "Date": ["21/11/2026 14:05", "22/11/2026"], "Canal": ["web", "magasin"], "Achat": ["non", "oui"]})
    >>> read(table).log[["channel", "converted"]].to_numpy().tolist()
    [['web', False], ['magasin', True]]
    """
    file = understood(value)
    file.require(FIELDS)
    log = (
        file.frame.rename(columns={column: name for column, name in file.mapping.items() if name and name != column})
        .replace({"": None})
        .reset_index(drop=True)
    )
    moments = dates.read(file.frame[file.column("ts")].reset_index(drop=True), zone="UTC")
    times = moments.values  # noqa: PD011 - the reading's, not a frame's
    untimed, unplaced = times.isna().to_numpy(), log["channel"].map(nothing).to_numpy(dtype=bool)
    converted, wrong, told = _purchases(file)
    bad = {
        "ts": (untimed, log_of.CLOCK),
        "channel": (unplaced & ~untimed, log_of.PRESENT),
        "converted": (wrong & ~untimed & ~unplaced, log_of.YES_NO),
    }
    left = [_left(file, name, places, rule) for name, (places, rule) in bad.items() if places.any()]
    log = log.assign(ts=times.dt.tz_localize("UTC"), converted=converted)
    amounts, lost = _amounts(file, log)
    kept = ~(untimed | unplaced | wrong)
    refused = [each for some in left for each in some] + lost
    notices = [moments.sentence(), *told, *([_said(refused)] if refused else [])]
    return EventTable(log=log.assign(**amounts)[kept].reset_index(drop=True), left=tuple(refused), notices=tuple(notices))


# -- private ------------------------------------------------------------------------------


def _left(file: Brought, name: str, places: np.ndarray, rule: object) -> list[tuple[int, str, str]]:
    """The lines to leave out for one column; too many of them, and the column is refused."""
    column = file.column(name) or name
    lines = [(file.line(int(place)), str(column), str(file.frame[column].iloc[place])) for place in np.flatnonzero(places)]
    if len(lines) > _FEW * len(places):
        raise InvalidData(str(column), rule, lines[0][2], line=lines[0][0])  # type: ignore[arg-type]
    return lines


def _purchases(file: Brought) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Which lines are purchases, which cannot be told, and how they were told."""
    column = file.column("converted")
    none = np.zeros(len(file.frame), dtype=bool)
    if column is None:
        return _by_event(file, none)
    words = file.frame[column].map(lambda cell: "" if nothing(cell) else fold(cell))
    yes, no = words.isin(_TRUE).to_numpy(), words.isin(_FALSE).to_numpy()
    if (yes | no).mean() >= 1 - _FEW or not (words == "").any():
        return yes, ~(yes | no), []
    filled = (words != "").to_numpy()
    return filled, none, [said.FILLED.say(column=column, count=int(filled.sum()))]


def _by_event(file: Brought, none: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Purchases by the name of the event, or of the channel where events stand in it."""
    for name in ("event", "channel"):
        cells = file.cells(name)
        found = none if cells is None else cells.map(fold).isin(_PURCHASES).to_numpy()
        if cells is not None and found.any():
            words = ", ".join(sorted(set(cells[found])))
            return found, none, [said.BOUGHT.say(column=file.column(name), words=words, count=int(found.sum()))]
    return none, none, [said.NO_PURCHASE.say()]


def _amounts(file: Brought, log: pd.DataFrame) -> tuple[dict[str, list[float]], list[tuple[int, str, str]]]:
    """Euros of each line, 0 where none stands, and the cells that could not be read."""
    made: dict[str, list[float]] = {}
    lost: list[tuple[int, str, str]] = []
    for name in {"value", "cost"} & set(log.columns):
        column, cells = str(file.column(name)), file.cells(name)
        made[name] = []
        for place, cell in enumerate(() if cells is None else cells.tolist()):
            try:
                made[name].append(number(cell, name=column) if cell != "" else 0.0)
            except InvalidValue:
                made[name].append(float("nan"))
                lost.append((file.line(place), column, str(cell)))
    return made, lost


def _said(left: Sequence[tuple[int, str, str]]) -> str:
    where = " ; ".join(said.AT_LINE.say(line=line, column=column, cell=cell[:30]) for line, column, cell in left[:3])
    return said.LEFT.say(count=len(left), where=where + (" …" if len(left) > 3 else ""))
