"""Data of one's own: the share of pairs of students to whom the same answer is right, question by question.

python benchmarks/bench_variety.py [STUDENTS] [EXERCISE ...]
"""

import sys
import time
from collections.abc import Iterator
from itertools import combinations

from crm_course.grading.classroom import Classroom, Student
from crm_course.workbook.answers import KINDS
from crm_course.workbook.contents import CONTENTS, exercise
from crm_course.workbook.questions import Exercise, Question
from crm_course.workbook.values import plain

PERSONAL = [part.id for part in CONTENTS if part.exercises and exercise(part.id).personal]
MEASURED = ("number", "share", "money", "table", "choice", "choices")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    names = [f"student {number}" for number in range(count)]
    room = Classroom(edition="1", secret=b"a phrase to keep", students={name.replace(" ", "-"): Student(name=name) for name in names})
    for name in sys.argv[2:] or PERSONAL:
        started = time.perf_counter()
        asked = [question for question in exercise(name).questions if question.kind in MEASURED]
        answers = list(each_answers(exercise(name), asked, room, names))
        print(f"{name}: {count} students, {(time.perf_counter() - started) / count:.2f} s each to draw and answer")
        for question, values in zip(asked, zip(*answers, strict=True), strict=True):
            print(f"  {question.id:34} {same(question, values):7.2%} of pairs, {len(set(map(repr, values)))} values")


def each_answers(asked_of: Exercise, asked: list[Question], room: Classroom, names: list[str]) -> Iterator[list[object]]:
    for name in names:
        given, _ = room.given(asked_of, name)
        yield [plain(question.answer(given)) for question in asked if question.answer]


def same(question: Question, values: tuple[object, ...]) -> float:
    """Share of the pairs in which the one's right answer is accepted of the other."""
    kind = KINDS[question.kind]
    pairs = list(combinations(values, 2))
    return sum(kind.agreement(kind.read(one, question), other, question) == 1 for one, other in pairs) / len(pairs)


if __name__ == "__main__":
    main()
