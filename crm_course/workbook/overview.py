"""How far am I? The parts of the course, and the competences that their questions train.

The chapters come first with what was done in each; then competences × chapters, each cell a
way into the exercise. Both are made from the contents and from the questions themselves.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm_course.foundations.language import Text, current, number

from . import contents, progress
from .build import FOLDERS
from .competences import COMPETENCES, SOURCES, course_frame
from .contents import Part
from .progress import Standing
from .questions import Question
from .workspace import newer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Chapter", "CourseMap", "course_map"]

_STYLE = Path(__file__).with_name("overview.css")

_FRESH = Text(
    fr="{count:number} questions vous attendent, pour {competences:number} compétences.",
    en="{count:number} questions await you, for {competences:number} competences.",
)
_BEGIN = Text(fr="Commencez par « {title} ».", en='Begin with "{title}".')
_ON_THE_WAY = Text(
    fr="Questions réussies : {done:number} sur {count:number}. Compétences au complet : {mastered:number} sur {competences:number}.",
    en="Questions done: {done:number} of {count:number}. Complete competences: {mastered:number} of {competences:number}.",
)
_GO_ON = Text(fr="La suite : « {title} ».", en='What comes next: "{title}".')
_ALL_DONE = Text(fr="Tout est fait. Bravo !", en="All is done. Well done!")
_NOWHERE = Text(
    fr="Votre progression se note quand le cours est ouvert par « crm-course lab ».",
    en='Your progress is noted when the course is opened by "crm-course lab".',
)
_CHAPTERS = Text(fr="Par chapitre", en="By chapter")
_BY_COMPETENCE = Text(fr="Par compétence", en="By competence")
_PART, _DONE = Text(fr="Partie", en="Part"), Text(fr="Questions réussies", en="Questions done")
_POINTS, _ALL = Text(fr="Points", en="Points"), Text(fr="En tout", en="In all")
_COMPETENCE = Text(fr="Compétence", en="Competence")
_OF = Text(fr="{done:number} sur {count:number}", en="{done:number} of {count:number}")
_THERE = Text(fr="{number} · {part} : {so_far}", en="{number} · {part}: {so_far}")
_EARNED = Text(fr="{earned:number} / {possible:number}", en="{earned:number} / {possible:number}")
_LEGEND = Text(
    fr="2/3 : deux questions réussies sur trois ; ✓ : toutes. Une case mène à l’exercice. Une question peut servir plusieurs compétences.",
    en="2/3: two questions done out of three; ✓: all of them. A cell leads to the exercise. A question may serve several competences.",
)
_ORIGIN = Text(
    fr="BTS NDRC : intitulés du référentiel (ministère de l’enseignement supérieur, tableau des blocs de compétences). "
    "L’organisation d’évènements et le bloc 3, animation de réseaux, n’ont pas de question ici.",
    en="BTS NDRC: a French two-year diploma in customer relations; headings of its official frame of reference, translated. "
    "Organising events, and block 3 on running networks, have no question here.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part of the course with what a learner did of it."""

    part: Part
    done: int
    count: int
    earned: float
    possible: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CourseMap:
    """The course as a path, and how far a learner is on it.

    Attributes
    ----------
    chapters : tuple of Chapter
        The parts that have exercises, in order.
    trained : DataFrame
        As :func:`~crm_course.workbook.competences.course_frame` gives it.
    noted : bool
        Whether progress is noted here at all.
    """

    chapters: tuple[Chapter, ...]
    trained: pd.DataFrame
    noted: bool = True
    newer: tuple[Path, ...] = ()

    def sentence(self) -> str:
        """How much is done, and what comes next."""
        done, count = sum(each.done for each in self.chapters), sum(each.count for each in self.chapters)
        complete = (self.trained["credit"] == 1).groupby(self.trained["competence"]).all()
        known = {"done": done, "count": count, "mastered": int(complete.sum()), "competences": len(complete)}
        return (_ON_THE_WAY if done else _FRESH).say(**known)

    def next_step(self) -> str:
        """The first part that is not done."""
        left = next((each.part for each in self.chapters if each.done < each.count), None)
        started = any(each.done for each in self.chapters)
        return (_GO_ON if started else _BEGIN).say(title=left.title) if left else _ALL_DONE.say()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": f"{self.sentence()} {self.next_step()}", "text/html": self.as_html()}

    def as_html(self) -> str:
        """Both tables, in the language in force."""
        note = "" if self.noted else f"<p class='crm-note'>{_safe(_NOWHERE)}</p>"
        note += "".join(_newer(path) for path in self.newer)
        return (
            f"<style>{_STYLE.read_text(encoding='utf-8')}</style><div class='crm-map' lang='{current()}'>"
            f"<p class='crm-answer' role='status'>{html.escape(self.sentence())}</p>"
            f"<p class='crm-detail'>{html.escape(self.next_step())}</p>{note}"
            f"<h3>{_safe(_CHAPTERS)}</h3>{self._by_chapter()}<h3>{_safe(_BY_COMPETENCE)}</h3>{self._by_competence()}"
            f"<p class='crm-note'>{_safe(_LEGEND)}</p><p class='crm-note'>{_safe(_ORIGIN)}</p></div>"
        )

    def _by_chapter(self) -> str:
        head = "".join(f"<th scope='col'>{_safe(title)}</th>" for title in (_PART, _DONE, _POINTS))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(map(_chapter, self.chapters))}</tbody></table>"

    def _by_competence(self) -> str:
        parts = [each.part for each in self.chapters]
        head = "".join(f"<th scope='col'><span>{_safe(part.short or part.title)}</span>{part.number}</th>" for part in parts)
        body = "".join(_group(source, self.trained[self.trained["source"] == source], parts) for source in SOURCES)
        return (
            f"<div class='crm-scroll'><table class='crm-grid'><thead><tr><th scope='col'>{_safe(_COMPETENCE)}</th>{head}"
            f"<th scope='col'><span>{_safe(_ALL)}</span>&nbsp;</th></tr></thead>{body}</table></div>"
        )


def _newer(path: Path) -> str:
    link = f"<a href='../../{html.escape(path.as_posix(), quote=True)}'>{html.escape(path.name)}</a>"
    return f"<p class='crm-note' role='note'>{_safe(_NEWER)} {link}</p>"


_NEWER = Text(
    fr="Vous aviez changé ce carnet : il reste tel quel, et sa nouvelle version est à côté.",
    en="You had changed this notebook: it stays as it is, and its new version lies beside it.",
)


def course_map() -> CourseMap:
    """The parts of the course and its competences, with what the learner did of each."""
    known = progress.standing()
    parts = [part for part in contents.CONTENTS if part.exercises]
    return CourseMap(
        chapters=tuple(_stand(part, contents.exercise(part.id).questions, known) for part in parts),
        trained=course_frame(known), noted=(root := progress.workspace()) is not None, newer=tuple(newer(root)) if root else (),
    )  # fmt: skip


def _stand(part: Part, asked: tuple[Question, ...], known: Mapping[str, Standing]) -> Chapter:
    reached = [known[question.id].credit if question.id in known else 0.0 for question in asked]
    return Chapter(
        part=part, done=sum(credit == 1 for credit in reached), count=len(asked),
        earned=sum(credit * question.points for credit, question in zip(reached, asked, strict=True)),
        possible=sum(question.points for question in asked),
    )  # fmt: skip


# -- as HTML ------------------------------------------------------------------------------


def _safe(words: Text) -> str:
    return html.escape(words.say())


def _link(part: Part) -> str:
    """The exercise, from any lesson of the workspace."""
    return f"../../{FOLDERS['exercise']}/{current()}/{part.filename(current())}"


def _chapter(chapter: Chapter) -> str:
    title = _safe(chapter.part.title)
    return (
        f"<tr><th scope='row'>{chapter.part.number} · <a href='{_link(chapter.part)}'>{title}</a></th>"
        f"<td><progress value='{chapter.done}' max='{chapter.count}' aria-label='{title}'></progress> "
        f"{html.escape(_OF.say(done=chapter.done, count=chapter.count))}</td>"
        f"<td>{html.escape(_EARNED.say(earned=chapter.earned, possible=chapter.possible))}</td></tr>"
    )


def _group(source: str, trained: pd.DataFrame, parts: list[Part]) -> str:
    """The competences of one source, a row each."""
    head = f"<tr><th scope='rowgroup' colspan='{len(parts) + 2}'>{_safe(SOURCES[source])}</th></tr>"
    return f"<tbody>{head}{''.join(_row(key, rows, parts) for key, rows in _in_order(trained))}</tbody>"


def _in_order(trained: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    present = {str(key): rows for key, rows in trained.groupby("competence")}
    yield from ((key, present[key]) for key in COMPETENCES if key in present)


def _row(key: str, trained: pd.DataFrame, parts: list[Part]) -> str:
    cells = "".join(_cell(part, trained[trained["part"] == part.id]) for part in parts)
    done, count = int((trained["credit"] == 1).sum()), len(trained)
    return f"<tr><th scope='row'>{_safe(COMPETENCES[key].label)}</th>{cells}<td>{_so_far(done, count)}</td></tr>"


def _cell(part: Part, trained: pd.DataFrame) -> str:
    """Questions done of all, leading to the exercise; nothing where the part trains nothing of it."""
    if trained.empty:
        return "<td></td>"
    done, count = int((trained["credit"] == 1).sum()), len(trained)
    state = "crm-done" if done == count else "crm-begun" if done else "crm-open"
    told = html.escape(_THERE.say(number=part.number, part=part.short or part.title, so_far=_OF.say(done=done, count=count)), quote=True)
    return f"<td class='{state}'><a href='{_link(part)}' title='{told}' aria-label='{told}'>{_so_far(done, count)}</a></td>"


def _so_far(done: int, count: int) -> str:
    return f"{number(done)}/{number(count)}{' ✓' if done == count else ''}"
