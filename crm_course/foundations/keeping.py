"""Nothing typed is lost: an explorer on a page tells its state, and takes it up again.

The page keeps the state where the reader's browser keeps things of this computer, and hands it back
after a reload, the Back button or a closed tab. What says ``kept`` and ``restore`` speaks for itself;
any other explorer is kept by the panels in it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

import ipywidgets as widgets

from .errors import CourseError
from .inputs import alert
from .language import Text
from .panel import Panel

__all__ = ["Kept"]

_NOT_KEPT = Text(
    fr="Ce qui avait été gardé de la visite précédente ne se rouvre pas ({why}). Rien d’autre n’a changé.",
    en="What was kept of the visit before does not open again ({why}). Nothing else has changed.",
)


class Kept(widgets.VBox):
    """An explorer and, unseen, its state as text: out at each change, in when the page hands one back."""

    def __init__(self, explorer: Any) -> None:
        self.explorer, self._quiet = explorer, False
        self._out, self._note = widgets.HTML().add_class("crm-kept"), widgets.HTML()
        self._in = widgets.Textarea(continuous_update=False).add_class("crm-restore")
        self._in.observe(self._handed, "value")
        self._places = widgets.Text(continuous_update=False).add_class("crm-places")
        self._places.observe(self._fit, "value")
        super().__init__([self._note, explorer, self._out, self._in, self._places])
        for part in _parts(explorer):
            part.listen(self._tell)
        self._tell()

    @property
    def state(self) -> str:
        """The explorer's state; empty where it is too much to be kept (a large file: it can be opened again)."""
        parts = list(_parts(self.explorer))
        return (
            "" if any(getattr(part, "heavy", False) for part in parts) else json.dumps([part.kept() for part in parts], ensure_ascii=False)
        )

    def restore(self, state: str) -> None:
        """Take a state up again; one that does not fit is said, and changes nothing else."""
        try:
            kept = json.loads(state)
            for part, content in zip(list(_parts(self.explorer)), kept, strict=True):
                part.restore(content)
        except CourseError as error:
            self._note.value = alert(_NOT_KEPT.say(why=error.message()))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            self._note.value = alert(_NOT_KEPT.say(why=type(error).__name__))

    def _handed(self, change: Any) -> None:
        if change["new"]:
            self._quiet = True  # half a state, kept by a page that is left meanwhile, would be a loss
            self.restore(change["new"])
            self._quiet = False
            self._tell()

    def _fit(self, change: Any) -> None:
        """The page says which charts take more room than there is."""
        if change["new"]:
            places = {name: (float(taken), float(room)) for name, (taken, room) in json.loads(change["new"]).items()}
            for part in _parts(self.explorer):
                part.fit(places)

    def _tell(self) -> None:
        if self._quiet:
            return
        self._out.value = f"<pre>{html.escape(self.state)}</pre>"


def _parts(explorer: Any) -> Iterator[Any]:
    """What speaks for itself in an explorer, from the outside in: itself, or the panels that it holds."""
    if isinstance(explorer, Panel) or hasattr(explorer, "kept"):
        yield explorer
        return
    for child in getattr(explorer, "children", ()):
        yield from _parts(child)
