"""The figures of the case against those of its source, and an independent reckoning in exact fractions."""

from fractions import Fraction

import pytest

from crm_course import cases, experience, roi
from crm_course.cases.sens_confort_facts import PROBLEMS, REMEDIES
from crm_course.foundations.language import LANGUAGES


@pytest.fixture
def case():
    return cases.sens_confort()


def exact_mean(counts):
    return Fraction(sum(score * count for score, count in counts.items()), sum(counts.values()))


def test_the_survey_has_a_hundred_answers_and_the_published_means(case):
    for counts, mean in ((case.survey.recommend, "4.43"), (case.survey.welcome, "1.8"), (case.survey.site, "3.44")):
        assert sum(counts.values()) == 100
        assert exact_mean(counts) == Fraction(mean)


def test_the_published_scores(case):
    nps = experience.nps(case.survey.recommend, scale=(1, 10))
    assert (nps.score, nps.promoter_share, nps.passive_share, nps.detractor_share) == pytest.approx((-76, 0.06, 0.12, 0.82))
    assert experience.csat(case.survey.welcome, satisfied={3, 4}).share == pytest.approx(0.15)
    assert experience.ces(case.survey.site, low={1, 2}, high={4, 5}).score == pytest.approx(-34)
    assert experience.ces(case.survey.site, low={1, 2}, high={5}).score == pytest.approx(6)


def test_the_published_plans(case):
    shop, both = case.shop_only, case.omnichannel
    assert (shop.contribution_margin, both.contribution_margin) == pytest.approx((378_000, 426_400))
    assert (shop.result, both.result) == pytest.approx((198_000, 206_400))
    assert (shop.break_even_turnover, both.break_even_turnover) == pytest.approx((571_429, 846_154), abs=0.5)
    assert (shop.safety_margin_rate, both.safety_margin_rate) == pytest.approx((0.524, 0.484), abs=5e-4)
    assert (shop.operating_leverage, both.operating_leverage) == pytest.approx((1.91, 2.07), abs=5e-3)


def test_what_the_project_earns_and_needs_in_exact_fractions(case):
    margin_rate = 1 - Fraction(740, 1000)  # 68 + 0.5 + 2 + 3 + 0.5 points
    required = (220_000 + 198_000) / margin_rate
    project = roi.compare(case.shop_only, case.omnichannel)
    assert project.gain == pytest.approx(8_400)
    assert project.required_turnover == pytest.approx(float(required), rel=1e-12) == pytest.approx(1_607_692, abs=0.5)
    assert project.required_growth == pytest.approx(float(required / 1_200_000 - 1)) == pytest.approx(0.340, abs=5e-4)
    assert roi.compare(case.shop_only, roi.on_extra_sales(case.shop_only, case.omnichannel)).gain == pytest.approx(74_400)


def test_each_comment_has_a_problem_of_its_own(case):
    assert sorted(comment.problem for comment in case.comments) == sorted(PROBLEMS)
    assert [comment.number for comment in case.comments] == [1, 2, 3, 4, 5, 6]
    assert [comment.problem for comment in case.comments] != list(PROBLEMS)
    assert len(REMEDIES) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_discrepancy_of_the_source_is_pointed_out_with_both_figures(case, language):
    words = case.discrepancy.say(language, sheet=case.company.turnover, plan=case.shop_only.turnover)
    digits = "".join(character for character in words if character.isdigit())
    assert "2000000" in digits
    assert "1200000" in digits


def test_published_figures_have_a_source_and_a_year(case):
    shares = {figure.name: figure.share for figure in case.ropo}
    assert shares["buy_in_shop_only"] == 0.77
    assert all(figure.source.fr and 0 < figure.share < 1 for figure in case.ropo)
    assert {figure.name for figure in case.ropo if figure.year != 2016} == {"prepared_online"}  # its source gives no year


def test_a_learner_cannot_spoil_the_case_for_the_next_call(case):
    case.survey.recommend[10] = 1000
    assert cases.sens_confort().survey.recommend[10] == 2
