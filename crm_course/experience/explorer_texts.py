"""The words of the chapter's explorer, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

TITLE = Text(
    fr="Vos clients sont-ils satisfaits, et qu’en savez-vous vraiment ?", en="Are your customers happy, and how well do you know it?"
)
RECOMMEND = Text(
    fr="« Nous recommanderiez-vous ? » : réponses (9 10 7 3) ou effectifs (9 : 12)",
    en="“Would you recommend us?”: answers (9 10 7 3) or counts (9 : 12)",
)
SATISFACTION = Text(fr="« Êtes-vous satisfait ? » : réponses ou effectifs", en="“Are you satisfied?”: answers or counts")
EFFORT = Text(
    fr="« Quel effort avez-vous dû fournir ? » : réponses ou effectifs", en="“How much effort did it take you?”: answers or counts"
)
FILE = Text(fr="Ou déposez un fichier CSV ou XLSX", en="Or drop a CSV or XLSX file")
AIM = Text(fr="NPS visé, en points", en="NPS you aim at, in points")
SCALE = Text(fr="Échelle de la recommandation", en="Scale of the recommendation")
SCALES = {(0, 10): Text(fr="de 0 à 10 (standard)", en="0 to 10 (standard)"), (1, 10): Text(fr="de 1 à 10", en="1 to 10")}
SATISFIED = Text(fr="Sont satisfaits ceux qui répondent", en="Satisfied are those who answer")
SATISFIED_SETS = {
    (3, 4): Text(fr="3 ou 4 (échelle de 4)", en="3 or 4 (scale of 4)"),
    (4, 5): Text(fr="4 ou 5 (échelle de 5)", en="4 or 5 (scale of 5)"),
    (6, 7): Text(fr="6 ou 7 (échelle de 7)", en="6 or 7 (scale of 7)"),
    (8, 9, 10): Text(fr="8 à 10 (échelle de 10)", en="8 to 10 (scale of 10)"),
}
CONVENTION = Text(fr="Ce que veut dire une note d’effort", en="What a score of effort means")
CONVENTIONS = {
    ((1, 2), (4, 5)): Text(fr="5 = grand effort (1–2 faible, 4–5 élevé)", en="5 = great effort (1–2 low, 4–5 high)"),
    ((1, 2), (5,)): Text(fr="5 = grand effort (1–2 faible, 5 élevé)", en="5 = great effort (1–2 low, 5 high)"),
    ((4, 5), (1, 2)): Text(fr="5 = très facile (4–5 faible, 1–2 élevé)", en="5 = very easy (4–5 low, 1–2 high)"),
    ((5, 6, 7), (1, 2, 3)): Text(fr="7 = très facile (5–7 faible, 1–3 élevé)", en="7 = very easy (5–7 low, 1–3 high)"),
}
CONFIDENCE = Text(fr="Niveau de confiance", en="Confidence level")

FIGURE = Text(fr="{label} {figure}", en="{label} {figure}")
LIMITS = Text(fr="de {low} à {high}", en="{low} to {high}")
DETAIL = Text(
    fr="Intervalles de confiance à {confidence:percent} : {limits}.",
    en="{confidence:percent} confidence intervals: {limits}.",
)
FROM_FILE = Text(
    fr="Les réponses viennent du fichier ; « Réinitialiser » revient aux champs.",
    en="The answers come from the file; “Reset” goes back to the fields.",
)
EMPTY_CELLS = Text(fr="Cellules vides, non comptées : {empty:number}.", en="Empty cells, not counted: {empty:number}.")
EFFORT_MEANS = Text(fr="Convention du CES : {convention}.", en="CES convention: {convention}.")
EASY_COLUMN = Text(
    fr="Une colonne du fichier parle de facilité, mais la convention choisie lit 5 comme un grand effort : choisissez « 5 = très facile » "
    "si telle était la question, sinon le CES a le mauvais signe.",
    en="A column of the file speaks of ease, but the chosen convention reads 5 as great effort: choose “5 = very easy” "
    "if that was the question, or the CES has the wrong sign.",
)
UNITS = {"score": Text(fr="points", en="points"), "share": Text(fr="%", en="%")}
DOWNLOAD = Text(fr="satisfaction.csv", en="satisfaction-scores.csv")

NAMES = {
    "recommend": Text(fr="recommandation", en="recommendation"),
    "satisfaction": Text(fr="satisfaction", en="satisfaction"),
    "effort": Text(fr="effort", en="effort"),
}
ANSWERS = Text(fr="réponse", en="answers")
RULE_PAIR = Text(
    fr="une note et son effectif sur chaque ligne, par exemple 9 : 12", en="a score and its count on each line, for example 9 : 12"
)
RULE_SOME = Text(fr="donnée pour au moins une des trois questions", en="given for at least one of the three questions")
WAY_SOME = Text(fr="Collez des notes, par exemple 9 10 7 3.", en="Paste scores, for example 9 10 7 3.")
RULE_WHOLE = Text(fr="un nombre entier, 0 ou plus", en="a whole number, 0 or more")
WAY_CELL = Text(
    fr="Corrigez la cellule, ou videz-la si le client n’a pas répondu.", en="Correct the cell, or empty it if the customer did not answer."
)
FILE_COLUMNS = Text(fr="colonne du fichier", en="columns of the file")
RULE_COLUMNS = Text(
    fr="reconnaissable : « recommandation », « satisfaction », « effort », ou une note et son effectif",
    en="recognisable: “recommend”, “satisfaction”, “effort”, or a score and its count",
)
WAY_COLUMNS = Text(
    fr="Renommez l’en-tête de la colonne des réponses, puis déposez le fichier à nouveau.",
    en="Rename the header of the column of answers, then drop the file again.",
)
