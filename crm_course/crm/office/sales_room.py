"""Sales in progress as columns: a card a sale, moved by its own menu or dragged."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets

from crm_course.foundations.language import money, percent
from crm_course.foundations.panel import button

from ..card.texts import label
from ..charts import pipeline_chart
from . import texts as words
from .room import Office, Room, drawn, sentence

__all__ = ["PipelineRoom"]

_WIDE = {"description_width": "initial"}
CLOSED_IN_SIGHT = 5
"""Sales won or lost that stay in sight."""


class PipelineRoom(Room):
    """A column a stage; a sale goes to another stage by the menu on its card, or dragged on a page."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.answer, self.chart = widgets.HTML(), widgets.VBox()
        self.columns = widgets.HBox().add_class("crm-board")
        self.cards: dict[int, Any] = {}
        self.dragged = widgets.Text(continuous_update=False).add_class("crm-dragged")
        self.dragged.observe(self._dropped, "value")
        self.title = widgets.Text(description=words.NEW_SALE.say(), style=_WIDE, layout={"width": "460px"})
        self.amount = widgets.FloatText(description=words.AMOUNT.say(), value=1000, style=_WIDE)
        self.add = button(words.ADD, "plus", self.act(self._add))
        new = widgets.HBox([self.title, self.amount, self.add], layout={"flex_flow": "row wrap"})
        self.children = [self.answer, self.said, self.columns, self.dragged, new, self.chart]

    def refresh(self) -> None:
        """Show the present state."""
        board = self.store.pipeline()
        self.answer.value = sentence(board.sentence())
        self.chart.children = [drawn(pipeline_chart(board))] if (board.stages["sales"] > 0).any() else []
        stages = self.store.table("pipeline_stages").sort_values("position")["stage"].tolist()
        people = self.store.table("customers").set_index("customer_id")
        self.cards = {}
        columns = []
        for stage in stages:
            sales = board.sales[board.sales["stage"] == stage]
            shown = sales if (sales["outcome"] == "open").all() else sales.tail(CLOSED_IN_SIGHT)
            for sale in shown.itertuples(index=False):
                self.cards[int(sale.opportunity_id)] = self._card(sale, stages, people)
            head = widgets.HTML(
                f"<h3>{html.escape(label(stage))}</h3><p>{html.escape(words.COLUMN.say(count=len(sales), amount=float(sales['amount'].sum())))}</p>"
            )
            cards = [self.cards[int(number)] for number in shown["opportunity_id"]]
            columns.append(widgets.VBox([head, *cards]).add_class("crm-stage").add_class(f"crm-stage-{stage}"))
        self.columns.children = columns

    def _card(self, sale: Any, stages: list[str], people: Any) -> Any:
        """Title, person, amount and chance, and the menu that moves it."""
        known = people.loc[sale.customer_id] if sale.customer_id in people.index else None
        who = (
            " ".join(str(known[part]) for part in ("first_name", "last_name") if isinstance(known[part], str)) if known is not None else ""
        )
        told = widgets.HTML(
            f"<strong>{html.escape(sale.title or '–')}</strong><span>{html.escape(who)}</span>"
            f"<span>{html.escape(money(sale.amount))} · {html.escape(percent(sale.chance, 0))}</span>"
        )
        name = words.MOVE_ONE.say(number=sale.opportunity_id)
        menu = widgets.Dropdown(
            options=[(label(stage), stage) for stage in stages], value=sale.stage, tooltip=name, description=words.STAGE.say(), style=_WIDE
        )
        menu.observe(lambda change, number=int(sale.opportunity_id): self.move(number, change["new"]), "value")
        return widgets.VBox([told, menu]).add_class("crm-sale").add_class(f"crm-sale-{sale.opportunity_id}")

    def move(self, number: int, stage: str) -> None:
        """Move a sale to another stage, and show the columns anew."""

        def moved() -> str:
            self.store.move_opportunity(number, stage)
            return words.MOVED.say(number=number, stage=label(stage))

        self.act(moved)()

    def _dropped(self, change: Any) -> None:
        """The page says which card was dropped on which column."""
        number, _, stage = change["new"].partition(":")
        if number.isdigit() and int(number) in self.cards and self.cards[int(number)].children[1].value != stage:
            self.move(int(number), stage)
        self.dragged.value = ""

    def _add(self) -> str:
        if self.office.customer is None:
            return words.PICK.say()
        self.store.add_opportunity(self.office.customer, self.title.value, self.amount.value)
        return words.SAVED.say()
