"""The whole program as a process, by its settings, on the clock of the simulator that it speaks to."""

import asyncio
import os
import sys
from datetime import timedelta

import httpx

from bot.allowance import Limits
from bot.commands import until_stopped
from bot.demo.clock import FollowingClock
from bot.logs import start_logging
from bot.program import Circumstances, Program
from bot.settings import Settings, load_settings

LOOK = 0.05
TICK = timedelta(seconds=0.2)
#: The simulated people tap faster than any person: Telegram's pace holds only where TELEGRAMS_PACE is set.
UNHURRIED = Limits(in_all=100_000, person_seconds=0.0, person_burst=100_000, group=100_000)


async def run(settings: Settings) -> None:
    """Run the bot; say on standard output when it is ready."""
    async with httpx.AsyncClient(base_url=settings.telegram_api_url) as simulator:
        clock = FollowingClock(0)
        await _look(simulator, clock)
        following = asyncio.create_task(_keep_looking(simulator, clock))
        ready = asyncio.Event()
        saying = asyncio.create_task(_say_when(ready))
        try:
            limits = Limits() if "TELEGRAMS_PACE" in os.environ else UNHURRIED
            await Program(settings, Circumstances(clock, synthetic=True, tick=TICK, limits=limits)).run(ready)
        finally:
            following.cancel()
            saying.cancel()


async def _look(simulator: httpx.AsyncClient, clock: FollowingClock) -> None:
    told = (await simulator.get("/sim/clock")).json()
    clock.follow(told["now"], frozen=told["frozen"])


async def _keep_looking(simulator: httpx.AsyncClient, clock: FollowingClock) -> None:
    while True:
        await _look(simulator, clock)
        await asyncio.sleep(LOOK)


async def _say_when(ready: asyncio.Event) -> None:
    await ready.wait()
    sys.stdout.write("ready\n")
    sys.stdout.flush()


if __name__ == "__main__":
    start_logging("text")
    until_stopped(run(load_settings()))
