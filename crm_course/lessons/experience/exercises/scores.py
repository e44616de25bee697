"""Redo with other numbers: NPS, CSAT, CES of seven points, the interval of ten answers."""

# %%
from crm_course.experience.bookshop import Bookshop, Counts
from crm_course.experience.scores import CesResult, NpsResult, ces, csat, nps
from crm_course.foundations import intervals
from crm_course.workbook.precision import POINT, TENTH
from crm_course.workbook.script import question

def share_of(counts: Counts, least: int, most: int = 10) -> float:
    """Share of the answers from `least` to `most`, 0–1."""
    return sum(count for score, count in counts.items() if least <= score <= most) / sum(counts.values())


def net(counts: Counts, promoters_from: int, detractors_to: int) -> float:
    """A net score with other limits than the NPS has."""
    return 100 * (share_of(counts, promoters_from) - share_of(counts, 0, detractors_to))


def ease(shop: Bookshop) -> CesResult:
    """The CES of seven points: 5 to 7 is easy, 1 to 3 is not."""
    return ces(shop.ease, low={5, 6, 7}, high={1, 2, 3})


def _week(shop: Bookshop) -> NpsResult:
    return nps(shop.first_week)

# %% [markdown] tags=["lang-fr"]
# ## Le NPS de la librairie
# `shop.recommend` donne l’effectif de chaque note, de 0 à 10. Quel est le NPS, en points ?
# - Indice : Trois groupes : 9–10, 7–8, 0–6.
# - Indice : Part des promoteurs moins part des détracteurs, fois 100 ; le total est celui de toutes les réponses.
# - Erreur promoters-from-7 : Vous avez compté les 7 et les 8 comme promoteurs : ce sont des passifs, ils ne comptent que dans le total.
# - Erreur detractors-to-8 : Vous avez retranché les passifs (7 et 8) : seuls les 6 et moins sont des détracteurs.
# - Erreur passives-left-out-of-the-total : Bonne différence, mauvais diviseur : les passifs comptent dans le total des réponses.
# - Pourquoi : {promoters:percent} de promoteurs moins {detractors:percent} de détracteurs.

# %% [markdown] tags=["lang-en"] of="3c4139f9"
# ## The NPS of the bookshop
# `shop.recommend` holds the count of each score, from 0 to 10. What is the NPS, in points?
# - Hint: Three groups: 9–10, 7–8, 0–6.
# - Hint: Share of promoters less share of detractors, times 100; the total is that of all answers.
# - Mistake promoters-from-7: You counted 7 and 8 as promoters: they are passives, and count only in the total.
# - Mistake detractors-to-8: You subtracted the passives (7 and 8): only 6 and below are detractors.
# - Mistake passives-left-out-of-the-total: The right difference over the wrong total: passives count among the answers.
# - Why: {promoters:percent} promoters less {detractors:percent} detractors.

# %%
question(
    "experience.nps", "number", unit="points", precision=TENTH, competences=("omni.survey",),
    facts=lambda shop: {"promoters": nps(shop.recommend).promoter_share, "detractors": nps(shop.recommend).detractor_share},
    answer=lambda shop: nps(shop.recommend).score,
    solution="experience.nps(shop.recommend).score",
    mistakes={
        "promoters-from-7": (lambda shop: net(shop.recommend, 7, 6), 0.25),
        "detractors-to-8": (lambda shop: net(shop.recommend, 9, 8), 0.25),
        "passives-left-out-of-the-total": (lambda shop: net({s: c for s, c in shop.recommend.items() if s not in (7, 8)}, 9, 6), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## L’accueil
# `shop.welcome` va de 1 (pas du tout satisfait) à 5 (très satisfait). Quel est le CSAT, si l’on dit satisfaits ceux qui répondent 4 ou 5 ?
# - Indice : Le CSAT est une part de clients.
# - Indice : Additionnez les effectifs de 4 et de 5, divisez par le total.
# - Erreur mean-as-share : Vous avez divisé la note moyenne par 5. Une moyenne n’est pas une part de clients : comptez les satisfaits.
# - Erreur only-the-very-satisfied : Vous n’avez compté que les 5.
# - Erreur neutral-as-satisfied : Un 3 sur 5 n’est pas un client satisfait.
# - Pourquoi : {satisfied:percent} de satisfaits ; la moyenne ({mean:number}) dit autre chose.

# %% [markdown] tags=["lang-en"] of="ed012650"
# ## The welcome
# `shop.welcome` goes from 1 (not at all satisfied) to 5 (very satisfied). What is the CSAT, if those who answer 4 or 5 are satisfied?
# - Hint: The CSAT is a share of customers.
# - Hint: Add the counts of 4 and 5, divide by the total.
# - Mistake mean-as-share: You divided the mean by 5. A mean is not a share of customers: count the satisfied.
# - Mistake only-the-very-satisfied: You counted the 5s only.
# - Mistake neutral-as-satisfied: A 3 out of 5 is not a satisfied customer.
# - Why: {satisfied:percent} are satisfied; the mean ({mean:number}) says something else.

# %%
question(
    "experience.csat", "share", unit="%", precision=TENTH.within(0.0005), competences=("omni.survey", "orders.quality"),
    facts=lambda shop: {"satisfied": share_of(shop.welcome, 4), "mean": csat(shop.welcome, satisfied={4, 5}).mean},
    answer=lambda shop: csat(shop.welcome, satisfied={4, 5}).share,
    solution="experience.csat(shop.welcome, satisfied={4, 5}).share",
    mistakes={
        "mean-as-share": lambda shop: csat(shop.welcome, satisfied={4, 5}).mean / 5,
        "only-the-very-satisfied": (lambda shop: share_of(shop.welcome, 5), 0.25),
        "neutral-as-satisfied": (lambda shop: share_of(shop.welcome, 3), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## L’effort, sur sept points
# `shop.ease` : « Commander a été facile », de 1 (pas du tout) à 7 (tout à fait). Quel est le CES, si 5 à 7 disent un effort faible et 1 à 3 un effort élevé ?
# - Indice : Quelle note donne un client qui n’a eu aucun mal ?
# - Indice : Part d’effort faible moins part d’effort élevé, fois 100.
# - Erreur sign-of-effort : Le signe est inversé : ici, une note élevée dit que c’était facile. Relisez la question posée au client.
# - Erreur two-extremes-only : Vous n’avez gardé que 6–7 et 1–2 : ce n’est pas la convention demandée.
# - Erreur mean-of-effort : C’est la note moyenne, non une différence de parts.
# - Pourquoi : {low:percent} d’effort faible moins {high:percent} d’effort élevé ; dites toujours la convention à côté du score.

# %% [markdown] tags=["lang-en"] of="908107da"
# ## Effort, on seven points
# `shop.ease`: “Ordering was easy”, from 1 (not at all) to 7 (entirely). What is the CES, if 5 to 7 say low effort and 1 to 3 high effort?
# - Hint: Which score does a customer give who had no trouble at all?
# - Hint: Share of low effort less share of high effort, times 100.
# - Mistake sign-of-effort: The sign is reversed: here a high answer says that it was easy. Read again what the customer was asked.
# - Mistake two-extremes-only: You kept 6–7 and 1–2 only: that is not the convention asked for.
# - Mistake mean-of-effort: That is the mean, not a difference of shares.
# - Why: {low:percent} low effort less {high:percent} high effort; always state the convention beside the score.

# %%
question(
    "experience.ces", "number", unit="points", precision=TENTH, competences=("omni.survey",),
    facts=lambda shop: {"low": ease(shop).low_share, "high": ease(shop).high_share},
    answer=lambda shop: ease(shop).score,
    solution="experience.ces(shop.ease, low={5, 6, 7}, high={1, 2, 3}).score",
    mistakes={
        "sign-of-effort": (lambda shop: -ease(shop).score, 0.5),
        "two-extremes-only": (lambda shop: 100 * (share_of(shop.ease, 6) - share_of(shop.ease, 1, 2)), 0.5),
        "mean-of-effort": lambda shop: ease(shop).mean,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Les premières réponses
# `shop.first_week` : la même question, la première semaine du retrait en magasin. Le NPS est de {score:points}. Quelle est la borne basse de son intervalle de confiance à 95 %, en points ?
# - Indice : Le résultat de `experience.nps` porte ses deux bornes.
# - Indice : `experience.nps(shop.first_week)` puis `.low`.
# - Erreur textbook-interval : C’est la formule des manuels (score ± 1,96 erreur type). Avec si peu de réponses, elle promet trop : lisez `.low` du résultat.
# - Erreur one-standard-error : Vous avez retranché une seule erreur type : c’est loin d’une confiance de 95 %.
# - Pourquoi : Presque tous ravis, mais {responses:number} seulement : le vrai score peut n’être que de {low:points}.

# %% [markdown] tags=["lang-en"] of="ebfaf806"
# ## The first answers
# `shop.first_week`: the same question in the first week of click-and-collect. The NPS is {score:points}. What is the lower limit of its 95% confidence interval, in points?
# - Hint: The result of `experience.nps` holds its two limits.
# - Hint: `experience.nps(shop.first_week)`, then `.low`.
# - Mistake textbook-interval: That is the textbook formula (score ± 1.96 standard errors). With so few answers it promises too much: read the result’s `.low`.
# - Mistake one-standard-error: You subtracted a single standard error: far from 95% confidence.
# - Why: Almost all delighted, but only {responses:number}: the true score may be as low as {low:points}.

# %%
question(
    "experience.first-week", "number", unit="points", precision=POINT, competences=("omni.survey", "crm.decide"),
    facts=lambda shop: {"score": _week(shop).score, "low": _week(shop).low, "responses": _week(shop).responses},
    answer=lambda shop: _week(shop).low,
    solution="experience.nps(shop.first_week).low",
    mistakes={
        "textbook-interval": (lambda shop: (
        100 * intervals.net_wald(_week(shop).promoter_share * _week(shop).responses, 0, _week(shop).responses).low
    ), 0.5),
        "one-standard-error": lambda shop: _week(shop).score - _week(shop).standard_error,
    },
)
