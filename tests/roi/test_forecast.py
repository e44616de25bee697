"""The forecast for the bank: identities to the cent, a plain computation beside, the tables' edges."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import roi
from crm_course.foundations.errors import InvalidValue, UnknownName

CENT = 0.005


def company(investment=60_000.0, growth=0.2, **project):
    plan = roi.Plan(turnover=600_000, variable_rates={"purchases": 0.40, "delivery": 0.05}, fixed_costs=250_000)
    bigger = roi.Plan(turnover=600_000 * (1 + growth), variable_rates={"purchases": 0.40, "delivery": 0.06}, fixed_costs=265_000)
    made = roi.Project(investment=investment, years=5, ramp_up=(0.5, 1.0), **project)
    return roi.Study(before=plan, after=bigger, project=made, season=roi.Season(year=2027, shares=roi.RETAIL))


@settings(max_examples=25, deadline=None)
@given(
    years=st.integers(1, 5), known=st.booleans(), own=st.floats(0, 1e5), grants=st.floats(0, 5e4), loan=st.floats(0, 1e5), rate=st.floats(0, 0.1),
    delay=st.integers(0, 11), stock=st.floats(0, 120), customers=st.floats(0, 95), suppliers=st.floats(0, 95), vat=st.sampled_from([0.0, 0.055, 0.1, 0.2]),
    tax=st.sampled_from(["is", "ir", 0.25]), growth=st.floats(-0.6, 1.5), resale=st.floats(0, 2e4), life=st.integers(1, 7),
)  # fmt: skip
def test_all_tables_hold_together_to_the_cent(
    years, known, own, grants, loan, rate, delay, stock, customers, suppliers, vat, tax, growth, resale, life
):
    study = company(growth=growth, residual_value=resale, depreciation_years=life)
    loans = [roi.MonthlyLoan(amount=loan, rate=rate, months=48, delay_months=delay), roi.Loan(amount=10_000, rate=0.0, years=3)]
    found = roi.financial_forecast(study, years=years, past=study.before if known else None, own_money=own, grants=grants, loans=loans, stock_days=stock,
                                   customer_days=customers, supplier_days=suppliers, vat_rate=vat, tax=tax)  # fmt: skip
    income, balance, financing, debt, months = found.income, found.balance, found.financing, found.debt, found.cash_months
    columns = list(range(1, years + 1))
    assert abs(balance.loc["gap"]).max() < CENT
    ends = months["cash"].to_numpy()[11::12]
    assert balance.loc["cash", columns].to_numpy() == pytest.approx(ends, abs=CENT)
    assert financing.loc["running", columns].to_numpy() == pytest.approx(ends, abs=CENT)
    assert months["change"].sum() == pytest.approx(ends[-1], abs=CENT)
    net = income.loc["net", columns]
    assert balance.loc["retained", years] == pytest.approx(net.sum(), abs=CENT)
    parts = income.loc["cash_flow"] - income.loc["net"] - income.loc["depreciation"] + income.loc["grant_share"] + income.loc["sale_gain"]
    assert abs(parts[columns]).max() < CENT
    owed = debt.loc["owed_before"] + debt.loc["received"] - debt.loc["debt_repaid"] - debt.loc["owed_after"]
    assert abs(owed).max() < CENT
    assert balance.loc["loans", columns].to_numpy() == pytest.approx(debt.loc["owed_after", columns].to_numpy(), abs=CENT)
    assert financing.loc["needs", columns].sum() + financing.loc["needs", 0] <= financing.loc["resources"].sum() - ends[-1] + CENT
    assert months["paid_bills"].min() >= -1e6
    assert list(income.columns) == ([0] if known else []) + columns
    if years == 5:
        assert balance.loc["fixed_assets", 5] == 0
        assert balance.loc["grants_left", 5] == 0


def test_a_plain_computation_beside():
    """Twelve months written out by hand, one loop a line, without the tables' machinery."""
    study = company()
    found = roi.financial_forecast(study, years=2, past=study.before, own_money=20_000, loans=[roi.Loan(amount=45_000, rate=0.036, years=4)],
                                   customer_days=45, supplier_days=30, stock_days=36, vat_rate=0.2)  # fmt: skip
    season = roi.monthly(study.after, study.season)["share"].to_numpy()
    turnover = [600_000, 660_000, 720_000]  # past, half of the growth, all of it
    buys, sends = [0.40 * value for value in turnover], [0.05 * 600_000, 0.06 * 660_000, 0.06 * 720_000]

    def billed(t):
        return turnover[max(t // 12 + 1, 0)] * season[t % 12] * 1.2

    def bill(t):
        year = max(t // 12 + 1, 0)
        more = 0.1 * (buys[year] - buys[year - 1]) if t in (0, 12) else 0.0
        return (buys[year] * season[t % 12] + more + sends[year] * season[t % 12]) * 1.2

    instalment, owed, cash, credit, tax, monthly_rate = 45_000 * 0.003 / (1 - 1.003**-48), 45_000.0, 0.0, 0.0, 0.0, 0.003
    vat_before = max(0.0, 0.2 * season[11] * (turnover[0] - buys[0] - sends[0]))
    past_profit = turnover[0] - buys[0] - sends[0] - 250_000
    tax_before, profit, cashes = 0.15 * min(past_profit, 42_500) + 0.25 * max(past_profit - 42_500, 0), 0.0, []
    for t in range(24):
        year = t // 12 + 1
        interest = owed * monthly_rate
        repaid = instalment - interest
        owed -= repaid
        collected, deducted = billed(t) / 6, bill(t) / 6 + (12_000 if t == 0 else 0)
        cash += 0.5 * billed(t - 1) + 0.5 * billed(t - 2) - bill(t - 1) - 265_000 / 12 - interest - repaid - vat_before
        cash += 20_000 + 45_000 - 72_000 if t == 0 else 0.0
        cash -= tax_before if t == 4 else tax if t == 16 else 0.0
        vat_before, credit = max(0.0, collected - deducted - credit), max(0.0, credit - collected + deducted)
        profit += turnover[year] * season[t % 12] - (buys[year] + sends[year]) * season[t % 12] - 265_000 / 12 - 1_000 - interest
        if t == 11:
            tax = 0.15 * min(max(profit, 0), 42_500) + 0.25 * max(profit - 42_500, 0)
            assert found.income.loc["before_tax", 1] == pytest.approx(profit)
            assert found.income.loc["tax", 1] == pytest.approx(tax)
        cashes.append(cash)
    assert found.cash_months["cash"].to_numpy() == pytest.approx(cashes)
    assert (found.lowest_cash, found.lowest_month) == (pytest.approx(min(cashes)), int(np.argmin(cashes)) + 1)
    assert f"mois {found.lowest_month}" in found.sentence("fr")


def test_corporate_tax_by_brackets_and_losses_carried():
    lossy = company(investment=0.0).having({"fixed_costs": 420_000})
    found = roi.financial_forecast(lossy, vat_rate=0.0).income
    assert found.loc["tax"].tolist() == [0, 0, 0]
    assert found.loc["losses", 3] == pytest.approx(-found.loc["before_tax"].sum())
    rich = roi.financial_forecast(company(investment=0.0), vat_rate=0.0).income
    profit = rich.loc["before_tax", 2]
    assert rich.loc["tax", 2] == pytest.approx(42_500 * 0.15 + (profit - 42_500) * 0.25)
    assert roi.financial_forecast(company(), tax="ir").income.loc["tax"].sum() == 0
    flat = roi.financial_forecast(company(), tax=0.25).income
    assert flat.loc["tax"].to_numpy() == pytest.approx(0.25 * flat.loc["before_tax"].to_numpy())


def test_vat_on_the_investment_comes_back_as_a_credit():
    study = company(investment=300_000.0)
    months = roi.financial_forecast(study, past=study.before, own_money=360_000).cash_months
    assert months["vat_paid"].iloc[1] == 0
    assert months["spent"].iloc[0] == pytest.approx(360_000)
    whole = months["vat_collected"].sum() - months["vat_deductible"].sum()
    last = months["vat_collected"].iloc[-1] - months["vat_deductible"].iloc[-1]
    assert months["vat_paid"].iloc[1:].sum() == pytest.approx(whole - last)


def test_by_default_the_study_s_own_loan_and_no_past():
    study = company(loan=roi.Loan(amount=40_000, rate=0.05, years=5))
    found = roi.financial_forecast(study)
    assert found.debt.loc["received", 0] == 40_000
    assert list(found.income.columns) == [1, 2, 3]
    assert len(found.cash_months) == 36
    assert found.balance.loc["opening_equity"].abs().max() == 0
    assert found.debt.loc["cover", 1] == pytest.approx(
        (found.income.loc["cash_flow", 1] + found.income.loc["interest", 1])
        / (found.debt.loc["debt_interest", 1] + found.debt.loc["debt_repaid", 1])
    )


def test_posts_put_a_cost_where_it_belongs():
    study = company()
    study = replace(study, after=replace(study.after, lines=(roi.CostLine(name="Salaires", amount=50_000),)))
    found = roi.financial_forecast(study, posts={"Salaires": "staff", "delivery": "purchases"}, owner_pay=24_000).income
    assert found.loc["staff"].tolist() == [50_000] * 3
    assert found.loc["pay"].tolist() == [24_000] * 3
    assert found.loc["external"].tolist() == [0] * 3
    with pytest.raises(UnknownName, match="Salaires"):
        roi.financial_forecast(study, posts={"Salaire": "staff"})
    with pytest.raises(UnknownName, match="staff"):
        roi.financial_forecast(study, posts={"Salaires": "staf"})


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"years": 0}, "years"), ({"own_money": -1}, "own_money"), ({"stock_days": float("nan")}, "stock_days"), ({"vat_rate": 20}, "vat_rate"),
        ({"tax": "tva"}, "tax must be"), ({"loans": [5]}, "loans must be"), ({"grants": [1, 2]}, "grants must be"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(options, words):
    with pytest.raises(InvalidValue, match=words):
        roi.financial_forecast(company(), **options)
    with pytest.raises(InvalidValue, match="one scenario"):
        roi.financial_forecast(company().having(turnover=np.array([1e5, 2e5])))
    with pytest.raises(InvalidValue, match="delay_months"):
        roi.MonthlyLoan(amount=1, rate=0.0, months=6, delay_months=6)


def test_loans_may_be_written_in_several_ways():
    study = company()
    known = roi.financial_forecast(study, loans=[roi.Loan(amount=10_000, rate=0.03, years=2)]).debt
    for loans in (
        [(10_000, 0.03, 2)],
        (10_000, 0.03, 2),
        {"amount": 10_000, "rate": 0.03, "years": 2},
        [roi.MonthlyLoan(amount=10_000, rate=0.03, months=24)],
    ):
        assert roi.financial_forecast(study, loans=loans).debt.equals(known)
    for wrong in "abc", 5, [(1, 2)], [{"amount": 1}]:
        with pytest.raises(InvalidValue, match="Loan"):
            roi.financial_forecast(study, loans=wrong)


def test_income_tax_is_the_owner_s_and_a_word_of_it_is_said():
    study = company()
    found = roi.financial_forecast(study, tax="income")
    assert not found.income.loc["tax"].any()
    assert found.income.equals(roi.financial_forecast(study, tax="ir").income)
    assert "its owner does" in found.sentence("en")
    assert "15% up to €42,500" in roi.financial_forecast(company(growth=-0.1)).sentence("en")
    assert roi.financial_forecast(study, tax=study.project.tax_rate).taxed("en") == ""


@settings(max_examples=10, deadline=None)
@given(rent=st.floats(0, 50_000), vat=st.sampled_from([0.0, 0.1, 0.2]))
def test_leasing_costs_its_rent_and_its_vat_comes_back(rent, vat):
    """Beside the same company without: profit lower by the rent, cash at the end by the rent less what VAT and tax give back."""
    study = company(investment=0.0)
    without, leased = (roi.financial_forecast(study, vat_rate=vat, tax=0.0, leasing=one) for one in (0.0, rent))
    assert abs(leased.balance.loc["gap"]).max() < CENT
    assert (without.income.loc["net"] - leased.income.loc["net"]).to_numpy() == pytest.approx([rent] * 3, abs=CENT)
    last = rent / 12 * vat  # the VAT of the last month is taken off the month after
    assert without.lowest_cash >= leased.lowest_cash - CENT
    assert without.cash_months["cash"].iloc[-1] - leased.cash_months["cash"].iloc[-1] == pytest.approx(3 * rent + last, abs=CENT)


def test_what_can_hardly_be_meant_is_asked_about_wherever_it_was_typed():
    study = company()
    typed = replace(study, after=replace(study.after, variable_rates={"purchases": 1.68, "delivery": 0.06}))
    assert roi.questions(study) == ()
    assert "Did you mean 1.7% or 68%?" in typed.sentence("en")
    assert "168%" in roi.decide(typed, rng=1).sentence("en")
    assert any("168" in one for one in roi.financial_forecast(typed).asked)
    assert "400" in roi.financial_forecast(study, customer_days=400).sentence("en")
    assert roi.financial_forecast(study, customer_days=60).asked == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"tax_rate": 0.8}, "Tax rate: 80%"), ({"discount_rate": 0.9}, "Discount rate"), ({"loan": roi.Loan(amount=500_000, rate=0.45, years=3)}, "Loan rate: 45%"),
     ({"loan": roi.Loan(amount=500_000, rate=0.04, years=3)}, "three times the investment"), ({"working_capital_days": 700}, "Working capital")],
)  # fmt: skip
def test_each_figure_of_the_project_has_its_question(changes, said):
    study = company()
    assert said in " ".join(roi.questions(replace(study, project=replace(study.project, **changes)), "en"))


def test_a_turnover_ten_times_as_high_and_costs_above_the_sales_are_asked_about():
    study = company(growth=9.0)
    assert "nought" in " ".join(roi.questions(study, "en"))
    assert roi.questions(study.having(turnover=np.array([1.0, 2.0]))) == ()
    both = company()
    dear = replace(both, after=replace(both.after, variable_rates={"purchases": 0.9, "delivery": 0.2}))
    assert "110%" in " ".join(roi.questions(dear, "en"))
