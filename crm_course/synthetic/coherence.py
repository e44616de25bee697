"""What could not happen? Checks on a set of tables, whoever made them.

Each check is a line of a table: what must hold, and how to find the rows where it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import TABLES, Table

from .calendar import holidays
from .names import EMAIL_DOMAINS, LANDLINE_AREAS, MOBILE_AREA, towns
from .parameters import CASH_LIMIT_CENTS, INSTALLED, SERVICES

__all__ = ["violations"]

Tables = Mapping[str, pd.DataFrame]
Bad = NDArray[np.bool_]


def violations(tables: Tables) -> pd.DataFrame:
    """Every rule that rows break: ``table, rule, rows, first`` (the number of broken rows and the first of them).

    An empty frame means that nothing was found that could not happen.
    """
    found: list[dict[str, Any]] = []

    def note(table: str, rule: Text, bad: Bad) -> None:
        if bad.any():
            found.append({"table": table, "rule": rule.say(), "rows": int(bad.sum()), "first": int(np.flatnonzero(bad)[0])})

    for name, frame in tables.items():
        if name in TABLES:
            for rule, bad in _shape(TABLES[name], frame, tables):
                note(name, rule, bad)
    for needed, rule, check in _RULES:
        if all(name in tables for name in needed):
            note(needed[0], rule, np.asarray(check(*(tables[name] for name in needed)), dtype=bool))
    return pd.DataFrame(found, columns=["table", "rule", "rows", "first"])


_UNIQUE = Text(fr="la clé {key} est unique", en="the key {key} is unique")
_PRESENT = Text(fr="{column} est renseigné", en="{column} is given")
_LEADS = Text(fr="{column} renvoie à une ligne de {table}", en="{column} leads to a row of {table}")
_KNOWN = Text(fr="{column} est une valeur du dictionnaire", en="{column} is a value of the dictionary")


def _shape(table: Table, frame: pd.DataFrame, tables: Tables) -> list[tuple[Text, Bad]]:
    """Keys, references, missing values and categories, from the dictionary."""
    made = []
    if table.primary and set(table.primary) <= set(frame.columns):
        made.append((_filled(_UNIQUE, key=", ".join(table.primary)), frame.duplicated(list(table.primary)).to_numpy()))
    for declared in table.columns:
        if declared.name not in frame:
            continue
        column = frame[declared.name]
        empty = column.isna().to_numpy()
        if not declared.nullable:
            made.append((_filled(_PRESENT, column=declared.name), empty))
        if declared.categories:
            made.append((_filled(_KNOWN, column=declared.name), ~column.isin(declared.categories).to_numpy() & ~empty))
        if declared.name in table.foreign and table.foreign[declared.name][0] in tables:
            other, key = table.foreign[declared.name]
            made.append((_filled(_LEADS, column=declared.name, table=other), ~column.isin(tables[other][key]).to_numpy() & ~empty))
    return made


def _filled(text: Text, **values: str) -> Text:
    return Text(fr=text.say("fr", **values), en=text.say("en", **values))


# -- rules that need arithmetic -----------------------------------------------------------


def _looked_up(rows: pd.DataFrame, key: str, other: pd.DataFrame, column: str) -> pd.Series[Any]:
    """The value of `column` in the row of `other` that each row refers to."""
    first = other.drop_duplicates(key).reset_index(drop=True)
    place = pd.Index(first[key].astype("float64")).get_indexer(pd.Index(rows[key].astype("float64")))
    return first[column].reindex(place).set_axis(rows.index)


def _time(column: pd.Series[Any]) -> pd.Series[Any]:
    """Moments; a date that is not written year-month-day could mean two days, and is unknown here."""
    return pd.to_datetime(column, errors="coerce", format="ISO8601")


def _before(earlier: pd.Series[Any], later: pd.Series[Any]) -> Bad:
    """Where the later moment comes before the earlier one; unknown moments say nothing."""
    return (_time(later) < _time(earlier)).to_numpy()


def _day(column: pd.Series[Any]) -> pd.Series[Any]:
    days: pd.Series[Any] = _time(column).dt.normalize()
    return days


def _differs(left: pd.Series[Any], right: pd.Series[Any]) -> Bad:
    return np.asarray(
        (left.to_numpy(dtype=float, na_value=np.nan) != right.to_numpy(dtype=float, na_value=np.nan)) & right.notna().to_numpy()
    )


def _towns_match(customers: pd.DataFrame) -> Bad:
    places, postcodes, _ = towns((("", 1.0),))
    pairs = set(zip(places.tolist(), postcodes.tolist(), strict=True))
    known = set(postcodes.tolist())
    given = zip(customers["town"], customers["postcode"], strict=True)
    return np.array([code in known and (town, code) not in pairs for town, code in given], bool)


def _elsewhere(customers: pd.DataFrame, shops: pd.DataFrame) -> Bad:
    """Customers of a shop elsewhere, though there is one in their town."""
    mine = _looked_up(customers, "shop_id", shops, "town").astype("str")
    return np.asarray(customers["town"].isin(shops["town"]) & customers["shop_id"].notna() & (mine != customers["town"].astype("str")))


def _scattered(customers: pd.DataFrame) -> Bad:
    """Contacts of a company whose address is not that of its first contact."""
    address = customers[["street", "postcode", "town"]].astype("object").fillna("").agg(" ".join, axis=1)
    return np.asarray(customers["siren"].notna() & (address != address.groupby(customers["siren"]).transform("first")))


def _shut(moments: pd.Series[Any]) -> Bad:
    """Sundays and public holidays."""
    days = _day(moments)
    years = range(int(days.dt.year.min()), int(days.dt.year.max()) + 1) if days.notna().any() else ()
    off = pd.to_datetime([day for year in years for day in holidays(year)])
    return np.asarray((days.dt.day_of_week == 6) | days.isin(off))


def _behind_closed_doors(consents: pd.DataFrame) -> Bad:
    """Consents given or withdrawn face to face when nobody is there."""
    hour = _time(consents["ts"]).dt.hour
    return np.asarray((consents["proof"] == "in-person") & (_shut(consents["ts"]) | ~hour.fillna(12).between(9, 18)))


def _unreachable(consents: pd.DataFrame, points: pd.DataFrame) -> Bad:
    """Consents to messages on a mobile that the customer does not have."""
    mobile = points.loc[points["kind"] == "mobile", "customer_id"]
    return np.asarray((consents["channel"] == "sms") & ~consents["customer_id"].isin(mobile))


def _age(customers: pd.DataFrame) -> pd.Series[Any]:
    """Age in years on becoming a customer."""
    years: pd.Series[Any] = (_time(customers["created_on"]) - _time(customers["birth_date"])).dt.days / 365.25
    return years


def _unsafe(points: pd.DataFrame) -> Bad:
    areas = (MOBILE_AREA, *LANDLINE_AREAS)
    starts = tuple(area.replace(" ", "") for area in areas)
    digits = points["value"].str.replace(r"\D", "", regex=True).str.replace(r"^(0033|33)?(?=[1-9])", "0", regex=True)
    phone = (points["kind"] != "email").to_numpy()
    domain = points["value"].str.partition("@")[2].isin(EMAIL_DOMAINS).to_numpy()
    return np.where(phone, ~digits.str.startswith(starts).to_numpy(), ~domain)


def _sums(lines: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Orders whose lines do not add up to their goods, said at the first of their lines."""
    total = lines.groupby("order_id")["amount_cents"].sum()
    wrong = orders.loc[_differs(orders["goods_cents"], orders["order_id"].map(total).fillna(0)), "order_id"]
    return lines["order_id"].isin(wrong).to_numpy()


def _funnel(events: pd.DataFrame, members: pd.DataFrame) -> Bad:
    """Events of people who were not sent the message."""
    treated = members[members["arm"] == "treated"]
    sent = pd.MultiIndex.from_frame(treated[["campaign_id", "customer_id"]])
    return ~pd.MultiIndex.from_frame(events[["campaign_id", "customer_id"]]).isin(sent)


def _after_withdrawal(members: pd.DataFrame, campaigns: pd.DataFrame, consents: pd.DataFrame) -> Bad:
    """Members who had not agreed, or no longer, when the message left."""
    mail = consents[consents["channel"] == "email"]
    given, gone = (mail[mail["status"] == status].sort_values("ts") for status in ("granted", "withdrawn"))
    sent = _time(_looked_up(members, "campaign_id", campaigns, "sent_at"))
    start, end = (_time(_looked_up(members, "customer_id", rows, "ts")) for rows in (given, gone))
    return ((start > sent) | start.isna() | (end < sent)).to_numpy()


def _uncredited(orders: pd.DataFrame, events: pd.DataFrame, campaigns: pd.DataFrame) -> Bad:
    """Orders that do not carry the campaign last clicked before them, its window still open; or that carry another one."""
    clicks = events[(events["kind"] == "clicked").to_numpy()]
    sent, days = (_looked_up(clicks, "campaign_id", campaigns, column) for column in ("sent_at", "window_days"))
    until = _time(sent) + pd.to_timedelta(days.astype("float64"), unit="D")
    known = pd.DataFrame(
        {
            "who": clicks["customer_id"].astype("float64"),
            "at": _seconds(clicks["ts"]),
            "until": until,
            "clicked": clicks["campaign_id"].astype("float64"),
        }
    )
    bought = pd.DataFrame(
        {"who": orders["customer_id"].astype("float64"), "at": _seconds(orders["ordered_at"]), "row": np.arange(len(orders))}
    )
    last = pd.merge_asof(bought.dropna().sort_values("at"), known.dropna().sort_values("at"), on="at", by="who", allow_exact_matches=False)
    last = last.set_index("row").reindex(np.arange(len(orders)))
    own = last["clicked"].where(last["at"] < last["until"]).fillna(-1)
    return np.asarray((orders["campaign_id"].astype("float64").fillna(-1).to_numpy() != own.to_numpy()) & last["who"].notna().to_numpy())


def _seconds(column: pd.Series[Any]) -> pd.Series[Any]:
    return _time(column).astype("datetime64[s]")


def _not_paid_back(returns: pd.DataFrame, lines: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Refunds that are not what was paid for the line, its share of the discount taken off (to the cent)."""
    amount = _looked_up(returns, "order_line_id", lines, "amount_cents").astype("float64")
    of = returns.assign(order_id=_looked_up(returns, "order_line_id", lines, "order_id"))
    goods, discount = (_looked_up(of, "order_id", orders, column).astype("float64") for column in ("goods_cents", "discount_cents"))
    return np.asarray((returns["refund_cents"].astype("float64") - amount * (1 - discount / goods)).abs() > 1)


def _closed(column: pd.Series[Any]) -> Bad:
    """Days on which no office works: Saturdays, Sundays, public holidays."""
    day = _day(column)
    off = pd.DatetimeIndex([one for year in day.dt.year.dropna().unique() for one in holidays(int(year))])
    return np.asarray((day.dt.day_of_week >= 5) | day.isin(off))


def _misdelivered(orders: pd.DataFrame, lines: pd.DataFrame, products: pd.DataFrame) -> Bad:
    """Orders of what is installed that are not installed, and services delivered."""
    category = _looked_up(lines, "product_id", products, "category")
    installed, goods = (
        orders["order_id"].isin(lines.loc[which, "order_id"]) for which in (category.isin(INSTALLED), ~category.isin(SERVICES))
    )
    mode = orders["delivery_mode"]
    return ((installed & (mode != "installation")) | ((mode == "service") == goods)).to_numpy()


def _service(rows: pd.DataFrame, products: pd.DataFrame) -> Bad:
    return _looked_up(rows, "product_id", products, "category").isin(SERVICES).to_numpy()


_BEFORE = {"opened": "delivered", "clicked": "opened", "unsubscribed": "opened"}


def _skipped(events: pd.DataFrame) -> Bad:
    """Openings of what was not delivered, clicks on what was not opened."""
    keys = ["campaign_id", "customer_id", "kind"]
    there = pd.MultiIndex.from_frame(events[keys].astype({"kind": "str"}))
    needed = events[keys].assign(kind=events["kind"].astype("str").map(_BEFORE))
    return (needed["kind"].notna() & ~pd.MultiIndex.from_frame(needed).isin(there)).to_numpy()


def _still_agreed(consents: pd.DataFrame, events: pd.DataFrame) -> Bad:
    """Consents of people who have unsubscribed, and that were never withdrawn."""
    mail = (consents["channel"] == "email").to_numpy()
    gone = consents.loc[mail & (consents["status"] == "withdrawn"), "customer_id"]
    asked = events.loc[events["kind"] == "unsubscribed", "customer_id"]
    return mail & consents["customer_id"].isin(asked).to_numpy() & ~consents["customer_id"].isin(gone).to_numpy()


def _now_and_then(lines: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Lines of a product that was out of stock for some and not for others on the same day."""
    day = _day(_looked_up(lines, "order_id", orders, "ordered_at"))
    away = _looked_up(lines, "order_id", orders, "delivery_mode").astype("str") == "takeaway"
    share = lines["deferred"].astype(float).where(~away).groupby([lines["product_id"], day]).transform("mean")
    return (~away & share.between(0, 1, inclusive="neither")).to_numpy()


def _too_late(log: pd.DataFrame) -> Bad:
    """Purchases of a project that come before a channel met on the way to it."""
    project = log["opportunity_id"].astype("float64")
    way = (log["stage"] == "mission") & project.notna()
    last = _time(log["ts"])[way].groupby(project[way]).max().reindex(project).to_numpy()
    return np.asarray(log["converted"].astype(bool) & (_time(log["ts"]).to_numpy() < last))


def _uncounted(calls: pd.DataFrame, tickets: pd.DataFrame) -> Bad:
    """Quarter-hours of the support queue whose calls are not those of the tickets."""
    phone = tickets.loc[tickets["wait_seconds"].notna(), "opened_at"]
    return np.asarray((calls["queue"] == "support") & (_by_quarter(phone, calls) != calls["offered"]))


def _unheard(calls: pd.DataFrame, log: pd.DataFrame) -> Bad:
    """Quarter-hours of the sales queue whose answered calls are not the advice and the orders by phone."""
    sales = (log["channel"] == "phone") & log["kind"].isin(["call", "purchase"])
    return np.asarray((calls["queue"] == "sales") & (_by_quarter(log.loc[sales, "ts"], calls) != calls["answered"]))


def _by_quarter(moments: pd.Series[Any], calls: pd.DataFrame) -> NDArray[np.int64]:
    """How many of these moments fall in the quarter-hour of each row of calls."""
    counted = _time(moments).dt.floor("15min").value_counts()
    return np.asarray(counted.reindex(_time(calls["interval_start"])).fillna(0))


def _closed_alone(tickets: pd.DataFrame) -> Bad:
    """Tickets closed on a Sunday, or in writing at night."""
    when = _time(tickets["closed_at"])
    night = ~when.dt.hour.between(8, 19) & (tickets["channel"] != "phone")
    return np.asarray(when.notna() & ((when.dt.day_of_week == 6) | night))


def _nothing_sent_back(tickets: pd.DataFrame, lines: pd.DataFrame, returns: pd.DataFrame) -> Bad:
    """Tickets about a refund whose order had nothing sent back before."""
    of = _looked_up(returns, "order_line_id", lines, "order_id").astype("float64").to_numpy()
    day = _time(returns["returned_on"]).groupby(of).min()
    back = day.reindex(tickets["order_id"].astype("float64")).to_numpy()
    about = tickets["reason"].isin(["refund-missing", "refund-delay"]).to_numpy()
    return np.asarray(about & ~(back <= _time(tickets["opened_at"]).to_numpy()))


_SAYS = {
    "colis": ("delivery_mode", ("home", "relay")),
    "posé une journée": ("delivery_mode", ("home", "installation")),
    "installation": ("delivery_mode", ("installation",)),
    "en magasin|vendeur": ("channel", ("shop", "kiosk")),
    "le site": ("channel", ("web", "app")),
    "à l’heure": ("status", ("on-time",)),
}
"""What a comment says is true of the order: words, where it stands, values."""


def _beside_the_point(surveys: pd.DataFrame, deliveries: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Comments on what did not happen."""
    known = {column: _looked_up(surveys, "order_id", orders, column).astype("str") for column in ("delivery_mode", "channel")}
    known["status"] = _looked_up(surveys, "order_id", deliveries, "status").astype("str")
    said = surveys["verbatim"].fillna("").astype("str").str.lower()
    return np.asarray(np.any([said.str.contains(words) & ~known[column].isin(values) for words, (column, values) in _SAYS.items()], axis=0))


def _unsold(stock: pd.DataFrame, lines: pd.DataFrame, orders: pd.DataFrame) -> Bad:
    """Products and months whose sales are not the pieces ordered."""
    month = _day(_looked_up(lines, "order_id", orders, "ordered_at")).to_numpy().astype("datetime64[M]")
    pieces = lines["quantity"].groupby([month, lines["product_id"].to_numpy()]).sum()
    keys = pd.MultiIndex.from_arrays([_time(stock["month"]).to_numpy().astype("datetime64[M]"), stock["product_id"]])
    pieces.index = pd.MultiIndex.from_arrays(
        [pieces.index.get_level_values(0).to_numpy().astype("datetime64[M]"), pieces.index.get_level_values(1)]
    )
    return np.asarray(pieces.reindex(keys).fillna(0).to_numpy() != stock["sold"].to_numpy())


def _rules(*rules: tuple[str, str, str, Callable[..., Any]]) -> tuple[tuple[tuple[str, ...], Text, Callable[..., Any]], ...]:
    return tuple((tuple(tables.split()), Text(fr=fr, en=en), check) for tables, fr, en, check in rules)


_RULES = _rules(
    ("orders customers", "une commande suit l’arrivée du client", "an order comes after the customer",
     lambda o, c: _before(_looked_up(o, "customer_id", c, "created_on"), o["ordered_at"])),
    ("orders", "total = articles − remise + port", "total = goods − discount + shipping",
     lambda o: _differs(o["total_cents"], o["goods_cents"] - o["discount_cents"] + o["shipping_cents"])),
    ("orders campaigns", "une commande suit la campagne qui l’a causée", "an order comes after its campaign",
     lambda o, c: _before(_looked_up(o, "campaign_id", c, "sent_at"), o["ordered_at"])),
    ("orders campaign_events campaigns", "une commande porte la campagne cliquée avant elle, dans sa fenêtre", "an order carries the campaign clicked before it, in its window", _uncredited),
    ("orders", "on ne paie en espèces qu’au magasin, et 1 000 € au plus", "cash is paid in the shop only, and at most 1,000 euros",
     lambda o: ((o["payment"] == "cash") & ((o["channel"] != "shop") | (o["total_cents"] > CASH_LIMIT_CENTS))).to_numpy()),
    ("orders", "une commande par lettre est saisie au bureau", "an order by letter is recorded in the office",
     lambda o: ((o["channel"] == "mail") & (_closed(o["ordered_at"]) | ~_time(o["ordered_at"]).dt.hour.between(8, 19))).to_numpy()),
    ("orders order_lines products", "ce qu’on installe est posé, un service n’est pas livré", "what is installed is installed, a service is not delivered", _misdelivered),
    ("order_lines", "un article n’a qu’une ligne dans une commande", "an item has one line in an order", lambda x: x.duplicated(["order_id", "product_id"]).to_numpy()),
    ("stock products", "un service n’est pas en stock", "a service is not stocked", _service),
    ("orders", "une commande en magasin a son magasin", "an order in a shop has its shop",
     lambda o: (o["channel"].isin(["shop", "kiosk"]) != o["shop_id"].notna()).to_numpy()),
    ("orders", "la remise vient d’une campagne", "the discount comes from a campaign", lambda o: ((o["discount_cents"] > 0) & o["campaign_id"].isna()).to_numpy()),
    ("order_lines orders", "un article manque pour tous ou pour personne le même jour", "an item is out for all or for none on the same day", _now_and_then),
    ("order_lines orders", "ce qu’on emporte était en rayon", "what is taken away was on the shelf",
     lambda x, o: (x["deferred"].astype(bool) & (_looked_up(x, "order_id", o, "delivery_mode").astype("str") == "takeaway")).to_numpy()),
    ("order_lines", "montant = prix × quantité", "amount = price × quantity", lambda x: _differs(x["amount_cents"], x["unit_price_cents"] * x["quantity"])),
    ("order_lines", "la quantité est d’au moins 1", "the quantity is at least 1", lambda x: (x["quantity"] < 1).to_numpy()),
    ("order_lines orders", "les lignes font le total des articles", "lines add up to the goods", _sums),
    ("deliveries orders", "la livraison suit la commande", "delivery comes after the order",
     lambda d, o: _before(_day(_looked_up(d, "order_id", o, "ordered_at")), d["delivered_on"])),
    ("deliveries orders", "on livre comme la commande le dit", "delivery is by the mode of the order",
     lambda d, o: (d["mode"].astype("str") != _looked_up(d, "order_id", o, "delivery_mode").astype("str")).to_numpy()),
    ("deliveries", "la livraison suit l’expédition", "delivery comes after shipping", lambda d: _before(d["shipped_on"], d["delivered_on"])),
    ("deliveries", "en retard = après la date promise", "late = after the promised day",
     lambda d: (d["delivered_on"].notna() & ((_time(d["delivered_on"]) > _time(d["promised_on"])) != (d["status"] == "late"))).to_numpy()),
    ("returns order_lines deliveries", "un retour suit la livraison", "a return comes after delivery",
     lambda r, x, d: _before(_looked_up(r.assign(order_id=_looked_up(r, "order_line_id", x, "order_id")), "order_id", d, "delivered_on"), r["returned_on"])),
    ("returns order_lines", "on ne retourne pas plus que commandé", "no more is returned than was ordered",
     lambda r, x: (r["quantity"] > _looked_up(r, "order_line_id", x, "quantity")).to_numpy()),
    ("returns order_lines orders", "on rembourse ce qui a été payé, remise déduite", "the refund is what was paid, discount taken off", _not_paid_back),
    ("returns order_lines products", "un service ne se renvoie pas", "a service is not sent back",
     lambda r, x, p: _service(r.assign(product_id=_looked_up(r, "order_line_id", x, "product_id")), p)),
    ("returns", "un retour arrive un jour ouvré", "a return arrives on a working day", lambda r: _closed(r["returned_on"])),
    ("tickets deliveries", "un retard signalé est un retard", "a delay complained of is a delay",
     lambda t, d: (t["reason"].isin(["parcel-late", "parcel-not-received"]) & (_looked_up(t, "order_id", d, "status").astype("str") != "late")).to_numpy()),
    ("tickets", "on n’attend en ligne qu’au téléphone", "only callers wait on the line",
     lambda t: (t["wait_seconds"].notna() != (t["channel"] == "phone")).to_numpy()),
    ("tickets", "qui a raccroché n’a pas été servi", "who hung up was not served",
     lambda t: ((t["status"] == "abandoned") & ((t["handle_seconds"] > 0) | t["agent_id"].notna())).to_numpy()),
    ("tickets orders", "une demande suit sa commande", "a ticket comes after its order",
     lambda t, o: _before(_looked_up(t, "order_id", o, "ordered_at"), t["opened_at"])),
    ("tickets customers", "une demande suit l’arrivée du client", "a ticket comes after the customer",
     lambda t, c: _before(_looked_up(t, "customer_id", c, "created_on"), t["opened_at"])),
    ("tickets", "la clôture suit l’ouverture", "closing comes after opening", lambda t: _before(t["opened_at"], t["closed_at"])),
    ("tickets", "une demande est close par quelqu’un qui est là", "a ticket is closed by somebody who is there", _closed_alone),
    ("tickets order_lines returns", "on attend un remboursement après un retour", "a refund is waited for after a return", _nothing_sent_back),
    ("tickets orders", "une promotion manquée vient d’une campagne", "a promotion missed comes from a campaign",
     lambda t, o: ((t["reason"] == "promotion-missed") & _looked_up(t, "order_id", o, "campaign_id").isna()).to_numpy(dtype=bool)),
    ("surveys deliveries orders", "un commentaire va avec sa commande", "a comment fits its order", _beside_the_point),
    ("surveys deliveries", "une réponse suit la livraison", "an answer comes after delivery",
     lambda s, d: _before(_looked_up(s, "order_id", d, "delivered_on"), s["answered_at"])),
    ("surveys orders", "celui qui répond a commandé", "who answers has ordered",
     lambda s, o: _differs(s["customer_id"], _looked_up(s, "order_id", o, "customer_id"))),
    ("surveys", "les notes sont dans leur échelle", "scores are on their scale",
     lambda s: ~(s["recommend"].between(0, 10) & s["satisfaction"].between(1, 5) & s["effort"].fillna(3).between(1, 5)).to_numpy(dtype=bool)),
    ("interactions customers", "une interaction suit l’arrivée du client", "an interaction comes after the customer",
     lambda i, c: _before(_looked_up(i, "customer_id", c, "created_on"), i["ts"])),
    ("interactions", "un achat suit les canaux rencontrés", "a purchase comes after the channels met", _too_late),
    ("interactions orders", "un achat vaut le total de sa commande", "a purchase is worth its order’s total",
     lambda i, o: (i["converted"] & ((i["value"] - _looked_up(i, "order_id", o, "total_cents").astype(float) / 100).abs() > 0.005)).to_numpy(dtype=bool)),
    ("campaign_events campaigns", "le suivi vient après l’envoi", "tracking comes after sending",
     lambda e, c: _before(_looked_up(e, "campaign_id", c, "sent_at"), e["ts"])),
    ("campaign_events campaign_members", "seuls les ciblés reçoivent le message", "only the treated get the message", _funnel),
    ("campaign_events", "on n’ouvre que ce qui est délivré, on ne clique que dans ce qui est ouvert", "only what is delivered is opened, only what is opened is clicked", _skipped),
    ("consents campaign_events", "qui s’est désabonné a retiré son accord", "who unsubscribed has withdrawn his consent", _still_agreed),
    ("campaign_members campaigns consents", "on n’écrit qu’à ceux qui l’acceptent", "only those who agreed are written to", _after_withdrawal),
    ("calls", "reçus = décrochés + abandonnés", "offered = answered + abandoned", lambda c: _differs(c["offered"], c["answered"] + c["abandoned"])),
    ("calls", "décrochés en 20 s ≤ décrochés", "answered within 20 s ≤ answered", lambda c: (c["answered_in_20s"] > c["answered"]).to_numpy()),
    ("calls", "les deux files ont les mêmes conseillers", "both queues have the same agents",
     lambda c: (c.groupby("interval_start")["agents"].transform("max") != c["agents"]).to_numpy()),
    ("calls interactions", "les appels décrochés de la vente sont ceux du journal", "sales calls answered are those of the event log", _unheard),
    ("calls tickets", "les appels du support sont ceux des demandes", "calls of the support queue are those of the tickets", _uncounted),
    ("stock order_lines orders", "les ventes sont les pièces commandées", "sales are the pieces ordered", _unsold),
    ("stock", "stock final = initial + entrées − ventes", "closing = opening + received − sold",
     lambda s: _differs(s["closing"], s["opening"] + s["received"] - s["sold"])),
    ("stock", "un rayon vide dans le mois avait vendu son stock initial, et ne finit qu’avec ce qui est entré depuis",
     "a shelf that was empty in a month had sold what it opened with, and closes with what came in since",
     lambda s: ((s["days_out"] > 0) & ((s["opening"] > s["sold"]) | (s["closing"] > s["received"]))).to_numpy()),
    ("stock", "un rayon vide tout le mois reste à zéro", "a shelf that is empty all month stays at zero",
     lambda s: ((s["days_out"] >= _time(s["month"]).dt.days_in_month) & (s[["opening", "closing"]] > 0).any(axis=1)).to_numpy()),
    ("stock", "le stock n’est pas négatif", "stock is not negative", lambda s: (s[["opening", "received", "sold", "closing"]] < 0).any(axis=1).to_numpy()),
    ("channel_costs", "coût = contacts × coût d’un contact, à l’arrondi près", "cost = contacts × unit cost, but for rounding",
     lambda c: ((c["cost_cents"] - c["contacts"] * c["unit_cost_cents"]).abs() > c["contacts"]).to_numpy()),
    ("customers", "la commune va avec le code postal", "the town matches the postcode", _towns_match),
    ("customers", "qui recommande était là avant", "who recommends was there before",
     lambda c: _before(_looked_up(c, "referred_by", c.rename(columns={"customer_id": "referred_by", "referred_by": "_"}), "created_on"), c["created_on"])),
    ("customers", "on devient client entre 18 et 100 ans", "one becomes a customer between 18 and 100",
     lambda c: (_age(c).notna() & ~_age(c).between(17.99, 100)).to_numpy()),
    ("customers shops", "le magasin de rattachement est celui de la commune, s’il y en a un", "the home shop is that of the town, if it has one", _elsewhere),
    ("customers", "les contacts d’une entreprise sont à son adresse", "the contacts of a company are at its address", _scattered),
    ("customers", "qui vient par le magasin vient un jour d’ouverture", "who comes through the shop comes on an open day",
     lambda c: (c["acquisition_channel"] == "shop").to_numpy() & _shut(c["created_on"])),
    ("consents", "un accord en personne se donne aux heures d’ouverture", "consent in person is given in opening hours", _behind_closed_doors),
    ("consents contact_points", "accepter les SMS suppose un mobile", "agreeing to SMS takes a mobile", _unreachable),
    ("contact_points", "numéros et adresses n’atteignent personne", "numbers and addresses reach nobody", _unsafe),
    ("contact_points", "une coordonnée n’a qu’un titulaire", "an address or number has one holder", lambda p: p.duplicated("value").to_numpy()),
)  # fmt: skip
