import pandas as pd
import pytest

from crm_course.foundations.tables import laid_out


def test_words_stand_left_figures_right_and_nothing_is_cut():
    words = "une phrase bien plus longue que les cinquante signes auxquels un tableau s’arrête d’ordinaire"
    page = laid_out(pd.DataFrame({"quoi": [words], "part": ["12\u202f%"], "reste": ["–"]})).to_html()
    assert words in page
    assert page.count("text-align: right") >= 2
    assert 'class="row_heading' not in page


@pytest.mark.parametrize(
    "figure", ["12", "1\u202f640\u202f000", "€1,640,000", "−€12.50", "12,50\u00a0€", "± 4,6\u202f%", "× 0,52", "−51,7", "–", ""]
)
def test_a_figure_is_known_in_both_languages(figure):
    assert "text-align: right" in laid_out(pd.DataFrame({"x": [figure]})).to_html()


def test_a_word_is_no_figure():
    assert "text-align: right" not in laid_out(pd.DataFrame({"x": ["12 rue Haute"]})).to_html()


def test_rows_that_have_a_name_keep_it():
    page = laid_out(pd.DataFrame({"points": ["3"]}, index=pd.Index(["Zoé"], name="Élève"))).to_html()
    assert "Élève" in page
    assert "Zoé" in page


def test_what_is_written_is_never_run_as_a_page():
    hostile = "<script>alert(1)</script>"
    page = laid_out(pd.DataFrame({hostile: [hostile]}, index=pd.Index([hostile], name="qui"))).to_html()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") == 3
