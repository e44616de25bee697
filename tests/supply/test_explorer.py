"""The order desk as its user meets it, and the pictures it shows."""

import json

import numpy as np
import pandas as pd
import pytest

from crm_course import supply
from crm_course.apps import pages
from crm_course.foundations import language, theme


@pytest.fixture(params=["fr", "en"])
def spoken(request):
    language.use(request.param)
    return request.param


def test_the_page_is_found_and_opens(spoken):
    desk = pages.open_page("supply")
    assert desk.promise.view.subject.date == 3
    assert "98" in desk.stock.view.sentence


def test_the_answer_follows_the_figures():
    desk = supply.promise_explorer()
    assert "semaine 3" in desk.view.sentence
    assert desk.set(quantity=20).subject.kind == "asked"
    assert "semaine 4" in desk.set(wanted=4, quantity=28).sentence
    assert desk.set(wanted=1, quantity=61).subject.kind == "none"
    assert desk.set(other_free=80).subject.kind == "substitute"
    assert "17" in desk.set(other_free=0, wanted=3, quantity=10).meaning  # 45 projected, 28 free


def test_an_order_that_is_counted_already_is_taken_out_first():
    desk = supply.promise_explorer(orders="40 10 15 5 12 8", quantity=20)
    assert desk.view.subject.date == 6
    assert desk.set(booked=1).subject.date == 1


def test_weeks_are_read_as_they_are_pasted():
    desk = supply.promise_explorer(receipts="0\n0\n1 040,5\n0", orders="20;10;15;5")
    assert desk.set(quantity=1000).subject.date == 3
    assert "Encore libre" in next(iter(desk.view.downloads.values())).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"receipts": "beaucoup"}, "Réceptions"),
        ({"orders": ""}, "une par semaine"),
        ({"orders": "-3"}, "une par semaine"),
        ({"wanted": 9}, "1 à 6"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_last_answer_stays(values, said):
    desk = supply.promise_explorer()
    before = desk.view.sentence
    desk.set(**values)
    assert said in desk._sentence.value
    assert desk.view.sentence == before


def test_promises_that_cannot_be_kept_are_told_first():
    assert "ne peuvent pas être tenues" in supply.promise_explorer(orders="90 0 0 0 0 0").view.notice


def test_stock_and_service_move_with_every_input():
    desk = supply.stock_explorer()
    start = desk.view
    for name, value in {"mean": 25, "sd": 40, "lead": 4, "batch": 900, "target": 0.9, "review": 4, "lead_sd": 2, "holding": 9}.items():
        desk.reset()
        moved = desk.set(**{name: value})
        assert (moved.sentence, moved.detail, moved.meaning, moved.notice) != (start.sentence, start.detail, start.meaning, start.notice), (
            name
        )


def charts():
    rng = np.random.default_rng(2)
    town = pd.DataFrame({"x": rng.uniform(0, 9, 13), "y": rng.uniform(0, 9, 13), "quantity": rng.integers(1, 4, 13)})
    orders = pd.DataFrame({"order": range(6), "product": ["a", "b"] * 3, "quantity": 1, "priority": ["VIP", "deferred"] * 3})
    table = pd.DataFrame({"customer_id": range(20), "call": range(20), "margin": 40.0})
    shares = [supply.allocate(orders, {"a": 1, "b": 2}, value=[1, 2, 3, 4, 5, 6], rule=rule) for rule in ("best", "priority", "first come")]
    yield supply.promises_chart(60, 300)
    yield supply.availability_chart(supply.availability(5, [0, 10, 0], [3, 0, 9]), quantity=4)
    yield supply.allocation_chart(shares)
    yield supply.allocation_chart({"le mieux": shares[0]})
    yield supply.bullwhip_chart(*(supply.bullwhip_expected(lead=2, moving_average=5, shared=shared) for shared in (False, True)))
    yield supply.rounds_chart(town, supply.rounds(town, 9))
    yield supply.whale_chart(supply.cost_to_serve(table, {"call": 5}, 1, 1000))
    yield supply.ways_out_chart(
        supply.ways_out(supply.SegmentCase(orders=1000, basket=25, margin_share=0.3, minutes=10, cost_per_minute=0.8))
    )
    yield supply.chain_chart(pd.DataFrame({"link": ["Plan", "Client"], "measure": ["2", "3"]}), finding="Une promesse non tenue revient")


def test_every_chart_states_its_finding_and_has_an_alternative(spoken):
    for chart in charts():
        data, _ = theme.bundle(chart)
        spec = json.loads(json.dumps(data[theme.MIME]))
        assert " ".join(spec["title"]["text"])
        assert len(spec["description"]) > 20
        assert "{" not in "".join(spec["title"]["text"]) + spec["description"]


def test_every_frame_is_shown_in_words(spoken):
    book = supply.promise_book(pd.DataFrame({"order": [1], "product": ["a"], "quantity": [1]}), {"a": 1}, {"a": [0]})
    relay = supply.Delivery(price=3, failed_share=0, failed_cost=0, days=3)
    log = pd.DataFrame({"parcel_id": [1], "ts": ["2026-11-02"], "status": ["on the way"], "promised": ["2026-11-05"]})
    frames = [
        book, supply.availability(5, [0], [3]), supply.relay_or_home(relay, relay), supply.status(log, at="2026-11-07"),
        supply.ways_out(supply.SegmentCase(orders=1, basket=25, margin_share=0.3, minutes=10, cost_per_minute=0.8)),
    ]  # fmt: skip
    for frame in frames:
        page = supply.show(frame).to_html()
        assert not {name for name in frame.columns if f">{name}<" in page}, frame.columns.tolist()
