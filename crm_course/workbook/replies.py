"""What is said of an answer: a record that a notebook shows as a box."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_course.foundations.language import Text

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["Feedback", "reply"]


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
    to_read : bool
        True for an open answer: what was found in it is told, whether it is right is for a reader; its credit is a proposal.
    answer : str
        The answer that is judged, as it is quoted.
    model : str
        For an open answer, after two tries: one that meets the rubric, to compare with.
    """

    question: str
    correct: bool
    credit: float
    mistake: str | None
    message: str
    answered: bool = True
    deferred: bool = False
    to_read: bool = False
    answer: str = ""
    model: str = ""

    @property
    def verdict(self) -> str:
        """One or two words, so that colour is never alone in saying it."""
        if self.deferred:
            return _NOTED.say()
        if not self.answered:
            return _EMPTY.say()
        if self.to_read:
            return _TO_READ.say()
        if self.correct:
            return _RIGHT.say()
        return (_PARTLY if self.credit else _NOT_YET).say()

    @property
    def headline(self) -> str:
        """The answer that is judged and the verdict: « −76 : juste »."""
        return _QUOTED.say(answer=self.answer, verdict=self.verdict) if self.answer else self.verdict

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": f"{self.verdict} – {self.message}", "text/html": self.as_html()}

    def as_html(self) -> str:
        """The feedback as a box: the answer, the verdict, the message."""
        open_still = not self.answered or self.deferred or self.to_read
        colour = "#0072B2" if self.correct else "#6E6E6E" if open_still else "#D55E00"
        sign = "✓" if self.correct else "…" if open_still else "✗"
        lines = [*self.message.split("\n"), *([_MODEL.say(words=self.model)] if self.model else [])]
        paragraphs = "".join(f"<p style='margin:4px 0'>{html.escape(line)}</p>" for line in lines if line)
        return (
            f"<div role='status' style='border-left:5px solid {colour};padding:4px 12px;margin:4px 0;max-width:75ch;line-height:1.5'>"
            f"<strong>{sign} {html.escape(self.headline)}</strong>{paragraphs}</div>"
        )


_RIGHT, _PARTLY = Text(fr="Juste", en="Right"), Text(fr="En partie juste", en="Partly right")
_NOT_YET, _EMPTY = Text(fr="Pas encore", en="Not yet"), Text(fr="À vous", en="Your turn")
_NOTED = Text(fr="Noté", en="Noted")
_TO_READ = Text(fr="À relire", en="To be read")
_QUOTED = Text(fr="{answer} : {verdict}", en="{answer}: {verdict}")
_MODEL = Text(fr="Une réponse possible, à comparer avec la vôtre : {words}", en="A possible answer, to compare with yours: {words}")


def reply(
    question: Question, message: str, *, credit: float = 0.0, mistake: str | None = None, correct: bool = False, **more: Any
) -> Feedback:
    """What is said of an answer to `question`; by default that it is not right."""
    return Feedback(question=question.id, correct=correct, credit=credit, mistake=mistake, message=message, **more)
