"""Draws charts in processes of their own, so that the event loop never waits and never imports matplotlib."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from time import sleep
from typing import Self, TypeVar

from views.charts.data import Chart

Draw = Callable[[Chart], bytes]
Result = TypeVar("Result")


class ChartTimeoutError(Exception):
    """A picture was not ready in time."""


def render_png(chart: Chart) -> bytes:
    """Draw a chart here and now, as PNG. Imports matplotlib: for the drawing process, not for the bot."""
    from views.charts.picture import png_of  # noqa: PLC0415 - only the drawing process pays for matplotlib

    return png_of(chart)


class ChartPool:
    """One or two drawing processes that end with their parent and are replaced when they die.

    `seconds` is how long one picture may take, waiting for a free process included. `draw` is a function of a module,
    so that the process can find it.
    """

    def __init__(self, workers: int = 1, seconds: float = 60, draw: Draw = render_png) -> None:
        self._workers = workers
        self._seconds = seconds
        self._draw = draw
        self._executor = self._new_executor()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def render(self, chart: Chart) -> bytes:
        """Draw a chart and return its PNG.

        A process that died is replaced, and the picture tried once more. Raises ChartTimeoutError when the picture
        takes too long, BrokenProcessPool when its process died twice, and whatever the drawing itself raises.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._run(partial(_draw_within, self._seconds, self._draw, chart))
        except TimeoutError as error:
            raise ChartTimeoutError(f"no picture within {self._seconds:g} seconds") from error

    async def warm_up(self) -> None:
        """Start every process and let it import what it needs, so that the first picture comes as fast as others."""
        await asyncio.gather(*(self._run(_import_drawing) for _ in range(self._workers)))

    async def close(self) -> None:
        """End the processes; pictures that nobody has begun are given up."""
        await asyncio.to_thread(self._executor.shutdown, cancel_futures=True)

    async def _run(self, work: Callable[[], Result]) -> Result:
        executor = self._executor
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(executor, work)
        except BrokenProcessPool:
            return await loop.run_in_executor(self._replace(executor), work)

    def _replace(self, broken: ProcessPoolExecutor) -> ProcessPoolExecutor:
        """Put a new pool in the place of a broken one, unless another picture has done so already."""
        if self._executor is broken:
            broken.shutdown(wait=False)
            self._executor = self._new_executor()
        return self._executor

    def _new_executor(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"), initializer=_prepare_process)


def _prepare_process() -> None:
    """Leave Ctrl-C to the parent, and end when the parent has ended, however it ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _draw_within(seconds: float, draw: Draw, chart: Chart) -> bytes:
    """Draw, or end the process: a drawing that hangs cannot be stopped otherwise."""
    watchdog = threading.Timer(seconds, os._exit, (1,))
    watchdog.daemon = True
    watchdog.start()
    try:
        return draw(chart)
    finally:
        watchdog.cancel()


def _import_drawing() -> None:
    """Import the drawing, and hold the process for a moment so that the next call starts another one."""
    from views.charts import picture  # noqa: F401, PLC0415 - only the drawing process pays for matplotlib

    sleep(0.1)
