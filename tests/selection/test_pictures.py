"""What a reader sees: charts that state their finding, the explorer, the grid that goes out and comes back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from crm_course import selection
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import speaking


@pytest.fixture(scope="module")
def case():
    return selection.example()


def _title(chart):
    title = chart.to_dict()["title"]["text"]
    return title if isinstance(title, str) else " ".join(title)


def test_charts_state_their_finding(case):
    choice, plan = selection.compare(case.offers, case.criteria, must=case.must), selection.plan(case.tasks)
    run = plan.simulate(2_000, 1)
    with speaking("en"):
        assert _title(selection.worth_chart(choice)).startswith(f"{choice.order[0]} is worth most")
        nearest = selection.switch_points(choice).dropna()["change"].abs().min()
        assert f"{100 * nearest:.0f} points" in _title(selection.toppling_chart(choice))
        assert f"{plan.duration:.1f} weeks" in _title(selection.plan_chart(plan))
        assert f"{run.share_by(plan.duration):.0%}" in _title(selection.duration_chart(run, plan))
        assert "Scope too wide" in _title(selection.risk_chart(selection.expected_losses(selection.RISKS, case.budget)))
        early = selection.fit_adoption([3, 5, 9, 14, 22, 30])
        assert "cannot say yet" in _title(selection.adoption_chart(early))


def test_one_offer_left_has_nothing_to_topple_it(case):
    alone = selection.compare(case.offers.head(1), case.criteria)
    assert np.isnan(alone.margin)
    with speaking("fr"):
        assert "reste seul" in alone.sentence()


def test_the_explorer_follows_its_sliders(case):
    panel = selection.explorer(case)
    assert panel.view.subject.order[0] == "Alizé CRM"
    assert panel.set(europe=False).subject.order[0] == "Corail Cloud"
    assert panel.set(europe=True, functions=100, cost=1, months=1, languages=1).subject.order[0] == "Bélier Suite"
    assert panel.shown.count("<p") > 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_grid_goes_out_and_comes_back(case, tmp_path, language):
    with speaking(language):
        written = selection.write_grid(tmp_path / "grid.xlsx", case.criteria, case.offers)
    offers, criteria = selection.read_grid(written)
    assert tuple(criteria) == case.criteria
    assert selection.compare(offers, criteria).order == selection.compare(case.offers, case.criteria).order


def test_a_grid_without_its_anchors_is_refused(tmp_path):
    pd.DataFrame({"vendor": ["A"], "price": [3]}).to_csv(tmp_path / "grid.csv", index=False)
    with pytest.raises(InvalidValue, match="complete with its rows of anchors"):
        selection.read_grid(tmp_path / "grid.csv")
