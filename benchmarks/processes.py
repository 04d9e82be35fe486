"""The processes of a measure: starting them, what they cost, and ending them."""

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Self

import psutil

ROOT = Path(__file__).parents[1]
START_SECONDS = 60
END_SECONDS = 10
MEGABYTE = 1_000_000


class NotStarted(Exception):
    """A process of a measure ended before it was ready; the message is what it said last."""


class Child:
    """A module of this project, or of a yardstick, that runs as a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, said: str) -> None:
        self._process = process
        self.pid = process.pid
        #: The line by which it told that it is ready.
        self.said = said

    @classmethod
    async def start(cls, *arguments: str, folder: Path, environment: Mapping[str, str] = MappingProxyType({})) -> Self:
        """Start `python -m …`, and wait until it says that it is ready. Raises `NotStarted`."""
        errors = folder / f"{arguments[0]}.log"
        with errors.open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *arguments),
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for this program, which ends its processes in order
            )
        child = cls(process, "")
        try:
            child.said = await child._first_line()
        except BaseException:
            await child.end()
            raise
        if not child.said:
            await child.end()
            raise NotStarted(errors.read_text()[-2000:])
        return child

    async def _first_line(self) -> str:
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        async with asyncio.timeout(START_SECONDS):
            return (await self._process.stdout.readline()).decode().strip()

    async def end(self) -> None:
        """End it, at worst by force."""
        if self._process.returncode is None:
            self._process.terminate()
        try:
            async with asyncio.timeout(END_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    def memory(self) -> float:
        """Give its resident memory in megabytes, without that of its children."""
        return resident(psutil.Process(self.pid))

    def largest_child(self) -> float:
        """Give the resident memory, in megabytes, of its largest child: the one that draws; 0 without any."""
        return max((resident(child) for child in psutil.Process(self.pid).children()), default=0.0)


def resident(process: psutil.Process) -> float:
    """Give the resident memory of a process in megabytes."""
    return float(process.memory_info().rss) / MEGABYTE


class Meter:
    """Reads how busy processes are, as shares of one core; this one, which makes the load, is one of them."""

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = pids
        self._begun = time.perf_counter()
        self._before = self._seconds()

    def shares(self) -> dict[str, float]:
        """Give the shares since the meter was made."""
        elapsed = time.perf_counter() - self._begun
        return {name: (seconds - self._before[name]) / elapsed for name, seconds in self._seconds().items()}

    def _seconds(self) -> dict[str, float]:
        others = {name: _with_children(pid) for name, pid in self._pids.items()}
        return others | {"load": time.process_time()}


def _with_children(pid: int) -> float:
    """Give the seconds of processor time that a process and its children have used."""
    process = psutil.Process(pid)
    return sum(_used(one) for one in (process, *process.children(recursive=True)))


def _used(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:  # a connection's server process that has just ended
        return 0.0
    return float(times.user + times.system)
