"""Traps: an investment with two rates of return, and a published payback that is wrong."""

from __future__ import annotations

import numpy as np

from crm_course import roi
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

__all__ = ["QUESTIONS"]

QUESTIONS = (
    Question(
        id="roi.two-rates",
        competences=("crm.benefit",),
        kind="choices",
        title=Text(fr="Deux taux pour un investissement", en="Two rates for one investment"),
        statement=Text(
            fr="La salle d’exposition (`given.showroom`) se paie, rapporte, puis se démonte à grands frais. Quels taux annulent sa valeur ?",
            en="The showroom (`given.showroom`) is paid for, brings money, then is taken down at great cost. Which rates make its value zero?",
        ),
        starter="given.showroom",
        options={key: Text.literal(key) for key in ("0.05", "0.10", "0.15", "0.20", "0.30")},
        answer=lambda given: [
            key for key in ("0.05", "0.10", "0.15", "0.20", "0.30") if np.isclose(roi.irr(given.showroom), float(key)).any()
        ],
        solution='["0.10", "0.20"]',
        facts=lambda given: {"low": roi.irr(given.showroom)[0], "high": roi.irr(given.showroom)[1]},
        mistakes=(
            Mistake(
                name="only-the-first",
                value=lambda given: ["0.10"],
                credit=0.25,
                message=Text(
                    fr="Ce taux convient, mais ce n’est pas le seul : les flux changent deux fois de signe. Tracez `roi.npv_chart(given.showroom)`.",
                    en="This rate does it, but it is not the only one: the flows change sign twice. Draw `roi.npv_chart(given.showroom)`.",
                ),
            ),
            Mistake(
                name="only-the-second",
                value=lambda given: ["0.20"],
                credit=0.25,
                message=Text(
                    fr="Ce taux convient, mais un taux plus bas convient aussi : beaucoup de tableurs n’en montrent qu’un.",
                    en="This rate does it, but a lower one does too: many spreadsheets show only one.",
                ),
            ),
        ),
        hints=(
            Text(fr="Combien de fois les flux changent-ils de signe ?", en="How often do the flows change sign?"),
            Text(
                fr="Calculez la valeur actuelle nette à chacun des taux proposés.", en="Compute the net present value at each rate offered."
            ),
        ),
        why=Text(
            fr="{low:percent} et {high:percent} : aucun n’est « le » taux de rentabilité. Seule la valeur actuelle nette décide.",
            en="{low:percent} and {high:percent}: neither is “the” rate of return. Only net present value decides.",
        ),
    ),
    Question(
        id="roi.worth-it",
        competences=("crm.benefit", "crm.decide"),
        kind="choice",
        title=Text(fr="Que décider avec deux taux ?", en="What to decide with two rates?"),
        statement=Text(
            fr="L’argent de l’entreprise rapporte {between:percent} ailleurs. Faut-il aménager la salle d’exposition ?",
            en="The company’s money earns {between:percent} elsewhere. Should the showroom be fitted out?",
        ),
        options={
            "yes": Text(fr="oui : à ce taux, elle vaut plus que son prix", en="yes: at this rate it is worth more than its price"),
            "no": Text(fr="non : son taux de rentabilité est trop bas", en="no: its rate of return is too low"),
            "unknown": Text(fr="on ne peut pas le savoir : il y a deux taux", en="one cannot know: there are two rates"),
        },
        answer=lambda given: "yes" if roi.npv(0.15, given.showroom) > 0 else "no",
        solution='"yes"',
        facts=lambda given: {"between": 0.15, "npv": roi.npv(0.15, given.showroom)},
        mistakes=(
            Mistake(
                name="compared-with-one-rate",
                value=lambda given: "no",
                message=Text(
                    fr="Vous avez comparé à un seul des deux taux. Calculez plutôt la valeur actuelle nette à {between:percent}.",
                    en="You compared with one of the two rates. Compute the net present value at {between:percent} instead.",
                ),
            ),
            Mistake(
                name="gave-up",
                value=lambda given: "unknown",
                message=Text(
                    fr="Deux taux internes n’empêchent pas de décider : la valeur actuelle nette, elle, est unique.",
                    en="Two internal rates do not prevent a decision: the net present value is one number.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Oubliez le taux interne : que valent ces flux au taux demandé ?",
                en="Forget the internal rate: what are these flows worth at the rate asked for?",
            ),
            Text(fr="`roi.npv(0.15, given.showroom)`, et regardez le signe.", en="`roi.npv(0.15, given.showroom)`, and look at the sign."),
        ),
        why=Text(
            fr="À {between:percent}, elle vaut {npv:signed_money} : un gain, petit et fragile. Entre les deux taux seulement, ce projet crée de la valeur.",
            en="At {between:percent} it is worth {npv:signed_money}: a gain, small and fragile. Only between the two rates does this project create value.",
        ),
    ),
    Question(
        id="roi.published-payback",
        competences=("crm.benefit",),
        kind="number",
        unit="ans",
        points=2,
        title=Text(fr="Trouvez l’erreur publiée", en="Find the published error"),
        statement=Text(
            fr="Un calculateur en ligne affiche, pour {price:money} puis cinq fois {flow:money} à {rate:percent} (`given.calculator`), "
            "un délai de récupération actualisé de {published:number2} ans. Il se trompe. Quel est le bon délai ?",
            en="A web calculator prints, for {price:money} then five times {flow:money} at {rate:percent} (`given.calculator`), "
            "a discounted payback of {published:number2} years. It is wrong. What is the right one?",
        ),
        starter="given.calculator",
        answer=lambda given: roi.discounted_payback(given.rate, given.calculator),
        solution="roi.discounted_payback(given.rate, given.calculator)",
        tolerance=0.005,
        tolerance_reason=Text(fr="arrondi au centième", en="rounded to a hundredth"),
        facts=lambda given: {
            "price": -given.calculator[0],
            "flow": given.calculator[1],
            "rate": given.rate,
            "published": given.published,
            "right": roi.discounted_payback(given.rate, given.calculator),
            "days": 365 * (roi.discounted_payback(given.rate, given.calculator) - given.published),
        },
        mistakes=(
            Mistake(
                name="published",
                value=lambda given: given.published,
                message=Text(
                    fr="C’est la valeur publiée : refaites-la. Que reste-t-il à récupérer après la quatrième année ?",
                    en="That is the published value: do it again. What is still to come back after the fourth year?",
                ),
            ),
            Mistake(
                name="not-discounted",
                value=lambda given: roi.payback(given.calculator),
                credit=0.25,
                message=Text(
                    fr="C’est le délai sans actualiser : les recettes lointaines y comptent trop.",
                    en="That is the payback without discounting: far receipts count too much in it.",
                ),
            ),
            Mistake(
                name="whole-years",
                value=lambda given: float(np.ceil(roi.discounted_payback(given.rate, given.calculator))),
                credit=0.25,
                message=Text(
                    fr="L’année est bonne, mais la mise revient en cours d’année : partagez cette année en proportion.",
                    en="The year is right, but the money is back within it: split that year in proportion.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Actualisez chaque recette, puis additionnez-les jusqu’à la mise.",
                en="Discount each receipt, then add them up to the price.",
            ),
            Text(
                fr="Dans la dernière année : reste à récupérer ÷ recette actualisée de cette année.",
                en="In the last year: still to come back ÷ discounted receipt of that year.",
            ),
        ),
        why=Text(
            fr="{right:number2} ans, soit {days:number0} jours de plus qu’annoncé. Refaites toujours un chiffre avant de le citer.",
            en="{right:number2} years, {days:number0} days more than printed. Always redo a figure before you quote it.",
        ),
    ),
)
