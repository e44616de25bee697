"""The explorer, used as an owner would: right and wrong entries, files, both languages."""

import io

import openpyxl
import pandas as pd
import pytest

from crm_course import experience
from crm_course.experience import explorer_texts as said
from crm_course.foundations import reading
from crm_course.foundations.language import Text, speaking

RECOMMEND = {1: 8, 2: 14, 3: 16, 4: 16, 5: 18, 6: 10, 7: 7, 8: 5, 9: 4, 10: 2}
WELCOME = {1: 40, 2: 45, 3: 10, 4: 5}
SITE = {5: 22, 4: 40, 3: 10, 2: 16, 1: 12}


@pytest.fixture
def panel():
    with speaking("fr"):
        yield experience.explorer(RECOMMEND, WELCOME, SITE, scale=(1, 10), satisfied=(3, 4))


def drop(panel, name, content):
    panel.set(file=reading.table(content, filename=name))
    return panel.shown


def words(view):
    return view.sentence, view.detail, view.meaning, view.notice


def test_three_scores_with_their_intervals(panel):
    assert panel.view.sentence == "NPS −76 · CSAT 15\u202f% · CES −34"
    assert "NPS de −84,7 à −62,7" in panel.view.detail
    assert "1 à 10" in panel.view.notice
    assert len(panel.view.charts) == 4
    assert panel.view.downloads["satisfaction.csv"].decode("utf-8-sig").splitlines()[1] == (
        "NPS;-76,0;-84,7;-62,7;points;100;promoteurs\u00a0: 9 et 10, détracteurs\u00a0: 1 à 6"
    )


def test_every_control_changes_something(panel):
    changes = {
        "recommend": "9 10 10",
        "satisfaction": "1 4",
        "effort": "1 1 5",
        "target": -70.0,
        "scale": (0, 10),
        "satisfied": (4, 5),
        "convention": ((1, 2), (5,)),
        "confidence": 0.8,
    }
    for name, value in changes.items():
        before = words(panel.view)
        panel.set(**{name: value})
        assert words(panel.view) != before, name
        panel.reset()


def test_how_many_more_answers_until_it_is_sure(panel):
    assert "déjà sûr\u00a0: le score est au-dessous de 0" in panel.view.meaning
    panel.set(target=-75.0)
    assert "réponses de plus pour être sûr que le score est au-dessous de −75" in panel.view.meaning


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("9 10 onze", "onze"),
        ("9 11", "de 1 à 10"),
        ("8,5 9", "nombre entier"),
        ("9:12\n10:-3", "une note et son effectif"),
        ("5 : 0", "présente au moins une fois"),
        ("-3 9", "nombre entier"),
    ],
)
def test_a_wrong_entry_is_named_and_the_last_good_answer_stays(panel, entry, message):
    good = panel.view
    panel.set(recommend=entry)
    assert panel.view is good
    assert message in panel.shown.split('role="alert"')[1]


def test_nothing_at_all_asks_for_answers(panel):
    panel.set(recommend="", satisfaction="", effort="  ")
    assert "Collez des notes" in panel.shown


def test_one_question_is_enough(panel):
    panel.set(recommend="", satisfaction="")
    assert panel.view.sentence == "CES −34"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("enquête.csv", "Recommandation;Effort\n9;1\n10;2\n;3\n3,0;5\n".encode("cp1252"), "NPS +33,3 · CES +25"),
        ("notes.csv", b"note;effectif\n9;12\n10;8\n1;20\n", "NPS 0"),
        ("one.csv", b"score\n9\n10\n7\n", "NPS +66,7"),
        ("comma.csv", "nps,satisfaction générale\n9,4\n3,1\n".encode(), "NPS 0 · CSAT 50\u202f%"),
    ],
)
def test_files_as_people_make_them(panel, name, content, sentence):
    drop(panel, name, content)
    assert panel.view.sentence == sentence
    assert "viennent du fichier" in panel.view.notice


def test_a_spreadsheet_and_its_empty_cells(panel):
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in (["Recommanderait", "Commentaire"], [9, "bien"], [10, ""], [None, "?"], [3, "bof"]):
        book.active.append(row)
    book.save(content)
    drop(panel, "enquete.xlsx", content.getvalue())
    assert panel.view.sentence == "NPS +33,3"
    assert "non comptées\u00a0: 1" in panel.view.notice


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Recommandation\n9\ndix\n", "Recommandation (ligne 3)"),
        (b"Recommandation\n9\n8,5\n", "Recommandation (ligne 3)"),
        (b"nom;ville\na;b\n", "Renommez l’en-tête"),
        (b"recommandation;effort;effectif\n9;1;3\n", "Renommez l’en-tête"),
        (b"Recommandation\n9\n11\n", "de 1 à 10"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_loses_nothing(panel, content, message):
    good = panel.view
    said = drop(panel, "mon fichier.csv", content)
    assert panel.view is good
    assert message in said


def test_scenarios_are_compared_by_their_figures_and_saved_values_come_back(panel):
    assert panel.view.figures["NPS"] == "−76 (de −84,7 à −62,7)"
    panel.set(scale=(0, 10), convention=((5, 6, 7), (1, 2, 3)), recommend="9 10 3")
    told = words(panel.view)
    saved = panel.saved()
    panel.reset()
    panel.reopen(saved, "mine.json")
    assert words(panel.view) == told


def test_it_speaks_english_and_has_an_example_of_its_own():
    with speaking("en"):
        panel = experience.explorer()
        assert panel.view.sentence == "NPS +10 · CSAT 66.7% · CES +33.3"
        assert "CES convention: low effort: 1 and 2" in panel.view.meaning
        assert list(panel.view.downloads) == ["satisfaction-scores.csv"]


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        ("9, 10, 7", {9: 1, 10: 1, 7: 1}),
        ("9,10,7", {9: 1, 10: 1, 7: 1}),
        ("9;10;9", {9: 2, 10: 1}),
        ("9,0\n10,0", {9: 1, 10: 1}),
        ("9 x 12\n10 = 3\n9\t1", {9: 13, 10: 3}),
        (" ", {}),
    ],
)
def test_answers_and_counts_as_people_type_them(entry, counts):
    from crm_course.experience import entries

    assert entries.typed(entry, Text.literal("answers")) == counts
    assert entries.typed(entries.written(counts), Text.literal("answers")) == counts


def test_the_question_and_the_default_convention_of_effort_agree():
    with speaking("fr"):
        panel = experience.explorer()
        labels = [spec.label.say() for spec in panel.inputs if not spec.more]
        assert any("effort" in label for label in labels)
        assert not any("facile" in label for label in labels)
        assert "5 = grand effort" in said.CONVENTIONS[panel.values["convention"]].say()
        assert said.CONVENTION.say() in labels  # what 5 means is in sight
        file = pd.DataFrame({"Était-ce facile ?": ["5", "5", "4"]})
        assert "mauvais signe" in panel.set(file=file).notice
        right = panel.set(convention=((4, 5), (1, 2)))
        assert "mauvais signe" not in right.notice
        assert "+100" in right.sentence
