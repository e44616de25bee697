"""Small shops, and stores in SQLite and, where a server is at hand, PostgreSQL."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import uuid
from types import SimpleNamespace

import pandas as pd
import pytest

from crm_course import crm

POSTGRES = os.environ.get("CRM_TEST_POSTGRES_URL", "")
needs_postgres = pytest.mark.skipif(not POSTGRES, reason="CRM_TEST_POSTGRES_URL is not set: source .ci/postgres first")


def day(text):
    return pd.Timestamp(text)


def small_shop():
    """Four people: Anne bought and agreed to e-mails, Bob withdrew, Chloé only asked, Dupont SARL is a company."""
    customers = pd.DataFrame({
        "customer_id": [1, 2, 3, 4],
        "kind": ["person", "person", "person", "company"],
        "title": ["mrs", "mr", "mrs", "mr"],
        "first_name": ["Anne", "Bob", "Chloé", "Denis"],
        "last_name": ["Le Goff", "Quéméneur", "Zyxwander", "Dupont"],
        "birth_date": [day("1980-02-03"), pd.NaT, day("1990-05-06"), pd.NaT],
        "company": [None, None, None, "Dupont Chauffage"],
        "siren": [None, None, None, "123456789"],
        "street": ["1 rue du Port", "2 rue du Port", "17 impasse des Hortensias", "4 rue du Port"],
        "postcode": ["22200", "22200", "01000", "29000"],
        "town": ["Guingamp", "Guingamp", "Bourg-en-Bresse", "Quimper"],
        "acquisition_channel": ["shop", "web", "phone", "fair"],
        "created_on": [day("2025-01-10"), day("2025-02-10"), day("2026-03-10"), day("2026-01-05")],
        "shop_id": [1, 1, None, 1],
        "referred_by": [None, 1, None, None],
    })  # fmt: skip
    points = pd.DataFrame({
        "contact_point_id": range(1, 8),
        "customer_id": [1, 1, 2, 2, 3, 3, 4],
        "kind": ["email", "mobile", "email", "mobile", "email", "landline", "email"],
        "value": ["anne@example.org", "06 39 98 00 01", "bob@example.org", "06 39 98 00 02", "Chloe.Zyx@example.org", "01 99 00 00 03", "denis@example.org"],
        "since": [day("2025-01-10")] * 7,
    })  # fmt: skip
    consents = pd.DataFrame({
        "consent_id": [1, 2, 3],
        "customer_id": [1, 2, 2],
        "channel": ["email", "email", "email"],
        "purpose": ["marketing"] * 3,
        "status": ["granted", "granted", "withdrawn"],
        "ts": [day("2025-01-10 10:00"), day("2025-02-10 10:00"), day("2026-02-01 15:00")],
        "proof": ["form", "form", "unsubscribe-link"],
    })  # fmt: skip
    orders = pd.DataFrame({
        "order_id": [10, 11, 12],
        "customer_id": [1, 1, 2],
        "ordered_at": [day("2025-03-01 11:00"), day("2026-08-01 09:30"), day("2025-04-01 16:00")],
        "channel": ["shop", "web", "web"],
        "shop_id": [1, None, None],
        "opportunity_id": [None, None, None],
        "campaign_id": [None, None, None],
        "delivery_mode": ["takeaway", "installation", "home"],
        "payment": ["card", "card", "card"],
        "status": ["collected", "placed", "delivered"],
        "goods_cents": [10000, 250000, 5000],
        "discount_cents": [0, 0, 0],
        "shipping_cents": [0, 0, 0],
        "total_cents": [10000, 250000, 5000],
    })  # fmt: skip
    tables = {
        "customers": customers,
        "contact_points": points,
        "consents": consents,
        "shops": pd.DataFrame({"shop_id": [1], "name": ["Guingamp"], "postcode": ["22200"], "town": ["Guingamp"]}),
        "products": pd.DataFrame({"product_id": [1], "name": ["Pompe"], "category": ["heat"], "price_cents": [5000], "cost_cents": [3000]}),
        "orders": orders,
        "order_lines": pd.DataFrame({
            "order_id": [10, 11, 12], "order_line_id": [1, 2, 3], "product_id": [1, 1, 1], "quantity": [2, 50, 1],
            "unit_price_cents": [5000] * 3, "amount_cents": [10000, 250000, 5000], "deferred": [False, True, False],
        }),
        "deliveries": pd.DataFrame({
            "order_id": [11, 12], "delivery_id": [1, 2], "mode": ["installation", "home"], "promised_on": [day("2026-09-01"), day("2025-04-05")],
            "shipped_on": [pd.NaT, day("2025-04-02")], "delivered_on": [pd.NaT, day("2025-04-06")], "status": ["pending", "late"],
        }),
        "returns": pd.DataFrame({
            "return_id": [1], "order_line_id": [3], "returned_on": [day("2025-04-20")], "reason": ["faulty"], "quantity": [1], "refund_cents": [5000],
        }),
        "tickets": pd.DataFrame({
            "ticket_id": [1, 2], "customer_id": [3, 1], "order_id": [None, 11], "opened_at": [day("2026-08-10 09:00"), day("2026-08-05 09:00")],
            "channel": ["phone", "web"], "family": ["requests", "delivery"], "reason": ["ask-catalogue", "parcel-late"], "priority": ["normal", "high"],
            "agent_id": [None, None], "wait_seconds": [30, None], "handle_seconds": [200, 100], "contacts": [1, 2],
            "closed_at": [day("2026-08-10 09:30"), pd.NaT], "status": ["closed", "open"],
        }),
        "surveys": pd.DataFrame({
            "response_id": [1], "customer_id": [1], "order_id": [10], "wave": ["2025-T1"], "answered_at": [day("2025-03-10 12:00")], "recommend": [4],
            "satisfaction": [2], "effort": [4], "verbatim": ["Mme Zyxwander m’avait prévenue, joignable au 01.99.00.00.03."],
        }),
        "campaigns": pd.DataFrame({
            "campaign_id": [1], "name": ["Printemps"], "channel": ["email"], "sent_at": [day("2026-04-01 08:00")], "window_days": [30],
            "discount": [0.1], "cost_cents": [10000],
        }),
        "campaign_members": pd.DataFrame({"campaign_id": [1, 1], "customer_id": [1, 3], "arm": ["treated", "control"], "version": ["plain", "plain"]}),
        "campaign_events": pd.DataFrame({
            "event_id": [1, 2], "campaign_id": [1, 1], "customer_id": [1, 1], "ts": [day("2026-04-01 08:05"), day("2026-04-01 09:00")],
            "kind": ["opened", "clicked"],
        }),
        "web_sessions": pd.DataFrame({
            "session_id": [1], "visitor": ["cookie-chloe-77"], "customer_id": [3], "ts": [day("2026-03-10 20:00")], "device": ["mobile"],
            "source": ["search"], "pages": [4], "seconds": [200], "order_id": [None],
        }),
    }  # fmt: skip
    return SimpleNamespace(tables=tables)


@pytest.fixture
def shop():
    return small_shop()


def postgres_url():
    """A fresh schema on the test server."""
    import sqlalchemy as sa

    name = f"t_{uuid.uuid4().hex[:12]}"
    engine = sa.create_engine(POSTGRES)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    engine.dispose()
    return f"{POSTGRES}?options=-csearch_path%3D{name}"


@pytest.fixture
def file_url(tmp_path):
    return f"sqlite:///{tmp_path / 'shop.db'}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=needs_postgres)])
def url(request, tmp_path):
    """Each kind of database in turn."""
    return f"sqlite:///{tmp_path / 'shop.db'}" if request.param == "sqlite" else postgres_url()


@pytest.fixture
def store(url):
    with crm.open(url, actor="test") as opened:
        yield opened


@pytest.fixture
def filled(store, shop):
    store.load(shop)
    return store


@pytest.fixture
def memory(shop):
    """A filled store in memory."""
    with crm.open("sqlite://") as opened:
        opened.load(shop)
        yield opened


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def written(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return written


TODAY = dt.date(2026, 8, 11)

NAMES = ("Alba", "Bruno", "Cleo", "Dario", "Elsa")


def _big_csv(path, lines, broken=None):
    rows = [f"{NAMES[n % 5]};Nom{n}z;p{n}@example.org;{22000 + n % 900}" for n in range(lines)]
    if broken is not None:
        rows[broken] = 'Alba;"Nom sans fin;p@example.org;22000'
    path.write_text("prénom;nom;email;code postal\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def big_csv():
    """Write a long file of people."""
    return _big_csv


# -- kill -9 ------------------------------------------------------------------------------

ZYGOTE = """
import json, os, signal, sys, time
from crm_course import crm
crm.open("sqlite://").close()  # everything is imported once
for line in sys.stdin:
    url, what, argument, seconds = json.loads(line)
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        store = crm.open(url)
        if what.startswith("import"):
            argument = store.import_file(argument).import_id
        if what == "erase":
            store.erase_person(argument)
        elif what.endswith("undo"):
            store.undo(argument)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)  # the child is ours and not waited for yet, so the number is still its own
    os.waitpid(child, 0)
    print(time.perf_counter() - begun, flush=True)
"""


@pytest.fixture
def worker():
    """Run work in a process of its own, killed after some seconds; returns how long it ran."""
    zygote = subprocess.Popen([sys.executable, "-W", "ignore", "-c", ZYGOTE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(url, what, argument, seconds=None):
        zygote.stdin.write(json.dumps([url, what, argument, seconds]) + "\n")
        zygote.stdin.flush()
        return float(zygote.stdout.readline())

    yield run
    zygote.communicate()
