"""A large mail-order house without a shop: catalogue, telephone, mail, fax, site, app and voice server."""

from __future__ import annotations

from crm_course.foundations.language import Text

from ..parameters import Acquisition, Campaigns, Event, Product, QueueProfile, Segment, Service, Surveys, Touch, World

__all__ = ["MAIL_ORDER"]

MAIL_ORDER = World(
    name="mail-order",
    title=Text(fr="La Maison du catalogue, vente à distance", en="La Maison du catalogue, mail order"),
    start="2024-01-01",
    towns=(("", 1.0),),
    segments=(
        Segment(name="loyal", label=Text(fr="Fidèle du catalogue", en="Loyal to the catalogue"), needs_per_year=8.0, persuadable=0.50),
        Segment(name="family", label=Text(fr="Famille pressée", en="Family in a hurry"), needs_per_year=5.5, persuadable=0.65),
        Segment(name="bargain", label=Text(fr="Chasseur de promotions", en="Bargain hunter"), needs_per_year=4.0, persuadable=0.80),
    ),
    acquisition=(
        Acquisition(channel="catalogue", share=0.44, segments=(0.50, 0.35, 0.15)),
        Acquisition(channel="phone", share=0.12, segments=(0.40, 0.40, 0.20)),
        Acquisition(channel="web", share=0.24, segments=(0.20, 0.35, 0.45)),
        Acquisition(channel="referral", share=0.14, segments=(0.60, 0.30, 0.10)),
        Acquisition(channel="app", share=0.06, segments=(0.15, 0.40, 0.45)),
    ),
    touches=(
        Touch(channel="catalogue", kind="visit", place="offline", share=0.55, effect=0.26, cost_cents=140, identified=0.0),
        Touch(channel="web", kind="session", place="online", share=0.35, effect=0.14, cost_cents=12, identified=0.40),
        Touch(channel="email", kind="click", place="online", share=0.18, effect=0.05, cost_cents=3),
        Touch(channel="phone", kind="call", place="offline", share=0.22, effect=0.10, cost_cents=380, hours="line"),
        Touch(channel="app", kind="session", place="online", share=0.08, effect=0.06, cost_cents=10, identified=0.95),
    ),
    products=(
        Product(name="Drap-housse coton", category="household", price_cents=1_990, cost_cents=890, weight=0.14, out_share=0.05, return_share=0.05),
        Product(name="Parure de lit", category="household", price_cents=4_990, cost_cents=2_240, weight=0.09, out_share=0.06, return_share=0.07),
        Product(name="Serviettes de bain (lot de 4)", category="household", price_cents=2_490, cost_cents=1_100, weight=0.10, out_share=0.03, return_share=0.03),
        Product(name="Robe d’été", category="women", price_cents=3_990, cost_cents=1_480, weight=0.13, out_share=0.09, return_share=0.18),
        Product(name="Pull femme", category="women", price_cents=2_990, cost_cents=1_150, weight=0.13, out_share=0.07, return_share=0.16),
        Product(name="Pantalon homme", category="men", price_cents=3_490, cost_cents=1_400, weight=0.09, out_share=0.06, return_share=0.14),
        Product(name="Chemise homme", category="men", price_cents=2_690, cost_cents=980, weight=0.08, out_share=0.05, return_share=0.12),
        Product(name="Pyjama enfant", category="children", price_cents=1_490, cost_cents=560, weight=0.12, out_share=0.05, return_share=0.08),
        Product(name="Chaussures", category="shoes", price_cents=4_490, cost_cents=1_900, weight=0.08, out_share=0.08, return_share=0.20),
        Product(name="Petit électroménager", category="appliances", price_cents=6_990, cost_cents=4_300, weight=0.04, out_share=0.06, return_share=0.06),
    ),
    shops=(),
    agents=16,
    order_channels=(("phone", 0.40, 0.46), ("mail", 0.06, 0.28), ("web", 0.44, 0.06), ("app", 0.03, 0.09), ("ivr", 0.05, 0.08), ("fax", 0.02, 0.03)),
    deliveries=(("relay", 0.56, 5), ("home", 0.44, 4)),
    payments=(("card", 0.46), ("cheque", 0.32), ("instalments", 0.22)),
    conversion=0.22,
    lines=(0.34, 0.28, 0.20, 0.12, 0.06),
    several=0.14,
    several_referral=0.10,
    season=(0.9, 1.1, 1.0, 0.9, 0.8, 0.8, 0.7, 0.8, 1.4, 1.3, 1.2, 1.4),
    peak=(9, 10, 11, 12),
    events=(
        Event(name=Text(fr="Sortie du catalogue de printemps", en="Spring catalogue drop"), month=2, day=6, days=12, factor=1.8),
        Event(name=Text(fr="Jeu de l’été", en="Summer game"), month=6, day=12, days=10, factor=1.5),
    ),
    late_share=0.07,
    late_peak=0.08,
    late_deferred=0.50,
    churn=0.04,
    churn_detractor=0.42,
    browsing_per_year=3.0,
    consent_email=0.55,
    shipping_cents=490,
    service=Service(
        late_ticket=0.38, delivery_ticket=0.03, deferred_ticket=0.40, other_ticket=0.08, requests_per_year=0.3,
        channels=(("phone", 0.68), ("mail", 0.14), ("email", 0.10), ("ivr", 0.05), ("fax", 0.03)), handle_seconds=220, patience_seconds=240, elsewhere=0.60,
    ),
    surveys=Surveys(response=0.25),
    campaigns=Campaigns(per_year=12, control=0.40, opened=0.20, opened_personal=0.06, clicked=0.35, unsubscribed=0.012),
    line=QueueProfile(hours="line", saturday=True),
)  # fmt: skip
