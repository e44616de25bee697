"""Each box of the picture opens the real thing."""

from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

from crm_course import warehouse
from crm_course.foundations import language as language_of
from crm_course.warehouse.drawing import ARROWS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("box", [box for box in warehouse.BOXES if box.opens], ids=lambda box: box.name)
def test_a_box_names_something_that_exists(box):
    module, _, name = box.opens.rpartition(".")
    assert callable(getattr(import_module(module), name))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_link_opens_a_notebook_that_is_there(language):
    language_of.use(language)
    root = ElementTree.fromstring(warehouse.picture().data)
    pages = {each.get("href") for each in root.iter() if each.tag.endswith("}a")}
    assert pages <= {path.name for path in (ROOT / "notebooks" / language).glob("*.ipynb")}


def test_the_drawing_has_a_link_that_the_keyboard_reaches_for_every_box():
    root = ElementTree.fromstring(warehouse.picture().data)
    links = [each for each in root.iter() if each.tag.endswith("}a")]
    assert len(links) == sum(1 for box in warehouse.BOXES if box.opens)
    assert all(link.get("href") and link.get("tabindex") == "0" and link.get("aria-label") for link in links)
    assert {name for arrow in ARROWS for name in arrow} <= {box.name for box in warehouse.BOXES}
