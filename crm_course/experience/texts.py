"""Every text of the chapter, French and English side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from crm_course.foundations.language import Text

# -- names --------------------------------------------------------------------------------

NPS = Text(fr="NPS", en="NPS")
CSAT = Text(fr="CSAT", en="CSAT")
CES = Text(fr="CES", en="CES")
ANSWERS = Text(fr="réponse", en="answers")
COUNTS = Text(fr="effectif", en="counts")
WEIGHTS = Text(fr="poids", en="weights")
SCALE = Text(fr="échelle", en="scale")
SATISFIED = Text(fr="notes des satisfaits", en="satisfied")
LOW_EFFORT = Text(fr="notes d’effort faible", en="low (effort)")
HIGH_EFFORT = Text(fr="notes d’effort élevé", en="high (effort)")
RESULTS = Text(fr="résultat à comparer", en="results to compare")
MARGIN = Text(fr="marge (points)", en="margin (points)")
POPULATION = Text(fr="nombre de clients", en="population")
CHANCE = Text(fr="probabilité de conclure", en="chance")
TARGET = Text(fr="cible", en="target")
EXPECTED = Text(fr="part attendue de promoteurs et de détracteurs", en="expected promoter_share and detractor_share")
PROMOTER_SHARE = Text(fr="part de promoteurs", en="promoter_share")
DETRACTOR_SHARE = Text(fr="part de détracteurs", en="detractor_share")
FRAME = Text(fr="tableau de réponses", en="frame")
COLUMN = Text(fr="colonne", en="column")
SEGMENT = Text(fr="segment", en="segment")
TOP_MARK = Text(fr="note maximale", en="top mark")
CALLS = Text(fr="appels mystère", en="mystery calls")
CRITERION = Text(fr="critère", en="criterion")
MARKS = Text(fr="note des observateurs", en="marks of the two observers")

CRITERIA: dict[str, Text] = {
    "image": Text(fr="Image", en="Image"),
    "welcome": Text(fr="Accueil", en="Welcome"),
    "listening": Text(fr="Écoute", en="Listening"),
    "script": Text(fr="Script", en="Script"),
    "competence": Text(fr="Compétence", en="Competence"),
}

# -- rules and ways out -------------------------------------------------------------------

RULE_NUMBERS = Text(
    fr="une note sous forme de nombre (une liste, ou un effectif par note)", en="scores, as numbers (a list, or a count per score)"
)
RULE_NOT_EMPTY = Text(fr="présente au moins une fois", en="at least one answer")
RULE_NONE_MISSING = Text(
    fr="présente partout (il en manque {missing:number} sur {all:number})",
    en="without missing values ({missing:number} of {all:number} are missing)",
)
WAY_MISSING = Text(
    fr="Écartez-les, en le disant : « answers.dropna() » pour une colonne, « [a for a in answers if a == a] » pour une liste.",
    en="Leave them out, and say so: answers.dropna() for a column, [a for a in answers if a == a] for a list.",
)
RULE_ON_SCALE = Text(fr="un nombre entier de {low:number} à {high:number}", en="whole numbers from {low:number} to {high:number}")
RULE_WHOLE = Text(fr="un nombre entier", en="whole numbers")
WAY_OFF_SCALE = Text(
    fr="C’est la valeur n° {place:number} ({off:number} hors de l’échelle en tout) : corrigez-la, ou vérifiez l’échelle de la question.",
    en="It is value {place:number} ({off:number} off the scale in all): correct it, or check the question’s scale.",
)
WAY_LIST = Text(
    fr="Donnez une colonne ou une liste, par exemple [9, 10, 3], ou des effectifs, par exemple {{9: 12, 10: 8}}.",
    en="Give one column or list, for example [9, 10, 3], or counts, for example {{9: 12, 10: 8}}.",
)
WAY_TEXT = Text(
    fr="La valeur n° {place:number} est du texte : convertissez d’abord, par exemple avec « pandas.to_numeric(…) » ou « int(…) ».",
    en="Value {place:number} is text: convert first, for example with pandas.to_numeric(…) or int(…).",
)
WAY_PLACE = Text(fr="C’est la valeur n° {place:number}.", en="It is value {place:number}.")
RULE_COUNTS = Text(fr="un nombre entier de réponses, 0 ou plus, par note", en="a whole number of answers, 0 or more, for each score")
WAY_COUNT = Text(fr="C’est l’effectif de la note {score}.", en="It is the count of score {score}.")
WAY_SHARES = Text(
    fr="Ce sont des parts ? Donnez les effectifs : sans le nombre de réponses, il n’y a pas d’incertitude à calculer.",
    en="Are these shares? Give counts: without the number of answers there is no uncertainty to compute.",
)
RULE_CLEAR = Text(fr="clairement une réponse, ou clairement un effectif par note", en="clearly answers, or clearly counts per score")
WAY_CLEAR = Text(
    fr="Il y a une valeur par note, dont certaines dépassent l’échelle : si ce sont des effectifs, donnez « answers.to_dict() » ; sinon corrigez la note de trop.",
    en="There is one value per score, some beyond the scale: if they are counts, give answers.to_dict(); if not, correct the score.",
)
RULE_COUNTED = Text(
    fr="un tableau avec une colonne de notes et une colonne d’effectifs (« effectif », « count »)",
    en="a frame with a column of scores and a column of counts (“count”, “effectif”)",
)
RULE_COUNTED_ONCE = Text(fr="comptée une seule fois dans un tableau d’effectifs", en="counted once in a frame of counts")
RULE_WEIGHTS = Text(fr="un nombre, 0 ou plus, par réponse", en="a number, 0 or more, for each answer")
RULE_WEIGHTS_NOT_ALL_ZERO = Text(fr="d’une somme supérieure à 0", en="of a sum above 0")
RULE_WEIGHTS_LENGTH = Text(
    fr="au nombre de {size:number}, un par réponse ou par note", en="{size:number} in number, one for each answer or score"
)
RULE_WEIGHTS_ONE_EACH = Text(
    fr="une liste, un poids par réponse (un poids par note va avec des effectifs)",
    en="a list, one weight for each answer (a weight per score goes with counts)",
)
RULE_WEIGHTS_EVERY_SCORE = Text(
    fr="donné pour chaque note (il manque celui de la note {score})", en="given for every score (that of score {score} is missing)"
)
RULE_SAME_INDEX = Text(
    fr="de même index que les réponses (sinon, donnez « weights.to_numpy() »)",
    en="of the same index as the answers (or give weights.to_numpy())",
)
RULE_SET = Text(fr="un ensemble de notes entières", en="a set of whole scores")
WAY_SET = Text(fr="Par exemple {{4, 5}}, entre accolades.", en="For example {{4, 5}}, in braces.")
RULE_SCALE = Text(fr="(0, 10) ou (1, 10)", en="(0, 10) or (1, 10)")
WAY_SCALE = Text(
    fr="Le NPS n’existe que sur ces notes ; pour une autre échelle, utilisez csat ou ces.",
    en="The NPS is defined on these scores only; for another scale use csat or ces.",
)
RULE_APART = Text(fr="distinct des notes d’effort faible", en="apart from the scores of low effort")
WAY_APART = Text(fr="Dans les deux : {both}.", en="In both: {both}.")
RULE_RESULT = Text(fr="un résultat de nps, csat ou ces", en="a result of nps, csat or ces")
WAY_RESULT = Text(
    fr="Donnez le résultat entier, par exemple « nps(answers) », non son score.",
    en="Give the whole result, for example nps(answers), not its score.",
)
RULE_CONVENTION = Text(fr="de même convention ({first})", en="of the same convention ({first})")
WAY_CONVENTION = Text(
    fr="Recalculez les deux avec les mêmes notes : sinon l’écart vient de la convention, pas des clients.",
    en="Compute both with the same scores: otherwise the difference is the convention’s, not the customers’.",
)
RULE_MARGIN = Text(fr="de 100 points au plus", en="at most 100 points")
RULE_CHANCE = Text(fr="d’au moins 0,5", en="at least 0.5")
RULE_TARGET = Text(fr="de −100 à 100 points", en="from −100 to 100 points")
RULE_BOTH_SHARES = Text(fr="donnée avec l’autre, ou pas du tout", en="given together, or not at all")
RULE_SUM = Text(fr="d’une somme de 1 au plus", en="of a sum of at most 1")
RULE_AT_MOST = Text(fr="au nombre de {most:number} au plus", en="at most {most:number} in number")
RULE_FRAME = Text(fr="un DataFrame d’au moins une ligne", en="a DataFrame of at least one row")
RULE_BREAKDOWN = Text(fr="un tableau rendu par breakdown ou barometer", en="a table returned by breakdown or barometer")
RULE_GRID = Text(
    fr="un poids par critère, par exemple {{'accueil': 2, 'écoute': 1}}",
    en="a weight for each criterion, for example {{'welcome': 2, 'listening': 1}}",
)
RULE_MARK = Text(fr="une note de 0 à {top:number}", en="a mark from 0 to {top:number}")
RULE_SAME_CALLS = Text(fr="donnée par chacun pour chaque appel", en="one mark from each for every call")

# -- cautions -----------------------------------------------------------------------------

NOT_STANDARD = Text(
    fr="La question standard du NPS va de 0 à 10 ; celle-ci va de 1 à 10. Ne comparez pas ce score à ceux d’enquêtes standard.",
    en="The standard NPS question goes from 0 to 10; this one goes from 1 to 10. Do not compare this score with those of standard surveys.",
)
MIXED_SCALES = Text(
    fr="L’une des deux questions va de 0 à 10, l’autre de 1 à 10 : une partie de l’écart peut venir de là.",
    en="One of the two questions goes from 0 to 10, the other from 1 to 10: part of the difference may come from that.",
)
LOW_SCALE = Text(
    fr="Aucune note au-dessus de 5 : si la question va de 1 à 5, ce n’est pas un NPS ; comptez les satisfaits (CSAT).",
    en="No score above 5: if the question goes from 1 to 5, this is no NPS; count the satisfied (CSAT).",
)
NONE_COUNTED = Text(
    fr="Aucune réponse ne porte une note de la convention choisie : vérifiez l’échelle.",
    en="No answer has a score named in the convention: check the scale.",
)

# -- findings -----------------------------------------------------------------------------

FINDINGS: dict[str, Text] = {
    "NpsResult": Text(
        fr="NPS {score:points} : {promoter_share:percent} de promoteurs moins {detractor_share:percent} de détracteurs ({responses:number} réponses).",
        en="NPS {score:points}: {promoter_share:percent} promoters less {detractor_share:percent} detractors ({responses:number} answers).",
    ),
    "CsatResult": Text(
        fr="CSAT {share:percent} de clients satisfaits, ceux qui répondent {positive} ({responses:number} réponses).",
        en="CSAT {share:percent} of customers satisfied, those who answer {positive} ({responses:number} answers).",
    ),
    "CesResult": Text(
        fr="CES {score:points} : {low_share:percent} d’effort faible ({positive}) moins {high_share:percent} d’effort élevé ({negative}) ({responses:number} réponses).",
        en="CES {score:points}: {low_share:percent} low effort ({positive}) less {high_share:percent} high effort ({negative}) ({responses:number} answers).",
    ),
}
UNCERTAINTY = Text(
    fr="Intervalle de confiance à {confidence:percent} : de {low:points} à {high:points}.",
    en="{confidence:percent} confidence interval: {low:points} to {high:points}.",
)
UNCERTAINTY_SHARE = Text(
    fr="Intervalle de confiance à {confidence:percent} : de {low:percent} à {high:percent}.",
    en="{confidence:percent} confidence interval: {low:percent} to {high:percent}.",
)
CONVENTION = {
    "nps": Text(fr="promoteurs : {positive} ; détracteurs : {negative}", en="promoters: {positive}; detractors: {negative}"),
    "csat": Text(fr="satisfaits : {positive}", en="satisfied: {positive}"),
    "ces": Text(fr="effort faible : {positive} ; effort élevé : {negative}", en="low effort: {positive}; high effort: {negative}"),
}
RANGE = Text(fr="{first} à {last}", en="{first} to {last}")
PAIR = Text(fr="{first} et {last}", en="{first} and {last}")

NPS_MEANS = {
    "above": Text(
        fr="Les promoteurs sont plus nombreux que les détracteurs, et ce n’est pas un effet du hasard.",
        en="Promoters outnumber detractors, and chance does not explain it.",
    ),
    "below": Text(
        fr="Les détracteurs sont plus nombreux que les promoteurs, et ce n’est pas un effet du hasard.",
        en="Detractors outnumber promoters, and chance does not explain it.",
    ),
    "unsure": Text(
        fr="On ne peut pas dire si les promoteurs l’emportent : l’intervalle contient 0.",
        en="One cannot tell whether promoters outnumber detractors: the interval holds 0.",
    ),
}
CES_MEANS = {
    "above": Text(
        fr="Les clients qui trouvent la démarche facile sont les plus nombreux, avec cette convention.",
        en="Customers who find it easy are the more numerous, under this convention.",
    ),
    "below": Text(
        fr="Les clients qui peinent sont les plus nombreux, avec cette convention.",
        en="Customers who struggle are the more numerous, under this convention.",
    ),
    "unsure": Text(
        fr="On ne peut pas dire si l’effort faible l’emporte : l’intervalle contient 0.",
        en="One cannot tell whether low effort is the more frequent: the interval holds 0.",
    ),
}
CSAT_MEANS = {
    "above": Text(fr="La majorité des clients est satisfaite.", en="Most customers are satisfied."),
    "below": Text(fr="La majorité des clients n’est pas satisfaite.", en="Most customers are not satisfied."),
    "unsure": Text(
        fr="On ne peut pas dire si la majorité est satisfaite : l’intervalle contient 50 %.",
        en="One cannot tell whether most are satisfied: the interval holds 50%.",
    ),
}
PRECISION = Text(
    fr="Avec {responses:number} réponses, le score est connu à environ ± {half:number0} points : ne commentez pas un écart plus petit.",
    en="With {responses:number} answers the score is known to about ±{half:number0} points: do not comment on a smaller difference.",
)
MEAN_IS_NOT = Text(
    fr="La note moyenne, {mean:number}, décrit les réponses ; elle n’est ni un pourcentage ni une probabilité.",
    en="The mean answer, {mean:number}, describes the answers; it is neither a percentage nor a probability.",
)
DIFFERENCE_SURE = Text(
    fr="Écart de {label} : {difference:points} points (de {low:points} à {high:points}, confiance {confidence:percent}) : plus que le hasard.",
    en="Difference in {label}: {difference:points} points ({low:points} to {high:points}, {confidence:percent} confidence): more than noise.",
)
DIFFERENCE_UNSURE = Text(
    fr="Écart de {label} : {difference:points} points (de {low:points} à {high:points}, confiance {confidence:percent}) : "
    "le hasard peut suffire à l’expliquer.",
    en="Difference in {label}: {difference:points} points ({low:points} to {high:points}, {confidence:percent} confidence): "
    "chance may be enough to explain it.",
)
MORE_SURE = {
    True: Text(fr="C’est déjà sûr : le score est au-dessus de {target}.", en="It is sure already: the score is above {target}."),
    False: Text(fr="C’est déjà sûr : le score est au-dessous de {target}.", en="It is sure already: the score is below {target}."),
}
MORE_NEEDED = {
    True: Text(
        fr="Il faudrait environ {more:number} réponses de plus pour être sûr que le score est au-dessus de {target} ({chance:percent0} de chances d’y parvenir).",
        en="About {more:number} more answers would be needed to be sure that the score is above {target} ({chance:percent0} chance of success).",
    ),
    False: Text(
        fr="Il faudrait environ {more:number} réponses de plus pour être sûr que le score est au-dessous de {target} ({chance:percent0} de chances d’y parvenir).",
        en="About {more:number} more answers would be needed to be sure that the score is below {target} ({chance:percent0} chance of success).",
    ),
}
MORE_NEVER = Text(
    fr="Le score observé est exactement {target} : aucun nombre de réponses ne peut dire s’il est au-dessus ou au-dessous.",
    en="The observed score is exactly {target}: no number of answers can tell whether it is above or below.",
)
CAMPAIGN = Text(
    fr="{calls:number} appels mystère : {score:number0} sur 100 (de {low:number0} à {high:number0}). "
    "Le point faible est « {weakest} » : {mark:number1} sur {top:number}.",
    en="{calls:number} mystery calls: {score:number0} out of 100 ({low:number0} to {high:number0}). "
    "The weak point is {weakest}: {mark:number1} out of {top:number}.",
)


# -- lists ----------------------------------------------------------------------------------


def listed(scores: Collection[int]) -> Text:
    """Scores as a reader says them: "1 and 2", "0 to 6", "5"."""
    ordered = sorted(scores)
    first, last = ordered[0], ordered[-1]
    if len(ordered) == 1:
        return Text.literal(str(first))
    if len(ordered) > 2 and last - first == len(ordered) - 1:
        said, start = RANGE, str(first)
    else:
        said, start = PAIR, ", ".join(map(str, ordered[:-1]))
    return Text(fr=said.say("fr", first=start, last=last), en=said.say("en", first=start, last=last))


def joined(cautions: Iterable[Text]) -> Text | None:
    """Several cautions as one text; none as ``None``."""
    kept = list(cautions)
    return Text(fr=" ".join(text.fr for text in kept), en=" ".join(text.en for text in kept)) if kept else None
