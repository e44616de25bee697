"""Other figures, same questions: margin and break-even."""

from __future__ import annotations

from dataclasses import replace

from crm_course import roi
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

from ..given import Figures

__all__ = ["EURO", "FORGOTTEN", "QUESTIONS", "TENTH", "without_new_costs"]


EURO = Text(fr="arrondi à l’euro", en="rounded to a euro")
TENTH = Text(fr="arrondi au dixième de pour cent", en="rounded to a tenth of a percent")
_DAY = Text(fr="au jour près", en="to the day")


def without_new_costs(given: Figures) -> roi.Plan:
    """The plan of someone who forgets delivery, returns and payment."""
    return replace(given.with_site, variable_rates=given.workshop.variable_rates)


FORGOTTEN = Text(
    fr="Vous avez gardé les charges variables d’avant : livraison, retours et paiement en ligne manquent.",
    en="You kept the variable costs of before: delivery, returns and online payment are missing.",
)

QUESTIONS = (
    Question(
        id="roi.margin-rate",
        competences=("omni.forecast",),
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
        tolerance_reason=TENTH,
        facts=lambda given: {"rate": given.with_site.contribution_margin_rate, "before": given.workshop.contribution_margin_rate},
        mistakes=(
            Mistake(
                name="new-costs-forgotten", value=lambda given: given.workshop.contribution_margin_rate, credit=0.25, message=FORGOTTEN
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
        competences=("omni.forecast",),
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
        tolerance_reason=EURO,
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
                value=lambda given: without_new_costs(given).break_even_turnover,
                credit=0.25,
                message=FORGOTTEN,
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
        competences=("omni.forecast",),
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
