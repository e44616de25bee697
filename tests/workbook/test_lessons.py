"""The shape of a lesson: boxes at every screen, few cells, guesses answered in a sentence; the course as paths and as a term."""

import re

import nbformat
import pytest

from crm_course import workbook
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import speaking
from crm_course.workbook import build, term
from crm_course.workbook.contents import CONTENTS, exercise
from crm_course.workbook.part import PATHS

TAUGHT = ("sens-confort", "crm", "journeys", "attribution", "experience", "contact-center", "roi", "roi-years", "roi-risk")
LESSONS = {part.id: part for part in CONTENTS if part.lesson}


@pytest.mark.parametrize("name", TAUGHT)
def test_a_lesson_has_at_most_35_cells_and_three_to_five_boxes(name):
    book = nbformat.reads(build.lesson_notebook(LESSONS[name], "fr"), as_version=4)
    boxes = sum(len(re.findall(r"workbook\.ask\(", cell.source)) for cell in book.cells)
    assert len(book.cells) <= 35
    assert 3 <= boxes <= 5


def test_a_guess_is_answered_in_a_sentence():
    with speaking("fr"):
        assert workbook.bet(0.3, 0.06, "share").sentence() == "Vous pariez 30\u202f%\u202f; c’est 6\u202f%, moins."
        assert "tout près" in workbook.bet("50 000 €", 50_100, "money").sentence()
        assert workbook.bet([1, 2], [3, 4], ["count", "count"]).sentence().count("davantage") == 2
        with pytest.raises(InvalidValue, match="guess"):
            workbook.bet("beaucoup", 3)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_home_page_shows_two_paths_minutes_and_twelve_weeks(language):
    home = build.lesson_notebook(CONTENTS[0], language)
    for part in CONTENTS[1:]:
        assert part.filename(language) in home
        assert set(part.paths) <= set(PATHS)
        assert part.paths
        if part.lesson and part.audience == "student":
            assert f"{part.minutes} min" in home
    weeks = [line for line in term.plan(language, ["student"]).splitlines() if re.match(r"\| \d", line)]
    assert [int(line.split("|")[1]) for line in weeks] == list(range(1, 13))


def test_every_part_for_students_has_its_place_in_the_term_and_its_minutes_are_added():
    said = term.plan("fr", ["student"])
    for part in CONTENTS[1:]:
        if part.audience == "student":
            assert said.count(f"{part.filename('fr')}") == 1
    first = next(line for line in said.splitlines() if line.startswith("| 1 |"))
    assert first.endswith(f"| {LESSONS['sens-confort'].minutes + exercise('sens-confort').minutes} |")
