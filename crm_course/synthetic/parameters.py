"""What makes one company differ from another: the parameters of a world.

A world is a record. A teacher changes one number and gets another company::

    calmer = dataclasses.replace(SENS_CONFORT, late_share=0.05)

Shares are 0–1, money is in cents, rates are per year, times in the unit of their name.
Every probability that a cause moves is a sum: base share plus one amount for each cause,
so that the size of an arrow is one number, and a plain difference of shares finds it again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

__all__ = [
    "ASKING_SILOS",
    "CASH_LIMIT_CENTS",
    "EDITION",
    "EDITIONS",
    "INSTALLED",
    "SERVICES",
    "Acquisition",
    "Campaigns",
    "Event",
    "Mailings",
    "Office",
    "Product",
    "POOR_SILOS",
    "QueueProfile",
    "RICH_SILOS",
    "Referrals",
    "Rollout",
    "Segment",
    "Service",
    "Silo",
    "Surveys",
    "Touch",
    "Volumes",
    "World",
]

EDITIONS = ("2026.3", "2026.4")
"""The editions of the worlds that can still be made: a change of the data that a call makes is a new edition."""
EDITION = EDITIONS[-1]
"""The edition that is made unless another is asked for."""

SERVICES = ("maintenance", "service")
"""Categories of what is no article."""
INSTALLED = ("heat-pump", "air-conditioning")
"""Categories of what nobody takes home: the company puts it in place."""
CASH_LIMIT_CENTS = 100_000
"""The most that a merchant may take in cash from a resident (France, Code monétaire et financier, D. 112-3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A latent segment: how often its customers have a need, and how a message moves them."""

    name: str
    label: Text
    needs_per_year: float
    persuadable: float
    """Share of those who click that order because of the campaign; below zero, share of those who open that buy nothing until its window closes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """A channel that brings customers: its share of them, and its share of each segment."""

    channel: str
    share: float
    segments: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """A channel met on the way to a purchase.

    `share` of purchase projects meet it; it then adds `effect` to the chance of buying.
    A fair is met by that share of the projects that are under way on its days.
    """

    channel: str
    kind: str
    place: str
    share: float
    effect: float
    cost_cents: int
    hours: str = "online"
    identified: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """An article: what it costs, how often it is chosen, how often it is out of stock."""

    name: str
    category: str
    price_cents: int
    cost_cents: int
    weight: float
    out_share: float = 0.03
    return_share: float = 0.03
    lasts_days: int = 0
    """Days before the same customer buys it again."""

    @property
    def service(self) -> bool:
        """A contract or a training day: nothing is stocked, delivered or sent back."""
        return self.category in SERVICES

    @property
    def sent_back(self) -> float:
        """Share of its lines that is sent back: none of a service."""
        return 0.0 if self.service else self.return_share

    @property
    def installed(self) -> bool:
        """Put in place by the company's technicians."""
        return self.category in INSTALLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event of every year that multiplies new projects: a fair, a catalogue drop, a game."""

    name: Text
    month: int
    day: int
    days: int
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Why customers get in touch after an order, and how they are received."""

    late_ticket: float
    """Added chance of a delivery ticket when the delivery is late."""
    delivery_ticket: float = 0.03
    deferred_ticket: float = 0.35
    other_ticket: float = 0.08
    requests_per_year: float = 0.15
    channels: tuple[tuple[str, float], ...] = (("phone", 0.6), ("email", 0.25), ("web", 0.15))
    solved_first: float = 0.72
    handle_seconds: int = 300
    patience_seconds: int = 420
    long_wait_seconds: int = 120
    agents_share: float = 1.0
    """Agents online, as a share of those that an average day needs."""
    elsewhere: float = 0.0
    """Share of the agents' time taken by other work (visitors, mail), which makes callers wait: ``calls.free_share`` is the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveys:
    """Satisfaction: base shares, and what each cause moves (detractors up, promoters down)."""

    response: float = 0.3
    detractors: float = 0.16
    promoters: float = 0.46
    late: tuple[float, float] = (0.30, 0.22)
    wait: tuple[float, float] = (0.22, 0.12)
    repeat: tuple[float, float] = (0.12, 0.08)
    hard: float = 0.25
    """Share of high effort when one contact was enough."""
    hard_repeat: float = 0.40
    comment: float = 0.55
    composed: bool = False
    """Whether comments are put together from many patterns, with second topics, slips and irony."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaigns:
    """Messages sent by the month, with a control group drawn by lot."""

    channel: str = "email"
    per_year: float = 6
    control: float = 0.30
    discount: float = 0.10
    delivered: float = 0.985
    opened: float = 0.38
    opened_personal: float = 0.12
    clicked: float = 0.35
    unsubscribed: float = 0.006
    machine: float = 0.0
    """Share of the messages that a mail program opens by itself…"""
    scanner: float = 0.0
    """…and whose every link a filter clicks: openings and clicks of nobody. Both hang on the person’s mailbox: the same ones each time."""
    scanner_quits: float = 0.0
    """Share of the messages so tried that unsubscribe their reader: the filter has tried that link too."""
    fatigue: float = 0.0
    """By how much each message that somebody got lately lowers the share of openings…"""
    fatigue_days: int = 75
    """…and how many days that is."""
    window_days: int = 30
    cost_cents: int = 4
    """Cost of one message…"""
    setup_cents: int = 5_000
    """…and of making a campaign."""
    promoted: tuple[str, ...] = ()
    """Families of articles that its orders are for; without it, as any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailings:
    """Catalogues sent by post, with a control group drawn by lot."""

    per_year: float = 4
    control: float = 0.25
    delivered: float = 0.965
    """Share of the copies that reach somebody; the others come back."""
    pull: tuple[float, ...] = (0.05,)
    """By segment: share of the receivers who order because of it."""
    window_days: int = 45
    cost_cents: int = 85
    """Cost of one copy, postage included…"""
    setup_cents: int = 250_000
    """…and of making the catalogue, as far as these customers bear it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueProfile:
    """A telephone line: the profile of its hours, and whether it opens on Saturdays."""

    hours: str = "phone"
    saturday: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Silo:
    """What one of the four systems asks people for, and how well it keeps it; shares of its records."""

    phone: float = 0.75
    """Share of its records with a telephone…"""
    email: float = 0.0
    """…with an e-mail address (the web shop has them all), …"""
    first_name: float = 0.0
    """…with a first name, where the system can do without, …"""
    birth_date: float = 0.0
    """…with a date of birth."""
    twice: float = 0.03
    """Share of its people who are in it twice."""
    typing: float = 0.02
    """Share of names, numbers and addresses with a typing error…"""
    swapped: float = 0.005
    """…of records with first and last name exchanged, …"""
    moved: float = 0.05
    """…of people who have moved since, …"""
    household: float = 0.04
    """…of telephones that belong to somebody else of the household, …"""
    old_email: float = 0.03
    """…of e-mail addresses that are no longer used."""


POOR_SILOS = (
    ("silo_till", Silo(phone=0.135, twice=0.0)),
    ("silo_web_shop", Silo(phone=0.0, twice=0.0)),
    ("silo_call_centre", Silo(phone=0.41, twice=0.0)),
    ("silo_social", Silo(phone=0.0, email=0.5, twice=0.0)),
)
"""Four systems that ask for as little as those of most shops…"""
ASKING_SILOS = (
    ("silo_till", Silo(phone=0.70, email=0.60, birth_date=0.40)),
    ("silo_web_shop", Silo(phone=0.90, birth_date=0.40)),
    ("silo_call_centre", Silo(phone=0.95, first_name=0.80)),
    ("silo_social", Silo(phone=0.0, email=0.50)),
)
"""…four whose staff ask for what helps most…"""
RICH_SILOS = (
    ("silo_till", Silo(phone=0.70, email=0.60, birth_date=0.90)),
    ("silo_web_shop", Silo(phone=0.90, birth_date=0.90)),
    ("silo_call_centre", Silo(phone=0.95, email=0.40, first_name=0.80)),
    ("silo_social", Silo(phone=0.0, email=0.60)),
)
"""…and four that ask for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What the office sees of orders: requests that fail, invoices that stay unpaid, suppliers who are late."""

    refused: float = 0.04
    """Share of the requests that are refused…"""
    cancelled: float = 0.03
    """…and that the customer cancels once they are recorded as orders."""
    paid_late: float = 0.18
    unpaid: float = 0.02
    """Share of the invoices with a term that are never paid."""
    goodwill: float = 0.10
    """Share of the late deliveries followed by a gesture."""
    supplier_late: float = 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class Volumes:
    """All calls of the firm: how many on an average day, and how they swing."""

    per_day: float
    weekdays: tuple[float, ...] = (1.30, 1.10, 1.0, 0.95, 0.90, 0.75, 0.0)
    """Monday to Sunday."""
    spread: float = 0.06
    """Standard deviation of a day's own luck, in logarithm…"""
    memory: float = 0.5
    """…and its correlation with the day before."""
    event_lift: float = 0.6
    """What an event adds on its day, which fades…"""
    event_days: float = 5.0
    """…over so many days."""
    families: tuple[tuple[str, float], ...] = ()
    """Weights of the families of reasons."""
    handle: tuple[tuple[str, int], ...] = ()
    """Mean handling times by family, in seconds, where they differ from the company's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollout:
    """A CRM is introduced: how many are to use it, and how the habit spreads (Bass)."""

    users: int
    weeks: int = 52
    innovation: float = 0.02
    imitation: float = 0.28
    reach: float = 0.85
    """Share of the users who begin in the end."""
    logins_per_week: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrals:
    """Messages that customers pass on: how many each sends, and how many of those who get one join."""

    sent: float = 0.6
    """Mean number of messages that a person sends."""
    opened: float = 0.55
    joined: float = 0.16
    """Share of the messages whose receiver joins."""

    @property
    def factor(self) -> float:
        """New people for each person of the generation before: the viral factor."""
        return self.sent * self.joined


def _twelve() -> tuple[float, ...]:
    return (1.0,) * 12


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The parameters of a company."""

    name: str
    title: Text
    edition: str = EDITIONS[0]
    """Part of the key of the world: the same parameters of another edition are another company."""
    start: str
    towns: tuple[tuple[str, float], ...]
    """Postcode prefixes (departments) served, with weights; an empty prefix is all of France."""
    segments: tuple[Segment, ...]
    acquisition: tuple[Acquisition, ...]
    touches: tuple[Touch, ...]
    products: tuple[Product, ...]
    shops: tuple[str, ...]
    """Postcodes of the shops."""
    agents: int
    """Employees who meet customers; there are more where the telephone needs them."""
    order_channels: tuple[tuple[str, float, float], ...]
    """Channel, share of orders with web research before, share without."""
    deliveries: tuple[tuple[str, float, int], ...]
    """Mode, share, days promised; what is installed is always installed, services have no delivery."""
    payments: tuple[tuple[str, float], ...]
    """Means of payment, with weights; cash only in the shop and up to the legal limit, else another one is chosen."""
    conversion: float
    lines: tuple[float, ...] = (0.6, 0.25, 0.1, 0.05)
    """Shares of orders in which one article is chosen, two, three, …; the same chosen twice is one line."""
    several: float = 0.15
    """Share of order lines with more than one piece, services and what is installed left out…"""
    several_referral: float = 0.15
    """…and what is added for a customer who was recommended."""
    season: tuple[float, ...] = field(default_factory=_twelve)
    peak: tuple[int, ...] = ()
    events: tuple[Event, ...] = ()
    existing: float = 0.6
    """Share of the customers who were there before the first day."""
    companies: float = 0.0
    """Share of the customers who are contacts in a company…"""
    contacts_per_company: float = 1.0
    """…and how many contacts a company has on average."""
    takeaway: float = 0.0
    """Share of the orders in a shop that are taken away at once."""
    showrooming: float = 0.0
    """What a visit of the shop adds to the share of orders on the site, and takes from those in the shop."""
    late_share: float = 0.10
    late_peak: float = 0.10
    late_deferred: float = 0.45
    return_late: float = 0.06
    return_too_late: float = 0.60
    """Share of the returns after a late delivery that say so."""
    churn: float = 0.08
    churn_detractor: float = 0.35
    browsing_per_year: float = 2.0
    browsing_identified: float = 0.35
    consent_email: float = 0.72
    shipping_cents: int = 590
    service: Service
    surveys: Surveys = field(default_factory=Surveys)
    campaigns: Campaigns = field(default_factory=Campaigns)
    mailings: Mailings | None = None
    """Catalogues by post, where the company sends some."""
    guests: float = 0.0
    """Share of the orders in a shop that passers-by place, who leave no name."""
    mixed_needs: int = 0
    """Inside a segment needs differ between people: the shape of their gamma law (1: exponential); 0, all alike."""
    mixed_churn: bool = False
    """Inside a segment people leave more or less easily, from never to three times the average."""
    weekdays: tuple[tuple[str, tuple[float, ...]], ...] = ()
    """What each weekday weighs, Monday first, by profile of hours; without it, what falls on a closed day waits for the next open one."""
    price_rise: float = 0.0
    """How much dearer articles get a year, at dates of their own."""
    pieces_tail: float = 0.0
    """Of the lines with several pieces: how fast larger quantities get rare (exponent); 0, two or three alike…"""
    pieces_most: int = 3
    """…and the most pieces of a line."""
    silos: tuple[tuple[str, Silo], ...] = ()
    """What each of the four systems knows; without it they know what those of the first editions did."""
    firm_customers: int = 0
    """Customers of the whole firm, of whom those in the data are a part: all of them call; 0, those in the data are all."""
    number_gaps: float = 0.0
    """How many customer numbers are left out for each that is given."""
    prospects_won: float = 0.0
    """Share of the prospects who become customers; 0, the data have no prospects."""
    office: Office | None = None
    """Requests, invoices, credit notes, parcels and receipts, where the data have them."""
    register: bool = False
    """Whether there is an extract of the register of companies."""
    volumes: Volumes | None = None
    """All calls of the firm, where the data have them."""
    rollout: Rollout | None = None
    referrals: Referrals | None = None
    line: QueueProfile = field(default_factory=QueueProfile)

    def __post_init__(self) -> None:
        checks.choice("edition", self.edition, EDITIONS)
        for name in ("conversion", "existing", "companies", "late_share", "churn", "consent_email", "guests"):
            checks.share(name, getattr(self, name))
        for name, highest in self.highest_shares().items():
            if highest > 1:
                raise InvalidValue(name, _SUM, round(highest, 4))
        if any(item.installed for item in self.products) and "installation" not in {row[0] for row in self.deliveries}:
            raise InvalidValue("deliveries", _INSTALLATION, ", ".join(row[0] for row in self.deliveries))
        if len(self.season) != 12:
            raise InvalidValue("season", _MONTHS, len(self.season))

    def highest_shares(self) -> dict[str, float]:
        """The greatest value that each sum of causes can reach; none may be above 1."""
        surveys, service = self.surveys, self.service
        return {
            "conversion": self.conversion + sum(touch.effect for touch in self.touches),
            "late_share": self.late_share + self.late_peak + self.late_deferred,
            "delivery_ticket": service.delivery_ticket + service.late_ticket,
            "detractors": surveys.detractors
            + surveys.promoters
            + sum(worse for worse, _ in (surveys.late, surveys.wait, surveys.repeat))
            - sum(less for _, less in (surveys.late, surveys.wait, surveys.repeat)),
            "fall of promoters": (surveys.late[1] + surveys.wait[1] + surveys.repeat[1]) / surveys.promoters,
            "showrooming": self._showrooming(),
            "several": self.several + self.several_referral,
            "churn": self.churn + self.churn_detractor,
            "hard": surveys.hard + surveys.hard_repeat,
        }

    def order_shares(self) -> dict[str, tuple[float, float]]:
        """For each order channel its share of the orders with web research before, and of those without."""
        searched, other = (sum(float(row[place]) for row in self.order_channels) for place in (1, 2))
        return {channel: (one / searched, two / other) for channel, one, two in self.order_channels}

    def _showrooming(self) -> float:
        """Share of the orders in a shop that a visit before moves to the site, where it is greatest."""
        if not self.showrooming:
            return 0.0
        shares = self.order_shares()
        if not {"shop", "web"} <= set(shares) or all(touch.channel != "shop" for touch in self.touches):
            raise InvalidValue("showrooming", _NO_SHOP, self.showrooming)
        return self.showrooming / min(shares["shop"])

    def tracked(self, version: float = 0.5, recent: float = 0.0, tried: float = 1.0) -> tuple[float, float]:
        """Shares of the messages delivered that are seen to be opened, and clicked, machines included.

        `version` is the share of personal ones, `recent` the mean number of messages that their readers got lately, `tried` the
        share of the readers with a filter whom it has not unsubscribed.
        """
        rule = self.campaigns
        scanner = rule.scanner * tried / (1 - rule.scanner + rule.scanner * tried)
        opened = rule.opened + version * rule.opened_personal - recent * rule.fatigue
        return 1 - (1 - opened) * (1 - rule.machine) * (1 - scanner), scanner + (1 - scanner) * opened * rule.clicked

    def piece_weights(self) -> tuple[float, ...]:
        """Of lines with several pieces: the weights of two, three, …"""
        return tuple((k - 1) ** -self.pieces_tail for k in range(2, self.pieces_most + 1))

    @property
    def more_pieces(self) -> float:
        """Mean number of pieces beyond the first, of lines with several."""
        weights = self.piece_weights()
        return sum((k + 1) * weight for k, weight in enumerate(weights)) / sum(weights)

    @property
    def start_year(self) -> int:
        """The year of the first day."""
        return int(self.start[:4])


_SUM = Text(fr="une somme de parts d’au plus 1, toutes causes réunies", en="a sum of shares of at most 1, all causes together")
_NO_SHOP = Text(fr="nul dans un monde sans magasin ni site", en="zero in a world without a shop and a site")
_INSTALLATION = Text(
    fr="des modes dont la pose (installation), puisque des articles s’installent",
    en="modes with installation among them, since products are installed",
)
_MONTHS = Text(fr="douze coefficients, un par mois", en="twelve coefficients, one a month")
