"""The bot as one process of a fleet: forked where everything is imported, so that a hundred starts cost little.

It is the program itself, by its settings, at Telegram's pace, on the simulator's clock.
"""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import httpx

from bot.allowance import Limits
from bot.commands import until_stopped
from bot.demo.clock import FollowingClock
from bot.logs import start_logging
from bot.program import Circumstances, Program
from bot.settings import load_settings
from tests.chaos.deaths import Death, lie_in_wait
from tests.desk import UNHURRIED

LOOK_SECONDS = 0.1
TICK = timedelta(seconds=0.4)
READY = b"ready"


@dataclass(frozen=True, slots=True)
class Orders:
    """What a process needs to know: its settings as environment variables, where it lives, and how it dies."""

    environment: Mapping[str, str]
    folder: Path
    log: Path
    death: Death | None
    #: Without Telegram's pace.
    hurried: bool = False


def live(orders: Orders, told: Connection) -> None:
    """Run the bot in this process, a group of its own, until it is ended; say through the pipe that it is ready."""
    os.setsid()
    os.chdir(orders.folder)
    _write_errors_to(orders.log)
    os.environ.update(orders.environment)
    threading.Thread(target=_end_with_harness, args=(told,), daemon=True).start()
    start_logging("text")
    if orders.death is not None:
        lie_in_wait(orders.death)
    until_stopped(_run(told, UNHURRIED if orders.hurried else Limits()))


def _write_errors_to(log: Path) -> None:
    with log.open("ab") as file:
        os.dup2(file.fileno(), sys.stderr.fileno())


def _end_with_harness(told: Connection) -> None:
    """The other end of the pipe is closed when the harness ends, however that comes about."""
    with suppress(EOFError, OSError):
        told.recv_bytes()
    os.killpg(0, signal.SIGKILL)


async def _run(told: Connection, limits: Limits) -> None:
    settings = load_settings()
    async with httpx.AsyncClient(base_url=settings.telegram_api_url) as simulator:
        clock = FollowingClock(0)
        await _look(simulator, clock)
        circumstances = Circumstances(clock, synthetic=True, tick=TICK, limits=limits)
        ready = asyncio.Event()
        beside = [asyncio.create_task(work) for work in (_keep_looking(simulator, clock), _say_when(ready, told))]
        try:
            await Program(settings, circumstances).run(ready)
        finally:
            for task in beside:
                task.cancel()


async def _look(simulator: httpx.AsyncClient, clock: FollowingClock) -> None:
    said = (await simulator.get("/sim/clock")).json()
    clock.follow(said["now"], frozen=said["frozen"])


async def _keep_looking(simulator: httpx.AsyncClient, clock: FollowingClock) -> None:
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        with suppress(httpx.HTTPError):  # the clock runs on by itself
            await _look(simulator, clock)


async def _say_when(ready: asyncio.Event, told: Connection) -> None:
    await ready.wait()
    told.send_bytes(READY)
