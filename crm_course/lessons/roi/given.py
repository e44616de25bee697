"""What the chapter's exercises give: a furniture maker, a heating company, a published figure.

It holds no answer: a learner's notebook reads it wherever it runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm_course import cases, roi

__all__ = ["Figures", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the exercise gives.

    `workshop` and `with_site`: a furniture maker's year without and with a site, in euros.
    `study`: Sens Confort, its turnover known to within 5 %. `quote`: cash flows of a site
    over four years, the first one now. `showroom`: cash flows of a fitted-out showroom that
    must be taken down in the end. `published` is the discounted payback that a web
    calculator prints for `calculator` at `rate`. `favourable` is Sens Confort with the new
    costs on the extra sales alone, five years and a ramp-up.
    """

    workshop: roi.Plan
    with_site: roi.Plan
    study: roi.Study
    favourable: roi.Study
    quote: tuple[float, ...]
    showroom: tuple[float, ...]
    calculator: tuple[float, ...]
    published: float
    quote_rate: float
    rate: float

    def _repr_markdown_(self) -> str:
        return roi.statement(self.workshop, self.with_site).to_html(border=0)


def given() -> Figures:
    """The figures of the exercise; the furniture maker's are invented."""
    rates = {"purchases": 0.55, "sundry": 0.01}
    workshop = roi.Plan(turnover=620_000, variable_rates=rates, fixed_costs=205_000)
    new = {"delivery": 0.04, "returns": 0.02, "payment": 0.012}
    with_site = roi.Plan(turnover=760_000, variable_rates={**rates, **new}, fixed_costs=232_000)
    case = cases.sens_confort()
    extra = roi.on_extra_sales(case.shop_only, case.omnichannel)
    ramp = roi.Project(investment=60_000, years=5, discount_rate=0.08, tax_rate=0.25, ramp_up=(0.4, 0.7, 1.0))
    spread = roi.Normal(mean=case.omnichannel.turnover, sd=0.05 * case.omnichannel.turnover)
    return Figures(
        workshop=workshop,
        with_site=with_site,
        study=roi.Study(before=case.shop_only, after=case.omnichannel, uncertain={"turnover": spread}),
        favourable=roi.Study(before=case.shop_only, after=extra, through="online", project=ramp),
        quote=(-40_000, 9_000, 12_000, 14_000, 15_000),
        showroom=(-100_000, 230_000, -132_000),
        calculator=(-10_000, 3_000, 3_000, 3_000, 3_000, 3_000),
        published=4.24,
        quote_rate=0.08,
        rate=0.10,
    )
