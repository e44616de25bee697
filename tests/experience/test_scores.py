"""NPS, CSAT and CES: the figures of the Sens Confort survey, identities, edges."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import experience
from crm_course.foundations import intervals
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import speaking

RECOMMEND = {1: 8, 2: 14, 3: 16, 4: 16, 5: 18, 6: 10, 7: 7, 8: 5, 9: 4, 10: 2}
WELCOME = {1: 40, 2: 45, 3: 10, 4: 5}
SITE = {5: 22, 4: 40, 3: 10, 2: 16, 1: 12}

COUNTS = st.dictionaries(st.integers(0, 10), st.integers(0, 30), min_size=1).filter(lambda counts: sum(counts.values()) > 0)


# -- published values ---------------------------------------------------------------------


def test_nps_of_the_survey():
    result = experience.nps(RECOMMEND, scale=(1, 10))
    assert (result.score, result.responses, result.mean) == (-76, 100, 4.43)
    assert (result.promoter_share, result.passive_share, result.detractor_share) == (0.06, 0.12, 0.82)
    assert -100 < result.low < -76 < result.high < -50


def test_csat_of_the_survey():
    result = experience.csat(WELCOME, satisfied={3, 4})
    assert (result.share, result.mean, result.responses) == (0.15, 1.8, 100)
    assert (result.low, result.high) == pytest.approx(intervals.wilson(15, 100))


def test_ces_of_the_survey_has_two_signs():
    wide = experience.ces(SITE, low={1, 2}, high={4, 5})
    strict = experience.ces(SITE, low={1, 2}, high={5})
    assert (wide.score, strict.score, wide.mean) == (-34, 6, 3.44)
    assert (wide.low_share, wide.medium_share, wide.high_share) == (0.28, 0.10, 0.62)


def test_ces_of_seven_points_counts_easy_as_low_effort():
    assert experience.ces({7: 5, 6: 3, 4: 1, 2: 1}, low=range(5, 8), high=[1, 2, 3]).score == 70


def test_standard_error_of_rocks_2016():
    result = experience.nps([3, 7, 8, 9, 10, 10])
    assert result.score == pytest.approx(100 / 3)
    assert result.standard_error == pytest.approx(30.4, abs=0.05)


# -- identities ---------------------------------------------------------------------------


@given(COUNTS)
def test_nps_is_the_exact_fraction_and_stays_within_its_limits(counts):
    result = experience.nps(counts)
    promoters = sum(count for score, count in counts.items() if score >= 9)
    detractors = sum(count for score, count in counts.items() if score <= 6)
    exact = Fraction(100 * (promoters - detractors), sum(counts.values()))
    assert result.score == pytest.approx(float(exact), abs=1e-12)
    assert -100 <= result.low <= result.score + 1e-9
    assert result.score - 1e-9 <= result.high <= 100
    assert result.promoter_share + result.passive_share + result.detractor_share == pytest.approx(1)


@given(COUNTS, st.randoms(use_true_random=False))
def test_order_and_expansion_of_counts_change_nothing(counts, random):
    answers = [score for score, count in counts.items() for _ in range(count)]
    random.shuffle(answers)
    assert experience.nps(answers) == experience.nps(counts)
    assert experience.csat(answers, satisfied={4, 5}) == experience.csat(counts, satisfied={4, 5})


@given(COUNTS, st.floats(0.1, 50))
def test_equal_weights_change_nothing(counts, weight):
    plain, weighted = experience.nps(counts), experience.nps(counts, weights=dict.fromkeys(counts, weight))
    assert (weighted.score, weighted.low, weighted.high) == pytest.approx((plain.score, plain.low, plain.high), abs=1e-6)
    assert weighted.effective_responses == pytest.approx(plain.responses)


@given(COUNTS)
def test_swapping_low_and_high_effort_swaps_the_sign(counts):
    one, other = experience.ces(counts, low={1, 2}, high={4, 5}), experience.ces(counts, low={4, 5}, high={1, 2})
    assert (one.score, one.low, one.high) == pytest.approx((-other.score, -other.high, -other.low), abs=1e-9)


def test_weights_move_the_score_and_widen_the_interval():
    answers, weights = [10] * 20 + [3] * 20, [3] * 20 + [1] * 20
    result = experience.nps(answers, weights=weights)
    assert result.score == pytest.approx(50)
    assert result.responses == 40
    assert result.effective_responses == pytest.approx(80**2 / (20 * 9 + 20))
    as_if = experience.nps({10: 24, 3: 8})  # 32 equal answers of the same shares
    assert (result.low, result.high) == pytest.approx((as_if.low, as_if.high))


# -- notices and sentences ----------------------------------------------------------------


def test_a_scale_from_1_is_said_not_to_be_standard():
    assert experience.nps(RECOMMEND).notice is None
    notice = experience.nps(RECOMMEND, scale=[1, 10]).notice
    assert "1 to 10" in notice.en
    assert "de 1 à 10" in notice.fr


def test_a_convention_that_no_answer_meets_is_said():
    assert "check the scale" in experience.csat({1: 3, 2: 4}, satisfied={8, 9, 10}).notice.en
    assert experience.csat({1: 3, 2: 4}, satisfied={2}).notice is None


def test_sentences_state_the_figure_its_interval_and_the_convention():
    result = experience.ces(SITE, low={1, 2}, high={5})
    with speaking("fr"):
        said = result.sentence()
        assert "CES +6\u00a0: 28\u202f% d’effort faible (1 et 2) moins 22\u202f% d’effort élevé (5)" in said
        assert "de −7,9 à +19,7" in said
        assert "l’intervalle contient 0" in result.meaning()
    with speaking("en"):
        assert "NPS −76: 6% promoters less 82% detractors (100 answers)." in experience.nps(RECOMMEND, scale=(1, 10)).sentence()
        assert "*The standard NPS question" in experience.nps(RECOMMEND, scale=(1, 10))._repr_markdown_()
        assert "nor a probability" in experience.nps(RECOMMEND, scale=(1, 10)).meaning()


# -- bad input ----------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [(0, 5), (1, 5), 10, "0-10", (0, 10, 1), (10, 0), (False, 10), None])
def test_nps_exists_on_two_scales_only(scale):
    with pytest.raises(InvalidValue, match=r"scale must be \(0, 10\) or \(1, 10\)"):
        experience.nps([9], scale=scale)


def test_zero_is_off_a_scale_from_1():
    with pytest.raises(InvalidValue, match="from 1 to 10, got 0"):
        experience.nps([0, 9], scale=(1, 10))


@pytest.mark.parametrize("satisfied", [4, "45", [], {"4"}, {4.5}, {4: 1}, None, {float("nan")}])
def test_satisfied_is_a_set_of_scores(satisfied):
    with pytest.raises(InvalidValue, match=r"satisfied must be a set of whole scores, got .*(For example \{4, 5\}|is text)"):
        experience.csat([4], satisfied=satisfied)


def test_low_and_high_effort_are_apart():
    with pytest.raises(InvalidValue, match=r"apart from the scores of low effort.*In both: 2\."):
        experience.ces([1, 5], low={1, 2}, high={2, 5})


@pytest.mark.parametrize("confidence", [95, 0, 1, "0.95", float("nan"), None])
def test_confidence_is_a_level(confidence):
    with pytest.raises(InvalidValue, match="confidence must be"):
        experience.nps([9, 3], confidence=confidence)


def test_one_answer_is_enough_and_says_little():
    result = experience.nps([10])
    assert result.score == 100
    assert result.low < -50
