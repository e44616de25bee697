"""As a learner does: open the course in JupyterLab, work the case, make the known mistake, move a slider."""

import json
import sys

import pytest
from browsing import Watch, browser, free_port, needs_browser, run_until, serving

from crm_course.workbook.boxed import answers_in

pytestmark = pytest.mark.browser

WORDS = {
    "fr": {
        "home": "00-accueil",
        "lesson": "Étude de cas",
        "check": "Vérifier",
        "mistake": "retranché les détracteurs des passifs",
        "menu": "Fichier",
    },
    "en": {"home": "00-home", "lesson": "Case study", "check": "Check", "mistake": "took the detractors from the passives", "menu": "File"},
}


def answers_in_file(path):
    """What the boxes left in a notebook's file."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        yield from answers_in(cell.get("outputs", []))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_home_page_to_a_named_mistake_and_a_moved_slider(language, tmp_path, monkeypatch):
    needs_browser()
    words, port = WORDS[language], free_port()
    monkeypatch.setenv("JUPYTER_TOKEN", "of-this-test")
    command = [sys.executable, "-m", "crm_course.cli", "lab", "--no-browser", "--lang", language, "--dir", "room", "--port", str(port)]
    with serving(command, port, seconds=120) as address, browser() as opened:
        page = opened.new_context(viewport={"width": 1280, "height": 900}).new_page()
        watch = Watch(page)
        page.goto(f"{address}/lab/tree/notebooks/{language}/{words['home']}.ipynb?token=of-this-test")
        page.locator("#jp-MainMenu, .jp-MainMenu").get_by_text(words["menu"], exact=True).wait_for(timeout=120_000)
        page.locator(".jp-MarkdownCell h1").first.click()
        page.keyboard.press("Escape")
        run_until(page, page.locator(".crm-map .crm-grid"), presses=12)
        assert page.locator(".crm-map .crm-grid td a").count() > 40
        page.locator(".jp-RenderedMarkdown a", has_text=words["lesson"]).click()
        page.wait_for_url("**/01-sens-confort.ipynb*")
        notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        notebook.locator(".jp-MarkdownCell h1", has_text="Sens Confort").click()
        page.keyboard.press("Escape")

        question = run_until(page, notebook.locator(".crm-question", has_text="NPS"))
        question.locator("input[type=text]").fill("−70")
        question.get_by_role("button", name=words["check"]).click()
        question.locator("[role=status]", has_text=words["mistake"]).wait_for(timeout=60_000)
        page.keyboard.press("Control+s")

        question.locator("xpath=ancestor::div[contains(@class, 'jp-CodeCell')]").locator(".jp-InputPrompt").click()
        page.keyboard.press("Escape")
        panel = run_until(page, notebook.locator(".crm-panel", has=page.locator(".noUi-handle"), has_text="€"))
        answer = panel.locator(".crm-answer")
        before = answer.inner_text()
        panel.locator(".noUi-handle").first.focus()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        panel.locator(".crm-answer", has_not_text=before).wait_for(timeout=60_000)
        assert panel.locator("canvas, svg.marks").count() >= 1
        assert watch.faults == []
    kept = list(answers_in_file(tmp_path / "room" / "notebooks" / language / "01-sens-confort.ipynb"))
    assert kept == [("sens-confort.nps", "−70")]
    assert '"mistake": "passives-for-promoters"' in (tmp_path / "room" / ".crm-course" / "progress.jsonl").read_text()
