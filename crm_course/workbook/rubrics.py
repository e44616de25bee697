"""Open answers: what of a rubric can be found in a text. Whether the text is right is for a reader.

Words and figures are found by a program, and a program does not read: nonsense may hold them
all, and a good text may say it otherwise. So nothing here says "right".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crm_course.foundations.language import LANGUAGES, Text
from crm_course.foundations.reading import number

from .computed import computed
from .prose import is_prose
from .replies import Feedback, reply

if TYPE_CHECKING:
    from .questions import Criterion, Question

__all__ = ["against", "meets"]

_NUMBERS = re.compile(r"[-\u2212]?\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d+)?(?!\d)|[-\u2212]?\d+(?:[.,]\d+)?")
_TRIES_BEFORE_MODEL = 1

_SENTENCES = Text(
    fr="Répondez par des phrases : des mots et des chiffres mis bout à bout ne défendent rien.",
    en="Answer in sentences: words and figures put in a row defend nothing.",
)
_COUNTED = Text(
    fr="Éléments repérés : {found:number} sur {possible:number}. C’est un repérage, pas une note : votre texte est à relire.",
    en="Elements found: {found:number} of {possible:number}. This is a search, not a mark: your text is to be read.",
)
_FOUND = Text(fr="✓ repéré : {text}", en="✓ found: {text}")
_NOT_FOUND = Text(fr="• non repéré, peut-être dit autrement : {text}", en="• not found, perhaps said otherwise: {text}")
_TO_JUDGE = Text(fr="• à relire avec le barème : {text}", en="• to read with the rubric: {text}")


def against(question: Question, text: str, given: Any, *, tries: int | None = None) -> Feedback:
    """What of the rubric can be found; with it the model answer once two tries are made.

    The credit is a proposal for who marks; words and figures that no sentence holds together earn none.
    """
    facts = computed(question.facts, given)
    argued = is_prose(text)
    found = [(criterion, meets(criterion, text, given)) for criterion in question.rubric]
    sought = [(criterion, met) for criterion, met in found if met is not None]
    lines = [_COUNTED.say(found=sum(met for _, met in sought), possible=len(sought))] if argued else [_SENTENCES.say()]
    for criterion, met in found:
        lines.append((_TO_JUDGE if met is None else _FOUND if met else _NOT_FOUND).say(text=criterion.text.say(**facts)))
    possible = sum(criterion.points for criterion, _ in sought)
    earned = sum(criterion.points for criterion, met in sought if met and argued)
    model = question.model.say(**facts) if question.model and tries is not None and tries >= _TRIES_BEFORE_MODEL else ""
    return reply(question, "\n".join(lines), credit=earned / possible if possible else 0.0, to_read=True, model=model)


def meets(criterion: Criterion, text: str, given: Any) -> bool | None:
    """Whether `text` holds what a line of the rubric looks for; ``None`` where only a reader can tell."""
    if not criterion.words and criterion.numbers is None:
        return None
    cited = [abs(number(found, language=language)) for found in _NUMBERS.findall(text) for language in LANGUAGES]
    wanted = criterion.numbers(given) if criterion.numbers else ()
    has_numbers = all(any(abs(seen - abs(value)) <= 0.01 * abs(value) for seen in cited) for value in wanted)
    has_words = not criterion.words or any(re.search(word, text, re.IGNORECASE) for word in criterion.words)
    return has_numbers and has_words
