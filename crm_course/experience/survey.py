"""Which answers are in a survey's file? Questions as any tool writes them, read on their own scales.

Form tools write the whole question as a header, a score with its words (« 9 - Très probable »),
worded answers (« Plutôt satisfait »), stars, or codes (A1 … A5). A column is read where four of
five of its filled cells are scores; the others are left out and told. One question that cannot
be read does not block another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.mapping import Brought, Field, propose, remembered
from crm_course.foundations.quantities import number
from crm_course.foundations.sheets import Sheet, kind_of, nothing

from . import survey_texts as said

__all__ = ["FIELDS", "Survey", "read", "score_of", "understood"]

Counts = dict[int, int]

FIELDS = (
    Field(name="recommend", label=said.RECOMMEND, words="recom*|reco|nps|enps|net promoter*|promoter score|conseill*|likelihood to recommend",
          alone="rating|ratings|score|scores|note|notes|rate|likelihood|ltr|q1|overall rating|star rating|note globale|etoiles|stars|points|reponse|reponses|answer|answers|resultat|evaluation|valeur|value",
          never="comment*|pourquoi|why|raison|reason|categor*|segment|groupe|group|type", kinds=("number",), example=("9", "10", "3")),
    Field(name="satisfaction", label=said.SATISFACTION, words="satisf*|csat|content*|accueil|welcome|happy|heureux", never="comment*|pourquoi|why|raison|reason|insatisf*",
          kinds=("number",), example=("4", "5", "2")),
    Field(name="ease", label=said.EASE, words="facil*|easy|ease|easily|simpl*|aise*", never="comment*|pourquoi|why|raison|reason|effort|ces", kinds=("number",), example=("5", "4", "1")),
    Field(name="effort", label=said.EFFORT, words="effort*|ces|difficult*|peine", never="comment*|pourquoi|why|raison|reason", kinds=("number",)),
    Field(name="count", label=said.COUNT, alone="effectif|effectifs|count|counts|nombre de reponses|nb de reponses|nb reponses|nombre reponses|number of answers|number of responses|"
          "response count|answer count|reponses|responses|answers|frequence|frequency|n|nombre|number", kinds=("number",)),
)  # fmt: skip
"""What a column of a survey can be."""

_QUESTIONS = ("recommend", "satisfaction", "ease", "effort")
_WEAK = {"n", "nombre", "number", "reponses", "responses", "answers"}
"""Headers that say counts only beside scores of which each stands once."""
_READABLE = 0.8
"""Share of a column's filled cells that must be scores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The answers of a file.

    Attributes
    ----------
    answers : dict
        ``recommend``, ``satisfaction``, ``effort`` → {score: count}.
    columns : dict
        The same names → the column that each was read from.
    scales : dict
        The same names → lowest and highest score that its header, words or codes tell.
    easy : bool
        Whether the column of effort asks how easy it was.
    empty : int
        Cells that nobody filled.
    left : tuple of (line, column, cell)
        Cells that are no score, left out.
    notices : tuple of str
        What the reader should know of how the file was read.
    """

    answers: dict[str, Counts]
    columns: dict[str, str]
    scales: dict[str, tuple[int, int]]
    easy: bool
    empty: int
    left: tuple[tuple[int, str, str], ...] = ()
    notices: tuple[str, ...] = ()


@dataclass
class _Column:
    """The scores of a column, by place, and what could not be read."""

    scores: dict[int, int]
    left: list[int]
    scale: tuple[int, int] | None = None
    how: str = ""
    empty: int = 0

    @property
    def readable(self) -> float:
        filled = len(self.scores) + len(self.left)
        return len(self.scores) / filled if filled else 0.0


def read(value: pd.DataFrame | Sheet | Brought) -> Survey:
    """The answers of each question that a file holds.

    Raises
    ------
    InvalidData
        If no column can be told to hold answers, or the only one does not hold scores: its
        column, line and cell.

    >>> read(pd.DataFrame({"N°": ["1", "2"], "Nous recommanderiez-vous ?": ["9 - Très probable", "3"]})).answers
    {'recommend': {9: 1, 3: 1}}
    """
    file = understood(value)
    columns = _columns(file.frame)
    asked = {name: column for name in _QUESTIONS if (column := file.column(name))}
    if not asked:
        raise InvalidData(said.FILE_COLUMNS, said.RULE_COLUMNS, ", ".join(columns), hint=said.WAY_COLUMNS)
    counted = file.column("count")
    if counted and len(asked) > 1:
        raise InvalidData(said.FILE_COLUMNS, said.RULE_COLUMNS, ", ".join(columns), hint=said.WAY_COLUMNS)
    good = {name: column for name, column in asked.items() if columns[column].readable >= _READABLE}
    for column in good.values():
        _drop_off_scale(columns[column])
    if not good:
        _refuse(file, columns, next(iter(asked.values())))
    unread = {
        column for column in columns if not file.mapping.get(column) and columns[column].left and columns[column].readable < _READABLE
    }
    missed = {column for column in unread if any(_alike(column, name) for name in _QUESTIONS if name not in good)}
    return _survey(file, columns, good, set(asked.values()) - set(good.values()) | missed, counted)


def understood(value: pd.DataFrame | Sheet | Brought) -> Brought:
    """What each column of a survey's file is taken for: as chosen for a file of its shape before, else as proposed."""
    if isinstance(value, Brought):
        return value
    frame = value.frame if isinstance(value, Sheet) else value.set_axis(list(map(str, value.columns)), axis=1)
    mapping = remembered(frame, FIELDS) or _proposed(frame, _columns(frame))
    return Brought(frame=frame, mapping=mapping, told=value.sentence() if isinstance(value, Sheet) else "")


def score_of(cell: str) -> int | None:
    """The score that stands in a cell, alone or with its words; None if there is none.

    >>> [score_of(cell) for cell in ("9", "10 (Extremely likely)", "0 = Pas du tout", "9/10", "★★★★", "Très probable - 9", "8,5", "9 10")]
    [9, 10, 0, 9, 4, 9, None, None]
    """
    text = " ".join(cell.split())
    if stars := re.fullmatch(r"([★⭐]️?\s?)+[☆\s]*", text):
        return sum(text.count(star) for star in "★⭐") if stars else None
    found = _LEADING.fullmatch(text) or _TRAILING.fullmatch(text)
    return int(found[1]) if found else None


# -- private ------------------------------------------------------------------------------

_LEADING = re.compile(
    r"(\d{1,3})(?:[.,]0+)?(?:\s?(?:/|sur|out of|of)\s?\d{1,3}|\s?(?:points?|pts?|étoiles?|stars?)|\s?[-–—=:.)(,]\s?(?=\D).*|\s[^\W\d].*)?",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\D*[^\W\d]\D*[-–—=:(]\s?(\d{1,2})\)?")
_CODE = re.compile(r"[A-Z]{1,3}_?0*(\d{1,2})")
_ENDS = re.compile(r"\b(0|1)\s?(?:-|–|à|to|bis|jusqu'à|et|and|…|\.\.\.?|>|→)\s?(4|5|7|10)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"(?:/|\bsur\b|\bout of\b)\s?(4|5|7|10)\b", re.IGNORECASE)

_LEVELS = (
    ("pas du tout|tres (?:insatisf|mecontent|mauvais|difficile|faible|bas)|very (?:dissatisf|unsatisf|bad|poor|difficult|hard|low|unhappy)|extremely (?:dissatisf|difficult)|not at all|strongly disagree|completely disagree|terrible", 1),
    ("ni .* ni|neutre|neutral|neither|moyen|sans avis|average|okay|indifferent|fair", 3),
    ("tres (?:satisf|content|bien|bon|facile|eleve|fort)|very (?:satisf|good|easy|high|happy)|extremely (?:satisf|easy|happy)|tout a fait|entierement|parfaitement|strongly agree|completely (?:agree|satisf)|totally|excellent", 5),
    ("peu|plutot pas|plutot (?:insatisf|mecontent|difficile)|assez (?:insatisf|difficile)|insatisf|mecontent|pas (?:vraiment|satisf|d accord)|difficile|faible|bas|mauvais|dissatisf|unsatisf|not (?:very|satisf|so)|slightly|difficult|hard|low|bad|poor|disagree|unhappy", 2),
    ("plutot|assez|satisf|content|bien|bon|facile|eleve|fort|d accord|good|easy|high|agree|happy", 4),
)  # fmt: skip
"""What worded answers say, from 1 to 5; the first that fits counts."""


def _columns(frame: pd.DataFrame) -> dict[str, _Column]:
    return {name: _column(name, frame[name].tolist()) for name in frame.columns}


def _column(name: str, cells: Sequence[object]) -> _Column:
    """A column read as scores: figures, else codes, else words."""
    filled = {place: str(cell).strip() for place, cell in enumerate(cells) if not nothing(cell)}
    made = _by(filled, score_of)
    if made.readable < _READABLE and all(_CODE.fullmatch(cell) for cell in filled.values()):
        made = _by(filled, lambda cell: int(_CODE.fullmatch(cell)[1]))  # type: ignore[index]
        made.scale, made.how = (1, max(5, *made.scores.values())) if made.scores else None, "codes"
    elif made.readable < _READABLE:
        made = _worded(filled) or made
    made.empty = len(cells) - len(filled)
    made.scale = made.scale or _scale_of(name, made.scores)
    return made


def _by(filled: Mapping[int, str], score: object) -> _Column:
    found = {place: score(cell) for place, cell in filled.items()}  # type: ignore[operator]
    return _Column(
        {place: value for place, value in found.items() if value is not None}, [place for place, value in found.items() if value is None]
    )


def _worded(filled: Mapping[int, str]) -> _Column | None:
    """Worded answers as scores: of four where none is in the middle and the words are those of a scale of four, else of five."""
    said_so = {place: fold(cell) for place, cell in filled.items()}
    made = _by(
        said_so, lambda text: next((level for words, level in _LEVELS if len(text) < 60 and re.search(rf"\b(?:{words})", text)), None)
    )
    if made.readable < _READABLE or len(set(made.scores.values())) < 2:
        return None
    four = 3 not in made.scores.values() and any(re.match(r"peu|plutot|pas du tout|not very|somewhat", text) for text in said_so.values())
    if four:
        made.scores = {place: level - (level > 3) for place, level in made.scores.items()}
    made.scale, made.how = (1, 4) if four else (1, 5), "words"
    return made


def _scale_of(name: str, scores: Mapping[int, int]) -> tuple[int, int] | None:
    """The scale that a header says, or that the scores prove."""
    if ends := _ENDS.search(name):
        return int(ends[1]), int(ends[2])
    low, high = min(scores.values(), default=1), max(scores.values(), default=0)
    if out_of := _OUT_OF.search(name):
        return (0 if low == 0 else 1), int(out_of[1])
    return (0, 10) if low == 0 and 5 < high <= 10 else None


def _drop_off_scale(made: _Column) -> None:
    """Leave out scores that the scale does not have (99 for “no answer”), where they are few."""
    low, high = made.scale or (0, 10)
    off = [place for place, score in made.scores.items() if not low <= score <= high]
    if off and len(off) <= (1 - _READABLE) * len(made.scores):
        made.left += off
        for place in off:
            del made.scores[place]


def _proposed(frame: pd.DataFrame, columns: Mapping[str, _Column]) -> dict[str, str]:
    """What each column is, from its header; only columns of scores can be questions."""
    kinds = {name: "number" if column.readable >= 0.5 else kind_of(frame[name].astype(str).tolist()) for name, column in columns.items()}
    mapping = propose(frame, FIELDS, kinds)
    told = Brought(frame=frame, mapping=mapping)
    counted, asked = told.column("count"), [column for name in _QUESTIONS if (column := told.column(name))]
    if counted and not _are_counts(counted, columns, asked):
        mapping[counted] = ""
    if not asked:
        others = [name for name in columns if name != counted and columns[name].readable >= _READABLE]
        if len(columns) == 1 or (len(others) == 1 and len(columns) <= 2):
            mapping[others[0] if others else next(iter(columns))] = "recommend"
    return mapping


def _are_counts(counted: str, columns: Mapping[str, _Column], asked: Sequence[str]) -> bool:
    """Whether a column holds the number of answers of each score."""
    if fold(counted) not in _WEAK:
        return True
    scores, counts = (list(columns[name].scores.values()) for name in (asked[0], counted)) if len(asked) == 1 else ([], [])
    steps = {later - sooner for sooner, later in pairwise(counts)}
    return bool(scores) and len(set(scores)) == len(scores) and steps != {1}  # 1, 2, 3 … number the lines


def _refuse(file: Brought, columns: Mapping[str, _Column], name: str) -> None:
    """Name the first cell that is no score."""
    place = min(columns[name].left, default=0)
    cell = file.frame[name].iloc[place] if len(file.frame) else ""
    raise InvalidData(name, said.RULE_SCORE, cell, line=file.line(place) if len(file.frame) else None, hint=said.WAY_CELL)


def _survey(file: Brought, columns: Mapping[str, _Column], good: Mapping[str, str], bad: set[str], counted: str | None) -> Survey:
    used = _as_measured(columns, good)
    found = {}
    for name, column in used.items():
        scores = columns[column].scores
        found[name] = _added(scores, _counts(file, counted) if counted else dict.fromkeys(scores, 1))
    left = tuple(
        (file.line(place), column, str(file.frame[column].iloc[place]))
        for column in used.values()
        for place in sorted(columns[column].left)
    )
    return Survey(
        answers=found, columns=used, scales={name: scale for name, column in used.items() if (scale := columns[column].scale)},
        easy="ease" in good and used.get("effort") == good["ease"], empty=sum(columns[column].empty for column in used.values()), left=left,
        notices=tuple(_notices(file, columns, used, good, bad, left)),
    )  # fmt: skip


def _as_measured(columns: Mapping[str, _Column], good: Mapping[str, str]) -> dict[str, str]:
    """Measure → column: ease is measured as effort where effort was not asked, and a recommendation of five points as satisfaction."""
    used = {name: column for name, column in good.items() if name != "ease"}
    if "ease" in good:
        used.setdefault("effort", good["ease"])
    short = columns[used["recommend"]].scale if "recommend" in used else None
    if short and short[1] < 10:
        used.setdefault("satisfaction", used.pop("recommend"))
    return used


def _counts(file: Brought, counted: str) -> dict[int, int]:
    """The number of answers on each line."""
    found = {}
    for place, cell in enumerate(file.frame[counted].tolist()):
        if nothing(cell):
            continue
        try:
            value = number(cell)
        except InvalidValue:
            value = -1
        if value < 0 or value != int(value):
            raise InvalidData(counted, said.RULE_SCORE, cell, line=file.line(place), hint=said.WAY_CELL)
        found[place] = int(value)
    return found


def _added(scores: Mapping[int, int], weights: Mapping[int, int]) -> Counts:
    counts: Counts = {}
    for place, score in scores.items():
        counts[score] = counts.get(score, 0) + weights.get(place, 0)
    return counts


def _notices(
    file: Brought,
    columns: Mapping[str, _Column],
    used: Mapping[str, str],
    good: Mapping[str, str],
    bad: set[str],
    left: Sequence[tuple[int, str, str]],
) -> list[str]:
    told = []
    for name, column in used.items():
        if columns[column].scale:
            low, high = columns[column].scale or (0, 0)
            told.append(said.SCALE_FOUND[columns[column].how].say(column=column, low=low, high=high))
        if columns[column].how == "codes":
            told.append(said.CODES.say(column=column))
        twins = [
            other
            for other in columns
            if other != column and other not in used.values() and columns[other].readable >= _READABLE and _alike(other, name)
        ]
        if twins:
            told.append(said.TWO_QUESTIONS.say(column=column, others=", ".join(f"« {other} »" for other in twins)))
    if "recommend" in good and "recommend" not in used:
        told.append(said.NO_NPS.say(column=good["recommend"]))
    told += [said.NOT_SCORES.say(column=column) for column in sorted(bad)]
    if left:
        first = ", ".join(f"{column} ({said.AT_LINE.say(line=line)})" for line, column, _ in left[:3])
        told.append(said.LEFT.say(count=len(left), where=first + (" …" if len(left) > 3 else "")))
    return told


def _alike(column: str, name: str) -> bool:
    """Whether another column asks the same question."""
    return propose(pd.DataFrame({column: ["1"]}), [field for field in FIELDS if field.name == name])[column] == name
