"""Charts say the finding in both languages and hold the figures they are given."""

import numpy as np
import pandas as pd
import pytest

from crm_course import experience
from crm_course.foundations import theme
from crm_course.foundations.language import speaking

RNG = np.random.default_rng(3)
FRAME = pd.DataFrame(
    {
        "brand": np.repeat(["us", "them"], 300),
        "wave": np.tile(np.repeat(["2024", "2025", "2026"], 100), 2),
        "recommend": RNG.integers(0, 11, 600),
        "satisfaction": RNG.integers(1, 6, 600),
    }
)
NPS = experience.nps({1: 8, 2: 14, 3: 16, 4: 16, 5: 18, 6: 10, 7: 7, 8: 5, 9: 4, 10: 2}, scale=(1, 10))
CALLS = pd.DataFrame(RNG.integers(0, 6, (6, 5)), columns=["image", "welcome", "listening", "script", "competence"])
CSAT = experience.Satisfaction(satisfied={4, 5})


def every_chart():
    yield experience.score_chart(NPS)
    yield experience.score_chart(experience.csat({1: 40, 2: 45, 3: 10, 4: 5}, satisfied={3, 4}))
    yield experience.score_chart(experience.ces({5: 22, 1: 12}, low={1, 2}, high={5}))
    yield experience.answers_chart(NPS)
    yield experience.answers_chart(experience.csat({1: 40, 4: 5}, satisfied={3, 4}))
    yield experience.segments_chart(experience.breakdown(FRAME, ["brand", "wave"]))
    yield experience.segments_chart(experience.breakdown(FRAME, "brand", measure=CSAT))
    yield experience.barometer_chart(experience.barometer(FRAME), ours="us")
    yield experience.barometer_chart(experience.barometer(FRAME, measure=CSAT))
    yield experience.coverage_chart(experience.coverage(0.6, 0.1, 10))
    yield experience.mystery_chart(experience.Grid().campaign(CALLS))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_chart_has_a_finding_a_subtitle_and_a_text_alternative(language):
    with speaking(language):
        for chart in every_chart():
            spec = chart.to_dict()
            assert spec["title"]["text"]
            assert spec["title"]["subtitle"]
            assert len(spec["description"]) > 40
            words = " ".join(spec["title"]["text"])
            assert "{" not in words
            bundle, _ = theme.bundle(chart)
            assert bundle["text/plain"] == spec["description"]


def rows(chart):
    return next(iter(chart.to_dict()["datasets"].values()))


def test_bars_hold_every_score_of_the_scale():
    drawn = rows(experience.answers_chart(experience.nps({10: 3, 0: 1})))
    assert [row["answers"] for row in drawn] == [1, *[0] * 9, 3]
    with speaking("en"):
        groups = {row["score"]: row["group"] for row in rows(experience.answers_chart(experience.nps({10: 3, 0: 1})))}
    assert (groups[6], groups[7], groups[9]) == ("Detractors", "Passives", "Promoters")


def test_parts_of_the_bar_add_up_to_the_whole():
    parts = next(data for data in experience.score_chart(NPS).to_dict()["datasets"].values() if "share" in data[0])
    assert [part["share"] for part in parts] == pytest.approx([0.82, 0.12, 0.06])
    assert parts[-1]["end"] == pytest.approx(1)


def test_the_title_of_segments_depends_on_whether_they_overlap():
    with speaking("en"):
        alike = experience.segments_chart(experience.breakdown(FRAME, "brand"))
        apart = experience.segments_chart(experience.breakdown(FRAME.assign(recommend=np.where(FRAME["brand"] == "us", 10, 2)), "brand"))
    assert "overlap" in " ".join(alike.to_dict()["title"]["text"])
    assert "stands clearly above" in " ".join(apart.to_dict()["title"]["text"])


@pytest.mark.parametrize(("after", "word"), [(10, "rising"), (1, "falling"), (None, "may be chance")])
def test_the_barometer_says_whether_a_change_is_noise(after, word):
    frame = FRAME[FRAME["wave"] != "2026"].copy()
    if after is not None:
        frame.loc[frame["wave"] == "2025", "recommend"] = after
    with speaking("en"):
        chart = experience.barometer_chart(experience.barometer(frame), ours="us")
    assert word in " ".join(chart.to_dict()["title"]["text"])
