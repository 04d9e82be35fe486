"""The whole program as a process, as in production, but for the simulator's clock: `python -m benchmarks.program`."""

import asyncio
import sys
from contextlib import suppress
from datetime import timedelta
from typing import Annotated

import httpx
import typer

from bot.allowance import Limits
from bot.commands import until_stopped
from bot.demo.clock import FollowingClock
from bot.logs import start_logging
from bot.settings import Settings, load_settings

LOOK_SECONDS = 0.5
#: The pace lifted: where the program itself is measured, Telegram's limits would be all that one sees.
UNHURRIED = Limits(in_all=10_000, person_burst=10_000, group=10_000)


def main(
    tick: Annotated[float, typer.Option(help="Seconds between two looks at what is due.")] = 15,
    limits: Annotated[bool, typer.Option(help="Keep to Telegram's pace.")] = True,
) -> None:
    """Run the program by its settings, and say on standard output when it is ready."""
    start_logging("text")
    until_stopped(run(load_settings(), timedelta(seconds=tick), Limits() if limits else UNHURRIED))


async def run(settings: Settings, tick: timedelta, limits: Limits) -> None:
    """Run until stopped."""
    from bot.program import Circumstances, Program  # noqa: PLC0415 - the drawing process imports this module, too

    async with httpx.AsyncClient(base_url=settings.telegram_api_url) as simulator:
        clock = FollowingClock(0)
        await _look(simulator, clock)
        ready = asyncio.Event()
        beside = [asyncio.create_task(work) for work in (_keep_looking(simulator, clock), _say_when(ready))]
        try:
            await Program(settings, Circumstances(clock, synthetic=True, tick=tick, limits=limits)).run(ready)
        finally:
            for task in beside:
                task.cancel()


async def _look(simulator: httpx.AsyncClient, clock: FollowingClock) -> None:
    told = (await simulator.get("/sim/clock")).json()
    clock.follow(told["now"], frozen=told["frozen"])


async def _keep_looking(simulator: httpx.AsyncClient, clock: FollowingClock) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        with suppress(httpx.HTTPError):  # the clock runs on by itself
            await _look(simulator, clock)


async def _say_when(ready: asyncio.Event) -> None:
    await ready.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()


if __name__ == "__main__":
    typer.run(main)
