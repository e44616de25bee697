"""Every text of the chapter, French and English side by side."""

from __future__ import annotations

from typing import Any

from crm_course.foundations.language import Text

# -- names --------------------------------------------------------------------------------

CRITERIA = Text(fr="critères", en="criteria")
COLUMN = Text(fr="colonne", en="column")
VENDOR = Text(fr="éditeur", en="vendor")
OFFER = Text(fr="offre", en="offer")
OFFERS_LEFT = Text(fr="nombre d’offres à comparer", en="offers to compare")
WEIGHTS = Text(fr="somme des poids", en="sum of the weights")
JUDGEMENTS = Text(fr="tableau des jugements", en="judgements")
TASKS = Text(fr="tâches", en="tasks")
TASK = Text(fr="nom de tâche", en="name of a task")
TASK_BEFORE = Text(fr="tâche à attendre", en="task to wait for")
COUNTS = Text(fr="nouveaux utilisateurs par période", en="new adopters per period")

# -- rules and ways out -------------------------------------------------------------------

RULE_APART = Text(fr="différente de la pire valeur acceptable", en="different from the worst acceptable")
WAY_APART = Text(
    fr="Un critère sur lequel le pire vaut le meilleur ne départage rien : retirez-le.",
    en="A criterion whose worst is its best parts nothing: leave it out.",
)
RULE_SOME = Text(fr="une liste d’au moins un élément", en="a list of at least one")
RULE_ONCE = Text(fr="donné une seule fois", en="given once")
WAY_ONCE = Text(fr="Un critère compté deux fois pèse deux fois.", en="A criterion counted twice weighs twice.")
WAY_ONE_ROW = Text(fr="Réunissez ses lignes en une.", en="Bring its rows together.")
RULE_FIGURE = Text(fr="un nombre", en="a number")
WAY_MISSING = Text(
    fr="Ce qui manque n’est ni zéro ni la moyenne : demandez-le à l’éditeur, ou écartez son offre.",
    en="What is missing is neither zero nor the middle: ask the vendor for it, or leave the offer out.",
)
RULE_OFFERS = Text(fr="d’au moins {least}", en="at least {least}")
WAY_OFFERS = Text(fr="Allégez les conditions éliminatoires, ou ajoutez des offres.", en="Loosen the knock-outs, or add offers.")
RULE_SUM = Text(fr="égale à 1", en="1")
WAY_SUM = Text(fr="Divisez chaque poids par leur somme.", en="Divide each weight by their sum.")
RULE_SQUARE = Text(fr="un tableau carré de nombres", en="a square table of numbers")
RULE_INVERSE = Text(fr="positif et l’inverse de la case opposée", en="positive and the inverse of the opposite cell")
WAY_INVERSE = Text(fr="La case opposée vaut {opposite:number}.", en="The opposite cell is {opposite:number}.")
RULE_RISE = Text(fr="une hausse entre −1 et 1 (0,03 pour 3 %)", en="a rise between −1 and 1 (0.03 for 3%)")
RULE_ONE_WORD = Text(fr="un nom sans espace", en="a name without spaces")
WAY_ONE_WORD = Text(
    fr="Les espaces séparent les tâches à attendre : écrivez « reprise-des-donnees ».",
    en='Spaces part the tasks to wait for: write "data-migration".',
)
RULE_THREE = Text(
    fr="trois durées, dans l’ordre : si tout va bien, probable, si tout va mal",
    en="three durations in order: if all goes well, likely, if it goes badly",
)
RULE_NO_CIRCLE = Text(fr="sans cercle", en="free of circles")
WAY_CIRCLE = Text(fr="Chacune attend l’autre : retirez une de ces attentes.", en="Each waits for the other: take one of these waits away.")
RULE_INNOVATORS = Text(fr="une part supérieure à 0", en="a share above 0")
WAY_INNOVATORS = Text(fr="Si personne ne commence, personne n’imite.", en="If nobody begins, nobody imitates.")
RULE_COUNTS = Text(fr="d’au moins cinq périodes, dont trois avec des arrivées", en="at least five periods, three of them with arrivals")
WAY_COUNTS = Text(fr="Attendez d’en savoir plus, ou comptez par semaine.", en="Wait until more is known, or count by week.")

# -- findings -----------------------------------------------------------------------------

FIRST = Text(
    fr="{vendor} est en tête avec {value:number1} sur 100, {margin:number1} de plus que {second}.",
    en="{vendor} is first with {value:number1} out of 100, {margin:number1} more than {second}.",
)
TIED = Text(
    fr="{vendor} et {second} sont à égalité en tête, à {value:number1} sur 100.",
    en="{vendor} and {second} share the first place, at {value:number1} out of 100.",
)
ALONE = Text(fr="{vendor} reste seul, avec {value:number1} sur 100.", en="{vendor} is the only one left, with {value:number1} out of 100.")
NOBODY_LEFT = Text(fr="Aucune offre ne passe les conditions éliminatoires.", en="No offer passes the knock-outs.")
OUT = Text(fr="{vendor} est écarté : {reason}.", en="{vendor} is out: {reason}.")
_NO = Text(fr="« {name} » n’est pas rempli ({value})", en='"{name}" is not met ({value})')
_LIMIT = Text(fr="« {name} » est à {value}, la limite à {limit}", en='"{name}" is {value}, the limit is {limit}')
CONSISTENT = Text(
    fr="Les jugements s’accordent assez entre eux (rapport de cohérence {ratio:number2}).",
    en="The judgements agree well enough with each other (consistency ratio {ratio:number2}).",
)
INCONSISTENT = Text(
    fr="Les jugements se contredisent (rapport de cohérence {ratio:number2}, au-dessus de 0,10).",
    en="The judgements contradict each other (consistency ratio {ratio:number2}, above 0.10).",
)
LOOK_AT = Text(
    fr="À revoir d’abord : {first} contre {second}, jugé à {said:number}, alors que les autres jugements donnent {fitting:number2}.",
    en="To look at first: {first} against {second}, judged {said:number}, where the others give {fitting:number2}.",
)
PLAN = Text(
    fr="Le plan dure {duration:number1} semaines ; le chemin critique est {path}.",
    en="The plan takes {duration:number1} weeks; the critical path is {path}.",
)
ADOPTION_KNOWN = Text(
    fr="Le pic est passé : le plafond est de {ceiling:number0} utilisateurs (entre {low:number0} et {high:number0}).",
    en="The peak has passed: the ceiling is {ceiling:number0} users (between {low:number0} and {high:number0}).",
)
ADOPTION_UNKNOWN = Text(
    fr="Après {periods} périodes et {seen:number} utilisateurs, les données ne disent pas encore où cela s’arrêtera.",
    en="After {periods} periods and {seen:number} users, the data cannot say yet where it will end.",
)

_YES = {"yes", "oui", "true", "vrai", "1", "1.0", "x", "✓", "o", "y"}


def is_yes(cell: Any) -> bool:
    """Whether a cell of a table says yes; what is missing does not."""
    return str(cell).strip().casefold() in _YES


def knocked_out(name: Text, value: Any, limit: Any) -> Text:
    """Why an offer is out, in both languages."""
    said = _NO if limit is None else _LIMIT
    asked = ", ".join(map(str, limit)) if isinstance(limit, list | tuple | set | frozenset) else str(limit)
    answer = Text(fr="non", en="no") if str(value).casefold() in {"false", "0", "no", "non"} else Text.literal(str(value))
    return Text(**{tongue: said.say(tongue, name=name, value=answer, limit=asked) for tongue in ("fr", "en")})


# -- codes --------------------------------------------------------------------------------

CODES = {
    "functions": Text(fr="Fonctions", en="Functions"),
    "cost": Text(fr="Coût", en="Cost"),
    "months": Text(fr="Délai", en="Time to start"),
    "languages": Text(fr="Langues", en="Languages"),
    "in_europe": Text(fr="Données en Europe", en="Data in Europe"),
    "operational": Text(fr="Opérationnel", en="Operational"),
    "analytical": Text(fr="Analytique", en="Analytical"),
    "collaborative": Text(fr="Collaboratif", en="Collaborative"),
    "mission": Text(fr="Recherche", en="Mission"),
    "order": Text(fr="Commande", en="Order"),
    "fulfilment": Text(fr="Livraison", en="Fulfilment"),
    "support": Text(fr="Service", en="Support"),
}
"""How criteria, components and phases read."""

# -- charts -------------------------------------------------------------------------------

WORTH_TITLE = Text(fr="{first} vaut le plus : {value:number0} sur 100", en="{first} is worth most: {value:number0} out of 100")
WORTH_TIED = Text(
    fr="{first} et {second} valent autant : {value:number0} sur 100",
    en="{first} and {second} are worth the same: {value:number0} out of 100",
)
WORTH_NOBODY = Text(fr="Aucune offre ne passe les conditions", en="No offer passes the conditions")
WORTH_SUBTITLE = Text(
    fr="Valeur de chaque offre, critère par critère, en points sur 100",
    en="Worth of each offer, criterion by criterion, in points out of 100",
)
WORTH_ALT = Text(fr="Barres empilées : {said}.", en="Stacked bars: {said}.")
WORTH_AXIS = Text(fr="Points sur 100", en="Points out of 100")
CRITERION = Text(fr="Critère", en="Criterion")
TOPPLING_TITLE = Text(
    fr="Le poids de « {criterion} » n’a que {points:number0} points à bouger pour que {winner} passe en tête",
    en='The weight of "{criterion}" need move only {points:number0} points for {winner} to go first',
)
TOPPLING_ONE_POINT = Text(
    fr="Le poids de « {criterion} » n’a pas un point et demi à bouger pour que {winner} passe en tête",
    en='The weight of "{criterion}" need not move a point and a half for {winner} to go first',
)
TOPPLING_FAR = Text(
    fr="Il faut bouger le poids de « {criterion} » de {points:number0} points pour que {winner} passe en tête",
    en='The weight of "{criterion}" must move {points:number0} points for {winner} to go first',
)
TOPPLING_NEVER = Text(fr="Aucun poids ne renverse {first}, pris un par un", en="No single weight topples {first}")
TOPPLING_SUBTITLE = Text(
    fr="Poids donné (point) et poids qui change le vainqueur (losange)",
    en="Weight given (dot) and weight that changes the winner (diamond)",
)
TOPPLING_AXIS = Text(fr="Poids", en="Weight")
PLAN_TITLE = Text(
    fr="{duration:number1} semaines, par {count} tâches sans marge", en="{duration:number1} weeks, through {count} tasks without slack"
)
PLAN_SUBTITLE = Text(fr="Durées moyennes ; en gris, la marge de chaque tâche", en="Mean durations; in grey, the slack of each task")
PLAN_ALT = Text(fr="Diagramme de Gantt ; chemin critique : {path}.", en="Gantt chart; critical path: {path}.")
WEEKS = Text(fr="Semaines", en="Weeks")
KIND = Text(fr="Tâche", en="Task")
CRITICAL, SLACK_ONE, MARGIN = Text(fr="critique", en="critical"), Text(fr="avec marge", en="with slack"), Text(fr="marge", en="slack")
DURATION_TITLE = Text(
    fr="Tenir les {plan:number1} semaines du plan : {share:percent0} de chances",
    en="Keeping the plan’s {plan:number1} weeks: a chance of {share:percent0}",
)
DURATION_SUBTITLE = Text(
    fr="Durée totale de {draws:number0} introductions tirées ; quatre sur cinq finissent en {most:number1} semaines au plus",
    en="Total duration of {draws:number0} drawn introductions; four in five end within {most:number1} weeks",
)
DURATION_AXIS = Text(fr="Durée totale (semaines)", en="Total duration (weeks)")
DRAWS = Text(fr="Tirages", en="Draws")
RISK_TITLE = Text(fr="« {first} » coûte le plus cher, en espérance : {loss:money}", en='"{first}" costs most, on average: {loss:money}')
RISK_SUBTITLE = Text(
    fr="Probabilité × part du budget perdue × budget ; somme {total:money}",
    en="Probability × share of the budget lost × budget; sum {total:money}",
)
RISK_AXIS = Text(fr="Perte attendue (€)", en="Expected loss (€)")
ADOPTION_SUBTITLE = Text(
    fr="Nouveaux utilisateurs par période (barres) et courbe ajustée", en="New users per period (bars) and fitted curve"
)
PERIOD, NEW_USERS = Text(fr="Période", en="Period"), Text(fr="Nouveaux utilisateurs", en="New users")

# -- the grid -----------------------------------------------------------------------------

GRID = Text(fr="grille", en="grid")
GRID_SHEET = Text(fr="Grille", en="Grid")
GRID_ROWS = {
    "worst": Text(fr="Pire acceptable", en="Worst acceptable"),
    "best": Text(fr="Meilleur acceptable", en="Best acceptable"),
    "swing": Text(fr="Importance du passage", en="Swing"),
}
RULE_GRID_ROW = Text(fr="munie de toutes ses lignes d’ancrage", en="complete with its rows of anchors")
WAY_GRID_ROW = Text(
    fr="Repartez de la grille vierge, et ne renommez pas ses trois premières lignes.",
    en="Begin from the empty grid, and keep the names of its first three rows.",
)

# -- the explorer -------------------------------------------------------------------------

TITLE = Text(fr="Quel outil choisir ?", en="Which system?")
OWN_GRID = Text(fr="Votre grille (XLSX ou CSV)", en="Your grid (XLSX or CSV)")
WEIGHT_OF = Text(fr="Importance : {name}", en="Swing: {name}")
EUROPE = Text(fr="Données en Europe", en="Data in Europe")
EUROPE_CHOICES = {True: Text(fr="obligatoire", en="a must"), False: Text(fr="sans importance", en="does not matter")}
SPREAD = Text(fr="Incertitude sur les poids", en="How unsure the weights are")
ANSWER_DETAIL = Text(
    fr="En tête dans {share:percent0} des pondérations voisines.", en="First under {share:percent0} of the weightings nearby."
)
MEANING_FIRM = Text(
    fr="Le choix tient : il faudrait changer les poids bien plus que vous n’en doutez pour en préférer une autre.",
    en="The choice holds: the weights would have to change far more than you doubt them for another to be preferred.",
)
MEANING_OPEN = Text(
    fr="Le choix ne tient qu’à vos poids : regardez lequel le renverse, et cherchez ce qui distingue vraiment les deux premières.",
    en="The choice hangs on your weights: look at which one topples it, and find what really parts the first two.",
)
MEANING_NOBODY = Text(
    fr="Vos conditions écartent tout le monde : laquelle est vraiment éliminatoire ?",
    en="Your conditions leave nobody: which of them is truly a knock-out?",
)
FILE_VALUES = Text(fr="comparaison.csv", en="comparison.csv")
FILE_GRID = Text(fr="grille.xlsx", en="grid.xlsx")
