"""Several years: a textbook case by hand, identities of working capital, tax and loan."""

import numpy as np
import pytest

from crm_course import roi
from crm_course.foundations.errors import InvalidValue, UnknownName


@pytest.fixture
def small():
    before = roi.Plan(turnover=100_000, variable_rates={"all": 0.6}, fixed_costs=20_000)
    after = roi.Plan(turnover=150_000, variable_rates={"all": 0.6}, fixed_costs=25_000)
    return before, after  # gain 15 000 a year


def test_by_hand(small):
    project = roi.Project(
        investment=30_000, years=3, depreciation_years=3, ramp_up=(0.5, 1.0), tax_rate=0.25, working_capital_days=36, residual_value=4_000
    )  # fmt: skip
    flows = roi.yearly_flows(*small, project)
    assert flows.gain.tolist() == pytest.approx([0, 5_000, 15_000, 15_000])
    assert flows.depreciation.tolist() == [0, 10_000, 10_000, 10_000]
    assert flows.tax.tolist() == pytest.approx([0, 1_250, -1_250, -2_250])
    assert flows.working_capital.tolist() == pytest.approx([-2_500, -2_500, 0, 5_000])
    assert flows.investment.tolist() == [-30_000, 0, 0, 4_000]
    assert flows.project.tolist() == pytest.approx([-32_500, 3_750, 13_750, 21_750])
    assert flows.npv == pytest.approx(roi.npv(0.08, [-32_500, 3_750, 13_750, 21_750]))
    assert flows.frame().loc[3, "project"] == pytest.approx(21_750)


def test_losses_carried_forward_are_taxed_later_or_never(small):
    offset = roi.yearly_flows(*small, roi.Project(investment=60_000, years=4, depreciation_years=4, ramp_up=(0.2, 1.0)))
    carried = roi.yearly_flows(*small, roi.Project(investment=60_000, years=4, depreciation_years=4, ramp_up=(0.2, 1.0), losses="carried"))
    assert (carried.tax <= 0).all()
    assert carried.npv < offset.npv
    taxable = -carried.tax / 0.25
    profit = carried.gain - carried.depreciation
    assert taxable.sum() == pytest.approx(max(profit.sum(), 0))


def test_working_capital_comes_back_and_what_is_written_off_early_is_not_lost(small):
    flows = roi.yearly_flows(*small, roi.Project(investment=30_000, years=2, depreciation_years=5, working_capital_days=60))
    assert flows.working_capital.sum() == pytest.approx(0)
    assert -flows.tax.sum() == pytest.approx(0.25 * (2 * 15_000 - 30_000))


def test_a_loan_at_the_discount_rate_changes_no_value_but_for_the_tax_on_interest(small):
    loan = roi.Loan(amount=20_000, rate=0.08, years=3)
    with_loan = roi.yearly_flows(*small, roi.Project(investment=30_000, years=5, loan=loan, tax_rate=0.0))
    assert roi.npv(0.08, with_loan.owner) == pytest.approx(with_loan.npv)
    assert with_loan.owner[0] == pytest.approx(-10_000)
    assert (with_loan.loan[1:4].sum(), with_loan.loan[0]) == pytest.approx((-20_000, 20_000))
    taxed = roi.yearly_flows(*small, roi.Project(investment=30_000, years=5, loan=loan))
    assert taxed.tax_relief.sum() == pytest.approx(-0.25 * taxed.interest.sum())
    assert roi.npv(0.08, taxed.owner) > taxed.npv


def test_loan_published_instalment():
    # numpy-financial, pmt(0.075/12, 180, 200 000) = −1 854.02 a month; here yearly periods of the same rate
    assert roi.Loan(amount=200_000, rate=0.075 / 12, years=180).instalment == pytest.approx(1854.0247, abs=1e-4)
    assert roi.Loan(amount=1_000, rate=0.0, years=4).instalment == 250
    interest, repaid = roi.Loan(amount=20_000, rate=0.05, years=4).schedule(6)
    assert repaid.sum() == pytest.approx(20_000)
    assert (interest + repaid)[1:5] == pytest.approx([5640.24] * 4, abs=0.01)
    assert (interest + repaid)[5:].tolist() == [0, 0]
    assert roi.Loan(amount=20_000, rate=0.05, years=10).schedule(3)[1].sum() == pytest.approx(20_000)


def test_scenarios_run_together(small):
    before, after = small
    rows = roi.yearly_flows(before, after.at(np.array([140_000, 150_000])), roi.Project(investment=np.array([10_000, 30_000]), years=3))
    assert rows.project.shape == (2, 4)
    assert rows.npv.shape == (2,)
    one = roi.yearly_flows(before, after, roi.Project(investment=30_000, years=3))
    assert rows.project[1] == pytest.approx(one.project)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"discount_rate": 8}, InvalidValue, r"discount_rate must be a rate.*Did you mean 0\.080"),
        ({"tax_rate": 25}, InvalidValue, r"tax_rate must be a share.*0\.25"),
        ({"years": 0}, InvalidValue, "years must be a whole number of at least 1"),
        ({"years": 2.5}, InvalidValue, "years must be a whole number"),
        ({"ramp_up": ()}, InvalidValue, "at least one share"),
        ({"ramp_up": (50, 100)}, InvalidValue, "each between 0 and 2"),
        ({"investment": -5}, InvalidValue, "investment must be an amount"),
        ({"losses": "ignored"}, UnknownName, "losses must be one of"),
    ],
)
def test_bad_projects(changes, error, words):
    with pytest.raises(error, match=words):
        roi.Project(**changes)
