"""Every chart states a finding in both languages, has a text alternative, and survives an empty log."""

import numpy as np
import pandas as pd
import pytest

from crm_course import cases, journeys
from crm_course.foundations import language, theme


@pytest.fixture(scope="module")
def extract():
    return cases.chez_vous().extract(800, seed=3)


@pytest.fixture(scope="module")
def drawn(extract):
    """Name → function that draws the chart."""
    events = extract.everything
    built = journeys.build(events[events["stage"].isin(["mission", "order"])])
    credits = journeys.attribute(built, intervals=True)
    case = cases.chez_vous()
    return {
        "flow": lambda: journeys.flow_chart(built),
        "transition": lambda: journeys.transition_chart(built),
        "funnel": lambda: journeys.funnel_chart(journeys.funnel(events)),
        "channel": lambda: journeys.channel_chart(journeys.channel_matrix(case.events())),
        "map": lambda: journeys.journey_map_chart(journeys.journey_map(events)),
        "map of one": lambda: journeys.journey_map_chart(journeys.journey_map(events[events["segment"] == "connected"])),
        "journey": lambda: journeys.journey_chart(case.journey("sofa")),
        "credit": lambda: journeys.credit_chart(credits, "markov", extract.caused),
        "models": lambda: journeys.models_chart(journeys.compare_models(built), extract.caused),
        "change": lambda: journeys.change_chart(credits, journeys.attribute(built, "last")),
        "score": lambda: journeys.score_chart(journeys.score(built, extract.caused)),
        "integration": lambda: journeys.integration_chart(journeys.integration(journeys.build(events))),
        "ropo": lambda: journeys.ropo_chart(journeys.ropo(extract.events)),
        "showrooming": lambda: journeys.ropo_chart(journeys.showrooming(extract.events), online_first=False),
        "friction": lambda: journeys.friction_chart(journeys.friction(events)),
    }


NAMES = ("flow", "transition", "funnel", "channel", "map", "map of one", "journey", "credit", "models", "change", "score", "integration", "ropo",
         "showrooming", "friction")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_in_both_languages_and_a_text_alternative(drawn, name):
    specs = {}
    for tongue in ("fr", "en"):
        with language.speaking(tongue):
            specs[tongue] = theme.bundle(drawn[name]())[0][theme.MIME]
    titles = {tongue: " ".join(spec["title"]["text"]) for tongue, spec in specs.items()}
    assert titles["fr"] != titles["en"]
    assert all(len(spec["description"]) > 30 for spec in specs.values())
    assert specs["fr"]["title"]["subtitle"]
    rows = sum(len(values) for values in specs["fr"].get("datasets", {}).values())
    assert 0 < rows <= 5000


def test_flow_bands_and_boxes_add_up(drawn):
    """At each step, the bands that leave a box are as thick as the journeys that pass."""
    spec = theme.bundle(drawn["flow"]())[0][theme.MIME]
    bands = next(rows for rows in spec["datasets"].values() if "link" in rows[0])
    frame = pd.DataFrame(bands)
    assert np.allclose(frame["high"] - frame["low"], frame["journeys"])
    first = frame[frame["x"] == frame["x"].min()].sort_values("low")
    assert (first["low"].to_numpy()[1:] >= first["high"].to_numpy()[:-1] - 1e-6).all()  # no overlap


def test_nothing_to_draw_is_said():
    empty = journeys.build(pd.DataFrame({"customer_id": [], "ts": pd.to_datetime([]), "channel": [], "converted": []}))
    with language.speaking("en"):
        for chart in (
            journeys.flow_chart(empty),
            journeys.transition_chart(empty),
            journeys.credit_chart(journeys.attribute(empty), "last"),
        ):
            assert "Nothing to show" in theme.bundle(chart)[0]["text/plain"]


def test_tables_speak_both_languages(drawn, extract):
    frame = journeys.ropo(extract.events)
    with language.speaking("fr"):
        french = journeys.table(frame).data
    with language.speaking("en"):
        english = journeys.table(frame).data
    assert list(french.columns) != list(english.columns)
    assert "%" in french["Taux"].iloc[0]
