"""Memory at rest: the program without people, with the demonstration's desk, after many form steps."""

import asyncio
import math
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.figures import Figures, ratio
from benchmarks.form_steps import STEPS, fill_in
from benchmarks.ground import Ground
from benchmarks.scale import Scale
from benchmarks.scene import Scene, scene
from bot.demo.show import START
from models.database import Database
from models.permissions import reports_daily
from models.schema import DailyReport, Member, Membership, Role

_TOGETHER = 20

_NOTES = """\
Resident memory, read {rest:g} s after the process was ready or after the last step. The drawing process starts with
the first chart.
"""


async def measure(ground: Ground, scale: Scale) -> Figures:
    """Read the resident memory of each, one after another."""
    rest = scale.rest_seconds
    program = ("benchmarks.program", "--no-limits")
    async with scene(ground, "benchmarks.echo", people=()) as stage:
        echo = await _at_rest(stage, rest)
    async with scene(ground, *program, people=(), database_url=ground.database("SQLite")) as stage:
        empty = await _at_rest(stage, rest)
    url = ground.seeded()
    people = await asyncio.to_thread(_still_to_report, url, math.ceil(scale.steps / STEPS))
    _, cast = ground.demonstration
    coordinator = cast.desk_coordinator.telegram_id
    clock = START.isoformat()
    async with scene(ground, *program, people=(coordinator, *people), database_url=url, clock=clock) as stage:
        seeded = await _at_rest(stage, rest)
        await _report(stage, people)
        stepped = await _at_rest(stage, rest)
        await stage.crowd.send(coordinator, "/rekap kemarin")
        drawing = stage.bot.largest_child()
    steps = STEPS * len(people)
    return _figures(
        echo,
        {
            "the program, empty database": empty,
            "the program, 300 officers and two years of reports": seeded,
            f"the program after {steps} form steps": stepped,
            "its drawing process, after the first chart": drawing,
        },
        rest,
    )


async def _at_rest(stage: Scene, seconds: float) -> float:
    await asyncio.sleep(seconds)
    return stage.bot.memory()


async def _report(stage: Scene, people: list[int]) -> None:
    """Let all of them fill in their forms, some at a time."""
    for first in range(0, len(people), _TOGETHER):
        await asyncio.gather(*(fill_in(stage.crowd, person) for person in people[first : first + _TOGETHER]))


def _still_to_report(url: str, count: int) -> list[int]:
    database = Database(url)
    try:
        return database.read_now(_without_report, START.date(), count)
    finally:
        database.close()


def _without_report(session: Session, day: date, count: int) -> list[int]:
    """Give the Telegram numbers of that many officers who have not reported for the date."""
    roles = [role for role in Role if reports_daily(role)]
    reported = select(DailyReport.member_id).where(DailyReport.report_date == day)
    query = (
        select(Member.telegram_id)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.role.in_(roles), Member.id.not_in(reported))
        .order_by(Member.id)
        .limit(count)
    )
    return [number for number in session.scalars(query) if number is not None]


def _figures(echo: float, read: dict[str, float], rest: float) -> Figures:
    rows = [("PTB's stock echo bot", f"{echo:.0f}", "× 1.00")]
    rows += [(name, f"{megabytes:.0f}", ratio(megabytes, echo)) for name, megabytes in read.items()]
    return Figures(
        "Memory at rest",
        ("process", "resident MB", "beside the echo"),
        tuple(rows),
        _NOTES.format(rest=rest),
    )
