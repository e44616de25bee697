"""The room for files: how a file is read, what it would change, the import on one's word, and its undoing."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from crm_course.foundations.errors import CourseError, UnknownName
from crm_course.foundations.inputs import alert
from crm_course.foundations.panel import button

from ..card.page import table
from ..imports.mapping import MODEL, identifies
from ..imports.reports import Preview, Report
from ..imports.texts import FIELD_LABELS, LEFT_OUT
from . import texts as words
from .room import Office, Room, download, sentence

__all__ = ["ImportRoom"]

_WIDE = {"description_width": "initial"}
_IN_SIGHT = 20
_CUT = 28
"""Letters of a cell that is shown as a sample."""


class ImportRoom(Room):
    """A file, how its columns are read, what importing it would do; then, on one's word, the import, and if need be its undoing."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.file = widgets.FileUpload(accept=".csv,.txt,.tsv,.xlsx", description=words.FILE.say(), layout={"width": "240px"})
        self.sheet = widgets.Dropdown(description=words.SHEET.say(), options=[], style=_WIDE, layout={"display": "none"})
        self.columns = widgets.VBox().add_class("crm-mapping")
        self.attested = widgets.Text(description=words.ATTEST.say(), style=_WIDE, layout={"width": "640px"})
        self.shop = widgets.Text(description=words.SHOP.say(), style=_WIDE, layout={"width": "640px"})
        self.go = button(words.IMPORT, "check", self.act(self._import))
        self.shown, self.rejected = widgets.HTML(), widgets.HTML()
        self.done = widgets.Dropdown(description=words.DONE.say(), options=[], style=_WIDE, layout={"width": "460px"})
        self.undo = button(words.UNDO, "undo", self.act(self._undo))
        self.choices: dict[str, Any] = {}
        self._name, self._content = "", b""
        self.file.observe(
            lambda change: change["new"] and self.offer(change["new"][0]["name"], bytes(change["new"][0]["content"])), "value"
        )
        self.sheet.observe(lambda change: change["new"] and self._offer(), "value")
        self.attested.observe(lambda change: self.choices and self.act(self._again)(), "value")
        self._past = widgets.HBox([self.done, self.undo], layout={"flex_flow": "row wrap"})
        self.children = [
            widgets.HTML(f"<p>{html.escape(words.BRING.say())} {download(words.MODEL.say(), _model())}</p>"),
            self.file, self.sheet, self.shown, self.columns, self.said, self.rejected, self._past,
        ]  # fmt: skip

    def refresh(self) -> None:
        """The imports that can be undone."""
        past = self.store.imports()
        past = past[past["undone_at"].isna()].head(_IN_SIGHT)
        self.done.options = [
            (words.ONE_IMPORT.say(number=number, file=file or "–", lines=int(lines)), int(number))
            for number, file, lines in past[["import_id", "file", "lines"]].itertuples(index=False)
        ]
        self.done.value = int(past["import_id"].iloc[0]) if len(past) else None
        self._past.layout.display = None if len(past) else "none"

    # -- before ---------------------------------------------------------------------------

    def offer(self, name: str, content: bytes) -> Preview | None:
        """Show what importing a file would do; nothing is written."""
        self._name, self._content = name, content
        self.sheet.options, self.sheet.layout.display = [], "none"
        return self._offer()

    def _offer(self) -> Preview | None:
        self.said.value = self.rejected.value = self.shown.value = ""
        self.choices = {}
        try:
            seen: Preview = self._with_file(lambda path: self.store.preview(path, sheet=self.sheet.value or None))
        except UnknownName as error:
            self.said.value, self.columns.children = alert(error.message()), ()
            self.sheet.options, self.sheet.layout.display = [("–", ""), *((name, name) for name in error.choices)], None
            return None
        except CourseError as error:
            self.said.value, self.columns.children = alert(error.message()), ()
            return None
        rows = [self._row(seen, column) for column in seen.mapping]
        title = widgets.HTML(f"<p>{html.escape(words.COLUMNS.say())}</p>")
        self.columns.children = [title, *rows, self.attested, *([self.shop] if "id" in seen.mapping.values() else []), self.go]
        self._tell(seen)
        return seen

    def _row(self, seen: Preview, column: str) -> Any:
        """A column: its name, the first cell that is filled, and what it is taken for; what must be said has no choice yet."""
        fields = [(LEFT_OUT.say(), ""), *((text.say(), name) for name, text in FIELD_LABELS.items())]
        asked = column in seen.questions
        box = widgets.Dropdown(
            description=column, options=[(words.CHOOSE.say(), None), *fields] if asked else fields, value=None if asked else seen.mapping[column],
            style=_WIDE,
        )  # fmt: skip
        box.observe(lambda change: self.act(self._again)(), "value")
        self.choices[column] = box
        sample = seen.sample[column]
        return widgets.HBox([box, widgets.HTML(f"<small>{html.escape(sample[:_CUT] or '–')}</small>")], layout={"flex_flow": "row wrap"})

    def _tell(self, seen: Preview) -> None:
        known = identifies(seen.mapping)
        self.shown.value = sentence(seen.sentence())
        self.rejected.value = _details(seen.report) if known and seen.report else ""
        self.go.disabled = not known or bool(seen.questions)

    def _again(self) -> None:
        """Tell what importing would do, with the columns as they are chosen now."""
        self._tell(self._with_file(lambda path: self.store.preview(path, **self._wishes())))

    def _wishes(self) -> dict[str, Any]:
        mapping = {column: box.value for column, box in self.choices.items() if box.value is not None}
        return {"mapping": mapping, "attested": self.attested.value.strip() or None, "shop": self.shop.value.strip() or None,
                "sheet": self.sheet.value or None}  # fmt: skip

    def _with_file(self, work: Any) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, Path(self._name).name or "file")
            path.write_bytes(self._content)
            return work(path)

    # -- on one's word --------------------------------------------------------------------

    def _import(self) -> str:
        report: Report = self._with_file(lambda path: self.store.import_file(path, **self._wishes()))
        self.shown.value, self.columns.children, self.choices = "", (), {}
        self.rejected.value = _details(report)
        return report.sentence()

    def _undo(self) -> str | None:
        if self.done.value is None:
            return None
        undone = self.store.undo(self.done.value)
        self.office.customer = None
        self.rejected.value = ""
        return str(undone.sentence())


def _details(report: Report) -> str:
    """What was refused, left out, replaced and doubted, each as a list with its file."""
    parts = [
        (words.REJECTED, "refus.csv", report.rejected), (words.LEFT_OUT_CELLS, "cellules.csv", report.left_out),
        (words.CHANGES, "changements.csv", report.changes), (words.DOUBTED, "doutes.csv", report.doubts),
    ]  # fmt: skip
    return "".join(
        f"<h4>{html.escape(title.say())}</h4>{table(found.head(_IN_SIGHT), heads=name not in ('refus.csv', 'cellules.csv'))}{download(name, _csv(found))}"
        for title, name, found in parts
        if len(found)
    )


def _csv(frame: Any) -> bytes:
    return bytes(frame.to_csv(index=False, sep=";").encode("utf-8-sig"))


def _model() -> bytes:
    """An empty table with the headers that are understood, in the language in force."""
    return (";".join(FIELD_LABELS[name].say() for name in MODEL) + "\n").encode("utf-8-sig")
