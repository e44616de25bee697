"""What the chapter's exercises give: a furniture maker, a heating company, a published figure.

It holds no answer: a learner's notebook reads it wherever it runs.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm_course import cases, roi
from crm_course.foundations.language import Text, money, percent

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
        """The data of both years, and none of what is to be computed from them."""
        years = (self.workshop, self.with_site)
        rows = [(_TURNOVER, [money(year.turnover) for year in years])]
        rows += [(words, [percent(year.variable_rates.get(cost, 0.0)) for year in years]) for cost, words in _COSTS.items()]
        rows += [(_FIXED, [money(year.fixed_costs) for year in years])]
        head = f"| | {_WITHOUT.say()} | {_WITH.say()} |\n| :-- | --: | --: |\n"
        return head + "\n".join(f"| {words.say()} | {' | '.join(cells)} |" for words, cells in rows)


_WITHOUT, _WITH = Text(fr="Sans site", en="Without a site"), Text(fr="Avec site", en="With a site")
_TURNOVER, _FIXED = Text(fr="Chiffre d’affaires", en="Turnover"), Text(fr="Charges fixes", en="Fixed costs")
_COSTS = {
    "purchases": Text(fr="Achats, part du chiffre d’affaires", en="Purchases, share of turnover"),
    "sundry": Text(fr="Frais divers, part", en="Sundry, share"),
    "delivery": Text(fr="Livraison, part", en="Delivery, share"),
    "returns": Text(fr="Retours, part", en="Returns, share"),
    "payment": Text(fr="Paiement en ligne, part", en="Online payment, share"),
}


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
