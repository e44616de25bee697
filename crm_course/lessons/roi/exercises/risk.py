"""How likely is it, what is knowing worth, and what to tell reluctant shareholders."""

from __future__ import annotations

import numpy as np
from scipy import special

from crm_course import roi
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Mistake, Question

from ..given import Figures

__all__ = ["QUESTIONS"]


def _spread(given: Figures) -> tuple[float, float]:
    """Expected gain and its standard deviation, in euros: the gain is straight in turnover."""
    plan, shape = given.study.after, given.study.uncertain["turnover"]
    return float(given.study.outcome("gain")), float(shape.sd * plan.contribution_margin_rate)


def _chances(given: Figures) -> float:
    gain, sd = _spread(given)
    return float(special.ndtr(gain / sd))


def _information(given: Figures) -> float:
    """Expected loss avoided by whoever knows the turnover beforehand (normal gain above 0 on average)."""
    gain, sd = _spread(given)
    z = gain / sd
    return float(sd * np.exp(-z * z / 2) / np.sqrt(2 * np.pi) - gain * special.ndtr(-z))


_DRAWS = Text(fr="un tirage au hasard n’est jamais exact", en="random draws are never exact")

QUESTIONS = (
    Question(
        id="roi.chances",
        competences=("crm.decide",),
        kind="share",
        unit="%",
        title=Text(fr="Quelles chances de gagner ?", en="What are the chances?"),
        statement=Text(
            fr="Sens Confort : le chiffre d’affaires de l’omnicanal est connu à {cv:percent} près (écart-type, `given.study`). "
            "Dans quelle part des cas le projet fait-il mieux que le magasin seul ?",
            en="Sens Confort: the omnichannel turnover is known to within {cv:percent} (standard deviation, `given.study`). "
            "In which share of cases does the project do better than the shop alone?",
        ),
        answer=_chances,
        solution="roi.simulate(given.study, rng=1).probability_pays",
        tolerance=0.006,
        tolerance_reason=_DRAWS,
        facts=lambda given: {"cv": 0.05, "chances": _chances(given), "gain": _spread(given)[0], "sd": _spread(given)[1]},
        mistakes=(
            Mistake(
                name="complement",
                value=lambda given: 1 - _chances(given),
                credit=0.25,
                message=Text(
                    fr="C’est la part des cas où il fait *moins* bien.", en="That is the share of cases in which it does *worse*."
                ),
            ),
            Mistake(
                name="ratio-of-growths",
                value=lambda given: given.study.comparison.required_growth / given.study.comparison.growth,
                message=Text(
                    fr="Vous avez divisé la hausse nécessaire par la hausse prévue : ce n’est pas une probabilité.",
                    en="You divided the growth needed by the growth expected: that is not a probability.",
                ),
            ),
            Mistake(
                name="certain",
                value=lambda given: 1.0,
                message=Text(
                    fr="La prévision gagne, mais une prévision n’est pas une certitude.",
                    en="The forecast gains, but a forecast is not a certainty.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Tirez beaucoup d’années possibles : `roi.simulate(given.study, rng=1)`.",
                en="Draw many possible years: `roi.simulate(given.study, rng=1)`.",
            ),
            Text(fr="Comptez la part des années où le gain est positif.", en="Count the share of years in which the gain is positive."),
        ),
        why=Text(
            fr="{chances:percent} : le gain prévu ({gain:money}) est petit devant son incertitude ({sd:money}). C’est à peine mieux que pile ou face.",
            en="{chances:percent}: the expected gain ({gain:money}) is small beside its uncertainty ({sd:money}). It is barely better than heads or tails.",
        ),
    ),
    Question(
        id="roi.information",
        competences=("crm.decide",),
        kind="money",
        unit="€",
        points=2,
        title=Text(fr="Combien vaut une étude de marché ?", en="What is a market study worth?"),
        statement=Text(
            fr="Un cabinet propose de dire à l’avance le chiffre d’affaires exact de la première année. Combien cela vaut-il au plus, en moyenne, pour cette année ?",
            en="A consultancy offers to tell the exact turnover of the first year beforehand. What is that worth at most, on average, for that year?",
        ),
        answer=_information,
        solution="roi.simulate(given.study, draws=1_000_000, rng=1).evpi",
        tolerance=150.0,
        tolerance_reason=_DRAWS,
        facts=lambda given: {"value": round(_information(given), -1), "gain": _spread(given)[0]},
        mistakes=(
            Mistake(
                name="gain",
                value=lambda given: _spread(given)[0],
                message=Text(
                    fr="C’est le gain moyen du projet. L’information vaut ce qu’elle *évite* : s’engager les mauvaises années.",
                    en="That is the mean gain of the project. Information is worth what it *avoids*: going ahead in the bad years.",
                ),
            ),
            Mistake(
                name="loss-not-weighted",
                value=lambda given: _information(given) / (1 - _chances(given)),
                credit=0.5,
                message=Text(
                    fr="C’est la perte moyenne *quand* le projet perd : il reste à la multiplier par la probabilité de perdre.",
                    en="That is the mean loss *when* the project loses: it remains to multiply it by the probability of losing.",
                ),
            ),
            Mistake(
                name="spread",
                value=lambda given: _spread(given)[1],
                message=Text(
                    fr="C’est l’écart-type du gain : une taille d’erreur, pas une valeur.",
                    en="That is the standard deviation of the gain: a size of error, not a value.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Qui sait à l’avance gagne quand le gain est positif, et s’abstient sinon.",
                en="Who knows beforehand gains when the gain is positive, and abstains otherwise.",
            ),
            Text(
                fr="Comparez la moyenne de ces gains à celle du projet mené en aveugle : `.evpi`.",
                en="Compare the mean of those gains with that of the project done blindly: `.evpi`.",
            ),
        ),
        why=Text(
            fr="Environ {value:money} : au-dessus de ce prix, refusez l’étude. Et c’est beaucoup devant un gain de {gain:money} : le doute coûte cher.",
            en="About {value:money}: above this price, refuse the study. And that is much beside a gain of {gain:money}: doubt is dear.",
        ),
    ),
    Question(
        id="roi.argument",
        competences=("omni.argument", "ndrc.accompany"),
        kind="open",
        points=4,
        title=Text(fr="Convaincre des associés réticents", en="Convince reluctant shareholders"),
        statement=Text(
            fr="Les associés de Sens Confort hésitent : « Tant d’efforts pour si peu ? » Répondez-leur en 8 à 12 lignes, pour ou contre, avec les chiffres : "
            "ce que le projet rapporte dans chaque lecture du devis, ce qui doit être vrai, les chances, ce que vous proposez de vérifier d’abord.",
            en="The shareholders of Sens Confort hesitate: “So much effort for so little?” Answer in 8 to 12 lines, for or against, with the figures: "
            "what the project earns under each reading of the quote, what must be true, the chances, what you propose to check first.",
        ),
        rubric=(
            Criterion(
                text=Text(fr="les deux lectures du devis sont chiffrées", en="both readings of the quote are given in figures"),
                numbers=lambda given: [_spread(given)[0], _extra_gain(given)],
            ),
            Criterion(
                text=Text(
                    fr="ce qui doit être vrai est chiffré (hausse nécessaire, en %)", en="what must be true is given (growth needed, in %)"
                ),
                numbers=lambda given: [100 * given.study.comparison.required_growth],
            ),
            Criterion(
                text=Text(fr="les chances de gagner sont chiffrées", en="the chances of gaining are given"),
                numbers=lambda given: [100 * _chances(given)],
            ),
            Criterion(
                text=Text(fr="le déplacement du seuil de rentabilité est dit", en="the move of break-even is told"),
                numbers=lambda given: [given.study.after.break_even_turnover],
            ),
            Criterion(
                text=Text(fr="une vérification précède la décision", en="something is checked before deciding"),
                words=(r"vérifi", r"devis", r"étude", r"test", r"pilote", r"check", r"quote", r"study", r"pilot"),
            ),
            Criterion(
                text=Text(
                    fr="une décision est prise, avec une étape ou une condition", en="a decision is taken, with a step or a condition"
                ),
                words=(r"recommand", r"propos", r"conseil", r"décid", r"recommend", r"propose", r"advise", r"decide"),
            ),
            Criterion(
                text=Text(
                    fr="l’objection des associés est reprise et reçoit une réponse",
                    en="the shareholders’ objection is taken up and answered",
                )
            ),
        ),
        facts=lambda given: {
            "gain": _spread(given)[0],
            "extra": _extra_gain(given),
            "growth": given.study.comparison.required_growth,
            "chances": _chances(given),
            "even": given.study.after.break_even_turnover,
            "value": round(_information(given), -2),
        },
        model=Text(
            fr="Vous demandez : tant d’efforts pour {gain:money} par an ? Si emballage, livraison et retours pèsent sur toutes les ventes, vous avez raison : "
            "il faut {growth:percent} de ventes en plus, le seuil de rentabilité monte à {even:money} et nos chances ne sont que de {chances:percent}. "
            "Mais si ces frais ne portent que sur les ventes en ligne, le gain est de {extra:money}. Je propose donc de vérifier d’abord le devis, "
            "puis d’ouvrir le site seul, en pilote, avant la salle d’exposition ; une étude de marché ne vaut pas plus de {value:money}.",
            en="You ask: so much effort for {gain:money} a year? If packaging, delivery and returns weigh on all sales, you are right: "
            "it takes {growth:percent} more sales, break-even rises to {even:money} and our chances are only {chances:percent}. "
            "But if these costs bear on online sales alone, the gain is {extra:money}. So I propose to check the quote first, "
            "then to open the site alone, as a pilot, before the showroom; a market study is worth no more than {value:money}.",
        ),
        hints=(
            Text(
                fr="Reprenez l’objection avec leurs mots avant d’y répondre : on n’écoute que qui vous a entendu.",
                en="Take up the objection in their words before answering: people listen to those who heard them.",
            ),
            Text(
                fr="Cinq chiffres : deux gains, une hausse nécessaire, des chances, un seuil.",
                en="Five figures: two gains, a growth needed, chances, a break-even.",
            ),
        ),
    ),
)


def _extra_gain(given: Figures) -> float:
    """The gain when new costs bear on the extra sales alone."""
    study = given.study
    return float(roi.compare(study.before, roi.on_extra_sales(study.before, study.after)).gain)
