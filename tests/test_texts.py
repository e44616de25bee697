"""Every text of the package, read from its source: both languages, the same placeholders, known formats, French typography."""

import ast
import re
import string
from pathlib import Path

import pytest

from crm_course.foundations.language import FORMATS

PACKAGE = Path(__file__).parents[1] / "crm_course"
STANDARD = re.compile(r"[<>^]?[+,]?\d*(\.\d+)?[dfgs%]?")


def texts(path):
    """(line, French, English) of every ``Text(fr="…", en="…")`` written in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
            words = {keyword.arg: keyword.value.value for keyword in node.keywords if isinstance(keyword.value, ast.Constant)}
            if {"fr", "en"} <= words.keys():
                yield node.lineno, words["fr"], words["en"]


FILES = {path.relative_to(PACKAGE).as_posix(): list(texts(path)) for path in sorted(PACKAGE.rglob("*.py"))}
WITH_TEXTS = [name for name, found in FILES.items() if found]


def fields(words):
    return {(name, spec) for _, name, spec, _ in string.Formatter().parse(words) if name is not None}


def test_the_package_speaks():
    assert sum(map(len, FILES.values())) > 500


@pytest.mark.parametrize("name", WITH_TEXTS)
def test_both_languages_say_the_same_with_formats_that_exist(name):
    for line, fr, en in FILES[name]:
        assert {field for field, _ in fields(fr)} == {field for field, _ in fields(en)}, f"{name}:{line}"
        for field, spec in fields(fr) | fields(en):
            assert spec in FORMATS or STANDARD.fullmatch(spec or ""), f"{name}:{line}: {field}:{spec}"


@pytest.mark.parametrize("name", WITH_TEXTS)
def test_french_is_written_as_the_french_do(name):
    for line, fr, _ in FILES[name]:
        prose = re.sub(r"`[^`]*`|\{[^}]*\}|https?://\S+|<[^>]+>|\"[^\"]*\"|\([^)]*\\[^)]*\)", "", fr)
        assert not re.search(r"\w'\w", prose), f"{name}:{line}: a straight apostrophe in {fr!r}"
        assert not re.search(r"\w[;!?](\s|$)", prose), f"{name}:{line}: no space before the sign in {fr!r}"
