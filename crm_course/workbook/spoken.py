"""The amount in what a learner says: "la réponse est 15 %", "je trouve 8 400 € de plus", "44 fiches".

One number, its unit, and around it only words that say nothing of another number: those that
announce an answer, and the question's own. "Plus de 15 %", "pas 15 %", "14 ou 15" are no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import LANGUAGES, Text

from .units import unit_of
from .values import ANSWER, folded

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["split"]

_ONE_NUMBER = Text(fr="un seul nombre", en="one number")
_A_NUMBER = Text(fr="un nombre, par exemple 8 400 ou 12,5", en="a number, for example 8,400 or 12.5")
_ALONE = Text(fr="Écrivez le nombre et son unité, rien d’autre.", en="Write the number and its unit, nothing else.")

_NUMBER = re.compile(r"(?P<sign>(?<![^\s:(=€])[+-]\s?)?(?P<digits>\d[\d.,]*(?:[ \u00a0\u202f'’_]\d{3}(?!\d)[\d.,]*)*)")
_LEADING_FRENCH = (
    "c est ce la le les l un une reponse resultat valeur sont vaut vaudrait etait serait sera je j ai a trouve obtiens obtient dis pense dirais crois "
    "calcule on nous vous il elle faut faudrait y donc soit alors ca fait environ peu pres approximativement total en tout egal egale d de du des "
    "qui que mon ma notre votre cela final finalement voici"
)
_LEADING_ENGLISH = (
    "it s is the answer result value i get got found find think would say so about approximately around roughly equals equal we you he she "
    "need needs makes make that in all an my our of to be there are were was"
)
_FOLLOWING_WORDS = (
    "de d du des en par plus an annee environ a peu pres au total tout fois x ht ttc sur le la les l cent "
    "of the per more a year about in all total times roughly approximately extra"
)
_OTHERWISE = (
    "pas non ne n ni plus moins jamais sauf entre sous ou et superieur inferieur "
    "not no nor never than more less over under above below between or and"
)
_OTHERWISE_BEHIND = "pas non ne n ou et moins sauf minimum maximum not no or and less fewer"
_ANNOUNCING = frozenset(f"{_LEADING_FRENCH} {_LEADING_ENGLISH}".split())
"""Words that announce an answer, and say nothing of it."""
_FOLLOWING = frozenset(_FOLLOWING_WORDS.split())
"""Words behind a number that say nothing but what it is of."""
_BEFORE_ANOTHER, _BEHIND_ANOTHER = frozenset(_OTHERWISE.split()), frozenset(_OTHERWISE_BEHIND.split())
"""Words that make of a number another answer: more than it, less than it, anything but it."""
_BOUND = re.compile(r"[<>≤≥≠±]")
_MINUS_WORDS = ("moins", "minus")
_LARGE = {"millier": "k€", "milliers": "k€", "million": "M€", "millions": "M€", "thousand": "k€", "thousands": "k€"}


def split(text: str, value: str, question: Question) -> tuple[float, str, str]:
    """Number, unit, and the amount alone as it was written; :class:`InvalidValue` if it is not one number with words that fit it."""
    text = text.strip(" \u00a0\u202f\n\t*`\"'«»“”()[]!.")
    try:
        return *reading.quantity(text, name=ANSWER), text
    except InvalidValue:
        found = list(_NUMBER.finditer(text))
    if len(found) > 1:
        raise InvalidValue(ANSWER, _ONE_NUMBER, value, _ALONE)
    alone = _alone(text, found[0], question) if found and not _BOUND.search(text) else None
    if alone is None:
        raise InvalidValue(ANSWER, _A_NUMBER, value, _ALONE if found else None)
    amount, words = alone
    read = reading.quantity(f"{amount} {words}" if words.endswith("€") else amount, name=ANSWER)
    return read.value, unit_of(words), f"{amount} {words}".strip()


def _alone(text: str, number: re.Match[str], question: Question) -> tuple[str, str] | None:
    """The number with its sign and the words of its unit, if those around it fit."""
    sign, own = (number["sign"] or "").strip(), _own(question)
    before = folded(text[: number.start()]).split()
    if before and before[-1] in _MINUS_WORDS and before[-2:-1] not in (["au"], ["du"]) and not sign:
        sign, before = "-", before[:-1]
    if not all(word not in _BEFORE_ANOTHER and (word in _ANNOUNCING or own(word)) for word in before):
        return None
    unit, behind = _unit(text[number.end() :].strip())
    if not all(word not in _BEHIND_ANOTHER and (word in _FOLLOWING or own(word) or (not unit and unit_of(word))) for word in behind):
        return None
    return sign + number["digits"].rstrip(".,"), unit


def _unit(words: str) -> tuple[str, list[str]]:
    """The unit that words begin with, and the words left."""
    parts = words.split()
    if parts and parts[0].casefold() in _LARGE:
        return _LARGE[parts[0].casefold()], [word for word in folded(" ".join(parts[1:])).split() if unit_of(word) != "€"]
    for length in (3, 2, 1):
        named = " ".join(parts[:length]).strip(".,;:!)»")
        if unit_of(named):
            return named, folded(" ".join(parts[length:])).split()
        head, slash, rest = named.partition("/")
        if slash and unit_of(head):
            return head, folded(" ".join([rest, *parts[length:]])).split()
    return "", folded(words).split() or ([words] if words else [])


def _own(question: Question) -> Callable[[str], bool]:
    """Whether a word is one of the question's own: "44 fiches", "45 heures-conseillers"."""
    told = folded(" ".join(part.say(language) if not part.placeholders(language) else getattr(part, language)
                           for part in (question.title, question.statement, *question.hints) for language in LANGUAGES))  # fmt: skip
    words = frozenset(told.split())
    stems = {word[: max(4, len(word) - 2)] for word in words if len(word) > 3}
    return lambda word: word in words or any(word.startswith(stem) for stem in stems)
