"""From the commercial plan to the customer: what does a broken promise cost further down the chain?

A stock-out defers an item; a deferred item is delivered late more often, and its customer asks when it will come; those contacts take agents.
Each link is measured on the tables of a mail-order world, the last by Erlang's formula.

Assumptions: contacts that orders with a deferred item make beyond those of other orders are due to the deferral; they come like the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_course.contact_center.staffing import agents_needed
from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["PromiseChain", "promise_chain"]

_TABLES = ("campaigns", "orders", "order_lines", "deliveries", "tickets", "stock")
_RULE = Text(fr="un monde avec la table « {table} »", en='a world with the table "{table}"')
_LINKS: dict[str, tuple[Text, Text]] = {
    "plan": (Text(fr="Plan commercial", en="Commercial plan"), Text(fr="{value:number0} envois de catalogue et de messages", en="{value:number0} mailings")),
    "orders": (Text(fr="Commandes", en="Orders"), Text(fr="{value:number0} en {months:number0} mois", en="{value:number0} in {months:number0} months")),
    "stock": (Text(fr="Achats et stock", en="Purchasing and stock"), Text(fr="{value:percent} des jours-articles en rupture", en="{value:percent} of item-days out of stock")),
    "deferred": (Text(fr="Promesse", en="Promise"), Text(fr="{value:percent} des commandes ont un article différé", en="{value:percent} of orders have a deferred item")),
    "late": (Text(fr="Livraison", en="Delivery"), Text(fr="{value:percent} de retards quand un article est différé, {other:percent} sinon", en="{value:percent} late when an item is deferred, {other:percent} otherwise")),
    "contacts": (Text(fr="Relation client", en="Customer relations"), Text(fr="{value:number0} contacts de plus pour 100 commandes différées", en="{value:number0} contacts more for 100 deferred orders")),
    "agents": (Text(fr="Conseillers", en="Agents"), Text(fr="{value:number} sur {all:number} répondent à des articles différés", en="{value:number} of {all:number} answer for deferred items")),
}  # fmt: skip
_TITLE = Text(
    fr="Sur {agents:number} conseillers, {spared:number} répondent à des promesses qui n’ont pas été tenues",
    en="Of {agents:number} agents, {spared:number} answer for promises that were not kept",
)
_FINDING = Text(
    fr="{deferred:percent} des commandes ont un article différé ; elles font {share:percent} des contacts qui ne sont pas des commandes. "
    "Sur {agents:number} conseillers, {spared:number} répondent à des promesses qui n’ont pas été tenues.",
    en="{deferred:percent} of orders have a deferred item; they make {share:percent} of the contacts that are no orders. "
    "Of {agents:number} agents, {spared:number} answer for promises that were not kept.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseChain(Said):
    """The links, measured.

    Attributes
    ----------
    frame : ``link, measure``, as the reader reads them.
    deferred_share : share of orders with a deferred item, 0–1.
    contacts_per_deferred : contacts that such an order makes beyond those of another.
    contacts_share : share of all contacts that are due to deferrals, 0–1.
    agents, agents_spared : agents that the line needs; how many fewer without deferrals.
    """

    frame: pd.DataFrame = field(repr=False)
    deferred_share: float
    contacts_per_deferred: float
    contacts_share: float
    agents: int
    agents_spared: int

    def finding(self) -> str:
        """The last link in a few words."""
        return _TITLE.say(agents=self.agents, spared=self.agents_spared)

    def sentence(self) -> str:
        """The finding in words."""
        return _FINDING.say(deferred=self.deferred_share, share=self.contacts_share, agents=self.agents, spared=self.agents_spared)


def promise_chain(tables: Mapping[str, pd.DataFrame], *, calls: float = 60) -> PromiseChain:
    """The chain from commercial plan to customer on the tables of a mail-order world.

    Parameters
    ----------
    tables : {name: DataFrame}
        ``campaigns, orders, order_lines, deliveries, tickets, stock`` as :func:`crm_course.synthetic.world` makes them.
    calls : float
        Calls that are no orders, in a busy quarter-hour of the house: the world is a sample of its customers.

    Raises
    ------
    InvalidValue
        A table that is missing.
    """
    import pandas as pd

    for name in _TABLES:
        if name not in tables:
            raise InvalidValue("tables", _RULE, sorted(tables), table=name)
    orders, tickets, stock = tables["orders"].set_index("order_id"), tables["tickets"], tables["stock"]
    orders = orders[orders["status"].astype(str) != "cancelled"] if "status" in orders else orders
    deferred = tables["order_lines"].groupby("order_id")["deferred"].any().reindex(orders.index, fill_value=False).astype(bool)
    late = (tables["deliveries"].set_index("order_id")["status"].astype(str) == "late").reindex(orders.index, fill_value=False)
    asked = tickets.dropna(subset=["order_id"]).groupby("order_id")["contacts"].sum().reindex(orders.index, fill_value=0)
    more = float(asked[deferred].mean() - asked[~deferred].mean())
    share = max(more, 0) * float(deferred.sum()) / float(tickets["contacts"].sum())
    handle, busy = float(tickets["handle_seconds"].mean()), checks.positive("calls", calls)
    agents, without = int(agents_needed(busy, handle)), int(agents_needed(busy * (1 - share), handle))
    months = stock["month"].nunique()
    out = float(stock["days_out"].sum() / (pd.to_datetime(stock["month"]).dt.days_in_month.sum()))
    figures: dict[str, dict[str, float]] = {
        "plan": {"value": len(tables["campaigns"])}, "orders": {"value": len(orders), "months": months}, "stock": {"value": out},
        "deferred": {"value": float(deferred.mean())}, "late": {"value": float(late[deferred].mean()), "other": float(late[~deferred].mean())},
        "contacts": {"value": 100 * more}, "agents": {"value": agents - without, "all": agents},
    }  # fmt: skip
    rows = [(link.say(), measure.say(**figures[name])) for name, (link, measure) in _LINKS.items()]
    return PromiseChain(
        frame=pd.DataFrame(rows, columns=["link", "measure"]), deferred_share=float(deferred.mean()), contacts_per_deferred=more,
        contacts_share=share, agents=agents, agents_spared=agents - without,
    )  # fmt: skip
