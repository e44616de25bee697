"""The workbook in a browser alone: a named mistake, a slider, progress that outlives the page, work that the grader takes.

``.ci/run`` builds JupyterLite and names its folder in ``CRM_COURSE_LAB``.
"""

import os
import sys
import zipfile

import pytest
from browsing import Watch, browser, free_port, needs_browser, run_until, serving

pytestmark = pytest.mark.browser
LAB = os.environ.get("CRM_COURSE_LAB", "")
WAIT = 240_000


@pytest.fixture
def site():
    needs_browser()
    if not LAB:
        pytest.skip("JupyterLite was not built: crm_course.site.lite.build makes it, CRM_COURSE_LAB names it")
    port = free_port()
    with serving([sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", LAB], port) as address:
        yield address


def opened(page, address, path):
    """A notebook in front, whatever tab the page before left there."""
    page.goto(f"{address}/lab/index.html?path={path}")
    page.locator(".lm-TabBar-tab", has_text=path.rpartition("/")[2]).first.click(timeout=WAIT)
    notebook = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    notebook.locator(".jp-MarkdownCell h1").first.wait_for(timeout=WAIT)
    notebook.locator(".jp-MarkdownCell h1").first.click()
    page.keyboard.press("Escape")
    return notebook


def test_sens_confort_to_the_named_mistake_a_slider_and_the_work_taken_away(site, tmp_path):
    with browser() as chromium:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        page = context.new_page()
        watch = Watch(page)
        notebook = opened(page, site, "notebooks/fr/01-sens-confort.ipynb")
        page.locator("#jp-MainMenu, .jp-MainMenu").get_by_text("Fichier", exact=True).wait_for(timeout=WAIT)

        question = run_until(page, notebook.locator(".crm-question", has_text="NPS"), wait=WAIT)
        question.locator("input[type=text]").fill("−70")
        question.get_by_role("button", name="Vérifier").click()
        question.locator("[role=status]", has_text="retranché les détracteurs des passifs").wait_for(timeout=WAIT)

        question.locator("xpath=ancestor::div[contains(@class, 'jp-CodeCell')]").locator(".jp-InputPrompt").click()
        page.keyboard.press("Escape")
        panel = run_until(page, notebook.locator(".crm-panel", has=page.locator(".noUi-handle"), has_text="€"), wait=WAIT)
        answer = panel.locator(".crm-answer")
        before = answer.inner_text()
        panel.locator(".noUi-handle").first.focus()
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        panel.locator(".crm-answer", has_not_text=before).wait_for(timeout=WAIT)
        assert panel.locator("canvas, svg.marks").count() >= 1
        page.keyboard.press("Control+s")
        page.wait_for_timeout(3000)

        home = opened(page, site, "notebooks/fr/00-accueil.ipynb")  # the page was left: what was answered is still there
        link = run_until(page, home.locator("a[download='mon-travail.zip']"), presses=20, wait=WAIT)
        with page.expect_download() as waiting:
            link.click()
        waiting.value.save_as(tmp_path / "work.zip")
        assert [fault for fault in watch.faults if fault.startswith("request:")] == []
    with zipfile.ZipFile(tmp_path / "work.zip") as archive:
        assert '"mistake": "passives-for-promoters"' in archive.read(".crm-course/progress.jsonl").decode()
        assert "−70" in archive.read("notebooks/fr/01-sens-confort.ipynb").decode()


def test_an_exercise_answered_in_the_browser_is_read_by_the_grader(site, tmp_path):
    with browser() as chromium:
        page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
        notebook = opened(page, site, "exercises/fr/14-satisfaction.ipynb")
        question = run_until(page, notebook.locator(".crm-question"), wait=WAIT)
        assert question.get_by_role("button", name="Vérifier").count() == 1
        assert notebook.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
