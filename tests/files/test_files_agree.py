"""Every form of a recap tells the same totals, and those are the sums of the raw answers."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from models.database import Database
from models.file_orders import FileForm
from models.goods import Goods, GoodsKind, Quantity
from models.organisation import list_agencies
from models.periods import Period
from models.permissions import Place
from tests.clock.roster import NIHIL, Roster
from tests.databases import NewUrl
from tests.files.formulas import Calculated
from tests.files.made import (
    LABELS,
    Bench,
    csv_totals,
    json_totals,
    pdf_text,
    pdf_totals,
    sheet_totals,
    word_tables,
    word_totals,
)
from tests.results.release import event

SEPTEMBER = Period.month_of(date(2025, 9, 1))
SHEETS = ("Per K-L", "Per Satuan", "Per Hari", "Data")


def lived(roster: Roster) -> Roster:
    """Five people of two agencies, four days: late and nil ones, an absence, one who never reports, a thousand."""
    for name, unit in (("Ani", "BAKAMLA/BATAM"), ("Budi", "BAKAMLA/BATAM"), ("Citra", "BAKAMLA/AMBON")):
        roster.member(name, unit, province=81 if unit.endswith("AMBON") else 21)
    roster.member("=1+1", "KKP/TUAL", province=81)
    roster.member("Eka", "KKP/BITUNG", province=71)
    roster.excuse("Eka", date(2025, 9, 16), date(2025, 9, 17))
    for ahead in range(4):
        day = date(2025, 9, 15 + ahead)
        roster.clock.set(f"{day.isoformat()}T17:00:00+07:00")
        roster.report("Ani", day, (3, 1, 1152, 0))
        roster.report("=1+1", day, (ahead, 2, 0, 1))
        roster.clock.set(f"{day.isoformat()}T20:30:00+07:00")
        roster.report("Budi", day, NIHIL)
    roster.report("Citra", date(2025, 9, 18), (0, 7, 5, 2))
    roster.clock.set("2025-09-19T09:00:00+07:00")
    return roster


@pytest.fixture(scope="module")
def week(new_sqlite: NewUrl) -> Iterator[Roster]:
    with closing(Database(new_sqlite())) as database:
        yield lived(Roster(database))


@pytest.fixture(scope="module")
def month(week: Roster) -> Bench:
    return Bench(week, SEPTEMBER, names=True)


@pytest.fixture(scope="module")
def day(week: Roster) -> Bench:
    return Bench(week, Period.day(date(2025, 9, 15)))


def place_of(roster: Roster, scope: str) -> Place:
    agencies = {agency.code: agency.id for agency in roster.database.read_now(list_agencies)}
    return Place(agency_id=agencies.get(scope.partition("/")[0]), unit_id=roster.units.get(scope))


@pytest.mark.parametrize("scope", ["", "BAKAMLA", "KKP/TUAL"])
def test_tables_tell_the_sums_of_the_raw_answers(roster: Roster, scope: str) -> None:
    bench = Bench(lived(roster), SEPTEMBER, place_of(roster, scope))
    raw = bench.raw()
    assert sum(raw)
    assert csv_totals(bench.content(FileForm.CSV)) == raw
    assert json_totals(bench.content(FileForm.JSON)) == raw
    book = Calculated(bench.content(FileForm.XLSX))
    assert {sheet: sheet_totals(book.cached[sheet]) for sheet in SHEETS} == dict.fromkeys(SHEETS, raw)


@pytest.mark.parametrize("scope", ["BAKAMLA", "KKP/TUAL"])
def test_written_reports_tell_the_sums_of_the_raw_answers(week: Roster, scope: str) -> None:
    bench = Bench(week, SEPTEMBER, place_of(week, scope))
    told_in_pdf, told_in_word = pdf_totals(bench.content(FileForm.PDF)), word_totals(bench.content(FileForm.DOCX))
    assert told_in_pdf == told_in_word
    assert set(told_in_pdf) == {bench.raw()}


def test_every_formula_comes_to_the_value_that_is_written_with_it(month: Bench) -> None:
    book = Calculated(month.content(FileForm.XLSX))
    found = book.all_formulas()
    assert [(place, book.value(*place), book.shown(*place)) for place in found if not same(book, place)] == []
    assert len(found) > 100


def same(book: Calculated, place: tuple[str, str]) -> bool:
    value, shown = book.value(*place), book.shown(*place)
    if value in ("", None):
        return shown in ("", None)
    return isinstance(shown, int | float) and abs(value - shown) < 1e-9


def test_a_filter_on_another_sheet_leaves_the_first_sheet_as_it_is(month: Bench) -> None:
    """SUBTOTAL leaves out what a filter hides: so the first sheet refers to no total of that kind."""
    book = Calculated(month.content(FileForm.XLSX))
    front = [str(book.formulas[sheet][at].value) for sheet, at in book.all_formulas() if sheet == "Rekap"]
    sums = [formula for formula in front if "Per K-L" in formula]
    assert len(sums) > 10
    assert all(formula.startswith("=SUM('Per K-L'!") for formula in sums)


def test_people_add_up_on_every_sheet(month: Bench) -> None:
    book = Calculated(month.content(FileForm.XLSX))
    wanted = ("Diharapkan", "Melapor", "Tepat waktu", "Terlambat", "Belum lapor", "Nihil", "Izin")
    told = []
    for sheet in SHEETS[:3]:
        rows = [list(row) for row in book.cached[sheet].iter_rows(values_only=True)]
        told.append(tuple(rows[-1][rows[4].index(title)] for title in wanted))
    assert told == [(18, 13, 8, 5, 5, 4, 2)] * 3


def test_numbers_and_dates_are_real_and_text_is_never_a_formula(month: Bench) -> None:
    book = Calculated(month.content(FileForm.XLSX))
    sheet = book.formulas["Data"]
    head = [cell.value for cell in sheet[5]]
    row = next(row for row in sheet.iter_rows(min_row=6) if row[head.index("Nama")].value == "=1+1")
    assert row[head.index("Nama")].data_type in ("s", "inlineStr")
    assert row[0].is_date
    assert row[0].value.date() == date(2025, 9, 15)
    assert row[head.index("Sambang")].data_type == "n"
    assert sheet.freeze_panes == "B6"
    assert sheet.auto_filter.ref.startswith("A5:")
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.page_setup.paperSize == 9


def test_nobody_is_named_unless_that_was_asked_for(week: Roster) -> None:
    book = Calculated(Bench(week, SEPTEMBER).content(FileForm.XLSX))
    assert "Nama" not in [cell.value for cell in book.formulas["Data"][5]]
    everything = [cell.value for sheet in book.formulas for row in sheet.iter_rows() for cell in row]
    assert not {"Ani", "Budi", "Citra", "Eka"} & {value for value in everything if isinstance(value, str)}


def test_zero_is_nihil_and_what_nobody_told_is_a_dash(day: Bench) -> None:
    by_unit = {row[2]: row[3:] for row in word_tables(day.content(FileForm.DOCX))[1]}
    assert by_unit["KKP/TUAL"] == ["NIHIL", "2", "NIHIL", "1", "3", "lengkap"]
    assert by_unit["BAKAMLA/AMBON"] == ["—", "—", "—", "—", "—", "belum lapor"]


@pytest.mark.parametrize(("scope", "drawn"), [("", "K/L"), ("BAKAMLA", "satuan"), ("KKP/TUAL", None)])
def test_the_first_sheet_draws_the_places_below_what_it_tells_of(week: Roster, scope: str, drawn: str | None) -> None:
    content = Bench(week, SEPTEMBER, place_of(week, scope)).content(FileForm.XLSX)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        charts = "".join(packed.read(name).decode() for name in packed.namelist() if "charts/chart" in name)
    assert re.findall(r"Kegiatan per (K/L|satuan)", charts) == ([drawn] if drawn else [])
    assert "Kegiatan per hari" in charts


def test_goods_are_told_by_kind_and_never_added_up_over_measures(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-19T09:00:00+07:00")
    sticks, cartons = Quantity(1_200_000, "batang"), Quantity(3_500, "karton")
    for day, quantity in ((13, sticks), (14, cartons), (15, None)):
        event(roster, "BAKAMLA/BATAM", date(2025, 9, day), goods=[Goods(GoodsKind.TOBACCO, quantity)])
    event(roster, "BAKAMLA/BATAM", date(2025, 9, 15), goods=[Goods(GoodsKind.WILDLIFE, None)])
    bench = Bench(roster, SEPTEMBER)
    (told,) = (table for table in word_tables(bench.content(FileForm.DOCX)) if "Jenis barang" in table[0])
    assert told[1:] == [["rokok/tembakau", "3", "1.200 batang + 3,5 karton"], ["satwa liar", "1", "—"]]
    pages = " ".join(pdf_text(bench.content(FileForm.PDF)).split())
    assert "Barang sitaan menurut jenis" in pages
    assert "1.200 batang + 3,5 karton" in pages


def test_a_report_is_in_official_form(day: Bench) -> None:
    text = pdf_text(day.content(FileForm.PDF))
    order = ["LAPORAN HARIAN", "Senin, 15 September 2025", "Kepada Yth.", "Izin melaporkan", "A. Ringkasan",
             "Demikian laporan ini disampaikan, terima kasih.", "NRP/NIP"]  # fmt: skip
    places = [text.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_labels_of_the_tests_are_those_of_the_questions(day: Bench) -> None:
    rows = word_tables(day.content(FileForm.DOCX))[0]
    assert tuple(row[1] for row in rows[1:5]) == LABELS
