"""What was typed wrongly, said in the reader's language, with the way to the help."""

from __future__ import annotations

import difflib
import re
from typing import Any

from crm_course.foundations.language import Text

__all__ = ["explained"]

_HELP = Text(fr="Toutes les options : {command} --help", en="All options: {command} --help")
_NO_OPTION = Text(fr="L’option « {name} » n’existe pas.", en='There is no option "{name}".')
_NEAR = Text(fr="Vouliez-vous dire {near} ?", en="Did you mean {near}?")
_MISSING = Text(fr="Il manque {name}.", en="{name} is missing.")
_NO_VALUE = Text(fr="L’option « {name} » attend une valeur.", en='The option "{name}" needs a value.')
_NO_COMMAND = Text(fr="La commande « {name} » n’existe pas.", en='There is no command "{name}".')
_BAD = Text(fr="La valeur de « {name} » ne convient pas : il faut {rule}.", en='The value of "{name}" does not fit: it must be {rule}.')
_TOO_MUCH = Text(fr="« {name} » est de trop.", en='"{name}" is too much.')
_OTHER = Text(fr="La commande n’a pas été comprise ({why}).", en="The command was not understood ({why}).")
_RULES = (
    (re.compile(r"valid integer"), Text(fr="un nombre entier", en="a whole number")),
    (re.compile(r"valid (number|float)"), Text(fr="un nombre", en="a number")),
    (re.compile(r"(?:greater than or equal to |range x>=)(?P<what>\d+)"), Text(fr="au moins {what}", en="at least {what}")),
    (re.compile(r"(?:less than or equal to |range x<=)(?P<what>\d+)"), Text(fr="au plus {what}", en="at most {what}")),
    (
        re.compile(r"(?P<got>'[^']*') is not one of (?P<what>[^.]+)"),
        Text(fr="une valeur parmi {what} ; reçu : {got}", en="one of {what}, got {got}"),
    ),
)
"""What the library says of a value, and what we say."""


def explained(error: Any) -> str:
    """A usage error of the command-line library as sentences."""
    command = error.ctx.command_path if getattr(error, "ctx", None) else "crm-course"
    return "\n".join(line for line in (*_sentences(error), _HELP.say(command=command)) if line)


def _sentences(error: Any) -> list[str]:
    kind, message = type(error).__name__, error.format_message()
    param = getattr(error, "param", None)
    name = (getattr(param, "metavar", None) or next(iter(getattr(param, "opts", [])), "")) if param is not None else ""
    if kind == "NoSuchOption":
        near = difflib.get_close_matches(error.option_name, error.possibilities or [], n=1)
        return [_NO_OPTION.say(name=error.option_name), _NEAR.say(near=near[0]) if near else ""]
    if kind == "MissingParameter":
        return [_MISSING.say(name=name)]
    if kind == "BadOptionUsage":
        return [_NO_VALUE.say(name=error.option_name)]
    if kind == "BadParameter" and name:
        return [_BAD.say(name=name, rule=_rule(message))]
    if message.startswith("No such command") and "'" in message:
        return [_NO_COMMAND.say(name=message.split("'")[1]), _NEAR.say(near=message.split("'")[3]) if message.count("'") > 3 else ""]
    if message.startswith("Got unexpected extra argument"):
        return [_TOO_MUCH.say(name=message.rpartition("(")[2].rstrip(")"))]
    return [_OTHER.say(why=message)]


def _rule(message: str) -> str:
    for pattern, rule in _RULES:
        if found := pattern.search(message):
            return rule.say(**found.groupdict())
    return message
