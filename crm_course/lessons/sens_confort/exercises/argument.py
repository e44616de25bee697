"""Question 6: break-even, what must be true, and the argument for the shareholders."""

from __future__ import annotations

from crm_course import roi
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Mistake, Question

from .plans import EURO, compared, without_new_costs

__all__ = ["QUESTIONS"]

_TENTH = Text(fr="arrondi au dixième de pour cent", en="rounded to a tenth of a percent")


def _on_turnover(plan: roi.Plan) -> float:
    """Fixed costs over the variable rate: the break-even of someone who takes the wrong rate."""
    return float(plan.fixed_costs / sum(plan.variable_rates.values()))


QUESTIONS = (
    Question(
        id="sens-confort.break-even",
        competences=("omni.forecast",),
        kind="money",
        unit="€",
        title=Text(fr="Q6a. Le seuil de rentabilité", en="Q6a. The break-even turnover"),
        statement=Text(
            fr="À partir de quel chiffre d’affaires le plan omnicanal gagne-t-il de l’argent ?",
            en="From which turnover on does the omnichannel plan earn money?",
        ),
        facts=lambda case: {"before": case.shop_only.break_even_turnover, "after": case.omnichannel.break_even_turnover},
        answer=lambda case: case.omnichannel.break_even_turnover,
        solution="case.omnichannel.break_even_turnover",
        tolerance=1.0,
        tolerance_reason=EURO,
        mistakes=(
            Mistake(
                name="break-even-on-turnover",
                value=lambda case: _on_turnover(case.omnichannel),
                message=Text(
                    fr="Vous avez divisé les charges fixes par le taux de charges variables. C’est la marge qui les couvre : divisez par le taux de marge.",
                    en="You divided the fixed costs by the variable-cost rate. It is the margin that covers them: divide by the margin rate.",
                ),
            ),
            Mistake(
                name="new-costs-forgotten",
                value=lambda case: without_new_costs(case).break_even_turnover,
                credit=0.25,
                message=Text(
                    fr="Vous avez gardé le taux de marge du magasin seul : il manque 5,5 points de charges variables.",
                    en="You kept the margin rate of the shop alone: 5.5 points of variable costs are missing.",
                ),
            ),
            Mistake(
                name="other-plan",
                value=lambda case: case.shop_only.break_even_turnover,
                message=Text(fr="C’est le seuil du magasin seul.", en="That is the break-even of the shop alone."),
            ),
        ),
        hints=(
            Text(
                fr="Au seuil, la marge sur coût variable égale les charges fixes.",
                en="At break-even the contribution margin equals the fixed costs.",
            ),
            Text(
                fr="Divisez les charges fixes par le taux de marge sur coût variable.",
                en="Divide the fixed costs by the contribution margin rate.",
            ),
        ),
        why=Text(
            fr="Le seuil passe de {before:money} à {after:money} : l’entreprise doit vendre davantage avant de gagner.",
            en="Break-even moves from {before:money} to {after:money}: the company must sell more before it earns.",
        ),
    ),
    Question(
        id="sens-confort.required-growth",
        competences=("omni.forecast", "crm.decide"),
        kind="share",
        unit="%",
        points=2,
        title=Text(fr="Q6b. Ce qui doit être vrai", en="Q6b. What must be true"),
        statement=Text(
            fr="De combien (en %) le chiffre d’affaires doit-il augmenter pour que l’omnicanal rapporte au moins autant que le magasin seul ?",
            en="By how much (in %) must turnover rise for omnichannel to earn at least as much as the shop alone?",
        ),
        facts=lambda case: {
            "required": compared(case).required_growth,
            "turnover": compared(case).required_turnover,
            "planned": case.omnichannel.turnover / case.shop_only.turnover - 1,
        },
        answer=lambda case: compared(case).required_growth,
        solution="roi.compare(case.shop_only, case.omnichannel).required_growth",
        tolerance=0.0005,
        tolerance_reason=_TENTH,
        mistakes=(
            Mistake(
                name="planned-growth",
                value=lambda case: case.omnichannel.turnover / case.shop_only.turnover - 1,
                credit=0.25,
                message=Text(
                    fr="C’est la hausse que le plan suppose. Cherchez celle qu’il lui faut au moins.",
                    en="That is the growth that the plan assumes. Look for the least that it needs.",
                ),
            ),
            Mistake(
                name="growth-of-break-even",
                value=lambda case: case.omnichannel.break_even_turnover / case.shop_only.break_even_turnover - 1,
                message=Text(
                    fr="C’est la hausse du seuil. Il faut égaler le résultat du magasin seul, pas zéro.",
                    en="That is the rise of the break-even. The result of the shop alone must be matched, not zero.",
                ),
            ),
            Mistake(
                name="from-the-wrong-end",
                value=lambda case: 1 - case.shop_only.turnover / compared(case).required_turnover,
                credit=0.5,
                message=Text(
                    fr="Le bon montant, rapporté au mauvais chiffre d’affaires : une hausse se rapporte au départ.",
                    en="The right amount over the wrong turnover: growth is measured from the start.",
                ),
            ),
        ),
        hints=(
            Text(fr="Quel résultat faut-il égaler ?", en="Which result must be matched?"),
            Text(
                fr="Chiffre d’affaires requis = (charges fixes + résultat à égaler) ÷ taux de marge.",
                en="Required turnover = (fixed costs + result to match) ÷ margin rate.",
            ),
            Text(
                fr="Rapportez-le au chiffre d’affaires du magasin seul, puis retranchez 1.",
                en="Divide it by the turnover of the shop alone, then subtract 1.",
            ),
        ),
        why=Text(
            fr="Il faut {turnover:money}, soit {required:percent} de plus ; le plan suppose {planned:percent}. La marge d’erreur est mince.",
            en="It takes {turnover:money}, that is {required:percent} more; the plan assumes {planned:percent}. The margin of error is thin.",
        ),
    ),
    Question(
        id="sens-confort.argument",
        competences=("omni.argument", "ndrc.accompany"),
        kind="open",
        points=3,
        title=Text(fr="Q6c. L’argument pour les associés", en="Q6c. The argument for the shareholders"),
        statement=Text(
            fr="Rédigez pour les associés un avis de 5 à 10 lignes : le gain, le risque, ce qui doit être vrai, votre décision.",
            en="Write an advice of 5 to 10 lines for the shareholders: the gain, the risk, what must be true, your decision.",
        ),
        rubric=(
            Criterion(
                text=Text(fr="le gain annuel est chiffré", en="the annual gain is given"), numbers=lambda case: [compared(case).gain]
            ),
            Criterion(
                text=Text(fr="le déplacement du seuil est chiffré", en="the move of the break-even is given"),
                numbers=lambda case: [case.omnichannel.break_even_turnover],
            ),
            Criterion(
                text=Text(fr="la hausse requise est chiffrée", en="the required growth is given"),
                numbers=lambda case: [100 * compared(case).required_growth],
            ),
            Criterion(text=Text(fr="un risque est nommé", en="a risk is named"), words=(r"risqu", r"risk", r"sécurité|safety", r"fragil")),
            Criterion(
                text=Text(fr="une décision est prise", en="a decision is taken"),
                words=(r"décid|recommand|propos|conseil|favorable|invest", r"decid|recommend|propose|advise"),
            ),
            Criterion(
                text=Text(
                    fr="une satisfaction très basse est mise en regard du projet", en="the very low satisfaction is set against the project"
                )
            ),
        ),
        model=Text(
            fr="Le projet rapporte {gain:money} de plus par an, mais le seuil de rentabilité monte à {break_even:money}. Il faut que le chiffre d’affaires "
            "augmente d’au moins {growth:percent} ; le plan prévoit à peine plus : le risque est réel. Je recommande d’avancer par étapes, le site d’abord.",
            en="The project earns {gain:money} more a year, but break-even rises to {break_even:money}. Turnover must rise "
            "by at least {growth:percent}; the plan assumes barely more: the risk is real. I recommend going step by step, the site first.",
        ),
        facts=lambda case: {
            "gain": compared(case).gain,
            "break_even": case.omnichannel.break_even_turnover,
            "growth": compared(case).required_growth,
        },
        hints=(
            Text(
                fr="Trois chiffres au moins : le gain, le seuil, la hausse requise.",
                en="At least three figures: the gain, the break-even, the required growth.",
            ),
            Text(
                fr="Un associé prudent demandera : et si nous n’atteignons pas ce chiffre d’affaires ?",
                en="A careful shareholder will ask: and if we do not reach that turnover?",
            ),
        ),
    ),
)
