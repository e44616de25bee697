"""How many answers: the textbook number, the promise kept, the simulation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import experience
from crm_course.foundations import intervals
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import speaking


def test_textbook_numbers():
    assert experience.sample_size(10) == 385  # (1.96 / 0.1)², every answer a promoter or a detractor
    assert experience.sample_size(5) == 1537
    assert experience.sample_size(5, population=1000) == 607  # 1537 / (1 + 1536 / 1000) = 606.1, rounded up


@given(margin=st.floats(3, 60), promoters=st.floats(0, 1), rest=st.floats(0, 1), confidence=st.sampled_from([0.8, 0.95, 0.99]))
def test_the_margin_is_kept_and_one_answer_less_would_not_do(margin, promoters, rest, confidence):
    detractors = rest * (1 - promoters)
    n = experience.sample_size(margin, promoter_share=promoters, detractor_share=detractors, confidence=confidence)

    def half(answers):
        return 50 * float(np.diff(intervals.net_score_limits(promoters * answers, detractors * answers, answers, confidence))[0])

    textbook = (100 * intervals.z_value(confidence) / margin) ** 2 * (promoters + detractors - (promoters - detractors) ** 2)
    assert half(n) <= margin + 1e-9
    assert n == 1 or n - 1 < textbook or half(n - 1) > margin


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"margin": 0}, "a number above 0"),
        ({"margin": -5}, "a number above 0"),
        ({"margin": 101}, "at most 100 points"),
        ({"margin": "5"}, "a finite number"),
        ({"margin": 5, "promoter_share": 0.4}, "given together"),
        ({"margin": 5, "promoter_share": 0.7, "detractor_share": 0.7}, "a sum of at most 1"),
        ({"margin": 5, "promoter_share": 40, "detractor_share": 0.2}, "Did you mean 0.4"),
        ({"margin": 5, "population": 0}, "a whole number of at least 1"),
    ],
)
def test_bad_plans_are_named(arguments, message):
    with pytest.raises(InvalidValue, match=message):
        experience.sample_size(**arguments)


def test_more_answers_settle_it_as_often_as_planned():
    result = experience.nps({10: 12, 8: 20, 3: 8})
    plan = experience.more_answers(result, 0)
    assert plan.above
    assert plan.total == 40 + plan.more
    surveys = np.random.default_rng(5).multinomial(int(plan.total), [0.3, 0.2, 0.5], 20_000)
    low, _ = intervals.net_score_limits(surveys[:, 0], surveys[:, 1], int(plan.total))
    assert np.mean(low > 0) == pytest.approx(0.8, abs=0.02)


def test_an_even_chance_is_where_the_limit_meets_the_target():
    result = experience.nps({10: 120, 8: 200, 3: 80})
    plan = experience.more_answers(result, 6, chance=0.5)
    scale = plan.total / 400
    low, _ = intervals.net_score_limits(120 * scale, 80 * scale, plan.total)
    assert 100 * low == pytest.approx(6, abs=0.02)


def test_what_is_sure_needs_no_more_and_a_tie_never_ends():
    result = experience.nps({10: 90, 3: 10})
    assert experience.more_answers(result, 0).sure
    assert not experience.more_answers(result, 95).above
    assert math.isinf(experience.more_answers(result, 80).more)


def test_csat_and_weights_are_planned_too():
    plan = experience.more_answers(experience.csat({1: 60, 0: 40}, satisfied={1}), 0.55)
    assert plan.more > 0
    weighted = experience.nps([10] * 12 + [8] * 20 + [3] * 8, weights=([1] * 6 + [3] * 6) + [2] * 20 + [2] * 8)
    assert experience.more_answers(weighted, 0).total > experience.more_answers(experience.nps({10: 12, 8: 20, 3: 8}), 0).total


def test_the_plan_speaks():
    result = experience.nps({10: 12, 8: 20, 3: 8})
    with speaking("fr"):
        assert "environ 360 réponses de plus" in experience.more_answers(result, 0).sentence()
        assert "déjà sûr" in experience.more_answers(result, -60).sentence()
        assert "exactement +10" in experience.more_answers(result, 10).sentence()


@pytest.mark.parametrize(
    ("target", "options", "message"),
    [
        (101, {}, "from −100 to 100"),
        (0, {"chance": 0.3}, "at least 0.5"),
        (0, {"chance": 80}, "Did you mean 0.8"),
        ("0", {}, "a finite number"),
    ],
)
def test_bad_targets_are_named(target, options, message):
    with pytest.raises(InvalidValue, match=message):
        experience.more_answers(experience.nps([9, 3]), target, **options)


def test_a_share_is_asked_as_a_share():
    with pytest.raises(InvalidValue, match=r"Did you mean 0\.8"):
        experience.more_answers(experience.csat([4], satisfied={4}), 80)
