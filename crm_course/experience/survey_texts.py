"""The words of a survey's file, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

MODEL = Text(fr="modele-enquete.xlsx", en="survey-model.xlsx")
RECOMMEND = Text(fr="Recommandation (NPS)", en="Recommendation (NPS)")
SATISFACTION = Text(fr="Satisfaction (CSAT)", en="Satisfaction (CSAT)")
EASE = Text(fr="Facilité (5 = très facile)", en="Ease (5 = very easy)")
EFFORT = Text(fr="Effort (5 = grand effort)", en="Effort (5 = great effort)")
COUNT = Text(fr="Nombre de réponses par note", en="Number of answers per score")

FILE_COLUMNS = Text(fr="colonne du fichier", en="columns of the file")
RULE_COLUMNS = Text(
    fr="reconnaissable : « recommandation », « satisfaction », « effort », ou une note et son effectif",
    en="recognisable: “recommend”, “satisfaction”, “effort”, or a score and its count",
)
WAY_COLUMNS = Text(
    fr="Choisissez la colonne des réponses. Renommez l’en-tête si elle n’y est pas, puis déposez le fichier à nouveau.",
    en="Choose the column of answers. Rename the header if it is not there, then drop the file again.",
)
RULE_SCORE = Text(fr="un nombre entier, 0 ou plus", en="a whole number, 0 or more")
WAY_CELL = Text(
    fr="Corrigez la cellule, ou videz-la si le client n’a pas répondu.", en="Correct the cell, or empty it if the customer did not answer."
)
SCALE_FOUND = {
    "": Text(fr="« {column} » : notes de {low:number} à {high:number}.", en="“{column}”: scores from {low:number} to {high:number}."),
    "words": Text(
        fr="« {column} » : réponses en mots, lues de {low:number} à {high:number}.",
        en="“{column}”: worded answers, read from {low:number} to {high:number}.",
    ),
    "codes": Text(
        fr="« {column} » : codes, lus de {low:number} à {high:number}.", en="“{column}”: codes, read from {low:number} to {high:number}."
    ),
}
CODES = Text(
    fr="Vérifiez dans « {column} » que le code le plus haut est la meilleure réponse.",
    en="Check in “{column}” that the highest code is the best answer.",
)
TWO_QUESTIONS = Text(
    fr="Lu : « {column} ». Même question dans {others} : choisissez celle que vous voulez.",
    en="Read: “{column}”. The same question stands in {others}: choose the one that you want.",
)
NOT_SCORES = Text(
    fr="« {column} » ne contient pas de notes : la question est laissée de côté.", en="“{column}” does not hold scores: it is left out."
)
LEFT = Text(
    fr="Cellules qui ne sont pas des notes, non comptées : {count:number} : {where}.",
    en="Cells that are no scores, not counted: {count:number}: {where}.",
)
AT_LINE = Text(fr="ligne {line:number}", en="line {line:number}")
NO_NPS = Text(
    fr="« {column} » n’a pas dix points : ce n’est pas un NPS ; compté comme une satisfaction.",
    en="“{column}” does not have ten points: it is no NPS; counted as a satisfaction.",
)
SATISFIED = Text(
    fr="Satisfaits : {scores}, puisque l’échelle du fichier va de {low:number} à {high:number}.",
    en="Satisfied: {scores}, as the scale of the file goes from {low:number} to {high:number}.",
)
