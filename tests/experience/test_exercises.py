"""The bookshop's survey is one survey, however it is looked at, and its questions have an answer."""

from collections import Counter

import pytest

from crm_course import experience
from crm_course.workbook.contents import exercise

EXERCISE = exercise("experience")


def shop_of(seed):
    return EXERCISE.personal.read(EXERCISE.personal.tables(seed))


def test_the_course_s_own_shop_keeps_its_point():
    """A rise that looks large and is still noise; weights that turn the score around."""
    shop = experience.bookshop()
    assert experience.compare(experience.nps(shop.recommend), experience.nps(shop.last_year)).difference > 20
    plain, weighted = experience.nps(shop.recommend), experience.nps(shop.answers["recommend"], weights=shop.answers["weight"])
    assert weighted.score > plain.score + 10


def test_without_data_of_ones_own_the_shop_is_le_marque_page():
    assert experience.practice() == experience.bookshop()


@pytest.mark.parametrize("seed", [0, 1, 2**40])
def test_the_rows_are_the_counts_and_the_weights_are_the_customers(seed):
    shop = shop_of(seed)
    assert Counter(shop.answers["recommend"]) == shop.recommend
    assert shop.answers.groupby("channel")["weight"].sum().round(6).to_dict() == shop.customers


@pytest.mark.parametrize("seed", range(5))
def test_the_questions_keep_their_point(seed):
    """Other counts must not make a lesson of the exercise untrue."""
    shop = shop_of(seed)
    change = experience.compare(experience.nps(shop.recommend), experience.nps(shop.last_year))
    assert change.difference > 10
    assert not change.more_than_noise
    plain, weighted = experience.nps(shop.recommend), experience.nps(shop.answers["recommend"], weights=shop.answers["weight"])
    assert weighted.score > plain.score + 6
    assert weighted.high - weighted.low > plain.high - plain.low
    assert {question.kind for question in EXERCISE.questions} >= {"number", "share", "table", "choice", "choices", "open"}
