"""What a reader sees: charts that state their finding, the four explorers, a send report of one's own."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from crm_course import campaigns
from crm_course.apps import pages
from crm_course.foundations import language, theme
from crm_course.foundations.errors import CourseError

BREVO = "Nom de la campagne;Date d’envoi;Destinataires;Délivrés;Ouvertures uniques;Taux d'ouverture;Clics uniques;Désinscriptions\n" \
        "Soldes;02/01/2026;1 000;990;300;30,3 %;50;4\nSans envoi;;;;;;;\n"  # fmt: skip
MAILCHIMP = "Title,Subject,Send Date,Total Recipients,Successful Deliveries,Total Bounces,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,Unsubscribes\n" \
            "Sale,Sale!,Jan 02 2026,1000,990,10,300,30.3%,900,50,5.05%,4\n"  # fmt: skip


@pytest.fixture(params=["fr", "en"])
def spoken(request):
    language.use(request.param)
    return request.param


def charts():
    rng = np.random.default_rng(0)
    arm = np.arange(800) % 2 == 0
    found = campaigns.incrementality((500, 10_000), (420, 10_000), margin=20, cost=0.05, clicked=200)
    history = pd.DataFrame({"town": list("abcd"), "mailed": 500, "orders": [10, 20, 30, 40]})
    facts = pd.DataFrame({"customer_id": [1, 2], "birth_date": ["1980-11-30"] * 2})
    yield campaigns.funnel_chart(campaigns.funnel({"sent": 1000, "delivered": 990, "opened": 300, "clicked": 50}))
    yield campaigns.funnel_chart(campaigns.funnel({"sent": 1000, "delivered": 990}))
    yield campaigns.peeking_chart(5)
    yield campaigns.boundaries_chart(5, at=(2, 2.2))
    yield campaigns.sequence_chart(campaigns.always_valid(rng.normal(0.3 * arm, 1), arm))
    yield campaigns.credit_chart(found)
    yield campaigns.cells_chart(campaigns.mail(campaigns.response_cells(history, "town"), margin=20, cost=0.8), "town")
    yield campaigns.qini_chart(campaigns.qini(rng.normal(size=800), arm, rng.random(800) < 0.2))
    yield campaigns.referral_chart(campaigns.referral(1.2, 10, pool=500))
    yield campaigns.due_chart(campaigns.due(campaigns.SCENARIOS, facts, on="2026-11-30", may={"email": [1]}, cap=1))


def test_every_chart_states_its_finding_and_has_an_alternative(spoken):
    for chart in charts():
        data, _ = theme.bundle(chart)
        spec = json.loads(json.dumps(data[theme.MIME]))
        assert " ".join(spec["title"]["text"])
        assert len(spec["description"]) > 15
        assert "{" not in "".join(spec["title"]["text"]) + spec["description"]


def test_titles_tell_the_figures():
    with language.speaking("en"):
        found = campaigns.incrementality((500, 10_000), (420, 10_000), margin=20, cost=0.05)
        assert "€19.0" in " ".join(campaigns.credit_chart(found).to_dict()["title"]["text"])
        assert "14.2%" in " ".join(campaigns.peeking_chart(5).to_dict()["title"]["text"])
        assert "4.56" in " ".join(campaigns.boundaries_chart(5).to_dict()["title"]["text"])


def test_every_record_has_its_sentence(spoken):
    records = [
        campaigns.sample_size(0.2, 0.05), campaigns.winners_curse(0.2, 0.05, 200), campaigns.test((50, 1000), (20, 1000)), campaigns.test((50, 1000), (20, 500)),
        campaigns.test([1, 2, 3], [1, 2, 4]), campaigns.incrementality((5, 100), (5, 100), margin=1, cost=1), campaigns.referral(0.5, 10), campaigns.siret("12"),
        campaigns.siret("73282932000074"), campaigns.freed_time(pd.DataFrame({"task": ["a"], "count": [1], "minutes": [60], "automated": [0.5]}), hours=10),
    ]  # fmt: skip
    for record in records:
        said = record._repr_markdown_()
        assert len(said) > 15
        assert "{" not in said


def test_the_page_is_found_and_opens(spoken):
    desk = pages.open_page("campaigns")
    assert desk.size.view.subject.per_arm == campaigns.sample_size(0.05, 0.01).per_arm
    assert desk.stop.view.subject == pytest.approx(campaigns.boundaries(5))
    assert desk.caused.view.subject.roi == pytest.approx(2.2)
    assert desk.report.view.subject.counts["sent"] == 24_100


def test_answers_follow_the_inputs():
    desk = campaigns.explorer()
    assert desk.size.set(lift=2).subject.per_arm == campaigns.sample_size(0.05, 0.02).per_arm
    assert desk.size.set(machines=0.4, lift=3, base=0.2).subject.per_arm == 12_071
    assert "Attendez" in desk.stop.view.sentence
    assert "pouvez vous arrêter" in desk.stop.set(z=3.3).sentence
    assert "Attendez" in desk.stop.set(rule="pocock", z=2.3).sentence
    desk.stop.set(look=9)
    assert "au plus le nombre de regards" in desk.stop._sentence.value
    assert desk.caused.set(held_bought=500).subject.caused == 0
    assert "n’avoir rien causé" in desk.caused.view.sentence
    assert desk.report.set(machines=0.2).subject.counts["opened"] == 9115  # what was seen; the share is undone


@pytest.mark.parametrize("text", [BREVO, MAILCHIMP])
def test_reports_of_two_tools(text):
    from crm_course.foundations import sheets

    read = campaigns.read_report(sheets.read(text.encode()))
    assert read.counts == {"sent": 1000, "delivered": 990, "opened": 300, "clicked": 50, "unsubscribed": 4}
    assert read.campaigns["click_rate"].tolist() == [50 / 990]
    assert read.skipped == text.count("Sans envoi")


def test_a_report_without_messages_is_said():
    with pytest.raises(CourseError, match="Sent"):
        campaigns.read_report(pd.DataFrame({"Campagne": ["Mars"], "Chiffre": ["12"]}))
    with pytest.raises(CourseError, match="a campaign with messages sent"):
        campaigns.read_report(pd.DataFrame({"Campagne": ["Mars"], "Envoyés": ["beaucoup"]}))


def test_every_frame_is_shown_in_words(spoken):
    history = pd.DataFrame({"town": list("ab"), "mailed": 500, "orders": [10, 20]})
    cells = campaigns.response_cells(history, "town")
    facts = pd.DataFrame({"customer_id": [1], "birth_date": ["1980-11-30"]})
    frames = [
        campaigns.funnel({"sent": 10, "clicked": 1}), cells, campaigns.mail(cells, margin=20, cost=0.8).frame, campaigns.referral(0.5, 10).frame,
        campaigns.due(campaigns.SCENARIOS, facts, on="2026-11-30", may={"email": [1]}, cap=1), campaigns.referral_tree(pd.DataFrame({"customer_id": [1], "referred_by": [None]})),
    ]  # fmt: skip
    for frame in frames:
        page = campaigns.show(frame).to_html()
        assert not {name for name in frame.columns if f">{name}<" in page}, frame.columns.tolist()
