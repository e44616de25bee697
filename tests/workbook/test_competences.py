"""The course as a path: every question trains something, every competence is trained."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from crm_course.foundations.language import use
from crm_course.workbook import check, course_map, judge, prepare
from crm_course.workbook.competences import COMPETENCES, SOURCES, course_frame
from crm_course.workbook.contents import CONTENTS, exercise
from crm_course.workbook.progress import MARKER, Standing

QUESTIONS = [asked for entry in CONTENTS if entry.exercises for asked in exercise(entry.id).questions]


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.id)
def test_every_question_names_the_competences_that_it_trains(asked):
    assert asked.competences
    assert len(set(asked.competences)) == len(asked.competences)
    assert set(asked.competences) <= set(COMPETENCES)


def test_every_competence_is_trained_and_every_source_is_used():
    assert {key for asked in QUESTIONS for key in asked.competences} == set(COMPETENCES)
    assert list(dict.fromkeys(each.source for each in COMPETENCES.values())) == list(SOURCES)
    assert all(key == each.key for key, each in COMPETENCES.items())


def test_the_frame_has_a_row_for_each_question_and_competence_with_the_best_credit():
    frame = course_frame({"sens-confort.nps": Standing(question="sens-confort.nps", credit=0.25, tries=1)})
    assert len(frame) == sum(len(asked.competences) for asked in QUESTIONS)
    assert set(frame["question"]) == {asked.id for asked in QUESTIONS}
    assert frame.loc[frame["credit"] > 0, "question"].unique().tolist() == ["sens-confort.nps"]
    assert frame["credit"].max() == 0.25


# -- the map ------------------------------------------------------------------------------


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A workspace, still without notebooks, with their folder as the current one."""
    (tmp_path / MARKER).mkdir()
    (tmp_path / "notebooks" / "fr").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notebooks" / "fr")
    return tmp_path


class Tables(HTMLParser):
    """The cells of a page's tables: (tag, attributes, words)."""

    def __init__(self, page):
        super().__init__()
        self.cells, self.links = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in ("td", "th"):
            self.cells.append((tag, dict(attrs), ""))
        elif tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data):
        if self.cells:
            tag, attrs, words = self.cells[-1]
            self.cells[-1] = (tag, attrs, words + data)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_fresh_learner_is_told_where_to_begin(room, language):
    use(language)
    told = course_map()
    assert str(len(QUESTIONS)) in told.sentence()
    assert "Sens Confort" in told.next_step()
    cells = Tables(told.as_html()).cells
    heads = [words for tag, attrs, words in cells if tag == "th" and attrs.get("scope") == "row"]
    assert all(each.label.say(language) in heads for each in COMPETENCES.values())
    groups = [words for tag, attrs, words in cells if attrs.get("scope") == "rowgroup"]
    assert groups == [source.say(language) for source in SOURCES.values()]
    assert all(attrs.get("scope") for tag, attrs, _ in cells if tag == "th")


def test_every_cell_leads_to_an_exercise_of_the_workspace(room):
    prepare(room)
    links = Tables(course_map().as_html()).links
    assert links
    assert all((Path.cwd() / link["href"]).resolve().is_file() for link in links)
    assert {Path(link["href"]).name for link in links} == {part.filename("fr") for part in CONTENTS if part.exercises}


def test_what_is_done_shows_in_words_as_well_as_in_colour(room):
    others = (entry.id for entry in CONTENTS if entry.exercises and entry.id != "crm")
    asked_of = {part: [asked for asked in exercise(part).questions if "crm.privacy" in asked.competences] for part in others}
    asked_of["crm"] = exercise("crm").questions
    for part, asked in ((part, asked) for part, questions in asked_of.items() for asked in questions):
        given = exercise(part).given()
        said = check(asked.id, asked.answer(given) if asked.answer else asked.model.say())
        assert said.correct or said.to_read
        if said.to_read:
            judge(asked.id, [1] * len(asked.rubric))
    check("sens-confort.nps", -70)
    told = course_map()
    assert (
        told.sentence()
        == f"Questions réussies\u00a0: {sum(map(len, asked_of.values()))} sur {len(QUESTIONS)}. Compétences au complet\u00a0: 1 sur {len(COMPETENCES)}."
    )
    page = told.as_html()
    assert "aria-label='11 · Base clients\u00a0: 5 sur 5'" in page
    assert ">5/5 ✓</a>" in page
    chapter = next(each for each in told.chapters if each.part.id == "sens-confort")
    assert (chapter.done, chapter.earned) == (0, 0.5)


def test_the_map_is_text_where_there_is_no_page(room):
    bundle = course_map()._repr_mimebundle_()
    assert bundle["text/plain"].startswith(f"{len(QUESTIONS)} questions vous attendent")


def test_outside_a_workspace_the_map_says_that_nothing_is_noted():
    assert "crm-course lab" in course_map().as_html()
