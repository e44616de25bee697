"""Answers as people say them: a number in a sentence, a choice by its letter, a table as it was at hand."""

import numpy as np
import pandas as pd
import pytest

from crm_course.foundations.language import Text
from crm_course.workbook import mark
from crm_course.workbook.questions import Question

T = Text.literal("Une question")
GAIN = Question(id="t.gain", kind="money", title=T, statement=T, unit="€", tolerance=1, tolerance_reason=T, answer=lambda given: 8400.0)
RATE = Question(id="t.rate", kind="share", title=T, statement=T, unit="%", tolerance=0.001, tolerance_reason=T, answer=lambda given: 0.15)
NPS = Question(id="t.nps", kind="number", title=Text.literal("Le NPS"), statement=T, unit="points", answer=lambda given: -76)
SCORES = {"low": Text(fr="une note basse", en="a low score"), "high": Text(fr="une note haute et sûre", en="a high and sure score")}
ONE = Question(id="t.one", kind="choice", title=T, statement=T, options=SCORES, answer=lambda given: "high")
SOME = Question(id="t.some", kind="choices", title=T, statement=T, options={**SCORES, "none": Text(fr="aucune", en="none")},
                answer=lambda given: ["low", "high"])  # fmt: skip
NUMBERED = Question(id="t.numbered", kind="table", title=T, statement=T, options={key: Text.literal(f"problème {key}") for key in "ABC"},
                    answer=lambda given: {1: "B", 2: "C", 3: "A"})  # fmt: skip
BOUNDS = Question(id="t.bounds", kind="table", title=T, statement=T, rows={"floor": Text(fr="au moins", en="at least"), "ceiling": Text(fr="au plus", en="at most")},
                  answer=lambda given: {"floor": 3.0, "ceiling": 5.0})  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        *((GAIN, words) for words in ("C'est 8 400 €", "la réponse est 8 400 €.", "je trouve 8 400 € de plus", "« 8 400 € »", "8,4 milliers d'euros",
                                      "8 400 € environ", "donc 8 400 €", "on obtient 8 400 euros par an", "8 400 €/an", "0,0084 million d’euros")),
        *((RATE, words) for words in ("c'est 15 %", "La réponse est 15 pour cent", "**15 %**", "(15 %)", "I find 15%")),
        *((NPS, words) for words in ("le NPS est de −76", "c'est moins 76", "NPS : -76 points", "it is minus 76")),
        *((ONE, words) for words in ("réponse B", "Réponse : B", "c'est la B", "(b)", "B) une note haute et sûre", "the answer is B")),
        *((SOME, words) for words in ("AB", "A/B", "a - b", "Réponses : A, B", "une note haute et sûre et une note basse", {"low": True, "high": True, "none": False})),
    ],
)  # fmt: skip
def test_a_right_answer_in_a_sentence_is_right(asked, typed):
    said = mark(asked, typed, None, language="fr")
    assert said.correct, said.message


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        *((GAIN, words) for words in ("plus de 8 400 €", "pas 8 400 €", "entre 8 000 et 8 800 €", "8 400 € ou 9 000 €", ">8 400 €", "8 400 patates",
                                      "ce n’est pas 8 400 €", "au moins 8 400 €", "8 400 € ou moins", "8 400 erlangs")),
        *((RATE, words) for words in ("moins de 15 %", "15 à 16 %", "le chat boit 15 % de lait", "±15 %", "15 €")),
        *((NPS, words) for words in ("au moins 76", "sauf −76", "76 moins")),
        *((ONE, words) for words in ("A ou B", "A) une note haute et sûre", "réponse Z", "AB")),
        *((SOME, words) for words in ("ABC", "AZ", "une note basse", "rien du tout", {"low": False, "high": False})),
    ],
)  # fmt: skip
def test_what_says_something_else_is_not_right_and_gets_a_sentence(asked, typed):
    said = mark(asked, typed, None, language="fr")
    assert not said.correct
    assert said.message


PROBLEMS = {1: "B", 2: "C", 3: "A"}


@pytest.mark.parametrize(
    "answer",
    [
        pd.DataFrame({"comment": [1, 2, 3], "problem": ["B", "C", "A"]}),
        pd.DataFrame({"problem": ["B", "C", "A"], "comment": [1, 2, 3]}),
        pd.DataFrame({"comment": [1, 2, 3], "problem": ["B", "C", "A"]}).set_index("comment"),
        pd.DataFrame([["B", "C", "A"]], columns=[1, 2, 3]),
        list(PROBLEMS.items()),
        PROBLEMS.items(),
        [list(pair) for pair in PROBLEMS.items()],
        np.array(list(PROBLEMS.items()), dtype=object),
        {"comment": [1, 2, 3], "problem": ["B", "C", "A"]},
        [{"comment": key, "problem": value} for key, value in PROBLEMS.items()],
        "1 : B ; 2 : C ; 3 : A",
        "1 = B\n2 = C\n3 = A",
        {1: "problème B", 2: "problème C", 3: "problème A"},
        ["B", "C", "A"],
    ],
    ids=range(14),
)
def test_a_numbered_table_counts_in_every_shape(answer):
    assert mark(NUMBERED, answer, None).correct


def test_a_table_with_a_column_too_many_is_told_the_form_in_the_words_on_screen():
    frame = pd.DataFrame({"which": ["floor", "ceiling"], "value": [3.0, 5.0], "note": ["x", "y"]})
    said = mark(BOUNDS, frame, None, language="fr")
    assert not said.correct
    assert "au moins, au plus" in said.message
    assert mark(BOUNDS, {"au moins": 3, "au plus": 5}, None).correct
    assert mark(BOUNDS, "at least: 3; at most: 5", None).correct


@pytest.mark.parametrize("answer", [{}, [], pd.DataFrame(), "x", 3, [[1, 2, 3]], {1: {2: {3: 4}}}, object(), {**PROBLEMS, 7: "A"}])
def test_nonsense_for_a_table_is_told_so(answer):
    said = mark(NUMBERED, answer, None, language="fr")
    assert not said.correct
    assert said.message
