"""What people type for a right answer, and what comes close to one without being it."""

import datetime as dt
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from crm_course.foundations.language import Text
from crm_course.workbook import Question, mark
from crm_course.workbook.contents import CONTENTS, exercise
from crm_course.workbook.prose import is_prose

T = Text(fr="x", en="x")
SHARES = [asked for entry in CONTENTS if entry.exercises for asked in exercise(entry.id).questions if asked.kind == "share"]

CHOSEN = [asked for entry in CONTENTS if entry.exercises for asked in exercise(entry.id).questions if asked.kind == "choices"]


def ask(kind, answer, **more):
    return Question(id="a.b", kind=kind, title=T, statement=T, answer=lambda given: answer, **more)


@pytest.mark.parametrize("typed", ["12,5 %", "12.5%", 12.5, "12,5", 0.125, Fraction(1, 8), [0.125], np.array([12.5])])
def test_a_share_is_right_with_its_sign_without_it_or_as_a_fraction(typed):
    assert mark(ask("share", 0.125, unit="%"), typed, None).correct


@pytest.mark.parametrize(("typed", "mistake"), [("1250 %", "times-100"), ("0,125 %", "times-100"), ("-12,5 %", "opposite-sign")])
def test_a_share_with_its_sign_is_divided_by_a_hundred_once(typed, mistake):
    feedback = mark(ask("share", 0.125, unit="%"), typed, None)
    assert (feedback.correct, feedback.mistake) == (False, mistake)


@pytest.mark.parametrize("asked", SHARES, ids=lambda asked: asked.id)
def test_no_share_of_the_course_is_right_a_hundredfold(asked):
    given = exercise(asked.exercise).given()
    expected = float(asked.answer(given))
    assert mark(asked, f"{expected * 100:.8f} %", given).correct
    assert not mark(asked, f"{expected * 10_000:.8f} %", given).correct


def test_a_rate_above_one_is_a_share_too():
    growth = ask("share", 1.25, unit="%")
    assert all(mark(growth, typed, None).correct for typed in ("125 %", 1.25, 125))
    assert "trop basse" in mark(growth, "110 %", None).message
    assert "trop élevée" in mark(growth, "140 %", None).message


@pytest.mark.parametrize("typed", ["—76", "‑76", "‒76", [-76], (-76,), np.array([-76]), np.array([[-76]]), pd.Series([-76.0], index=["nps"]),
                                   pd.DataFrame({"nps": [-76]})])  # fmt: skip
def test_one_number_in_its_wrapping_is_that_number(typed):
    assert mark(ask("number", -76.0, unit="points"), typed, None).correct


@pytest.mark.parametrize(
    "typed", ["5—76", "5 — 76", {"nps": -76}, {-76: -76}, np.array([-76, -76]), np.array([]), pd.Series([], dtype=float)]
)
def test_several_numbers_or_none_are_not_one(typed):
    assert mark(ask("number", -76.0, unit="points"), typed, None).mistake == "unreadable"


@pytest.mark.parametrize(
    "typed", ["1,64 M€", "1 640 k€", "1640 kEUR", "1,64 MEUR", "1 640 000 €/an", "1 640 000 EUR/an", "1 640 000 euros par an", "1.64 M€"]
)
def test_money_may_be_typed_in_thousands_or_millions_and_a_year(typed):
    assert mark(ask("money", 1_640_000.0, unit="€"), typed, None).correct


def test_money_asked_in_thousands_is_read_in_thousands():
    asked = ask("money", 1640.0, unit="k€")
    assert all(mark(asked, typed, None).correct for typed in ("1 640 k€", "1,64 M€", 1640, "1640"))


@pytest.mark.parametrize("typed", ["1 640 k", "1 640 km", "1 640 €/mois", "1,64 Mpoints"])
def test_another_unit_than_money_a_year_is_refused(typed):
    assert mark(ask("money", 1_640_000.0, unit="€"), typed, None).mistake == "unreadable"


RATES = {key: Text(fr=key, en=key) for key in ("0.05", "0.10", "0.20", "0.30")}


@pytest.mark.parametrize(
    "typed",
    [[0.10, 0.20], ["0,10", "0,20"], "0,10 ; 0,20", "0,10; 0,20", ["10 %", "20 %"], "10 %, 20 %", "10 % et 20 %", "0.10, 0.20", "0.10 0.20",
     np.array([0.2, 0.1]), {0.1, 0.2}, pd.Series(["10 %", "20 %"])],
)  # fmt: skip
def test_shares_are_chosen_in_either_notation(typed):
    asked = ask("choices", {"0.10", "0.20"}, options=RATES, unit="%")
    assert mark(asked, typed, None).correct


@pytest.mark.parametrize("typed", ["0,15", [0.5, 0.2], "0.1.0", [10, 20], "10 % de 20 %"])
def test_a_share_that_is_no_option_is_refused(typed):
    assert mark(ask("choices", {"0.10", "0.20"}, options=RATES), typed, None).mistake == "unreadable"


@pytest.mark.parametrize(
    "typed", ["2027-02-28", dt.date(2027, 2, 28), dt.datetime(2027, 2, 28), pd.Timestamp("2027-02-28"), np.datetime64("2027-02-28"),
              "2027-02-28T00:00:00", "2027-02-28 00:00", pd.Series([pd.Timestamp("2027-02-28")])]
)  # fmt: skip
def test_a_day_is_a_day_in_whatever_it_is_kept(typed):
    assert mark(ask("text", ("2027-02-28", "28/02/2027")), typed, None).correct


@pytest.mark.parametrize("typed", [pd.Timestamp("2027-02-28 08:00"), "2027-02-28 00:30", dt.date(2027, 2, 27)])
def test_another_time_of_the_day_is_another_answer(typed):
    assert mark(ask("text", ("2027-02-28",)), typed, None).credit == 0


def test_the_form_is_told_for_numbered_rows_too_and_only_in_their_order():
    asked = ask("table", {1: "A", 2: "C", 3: "B"})
    assert mark(asked, [(2, "c"), (1, "a"), (3, "b")], None).correct
    assert "another form" in mark(asked, pd.Series(["A", "C", "B"]), None, language="en").message
    assert not any("another form" in mark(asked, typed, None, language="en").message for typed in (
        pd.Series(["B", "A", "C"]), ["C", "B", "A"], pd.DataFrame({"n": [1, 2, 3], "letter": ["C", "B", "A"]})))  # fmt: skip


@pytest.mark.parametrize("asked", CHOSEN, ids=lambda asked: asked.id)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_choices_may_be_typed_by_their_labels(asked, language):
    labels = [asked.options[key].say(language) for key in asked.answer(exercise(asked.exercise).given())]
    for between in (";", " ; ", "\n"):
        assert mark(asked, between.join(labels), exercise(asked.exercise).given()).correct


def test_an_option_by_its_own_name_comes_before_the_same_number():
    options = {key: Text(fr=key, en=key) for key in ("1", "100")}
    assert mark(ask("choice", "100", options=options), "100 %", None).correct
    assert mark(ask("choice", "1", options=options), 1.0, None).correct


BOUNDS = ask("table", {"floor": 0.6907, "ceiling": 0.9433}, unit="%", tolerance=0.001, tolerance_reason=T)


@pytest.mark.parametrize(
    "typed",
    [{"floor": 69.07, "ceiling": 94.33}, {"floor": "69,07 %", "ceiling": 0.9433}, pd.Series({"floor": "69,07", "ceiling": "94,33"})],
)
def test_shares_in_a_table_are_read_as_shares_alone_are(typed):
    assert mark(BOUNDS, typed, None).correct


def test_a_share_in_a_table_is_not_right_a_hundredfold():
    assert mark(BOUNDS, {"floor": "6907 %", "ceiling": "9433 %"}, None).credit == 0


@pytest.mark.parametrize(
    "typed",
    [
        pd.DataFrame({"bound": ["floor", "ceiling"], "share": [0.6907, 0.9433]}),
        [("floor", 0.6907), ("ceiling", "94,33 %")],
        pd.DataFrame({"share": [0.9433, 0.6907], "bound": ["ceiling", "floor"]}),
    ],
)
def test_a_label_and_a_value_count_in_the_usual_shapes(typed):
    assert mark(BOUNDS, typed, None).correct


def test_two_values_for_one_label_are_no_answer():
    assert mark(BOUNDS, pd.DataFrame({"share": [0.6907, 0.9433], "count": [67, 91]}, index=["floor", "ceiling"]), None).credit == 0


@pytest.mark.parametrize("typed", [pd.Series([0.6907, 0.9433]), [0.6907, 0.9433], {"from": 69.07, "to": 94.33}])
def test_the_right_values_in_another_form_are_told_the_form(typed):
    feedback = mark(BOUNDS, typed, None, language="fr")
    assert (feedback.correct, feedback.credit) == (False, 0)
    assert "sous une autre forme" in feedback.message
    assert "floor, ceiling" in feedback.message


@pytest.mark.parametrize(
    "typed",
    [
        {"floor": 0.9433, "ceiling": 0.6907},
        {"ceiling": 0.6907, "floor": 0.9433},
        [0.9433, 0.6907],
        [0.6907, 0.5],
        [("floor", 0.1), ("ceiling", 0.2)],
    ],
)
def test_other_values_are_not_a_matter_of_form(typed):
    feedback = mark(BOUNDS, typed, None, language="fr")
    assert feedback.credit < 1
    assert "forme" not in feedback.message


def test_numbers_are_read_in_the_language_of_who_typed_them_and_answered_in_another():
    asked = ask("number", 1640.0)
    assert mark(asked, "1,640", None, language="fr", written="en").correct
    assert not mark(asked, "1,640", None, language="fr").correct
    assert not mark(asked, "1,640", None, language="en", written="fr").correct
    assert "trop basse" in mark(asked, "1,600", None, language="fr", written="en").message
    table = ask("table", {"a": 1640.0, "b": 2.0})
    assert mark(table, {"a": "1,640", "b": "2.0"}, None, language="fr", written="en").correct
    assert mark(ask("number", 1.0), "one", None, language="fr", written="en").message.startswith("«\u202fréponse\u202f» doit être")


OPEN = [asked for entry in CONTENTS if entry.exercises for asked in exercise(entry.id).questions if asked.kind == "open"]


def everything(asked, given):
    """All figures and words that a rubric looks for, and a thousand more, in a row."""
    figures = [f"{1.015**power:.2f}" for power in range(1000)]
    figures += [f"{value:.6g}" for line in asked.rubric if line.numbers for value in line.numbers(given)]
    words = [part for model in (asked.model.fr, asked.model.en) for part in model.split() if len(part) > 3 and "{" not in part]
    told = [asked.model.say(language, **asked.facts(given)).split()[-1] for language in ("fr", "en")]
    return [*figures, *words, *told]


@pytest.mark.parametrize("asked", OPEN, ids=lambda asked: asked.id)
@pytest.mark.parametrize("between", [" ; ", " ", "\n", ", "], ids=["semicolon", "space", "line", "comma"])
def test_a_list_of_every_word_and_figure_is_no_answer(asked, between):
    given = exercise(asked.exercise).given()
    feedback = mark(asked, between.join(everything(asked, given)), given)
    assert (feedback.correct, feedback.credit) == (False, 0)
    assert "phrases" in feedback.message


@pytest.mark.parametrize("asked", OPEN, ids=lambda asked: asked.id)
def test_a_model_answer_is_made_of_sentences_and_half_of_it_too(asked):
    given = exercise(asked.exercise).given()
    for language in ("fr", "en"):
        words = asked.model.say(language, **asked.facts(given))
        for part in (words, words[: len(words) // 2], words[len(words) // 2 :], words.replace(". ", "\n- ")):
            assert is_prose(part), part


@pytest.mark.parametrize(
    "typed", ["le gain ; le risque ; la décision", "Risque.\nGain.\nClient.", "risque gain client coût décision", "8400 34 846154", "", "…"]
)
def test_keywords_are_no_sentences(typed):
    assert not is_prose(typed)


@pytest.mark.parametrize(
    "typed", ["Non, car le risque est trop grand.", "Yes: it pays from 34 % on, so I would wait.", "Le score de −76 est un risque."]
)
def test_a_short_sentence_is_one(typed):
    assert is_prose(typed)
