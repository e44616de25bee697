"""Answers and counts are read as people give them; what is not an answer is named."""

import warnings
from collections import Counter
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import experience
from crm_course.foundations.errors import InvalidValue

ANSWERS = st.lists(st.integers(0, 10), min_size=1, max_size=60)


@given(ANSWERS)
def test_answers_and_their_counts_are_one(answers):
    told = experience.tally(answers)
    assert told == experience.tally(Counter(answers))
    assert told == experience.tally(np.array(answers))
    assert told == experience.tally(pd.Series(answers))
    assert told == experience.tally(pd.Series(answers).value_counts())
    assert told == experience.tally(iter(answers))
    assert told.responses == told.effective_responses == len(answers)
    assert told.mean == pytest.approx(np.mean(answers))


@pytest.mark.parametrize(
    "answers",
    [
        {10: 3, 8: 2, 3: 1},
        {np.int64(10): np.int64(3), np.int8(8): np.int16(2), 3: 1.0},
        pd.DataFrame({"note": [10, 8, 3], "effectif": [3, 2, 1]}),
        pd.DataFrame({"count": [3, 2, 1]}, index=[10, 8, 3]),
        pd.Series([10, 10, 10, 8, 8, 3], dtype="Int64"),
        pd.Series([10, 10, 10, 8, 8, 3]).astype("category"),
        (10, 10.0, Fraction(10), 8, 8, 3),
        {10: 3, 8: 2, 3: 1, 0: 0},
    ],
)
def test_every_shape_of_answers_is_understood(answers):
    told = experience.tally(answers, scale=(0, 10))
    assert (told.scores, told.counts) == ((3, 8, 10), (1, 2, 3))


@given(st.lists(st.integers(0, 10), min_size=1, max_size=40), st.data())
def test_a_series_holds_answers_however_it_was_cut_and_sorted(answers, data):
    whole = pd.Series(answers, index=data.draw(st.permutations(range(len(answers)))), name="nps")
    kept = data.draw(st.lists(st.booleans(), min_size=len(answers), max_size=len(answers)).filter(any))
    part = whole[kept].sort_values() if data.draw(st.booleans()) else whole[kept]
    assert experience.nps(part).score == experience.nps(part.tolist()).score
    assert experience.tally(pd.Series({10: 3, 8: 2, 3: 1})).scores == (1, 2, 3)


def test_a_frame_of_counts_has_a_column_named_for_them_and_each_score_once():
    with pytest.raises(InvalidValue, match="a column of scores and a column of counts"):
        experience.nps(pd.DataFrame({"a": [9], "b": [3]}))
    with pytest.raises(InvalidValue, match="counted once"):
        experience.nps(pd.DataFrame({"score": [9, 9], "count": [3, 4]}))


def test_a_question_of_five_points_is_told_from_an_nps():
    assert "CSAT" in experience.nps([5, 5, 4, 4, 5, 3]).notice.en
    assert experience.nps([5, 5, 4, 4, 5, 6]).notice is None
    assert experience.nps([5, 3]).notice is None


def test_filtered_answers_of_a_frame_are_answers():
    frame = pd.DataFrame({"recommend": [9, 3, 10, 7] * 10})
    assert experience.tally(frame.loc[frame["recommend"] > 6, "recommend"]).responses == 30


def test_eleven_values_beyond_the_scale_must_say_what_they_are():
    values = pd.Series([1, 0, 2, 3, 5, 8, 13, 21, 34, 20, 11])
    with pytest.raises(InvalidValue, match=r"answers\.to_dict\(\)"):
        experience.nps(values)
    assert experience.nps(values.to_dict()).responses == 118


def test_kish_effective_number_of_answers():
    told = experience.tally([1, 2, 3, 4], weights=[1, 1, 1, 3])
    assert told.effective_responses == pytest.approx(36 / 12)
    assert experience.tally({1: 3, 2: 1}, weights={1: 1, 2: 3}).effective_responses == pytest.approx(36 / 12)
    assert experience.tally([1, 2], weights=np.array([7.0, 7.0])).effective_responses == pytest.approx(2)
    assert experience.tally([1, 2, 9], weights=[1, 1, 0]).scores == (1, 2, 9)


BAD = [
    ([9, 10, 11], r"whole numbers from 0 to 10, got 11\. It is value 3"),
    ([9, -1], "got -1"),
    ([9, 8.5], r"got 8\.5"),
    ([9, float("inf")], "got inf"),
    ([9, np.nan, 3, None], r"2 of 4 are missing.*answers\.dropna\(\)"),
    (pd.Series([9, pd.NA], dtype="Int64"), r"1 of 2 are missing"),
    (["9", "10"], r"got '9'\. Value 1 is text: convert"),
    (pd.Series([9, "ten"], dtype=object), r"got 'ten'\. Value 2"),
    ([True, False], "got True"),
    ([object()], "got <object"),
    ([], "at least one answer"),
    ({}, "at least one answer"),
    ({9: 0, 3: 0}, "at least one answer"),
    ("9 10 7", "got '9 10 7'"),
    (9, "got 9.*Give one column or list"),
    (None, "got None"),
    ({9, 10}, "Give one column or list"),
    ([[9, 10], [3, 4]], r"got \[9, 10\]\. It is value 1"),
    (np.ones((2, 2)), "Give one column or list"),
    (pd.DataFrame({"a": [9]}), "Give one column or list"),
    ({"9": 3}, "got '9'"),
    (pd.Series({"9": 30, "10": 12}, name="count"), "got '9'"),
    ({9: -2, 10: 3}, r"0 or more, for each score, got -2\. It is the count of score 9"),
    ({9: 2.5, 10: 300}, r"got 2\.5"),
    ({9: 0.06, 3: 0.94}, r"got 0\.06\. Are these shares"),
    ({9: "3"}, "got '3'"),
    ({9: None}, "for each score, got nan"),
    ({11: 3}, "got 11"),
    ({True: 3}, "got True"),
]


@pytest.mark.parametrize(("answers", "message"), BAD, ids=range(len(BAD)))
def test_what_is_not_an_answer_is_named(answers, message):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(InvalidValue, match=message) as caught:
            experience.nps(answers)
    assert "doit être" in caught.value.message("fr")


BAD_WEIGHTS = [
    ([9, 3], [1], "2 in number"),
    ([9, 3], [1, -1], r"got -1\. It is value 2"),
    ([9, 3], [1, np.nan], "got nan"),
    ([9, 3], [0, 0], "a sum above 0"),
    ([9, 3], ["1", "2"], "got '1'"),
    ([9, 3], 2, "got 2"),
    ([9, 3], {9: 1, 3: 2}, "a weight per score goes with counts"),
    ({9: 1, 3: 4}, {9: 1}, "that of score 3 is missing"),
    (pd.Series([9, 3]), pd.Series([1, 2], index=[5, 6]), "the same index as the answers"),
]


@pytest.mark.parametrize(("answers", "weights", "message"), BAD_WEIGHTS, ids=range(len(BAD_WEIGHTS)))
def test_bad_weights_are_named(answers, weights, message):
    with pytest.raises(InvalidValue, match=message):
        experience.nps(answers, weights=weights)
