"""Move what is done for customers, and see what it does to the plan and to the decision."""

from __future__ import annotations

from typing import Any

from crm_course.foundations.language import money
from crm_course.foundations.panel import Number, Panel, Share, View

from ..decision import money_to_find
from ..study import Study
from . import Levers
from . import texts as words
from .charts import relations_chart

__all__ = ["relations_explorer"]


def relations_explorer(study: Study) -> Panel:
    """Retention, cost per contact, faster answer, a CRM: what each adds a year, and what the project then leads to.

    Parameters
    ----------
    study : Study
        To which the levers are added.
    """

    def answer(**values: Any) -> View:
        levers = Levers(**{**values, "users": round(values["users"])})
        fed = levers.fed(study)
        table = levers.by_lever(study)
        added = float(fed.outcome("gain")) - float(study.outcome("gain"))
        idle = levers == _idle(levers)
        return View(
            sentence=words.IDLE.say() if idle else (words.ADDS if added >= 0 else words.TAKES).say(gain=abs(added)),
            detail="" if idle else fed.sentence(),
            charts=[relations_chart(table)],
            meaning=" ".join(
                [words.MEANING.say(sales=levers.kept_sales + levers.answered_sales, saved=levers.saved, cost=levers.yearly_cost, investment=levers.investment),
                 words.ASSUMED.say(), *([money_to_find(fed)] if fed.project.investment else [])]
            ),
            figures={words.LEVERS[str(name)].say(): money(float(gain)) for name, gain in table["gain"].items()},
            subject=fed,
        )  # fmt: skip

    return Panel(words.QUESTION, _inputs(study), answer)


def _idle(levers: Levers) -> Levers:
    """The same with every lever at rest."""
    return Levers(
        **{name: getattr(levers, name) for name in Levers.__slots__}
        | {"points": 0.0, "moved": 0.0, "abandoned_after": levers.abandoned, "users": 0, "integration": 0.0}
    )


def _inputs(study: Study) -> list[Any]:
    sales = float(study.before.turnover)
    customers = max(round(sales / 400, -1), 10.0)
    return [
        Number("customers", words.CUSTOMERS, customers, high=max(10 * customers, 1_000), step=10),
        Number("sales_per_customer", words.SALES, round(sales / customers) if customers else 0, high=max(20 * sales / customers, 100), step=10, unit="€"),
        Number("points", words.POINTS, 0, high=20, step=0.5),
        Number("contacts", words.CONTACTS, customers, high=max(20 * customers, 1_000), step=10),
        Share("abandoned_after", words.ABANDONED_AFTER, 0.10, high=0.6),
        Number("users", words.USERS, 0, high=200, decimals=0),
        Number("contact_cost", words.CONTACT_COST, 6, high=60, step=0.5, unit="€", more=True),
        Number("cheaper_cost", words.CHEAPER_COST, 1, high=60, step=0.5, unit="€", more=True),
        Share("moved", words.MOVED, 0.0, more=True),
        Share("abandoned", words.ABANDONED, 0.10, high=0.6, more=True),
        Share("order_share", words.ORDER_SHARE, 0.30, more=True),
        Number("basket", words.BASKET, 80, high=5_000, step=5, unit="€", more=True),
        Share("lost", words.LOST, 0.5, more=True),
        Number("licence", words.LICENCE, 480, high=5_000, step=10, unit="€", more=True),
        Number("training", words.TRAINING, 400, high=5_000, step=10, unit="€", more=True),
        Number("integration", words.INTEGRATION, 0, high=200_000, step=500, unit="€", more=True),
    ]  # fmt: skip
