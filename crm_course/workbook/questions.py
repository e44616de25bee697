"""What is asked, what is right, and which mistakes have a name.

A question is declared once: the notebook shows it, :func:`~crm_course.workbook.check`
marks it, a grader marks it again. The accepted answer is never typed: it is a function of
what the exercise gives (a case, a student's own data), and so is each named mistake.

A learner's view of a question::

    Question(
        id="sens-confort.nps", kind="number", unit="points",
        title=…, statement=…,
        answer=lambda case: experience.nps(case.survey.recommend, scale=(1, 10)).score,
        solution="experience.nps(case.survey.recommend, scale=(1, 10)).score",
        tolerance=0.5, tolerance_reason=…,
        mistakes=(Mistake(name="passives-as-promoters", value=lambda case: …, message=…),),
        hints=(…, …), why=…,
    )
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

__all__ = ["Criterion", "Exercise", "Kind", "Mistake", "Personal", "Question"]

Kind = Literal["number", "share", "money", "choice", "choices", "table", "text", "function", "sql", "chart", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A wrong method that learners use, recognised by the value it leads to.

    `value` computes that value from what the exercise gives; `credit` is the share of the
    points still earned; `message` names the mistake and says what to do; `tolerance` is its own,
    by default the question's, and a rounding of the value is recognised too.
    """

    name: str
    value: Callable[[Any], Any]
    message: Text
    credit: float = 0.0
    tolerance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the rubric of an open question.

    With `words` (regular expressions, any of which counts) or `numbers` (computed values,
    all of which must be cited, within 1 %), the course can tell whether it is met; with
    neither, it is left to the reader.
    """

    text: Text
    words: tuple[str, ...] = ()
    numbers: Callable[[Any], Sequence[float]] | None = None
    points: float = 1.0


def _nothing(_: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question: statement, accepted answer, tolerance, hints, named mistakes.

    Attributes
    ----------
    id : str
        ``"<exercise>.<name>"``, the same for ever: answers and marks refer to it.
    kind : str
        ``number``, ``share``, ``money``, ``choice``, ``choices``, ``table``, ``text``,
        ``function``, ``sql``, ``chart``, ``open``.
    answer : callable
        What is right, computed from what the exercise gives. A `table` is a mapping from
        row label to value; a `text` may be several accepted spellings (a tuple); of a
        `function`, a `sql` or a `chart` it is one that is right.
    inputs : callable
        For `function`: what it is asked on, a list of argument tuples, from what is given and
        a random generator. They must be plain data.
    tables : callable
        For `sql`: the tables that the query reads, by name.
    ordered : bool
        For `sql`: whether the order of the rows matters.
    competences : tuple of str
        Keys of :data:`~crm_course.workbook.competences.COMPETENCES`.
    solution : str
        An expression that a learner could type; tests run it in the built notebook.
    model : Text
        For `open`: an answer that meets the rubric, in both languages, for teachers and tests.
    starter : str
        Code shown to the learner before the answer, if any.
    tolerance : float
        Greatest accepted distance from `answer`, in the answer's unit (a share: 0–1).
    facts : callable
        Values for the placeholders of `statement`, `hints`, `why` and messages.
    options : mapping
        For `choice` and `choices`: key to label.
    rows : mapping
        For `table`: the label of each row as a reader sees it, by its key.
    rubric : tuple of Criterion
        For `open`: what a good answer holds.
    """

    id: str
    kind: Kind
    title: Text
    statement: Text
    answer: Callable[[Any], Any] | None = None
    solution: str = ""
    model: Text | None = None
    starter: str = ""
    unit: str = ""
    tolerance: float = 0.0
    tolerance_reason: Text | None = None
    mistakes: tuple[Mistake, ...] = ()
    hints: tuple[Text, ...] = ()
    why: Text | None = None
    facts: Callable[[Any], Mapping[str, Any]] = _nothing
    options: Mapping[str, Text] = field(default_factory=dict)
    rows: Mapping[str, Text] = field(default_factory=dict)
    rubric: tuple[Criterion, ...] = ()
    points: float = 1.0
    inputs: Callable[[Any, Any], Sequence[tuple[Any, ...]]] | None = None
    tables: Callable[[Any], Mapping[str, Any]] | None = None
    ordered: bool = False
    competences: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == "function") != (self.inputs is not None):
            raise InvalidValue(self.id, _INPUTS_RULE, self.kind)
        if self.kind == "sql" and self.tables is None:
            raise InvalidValue(self.id, _TABLES_RULE, self.tables)
        if (self.kind == "open") == (self.answer is not None):
            raise InvalidValue(self.id, _OPEN_RULE, self.kind)
        if self.kind == "open" and not self.rubric:
            raise InvalidValue(self.id, _RUBRIC_RULE, self.rubric)
        if self.kind in ("choice", "choices") and not self.options:
            raise InvalidValue(self.id, _OPTIONS_RULE, self.options)
        if self.tolerance and self.tolerance_reason is None:
            raise InvalidValue(self.id, _REASON_RULE, self.tolerance)

    @property
    def exercise(self) -> str:
        """The id of the exercise it belongs to."""
        return self.id.partition(".")[0]

    def asked(self, given: Any) -> str:
        """The statement in the language in force, with the figures that it cites of what is given."""
        return self.statement.say(**(self.facts(given) if self.statement.placeholders("fr") else {}))

    @property
    def variable(self) -> str:
        """The name of the learner's variable in the notebook: ``sens-confort.nps`` → ``nps``."""
        return self.id.partition(".")[2].replace("-", "_")


_OPEN_RULE = Text(fr="ouverte sans réponse attendue, ou fermée avec", en="open without an accepted answer, or closed with one")
_INPUTS_RULE = Text(
    fr="une fonction avec ses entrées, ou une autre question sans", en="a function with its inputs, or another question without"
)
_TABLES_RULE = Text(fr="accompagnée de ses tables", en="given its tables")
_RUBRIC_RULE = Text(fr="accompagnée d’un barème", en="given a rubric")
_OPTIONS_RULE = Text(fr="accompagnée de ses options", en="given its options")
_REASON_RULE = Text(fr="accompagnée de la raison de sa tolérance", en="given the reason of its tolerance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """Data of each learner's own: other figures for each, so that a neighbour's answer is wrong.

    Attributes
    ----------
    tables : callable
        A learner's tables from a whole number, the same for the same number.
    read : callable
        What the answers are computed from, from those tables as read from their files.
    """

    tables: Callable[[int], Mapping[str, Any]]
    read: Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """An exercise notebook: what is given, and its questions in order.

    Attributes
    ----------
    id : str
        The prefix of its questions' ids.
    given : callable
        Makes what the answers are computed from (``cases.sens_confort``).
    setup : str
        Code of the first cell that gives the learner the same: ``case = cases.sens_confort()``.
    minutes : int
        How long it takes.
    numbered : bool
        Whether the questions are numbered in order; False where their titles carry numbers.
    personal : Personal, optional
        Where each learner has data of his own: how they are made and read.
    way : {"box", "code"}
        How it is answered: in boxes on the page, or in code cells, for those who program.
    """

    id: str
    title: Text
    introduction: Text
    given: Callable[[], Any]
    setup: str
    questions: tuple[Question, ...]
    minutes: int = 45
    numbered: bool = True
    closing: Text | None = None
    personal: Personal | None = None
    way: Literal["box", "code"] = "code"

    def __post_init__(self) -> None:
        for question in self.questions:
            if question.exercise != self.id:
                raise InvalidValue(question.id, _PREFIX_RULE, question.exercise, prefix=self.id)


_PREFIX_RULE = Text(fr="un identifiant qui commence par « {prefix}. »", en='an id that begins with "{prefix}."')
