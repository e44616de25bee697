"""Sens Confort: a small heating company in Brittany, with a showroom, visits at home and after-sales."""

from __future__ import annotations

from crm_course.foundations.language import Text

from ..parameters import Acquisition, Campaigns, Event, Product, Segment, Service, Surveys, Touch, World

__all__ = ["SENS_CONFORT"]

SENS_CONFORT = World(
    name="sens-confort",
    title=Text(fr="Sens Confort, chauffage et climatisation (Guingamp)", en="Sens Confort, heating and air conditioning (Guingamp)"),
    start="2024-01-01",
    towns=(("22", 8.0), ("29", 1.0), ("35", 0.6), ("56", 0.6)),
    segments=(
        Segment(name="renovation", label=Text(fr="Rénove son logement", en="Renovates the home"), needs_per_year=2.2, persuadable=0.55),
        Segment(name="maintenance", label=Text(fr="Entretient son installation", en="Keeps the installation up"), needs_per_year=4.0, persuadable=0.65),
        Segment(name="bargain", label=Text(fr="Compare les prix", en="Compares prices"), needs_per_year=1.8, persuadable=0.75),
    ),
    acquisition=(
        Acquisition(channel="shop", share=0.34, segments=(0.45, 0.35, 0.20)),
        Acquisition(channel="phone", share=0.18, segments=(0.40, 0.40, 0.20)),
        Acquisition(channel="referral", share=0.20, segments=(0.35, 0.55, 0.10)),
        Acquisition(channel="web", share=0.18, segments=(0.35, 0.20, 0.45)),
        Acquisition(channel="fair", share=0.10, segments=(0.60, 0.20, 0.20)),
    ),
    touches=(
        Touch(channel="web", kind="session", place="online", share=0.45, effect=0.10, cost_cents=35, identified=0.45),
        Touch(channel="search", kind="click", place="online", share=0.30, effect=0.04, cost_cents=110, identified=0.40),
        Touch(channel="social", kind="advert", place="online", share=0.22, effect=0.02, cost_cents=60, identified=0.55),
        Touch(channel="phone", kind="call", place="offline", share=0.35, effect=0.12, cost_cents=450, hours="phone"),
        Touch(channel="shop", kind="visit", place="offline", share=0.40, effect=0.22, cost_cents=1800, hours="shop"),
        Touch(channel="field", kind="quote", place="offline", share=0.25, effect=0.28, cost_cents=6500, hours="phone"),
    ),
    products=(
        Product(name="Pompe à chaleur air-eau 8 kW", category="heat-pump", price_cents=1_090_000, cost_cents=741_200, weight=0.05, out_share=0.08, return_share=0.0, lasts_days=5_475),
        Product(name="Pompe à chaleur air-air 5 kW", category="heat-pump", price_cents=489_000, cost_cents=332_500, weight=0.06, out_share=0.06, return_share=0.0, lasts_days=5_475),
        Product(name="Climatiseur réversible 2,5 kW", category="air-conditioning", price_cents=189_000, cost_cents=128_500, weight=0.10, out_share=0.07, return_share=0.0, lasts_days=365),
        Product(name="Contrat d’entretien annuel", category="maintenance", price_cents=18_900, cost_cents=9_800, weight=0.28, out_share=0.0, return_share=0.0, lasts_days=330),
        Product(name="Thermostat connecté", category="control", price_cents=17_900, cost_cents=11_200, weight=0.16, out_share=0.05, return_share=0.06),
        Product(name="Filtre de rechange (lot de 2)", category="accessory", price_cents=3_900, cost_cents=1_900, weight=0.22, out_share=0.03, return_share=0.04),
        Product(name="Radiateur d’appoint", category="accessory", price_cents=12_900, cost_cents=8_800, weight=0.13, out_share=0.06, return_share=0.08),
    ),
    shops=("22200",),
    agents=10,
    order_channels=(("shop", 0.42, 0.60), ("phone", 0.24, 0.30), ("field", 0.08, 0.10), ("web", 0.26, 0.0)),
    deliveries=(("installation", 0.0, 18), ("home", 0.55, 6), ("collect", 0.45, 4)),
    payments=(("transfer", 0.30), ("card", 0.40), ("cheque", 0.20), ("instalments", 0.10)),
    conversion=0.20,
    season=(1.2, 1.0, 0.8, 0.7, 0.7, 0.9, 1.0, 0.6, 1.2, 1.6, 1.5, 0.8),
    peak=(10, 11),
    events=(Event(name=Text(fr="Foire de printemps", en="Spring fair"), month=4, day=15, days=10, factor=2.6),),
    late_share=0.12,
    late_peak=0.16,
    late_deferred=0.42,
    churn=0.06,
    churn_detractor=0.45,
    service=Service(late_ticket=0.42, channels=(("phone", 0.62), ("email", 0.20), ("shop", 0.12), ("social", 0.06)), elsewhere=0.65),
    surveys=Surveys(response=0.42),
    campaigns=Campaigns(per_year=6),
)  # fmt: skip
