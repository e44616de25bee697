"""Is my answer right, and if not, which mistake did I make?

>>> check("sens-confort.nps", "−70").mistake
'passives-for-promoters'

:func:`check` marks an answer and notes it in the workspace's progress; :func:`mark` does
the marking alone, for whatever data the question is asked on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crm_course.foundations.errors import InvalidValue, shown
from crm_course.foundations.language import Text, speaking

from . import contents, progress, rubrics, slips
from .amounts import Amount
from .answers import KINDS, ONE_VALUE, misplaced
from .computed import computed
from .produced import PREPARE
from .questions import Mistake, Question
from .replies import Feedback, reply
from .values import alone, plain

__all__ = ["Feedback", "check", "hint", "judge", "mark"]


_REPLACE = Text(fr="Remplacez les points de suspension par votre réponse, puis exécutez la cellule.",
                en="Replace the dots with your answer, then run the cell.")  # fmt: skip
_LATER = Text(
    fr="Votre réponse est lisible. Elle sera corrigée par votre enseignant.", en="Your answer can be read. Your teacher will mark it."
)
_KEPT = Text(
    fr="Votre réponse reste dans ce carnet. Elle sera corrigée par votre enseignant.",
    en="Your answer stays in this notebook. Your teacher will mark it.",
)
_WELL_DONE = Text(fr="C’est la bonne réponse.", en="That is the right answer.")
_TOO_HIGH = Text(fr="Votre réponse est trop élevée.", en="Your answer is too high.")
_TOO_LOW = Text(fr="Votre réponse est trop basse.", en="Your answer is too low.")
_OTHER = Text(fr="Ce n’est pas encore la réponse attendue.", en="This is not the answer expected yet.")
_A_HINT = Text(fr="Un indice : {words}", en="A hint: {words}")
_SOME = Text(
    fr="Une partie est juste ({share:percent0}). Reprenez le reste.", en="Part of it is right ({share:percent0}). Look again at the rest."
)
_FORM = Text(
    fr="Les bonnes valeurs y sont, mais sous une autre forme : une seule valeur pour chaque nom, c’est-à-dire {labels}.",
    en="The right values are there, but in another form: one value alone for each name, that is {labels}.",
)


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
    given, tries = contents.exercise(question.exercise).given(), progress.tries_made(question_id)
    feedback = replace(mark(question, answer, given, language=language, tries=tries), answer=_quoted(answer))
    if feedback.answered:  # what only a reader can judge earns nothing by itself
        credit = 0.0 if feedback.to_read else feedback.credit
        progress.note(question_id, credit, correct=feedback.correct, mistake=feedback.mistake)
    return feedback


_LONGEST = 40


def _quoted(answer: Any) -> str:
    """An answer of one value as it was typed, if it is short enough to stand beside its verdict."""
    if isinstance(answer, str | int | float) and not isinstance(answer, bool):
        words = answer.strip() if isinstance(answer, str) else shown(answer, _LONGEST)
        return words if len(words) <= _LONGEST and "\n" not in words and words.strip(". …") else ""
    return ""


def judge(question_id: str, marks: Sequence[float], why: str = "") -> float:
    """Mark one's own open answer, criterion by criterion: 1 met, 0.5 in part, 0 not; with a word why.

    It counts on the map of the course until a teacher's marks come over it. Returns the share of the points.

    >>> judge("sens-confort.proposal", [1, 1, 0.5, 0], why="pas de chiffre")
    0.625
    """
    question = contents.question(question_id)
    points = [criterion.points for criterion in question.rubric]
    if len(marks) != len(points) or not all(0 <= mark <= 1 for mark in marks):
        raise InvalidValue(_MARKS, _MARKS_RULE, marks, count=len(points))
    credit = sum(mark * worth for mark, worth in zip(marks, points, strict=True)) / sum(points)
    progress.note_judged(question_id, credit, why)
    return credit


_MARKS = Text(fr="vos marques", en="your marks")
_MARKS_RULE = Text(
    fr="{count} nombres entre 0 et 1, un par critère de la question",
    en="{count} numbers between 0 and 1, one for each criterion of the question",
)


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
            return reply(question, error.message(), mistake="unreadable")
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
    words = question.hints[position].say(language, **computed(question.facts, given))
    return _HINT.say(language, position=position + 1, count=len(question.hints), words=words)


_HINT = Text(fr="Indice {position} sur {count} : {words}", en="Hint {position} of {count}: {words}")
_NO_HINT = Text(fr="Pas d’indice pour cette question.", en="No hint for this question.")
_NO_HINT_NOW = Text(fr="Pas d’indice ici : votre enseignant corrigera.", en="No hint here: your teacher will mark it.")


def mark(
    question: Question, answer: Any, given: Any, *, language: str | None = None, written: str | None = None, seed: int = 0, tries: int | None = None,
) -> Feedback:  # fmt: skip
    """Mark `answer` to `question` asked on `given`, without noting anything.

    A function is asked on inputs drawn with `seed`. What is said is said in `language`; numbers
    are read as those who write in `written` type them, by default in the same. With `tries`, those
    made before, a wrong answer gets a hint first, and its direction only after the third.
    """
    with speaking(language):
        if _blank(answer):
            return reply(question, _REPLACE.say(), answered=False)
        try:
            with speaking(written):
                value = _read(question, answer, given, seed)
        except InvalidValue as error:
            return reply(question, error.message(), mistake="unreadable")
        if question.kind == "open":
            return rubrics.against(question, value, given, tries=tries)
        return _compared(question, value, given, seed=seed, written=written, tries=tries)


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


def _compared(question: Question, value: Any, given: Any, *, seed: int, written: str | None, tries: int | None) -> Feedback:
    assert question.answer is not None  # only open questions have none
    expected = _produced(question, computed(question.answer, given), given, seed)
    facts = computed(question.facts, given)
    right = _agreement(question, value, expected, written)
    if right == 1:
        message = question.why.say(**facts) if question.why else _WELL_DONE.say()
        return reply(question, message, correct=True, credit=1.0)
    if isinstance(value, Amount) and value.wrong:
        return slips.wrong_unit(question, value, expected)
    mistake = recognised(question, value, given, seed, written)
    if mistake is None and isinstance(value, Amount) and (slip := slips.rounded(question, value, expected)):
        return slip
    mistake = mistake or _nearly(question, value, given)
    if mistake:
        return reply(question, mistake.message.say(**facts), credit=max(mistake.credit, 0.0), mistake=mistake.name)
    if right > 0:
        return reply(question, _SOME.say(share=right), credit=right)
    if question.kind == "table" and (labels := misplaced(value, expected, question)):
        return reply(question, _FORM.say(labels=", ".join(labels)))
    if isinstance(value, Amount) and (slip := slips.of_scale(question, value, expected)):
        return slip
    return _wrong(question, value, expected, given, tries)


def _agreement(question: Question, value: Any, expected: Any, written: str | None) -> float:
    with speaking(written):  # a cell of a table is read when it is compared
        return KINDS[question.kind].agreement(value, expected, question)


def recognised(question: Question, value: Any, given: Any, seed: int, written: str | None) -> Mistake | None:
    """The first named mistake that leads to `value` (already read), if any."""
    made = ((mistake, _produced(question, computed(mistake.value, given), given, seed)) for mistake in question.mistakes)
    return next((mistake for mistake, wrong in made if _agreement(question, value, wrong, written) == 1), None)


def _nearly(question: Question, value: Any, given: Any) -> Mistake | None:
    """The first named mistake of whose value `value` is a rounding, or that it comes near enough to."""
    if not isinstance(value, Amount):
        return None
    return next(
        (
            mistake
            for mistake in question.mistakes
            if slips.is_near(question, value, float(computed(mistake.value, given)), mistake.tolerance)
        ),
        None,
    )


def _produced(question: Question, value: Any, given: Any, seed: int) -> Any:
    """What the right answer or a mistake of ours gives; a plain one stays as it was declared."""
    return prepared(question, value, given, seed) if question.kind in PREPARE else value


_FIRST_TRIES = 3
"""So many tries get a hint; only then is it said on which side the answer lies."""


def _wrong(question: Question, value: Any, expected: Any, given: Any, tries: int | None) -> Feedback:
    """An answer without a name: a hint, which grows with the tries; the side only after the third, or where tries are not counted."""
    doubt = f"{slips.doubt(value)} " if isinstance(value, Amount) and value.other is not None else ""
    if isinstance(value, Amount) and (tries is None or tries >= _FIRST_TRIES):
        return reply(question, doubt + (_TOO_HIGH if slips.is_above(question, value, float(expected)) else _TOO_LOW).say())
    if tries is None or not question.hints:
        return reply(question, doubt + _OTHER.say())
    words = question.hints[min(tries, len(question.hints) - 1)].say(**computed(question.facts, given))
    return reply(question, f"{doubt}{_OTHER.say()}\n{_A_HINT.say(words=words)}")
