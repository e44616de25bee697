"""The questions of the course: the star and the store answer the same, to the cent; what is put beside; SQL in a cell."""

import pandas as pd
import pytest

pytest.importorskip("duckdb", reason="the part « warehouse » is not installed")
pytest.importorskip("adbc_driver_sqlite", reason="the part « warehouse » is not installed")
pytest.importorskip("pyarrow", reason="the part « warehouse » is not installed")

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from crm_course import crm, synthetic, warehouse
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.warehouse.drawing import BOXES, _pressed, opened


@pytest.fixture(scope="module")
def world():
    return synthetic.world("chez-vous", customers=100, seed=3, months=6)


@pytest.fixture(scope="module")
def both(world, tmp_path_factory):
    folder = tmp_path_factory.mktemp("named")
    with crm.open(f"sqlite:///{folder}/shop.db") as store:
        store.load(world)
        warehouse.build(store, folder / "house")
        yield store, folder / "house"


@pytest.mark.parametrize("question", list(warehouse.QUESTIONS))
def test_the_star_and_the_store_answer_the_same(both, question):
    store, house = both
    star, own = warehouse.answer(house, question), warehouse.answer(store, question)
    assert len(star)
    pd.testing.assert_frame_equal(star, own, check_dtype=False)


def test_the_answers_are_those_of_the_world(world, both):
    _, house = both
    orders, lines = world.tables["orders"], world.tables["order_lines"]
    who = warehouse.answer(house, "who")
    assert who["customers"].sum() == len(world.tables["customers"])
    assert who["never"].sum() == len(world.tables["customers"]) - orders["customer_id"].nunique()
    assert who["total_cents"].sum() == orders.loc[orders["customer_id"].notna(), "total_cents"].sum()  # who: customers, not passers-by
    assert (
        warehouse.answer(house, "payment").set_index("payment")["total_cents"].to_dict()
        == orders.groupby("payment", observed=True)["total_cents"].sum().to_dict()
    )
    assert warehouse.answer(house, "what")["amount_cents"].sum() == lines["amount_cents"].sum()
    assert warehouse.answer(house, "reasons")["tickets"].sum() == len(world.tables["tickets"])
    assert warehouse.answer(house, "filled")["requests"].sum() == len(world.tables["order_requests"])
    assert warehouse.answer(house, "habits")["contacts"].sum() == len(world.tables["interactions"])


def test_an_unknown_question_proposes_the_closest(both):
    with pytest.raises(UnknownName, match="payment"):
        warehouse.answer(both[1], "payments")
    assert set(warehouse.questions()["question"]) == set(warehouse.QUESTIONS)


def test_what_is_known_outside_lies_beside_and_forgets_with_the_store(world, tmp_path):
    with crm.open(f"sqlite:///{tmp_path}/shop.db") as store:
        store.load(world)
        warehouse.build(store, tmp_path / "house")
        numbers = store.table("customers")["customer_id"]
        number, other = int(numbers.max()), int(numbers.min())
        bureau = pd.DataFrame({"customer_id": [number, other, None], "score": [300, 710, 500]})
        assert warehouse.beside(tmp_path / "house", "bureau", bureau)["rows"].tolist() == [3]
        (tmp_path / "prices.csv").write_text("category;index\npaint;0,97\n", "utf-8")
        warehouse.beside(tmp_path / "house", "prices", tmp_path / "prices.csv")
        joined = "SELECT score FROM dim_customer JOIN ext_bureau USING (customer_id) WHERE is_current ORDER BY score"
        assert warehouse.query(tmp_path / "house", joined)["score"].tolist() == [300, 710]
        assert warehouse.query(tmp_path / "house", "SELECT category FROM ext_prices")["category"].tolist() == ["paint"]
        store.erase_person(number)
        assert warehouse.query(tmp_path / "house", "SELECT score FROM ext_bureau ORDER BY score")["score"].tolist() == [500, 710]
        with pytest.raises(InvalidValue, match="a name of lower-case letters"):
            warehouse.beside(tmp_path / "house", "../x", bureau)
        with pytest.raises(InvalidValue, match="a table"):
            warehouse.beside(tmp_path / "house", "x", 3)


def test_a_result_charts_itself_where_it_says_something(english):
    bars = warehouse.result_chart(pd.DataFrame({"channel": ["web", "shop"], "total_cents": [1000, 250_000]})).to_dict()
    assert "shop" in bars["title"]["text"][0]
    assert "2,500" in bars["title"]["text"][0]
    line = warehouse.result_chart(pd.DataFrame({"day": pd.date_range("2026-01-01", periods=3), "n": [1, 2, 3]})).to_dict()
    assert line["mark"]["type"] == "line"
    for nothing in (pd.DataFrame({"n": [1]}), pd.DataFrame({"a": ["x"], "n": [1]}), pd.DataFrame({"a": ["x", "y"]}), pd.DataFrame()):
        assert warehouse.result_chart(nothing) is None


def test_sql_in_a_cell_reads_keeps_and_says_what_it_refuses(both):
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    try:
        shell.user_ns["house"] = both[1]
        shell.run_cell("from crm_course import warehouse; warehouse.open_sql(house)").raise_error()
        with capture_output() as captured:
            shell.run_cell("%%sql kept\nSELECT channel, count(*) AS orders FROM fact_sales GROUP BY channel").raise_error()
        assert shell.user_ns["kept"]["orders"].sum() == warehouse.query(both[1], "SELECT count(*) AS n FROM fact_sales")["n"][0]
        assert any("vegalite" in kind for output in captured.outputs for kind in output.data)
        with capture_output() as captured:
            shell.run_cell("%%sql\nDROP VIEW fact_sales").raise_error()
        assert "SELECT" in captured.stdout
        assert "Traceback" not in captured.stdout + captured.stderr
    finally:
        InteractiveShell.clear_instance()


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.name)
def test_a_button_opens_what_its_box_says(box, monkeypatch):
    import ipywidgets as widgets

    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    monkeypatch.setattr("crm_course.warehouse.drawing.opened", lambda box: (lambda: "explorer") if box.opens else None)
    _pressed(box, widgets.Output())
    assert box.label.say() in shown[0].data
    assert (box.opens in shown[0].data) == bool(box.opens) or not box.opens
    assert ("explorer" in shown) == box.opens.endswith(".explorer")


def test_every_button_has_a_box_and_a_real_thing():
    buttons = [button for row in warehouse.buttons().children[:-1] for button in row.children]
    assert [button.description for button in buttons] == [box.label.say() for box in BOXES]
    assert all(callable(opened(box)) for box in BOXES if box.opens)
