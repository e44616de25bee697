"""The explorer: every control changes something, a file may be dropped, a wrong one is named."""

import csv

import pandas as pd
import pytest

from crm_course import cases, journeys
from crm_course.foundations import language
from crm_course.foundations.errors import InvalidData


@pytest.fixture(scope="module")
def events():
    everything = cases.chez_vous().extract(500, seed=3).everything
    return everything[everything["stage"].isin(["mission", "order"])]


@pytest.fixture
def panel(events):
    with language.speaking("fr"):
        yield journeys.explorer(events)


@pytest.mark.parametrize(
    "change", [{"model": "last"}, {"gap_days": 3}, {"lookback_days": 2}, {"max_touches": 1}, {"exclude": "shop"}, {"order": 2}]
)
def test_every_control_changes_the_answer(panel, change):
    before = panel.view.sentence + panel.view.detail
    after = panel.set(**change)
    assert after.sentence + after.detail != before
    panel.undo()
    assert panel.view.sentence + panel.view.detail == before


def test_a_rule_taken_away_shows_what_it_decides(panel):
    panel.set(max_touches=1, away="max_touches")
    assert "sans la règle retirée" in panel.view.sentence
    assert len(panel.view.charts) == 2


def test_thin_channels_and_purchases_without_contact_are_cautions(panel):
    view = panel.set(exclude="shop", max_touches=1)
    assert "mal connu" in view.notice
    assert "crédités à personne" in view.notice


def test_no_purchase_is_said(events):
    panel = journeys.explorer(events.assign(converted=False))
    with language.speaking("fr"):
        panel.set(gap_days=10)
        assert panel.view.sentence.startswith("Aucun achat")


def test_it_opens_without_a_log():
    assert journeys.explorer().view.sentence


def test_a_log_as_people_keep_it(panel):
    table = pd.DataFrame({
        "customer_id": ["7", "7", ""], "ts": ["21/11/2026 14:05", "2026-11-22", "22/11/2026"], "channel": ["web", "shop", "web"],
        "converted": ["", "oui", "non"], "value": ["", "1 250,50 €", ""],
    })  # fmt: skip
    log = journeys.from_table(table)
    assert log["value"].tolist() == [0.0, 1250.5, 0.0]
    assert log["ts"].dt.day.tolist() == [21, 22, 22]
    assert journeys.build(log).paths["path"].tolist() == ["web > shop"]
    with pytest.raises(InvalidData, match=r"ts \(line 3\) must be a date and time"):
        journeys.from_table(table.assign(ts=["21/11/2026", "demain", "22/11/2026"]))
    with pytest.raises(InvalidData, match=r"converted \(line 4\) must be true or false"):
        journeys.from_table(table.assign(converted=["1", "0", "peut-être"]))


def test_credits_open_in_the_readers_spreadsheet(panel):
    rows = list(csv.reader(panel.view.downloads["credits.csv"].decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Canal", "Crédit (achats)", "Montant (€)", "Part (%)", "Borne basse (%)", "Borne haute (%)"]
    shares = [float(row[3].replace(",", ".")) for row in rows[1:]]
    assert sum(shares) == pytest.approx(100, abs=0.05)
    assert not {row[0] for row in rows[1:]} & {"web", "shop"}  # words, not codes
    assert max(len(cell.partition(",")[2]) for row in rows[1:] for cell in row[1:]) <= 2
