"""Questions 4 and 5: what the investment holds, what it earns, and why costs rise."""

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Mistake, Question

from .plans import EURO, compared, on_extra_sales, without_new_costs

__all__ = ["QUESTIONS"]

_INVESTMENT = (
    Question(
        id="sens-confort.investment",
        competences=("ndrc.e-commerce", "crm.benefit"),
        kind="open",
        points=2,
        title=Text(fr="Q4. Que contient l’investissement ?", en="Q4. What does the investment hold?"),
        statement=Text(
            fr="Décrivez les postes de l’investissement omnicanal : ce que l’on achète, ce que l’on aménage, qui l’on recrute ou forme.",
            en="Describe the items of the omnichannel investment: what is bought, what is fitted out, who is hired or trained.",
        ),
        rubric=(
            Criterion(
                text=Text(fr="un site marchand", en="an e-commerce site"),
                words=(r"site (marchand|e-?commerce|de vente)", r"e-?commerce", r"boutique en ligne", r"online shop"),
            ),
            Criterion(
                text=Text(fr="une personne pour le site et la page", en="a person for site and page"),
                words=(r"community manager", r"personne", r"recrut", r"person", r"hire"),
            ),
            Criterion(text=Text(fr="un chatbot ou un chat", en="a chatbot or chat"), words=(r"chat",)),
            Criterion(
                text=Text(fr="une salle d’exposition où le client est autonome", en="a showroom where the customer is autonomous"),
                words=(r"born|tablett|3D|showroom|salle d.exposition", r"kiosk|tablet"),
            ),
            Criterion(
                text=Text(
                    fr="ce qui se paie une fois est distingué de ce qui se paie chaque année",
                    en="what is paid once is told from what is paid every year",
                )
            ),
        ),
        model=Text(
            fr="Un site marchand avec un compte unique, un chatbot hors des heures d’ouverture, une personne pour le site et la page, "
            "et une salle d’exposition avec bornes et tablettes. Le site et les bornes se paient une fois, le salaire chaque année.",
            en="An e-commerce site with one account, a chatbot out of hours, a person for site and page, "
            "and a showroom with kiosks and tablets. Site and kiosks are paid once, the salary every year.",
        ),
        hints=(
            Text(
                fr="Reprenez vos réponses aux six commentaires : chacune a un coût.",
                en="Take up your answers to the six comments: each has a cost.",
            ),
        ),
    ),
)

_EARNINGS = (
    Question(
        id="sens-confort.margin",
        competences=("omni.forecast",),
        kind="money",
        unit="€",
        title=Text(fr="Q5a. La marge sur coût variable", en="Q5a. The contribution margin"),
        statement=Text(
            fr="Calculez la marge sur coût variable du plan omnicanal. `case.omnichannel` montre ses données.",
            en="Compute the contribution margin of the omnichannel plan. `case.omnichannel` shows its data.",
        ),
        starter="case.omnichannel",
        facts=lambda case: {"rate": case.omnichannel.contribution_margin_rate, "turnover": case.omnichannel.turnover},
        answer=lambda case: case.omnichannel.contribution_margin,
        solution="case.omnichannel.contribution_margin",
        tolerance=1.0,
        tolerance_reason=EURO,
        mistakes=(
            Mistake(
                name="new-costs-forgotten",
                value=lambda case: without_new_costs(case).contribution_margin,
                credit=0.25,
                message=Text(
                    fr="Vous avez oublié l’emballage, la livraison et les retours : 5,5 points de charges variables en plus.",
                    en="You forgot packaging, delivery and returns: 5.5 points of variable costs more.",
                ),
            ),
            Mistake(
                name="result-for-margin",
                value=lambda case: case.omnichannel.result,
                credit=0.25,
                message=Text(
                    fr="C’est le résultat : la marge se lit avant les charges fixes.",
                    en="That is the result: the margin is read before the fixed costs.",
                ),
            ),
            Mistake(
                name="variable-costs-for-margin",
                value=lambda case: case.omnichannel.turnover - case.omnichannel.contribution_margin,
                message=Text(
                    fr="Ce sont les charges variables. La marge est ce qui reste.",
                    en="Those are the variable costs. The margin is what remains.",
                ),
            ),
            Mistake(
                name="other-plan",
                value=lambda case: case.shop_only.contribution_margin,
                message=Text(fr="C’est la marge du magasin seul.", en="That is the margin of the shop alone."),
            ),
        ),
        hints=(
            Text(fr="Additionnez d’abord tous les taux de charges variables.", en="First add all rates of variable cost."),
            Text(
                fr="Marge = chiffre d’affaires × (1 − taux de charges variables).", en="Margin = turnover × (1 − rate of variable costs)."
            ),
        ),
        why=Text(fr="{turnover:money} × {rate:percent} de taux de marge.", en="{turnover:money} × a margin rate of {rate:percent}."),
    ),
    Question(
        id="sens-confort.gain",
        competences=("omni.forecast", "crm.benefit"),
        kind="money",
        unit="€",
        title=Text(fr="Q5b. Ce que rapporte le projet", en="Q5b. What the project earns"),
        statement=Text(
            fr="De combien le résultat annuel augmente-t-il, du magasin seul à l’omnicanal ?",
            en="By how much does the annual result rise, from shop only to omnichannel?",
        ),
        facts=lambda case: {
            "before": case.shop_only.result,
            "after": case.omnichannel.result,
            "extra_only": on_extra_sales(case).gain,
        },
        answer=lambda case: compared(case).gain,
        solution="roi.compare(case.shop_only, case.omnichannel).gain",
        tolerance=1.0,
        tolerance_reason=EURO,
        mistakes=(
            Mistake(
                name="new-costs-forgotten",
                value=lambda case: without_new_costs(case).result - case.shop_only.result,
                message=Text(
                    fr="Vous avez oublié l’emballage, la livraison et les retours : 5,5 points de charges variables en plus.",
                    en="You forgot packaging, delivery and returns: 5.5 points of variable costs more.",
                ),
            ),
            Mistake(
                name="costs-on-extra-sales",
                value=lambda case: on_extra_sales(case).gain,
                credit=0.5,
                message=Text(
                    fr="Vous faites porter les nouveaux coûts sur les seules ventes en plus. C’est défendable, mais le plan les calcule sur tout le chiffre d’affaires.",
                    en="You let the new costs bear on the extra sales only. That can be defended, but the plan takes them on the whole turnover.",
                ),
            ),
            Mistake(
                name="margin-gain",
                value=lambda case: case.omnichannel.contribution_margin - case.shop_only.contribution_margin,
                credit=0.25,
                message=Text(
                    fr="C’est le gain de marge : les charges fixes montent aussi.",
                    en="That is the gain in margin: the fixed costs rise too.",
                ),
            ),
            Mistake(
                name="turnover-gain",
                value=lambda case: case.omnichannel.turnover - case.shop_only.turnover,
                message=Text(
                    fr="C’est la hausse du chiffre d’affaires, non du résultat.", en="That is the rise in turnover, not in the result."
                ),
            ),
        ),
        hints=(
            Text(fr="Deux résultats, une différence.", en="Two results, one difference."),
            Text(
                fr="Résultat = marge sur coût variable − charges fixes, pour chaque plan.",
                en="Result = contribution margin − fixed costs, for each plan.",
            ),
        ),
        why=Text(
            fr="{after:money} − {before:money}. Si les nouveaux coûts ne portaient que sur les ventes en plus, ce serait {extra_only:money} : demandez toujours sur quoi porte un coût.",
            en="{after:money} − {before:money}. If the new costs bore on the extra sales only, it would be {extra_only:money}: always ask what a cost bears on.",
        ),
    ),
    Question(
        id="sens-confort.why-costs-rise",
        competences=("omni.forecast", "ndrc.e-commerce"),
        kind="open",
        points=2,
        title=Text(fr="Q5c. Pourquoi tout monte-t-il ?", en="Q5c. Why does everything rise?"),
        statement=Text(
            fr="Expliquez pourquoi le chiffre d’affaires et les charges de structure augmentent ensemble.",
            en="Explain why turnover and structure costs rise together.",
        ),
        rubric=(
            Criterion(
                text=Text(fr="d’où viennent les ventes en plus", en="where the extra sales come from"),
                words=(r"en ligne|online|site|nouveaux clients|new customers|web|zone|conversion",),
            ),
            Criterion(
                text=Text(fr="quelles charges fixes apparaissent", en="which fixed costs appear"),
                words=(
                    r"salair|recrut|personne|community|salary|staff|hire",
                    r"amortis|depreciation|abonnement|subscription|licen|hébergement|hosting|maintenance",
                ),
            ),
            Criterion(
                text=Text(fr="ces charges sont dues avant les ventes", en="these costs are due before the sales"),
                words=(r"avant|d.abord|risque|même si|quel que soit|before|first|risk|even if|whatever",),
            ),
        ),
        model=Text(
            fr="Le site amène de nouveaux clients hors de Guingamp et vend aussi le dimanche. Il faut une personne pour l’animer, un hébergement, "
            "et l’amortissement des bornes : ces charges sont dues même si les ventes ne viennent pas.",
            en="The site brings new customers from beyond Guingamp and sells on Sundays too. It needs a person to run it, hosting, "
            "and the depreciation of the kiosks: these costs are due even if the sales do not come.",
        ),
        hints=(
            Text(
                fr="Qui tient le site ? Qui paie l’hébergement en janvier, avant la première vente ?",
                en="Who runs the site? Who pays for hosting in January, before the first sale?",
            ),
        ),
    ),
)

QUESTIONS = (*_INVESTMENT, *_EARNINGS)
