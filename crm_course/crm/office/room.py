"""What the rooms of the office share: an act of a button, an answer, a chart in its place."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any, Protocol

import ipywidgets as widgets

from crm_course.foundations import theme
from crm_course.foundations.errors import CourseError
from crm_course.foundations.inputs import alert
from crm_course.foundations.panel import link

from ..charts import timeline_chart
from ..store import Store

__all__ = ["Office", "Room", "card_widget", "download", "drawn", "sentence"]


class Office(Protocol):
    """What a room knows of the office around it."""

    store: Store
    customer: int | None

    def show_card(self, number: int) -> None:
        """Choose a card, and go to it."""


class Room(widgets.VBox):
    """A room of the office: what it shows, and what went wrong, in words."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.said = widgets.HTML()
        super().__init__(layout={"padding": "8px 2px"})

    @property
    def store(self) -> Store:
        """The store of the office."""
        return self.office.store

    def refresh(self) -> None:
        """Show the present state."""

    def act(self, work: Callable[[], str | None]) -> Callable[[], None]:
        """`work` as the act of a button: its sentence is shown, and so is an error, in words."""

        def done() -> None:
            try:
                said = work()
            except CourseError as error:
                self.said.value = alert(error.message())
                return
            self.refresh()
            self.said.value = f'<p class="crm-notice" aria-live="polite">{html.escape(said)}</p>' if said else ""

        return done


def drawn(chart: Any) -> Any:
    """A chart in its place."""
    data, metadata = theme.bundle(chart)
    return widgets.Output(outputs=({"output_type": "display_data", "data": data, "metadata": metadata},)).add_class("crm-chart")


def sentence(text: str) -> str:
    """The answer of a room, large."""
    return f'<p class="crm-answer" aria-live="polite">{html.escape(text)}</p>'


def download(name: str, content: bytes) -> str:
    """A link to take a document away."""
    return link(name, content)


def card_widget(store: Store, customer_id: int) -> Any:
    """The 360° card of a customer as a widget: facts, next actions, time line."""
    card = store.customer(customer_id)
    return widgets.VBox([widgets.HTML(card._repr_html_()), drawn(timeline_chart(card))])
