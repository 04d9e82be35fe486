"""Forged taps, links and texts through the whole way in, on a real database: nothing changes, nothing fails."""

import asyncio
from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session
from telegram import Update

from bot.intake import Intake, Outcome
from handlers.routes import routes
from models import archive
from models.database import Database
from models.schema import Role
from tests.abuse import forging
from tests.abuse.forging import SEED, TIMES
from tests.clock.roster import Roster
from tests.roads import updates
from tests.roads.conftest import Replies, intake_of
from views import payloads

STRANGER = 6666
EACH = 60 * TIMES
#: What an attempt may leave: that it was made. Seals and events are looked at by themselves.
_TRACES = {"processed_update", "guessing", "outbox", "audit_event", "audit_detail", "audit_unsealed", "audit_seal"}
Snapshot = dict[str, list[str]]


def desk(database: Database) -> Roster:
    """Members of two agencies with reports, so that there is something to change."""
    roster = Roster(database)
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.member("Siti", "KKP/MERAUKE")
    roster.member("Rina", "BAKAMLA/BATAM", Role.AGENCY_COORDINATOR)
    roster.member("Ketua", "POLKAM/PUSAT", Role.ADMINISTRATOR)
    roster.clock.set("2025-09-15T16:00:00+07:00")
    roster.report("Budi")
    roster.report("Siti")
    return roster


def kept(database: Database) -> Snapshot:
    def read(session: Session) -> Snapshot:
        tables = [table for table in archive.tables_of(session) if table.name not in _TRACES]
        return {table.name: list(archive.rows_of(session, table)) for table in tables}

    return database.read_now(read)


def way_in(roster: Roster, replies: Replies) -> Intake:
    return intake_of(roster.database, roster.clock, routes(), replies)


async def send(intake: Intake, sent: Iterator[Update]) -> int:
    """Send them, many people's at once; give how many failed on our side."""
    waiting: set[asyncio.Task[None]] = set()
    for made in sent:
        update = Update.de_json(made.to_dict(), intake._application.bot)
        waiting.add(asyncio.create_task(intake.accept(update)))
        if len(waiting) >= 50:
            await asyncio.gather(*waiting)
            waiting.clear()
    await asyncio.gather(*waiting)
    await intake.settle()
    return int(intake._meters.updates.labels(Outcome.FAILED)._value.get())


def from_a_stranger() -> Iterator[Update]:
    for payload in forging.payloads(SEED + 1, EACH * 2):
        yield updates.tap(STRANGER, payload or "x")
    for link in forging.deep_links(SEED + 2, EACH):
        yield updates.message(STRANGER, f"/start {link}")
    for text in forging.texts(SEED + 3, EACH):
        yield updates.message(STRANGER, text or "x")


def damaged_ones(person_id: int) -> Iterator[Update]:
    """Taps of a member that this program can't have drawn."""
    unread = (payload for payload in forging.payloads(SEED + 4, EACH * 3) if payloads.read(payload) is None)
    for payload in unread:
        yield updates.tap(person_id, payload)


def in_a_group(person_id: int) -> Iterator[Update]:
    for payload in forging.payloads(SEED + 5, EACH):
        yield updates.tap(person_id, payload or "x", group=True)
    for text in forging.texts(SEED + 6, EACH):
        yield updates.message(person_id, text.replace("/", "") or "x", group=True)


async def test_nothing_that_a_stranger_sends_changes_anything(database: Database) -> None:
    roster, replies = desk(database), Replies()
    before = kept(database)
    assert await send(way_in(roster, replies), from_a_stranger()) == 0
    assert kept(database) == before
    assert {text for text in replies.texts if "Budi" in text or "Siti" in text} == set()


async def test_no_damaged_button_of_a_member_changes_anything(database: Database) -> None:
    roster, replies = desk(database), Replies()
    before = kept(database)
    for name in ("Budi", "Ketua"):
        assert await send(way_in(roster, replies), damaged_ones(roster.telegram_id(name))) == 0
    assert kept(database) == before


async def test_nothing_in_a_group_that_is_not_bound_changes_anything(database: Database) -> None:
    roster, replies = desk(database), Replies()
    before = kept(database)
    assert await send(way_in(roster, replies), in_a_group(roster.telegram_id("Budi"))) == 0
    assert kept(database) == before


def rows_of_others(snapshot: Snapshot, mine: int) -> Snapshot:
    """The reports and members' rows that are not the one's own."""
    return {
        name: [row for row in snapshot[name] if not row.startswith(f"[{mine},")] for name in ("member", "membership")
    }


async def test_no_forged_button_of_an_officer_reaches_anybody_else(new_sqlite: Callable[[], str]) -> None:
    """Whoever forges well may do to themselves what their own buttons do; to others nothing."""
    database = Database(new_sqlite())
    roster, replies = desk(database), Replies()
    before = kept(database)
    budi = roster.members["Budi"]
    forged = (
        updates.tap(roster.telegram_id("Budi"), payload or "x") for payload in forging.payloads(SEED + 7, EACH * 6)
    )
    assert await send(way_in(roster, replies), forged) == 0
    after = kept(database)
    assert rows_of_others(after, budi) == rows_of_others(before, budi)
    assert after["daily_report"] == before["daily_report"]
    for table in ("coordination_group", "invitation", "unit", "agency", "operation", "target", "enforcement"):
        assert after[table] == before[table], table
    assert {text for text in replies.texts if "Siti" in text} == set()
    database.close()


async def test_no_text_of_a_member_fails(database: Database) -> None:
    roster, replies = desk(database), Replies()
    people = [roster.telegram_id(name) for name in roster.members]
    written = (
        updates.message(people[number % len(people)], text or "x")
        for number, text in enumerate(forging.texts(SEED + 8, EACH))
    )
    assert await send(way_in(roster, replies), written) == 0
