"""The fleet: one process or several, started again as often as they die, each time with another death before it."""

import asyncio
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.chaos.bot_process import Orders, live
from tests.chaos.deaths import Death, Point

START_SECONDS = 60
END_SECONDS = 20
_PRELOADED = ["tests.chaos.bot_process"]


class Broken(Exception):
    """A process ended in a way that nobody told it to; the message is what its log says last."""


@dataclass(frozen=True, slots=True)
class Kill:
    """One `kill -9`: of which process, at which point, after how many seconds of its life, and before it was ready."""

    process: int
    point: Point
    after_seconds: float
    overdue: bool = False


class Life:
    """One process from its start to its end; its group holds whatever it started itself."""

    def __init__(self, orders: Orders) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        self._pipe, told = context.Pipe()
        self._process: BaseProcess = context.Process(target=live, args=(orders, told))
        self._process.start()
        told.close()
        self._over = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._process.sentinel, self._note_end)
        self.ready = asyncio.Event()
        self._loop.add_reader(self._pipe.fileno(), self._hear)
        self.begun = time.monotonic()

    @property
    def exit_code(self) -> int | None:
        """How it ended: minus the signal; nothing while it lives."""
        return self._process.exitcode

    async def over(self) -> int:
        """Wait for its end, and give its exit code."""
        await self._over.wait()
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode

    def kill(self) -> None:
        """End it by `kill -9`."""
        self._process.kill()

    def ask_to_end(self) -> None:
        """Ask it to end in order."""
        self._process.terminate()

    def clear(self) -> None:
        """End whatever is left of its group, and close the pipe."""
        self._loop.remove_reader(self._process.sentinel)
        self._loop.remove_reader(self._pipe.fileno())
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid or 0, signal.SIGKILL)
        self._process.join()
        self._process.close()
        self._pipe.close()

    def _note_end(self) -> None:
        self._loop.remove_reader(self._process.sentinel)
        self._over.set()

    def _hear(self) -> None:
        self._loop.remove_reader(self._pipe.fileno())
        with suppress(EOFError, OSError):
            self._pipe.recv_bytes()
            self.ready.set()


@dataclass(slots=True)
class Fleet:
    """Keeps `size` processes alive; as long as deaths are left, each new life has one before it."""

    #: The settings of the n-th process.
    environment: Callable[[int], Mapping[str, str]]
    folder: Path
    size: int
    #: How many calls the bots have made so far: kills from outside come by that count, not by the clock on the wall.
    calls: Callable[[], int]
    hurried: bool = False
    #: The deaths that are still to come in this part of the course.
    deaths: deque[Death] = field(default_factory=deque)
    kills: list[Kill] = field(default_factory=list)
    starts: int = 0
    _lives: dict[int, Life] = field(default_factory=dict)
    _keepers: list[asyncio.Task[None]] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def migrate(self, deaths: Iterable[Death]) -> None:
        """Start on an empty database, and die in the midst of the migrations; the last life finishes them."""
        for death in deaths:
            await self._live(0, death)
        await self._live(0, None, until_ready=True)

    def start(self) -> None:
        """Start every process, and keep it alive from now on."""
        self._keepers = [asyncio.create_task(self._keep(process)) for process in range(self.size)]

    def check(self) -> None:
        """Raise what ended a keeper: a process that ended by itself."""
        for keeper in self._keepers:
            if keeper.done():
                keeper.result()

    async def all_ready(self) -> None:
        """Wait until every process is up."""
        async with asyncio.timeout(START_SECONDS):
            while not (len(self._lives) == self.size and all(life.ready.is_set() for life in self._lives.values())):
                self.check()
                await self._next_change()

    async def end(self) -> list[int]:
        """End every process in order, and give the exit codes."""
        for keeper in self._keepers:
            keeper.cancel()
        await asyncio.gather(*self._keepers, return_exceptions=True)
        lives = list(self._lives.values())
        for life in lives:
            life.ask_to_end()
        codes = []
        try:
            async with asyncio.timeout(END_SECONDS):
                codes = [await life.over() for life in lives]
        finally:
            for life in lives:
                life.clear()
            self._lives.clear()
        return codes

    async def _keep(self, process: int) -> None:
        while True:
            await self._live(process, self.deaths.popleft() if self.deaths else None)

    async def _live(self, process: int, death: Death | None, *, until_ready: bool = False) -> None:
        """One life, and what ended it."""
        environment = self.environment(process)
        self.starts += 1
        life = Life(Orders(environment, self.folder, self.folder / f"bot-{process}.log", death, self.hurried))
        self._lives[process] = life
        try:
            code, overdue = await self._end_of(life, death, until_ready=until_ready)
        except asyncio.CancelledError:
            if until_ready:
                self._drop(process, life)
            raise
        self._drop(process, life)
        if until_ready and code == 0:
            return
        if code != -signal.SIGKILL:
            raise Broken(f"process {process} ended with {code}:\n{self.last_words(process)}")
        point = Point.OUTSIDE if overdue or death is None else death.point
        self.kills.append(Kill(process, point, time.monotonic() - life.begun, overdue=overdue))

    def _drop(self, process: int, life: Life) -> None:
        del self._lives[process]
        life.clear()

    async def _end_of(self, life: Life, death: Death | None, *, until_ready: bool) -> tuple[int, bool]:
        ending = asyncio.create_task(life.over())
        try:
            await self._wait_until_ready(life, ending)
            if until_ready and not ending.done():
                life.ask_to_end()
            overdue = death is not None and not await self._meets_its_death(life, death, ending)
            if death is None and not until_ready:
                await self._until_a_death_comes(life, ending)
            return await ending, overdue
        finally:
            ending.cancel()

    async def _wait_until_ready(self, life: Life, ending: asyncio.Task[int]) -> None:
        ready = asyncio.create_task(life.ready.wait())
        try:
            async with asyncio.timeout(START_SECONDS):
                await asyncio.wait([ready, ending], return_when=asyncio.FIRST_COMPLETED)
        finally:
            ready.cancel()
        self._changed.set()

    async def _meets_its_death(self, life: Life, death: Death, ending: asyncio.Task[int]) -> bool:
        """Wait for the death; one that does not come in time, or is to come from outside, comes from here."""
        # Of several processes each has its share of the work: it comes to its point later, and holds nobody up.
        until, enough = time.monotonic() + death.seconds * self.size, self.calls() + death.passes
        while not ending.done():
            from_outside = death.point == Point.OUTSIDE and self.calls() >= enough
            if from_outside or time.monotonic() >= until:
                life.kill()
                return death.point == Point.OUTSIDE
            await asyncio.wait([ending], timeout=0.02)
        return True

    async def _until_a_death_comes(self, life: Life, ending: asyncio.Task[int]) -> None:
        """A life that began without a death before it goes on until one may come again: then from outside."""
        while not ending.done():
            if self.deaths:
                self.deaths.popleft()
                life.kill()
                return
            await asyncio.wait([ending], timeout=0.1)

    async def _next_change(self) -> None:
        self._changed.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(0.2):
                await self._changed.wait()

    def last_words(self, process: int) -> str:
        """Give the end of a process' log."""
        log = self.folder / f"bot-{process}.log"
        return log.read_text(errors="replace")[-3000:] if log.exists() else ""
