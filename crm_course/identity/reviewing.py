"""One person or two, decided by a person: the doubtful pairs, without what the machine thinks."""

from __future__ import annotations

from functools import partial
from typing import Any

import ipywidgets as widgets
import pandas as pd

from . import texts
from .columns import field_name
from .decisions import decide, undo
from .gathering import FIELDS
from .linkage import Linkage

__all__ = ["Review"]


class Review:
    """The pairs and the buttons; `linkage` is what was decided so far."""

    def __init__(self, linkage: Linkage, *, n: int, who: str) -> None:
        self.linkage, self.who = linkage, who
        self._pairs, self._at = linkage.doubtful(n, blind=True), 0
        self._words, self._done = widgets.HTML(), widgets.HTML()
        labels = ((texts.SAME, True), (texts.NOT_SAME, False), (texts.PASS, None))
        buttons = []
        for label, same in labels:
            button = widgets.Button(description=str(label), layout=widgets.Layout(width="auto"))
            button.on_click(partial(self._pressed, same))
            buttons.append(button)
        back = widgets.Button(description=str(texts.UNDO_LAST), layout=widgets.Layout(width="auto"))
        back.on_click(self._back)
        self._buttons = buttons
        self.shown = widgets.VBox([self._words, widgets.HBox([*buttons, back], layout=widgets.Layout(flex_flow="row wrap")), self._done])
        self._show()

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display(self.shown)  # type: ignore[no-untyped-call]

    def _pressed(self, same: bool | None, _: Any = None) -> None:
        row = self._pairs.iloc[self._at]
        if same is not None:
            self.linkage = decide(self.linkage, row["a"], row["b"], same=same, why=str(texts.REVIEWED), who=self.who)
        self._at += 1
        self._show()

    def _back(self, _: Any = None) -> None:
        taken = self.linkage.decisions
        undone = set(taken["undoes"].dropna())
        open_ones = taken[(taken["kind"] != "undo") & ~taken["decision"].isin(undone)]
        if len(open_ones):
            self.linkage = undo(self.linkage, int(open_ones["decision"].iloc[-1]), who=self.who)
            self._at = max(self._at - 1, 0)
        self._show()

    def _show(self) -> None:
        over = self._at >= len(self._pairs)
        for button in self._buttons:
            button.disabled = over
        self._words.value = f"<p>{texts.REVIEW_OVER.say()}</p>" if over else _table(self._pairs.iloc[self._at])
        self._done.value = f"<p>{texts.REVIEW_DONE.say(done=min(self._at, len(self._pairs)), count=len(self._pairs))} {self.linkage.customers.sentence()}</p>"


def _table(row: pd.Series) -> str:
    from html import escape

    lines = []
    for name in FIELDS:
        both = [row.get(f"{name}_{side}") for side in "ab"]
        if any(pd.notna(one) for one in both):
            cells = "".join(f"<td>{escape(str(one)) if pd.notna(one) else '–'}</td>" for one in both)
            lines.append(f"<tr><th scope='row' style='text-align:left'>{escape(field_name(name))}</th>{cells}</tr>")
    return f"<table><tr><th></th><th scope='col'>A</th><th scope='col'>B</th></tr>{''.join(lines)}</table>"
