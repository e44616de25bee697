"""Differences of two waves or groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import experience
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import speaking

COUNTS = st.dictionaries(st.integers(0, 10), st.integers(1, 40), min_size=1)


def shares(count, n):
    return experience.csat({1: count, 0: n - count}, satisfied={1})


def test_newcombe_1998():
    result = experience.compare(shares(56, 70), shares(48, 80))
    assert (result.difference, result.low, result.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert result.more_than_noise


def test_pooled_test():
    result = experience.compare(shares(5, 83), shares(12, 99))
    assert result.p_value == pytest.approx(0.159, abs=5e-4)
    assert not result.more_than_noise


@given(COUNTS, COUNTS)
def test_a_less_b_is_minus_b_less_a(a, b):
    first, second = experience.nps(a), experience.nps(b)
    forth, back = experience.compare(first, second), experience.compare(second, first)
    assert forth.difference == pytest.approx(first.score - second.score)
    assert (forth.low, forth.high) == pytest.approx((-back.high, -back.low), abs=1e-9)
    assert forth.low <= forth.difference <= forth.high
    assert 0 <= forth.p_value <= 1


def test_ces_is_compared_in_points_and_confidence_widens():
    a, b = (experience.ces(counts, low={1, 2}, high={4, 5}) for counts in ({1: 30, 5: 10}, {1: 10, 5: 30}))
    narrow, wide = (experience.compare(a, b, confidence=level) for level in (0.8, 0.99))
    assert narrow.difference == wide.difference == 100
    assert wide.low < narrow.low
    assert narrow.p_value == wide.p_value < 1e-4


def test_the_sentence_gives_points_and_verdict():
    with speaking("en"):
        said = experience.compare(shares(56, 70), shares(48, 80)).sentence()
        assert said == "Difference in CSAT: +20 points (+5.2 to +33.4, 95% confidence): more than noise."
    with speaking("fr"):
        assert "le hasard peut suffire" in experience.compare(shares(5, 83), shares(12, 99)).sentence()


def test_two_scales_of_one_question_are_compared_with_a_caution():
    assert experience.compare(experience.nps([9, 3]), experience.nps([9, 3])).notice is None
    mixed = experience.compare(experience.nps([9, 3]), experience.nps([9, 3], scale=(1, 10)))
    with speaking("en"):
        assert "from 1 to 10" in mixed._repr_markdown_()


def test_kinds_and_conventions_are_not_mixed():
    nps, csat = experience.nps([9, 3]), experience.csat([1, 4], satisfied={4})
    with pytest.raises(InvalidValue, match="of the same kind"):
        experience.compare(nps, csat)
    with pytest.raises(InvalidValue, match=r"same convention \(satisfied: 4\)"):
        experience.compare(csat, experience.csat([1, 4], satisfied={3, 4}))
    with pytest.raises(InvalidValue, match="whole result, for example"):
        experience.compare(nps.score, nps)
    with pytest.raises(InvalidValue, match=r"Did you mean 0\.95"):
        experience.compare(nps, nps, confidence=95)
