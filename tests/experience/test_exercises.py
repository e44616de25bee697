"""The bookshop's survey is one survey, however it is looked at, and its questions have an answer."""

from collections import Counter

from crm_course import experience
from crm_course.experience.exercises import EXERCISE


def test_the_rows_are_the_counts_and_the_weights_are_the_customers():
    shop = experience.bookshop()
    assert Counter(shop.answers["recommend"]) == shop.recommend
    assert shop.answers.groupby("channel")["weight"].sum().round(6).to_dict() == shop.customers


def test_the_questions_keep_their_point():
    """Changing a count must not make a lesson of the exercise untrue."""
    shop = experience.bookshop()
    change = experience.compare(experience.nps(shop.recommend), experience.nps(shop.last_year))
    assert change.difference > 20
    assert not change.more_than_noise
    plain, weighted = experience.nps(shop.recommend), experience.nps(shop.answers["recommend"], weights=shop.answers["weight"])
    assert weighted.score > plain.score + 10
    assert weighted.high - weighted.low > plain.high - plain.low
    assert {question.kind for question in EXERCISE.questions} >= {"number", "share", "table", "choice", "choices", "open"}
