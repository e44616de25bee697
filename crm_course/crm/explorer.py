"""The customer base as a page: search and card, import, tickets, sales, whom to contact, rights.

One office with eight rooms around one store; the card chosen in the first room is the one that
the others speak about.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from crm_course.foundations.errors import CourseError
from crm_course.foundations.inputs import alert
from crm_course.foundations.panel import STYLE, button

from .office import texts as words
from .office.room import Room, card_widget
from .office.rooms import ROOMS
from .practice import practice
from .store import Store
from .store import open as open_store

__all__ = ["Office", "Room", "card_widget", "explorer"]


_TABS = "<style>.crm-panel .lm-TabBar-tabLabel { color: #333 !important; } .crm-found { text-align: left; }</style>"


def explorer(store: Store | None = None) -> Office:
    """The office around a store; without one, around the practice shop, with a field to open one's own."""
    return Office(store)


class Office(widgets.VBox):
    """Eight rooms around one store.

    Attributes
    ----------
    store : Store
    customer : int or None
        The card chosen in the first room.
    rooms : dict of Room
        ``card``, ``list``, ``import``, ``desk``, ``pipeline``, ``knowledge``, ``law``, ``rights``.
    """

    def __init__(self, store: Store | None) -> None:
        self.example = store is None
        self._listeners: list[Callable[[], None]] = []
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
        self._heard()

    def show_card(self, number: int) -> None:
        """Choose a card, and go to it."""
        self.customer = number
        self._tabs.selected_index = list(self.rooms).index("card")
        self.refresh()

    # -- what the page keeps --------------------------------------------------------------

    heavy = False

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` when another base, card or room is in sight."""
        self._listeners.append(heard)

    def kept(self) -> dict[str, Any]:
        """Which base is open, which card is chosen, which room is in sight."""
        return {"base": "" if self.example else self._name.value, "customer": self.customer, "room": self._tabs.selected_index or 0}

    def restore(self, kept: dict[str, Any]) -> None:
        """Open that base again, where its file is still there, and go where one was."""
        if kept["base"] and Path(kept["base"]).expanduser().exists():
            self._name.value = kept["base"]
            self._open_own()
        self._tabs.selected_index = int(kept["room"])
        if kept["customer"] is not None and len(self.store.table("customers").query("customer_id == @kept['customer']")):
            self.customer = int(kept["customer"])
        self.refresh()

    def fit(self, places: Any) -> None:
        """Its charts are small enough."""

    def _heard(self) -> None:
        for heard in self._listeners:
            heard()

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
        self._heard()
