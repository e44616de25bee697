"""An exercise never shows what it asks: what is displayed above a question does not hold its answer."""

import ast
import re

import pytest

from crm_course import workbook
from crm_course.foundations.language import speaking
from crm_course.workbook.contents import CONTENTS, exercise

IDS = [entry.id for entry in CONTENTS if entry.exercises]
_LEAST_DIGITS = 3


def shown(value):
    """All that a notebook may show of a value."""
    for name in ("_repr_markdown_", "_repr_html_"):
        if hasattr(value, name):
            return str(getattr(value, name)() or "")
    return repr(value)


def displayed(code, space):
    """Run a cell; what its last line shows."""
    *lines, last = ast.parse(code).body
    exec(compile(ast.Module(lines, []), "<cell>", "exec"), space)
    if not isinstance(last, ast.Expr):
        exec(compile(ast.Module([last], []), "<cell>", "exec"), space)
        return ""
    return shown(eval(compile(ast.Expression(last.value), "<cell>", "eval"), space))


def spellings(asked, value):
    """The ways in which a number is written, but for signs and spaces; none for one of few digits, which stands anywhere."""
    number = abs(value) * (100 if asked.kind == "share" else 1)
    rounded = {f"{number:.{places}f}" for places in (0, 1, 2)}
    return {text for text in rounded if len(text.replace(".", "").lstrip("0")) >= _LEAST_DIGITS}


@pytest.mark.parametrize("name", IDS)
def test_nothing_displayed_in_an_exercise_is_an_answer(name):
    asked_of, space = exercise(name), {"workbook": workbook}
    given = asked_of.given()
    with speaking("fr"):
        above = displayed(asked_of.setup, space)
        for asked in asked_of.questions:
            above += displayed(asked.starter, space) if asked.starter else ""
            above += asked.asked(given)
            if asked.kind in ("number", "money", "share"):
                plain = re.sub(r"(?<=\d)[\s\u202f\u00a0](?=\d)", "", re.sub(r"<[^>]+>", " ", above)).replace(",", ".")
                found = [
                    text
                    for text in spellings(asked, float(asked.answer(given)))
                    if re.search(rf"(?<![\d.]){re.escape(text)}(?![\d]|\.\d)", plain)
                ]
                assert found == [], asked.id
