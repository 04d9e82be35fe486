"""Form steps: whole forms through the whole program, beside PTB's stock echo bot with as many people and messages."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from benchmarks.crowd import Crowd
from benchmarks.figures import Figures, milliseconds, ratio, whole
from benchmarks.ground import Ground, officers, settle
from benchmarks.processes import Meter
from benchmarks.scale import Scale
from benchmarks.scene import AFTERNOON, Scene, scene

#: One message that opens the form, four answers, and "Kirim laporan".
STEPS = 6
#: Small numbers, which are never asked back.
_ANSWERS = ("3", "1", "5", "2")
_PROGRAM = ("benchmarks.program", "--no-limits")
_ECHO = "PTB echo, as it comes"

Turn = Callable[[Crowd, int], Awaitable[None]]

_NOTES = """\
Medians of {rounds} rounds, the contestants in turns; a ratio is the median of the rounds' ratios. Telegram's pace is
lifted. A step lasts from a tap until its card has changed (or from /lapor until the card is there), an echo from a
text until its echo is there. A step is one to two transactions and two requests to Telegram (the tap's answer and the
edit), an echo is one request and no transaction.

With everybody at once, people wait in the queue of the busiest process: p50 and p95 tell of the load. Alone, a step
takes what it takes. The cores are seconds of processor time by seconds of the round; close to 1.00 is the process that
held up the others.
"""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A bot that takes part; a turn is what one person does with it, in `STEPS` steps."""

    name: str
    bot: tuple[str, ...]
    turn: Turn
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """What one round gave: durations in seconds, shares of one core."""

    steps_per_second: float
    round_trips: list[float]
    alone: list[float]
    shares: Mapping[str, float]


async def fill_in(crowd: Crowd, person_id: int) -> None:
    """Open today's form, tap through it, and send it."""
    card = await crowd.send(person_id, "/lapor")
    for answer in _ANSWERS:
        card = await crowd.tap(card, answer)
    await crowd.tap(card, "Kirim laporan")


async def chat(crowd: Crowd, person_id: int) -> None:
    """Write as many messages as a form has steps, each after the answer to the one before."""
    for step in range(STEPS):
        await crowd.send(person_id, f"pesan {step}")


CONTESTANTS = (
    Contestant("the program on SQLite", _PROGRAM, fill_in, "SQLite"),
    Contestant("the program on PostgreSQL", _PROGRAM, fill_in, "PostgreSQL"),
    Contestant(_ECHO, ("benchmarks.echo",), chat),
    Contestant("PTB echo, concurrent_updates=256", ("benchmarks.echo", "--concurrent", "256"), chat),
)


async def measure(ground: Ground, scale: Scale) -> Figures:
    """Let every contestant play every round, in turns."""
    rounds: dict[str, list[Round]] = {one.name: [] for one in CONTESTANTS}
    everybody = officers((scale.people + 1) * (scale.rounds + 1))
    async with AsyncExitStack() as closing:
        stages = await asyncio.gather(*(_stage(closing, ground, one, everybody) for one in CONTESTANTS))
        people = iter(everybody)
        # The first round is for warming up: it is not counted.
        for number in range(scale.rounds + 1):
            crowd = [next(people) for _ in range(scale.people)]
            alone = next(people)
            for contestant, (stage, pids) in zip(CONTESTANTS, stages, strict=True):
                played = await _play(contestant, stage.crowd, pids, crowd if number else crowd[:5], alone)
                if number:
                    rounds[contestant.name].append(played)
    return _figures(rounds, scale)


async def _stage(
    closing: AsyncExitStack, ground: Ground, contestant: Contestant, everybody: range
) -> tuple[Scene, dict[str, int]]:
    url = ground.database(contestant.database) if contestant.database else ""
    if url:
        await asyncio.to_thread(settle, url, len(everybody), datetime.fromisoformat(AFTERNOON))
    stage = await closing.enter_async_context(scene(ground, *contestant.bot, people=everybody, database_url=url))
    served = {"PostgreSQL": ground.postgresql_pid} if contestant.database == "PostgreSQL" else {}
    return stage, stage.pids | served


async def _play(contestant: Contestant, crowd: Crowd, pids: Mapping[str, int], people: list[int], alone: int) -> Round:
    """Let all people take their turns at the same time, and then one alone."""
    meter, begun = Meter(pids), time.perf_counter()
    await asyncio.gather(*(contestant.turn(crowd, person) for person in people))
    seconds, shares = time.perf_counter() - begun, meter.shares()
    together = crowd.take_round_trips()
    await contestant.turn(crowd, alone)
    return Round(STEPS * len(people) / seconds, together, crowd.take_round_trips(), shares)


def _figures(rounds: Mapping[str, list[Round]], scale: Scale) -> Figures:
    echo = rounds[_ECHO]
    return Figures(
        f"Form steps: {scale.people} people at once",
        (
            "bot",
            "steps/s",
            "beside the echo",
            "p50 ms",
            "p95 ms",
            "alone p50 ms",
            "cores: bot",
            "simulator",
            "load",
            "PostgreSQL",
        ),
        tuple(_row(name, played, echo) for name, played in rounds.items()),
        _NOTES.format(rounds=scale.rounds),
    )


def _row(name: str, played: list[Round], echo: list[Round]) -> tuple[str, ...]:
    ratios = [one.steps_per_second / other.steps_per_second for one, other in zip(played, echo, strict=True)]
    together = [trip for one in played for trip in one.round_trips]
    alone = [trip for one in played for trip in one.alone]
    busy = (_busy(played, process) for process in ("bot", "simulator", "load", "PostgreSQL"))
    return (
        name,
        whole(median(one.steps_per_second for one in played)),
        ratio(median(ratios), 1),
        milliseconds(together),
        milliseconds(together, 0.95),
        milliseconds(alone),
        *busy,
    )


def _busy(played: list[Round], process: str) -> str:
    shares = [one.shares[process] for one in played if process in one.shares]
    return f"{median(shares):.2f}" if shares else "–"
