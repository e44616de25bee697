"""The rooms of the office."""

from __future__ import annotations

import datetime as dt
import html
from typing import Any

import ipywidgets as widgets

from crm_course.foundations.errors import CourseError
from crm_course.foundations.panel import button
from crm_course.foundations.vocabulary import CONTACT_REASONS

from ..card.page import table
from ..card.texts import label
from ..charts import desk_chart, reach_chart
from ..law import rules
from ..law.rights import RIGHTS
from ..law.texts import PEOPLE
from . import texts as words
from .import_room import ImportRoom
from .list_room import KnowledgeRoom, ListRoom
from .room import Office, Room, card_widget, download, drawn, sentence
from .sales_room import PipelineRoom

__all__ = ["ROOMS"]

_IN_SIGHT = 20
_WIDE = {"description_width": "initial"}
_REASONS = [(text.say(), code) for family in CONTACT_REASONS.values() for code, text in family.reasons.items()]


def _choice(label_: Any, options: Any) -> Any:
    return widgets.Dropdown(description=label_.say(), options=options, style=_WIDE)


def _offer(box: Any, options: list[tuple[str, Any]]) -> None:
    """New options for a choice; the first one is chosen."""
    box.options = options
    box.value = options[0][1] if options else None


def _words(*values: Any) -> str:
    """The values that are there, as words."""
    return " ".join(value for value in values if isinstance(value, str) and value)


class CardRoom(Room):
    """Search as one types, the card, and what to write on it."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.search = widgets.Text(description=words.SEARCH.say(), style=_WIDE, layout={"width": "460px"})
        self.found = widgets.VBox(layout={"width": "560px", "max_width": "100%", "max_height": "230px", "overflow": "auto"})
        self._buttons: dict[int, Any] = {}
        self.card = widgets.VBox()
        self.kind = _choice(words.WHAT, [(text.say(), kind) for kind, text in words.KINDS.items()])
        self.reason = _choice(words.REASON, _REASONS)
        self.words = widgets.Text(description=words.WORDS.say(), style=_WIDE, layout={"width": "460px"})
        self.save = button(words.SAVE, "check", self.act(self._write))
        self.search.observe(lambda change: self.look(), "value")
        self.children = [self.search, self.said, self.found, self.card,
                         widgets.HBox([self.kind, self.reason, self.words, self.save], layout={"flex_flow": "row wrap"})]  # fmt: skip

    def look(self) -> None:
        """Show the cards that fit what was typed, each as a button.

        A button is its card's for as long as it is in sight: whoever clicks while the list still
        changes gets the person whose name is on it, which a place in a list cannot promise.
        """
        found = self.store.search(self.search.value, limit=_IN_SIGHT)
        shown = {row[0]: self._buttons.pop(row[0], None) or self._button(*row) for row in found.itertuples(index=False, name=None)}
        self.found.children = tuple(shown.values())
        for gone in self._buttons.values():
            gone.close()
        self._buttons = shown
        told = words.NONE_FOUND if not shown else words.FIRST_FOUND if len(shown) == _IN_SIGHT else words.FOUND
        said = told.say(count=len(shown))
        self.said.value = f'<p aria-live="polite">{html.escape(said)}</p>' if self.search.value.strip() else ""

    def _button(self, customer_id: int, first_name: Any, last_name: Any, company: Any, postcode: Any, town: Any) -> Any:
        parts = (_words(first_name, last_name), _words(company), _words(postcode, town), f"n°\N{NO-BREAK SPACE}{customer_id}")
        made = widgets.Button(description=" · ".join(filter(None, parts)), layout={"width": "auto", "flex": "0 0 auto"})
        made.on_click(lambda _: self._choose(customer_id))
        return made.add_class("crm-found")

    def refresh(self) -> None:
        number = self.office.customer
        self.card.children = [card_widget(self.store, number)] if number is not None else []

    def _choose(self, number: int) -> None:
        self.office.customer = number
        self.refresh()

    def _write(self) -> str:
        number, said = self.office.customer, self.words.value
        if number is None:
            return words.PICK.say()
        match self.kind.value:
            case "call":
                self.store.record_call(number, said)
            case "visit":
                self.store.record_visit(number, said)
            case "task":
                self.store.add_task(said, customer_id=number)
            case "ticket":
                self.store.open_ticket(number, self.reason.value, said)
            case _:
                self.store.add_note(number, said)
        self.words.value = ""
        return words.SAVED.say()


class DeskRoom(Room):
    """Open tickets, the late ones first."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.answer, self.chart, self.list = widgets.HTML(), widgets.VBox(), widgets.HTML()
        self.ticket = _choice(words.TICKET, [])
        self.done = button(words.CLOSE, "check", self.act(self._close))
        self.children = [self.answer, self.chart, self.list, widgets.HBox([self.ticket, self.done]), self.said]

    def refresh(self) -> None:
        desk = self.store.desk()
        self.answer.value = sentence(desk.sentence())
        self.chart.children = [drawn(desk_chart(desk))] if len(desk.tickets) else []
        shown = desk.tickets.head(30).rename(columns={"due_at": "due", "reason": "what", "opened_at": "ts"})
        self.list.value = table(
            shown[["ts", "due", "channel", "what", "priority", "subject"]].rename(columns={"priority": "status", "subject": "words"})
        )
        rows = desk.tickets[["ticket_id", "reason"]].itertuples(index=False)
        _offer(self.ticket, [(f"{number} · {label(reason)}", number) for number, reason in rows])

    def _close(self) -> str | None:
        if self.ticket.value is None:
            return None
        self.store.close_ticket(self.ticket.value)
        return words.SAVED.say()


class LawRoom(Room):
    """Whom the law lets one contact, on a date, and why."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.channel = _choice(words.CHANNEL, [(label(channel), channel) for channel in rules.CHANNELS])
        self.on = widgets.DatePicker(description=words.ON.say(), value=dt.date.today(), style=_WIDE)
        self.sector = _choice(words.SECTOR, [(text.say(), sector) for sector, text in words.SECTORS.items()])
        self.answer, self.chart, self.list = widgets.HTML(), widgets.VBox(), widgets.HTML()
        for box in (self.channel, self.on, self.sector):
            box.observe(lambda change: self.act(lambda: None)(), "value")
        self.children = [
            widgets.HBox([self.channel, self.on, self.sector], layout={"flex_flow": "row wrap"}),
            self.answer,
            self.said,
            self.chart,
            self.list,
        ]

    def refresh(self) -> None:
        on, channel, sector = self.on.value or dt.date.today(), self.channel.value, self.sector.value or None
        reach = self.store.reach([dt.date(2026, 8, 10), on] if on != dt.date(2026, 8, 10) else [on, dt.date(2026, 8, 11)], sector=sector)
        now = reach[(reach["channel"] == channel) & (reach["on"] == on)].iloc[0]
        everyone = int(now["all"])
        said = PEOPLE.say(allowed=int(now["allowed"]), all=everyone, share=int(now["allowed"]) / max(everyone, 1))
        if self.office.customer is not None:
            verdict = self.store.may_contact(self.office.customer, channel, on=on, sector=sector)
            said += " " + words.ONE.say(name=self.store.customer(self.office.customer).name, verdict=verdict.sentence())
        self.answer.value = sentence(said)
        self.chart.children = [drawn(reach_chart(reach))]


class RightsRoom(Room):
    """Requests of persons, the copy, the erasure, the purge."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.who, self.link, self.late = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self.right = _choice(words.RIGHT, [(label(right), right) for right in RIGHTS])
        self.received = widgets.DatePicker(description=words.RECEIVED.say(), value=dt.date.today(), style=_WIDE)
        self.record = button(words.RECORD, "pencil", self.act(self._record))
        self.copy = button(words.COPY, "download", self.act(self._copy))
        self.sure = widgets.Checkbox(description=words.SURE.say(), value=False, indent=False)
        self.erase = button(words.ERASE, "trash", self.act(self._erase))
        self.purge = button(words.PURGE, "trash", self.act(self._purge))
        for made in (self.record, self.copy, self.erase, self.purge):
            made.layout.width = "auto"
        self.children = [self.who, self.said, self.link, widgets.HBox([self.right, self.received, self.record], layout={"flex_flow": "row wrap"}),
                         self.copy, widgets.HBox([self.erase, self.sure]), self.late, self.purge]  # fmt: skip

    def refresh(self) -> None:
        number = self.office.customer
        said = words.PICK.say() if number is None else words.CHOSEN.say(name=self.store.customer(number).name, number=number)
        self.who.value = sentence(said)
        overdue = self.store.overdue()
        self.late.value = f"<p>{html.escape(words.OVERDUE.say(count=len(overdue)) if len(overdue) else words.NO_OVERDUE.say())}</p>"
        self.purge.layout.display = None if len(overdue) else "none"

    def _chosen(self) -> int:
        if self.office.customer is None:
            raise CourseError(words.PICK)
        return self.office.customer

    def _record(self) -> str:
        received = self.received.value or dt.date.today()
        self.store.record_request(self._chosen(), self.right.value, received)
        return words.DUE.say(day=rules.answer_due(received))

    def _copy(self) -> str:
        copy = self.store.export_person(self._chosen())
        self.link.value = download(f"fiche-{copy.customer_id}.json", copy.to_json().encode()) + download(
            f"fiche-{copy.customer_id}.html", copy.to_html().encode()
        )
        return copy.sentence()

    def _confirmed(self) -> None:
        if not self.sure.value:
            raise CourseError(words.CONFIRM)
        self.sure.value, self.link.value = False, ""

    def _erase(self) -> str:
        number = self._chosen()
        self._confirmed()
        done = self.store.erase_person(number)
        self.office.customer = None
        return done.sentence()

    def _purge(self) -> str:
        self._confirmed()
        self.office.customer = None
        return self.store.purge().sentence()


ROOMS: dict[str, type[Room]] = {
    "card": CardRoom, "list": ListRoom, "import": ImportRoom, "desk": DeskRoom, "pipeline": PipelineRoom, "knowledge": KnowledgeRoom,
    "law": LawRoom, "rights": RightsRoom,
}  # fmt: skip
