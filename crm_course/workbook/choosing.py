"""Which option is meant? By its key, its letter, its words in either language, or a yes or no that tells it."""

from __future__ import annotations

import contextlib
import difflib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import LANGUAGES, Text

from .values import ANSWER, folded

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["chosen", "chosen_all", "letters", "told_options"]

_OPTION = Text(fr="un choix parmi {options}", en="one of {options}")


def chosen(value: Any, question: Question) -> str:
    """The key of an option: typed by its key, its letter, its words in either language, or the word that only it begins with."""
    keys, wanted = list(question.options), folded(value)
    for key, label in question.options.items():
        if wanted in {folded(key), folded(label.say("fr")), folded(label.say("en"))}:
            return key
    if letters(question) and len(wanted) == 1 and wanted.isalpha() and ord(wanted) - ord("a") < len(keys):
        return keys[ord(wanted) - ord("a")]
    if letters(question) and isinstance(value, str) and (both := _LETTER_AND_WORDS.fullmatch(value.strip())):
        named = {chosen(part, question) for part in both.groups()}
        if len(named) == 1:
            return named.pop()
        raise InvalidValue(ANSWER, _OPTION, value, options=told_options(question))
    for key in keys:
        if _same_share(value, key):
            return key
    if isinstance(value, bool):
        wanted = "oui" if value else "non"
    if begun := _begun(wanted, question):
        return begun
    if isinstance(value, str) and (announced := _ANNOUNCED.match(value.strip())):
        return chosen(value.strip()[announced.end() :].strip(" .)"), question)
    raise InvalidValue(ANSWER, _OPTION, value, options=told_options(question))


_LETTER_AND_WORDS = re.compile(r"\(?([A-Za-z])\s*(?:[:.)=]|[-–—]\s)\s*(\w{2}.*)", re.DOTALL)
_ANNOUNCED = re.compile(
    r"(?:(?:c['’ ]est|(?:la|ma|notre) réponse est|je (?:choisis|dirais|dis|pense|crois)(?: que c['’ ]est)?|réponses?|options?|choix|lettres?|la|le|les"
    r"|it['’ ]?i?s|(?:the|my) answer is|i (?:choose|would say|think)(?: it is)?|answers?|letters?|the)\s*[:=]?\s+|[(\[])",
    re.IGNORECASE,
)
"""What announces a choice: "réponse : C", "c'est la C"."""


def letters(question: Question) -> bool:
    """Whether the options are shown with letters: unless their keys are what is read, letters or numbers."""
    return question.kind != "table" and not all(len(key) == 1 or key == label.fr for key, label in question.options.items())


def told_options(question: Question) -> Text:
    """The options as a reader finds them on screen."""
    signs = [chr(ord("A") + place) for place in range(len(question.options))] if letters(question) else list(question.options)
    labels = list(question.options.values())
    said = [
        " ; ".join(
            sign if sign == label.say(language) else f"{sign} ({label.say(language)})" for sign, label in zip(signs, labels, strict=True)
        )
        for language in LANGUAGES
    ]
    return Text(fr=said[0], en=said[1])


_YES = {"yes": "oui", "y": "oui", "o": "oui", "true": "oui", "vrai": "oui", "no": "non", "n": "non", "false": "non", "faux": "non"}
_CLOSE = 0.8


def _begun(wanted: str, question: Question) -> str:
    """The only option whose words begin with those typed, or nearly are those; nothing if none or several."""
    spoken = {key: [folded(label.say(language)) for language in LANGUAGES] for key, label in question.options.items()}
    typed = {wanted, _YES.get(wanted, wanted), {"oui": "yes", "non": "no"}.get(_YES.get(wanted, wanted), wanted)}
    found = {
        key
        for key, labels in spoken.items()
        if any(label == word or label.startswith(f"{word} ") for label in labels for word in typed if word)
    }
    if not found and len(wanted) > 3 and not any(sign.isdigit() for sign in wanted):
        found = {
            key for key, labels in spoken.items() if any(difflib.SequenceMatcher(None, wanted, label).ratio() >= _CLOSE for label in labels)
        }
    return found.pop() if len(found) == 1 else ""


def _same_share(value: Any, key: str) -> bool:
    """Whether a number means an option that is one: "0.10" is 0.1, "0,10" and "10 %"."""
    try:
        return reading.share(value) == reading.number(key)
    except InvalidValue:
        return False


_BETWEEN = (r"[;\n]", r"[;\n]|,\s|\s(?:et|and)\s", r"[,;\s]+")
"""What stands between choices in a text; the next where one does not give choices."""


_ALL = frozenset({"tout", "tous", "toutes", "all"})


def chosen_all(value: Any, question: Question) -> frozenset[str]:
    """The keys of several options: a list, or one text with commas, semicolons, lines or "et" between them; "tout" is all."""
    if isinstance(value, Mapping):
        ticked = all(isinstance(item, bool) for item in value.values())
        value = [key for key, tick in value.items() if tick] if ticked else list(value.values())
    if not isinstance(value, str):
        return frozenset(chosen(item, question) for item in (value if isinstance(value, list) else [value]) if item != "")
    if folded(value) in _ALL:
        return frozenset(question.options)
    for parts in (_named_in(value, question), *([part.strip(" -•") for part in re.split(between, value)] for between in _BETWEEN)):
        with contextlib.suppress(InvalidValue):
            if found := frozenset(chosen(part, question) for part in parts if part):
                return found
    if announced := _ANNOUNCED.match(value.strip()):
        return chosen_all(value.strip()[announced.end() :].rstrip(" .)"), question)
    raise InvalidValue(ANSWER, _OPTION, value, options=told_options(question))


def _named_in(text: str, question: Question) -> list[str]:
    """The options whose letters ("HBG", "h/b/g") or whose words stand in a text that holds nothing else; else none."""
    signs = re.findall(r"[A-Za-z]", text)
    if letters(question) and (re.fullmatch(r"[A-Z]{2,}", text.strip()) or re.fullmatch(r"\s*[A-Za-z](?:\s*[-/+&.]\s*[A-Za-z])+\s*", text)):
        return signs
    left = f" {folded(text)} "
    found: list[str] = []
    told = [(folded(label.say(language)), key) for key, label in question.options.items() for language in LANGUAGES]
    for words, key in sorted(told, key=lambda each: -len(each[0])):
        if f" {words} " in left:
            left, found = left.replace(f" {words} ", " | ", 1), [*found, key]
    return found if set(left.split()) <= {"|", "et", "and"} else []
