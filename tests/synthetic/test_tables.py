"""What a teacher looks at: worlds, what a change moved, keys, logs, in his words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from crm_course import synthetic
from crm_course.foundations.language import speaking

RECORD = synthetic.WORLDS["sens-confort"]


@pytest.fixture(scope="module")
def made() -> synthetic.Made:
    return synthetic.world(RECORD, customers=200, months=12, student="Anne", secret="s3cret", dirt="heavy")


def test_every_world_is_listed_in_the_language_in_force() -> None:
    assert list(synthetic.companies()["Monde"]) == list(synthetic.WORLDS)
    with speaking("en"):
        assert list(synthetic.companies().columns) == ["World", "Company", "Segments", "Channels"]


def test_one_parameter_changed_is_told_with_its_size_before_and_after() -> None:
    plain, other = (synthetic.world(one, customers=60, months=6) for one in (RECORD, replace(RECORD, late_deferred=0.6)))
    changed = synthetic.changed_effects(plain, other)
    assert changed.to_numpy().tolist() == [["Article différé (rupture)", "Livraison en retard", "+42 pts", "+60 pts"]]


def test_a_key_has_tolerances_and_several_stand_side_by_side(made: synthetic.Made) -> None:
    key = synthetic.key_table(made)
    assert list(key.columns) == ["Question", "Réponse", "Tolérance"]
    assert len(key) == len(made.truth["key"])
    assert key["Tolérance"][0] == "–"  # an exact count
    both = synthetic.key_table(made, replace(made, plan=replace(made.plan, student="s3cret|Zoé")))
    assert list(both.columns) == ["Question", "Anne", "Zoé"]


def test_log_and_score_speak_of_errors_by_their_label(made: synthetic.Made) -> None:
    log = synthetic.readable(made.errors)
    assert list(log.columns) == ["Table ou fichier", "Ligne", "Colonne", "Erreur", "Valeur juste", "Valeur abîmée"]
    assert "Doublon" in set(log["Erreur"])
    score = synthetic.readable(synthetic.score_cleaning(made.tables["customers"], made))
    assert list(score.columns) == ["Erreur", "Semées", "Corrigées", "Touchées", "Précision", "Rappel"]
    assert set(score["Précision"]) == {"–"}


def test_a_world_of_ones_own_serves_a_class(tmp_path: Path) -> None:
    own = replace(RECORD, late_share=0.3)
    job = synthetic.Job(world=own, customers=40, months=3, students=("Anne", "Zoé"), secret="s3cret")
    results = synthetic.make_class(job, tmp_path / "class")
    told = synthetic.readable(pd.DataFrame(results))
    assert list(told["Élève"]) == ["Anne", "Zoé"]
    assert set(told["Déjà là"]) == {"non"}
    parameters = pd.read_csv(tmp_path / "class" / "teacher" / "anne" / "parameters.csv", sep=";", decimal=",", index_col="name")
    assert float(str(parameters["value"]["late_share"]).replace(",", ".")) == 0.3
    assert all(one.kept for one in synthetic.make_class(job, tmp_path / "class"))
