"""What the groups read, post by post: first the finding, then the numbers, with their picture; no names of persons.

Every figure is counted here from the raw answers, and agencies that miss are counted, whoever their people are.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from html import unescape
from re import sub

import pytest
from sqlalchemy.orm import Session

from models.indicators import questions_on
from models.provinces import Zone
from models.reports import Filing, file_report
from models.schedule import moment
from models.schema import Role
from scheduler.sender import Outgoing
from tests.charts.reading import words_of
from tests.clock.courier import Courier
from tests.clock.roster import Roster, answers_of
from views.charts.picture import figure_of
from views.screen import Card

GROUP = -1001
Raw = dict[tuple[str, date], tuple[int, int, int, int]]
#: Her agency reports every day, his on ten days in the middle, theirs never.
EVERY_DAY, SOMETIMES, NEVER = "Anindita", "Sitompul", "Rudiansyah"
FIRST, LAST = date(2025, 8, 1), date(2025, 8, 31)
DAYS = [FIRST + timedelta(days=place) for place in range(31)]
ON_TIME: Raw = {(EVERY_DAY, day): (3, 1, day.day % 3, 0) for day in DAYS} | {
    (SOMETIMES, day): (0, 2, 5, 1) for day in DAYS[10:20]
}
LATE: Raw = {(SOMETIMES, LAST): (4, 0, 7, 2)}
ANSWERS = ON_TIME | LATE
LABELS = ("Patroli", "Sambang", "Pemeriksaan/Pengawasan", "Sosialisasi")
MEASURES = ("kali", "kunjungan", "objek", "kegiatan")


@pytest.fixture
def august(roster: Roster) -> Roster:
    """A month of three agencies with one officer each, until its last evening."""
    roster.clock.set("2025-08-01T06:00:00+07:00")
    roster.member(EVERY_DAY, "BAKAMLA/BATAM")
    roster.member(SOMETIMES, "KKP/BIAK")
    roster.member(NEVER, "POLRI/BALI")
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua", GROUP)
    roster.database.write_now(file_all, roster, ON_TIME, time(17, 0))
    return roster


def file_all(session: Session, roster: Roster, answers: Raw, hour: time) -> None:
    for (name, day), led in answers.items():
        questions = questions_on(session, day)
        filing = Filing(roster.members[name], day, roster.members[name], answers_of(questions, led))
        file_report(session, filing, questions, moment(day, hour, Zone.WIB))


async def live_until(roster: Roster, outgoing: Outgoing, until: str) -> None:
    """Let the last evening, its late report, and the mornings after it pass."""
    await tick_at(roster, outgoing, "2025-08-31T21:00:00+07:00")
    roster.clock.set("2025-08-31T21:30:00+07:00")
    roster.database.write_now(file_all, roster, LATE, time(21, 30))
    for stop in ("2025-09-01T07:00:00+07:00", "2025-09-01T08:00:00+07:00", "2026-01-01T08:00:00+07:00"):
        if stop <= until:
            await tick_at(roster, outgoing, stop)


async def tick_at(roster: Roster, outgoing: Outgoing, at: str) -> None:
    roster.clock.set(at)
    await outgoing.tick()


def post(courier: Courier, begins: str) -> Card:
    """Give the group's post that begins so, as it was first posted."""
    posts = [one.card for one in courier.delivered if one.chat_id == GROUP and one.edits is None]
    (found,) = [card for card in posts if plain(card)[0].startswith(begins)]
    return found


def plain(card: Card) -> list[str]:
    """Give the lines of a card as people read them."""
    return unescape(sub(r"<[^>]*>", "", card.text)).split("\n")


def counted(first: date, last: date, answers: Raw = ANSWERS) -> list[int]:
    rows = [led for (_, day), led in answers.items() if first <= day <= last]
    return [sum(column) for column in zip(*rows, strict=True)]


def reports(first: date, last: date, answers: Raw = ANSWERS) -> int:
    return sum(first <= day <= last for _, day in answers)


def total_lines(totals: Sequence[int]) -> list[str]:
    return [
        f"{label}: {f'{total} {measure}' if total else 'nihil'}"
        for label, measure, total in zip(LABELS, MEASURES, totals, strict=True)
    ]


def names_nobody(card: Card) -> bool:
    """Tell whether neither the words nor the picture name anybody."""
    assert card.chart is not None
    told = " ".join((card.text, *words_of(figure_of(card.chart))))
    return not any(name in told for name in (EVERY_DAY, SOMETIMES, NEVER, "Lettu", "Ketua"))


def stands_on_its_picture(card: Card, *figures: int) -> bool:
    assert card.chart is not None
    told = words_of(figure_of(card.chart))
    return all(str(figure) in told for figure in figures if figure)


async def test_the_month_tells_the_finding_then_the_numbers_with_its_picture(
    august: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await live_until(august, outgoing, "2025-09-01T08:00:00+07:00")
    card = post(courier, "Rekap Agustus 2025")
    came, expected = reports(FIRST, LAST), 3 * 31
    told = plain(card)
    assert told[0] == "Rekap Agustus 2025 · Seluruh K/L"
    assert told[1] == f"{counted(FIRST, LAST)[0]} patroli dalam Agustus 2025."
    assert told[2] == f"{came} dari {expected} laporan masuk (45,2%)"
    assert told[3] == f"✓ tepat waktu {came - 1} · ◷ terlambat 1 · ∅ nihil 0 · – belum {expected - came}"
    assert told[4] == "Lengkap: 1 dari 3 K/L · belum lengkap: 2"
    assert told[6:10] == total_lines(counted(FIRST, LAST))
    assert stands_on_its_picture(card, *counted(FIRST, LAST))
    assert names_nobody(card)


async def test_the_week_tells_its_own_days_only(august: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await live_until(august, outgoing, "2025-09-01T08:00:00+07:00")
    monday = date(2025, 8, 25)
    card = post(courier, "Rekap Pekan 25–31 Agustus 2025")
    told = plain(card)
    assert counted(monday, LAST) != counted(FIRST, LAST)
    assert told[1].endswith(".")
    assert "patroli" in told[1].lower()
    assert told[2] == f"{reports(monday, LAST)} dari 21 laporan masuk (38,1%)"
    assert told[4] == "Lengkap: 1 dari 3 K/L · belum lengkap: 2"
    assert told[6:10] == total_lines(counted(monday, LAST))
    assert stands_on_its_picture(card, *counted(monday, LAST))
    assert names_nobody(card)


async def test_the_day_counts_the_agencies_that_miss(august: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await live_until(august, outgoing, "2025-08-31T21:00:00+07:00")
    card = post(courier, "Rekap Minggu, 31 Agustus 2025")
    told = plain(card)
    assert told[1] == "3 patroli, 1 dari 3 K/L lengkap melapor."
    assert told[2] == "1 dari 3 laporan masuk (33,3%)"
    assert told[3].endswith("– belum 2")
    assert told[5:9] == total_lines(counted(LAST, LAST, ON_TIME))
    assert names_nobody(card)


async def test_the_morning_tells_what_came_in_the_night_and_what_it_adds(
    august: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await live_until(august, outgoing, "2025-09-01T07:00:00+07:00")
    card = post(courier, "Susulan Minggu, 31 Agustus 2025")
    told = plain(card)
    assert told[1] == "1 laporan masuk sejak pukul 21.00 WIB"
    assert told[2] == "Kini 2 dari 3 laporan masuk (66,7%)."
    assert told[4] == "KKP: ◷ 1 masuk"
    assert told[6] == "Patroli +4 kali · Pemeriksaan/Pengawasan +7 objek · Sosialisasi +2 kegiatan"
    assert stands_on_its_picture(card, *counted(LAST, LAST))
    assert names_nobody(card)


async def test_the_semester_tells_all_its_months_and_that_it_is_provisional(
    august: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await live_until(august, outgoing, "2026-01-01T08:00:00+07:00")
    card = post(courier, "Rekap Semester II Tahun 2025")
    last = date(2025, 12, 31)
    came, expected = reports(FIRST, last), 3 * ((last - FIRST).days + 1)
    told = plain(card)
    assert told[0] == "Rekap Semester II Tahun 2025 · Seluruh K/L"
    assert told[1] == f"{counted(FIRST, last)[0]} patroli dalam Semester II 2025."
    assert told[2] == f"{came} dari {expected} laporan masuk (9,2%)"
    assert told[4] == "Lengkap: 0 dari 3 K/L · belum lengkap: 3"
    assert told[6:10] == total_lines(counted(FIRST, last))
    assert any(line.startswith("Angka sementara") for line in told[10:])
    assert stands_on_its_picture(card, *counted(FIRST, last))
    assert names_nobody(card)
