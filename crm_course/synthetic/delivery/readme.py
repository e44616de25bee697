"""What lies in the teacher's folder, said to the teacher, in the order in which he needs it."""

from __future__ import annotations

from collections.abc import Iterable

from crm_course.foundations.language import Text

__all__ = ["FILE_NAME", "guide"]

FILE_NAME = {"fr": "lisez-moi.md", "en": "read-me.md"}

_TITLE = Text(fr="Corrigé : {whose}", en="Key: {whose}")
_KEEP = Text(
    fr="Gardez ce dossier pour vous : il dit tout ce que l’élève doit trouver. Les réponses valent pour les données sans erreurs semées ; "
    "les commandes annulées et celles de gens de passage, sans numéro de client, n’entrent dans aucun effet.",
    en="Keep this folder to yourself: it says all that the student is to find. Answers hold for the data without the planted errors; "
    "cancelled orders and those of passers-by, who have no customer number, are in no effect.",
)
_FILES = {
    "key.csv": Text(fr="les questions que l’on peut poser, leurs réponses et la tolérance avec laquelle noter",
                    en="the questions that can be asked, their answers, and the tolerance to mark with"),
    "effects.csv": Text(fr="les effets semés : cause, conséquence, taille exacte, où les trouver",
                        en="the planted effects: cause, consequence, exact size, where to find them"),
    "leaks.csv": Text(fr="les pièges de l’exercice de prédiction : les colonnes qui connaissent l’avenir, et comment",
                      en="the traps of the exercise of prediction: the columns that know the future, and how"),
    "holdout.csv": Text(fr="qui, parmi les clients gardés à part, a vraiment racheté", en="who, of the customers kept apart, truly bought again"),
    "gate.csv": Text(fr="les effets demandés, tels qu’ils se voient dans ces données-ci", en="the effects asked for, as they show in these very data"),
    "errors.csv": Text(fr="les erreurs semées, cellule par cellule, avec la valeur d’origine", en="the planted errors, cell by cell, with the original value"),
    "identities.csv": Text(fr="qui est qui : le client de chaque fiche des quatre systèmes", en="who is whom: the customer of each record of the four systems"),
    "silo_errors.csv": Text(fr="ce qui est faux dans les quatre systèmes, valeur par valeur", en="what is wrong in the four systems, value by value"),
    "customers.csv": Text(fr="de chaque client : segment caché, date de départ, marge", en="of each customer: hidden segment, date of leaving, margin"),
    "attribution.csv": Text(fr="ce que chaque canal ajoute vraiment aux achats", en="what each channel truly adds to purchases"),
    "uplift.csv": Text(fr="l’effet vrai de chaque campagne, par segment", en="the true effect of each campaign, by segment"),
    "adoption.csv": Text(fr="la semaine où chaque utilisateur du CRM commence", en="the week in which each user of the CRM begins"),
    "volumes.csv": Text(fr="les appels attendus chaque jour, avant le hasard", en="the calls expected on each day, before chance"),
    "themes.csv": Text(fr="de quoi parle chaque commentaire d’enquête", en="what each survey comment is about"),
    "parameters.csv": Text(fr="tous les réglages de l’entreprise", en="every setting of the company"),
    "provenance.json": Text(fr="édition, taille, graine : de quoi refaire ces données", en="edition, size, seed: what it takes to make these data again"),
    "fingerprints.json": Text(fr="les empreintes des tables remises : « crm-course dataset verify » y voit un fichier échangé",
                              en='the fingerprints of the tables handed out: "crm-course dataset verify" sees a swapped file by them'),
}  # fmt: skip
_LINE = Text(fr="- `{name}` : {what}", en="- `{name}`: {what}")
_STORY = Text(fr="l’histoire en diagramme (Mermaid)", en="the story as a diagram (Mermaid)")


def guide(whose: str, files: Iterable[str]) -> str:
    """A page that says what each of `files` is for; those that it does not know come last, by name alone."""
    there = set(files)
    known = [name for name in _FILES if name in there]
    lines = [_LINE.say(name=name, what=_FILES[name]) for name in known]
    lines += [_LINE.say(name=name, what=_STORY) if name.endswith(".mmd") else f"- `{name}`" for name in sorted(there - set(known))]
    return "\n".join([f"# {_TITLE.say(whose=whose)}", "", _KEEP.say(), "", *lines]) + "\n"
