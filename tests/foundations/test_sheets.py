"""One reader for whatever a person's tools write: nothing is lost without a word."""

import csv
import datetime as dt
import io
import unicodedata

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course.foundations import sheets
from crm_course.foundations.errors import FileProblem, UnknownName
from crm_course.foundations.sheets import heads, kinds


def told(content, **options):
    found = sheets.read(content, **options)
    return list(found.frame.columns), found.frame.to_numpy().tolist()


def book(*tables, epoch=None):
    made = openpyxl.Workbook()
    made.remove(made.active)
    if epoch:
        made.epoch = epoch
    for name, rows in tables:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return made


def content(made):
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


# -- letters ------------------------------------------------------------------------------

TEXT = "Prénom;Nom;Ville\nHélène;Lévêque;Orléans\nChloé;Été;Besançon – centre\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_letters_are_read_in_whatever_encoding_they_were_written(encoding):
    found = sheets.read(TEXT.encode(encoding))
    assert found.frame["Nom"].tolist() == ["Lévêque", "Été"]
    assert found.frame["Ville"].tolist() == ["Orléans", "Besançon – centre"]
    assert found.encoding.replace("-sig", "") == encoding.replace("-sig", "")


@pytest.mark.parametrize("other", ["cp1252", "mac_roman"])
def test_lines_of_two_encodings_are_each_read_by_their_own(other):
    lines = TEXT.splitlines(keepends=True)
    found = sheets.read(lines[0].encode() + lines[1].encode(other) + lines[2].encode() + "Zoé;Noël;Sète\n".encode(other))
    assert found.frame["Prénom"].tolist() == ["Hélène", "Chloé", "Zoé"]
    assert found.encoding == f"utf-8+{other}"
    assert "codage" in found.sentence()


def test_two_encodings_in_one_line_are_each_read_by_their_own():
    found = sheets.read("a;b\nHélène;".encode() + "Lévêque\n".encode("cp1252"))
    assert found.frame.to_numpy().tolist() == [["Hélène", "Lévêque"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", list(";,\t|"))
def test_separators_and_line_ends(mark, end):
    rows = [["Nom", "Tél, fixe", "Note"], ["Durand", "01 99 00 12 34", "9"], ['Le "Goff"; Anne | fils', "a,b", "10"]]
    file = io.StringIO()
    csv.writer(file, delimiter=mark, lineterminator=end).writerows(rows)
    assert told(file.getvalue().encode()) == (rows[0], rows[1:])


def test_a_file_may_say_its_separator():
    assert told(b"sep=,\na,b;c\n1,2;3\n") == (["a", "b;c"], [["1", "2;3"]])


def test_sentences_are_no_columns():
    assert told("commentaire\nBien, merci\nTrès bien, rien à dire\n".encode()) == (
        ["commentaire"],
        [["Bien, merci"], ["Très bien, rien à dire"]],
    )


@pytest.mark.parametrize("text", ["Note\n9\n8,5\n", "Note\n9,5\n8,5\n"])
def test_decimal_commas_are_no_separators(text):
    assert told(text.encode()) == (["Note"], [[cell] for cell in text.split("\n")[1:3]])


# -- broken lines -------------------------------------------------------------------------


def test_a_quotation_mark_that_never_closes_costs_its_line_alone():
    found = sheets.read(b'a;b\n1;"x\n2;"y\nz"\n3;4\n5;"6\n')
    assert found.frame.to_numpy().tolist() == [["2", "y\nz"], ["3", "4"]]
    assert found.frame.index.tolist() == [3, 5]
    assert found.refused[["line", "kind"]].to_numpy().tolist() == [[2, "quote"], [6, "quote"]]
    assert found.lines == 4


def test_a_line_with_too_many_or_too_few_cells_is_told():
    found = sheets.read(b"a;b;c\n1;2;3\n1;2;3;4\n1;2\n1;2;3;;\n4;5;6\n")
    assert found.refused["line"].tolist() == [3, 4]
    assert "4 cellules au lieu de 3" in found.sentence()
    assert found.frame["c"].tolist() == ["3", "3", "6"]


def test_empty_cells_that_a_tool_leaves_out_at_the_end_are_put_back():
    assert told(b"a;b;c\n1;2;3\n4\n5;6\n7;8;9\n")[1] == [["1", "2", "3"], ["4", "", ""], ["5", "6", ""], ["7", "8", "9"]]
    assert told(b"a;b;c\n1;2;3\n4;5")[1] == [["1", "2", "3"], ["4", "5", ""]]


# -- what stands around the entries -------------------------------------------------------


def test_titles_above_and_totals_below_are_no_entries():
    found = sheets.read(
        "Clients au 30/11/2026;;\n;;\nNom;Téléphone;Achats\nDurand;0199001234;120,00\nPetit;0199001235;80,00\nTOTAL;;200,00\nNombre de lignes : 2;;\n".encode()
    )
    assert found.frame["Nom"].tolist() == ["Durand", "Petit"]
    assert found.above == 2
    assert found.refused["kind"].tolist() == ["total", "total"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Total général;;12", "total"), ("Sous-total;;1 200,50 €", "total"), ("Grand total;-;3", "total"), ("Moyenne;;4,5", "total"), (";Total;3", "total"),
        ("12 lignes;;", "total"), ("(3 rows);;", "total"), ("Total;0199001234;3", ""), ("Total Énergies;Guingamp;3", ""), ("Totally Spies;;3", ""), ("Sommer;;3", ""),
        ("Comptoir du bois;;3", ""), ("Nom;Tél;Note", "header"), ("Nombre;Paul;3", ""),
    ],
)  # fmt: skip
def test_a_total_is_told_from_somebody_of_that_name(line, kind):
    assert heads.apart(line.split(";"), ["Nom", "Tél", "Note"], foot=True) == kind


def test_labels_and_values_above_the_header_are_titles():
    columns, rows = told("Boutique;Guingamp\nDate;30/11/2026\n\nNom;Tél;Mail;Ville\nDurand;01;a@example.org;X\n".encode())
    assert columns == ["Nom", "Tél", "Mail", "Ville"]
    assert len(rows) == 1


def test_the_mark_of_a_second_file_and_a_stray_zero_byte_cost_nothing():
    assert told("a;b\n1;2\n\ufeffa;b\n3;4\n".encode())[1] == [["1", "2"], ["3", "4"]]
    assert told(b"a;b\n1;\x002\n" + b"3;4\n" * 50)[1][0] == ["1", "2"]


def test_a_line_without_a_name_that_adds_up_all_others_is_their_total():
    found = sheets.read(b"Canal;Achats;CA\nweb;12;720,50\nshop;30;84\n;42;804,50\n")
    assert found.frame["Canal"].tolist() == ["web", "shop"]
    assert found.refused[["line", "kind"]].to_numpy().tolist() == [[4, "total"]]
    assert len(sheets.read(b"Canal;Achats\nweb;12\nshop;30\n;7\n").frame) == 3


def test_a_header_that_comes_again_is_no_entry():
    found = sheets.read(b"Nom;Note\nDurand;9\nNom;Note\nPetit;8\n")
    assert found.frame["Nom"].tolist() == ["Durand", "Petit"]
    assert found.refused[["line", "kind"]].to_numpy().tolist() == [[3, "header"]]


def test_a_second_heading_goes_on_with_the_first():
    survey = "Respondent ID,Start,How likely?,Channels,,\n,,Response,Phone,Mail,Open-Ended Response\n1,2026-03-01,9,x,,bof\n2,2026-03-01,10,,x,\n"
    columns, rows = told(survey.encode())
    assert columns == ["Respondent ID", "Start", "How likely?", "Channels – Phone", "Channels – Mail", "Channels"]
    assert [row[2] for row in rows] == ["9", "10"]


def test_an_entry_of_words_is_no_second_heading():
    assert told(b"Nom;Avis;Note\nDurand;bien;N/A\nPetit;mal;3\n")[1][0] == ["Durand", "bien", "N/A"]
    assert told(b";Nom;Note\n0;Durand;9\n1;Petit;3\n")[1][0] == ["0", "Durand", "9"]


def test_two_columns_of_one_name_are_both_kept():
    assert told(b"Note;Note;\n1;2;\n") == (["Note", "Note (2)"], [["1", "2"]])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("9\n10\n3\n", "9"),
        ("2026-03-02 08:05;120;Y\n2026-03-02 08:06;90;N\n", "2026-03-02 08:05"),
        ("a@example.org;Ana\nb@example.org;Bo\n", "a@example.org"),
    ],
)
def test_a_file_without_names_loses_no_line(text, first):
    columns, rows = told(text.encode())
    assert columns[0] == "Colonne 1"
    assert rows[0][0] == first


def test_scores_and_years_may_be_names():
    assert told(b"1;2;3;4\n8;14;16;16\n")[0] == ["1", "2", "3", "4"]
    assert told(b"2025;2026\n8;14\n")[0] == ["2025", "2026"]
    assert told(b"1;2\n8;14\n", header=True)[0] == ["1", "2"]


# -- cells --------------------------------------------------------------------------------


def test_an_identifier_that_a_spreadsheet_cut_is_emptied_and_told():
    found = sheets.read(b"id;nom\n1.51E+11;Durand\n1,51E+11;Petit\n151000000001;Roy\n")
    assert found.frame["id"].tolist() == ["", "", "151000000001"]
    assert found.spoilt[["line", "field", "kind"]].to_numpy().tolist() == [[2, "id", "lost"], [3, "id", "lost"]]
    assert "identifiant perdu" in found.sentence()


def test_zeros_in_front_stay_and_guards_go():
    assert told(b'id;cp\n"=""0001""";\'01000\n2;01000\n')[1] == [["0001", "01000"], ["2", "01000"]]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["01000", "22200"], "code"), (["9", "10", "N/A"], "number"), (["1 200,50 €", "3"], "number"), (["04/03/2026", ""], "date"), (["2026-03-04T09:15:00Z"], "date"),
        (["00:03:20", "12:00"], "time"), (["a@example.org"], "email"), (["06 39 98 01 02", "+32 2 555 12 12"], "phone"), (["oui", "Non"], "yes"), (["", "-"], "empty"),
        (["Durand", "9"], "text"), (["lundi 2 mars 2026"], "date"),
    ],
)  # fmt: skip
def test_the_kind_of_a_column(cells, kind):
    assert kinds.kind_of(cells) == kind


# -- workbooks ----------------------------------------------------------------------------


def test_of_several_sheets_one_is_asked_for():
    file = content(book(("Clients", [["Nom"], ["Durand"]]), ("Vide", []), ("Ventes", [["Nom"], ["Petit"]])))
    with pytest.raises(UnknownName, match="one of Clients, Ventes"):
        sheets.read(file)
    assert told(file, sheet="ventes ") == (["Nom"], [["Petit"]])
    assert sheets.read(file, sheet="Clients").sheets == ("Clients", "Ventes")
    assert told(content(book(("Vide", []), ("Ventes", [["Nom"], ["Petit"]])))) == (["Nom"], [["Petit"]])


@pytest.mark.parametrize("epoch", [openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH])
def test_dates_times_and_durations_of_a_workbook(epoch):
    rows = [
        ["jour", "moment", "durée", "long"],
        [dt.date(2026, 3, 4), dt.datetime(2026, 3, 4, 9, 15), dt.time(0, 3, 20), dt.timedelta(hours=27, minutes=15)],
    ]
    made = book(("A", rows), epoch=epoch)
    made["A"]["D2"].number_format = "[h]:mm:ss"
    assert told(content(made))[1] == [["2026-03-04", "2026-03-04 09:15:00", "00:03:20", "27:15:00"]]


def test_numbers_of_a_workbook_keep_what_their_format_shows():
    made = book(("A", [["cp", "tél", "n", "x"], [1000, 639980102, 10.0, 2.5], ["01000", '="0"', True, None]]))
    made["A"]["A2"].number_format = "00000"
    made["A"]["B2"].number_format = '0#" "##" "##" "##" "##'
    found = sheets.read(content(made))
    assert found.frame.to_numpy().tolist()[0] == ["01000", "0639980102", "10", "2.5"]
    assert found.spoilt[["line", "field", "kind"]].to_numpy().tolist() == [[3, "tél", "formula"]]


def test_merged_titles_and_headings_of_a_workbook():
    made = book(
        (
            "A",
            [
                ["Appels de mars", None, None, None],
                [None] * 4,
                ["Matin", None, "Soir", None],
                ["Reçus", "Perdus", "Reçus", "Perdus"],
                [10, 1, 20, 2],
                ["Total", 1, 20, 2],
            ],
        )
    )
    made["A"].merge_cells("A1:D1")
    made["A"].merge_cells("A3:B3")
    found = sheets.read(content(made))
    assert list(found.frame.columns) == ["Matin – Reçus", "Matin – Perdus", "Soir – Reçus", "Soir – Perdus"]
    assert found.frame.to_numpy().tolist() == [["10", "1", "20", "2"]]
    assert found.frame.index.tolist() == [5]


@pytest.mark.parametrize(
    ("bad", "words"),
    [(b"", "empty"), (b"\n\n", "empty"), (b"PK broken", "damaged"), (b"\xd0\xcf\x11\xe0old", "old workbook"), (b"<html><table>", "web page"),
     (b"a\x01\x00\x07\x00\x00\x9f\x00\x00\x00b", "no text"), (b"%PDF-1.4", "no text"), (b'[{"a": 1}]', "JSON")],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_the_way_out(bad, words):
    with pytest.raises(FileProblem, match=words):
        sheets.read(bad)


# -- nothing is lost ----------------------------------------------------------------------

_CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="ÂÃÄÅâ") | st.sampled_from(list(' ;,"|é')), max_size=6
)


@settings(max_examples=150)
@given(
    st.integers(2, 4).flatmap(lambda width: st.lists(st.lists(_CELL, min_size=width, max_size=width), min_size=1, max_size=8)),
    st.sampled_from(";,\t"),
)
def test_what_a_csv_writer_writes_comes_back(rows, mark):
    header = [f"nom {n}" for n in range(len(rows[0]))]
    file = io.StringIO()
    csv.writer(file, delimiter=mark).writerows([header, *rows])
    found = sheets.read(file.getvalue().encode(), separator=mark, header=True)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(found.frame) + len(found.refused) == found.lines == len(filled)
    kept = [[unicodedata.normalize("NFC", cell.strip()) for cell in row] for row in filled]
    assert all(
        [cell.removeprefix("'") for cell in row] in [[cell.removeprefix("'") for cell in line] for line in kept]
        for row in found.frame.to_numpy().tolist()
    )


@settings(max_examples=150)
@given(st.lists(st.text(alphabet='ab;"\n1é', max_size=8), max_size=12))
def test_every_line_of_any_file_is_an_entry_or_refused(lines):
    text = "nom;note\n" + "\n".join(lines) + "\n"
    found = sheets.read(text.encode(), separator=";", header=True)
    assert len(found.frame) + len(found.refused) == found.lines
    seen = [*found.frame.index, *found.refused["line"]]
    assert len(set(seen)) == len(seen)
    assert max(seen, default=0) <= text.count("\n")


def test_parts_are_the_whole(monkeypatch):
    monkeypatch.setattr(sheets.reader, "_PART", 10)
    text = "nom;note\n" + "".join(f"n{i};{i}\n" for i in range(95)) + "Total;99\n"
    with sheets.opened(text.encode()) as file:
        parts = list(file.parts())
    assert [len(part) for part in parts[:-1]] == [10] * (len(parts) - 1)
    assert [line for part in parts for line in part.index] == list(range(2, 97))
    assert [kind for _, kind, _ in file.refused] == ["total"]
