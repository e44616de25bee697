"""What this part of the course says to people."""

from __future__ import annotations

from crm_course.foundations.language import Text
from crm_course.foundations.shown import column

SUMMARY = Text(
    fr="**{title}** : {customers:number0} clients sur {months} mois, {rows:number0} lignes dans {tables} tables, erreurs semées : {errors:number0}.",
    en="**{title}**: {customers:number0} customers over {months} months, {rows:number0} rows in {tables} tables, planted errors: {errors:number0}.",
)

# -- charts -------------------------------------------------------------------------------

STORY = Text(
    fr="{cause} → {consequence} : {size}, le plus fort des effets à retrouver ({count} flèches)",
    en="{cause} → {consequence}: {size}, the strongest of the effects to find ({count} arrows)",
)
STORY_DETAIL = Text(
    fr="{title}. Chaque flèche est une cause semée dans les données ; sa taille s’ajoute à une part (+ 10 %), à un score (pts) ou multiplie un nombre (×).",
    en="{title}. Each arrow is a cause sown in the data; its size adds to a share (+10%), to a score (pts), or multiplies a number (×).",
)
FOUND_ALL = Text(fr="Les {count} effets demandés se voient dans ces données", en="All {count} effects asked for can be seen in these data")
FOUND_SOME = Text(
    fr="{found} des {count} effets demandés se voient dans ces données",
    en="{found} of the {count} effects asked for can be seen in these data",
)
FOUND_DETAIL = Text(
    fr="Effet estimé, en part de l’effet planté (1 = exact), avec son intervalle à 95 %. Si l’intervalle touche 0, l’effet ne se voit pas. {customers:number0} clients.",
    en="Estimated effect as a share of the planted one (1 = exact), with its 95% interval. If the interval reaches 0, the effect cannot be seen. {customers:number0} customers.",
)
ESTIMATED = Text(fr="Effet estimé / effet planté", en="Estimated effect / planted effect")

# -- explorer -----------------------------------------------------------------------------

TITLE = Text(fr="Quelle entreprise pour votre classe ?", en="Which company for your class?")
WORLD = Text(fr="Entreprise", en="Company")
CUSTOMERS = Text(fr="Clients", en="Customers")
MONTHS = Text(fr="Mois", en="Months")
SEED = Text(fr="Graine (la même donne les mêmes données)", en="Seed (the same one gives the same data)")
DIRT = Text(fr="Erreurs semées", en="Planted errors")
DIRTS = {
    "none": Text(fr="aucune", en="none"),
    "light": Text(fr="quelques-unes", en="some"),
    "heavy": Text(fr="beaucoup", en="many"),
}
FORMAT = Text(fr="Format des fichiers", en="File format")
FORMATS = {
    "csv": Text(fr="CSV (tableur)", en="CSV (spreadsheet)"),
    "xlsx": Text(fr="Excel (XLSX)", en="Excel (XLSX)"),
    "sqlite": Text(fr="SQLite", en="SQLite"),
}
ANSWER = Text(
    fr="{rows:number0} lignes dans {tables} tables, erreurs semées : {errors:number0}",
    en="{rows:number0} rows in {tables} tables, planted errors: {errors:number0}",
)
DETAIL = Text(
    fr="{orders:number0} commandes, {tickets:number0} demandes, {surveys:number0} réponses d’enquête ; NPS {nps:points}.",
    en="{orders:number0} orders, {tickets:number0} tickets, {surveys:number0} survey answers; NPS {nps:points}.",
)
MEANING_FOUND = Text(
    fr="Un élève qui applique la bonne méthode retrouvera chaque effet demandé. Le corrigé dit leur taille exacte, où les trouver, et avec quelle tolérance noter.",
    en="A student who applies the right method will find each effect asked for. The key says their exact size, where to find them, and with which tolerance to mark.",
)
MEANING_WEAK = Text(
    fr="Certains effets se perdent dans le hasard de si peu de clients : demandez-en davantage, ou n’interrogez pas vos élèves sur {names}.",
    en="Some effects are lost in the chance of so few customers: ask for more, or do not question your students about {names}.",
)
NOTICE = Text(
    fr="Le second fichier contient le corrigé : gardez-le pour vous.",
    en="The second file holds the key: keep it to yourself.",
)
FILE = Text(fr="donnees-{world}.zip", en="data-{world}.zip")
KEY_FILE = Text(fr="corrige-{world}.zip", en="key-{world}.zip")
FIGURES = {
    "rows": Text(fr="Lignes", en="Rows"),
    "orders": Text(fr="Commandes", en="Orders"),
    "found": Text(fr="Effets visibles", en="Effects seen"),
}

# -- tables -------------------------------------------------------------------------------

COLUMNS = {
    "world": column("text", "Monde", "World"),
    "company": column("text", "Entreprise", "Company"),
    "segments": column("text", "Segments", "Segments"),
    "channels": column("count", "Canaux", "Channels"),
    "cause": column("text", "Cause", "Cause"),
    "consequence": column("text", "Conséquence", "Consequence"),
    "size": column("text", "Taille", "Size"),
    "where": column("text", "Où la trouver", "Where to find it"),
    "table": column("text", "Table ou fichier", "Table or file"),
    "rule": column("text", "Règle enfreinte", "Rule broken"),
    "rows": column("count", "Lignes", "Rows"),
    "before": column("text", "Avant", "Before"),
    "after": column("text", "Après", "After"),
    "question": column("text", "Question", "Question"),
    "answer": column("text", "Réponse", "Answer"),
    "tolerance": column("text", "Tolérance", "Tolerance"),
    "key": column("code", "Ligne", "Row"),
    "column": column("text", "Colonne", "Column"),
    "error": column("text", "Erreur", "Error"),
    "label": column("text", "Erreur", "Error"),
    "clean": column("text", "Valeur juste", "Right value"),
    "dirty": column("text", "Valeur abîmée", "Damaged value"),
    "planted": column("count", "Semées", "Planted"),
    "corrected": column("count", "Corrigées", "Corrected"),
    "changed": column("count", "Touchées", "Changed"),
    "precision": column("share", "Précision", "Precision"),
    "recall": column("share", "Rappel", "Recall"),
    "student": column("text", "Élève", "Student"),
    "folder": column("text", "Dossier", "Folder"),
    "errors": column("text", "Erreurs semées", "Planted errors"),
    "found": column("yes", "Effets visibles", "Effects seen"),
    "kept": column("yes", "Déjà là", "Already there"),
}
"""What the columns of this chapter's frames are called, and what they hold."""
