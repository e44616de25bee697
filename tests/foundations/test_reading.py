import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course.foundations import language, reading
from crm_course.foundations.errors import FileProblem, InvalidData, InvalidValue


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("8 400 €", 8400, "€"),
        ("8\u202f400\u00a0€", 8400, "€"),
        ("12,5 %", 12.5, "%"),
        ("−76", -76, ""),
        ("– 76 points", -76, "points"),
        ("+6 pts", 6, "points"),
        ("1.640.000,50", 1_640_000.5, ""),
        ("1,640,000.50", 1_640_000.5, ""),
        ("€8.400,00", 8400, "€"),
        ("-€8400", -8400, "€"),
        ("0.125", 0.125, ""),
        ("1,640", 1.64, ""),
        (".5", 0.5, ""),
        ("1e3", 1000, ""),
        (np.float64(2.5), 2.5, ""),
        (np.int32(3), 3, ""),
        (Fraction(1, 4), 0.25, ""),
        (Decimal("1.5"), 1.5, ""),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, value, unit):
    assert reading.quantity(typed) == (value, unit)


def test_a_comma_before_three_digits_is_a_thousands_separator_in_english_only():
    assert reading.number("1,640", language="en") == 1640
    assert reading.number("1,640", language="fr") == 1.64


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3", "12%5", "12 vaches", None, [1], True, math.nan, math.inf, "nan", "--3"])
def test_what_is_not_one_number_is_refused_in_words(typed):
    with pytest.raises(InvalidValue, match="must be a number, for example") as caught:
        reading.number(typed)
    assert "doit être un nombre, par exemple 8" in caught.value.message("fr")


@given(st.floats(-1e12, 1e12).map(lambda x: round(x, 2)), st.sampled_from(["fr", "en"]))
def test_what_the_course_writes_it_reads_back(value, spoken):
    with language.speaking(spoken):
        assert reading.number(language.number(value)) == pytest.approx(value, abs=1e-9, rel=1e-12)
        assert reading.share(language.percent(value / 1e6, 4)) == pytest.approx(value / 1e6, abs=1e-6)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_whatever_its_separator_and_encoding(tmp_path, encoding, delimiter):
    path = tmp_path / "réponses.csv"
    path.write_bytes("\n".join(["Note;Réponses", '10;"5,5"', "01000;", ""]).replace(";", delimiter).encode(encoding))
    frame = reading.table(path)
    assert list(frame.columns) == ["Note", "Réponses"]
    assert frame.to_numpy().tolist() == [["10", "5,5"], ["01000", ""]]


def test_an_xlsx_is_read_from_its_bytes(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["note", "réponses"])
    book.active.append([10, 5])
    book.active.append([9, None])
    book.save(tmp_path / "a.xlsx")
    frame = reading.table((tmp_path / "a.xlsx").read_bytes(), filename="a.xlsx")
    assert frame.to_numpy().tolist() == [["10", "5"], ["9", ""]]


def test_a_line_too_long_is_named(tmp_path):
    (tmp_path / "a.csv").write_text("a;b\n1;2\n1;2;3\n")
    with pytest.raises(InvalidData, match=r"a\.csv \(line 3\) must be a line of 2 cells") as caught:
        reading.table(tmp_path / "a.csv")
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "the file is empty"), (b"PK\x03\x04 broken", "is not a readable table"), (b"\xd0\xcf\x11\xe0old", "Save it as CSV or XLSX")],
)
def test_what_is_not_a_table_is_refused_in_words(content, words):
    with pytest.raises(FileProblem, match=words):
        reading.table(content, filename="x")


def test_a_missing_or_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    with pytest.raises(FileProblem, match="cannot be found or read"):
        reading.table(tmp_path / "none.csv")
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    (tmp_path / "big.csv").write_text("a;b\n" * 10)
    with pytest.raises(FileProblem, match="the limit is"):
        reading.table(tmp_path / "big.csv")
