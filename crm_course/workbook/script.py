"""An exercise as a script: prose in twin cells, French and English; answers, mistakes and data as code.

::

    # %% [markdown] tags=["lang-fr"]
    # ## Le taux d’ouverture
    #
    # Sur {delivered:number} messages arrivés, combien ont été ouverts, en part ?
    #
    # - Indice : Rapportez aux messages arrivés.
    # - Erreur over-sent : Vous avez divisé par les messages envoyés.
    # - Pourquoi : {rate:percent} des messages arrivés ont été ouverts.

    # %% [markdown] tags=["lang-en"] of="1f3a9c2e"
    # ## The open rate
    # …

    # %%
    question(
        "campaigns.open-rate", "share", unit="%", precision=TENTH_OF_A_PERCENT,
        facts=lambda case: {"delivered": case.delivered, "rate": case.opened / case.delivered},
        answer=lambda case: case.opened / case.delivered,
        mistakes={"over-sent": (lambda case: case.opened / case.sent, 0.5)},
    )

The first pair of prose cells is the exercise's title and introduction, and the first call is
:func:`exercise`. A cell counts by the value of its last line, as in a notebook; other code
cells hold imports and helpers. In a list of prose, each item begins with what it is: ``Choix key``,
``Ligne key``, ``Indice``, ``Erreur name``, ``Critère``, ``Modèle``, ``Pourquoi``, ``Fin`` (in English ``Option``, ``Row``,
``Hint``, ``Mistake``, ``Criterion``, ``Model``, ``Why``, ``End``). Where no ``solution`` is given,
it is the body of the answer.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

from .percent import Cell, ScriptProblem, cells, pairs
from .precision import Precision
from .questions import Criterion, Exercise, Kind, Mistake, Personal, Question

__all__ = ["exercise", "is_script", "question", "read", "scripts"]

Value = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the code of a question says; its words come from the prose above."""

    id: str
    kind: Kind
    mistakes: Mapping[str, Value | tuple[Value, float]]
    rubric: Sequence[Mapping[str, Any]]
    options: Mapping[str, Text]
    rows: Mapping[str, Text]
    rest: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headed:
    """What the code of an exercise says."""

    id: str
    setup: str
    scripts: tuple[str, ...]
    rest: dict[str, Any] = field(default_factory=dict)


def exercise(
    id: str, *, given: Callable[[], Any], setup: str, scripts: Sequence[str] = (), minutes: int = 45,
    numbered: bool = True, personal: Personal | None = None, way: Literal["box", "code"] = "box",
) -> _Headed:  # fmt: skip
    """The exercise itself; `scripts` names the files beside it that go on with its questions, in order; `way` is how it is answered."""
    rest = {"given": given, "minutes": minutes, "numbered": numbered, "personal": personal, "way": way}
    return _Headed(id=id, setup=setup.strip("\n"), scripts=tuple(scripts), rest=rest)


def question(
    id: str, kind: Kind, *, answer: Value | None = None, mistakes: Mapping[str, Value | tuple[Value, float]] | None = None,
    rubric: Sequence[Mapping[str, Any]] = (), options: Mapping[str, Text] | None = None,
    rows: Mapping[str, Text] | None = None, precision: Precision | None = None, **rest: Any,
) -> _Asked:  # fmt: skip
    """A question's code: see :class:`~crm_course.workbook.Question` for what each argument is.

    Parameters
    ----------
    mistakes : mapping
        Name to the function of its value, or to the pair of that and the credit it still earns.
    rubric : sequence of mappings
        One per ``Critère``: ``{"words": (…)}``, ``{"numbers": lambda given: …}``, ``{"points": 2}``, or ``{}``, which is left to a reader.
    options : mapping, optional
        Where they are computed; else the ``Choix`` of the prose.
    rows : mapping, optional
        Of a table, what a reader sees of each row; else the ``Ligne`` of the prose.
    precision : Precision, optional
        How exact the answer has to be, from :mod:`~crm_course.workbook.precision`.
    """
    exact = {"tolerance": precision.tolerance, "tolerance_reason": precision.reason} if precision else {}
    rest = {"answer": answer, **exact, **rest}
    return _Asked(id=id, kind=kind, mistakes=mistakes or {}, rubric=rubric, options=options or {}, rows=rows or {}, rest=rest)


# -- reading ------------------------------------------------------------------------------

_LABELS = {
    "fr": {"Choix": "option", "Ligne": "row", "Indice": "hint", "Erreur": "mistake", "Critère": "criterion", "Modèle": "model", "Pourquoi": "why", "Fin": "end"},
    "en": {"Option": "option", "Row": "row", "Hint": "hint", "Mistake": "mistake", "Criterion": "criterion", "Model": "model", "Why": "why", "End": "end"},
}  # fmt: skip
_ITEM = {
    language: re.compile(rf"^- (?P<label>{'|'.join(labels)})(?: (?P<name>[\w.+-]+))?[ \u00a0]?: ?(?P<words>.*)$")
    for language, labels in _LABELS.items()
}

_OTHER_ITEMS = Text(
    fr="{script}, ligne {line} : le français et l’anglais n’ont pas les mêmes éléments ({french} ; {english}).",
    en="{script}, line {line}: French and English do not have the same items ({french}; {english}).",
)
_NO_TITLE = Text(
    fr="{script}, ligne {line} : la prose commence par un titre, « # … » ou « ## … », et un texte le suit.",
    en='{script}, line {line}: prose begins with a title, "# …" or "## …", and a text follows it.',
)
_NO_PROSE = Text(
    fr="{script}, ligne {line} : « {id} » n’a pas de prose au-dessus d’elle.", en='{script}, line {line}: "{id}" has no prose above it.'
)
_NO_CODE = Text(
    fr="{script}, ligne {line} : aucune question ne suit « {start} ».", en='{script}, line {line}: no question follows "{start}".'
)
_NO_HEAD = Text(fr="{script} : aucune cellule n’appelle exercise(…).", en="{script}: no cell calls exercise(…).")
_UNMATCHED = Text(
    fr="{script}, ligne {line} : « {id} » nomme {coded} dans le code et {told} dans la prose.",
    en='{script}, line {line}: "{id}" names {coded} in the code and {told} in the prose.',
)
_CODE_FAILS = Text(fr="{script}, ligne {line} : {why}", en="{script}, line {line}: {why}")

_Item = tuple[str, str, Text]
"""What an item of the prose is, its name, its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prose:
    """A pair of prose cells: title, text, and the items of the list under it."""

    title: Text
    text: Text
    items: tuple[_Item, ...]
    line: int

    def named(self, what: str) -> dict[str, Text]:
        return {name: words for kind, name, words in self.items if kind == what}

    def all(self, what: str) -> tuple[Text, ...]:
        return tuple(words for kind, _, words in self.items if kind == what)

    def one(self, what: str) -> Text | None:
        return next(iter(self.all(what)), None)


def is_script(path: Path) -> bool:
    """Whether a Python file is an exercise written as a script."""
    return "# %% [markdown]" in path.read_text(encoding="utf-8")


def read(path: Path, module: str = "") -> Exercise:
    """The exercise that a script declares, with the questions of the files that it names.

    Parameters
    ----------
    path : Path
        The script: ``exercises.py``, or ``exercises/__init__.py``.
    module : str, optional
        Its name as a module, if its cells import from beside it (``from .plan import …``).

    Raises
    ------
    ScriptProblem
        Which cell, and what is missing.
    """
    found = list(_declared(path, module))
    head, prose = next(((made, prose) for made, prose, _ in found if isinstance(made, _Headed)), (None, None))
    if head is None or prose is None:
        raise ScriptProblem(_NO_HEAD, script=path.name)
    for name in head.scripts:
        found += _declared(path.parent / f"{name}.py", f"{module}.{name}" if module else "")
    known = _known(head.setup)
    questions = tuple(_question(made, prose, body, known, path.name) for made, prose, body in found if isinstance(made, _Asked))
    closing = prose.one("end")
    return Exercise(
        id=head.id, title=prose.title, introduction=prose.text, setup=head.setup, questions=questions, closing=closing, **head.rest
    )


def scripts(path: Path) -> list[Path]:
    """The files of an exercise: `path`, and those beside it where it is a folder's first."""
    return [each for each in ([path] if path.name != "__init__.py" else sorted(path.parent.glob("*.py"))) if is_script(each)]


def _declared(path: Path, module: str) -> Iterator[tuple[_Headed | _Asked, _Prose, ast.expr | None]]:
    """Each call of a script with the prose above it, and its answer where that is an expression."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    space: dict[str, Any] = {"__name__": module or f"script_{path.stem}", "__package__": package, "__file__": str(path)}
    prose: _Prose | None = None
    text = path.read_text(encoding="utf-8")
    for cell, twin in pairs(cells(text), path.name):
        if cell.prose:
            if prose is not None:
                raise ScriptProblem(_NO_CODE, script=path.name, line=prose.line, start=prose.title.fr)
            prose = _prose(cell, twin, path.name)
            continue
        made, tree = _value(cell, space, path)
        if isinstance(made, _Headed | _Asked):
            if prose is None:
                raise ScriptProblem(_NO_PROSE, script=path.name, line=cell.line, id=made.id)
            yield made, prose, _body(tree)
            prose = None
    if prose is not None:
        raise ScriptProblem(_NO_CODE, script=path.name, line=prose.line, start=prose.title.fr)


def _value(cell: Cell, space: dict[str, Any], path: Path) -> tuple[Any, ast.expr | None]:
    """Run a cell; what its last line gives, and that line's tree."""
    try:
        tree = ast.parse("\n" * (cell.line - 1) + cell.source, filename=str(path))
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, str(path), "exec"), space)
        if not isinstance(last, ast.Expr):
            return None, None
        return eval(compile(ast.Expression(last.value), str(path), "eval"), space), last.value
    except (SyntaxError, NameError, TypeError, InvalidValue) as error:
        raise ScriptProblem(_CODE_FAILS, script=path.name, line=cell.line, why=f"{type(error).__name__}: {error}") from error


def _body(call: ast.expr | None) -> ast.expr | None:
    """What a call's answer gives, if it is a lambda."""
    words = call.keywords if isinstance(call, ast.Call) else []
    return next((word.value.body for word in words if word.arg == "answer" and isinstance(word.value, ast.Lambda)), None)


def _known(setup: str) -> set[str]:
    """The names that a learner has once the first cells have run."""
    tree = ast.parse(setup)
    imported = {
        (alias.asname or alias.name) for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    }
    return imported | _names(tree, ast.Store) | set(dir(builtins))


def _names(tree: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def _prose(french: Cell, english: Cell, script: str) -> _Prose:
    one, other = (_parsed(cell, script) for cell in (french, english))
    if [item[:2] for item in one[2]] != [item[:2] for item in other[2]]:
        told = [", ".join(" ".join(filter(None, item[:2])) for item in items) for _, _, items in (one, other)]
        raise ScriptProblem(_OTHER_ITEMS, script=script, line=french.line, french=told[0], english=told[1])
    items = tuple((what, name, Text(fr=words, en=twin[2])) for (what, name, words), twin in zip(one[2], other[2], strict=True))
    return _Prose(title=Text(fr=one[0], en=other[0]), text=Text(fr=one[1], en=other[1]), items=items, line=french.line)


def _parsed(cell: Cell, script: str) -> tuple[str, str, list[tuple[str, str, str]]]:
    """Title, text and items of a prose cell."""
    title, *lines = cell.source.splitlines()
    text: list[str] = []
    items: list[tuple[str, str, list[str]]] = []
    for line in lines:
        if found := _ITEM[cell.language].match(line):
            items.append((_LABELS[cell.language][found["label"]], found["name"] or "", [found["words"]]))
        else:
            (items[-1][2] if items else text).append(line)
    if not title.startswith("#") or not title.strip("# ") or not "".join(text).strip():
        raise ScriptProblem(_NO_TITLE, script=script, line=cell.line)
    return title.lstrip("# "), "\n".join(text).strip(), [(what, name, "\n".join(words).strip()) for what, name, words in items]


def _question(asked: _Asked, prose: _Prose, answer: ast.expr | None, known: set[str], script: str) -> Question:
    told, options = prose.named("mistake"), {**prose.named("option"), **asked.options}
    if list(told) != list(asked.mistakes) or len(prose.all("criterion")) != len(asked.rubric):
        coded = [*asked.mistakes, *map(str, asked.rubric)]
        raise ScriptProblem(_UNMATCHED, script=script, line=prose.line, id=asked.id, coded=coded, told=[*told, *prose.all("criterion")])
    rest = dict(asked.rest)
    if answer is not None and not rest.get("solution") and _names(answer, ast.Load) <= known | _names(answer, ast.Store):
        rest["solution"] = ast.unparse(answer)
    return Question(
        id=asked.id, kind=asked.kind, title=prose.title, statement=prose.text, options=options, rows={**prose.named("row"), **asked.rows}, hints=prose.all("hint"),
        mistakes=tuple(_mistake(name, value, told[name]) for name, value in asked.mistakes.items()), why=prose.one("why"),
        rubric=tuple(Criterion(text=words, **line) for words, line in zip(prose.all("criterion"), asked.rubric, strict=True)),
        model=prose.one("model"), **rest,
    )  # fmt: skip


def _mistake(name: str, value: Value | tuple[Value, float], message: Text) -> Mistake:
    computed, credit = value if isinstance(value, tuple) else (value, 0.0)
    return Mistake(name=name, value=computed, message=message, credit=credit)
