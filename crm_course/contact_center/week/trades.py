"""Who works there, with what, and how does an order come in? The trades, tools and order channels of a centre, as tables.

Trades, technologies and channels are those that a lecture on order handling names (2006), with call-back, chat and messaging since. What each tool
changes and how long each step takes are invented for the course, to be replaced by one's own: they say in which unit a tool must be judged.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text

__all__ = ["CHANNELS", "TOOLS", "TRADES", "Tool", "order_flow", "tool_gain", "tools_table", "trades_table"]

TRADES: tuple[tuple[str, Text], ...] = tuple(
    (place, Text(fr=fr, en=en))
    for place, fr, en in (
        ("front", "Conseiller au téléphone", "Phone adviser"), ("front", "Conseiller web", "Web desk"), ("front", "Saisie", "Data entry"),
        ("front", "Ouverture et tri du courrier", "Mail opening and sorting"), ("front", "Correspondance", "Correspondence"),
        ("front", "Retours", "Returns"), ("front", "Qualité d’adresse", "Address quality"),
        ("support", "Formation", "Training"), ("support", "Planification", "Planning"), ("support", "Qualité et processus", "Quality and process"),
        ("support", "Recrutement", "Recruiting"), ("support", "Informatique et téléphonie", "IT and telephony"),
        ("support", "Ressources humaines", "Human resources"), ("support", "Contrôle de gestion", "Management control"),
    )
)  # fmt: skip
"""Where (``front`` or ``support``) and what."""
PLACES = {"front": Text(fr="En première ligne", en="Front line"), "support": Text(fr="En appui", en="Support")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A technology of the centre: what one contact takes less, the share of contacts that it removes, and its yearly cost."""

    name: str
    label: Text
    seconds: float
    removed: float
    yearly_cost: float


TOOLS: tuple[Tool, ...] = tuple(
    Tool(name=name, label=Text(fr=fr, en=en), seconds=seconds, removed=removed, yearly_cost=cost)
    for name, fr, en, seconds, removed, cost in (
        ("acd", "Distribution des appels (ACD)", "Call distribution (ACD)", 6, 0.00, 18_000), ("cti", "Fiche client à l’écran (CTI)", "Customer card on screen (CTI)", 18, 0.00, 24_000),
        ("ivr", "Serveur vocal (SVI)", "Voice server (IVR)", 0, 0.06, 20_000), ("speech", "Reconnaissance de la parole", "Speech recognition", 5, 0.04, 45_000),
        ("sms", "SMS de suivi de colis", "Parcel SMS", 0, 0.08, 30_000), ("self-service", "Suivi en ligne", "Self-service", 0, 0.10, 40_000),
        ("chat", "Chat", "Chat", 20, 0.00, 15_000), ("call-back", "Rappel", "Call-back", 0, 0.01, 8_000), ("co-browsing", "Navigation partagée", "Co-browsing", -10, 0.01, 12_000),
        ("scanning", "Numérisation du courrier", "Document scanning", 12, 0.00, 35_000), ("outgoing", "Appels sortants", "Outgoing calls", 0, 0.02, 14_000),
        ("virtual", "Centre virtuel, voix sur IP", "Virtual centre, voice over IP", 4, 0.00, 22_000), ("messaging", "Messagerie et réseaux sociaux", "Messaging and social networks", 15, 0.02, 16_000),
    )
)  # fmt: skip
CHANNELS: dict[str, tuple[Text, tuple[tuple[str, float], ...]]] = {
    "mail": (Text(fr="Courrier", en="Mail"), (("carried", 36.0), ("opened", 3.0), ("keyed", 8.0))),
    "fax": (Text(fr="Télécopie", en="Fax"), (("opened", 1.0), ("keyed", 6.0))),
    "phone": (Text(fr="Téléphone", en="Phone"), (("talked", 0.07),)),
    "ivr": (Text(fr="Serveur vocal", en="Voice server"), (("talked", 0.10),)),
    "minitel": (Text(fr="Minitel", en="Minitel"), (("typed", 0.15), ("confirmed", 0.25))),
    "web": (Text(fr="Web", en="Web"), (("typed", 0.20), ("confirmed", 0.05))),
}
"""Steps of an order by channel, in hours."""
STEPS = {
    "carried": Text(fr="acheminé", en="carried"), "opened": Text(fr="ouvert et trié", en="opened and sorted"), "keyed": Text(fr="saisi", en="keyed in"),
    "talked": Text(fr="pris en ligne", en="taken on the line"), "typed": Text(fr="saisi par le client", en="typed by the customer"),
    "confirmed": Text(fr="confirmé", en="confirmed"), "waits": Text(fr="attend la nuit", en="waits for the night"),
    "batch": Text(fr="traitement de nuit", en="night batch"),
}  # fmt: skip
_NIGHT, _BATCH_HOURS = 22.0, 4.0


def order_flow(ordered_at: float = 10.0) -> pd.DataFrame:
    """An order through each channel, from the customer to the release to logistics: ``channel, step, begin, end`` in hours after midnight of the day of order.

    The night batch at 22:00 invoices and releases what is recorded by then; what comes later waits a day.

    >>> flow = order_flow(10).groupby("channel")["end"].max()
    >>> float(flow["phone"]), float(flow["mail"])
    (26.0, 74.0)
    """
    checks.non_negative("ordered_at", ordered_at)
    rows = []
    for channel, (_, steps) in CHANNELS.items():
        now = float(ordered_at)
        for step, hours in steps:
            rows.append((channel, step, now, now + hours))
            now += hours
        night = _NIGHT + 24 * np.ceil(max(now - _NIGHT, 0) / 24)
        rows += [(channel, "waits", now, night), (channel, "batch", night, night + _BATCH_HOURS)]
    return pd.DataFrame(rows, columns=["channel", "step", "begin", "end"])


def tool_gain(
    tool: str | Tool, contacts: float, handle_seconds: float, *, hourly_cost: float = 24, shrinkage: float = 0.3
) -> dict[str, float]:
    """What a tool changes in a year: ``minutes``, ``contacts`` and ``euros`` spared, its cost deducted from the euros.

    >>> gain = tool_gain("sms", 400_000, 245)
    >>> round(gain["contacts"]), round(gain["euros"])
    (32000, 44667)
    """
    known = {one.name: one for one in TOOLS}
    if isinstance(tool, str) and tool not in known:
        raise UnknownName(Text(fr="outil", en="tool"), tool, known)
    chosen = tool if isinstance(tool, Tool) else known[tool]
    volume, seconds = checks.non_negative("contacts", contacts), checks.positive("handle_seconds", handle_seconds)
    removed = volume * chosen.removed
    minutes = (removed * seconds + (volume - removed) * chosen.seconds) / 60
    return {
        "minutes": minutes,
        "contacts": removed,
        "euros": minutes / 60 * hourly_cost / (1 - checks.share("shrinkage", shrinkage)) - chosen.yearly_cost,
    }


def tools_table(contacts: float, handle_seconds: float, **cost: float) -> pd.DataFrame:
    """Every tool in the language in force with what it would change in a year, the best first: ``tool, minutes, contacts, euros``."""
    rows = [{"tool": tool.label.say(), **tool_gain(tool, contacts, handle_seconds, **cost)} for tool in TOOLS]
    return pd.DataFrame(rows).sort_values("euros", ascending=False, ignore_index=True)


def trades_table() -> pd.DataFrame:
    """The trades in the language in force: ``place, trade``."""
    return pd.DataFrame([(PLACES[place].say(), label.say()) for place, label in TRADES], columns=["place", "trade"])
