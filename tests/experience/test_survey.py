"""Surveys as form tools write them: the answers are read on their scale, and what is left out is told."""

import pandas as pd
import pytest

from crm_course.experience import entries, survey
from crm_course.foundations import sheets
from crm_course.foundations.errors import InvalidData


def told(text, **options):
    return survey.read(sheets.read(text.encode(), **options))


GOOGLE = """"Horodateur","Sur une échelle de 0 à 10, recommanderiez-vous notre boutique ?","Êtes-vous satisfait de l’accueil ?","Il a été facile de commander","Une remarque ?"
"2026/03/02 9:15:22 AM UTC+1","9 - Très probable","Plutôt satisfait","Tout à fait d'accord","bien, merci"
"2026/03/02 10:15:22 AM UTC+1","3","Pas du tout satisfait","Pas d'accord",""
"2026/03/03 10:15:22 AM UTC+1","10 - Très probable","Très satisfait","Plutôt d'accord",""
"2026/03/03 11:15:22 AM UTC+1","","Peu satisfait","",""
"""
MICROSOFT = """ID;Heure de début;Heure de fin;Adresse de messagerie;Nom;Quelle est la probabilité que vous nous recommandiez à un ami ou un collègue ?;Dans quelle mesure êtes-vous satisfait(e) ?;Combien d’effort ?
1;02/03/2026 09:15;02/03/2026 09:17;anonymous;;9;4;2
2;02/03/2026 09:15;02/03/2026 09:17;anonymous;;10;5;1
"""
MONKEY = """Respondent ID,Collector ID,Start Date,How likely is it that you would recommend this company to a friend or colleague?,"Overall, how satisfied are you?",Comments
,,,Response,Response,Open-Ended Response
118,43,03/02/2026,9,Very satisfied,good
119,43,03/02/2026,10 - Extremely likely,Somewhat satisfied,
120,43,03/02/2026,0 - Not at all likely,Neither satisfied nor dissatisfied,
"""
LIME = """"id","submitdate","NPS[SQ001]. Recommanderiez-vous ?","SAT. Satisfaction"
"1","2026-03-02 09:15:22","9","A4"
"2","2026-03-02 09:15:22","10","A5"
"3","2026-03-02 09:15:22","0","A1"
"""
TALLY = """Submission ID,Respondent ID,Submitted at,Would you recommend us?,Was it easy to buy?,Nombre de commandes
abc,def,2026-03-02 09:15:22,9,★★★★★,3
abd,deg,2026-03-02 09:15:22,3,★★☆☆☆,1
"""


@pytest.mark.parametrize(
    ("text", "answers", "scales"),
    [
        (GOOGLE, {"recommend": {9: 1, 3: 1, 10: 1}, "satisfaction": {3: 1, 1: 1, 4: 1, 2: 1}, "effort": {4: 1, 2: 1, 3: 1}}, {"recommend": (0, 10), "satisfaction": (1, 4), "effort": (1, 4)}),
        (MICROSOFT, {"recommend": {9: 1, 10: 1}, "satisfaction": {4: 1, 5: 1}, "effort": {2: 1, 1: 1}}, {}),
        (MONKEY, {"recommend": {9: 1, 10: 1, 0: 1}, "satisfaction": {5: 1, 4: 1, 3: 1}}, {"recommend": (0, 10), "satisfaction": (1, 5)}),
        (LIME, {"recommend": {9: 1, 10: 1, 0: 1}, "satisfaction": {4: 1, 5: 1, 1: 1}}, {"recommend": (0, 10), "satisfaction": (1, 5)}),
        (TALLY, {"recommend": {9: 1, 3: 1}, "effort": {5: 1, 2: 1}}, {}),
    ],
)  # fmt: skip
def test_exports_of_form_tools(text, answers, scales):
    found = told(text)
    assert found.answers == answers
    assert found.scales == scales


def test_ease_and_effort_are_told_apart_by_the_header():
    assert told(TALLY).easy
    assert not told(MICROSOFT).easy
    assert told("Était-ce facile ?;Quel effort ?\n5;1\n4;2\n").answers == {"effort": {1: 1, 2: 1}}


@pytest.mark.parametrize(
    "header",
    [
        "Customer number",
        "Phone number",
        "Nombre de commandes",
        "Country",
        "Numéro de client",
        "Number of visits",
        "Count of orders",
        "N° de commande",
        "Account",
    ],
)
def test_a_number_of_something_else_counts_no_answers(header):
    assert entries.columns(pd.DataFrame({header: ["1001", "1002", "1003"], "NPS": ["9", "10", "3"]}))[0] == {
        "recommend": {9: 1, 10: 1, 3: 1}
    }


@pytest.mark.parametrize(
    "text",
    [
        "note;effectif\n9;12\n10;8\n",
        "Score,Count\n9,12\n10,8\n",
        "Note;Nombre de réponses\n9;12\n10;8\n",
        "Note;Nombre\n9;12\n10;8\nTotal;20\n",
    ],
)
def test_scores_beside_their_counts(text):
    assert told(text).answers == {"recommend": {9: 12, 10: 8}}


def test_large_counts_are_read_as_people_write_them():
    assert told("note;effectif\n9;1 200\n10;800\n").answers == {"recommend": {9: 1200, 10: 800}}


def test_of_two_questions_one_is_read_and_the_other_named():
    found = told("NPS magasin;NPS site\n9;3\n3;9\n")
    assert found.columns == {"recommend": "NPS magasin"}
    assert any("NPS site" in notice for notice in found.notices)


def test_one_bad_cell_costs_one_cell_and_one_bad_column_one_question():
    found = told("NPS;Satisfaction\n" + "9;bien\n" * 9 + "x;mal\n99;ok\n")
    assert found.answers == {"recommend": {9: 9}}
    assert [(line, cell) for line, _, cell in found.left] == [(11, "x"), (12, "99")]
    assert any("Satisfaction" in notice and "ne contient pas de notes" in notice for notice in found.notices)


def test_five_points_are_no_nps():
    found = told("Recommandation (1-5);avis\n5;a\n4;b\n")
    assert found.answers == {"satisfaction": {5: 1, 4: 1}}
    assert "n’a pas dix points" in " ".join(found.notices)


def test_a_file_without_questions_says_what_it_has():
    with pytest.raises(InvalidData, match="got 'nom, ville'"):
        told("nom;ville\na;b\n")


def test_a_choice_of_columns_counts_before_any_proposal():
    from crm_course.foundations.mapping import brought

    file = brought(survey.understood(sheets.read(b"NPS magasin;NPS site\n9;3\n3;9\n5;9\n")), survey.FIELDS, {"NPS site": "recommend"})
    assert survey.read(file).answers == {"recommend": {3: 1, 9: 2}}
