"""How likely is it, what is knowing worth, and what to tell reluctant shareholders."""

# %%
import numpy as np
from scipy import special

from crm_course import roi
from crm_course.workbook.precision import RANDOM
from crm_course.workbook.script import question

from ..given import Figures

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


def _extra_gain(given: Figures) -> float:
    """The gain when new costs bear on the extra sales alone."""
    study = given.study
    return float(roi.compare(study.before, roi.on_extra_sales(study.before, study.after)).gain)

# %% [markdown] tags=["lang-fr"]
# ## Quelles chances de gagner ?
# Sens Confort : le chiffre d’affaires de l’omnicanal est connu à {cv:percent} près (écart-type, `given.study`). Dans quelle part des cas le projet fait-il mieux que le magasin seul ?
# - Indice : Tirez beaucoup d’années possibles : `roi.simulate(given.study, rng=1)`.
# - Indice : Comptez la part des années où le gain est positif.
# - Erreur complement : C’est la part des cas où il fait *moins* bien.
# - Erreur ratio-of-growths : Vous avez divisé la hausse nécessaire par la hausse prévue : ce n’est pas une probabilité.
# - Erreur certain : La prévision gagne, mais une prévision n’est pas une certitude.
# - Pourquoi : {chances:percent} : le gain prévu ({gain:money}) est petit devant son incertitude ({sd:money}). C’est à peine mieux que pile ou face.

# %% [markdown] tags=["lang-en"] of="9bb61080"
# ## What are the chances?
# Sens Confort: the omnichannel turnover is known to within {cv:percent} (standard deviation, `given.study`). In which share of cases does the project do better than the shop alone?
# - Hint: Draw many possible years: `roi.simulate(given.study, rng=1)`.
# - Hint: Count the share of years in which the gain is positive.
# - Mistake complement: That is the share of cases in which it does *worse*.
# - Mistake ratio-of-growths: You divided the growth needed by the growth expected: that is not a probability.
# - Mistake certain: The forecast gains, but a forecast is not a certainty.
# - Why: {chances:percent}: the expected gain ({gain:money}) is small beside its uncertainty ({sd:money}). It is barely better than heads or tails.

# %%
question(
    "roi.chances", "share", unit="%", precision=RANDOM.within(0.006), competences=("crm.decide",),
    facts=lambda given: {"cv": 0.05, "chances": _chances(given), "gain": _spread(given)[0], "sd": _spread(given)[1]},
    answer=_chances,
    solution="roi.simulate(given.study, rng=1).probability_pays",
    mistakes={
        "complement": (lambda given: 1 - _chances(given), 0.25),
        "ratio-of-growths": lambda given: given.study.comparison.required_growth / given.study.comparison.growth,
        "certain": lambda given: 1.0,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Combien vaut une étude de marché ?
# Un cabinet propose de dire à l’avance le chiffre d’affaires exact de la première année. Combien cela vaut-il au plus, en moyenne, pour cette année ?
# - Indice : Qui sait à l’avance gagne quand le gain est positif, et s’abstient sinon.
# - Indice : Comparez la moyenne de ces gains à celle du projet mené en aveugle : `.evpi`.
# - Erreur gain : C’est le gain moyen du projet. L’information vaut ce qu’elle *évite* : s’engager les mauvaises années.
# - Erreur loss-not-weighted : C’est la perte moyenne *quand* le projet perd : il reste à la multiplier par la probabilité de perdre.
# - Erreur spread : C’est l’écart-type du gain : une taille d’erreur, pas une valeur.
# - Pourquoi : Environ {value:money} : au-dessus de ce prix, refusez l’étude. Et c’est beaucoup devant un gain de {gain:money} : le doute coûte cher.

# %% [markdown] tags=["lang-en"] of="2334faf1"
# ## What is a market study worth?
# A consultancy offers to tell the exact turnover of the first year beforehand. What is that worth at most, on average, for that year?
# - Hint: Who knows beforehand gains when the gain is positive, and abstains otherwise.
# - Hint: Compare the mean of those gains with that of the project done blindly: `.evpi`.
# - Mistake gain: That is the mean gain of the project. Information is worth what it *avoids*: going ahead in the bad years.
# - Mistake loss-not-weighted: That is the mean loss *when* the project loses: it remains to multiply it by the probability of losing.
# - Mistake spread: That is the standard deviation of the gain: a size of error, not a value.
# - Why: About {value:money}: above this price, refuse the study. And that is much beside a gain of {gain:money}: doubt is dear.

# %%
question(
    "roi.information", "money", unit="€", points=2, precision=RANDOM.within(150.0), competences=("crm.decide",),
    facts=lambda given: {"value": round(_information(given), -1), "gain": _spread(given)[0]},
    answer=_information,
    solution="roi.simulate(given.study, draws=1_000_000, rng=1).evpi",
    mistakes={
        "gain": lambda given: _spread(given)[0],
        "loss-not-weighted": (lambda given: _information(given) / (1 - _chances(given)), 0.5),
        "spread": lambda given: _spread(given)[1],
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Convaincre des associés réticents
# Les associés de Sens Confort hésitent : « Tant d’efforts pour si peu ? » Répondez-leur en 8 à 12 lignes, pour ou contre, avec les chiffres : ce que le projet rapporte dans chaque lecture du devis, ce qui doit être vrai, les chances, ce que vous proposez de vérifier d’abord.
# - Indice : Reprenez l’objection avec leurs mots avant d’y répondre : on n’écoute que qui vous a entendu.
# - Indice : Cinq chiffres : deux gains, une hausse nécessaire, des chances, un seuil.
# - Critère : les deux lectures du devis sont chiffrées
# - Critère : ce qui doit être vrai est chiffré (hausse nécessaire, en %)
# - Critère : les chances de gagner sont chiffrées
# - Critère : le déplacement du seuil de rentabilité est dit
# - Critère : une vérification précède la décision
# - Critère : une décision est prise, avec une étape ou une condition
# - Critère : l’objection des associés est reprise et reçoit une réponse
# - Modèle : Vous demandez : tant d’efforts pour {gain:money} par an ? Si emballage, livraison et retours pèsent sur toutes les ventes, vous avez raison : il faut {growth:percent} de ventes en plus, le seuil de rentabilité monte à {even:money} et nos chances ne sont que de {chances:percent}. Mais si ces frais ne portent que sur les ventes en ligne, le gain est de {extra:money}. Je propose donc de vérifier d’abord le devis, puis d’ouvrir le site seul, en pilote, avant la salle d’exposition ; une étude de marché ne vaut pas plus de {value:money}.

# %% [markdown] tags=["lang-en"] of="f6785ca1"
# ## Convince reluctant shareholders
# The shareholders of Sens Confort hesitate: “So much effort for so little?” Answer in 8 to 12 lines, for or against, with the figures: what the project earns under each reading of the quote, what must be true, the chances, what you propose to check first.
# - Hint: Take up the objection in their words before answering: people listen to those who heard them.
# - Hint: Five figures: two gains, a growth needed, chances, a break-even.
# - Criterion: both readings of the quote are given in figures
# - Criterion: what must be true is given (growth needed, in %)
# - Criterion: the chances of gaining are given
# - Criterion: the move of break-even is told
# - Criterion: something is checked before deciding
# - Criterion: a decision is taken, with a step or a condition
# - Criterion: the shareholders’ objection is taken up and answered
# - Model: You ask: so much effort for {gain:money} a year? If packaging, delivery and returns weigh on all sales, you are right: it takes {growth:percent} more sales, break-even rises to {even:money} and our chances are only {chances:percent}. But if these costs bear on online sales alone, the gain is {extra:money}. So I propose to check the quote first, then to open the site alone, as a pilot, before the showroom; a market study is worth no more than {value:money}.

# %%
question(
    "roi.argument", "open", points=4, competences=("omni.argument", "ndrc.accompany"),
    facts=lambda given: {
        "gain": _spread(given)[0],
        "extra": _extra_gain(given),
        "growth": given.study.comparison.required_growth,
        "chances": _chances(given),
        "even": given.study.after.break_even_turnover,
        "value": round(_information(given), -2),
    },
    rubric=[
        {"numbers": lambda given: [_spread(given)[0], _extra_gain(given)]},
        {"numbers": lambda given: [100 * given.study.comparison.required_growth]},
        {"numbers": lambda given: [100 * _chances(given)]},
        {"numbers": lambda given: [given.study.after.break_even_turnover]},
        {"words": (r"vérifi", r"devis", r"étude", r"test", r"pilote", r"check", r"quote", r"study", r"pilot")},
        {"words": (r"recommand", r"propos", r"conseil", r"décid", r"recommend", r"propose", r"advise", r"decide")},
        {},
    ],
)
