"""Works of a second and more, such as pictures and files, in processes of their own: the event loop never waits."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Literal, Self, TypeVar

Result = TypeVar("Result")

#: How a process starts: with nothing of its parent in it. Tests that start many let them share their imports.
START_METHOD: Literal["spawn", "forkserver"] = "spawn"


class ProcessPool:
    """One or two processes that end with their parent and are replaced when they die.

    `seconds` is how long one work may take, waiting for a free process included. A work is a function of a module with
    values that can travel (`functools.partial`), so that the process can find it.
    """

    def __init__(self, workers: int = 1, seconds: float = 60) -> None:
        self._workers = workers
        self._seconds = seconds
        self._executor = self._new_executor()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do the work in a process. A process that died is replaced, and the work tried once more.

        Raises TimeoutError when it takes too long, BrokenProcessPool when its process died twice, and whatever the
        work itself raises.
        """
        async with asyncio.timeout(self._seconds):
            return await self._run(partial(_within, self._seconds, work))

    async def close(self) -> None:
        """End the processes; what nobody has begun is given up."""
        await asyncio.to_thread(self._executor.shutdown, cancel_futures=True)

    async def _run(self, work: Callable[[], Result]) -> Result:
        executor = self._executor
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(executor, work)
        except BrokenProcessPool:
            return await loop.run_in_executor(self._replace(executor), work)

    def _replace(self, broken: ProcessPoolExecutor) -> ProcessPoolExecutor:
        """Put a new pool in the place of a broken one, unless another work has done so already."""
        if self._executor is broken:
            broken.shutdown(wait=False)
            self._executor = self._new_executor()
        return self._executor

    def _new_executor(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context(START_METHOD)
        return ProcessPoolExecutor(self._workers, context, initializer=_prepare_process)


def _prepare_process() -> None:
    """Leave Ctrl-C to the parent, and end when the parent has ended, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _within(seconds: float, work: Callable[[], Result]) -> Result:
    """Do the work, or end the process: one that hangs cannot be stopped otherwise."""
    watchdog = threading.Timer(seconds, os._exit, (1,))
    watchdog.daemon = True
    watchdog.start()
    try:
        return work()
    finally:
        watchdog.cancel()
