"""What an explorer tells of itself, and takes up again; charts that are drawn as wide as their place."""

import json

import ipywidgets as widgets
import pytest

from crm_course import cases, roi
from crm_course.foundations import theme
from crm_course.foundations.keeping import Kept
from crm_course.foundations.language import Text
from crm_course.foundations.panel import Number, Panel, View

TITLE = Text(fr="Combien ?", en="How many?")


def panel():
    return Panel(TITLE, [Number("count", TITLE, 10.0)], lambda count: View(sentence=f"{count:g}"))


def test_the_state_follows_each_move_and_is_taken_up_elsewhere():
    one, other = Kept(panel()), Kept(panel())
    before = one.state
    one.explorer.set(count=25)
    one.explorer.keep("A")
    assert one.state != before
    assert json.loads(one.state) == [one.explorer.kept()]
    other.restore(one.state)
    assert other.explorer.values == {"count": 25.0}
    assert other.explorer.scenarios == one.explorer.scenarios
    assert other.state == one.state


def test_panels_in_tabs_are_kept_each():
    two = widgets.VBox([widgets.HTML(), widgets.Tab([panel(), panel()])])
    kept = Kept(two)
    two.children[1].children[1].set(count=7)
    again = Kept(widgets.VBox([widgets.HTML(), widgets.Tab([panel(), panel()])]))
    again.restore(kept.state)
    assert [one["values"]["count"] for one in json.loads(again.state)] == [10.0, 7.0]


@pytest.mark.parametrize("state", ["nonsense", "[]", "[1]", '[{"format": "other"}]', "{}"])
def test_a_state_that_does_not_fit_is_said_and_changes_nothing(state):
    kept = Kept(panel())
    before = kept.state
    kept.restore(state)
    assert "crm-problem" in kept._note.value
    assert kept.state == before


def test_a_large_file_is_not_sent_at_each_move():
    kept = Kept(panel())
    kept.explorer._controls["count"]._value = type("Table", (), {"size": 10**6, "columns": ()})()
    assert kept.state == ""


def test_the_owner_s_desk_is_kept_with_its_form():
    study = cases.sens_confort().study
    kept, again = (Kept(roi.desk(study, example=True)) for _ in range(2))
    desk = kept.explorer
    desk.year.set(fixed_costs=200_000)
    desk._toggle_form()
    desk._form.children[0]._lines.children[1].children[4].value = "Compta 2025"
    again.restore(kept.state)
    assert again._note.value == ""
    assert again.explorer.study.after.fixed_costs == 200_000
    assert again.explorer._form.children[0].rows()[1].source == "Compta 2025"
    again.explorer._form.children[0]._pressed()
    assert again.explorer.study.assumptions == (roi.study.Assumption(text="Achats", source="Compta 2025"),)


def test_a_chart_is_drawn_narrower_by_what_is_too_much():
    shown = roi.explorer()
    slot = shown._slots[0]
    wide = theme.plot_width(slot._data[theme.MIME])
    shown.fit({slot.name: (wide + 120, 400)})
    assert theme.plot_width(slot._data[theme.MIME]) == 280
    shown.fit({slot.name: (400, 400), "crm-slot-x": (9, 1)})
    shown.set(turnover=1_500_000)
    assert theme.plot_width(slot._data[theme.MIME]) == 280


def test_half_a_state_is_never_told():
    """A page that is left while it takes up its work keeps all of it, or what it had."""
    study = cases.sens_confort().study
    kept, again = (Kept(roi.desk(study, example=True)) for _ in range(2))
    kept.explorer._toggle_form()
    told = []
    again._out.observe(lambda change: told.append(change["new"]), "value")
    again._in.value = kept.state
    assert len(told) == 1
    assert again.state == kept.state
