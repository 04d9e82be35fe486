"""One run: the stage is set, the course is gone through, and what is to be proved from is gathered."""

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.processes import Child
from models.database import Database
from simulator.control_client import ControlClient
from tests.chaos import cast as casting
from tests.chaos.course import LABELS, START, Course
from tests.chaos.doors import balanced
from tests.chaos.fleet import Fleet, Kill
from tests.chaos.ground import SQLITE, empty_database
from tests.chaos.people import Doings, Stage
from tests.chaos.plan import Plan
from tests.chaos.record import Record, message_from
from tests.chaos.rest import resume_drafts
from tests.chaos.stored import Stored, read_stored
from tests.chaos.upheavals import Kind
from tests.chaos.watch import Watch

#: How many processes share one PostgreSQL.
SEVERAL = 3
_UNCHANGING = {"TELEGRAM_BOT_TOKEN": casting.TOKEN, "ADMIN_TELEGRAM_IDS": ""}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has left: the record, the database, and figures."""

    kind: str
    plan: Plan
    record: Record
    stored: Stored
    kills: tuple[Kill, ...]
    exit_codes: tuple[int, ...]
    doings: Doings
    #: Each fault with how often it happened.
    faults: tuple[Mapping[str, Any], ...]
    #: How often the chats themselves were changed.
    upheavals: Mapping[Kind, int]
    days: tuple[date, ...]
    looks: Mapping[str, int]
    starts: int
    seconds: float


async def run(plan: Plan, kind: str, folder: Path, say: Callable[[str], None]) -> Outcome:
    """Run the plan on a fleet of that kind in that folder, and gather what it left."""
    begun = time.monotonic()
    say = _timed(say, begun)
    async with _set(plan, kind, folder, say) as course:
        await course.run()
        resumed = await resume_drafts(course.client, course.database, course.watch, course.blocked)
        await course.calm()
        codes = await course.fleet.end()
        record = await _record(course, resumed)
        stored = await course.database.read(read_stored, await course.now())
    return Outcome(
        kind=kind,
        plan=plan,
        record=record,
        stored=stored,
        kills=tuple(course.fleet.kills),
        exit_codes=tuple(codes),
        doings=course.stage.doings,
        faults=tuple(course.befell),
        upheavals=dict(course.overturned),
        days=tuple(course.days),
        looks=course.looks,
        starts=course.fleet.starts,
        seconds=time.monotonic() - begun,
    )


def _timed(say: Callable[[str], None], begun: float) -> Callable[[str], None]:
    return lambda words: say(f"{time.monotonic() - begun:4.0f} s · {words}")


@asynccontextmanager
async def _set(plan: Plan, kind: str, folder: Path, say: Callable[[str], None]) -> AsyncIterator[Course]:
    """Set the stage; whatever happens, everything that was started is ended."""
    async with AsyncExitStack() as closing:
        url = closing.enter_context(empty_database(kind, folder))
        limits = () if plan.scale.hurried else ("--limits",)
        simulator = await Child.start("simulator", "--port", "0", "--clock", START, *limits, folder=folder)
        closing.push_async_callback(simulator.end)
        client = ControlClient(simulator.said)
        closing.push_async_callback(client.close)
        watch = await closing.enter_async_context(Watch.over(simulator.said))
        cast = casting.cast(plan.scale.officers)
        await _let_in(client, cast)
        settings = {"TELEGRAM_API_URL": simulator.said, "DATABASE_URL": url} | _UNCHANGING
        doors = [] if kind == SQLITE else [await closing.enter_async_context(balanced(SEVERAL))]
        fleet = Fleet(
            environment=lambda process: settings | (doors[0].settings(process) if doors else {}),
            folder=folder,
            size=SEVERAL if doors else 1,
            calls=lambda: len(watch.calls),
            hurried=plan.scale.hurried,
        )
        closing.push_async_callback(fleet.end)
        await fleet.migrate(plan.migrating)
        database = Database(url)
        closing.callback(database.close)
        await database.write(casting.settle, plan.scale.officers, datetime.fromisoformat(START))
        for order in ({"seed": plan.seed}, list(plan.faults)):
            if order:
                await client.post("/sim/faults", order)
        fleet.start()
        await fleet.all_ready()
        scale = plan.scale
        stage = Stage(client, watch, LABELS, scale.patience, scale.errand_seconds, scale.hurried)
        yield Course(plan, stage, fleet, watch, client, database, cast, say)


async def _let_in(client: ControlClient, cast: casting.Cast) -> None:
    await client.post("/sim/bots", {"token": casting.TOKEN, "username": "lapor_cegah_bot", "name": "Lapor Cegah"})
    await client.post("/sim/people", casting.people_of(cast))
    for group in casting.groups_of(cast):
        await client.post("/sim/groups", group)
    await client.post("/sim/clock", {"frozen": False})


async def _record(course: Course, resumed: list[Any]) -> Record:
    groups = [casting.GROUP, casting.FORUM, *course.moved.values()]
    chats = [*course.cast.everybody, *groups]
    messages = []
    for chat_id in chats:
        sent = await course.client.get("/sim/sent", chat_id=chat_id)
        messages += [message_from(chat_id, one) for one in sent]
    return Record(
        messages=tuple(messages),
        calls=tuple(course.watch.calls),
        handed_in=tuple(course.stage.handed_in),
        resumed=tuple(resumed),
        strangers=frozenset(course.cast.strangers),
        paced=not course.plan.scale.hurried,
        rests=tuple(course.rests),
        groups=frozenset(groups),
        moved=dict(course.moved),
        blocked=frozenset(course.blocked),
        ever_blocked=frozenset(course.ever_blocked),
    )
