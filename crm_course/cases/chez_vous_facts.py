"""C'chez vous: a DIY retailer, two customers, and all the channels between them and their purchase.

The introductory case of a course on the omnichannel relation (BTS NDRC, first year) lists
the channels that two customers use before, during and after buying paint equipment and a
sofa: forums, click to chat, site, geolocation, flash code, identification in the shop,
secure remote and contactless payment, SMS confirmation, after-sales by phone, tutorial
videos, call-back, satisfaction survey by SMS, sharing on social networks. The customers,
their amounts and the order of their steps are written for this course.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text
from crm_course.foundations.tables import laid_out
from crm_course.foundations.vocabulary import CHANNELS

if TYPE_CHECKING:
    import pandas as pd

    from .chez_vous_log import Extract

__all__ = ["ChezVous", "CustomerJourney", "Step", "chez_vous"]

MOMENTS = {
    "before": Text(fr="avant", en="before"),
    "during": Text(fr="pendant", en="during"),
    "after": Text(fr="après", en="after"),
}
_MOMENT_OF = {"mission": "before", "order": "during", "fulfilment": "after", "support": "after"}
_PLACES = {"online": Text(fr="en ligne", en="online"), "offline": Text(fr="hors ligne", en="offline")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One contact: what the customer does, through which channel, where, at which phase.

    `hours` count from the first step; `in_shop` tells that an online contact is made in the
    shop, phone in hand; `carried`, that the channel knew what went before; `sent`, that the
    company began it (a confirmation, a survey).
    """

    number: int
    text: Text
    channel: str
    stage: str
    place: str
    hours: float
    in_shop: bool = False
    identified: bool = True
    carried: bool = True
    purchase: bool = False
    sent: bool = False

    @property
    def moment(self) -> str:
        """``before``, ``during`` or ``after`` the purchase."""
        return _MOMENT_OF[self.stage]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerJourney:
    """One customer's way to a purchase and beyond."""

    id: str
    customer: str
    product: Text
    amount: float
    steps: tuple[Step, ...]

    @property
    def purchase(self) -> Step:
        """The step at which the customer buys."""
        return next(step for step in self.steps if step.purchase)

    @property
    def channels(self) -> tuple[str, ...]:
        """The different channels, in order of first use."""
        return tuple(dict.fromkeys(step.channel for step in self.steps))

    def table(self) -> Any:
        """The steps as a table, in the language in force: number, moment, channel, place, what happens."""
        import pandas as pd

        rows = [
            (MOMENTS[step.moment].say(), CHANNELS[step.channel].say(), _PLACES[step.place].say(), step.text.say()) for step in self.steps
        ]
        columns = [heading.say() for heading in _HEADINGS]
        frame = pd.DataFrame(rows, columns=columns, index=[step.number for step in self.steps])
        return laid_out(frame, index=True)


_HEADINGS = (
    Text(fr="Moment", en="Moment"),
    Text(fr="Canal", en="Channel"),
    Text(fr="Lieu", en="Place"),
    Text(fr="Ce que fait le client", en="What the customer does"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChezVous:
    """The whole case: the retailer and its two customers."""

    name: str
    facts: tuple[Text, ...]
    journeys: tuple[CustomerJourney, ...]

    def journey(self, name: str) -> CustomerJourney:
        """The journey called ``paint`` or ``sofa``."""
        known = {journey.id: journey for journey in self.journeys}
        if name not in known:
            raise UnknownName("journey", name, known)
        return known[name]

    def events(self, start: str = "2026-03-02 20:00") -> pd.DataFrame:
        """Both journeys as an event log, ready for ``journeys.build``; times in UTC from `start` on."""
        import pandas as pd

        begin = pd.Timestamp(start, tz="UTC")
        rows = [
            {
                "customer_id": journey.customer, "ts": begin + pd.Timedelta(hours=step.hours), "channel": step.channel,
                "converted": step.purchase, "value": journey.amount if step.purchase else 0.0, "kind": "message" if step.sent else "contact", "stage": step.stage, "place": step.place,
                "identified": step.identified, "carried": step.carried, "outcome": "done", "category": journey.id, "segment": journey.id,
            }
            for journey in self.journeys
            for step in journey.steps
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def extract(self, customers: int = 3_000, seed: int = 7) -> Extract:
        """An extract of the retailer's event log: many customers like these, with a known truth."""
        from .chez_vous_log import extract

        return extract(customers, seed)

    def _repr_markdown_(self) -> str:
        lines = "\n".join(f"- {fact.say()}" for fact in self.facts)
        return f"**{self.name}**\n\n{lines}"


def _step(number: int, stage: str, channel: str, hours: float, fr: str, en: str, **more: Any) -> Step:
    place = "offline" if channel in ("shop", "phone", "field") else "online"
    return Step(number=number, stage=stage, channel=channel, hours=hours, text=Text(fr=fr, en=en), place=place, **more)


_PAINT = (
    _step(1, "mission", "social", 0, "lit sur un forum comment peindre un mur humide", "reads in a forum how to paint a damp wall",
          identified=False, carried=False),
    _step(2, "mission", "web", 0.5, "compare trois peintures sur le site", "compares three paints on the site", identified=False, carried=False),
    _step(3, "mission", "chat", 0.75, "clique pour discuter : combien de litres pour 40 m² ?", "clicks to chat: how many litres for 40 m²?"),
    _step(4, "mission", "app", 38, "la géolocalisation lui indique le magasin le plus proche qui a le stock",
          "geolocation shows the nearest shop that has it in stock"),
    _step(5, "mission", "shop", 39, "entre dans le magasin, liste en main", "walks into the shop, list in hand", identified=False, carried=False),
    _step(6, "mission", "app", 39.25, "scanne le flash code du rayon : avis et mode d’emploi s’affichent",
          "scans the flash code on the shelf: reviews and instructions appear", in_shop=True),
    _step(7, "order", "kiosk", 39.5, "s’identifie à la borne : sa liste et sa remise l’attendent", "signs in at the kiosk: list and discount are waiting",
          in_shop=True),
    _step(8, "order", "shop", 39.75, "paie sans contact", "pays contactless", purchase=True),
    _step(9, "fulfilment", "sms", 40, "reçoit par SMS la confirmation et le ticket", "receives confirmation and receipt by SMS", sent=True),
    _step(10, "support", "web", 60, "regarde un tutoriel vidéo avant la seconde couche", "watches a tutorial video before the second coat"),
    _step(11, "support", "sms", 136, "répond à l’enquête de satisfaction par SMS", "answers the satisfaction survey by SMS", sent=True),
    _step(12, "support", "social", 160, "partage la photo de la pièce sur un réseau social", "shares the picture of the room on a social network",
          identified=False, carried=False),
)  # fmt: skip

_SOFA = (
    _step(1, "mission", "social", 0, "voit le canapé sur le mur d’une amie", "sees the sofa on a friend’s page", identified=False, carried=False),
    _step(2, "mission", "web", 1, "choisit le tissu sur le site et enregistre son projet", "chooses the fabric on the site and saves the project"),
    _step(3, "mission", "shop", 86, "essaie le canapé en magasin", "tries the sofa in the shop", identified=False, carried=False),
    _step(4, "mission", "app", 86.5, "s’identifie par le flash code : le vendeur retrouve le projet",
          "signs in by flash code: the salesperson finds the project", in_shop=True),
    _step(5, "mission", "phone", 110, "demande à être rappelé : la livraison passe-t-elle l’escalier ?", "asks to be called back: will it go up the stairs?"),
    _step(6, "order", "web", 133, "commande en ligne, paiement à distance sécurisé", "orders online, secure remote payment", purchase=True),
    _step(7, "order", "sms", 133.1, "reçoit la confirmation par SMS", "receives the confirmation by SMS", sent=True),
    _step(8, "fulfilment", "field", 420, "est livré chez lui : il manque un pied", "is delivered at home: one foot is missing"),
    _step(9, "support", "phone", 421, "appelle le service après-vente et raconte tout depuis le début",
          "calls the after-sales desk and tells everything from the start", carried=False),
    _step(10, "support", "phone", 445, "est rappelé : le pied est en route", "is called back: the foot is on its way"),
    _step(11, "support", "web", 496, "suit le tutoriel vidéo de montage", "follows the tutorial video for mounting"),
    _step(12, "support", "sms", 520, "répond à l’enquête de satisfaction par SMS", "answers the satisfaction survey by SMS", sent=True),
    _step(13, "support", "social", 544, "partage son salon sur un réseau social", "shares the living room on a social network",
          identified=False, carried=False),
)  # fmt: skip


def chez_vous() -> ChezVous:
    """The case of C'chez vous, as a record.

    >>> case = chez_vous()
    >>> case.journey("sofa").purchase.channel, len(case.events())
    ('web', 25)
    """
    return ChezVous(
        name="C’chez vous",
        facts=(
            Text(
                fr="enseigne de bricolage et de décoration : magasins, site, application, service client",
                en="a DIY and home retailer: shops, site, app, customer service",
            ),
            Text(fr="Camille achète de quoi repeindre une chambre", en="Camille buys what it takes to repaint a bedroom"),
            Text(fr="Yanis achète un canapé", en="Yanis buys a sofa"),
        ),
        journeys=(
            CustomerJourney(
                id="paint", customer="Camille", amount=186.0, steps=_PAINT, product=Text(fr="matériel de peinture", en="paint equipment")
            ),
            CustomerJourney(id="sofa", customer="Yanis", amount=890.0, steps=_SOFA, product=Text(fr="un canapé", en="a sofa")),
        ),
    )
