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
    fr="Le plan dure {duration:number1} ; le chemin critique est {path}.",
    en="The plan takes {duration:number1}; the critical path is {path}.",
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


def knocked_out(name: str, value: Any, limit: Any) -> Text:
    """Why an offer is out, in both languages."""
    said = _NO if limit is None else _LIMIT
    shown = {
        "name": name,
        "value": str(value),
        "limit": ", ".join(map(str, limit)) if isinstance(limit, list | tuple | set | frozenset) else str(limit),
    }
    return Text(fr=said.say("fr", **shown), en=said.say("en", **shown))
