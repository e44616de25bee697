"""Each figure carries its own unit wherever it stands: screen, chart, page, workbook."""

import io

import altair as alt
import openpyxl
import pytest

from crm_course import roi
from crm_course.foundations import theme
from crm_course.foundations.language import speaking


@pytest.fixture(scope="module")
def study():
    """A share, a price per order, a number of orders, days, a rate: 0.8 is a price, 2 000 are orders."""
    lines = (roi.CostLine(name="box", amount=0.8, per="orders"), roi.CostLine(name="van", amount=1.5, per="year"))
    before = roi.Plan(turnover=100_000, variable_rates={"purchases": 0.6}, fixed_costs=20_000)
    after = roi.Plan(turnover=160_000, variable_rates={"purchases": 0.62}, fixed_costs=24_000, volumes={"orders": 2_000}, lines=lines)
    project = roi.Project(investment=30_000, working_capital_days=45, tax_rate=0.25, discount_rate=0.08)
    uncertain = {"box": roi.Triangular(low=0.6, mode=0.8, high=1.9), "orders": roi.Normal(mean=2_000, sd=100)}
    return roi.Study(before=before, after=after, project=project, uncertain=uncertain, scenarios={"cher": {"box": 1.2}}, name="Boîtes")


def test_every_input_has_a_kind_and_only_inputs_have_one(study):
    names = {name for name in study.kinds if not name.startswith("both.")}
    assert names == {*study.inputs}
    assert {name: study.kinds[name] for name in ("box", "van", "orders", "purchases", "working_capital_days", "discount_rate", "before.turnover")} == {
        "box": "price", "van": "money", "orders": "count", "purchases": "share", "working_capital_days": "days", "discount_rate": "share",
        "before.turnover": "money",
    }  # fmt: skip


def test_the_screen_shows_each_with_its_unit(study):
    with speaking("en"):
        frame = roi.readable(roi.critical_values(study, of="npv"))
        planned = frame["Planned"]
        assert (planned["box"], planned["Orders"], planned["Purchases"]) == ("€0.80", "2,000", "62%")
        assert (planned["Days of working capital"], planned["Discount rate"]) == ("45 days", "8%")
        assert frame.loc["box", "Change"].startswith("+€")
        assert frame.loc["Purchases", "Change"].endswith("points")
        assert roi.readable(roi.one_way(study, "box", [0.5, 0.8, 1.2])).index.tolist() == ["€0.50", "€0.80", "€1.20"]
        grid = roi.readable(roi.two_way(study, "orders", [1_000, 2_000], "box", [0.5, 1.5], of="payback"))
        assert (grid.index.tolist(), grid.columns.tolist()) == (["1,000", "2,000"], ["€0.50", "€1.50"])
        assert "€" not in grid.to_numpy().ravel()[0]


def test_the_chart_labels_carry_it_too(study):
    with speaking("en"):
        labels = _labels(roi.tornado_chart(roi.tornado(study, ["box", "orders", "purchases"], swing=0.10)))
        assert {"€0.72", "€0.88", "1,800", "2,200", "55.8%", "68.2%"} <= labels
        cells = roi.two_way_chart(roi.two_way(study, "orders", [1_000, 2_000], "box", [0.5, 1.5]))
        assert {"1,000", "2,000"} <= {row["down"] for row in _rows(cells) if "down" in row}
        assert {"€0.50", "€1.50"} <= {row["across"] for row in _rows(cells) if "across" in row}
        years = _text(roi.tornado_chart(roi.tornado(study, ["box"], of="payback"), of="payback"))
        assert "€" not in years["subtitle"]


def test_the_documents_carry_it_too(study):
    with speaking("en"):
        page = roi.to_html(study).decode()
        assert "<td>€0.80</td>" in page
        assert "<td>2,000</td>" in page
        assert "<td>€2,000</td>" not in page
        book = openpyxl.load_workbook(io.BytesIO(roi.to_xlsx(study)))
    shown = [(row[0].value, cell.number_format) for sheet in book for row in sheet.iter_rows(max_col=3) for cell in row[1:]
             if row[0].value in ("box", "Orders") and isinstance(cell.value, int | float) and "$" not in cell.number_format]  # fmt: skip
    assert {form for name, form in shown if name == "Orders"} >= {"#,##0.##"}
    assert [form for name, form in shown if name == "box" and "0.00" in form and "€" in form]
    assert not [form for name, form in shown if name == "box" and "%" in form]


def test_a_name_with_a_point_is_a_name():
    rows = {"Fourn. et mat. premières": 0.42}
    before = roi.Plan(turnover=780_000, variable_rates=rows, fixed_costs=327_000, lines=(roi.CostLine(name="Assur. pro.", amount=4_000),))
    after = roi.Plan(turnover=930_000, variable_rates=rows, fixed_costs=381_000, lines=(roi.CostLine(name="Assur. pro.", amount=5_000),))
    study = roi.Study(before=before, after=after)
    gain = study.outcome("gain")
    assert study.having({"Fourn. et mat. premières": 0.60}).outcome("gain") == pytest.approx(gain - 0.18 * 930_000)
    assert study.having({"Assur. pro.": 90_000}).outcome("gain") == pytest.approx(gain - 85_000)
    assert study.having({"before.Assur. pro.": 0}).outcome("gain") == pytest.approx(gain - 4_000)
    assert study.having({"both.Fourn. et mat. premières": 0.40}).outcome("gain") == pytest.approx(gain + 0.02 * 150_000)
    assert roi.tornado(study, ["Fourn. et mat. premières"])["swing"].iloc[0] > 0
    assert roi.critical_values(study)["critical"].notna().any()
    assert "Fourn. et mat. premières" in roi.readable(roi.critical_values(study)).index


def test_a_name_like_one_of_ours_is_moved_where_it_stands():
    plan = roi.Plan(turnover=100.0, variable_rates={}, fixed_costs=10.0, lines=(roi.CostLine(name="before.rent", amount=5.0),))
    study = roi.Study(before=plan, after=plan)
    assert study.having({"before.rent": 9.0}).outcome("gain") == pytest.approx(-4.0)
    assert study.having({"before.before.rent": 9.0}).outcome("gain") == pytest.approx(4.0)


def test_without_a_study_the_explorers_open_an_example():
    assert roi.explorer().view.subject == roi.explorer(roi.explorer().view.subject).view.subject
    assert roi.cash_explorer().view.sentence


def _rows(chart: alt.Chart) -> list[dict]:
    spec = theme.bundle(chart)[0][theme.MIME]
    return [row for rows in spec["datasets"].values() for row in rows]


def _labels(chart: alt.Chart) -> set[str]:
    return {str(row["label"]) for row in _rows(chart) if "label" in row}


def _text(chart: alt.Chart) -> dict:
    title = theme.bundle(chart)[0][theme.MIME]["title"]
    return {key: " ".join(value) if isinstance(value, list) else value for key, value in title.items()}
