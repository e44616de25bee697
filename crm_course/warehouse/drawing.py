"""The whole on one page: from the sources to the decisions and back to the customer, each box with what opens it.

A drawing of our own (SVG inside the page), so that its links work without a network and each box
can be reached by the keyboard.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from crm_course.foundations.language import Text, current
from crm_course.workbook.contents import part

from .texts import BESIDE_BOX, OPENED, PICTURE

__all__ = ["ARROWS", "BOXES", "Box", "buttons", "opened", "picture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box: where it stands, how it reads, the public name that it opens and the lesson that shows it."""

    name: str
    label: Text
    opens: str
    """A public name of the package; empty for what stands beside it (S4)."""
    lesson: str
    """The part whose notebook the link opens."""
    column: int
    row: int


def _box(name: str, fr: str, en: str, opens: str, lesson: str, column: int, row: int) -> Box:
    return Box(name=name, label=Text(fr=fr, en=en), opens=opens, lesson=lesson, column=column, row=row)


BOXES: tuple[Box, ...] = (
    _box("sources", "Sources : caisse, site, appels", "Sources: till, site, calls", "crm_course.synthetic.world", "synthetic", 0, 0),
    _box("identity", "Une personne, une fiche", "One person, one record", "crm_course.identity.link", "identity", 1, 0),
    _box("store", "Base de clients (opérationnel)", "Customer base (operational)", "crm_course.crm.open", "crm", 2, 0),
    _box("etl", "Extraction et chargement", "Extract and load", "crm_course.warehouse.build", "warehouse", 3, 0),
    _box("star", "Entrepôt (analytique)", "Warehouse (analytical)", "crm_course.warehouse.query", "warehouse", 4, 0),
    _box(
        "mission", "Mission : par où viennent-ils ?", "Mission: which ways do they come?", "crm_course.journeys.explorer", "journeys", 0, 1
    ),
    _box("order", "Commande : que valent-ils ?", "Order: what are they worth?", "crm_course.value.explorer", "value", 1, 1),
    _box("fulfilment", "Exécution : que promettre ?", "Fulfilment: what to promise?", "crm_course.supply.explorer", "supply", 2, 1),
    _box(
        "support", "Support : combien d’agents ?", "Support: how many agents?", "crm_course.contact_center.explorer", "contact-center", 3, 1
    ),
    _box(
        "voice",
        "Voix du client (collaboratif)",
        "Voice of the customer (collaborative)",
        "crm_course.experience.explorer",
        "experience",
        4,
        1,
    ),
    _box("metadata", "Dictionnaire et contrôles", "Dictionary and checks", "crm_course.warehouse.quality", "warehouse", 0, 2),
    _box("workflow", "Tâches et demandes", "Tasks and requests", "crm_course.crm.explorer", "crm", 1, 2),
    _box("choice", "Choisir et introduire", "Choose and introduce", "crm_course.selection.explorer", "selection", 2, 2),
    _box("decision", "Est-ce que cela rapporte ?", "Does it pay?", "crm_course.roi.explorer", "roi", 3, 2),
    _box("beside", "À côté : ERP, PLM, planification", "Beside: ERP, PLM, planning", "", "", 4, 2),
)
"""The boxes, by column and row."""

ARROWS = (
    ("sources", "identity"), ("identity", "store"), ("store", "etl"), ("etl", "star"), ("mission", "order"), ("order", "fulfilment"),
    ("fulfilment", "support"), ("support", "voice"), ("star", "voice"), ("sources", "mission"), ("store", "fulfilment"),
)  # fmt: skip
"""What goes from where to where."""

_WIDE, _HIGH, _STEP_X, _STEP_Y = 168, 58, 196, 108


def picture() -> Any:
    """The picture of the whole, with a link on every box that opens its lesson; shown by a notebook as it is.

    >>> "<svg" in picture().data
    True
    """
    from IPython.display import HTML

    return HTML(_svg())  # type: ignore[no-untyped-call]


def buttons() -> Any:
    """The boxes as buttons, where a kernel lives: each shows below what it opens, the explorer of the chapter itself where there is one."""
    import ipywidgets as widgets

    shown = widgets.Output()
    made = [widgets.Button(description=box.label.say(), tooltip=box.opens, layout=widgets.Layout(width="auto")) for box in BOXES]
    for button, box in zip(made, BOXES, strict=True):
        button.on_click(partial(_pressed, box, shown))
    rows = [widgets.HBox([button for button, box in zip(made, BOXES, strict=True) if box.row == row], layout=widgets.Layout(flex_flow="row wrap"))
            for row in sorted({box.row for box in BOXES})]  # fmt: skip
    return widgets.VBox([*rows, shown])


def opened(box: Box) -> Any:
    """The real thing behind a box: the public object it names, or None for what stands beside."""
    module, _, name = box.opens.rpartition(".")
    return getattr(importlib.import_module(module), name) if box.opens else None


def _pressed(box: Box, shown: Any, _: Any = None) -> None:
    from IPython.display import Markdown, display

    shown.clear_output(wait=True)
    with shown:
        thing = opened(box)
        if thing is None:
            display(Markdown(BESIDE_BOX.say(label=box.label.say())))  # type: ignore[no-untyped-call]
            return
        page = part(box.lesson).filename(current())
        display(Markdown(f"{OPENED.say(label=box.label.say(), name=f'`{box.opens}`')} → [{page}]({page})"))  # type: ignore[no-untyped-call]
        if box.opens.endswith(".explorer"):
            display(thing())  # type: ignore[no-untyped-call]


def _svg() -> str:
    placed = {box.name: (12 + box.column * _STEP_X, 12 + box.row * _STEP_Y) for box in BOXES}
    lines = "".join(_arrow(placed[one], placed[other]) for one, other in ARROWS)
    boxes = "".join(_drawn(box, *placed[box.name]) for box in BOXES)
    wide, high = 5 * _STEP_X, 3 * _STEP_Y
    head = '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#555"/></marker></defs>'
    title = escape(PICTURE.say())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" style="width:100%;max-width:{wide}px" role="group" aria-label="{title}">'
        f"<title>{title}</title>{head}{lines}{boxes}</svg>"
    )


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x, y), (other_x, other_y) = start, end
    if y == other_y:
        points = (x + _WIDE, y + _HIGH // 2, other_x - 2, y + _HIGH // 2)
    else:
        points = (x + _WIDE // 2, y + _HIGH, other_x + _WIDE // 2, other_y - 2)
    return '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#555" stroke-width="1.5" marker-end="url(#tip)"/>'.format(*points)


def _drawn(box: Box, x: int, y: int) -> str:
    words, lines = box.label.say().split(), [""]
    for word in words:
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < 23 else [*lines, word]
    middle = y + _HIGH // 2 + 5 - 8 * (len(lines) - 1)
    text = "".join(f'<tspan x="{x + _WIDE // 2}" y="{middle + 16 * n}">{escape(line)}</tspan>' for n, line in enumerate(lines))
    drawn = (
        f'<rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="6" fill="#fff" stroke="#1f4e79" stroke-width="1.5"/>'
        f'<text text-anchor="middle" font-size="13" font-family="sans-serif" fill="#111">{text}</text>'
    )
    if not box.opens:
        return f"<g>{drawn}</g>"
    page = part(box.lesson).filename(current())
    return f'<a href="{page}" tabindex="0" aria-label="{escape(box.label.say())}"><title>{escape(box.opens)}</title>{drawn}</a>'
