"""The star says what the store says, to the cent; nothing can be written to it, and who was erased is in no byte of it."""

import datetime as dt
import shutil
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest

pytest.importorskip("duckdb", reason="the part « warehouse » is not installed")
pytest.importorskip("adbc_driver_sqlite", reason="the part « warehouse » is not installed")
pytest.importorskip("pyarrow", reason="the part « warehouse » is not installed")

import duckdb

from crm_course import crm, synthetic, warehouse
from crm_course.foundations.errors import FileProblem, InvalidValue, UnknownName
from crm_course.warehouse.building import current


@pytest.fixture(scope="module")
def world():
    return synthetic.world("chez-vous", customers=100, seed=3, months=6)


@pytest.fixture(scope="module")
def made(world, tmp_path_factory):
    """A store and its warehouse, made once; each test has a copy."""
    folder = tmp_path_factory.mktemp("made")
    with crm.open(f"sqlite:///{folder}/shop.db") as opened:
        opened.load(world)
        warehouse.build(opened, folder / "house", at=dt.datetime(2026, 1, 5))
    return folder


@pytest.fixture
def store(made, tmp_path):
    shutil.copy(made / "shop.db", tmp_path / "shop.db")
    with crm.open(f"sqlite:///{tmp_path}/shop.db") as opened:
        yield opened


@pytest.fixture
def built(made, tmp_path):
    shutil.copytree(made / "house", tmp_path / "house")
    return tmp_path / "house"


def test_the_star_says_what_the_store_says_to_the_cent(world, built):
    orders = world.tables["orders"]
    found = warehouse.query(
        built, "SELECT channel, count(*) AS orders, sum(total_cents) AS cents FROM fact_sales GROUP BY channel ORDER BY channel"
    )
    expected = orders.assign(channel=orders["channel"].astype(str)).groupby("channel")["total_cents"].agg(["count", "sum"])
    assert found["cents"].tolist() == expected["sum"].tolist()
    assert found["orders"].tolist() == expected["count"].tolist()
    assert found["cents"].dtype == "int64"
    assert warehouse.quality(built)["passed"].all()


def test_a_store_in_memory_gives_the_same_star(world, built, tmp_path):
    with crm.open("sqlite://") as other:
        other.load(world)
        warehouse.build(other, tmp_path / "other", at=dt.datetime(2026, 1, 5))
    for name in ("fact_sales", "fact_interactions", "fact_order_lines", "dim_customer", "dim_date"):
        sql = f"SELECT * FROM {name}"
        pd.testing.assert_frame_equal(warehouse.query(built, sql), warehouse.query(tmp_path / "other", sql))


def test_a_join_of_lines_doubles_turnover_and_the_mart_does_not(world, built):
    wrong = warehouse.query(built, "SELECT sum(total_cents) AS cents FROM fact_sales JOIN fact_order_lines USING (order_id)")["cents"][0]
    right = warehouse.query(built, "SELECT sum(total_cents) AS cents FROM mart_marketing")["cents"][0]
    orders = world.tables["orders"]
    named = orders[orders["customer_id"].notna() & (orders["status"] != "cancelled")]
    assert right == named["total_cents"].sum() < orders["total_cents"].sum() < wrong
    assert len(warehouse.query(built, "FROM mart_after_sales")) == len(world.tables["customers"])


@pytest.mark.parametrize(
    "sql",
    [
        "DROP VIEW fact_sales", "COPY fact_sales TO 'out.csv'", "SELECT 1; SELECT 2", "SET threads = 1", "ATTACH 'x.db'", "INSTALL httpfs", "",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO 'out.csv'", "/* */ EXPLAIN ANALYZE CREATE TABLE t AS SELECT 1", "CREATE TABLE t AS SELECT 1",
        "WITH a AS (SELECT 1) INSERT INTO fact_sales SELECT * FROM a", "PRAGMA database_list", "CALL duckdb_settings()", "EXPORT DATABASE 'x'",
    ],
)  # fmt: skip
def test_anything_but_a_reading_statement_is_refused(built, sql):
    files = sorted(built.rglob("*"))
    with pytest.raises(InvalidValue, match="sql must be a single reading statement"):
        warehouse.query(built, sql)
    assert sorted(built.rglob("*")) == files


@pytest.mark.parametrize(
    "sql", ["SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM '../shop.db'", "SELEC 1", "SELECT nothing FROM fact_sales"]
)
def test_what_is_not_of_the_warehouse_gets_a_sentence(built, sql):
    with pytest.raises(InvalidValue, match="a query that the warehouse understands"):
        warehouse.query(built, sql)


def test_a_plan_may_be_read(built):
    assert len(warehouse.query(built, "EXPLAIN SELECT count(*) FROM fact_sales"))


def test_rows_that_arrive_late_and_rows_that_change_are_told(store, built, world):
    orders = world.tables["orders"]
    first, last = orders.dropna(subset=["customer_id"]).iloc[0], orders.iloc[-1]
    with store.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO orders (order_id, customer_id, ordered_at, channel, total_cents) VALUES (900001, ?, '2020-01-05 10:00:00', 'web', 1234)",
            (int(first["customer_id"]),),
        )
        connection.exec_driver_sql("UPDATE orders SET total_cents = total_cents + 1 WHERE order_id = ?", (int(last["order_id"]),))
    again = warehouse.build(store, built)
    sales = again.tables.set_index("table").loc["fact_sales"]
    assert (sales["new"], sales["late"], sales["corrected"]) == (1, 1, 1)
    assert again.new == 1
    total = warehouse.query(built, "SELECT sum(total_cents) AS cents FROM fact_sales")["cents"][0]
    assert total == world.tables["orders"]["total_cents"].sum() + 1235


def test_where_a_customer_lived_when_he_bought(store, built):
    number = int(warehouse.query(built, "SELECT min(customer_id) AS n FROM fact_sales")["n"][0])
    for town, month in (("Quimper", 2), ("Brest", 3)):
        with store.writing() as connection:
            connection.exec_driver_sql("UPDATE customers SET town = ? WHERE customer_id = ?", (town, number))
        warehouse.build(store, built, at=dt.datetime(2026, month, 1))
    found = warehouse.query(
        built, f"SELECT version, town, valid_from, valid_to, is_current FROM dim_customer WHERE customer_id = {number} ORDER BY version"
    )
    assert found["town"].tolist()[1:] == ["Quimper", "Brest"]
    assert found["valid_to"].tolist()[:-1] == found["valid_from"].tolist()[1:] == [pd.Timestamp(2026, 2, 1), pd.Timestamp(2026, 3, 1)]
    assert found["is_current"].tolist() == [False, False, True]
    assert warehouse.quality(built)["passed"].all()


def test_a_clock_that_goes_back_keeps_the_order_and_is_told(store, built, english):
    for town, at in (("Quimper", dt.datetime(2026, 3, 1)), ("Brest", dt.datetime(2026, 2, 1))):
        with store.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE customers SET town = ? WHERE customer_id IN (SELECT min(customer_id) FROM customers)", (town,)
            )
        done = warehouse.build(store, built, at=at)
    assert "clock went back" in done.sentence()
    assert done.quality["passed"].all()


def test_an_empty_store_gives_an_empty_star_and_says_so(tmp_path, english):
    with crm.open(f"sqlite:///{tmp_path}/empty.db") as store:
        done = warehouse.build(store, tmp_path / "house")
    assert "empty" in done.sentence()
    assert warehouse.query(tmp_path / "house", "SELECT count(*) AS n FROM fact_sales")["n"][0] == 0
    assert done.quality["passed"].all()


def test_a_new_column_of_the_store_is_told_and_left_there(store, built, english):
    with store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE orders ADD COLUMN mood TEXT")
    assert "orders.mood" in warehouse.build(store, built).sentence()


def test_who_was_erased_is_in_no_byte_of_any_version(store, built):
    warehouse.build(store, built)
    assert len(list(built.glob("v*"))) == 2
    number = int(warehouse.query(built, "SELECT max(customer_id) AS n FROM fact_sales")["n"][0])
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE customers SET town = 'Xyzzyville' WHERE customer_id = ?", (number,))
    warehouse.build(store, built)
    done = store.erase_person(number)  # no build is asked for: the base knows where its warehouses are
    assert done.copies == 1
    assert len(list(built.glob("v*"))) == 1
    assert not [path for path in built.rglob("*") if path.is_file() and b"Xyzzyville" in path.read_bytes()]
    with duckdb.connect() as database:
        for path in built.rglob("*.parquet"):
            said = str(database.execute(f"SELECT * FROM read_parquet('{path}')").fetchall())
            assert "Xyzzyville" not in said
            if "customer_id" in [row[0] for row in database.execute(f"DESCRIBE SELECT * FROM read_parquet('{path}')").fetchall()]:
                assert not database.execute(f"SELECT 1 FROM read_parquet('{path}') WHERE customer_id = {number}").fetchall()
    sales = "SELECT count(*) AS n FROM fact_sales"
    assert warehouse.query(built, sales)["n"][0] == len(store.table("orders"))


def test_a_warehouse_that_cannot_be_built_again_goes_with_the_person(store, built, monkeypatch):
    def full(*_, **__):
        raise OSError("no space left")

    warehouse.build(store, built)
    monkeypatch.setattr("crm_course.warehouse.forgetting.build", full)
    store.erase_person(int(store.table("customers")["customer_id"].max()))
    assert not list(built.rglob("*.parquet"))
    with pytest.raises(FileProblem, match="build it first"):
        warehouse.query(built, "SELECT 1")


def test_an_erasure_in_a_copy_of_the_base_leaves_the_warehouse_of_the_other(made, store):
    assert store.erase_person(int(store.table("customers")["customer_id"].max())).copies == 0
    assert warehouse.query(made / "house", "SELECT count(*) AS n FROM dim_customer")["n"][0] > 0


def test_the_state_of_consents_is_the_last_word(store, built):
    log = store.table("consents").sort_values(["ts", "consent_id"], kind="stable")
    last = log.groupby(["customer_id", "channel", "purpose"], observed=True)["status"].last()
    state = warehouse.query(built, "SELECT customer_id, channel, purpose, status FROM fact_consent_state")
    assert state.set_index(["customer_id", "channel", "purpose"])["status"].sort_index().tolist() == last.sort_index().astype(str).tolist()


def test_opportunities_are_seen_at_every_end_of_month(store, built):
    history = store.table("opportunity_history")
    history["ts"] = pd.to_datetime(history["ts"])
    seen = warehouse.query(built, "SELECT opportunity_id, snapshot_on, stage FROM fact_opportunity_snapshots")
    wanted = set()
    for month in history["ts"].dt.to_period("M").unique():
        before = history[history["ts"] < month.end_time].sort_values(["ts", "history_id"]).groupby("opportunity_id").last()
        open_ones = before[~before["stage"].isin(["won", "lost"]) | (before["ts"].dt.to_period("M") == month)]
        wanted |= {(number, str(month), stage) for number, stage in open_ones["stage"].items()}
    assert {(row.opportunity_id, str(row.snapshot_on)[:7], row.stage) for row in seen.itertuples()} == wanted


def test_names_and_addresses_never_leave_the_store(built):
    columns = {
        name
        for table in warehouse.query(built, "SHOW TABLES")["name"]
        for name in warehouse.query(built, f"DESCRIBE {table}")["column_name"]
    }
    assert not columns & {"first_name", "last_name", "street", "subject", "birth_date", "evidence", "normalised"}


KILLED = """
import sys
from crm_course import crm, warehouse
with crm.open(sys.argv[1]) as store:
    while True:
        warehouse.build(store, sys.argv[2])
"""


def test_a_build_that_is_killed_leaves_the_last_good_version(store, built, world, thorough):
    turnover = world.tables["orders"]["total_cents"].sum()
    for n in range(1000 if thorough else 2):
        child = subprocess.Popen([sys.executable, "-c", KILLED, str(store.engine.url), str(built)])
        waiting = time.monotonic() + 30
        while not list(built.glob(".v*/*.parquet")) and time.monotonic() < waiting:  # inside the copy
            time.sleep(0.002 * (n % 3 + 1))
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert warehouse.query(built, "SELECT sum(total_cents) AS cents FROM fact_sales")["cents"][0] == turnover
    warehouse.build(store, built)
    assert not list(built.glob(".v*"))
    assert len(list(built.glob("v*"))) <= 2


def test_where_a_column_comes_from(built, world):
    steps = warehouse.lineage(built, "fact_sales.total_cents")
    assert steps[["layer", "table", "column"]].to_numpy().tolist() == [
        ["store", "orders", "total_cents"],
        ["star", "fact_sales", "total_cents"],
    ]
    assert steps["rows"].iloc[-1] == len(world.tables["orders"])
    with pytest.raises(UnknownName, match="total_cents"):
        warehouse.lineage(built, "fact_sales.total_cent")
    with pytest.raises(UnknownName, match="fact_sales"):
        warehouse.lineage(built, "fact_sale.total_cents")


def test_holidays_stand_in_the_calendar(built):
    days = warehouse.query(built, "SELECT count(*) AS n FROM dim_date WHERE holiday AND year = 2024")
    assert days["n"][0] == 11


def test_where_nothing_was_built_the_way_is_told(tmp_path):
    with pytest.raises(FileProblem, match="build it first"):
        warehouse.query(tmp_path, "SELECT 1")
    with pytest.raises(FileProblem, match="build it first"):
        current(tmp_path)


def test_only_a_store_can_be_built_from(tmp_path):
    with pytest.raises(InvalidValue, match="an open customer base"):
        warehouse.build("shop.db", tmp_path)
