"""Charts: the finding as title, a text alternative, marks where the figures are, both languages."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from crm_course import cases, roi
from crm_course.foundations import theme
from crm_course.foundations.language import speaking


def spec(chart):
    return theme.bundle(chart)[0][theme.MIME]


def title(chart):
    return " ".join(spec(chart)["title"]["text"]).replace("\u202f", " ").replace("\u00a0", " ")


def rows(chart):
    return [row for data in spec(chart)["datasets"].values() for row in data]


def charts(study, shop, extra):
    quote = roi.Study(before=shop, after=extra, through="online", project=roi.Project(investment=60_000))
    return [
        roi.result_chart(study.comparison), roi.result_chart(quote.comparison), roi.gain_chart(study.comparison),
        roi.break_even_chart(shop, study.after), roi.break_even_chart(shop, study.after, roi.Season(shares=roi.RETAIL)),
        roi.tornado_chart(roi.tornado(study)), roi.distribution_chart(roi.simulate(study, rng=1, draws=5_000)),
        roi.two_way_chart(roi.two_way(study, "turnover", [1.5e6, 1.64e6], "purchases", [0.66, 0.68]), present={"turnover": 1.64e6, "purchases": 0.68}),
        roi.cash_flow_chart(quote.flows.project, 0.08), roi.npv_chart([-100, 230, -132]),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_chart_has_title_subtitle_and_alternative(study, shop, extra, language):
    with speaking(language):
        for chart in charts(study, shop, extra):
            made = spec(chart)
            assert made["title"]["text"][0]
            assert made["title"]["subtitle"]
            assert len(made["description"]) > 20
            assert "{" not in title(chart)


def test_titles_state_the_finding(study, shop, omni):
    assert title(roi.result_chart(study.comparison)).startswith("Il faut 1 607 692 €")
    assert title(roi.gain_chart(study.comparison)) == "+138 600 € grâce au volume, mais il ne reste que +8 400 €"
    seasonal = roi.break_even_chart(shop, omni, roi.Season(shares=roi.RETAIL))
    assert title(seasonal) == "Le seuil est atteint le 4 août 2026 au lieu du 18 juil. 2026"
    with speaking("en"):
        assert title(roi.npv_chart([-100, 230, -132])) == "The value is zero several times: at 10% and 20%"
        assert title(roi.npv_chart([1, 2])) == "No rate makes the value zero"
        assert title(roi.cash_flow_chart([-100, 40, 40], 0.08)) == "The money is not back within 2 years"
        assert title(roi.cash_flow_chart([-100, 80, 40], 0.08)) == "The money is back after 1.5 years"


def test_awkward_plans_still_draw(shop, omni):
    hopeless = replace(omni, variable_rates={"all": 1.1})
    assert title(roi.result_chart(roi.compare(shop, hopeless))).startswith("Aucun chiffre d’affaires")
    assert "ne sont pas couvertes" in title(roi.break_even_chart(shop, hopeless))
    assert title(roi.break_even_chart(hopeless, omni)).startswith("Avec le projet, le seuil")
    roi.result_chart(roi.compare(replace(shop, turnover=0), replace(omni, turnover=0)))
    roi.gain_chart(roi.compare(shop, shop))


def test_marks_stand_where_the_figures_are(study):
    points = [row for row in rows(roi.result_chart(study.comparison)) if row.get("kind") == "break_even"]
    assert {round(row["turnover"]) for row in points} == {571_429, 846_154}
    bars = [row for row in rows(roi.distribution_chart(roi.simulate(study, rng=1, draws=20_000))) if "share" in row]
    assert sum(row["share"] for row in bars) == pytest.approx(1, abs=0.005)
    assert sum(row["share"] for row in bars if row["kind"] == "gain") == pytest.approx(0.653, abs=0.02)
    assert all(row["start"] >= -1e-6 for row in bars if row["kind"] == "gain")


def test_tables_speak_the_reader_s_language(study):
    frame = roi.readable(roi.critical_values(study))
    assert frame.index[0] == "Achats"
    assert frame.loc["Chiffre d’affaires HT", "Valeur critique"] == "1\u202f607\u202f692\u00a0€"
    with speaking("en"):
        table = roi.statement(study.before, study.after)
        assert table.loc["Result"].tolist() == ["€198,000", "€206,400"]
        assert roi.readable(pd.DataFrame({"gain": [np.nan, np.inf]}, index=[0, 1])).iloc[:, 0].tolist() == ["–", "∞"]


def test_fixed_costs_are_the_same_in_every_table_and_a_share_changes_by_points():
    with speaking("fr"):
        van = roi.CostLine(name="Fourgon", amount=6_000)
        study = cases.sens_confort().study
        study = replace(study, after=replace(study.after, lines=(van,)))
        stated = roi.statement(study.before, study.after)
        assert stated.loc["− Charges fixes"].iloc[1] == roi.readable(roi.critical_values(study)).loc["Charges fixes", "Prévu"]
        assert stated.loc["− Fourgon"].tolist()[1].startswith("6")
        gaps = roi.readable(roi.critical_values(study))["Écart"]
        assert "point" in gaps["Achats"]
        assert "€" in gaps["Charges fixes"]


@pytest.mark.parametrize(("mean", "ways"), [(1e6, ["left", "left"]), (0.0, ["left", "right"]), (-1e6, ["right", "right"])])
def test_the_labels_of_the_risk_stand_where_there_is_room(mean, ways):
    study = replace(cases.sens_confort().study, uncertain={"turnover": roi.Normal(mean=1_640_000, sd=82_000)})
    richer = study.having({"before.fixed_costs": 180_000 + max(mean, 0), "fixed_costs": 220_000 + max(-mean, 0)})
    drawn = roi.simulate(richer, draws=2_000, rng=1)
    layers = roi.distribution_chart(drawn).to_dict()["layer"]
    assert [layer["mark"]["align"] for layer in layers if layer["mark"]["type"] == "text"] == ways
