"""The project of the furniture maker: gain, reading of the quote, growth it needs, leverage."""

from __future__ import annotations

from crm_course import roi
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

from ..given import Figures
from .plan import EURO, TENTH, without_new_costs

__all__ = ["QUESTIONS"]


def _compared(given: Figures) -> roi.Comparison:
    return roi.compare(given.workshop, given.with_site)


def _on_extra(given: Figures) -> roi.Comparison:
    return roi.compare(given.workshop, roi.on_extra_sales(given.workshop, given.with_site))


QUESTIONS = (
    Question(
        id="roi.gain",
        competences=("omni.forecast",),
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
        tolerance_reason=EURO,
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
        competences=("omni.forecast", "crm.benefit"),
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
        tolerance_reason=EURO,
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
                value=lambda given: without_new_costs(given).result - given.workshop.result,
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
        competences=("omni.forecast", "crm.decide"),
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
        tolerance_reason=TENTH,
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
        competences=("omni.forecast",),
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
