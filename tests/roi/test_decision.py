"""One decision: what pays, how sure, what must be true, how much to find, all on the same quantity."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crm_course import roi
from crm_course.foundations.language import speaking
from crm_course.roi.explorer import explorer

INSTALLER = {"achats": 0.42, "sous-traitance": 0.05, "consommables": 0.03}


def installer(**changes):
    """Six people, 780 000 €; an investment of 52 000 €, most of it borrowed: figures of a plan that was made by hand."""
    before = roi.Plan(turnover=780_000, variable_rates=INSTALLER, fixed_costs=327_000)
    after = roi.Plan(turnover=930_000, variable_rates={"achats": 0.42, "sous-traitance": 0.055, "consommables": 0.032}, fixed_costs=381_000)
    project = roi.Project(investment=52_000, years=5, discount_rate=0.09, ramp_up=(0.5, 1.0), tax_rate=0.25, working_capital_days=45,
                          residual_value=9_000, loan=roi.Loan(amount=42_000, rate=0.045, years=4))  # fmt: skip
    doubt = {"turnover": roi.Normal(mean=930_000, sd=0.08 * 930_000)}
    return replace(roi.Study(before=before, after=after, project=project, uncertain=doubt, name="Installateur"), **changes)


def test_with_an_investment_all_speak_of_the_net_present_value():
    study = installer()
    assert study.decides_on == "npv"
    npv = study.outcome("npv")
    assert npv == pytest.approx(-26_460, abs=1)  # the flows by hand, below
    simulation = roi.simulate(study, rng=8, draws=50_000)
    assert simulation.of == "npv"
    assert simulation.probability_pays == pytest.approx(0.387, abs=0.01)
    assert roi.goal_seek(study, by="turnover") == pytest.approx(951_513, abs=1)
    assert roi.goal_seek(study, of="gain", by="turnover") == pytest.approx(900_609, abs=1)
    assert roi.tornado(study)["base"].iloc[0] == pytest.approx(npv)
    table = roi.critical_values(study, by=["turnover", "achats"])
    assert study.having({"achats": table.loc["achats", "critical"]}).outcome("npv") == pytest.approx(0, abs=1e-3)
    grid = roi.two_way(study, "turnover", [900_000, 951_513], "achats", [0.42, 0.43])
    assert grid.loc[951_513, 0.42] == pytest.approx(0, abs=1)
    known = roi.information_value(study, rng=1)["information_value"].iloc[0]
    assert known == pytest.approx(roi.information_value(study, of="npv", rng=1)["information_value"].iloc[0])
    assert roi.sobol(study, rng=1, draws=1_000)["total"].iloc[0] == pytest.approx(1, abs=0.02)


def test_the_flows_of_the_installer_by_hand():
    """Net present value and lowest point computed again, line by line."""
    margin, tied = 1 - 0.507, [0.0, 75_000 / 8, 150_000 / 8]
    gains = [
        780_000 * margin + extra * margin - 381_000 - (780_000 * 0.5 - 327_000) for extra in (75_000, 150_000, 150_000, 150_000, 150_000)
    ]
    flows = [-52_000 - tied[1]]
    for year, gain in enumerate(gains, 1):
        sold = 9_000 if year == 5 else 0.0
        working = -(tied[2] - tied[1]) if year == 1 else tied[2] if year == 5 else 0.0
        flows.append(gain - 0.25 * (gain - 10_400 + sold) + working + sold)
    study = installer()
    assert study.flows.project == pytest.approx(flows)
    assert study.outcome("npv") == pytest.approx(sum(flow / 1.09**year for year, flow in enumerate(flows)))


def test_how_much_to_find_is_the_lowest_point_and_not_the_first_day():
    flows = installer().flows
    assert flows.peak_need == pytest.approx(54_248, abs=1)
    assert flows.peak_year == 1
    assert flows.peak_need > -flows.owner[0] == pytest.approx(19_375)
    assert flows.peak_need_without_loan == pytest.approx(-np.cumsum(flows.project).min())
    made = roi.decide(installer(), rng=1)
    with speaking("fr"):
        assert "54 248 €".replace(" ", "\u202f").replace("\u202f€", "\u00a0€") in made.lines()[3]
        assert "à la fin de l’année 1" in made.lines()[3]


def test_nothing_to_find_is_nothing_and_scenarios_have_one_each():
    shop = roi.Plan(turnover=100_000, variable_rates={"all": 0.5}, fixed_costs=10_000)
    study = roi.Study(before=shop, after=replace(shop, turnover=120_000))
    assert (study.flows.peak_need, study.decides_on) == (0.0, "gain")
    several = installer().having(investment=np.array([0.0, 52_000.0])).flows
    assert several.peak_need.shape == several.peak_year.shape == (2,)
    assert several.peak_need[1] == pytest.approx(54_248, abs=1)


def test_whether_the_debt_is_served_is_a_line_of_its_own():
    assert "pas toutes couvertes" in roi.decide(installer(), rng=1).lines("fr")[3]
    rich = installer().having(fixed_costs=320_000)
    made = roi.decide(rich, rng=1)
    assert made.pays
    assert "couvertes chaque année" in made.lines("fr")[3]
    assert not rich.flows.service_gaps.any()


@settings(max_examples=40, deadline=None)
@given(
    growth=st.floats(0.0, 0.5), rate=st.floats(0.3, 0.8), more=st.floats(0, 80_000), investment=st.floats(0, 300_000), spread=st.floats(0.01, 0.2),
    first=st.floats(0.2, 1.0), discount=st.floats(0.0, 0.2), lean=st.floats(-0.3, 0.3),
)  # fmt: skip
def test_no_output_says_more_likely_than_not_beside_a_plan_that_does_not_pay_without_saying_why(
    growth, rate, more, investment, spread, first, discount, lean
):
    before = roi.Plan(turnover=500_000, variable_rates={"all": rate}, fixed_costs=100_000)
    after = roi.Plan(turnover=500_000 * (1 + growth), variable_rates={"all": rate}, fixed_costs=100_000 + more)
    doubt = {"turnover": roi.Normal(mean=after.turnover * (1 + lean), sd=spread * after.turnover)}
    study = roi.Study(
        before=before,
        after=after,
        uncertain=doubt,
        project=roi.Project(investment=investment, ramp_up=(first, 1.0), discount_rate=discount),
    )
    simulation = roi.simulate(study, rng=1, draws=2_000)
    planned = float(study.outcome())
    assert simulation.of == study.decides_on == ("npv" if investment > 0 else "gain")
    assert simulation.planned == pytest.approx(planned)
    contrary = (planned > 0) != (simulation.probability_pays > 0.5)
    assert bool(simulation.why()) == contrary
    made = roi.decide(study, rng=1, draws=2_000)
    assert made.pays == (planned > 0)
    told = made.sentence("fr")
    if investment > 0 and abs(planned) >= 0.5:
        assert ("Le projet paie" in told) == (planned > 0)
        assert ("ne paie pas :" in told.replace("\u00a0", " ")) == (planned < 0)
    assert made.peak_need == pytest.approx(max(0.0, -np.cumsum(study.flows.owner).min()))
    if math.isfinite(made.needed):
        assert float(study.having(turnover=made.needed).outcome()) == pytest.approx(0, abs=1e-3)


def test_headline_probability_and_chart_of_the_page_agree():
    view = explorer(installer()).set(view="risk")
    assert view.sentence.startswith("Le projet ne paie pas")
    (share,) = re.findall(r"il paie dans (\d+)\s%", view.detail)
    assert f"paie dans {share}" in re.sub(r"\s", " ", str(view.charts[0].to_dict()["title"]))
    assert "54 248 €" in re.sub(r"\s", " ", view.sentence)


def test_of_is_what_it_was_where_it_is_given():
    study = installer()
    assert roi.simulate(study, of="gain", rng=8, draws=20_000).probability_pays == pytest.approx(0.65, abs=0.02)
    assert roi.tornado(study, ["turnover"], swing=0.10, of="gain").loc["turnover", ["low", "high"]].tolist() == pytest.approx(
        [837_000, 1_023_000]
    )


def test_each_input_moves_in_its_own_range():
    study = installer()
    own = roi.tornado(study, ["turnover", "consommables", "fixed_costs"])
    assert own.loc["turnover", "low"] == pytest.approx(study.uncertain["turnover"].quantile(0.1))
    assert own.loc["consommables", ["low", "high"]].tolist() == pytest.approx([0.022, 0.042])  # a tenth of 3.2 % says nothing
    assert own.loc["fixed_costs", ["low", "high"]].tolist() == pytest.approx([342_900, 419_100])


@given(st.lists(st.floats(-1e4, 1e4).map(lambda x: round(x, 2)), min_size=1, max_size=8))
def test_the_money_is_back_after_its_lowest_point(flows):
    """Against a plain walk along the years."""
    total = np.cumsum(flows)
    assume(np.abs(total).min() > 1e-6)
    low = int(np.argmin(total))
    back = next((year for year in range(low + 1, len(flows)) if total[year] >= 0), None)
    right = 0.0 if total.min() >= 0 else math.inf if back is None else back - 1 - total[back - 1] / flows[back]
    assert roi.payback(flows) == pytest.approx(right)


@pytest.mark.parametrize(
    ("flows", "years"),
    [([0, -100, 50, 60], 2 + 50 / 60), ([0, -100, 20], math.inf), ([2113.73, -161445.03, 7626.73, 8619.84, 8612.92], math.inf), ([-10, 20, -100, 50, 60], 3 + 40 / 60)],
)  # fmt: skip
def test_money_paid_later_than_now_has_to_come_back_too(flows, years):
    assert roi.payback(flows) == pytest.approx(years)
    assert roi.discounted_payback(0.0, flows) == pytest.approx(years)


def test_the_profitability_index_counts_all_that_is_put_in():
    assert roi.profitability_index(0.0, [0, -100, 50, 60]) == pytest.approx(1.1)
    assert roi.profitability_index(0.10, [-50, -55, 121]) == pytest.approx(1.0)
    assert roi.profitability_index(0.08, [-100, 60, 60]) == pytest.approx((60 / 1.08 + 60 / 1.08**2) / 100)
    assert roi.profitability_index(0.0, [5, 5]) == math.inf


@pytest.mark.parametrize(("rate", "years"), [(0.045, 4), (0.0, 30), (0.05, 40), (0.5, 120), (1e-12, 25)])
def test_a_long_loan_is_exact_to_the_last_instalment(rate, years):
    from fractions import Fraction

    amount, exact = 250_000, Fraction(rate)
    growth = (1 + exact) ** years
    instalment = Fraction(amount, years) if not exact else amount * exact * growth / (growth - 1)
    owed, repaid = Fraction(amount), []
    for _ in range(years):
        part = instalment - owed * exact
        owed -= part
        repaid.append(float(part))
    assert owed == 0
    interest, found = roi.Loan(amount=amount, rate=rate, years=years).schedule(years)
    assert found[1:] == pytest.approx(repaid, rel=1e-9)
    assert found.sum() == pytest.approx(amount, rel=1e-12)
    assert (interest + found)[1:] == pytest.approx(np.full(years, float(instalment)), rel=1e-9)


def test_a_rate_that_no_number_can_hold_is_said_and_not_returned():
    import datetime as dt

    days = [dt.date(2026, 3, 2), dt.date(2026, 3, 16)]
    assert len(roi.xirr([-1000, 1], days)) == 0
    judged = roi.appraise(0.05, [-1e9, 1e-8])
    assert judged.rate_beyond
    assert "hors de portée d’un nombre" in judged.sentence("fr")
    assert not roi.appraise(0.05, [-100, 10]).rate_beyond
    assert all(np.isfinite(roi.irr([-1e-300, 1e300])))
