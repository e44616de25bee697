"""Functions, queries and charts are asked what they give; the right one passes, each mistake has its name."""

import altair as alt
import numpy as np
import pandas as pd
import pytest

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text
from crm_course.workbook import Mistake, Question, mark
from crm_course.workbook.chart_facts import facts_of
from crm_course.workbook.produced import inputs_of
from crm_course.workbook.queries import run, stored
from crm_course.workbook.values import plain

T = Text(fr="x", en="x")
ORDERS = pd.DataFrame({"channel": ["web", "shop", "web", "phone"], "amount": [10.0, 20.0, 30.0, 5.0]})

FUNCTION = Question(
    id="a.margin", kind="function", title=T, statement=T,
    answer=lambda given: lambda price, cost: (price - cost) / price,
    inputs=lambda given, rng: [(float(p), float(p * rng.uniform(0.3, 0.9))) for p in rng.uniform(10, 500, 20)],
    mistakes=(Mistake(name="over-cost", value=lambda given: lambda price, cost: (price - cost) / cost, message=T, credit=0.25),),
)  # fmt: skip
QUERY = Question(
    id="a.turnover", kind="sql", title=T, statement=T, tables=lambda given: {"orders": ORDERS},
    answer=lambda given: "SELECT channel, sum(amount) FROM orders GROUP BY channel",
    mistakes=(Mistake(name="counted", value=lambda given: "SELECT channel, count(*) FROM orders GROUP BY channel", message=T),),
)  # fmt: skip


def bars(frame, x="channel:N", y="amount:Q", **options):
    return alt.Chart(frame, title="Le site vend le plus").mark_bar().encode(x=x, y=alt.Y(y, **options))


SUMS = ORDERS.groupby("channel", as_index=False)["amount"].sum()
CHART = Question(
    id="a.chart", kind="chart", title=T, statement=T, answer=lambda given: bars(SUMS),
    mistakes=(Mistake(name="means", value=lambda given: bars(ORDERS, y="mean(amount):Q"), message=T, credit=0.25),),
)  # fmt: skip


def test_a_right_function_passes_and_a_wrong_one_is_named():
    assert mark(FUNCTION, lambda p, c: 1 - c / p, None).correct
    assert mark(FUNCTION, lambda p, c: p / c - 1, None).mistake == "over-cost"
    assert mark(FUNCTION, lambda p, c: 1 / 0, None).credit == 0
    assert mark(FUNCTION, 0.4, None).mistake == "unreadable"


def test_a_function_gets_the_share_of_inputs_that_it_gets_right():
    many = [each[0] for each in inputs_of(FUNCTION, None, 0)]
    half = np.median(many)
    assert mark(FUNCTION, lambda p, c: 1 - c / p if p > half else None, None).credit == pytest.approx(0.5)


def test_inputs_change_with_the_seed_so_that_none_can_be_learnt_by_heart():
    table = dict(zip(inputs_of(FUNCTION, None, 0), [1 - c / p for p, c in inputs_of(FUNCTION, None, 0)], strict=True))
    by_heart = lambda p, c: table.get((p, c))  # noqa: E731
    assert mark(FUNCTION, by_heart, None).correct
    assert mark(FUNCTION, by_heart, None, seed=1).credit == 0


def test_an_answer_that_equals_everything_is_not_a_result():
    class Everything(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert mark(FUNCTION, lambda p, c: Everything(0), None).credit == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT channel AS c, SUM(amount) AS s FROM orders GROUP BY 1 ORDER BY 2",
        SUMS,
        "WITH t AS (SELECT * FROM orders) SELECT channel, total(amount) FROM t GROUP BY channel",
    ],
)
def test_a_query_is_its_rows_whatever_their_order_and_names(query):
    assert mark(QUERY, query, None).correct


def test_a_query_is_partly_right_named_or_unreadable():
    assert mark(QUERY, "SELECT channel, count(*) FROM orders GROUP BY channel", None).mistake == "counted"
    assert mark(QUERY, "SELECT channel, sum(amount) FROM orders WHERE channel != 'web' GROUP BY channel", None).credit == pytest.approx(
        2 / 3
    )
    assert mark(QUERY, "SELECT oups FROM orders", None).mistake == "unreadable"
    assert mark(QUERY, 12, None).mistake == "unreadable"


def test_order_matters_where_the_question_says_so():
    import dataclasses

    ordered = dataclasses.replace(QUERY, ordered=True, answer=lambda given: "SELECT channel FROM orders ORDER BY amount", mistakes=())
    assert mark(ordered, "SELECT channel FROM orders ORDER BY amount", None).correct
    assert not mark(ordered, "SELECT channel FROM orders ORDER BY amount DESC", None).correct


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM orders",
        "ATTACH '/tmp/x.db' AS x",
        "SELECT 1; SELECT 2",
        "PRAGMA writable_schema=1",
        "SELECT load_extension('x')",
        "",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 20000",
        "SELECT length(hex(zeroblob(1000000000)))",
    ],
)
def test_a_query_only_reads(query):
    with pytest.raises(InvalidValue, match="query must be one SELECT"):
        run(query, {"orders": ORDERS})


@pytest.mark.parametrize(
    "chart",
    [
        bars(SUMS),
        bars(ORDERS, y="sum(amount):Q"),
        bars(SUMS, x="amount:Q", y="channel:N"),
        bars(SUMS) + alt.Chart(SUMS).mark_text().encode(x="channel:N", y="amount:Q", text="amount:Q"),
        bars(SUMS.rename(columns={"channel": "Canal", "amount": "CA"}), x="Canal:N", y="CA:Q").properties(width=400),
    ],
)
def test_charts_that_draw_the_same_are_the_same_answer(chart):
    feedback = mark(CHART, chart, None)
    assert feedback.correct, facts_of(chart.to_dict())
    assert mark(CHART, chart.to_dict(), None).correct


def test_a_chart_gets_points_for_its_values_its_mark_and_its_honesty():
    assert mark(CHART, alt.Chart(SUMS, title="x").mark_line().encode(x="channel:N", y="amount:Q"), None).credit == 0.75
    assert mark(CHART, alt.Chart(SUMS).mark_bar().encode(x="channel:N", y="amount:Q"), None).credit == 0.75
    assert mark(CHART, bars(SUMS, scale=alt.Scale(zero=False)), None).credit == 0.75
    assert mark(CHART, bars(ORDERS, y="mean(amount):Q"), None).mistake == "means"
    assert mark(CHART, bars(ORDERS, y="max(amount):Q"), None).credit == 0.5


@pytest.mark.parametrize(
    "spec", [{"mark": "bar"}, {"mark": "bar", "encoding": {"x": {"field": "a"}, "y": {"field": "b"}}, "data": {"url": "x"}}, {}, 3]
)
def test_a_chart_that_cannot_be_read_is_said_to_be(spec):
    assert mark(CHART, spec, None).mistake == "unreadable"


@pytest.mark.parametrize("declared", [{"kind": "function"}, {"kind": "number", "inputs": lambda g, r: []}, {"kind": "sql"}])
def test_a_question_says_what_it_is_asked_on(declared):
    with pytest.raises(InvalidValue, match=r"a function with its inputs|given its tables"):
        Question(**{"id": "a.b", "title": T, "statement": T, "answer": lambda given: 1, **declared})


def test_frames_with_repeated_or_nested_labels_are_plain_too():
    assert plain(pd.Series([1, 2], index=["a", "a"])) == {"a": 2}
    assert plain(pd.DataFrame({"v": [1]}, index=pd.MultiIndex.from_tuples([("a", 1)]))) == {"a 1": 1}
    assert mark(CHART, 10**400, None).mistake == "unreadable"


def test_a_number_too_large_for_a_float_is_refused():
    asked = Question(id="a.b", kind="number", title=T, statement=T, answer=lambda given: 1.0)
    assert mark(asked, 10**400, None).mistake == "unreadable"
    assert mark(asked, float("nan"), None).mistake == "unreadable"


def drawn(labels, values, **options):
    return bars(pd.DataFrame({"channel": labels, "amount": values}), **options)


def test_each_label_is_drawn_once():
    assert mark(CHART, drawn(["web", "WEB", "Web!"], [40, 40, 40]), None).credit == 0
    assert mark(CHART, drawn(["WEB", "Shop", "phone"], [40, 20, 5]), None).correct


def test_a_mapping_with_a_label_twice_is_not_the_one_expected():
    both = Question(
        id="a.both",
        kind="function",
        title=T,
        statement=T,
        inputs=lambda given, rng: [(1,)],
        answer=lambda given: lambda n: {"a": n, "b": n},
    )
    assert mark(both, lambda n: {"A": n, "b": 1.0}, None).correct
    assert not mark(both, lambda n: {"a": n, "A": n}, None).correct


def test_a_chart_of_something_else_earns_nothing_by_its_form():
    assert mark(CHART, drawn(["?"], [0]), None).credit == 0
    assert mark(CHART, drawn(["web", "shop"], [40, 20]), None).credit == 0


@pytest.mark.parametrize(
    "scale",
    [{"domainMin": 4.9}, {"type": "log"}, {"type": "log", "domainMin": 4.9}, {"type": "sqrt"}, {"domain": [4, 50]}, {"zero": False}],
    ids=str,
)
def test_an_axis_that_misleads_costs_its_points(scale):
    assert mark(CHART, bars(SUMS, scale=alt.Scale(**scale)), None).credit == 0.75


@pytest.mark.parametrize("scale", [{"domain": [0, 50]}, {"domainMin": 0}, {"type": "linear"}, {"domainMax": 60}], ids=str)
def test_an_axis_from_zero_is_honest_however_it_is_written(scale):
    assert mark(CHART, bars(SUMS, scale=alt.Scale(**scale)), None).correct


NOT_SPECS = [[], "x", 0, None, {}, {"type": []}, [[1]], {"field": ["a"]}, {"scale": {"domain": [None]}}]


@pytest.mark.parametrize("twist", ["mark", "encoding", "data", "layer", "title", "datasets", "transform"])
@pytest.mark.parametrize("body", NOT_SPECS, ids=str)
def test_whatever_a_specification_holds_is_read_or_refused_in_words(twist, body):
    whole = bars(SUMS).to_dict()
    for spec in (
        {**whole, twist: body},
        {**whole, "encoding": {**whole["encoding"], "x": body}},
        {**whole, "encoding": {**whole["encoding"], "y": body}},
    ):
        assert mark(CHART, spec, None).credit <= 1


@pytest.mark.parametrize(
    "values", [[{"a": [1], "b": 2}], [{"a": {}, "b": 2}], [{"a": "x", "b": []}], [{"a": "x", "b": {}}], [{"b": 1}], [{}]], ids=str
)
def test_labels_and_values_of_any_sort_are_read_or_refused_in_words(values):
    chart = alt.Chart(alt.Data(values=values), title="x").mark_bar().encode(x="a:N", y="b:Q")
    assert mark(CHART, chart, None).credit == 0


def test_results_for_other_inputs_are_no_results():
    from crm_course.workbook.produced import Results

    assert mark(FUNCTION, Results([0.5]), None).credit == 0
    assert mark(FUNCTION, Results([0.5] * 100), None).credit == 0


VISITS = pd.DataFrame(
    {"channel": ["web", "shop", "web"], "at": pd.to_datetime(["2026-01-05 09:00", "2026-01-05 00:00", "2026-01-06 10:30"])}
)
DATED = Question(
    id="a.dated", kind="sql", title=T, statement=T, tables=lambda given: {"visits": VISITS},
    answer=lambda given: "SELECT channel, at FROM visits WHERE at >= '2026-01-05 08:00'",
)  # fmt: skip


@pytest.mark.parametrize("typed", [VISITS.iloc[[2, 0]], "SELECT channel, at FROM visits WHERE channel = 'web'"])
def test_dates_in_rows_are_dates_whether_a_query_or_a_frame_gives_them(typed):
    assert mark(DATED, typed, None).correct


def test_an_answer_in_rows_may_be_declared_as_a_frame_with_dates_and_holes():
    import dataclasses

    frame = pd.DataFrame({"channel": ["web", "shop"], "last": [pd.Timestamp("2026-01-06 10:30"), pd.NaT], "n": [2.0, None]})
    asked = dataclasses.replace(DATED, answer=lambda given: frame)
    told = "SELECT 'web', '2026-01-06 10:30:00', 2 UNION ALL SELECT 'shop', NULL, NULL"
    assert mark(asked, told, None).correct
    assert mark(asked, frame, None).correct


def test_a_stored_database_answers_as_its_tables_do():
    tables = {"visits": VISITS.assign(amount=[0.1 + 0.2, 1e-13, 3.0], sure=[True, False, True])}
    for query in ("SELECT * FROM visits", "SELECT at FROM visits WHERE at > '2026'", "SELECT typeof(at), typeof(sure), amount FROM visits"):
        pd.testing.assert_frame_equal(run(query, stored(tables)), run(query, tables))
