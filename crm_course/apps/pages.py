"""Which questions have a page, and how is one opened?

A page shows a chapter's explorer: a function that returns a widget. Adding a page is adding
an entry to :data:`PAGES`. A chapter whose explorer does not exist has no page.

>>> page("roi").question.say("en")
'Does it pay?'
"""

from __future__ import annotations

import importlib
import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm_course.foundations import language as tongue
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text

__all__ = ["PAGES", "Page", "available", "page", "show"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its address (`name`), its question, its chapter, and what of the chapter it shows."""

    name: str
    chapter: str
    question: Text
    summary: Text
    start: Callable[[Any], Any] = lambda chapter: chapter.explorer()

    @property
    def exists(self) -> bool:
        """Whether the chapter and its explorer are there."""
        names = (f"crm_course.{self.chapter}", f"crm_course.{self.chapter}.explorer")
        return all(importlib.util.find_spec(name) is not None for name in names)

    def open(self) -> Any:
        """The explorer, ready to be shown."""
        return self.start(importlib.import_module(f"crm_course.{self.chapter}"))


def _roi(chapter: Any) -> Any:
    """The owner's desk, with Sens Confort on it as an example."""
    from crm_course import cases

    return chapter.desk(cases.sens_confort().study, example=True)


PAGES: tuple[Page, ...] = (
    Page(
        name="roi", chapter="roi", start=_roi, question=Text(fr="Est-ce que cela paie ?", en="Does it pay?"),
        summary=Text(
            fr="Un projet, deux plans annuels, un investissement : ce qu’il rapporte et ce qui doit être vrai pour cela.",
            en="A project, two annual plans, an investment: what it earns and what must be true for it.",
        ),
    ),
    Page(
        name="experience", chapter="experience", question=Text(fr="Vos clients sont-ils contents ?", en="Are they happy?"),
        summary=Text(
            fr="Vos réponses d’enquête : NPS, CSAT, CES, leur incertitude, et combien de réponses il manque pour être sûr.",
            en="Your survey answers: NPS, CSAT, CES, their uncertainty, and how many more answers it takes to be sure.",
        ),
    ),
    Page(
        name="staffing", chapter="contact_center", question=Text(fr="Combien de conseillers ?", en="How many agents?"),
        summary=Text(
            fr="Appels d’un quart d’heure, durée, objectif de décroché : le nombre de conseillers qu’il faut.",
            en="Calls of a quarter hour, talk time, service target: how many agents it takes.",
        ),
    ),
    Page(
        name="journeys", chapter="journeys", question=Text(fr="Par où viennent-ils ?", en="Which ways do they come?"),
        summary=Text(
            fr="Les parcours de vos clients d’un canal à l’autre, et ce que chaque canal apporte.",
            en="Your customers’ journeys from channel to channel, and what each channel brings.",
        ),
    ),
    Page(
        name="value", chapter="value", question=Text(fr="Combien valent-ils ?", en="What are they worth?"),
        summary=Text(
            fr="Votre fichier de caisse : ce que vaut chaque client, qui s’éloigne, qui appeler d’abord.",
            en="Your till file: what each customer is worth, who is fading, whom to call first.",
        ),
    ),
    Page(
        name="campaigns", chapter="campaigns", question=Text(fr="Le message marche-t-il ?", en="Does the message work?"),
        summary=Text(
            fr="Envois, ouvertures, clics, ventes : ce qu’un message ajoute vraiment.",
            en="Sent, opened, clicked, sold: what a message really adds.",
        ),
    ),
    Page(
        name="supply", chapter="supply", question=Text(fr="Peut-on le promettre ?", en="Can we promise it?"),
        summary=Text(fr="La date que l’on peut promettre, et ce que servir coûte.", en="The date that can be promised, and the cost to serve."),
    ),
    Page(
        name="crm", chapter="crm", question=Text(fr="Que savons-nous de nos clients ?", en="What do we know of our customers?"),
        summary=Text(
            fr="Vos fichiers clients réunis : la fiche de chacun, ses demandes, vos affaires, et qui vous avez le droit de contacter.",
            en="Your customer files brought together: everyone’s card, tickets, your sales, and whom you may contact.",
        ),
    ),
    Page(
        name="selection", chapter="selection", question=Text(fr="Quel outil choisir ?", en="Which system?"),
        summary=Text(
            fr="Des critères pondérés, des candidats, et si le choix tient quand les poids bougent.",
            en="Weighted criteria, candidates, and whether the choice holds when the weights move.",
        ),
    ),
)  # fmt: skip


def available() -> list[Page]:
    """The pages whose explorer exists."""
    return [page for page in PAGES if page.exists]


def page(name: str) -> Page:
    """The page called `name`; an unknown name proposes the closest."""
    found = {page.name: page for page in available()}
    if name not in found:
        raise UnknownName("page", name, found)
    return found[name]


def show(name: str, language: str, *, folder: str = ".") -> None:
    """Show a page's explorer in `language`, its files in `folder`: the one line of its notebook."""
    from IPython.display import display

    os.chdir(folder)
    tongue.use(language)
    display(page(name).open())  # type: ignore[no-untyped-call]
