"""Spreadsheets from outside: what programs write is read, with its row numbers, and what would do harm is not."""

import csv
import io
import zipfile
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from models.errors import LaporError
from models.sheet_columns import (
    Column,
    MissingColumns,
    RepeatedColumn,
    UnreadableDate,
    UnreadableNumber,
    as_count,
    as_date,
    find_header,
    rows_below,
)
from models.spreadsheets import (
    EmptyFile,
    FileTooLarge,
    Limits,
    OldWorkbook,
    Row,
    UnreadableFile,
    read_rows,
)
from views import refusals
from views.files.cells import safe_text

TODAY = date(2025, 9, 15)
#: Workbooks know no zones.
MORNING = datetime(2025, 7, 24, 9)  # noqa: DTZ001
COLUMNS = (
    Column("tanggal", ("tgl", "hari/tanggal")),
    Column("satuan", ("unit", "pos")),
    Column("patroli", ("jumlah patroli", "jml patroli")),
    Column("petugas", ("nama",), required=False),
)


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def package(**parts: str) -> bytes:
    """A workbook of parts written by hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


def test_a_workbook_keeps_its_numbers_dates_and_row_numbers() -> None:
    rows = read_rows(
        workbook([["tanggal", "pos", "patroli"], [], [date(2025, 7, 1), "Batam", 3.0], [MORNING, None, 2.5]]),
        "lama.xlsx",
    )
    assert rows == [
        Row(1, ("tanggal", "pos", "patroli")),
        Row(3, (date(2025, 7, 1), "Batam", 3)),
        Row(4, (MORNING, None, 2.5)),
    ]


def test_a_date_in_merged_cells_holds_for_each_row_and_a_number_for_one() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["tanggal", "pos", "patroli"], [date(2025, 7, 1), "Batam", 3], [None, "Tual", None], [None, "Biak", 2]):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("C2:C3")
    stream = io.BytesIO()
    book.save(stream)
    assert read_rows(stream.getvalue(), "lama.xlsx")[1:] == [
        Row(2, (date(2025, 7, 1), "Batam", 3)),
        Row(3, (date(2025, 7, 1), "Tual")),
        Row(4, (date(2025, 7, 1), "Biak", 2)),
    ]


def test_the_first_sheet_that_shows_and_holds_something_is_read() -> None:
    book = Workbook()
    book.worksheets[0].title = "Kosong"
    hidden = book.create_sheet("Lama")
    hidden.append(["tersembunyi"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Data").append(["terlihat"])
    stream = io.BytesIO()
    book.save(stream)
    assert read_rows(stream.getvalue(), "x.xlsx") == [Row(1, ("terlihat",))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_of_any_program_reads_the_same(encoding: str, delimiter: str) -> None:
    text = f'tanggal{delimiter}pos\r\n\r\n1/7/2025{delimiter}"Bakauheni – ""A"""\r\n'
    assert read_rows(text.encode(encoding), "lama.csv") == [
        Row(1, ("tanggal", "pos")),
        Row(3, ("1/7/2025", 'Bakauheni – "A"')),
    ]


def test_a_csv_of_an_older_windows_reads_too() -> None:
    assert read_rows("pos;patroli\ncafé;1".encode("cp1252"), "x.csv")[1] == Row(2, ("café", "1"))


def test_excels_own_word_about_the_delimiter_counts() -> None:
    assert read_rows(b"sep=;\na,b;c\n", "x.csv") == [Row(2, ("a,b", "c"))]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8)


@given(st.lists(st.lists(texts, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(";,\t|"))
def test_whatever_is_written_as_csv_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["kolom 1", "kolom 2"], *rows])
    read = read_rows(stream.getvalue().encode("utf-8-sig"), "x.csv")
    assert [list(row.cells) for row in read[1:]] == rows


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", EmptyFile),
        (b"\n;;;\n", EmptyFile),
        (b"\x00\x01\x02", UnreadableFile),
        (b"PK\x03\x04broken", UnreadableFile),
        (b"\xd0\xcf\x11\xe0old", OldWorkbook),
        (package(content_xml="<x/>"), OldWorkbook),
        (package(xl__workbook_xml="<x/>"), UnreadableFile),
        (b'"' + b"x" * 20_000 + b'"', UnreadableFile),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(content: bytes, expected: type[LaporError]) -> None:
    with pytest.raises(expected) as refusal:
        read_rows(content, "x.xlsx")
    assert '"x.xlsx"' in refusals.sentence(refusal.value)


def test_a_workbook_whose_bytes_are_damaged_is_refused_in_a_sentence() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", "<row r='1'/>" * 5000)
    content = bytearray(packed.getvalue())
    begins = content.index(b"sheet1.xml") + len(b"sheet1.xml")
    content[begins : begins + 20] = b"\xff" * 20
    with pytest.raises(UnreadableFile):
        read_rows(bytes(content), "rusak.xlsx")


def test_what_unpacks_to_too_much_is_refused_unread() -> None:
    bomb = package(xl__workbook_xml="<x/>", xl__worksheets__sheet1_xml="0" * 3_000_000)
    with pytest.raises(FileTooLarge):
        read_rows(bomb, "bom.xlsx", Limits(unpacked_bytes=1_000_000))


@pytest.mark.parametrize("place", ["A1048576", "XFD1"])
def test_a_cell_far_out_is_refused_before_room_is_made_for_it(place: str) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = book.worksheets[0][place] = "x"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(FileTooLarge):
        read_rows(stream.getvalue(), "jauh.xlsx")


@pytest.mark.parametrize("limits", [Limits(file_bytes=10), Limits(rows=2), Limits(columns=2)])
def test_more_than_the_limits_is_refused_in_a_sentence(limits: Limits) -> None:
    with pytest.raises(FileTooLarge) as refusal:
        read_rows(b"a;b;c\nd;e;f\ng;h;i\n", "x.csv", limits)
    assert "terlalu besar" in refusals.sentence(refusal.value)


def test_columns_are_found_in_any_order_below_a_title_and_others_are_named() -> None:
    rows = [
        Row(1, ("REKAP PATROLI TAHUN 2025",)),
        Row(3, ("No.", "Jml. PATROLI (kali)", "Unit", "Hari / Tanggal", "Ket.")),
        Row(4, (1, 3, "Batam", "1/7/2025")),
    ]
    header = find_header(rows, [*COLUMNS[1:], Column("tanggal", ("hari/tanggal",))])
    assert header.ignored == ("No.", "Ket.")
    (row,) = rows_below(rows, header)
    assert header.pick(row) == {"satuan": "Batam", "patroli": 3, "tanggal": "1/7/2025"}


def test_a_header_of_two_storeys_is_read_as_one() -> None:
    rows = [Row(1, ("Tanggal", "Satuan", "KPI")), Row(2, (None, None, "Patroli", "Sambang")), Row(3, ("1/7/2025",))]
    assert dict(find_header(rows, COLUMNS).places) == {"tanggal": 0, "satuan": 1, "patroli": 2}


def test_a_row_that_numbers_the_columns_is_passed_over() -> None:
    rows = [Row(1, ("tgl", "pos", "patroli")), Row(2, ("(1)", "(2)", "(3)")), Row(3, ("1/7/2025", "Batam", 3))]
    assert rows_below(rows, find_header(rows, COLUMNS)) == rows[2:]


def test_missing_and_repeated_columns_are_named() -> None:
    with pytest.raises(MissingColumns) as missing:
        find_header([Row(1, ("tgl", "patroli", "catatan"))], COLUMNS)
    assert refusals.sentence(missing.value) == (
        "Kolom yang tidak ditemukan: satuan. Kolom yang terbaca: tgl, patroli, catatan."
    )
    with pytest.raises(RepeatedColumn):
        find_header([Row(1, ("tgl", "pos", "patroli", "jml patroli"))], COLUMNS)


@pytest.mark.parametrize(
    "cell",
    [date(2025, 7, 24), MORNING, 45862, "45862", "24/7/2025", "24-07-25", "24 Juli 2025", "24/7",
     "2025-07-24 00:00:00", "24/07/2025 0:00", "45862.0", "Kam, 24 Jul 2025",
     "24 Juli 2025 (Kamis)", "Kamis, 24/7/2025"],
)  # fmt: skip
def test_dates_are_read_as_people_and_programs_write_them(cell: Any) -> None:
    assert as_date(cell, TODAY) == date(2025, 7, 24)


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "minggu lalu",
        "kemarin",
        "hari ini",
        "24 Juli 2025 (Senin)",
        "31/2/2025",
        7,
        9_999_999_999,
        2.5,
        time(8),
        "1/1/1899",
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(cell: Any) -> None:
    with pytest.raises(UnreadableDate) as refusal:
        as_date(cell, TODAY)
    assert "24/7/2025" in refusals.sentence(refusal.value)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(3, 3), ("3", 3), ("3 kali", 3), ("dua", 2), ("Nihil", 0), (0, 0), ("1.152", 1152),
     ("3.0", 3), ("3,00", 3), ("1.000", 1000), (None, None), ("-", None), ("—", None)],
)  # fmt: skip
def test_counts_are_read_as_people_write_them(cell: Any, expected: int | None) -> None:
    assert as_count(cell) == expected


@pytest.mark.parametrize("cell", [-1, 2.5, 10_000, "banyak", "2,5", date(2025, 7, 1)])
def test_what_is_no_count_is_refused(cell: Any) -> None:
    with pytest.raises(UnreadableNumber):
        as_count(cell)


@pytest.mark.parametrize("text", ["=1+1", "+62", "-3", "@x", "\t=1", "\r=1", " =1", "＝1"])
def test_what_opens_a_formula_is_made_harmless(text: str) -> None:
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Batam", "1-2", "—", "", "a=b"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text
