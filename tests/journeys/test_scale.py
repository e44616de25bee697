"""The same figures from numpy, DuckDB and Spark."""

import importlib.util
import shutil

import numpy as np
import pandas as pd
import pytest

from crm_course import journeys
from crm_course.foundations.errors import MissingPart
from crm_course.journeys import scale

pytest.importorskip("ibis", reason="the extra crm-course[scale] is not installed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning")


@pytest.fixture(scope="module")
def events(make_log):
    frame = make_log(np.random.default_rng(6), rows=20_000, customers=1500)
    return frame.assign(
        customer_id=frame["customer_id"].astype(str), ts=frame["ts"].astype("datetime64[us]"), converted=frame["converted"].astype(bool)
    )


@pytest.fixture(scope="module")
def duck(events):
    return scale.table(events)


def as_frame(expression, by):
    return expression.to_pandas().sort_values(by, ignore_index=True)


def check(log, events):
    """Every reduction of `log` beside numpy's."""
    built = journeys.build(events)
    counts = as_frame(scale.transition_counts(log), ["source", "target"])
    pd.testing.assert_frame_equal(counts, journeys.transitions(built)[["source", "target", "count"]], check_dtype=False)
    pd.testing.assert_frame_equal(scale.removal_effects(counts), journeys.removal_effects(built))
    short = journeys.build(events, max_touches=6).paths
    found = scale.path_table(log, longest=6).to_pandas().sort_values(["journeys", "path"], ascending=[False, True], ignore_index=True)
    pd.testing.assert_frame_equal(found[list(short.columns)], short, check_dtype=False)
    credits = scale.window_credits(log).to_pandas().set_index("channel").sort_index()
    for model in ("first", "last", "linear", "position", "time-decay"):
        expected = journeys.attribute(built, model).set_index("channel").sort_index()["credit"]
        np.testing.assert_allclose(credits[model.replace("-", "_")], expected, rtol=1e-9)


def test_duckdb_gives_the_same_figures(duck, events):
    check(duck, events)


def test_rfm_table_is_counted_again_with_pandas(duck, events):
    check_rfm(duck, events)


def check_rfm(log, events):
    """The RFM table of `log` beside one made with pandas."""
    found = as_frame(scale.rfm_table(log), "customer_id")
    bought = events[events["converted"]].groupby("customer_id").agg(latest=("ts", "max"), purchases=("ts", "size"), value=("value", "sum"))
    assert found["customer_id"].tolist() == bought.index.tolist()
    assert found["purchases"].tolist() == bought["purchases"].tolist()
    np.testing.assert_allclose(found["value"], bought["value"])
    np.testing.assert_allclose(found["days_since_last"], (events["ts"].max() - bought["latest"]).dt.total_seconds() / 86_400)


def test_parquet_without_values_and_with_anonymous_rows(events, tmp_path):
    some = events.drop(columns="value").assign(customer_id=events["customer_id"].where(events.index % 7 > 0))
    some.to_parquet(tmp_path / "log.parquet")
    counts = as_frame(scale.transition_counts(scale.table(tmp_path / "log.parquet"), gap_days=5), ["source", "target"])
    expected = journeys.transitions(journeys.build(some, gap_days=5))
    pd.testing.assert_frame_equal(counts, expected[["source", "target", "count"]], check_dtype=False)


def test_without_the_extra_the_way_out_is_said(monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(scale.importlib, "import_module", absent)
    with pytest.raises(MissingPart, match=r"pip install 'crm-course\[scale\]'"):
        scale.table("log.parquet")


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_spark_gives_the_same_figures(events, tmp_path):
    import ibis
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC").config("spark.sql.warehouse.dir", str(tmp_path)).getOrCreate()
    )  # fmt: skip
    try:
        path = tmp_path / "events.parquet"
        some = events.head(4000)
        some.to_parquet(path)
        log = scale.table(path, ibis.pyspark.connect(session))
        check(log, some)
        check_rfm(log, some)
    finally:
        session.stop()
