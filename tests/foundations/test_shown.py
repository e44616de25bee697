"""One declaration of a figure, one way to show a frame and one to write it."""

import csv
import datetime as dt
import io
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course.foundations.language import speaking
from crm_course.foundations.shown import column, harmless, marked, show, spreadsheet, words, written

COLUMNS = {
    "name": column("text", "Nom", "Name"), "share": column("share", "Part", "Share"), "money": column("money", "Montant", "Amount"),
    "price": column("price", "Prix", "Price"), "gap": column("gap", "Écart", "Gap"), "present": column("number", "Prévu", "Planned", by_row=True),
    "change": column("number", "Variation", "Change", by_row=True, change=True), "on": column("date", "Date", "Date"),
    "kept": column("yes", "Gardé", "Kept"), "at": column("money", "Si", "If", by_frame=True),
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "kind", "french", "english"),
    [
        (1.9, "money", "1,90 €", "€1.90"), (0.8, "price", "0,80 €", "€0.80"), (0.004, "price", "0,0040 €", "€0.0040"),
        (-0.004, "price", "−0,0040 €", "−€0.0040"), (2_000, "count", "2 000", "2,000"), (0.8, "share", "80 %", "80%"),
        (3.5, "share", "350 %", "350%"), (-76, "points", "−76", "−76"), (0.052, "gap", "+5,2 points", "+5.2 points"),
        (45, "days", "45 j", "45 days"), (4.64, "years", "4,6", "4.6"), (dt.date(2026, 11, 21), "date", "21 nov. 2026", "21 Nov 2026"),
        ("2026-11-21", "date", "21 nov. 2026", "21 Nov 2026"), (1234, "code", "1234", "1234"), (True, "yes", "oui", "yes"),
        (np.nan, "money", "–", "–"), (None, "share", "–", "–"), (np.inf, "share", "∞", "∞"),
    ],
)  # fmt: skip
def test_a_figure_is_written_as_what_it_is_whatever_its_size(value, kind, french, english):
    with speaking("fr"):
        assert written(value, kind).replace("\u202f", " ").replace("\u00a0", " ") == french
    with speaking("en"):
        assert written(value, kind) == english


def test_rows_of_different_kinds_are_written_each_in_its_unit():
    frame = pd.DataFrame(
        {"present": [0.8, 2_000.0, 0.68], "change": [3.662, -100.0, 0.052]}, index=pd.Index(["box", "orders", "rate"], name="input")
    )
    with speaking("en"):
        shown = words(marked(frame, {"box": "price", "orders": "count", "rate": "share"}), COLUMNS)
    assert shown["Planned"].tolist() == ["€0.80", "2,000", "68%"]
    assert shown["Change"].tolist() == ["+€3.66", "−100", "+5.2 points"]


def test_a_frame_of_one_kind_says_it_for_its_own_columns_and_its_axes():
    grid = pd.DataFrame([[1.5, 2.0]], index=pd.Index([0.5], name="box"), columns=pd.Index([100.0, 200.0], name="orders"))
    with speaking("en"):
        shown = words(marked(grid, {"box": "price", "orders": "count"}, cells="years"), COLUMNS)
        assert (shown.index.tolist(), shown.columns.tolist(), shown.iloc[0].tolist()) == (["€0.50"], ["100", "200"], ["1.5", "2.0"])
        assert words(marked(pd.DataFrame({"at": [1.5]}), {}, cells="years"), COLUMNS)["If"].tolist() == ["1.5"]


def test_what_nobody_declared_is_a_plain_number_and_no_guess():
    with speaking("en"):
        shown = words(pd.DataFrame({"unheard": [0.8, 1.9], "said": ["a", "b"], "right": [True, False]}), COLUMNS)
    assert shown.to_numpy().tolist() == [["0.8", "a", "yes"], ["1.9", "b", "no"]]


def test_the_mark_survives_what_one_does_with_a_frame():
    frame = marked(pd.DataFrame({"present": [0.8, 2_000.0]}, index=["box", "orders"]), {"box": "price", "orders": "count"})
    for other in (frame.head(1), frame[["present"]], frame.sort_values("present"), frame.loc[["box"]], frame.dropna()):
        with speaking("en"):
            assert words(other, COLUMNS).loc["box", "Planned"] == "€0.80"


def test_figures_stand_to_the_right_and_the_index_where_it_says_something():
    with speaking("en"):
        page = show(pd.DataFrame({"name": ["Zoé"], "share": [0.5]}), COLUMNS).to_html()
        assert re.search(r"th\.col1, #\w+ td\.col1 {\s+text-align: right|col1 {\s+text-align: right", page)
        assert not re.search(r"col0 {\s+text-align: right", page)
        assert "row_heading" not in page.partition("</style>")[2]
        assert "box" in show(pd.DataFrame({"share": [0.5]}, index=["box"]), COLUMNS).to_html()


@pytest.mark.parametrize(("language", "mark", "decimal"), [("fr", ";", ","), ("en", ",", ".")])
@given(shares=st.lists(st.floats(-3, 3), min_size=1, max_size=5))
def test_a_file_gives_back_the_figures_in_either_spreadsheet(language, mark, decimal, shares):
    with speaking(language):
        content = spreadsheet(pd.DataFrame({"share": shares, "money": np.multiply(1e6, shares), "name": "a;b,c"}), COLUMNS)
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=mark)
    assert head == (["Part (%)", "Montant (€)", "Nom"] if language == "fr" else ["Share (%)", "Amount (€)", "Name"])
    found = [[float(cell.replace(decimal, ".")) for cell in row[:2]] for row in rows]
    assert np.allclose(found, np.column_stack([np.multiply(100, shares), np.multiply(1e6, shares)]), rtol=0, atol=0.00501)
    assert {row[2] for row in rows} == {"a;b,c"}


def test_a_file_holds_no_formula_no_gap_and_no_infinity():
    frame = pd.DataFrame({"name": ["=1+1", None], "money": [np.nan, np.inf], "on": [dt.date(2026, 3, 1), None], "kept": [True, False]})
    with speaking("fr"):
        lines = spreadsheet(frame, COLUMNS).decode("utf-8-sig").splitlines()
    assert lines == ["Nom;Montant (€);Date;Gardé", "'=1+1;;1 mars 2026;oui", ";∞;;non"]


@given(st.text())
def test_nothing_harmless_starts_a_formula(word):
    assert not harmless(word).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert harmless(word).endswith(word)
