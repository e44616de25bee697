"""A small shop with four files, to practise on: till, web shop, call centre, newsletter.

Everyone in them is invented: the numbers belong to ranges set aside for fiction, the
addresses to domains that receive no mail. The files are as such files are: four formats of
date and phone, two encodings, and a few lines that cannot be read.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .imports.importing import Report
from .store import Store
from .store import open as open_store

__all__ = ["FILES", "Practice", "lines_of", "practice"]

_FOLDER = Path(__file__).parent / "sample"
FILES: dict[str, Path] = {name: _FOLDER / f"{name}.csv" for name in ("newsletter", "boutique", "caisse", "appels")}
"""The four files of the shop; the newsletter first, for it knows both the e-mail and the phone of a person."""
_ENCODINGS = {"caisse": "latin-1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The shop: its store, the report of each import, and the files as they came, line by line."""

    store: Store
    reports: Mapping[str, Report]
    lines: Mapping[str, Sequence[str]]

    def number(self, name: str) -> int:
        """The number of the card that a name, e-mail or phone finds first."""
        return int(self.store.search(name)["customer_id"].iloc[0])


def lines_of(name: str) -> list[str]:
    """The lines of one of the four files, its header first."""
    return FILES[name].read_text(encoding=_ENCODINGS.get(name, "utf-8")).splitlines()


def practice(
    url: str = "sqlite://", *, lines: Mapping[str, Sequence[str]] | None = None, since: Iterable[tuple[str, str]] = ()
) -> Practice:
    """The four files put into one store, and what happened since: a consent by phone, a sale, tickets.

    Parameters
    ----------
    url : str
        Of the store; by default in memory.
    lines : mapping, optional
        Other lines for the four files, by name, header first.
    since : pairs of str, optional
        Who (a name, an e-mail, a phone) and what more happened to him: ``"consent"`` or ``"sale"``.

    >>> shop = practice()
    >>> len(shop.store.search("le goff"))
    1
    """
    store = open_store(url, actor="practice")
    found = lines or {name: lines_of(name) for name in FILES}
    with tempfile.TemporaryDirectory() as folder:
        reports = {name: store.import_file(_written(Path(folder), name, found[name]), attested=_ATTESTED.get(name)) for name in FILES}
    shop = Practice(store=store, reports=reports, lines=found)
    _since(shop)
    for who, what in since:
        _HAPPENINGS[what](shop, shop.number(who))
    return shop


_ATTESTED = {"newsletter": "double opt-in"}


def _written(folder: Path, name: str, lines: Sequence[str]) -> Path:
    path = folder / FILES[name].name
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(_ENCODINGS.get(name, "utf-8")))
    return path


def _consent(shop: Practice, number: int) -> None:
    shop.store.record_consent(number, "phone", at=dt.datetime(2026, 6, 20, 16, 5), proof="phone-call")


def _sale(shop: Practice, number: int) -> None:
    """A contract in progress: ordered, not yet installed."""
    shop.store.insert("orders", [{"customer_id": number, "ordered_at": dt.datetime(2026, 7, 20, 11), "channel": "shop",
                                  "delivery_mode": "installation", "status": "placed", "total_cents": 980_000}])  # fmt: skip


_HAPPENINGS = {"consent": _consent, "sale": _sale}


def _since(shop: Practice) -> None:
    """What happened to the people of the lesson."""
    store = shop.store
    chloe, elise, jean, anne = (shop.number(name) for name in ("chloe riou", "06 39 98 20 05", "02 61 91 20 10", "anne le goff"))
    _consent(shop, chloe)
    _sale(shop, elise)
    sale = store.add_opportunity(anne, "pompe à chaleur", 11_800, stage="qualified", opened_on=dt.date(2026, 5, 12), channel="phone")
    store.move_opportunity(sale, "proposal", at=dt.datetime(2026, 5, 28, 15))
    store.add_opportunity(jean, "contrat d’entretien", 240, stage="negotiation", opened_on=dt.date(2026, 7, 6), channel="phone")
    store.add_opportunity(chloe, "climatisation réversible", 4_300, stage="new", opened_on=dt.date(2026, 6, 20), channel="phone")
    store.open_ticket(elise, "parcel-late", "pose annoncée pour juillet", at=dt.datetime(2026, 8, 3, 9), channel="phone")
    store.open_ticket(shop.number("benali"), "item-faulty", "thermostat muet", at=dt.datetime(2026, 8, 10, 14), channel="email")
    store.open_ticket(jean, "sav-safety", "odeur de brûlé", at=dt.datetime(2026, 8, 10, 17, 30))
    store.record_visit(
        anne, "mesures prises à domicile", channel="field", direction="outbound", at=dt.datetime(2026, 5, 20, 10), outcome="done"
    )
