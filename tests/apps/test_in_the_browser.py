"""The pages as a visitor meets them, in a real browser."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
from browsing import Watch, browser, free_port, needs_browser, pages_command, serving

from crm_course import cases
from crm_course.foundations.language import speaking
from crm_course.roi.owner import importing
from crm_course.roi.owner import texts as words

pytestmark = pytest.mark.browser

READY = 60_000
"""Milliseconds: a kernel of a busy machine takes its time."""

WIDTHS = {"tablet": 768, "phone": 390}


@pytest.fixture(scope="module")
def site():
    needs_browser()
    pytest.importorskip("voila", reason='voila is not installed: pip install "crm-course[app]"')
    port = free_port()
    with serving(pages_command(port, "roi"), port) as address:
        yield address


@pytest.fixture(scope="module")
def chromium(site):
    with browser() as opened:
        yield opened


def visit(chromium, address, *, width=1280):
    tab = chromium.new_context(viewport={"width": width, "height": 900}, accept_downloads=True).new_page()
    tab.set_default_timeout(READY)
    watch = Watch(tab)
    tab.goto(address)
    return tab, watch


def opened(chromium, address, **options):
    tab, watch = visit(chromium, address, **options)
    tab.get_by_role("slider").first.wait_for()
    tab.locator(".crm-chart .marks").first.wait_for()
    return tab, watch


def answer(tab):
    return tab.locator(".crm-answer").inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def until(tab, words_):
    tab.locator(".crm-answer", has_text=words_).wait_for()


def button(tab, text, language):
    return tab.get_by_role("button", name=text.say(language), exact=True)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_his_own_figures_to_the_report(chromium, site, language, tmp_path):
    """Type, move a slider by keyboard, compare, undo, save, open a file, reopen, download; read aloud and by keyboard alone."""
    tab, watch = opened(chromium, f"{site}{'/en' if language == 'en' else ''}/roi")
    assert tab.evaluate("document.documentElement.lang") == language
    with speaking(language):
        eight_thousand = "8 400" if language == "fr" else "8,400"
    assert eight_thousand in answer(tab)
    watch.check()

    button(tab, words.FILL, language).click()
    with speaking(language):
        named = f"{'Charges fixes' if language == 'fr' else 'Fixed costs'} – {words.AFTER.say()}"
    tab.get_by_label(named).fill("210 000")
    watch.check()
    button(tab, words.COMPUTE, language).click()
    until(tab, "18\u202f400" if language == "fr" else "18,400")

    tab.get_by_role("button", name="Garder ce scénario" if language == "fr" else "Keep this scenario").click()
    tab.locator("table.crm-scenarios").wait_for()
    handle = tab.get_by_role("slider").first
    assert handle.get_attribute("aria-label")
    handle.focus()
    before = answer(tab)
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("before => document.querySelector('.crm-answer').innerText !== before", arg=before)
    tab.wait_for_function("document.querySelectorAll('.crm-busy').length === 0")
    watch.check()
    tab.get_by_role("button", name="Annuler" if language == "fr" else "Undo").click()
    until(tab, "18\u202f400" if language == "fr" else "18,400")

    with tab.expect_download() as saving:
        button(tab, words.SAVE, language).click()
    saved = tmp_path / saving.value.suggested_filename
    saving.value.save_as(saved)
    content = json.loads(saved.read_text(encoding="utf-8"))
    assert content["study"]["after"]["fixed_costs"] == 210_000
    assert len(content["page"]["scenarios"]) == 1

    with speaking(language):
        table = tmp_path / words.TEMPLATE_FILE.say()
        table.write_bytes(importing.template(cases.sens_confort().study))
    drop(tab, words.OPEN.say(language), table)
    until(tab, eight_thousand.replace(" ", "\u202f"))
    drop(tab, words.OPEN.say(language), saved)
    until(tab, "18\u202f400" if language == "fr" else "18,400")
    tab.locator("table.crm-scenarios").wait_for()

    with tab.expect_download() as making:
        button(tab, words.REPORTS["xlsx"], language).click()
    assert Path(making.value.path()).read_bytes()[:2] == b"PK"
    if language == "fr":
        with tab.expect_download() as making:
            button(tab, words.REPORTS["html"], language).click()
        assert "vegaEmbed" in Path(making.value.path()).read_text(encoding="utf-8")
    button(tab, words.CASH_TAB, language).click()
    tab.locator(".crm-notice", has_text="60").first.wait_for()
    tab.wait_for_function("document.querySelectorAll('.crm-busy').length === 0")
    watch.check()
    tab.context.close()


def drop(tab, name, path):
    with tab.expect_file_chooser() as choosing:
        tab.get_by_role("button", name=name, exact=True).click()
    choosing.value.set_files(path)


def test_two_visitors_do_not_see_each_others_figures(chromium, site):
    (one, watch), (other, _) = opened(chromium, f"{site}/roi"), opened(chromium, f"{site}/roi")
    field = one.get_by_role("textbox", name="Charges fixes avec le projet (€)")
    field.fill("200000")
    field.press("Enter")
    until(one, "28\u202f400")
    assert "8 400" in answer(other)
    assert "28 400" not in answer(other)
    other.get_by_role("slider").first.focus()
    other.keyboard.press("ArrowRight")
    until(other, "11\u202f000")
    assert "28 400" in answer(one)
    watch.check()
    one.context.close()
    other.context.close()


def test_the_exact_field_follows_a_slider_while_it_is_dragged(chromium, site):
    tab, watch = opened(chromium, f"{site}/roi")
    field = tab.get_by_role("textbox", name="Chiffre d’affaires avec le projet (€)")
    box = tab.get_by_role("slider").first.bounding_box()
    tab.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2, steps=5)
    tab.wait_for_function("field => field.value !== '1\u202f640\u202f000'", arg=field.element_handle())
    dragged = field.input_value()
    tab.mouse.up()
    tab.wait_for_function("document.querySelector('.crm-answer').innerText.indexOf('8\u202f400') < 0")  # the answer follows
    assert field.input_value() == dragged
    watch.check()
    tab.context.close()


def test_a_typed_figure_stays_what_was_typed(chromium, site, tmp_path):
    """In the field, in the answer and in the saved study, whatever places the slider has."""
    tab, watch = opened(chromium, f"{site}/roi")
    typed = {"Chiffre d’affaires avec le projet (€)": "481 237", "Charges fixes avec le projet (€)": "131 789",
             "Achats (part du chiffre d’affaires) (%)": "30,8345"}  # fmt: skip
    for name, figure in typed.items():
        field, before = tab.get_by_role("textbox", name=name), answer(tab)
        field.fill(figure)
        field.press("Enter")
        tab.wait_for_function(
            "before => document.querySelector('.crm-answer').innerText.replace(/[\u00a0\u202f]/g, ' ') !== before", arg=before
        )
    tab.wait_for_timeout(1_000)  # whatever a slider would send back has arrived
    tab.wait_for_function("document.querySelectorAll('.crm-busy').length === 0")
    assert [tab.get_by_role("textbox", name=name).input_value().replace("\u202f", " ") for name in typed] == list(typed.values())
    assert "25 813 € par an" in answer(tab)
    with tab.expect_download() as saving:
        button(tab, words.SAVE, "fr").click()
    saved = tmp_path / "etude.json"
    saving.value.save_as(saved)
    study = json.loads(saved.read_text(encoding="utf-8"))["study"]
    assert (study["after"]["turnover"], study["after"]["fixed_costs"], study["after"]["variable_rates"]["purchases"]) == (
        481_237, 131_789, pytest.approx(0.308345, abs=1e-12)
    )  # fmt: skip
    assert study["uncertain"] == {}
    watch.check()
    tab.context.close()


def test_a_bad_file_or_figure_is_said_and_the_work_is_still_there(chromium, site, tmp_path):
    tab, watch = opened(chromium, f"{site}/roi")
    field = tab.get_by_role("textbox", name="Charges fixes avec le projet (€)")
    field.fill("200000")
    field.press("Enter")
    until(tab, "28\u202f400")
    huge, broken = tmp_path / "huge.xlsx", tmp_path / "casse.json"
    huge.write_bytes(b"PK" + bytes(50_000_000))
    broken.write_text('{"format": "crm-course/roi-study", "version": 1, "study": {', encoding="utf-8")
    drop(tab, words.OPEN.say("fr"), huge)
    tab.get_by_text("« huge.xlsx » pèse 50 Mo ; la limite est de 20 Mo").wait_for()
    drop(tab, words.OPEN.say("fr"), broken)
    tab.get_by_text("abîmé à la ligne 1").wait_for()
    field.fill("beaucoup")
    field.press("Enter")
    tab.locator(".crm-input .crm-problem").wait_for()
    assert "28 400" in answer(tab)
    watch.check()
    tab.context.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_the_page_fits_and_prints(chromium, site, width):
    tab, watch = opened(chromium, f"{site}/roi", width=width)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(CUT) == []
    chart, inputs = (tab.locator(place).first.bounding_box() for place in (".crm-lead", ".crm-inputs"))
    below = inputs["y"] >= chart["y"] + chart["height"] - 1
    assert below
    tab.emulate_media(media="print")
    assert tab.locator(".crm-answer").is_visible()
    assert not tab.locator(".crm-top").is_visible()
    watch.check()
    tab.context.close()


@pytest.mark.parametrize("name", ["experience", "staffing", "journeys", "crm"])
def test_every_other_page_fits_a_phone_speaks_to_nobody_and_can_be_read_aloud(chromium, site, name):
    tab, watch = visit(chromium, f"{site}/{name}", width=WIDTHS["phone"])
    tab.locator(".crm-answer, [role=tablist]").first.wait_for()
    if name != "crm":  # the customer base begins with a search, not with a picture
        tab.locator(".crm-chart .marks").first.wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= WIDTHS["phone"]
    assert tab.evaluate(CUT) == []
    watch.check()
    tab.context.close()


CUT = """() => [...document.querySelectorAll('input:not([type=file]), select, button, [role=tab], .crm-chart .marks')]
  .filter(one => one.offsetParent && one.getBoundingClientRect().width)
  .filter(one => {
    for (let box = one.parentElement; one.matches('.marks') && box; box = box.parentElement) {
      const shows = getComputedStyle(box).overflowX;
      if (shows === 'auto') return false;
      if (shows === 'hidden' && box.scrollWidth > box.clientWidth) return true;
    }
    return one.getBoundingClientRect().right > innerWidth || one.querySelector('.lm-TabBar-tabLabel')?.scrollWidth > one.querySelector('.lm-TabBar-tabLabel')?.clientWidth;
  })
  .map(one => one.outerHTML.slice(0, 120))"""
"""What a narrow screen cuts off and does not let one scroll to."""


def test_the_start_page_lists_the_pages_and_leads_to_them(chromium, site):
    tab, watch = visit(chromium, site)
    links = tab.locator(".crm-cards a")
    assert links.count() >= 2
    watch.check()
    tab.get_by_role("link", name="English").click()
    assert tab.evaluate("document.documentElement.lang") == "en"
    tab.get_by_role("link", name="Does it pay?").click()
    tab.get_by_role("slider").first.wait_for()
    watch.check()
    tab.context.close()


def test_a_page_that_is_left_stops_its_kernel(chromium, site):
    tab, watch = opened(chromium, f"{site}/roi")
    settings = json.loads(tab.locator("#jupyter-config-data").text_content())
    kernel = f"{site}/api/kernels/{settings['kernelId']}"
    assert tab.request.get(kernel).status == 200
    tab.goto(site)
    end = time.monotonic() + 20
    while tab.request.get(kernel).status != 404 and time.monotonic() < end:
        tab.wait_for_timeout(200)
    assert tab.request.get(kernel).status == 404
    watch.check()
    tab.context.close()


def test_nobody_comes_in_without_the_address_that_was_opened(chromium, site):
    """Another browser of the same computer: no page, no kernel, and words on how."""
    tab = chromium.stranger().new_page()
    assert tab.goto(f"{site}/roi").status == 403
    assert tab.locator("h1").inner_text() == "Cette page est fermée"
    assert tab.request.get(f"{site}/api/kernels").status == 403
    assert tab.request.get(f"{site}/en?key=guessed").status == 403
    tab.context.close()


def test_what_was_typed_survives_reload_back_and_a_closed_tab(chromium, site):
    tab, watch = opened(chromium, f"{site}/roi")
    field = tab.get_by_role("textbox", name="Charges fixes avec le projet (€)")
    field.fill("200000")
    field.press("Enter")
    until(tab, "28\u202f400")
    button(tab, words.FILL, "fr").click()
    source = tab.get_by_role("textbox", name=f"Achats – {words.SOURCE.say('fr')}", exact=True)
    source.fill("Compta 2025")
    source.press("Tab")
    tab.wait_for_function("Object.values(sessionStorage).some(kept => kept.includes('Compta 2025'))")
    tab.reload()
    until(tab, "28\u202f400")
    tab.goto(site)
    tab.go_back()
    until(tab, "28\u202f400")
    assert tab.get_by_role("textbox", name=f"Achats – {words.SOURCE.say('fr')}", exact=True).input_value() == "Compta 2025"
    context = tab.context
    tab.close()
    tab = context.new_page()
    tab.goto(f"{site}/roi")
    tab.get_by_role("button", name="Le reprendre").click(timeout=READY)
    until(tab, "28\u202f400")
    assert watch.faults == []
    context.close()


def test_a_kernel_that_dies_is_said_and_one_goes_on_where_one_was(chromium, site):
    tab, watch = opened(chromium, f"{site}/roi")
    field = tab.get_by_role("textbox", name="Charges fixes avec le projet (€)")
    field.fill("200000")
    field.press("Enter")
    until(tab, "28\u202f400")
    tab.wait_for_function("Object.values(sessionStorage).some(kept => kept.includes('200000'))")
    kernel = json.loads(tab.locator("#jupyter-config-data").text_content())["kernelId"]
    assert tab.request.delete(f"{site}/api/kernels/{kernel}").status in (
        403,
        404,
    )  # no page may stop another's; this one is stopped from outside
    found = [file for file in Path("/proc").glob("[0-9]*/cmdline") if kernel.encode() in read(file)]
    if not found:
        pytest.skip("kernels are found by their command line on Linux only")
    os.kill(int(found[0].parent.name), signal.SIGKILL)
    tab.locator(".crm-dead").wait_for()
    tab.get_by_role("button", name="Reprendre", exact=True).click()
    until(tab, "28\u202f400")
    assert watch.faults == []
    tab.context.close()


def read(file):
    try:
        return file.read_bytes()
    except OSError:  # it has ended meanwhile
        return b""


KEEP_LINES = "const Plain = WebSocket; window.lines = []; window.WebSocket = class extends Plain { constructor(...given) { super(...given); lines.push(this); } };"


def test_a_line_that_comes_back_is_not_called_lost_and_one_that_does_not_is(chromium, site):
    tab = chromium.new_context().new_page()
    tab.add_init_script(KEEP_LINES)
    tab.goto(f"{site}/roi")
    tab.locator(".crm-chart .marks").first.wait_for(timeout=READY)
    tab.evaluate("lines.at(-1).close()")
    tab.wait_for_function("lines.length > 1 && lines.at(-1).readyState === WebSocket.OPEN")
    tab.wait_for_timeout(2_500)  # longer than the page waits before it says so
    assert tab.locator(".crm-lost").count() == 0
    tab.route_web_socket("**/channels**", lambda line: line.close())
    tab.context.set_offline(True)
    tab.evaluate("lines.at(-1).close()")
    tab.locator(".crm-lost").wait_for()
    tab.context.close()


def test_a_page_that_nobody_touches_keeps_its_line(chromium, site):
    """A server that minds its own pings cut it at 30 seconds."""
    tab, watch = visit(chromium, "about:blank")
    tab.add_init_script(KEEP_LINES)
    tab.goto(f"{site}/roi")
    tab.locator(".crm-chart .marks").first.wait_for(timeout=READY)
    tab.wait_for_timeout(33_000)
    assert tab.evaluate("lines.map(line => line.readyState)") == [1]
    assert tab.locator(".crm-lost").count() == 0
    watch.check()
    tab.context.close()
