"""/riwayat: the member's own months and days."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from models.answers import Answer
from models.database import Database
from models.history import Sign, day_history, month_history
from models.indicators import questions_on
from models.members import Newcomer, identify, take_in
from models.organisation import agency_by_code, ship_agencies, unit_by_code
from models.periods import Period
from models.permissions import Person
from models.reports import Filing, file_report
from models.schema import Absence, Role
from tests.desk import Desk, fill_in

KEYS = ("patrol", "community_visit", "inspection", "outreach")
JOINED = datetime.fromisoformat("2025-09-01T08:00:00+07:00")
NOW = datetime.fromisoformat("2025-09-15T16:00:00+07:00")


async def test_a_month_is_a_calendar_of_signs_and_a_day_shows_its_report(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "3", "2", "Nihil", "1")
    await budi.tap("Riwayat")
    month = await budi.sees("Riwayat · September 2025")
    assert "✓ tepat waktu 1" in month.words
    assert "Berturut-turut melapor: 1 hari" in month.words
    assert "Patroli: 3" in month.words
    assert [button.text for button in month.keyboard[0]] == ["Sn", "Sl", "Rb", "Km", "Jm", "Sb", "Mg"]
    assert [len(row) for row in month.keyboard[1:-1]] == [7] * 5
    await budi.tap("15✓")
    day = await budi.sees("Senin, 15 September 2025 · ✓ tepat waktu")
    assert day.id == month.id, "the message is edited in place"
    assert "✓ Sambang: 2 kunjungan" in day.words
    await budi.tap("Ubah laporan")
    await budi.sees("Ubah laporan ·")
    await budi.tap("Ubah Patroli")
    await budi.sees("1/4")
    await budi.tap("5")
    await budi.sees("3 → 5 kali")
    await budi.tap("Kirim perubahan")
    await budi.sees("Alasan")
    await budi.tap("Salah ketik")
    await budi.sees("Perubahan diterima")
    await budi.tap("Kalender", on=day)
    await budi.sees("Patroli: 5")
    await budi.tap("15✓", on=day)
    changed = await budi.sees("Pemutakhiran 1")
    assert "Salah ketik" in changed.words
    assert "→ Patroli: 3 → 5 kali" in changed.words


async def test_nobody_sees_another_ones_past(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    siti = await desk.member("Siti Rahma", 1002, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "3", "2", "Nihil", "1")
    await siti.send("/riwayat")
    month = await siti.sees("Riwayat · September 2025")
    assert "Patroli: 0" in month.words
    await siti.tap_data("h|2025-09-15|d", on=month)
    day = await siti.sees("Senin, 15 September 2025")
    assert "Patroli" not in day.words


@pytest.fixture
def budi(database: Database) -> Person:
    """An officer since 1 September."""

    def come(session: Session) -> Person:
        ship_agencies(session, JOINED)
        unit = unit_by_code(session, agency_by_code(session, "BAKAMLA"), "PUSAT")
        take_in(session, Newcomer(1001, "Budi", None, Role.OFFICER, unit.id), actor_id=None, now=JOINED)
        person = identify(session, 1001, NOW)
        assert person is not None
        return person

    return database.write_now(come)


def live(session: Session, budi: Person) -> None:
    """On time until the 10th but for a nil 5th, late on the 11th, away on the 12th, nothing on the 9th."""
    for day in range(1, 12):
        if day == 9:
            continue
        led = 0 if day == 5 else 2
        hour = 21 if day == 11 else 17
        moment = datetime.fromisoformat(f"2025-09-{day:02}T{hour}:00:00+07:00")
        filing = Filing(budi.member_id, date(2025, 9, day), budi.member_id, dict.fromkeys(KEYS, Answer(led=led)))
        file_report(session, filing, questions_on(session, filing.day), moment)
    session.add(
        Absence(
            member_id=budi.member_id,
            first_day=date(2025, 9, 12),
            last_day=date(2025, 9, 12),
            reason="cuti",
            entered_by=budi.member_id,
            entered_at=NOW,
        )
    )


def test_every_day_has_the_sign_of_what_became_of_it(database: Database, budi: Person) -> None:
    database.write_now(live, budi)
    history = database.read_now(month_history, budi, Period.month_of(NOW.date()), NOW)
    signs = {day.day: sign for day, sign in history.signs.items()}
    assert [signs[day] for day in (1, 5, 9, 11, 12)] == [Sign.ON_TIME, Sign.NIL, Sign.MISSING, Sign.LATE, Sign.ABSENT]
    assert [signs[day] for day in (13, 14, 15, 16, 30)] == [Sign.OPEN, Sign.OPEN, Sign.OPEN, Sign.NONE, Sign.NONE]
    assert history.led == (18, 18, 18, 18)
    assert history.streak == 2, "the 10th and 11th; the 12th is a day off, the 9th ends it"


def test_before_one_joined_nothing_was_expected(database: Database, budi: Person) -> None:
    august = database.read_now(month_history, budi, Period.month_of(date(2025, 8, 1)), NOW)
    assert set(august.signs.values()) == {Sign.NONE}
    assert database.read_now(day_history, budi, date(2025, 8, 20), NOW).revisions == ()
