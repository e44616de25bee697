"""The file that a reader brings to a page, and what its columns are: seen, and corrected.

One screen for every chapter: the file is dropped, each of its columns stands with some of its
cells and with what it was taken for; the reader's choice counts and is remembered for the next
file of this shape. A workbook of several sheets asks which. A model file can be downloaded.
"""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ipywidgets as widgets
import pandas as pd

from . import sheets
from .errors import CourseError, InvalidValue, UnknownName
from .inputs import alert
from .language import Text, current, number, typeset
from .mapping import Brought, Field, brought, model, remember

__all__ = ["MappedFile"]

Changed = Callable[[], None]

_LEFT_OUT = Text(fr="– laissée de côté –", en="– left out –")
_WHICH_SHEET = Text(fr="Quelle feuille ?", en="Which sheet?")
_CHOOSE = Text(fr="– choisissez –", en="– choose –")
_COLUMNS = Text(fr="Ce qui a été compris : une ligne par colonne du fichier", en="What was understood: a line for each column of the file")
_MODEL_FILE = Text(fr="modele.xlsx", en="model.xlsx")
_MODEL = Text(fr="Pas de fichier ? Modèle à remplir : {link}", en="No file? A model to fill in: {link}")
_FORGOTTEN = Text(
    fr="Ce choix ne sera pas retenu pour le prochain fichier : {why}.", en="This choice will not be kept for the next file: {why}."
)
_TABLE = Text(fr="un tableau et ce que sont ses colonnes", en="a table and what its columns are")
_SHOWN = 40
"""Columns with a choice of their own, at most."""


@dataclass(frozen=True, slots=True)
class MappedFile:
    """A file to drop, with a choice for each of its columns; its value is a :class:`~crm_course.foundations.mapping.Brought`, or ``None``."""

    name: str
    label: Text
    fields: Sequence[Field]
    understand: Callable[[Any], Brought] | None = None
    """How the columns are proposed, where the headers alone do not tell."""
    model: Text = _MODEL_FILE
    """Name of the model file."""
    default: None = None
    more: bool = False

    def control(self, changed: Changed) -> _Control:
        """The widget of this input; it calls `changed` when its value does."""
        return _Control(self, changed)

    def written(self, value: Any) -> str:
        """How many lines it has."""
        return "–" if value is None else number(len(_framed(value)))

    def pack(self, value: Any) -> Any:
        """The cells, line by line, header first, and what the columns are."""
        if value is None:
            return None
        frame = _framed(value)
        return {"cells": [list(map(str, frame.columns)), *frame.to_numpy().tolist()], "columns": dict(self.read(value).mapping)}

    def unpack(self, data: Any) -> Any:
        """The value that :meth:`pack` wrote."""
        if data is None:
            return None
        try:
            header, *rows = data["cells"] if isinstance(data, dict) else data
            frame = pd.DataFrame(rows, columns=header, dtype=str)
            return Brought(frame=frame, mapping=data["columns"]) if isinstance(data, dict) else self.read(frame)
        except (TypeError, ValueError, KeyError) as error:
            raise InvalidValue(self.label, _TABLE, data) from error

    def read(self, value: Any) -> Brought:
        """A sheet or a frame, with what its columns are taken for."""
        if self.understand is not None and not isinstance(value, Brought):
            return self.understand(value)
        return brought(value, self.fields)


class _Control:
    """Upload button, sheet, columns, model; a file that cannot be read is named in words and changes nothing."""

    def __init__(self, spec: MappedFile, changed: Changed) -> None:
        self._spec, self._changed, self._content, self._filename = spec, changed, b"", ""
        self._button = widgets.FileUpload(accept=".csv,.txt,.tsv,.xlsx", description=spec.label.say())
        self._button.observe(self._dropped, "value")
        self._sheet = widgets.Dropdown(description=_WHICH_SHEET.say())
        self._sheet.observe(self._sheet_chosen, "value")
        self._note, self._problem, self._head = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._rows = widgets.VBox().add_class("crm-mapping")
        self._model = widgets.HTML(_model_link(spec))
        self._value: Any = None
        self._show()
        parts = [self._button, self._sheet, self._note, self._problem, self._head, self._rows, self._model]
        self.widget = widgets.VBox(parts).add_class("crm-input").add_class("crm-file")

    @property
    def value(self) -> Any:
        """What was brought, or ``None``."""
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        self._value = value if value is None or isinstance(value, Brought) else self._spec.read(value)
        self._show()

    @property
    def choices(self) -> Mapping[str, Any]:
        """Column → its dropdown."""
        return {row.children[0].column: row.children[0] for row in self._rows.children}

    # -- what happens ---------------------------------------------------------------------

    def _dropped(self, change: Any) -> None:
        if change["new"]:
            upload = change["new"][0]
            self._content, self._filename = bytes(upload["content"]), str(upload["name"])
            self._sheet.options, self._sheet.value = [], None
            self._take(None)

    def _sheet_chosen(self, change: Any) -> None:
        if change["new"] and self._content:
            self._take(str(change["new"]))

    def _take(self, sheet: str | None) -> None:
        self._problem.value = ""
        try:
            found = sheets.read(self._content, filename=self._filename, sheet=sheet)
        except UnknownName as error:
            self._sheet.options = [(_CHOOSE.say(), ""), *((name, name) for name in error.choices)]
            self._sheet.layout.display = None
            self._problem.value = alert(error.message())
            return
        except CourseError as error:
            self._problem.value = alert(error.message())
            return
        self.value = found
        self._changed()

    def _chosen(self, column: str, name: str) -> None:
        self._value = brought(self._value, self._spec.fields, {column: name})
        self._problem.value = ""
        try:
            remember(self._value.frame, self._value.mapping, self._spec.fields)
        except OSError as error:
            self._problem.value = alert(_FORGOTTEN.say(why=error.strerror or type(error).__name__))
        self._show()
        self._changed()

    # -- what is seen ---------------------------------------------------------------------

    def _show(self) -> None:
        several = len(self._sheet.options) > 0
        self._sheet.layout.display = None if several else "none"
        told = [self._filename, self._value.told] if self._value is not None else []
        self._note.value = "".join(f"<p>{html.escape(typeset(words))}</p>" for words in told if words)
        self._head.value = f"<h4>{html.escape(_COLUMNS.say())}</h4>" if self._value is not None else ""
        self._rows.children = [] if self._value is None else [self._row(column) for column in list(self._value.mapping)[:_SHOWN]]

    def _row(self, column: str) -> Any:
        cells = [str(cell) for cell in self._value.frame[column].head(200) if not sheets.nothing(cell)][:3]
        sample = widgets.HTML(f"<small>{html.escape(' · '.join(cell[:28] for cell in cells) or '–')}</small>")
        options = [(_LEFT_OUT.say(), ""), *((field.label.say(), field.name) for field in self._spec.fields)]
        choice = widgets.Dropdown(description=column, options=options, value=self._value.mapping[column])
        choice.column = column
        choice.observe(lambda change: self._chosen(column, change["new"]), "value")
        return widgets.VBox([choice, sample])


@lru_cache(maxsize=32)
def _encoded(fields: tuple[Field, ...], title: Text, _: str) -> str:
    """The model file of a page in the language in force, made once."""
    return base64.b64encode(model(fields, title)).decode()


def _framed(value: Any) -> pd.DataFrame:
    frame = value.frame if hasattr(value, "frame") else value
    assert isinstance(frame, pd.DataFrame)
    return frame


def _model_link(spec: MappedFile) -> str:
    name = spec.model.say()
    encoded = _encoded(tuple(spec.fields), Text.literal(name.removesuffix(".xlsx")), current())
    link = f'<a download="{html.escape(name)}" href="data:application/octet-stream;base64,{encoded}">{html.escape(name)}</a>'
    return f"<small>{_MODEL.say(link='@').replace('@', link)}</small>"
