"""A whole day of forty officers in three zones, over HTTP, with the program as a process that is killed on the way."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from matplotlib.text import Text
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import organisation
from models.database import Database
from models.groups import GroupPlace, bind_group
from models.members import Newcomer, identify, take_in
from models.periods import Period
from models.recap import recap
from models.recap_pages import Asked, recap_page
from models.recap_scope import DESK
from models.schema import DailyReport, Indicator, Member, Outbox, OutboxState, ReportAnswer, Role
from simulator.people import Group, Person, Telegram
from simulator.running import RunningSimulator
from tests.desk import TOKEN
from tests.program.processes import BotProcess
from views.charts.picture import figure_of, png_of
from views.recap import page_card

DAY = date(2025, 9, 15)
MORNING = "2025-09-15T12:00:00+07:00"
ZONES = {"BATAM": 21, "MANADO": 71, "AMBON": 81}
OFFICERS = 40
#: Seconds: longer than the tick of the program in tests/chaos/bot_process.py, also on a busy machine.
QUIET = 1.0


@dataclass
class Officer:
    """One of the forty, with what they mean to report; `confirmed` as soon as they read "diterima"."""

    person: Person
    counts: tuple[int, int, int, int]
    confirmed: bool = False
    on_time: bool | None = None


@dataclass
class Day:
    """The stage of the day."""

    telegram: Telegram
    bot: BotProcess
    database: Database
    officers: list[Officer]
    coordinator: Person
    neighbour: Person
    stranger: Person
    group: Group


def counts_of(number: int) -> tuple[int, int, int, int]:
    """What the officer reports: every fifth nothing at all, the others different numbers."""
    return (0, 0, 0, 0) if number % 5 == 0 else (number % 4, number % 3, number % 11, number % 2)


def settle(session: Session, now: datetime) -> None:
    """Three units of Bakamla with forty officers, coordinators of Bakamla, KKP and the desk, and the bound group."""
    organisation.ship_agencies(session, now)
    agency = organisation.agency_by_code(session, "BAKAMLA")
    for place, (code, province) in enumerate(ZONES.items()):
        unit = organisation.add_unit(session, agency, code, f"Bakamla {code.title()}", province, now=now)
        for number in range(place, OFFICERS, len(ZONES)):
            take_in(
                session,
                Newcomer(1000 + number, f"Petugas {number}", None, Role.OFFICER, unit.id),
                actor_id=None,
                now=now,
            )
    for telegram_id, code, role in ((2001, "POLKAM", Role.DESK_COORDINATOR), (2002, "KKP", Role.AGENCY_COORDINATOR)):
        unit = organisation.unit_by_code(session, organisation.agency_by_code(session, code), organisation.HEADQUARTERS)
        take_in(session, Newcomer(telegram_id, f"Koordinator {code}", None, role, unit.id), actor_id=None, now=now)
    desk = identify(session, 2001, now)
    assert desk is not None
    bind_group(session, desk, GroupPlace(-1001, None, "Grup Koordinasi"), now)


@pytest.fixture
async def day(database_url: str, tmp_path: Path) -> AsyncIterator[Day]:
    database = Database(database_url)
    database.write_now(settle, datetime.fromisoformat(MORNING))
    with RunningSimulator.start(clock=MORNING, frozen=True) as simulator:
        async with Telegram.connect(simulator.url) as telegram:
            await telegram.add_bot(token=TOKEN, username="lapor_cegah_bot", name="Lapor Cegah")
            officers = [
                Officer(
                    await telegram.add_person(f"Petugas {number}", id=1000 + number, started=True), counts_of(number)
                )
                for number in range(OFFICERS)
            ]
            coordinator = await telegram.add_person("Koordinator Desk", id=2001, started=True)
            neighbour = await telegram.add_person("Koordinator KKP", id=2002, started=True)
            stranger = await telegram.add_person("Orang Asing", id=3001, started=True)
            members = [coordinator, stranger, officers[0].person]
            group = await telegram.add_group("Grup Koordinasi", id=-1001, members=members, admins=[coordinator])
            bot = await BotProcess(simulator.url, database_url, tmp_path).start()
            yield Day(telegram, bot, database, officers, coordinator, neighbour, stranger, group)
            assert await bot.end() == 0
    database.close()


async def answer(officer: Officer, place: int) -> None:
    """Answer one question: small numbers by their button, larger ones typed."""
    count = officer.counts[place]
    card = await officer.person.sees(f"{place + 1}/4", timeout=20)
    if count > 10:
        await officer.person.send(str(count))
    else:
        await officer.person.tap(str(count) if count else "∅ Nihil", on=card)


async def begin(officer: Officer, questions: int) -> None:
    """Open the form, and answer the first questions."""
    await officer.person.send("/lapor")
    for place in range(questions):
        await answer(officer, place)


async def finish(officer: Officer, questions: int) -> None:
    """Answer the rest, send, and read the confirmation."""
    for place in range(questions, 4):
        await answer(officer, place)
    summary = await officer.person.sees("Ringkasan", timeout=20)
    await officer.person.tap("Kirim laporan", on=summary)
    received = await officer.person.sees("Laporan diterima", timeout=20)
    officer.confirmed, officer.on_time = True, "tepat waktu" in received.words


def lives_by_wib(officer: Officer) -> bool:
    """The officers are dealt out over the three units in turn."""
    return (officer.person.id - 1000) % len(ZONES) == 0


async def report(officers: Sequence[Officer]) -> None:
    """Let all of them report at the same time."""
    await asyncio.gather(*(begin(officer, 0) for officer in officers))
    await asyncio.gather(*(finish(officer, 0) for officer in officers))


def stored(session: Session) -> dict[int, tuple[tuple[int, ...], bool]]:
    """What the database holds of each officer, by their Telegram id: the counts, and whether it was on time."""
    found: dict[int, tuple[tuple[int, ...], bool]] = {}
    query = (
        select(Member.telegram_id, DailyReport.on_time, Indicator.key, ReportAnswer.led)
        .join(DailyReport, DailyReport.member_id == Member.id)
        .join(ReportAnswer, ReportAnswer.report_id == DailyReport.id)
        .join(Indicator, Indicator.id == ReportAnswer.indicator_id)
        .order_by(Indicator.position)
    )
    for telegram_id, on_time, _key, led in session.execute(query):
        assert telegram_id is not None
        counts, _ = found.get(telegram_id, ((), on_time))
        found[telegram_id] = ((*counts, led), on_time)
    return found


def numbers_in(text: str) -> list[int]:
    """All numbers of a text as people read them: 1.152 is one number."""
    return [int(number.replace(".", "")) for number in re.findall(r"\d[\d.]*(?<!\.)", text)]


async def post_of(day: Day) -> list[str]:
    """The captions of all recaps that the group ever got."""
    sent = await day.telegram.sent(day.group)
    captions = [message["versions"][-1]["caption"] or "" for message in sent]
    return [caption for caption in captions if caption.startswith("Rekap")]


async def test_a_day_agrees_to_the_last_digit_and_survives_kills(day: Day) -> None:
    punctual, half_way, late, silent = day.officers[:16], day.officers[16:26], day.officers[26:33], day.officers[33:]

    await day.telegram.clock.to("2025-09-15T15:50:00+07:00")
    await report(punctual)
    await asyncio.gather(*(begin(officer, 2) for officer in half_way))
    await asyncio.gather(*(officer.person.sees("3/4", timeout=20) for officer in half_way))
    await day.bot.kill()
    await asyncio.gather(*(answer(officer, 2) for officer in half_way))
    await day.bot.start()
    await asyncio.gather(*(finish(officer, 3) for officer in half_way))

    await day.telegram.clock.to("2025-09-15T18:00:00+07:00")
    awaited = [officer for officer in (*late, *silent) if lives_by_wib(officer)]
    await asyncio.gather(*(officer.person.sees("Laporan Anda belum masuk", timeout=20) for officer in awaited))
    for officer in (*punctual, *half_way):
        await officer.person.sees_nothing("belum masuk")

    await day.telegram.clock.to("2025-09-15T20:30:00+07:00")
    await report(late)

    held = day.database.read_now(stored)
    confirmed = {officer.person.id: officer for officer in day.officers if officer.confirmed}
    assert held.keys() == confirmed.keys()
    assert {number: (officer.counts, officer.on_time) for number, officer in confirmed.items()} == held
    assert [officer.on_time for officer in (*punctual, *half_way)] == [True] * 26
    assert [officer.on_time for officer in late] == [False] * 7

    await day.telegram.clock.to("2025-09-15T21:00:00+07:00")
    post = await day.coordinator.sees("Rekap Senin, 15 September 2025", chat=day.group, timeout=20)
    await day.bot.kill()
    await day.bot.start()
    await day.telegram.idle(quiet=QUIET)
    assert len(await post_of(day)) == 1

    totals = [sum(officer.counts[place] for officer in confirmed.values()) for place in range(4)]
    nil = sum(not any(officer.counts) for officer in confirmed.values())
    shown = re.sub(r"ikut serta \d+", "", post.words)
    assert "33 dari 40 laporan masuk" in shown
    assert f"tepat waktu 26 · ◷ terlambat 7 · ∅ nihil {nil} · – belum 7" in shown
    assert shown.splitlines()[1].startswith(f"{totals[0]} patroli, "), "the finding"
    led = [
        line for line in shown.splitlines() if re.match(r"(Patroli|Sambang|Pemeriksaan/Pengawasan|Sosialisasi): ", line)
    ]
    assert [numbers_in(line)[0] for line in led] == totals

    await day.coordinator.send("/rekap")
    told = await day.coordinator.sees("Rekap Senin", timeout=20)
    assert told.words.splitlines()[:8] == post.words.splitlines()[:8]

    now = datetime.fromisoformat("2025-09-15T21:00:00+07:00")
    counted = day.database.read_now(recap, Period.day(DAY), None, now)
    assert list(counted.total.led) == totals
    page = day.database.read_now(recap_page, Asked(Period.day(DAY), DESK, now))
    chart = page_card(page, now=now, today=DAY, synthetic=True).chart
    assert chart is not None
    assert await post.photo() == png_of(chart)
    drawn = [text.get_text() for text in figure_of(chart).findobj(Text) if isinstance(text, Text)]
    assert {str(total) for total in totals} <= set(drawn)
    assert "33/40" in drawn


async def nobody_gets_what_they_should_not(day: Day) -> None:
    """Strangers, officers and another agency's coordinator ask for what is not theirs."""
    officer = day.officers[0].person
    await day.stranger.send("/rekap")
    first = await day.stranger.sees()
    await day.stranger.send("/lapor")
    assert (await day.stranger.sees()).words == first.words
    await day.stranger.send("3")
    assert (await day.stranger.sees()).words == first.words

    await officer.send("/rekap")
    assert (await officer.sees()).words == "Perintah itu tidak tersedia. Tulis /bantuan untuk melihat pilihan Anda."
    for person in (day.stranger, officer):
        await person.send("/rekap", chat=day.group)
        await day.telegram.idle(quiet=QUIET)
        await person.sees_nothing(chat=day.group)

    await day.neighbour.send("/rekap bakamla")
    assert "hanya dapat melihat rekap K/L Anda sendiri" in (await day.neighbour.sees()).words
    await day.neighbour.send("/rekap")
    own = await day.neighbour.sees("Kementerian Kelautan dan Perikanan", timeout=20)
    assert "Bakamla" not in own.words


async def test_a_quiet_day_tells_nobody_what_they_should_not_know_and_leaves_no_doubt(day: Day) -> None:
    await nobody_gets_what_they_should_not(day)
    in_batam, in_ambon = day.officers[0].person, day.officers[2].person
    await day.telegram.clock.to("2025-09-15T13:00:00+07:00")
    await in_ambon.sees("Batas waktu: pukul 20.00 WIT", timeout=20)
    for hour, words in (("15:00", "Silakan isi"), ("18:00", "belum masuk"), ("19:30", "Sebentar lagi")):
        await day.telegram.clock.to(f"2025-09-15T{hour}:00+07:00")
        await in_batam.sees(words, timeout=20)
        await day.telegram.idle(quiet=QUIET, patience=60)  # the others get theirs before the next hour takes over
    await day.telegram.clock.to("2025-09-15T20:06:00+07:00")
    assert "BAKAMLA: 40" in (await day.coordinator.sees("Belum lapor", timeout=20)).words
    await day.telegram.clock.to("2025-09-15T21:00:00+07:00")
    await day.coordinator.sees("Rekap Senin", chat=day.group, timeout=20)
    await day.telegram.idle(quiet=QUIET)
    doubtful = select(Outbox.kind, Outbox.state, Outbox.outcome).where(Outbox.state != OutboxState.SENT)
    assert day.database.read_now(lambda session: session.execute(doubtful).all()) == []
