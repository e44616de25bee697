"""Extend, find the error, decide: weights, segments, change, sample size, a report, an announcement."""

# %%
from typing import Any

from crm_course.experience.bookshop import Bookshop
from crm_course.experience.breakdown import breakdown
from crm_course.experience.compare import Comparison, compare
from crm_course.experience.planning import more_answers, sample_size
from crm_course.experience.scores import NpsResult, csat, nps
from crm_course.foundations import intervals
from crm_course.foundations.language import Text
from crm_course.workbook.precision import Precision, TENTH
from crm_course.workbook.script import question

from .scores import ease, net, share_of

def _weighted(shop: Bookshop) -> NpsResult:
    return nps(shop.answers["recommend"], weights=shop.answers["weight"])


def _by_channel(shop: Bookshop) -> dict[str, float]:
    table = breakdown(shop.answers, "channel")
    return dict(zip(table["channel"], table["score"], strict=True))


def _swapped(shop: Bookshop) -> float:
    """The weighted score of someone who gives each channel the other's customers."""
    scores, total = _by_channel(shop), sum(shop.customers.values())
    return sum(scores[channel] * (total - customers) for channel, customers in shop.customers.items()) / total


def _change(shop: Bookshop) -> Comparison:
    return compare(nps(shop.recommend), nps(shop.last_year))


def _needed(shop: Bookshop, margin: float) -> int:
    result = nps(shop.recommend)
    return sample_size(margin, promoter_share=result.promoter_share, detractor_share=result.detractor_share)


def _report(shop: Bookshop) -> dict[str, Any]:
    mean = nps(shop.recommend).mean
    return {
        "from_seven": net(shop.recommend, 7, 6),
        "seven_share": share_of(shop.recommend, 7),
        "six_share": share_of(shop.recommend, 0, 6),
        "satisfied": csat(shop.welcome, satisfied={4, 5}).share,
        "effort": -ease(shop).score,
        "right_effort": ease(shop).score,
        "right_nps": nps(shop.recommend).score,
        "mean": mean,
        "chance": mean / 10,
        "low": _change(shop).low,
        "high": _change(shop).high,
    }


def _decision(shop: Bookshop) -> dict[str, Any]:
    change = _change(shop)
    return {
        "difference": change.difference,
        "low": change.low,
        "high": change.high,
        "more": more_answers(nps(shop.recommend), 0).more,
        "weighted": _weighted(shop).score,
        "plain": nps(shop.recommend).score,
        "needed": _needed(shop, 10),
    }

# %% [markdown] tags=["lang-fr"]
# ## Magasin et site
# `shop.answers` : une ligne par réponse, avec son canal (`shop`, le magasin ; `web`, le site). Quel est le NPS de chaque canal ?
# - Ligne shop : magasin
# - Ligne web : site
# - Indice : Utilisez `shop.answers` : une ligne par réponse.
# - Indice : `experience.breakdown(shop.answers, 'channel')`, colonne `score`.
# - Pourquoi : {shop:points} au magasin, {web:points} sur le site : la moyenne cachait deux clientèles.

# %% [markdown] tags=["lang-en"] of="b9a4a9be"
# ## Shop and website
# `shop.answers`: one row per answer, with its channel (`shop` or `web`). What is the NPS of each channel?
# - Row shop: shop
# - Row web: website
# - Hint: Use `shop.answers`: one row per answer.
# - Hint: `experience.breakdown(shop.answers, 'channel')`, column `score`.
# - Why: {shop:points} in the shop, {web:points} on the website: the average hid two kinds of customers.

# %%
question(
    "experience.channels", "table", unit="points", precision=TENTH, competences=("omni.survey", "ndrc.omnichannel"),
    facts=_by_channel,
    answer=_by_channel,
    solution="experience.breakdown(shop.answers, 'channel').set_index('channel')['score']",
)

# %% [markdown] tags=["lang-fr"]
# ## Redresser l’enquête
# Le site a répondu plus que sa part : {web_answers:number} réponses sur {answers:number}, pour {web_customers:number} clients sur {customers:number}. La colonne `weight` dit combien de clients chaque réponse représente. Quel est le NPS redressé ?
# - Indice : Utilisez `shop.answers` : une ligne par réponse.
# - Indice : `experience.nps` accepte un poids par réponse : `weights=shop.answers['weight']`.
# - Erreur not-weighted : C’est le NPS brut : le site y pèse bien plus que ses clients.
# - Erreur channels-weigh-the-same : Vous avez fait la moyenne des deux canaux, comme s’ils avaient autant de clients.
# - Erreur weights-swapped : Les parts des deux canaux sont inversées.
# - Pourquoi : Redressé, le NPS est de {score:points}. Le prix : ces réponses ne valent plus que {effective:number0} réponses égales.

# %% [markdown] tags=["lang-en"] of="afa8a926"
# ## Weight the survey
# The website answered more than its share: {web_answers:number} answers of {answers:number}, for {web_customers:number} customers of {customers:number}. The column `weight` says how many customers each answer stands for. What is the weighted NPS?
# - Hint: Use `shop.answers`: one row per answer.
# - Hint: `experience.nps` takes a weight for each answer: `weights=shop.answers['weight']`.
# - Mistake not-weighted: That is the plain NPS: the website weighs far more in it than its customers.
# - Mistake channels-weigh-the-same: You averaged the two channels as if they had as many customers.
# - Mistake weights-swapped: The shares of the two channels are swapped.
# - Why: Weighted, the NPS is {score:points}. The price: these answers are worth only {effective:number0} equal ones.

# %%
question(
    "experience.weighted", "number", unit="points", points=2, precision=TENTH, competences=("omni.survey", "crm.quality"),
    facts=lambda shop: {
        "web_answers": sum(shop.by_channel["web"].values()),
        "answers": len(shop.answers),
        "web_customers": shop.customers["web"],
        "customers": sum(shop.customers.values()),
        "score": _weighted(shop).score,
        "effective": _weighted(shop).effective_responses,
    },
    answer=lambda shop: _weighted(shop).score,
    solution="experience.nps(shop.answers['recommend'], weights=shop.answers['weight']).score",
    mistakes={
        "not-weighted": lambda shop: nps(shop.recommend).score,
        "channels-weigh-the-same": (lambda shop: sum(_by_channel(shop).values()) / 2, 0.25),
        "weights-swapped": (_swapped, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Depuis l’an dernier
# L’an dernier (`shop.last_year`), le NPS était de {before:points} ; il est de {now:points}. Que peut-on affirmer, avec une confiance de 95 % ?
# - Choix risen : le NPS a monté
# - Choix fallen : le NPS a baissé
# - Choix same : le NPS n’a pas changé
# - Choix unknown : on ne peut pas trancher
# - Indice : `experience.compare(maintenant, avant)` donne l’écart et son intervalle.
# - Erreur noise-taken-for-change : L’écart observé est positif, mais son intervalle va de {low:points} à {high:points} : il contient 0.
# - Erreur no-evidence-taken-for-no-change : Ne pas pouvoir montrer un changement n’est pas montrer qu’il n’y en a pas : l’intervalle va jusqu’à {high:points}.
# - Pourquoi : L’intervalle de l’écart va de {low:points} à {high:points} : une vraie hausse est possible, un simple hasard aussi.

# %% [markdown] tags=["lang-en"] of="b608f2ff"
# ## Since last year
# Last year (`shop.last_year`) the NPS was {before:points}; it is {now:points}. What can one state, with 95% confidence?
# - Option risen: the NPS has risen
# - Option fallen: the NPS has fallen
# - Option same: the NPS has not changed
# - Option unknown: one cannot tell
# - Hint: `experience.compare(now, before)` gives the difference and its interval.
# - Mistake noise-taken-for-change: The observed difference is positive, but its interval goes from {low:points} to {high:points}: it holds 0.
# - Mistake no-evidence-taken-for-no-change: Not being able to show a change is not showing that there is none: the interval goes up to {high:points}.
# - Why: The interval of the difference goes from {low:points} to {high:points}: a true rise is possible, and so is mere chance.

# %%
question(
    "experience.change", "choice", competences=("crm.decide",),
    facts=lambda shop: {
        "before": nps(shop.last_year).score,
        "now": nps(shop.recommend).score,
        "low": _change(shop).low,
        "high": _change(shop).high,
    },
    answer=lambda shop: ("risen" if _change(shop).difference > 0 else "fallen") if _change(shop).more_than_noise else "unknown",
    solution="'unknown' if not experience.compare(experience.nps(shop.recommend), experience.nps(shop.last_year)).more_than_noise else 'risen'",
    mistakes={
        "noise-taken-for-change": lambda shop: "risen",
        "no-evidence-taken-for-no-change": (lambda shop: "same", 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Combien de réponses l’an prochain ?
# La libraire veut connaître son NPS à ± 10 points, avec une confiance de 95 %. Si les parts restent celles de cette année, combien de réponses lui faut-il ?
# - Indice : `experience.sample_size(…)` : la marge est en points.
# - Indice : Ajoutez `promoter_share=` et `detractor_share=`.
# - Erreur worst-case : C’est le pire des cas, sans rien savoir des clients. Donnez les parts de promoteurs et de détracteurs attendues.
# - Erreur margin-halved : Vous avez compté 10 points de largeur en tout. ± 10, c’est 10 de chaque côté.
# - Erreur one-share-of-yes-and-no : C’est la taille d’échantillon d’une part (oui ou non). Un NPS est une différence de deux parts : il varie davantage.
# - Pourquoi : Elle en a eu {responses:number} cette année. Sans rien supposer, il en faudrait {worst:number}.

# %% [markdown] tags=["lang-en"] of="452ecfc3"
# ## How many answers next year?
# The bookseller wants to know her NPS to within ± 10 points, with 95% confidence. If the shares stay as they are this year, how many answers does she need?
# - Hint: `experience.sample_size(…)`: the margin is in points.
# - Hint: Add `promoter_share=` and `detractor_share=`.
# - Mistake worst-case: That is the worst case, knowing nothing of the customers. Give the expected shares of promoters and detractors.
# - Mistake margin-halved: You took 10 points as the whole width. ± 10 is 10 on each side.
# - Mistake one-share-of-yes-and-no: That is the sample size of a share (yes or no). An NPS is a difference of two shares: it varies more.
# - Why: She had {responses:number} this year. Supposing nothing, she would need {worst:number}.

# %%
question(
    "experience.sample", "number",
    precision=Precision(5, Text(fr="la formule des manuels et celle du cours diffèrent de quelques réponses", en="the textbook’s formula and the course’s differ by a few answers")),
    competences=("crm.decide", "ndrc.information"),
    facts=lambda shop: {"worst": sample_size(10), "responses": nps(shop.recommend).responses},
    answer=lambda shop: _needed(shop, 10),
    solution="experience.sample_size(10, promoter_share=experience.nps(shop.recommend).promoter_share, detractor_share=experience.nps(shop.recommend).detractor_share)",
    mistakes={
        "worst-case": (lambda shop: sample_size(10), 0.5),
        "margin-halved": (lambda shop: _needed(shop, 5), 0.25),
        "one-share-of-yes-and-no": lambda shop: round((intervals.z_value(0.95) / 0.10) ** 2 * 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Trouver les erreurs d’un rapport
# Un cabinet rend ce rapport sur la même enquête. Quelles lignes sont fausses ?
#
# **A.** « NPS de {from_seven:points} : {seven_share:percent} des clients donnent 7 ou plus, {six_share:percent} donnent 6 ou moins. »
#
# **B.** « {satisfied:percent} des clients sont satisfaits de l’accueil (4 ou 5 sur 5). »
#
# **C.** « CES de {effort:points} : commander demande trop d’effort (7 = tout à fait facile). »
#
# **D.** « La note moyenne est de {mean:number} : un client a {chance:percent} de chances de nous recommander. »
#
# **E.** « L’écart de NPS avec l’an dernier est entre {low:points} et {high:points} : on ne peut pas conclure à une hausse. »
# - Indice : Recalculez chaque chiffre avant de lire la phrase.
# - Indice : Trois questions : qui est promoteur ? que dit une note élevée ? une moyenne est-elle une part ?
# - Erreur mean-believed : A et C sont bien fausses. Relisez D : une note moyenne n’est pas une probabilité.
# - Erreur sign-believed : A et D sont bien fausses. Relisez C : que veut dire un 7 ici ?
# - Erreur caution-taken-for-error : E est prudente et juste : un intervalle qui contient 0 ne permet pas de conclure.
# - Pourquoi : A compte les passifs comme promoteurs (le NPS est de {right_nps:points}), C a le signe inversé ({right_effort:points}), D prend une moyenne pour une probabilité.

# %% [markdown] tags=["lang-en"] of="00ec210d"
# ## Find the errors in a report
# A consultancy hands in this report on the same survey. Which lines are wrong?
#
# **A.** “NPS {from_seven:points}: {seven_share:percent} of customers give 7 or more, {six_share:percent} give 6 or less.”
#
# **B.** “{satisfied:percent} of customers are satisfied with the welcome (4 or 5 out of 5).”
#
# **C.** “CES {effort:points}: ordering takes too much effort (7 = entirely easy).”
#
# **D.** “The mean answer is {mean:number}: a customer has a {chance:percent} chance of recommending us.”
#
# **E.** “The difference in NPS since last year is between {low:points} and {high:points}: a rise cannot be concluded.”
# - Hint: Compute each figure again before reading the sentence.
# - Hint: Three questions: who is a promoter? what does a high answer say? is a mean a share?
# - Mistake mean-believed: A and C are wrong indeed. Read D again: a mean is not a probability.
# - Mistake sign-believed: A and D are wrong indeed. Read C again: what does a 7 mean here?
# - Mistake caution-taken-for-error: E is cautious and right: an interval that holds 0 allows no conclusion.
# - Why: A counts passives as promoters (the NPS is {right_nps:points}), C has the sign reversed ({right_effort:points}), D takes a mean for a probability.

# %%
question(
    "experience.report", "choices", points=2, competences=("omni.survey", "ndrc.information"),
    options={key: Text(fr=f"ligne {key}", en=f"line {key}") for key in "ABCDE"},
    facts=_report,
    answer=lambda shop: ("A", "C", "D"),
    solution="['A', 'C', 'D']",
    mistakes={
        "mean-believed": (lambda shop: ["A", "C"], 0.5),
        "sign-believed": (lambda shop: ["A", "D"], 0.5),
        "caution-taken-for-error": (lambda shop: ["A", "C", "D", "E"], 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Décider et défendre
# La libraire veut afficher en vitrine : « Notre NPS a gagné {difference:number0} points en un an ! » Conseillez-la : que peut-elle dire, que lui manque-t-il ? Citez vos chiffres.
# - Indice : Un écart se lit avec son intervalle : contient-il 0 ?
# - Indice : Qui a répondu, et pour combien de clients ? Reprenez votre NPS redressé et la taille d’enquête.
# - Critère : L’intervalle de l’écart est cité, borne basse comprise.
# - Critère : Le hasard n’est pas exclu : l’annonce est déconseillée.
# - Critère : Le déséquilibre entre magasin et site est relevé.
# - Critère : Une suite est proposée : davantage de réponses.
# - Critère : Le conseil est clair et tient en quelques phrases.
# - Modèle : N’affichez pas ce chiffre. L’écart est de {difference:points} points, mais son intervalle va de {low:number1} à {high:points} : le hasard suffit à l’expliquer. De plus le site a répondu plus que sa part : redressé, le NPS est de {weighted:points} et non de {plain:points}. Demandez l’an prochain environ {needed:number} réponses, en respectant la part du magasin et du site.

# %% [markdown] tags=["lang-en"] of="2a238f77"
# ## Decide and defend
# The bookseller wants to write in her window: “Our NPS gained {difference:number0} points in a year!” Advise her: what can she say, what does she lack? Quote your figures.
# - Hint: A difference is read with its interval: does it hold 0?
# - Hint: Who answered, and for how many customers? Take up your weighted NPS and the survey’s size.
# - Criterion: The interval of the difference is quoted, lower limit included.
# - Criterion: Chance is not ruled out: she is advised against it.
# - Criterion: The imbalance of shop and website is noted.
# - Criterion: A next step is proposed: more answers.
# - Criterion: The advice is clear and takes a few sentences.
# - Model: Do not display this figure. The difference is {difference:points} points, but its interval goes from {low:number1} to {high:points}: chance is enough to explain it. Moreover the website answered more than its share: weighted, the NPS is {weighted:points}, not {plain:points}. Next year ask for about {needed:number} answers, in proportion to shop and website.

# %%
question(
    "experience.announce", "open", points=3, competences=("omni.argument", "crm.decide"),
    facts=_decision,
    rubric=[
        {"numbers": lambda shop: [_decision(shop)["low"]]},
        {"words": (r"hasard|bruit|contient (0|zéro)|ne (peut|permet)", r"chance|noise|holds (0|zero)|cannot")},
        {"words": (r"redress|pond[ée]r|magasin", r"weight|shop")},
        {"words": (r"r[ée]ponses|enqu[êe]te", r"answers|survey")},
        {},
    ],
)
