"""The data dictionary: every table and column, named once for the whole course.

A column is declared here with its name, type, unit, French and English label and whether
it is personal data. Frames, files, stores and dictionary pages are derived from it; a
chapter that needs a new column adds a line to the file of its area.

::

    records.py    what a declaration holds
    labels.py     channels, contact reasons, and the labels of every code
    people.py     customers, contact points, consents, the four silos
    commerce.py   products, shops, orders, lines, deliveries, returns, stock
    journeys.py   the event log that journeys are built from
    relations.py  interactions, sessions, tickets, calls, campaigns, surveys, costs
    office.py     what the staff writes down: leads, opportunities, activities, notes, tasks
    stewardship.py  requests of persons, opposition, audit, imports; what a store adds to the rest

>>> column("answers", "recommend").label.say("en")
'Would recommend (0–10)'
>>> TABLES["order_lines"].foreign["product_id"]
('products', 'product_id')
"""

from __future__ import annotations

from ..errors import UnknownName
from ..language import Text
from .commerce import COMMERCE
from .journeys import JOURNEYS
from .labels import CHANNELS, CONTACT_REASONS, LABELS, PRODUCT_FAMILIES, Family, family_of
from .office import OFFICE
from .people import PEOPLE
from .records import Column, Kind, Table, declare
from .relations import RELATIONS
from .stewardship import OFFICE_LABELS, STEWARDSHIP, STORE_COLUMNS

__all__ = [
    "CHANNELS",
    "CONTACT_REASONS",
    "LABELS",
    "PRODUCT_FAMILIES",
    "STORE_COLUMNS",
    "TABLES",
    "Column",
    "Family",
    "Kind",
    "Table",
    "column",
    "declare",
    "family_of",
]

LABELS.update({code: label for code, label in OFFICE_LABELS.items() if code not in LABELS})

_ANSWERS = Table(
    name="answers",
    label=Text(fr="Réponses à une enquête", en="Answers to a survey"),
    grain=Text(fr="une personne interrogée", en="a person asked"),
    columns=(
        declare("response_id", "text", "N° de réponse", "Response", key="primary"),
        declare("wave", "text", "Vague", "Wave", nullable=True),
        declare("segment", "text", "Segment", "Segment", nullable=True),
        declare("weight", "number", "Poids", "Weight", nullable=True),
        declare("recommend", "integer", "Recommanderait (0–10)", "Would recommend (0–10)", nullable=True),
        declare("satisfaction", "integer", "Satisfaction", "Satisfaction", nullable=True),
        declare("effort", "integer", "Effort", "Effort", nullable=True),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in (_ANSWERS, *JOURNEYS, *PEOPLE, *COMMERCE, *RELATIONS, *OFFICE, *STEWARDSHIP)}
"""Every table of the course, by name."""


def column(table: str, name: str) -> Column:
    """The declaration of a column; an unknown name proposes the closest."""
    if table not in TABLES:
        raise UnknownName("table", table, TABLES)
    columns = {declared.name: declared for declared in TABLES[table].columns}
    if name not in columns:
        raise UnknownName("column", name, columns)
    return columns[name]
