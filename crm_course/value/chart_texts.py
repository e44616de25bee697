"""What the chapter's charts say, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

AGE = Text(fr="Périodes après le premier achat", en="Periods after the first purchase")
COHORT = Text(fr="Période du premier achat", en="Period of the first purchase")
COHORTS_DETAIL = Text(
    fr="Part des clients de chaque cohorte qui achètent de nouveau, en % ; une période non terminée reste vide.",
    en="Share of each cohort’s customers who buy again, in %; an unfinished period is left empty.",
)
TIME = Text(fr="Temps depuis l’arrivée", en="Time since arrival")
STILL_THERE = Text(fr="Part encore cliente", en="Share still there")
SURVIVAL_DETAIL = Text(
    fr="Kaplan–Meier, intervalle à {confidence:percent} ; ceux qui ne sont pas encore partis comptent jusqu’à leur dernier jour observé.",
    en="Kaplan–Meier, {confidence:percent} interval; those who have not left yet count until their last day observed.",
)
BEST_FIRST = Text(fr="Part des clients, les meilleurs d’abord", en="Share of customers, the best first")
OF_CAPITAL = Text(fr="Part du capital", en="Share of the capital")
CAPITAL_DETAIL = Text(fr="Le point : le dixième des clients qui vaut le plus.", en="The point: the tenth of the customers worth most.")
CUMULATIVE = Text(fr="Profit cumulé (€)", en="Profit added up (€)")
WHALE_DETAIL = Text(
    fr="Marge moins coût des contacts ; à droite du sommet, chaque client coûte plus qu’il ne rapporte.",
    en="Margin less cost of contacts; right of the peak, each customer costs more than he brings.",
)
MODEL_SAID = Text(fr="Prévu par le modèle", en="Predicted by the model")
HOLDOUT = {
    True: Text(
        fr="Prévu {predicted:number0}, constaté {actual:number0} : dans l’intervalle, le hasard suffit",
        en="Predicted {predicted:number0}, happened {actual:number0}: within the interval, chance is enough",
    ),
    False: Text(
        fr="Prévu {predicted:number0}, constaté {actual:number0} : hors de l’intervalle, le modèle se trompe",
        en="Predicted {predicted:number0}, happened {actual:number0}: outside the interval, the model is off",
    ),
}
HAPPENED = Text(fr="Constaté", en="Happened")
NAIVE = Text(fr="« Comme avant »", en="“Same as before”")
PURCHASE_DAYS = Text(fr="Jours d’achat, tous clients", en="Purchase days, all customers")
HOLDOUT_DETAIL = Text(
    fr="Trait : intervalle à {confidence:percent}. Erreur moyenne par client : {error:number2} jour d’achat, contre {naive:number2} pour « comme avant ».",
    en="Line: {confidence:percent} interval. Mean error per customer: {error:number2} purchase days, against {naive:number2} for “same as before”.",
)
THIS_MODEL = Text(fr="Ce modèle", en="This model")
OTHER_MODEL = Text(fr="L’autre modèle", en="The other model")
PREDICTED_ALIVE = Text(fr="Probabilité annoncée d’être encore client", en="Predicted probability of still being a customer")
REALLY_ALIVE = Text(fr="Part qui l’est vraiment", en="Share that really is")
CALIBRATION = Text(
    fr="Entre l’annonce et la vérité, l’écart atteint {gap:number0} points au plus",
    en="Between prediction and truth, the gap is {gap:number0} points at most",
)
CALIBRATION_BESIDE = Text(
    fr="Entre l’annonce et la vérité, l’écart atteint {gap:number0} points au plus ; {other:number0} avec l’autre modèle",
    en="Between prediction and truth, the gap is {gap:number0} points at most; {other:number0} with the other model",
)
CALIBRATION_OFF = Text(
    fr="Là où le trait ne touche pas la diagonale ({off:number} groupes sur {groups:number}), le modèle se trompe.",
    en="Where the line does not touch the diagonal ({off:number} groups of {groups:number}), the model is off.",
)
CALIBRATION_HOLDS = Text(
    fr="Tous les traits touchent la diagonale, à un près que le hasard explique.",
    en="All lines touch the diagonal, but for one that chance explains.",
)
CALIBRATION_DETAIL = Text(
    fr="Dix groupes de clients de même taille ; sur la diagonale, l’annonce est juste. Traits : intervalle à 95 %.",
    en="Ten groups of customers of equal size; on the diagonal the prediction is right. Lines: 95% interval.",
)
ALWAYS = Text(fr="Écrire toujours", en="Always write")
IN_TIME = Text(fr="S’arrêter à temps", en="Stop in time")
RECENCY = Text(fr="Périodes depuis le dernier achat", en="Periods since the last purchase")
EUROS = Text(fr="Valeur d’un client (€)", en="Value of a customer (€)")
MAILING_DETAIL = Text(
    fr="Valeur actualisée de ce qu’un client rapportera, coût des envois déduit.",
    en="Discounted value of what a customer will bring, less the cost of writing.",
)
LOYAL = Text(fr="Encore client, sans doute", en="Probably still a customer")
DISLOYAL = Text(fr="Peut-être parti", en="Perhaps gone")
HIGH_VALUE = Text(fr="Valeur forte", en="High value")
LOW_VALUE = Text(fr="Valeur faible", en="Low value")
COUNT = Text(fr="{count:number} clients", en="{count:number} customers")
POSITIONS = Text(
    fr="{name} : {count:number} clients, {value:money} de valeur", en="{name}: {count:number} customers, {value:money} of value"
)
POSITIONS_DETAIL = Text(
    fr="Fidélité : une chance sur deux d’être encore client. Valeur : au-dessus ou au-dessous de {cut:money}, la moyenne.",
    en="Loyalty: one chance in two of still being a customer. Value: above or below {cut:money}, the mean.",
)
INTERACTIVE = Text(fr="Part des canaux interactifs", en="Share of interactive channels")
VALUE_A_YEAR = Text(fr="Valeur d’un client (€ par an)", en="Value of a customer (€ a year)")
STRATEGY = Text(
    fr="Marques à qui convient le pilotage des relations : {count:number} sur {brands:number}",
    en="Brands that steering relations suits: {count:number} of {brands:number}",
)
STRATEGY_DETAIL = Text(
    fr="Le niveau est le plus bas des deux que permettent les canaux et la valeur des clients ; traits : les seuils.",
    en="The level is the lower of the two that channels and customers’ value allow; lines: the cut-offs.",
)
