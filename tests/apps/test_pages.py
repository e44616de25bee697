import re
from importlib.resources import files

import nbformat
import pytest

from crm_course.apps import pages, server
from crm_course.apps.pages import Page
from crm_course.cli import main
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import LANGUAGES, Text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [page.name for page in pages.available()])
def test_every_page_that_there_is_opens_in_both_languages(name, language, capsys):
    pages.show(name, language)
    assert capsys.readouterr().out


def test_a_page_is_a_few_lines(tmp_path, monkeypatch):
    title = Text(fr="Combien ?", en="How many?")
    extra = Page(name="extra", chapter="roi", question=title, summary=title, start=lambda chapter: chapter.__name__)
    monkeypatch.setattr(pages, "PAGES", (*pages.PAGES, extra))
    assert pages.page("extra").open() == "crm_course.roi"
    server.write_notebooks(tmp_path)
    assert {path.name for path in (tmp_path / "fr").iterdir()} >= {"extra.ipynb", "roi.ipynb"}


def test_a_chapter_without_an_explorer_has_no_page():
    title = Text(fr="Quoi ?", en="What?")
    assert not Page(name="none", chapter="foundations", question=title, summary=title).exists
    assert not Page(name="none", chapter="nothing", question=title, summary=title).exists


def test_an_unknown_page_is_refused_with_the_closest(capsys):
    with pytest.raises(UnknownName, match='Did you mean "experience"'):
        pages.page("experiense")
    assert main(["app", "rio", "--no-browser"]) == 1
    assert "roi" in capsys.readouterr().err


def test_the_notebooks_are_valid_and_say_their_language(tmp_path):
    server.write_notebooks(tmp_path)
    for language in LANGUAGES:
        notebook = nbformat.read(tmp_path / language / "roi.ipynb", as_version=4)
        nbformat.validate(notebook)
        assert notebook.metadata.crm.language == language
        assert len(notebook.cells) == 1


def test_addresses_are_short():
    assert [server.address(name, language) for language in LANGUAGES for name in ("roi", "")] == ["/roi", "/", "/en/roi", "/en"]


def test_the_template_asks_nothing_from_anywhere():
    folder = files("crm_course.apps") / "share" / "jupyter" / "voila" / "templates" / "crm"
    for path in [*folder.iterdir(), *(folder / "static").iterdir()]:
        if path.is_file():
            assert not re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text(encoding="utf-8")), path


def test_kernels_are_ready_for_the_pages_asked_for(tmp_path):
    configuration = server._configuration(tmp_path, ["roi"], "en", 9999)
    pools = configuration.VoilaKernelManager.kernel_pools_config
    assert pools["en/roi.ipynb"]["pool_size"] == 2
    assert pools["default"]["pool_size"] == 0
    assert configuration.Voila.ip == "127.0.0.1"
    assert configuration.Voila.tornado_settings["websocket_max_message_size"] > server.LARGEST_FILE
