"""The case of C'chez vous: both journeys as records, and an extract whose truth can be found."""

import numpy as np
import pytest

from crm_course import cases, journeys
from crm_course.cases.chez_vous_log import BASE_CHANCE, TOUCHES
from crm_course.foundations.errors import InvalidValue, UnknownName


def test_both_journeys_use_the_channels_of_the_case():
    case = cases.chez_vous()
    used = {step.channel for journey in case.journeys for step in journey.steps}
    assert used == {"web", "social", "shop", "sms", "app", "phone", "kiosk", "chat", "field"}
    for journey in case.journeys:
        assert [step.moment for step in journey.steps] == sorted(
            (step.moment for step in journey.steps), key=["before", "during", "after"].index
        )
        assert [step.number for step in journey.steps] == list(range(1, len(journey.steps) + 1))
        assert sum(step.purchase for step in journey.steps) == 1


def test_camille_is_ropo_and_yanis_is_showrooming():
    events = cases.chez_vous().events()
    assert journeys.ropo(events).set_index("category")["rate"].to_dict() == {"paint": 1.0}
    assert journeys.showrooming(events).set_index("category")["rate"].to_dict() == {"sofa": 1.0}
    assert journeys.build(events).converting().paths["value"].sum() == 1076.0


def test_an_unknown_journey_proposes_the_closest():
    with pytest.raises(UnknownName, match='Did you mean "sofa"'):
        cases.chez_vous().journey("sofas")
    with pytest.raises(InvalidValue, match="customers must be a whole number of at least 1"):
        cases.chez_vous().extract(0)


def test_the_same_seed_gives_the_same_log():
    case = cases.chez_vous()
    assert case.extract(300).everything.equals(case.extract(300).everything)
    assert not case.extract(300).everything.equals(case.extract(300, seed=8).everything)


def test_planted_effects_are_found_by_regression_over_worlds():
    """Least squares of buying on channels met, 30 extracts: z-scores of mean 0 and standard deviation 1."""
    scores = []
    for seed in range(30):
        events = cases.chez_vous().extract(1500, seed=seed).everything
        looks = events[(events["kind"] == "look") & (events["channel"] != "app")]
        met = (looks.groupby(["customer_id", "channel"]).size().unstack(fill_value=0) > 0)[list(TOUCHES)].astype(float)
        bought = met.index.isin(events.loc[events["converted"], "customer_id"]).astype(float)
        design = np.column_stack([np.ones(len(met)), met])
        inverse = np.linalg.inv(design.T @ design)
        found = inverse @ design.T @ bought
        leverage = design @ inverse
        robust = leverage.T @ (leverage * ((bought - design @ found) ** 2)[:, None])
        true = np.array([BASE_CHANCE, *(touch.effect for touch in TOUCHES.values())])
        scores.append((found - true) / np.sqrt(np.diag(robust)))
    scores = np.array(scores)[:, 1:]  # those who met nothing leave no trace: the base is not in the log
    assert abs(scores.mean()) < 0.2
    assert 0.85 < scores.std() < 1.15


def test_nothing_happens_before_its_cause():
    events = cases.chez_vous().extract(800, seed=2).everything
    bought = events[events["converted"]].set_index("customer_id")["ts"]
    since = events["customer_id"].map(bought)
    after = events[events["kind"].isin(["delivery", "confirmation", "help", "survey"])]
    assert (after["ts"] >= after["customer_id"].map(bought)).all()
    before = events[(events["kind"] == "look") & since.notna()]
    assert (before["ts"] <= before["customer_id"].map(bought)).all()


def test_who_prepares_shows_his_card_more_often():
    extract = cases.chez_vous().extract(4000, seed=5)
    row = journeys.ropo(extract.events.assign(all="all"), by="all").iloc[0]
    assert row["floor"] < extract.prepared < row["ceiling"]
    assert row["rate"] > extract.prepared
    whole = journeys.ropo(extract.everything.assign(all="all"), by="all").iloc[0]
    assert whole["rate"] == pytest.approx(extract.prepared)
