import json

import altair as alt
import pandas as pd
import pytest

from crm_course.foundations import theme
from crm_course.foundations.errors import FileProblem, InvalidValue
from crm_course.foundations.language import Text
from crm_course.foundations.panel import Choice, File, Lines, Number, Panel, Share, View

TITLE = Text(fr="Combien ?", en="How many?")
CALLS = Text(fr="Appels", en="Calls")
RULE = Text(fr="un nombre sous 90", en="a number below 90")
INPUTS = [
    Number("calls", CALLS, 40, high=100, unit="€"),
    Share("rate", Text(fr="Taux", en="Rate"), 0.68),
    Choice(
        "way", Text(fr="Voie", en="Way"), ("a", 1), {("a", 1): Text(fr="une", en="one"), ("b", 2): Text(fr="deux", en="two")}, more=True
    ),
    Lines("words", Text(fr="Mots", en="Words"), "ici", more=True),
    File("file", Text(fr="Fichier", en="File"), more=True),
]


def answer(calls, rate, way, words, file):
    if calls > 90:
        raise InvalidValue(CALLS, RULE, calls)
    chart = alt.Chart(pd.DataFrame({"x": [calls], "y": [rate]})).mark_point().encode(x="x:Q", y="y:Q")
    return View(
        sentence=f"{calls * rate:.1f}", charts=[theme.titled(chart, "–", description="–")], figures={"Produit": f"{calls * rate:.1f}"},
        downloads={"now.txt": b"1", "later.txt": lambda: b"2"}, subject=(calls, way),
    )  # fmt: skip


@pytest.fixture
def panel():
    return Panel(TITLE, INPUTS, answer)


def field(panel, name):
    return panel._controls[name]._field


def test_slider_and_field_move_together_in_french_numbers(panel):
    panel._controls["rate"]._slider.value = 70.5
    assert field(panel, "rate").value == "70,5"
    assert panel.values["rate"] == pytest.approx(0.705)
    field(panel, "calls").value = "50,5"
    assert panel.values["calls"] == 50.5
    assert panel._controls["calls"]._slider.value == 51
    assert panel.view.sentence == "35.6"


def test_the_field_is_the_truth_and_a_slider_put_in_its_nearest_place_writes_nothing_back():
    spec = Number("turnover", CALLS, 481_237, high=1_000_000, step=10_000, unit="€")
    panel = Panel(TITLE, [spec], lambda turnover: View(sentence=f"{turnover}"))
    slider = panel._controls["turnover"]._slider
    assert slider.value == 480_000
    slider.value = 480_000.0000001  # what a browser reports of a slider that nobody moved
    assert panel.view.sentence == "481237.0"
    field(panel, "turnover").value = "481 238,1234"
    assert field(panel, "turnover").value == "481\u202f238,1234"
    assert panel.values["turnover"] == 481_238.1234
    slider.value = 490_000
    assert (panel.view.sentence, field(panel, "turnover").value) == ("490000.0", "490\u202f000")


@pytest.mark.parametrize("typed", ["beaucoup", "120", ""])
def test_a_wrong_entry_is_marked_and_the_last_good_answer_stays(panel, typed):
    field(panel, "calls").value = typed
    assert 'role="alert"' in panel._controls["calls"]._problem.value
    assert panel.view.sentence == "27.2"
    assert panel.values["calls"] == 40


def test_a_computation_that_refuses_says_so_and_keeps_the_answer(panel):
    panel.set(calls=95)
    assert "un nombre sous 90" in panel.shown
    assert "27.2" in panel.shown
    assert panel.saved() == Panel(TITLE, INPUTS, answer).saved()  # what is saved is the last good state


def test_a_computation_that_breaks_is_shown_and_not_hidden():
    def broken(calls, **_):
        if calls != 40:
            raise ZeroDivisionError("division by zero")
        return View(sentence="fine")

    panel = Panel(TITLE, INPUTS, broken)
    with pytest.raises(ZeroDivisionError):
        panel.set(calls=41)
    assert "Le calcul a échoué" in panel.shown
    assert "crm-busy" not in panel._dom_classes


def test_undo_goes_back_step_by_step_and_reset_can_be_undone(panel):
    panel.set(calls=50)
    panel.set(calls=60, rate=0.5)
    panel.reset()
    assert panel.values["calls"] == 40
    panel.undo()
    assert (panel.values["calls"], panel.values["rate"]) == (60, 0.5)
    panel.undo()
    panel.undo()
    assert panel.values["calls"] == 40
    assert panel._undo_button.disabled


def test_scenarios_stand_side_by_side_and_one_comes_back(panel):
    panel.keep()
    panel.set(calls=50)
    panel.keep("Plus d’appels")
    panel.set(calls=60)
    for words in ("Scénario A", "Plus d’appels", "Maintenant", "40 €".replace(" ", "\u00a0"), "27.2", "40.8"):
        assert words in panel._table.value
    assert "Taux" not in panel._table.value  # the same everywhere
    panel._back.value = "Plus d’appels"
    assert panel.values["calls"] == 50


def test_what_is_saved_comes_back_as_it_was(panel):
    frame = pd.DataFrame({"a": ["1", "2"]}, dtype=str)
    panel.set(calls=55, rate=0.25, way=("b", 2), words="ligne\nautre", file=frame)
    panel.keep("A")
    content = panel.saved()
    other = Panel(TITLE, INPUTS, answer)
    other.reopen(content, "x.json")
    assert {**other.values, "file": 0} == {**panel.values, "file": 0}
    pd.testing.assert_frame_equal(other.values["file"], frame, check_dtype=False)
    assert list(other.scenarios) == ["A"]
    other.undo()
    assert other.values["calls"] == 40


def edited(content, **changes):
    return json.dumps({**json.loads(content), **changes}).encode()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda content: content[:50], r"abîmé à la ligne \d+, colonne \d+.*Rien n’a changé"),
        (lambda content: b"\xff\xfe\x00", "ne vient pas de cette page"),
        (lambda content: b"[1, 2]", "ne vient pas de cette page"),
        (lambda content: edited(content, question="Other?"), "ne vient pas de cette page"),
        (lambda content: edited(content, version=0), "au format 0"),
        (lambda content: edited(content, values={"calls": 500}), "Appels.*entre 0 et 100"),
        (lambda content: edited(content, values={"calls": "many"}), "Appels.*nombre"),
        (lambda content: edited(content, values={"unknown": 1}), "un réglage de cette page"),
        (lambda content: edited(content, values={"way": 7}), "l’une des possibilités"),
        (lambda content: edited(content, values=3), "réglages par nom"),
        (lambda content: edited(content, values={"file": 3}), "un tableau de textes"),
    ],
)
def test_a_file_that_is_not_one_is_refused_in_words_and_nothing_changes(panel, spoil, words):
    panel.set(calls=50)
    with pytest.raises(FileProblem) as caught:
        panel.reopen(spoil(panel.saved()), "mon.json")
    import re

    assert re.search(words, caught.value.message("fr")), caught.value.message("fr")
    assert panel.values["calls"] == 50
    assert panel._good["calls"] == 50


def test_a_document_is_made_when_it_is_asked_for(panel):
    assert "now.txt" in panel._links.value
    assert "later.txt" not in panel._links.value
    asking = panel._documents.children[1]
    asking.click()
    assert 'class="crm-ready"' in panel._ready.value
    assert "Mg==" in panel._ready.value  # the content, "2"
    panel.set(calls=41)
    assert panel._ready.value == ""  # a document of other figures does not stay
    assert panel._documents.children[1] is asking  # and its button does not flicker


def test_a_chart_is_drawn_again_only_when_it_changes(panel):
    before = panel._slots[0].widget.outputs
    panel.set(words="là")
    assert panel._slots[0].widget.outputs is before
    panel.set(calls=41)
    assert panel._slots[0].widget.outputs is not before


def test_the_code_s_words_about_a_panel_are_short(panel):
    assert len(repr(panel)) < 60
    assert panel.view.subject == (40, ("a", 1))


def test_words_of_others_are_never_markup():
    panel = Panel(TITLE, INPUTS, lambda **_: View(sentence="<script>alert(1)</script>", meaning="<b>", figures={"<i>": "<u>"}))
    panel.keep("<img src=x>")
    shown = panel.shown
    assert not any(tag in shown for tag in ("<script>", "<b>", "<i>", "<u>", "<img"))
