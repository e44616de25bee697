"""Several years: what is invested, the highest price, present value, rate of return."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crm_course import roi
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

from ..given import Figures

__all__ = ["QUESTIONS"]

_EURO = Text(fr="arrondi à l’euro", en="rounded to a euro")


def _highest_price(given: Figures, **changes: Any) -> float:
    """The price at which the project of the favourable reading is worth nothing, some of its terms changed."""
    study = replace(given.favourable, project=replace(given.favourable.project, **changes))
    return roi.goal_seek(study, of="npv", equals=0, by="investment")


QUESTIONS = (
    Question(
        id="roi.investment",
        competences=("crm.benefit", "ndrc.e-commerce"),
        kind="choices",
        title=Text(fr="Ce qui s’investit, ce qui se paie chaque année", en="What is invested, what is paid every year"),
        statement=Text(
            fr="Dans le devis de Sens Confort, quels postes sont un *investissement* : payés une fois, utilisés plusieurs années, amortis ?",
            en="In the quote of Sens Confort, which items are an *investment*: paid once, used for several years, depreciated?",
        ),
        options={
            "site": Text(fr="la création du site marchand", en="building the e-commerce site"),
            "showroom": Text(fr="l’aménagement de la salle d’exposition et ses bornes", en="fitting out the showroom and its kiosks"),
            "manager": Text(
                fr="le salaire de la personne qui anime le site et la page", en="the salary of the person who runs site and page"
            ),
            "chatbot": Text(fr="l’abonnement au chatbot", en="the chatbot subscription"),
            "parcels": Text(fr="les emballages et la livraison", en="packaging and delivery"),
        },
        answer=lambda given: ["site", "showroom"],
        solution='["site", "showroom"]',
        mistakes=(
            Mistake(
                name="salary-as-investment",
                value=lambda given: ["site", "showroom", "manager"],
                credit=0.5,
                message=Text(
                    fr="Un salaire revient chaque année : c’est une charge fixe, déjà comptée dans les charges de structure du plan.",
                    en="A salary comes back every year: it is a fixed cost, already counted in the plan’s structure costs.",
                ),
            ),
            Mistake(
                name="subscription-as-investment",
                value=lambda given: ["site", "showroom", "chatbot"],
                credit=0.5,
                message=Text(
                    fr="Un abonnement se paie tant qu’on s’en sert : c’est une charge de l’année.",
                    en="A subscription is paid as long as it is used: it is a cost of the year.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Que reste-t-il à payer l’an prochain si l’on ne change rien ?",
                en="What remains to be paid next year if nothing changes?",
            ),
            Text(
                fr="Ce qui suit les ventes est variable ; ce qui revient est fixe ; le reste s’investit.",
                en="What follows sales is variable; what comes back is fixed; the rest is invested.",
            ),
        ),
        why=Text(
            fr="Le site et la salle se paient une fois et s’amortissent. Ne comptez pas leur amortissement une seconde fois dans les charges fixes.",
            en="The site and the showroom are paid once and depreciated. Do not count their depreciation a second time in the fixed costs.",
        ),
    ),
    Question(
        id="roi.highest-price",
        competences=("crm.benefit", "ndrc.accompany"),
        kind="money",
        unit="€",
        points=2,
        title=Text(fr="Jusqu’à quel prix signer ?", en="Up to which price to sign?"),
        statement=Text(
            fr="Lecture favorable, sur {years:number} ans, à {rate:percent}, après impôt et avec une montée en charge (`given.favourable`). "
            "À quel prix l’investissement ne vaut-il plus que son prix ?",
            en="Favourable reading, over {years:number} years, at {rate:percent}, after tax and with a ramp-up (`given.favourable`). "
            "At which price is the investment worth no more than its price?",
        ),
        starter="given.favourable",
        answer=_highest_price,
        solution='roi.goal_seek(given.favourable, of="npv", equals=0, by="investment")',
        tolerance=10.0,
        tolerance_reason=Text(fr="arrondi à la dizaine d’euros", en="rounded to ten euros"),
        facts=lambda given: {
            "years": given.favourable.project.years,
            "rate": given.favourable.project.discount_rate,
            "price": _highest_price(given),
            "naive": _highest_price(given, ramp_up=(1.0,), tax_rate=0.0, discount_rate=0.0),
        },
        mistakes=(
            Mistake(
                name="no-ramp-up",
                value=lambda given: _highest_price(given, ramp_up=(1.0,)),
                credit=0.5,
                message=Text(
                    fr="Vous avez compté le plein gain dès la première année : les ventes en ligne montent peu à peu.",
                    en="You counted the full gain from the first year on: online sales rise little by little.",
                ),
            ),
            Mistake(
                name="no-tax",
                value=lambda given: _highest_price(given, tax_rate=0.0),
                credit=0.5,
                message=Text(fr="L’impôt prend sa part du gain.", en="Tax takes its share of the gain."),
            ),
            Mistake(
                name="not-discounted",
                value=lambda given: _highest_price(given, discount_rate=0.0),
                credit=0.25,
                message=Text(
                    fr="Vous avez additionné les années sans les actualiser : c’est oublier ce que l’argent rapporterait ailleurs.",
                    en="You added the years without discounting: that forgets what the money would earn elsewhere.",
                ),
            ),
            Mistake(
                name="gain-times-years",
                value=lambda given: _highest_price(given, ramp_up=(1.0,), tax_rate=0.0, discount_rate=0.0),
                message=Text(
                    fr="C’est le gain annuel multiplié par le nombre d’années : ni montée en charge, ni impôt, ni temps.",
                    en="That is the yearly gain times the years: no ramp-up, no tax, no time.",
                ),
            ),
        ),
        hints=(
            Text(fr="Au prix cherché, la valeur actuelle nette est nulle.", en="At the price sought, the net present value is zero."),
            Text(
                fr="`roi.goal_seek` cherche la valeur d’une grandeur (`by`) qui mène à un résultat (`of`).",
                en="`roi.goal_seek` looks for the value of an input (`by`) that leads to an outcome (`of`).",
            ),
        ),
        why=Text(
            fr="{price:money} au plus, loin des {naive:money} d’un calcul naïf : la montée en charge, l’impôt et le temps en prennent une grande part.",
            en="{price:money} at most, far from the {naive:money} of a naive sum: ramp-up, tax and time take a large part of it.",
        ),
    ),
    Question(
        id="roi.npv",
        competences=("crm.benefit",),
        kind="money",
        unit="€",
        title=Text(fr="Ce que vaut le devis aujourd’hui", en="What the quote is worth today"),
        statement=Text(
            fr="Le site coûte {price:money} maintenant et rapporte ensuite `given.quote[1:]`, en fin d’année. À {rate:percent}, que vaut-il aujourd’hui ?",
            en="The site costs {price:money} now and then brings `given.quote[1:]`, at the end of each year. At {rate:percent}, what is it worth today?",
        ),
        starter="given.quote",
        answer=lambda given: roi.npv(given.quote_rate, given.quote),
        solution="roi.npv(given.quote_rate, given.quote)",
        tolerance=1.0,
        tolerance_reason=_EURO,
        facts=lambda given: {
            "price": -given.quote[0],
            "rate": given.quote_rate,
            "npv": roi.npv(given.quote_rate, given.quote),
            "total": sum(given.quote),
        },
        mistakes=(
            Mistake(
                name="first-flow-discounted",
                value=lambda given: roi.npv(given.quote_rate, given.quote, first="end of period"),
                credit=0.5,
                message=Text(
                    fr="Vous avez actualisé aussi le premier flux, comme la fonction VAN d’un tableur. Le prix se paie maintenant : il ne s’actualise pas.",
                    en="You discounted the first flow too, as a spreadsheet’s NPV does. The price is paid now: it is not discounted.",
                ),
            ),
            Mistake(
                name="not-discounted",
                value=lambda given: sum(given.quote),
                message=Text(
                    fr="Vous avez additionné les flux. Un euro dans quatre ans ne vaut pas un euro aujourd’hui.",
                    en="You added the flows. A euro in four years is not worth a euro today.",
                ),
            ),
            Mistake(
                name="price-forgotten",
                value=lambda given: roi.npv(given.quote_rate, (0.0, *given.quote[1:])),
                credit=0.25,
                message=Text(
                    fr="C’est la valeur des recettes : il reste à retrancher le prix.",
                    en="That is the value of the receipts: the price remains to be subtracted.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Divisez chaque flux par (1 + taux) à la puissance de son année.",
                en="Divide each flow by (1 + rate) to the power of its year.",
            ),
            Text(
                fr="L’année du premier flux est 0 : il garde toute sa valeur.",
                en="The year of the first flow is 0: it keeps its full value.",
            ),
        ),
        why=Text(
            fr="Les flux s’ajoutent à {total:money}, mais ne valent que {npv:money} aujourd’hui : le temps a un prix.",
            en="The flows add up to {total:money}, but are worth only {npv:money} today: time has a price.",
        ),
    ),
    Question(
        id="roi.irr",
        competences=("crm.benefit",),
        kind="share",
        unit="%",
        title=Text(fr="Le taux de rentabilité interne", en="The internal rate of return"),
        statement=Text(
            fr="À quel taux ce même devis vaut-il exactement zéro ?",
            en="At which rate is this same quote worth exactly nothing?",
        ),
        answer=lambda given: roi.irr(given.quote)[0],
        solution="roi.irr(given.quote)[0]",
        tolerance=0.0005,
        tolerance_reason=Text(fr="arrondi au dixième de pour cent", en="rounded to a tenth of a percent"),
        facts=lambda given: {"irr": roi.irr(given.quote)[0], "rate": given.quote_rate},
        mistakes=(
            Mistake(
                name="total-return",
                value=lambda given: sum(given.quote) / -given.quote[0],
                message=Text(
                    fr="C’est le gain total rapporté au prix : il oublie qu’il a fallu quatre ans.",
                    en="That is the total gain over the price: it forgets that it took four years.",
                ),
            ),
            Mistake(
                name="mean-return",
                value=lambda given: sum(given.quote) / -given.quote[0] / (len(given.quote) - 1),
                message=Text(
                    fr="C’est un gain moyen par an : il oublie que l’argent revient peu à peu.",
                    en="That is a mean gain per year: it forgets that the money comes back little by little.",
                ),
            ),
        ),
        hints=(
            Text(fr="Cherchez le taux qui annule la valeur actuelle nette.", en="Look for the rate that makes the net present value zero."),
            Text(fr="`roi.irr` donne tous les taux qui conviennent.", en="`roi.irr` gives every rate that does."),
        ),
        why=Text(
            fr="{irr:percent}, au-dessus des {rate:percent} demandés : le devis crée un peu de valeur.",
            en="{irr:percent}, above the {rate:percent} asked for: the quote creates some value.",
        ),
    ),
)
