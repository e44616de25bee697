"""A small world with a planted truth: what each channel adds to a customer's chance of buying."""

import numpy as np
import pandas as pd
import pytest

CHANNELS = ("search", "email", "social", "web", "shop")
EFFECTS = {"search": 0.10, "email": 0.02, "social": 0.12, "web": 0.0, "shop": 0.0}
"""Added to the chance of buying by one contact of the channel; `web` and `shop` only pass the customer on."""
REACH = {"search": 0.5, "email": 0.5, "social": 0.3}
BASE = 0.03


def planted_log(customers: int = 4000, seed: int = 7) -> tuple[pd.DataFrame, dict[str, float]]:
    """An event log and the purchases that each channel caused (expected, over these customers)."""
    rng = np.random.default_rng(seed)
    met = {name: rng.random(customers) < share for name, share in REACH.items()}
    chance = BASE + sum(EFFECTS[name] * touched for name, touched in met.items())
    bought = rng.random(customers) < chance
    start = pd.Timestamp("2026-01-05") + pd.to_timedelta(rng.integers(0, 300 * 86_400, customers), unit="s")
    rows = [_contacts(one, met, bool(bought[one]), start[one], rng) for one in range(customers)]
    caused = {name: EFFECTS[name] * float(touched.sum()) for name, touched in met.items()} | {"web": 0.0, "shop": 0.0}
    return pd.DataFrame([row for contacts in rows for row in contacts]), caused


def _contacts(customer: int, met: dict, bought: bool, start: pd.Timestamp, rng: np.random.Generator) -> list[dict]:
    steps = [name for name in ("social", "email", "search") if met[name][customer]] + ["web"]
    closing = "shop" if rng.random() < 0.6 else "web"
    steps += [closing] if bought else []
    days = np.sort(rng.uniform(0, 20, len(steps)))
    return [
        {"customer_id": f"c{customer:05d}", "ts": (start + pd.Timedelta(days=float(day))).floor("s"), "channel": name,
         "converted": bought and number == len(steps) - 1, "value": 80.0 if bought and number == len(steps) - 1 else 0.0}
        for number, (name, day) in enumerate(zip(steps, days, strict=True))
    ]  # fmt: skip


def random_log(rng: np.random.Generator, rows: int = 200, customers: int = 12, channels: int = 4, days: int = 200) -> pd.DataFrame:
    """Contacts at random: for identities that hold whatever the log."""
    return pd.DataFrame({
        "customer_id": rng.integers(0, customers, rows),
        "ts": pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, days * 86_400, rows), unit="s"),
        "channel": rng.choice([f"k{i}" for i in range(channels)], rows),
        "converted": rng.random(rows) < 0.2,
        "value": rng.integers(0, 100, rows).astype(float),
    })  # fmt: skip


@pytest.fixture(scope="session")
def planted() -> tuple[pd.DataFrame, dict[str, float]]:
    return planted_log()


@pytest.fixture(scope="session")
def make_log():
    return random_log


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20260321)
