"""Old spreadsheets come in once, add up exactly, and say of each row what is wrong with it."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.database import Database
from models.import_people import UNIT_ITSELF
from models.import_units import UnitsOfSheet, province_in
from models.indicators import SHIPPED, Question, questions_on
from models.organisation import agency_by_code
from models.periods import Period
from models.recap import recap
from models.report_imports import Imported, SheetFile, import_reports
from models.report_sheets import read_reports
from models.schema import (
    AuditEvent,
    DailyReport,
    Member,
    ReportAnswer,
    ReportRevision,
    StructureKind,
    Unit,
    UnitDayTotal,
)
from models.shaped_places import Shape, shaped_unit
from models.spreadsheets import Row, read_rows
from models.structure import change_place
from tests.clock.roster import MONDAY, Roster
from tests.files.posts import POSTS, as_csv, sums
from views.refusals import sentence

NOW = datetime(2025, 9, 20, 3, tzinfo=UTC)
HEAD = "tanggal;satuan;petugas;patroli;sambang;pemeriksaan;sosialisasi\n"


def take_in(
    database: Database,
    content: bytes,
    *,
    make: bool = True,
    write: bool = True,
    agency: str = "KKP",
    progress: Callable[[int], None] = lambda _done: None,
) -> Imported:
    def work(session: Session) -> Imported:
        owner = agency_by_code(session, agency)
        questions = questions_on(session, NOW.date())
        sheet = read_reports(read_rows(content, "lama.csv"), questions, NOW.date())
        units = UnitsOfSheet(session, owner, make=make, now=NOW)
        file = SheetFile("lama.csv", hashlib.sha256(content).hexdigest())
        return import_reports(session, owner, sheet, file, questions, now=NOW, units=units, progress=progress)

    return database.write_now(work) if write else database.read_now(work)


def rows(text: str) -> bytes:
    return (HEAD + text).encode()


def count(database: Database, what: Any) -> int:
    return database.read_now(lambda session: session.scalar(select(func.count()).select_from(what)) or 0)


def totals(database: Database, period: Period, code: str = "KKP") -> tuple[int, ...]:
    def work(session: Session) -> tuple[int, ...]:
        return recap(session, period, agency_by_code(session, code).id, NOW).total.led

    return database.read_now(work)


@pytest.fixture
def kkp(roster: Roster) -> Roster:
    roster.unit("KKP/TUAL", 81)
    return roster


def test_27_posts_of_ten_days_add_up_exactly(kkp: Roster) -> None:
    imported = take_in(kkp.database, as_csv(10))
    assert (imported.added, imported.problems, len(imported.units_made)) == (270, (), 27)
    assert totals(kkp.database, Period.month_of(date(2025, 1, 1))) == sums(10)


def test_the_same_file_twice_changes_nothing(kkp: Roster) -> None:
    take_in(kkp.database, as_csv(5))
    tables = (DailyReport, ReportAnswer, ReportRevision, Member, Unit, AuditEvent, UnitDayTotal)
    before = [count(kkp.database, table) for table in tables]
    again = take_in(kkp.database, as_csv(5))
    assert (again.added, again.unchanged, again.problems, again.units_made) == (0, 135, (), ())
    assert [count(kkp.database, table) for table in tables] == before
    assert totals(kkp.database, Period.month_of(date(2025, 1, 1))) == sums(5)


def test_the_bar_reaches_its_end_over_new_and_known_rows(kkp: Roster) -> None:
    take_in(kkp.database, as_csv(2))
    done: list[int] = []
    take_in(kkp.database, as_csv(3), progress=done.append)
    assert sum(done) == 3 * len(POSTS)


def test_a_longer_file_adds_what_is_new(kkp: Roster) -> None:
    take_in(kkp.database, as_csv(5))
    longer = take_in(kkp.database, as_csv(7))
    assert (longer.added, longer.unchanged) == (54, 135)
    assert totals(kkp.database, Period.month_of(date(2025, 1, 1))) == sums(7)


def test_a_dry_run_tells_the_same_and_changes_nothing(kkp: Roster) -> None:
    dry = take_in(kkp.database, as_csv(2), write=False)
    assert (dry.added, len(dry.units_made)) == (54, 27)
    assert count(kkp.database, DailyReport) == 0


def test_running_totals_equal_a_recount(kkp: Roster) -> None:
    take_in(kkp.database, as_csv(6))

    def recount(session: Session) -> tuple[int, int]:
        raw = session.scalar(select(func.sum(ReportAnswer.led))) or 0
        return int(raw), int(session.scalar(select(func.sum(UnitDayTotal.led))) or 0)

    raw, running = kkp.database.read_now(recount)
    assert raw == running == sum(sums(6))


def test_nobody_is_expected_or_late_because_of_a_row_without_an_officer(kkp: Roster) -> None:
    take_in(kkp.database, rows("15/9/2025;Tual;;1;0;0;0\n"))
    agency_id = kkp.database.read_now(lambda session: agency_by_code(session, "KKP").id)
    total = kkp.database.read_now(recap, Period.day(MONDAY), agency_id, NOW).total
    assert (total.expected, total.reported, total.missing, total.reports) == (0, 0, 0, 1)


def test_a_row_of_a_member_is_their_report_and_is_not_late(kkp: Roster) -> None:
    kkp.member("Ani Wijaya", "KKP/TUAL", province=81)
    take_in(kkp.database, rows("15/9/2025;tual;ANI WIJAYA;2;0;0;0\n"))
    agency_id = kkp.database.read_now(lambda session: agency_by_code(session, "KKP").id)
    total = kkp.database.read_now(recap, Period.day(MONDAY), agency_id, NOW).total
    assert (total.expected, total.reported, total.on_time, total.led[0]) == (1, 1, 1, 2)
    assert count(kkp.database, Member) == 1


def test_what_an_officer_reported_is_never_overwritten(kkp: Roster) -> None:
    kkp.member("Ani", "KKP/TUAL", province=81)
    kkp.report("Ani", led=(1, 0, 2, 0))
    (problem,) = take_in(kkp.database, rows("15/9/2025;TUAL;Ani;9;0;2;0\n")).problems
    assert sentence(problem.error) == (
        "Sudah ada dari laporan petugas: patroli 1, sambang 0, pemeriksaan 2, sosialisasi 0. "
        "Yang tertulis di sini: patroli 9, sambang 0, pemeriksaan 2, sosialisasi 0. Tidak diubah."
    )
    assert totals(kkp.database, Period.day(MONDAY)) == (1, 0, 2, 0)


def test_a_row_of_the_unit_is_left_out_where_its_officers_have_reported(kkp: Roster) -> None:
    kkp.member("Ani", "KKP/TUAL", province=81)
    kkp.report("Ani", led=(1, 0, 2, 0))
    imported = take_in(kkp.database, rows("15/9/2025;TUAL;;1;0;2;0\n14/9/2025;TUAL;;3;0;0;0\n"))
    assert [(problem.row_number, sentence(problem.error)) for problem in imported.problems] == [
        (2, "Petugas satuan ini sudah melapor untuk tanggal itu; baris tanpa petugas menghitungnya dua kali.")
    ]
    assert (imported.added, totals(kkp.database, Period.day(MONDAY))) == (1, (1, 0, 2, 0))


def test_a_row_of_an_officer_is_left_out_where_the_whole_unit_is_told(kkp: Roster) -> None:
    take_in(kkp.database, rows("15/9/2025;TUAL;;1;0;2;0\n"))
    (problem,) = take_in(kkp.database, rows("15/9/2025;TUAL;Ani;1;0;2;0\n")).problems
    assert sentence(problem.error) == (
        "Jumlah seluruh satuan untuk tanggal itu sudah ada; baris petugas ini menghitungnya dua kali."
    )


def test_rows_of_officers_and_of_the_rest_in_one_file_all_count_once(kkp: Roster) -> None:
    mixed = rows("15/9/2025;TUAL;Ani;1;0;0;0\n15/9/2025;TUAL;;2;0;0;0\n")
    assert (take_in(kkp.database, mixed).added, take_in(kkp.database, mixed).unchanged) == (2, 2)
    assert totals(kkp.database, Period.day(MONDAY)) == (3, 0, 0, 0)


def test_the_same_file_changes_nothing_whatever_people_are_called_by_now(kkp: Roster) -> None:
    kkp.member("Ani", "KKP/TUAL", province=81)
    file = rows("15/9/2025;TUAL;Ani;1;0;2;0\n")
    take_in(kkp.database, file)
    kkp.database.write_now(lambda session: session.execute(update(Member).values(name="Ani Wijaya")))
    again = take_in(kkp.database, file)
    assert (again.added, again.unchanged, totals(kkp.database, Period.day(MONDAY))) == (0, 1, (1, 0, 2, 0))


def test_who_joined_after_the_file_is_not_told_of_twice(kkp: Roster) -> None:
    take_in(kkp.database, rows("15/9/2025;TUAL;Ani;1;0;2;0\n"))
    kkp.member("Ani", "KKP/TUAL", province=81)
    longer = take_in(kkp.database, rows("15/9/2025;TUAL;Ani;1;0;2;0\n16/9/2025;TUAL;Ani;1;0;0;0\n"))
    assert (longer.added, longer.unchanged, totals(kkp.database, Period.day(MONDAY))) == (1, 1, (1, 0, 2, 0))


def test_a_unit_is_found_by_what_it_was_called_before(kkp: Roster) -> None:
    file = rows("15/9/2025;Pos Merauke;;1;0;2;0\n")
    take_in(kkp.database, file)

    def rename(session: Session) -> None:
        unit = session.scalars(select(Unit).where(Unit.name == "Pos Merauke")).one()
        shape = Shape(StructureKind.RENAMED, NOW.date(), {"name": "Stasiun Merauke"})
        change_place(session, None, shaped_unit(session, None, unit.id), shape, NOW)

    kkp.database.write_now(rename)
    again = take_in(kkp.database, file)
    assert (again.added, again.unchanged, again.units_made) == (0, 1, ())


def test_an_empty_cell_is_not_zero(kkp: Roster) -> None:
    take_in(kkp.database, rows("15/9/2025;TUAL;;;0;0;0\n16/9/2025;TUAL;;nihil;0;0;0\n17/9/2025;TUAL;;;;;\n"))

    def nil(session: Session) -> list[tuple[bool, int]]:
        told = func.count(ReportAnswer.indicator_id)
        query = select(DailyReport.nil, told).join(ReportAnswer).group_by(DailyReport.id).order_by(DailyReport.id)
        return [(bool(one), int(two)) for one, two in session.execute(query)]

    assert kkp.database.read_now(nil) == [(False, 3), (True, 4)]


def test_the_rows_of_a_unit_are_one_persons_who_is_no_member(kkp: Roster) -> None:
    take_in(kkp.database, as_csv(3))

    def placeholders(session: Session) -> int:
        query = select(func.count()).select_from(Member).where(Member.name == UNIT_ITSELF, Member.telegram_id.is_(None))
        return session.scalar(query) or 0

    assert kkp.database.read_now(placeholders) == len(POSTS)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("31/2/2025;TUAL;;1;0;0;0", '"31/2/2025" tidak dikenali sebagai tanggal. Tulis misalnya "24/7/2025".'),
        ("21/9/2025;TUAL;;1;0;0;0", "Tanggal 21 September 2025 belum tiba."),
        ("15/9/2025;;;1;0;0;0", "Nama kosong atau lebih dari 80 huruf."),
        ("15/9/2025;Atlantis;;1;0;0;0", 'KKP tidak punya satuan "Atlantis". Betulkan, atau tambahkan --create-units.'),
        ("15/9/2025;TUAL;;-1;0;0;0", '"-1" bukan bilangan bulat 0 sampai 9.999. Tulis misalnya "3", atau "nihil".'),
    ],
)
def test_each_problem_is_told_with_its_row_and_the_others_come_in(kkp: Roster, row: str, expected: str) -> None:
    imported = take_in(kkp.database, rows(f"14/9/2025;TUAL;;1;1;1;1\n{row}\n"), make=False)
    assert imported.added == 1
    assert [(problem.row_number, sentence(problem.error)) for problem in imported.problems] == [(3, expected)]


def test_two_rows_of_the_same_are_not_added_up(kkp: Roster) -> None:
    imported = take_in(kkp.database, rows("15/9/2025;TUAL;;1;0;0;0\n15-9-2025;tual;;4;0;0;0\n"))
    (problem,) = imported.problems
    assert sentence(problem.error).startswith("Tanggal, satuan, dan petugas ini sudah ada di baris 2.")
    assert totals(kkp.database, Period.day(MONDAY)) == (1, 0, 0, 0)


def test_sums_below_the_table_are_no_reports(kkp: Roster) -> None:
    imported = take_in(kkp.database, rows("15/9/2025;TUAL;;1;0;0;0\nJUMLAH;;;1;0;0;0\n;Total September;;1;0;0;0\n"))
    assert (imported.added, imported.problems) == (1, ())


@pytest.mark.parametrize("name", ["Pengawasan Administratif", "Pemeriksaan Rutin / Pengawasan Administratif"])
def test_columns_are_found_by_their_full_names(kkp: Roster, name: str) -> None:
    header = f"HARI/TGL;Nama Satuan;Patroli;Sambang;{name};Sosialisasi"
    imported = take_in(kkp.database, f"{header}\n15/9/2025;TUAL;1;2;3;4\n".encode())
    assert (imported.added, imported.problems) == (1, ())
    assert totals(kkp.database, Period.day(MONDAY)) == (1, 2, 3, 4)


def test_one_event_in_the_trail_tells_of_the_file(kkp: Roster) -> None:
    take_in(kkp.database, as_csv(2))

    def events(session: Session) -> int:
        query = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "reports.imported")
        return session.scalar(query) or 0

    assert kkp.database.read_now(events) == 1


@pytest.mark.parametrize(
    ("name", "province"),
    [
        ("Polda Bali", 51),
        ("KPLP Papua Barat Daya", 96),
        ("Pos Maluku Utara", 82),
        ("Pos Merauke", None),
        ("Balikpapan", None),
    ],
)
def test_a_province_is_read_from_a_name_as_a_whole_word(name: str, province: int | None) -> None:
    assert province_in(name) == province


QUESTIONS = tuple(
    Question(at, key, label, measure, text, maximum)
    for at, (key, label, measure, text, maximum) in enumerate(SHIPPED, start=1)
)
cells = st.one_of(st.none(), st.integers(-5, 12_000), st.text(max_size=6), st.dates(), st.floats(allow_nan=False))


@given(st.lists(st.lists(cells, min_size=6, max_size=6), max_size=6))
def test_whatever_stands_in_a_row_it_is_read_or_a_problem_or_empty(lines: list[list[Any]]) -> None:
    head = Row(1, ("tanggal", "satuan", "patroli", "sambang", "pemeriksaan", "sosialisasi"))
    body = [Row(number, tuple(line)) for number, line in enumerate(lines, start=2)]
    sheet = read_reports([head, *body], QUESTIONS, NOW.date())
    assert len(sheet.reports) + len(sheet.problems) + sheet.empty == len(lines)
    assert all(sentence(problem.error) for problem in sheet.problems)
