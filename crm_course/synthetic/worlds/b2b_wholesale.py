"""A wholesaler of electrical equipment: one marketing base of installers, prescribers and dealers, e-mail programmes, referral."""

from __future__ import annotations

from crm_course.foundations.language import Text

from ..parameters import Acquisition, Campaigns, Event, Product, QueueProfile, Segment, Service, Surveys, Touch, World

__all__ = ["B2B_WHOLESALE"]

B2B_WHOLESALE = World(
    name="b2b-wholesale",
    title=Text(fr="Volt & Co, négoce de matériel électrique", en="Volt & Co, electrical wholesaler"),
    start="2024-01-01",
    towns=(("", 1.0),),
    segments=(
        Segment(name="installer", label=Text(fr="Installateur", en="Installer"), needs_per_year=7.0, persuadable=0.35),
        Segment(name="prescriber", label=Text(fr="Prescripteur (bureau d’études)", en="Prescriber (design office)"), needs_per_year=2.5, persuadable=0.30),
        Segment(name="dealer", label=Text(fr="Revendeur", en="Dealer"), needs_per_year=5.0, persuadable=0.50),
    ),
    acquisition=(
        Acquisition(channel="field", share=0.26, segments=(0.60, 0.15, 0.25)),
        Acquisition(channel="referral", share=0.28, segments=(0.65, 0.15, 0.20)),
        Acquisition(channel="web", share=0.22, segments=(0.45, 0.35, 0.20)),
        Acquisition(channel="fair", share=0.14, segments=(0.40, 0.45, 0.15)),
        Acquisition(channel="partner", share=0.10, segments=(0.25, 0.10, 0.65)),
    ),
    touches=(
        Touch(channel="email", kind="click", place="online", share=0.38, effect=0.08, cost_cents=4),
        Touch(channel="web", kind="session", place="online", share=0.48, effect=0.10, cost_cents=15, identified=0.65),
        Touch(channel="phone", kind="call", place="offline", share=0.36, effect=0.16, cost_cents=640, hours="phone"),
        Touch(channel="field", kind="advice", place="offline", share=0.22, effect=0.30, cost_cents=9_500, hours="phone"),
        Touch(channel="fair", kind="visit", place="offline", share=0.40, effect=0.10, cost_cents=4_200, hours="shop"),
    ),
    products=(
        Product(name="Disjoncteur modulaire (boîte de 12)", category="protection", price_cents=14_800, cost_cents=9_100, weight=0.20, out_share=0.04, return_share=0.02),
        Product(name="Tableau électrique 3 rangées", category="protection", price_cents=21_900, cost_cents=13_800, weight=0.12, out_share=0.05, return_share=0.02),
        Product(name="Appareillage mural (lot de 20)", category="wiring", price_cents=9_600, cost_cents=5_400, weight=0.20, out_share=0.04, return_share=0.03),
        Product(name="Goulotte (lot de 10)", category="wiring", price_cents=7_400, cost_cents=4_300, weight=0.14, out_share=0.03, return_share=0.01),
        Product(name="Centrale d’alarme", category="security", price_cents=38_900, cost_cents=24_200, weight=0.08, out_share=0.08, return_share=0.04),
        Product(name="Passerelle domotique", category="building-automation", price_cents=27_500, cost_cents=17_900, weight=0.12, out_share=0.09, return_share=0.05),
        Product(name="Borne de recharge 7 kW", category="building-automation", price_cents=79_000, cost_cents=55_000, weight=0.06, out_share=0.10, return_share=0.02),
        Product(name="Formation produit (journée)", category="service", price_cents=45_000, cost_cents=18_000, weight=0.08, out_share=0.0, return_share=0.0),
    ),
    shops=("67700", "69003", "44000"),
    agents=18,
    order_channels=(("phone", 0.38, 0.52), ("web", 0.40, 0.0), ("field", 0.12, 0.18), ("email", 0.10, 0.30)),
    deliveries=(("home", 0.82, 3), ("collect", 0.18, 2)),
    payments=(("account", 0.74), ("transfer", 0.20), ("card", 0.06)),
    conversion=0.22,
    lines=(0.30, 0.26, 0.20, 0.14, 0.10),
    several=0.30,
    several_referral=0.12,
    season=(1.0, 1.0, 1.1, 1.0, 0.9, 1.0, 0.8, 0.5, 1.2, 1.2, 1.1, 0.8),
    peak=(9, 10, 11),
    events=(Event(name=Text(fr="Salon professionnel", en="Trade fair"), month=3, day=4, days=6, factor=2.2),),
    existing=0.35,
    companies=0.92,
    contacts_per_company=2.4,
    late_share=0.06,
    late_peak=0.07,
    late_deferred=0.48,
    churn=0.03,
    churn_detractor=0.46,
    browsing_per_year=5.0,
    browsing_identified=0.6,
    consent_email=0.86,
    shipping_cents=1_200,
    service=Service(late_ticket=0.46, other_ticket=0.07, requests_per_year=0.25, channels=(("phone", 0.58), ("email", 0.34), ("web", 0.08)),
                    handle_seconds=340, patience_seconds=480, elsewhere=0.60),
    surveys=Surveys(response=0.30, detractors=0.12, promoters=0.54),
    campaigns=Campaigns(per_year=12, control=0.25, discount=0.05, delivered=0.992, opened=0.60, opened_personal=0.06, clicked=0.44, unsubscribed=0.004),
    line=QueueProfile(hours="phone"),
)  # fmt: skip
