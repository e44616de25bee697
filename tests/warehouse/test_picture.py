"""Each box of the picture opens the real thing."""

from importlib import import_module
from xml.etree import ElementTree

import pytest

from crm_course import warehouse
from crm_course.warehouse.picture import ARROWS


@pytest.mark.parametrize("box", [box for box in warehouse.BOXES if box.opens], ids=lambda box: box.name)
def test_a_box_names_something_that_exists(box):
    module, _, name = box.opens.rpartition(".")
    assert callable(getattr(import_module(module), name))


def test_the_lesson_of_a_box_is_a_notebook_that_stands_beside_the_others():
    from crm_course.workbook import lessons

    known = {path.name for path in lessons.__path__} if hasattr(lessons, "__path__") else None
    assert known is None or {box.lesson for box in warehouse.BOXES if box.lesson} <= known


def test_the_drawing_has_a_link_that_the_keyboard_reaches_for_every_box():
    root = ElementTree.fromstring(warehouse.picture().data)
    links = [each for each in root.iter() if each.tag.endswith("}a")]
    assert len(links) == sum(1 for box in warehouse.BOXES if box.opens)
    assert all(link.get("href") and link.get("tabindex") == "0" and link.get("aria-label") for link in links)
    assert {name for arrow in ARROWS for name in arrow} <= {box.name for box in warehouse.BOXES}
