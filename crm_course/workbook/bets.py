"""Your guess beside what is: a sentence, not two bare numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crm_course.foundations import reading
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said
from crm_course.foundations.shown import written

__all__ = ["Bet", "bet"]

_NEAR = Text(fr="Vous pariez {guess} ; c’est {truth} : tout près.", en="You guess {guess}; it is {truth}: very near.")
_MORE = Text(fr="Vous pariez {guess} ; c’est {truth}, davantage.", en="You guess {guess}; it is {truth}, more than that.")
_LESS = Text(fr="Vous pariez {guess} ; c’est {truth}, moins.", en="You guess {guess}; it is {truth}, less than that.")
_NEAREST = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bet(Said):
    """Guesses and what is, each of a kind of figure."""

    guesses: tuple[float, ...]
    truths: tuple[float, ...]
    kinds: tuple[str, ...]

    def sentence(self) -> str:
        """One sentence a guess."""
        return "\n\n".join(map(_told, self.guesses, self.truths, self.kinds))


def bet(guess: Any, truth: Any, kind: str | Sequence[str] = "number") -> Bet:
    """What was guessed and what is, in a sentence; of several, one each.

    Parameters
    ----------
    guess : number, text or sequence of them
        As a learner types it: ``0.30``, ``"30 %"``, ``"50 000 €"``.
    truth : number or sequence
    kind : str or sequence of str
        What the figures are, as :func:`~crm_course.foundations.shown.written` knows them: ``share``, ``money``, ``count``, ``points``…

    >>> from crm_course.foundations.language import speaking
    >>> with speaking("en"):
    ...     print(bet("30 %", 0.06, "share").sentence())
    You guess 30%; it is 6%, less than that.
    """
    several = isinstance(guess, list | tuple)
    guesses, truths = (tuple(guess), tuple(truth)) if several else ((guess,), (truth,))
    kinds = (kind,) * len(guesses) if isinstance(kind, str) else tuple(kind)
    read = tuple((reading.share if each == "share" else reading.number)(one, name=_GUESS) for one, each in zip(guesses, kinds, strict=True))
    return Bet(guesses=read, truths=tuple(map(float, truths)), kinds=kinds)


_GUESS = Text(fr="pari", en="guess")


def _told(guess: float, truth: float, kind: str) -> str:
    sentence = _NEAR if abs(guess - truth) <= _NEAREST * abs(truth) else _MORE if truth > guess else _LESS
    return sentence.say(guess=written(guess, kind), truth=written(truth, kind))
