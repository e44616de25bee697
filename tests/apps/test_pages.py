import re
from importlib.resources import files
from pathlib import Path

import nbformat
import pytest

from crm_course.apps import pages, server
from crm_course.cli import main
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [page.name for page in pages.available()])
def test_every_page_that_there_is_opens_in_both_languages(name, language, capsys):
    pages.show(name, language)
    assert capsys.readouterr().out


def test_a_page_is_found_where_a_chapter_declares_it(tmp_path):
    declared, with_explorer = (
        {file.parent.name for file in Path(pages.__file__).parents[1].glob(f"*/{name}.py")} for name in ("page", "explorer")
    )
    assert len(pages.available()) == len(declared & with_explorer) >= 9
    server.write_notebooks(tmp_path)
    assert {path.stem for path in (tmp_path / "fr").iterdir()} >= {page.name for page in pages.available()}


def test_the_questions_stand_in_their_order_and_none_twice():
    found = pages.available()
    assert [page.place for page in found] == sorted({page.place for page in found})
    assert len({page.name for page in found}) == len(found)
    assert found[0].name == "roi"


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
