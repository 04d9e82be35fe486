"""Three processes on one PostgreSQL behind a balancer: people notice nothing of it, not even of `kill -9`."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.database import Database
from models.members import Newcomer, take_in
from models.organisation import ship_agencies
from models.schema import DailyReport, Outbox, ReportAnswer, Role
from simulator.balancer import balancing
from simulator.people import Person, Telegram
from simulator.running import RunningSimulator
from tests.databases import NewUrl
from tests.desk import TOKEN
from tests.program.processes import BotProcess
from tests.web.conftest import SECRET, free_port

START = "2025-09-15T14:50:00+07:00"
PROCESSES, OFFICERS = 3, 12
#: Seconds; three processes on a busy machine take their time.
PATIENCE = 40


@dataclass
class Several:
    """The processes, and the officers whom they serve."""

    telegram: Telegram
    database: Database
    bots: list[BotProcess]
    officers: list[Person]


def settle(session: Session) -> None:
    now = datetime.fromisoformat(START)
    ship_agencies(session, now)
    for number in range(OFFICERS):
        newcomer = Newcomer(1000 + number, f"Petugas {number}", None, Role.OFFICER, 1)
        take_in(session, newcomer, actor_id=None, now=now)


@pytest.fixture
async def several(new_postgresql: NewUrl, tmp_path: Path) -> AsyncIterator[Several]:
    url = new_postgresql()
    database = Database(url)
    database.write_now(settle)
    ports = [free_port() for _ in range(PROCESSES)]
    with RunningSimulator.start(clock=START, frozen=True) as simulator:
        async with (
            Telegram.connect(simulator.url) as telegram,
            balancing([("127.0.0.1", port) for port in ports]) as at,
        ):
            await telegram.add_bot(token=TOKEN, username="lapor_cegah_bot", name="Lapor Cegah")
            people = [
                {"id": 1000 + number, "first_name": f"Petugas {number}", "started": True} for number in range(OFFICERS)
            ]
            officers = await telegram.add_people(people)
            hook = {"WEBHOOK_URL": f"{at}/telegram", "WEBHOOK_SECRET": SECRET}
            bots = [BotProcess(simulator.url, url, tmp_path, hook | {"WEB_PORT": str(port)}) for port in ports]
            await asyncio.gather(*(bot.start() for bot in bots))
            try:
                yield Several(telegram, database, bots, officers)
                assert await asyncio.gather(*(bot.end() for bot in bots)) == [0] * PROCESSES
            finally:
                database.close()


async def begin(officer: Person) -> None:
    await officer.send("/lapor")
    for question in ("1/4", "2/4"):
        await officer.sees(question, timeout=PATIENCE)
        await officer.tap("2")


async def finish(officer: Person) -> None:
    for question in ("3/4", "4/4"):
        await officer.sees(question, timeout=PATIENCE)
        await officer.tap("1")
    await officer.sees("Ringkasan", timeout=PATIENCE)
    await officer.tap("Kirim laporan")
    await officer.sees("Laporan diterima", timeout=PATIENCE)


async def test_forms_go_on_while_processes_are_killed(several: Several) -> None:
    """What the killed one was still to show, another shows; it waits until nobody else can be on the way to do it."""
    await asyncio.gather(*(begin(officer) for officer in several.officers))
    going_on = [asyncio.create_task(finish(officer)) for officer in several.officers]
    await several.bots[0].kill()
    await several.telegram.clock.advance(seconds=10)
    await asyncio.gather(*going_on)
    await several.bots[0].start()

    def stored(session: Session) -> list[int]:
        answers = select(func.sum(ReportAnswer.led)).group_by(ReportAnswer.report_id)
        return list(session.scalars(answers))

    assert several.database.read_now(stored) == [6] * OFFICERS


async def test_what_is_due_is_planned_and_sent_once(several: Several) -> None:
    await several.telegram.clock.to("2025-09-15T15:00:00+07:00")
    for officer in several.officers:
        await officer.sees("Silakan isi", timeout=PATIENCE)
    await several.telegram.idle(quiet=1.0)
    for officer in several.officers:
        assert len(await several.telegram.sent(officer)) == 1
    assert several.database.read_now(lambda session: session.scalar(select(func.count(Outbox.id)))) == OFFICERS


async def test_a_text_and_a_tap_of_one_person_exclude_each_other(several: Several) -> None:
    """Telegram keeps order per chat for texts, but per person for taps: both reach two processes at once."""
    for officer in several.officers:
        await officer.send("/lapor")
    for officer in several.officers:
        await officer.sees("1/4", timeout=PATIENCE)
    await asyncio.gather(*(one for officer in several.officers for one in (officer.tap("2"), officer.send("3"))))
    await several.telegram.idle(quiet=1.0, patience=PATIENCE)
    for officer in several.officers:
        shown = await alive(officer)
        assert "2/4" in shown or "3/4" in shown
    await asyncio.gather(*(go_on(officer) for officer in several.officers))
    assert several.database.read_now(lambda session: session.scalar(select(func.count(DailyReport.id)))) == OFFICERS


async def alive(officer: Person) -> str:
    """What the one card with buttons says."""
    cards = [message for message in await officer.messages() if message.keyboard]
    assert len(cards) == 1, officer.screen()
    return cards[0].words


async def go_on(officer: Person) -> None:
    """Answer from the question that is open by now."""
    first = 2 if "2/4" in await alive(officer) else 3
    for number in range(first, 5):
        await officer.sees(f"{number}/4", timeout=PATIENCE)
        await officer.tap("1")
    await officer.sees("Ringkasan", timeout=PATIENCE)
    await officer.tap("Kirim laporan")
    await officer.sees("Laporan diterima", timeout=PATIENCE)
