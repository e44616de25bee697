"""Slips that any number invites: rounded too soon, a wrong unit, a sign, a hundred or a thousand too much.

Each has one name and one credit, whatever the question.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm_course.foundations.language import Text

from .amounts import Amount, is_rounding
from .answers import KINDS, as_shares
from .replies import Feedback, reply
from .units import UNITS, unit_of

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["CREDITS", "doubt", "is_above", "is_near", "of_scale", "rounded", "wrong_unit"]

CREDITS = {"rounded": 0.75, "unit": 0.5, "opposite-sign": 0.5, "times-1000": 0.5, "times-100": 0.0}
"""The share of the points that a right method still earns."""

_ROUNDED = Text(fr="Juste, mais arrondi trop tôt : {wanted}.", en="Right, but rounded too soon: {wanted}.")
_DECIMALS = {
    0: Text(fr="donnez l’unité près", en="give it to the unit"),
    1: Text(fr="donnez une décimale", en="give one decimal"),
    2: Text(fr="donnez deux décimales", en="give two decimals"),
}
_MORE_DECIMALS = Text(fr="donnez {count:number} décimales", en="give {count:number} decimals")
_EXACT = Text(fr="donnez la valeur exacte", en="give the exact value")
_TENS = Text(fr="donnez-le à {step:number} près", en="give it to the nearest {step:number}")
_UNIT = Text(
    fr="La valeur est juste, l’unité ne l’est pas. Attendu : {wanted} ; donné : {typed}.",
    en="The value is right, the unit is not. Expected: {wanted}; given: {typed}.",
)
_UNIT_AND_VALUE = Text(
    fr="Vérifiez l’unité. Attendu : {wanted} ; donné : {typed}.", en="Check the unit. Expected: {wanted}; given: {typed}."
)
_A_NUMBER = Text(fr="un nombre sans unité de mesure", en="a number without a unit of measure")
_PERCENTAGE = Text(fr="une part, en % ou entre 0 et 1", en="a share, in % or between 0 and 1")
_SIGN = Text(
    fr="La valeur est juste, le signe est opposé. Que soustrait-on de quoi ?",
    en="The value is right, the sign is opposite. What is subtracted from what?",
)
_HUNDRED = Text(
    fr="Un facteur cent : part ou pourcentage, euros ou centimes ? Vérifiez l’unité demandée.",
    en="A factor of a hundred: share or percentage, euros or cents? Check the unit asked for.",
)
_THOUSAND = Text(
    fr="Un facteur mille : unités ou milliers ? Vérifiez l’unité demandée.",
    en="A factor of a thousand: units or thousands? Check the unit asked for.",
)
_DOUBT = Text(
    fr="Lu {read:number3} : le point ou la virgule y sépare des décimales. Pour des milliers, écrivez {other:number}.",
    en="Read as {read:number3}: the point or comma stands for decimals there. For thousands write {other:number}.",
)
_SCALES = (("opposite-sign", -1.0, _SIGN), ("times-1000", 1e3, _THOUSAND), ("times-1000", 1e-3, _THOUSAND),
           ("times-100", 100.0, _HUNDRED), ("times-100", 0.01, _HUNDRED))  # fmt: skip


def _meanings(question: Question, found: Amount) -> list[Amount]:
    return as_shares(found) if question.kind == "share" else [found]


def rounded(question: Question, found: Amount, expected: Any) -> Feedback | None:
    """The reply to a right value that was rounded too soon."""
    if not any(is_rounding(each.value, each.step, float(expected), is_count=not question.tolerance) for each in _meanings(question, found)):
        return None
    return reply(question, _ROUNDED.say(wanted=_wanted(question)), mistake="rounded", credit=CREDITS["rounded"])


def _wanted(question: Question) -> Text:
    """How finely an answer is to be given, from the question's tolerance."""
    if not question.tolerance:
        return _EXACT
    on_screen = question.tolerance * (100 if question.kind == "share" else 1)
    places = math.ceil(-math.log10(2 * on_screen) - 1e-9)
    if places < 0:
        return Text(fr=_TENS.say("fr", step=10**-places), en=_TENS.say("en", step=10**-places))
    more = Text(fr=_MORE_DECIMALS.say("fr", count=places), en=_MORE_DECIMALS.say("en", count=places))
    return _DECIMALS.get(places, more)


def is_near(question: Question, found: Amount, value: float, tolerance: float | None) -> bool:
    """Whether an amount is a mistake's value: rounded, or within that mistake's own tolerance."""
    return any(
        is_rounding(each.value, each.step, value, is_count=not question.tolerance)
        or (tolerance is not None and abs(each.value - value) <= tolerance)
        for each in _meanings(question, found)
    )


def wrong_unit(question: Question, found: Amount, expected: Any) -> Feedback:
    """The reply to an amount in another unit than the question's."""
    own = unit_of(question.unit)
    wanted = _PERCENTAGE if question.kind == "share" else UNITS["€"] if question.kind == "money" else UNITS.get(own, _A_NUMBER)
    meant = replace(found, wrong="", unit="%" if question.kind == "share" and abs(found.value) > 1 else "")
    right = KINDS[question.kind].agreement(meant, expected, question) == 1
    words = (_UNIT if right else _UNIT_AND_VALUE).say(wanted=wanted, typed=UNITS[found.wrong])
    return reply(question, words, mistake="unit", credit=CREDITS["unit"] if right else 0.0)


def of_scale(question: Question, found: Amount, expected: Any) -> Feedback | None:
    """The reply to a value that is right but for its sign, or a factor of a hundred or a thousand."""
    agreement = KINDS[question.kind].agreement
    for name, factor, message in _SCALES:
        meant = replace(found, value=found.value / factor, step=abs(found.step / factor))
        near = any(
            is_rounding(each.value, each.step, float(expected), is_count=not question.tolerance) for each in _meanings(question, meant)
        )
        if agreement(meant, expected, question) == 1 or (near and name != "opposite-sign" and question.kind != "share"):
            words = doubt(found) if found.other is not None and factor == 1e-3 else message.say()
            return reply(question, words, mistake=name, credit=CREDITS[name])
    return None


def doubt(found: Amount) -> str:
    """What was read where a lone point or comma may stand for thousands."""
    return _DOUBT.say(read=found.value, other=found.other)


def is_above(question: Question, found: Amount, expected: float) -> bool:
    """Whether an amount is greater than what is expected."""
    percentage = question.kind == "share" and (found.unit == "%" or abs(found.value) > 1 >= abs(expected))
    return found.value > (100 if percentage else 1) * expected
