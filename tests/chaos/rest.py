"""Waiting until a run has come to rest, and asking afterwards for every form that was left unfinished."""

import asyncio
from collections.abc import Callable, Container
from datetime import UTC, datetime
from unittest.mock import patch

from sqlalchemy import func, or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models.database import Database
from models.schema import Draft, DraftState, Member, Outbox, OutboxState
from scheduler import planning
from simulator.control_client import ControlClient
from tests.chaos.record import Resumed
from tests.chaos.screens import Shown
from tests.chaos.watch import Watch

LOOK_SECONDS = 0.3
QUIET_SECONDS = 0.8
RESUME_SECONDS = 20


async def at_rest(client: ControlClient, database: Database, seconds: float, check: Callable[[], None]) -> str:
    """Wait until every update is done, nothing that is due waits, and no call came for a moment.

    Gives "" when that is so, and after so many seconds what was still under way.
    """
    until = asyncio.get_running_loop().time() + seconds
    while True:
        check()
        under_way = await _under_way(client, database)
        if not under_way:
            answer = await client.get("/sim/idle", quiet=QUIET_SECONDS, seconds=2 * QUIET_SECONDS)
            under_way = await _under_way(client, database) if answer["idle"] else "calls"
        if not under_way or asyncio.get_running_loop().time() > until:
            return under_way
        await asyncio.sleep(LOOK_SECONDS)


async def _under_way(client: ControlClient, database: Database) -> str:
    """Tell what is still to be planned or sent; while the database is busy, something is."""
    now = datetime.fromtimestamp((await client.get("/sim/clock"))["now"], UTC)
    try:
        if await database.read(waiting, now):
            return "messages"
        return "planning" if await database.read(_unplanned, now) else ""
    except OperationalError:
        return "the database"


def _unplanned(session: Session, now: datetime) -> int:
    """Count what is due and not written down, also while a process of the fleet holds the lead in planning."""
    with patch.object(planning, "try_lead", return_value=True):
        return planning.plan_what_is_due(session, now)


def waiting(session: Session, now: datetime) -> int:
    """Count what the outbox still has to send now, or is sending."""
    due = (Outbox.state == OutboxState.PENDING) & (Outbox.due_at <= now)
    return session.scalar(select(func.count()).where(or_(due, Outbox.state == OutboxState.SENDING))) or 0


async def resume_drafts(
    client: ControlClient, database: Database, watch: Watch, blocked: Container[int] = ()
) -> list[Resumed]:
    """Let everybody with an unfinished form of an open date ask for it, and note which question they are shown.

    Whoever blocks the bot asks for nothing.
    """
    drafts = [draft for draft in await database.read(_unfinished) if draft[0] not in blocked]
    room = asyncio.Semaphore(20)

    async def ask(draft: tuple[int, int, str]) -> tuple[int, int, str]:
        async with room:
            return await _resume(client, watch, *draft)

    asked = await asyncio.gather(*(ask(draft) for draft in drafts))
    now = {draft_id: (version, step) for draft_id, version, step in await database.read(_where_they_are)}
    return [Resumed(who, draft, shown, f"{draft}|{now[draft][0]}|{now[draft][1]}") for who, draft, shown in asked]


async def _resume(client: ControlClient, watch: Watch, person_id: int, draft_id: int, day: str) -> tuple[int, int, str]:
    screen = watch.screens[person_id]
    since = screen.changes
    await client.post("/sim/send", {"from": person_id, "chat_id": person_id, "text": f"/lapor {day}"})
    until = asyncio.get_running_loop().time() + RESUME_SECONDS
    while (left := until - asyncio.get_running_loop().time()) > 0:
        if screen.newest is not None and screen.changes > since and (shown := _place(screen.newest, draft_id)):
            return person_id, draft_id, shown
        since = screen.changes
        await watch.change(person_id, since, left)
    return person_id, draft_id, ""


def _place(shown: Shown, draft_id: int) -> str:
    """The draft, version and step that the buttons of a card carry; nothing if it is another form's card."""
    for data in shown.buttons.values():
        kind, *fields = data.split("|")
        if kind == "f" and fields[0] == str(draft_id):
            return "|".join(fields[:3])
    return ""


def _unfinished(session: Session) -> list[tuple[int, int, str]]:
    newest = select(func.max(Draft.report_date)).scalar_subquery()
    query = (
        select(Member.telegram_id, Draft.id, Draft.report_date)
        .join(Draft, Draft.author_id == Member.id)
        .where(Draft.state != DraftState.SENT, Draft.purpose == "daily", Draft.report_date == newest)
    )
    return [(person or 0, draft, f"{day:%d/%m/%Y}") for person, draft, day in session.execute(query)]


def _where_they_are(session: Session) -> list[tuple[int, int, str]]:
    return [(one.id, one.version, one.step) for one in session.scalars(select(Draft))]
