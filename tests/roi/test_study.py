"""One decision: its inputs by name, what-ifs, outcomes, and the file that brings it back."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_course import roi
from crm_course.foundations.errors import FileProblem, InvalidValue, UnknownName


@pytest.fixture(scope="module")
def full(shop, extra):
    lines = (roi.CostLine(name="van", amount=9_000.0, per="orders", every=2_000.0), roi.CostLine(name="rent", amount=1_200.0))
    return roi.Study(
        name="Site & salle « pilote »",
        before=shop,
        after=replace(extra, volumes={"orders": 3_100.0}, lines=lines),
        through="online",
        project=roi.Project(investment=60_000.0, ramp_up=(0.4, 0.7, 1.0), loan=roi.Loan(amount=1 / 3, rate=0.05, years=4)),
        season=roi.Season(shares=roi.RETAIL, closed_weekdays=(6,), closed_dates=(dt.date(2026, 12, 25),)),
        uncertain={
            "growth": roi.uplift_prior(0.26, 0.10, 0.42),
            "both.purchases": roi.Triangular(low=0.66, mode=0.68, high=0.7),
            "returns": roi.Beta(a=3.0, b=97.0),
            "fixed_costs": roi.LogNormal(mean=220_000.0, sd=5_000.0),
            "delivery": roi.Empirical(values=(0.01, 0.02, 0.1 + 0.2)),
        },
        correlations=(("growth", "returns", 0.3),),
        scenarios={"prudent": {"turnover": 1_500_000.0}, "sans site": {"online": 0.0}},
        assumptions=(roi.Assumption(text="Le site ne prend rien au magasin", source="devis du 3 mars"),),
    )


def test_inputs_and_what_ifs(study, shop):
    assert study.inputs["before.turnover"] == 1_200_000
    assert study.having(growth=0.30).after.turnover == pytest.approx(1_560_000)
    assert study.having({"before.turnover": 1_000_000}).outcome("gain") == pytest.approx(206_400 - 135_000)
    assert study.having({"before.turnover": 1_000_000, "growth": 0.5}).after.turnover == 1_500_000
    both = study.having({"both.purchases": 0.70})
    assert both.outcome("gain") == pytest.approx(8_400 - 0.02 * 440_000)
    assert both.before.variable_rates["purchases"] == both.after.variable_rates["purchases"] == 0.70
    assert study.having(purchases=0.70).before == shop
    assert study.having(fixed_costs=228_400).outcome("gain") == pytest.approx(0, abs=1e-6)
    assert study.having({}) == study


def test_channels_volumes_and_lines_are_inputs_too(full):
    assert full.having(online=400_000).after.turnover == pytest.approx(1_600_000)
    assert full.having(orders=4_100).after.structure_costs == 220_000 + 27_000 + 1_200
    assert full.having(rent=0).outcome("gain") == pytest.approx(full.outcome("gain") + 1_200)
    assert full.having(turnover=1_500_000).after.channels["online"] == pytest.approx(300_000)
    assert full.having(investment=0).outcome("npv") > full.outcome("npv")


def test_outcomes_broadcast_over_scenarios(full):
    turnovers = np.linspace(1.3e6, 1.9e6, 7)
    together = full.having(turnover=turnovers)
    for name in roi.OUTCOMES:
        row = np.broadcast_to(together.outcome(name), 7)
        one = [full.having(turnover=float(turnover)).outcome(name) for turnover in turnovers]
        assert row == pytest.approx(one, nan_ok=True), name
    assert full.outcome("npv") == pytest.approx(roi.npv(0.08, full.flows.project))


def test_the_study_speaks(full, study):
    assert "net present value at 8%" in full.sentence("en")
    assert study.sentence("en") == study.comparison.sentence("en")


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda s: s.having(turnovr=1), UnknownName, 'Did you mean "turnover"'),
        (lambda s: s.having({"both.packaging": 0.1}), UnknownName, "input must be one of"),
        (lambda s: s.having(turnover=1e6, growth=0.1), InvalidValue, "growth must be left out when the turnover is given"),
        (lambda s: s.outcome("profit"), UnknownName, "of must be one of"),
        (lambda s: s.having(purchases=68), InvalidValue, r"Did you mean 0\.680"),
        (lambda s: replace(s, uncertain={"turnovers": roi.Normal(mean=1, sd=1)}), UnknownName, 'Did you mean "turnover"'),
        (lambda s: replace(s, scenarios={"a": {"x": 1}}), UnknownName, "input must be one of"),
        (lambda s: replace(s, correlations=(("turnover", "returns", 0.5),)), UnknownName, "correlations must be one of"),
        (lambda s: replace(s, correlations=(("turnover", "turnover", 0.5),)), InvalidValue, "two different inputs"),
        (lambda s: replace(s, through="web"), UnknownName, "through must be one of"),
    ],
)
def test_bad_names_and_circles(study, call, error, words):
    with pytest.raises(error, match=words):
        call(study)


# -- files --------------------------------------------------------------------------------


def test_a_study_comes_back_as_it_went(full, tmp_path):
    path = full.save(tmp_path / "étude.json")
    assert roi.Study.from_file(path) == full
    assert roi.Study.from_file(str(path)).outcome("npv") == full.outcome("npv")
    assert [file.name for file in tmp_path.iterdir()] == ["étude.json"]
    content = json.loads(path.read_text(encoding="utf-8"))
    assert (content["format"], content["version"]) == ("crm-course/roi-study", 1)


@given(st.floats(0, 1e12), st.floats(0, 0.999), st.floats(0, 1e9), st.text(max_size=20))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_in_the_file(tmp_path, turnover, share, fixed, name):
    plan = roi.Plan(turnover=turnover, variable_rates={name or "x": share}, fixed_costs=fixed)
    study = roi.Study(name=name.replace("\udc00", ""), before=plan, after=plan)
    assert roi.Study.from_file(study.save(tmp_path / "s.json")) == study


def test_numpy_scalars_are_saved_and_arrays_are_refused(study, tmp_path):
    saved = study.having(fixed_costs=np.float64(1.5)).save(tmp_path / "a.json")
    assert roi.Study.from_file(saved).after.fixed_costs == 1.5
    with pytest.raises(InvalidValue, match=r"study\.after\.turnover must be a single finite value"):
        study.having(turnover=np.array([1.0, 2.0])).save(tmp_path / "b.json")
    assert not (tmp_path / "b.json").exists()


def test_a_failed_save_leaves_the_old_file(study, tmp_path, monkeypatch):
    path = study.save(tmp_path / "s.json")
    before = path.read_bytes()

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(FileProblem, match="Nothing is lost"):
        study.having(turnover=1.0).save(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(study, tmp_path):
    with pytest.raises(FileProblem, match="could not be saved"):
        study.save(tmp_path / "nowhere" / "s.json")
    with pytest.raises(FileProblem, match="there is no file there"):
        roi.Study.from_file(tmp_path / "nothing.json")


def mangled(text, **changes):
    content = json.loads(text)
    content.update(changes)
    return json.dumps(content)


@pytest.mark.parametrize(
    ("mangle", "words"),
    [
        (lambda text: text[: len(text) // 2], r"damaged at line \d+, column \d+"),
        (lambda text: "", "damaged at line 1"),
        (lambda text: "[]", "not a profitability study"),
        (lambda text: "{}", "not a profitability study"),
        (lambda text: mangled(text, version=2), "newer version"),
        (lambda text: mangled(text, version=0), "old or unknown format"),
        (lambda text: mangled(text, version="1"), "old or unknown format"),
        (lambda text: mangled(text, study=None), "study must be a complete record"),
        (lambda text: text.replace('"turnover": 1640000.0', '"turnover": -3'), "turnover must be an amount"),
        (lambda text: text.replace('"turnover": 1640000.0', '"turnover": "a"'), "turnover must be a number"),
        (lambda text: text.replace('"turnover": 1640000.0', '"turnover": NaN'), "turnover must be a finite number"),
        (lambda text: text.replace('"fixed_costs": 180000.0', '"fixed": 1'), r"study\.before must be complete.*unknown: fixed; missing: fixed_costs"),
        (lambda text: text.replace('"kind": "normal"', '"kind": "gauss"'), r"study\.uncertain\.turnover\.kind must be one of"),
        (lambda text: text.replace('"uncertain": {', '"uncertain": [], "x": {'), "unknown: x"),
        (lambda text: text.replace('"closed_dates": []', '"closed_dates": ["31/12/2026"]'), r"study\.season must be a complete record"),
    ],
)  # fmt: skip
def test_damaged_files_say_what_and_where_and_stay_as_they_are(study, tmp_path, mangle, words):
    path = study.save(tmp_path / "s.json")
    damaged = mangle(path.read_text(encoding="utf-8"))
    path.write_text(damaged, encoding="utf-8")
    with pytest.raises(FileProblem, match=words) as caught:
        roi.Study.from_file(path)
    assert "s.json" in str(caught.value)
    assert caught.value.message("fr")
    assert path.read_text(encoding="utf-8") == damaged


def test_a_file_that_is_not_text(tmp_path):
    path = tmp_path / "s.json"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(FileProblem, match="not a text file"):
        roi.Study.from_file(path)


@pytest.mark.parametrize("name", ["growth", "turnover", "fixed_costs", "investment", "tax_rate"])
def test_a_cost_cannot_take_the_name_of_a_setting(name):
    """Two figures would answer to one name, and the wrong one would move."""
    plan = roi.Plan(turnover=100_000, variable_rates={name: 0.5}, fixed_costs=20_000)
    with pytest.raises(InvalidValue, match="another name"):
        roi.Study(before=plan, after=plan)


@pytest.mark.parametrize("name", ["", " ", "\n", "Fourn. et mat. premières", "before.x", "=1+1", "é’«»"])
def test_any_other_name_is_an_input(name):
    before, after = (
        roi.Plan(turnover=turnover, variable_rates={"purchases": 0.4, name: 0.1}, fixed_costs=300_000) for turnover in (800_000, 900_000)
    )
    study = roi.Study(before=before, after=after)
    assert study.having({name: 0.2}).outcome("gain") == pytest.approx(study.outcome("gain") - 90_000)
    assert roi.tornado(study).loc[name, "swing"] > 0
    assert roi.financial_forecast(study, past=before).balance.loc["gap"].abs().max() < 0.005
