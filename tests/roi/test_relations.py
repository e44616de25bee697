"""The levers of customer relations as lines of the plan: by hand, at rest, out of bounds, on the page."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import cases, roi
from crm_course.foundations.errors import InvalidValue


def study():
    plan = roi.Plan(turnover=500_000, variable_rates={"purchases": 0.6}, fixed_costs=150_000)
    return roi.Study(before=plan, after=replace(plan, turnover=520_000), project=roi.Project(investment=10_000))


def test_the_plan_by_hand():
    levers = roi.Levers(customers=2_000, sales_per_customer=250, points=2, contacts=5_000, contact_cost=6, cheaper_cost=1, moved=0.2,
                        abandoned=0.10, abandoned_after=0.04, order_share=0.3, basket=100, lost=0.5, users=5, licence=480, training=400, integration=8_000)  # fmt: skip
    fed = levers.fed(study())
    more = 2_000 * 0.02 * 250 + 5_000 * 0.06 * 0.3 * 0.5 * 100
    assert fed.after.turnover == pytest.approx(520_000 + more)
    assert fed.after.fixed_costs == pytest.approx(150_000 - 5_000 * 0.2 * 5 + 5 * 480 + 0.15 * 8_000)
    assert fed.project.investment == 10_000 + 8_000 + 5 * 400
    assert fed.outcome("gain") == pytest.approx(study().outcome("gain") + 0.4 * more + 5_000 - 2_400 - 1_200)


@settings(max_examples=30, deadline=None)
@given(points=st.floats(0, 20), moved=st.floats(0, 1), after=st.floats(0, 0.3), users=st.integers(0, 20))
def test_each_lever_alone_adds_up_to_all_of_them(points, moved, after, users):
    """Sales and costs are straight lines, and no lever touches another's."""
    levers = roi.Levers(customers=1_000, sales_per_customer=300, points=points, contacts=4_000, contact_cost=6, cheaper_cost=1, moved=moved, abandoned=0.1,
                        abandoned_after=after, basket=50, users=users, licence=300)  # fmt: skip
    together = levers.fed(study()).outcome("gain") - study().outcome("gain")
    assert levers.by_lever(study())["gain"].sum() == pytest.approx(together, abs=1e-6)


def test_at_rest_nothing_changes():
    assert roi.Levers().fed(study()) == study()
    assert not roi.Levers(customers=1_000, contacts=5_000, abandoned=0.1, abandoned_after=0.1, basket=80).by_lever(study())["gain"].any()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"points": 101}, "at most 100"), ({"moved": 1.2}, "between 0 and 1"), ({"users": 2.5}, "whole"), ({"basket": -1}, "at least 0")],
)
def test_what_cannot_be_is_refused(wrong, said):
    with pytest.raises(InvalidValue, match=said):
        roi.Levers(**wrong)


def test_no_more_is_saved_than_there_is():
    with pytest.raises(InvalidValue, match="fixed costs"):
        roi.Levers(contacts=1e6, contact_cost=6, moved=1.0).fed(study())


def test_the_page_feeds_the_study_and_takes_it_back():
    desk = roi.desk(cases.sens_confort().study)
    before = desk.study.outcome("gain")
    desk._tabs.index = 2
    assert desk.relations is not None
    desk.relations.set(points=2)
    added = desk.relations.view.subject.outcome("gain") - before
    assert added > 0
    desk._fed()
    assert desk.study.outcome("gain") == pytest.approx(before + added)
    desk.back()
    assert desk.study.outcome("gain") == pytest.approx(before)
