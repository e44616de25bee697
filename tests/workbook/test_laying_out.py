import pandas as pd

from crm_course.workbook import laid_out


def test_words_stand_left_figures_right_and_nothing_is_cut():
    words = "une phrase bien plus longue que les cinquante signes auxquels un tableau s’arrête d’ordinaire"
    page = laid_out(pd.DataFrame({"quoi": [words], "part": ["12\u202f%"], "reste": ["–"]})).to_html()
    assert words in page
    assert page.count("text-align: right") >= 2
    assert 'class="row_heading' not in page


def test_rows_that_have_a_name_keep_it():
    page = laid_out(pd.DataFrame({"points": ["3"]}, index=pd.Index(["Zoé"], name="Élève"))).to_html()
    assert "Élève" in page
    assert "Zoé" in page


def test_what_is_written_is_never_run_as_a_page():
    hostile = "<script>alert(1)</script>"
    page = laid_out(pd.DataFrame({hostile: [hostile]}, index=pd.Index([hostile], name="qui"))).to_html()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") == 3
