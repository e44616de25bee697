"""Studies for the tests of figures, report and desk: the plain case, and one with everything."""

import datetime as dt

from crm_course import cases
from crm_course.roi.distributions import Normal
from crm_course.roi.plan import CostLine, Plan
from crm_course.roi.project import Loan, Project
from crm_course.roi.season import RETAIL, Season
from crm_course.roi.study import Assumption, Study


def plain():
    return cases.sens_confort().study


def rich():
    """Channels, costs by order and by step, a loan, carried losses, ramp-up, closed days, uncertainty."""
    rent = CostLine(name="Loyer", amount=24_000)
    before = Plan(turnover=900_000, variable_rates={"purchases": 0.61, "sundry": 0.004}, fixed_costs=210_000, lines=(rent,))
    after = Plan(
        turnover=1_300_000, variable_rates={"purchases": 0.60, "sundry": 0.004, "delivery": 0.05}, fixed_costs=230_000,
        channels={"online": 350_000}, bases={"delivery": "online"}, volumes={"orders": 5_200},
        lines=(rent, CostLine(name="Cartons", amount=1.4, per="orders"), CostLine(name="Fourgon", amount=9_000, per="orders", every=2_000)),
    )  # fmt: skip
    project = Project(
        investment=120_000, years=7, ramp_up=(0.4, 0.8, 1.0), depreciation_years=4, losses="carried", working_capital_days=30,
        residual_value=15_000, loan=Loan(amount=80_000, rate=0.045, years=5),
    )  # fmt: skip
    return Study(
        name="L’Échoppe & Cie <b>", before=before, after=after, through="online", project=project,
        season=Season(shares=RETAIL, closed_weekdays=(6,), closed_dates=(dt.date(2026, 5, 1),)),
        uncertain={"turnover": Normal(mean=1_300_000, sd=65_000)}, scenarios={"prudent": {"turnover": 1_150_000}},
        assumptions=(Assumption(text="Le site apporte 350 000 €", source="devis du 3 mars"),),
    )  # fmt: skip
