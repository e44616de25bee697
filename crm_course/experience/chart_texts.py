"""The words of the chapter's charts, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

GROUPS: dict[str, tuple[Text, ...]] = {
    "promoter_share": (
        Text(fr="Détracteurs", en="Detractors"),
        Text(fr="Passifs", en="Passives"),
        Text(fr="Promoteurs", en="Promoters"),
    ),
    "low_share": (
        Text(fr="Effort élevé", en="High effort"),
        Text(fr="Effort moyen", en="Medium effort"),
        Text(fr="Effort faible", en="Low effort"),
    ),
    "share": (
        Text(fr="Pas satisfaits", en="Not satisfied"),
        Text(fr="Satisfaits", en="Satisfied"),
    ),
}
"""Against first, for last; by the first share of the measure."""

PART = Text(fr="{name} {share:percent}", en="{name} {share:percent}")
PART_SHORT = Text(fr="{share:percent}", en="{share:percent}")
GROUP = Text(fr="Groupe", en="Group")
SHARE = Text(fr="Part", en="Share")
ANSWERS = Text(fr="Nombre de réponses", en="Number of answers")
ANSWERS_SHORT = Text(fr="{responses:number} rép.", en="{responses:number} answers")
SCORE_GIVEN = Text(fr="Note donnée", en="Score given")
SCORE_AXIS = Text(fr="{label} (points, de −100 à 100)", en="{label} (points, −100 to 100)")
SHARE_AXIS = Text(fr="{label} (part de clients satisfaits)", en="{label} (share of customers satisfied)")
WAVE = Text(fr="Vague d’enquête", en="Survey wave")
TOOLTIPS = {
    "value": Text(fr="Score", en="Score"),
    "low": Text(fr="Borne basse", en="Lower limit"),
    "high": Text(fr="Borne haute", en="Upper limit"),
}

DISTRIBUTION = Text(
    fr="{label} : la note la plus fréquente est {score:number}",
    en="{label}: the most frequent answer is {score:number}",
)
DISTRIBUTION_DETAIL = Text(
    fr="Nombre de réponses par note ; {responses:number} réponses ; {convention}.",
    en="Number of answers per score; {responses:number} answers; {convention}.",
)
SEGMENTS_APART = Text(
    fr="« {best} » ({best_score}) se détache nettement de « {worst} » ({worst_score})",
    en="{best} ({best_score}) stands clearly above {worst} ({worst_score})",
)
SEGMENTS_ALIKE = Text(
    fr="De « {worst} » ({worst_score}) à « {best} » ({best_score}) : les intervalles se recouvrent, l’écart peut être dû au hasard",
    en="From {worst} ({worst_score}) to {best} ({best_score}): the intervals overlap, the difference may be chance",
)
SEGMENTS_DETAIL = Text(
    fr="{label} par segment et son intervalle de confiance ; {responses:number} réponses en tout.",
    en="{label} by segment and its confidence interval; {responses:number} answers in all.",
)
BAROMETER = Text(fr="{label} par vague", en="{label} by wave")
CHANGED = Text(
    fr="{brand} progresse : {label} {score}, soit {change:points} points en une vague, plus que le hasard",
    en="{brand} is rising: {label} {score}, that is {change:points} points in one wave, more than noise",
)
DROPPED = Text(
    fr="{brand} recule : {label} {score}, soit {change:points} points en une vague, plus que le hasard",
    en="{brand} is falling: {label} {score}, that is {change:points} points in one wave, more than noise",
)
STEADY = Text(
    fr="{brand} : {label} {score} ; l’écart de {change:points} points avec la vague précédente peut être dû au hasard",
    en="{brand}: {label} {score}; the {change:points} points since the wave before may be chance",
)
BAROMETER_DETAIL = Text(
    fr="{label} et son intervalle de confiance (bande) ; {waves:number} vagues, {responses:number} réponses.",
    en="{label} and its confidence interval (band); {waves:number} waves, {responses:number} answers.",
)
METHODS = {
    "wald": Text(fr="Wald (manuels)", en="Wald (textbook)"),
    "adjusted_wald": Text(fr="Wald ajusté", en="Adjusted Wald"),
    "score": Text(fr="Score (ce cours)", en="Score (this course)"),
}
HOLDS = Text(fr="Tient sa promesse", en="Keeps its promise")
SHORT_OF = Text(fr="Promet trop", en="Promises too much")
COVERAGE_AXIS = Text(fr="Enquêtes dont l’intervalle contient le vrai score", en="Surveys whose interval holds the true score")
COVERAGE = Text(
    fr="Avec {responses:number} réponses, « {method} » contient la vérité {coverage:percent0} du temps, pour {promised:percent0} promis",
    en="With {responses:number} answers, {method} holds the truth {coverage:percent0} of the time, for {promised:percent0} promised",
)
COVERAGE_DETAIL = Text(
    fr="Part des enquêtes possibles dont l’intervalle contient le vrai NPS ; trait : les {promised:percent0} promis, tenus à {lenience:number} point près.",
    en="Share of the possible surveys whose interval holds the true NPS; line: the {promised:percent0} promised, kept to within {lenience:number} points.",
)
MARK_AXIS = Text(fr="Note moyenne (sur {top:number})", en="Mean mark (out of {top:number})")
MYSTERY_DETAIL = Text(
    fr="Note moyenne par critère et son intervalle de confiance ; {calls:number} appels ; en vermillon, le point faible.",
    en="Mean mark by criterion and its confidence interval; {calls:number} calls; the weak point in vermilion.",
)
