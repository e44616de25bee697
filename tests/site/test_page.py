"""A notebook as one page: what is in the file is seen, nothing runs, nothing is fetched."""

import json
import re
import subprocess
import sys
import types

import altair as alt
import IPython
import nbformat
import pandas as pd
import pytest

from crm_course.foundations import theme
from crm_course.foundations.errors import CourseError, FileProblem
from crm_course.site import hand_in, page
from crm_course.site.outputs import VIEW, WIDGETS
from crm_course.site.prose import formula, prose

CHART = alt.Chart(pd.DataFrame({"x": [1.5, 2]})).mark_bar().encode(x=alt.X("x:Q", axis=alt.Axis(values=[0.5], format=".1f")))


def book(*cells, language="fr", **metadata):
    return {"cells": list(cells), "metadata": {"crm_course": {"language": language}, **metadata}}


def code(*outputs, source="1"):
    return {"cell_type": "code", "source": source, "outputs": list(outputs), "execution_count": 1 if outputs else None}


def result(**data):
    return {"output_type": "display_data", "data": {name.replace("__", "/"): value for name, value in data.items()}, "metadata": {}}


def test_a_chart_of_any_vega_lite_is_a_picture_with_its_alternative_and_french_numbers():
    data, _ = theme.bundle(theme.titled(CHART, "Un titre", description="Deux barres & un mot"))
    spec = data[theme.MIME]
    for mime in (theme.MIME, "application/vnd.vegalite.v6+json"):
        made = page(book(code({"output_type": "display_data", "data": {mime: spec, "text/plain": "Deux barres & un mot"}})))
        assert "<svg" in made
        assert "aria-label='Deux barres &amp; un mot'" in made
        assert ">0,5<" in made
    assert ">0.5<" in page(book(code(result(**{theme.MIME: spec})), language="en"))


def test_a_page_runs_nothing_and_fetches_nothing():
    made = page(book(code(result(text__html="<b>kept</b><script>alert(1)</script><img src='https://example.com/x.png'>"))))
    assert "default-src 'none'" in made
    assert "<b>kept</b>" in made
    assert "<script" not in made


@pytest.mark.parametrize(
    ("output", "seen"),
    [
        ({"output_type": "stream", "text": ["a < b", "\x1b[31mred\x1b[0m"]}, "a &lt; bred"),
        ({"output_type": "error", "ename": "E", "evalue": "v", "traceback": []}, "E: v"),
        (result(image__png="QUJD\nRA=="), "base64,QUJDRA=="),
        (result(text__markdown="**bold**"), "<strong>bold</strong>"),
        (result(text__plain="<Panel>"), "&lt;Panel&gt;"),
    ],
)
def test_each_kind_of_output(output, seen):
    assert seen in page(book(code(output)))


def test_an_explorer_is_seen_as_it_opened_and_its_buttons_are_left_out():
    states = {
        "box": {"model_name": "VBoxModel", "state": {"children": [f"IPY_MODEL_{name}" for name in ("told", "slider", "go", "hid", "gone")], "_dom_classes": ["crm-panel"]}},
        "told": {"model_name": "HTMLModel", "state": {"value": "<p>14 conseillers</p>"}},
        "slider": {"model_name": "FloatSliderModel", "state": {"description": "Appels", "value": 60}},
        "go": {"model_name": "ButtonModel", "state": {"description": "Vérifier"}},
        "hid": {"model_name": "HTMLModel", "state": {"value": "hidden", "layout": "IPY_MODEL_none"}},
        "none": {"model_name": "LayoutModel", "state": {"display": "none"}},
    }  # fmt: skip
    cell = code({"output_type": "display_data", "data": {VIEW: {"model_id": "box"}, "text/plain": "<Panel>"}})
    made = page(book(cell, widgets={WIDGETS: {"state": states}}))
    assert "14 conseillers" in made
    assert "Appels <b>60</b>" in made
    assert "Vérifier" not in made
    assert "hidden" not in made.partition("<body>")[2]
    assert "&lt;Panel&gt;" in page(book(cell)), "without its state, what it says of itself"


def test_formulas_are_drawn_by_the_browser_and_money_is_no_formula():
    made = prose("Au seuil $\\frac{F}{m}$ ; le code `$x$` reste ; 5 $ et 10 $ aussi.\n\n$$\\sum_j s_j$$")
    assert made.count("<math") == 2
    assert "<code>$x$</code>" in made
    assert "5 $ et 10 $" in made
    assert formula("\\frac{") == "<code>\\frac{</code>"


def test_every_formula_of_the_lessons_can_be_drawn():
    from crm_course.workbook import build

    for path, content in build.notebooks():
        for cell in json.loads(content)["cells"]:
            if cell["cell_type"] == "markdown":
                drawn = prose("".join(cell["source"]))
                assert "$" not in re.sub(r"<code>.*?</code>", "", drawn, flags=re.DOTALL), (path, cell["source"])


def test_hand_in_writes_one_file_with_the_name_of_the_folder_s_student(tmp_path):
    (tmp_path / ".crm-course").mkdir()
    (tmp_path / ".crm-course" / "student.json").write_text('{"student": "Léa Morvan"}')
    path = tmp_path / "01.ipynb"
    path.write_text(json.dumps(book({"cell_type": "markdown", "source": ["# Titre\n", "mot"]}, code(source="x = 1"))))
    made = hand_in(path, tmp_path / "out").read_text()
    assert "Léa Morvan – fait le" in made
    assert "<title>Titre</title>" in made
    assert "n’a pas été exécutée" in made


@pytest.mark.parametrize("content", ["", "[]", '{"cells": 3}', '{"cells": [1]}', '{"cells": [], "metadata": 3}'])
def test_what_is_no_notebook_is_refused_with_a_sentence(content, tmp_path):
    (tmp_path / "x.ipynb").write_text(content)
    with pytest.raises(FileProblem, match="ce n’est pas un carnet"):
        hand_in(tmp_path / "x.ipynb")
    with pytest.raises(FileProblem, match="introuvable"):
        hand_in(tmp_path / "absent.ipynb")


def test_without_a_browser_the_page_is_there_to_hand_in(tmp_path, monkeypatch):
    (tmp_path / "x.ipynb").write_text(json.dumps(book({"cell_type": "markdown", "source": "# T"})))
    monkeypatch.setattr(sys.modules["crm_course.site.handing"], "find_browser", lambda: None)
    with pytest.raises(CourseError, match=r"x\.html"):
        hand_in(tmp_path / "x.ipynb", form="pdf")
    assert (tmp_path / "x.html").exists()


def test_a_kernel_that_nobody_draws_for_leaves_a_picture(monkeypatch):
    shell = types.SimpleNamespace(kernel=object())
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    for name in ("JPY_SESSION_NAME", "VOILA_BASE_URL", "VOILA_PREHEAT"):
        monkeypatch.delenv(name, raising=False)
    chart = theme.titled(CHART, "T", description="D")
    drawn = alt.renderers.get()(chart.to_dict())[0]
    assert drawn["image/png"].startswith("iVBOR")
    assert set(theme.bundle(chart)[0]) == {theme.MIME, "text/plain"}, "an explorer draws by itself, at every step"
    monkeypatch.setenv("JPY_SESSION_NAME", "a.ipynb")
    assert "image/png" not in alt.renderers.get()(chart.to_dict())[0]


def test_a_lesson_executed_by_nbconvert_shows_its_chart_and_exports_as_the_course_s_page(tmp_path):
    made = nbformat.v4.new_notebook(cells=[
        nbformat.v4.new_markdown_cell("# Un seuil\n\n$$\\frac{F}{m}$$"),
        nbformat.v4.new_code_cell("from crm_course import experience\nexperience.answers_chart(experience.nps([10, 9, 3]))"),
    ])  # fmt: skip
    nbformat.write(made, tmp_path / "a.ipynb")
    for target in (
        ["--execute", "--to", "notebook", "--inplace"],
        ["--to", "html", "--output", "stock"],
        ["--to", "crm_course.site.exporter.CourseExporter", "--output", "ours"],
    ):
        done = subprocess.run([sys.executable, "-m", "nbconvert", *target, "a.ipynb"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-800:]
    assert "data:image/png;base64" in (tmp_path / "stock.html").read_text()
    ours = (tmp_path / "ours.html").read_text()
    assert "<svg" in ours
    assert "<math" in ours
