"""A question on screen: what is said before anything was typed."""

import pytest

from crm_course import workbook
from crm_course.foundations.language import speaking


@pytest.mark.parametrize("name", ["sens-confort.nps", "sens-confort.meaning"])
def test_an_empty_field_is_asked_to_be_filled_and_speaks_of_no_cell(name):
    with speaking("fr"):
        shown = workbook.ask(name)
        shown.children[2].children[0].click()
    assert "Donnez d’abord votre réponse" in shown.children[3].value
    assert "cellule" not in shown.children[3].value
