"""Files on demand: a coordinator asks in words or taps below a recap, and gets their own figures and nobody else's."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.import_units import UnitsOfSheet
from models.indicators import questions_on
from models.organisation import agency_by_code
from models.periods import Period
from models.recap_pages import Asked, recap_page
from models.recap_scope import scope_of
from models.report_imports import SheetFile, import_reports
from models.report_sheets import read_reports
from models.schema import AuditEvent, Outbox, OutboxState, Role
from models.spreadsheets import read_rows
from simulator.people import Person
from tests.desk import Desk
from tests.files.formulas import Calculated
from tests.files.made import csv_totals, pdf_totals, sheet_totals, word_totals
from tests.files.posts import POSTS, as_csv, sums
from views.charts.data import Chart
from views.charts.data_period import PeriodChart
from views.recap import page_card

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOW = datetime(2025, 9, 15, 7, 55, tzinfo=UTC)
DAYS = 7


def import_posts(session: Session) -> None:
    agency, questions = agency_by_code(session, "KKP"), questions_on(session, NOW.date())
    sheet = read_reports(read_rows(as_csv(DAYS), "psdkp.csv"), questions, NOW.date())
    units = UnitsOfSheet(session, agency, make=True, now=NOW)
    file = SheetFile("psdkp.csv", "0" * 64)
    import_reports(session, agency, sheet, file, questions, now=NOW, units=units, progress=lambda _done: None)


async def document_of(person: Person, form: str) -> bytes:
    """The file of that form that was asked for last; it takes a while to be made, on a busy machine."""
    seen = await person.sees(re.compile(rf"^{form} ·(?!.*Sedang disiapkan)", re.DOTALL), timeout=60)
    return await seen.document()


def chart_totals(desk: Desk) -> tuple[int, ...]:
    """What the bars of the recap's chart come to."""

    def work(session: Session) -> Chart | None:
        scope = scope_of(session, agency_by_code(session, "KKP").id)
        page = recap_page(session, Asked(Period.month_of(date(2025, 1, 1)), scope, NOW))
        return page_card(page, now=NOW, today=NOW.date(), synthetic=True).chart

    chart = desk.program.database.read_now(work)
    assert isinstance(chart, PeriodChart)
    return tuple(sum(slot.led[at] or 0 for slot in chart.slots if slot.led) for at in range(4))


async def rima(desk: Desk) -> Person:
    return await desk.member("Rima", 5, "KKP/MERAUKE", Role.AGENCY_COORDINATOR)


@ON_SQLITE
async def test_a_table_of_27_posts_adds_up_in_the_recap_the_chart_and_all_four_files(desk: Desk) -> None:
    desk.program.database.write_now(import_posts)
    coordinator = await rima(desk)
    await coordinator.send("/rekap januari 2025")
    recap = await coordinator.sees("Rekap Januari 2025", timeout=60)
    labels = ("Patroli", "Sambang", "Pemeriksaan/Pengawasan", "Sosialisasi")
    assert "laporan masuk; tidak tercatat siapa yang wajib melapor." in recap.words
    told = [re.search(rf"{label}: ([\d.]+)", recap.words) for label in labels]
    assert tuple(int(one[1].replace(".", "")) for one in told if one) == sums(DAYS)
    assert chart_totals(desk) == sums(DAYS)
    contents = {}
    for label in ("Excel", "PDF", "Word"):
        await coordinator.tap(label)
        contents[label] = await document_of(coordinator, label)
    await coordinator.send("/ekspor csv januari 2025")
    contents["CSV"] = await document_of(coordinator, "CSV")
    book = Calculated(contents["Excel"])
    assert sheet_totals(book.cached["Per Satuan"]) == sheet_totals(book.cached["Data"]) == sums(DAYS)
    assert len(list(book.cached["Per Satuan"].iter_rows())) == 5 + len(POSTS) + 1
    assert set(pdf_totals(contents["PDF"])) == set(word_totals(contents["Word"])) == {sums(DAYS)}
    assert csv_totals(contents["CSV"]) == sums(DAYS)


async def test_words_choose_form_period_and_place(desk: Desk) -> None:
    coordinator = await rima(desk)
    await coordinator.send("/ekspor csv kemarin")
    seen = await coordinator.sees("Sedang disiapkan")
    assert seen.words.startswith("CSV · Minggu, 14 September 2025 · Kementerian Kelautan dan Perikanan")
    assert (await document_of(coordinator, "CSV")).startswith(b"\xef\xbb\xbftanggal;K/L;")
    await desk.program.outgoing.finish()
    row = desk.program.database.read_now(lambda session: session.scalars(select(Outbox)).one())
    assert (row.kind, row.state) == ("file", OutboxState.SENT)
    assert exports_in_trail(desk) == 1


def exports_in_trail(desk: Desk) -> int:
    query = select(AuditEvent).where(AuditEvent.action == "export.made")
    return len(desk.program.database.read_now(lambda session: session.scalars(query).all()))


async def test_without_a_form_the_forms_are_offered(desk: Desk) -> None:
    coordinator = await rima(desk)
    await coordinator.send("/ekspor")
    seen = await coordinator.sees("Ekspor · Senin, 15 September 2025")
    assert seen.buttons == ["Excel", "PDF", "Word", "CSV"]
    assert await coordinator.tap("CSV", answer=True, timeout=30) == "CSV sedang disiapkan, menyusul di bawah."
    await document_of(coordinator, "CSV")


@ON_SQLITE
async def test_an_agency_coordinator_gets_their_own_agency_only(desk: Desk) -> None:
    coordinator = await rima(desk)
    await coordinator.send("/ekspor csv bakamla")
    await coordinator.sees("K/L Anda sendiri")
    await coordinator.send("/ekspor")
    card = await coordinator.sees("Ekspor")
    bakamla = desk.program.database.read_now(lambda session: agency_by_code(session, "BAKAMLA").id)
    for payload in ("rf|c|d20250915||", f"rf|c|d20250915|{bakamla}|", "rf|c|d20250915|99|", "rf|z|d20250915||"):
        assert await coordinator.tap_data(payload, on=card, answer=True) == "Tombol ini sudah tidak berlaku."
    assert exports_in_trail(desk) == 0


@ON_SQLITE
async def test_officers_and_groups_get_no_files(desk: Desk) -> None:
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await budi.send("/ekspor csv")
    await budi.sees("Perintah itu tidak tersedia")
    dewi = await desk.member("Dewi", 6, "BAKAMLA/BATAM", Role.DESK_COORDINATOR)
    group = await desk.bound_group([budi], dewi)
    await dewi.send("/ekspor csv", chat=group)
    await desk.telegram.idle()
    await dewi.sees_nothing(chat=group)
    await dewi.send("/rekap", chat=group)
    assert "Excel" not in (await dewi.sees("Rekap", chat=group, timeout=60)).buttons
    assert exports_in_trail(desk) == 0


@ON_SQLITE
async def test_who_lost_the_right_meanwhile_gets_no_file(desk: Desk) -> None:
    coordinator = await rima(desk)
    await coordinator.send("/ekspor")
    await coordinator.sees("Ekspor")
    desk.program.replies.hasten = lambda: None
    await coordinator.tap("CSV", answer=True)
    await desk.member("Rima", 5, "KKP/MERAUKE")
    await desk.program.outgoing.tick()
    row = desk.program.database.read_now(
        lambda session: session.scalars(select(Outbox).where(Outbox.kind == "file")).one()
    )
    assert (row.state, row.outcome) == (OutboxState.DROPPED, "not allowed any more")
