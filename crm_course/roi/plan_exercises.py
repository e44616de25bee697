"""Other figures, same questions: margin, break-even, gain, what must be true."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crm_course import cases, roi
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

__all__ = ["Figures", "figures", "QUESTIONS"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the exercise gives.

    `workshop` and `with_site`: a furniture maker's year without and with a site, in euros.
    `study`: Sens Confort, its turnover known to within 5 %. `quote`: cash flows of a site
    over four years, the first one now. `showroom`: cash flows of a fitted-out showroom that
    must be taken down in the end. `published` is the discounted payback that a web
    calculator prints for `calculator` at `rate`.
    """

    workshop: roi.Plan
    with_site: roi.Plan
    study: roi.Study
    quote: tuple[float, ...]
    showroom: tuple[float, ...]
    calculator: tuple[float, ...]
    published: float
    quote_rate: float
    rate: float

    def _repr_markdown_(self) -> str:
        return roi.statement(self.workshop, self.with_site).to_html(border=0)


def figures() -> Figures:
    """The figures of the exercise; the furniture maker's are invented."""
    rates = {"purchases": 0.55, "sundry": 0.01}
    workshop = roi.Plan(turnover=620_000, variable_rates=rates, fixed_costs=205_000)
    new = {"delivery": 0.04, "returns": 0.02, "payment": 0.012}
    with_site = roi.Plan(turnover=760_000, variable_rates={**rates, **new}, fixed_costs=232_000)
    case = cases.sens_confort()
    spread = roi.Normal(mean=case.omnichannel.turnover, sd=0.05 * case.omnichannel.turnover)
    return Figures(
        workshop=workshop,
        with_site=with_site,
        study=roi.Study(before=case.shop_only, after=case.omnichannel, uncertain={"turnover": spread}),
        quote=(-40_000, 9_000, 12_000, 14_000, 15_000),
        showroom=(-100_000, 230_000, -132_000),
        calculator=(-10_000, 3_000, 3_000, 3_000, 3_000, 3_000),
        published=4.24,
        quote_rate=0.08,
        rate=0.10,
    )


_EURO = Text(fr="arrondi à l’euro", en="rounded to a euro")
_TENTH = Text(fr="arrondi au dixième de pour cent", en="rounded to a tenth of a percent")
_DAY = Text(fr="au jour près", en="to the day")


def _compared(given: Figures) -> roi.Comparison:
    return roi.compare(given.workshop, given.with_site)


def _on_extra(given: Figures) -> roi.Comparison:
    return roi.compare(given.workshop, roi.on_extra_sales(given.workshop, given.with_site))


def _without_new_costs(given: Figures) -> roi.Plan:
    return replace(given.with_site, variable_rates=given.workshop.variable_rates)


_FORGOTTEN = Text(
    fr="Vous avez gardé les charges variables d’avant : livraison, retours et paiement en ligne manquent.",
    en="You kept the variable costs of before: delivery, returns and online payment are missing.",
)

_MARGIN = (
    Question(
        id="roi.margin-rate",
        kind="share",
        unit="%",
        title=Text(fr="Ce qui reste de 100 € vendus", en="What remains of €100 sold"),
        statement=Text(
            fr="Un ébéniste envisage un site. Quel est son taux de marge sur coût variable *avec* le site (`given.with_site`) ?",
            en="A furniture maker considers a site. What is his contribution margin rate *with* the site (`given.with_site`)?",
        ),
        answer=lambda given: given.with_site.contribution_margin_rate,
        solution="given.with_site.contribution_margin_rate",
        starter="given.with_site",
        tolerance=0.0005,
        tolerance_reason=_TENTH,
        facts=lambda given: {"rate": given.with_site.contribution_margin_rate, "before": given.workshop.contribution_margin_rate},
        mistakes=(
            Mistake(
                name="new-costs-forgotten", value=lambda given: given.workshop.contribution_margin_rate, credit=0.25, message=_FORGOTTEN
            ),
            Mistake(
                name="cost-for-margin",
                value=lambda given: given.with_site.variable_rate,
                credit=0.25,
                message=Text(
                    fr="C’est la part des charges variables. La marge est ce qui reste d’un euro vendu une fois ces charges payées.",
                    en="That is the share of variable costs. The margin is what remains of a euro sold once they are paid.",
                ),
            ),
            Mistake(
                name="result-rate",
                value=lambda given: given.with_site.result / given.with_site.turnover,
                message=Text(
                    fr="C’est le résultat rapporté au chiffre d’affaires : les charges fixes n’ont pas leur place dans ce taux.",
                    en="That is the result over turnover: fixed costs have no place in this rate.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Additionnez tous les taux de charges variables du plan avec le site.",
                en="Add all variable-cost rates of the plan with the site.",
            ),
            Text(fr="Ce qui reste d’un euro vendu : 1 moins cette somme.", en="What remains of a euro sold: 1 less that sum."),
        ),
        why=Text(
            fr="Chaque euro vendu laisse {rate:percent} ; sans le site, il laissait {before:percent}.",
            en="Each euro sold leaves {rate:percent}; without the site it left {before:percent}.",
        ),
    ),
    Question(
        id="roi.break-even",
        kind="money",
        unit="€",
        title=Text(fr="Le seuil de rentabilité", en="Break-even"),
        statement=Text(
            fr="À partir de quel chiffre d’affaires l’atelier avec site couvre-t-il toutes ses charges ?",
            en="From which turnover on does the workshop with a site cover all its costs?",
        ),
        answer=lambda given: given.with_site.break_even_turnover,
        solution="given.with_site.break_even_turnover",
        tolerance=1.0,
        tolerance_reason=_EURO,
        facts=lambda given: {"after": given.with_site.break_even_turnover, "before": given.workshop.break_even_turnover},
        mistakes=(
            Mistake(
                name="wrong-rate",
                value=lambda given: given.with_site.fixed_costs / given.with_site.variable_rate,
                message=Text(
                    fr="Vous avez divisé par le taux de charges. C’est la marge qui paie les charges fixes.",
                    en="You divided by the cost rate. It is the margin that pays the fixed costs.",
                ),
            ),
            Mistake(
                name="new-costs-forgotten",
                value=lambda given: _without_new_costs(given).break_even_turnover,
                credit=0.25,
                message=_FORGOTTEN,
            ),
            Mistake(
                name="fixed-costs-only",
                value=lambda given: given.with_site.fixed_costs,
                message=Text(
                    fr="Vendre autant que les charges fixes ne suffit pas : chaque vente coûte aussi.",
                    en="Selling as much as the fixed costs is not enough: each sale costs too.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Au seuil, la marge sur coût variable est égale aux charges fixes.",
                en="At break-even the contribution margin equals the fixed costs.",
            ),
            Text(fr="Charges fixes ÷ taux de marge.", en="Fixed costs ÷ margin rate."),
        ),
        why=Text(
            fr="Le seuil monte de {before:money} à {after:money} : une marge plus mince doit payer plus de charges fixes.",
            en="Break-even rises from {before:money} to {after:money}: a thinner margin must pay more fixed costs.",
        ),
    ),
    Question(
        id="roi.break-even-day",
        kind="number",
        unit="jours",
        title=Text(fr="Le point mort", en="The break-even day"),
        statement=Text(
            fr="Après combien de jours d’une année de 360 jours, à ventes régulières, le seuil de l’atelier *avec* site est-il atteint ?",
            en="After how many days of a 360-day year, with even sales, does the workshop *with* a site reach break-even?",
        ),
        answer=lambda given: given.with_site.break_even_days(),
        solution="given.with_site.break_even_days(year=360)",
        tolerance=1.0,
        tolerance_reason=_DAY,
        facts=lambda given: {"days": given.with_site.break_even_days(), "calendar": given.with_site.break_even_days(year=365)},
        mistakes=(
            Mistake(
                name="calendar-year",
                value=lambda given: given.with_site.break_even_days(year=365),
                credit=0.5,
                message=Text(
                    fr="Vous avez compté une année de 365 jours. L’énoncé demande la convention comptable de 360 jours.",
                    en="You counted a year of 365 days. The question asks for the accountants’ 360.",
                ),
            ),
            Mistake(
                name="other-plan",
                value=lambda given: given.workshop.break_even_days(),
                message=Text(fr="C’est le point mort sans le site.", en="That is the day without the site."),
            ),
        ),
        hints=(
            Text(
                fr="Quelle part du chiffre d’affaires annuel le seuil représente-t-il ?",
                en="Which share of the year’s turnover is break-even?",
            ),
            Text(fr="Multipliez cette part par le nombre de jours de l’année.", en="Multiply that share by the days of the year."),
        ),
        why=Text(
            fr="{days:number0} jours sur 360 ({calendar:number0} sur 365) : la convention fait partie de la réponse.",
            en="{days:number0} days out of 360 ({calendar:number0} out of 365): the convention is part of the answer.",
        ),
    ),
)

_PROJECT = (
    Question(
        id="roi.gain",
        kind="money",
        unit="€",
        title=Text(fr="Le gain du projet", en="The gain of the project"),
        statement=Text(
            fr="Les nouvelles charges portent sur *tout* le chiffre d’affaires. Combien le site rapporte-t-il de plus (ou de moins) par an ?",
            en="The new costs bear on *all* turnover. How much more (or less) does the site bring a year?",
        ),
        answer=lambda given: _compared(given).gain,
        solution="roi.compare(given.workshop, given.with_site).gain",
        tolerance=1.0,
        tolerance_reason=_EURO,
        facts=lambda given: {"gain": _compared(given).gain, "turnover": given.with_site.turnover - given.workshop.turnover},
        mistakes=(
            Mistake(
                name="fixed-costs-forgotten",
                value=lambda given: given.with_site.contribution_margin - given.workshop.contribution_margin,
                credit=0.25,
                message=Text(
                    fr="C’est l’écart de marge : les charges fixes supplémentaires restent à payer.",
                    en="That is the difference of margin: the extra fixed costs are still to be paid.",
                ),
            ),
            Mistake(
                name="sign",
                value=lambda given: -_compared(given).gain,
                credit=0.25,
                message=Text(
                    fr="Le montant est bon, le sens est inversé : avec moins sans.",
                    en="The amount is right, the direction is not: with less without.",
                ),
            ),
            Mistake(
                name="turnover-for-gain",
                value=lambda given: given.with_site.turnover - given.workshop.turnover,
                message=Text(fr="Ce sont des ventes en plus, pas un gain.", en="Those are extra sales, not a gain."),
            ),
            Mistake(
                name="result-for-gain",
                value=lambda given: given.with_site.result,
                message=Text(
                    fr="C’est le résultat avec le site. Le gain est ce qu’il ajoute au résultat sans le site.",
                    en="That is the result with the site. The gain is what it adds to the result without it.",
                ),
            ),
        ),
        hints=(
            Text(fr="Calculez le résultat de chaque plan.", en="Compute the result of each plan."),
            Text(
                fr="Gain = résultat avec − résultat sans. Il peut être négatif.",
                en="Gain = result with − result without. It may be negative.",
            ),
        ),
        why=Text(
            fr="{turnover:money} de ventes en plus, et pourtant {gain:signed_money} : vendre plus n’est pas gagner plus.",
            en="{turnover:money} of extra sales, and yet {gain:signed_money}: selling more is not earning more.",
        ),
    ),
    Question(
        id="roi.gain-on-extra",
        kind="money",
        unit="€",
        points=2,
        title=Text(fr="La même offre, lue autrement", en="The same offer, read another way"),
        statement=Text(
            fr="L’ébéniste relit le devis : livraison, retours et paiement ne portent que sur les ventes *supplémentaires*, faites en ligne. "
            "Quel est alors le gain annuel ?",
            en="The furniture maker reads the quote again: delivery, returns and payment bear only on the *extra* sales, made online. "
            "What is the yearly gain then?",
        ),
        answer=lambda given: _on_extra(given).gain,
        solution="roi.compare(given.workshop, roi.on_extra_sales(given.workshop, given.with_site)).gain",
        tolerance=1.0,
        tolerance_reason=_EURO,
        facts=lambda given: {"gain": _on_extra(given).gain, "other": _compared(given).gain},
        mistakes=(
            Mistake(
                name="all-turnover",
                value=lambda given: _compared(given).gain,
                credit=0.25,
                message=Text(
                    fr="C’est la première lecture : les nouvelles charges y pèsent sur toutes les ventes.",
                    en="That is the first reading: there the new costs weigh on all sales.",
                ),
            ),
            Mistake(
                name="new-costs-forgotten",
                value=lambda given: _without_new_costs(given).result - given.workshop.result,
                credit=0.25,
                message=Text(
                    fr="Vous avez supprimé les nouvelles charges : elles portent encore sur les ventes en ligne.",
                    en="You dropped the new costs: they still bear on the online sales.",
                ),
            ),
        ),
        hints=(
            Text(fr="Quel chiffre d’affaires se fait en ligne ?", en="Which turnover is made online?"),
            Text(
                fr="`roi.on_extra_sales(given.workshop, given.with_site)` donne le plan lu ainsi.",
                en="`roi.on_extra_sales(given.workshop, given.with_site)` gives the plan read that way.",
            ),
        ),
        why=Text(
            fr="{gain:signed_money} au lieu de {other:signed_money} : une phrase du devis change le signe de la décision.",
            en="{gain:signed_money} instead of {other:signed_money}: one sentence of the quote changes the sign of the decision.",
        ),
    ),
    Question(
        id="roi.required-growth",
        kind="share",
        unit="%",
        title=Text(fr="Ce qui doit être vrai", en="What must be true"),
        statement=Text(
            fr="Première lecture : de combien (en %) les ventes de l’ébéniste doivent-elles augmenter pour que le site rapporte autant que rien ?",
            en="First reading: by how much (in %) must the furniture maker’s sales rise for the site to earn as much as doing nothing?",
        ),
        answer=lambda given: _compared(given).required_growth,
        solution="roi.compare(given.workshop, given.with_site).required_growth",
        tolerance=0.0005,
        tolerance_reason=_TENTH,
        facts=lambda given: {"required": _compared(given).required_growth, "planned": _compared(given).growth},
        mistakes=(
            Mistake(
                name="planned-growth",
                value=lambda given: _compared(given).growth,
                credit=0.25,
                message=Text(
                    fr="C’est la hausse que le plan suppose, pas celle qu’il lui faut.",
                    en="That is the growth that the plan assumes, not the one it needs.",
                ),
            ),
            Mistake(
                name="growth-of-break-even",
                value=lambda given: given.with_site.break_even_turnover / given.workshop.break_even_turnover - 1,
                message=Text(
                    fr="C’est la hausse du seuil. Il faut égaler le résultat sans le site, pas zéro.",
                    en="That is the rise of break-even. The result without the site must be matched, not zero.",
                ),
            ),
        ),
        hints=(
            Text(fr="Quel résultat faut-il égaler ?", en="Which result must be matched?"),
            Text(
                fr="Chiffre d’affaires nécessaire = (charges fixes + résultat à égaler) ÷ taux de marge.",
                en="Turnover needed = (fixed costs + result to match) ÷ margin rate.",
            ),
        ),
        why=Text(
            fr="Il faut {required:percent} ; le plan n’en prévoit que {planned:percent}. Dans cette lecture, le projet perd.",
            en="It takes {required:percent}; the plan expects only {planned:percent}. Read this way, the project loses.",
        ),
    ),
    Question(
        id="roi.leverage",
        kind="number",
        title=Text(fr="Un résultat plus nerveux", en="A more nervous result"),
        statement=Text(
            fr="De combien de pour cent le résultat *avec* site bouge-t-il quand les ventes bougent de 1 % (levier opérationnel) ?",
            en="By how many percent does the result *with* a site move when sales move by 1% (operating leverage)?",
        ),
        answer=lambda given: given.with_site.operating_leverage,
        solution="given.with_site.operating_leverage",
        tolerance=0.05,
        tolerance_reason=Text(fr="arrondi au dixième", en="rounded to a tenth"),
        facts=lambda given: {"after": given.with_site.operating_leverage, "before": given.workshop.operating_leverage},
        mistakes=(
            Mistake(
                name="upside-down",
                value=lambda given: 1 / given.with_site.operating_leverage,
                credit=0.25,
                message=Text(fr="C’est l’inverse : la marge rapportée au résultat.", en="Upside down: the margin over the result."),
            ),
            Mistake(
                name="turnover-over-result",
                value=lambda given: given.with_site.turnover / given.with_site.result,
                message=Text(
                    fr="Le levier part de la marge, pas du chiffre d’affaires.", en="Leverage starts from the margin, not from turnover."
                ),
            ),
            Mistake(
                name="other-plan",
                value=lambda given: given.workshop.operating_leverage,
                message=Text(fr="C’est le levier sans le site.", en="That is the leverage without the site."),
            ),
        ),
        hints=(
            Text(
                fr="Si les ventes montent de 1 %, la marge monte de 1 % ; les charges fixes, non.",
                en="If sales rise by 1%, the margin rises by 1%; fixed costs do not.",
            ),
            Text(fr="Marge sur coût variable ÷ résultat.", en="Contribution margin ÷ result."),
        ),
        why=Text(
            fr="{after:number1} contre {before:number1} sans le site : le même mois creux ferait bien plus mal.",
            en="{after:number1} against {before:number1} without the site: the same slack month would hurt far more.",
        ),
    ),
)

QUESTIONS = (*_MARGIN, *_PROJECT)
