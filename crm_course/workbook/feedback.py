"""Is my answer right, and if not, which mistake did I make?

>>> check("sens-confort.nps", "−70").mistake
'passives-for-promoters'

:func:`check` marks an answer and notes it in the workspace's progress; :func:`mark` does
the marking alone, for whatever data the question is asked on.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import LANGUAGES, Text, speaking
from crm_course.foundations.reading import Quantity, number

from . import contents, progress
from .answers import KINDS, ONE_VALUE, misplaced
from .produced import PREPARE
from .prose import is_prose
from .questions import Criterion, Mistake, Question
from .values import alone, plain

__all__ = ["Feedback", "check", "hint", "mark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What is said of one answer.

    Attributes
    ----------
    question : str
        The question's id.
    correct : bool
    credit : float
        Share of the points earned, 0–1.
    mistake : str or None
        The name of the mistake, if it was recognised.
    message : str
        What to tell the learner, in the language asked for.
    answered : bool
        False while the place of the answer is still empty.
    deferred : bool
        True where the teacher marks, later.
    """

    question: str
    correct: bool
    credit: float
    mistake: str | None
    message: str
    answered: bool = True
    deferred: bool = False

    @property
    def verdict(self) -> str:
        """One or two words, so that colour is never alone in saying it."""
        if self.deferred:
            return _NOTED.say()
        if not self.answered:
            return _EMPTY.say()
        if self.correct:
            return _RIGHT.say()
        return (_PARTLY if self.credit else _NOT_YET).say()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": f"{self.verdict} – {self.message}", "text/html": self.as_html()}

    def as_html(self) -> str:
        """The feedback as a box: verdict, message."""
        colour = "#0072B2" if self.correct else "#6E6E6E" if not self.answered or self.deferred else "#D55E00"
        sign = "✓" if self.correct else "…" if not self.answered or self.deferred else "✗"
        paragraphs = "".join(f"<p style='margin:4px 0'>{html.escape(line)}</p>" for line in self.message.split("\n") if line)
        return (
            f"<div role='status' style='border-left:5px solid {colour};padding:4px 12px;margin:4px 0;max-width:75ch;line-height:1.5'>"
            f"<strong>{sign} {html.escape(self.verdict)}</strong>{paragraphs}</div>"
        )


_RIGHT, _PARTLY = Text(fr="Juste", en="Right"), Text(fr="En partie juste", en="Partly right")
_NOT_YET, _EMPTY = Text(fr="Pas encore", en="Not yet"), Text(fr="À vous", en="Your turn")
_REPLACE = Text(fr="Remplacez les points de suspension par votre réponse, puis exécutez la cellule.",
                en="Replace the dots with your answer, then run the cell.")  # fmt: skip
_NOTED = Text(fr="Noté", en="Noted")
_LATER = Text(
    fr="Votre réponse est lisible. Elle sera corrigée par votre enseignant.", en="Your answer can be read. Your teacher will mark it."
)
_KEPT = Text(
    fr="Votre réponse reste dans ce carnet. Elle sera corrigée par votre enseignant.",
    en="Your answer stays in this notebook. Your teacher will mark it.",
)
_WELL_DONE = Text(fr="C’est la bonne réponse.", en="That is the right answer.")
_SIGN = Text(
    fr="La valeur est juste, le signe est opposé. Que soustrait-on de quoi ?",
    en="The value is right, the sign is opposite. What is subtracted from what?",
)
_HUNDRED = Text(
    fr="Facteur cent : part ou pourcentage ? Vérifiez l’unité demandée.",
    en="A factor of a hundred: share or percentage? Check the unit asked for.",
)
_TOO_HIGH = Text(
    fr='Votre réponse est trop élevée. Un indice vous attend : hint("{id}").',
    en='Your answer is too high. A hint is waiting: hint("{id}").',
)
_TOO_LOW = Text(
    fr='Votre réponse est trop basse. Un indice vous attend : hint("{id}").', en='Your answer is too low. A hint is waiting: hint("{id}").'
)
_OTHER = Text(
    fr='Ce n’est pas la réponse attendue. Un indice vous attend : hint("{id}").',
    en='This is not the answer expected. A hint is waiting: hint("{id}").',
)
_SOME = Text(
    fr="Une partie est juste ({share:percent0}). Reprenez le reste.", en="Part of it is right ({share:percent0}). Look again at the rest."
)
_FORM = Text(
    fr="Les bonnes valeurs y sont, mais sous une autre forme : une seule valeur pour chaque nom, c’est-à-dire {labels}.",
    en="The right values are there, but in another form: one value alone for each name, that is {labels}.",
)
_SENTENCES = Text(
    fr="Répondez par des phrases : des mots et des chiffres mis bout à bout ne défendent rien.",
    en="Answer in sentences: words and figures put in a row defend nothing.",
)
_FOUND = Text(fr="✓ présent : {text}", en="✓ there: {text}")
_LACKS = Text(fr="✗ à ajouter : {text}", en="✗ to add: {text}")
_TO_JUDGE = Text(fr="• à relire avec le barème : {text}", en="• to read again with the rubric: {text}")

_GENERIC: tuple[tuple[str, float, Text], ...] = (
    ("opposite-sign", -1.0, _SIGN),
    ("hundredfold", 100.0, _HUNDRED),
    ("hundredth", 0.01, _HUNDRED),
)  # fmt: skip
"""Slips that any number invites: name, factor to the right answer, message."""


def check(question_id: str, answer: Any, *, language: str | None = None) -> Feedback:
    """Mark an answer, say why, and note it in the workspace's progress.

    Parameters
    ----------
    question_id : str
        For example ``"sens-confort.nps"``; an unknown one proposes the closest.
    answer : object
        A number, text (``"12,5 %"``, ``"8 400 €"``, ``"−76"``), choice, list, table.
    language : {"fr", "en"}, optional
        Of the message; by default the one in force.

    Returns
    -------
    Feedback
        ``.correct``, ``.credit``, ``.mistake``, ``.message``; a notebook shows it as a box.

    Raises
    ------
    UnknownName
        If there is no such question.
    """
    if progress.is_deferred(question_id):
        return _noted(question_id, answer, language)
    question = contents.question(question_id)
    feedback = mark(question, answer, contents.exercise(question.exercise).given(), language=language)
    if feedback.answered:
        progress.note(question_id, feedback.credit, correct=feedback.correct, mistake=feedback.mistake)
    return feedback


def _noted(question_id: str, answer: Any, language: str | None) -> Feedback:
    """What is said where marking is left to the teacher: his own questions, an exam.

    Whether an answer can be read is told, whether it is right is not, and nothing goes into the journal.
    """
    known = {part.id for part in contents.CONTENTS if part.exercises}
    with speaking(language):
        if _blank(answer):
            return Feedback(question=question_id, correct=False, credit=0.0, mistake=None, message=_REPLACE.say(), answered=False)
        if question_id.partition(".")[0] not in known:  # a teacher's own question, which is not here
            return Feedback(question=question_id, correct=False, credit=0.0, mistake=None, message=_KEPT.say(), deferred=True)
        question = contents.question(question_id)
        try:
            _read(question, answer, contents.exercise(question.exercise).given())
        except InvalidValue as error:
            return _feedback(question, mistake="unreadable", message=error.message())
        return Feedback(question=question_id, correct=False, credit=0.0, mistake=None, message=_LATER.say(), deferred=True)


def hint(question_id: str, *, language: str | None = None) -> str:
    """The next hint of a question; each call gives a stronger one, none the answer."""
    if progress.is_deferred(question_id):
        return _NO_HINT_NOW.say(language)
    question = contents.question(question_id)
    given = contents.exercise(question.exercise).given()
    taken = progress.hints_taken(question_id)
    if not question.hints:
        return _NO_HINT.say(language)
    progress.note_hint(question_id)
    position = min(taken, len(question.hints) - 1)
    words = question.hints[position].say(language, **question.facts(given))
    return _HINT.say(language, position=position + 1, count=len(question.hints), words=words)


_HINT = Text(fr="Indice {position} sur {count} : {words}", en="Hint {position} of {count}: {words}")
_NO_HINT = Text(fr="Pas d’indice pour cette question.", en="No hint for this question.")
_NO_HINT_NOW = Text(fr="Pas d’indice ici : votre enseignant corrigera.", en="No hint here: your teacher will mark it.")


def mark(
    question: Question, answer: Any, given: Any, *, language: str | None = None, written: str | None = None, seed: int = 0
) -> Feedback:
    """Mark `answer` to `question` asked on `given`, without noting anything.

    A function is asked on inputs drawn with `seed`. What is said is said in `language`; numbers
    are read as those who write in `written` type them, by default in the same.
    """
    with speaking(language):
        if _blank(answer):
            return _feedback(question, message=_REPLACE.say(), answered=False)
        try:
            with speaking(written):
                value = _read(question, answer, given, seed)
        except InvalidValue as error:
            return _feedback(question, mistake="unreadable", message=error.message())
        if question.kind == "open":
            return _against_rubric(question, value, given)
        return _compared(question, value, given, seed, written)


def _read(question: Question, answer: Any, given: Any, seed: int = 0) -> Any:
    """An answer in the form in which it is compared; :class:`InvalidValue` if it cannot be read."""
    return KINDS[question.kind].read(prepared(question, answer, given, seed), question)


def prepared(question: Question, answer: Any, given: Any, seed: int = 0) -> Any:
    """An answer as plain data: what a function, a query, a chart gives; any other as it is."""
    prepare = PREPARE.get(question.kind)
    if prepare:
        return prepare(answer, question, given, seed)
    return plain(alone(answer) if question.kind in ONE_VALUE else answer)


def _blank(value: Any) -> bool:
    return value is None or value is ... or (isinstance(value, str) and not value.strip(" .…\n"))


def _compared(question: Question, value: Any, given: Any, seed: int, written: str | None) -> Feedback:
    assert question.answer is not None  # only open questions have none
    expected = _produced(question, question.answer(given), given, seed)
    facts = question.facts(given)
    right = _agreement(question, value, expected, written)
    if right == 1:
        message = question.why.say(**facts) if question.why else _WELL_DONE.say()
        return _feedback(question, correct=True, credit=1.0, message=message)
    mistake = recognised(question, value, given, seed, written)
    if mistake:
        return _feedback(question, credit=max(mistake.credit, 0.0), mistake=mistake.name, message=mistake.message.say(**facts))
    if right > 0:
        return _feedback(question, credit=right, message=_SOME.say(share=right))
    if question.kind == "table" and (labels := misplaced(value, expected, question)):
        return _feedback(question, message=_FORM.say(labels=", ".join(labels)))
    return _direction(question, value, expected)


def _agreement(question: Question, value: Any, expected: Any, written: str | None) -> float:
    with speaking(written):  # a cell of a table is read when it is compared
        return KINDS[question.kind].agreement(value, expected, question)


def recognised(question: Question, value: Any, given: Any, seed: int, written: str | None) -> Mistake | None:
    """The first named mistake that leads to `value` (already read), if any."""
    made = ((mistake, _produced(question, mistake.value(given), given, seed)) for mistake in question.mistakes)
    return next((mistake for mistake, wrong in made if _agreement(question, value, wrong, written) == 1), None)


def _produced(question: Question, value: Any, given: Any, seed: int) -> Any:
    """What the right answer or a mistake of ours gives; a plain one stays as it was declared."""
    return prepared(question, value, given, seed) if question.kind in PREPARE else value


def _direction(question: Question, value: Any, expected: Any) -> Feedback:
    if question.kind not in ("number", "money", "share"):
        return _feedback(question, message=_OTHER.say(id=question.id))
    agreement = KINDS[question.kind].agreement
    amount, unit = value if question.kind == "share" else (value, None)
    for name, factor, message in _GENERIC:
        if agreement(amount / factor if unit is None else Quantity(amount / factor, unit), expected, question) == 1:
            return _feedback(question, mistake=name, message=message.say())
    percentage = unit == "%" or (unit is not None and abs(amount) > 1 >= abs(expected))
    return _feedback(question, message=(_TOO_HIGH if amount > (100 if percentage else 1) * expected else _TOO_LOW).say(id=question.id))


def _feedback(
    question: Question, *, correct: bool = False, credit: float = 0.0, mistake: str | None = None, message: str, answered: bool = True
) -> Feedback:
    return Feedback(question=question.id, correct=correct, credit=credit, mistake=mistake, message=message, answered=answered)


# -- open answers -------------------------------------------------------------------------

_NUMBERS = re.compile(r"[-\u2212]?\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d+)?(?!\d)|[-\u2212]?\d+(?:[.,]\d+)?")


def _against_rubric(question: Question, text: str, given: Any) -> Feedback:
    """What of the rubric can be found; nothing is earned by words and figures that no sentence holds together."""
    facts = question.facts(given)
    argued = is_prose(text)
    lines, earned, possible = ([] if argued else [_SENTENCES.say()]), 0.0, 0.0
    for criterion in question.rubric:
        met = meets(criterion, text, given)
        line = _TO_JUDGE if met is None else _FOUND if met else _LACKS
        lines.append(line.say(text=criterion.text.say(**facts)))
        possible += criterion.points if met is not None else 0
        earned += criterion.points if met and argued else 0
    credit = earned / possible if possible else 0.0
    return _feedback(question, correct=bool(possible) and earned == possible, credit=credit, message="\n".join(lines))


def meets(criterion: Criterion, text: str, given: Any) -> bool | None:
    """Whether `text` meets a line of the rubric; ``None`` where only a reader can tell."""
    if not criterion.words and criterion.numbers is None:
        return None
    cited = [abs(number(found, language=language)) for found in _NUMBERS.findall(text) for language in LANGUAGES]
    wanted = criterion.numbers(given) if criterion.numbers else ()
    has_numbers = all(any(abs(seen - abs(value)) <= 0.01 * abs(value) for seen in cited) for value in wanted)
    has_words = not criterion.words or any(re.search(word, text, re.IGNORECASE) for word in criterion.words)
    return has_numbers and has_words
