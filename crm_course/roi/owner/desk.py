"""The owner's desk: his figures in, the answer, what he takes away.

One study lies on the desk. It comes from the form, from a spreadsheet or from a file saved
here; the two explorers move it; the report says it. Opening another study puts the present
one aside, and :meth:`Desk.back` takes it up again.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from crm_course.foundations import saving
from crm_course.foundations.errors import CourseError
from crm_course.foundations.inputs import alert
from crm_course.foundations.panel import Panel, button, link

from ..explorer import cash_explorer, explorer
from ..relations.explorer import relations_explorer
from ..report import FORMATS
from ..study import Study
from ..study_file import as_words
from . import texts as words
from .figures import study_of
from .form import Form
from .importing import accounts_of, read, template

__all__ = ["Desk", "desk"]

STYLE = Path(__file__).with_name("desk.css")


def desk(study: Study, *, example: bool = False) -> Desk:
    """The owner's page, starting from `study`.

    Parameters
    ----------
    study : Study
    example : bool
        Say that these figures are an example, to be replaced.
    """
    return Desk(study, example=example)


class Desk(widgets.VBox):
    """See :func:`desk`."""

    def __init__(self, study: Study, *, example: bool = False) -> None:
        self._past: list[tuple[Any, ...]] = []
        self._offered: dict[str, Any] = {}
        self._listeners: list[Callable[[], None]] = []
        self.cash: Panel | None = None
        self.relations: Panel | None = None
        self._feed = button(words.FEED, "plus", self._fed)
        self.books = ""
        self._title, self._note, self._ready, self._told = (widgets.HTML() for _ in range(4))
        self._form, self._stage = widgets.VBox(), widgets.VBox()
        self._tabs = widgets.ToggleButtons(
            options=[(text.say(), text.say()) for text in (words.YEAR_TAB, words.CASH_TAB, words.RELATIONS_TAB)]
        )
        self._tabs.observe(lambda _: self._show(), "value")
        style = widgets.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>").add_class("crm-style")
        super().__init__([style, self._opening(), self._note, self._form, self._tabs, self._stage, self._taking()])
        self.add_class("crm-desk")
        self._lay(study, words.EXAMPLE if example else words.SHOWN)

    def __repr__(self) -> str:
        return f"<Desk: {self.study.name}>"

    # -- what code can do -----------------------------------------------------------------

    @property
    def study(self) -> Study:
        """The study as the sliders stand: the year of one explorer, the investment of the other."""
        year = self._base_moved()
        if self.cash is None or self.cash.view is None or self.cash.values == self._offered:
            return year
        return replace(year, project=self.cash.view.subject.project)

    def take(self, study: Study) -> None:
        """Put another study on the desk; the present one can be taken up again."""
        self._past.append((self._base, self.year, self.cash, self._offered, self._title.value))
        self._lay(study, words.SHOWN)

    def back(self) -> None:
        """Take up the study that was there before."""
        if self._past:
            self._base, self.year, self.cash, self._offered, self._title.value = self._past.pop()
            self.relations = None
            self._back.disabled = not self._past
            self._show()

    def load(self, content: bytes, filename: str) -> None:
        """Open a spreadsheet, a CSV, the books of a year, or a saved study with its scenarios."""
        books = accounts_of(content, filename)
        study = study_of(books.rows(), self.study) if books else read(content, filename, self.study)
        if not study.name or study.name == self._base.name:
            study = replace(study, name=words.MINE.say()) if content[:1] != b"{" else study
        self.take(study)
        if content[:1] == b"{" and (page := json.loads(content).get("page")):
            self.year.reopen(json.dumps(page).encode(), filename)
        self.books = books.sentence() if books else ""
        if books and not self._form.children:
            self._toggle_form()  # each line with its guess, variable or fixed, to be changed

    def saved(self) -> bytes:
        """The study as a file, with the scenarios that were kept."""
        content = json.loads(as_words(self.study))
        return json.dumps({**content, "page": json.loads(self.year.saved())}, ensure_ascii=False, indent=1).encode()

    # -- what the page keeps --------------------------------------------------------------

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` after each change of the study, the sliders, or the form."""
        self._listeners.append(heard)

    def kept(self) -> dict[str, Any]:
        """The study, both explorers, and what stands in the form, as plain data."""
        form = self._form.children[0] if self._form.children else None
        return {
            "study": json.loads(self.saved()), "cash": self.cash.kept() if self.cash else None, "tab": self._tabs.index, "relations": self.relations.kept() if self.relations else None,
            "form": {"name": form.name, "rows": [list(row) for row in form.rows()]} if form else None,
        }  # fmt: skip

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up what :meth:`kept` gave."""
        self.load(json.dumps(kept["study"]).encode(), words.MINE.say())
        if kept.get("cash") and kept["tab"] == 1:
            self._tabs.index = 1
            if self.cash is not None:
                self.cash.restore(kept["cash"])
        if kept.get("relations") and kept["tab"] == 2:
            self._tabs.index = 2
            if self.relations is not None:
                self.relations.restore(kept["relations"])
        if kept.get("form"):
            self._open_form(kept["form"])

    def fit(self, places: Mapping[str, tuple[float, float]]) -> None:
        """Draw charts narrower that take more room than there is."""
        for panel in filter(None, (self.year, self.cash, self.relations)):
            panel.fit(places)

    def _heard(self) -> None:
        for heard in self._listeners:
            heard()

    # -- parts ----------------------------------------------------------------------------

    def _opening(self) -> Any:
        opener = widgets.FileUpload(accept=".xlsx,.csv,.txt,.json", description=words.OPEN.say(), icon="folder-open")
        opener.observe(self._dropped, "value")
        self._fill = button(words.FILL, "table", self._toggle_form)
        self._back = button(words.BACK, "arrow-left", self.back)
        model = button(words.TEMPLATE, "download", lambda: self._hand_over(words.TEMPLATE_FILE.say(), lambda: template(self.study)))
        files = widgets.HBox([opener]).add_class("crm-file")
        buttons = widgets.HBox([self._fill, files, model, self._back]).add_class("crm-actions")
        return widgets.VBox([self._title, buttons]).add_class("crm-opening")

    def _taking(self) -> Any:
        made = [
            button(
                words.SAVE,
                "save",
                lambda: self._hand_over(f"{saving.slug(self.study.name) if self.study.name else words.FILES['study']}.json", self.saved),
            )
        ]
        made += [button(text, "download", self._report(ending)) for ending, text in words.REPORTS.items()]
        head = widgets.HTML(f"<h3>{html.escape(words.TAKE_AWAY.say())}</h3>")
        return widgets.VBox([head, widgets.HBox(made).add_class("crm-actions"), self._told, self._ready]).add_class("crm-taking")

    def _report(self, ending: str) -> Callable[[], None]:
        return lambda: self._hand_over(
            f"{words.FILES['report']}-{saving.slug(self.study.name)}.{ending}", lambda: FORMATS[ending](self.study)
        )

    # -- what happens ---------------------------------------------------------------------

    def _lay(self, study: Study, title: Any) -> None:
        self._base, self.year, self.cash, self.relations = study, explorer(study), None, None
        self.year.listen(self._heard)
        self._title.value = f"<p class='crm-study'>{html.escape(title.say(name=study.name or words.MINE))}</p>"
        self._back.disabled = not self._past
        self._tabs.value = words.YEAR_TAB.say()
        self._show()
        self._heard()

    def _show(self) -> None:
        """Put the chosen explorer on the stage; that of the investment follows the year's sliders."""
        shown: Panel = self.year
        if self._tabs.value == words.CASH_TAB.say():
            values, offered = (self.cash.values, self._offered) if self.cash else ({}, {})
            shown = self.cash = cash_explorer(self._base_moved())
            self._offered = shown.values
            if values != offered:
                shown.set(**values)
            shown.listen(self._heard)
            self._heard()
            if not self._base.project.investment:
                self._note.value = f"<p class='crm-notice'>{html.escape(words.PRICE.say(price=shown.values['investment']))}</p>"
        self._feed.layout.display = "none"
        if self._tabs.value == words.RELATIONS_TAB.say():
            kept = self.relations.values if self.relations else {}
            shown = self.relations = relations_explorer(self.study)
            if kept:
                shown.set(**kept)
            shown.listen(self._heard)
            self._feed.layout.display = None
        for part in (shown.files, *shown.documents):
            part.layout.display = "none"
        self._stage.children = [shown, self._feed]

    def _fed(self) -> None:
        """The levers become part of the study; the one before can be taken up again."""
        if self.relations is not None and self.relations.view is not None:
            self.take(self.relations.view.subject)
            self._note.value = f"<p class='crm-notice'>{html.escape(words.FED.say())}</p>"

    def _base_moved(self) -> Study:
        """The study as the year's sliders stand, its investment as it was opened."""
        moved: Study = self.year.view.subject if self.year.view else self._base
        return moved

    def _toggle_form(self) -> None:
        if self._form.children:
            self._form.children, self._fill.description = [], words.FILL.say()
            self._heard()
            return
        self._open_form()

    def _open_form(self, typed: dict[str, Any] | None = None) -> None:
        form = Form(self.study, self._computed, typed=typed)
        form.listen(self._heard)
        self._form.children, self._fill.description = [form], words.CLOSE.say()
        self._heard()

    def _computed(self, form: Form) -> None:
        """The form's figures become the study; a wrong one is named, and nothing changes."""
        study = replace(study_of(form.rows(), self.study), name=form.name)
        self.take(study)
        self._toggle_form()

    def _dropped(self, change: Any) -> None:
        if not change["new"]:
            return
        upload = change["new"][0]
        try:
            self.load(bytes(upload["content"]), upload["name"])
        except CourseError as error:
            self._note.value = alert(f"{error.message()} {words.STILL.say(name=self.study.name or words.MINE)}")
            return
        told = f" {self.books}" if self.books else ""
        self._note.value = f"<p>{html.escape(words.OPENED.say(path=upload['name']) + told)}</p>"

    def _hand_over(self, name: str, make: Callable[[], bytes]) -> None:
        """Make a document, saying so while it takes time, and put its link there."""
        self._ready.value = ""
        self._told.value = f"<p role='status'>{html.escape(words.MAKING.say(name=name))}</p>"
        try:
            content = make()
        except CourseError as error:
            self._told.value = alert(error.message())
            return
        self._told.value = f"<p role='status'>{html.escape(words.READY.say(name=name))}</p>"
        self._ready.value = link(name, content, "crm-ready")
