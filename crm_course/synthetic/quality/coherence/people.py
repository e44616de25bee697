"""Customers, how they are reached, and what they agreed to: what could not happen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ...names import EMAIL_DOMAINS, LANDLINE_AREAS, MOBILE_AREA, towns
from .looking import Bad, before, closed, looked_up, moments_of, rules

__all__ = ["RULES"]


def _towns_match(customers: pd.DataFrame) -> Bad:
    places, postcodes, _ = towns((("", 1.0),))
    pairs = set(zip(places.tolist(), postcodes.tolist(), strict=True))
    known = set(postcodes.tolist())
    given = zip(customers["town"], customers["postcode"], strict=True)
    return np.array([code in known and (town, code) not in pairs for town, code in given], bool)


def _elsewhere(customers: pd.DataFrame, shops: pd.DataFrame) -> Bad:
    """Customers of a shop elsewhere, though there is one in their town."""
    mine = looked_up(customers, "shop_id", shops, "town").astype("str")
    return np.asarray(customers["town"].isin(shops["town"]) & customers["shop_id"].notna() & (mine != customers["town"].astype("str")))


def _scattered(customers: pd.DataFrame) -> Bad:
    """Contacts of a company whose address is not that of its first contact."""
    address = customers[["street", "postcode", "town"]].astype("object").fillna("").agg(" ".join, axis=1)
    return np.asarray(customers["siren"].notna() & (address != address.groupby(customers["siren"]).transform("first")))


def _behind_closed_doors(consents: pd.DataFrame) -> Bad:
    """Consents given or withdrawn face to face when nobody is there."""
    hour = moments_of(consents["ts"]).dt.hour
    return np.asarray((consents["proof"] == "in-person") & (closed(consents["ts"]) | ~hour.fillna(12).between(9, 18)))


def _unreachable(consents: pd.DataFrame, points: pd.DataFrame) -> Bad:
    """Consents to messages on a mobile that the customer does not have."""
    mobile = points.loc[points["kind"] == "mobile", "customer_id"]
    return np.asarray((consents["channel"] == "sms") & ~consents["customer_id"].isin(mobile))


def _age(customers: pd.DataFrame) -> pd.Series[Any]:
    """Age in years on becoming a customer."""
    years: pd.Series[Any] = (moments_of(customers["created_on"]) - moments_of(customers["birth_date"])).dt.days / 365.25
    return years


def _unsafe(points: pd.DataFrame) -> Bad:
    areas = (MOBILE_AREA, *LANDLINE_AREAS)
    starts = tuple(area.replace(" ", "") for area in areas)
    digits = points["value"].str.replace(r"\D", "", regex=True).str.replace(r"^(0033|33)?(?=[1-9])", "0", regex=True)
    phone = (points["kind"] != "email").to_numpy()
    domain = points["value"].str.partition("@")[2].isin(EMAIL_DOMAINS).to_numpy()
    return np.where(phone, ~digits.str.startswith(starts).to_numpy(), ~domain)


def _still_agreed(consents: pd.DataFrame, events: pd.DataFrame) -> Bad:
    """Consents of people who have unsubscribed, and that were never withdrawn."""
    mail = (consents["channel"] == "email").to_numpy()
    gone = consents.loc[mail & (consents["status"] == "withdrawn"), "customer_id"]
    asked = events.loc[events["kind"] == "unsubscribed", "customer_id"]
    return mail & consents["customer_id"].isin(asked).to_numpy() & ~consents["customer_id"].isin(gone).to_numpy()


RULES = rules(
    ("consents campaign_events", "qui s’est désabonné a retiré son accord", "who unsubscribed has withdrawn his consent", _still_agreed),
    ("customers", "la commune va avec le code postal", "the town matches the postcode", _towns_match),
    ("customers", "qui recommande était là avant", "who recommends was there before",
     lambda c: before(looked_up(c, "referred_by", c.rename(columns={"customer_id": "referred_by", "referred_by": "_"}), "created_on"), c["created_on"])),
    ("customers", "on devient client entre 18 et 100 ans", "one becomes a customer between 18 and 100",
     lambda c: (_age(c).notna() & ~_age(c).between(17.99, 100)).to_numpy()),
    ("customers shops", "le magasin de rattachement est celui de la commune, s’il y en a un", "the home shop is that of the town, if it has one", _elsewhere),
    ("customers", "les contacts d’une entreprise sont à son adresse", "the contacts of a company are at its address", _scattered),
    ("customers", "qui vient par le magasin vient un jour d’ouverture", "who comes through the shop comes on an open day",
     lambda c: (c["acquisition_channel"] == "shop").to_numpy() & closed(c["created_on"])),
    ("consents", "un accord en personne se donne aux heures d’ouverture", "consent in person is given in opening hours", _behind_closed_doors),
    ("consents contact_points", "accepter les SMS suppose un mobile", "agreeing to SMS takes a mobile", _unreachable),
    ("contact_points", "numéros et adresses n’atteignent personne", "numbers and addresses reach nobody", _unsafe),
    ("contact_points", "une coordonnée n’a qu’un titulaire", "an address or number has one holder", lambda p: p.duplicated("value").to_numpy()),
)  # fmt: skip
