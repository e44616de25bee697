"""The customer base as a page: search and card, import, tickets, sales, whom to contact, rights.

One office with six rooms around one store; the card chosen in the first room is the one that
the others speak about.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from crm_course.foundations import theme
from crm_course.foundations.errors import CourseError
from crm_course.foundations.inputs import alert
from crm_course.foundations.panel import STYLE, button, link

from . import explorer_texts as words
from .practice import practice
from .store import Store
from .store import open as open_store

__all__ = ["Office", "Room", "card_widget", "explorer"]


_TABS = "<style>.crm-panel .lm-TabBar-tabLabel { color: #333 !important; } .crm-found { text-align: left; }</style>"


def explorer(store: Store | None = None) -> Office:
    """The office around a store; without one, around the practice shop, with a field to open one's own."""
    return Office(store)


def card_widget(store: Store, customer_id: int) -> Any:
    """The 360° card of a customer as a widget: facts, next actions, time line."""
    from .charts import timeline_chart

    card = store.customer(customer_id)
    return widgets.VBox([widgets.HTML(card._repr_html_()), drawn(timeline_chart(card))])


class Office(widgets.VBox):
    """Six rooms around one store.

    Attributes
    ----------
    store : Store
    customer : int or None
        The card chosen in the first room.
    rooms : dict of Room
        ``card``, ``import``, ``desk``, ``pipeline``, ``law``, ``rights``.
    """

    def __init__(self, store: Store | None) -> None:
        from .explorer_rooms import ROOMS

        self.example = store is None
        self.store = store if store is not None else practice().store
        self.customer: int | None = None
        self._notice = widgets.HTML()
        self._name = widgets.Text(value="clients.db", description=words.BASE.say(), style={"description_width": "initial"})
        self._open = button(words.OPEN, "folder-open", self._open_own)
        self.rooms: dict[str, Room] = {name: room(self) for name, room in ROOMS.items()}
        self._tabs = widgets.Tab(list(self.rooms.values()), titles=[words.ROOMS[name].say() for name in self.rooms])
        self._tabs.observe(lambda change: self.refresh(), "selected_index")
        head = widgets.HTML(f"{STYLE}{_TABS}<h2>{html.escape(words.TITLE.say())}</h2>")
        self._own = widgets.HBox([self._name, self._open]) if self.example else widgets.HBox()
        super().__init__([head, self._notice, self._own, self._tabs])
        self.add_class("crm-panel")
        self.add_class("crm-office")
        self._told()
        for room in self.rooms.values():
            room.refresh()

    def refresh(self) -> None:
        """Show the present state of the room in sight."""
        list(self.rooms.values())[self._tabs.selected_index or 0].refresh()

    def _told(self) -> None:
        said = words.EXAMPLE.say(folder=Path.cwd()) if self.example else words.OWN.say(name=self.store.name)
        self._notice.value = f'<p class="crm-notice">{html.escape(said)}</p>'

    def _open_own(self) -> None:
        try:
            store = open_store(f"sqlite:///{Path(self._name.value.strip()).expanduser().absolute()}")
        except CourseError as error:
            self._notice.value = alert(error.message())
            return
        self.store.close()
        self.store, self.customer, self.example = store, None, False
        self._own.children = ()
        self._told()
        for room in self.rooms.values():
            room.refresh()


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
