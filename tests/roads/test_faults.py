"""Failures of ours: counted by sort and place, told to administrators once a day, and never with what they said."""

import asyncio
import traceback
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Update

from bot.faults import ELSEWHERE, Faults, spot_of
from bot.tries import MOST_ATTEMPTS, DatabaseAway
from handlers.context import Context
from handlers.reply import SILENCE, Reply
from models.database import Database
from models.faults import MOST_AN_HOUR, Spot, note_faults, tell_waiting
from models.members import Newcomer, take_in
from models.organisation import ship_agencies
from models.quantities import read_count
from models.schema import Fault, Outbox, Role, UpdateAttempt
from tests.desk import Desk, SetClock
from tests.roads.conftest import Entrance
from tests.roads.test_intake import leave_a_mark, mark
from tests.roads.updates import message
from views import guidance

BUDI, SARI = 11, 12
NOW = SetClock("2025-09-15T15:00:00+07:00").now()


def caught(work: Callable[[], object]) -> Exception:
    with pytest.raises((AttributeError, TypeError, ZeroDivisionError)) as raised:
        work()
    return raised.value


def told(session: Session) -> int:
    """How many messages about failures were planned."""
    return len(session.scalars(select(Outbox.id).where(Outbox.kind == "fault_told")).all())


def with_administrators(session: Session) -> None:
    ship_agencies(session, NOW)
    for number in (901, 902):
        newcomer = Newcomer(number, f"Admin {number}", None, Role.ADMINISTRATOR, 1)
        take_in(session, newcomer, actor_id=None, now=NOW)


@pytest.fixture
def stored(database: Database) -> Database:
    database.write_now(with_administrators)
    return database


def test_a_spot_is_the_innermost_place_in_our_code() -> None:
    error = caught(lambda: read_count(None, 5))  # type: ignore[arg-type]
    innermost = [frame for frame in traceback.extract_tb(error.__traceback__) if "/models/" in frame.filename][-1]
    spot = spot_of(error)
    assert spot.sort == type(error).__name__
    assert spot.place.startswith("models/")
    assert spot.place.endswith(f":{innermost.lineno} {innermost.name}")
    assert spot_of(caught(lambda: 1 / 0)) == Spot("ZeroDivisionError", ELSEWHERE)


def test_the_same_failure_is_one_row_that_counts_and_is_told_once_a_day(stored: Database) -> None:
    spot = Spot("ZeroDivisionError", "handlers/report.py:45 report")
    for minutes in range(0, 24 * 60, 30):
        stored.write_now(note_faults, {spot: 2}, NOW + timedelta(minutes=minutes))
    assert stored.read_now(told) == 2, "each of the two administrators once"
    fault = stored.read_now(lambda session: session.scalars(select(Fault)).one())
    assert (fault.count, fault.first_seen) == (96, NOW)
    stored.write_now(note_faults, {spot: 1}, NOW + timedelta(days=1, minutes=1))
    assert stored.read_now(told) == 4


def test_a_flood_of_different_failures_does_not_flood_the_administrators(stored: Database) -> None:
    spots = [Spot("ValueError", f"views/form.py:{line} draw") for line in range(40)]
    stored.write_now(note_faults, dict.fromkeys(spots, 1), NOW)
    assert stored.read_now(told) == 2 * MOST_AN_HOUR
    stored.write_now(note_faults, dict.fromkeys(spots, 1), NOW + timedelta(hours=1, seconds=1))
    assert stored.read_now(told) == 4 * MOST_AN_HOUR


async def test_a_failing_handler_is_noted_without_what_it_said(entrance: Entrance) -> None:
    async def fail(update: Update, _context: Context) -> Reply:
        raise KeyError(update.message)

    faults = Faults(entrance.database, entrance.clock)
    intake = entrance.intake(fail)
    intake.tries._faults = faults
    await asyncio.gather(*(intake.accept(message(BUDI, "rahasia 0812")) for _ in range(7)))
    await faults.settle()
    (row,) = entrance.database.read_now(lambda session: session.scalars(select(Fault)).all())
    assert row.count == 7
    assert "rahasia" not in f"{row.sort} {row.place}"
    assert entrance.replies.texts == [guidance.failed()] * 7


async def test_administrators_read_of_a_failure_in_private(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = await desk.member("Admin", 901, "BAKAMLA/BATAM", Role.ADMINISTRATOR)
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")

    def broken(*_: object) -> None:
        raise ZeroDivisionError("Budi 1001")

    monkeypatch.setattr("handlers.context.identify_even_left", broken)
    await budi.send("/riwayat")
    await budi.sees("gangguan di pihak kami")
    monkeypatch.undo()
    await desk.program.faults.settle()
    await desk.program.outgoing.send_waiting()
    told = await admin.sees("Gangguan pada program")
    assert "ZeroDivisionError" in told.words
    assert "handlers/context.py" in told.words
    assert "Budi" not in told.words


async def test_what_fails_for_everything_keeps_nobody_waiting(
    entrance: Entrance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError(99)

    for place in ("handlers.context.identify", "handlers.context.identify_even_left", "bot.tries.identify"):
        monkeypatch.setattr(place, broken)
    async with asyncio.timeout(10):
        await entrance.intake(raising_by_identify).accept(message(BUDI, "halo"))
    assert entrance.replies.texts == [guidance.failed()]


async def raising_by_identify(_update: Update, context: Context) -> Reply:
    await context.person()
    return SILENCE


def test_who_was_told_of_too_many_hears_of_the_others_later(stored: Database) -> None:
    spots = [Spot("ZeroDivisionError", f"handlers/report.py:{line} report") for line in range(MOST_AN_HOUR + 2)]
    stored.write_now(note_faults, dict.fromkeys(spots, 1), NOW)
    assert stored.read_now(told) == 2 * MOST_AN_HOUR
    stored.write_now(tell_waiting, NOW + timedelta(minutes=30))
    assert stored.read_now(told) == 2 * MOST_AN_HOUR
    stored.write_now(tell_waiting, NOW + timedelta(hours=2))
    assert stored.read_now(told) == 2 * len(spots)


class Poison:
    """An update that spoils every try although the database is there."""

    def __init__(self) -> None:
        self.tries = 0

    async def handle(self, update: Update, context: Context) -> Reply:
        if update.message and update.message.text == "racun":
            self.tries += 1
            raise OperationalError("SELECT 1", {}, RuntimeError("deadlock detected"))
        await context.write_for_anyone(leave_a_mark, context)
        return SILENCE


async def test_one_poisonous_update_does_not_come_for_ever_and_stops_nobody(entrance: Entrance) -> None:
    poison = Poison()
    intake = entrance.intake(poison.handle)
    bad = message(BUDI, "racun")
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(DatabaseAway):
            await intake.accept(bad)
        await intake.accept(message(SARI, "halo"))
    await intake.accept(bad)
    await intake.accept(message(BUDI, "halo"))
    assert poison.tries == MOST_ATTEMPTS + 1
    assert entrance.replies.texts == [guidance.failed()]
    assert entrance.effects() == MOST_ATTEMPTS + 1


async def test_a_full_disk_is_no_fault_of_the_update(entrance: Entrance) -> None:
    class Full(Exception):
        sqlite_errorcode = 13

    async def handle(_update: Update, _context: Context) -> Reply:
        raise OperationalError("INSERT", {}, Full())

    intake = entrance.intake(handle)
    for _ in range(3 * MOST_ATTEMPTS):
        with pytest.raises(DatabaseAway):
            await intake.accept(message(BUDI, "halo", update_id=77))


async def test_an_update_that_kills_the_process_is_given_up_and_innocent_ones_are_not(entrance: Entrance) -> None:
    """After a kill the next process tries one by one, and notes each try before it begins."""
    began = asyncio.Event()

    async def handle(update: Update, context: Context) -> Reply:
        if update.message and update.message.text == "racun":
            began.set()
            await asyncio.Event().wait()
        return await mark(update, context)

    bad, good = message(BUDI, "racun", update_id=70), message(SARI, "halo", update_id=71)
    for _ in range(MOST_ATTEMPTS):
        began.clear()
        intake = entrance.intake(handle)
        intake.tries.careful_with = 100
        running = [asyncio.create_task(intake.accept(one)) for one in (bad, good)]
        await began.wait()
        for task in (*running, *intake._queues._running):  # the process is killed
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    assert entrance.effects() == 0
    intake = entrance.intake(handle)
    intake.tries.careful_with = 100
    await asyncio.gather(*(intake.accept(one) for one in (bad, good)))
    assert entrance.effects() == 1
    assert entrance.replies.texts == [guidance.failed(), "Tercatat"]


async def test_an_attempt_at_what_is_done_does_not_count(entrance: Entrance) -> None:
    intake = entrance.intake(mark)
    intake.tries.careful_with = 100
    for _ in range(3 * MOST_ATTEMPTS):
        await intake.accept(message(BUDI, "halo", update_id=72))
    attempt = entrance.database.read_now(lambda session: session.scalars(select(UpdateAttempt)).one())
    assert attempt.attempts == 1
    assert entrance.effects() == 1
