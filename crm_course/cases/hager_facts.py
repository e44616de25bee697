"""A maker of electrical equipment writes to its installers (business to business, 2004): the published figures of one e-mail base."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Hager", "hager"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hager:
    """What the source says, as floors and ceilings; it does not say what the shares are of.

    Attributes
    ----------
    contacts : int
        In the base in 2004; a few thousand the year before.
    months_to_build : int
    delivery, opening, click : float
        More than so many were delivered, opened, clicked, as shares. Opened and clicked: of those sent, or of those
        delivered? Clicked: of those who opened? The source does not say.
    leaving_a_month : float
        Fewer than so many leave, a month; of the base or of the messages, it does not say either.
    """

    contacts: int
    months_to_build: int
    delivery: float
    opening: float
    click: float
    leaving_a_month: float


def hager() -> Hager:
    """The published figures.

    >>> case = hager()
    >>> round(case.contacts * case.delivery), round(case.contacts * case.delivery * case.opening)
    (74250, 44550)
    """
    return Hager(contacts=75_000, months_to_build=1, delivery=0.99, opening=0.60, click=0.25, leaving_a_month=0.006)
