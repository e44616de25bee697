"""An amount typed as people write it, where Python expects code: ``nps = −76``, ``csat = 15 %``, ``gain = 8 400 €``.

The course's kernel and the grader understand such a line as the text between quotes. What Python
can read is left as it is.

>>> print(quoted("csat = 15 %  # votre réponse"))
csat = "15 %"  # votre réponse
"""

from __future__ import annotations

import ast
import re

__all__ = ["quoted"]

_AMOUNT = (
    r"[-+\u2010-\u2014\u2212]?[ \u00a0]?(?:€[ \u00a0]?)?\d[\d.,\u0020\u00a0\u202f'’]*"
    r"(?:[ \u00a0\u202f]*(?:%|[kM]?€|[^\W\d_]+(?:[ -][^\W\d_]+){0,2}))?"
)
_LINE = re.compile(rf"^(?P<name>[^\W\d]\w*[ ]*=[ ]*)?(?P<amount>{_AMOUNT})[ \u00a0]*(?P<rest>#.*)?$")


def quoted(source: str) -> str:
    """`source` with quotes around each line's amount that Python cannot read; unchanged where it can read everything."""
    if _parses(source):
        return source
    mended = "\n".join(map(_line, source.split("\n")))
    return mended if _parses(mended) else source


_CHECK = re.compile(
    rf"^(?P<before>[ ]*(?:\w+[ ]*=[ ]*)?check\([ ]*(?:\"[^\"]+\"|'[^']+')[ ]*,[ ]*)(?P<amount>{_AMOUNT})(?P<after>[ ]*\)[ ]*)$"
)


def _line(line: str) -> str:
    if _parses(line):
        return line
    if found := _CHECK.match(line):
        return f'{found["before"]}"{found["amount"].strip()}"{found["after"]}'
    found = _LINE.match(line)
    if not found:
        return line
    rest = f"  {found['rest']}" if found["rest"] else ""
    return f'{found["name"] or ""}"{found["amount"].strip()}"{rest}'


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True
