"""C'chez vous: a DIY retailer whose customers mix shop, site, telephone and app."""

from __future__ import annotations

from crm_course.foundations.language import Text

from ..parameters import Acquisition, Campaigns, Event, Product, QueueProfile, Segment, Service, Surveys, Touch, World

__all__ = ["CHEZ_VOUS"]

CHEZ_VOUS = World(
    name="chez-vous",
    title=Text(fr="C’chez vous, bricolage et maison", en="C’chez vous, DIY and home"),
    start="2024-01-01",
    towns=(("35", 3.0), ("44", 3.0), ("49", 2.0), ("14", 1.5), ("72", 1.5), ("22", 1.0)),
    segments=(
        Segment(name="handy", label=Text(fr="Bricoleur régulier", en="Regular handyman"), needs_per_year=9.0, persuadable=0.50),
        Segment(name="mover", label=Text(fr="Vient d’emménager", en="Has just moved in"), needs_per_year=6.0, persuadable=0.70),
        Segment(name="occasional", label=Text(fr="Client occasionnel", en="Occasional customer"), needs_per_year=3.0, persuadable=0.65),
    ),
    acquisition=(
        Acquisition(channel="shop", share=0.48, segments=(0.45, 0.20, 0.35)),
        Acquisition(channel="web", share=0.20, segments=(0.20, 0.35, 0.45)),
        Acquisition(channel="app", share=0.10, segments=(0.40, 0.35, 0.25)),
        Acquisition(channel="referral", share=0.14, segments=(0.50, 0.25, 0.25)),
        Acquisition(channel="social", share=0.08, segments=(0.15, 0.40, 0.45)),
    ),
    touches=(
        Touch(channel="web", kind="session", place="online", share=0.52, effect=0.10, cost_cents=20, identified=0.45),
        Touch(channel="app", kind="session", place="online", share=0.24, effect=0.13, cost_cents=10, identified=0.95),
        Touch(channel="search", kind="click", place="online", share=0.30, effect=0.03, cost_cents=65, identified=0.35),
        Touch(channel="social", kind="advert", place="online", share=0.20, effect=0.02, cost_cents=40, identified=0.50),
        Touch(channel="chat", kind="message", place="online", share=0.10, effect=0.09, cost_cents=190, identified=0.80),
        Touch(channel="phone", kind="call", place="offline", share=0.12, effect=0.06, cost_cents=420, hours="line"),
        Touch(channel="shop", kind="visit", place="offline", share=0.50, effect=0.24, cost_cents=260, hours="shop", identified=0.40),
        Touch(channel="kiosk", kind="advice", place="offline", share=0.14, effect=0.08, cost_cents=60, hours="shop", identified=0.70),
    ),
    products=(
        Product(name="Peinture murale 10 L", category="paint", price_cents=6_490, cost_cents=3_900, weight=0.16, out_share=0.04, return_share=0.03),
        Product(name="Rouleaux et pinceaux", category="paint", price_cents=1_890, cost_cents=820, weight=0.17, out_share=0.02, return_share=0.02),
        Product(name="Perceuse-visseuse", category="tools", price_cents=11_900, cost_cents=7_400, weight=0.10, out_share=0.06, return_share=0.05),
        Product(name="Coffret d’outils", category="tools", price_cents=5_990, cost_cents=3_300, weight=0.10, out_share=0.03, return_share=0.03),
        Product(name="Canapé trois places", category="furniture", price_cents=69_900, cost_cents=41_000, weight=0.04, out_share=0.10, return_share=0.07),
        Product(name="Étagère murale", category="furniture", price_cents=3_490, cost_cents=1_700, weight=0.13, out_share=0.05, return_share=0.05),
        Product(name="Salon de jardin", category="garden", price_cents=39_900, cost_cents=24_500, weight=0.05, out_share=0.09, return_share=0.04),
        Product(name="Plantes et terreau", category="garden", price_cents=2_290, cost_cents=1_050, weight=0.15, out_share=0.03, return_share=0.0),
        Product(name="Lampe", category="lighting", price_cents=4_290, cost_cents=1_950, weight=0.10, out_share=0.04, return_share=0.06),
    ),
    shops=("35000", "44000", "49000", "14000", "72000", "22000"),
    agents=24,
    order_channels=(("shop", 0.62, 0.86), ("web", 0.24, 0.0), ("app", 0.11, 0.08), ("phone", 0.03, 0.06)),
    deliveries=(("collect", 0.46, 2), ("home", 0.54, 5)),
    payments=(("card", 0.78), ("cash", 0.12), ("instalments", 0.10)),
    conversion=0.16,
    lines=(0.38, 0.27, 0.17, 0.11, 0.07),
    several=0.18,
    season=(0.8, 0.8, 1.0, 1.3, 1.4, 1.2, 0.9, 0.8, 1.0, 1.0, 0.9, 0.9),
    peak=(4, 5, 6),
    events=(Event(name=Text(fr="Semaine du jardin", en="Garden week"), month=3, day=11, days=9, factor=2.0),),
    takeaway=0.45,
    showrooming=0.12,
    late_share=0.09,
    late_peak=0.10,
    late_deferred=0.44,
    churn=0.05,
    churn_detractor=0.46,
    browsing_per_year=6.0,
    consent_email=0.66,
    service=Service(late_ticket=0.40, other_ticket=0.09, requests_per_year=0.2, elsewhere=0.60,
                    channels=(("phone", 0.44), ("chat", 0.18), ("email", 0.16), ("shop", 0.16), ("social", 0.06)), handle_seconds=260, patience_seconds=300),
    surveys=Surveys(response=0.28, detractors=0.14, promoters=0.50),
    campaigns=Campaigns(per_year=10, opened=0.28, opened_personal=0.08, clicked=0.28, unsubscribed=0.008),
    line=QueueProfile(hours="line", saturday=True),
)  # fmt: skip
