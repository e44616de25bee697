"""The explorers that are files of their own: what they say is what the course's formulas say, and they open from disk."""

import pytest
from browsing import Watch, browser, needs_browser

from crm_course import cases, contact_center, experience
from crm_course.foundations.language import money, speaking
from crm_course.site import single

MOST = 1_500_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("tools")
    for language in ("fr", "en"):
        single.write(made / language, language)
    return made


def test_each_is_one_small_file_that_fetches_nothing(folder):
    files = list(folder.rglob("*.html"))
    assert len(files) == 6
    for path in files:
        assert path.stat().st_size < MOST
        assert "default-src 'none'" in path.read_text()


def test_what_was_computed_beforehand_is_what_the_formulas_say():
    for turn, answers in ((0, 20), (3, 100)):
        score = experience.nps({10: answers * 7 // 20, 8: answers * 8 // 20, 0: answers * 5 // 20})
        assert single._intervals()[turn][7][5] == [round(score.low, 1), round(score.high, 1)]
    assert single._needed()[1][single.SECONDS.index(180)][49] == contact_center.agents_needed(50, 180)


@pytest.mark.browser
def test_opened_from_disk_they_answer_as_python_does(folder):
    needs_browser()
    plan = cases.sens_confort().omnichannel
    with browser() as chromium:
        page = chromium.new_page()
        watch = Watch(page)
        for tool, said in (
            ("breakEven", money(plan.break_even_turnover)),
            ("nps", "100 réponses"),
            ("staffing", f"{contact_center.agents_needed(50, 180)} conseillers"),
        ):
            with speaking("fr"):
                page.goto((folder / "fr" / single.FILES[tool].say()).as_uri())
            page.locator("#chart svg").wait_for(timeout=60_000)
            answer = page.locator("#answer").inner_text()
            assert said.replace("\u202f", " ").replace("\xa0", " ") in answer.replace("\u202f", " ").replace("\xa0", " ")
            page.locator("input[type=range]").first.focus()
            for _ in range(5):
                page.keyboard.press("ArrowRight")
            page.wait_for_function("before => document.getElementById('answer').innerText !== before", arg=answer, timeout=60_000)
            watch.check()
