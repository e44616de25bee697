"""Who are they? The list of customers with its filters, and ready answers by what customers ask."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets

from crm_course.foundations.language import Text
from crm_course.foundations.panel import button
from crm_course.foundations.shown import harmless
from crm_course.foundations.vocabulary import CONTACT_REASONS

from ..card.listing import listed
from ..card.texts import label
from ..knowledge import add_article, articles
from . import texts as words
from .room import Office, Room, download, sentence

__all__ = ["KnowledgeRoom", "ListRoom"]

_WIDE = {"description_width": "initial"}
IN_SIGHT = 50
"""Lines of the list that are shown; all go into the file."""


class ListRoom(Room):
    """Filters over the list; a name opens its card."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.town = widgets.Dropdown(description=words.TOWN.say(), style=_WIDE)
        self.channel = widgets.Dropdown(description=words.WON_BY.say(), style=_WIDE)
        self.since = widgets.DatePicker(description=words.SINCE.say(), style=_WIDE)
        self.silent = widgets.DatePicker(description=words.SILENT.say(), style=_WIDE)
        self.answer, self.file = widgets.HTML(), widgets.HTML()
        self.lines = widgets.VBox().add_class("crm-list")
        self._quiet = False
        for box in (self.town, self.channel, self.since, self.silent):
            box.observe(self._changed, "value")
        filters = widgets.HBox([self.town, self.channel, self.since, self.silent], layout={"flex_flow": "row wrap"})
        self.children = [filters, self.answer, self.said, self.lines, self.file]

    def refresh(self) -> None:
        """Show the present state."""
        known = listed(self.store)
        self._quiet = True
        for box, column, spoken in ((self.town, "town", str), (self.channel, "acquisition_channel", label)):
            present, values = box.value, sorted({value for value in known[column] if isinstance(value, str) and value})
            box.options = [(words.ANY.say(), ""), *((spoken(value), value) for value in values)]
            box.value = present if present in values else ""
        self._quiet = False
        self.look()

    def _changed(self, _: Any) -> None:
        if not self._quiet:
            self.look()

    def look(self) -> None:
        """The customers that the filters leave."""
        found = listed(
            self.store, town=self.town.value or "", channel=self.channel.value or "", since=self.since.value, silent_since=self.silent.value
        )
        self.answer.value = sentence((words.LISTED if len(found) <= IN_SIGHT else words.LISTED_FIRST).say(count=len(found), shown=IN_SIGHT))
        self.lines.children = [self._line(row) for row in found.head(IN_SIGHT).itertuples(index=False)]
        safe = found.map(lambda value: harmless(value) if isinstance(value, str) else value).rename(
            columns=lambda name: words.HEADS[name].say()
        )
        table = safe.to_csv(index=False, sep=words.SEPARATOR.say()).encode("utf-8-sig")
        self.file.value = download(words.LIST_FILE.say(), table) if len(found) else ""

    def _line(self, row: Any) -> Any:
        parts = [str(part) for part in (row.first_name, row.last_name) if isinstance(part, str)]
        name = " ".join(parts) or (row.company if isinstance(row.company, str) else f"n° {row.customer_id}")
        made = button(Text.literal(name), "user", lambda: self.office.show_card(int(row.customer_id)))
        told = " · ".join(
            str(part)
            for part in (
                row.company,
                row.postcode,
                row.town,
                label(row.acquisition_channel) if isinstance(row.acquisition_channel, str) else None,
            )
            if isinstance(part, str) and part
        )
        return widgets.HBox([made.add_class("crm-found"), widgets.HTML(f"<span>{html.escape(told)}</span>")]).add_class("crm-list-line")


class KnowledgeRoom(Room):
    """Ready answers: found by their words, written in a line."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        families = [(family.label.say(), name) for name, family in CONTACT_REASONS.items()]
        self.search = widgets.Text(description=words.ARTICLE_SEARCH.say(), style=_WIDE, layout={"width": "460px"})
        self.family = widgets.Dropdown(description=words.FAMILY.say(), options=[(words.ANY.say(), ""), *families], value="", style=_WIDE)
        self.list = widgets.HTML()
        self.about = widgets.Dropdown(description=words.NEW_FAMILY.say(), options=families, style=_WIDE)
        self.title = widgets.Text(description=words.ARTICLE_TITLE.say(), style=_WIDE, layout={"width": "460px"})
        self.body = widgets.Textarea(
            description=words.ARTICLE_BODY.say(), rows=3, style=_WIDE, layout={"width": "560px", "max_width": "100%"}
        )
        self.add = button(words.ADD, "plus", self.act(self._add))
        for box in (self.search, self.family):
            box.observe(lambda change: self.refresh(), "value")
        filters, new = (
            widgets.HBox(boxes, layout={"flex_flow": "row wrap"}) for boxes in ([self.search, self.family], [self.about, self.title])
        )
        self.children = [
            filters,
            self.list,
            widgets.HTML(f"<h3>{html.escape(words.NEW_ARTICLE.say())}</h3>"),
            new,
            self.body,
            self.add,
            self.said,
        ]

    def refresh(self) -> None:
        """Show the present state."""
        found = articles(self.store, self.search.value, family=self.family.value)
        shown = "".join(
            f"<details class='crm-article'><summary>{html.escape(str(row.title))} <span>{html.escape(CONTACT_REASONS[str(row.family)].label.say())}</span></summary><p>{html.escape(str(row.body))}</p></details>"
            for row in found.itertuples(index=False)
        )
        self.list.value = sentence(words.ARTICLES.say(count=len(found)) if len(found) else words.NO_ARTICLE.say()) + shown

    def _add(self) -> str:
        add_article(self.store, self.about.value, self.title.value, self.body.value)
        self.title.value = self.body.value = ""
        return words.SAVED.say()
