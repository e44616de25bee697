from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from crm_course import cases, experience
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text
from crm_course.workbook import Question, check, hint, mark
from crm_course.workbook.contents import question
from crm_course.workbook.progress import MARKER

T = Text(fr="x", en="x")


def ask(kind, answer, **more):
    return Question(id="a.b", kind=kind, title=T, statement=T, answer=lambda given: answer, **more)


@pytest.mark.parametrize(
    "typed", [-76, "-76", "−76", "– 76", "-76,0", "−76 points", "NPS = −76", "-76 pts", np.int64(-76), np.float32(-76), Fraction(-76)]
)
def test_one_answer_typed_in_many_ways_is_one_answer(typed):
    assert check("sens-confort.nps", typed).correct


def test_minus_seventy_is_named_in_french_and_in_english():
    french, english = check("sens-confort.nps", "−70"), check("sens-confort.nps", -70, language="en")
    assert french.mistake == english.mistake == "passives-for-promoters"
    assert "retranché les détracteurs des passifs" in french.message
    assert "took the detractors from the passives" in english.message
    assert not french.correct
    assert french.credit == 0.25


@pytest.mark.parametrize("typed", ["15 %", 0.15, "0,15", "0.15", 15, "15", Fraction(3, 20)])
def test_a_share_may_be_typed_as_a_share_or_as_a_percentage(typed):
    assert check("sens-confort.csat", typed).correct


@pytest.mark.parametrize("typed", ["426 400 €", "426400", 426_400.4, "426.400,00", "€426 400"])
def test_money_is_read_as_it_is_written(typed):
    assert check("sens-confort.margin", typed).correct


def test_a_slip_of_sign_or_of_a_hundred_is_named():
    assert mark(ask("number", 12.0), -12, None).mistake == "opposite-sign"
    assert mark(ask("number", 12.0), 0.12, None).mistake == "times-100"
    assert mark(ask("number", 12.0), 1200, None).mistake == "times-100"


def test_an_unknown_mistake_gets_hints_then_a_direction_never_the_answer(tmp_path, monkeypatch):
    (tmp_path / MARKER).mkdir()
    monkeypatch.chdir(tmp_path)
    said = [check("sens-confort.nps", -50) for _ in range(4)]
    assert {(each.mistake, each.credit) for each in said} == {(None, 0.0)}
    assert ["trop élevée" in each.message for each in said] == [False, False, False, True]
    assert len({each.message for each in said[:3]}) == 3
    assert all("Un indice" in each.message for each in said[:3])
    assert not any("76" in each.message for each in said)
    assert "trop basse" in check("sens-confort.nps", -90).message
    assert "trop basse" in mark(question("sens-confort.nps"), -90, cases.sens_confort()).message


@pytest.mark.parametrize("typed", [..., None, "", "  ...  ", "…"])
def test_an_empty_place_is_not_a_wrong_answer(typed):
    feedback = check("sens-confort.nps", typed)
    assert not feedback.answered
    assert not feedback.correct
    assert "votre réponse" in feedback.message


@pytest.mark.parametrize("typed", ["soixante-seize", float("nan"), [1, 2], {"a": 1}, object(), "12 vaches"])
def test_what_cannot_be_read_is_said_in_words(typed):
    feedback = check("sens-confort.nps", typed)
    assert feedback.mistake == "unreadable"
    assert "doit être" in feedback.message


def test_a_whole_result_instead_of_its_score_is_told_what_to_add():
    feedback = check("sens-confort.nps", experience.nps(cases.sens_confort().survey.recommend, scale=(1, 10)))
    assert ".score" in feedback.message


def test_an_object_that_agrees_with_everything_is_refused():
    class Yes(float):
        def __eq__(self, other):
            return True

        def __sub__(self, other):
            return 0.0

        __hash__ = float.__hash__

    feedback = check("sens-confort.nps", Yes(3))
    assert not feedback.correct
    assert feedback.mistake == "unreadable"


def test_choices_are_read_as_key_or_label_and_credited_in_part():
    options = {"a": Text(fr="Oui", en="Yes"), "b": Text(fr="Non", en="No"), "c": Text(fr="Peut-être", en="Maybe")}
    assert mark(ask("choice", "a", options=options), " OUI ", None).correct
    assert mark(ask("choice", "a", options=options), "yes", None).correct
    assert mark(ask("choice", "a", options=options), "d", None).mistake == "unreadable"
    several = ask("choices", {"a", "c"}, options=options)
    assert mark(several, "a, c", None).correct
    assert mark(several, ("c", "a"), None).correct
    assert mark(several, ["a"], None).credit == 0.5
    assert mark(several, ["a", "b"], None).credit == 0.0


def test_tables_are_compared_by_row_whatever_their_shape_and_order():
    asked = ask("table", {"Magasin": 10.0, "Web": 20.0}, tolerance=0.1, tolerance_reason=T)
    assert mark(asked, {"web": "20", "magasin": 10}, None).correct
    assert mark(asked, pd.Series({"Web": 20.05, "Magasin": 10}), None).correct
    assert mark(asked, pd.DataFrame({"n": [20, 10]}, index=["Web", "Magasin"]), None).correct
    assert mark(asked, {"Web": 20, "Magasin": 99}, None).credit == 0.5
    assert mark(ask("table", {1: "A", 2: "B"}), ["a", "b"], None).correct


def test_short_texts_forgive_accents_and_case():
    assert mark(ask("text", ("Marge sur coût variable", "MCV")), "marge sur cout variable", None).correct
    assert not mark(ask("text", ("MCV",)), "résultat", None).correct


def test_feedback_is_shown_as_a_box_whose_words_say_it_too():
    bundle = check("sens-confort.nps", "<script>")._repr_mimebundle_()
    assert "<script>" not in bundle["text/html"]
    assert "Pas encore" in bundle["text/html"]
    assert bundle["text/plain"].startswith("Pas encore – ")


def test_hints_grow_and_then_stay():
    words = [hint("sens-confort.nps") for _ in range(5)]
    assert len(set(words)) == len(question("sens-confort.nps").hints) == 3
    assert words[0].startswith("Indice 1 sur 3")
    assert words[-1] == words[2]


def test_an_unknown_question_is_an_error_with_the_closest_name():
    with pytest.raises(UnknownName, match=r"sens-confort\.nps"):
        check("sens-confort.npz", 1)


@pytest.mark.parametrize(
    ("kind", "typed", "said"), [("number", (4, 43), "4.43"), ("share", (12, 5), "12.5"), ("money", (-8, 400), "-8.400")]
)
def test_a_decimal_comma_in_a_cell_is_told_to_be_a_point(kind, typed, said):
    feedback = mark(ask(kind, 1.0), typed, None, language="fr")
    assert feedback.mistake == "unreadable"
    assert f"écrivez {said}, avec un point" in feedback.message
    assert "12,5" not in feedback.message.replace("12, 5", "")


def test_an_unknown_question_is_shown_one_of_each_exercise():
    with pytest.raises(UnknownName, match=r"sens-confort\.") as refused:
        hint("…")
    assert "roi." in refused.value.message("fr")
