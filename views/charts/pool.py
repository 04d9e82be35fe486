"""Draws charts in processes of their own, so that the event loop never waits and never imports matplotlib."""

import asyncio
from collections.abc import Callable
from functools import partial
from time import sleep

from views.charts.data import Chart
from views.process_pool import ProcessPool

Draw = Callable[[Chart], bytes]


class ChartTimeoutError(Exception):
    """A picture was not ready in time."""


def render_png(chart: Chart) -> bytes:
    """Draw a chart here and now, as PNG. Imports matplotlib: for the drawing process, not for the bot."""
    from views.charts.picture import png_of  # noqa: PLC0415 - only the drawing process pays for matplotlib

    return png_of(chart)


class ChartPool(ProcessPool):
    """The processes that draw; `draw` is a function of a module, so that they can find it."""

    def __init__(self, workers: int = 1, seconds: float = 60, draw: Draw = render_png) -> None:
        super().__init__(workers, seconds)
        self._draw = draw

    async def render(self, chart: Chart) -> bytes:
        """Draw a chart and return its PNG.

        Raises ChartTimeoutError when the picture takes too long, and what `ProcessPool.run` raises besides.
        """
        try:
            return await self.run(partial(self._draw, chart))
        except TimeoutError as error:
            raise ChartTimeoutError(f"no picture within {self._seconds:g} seconds") from error

    async def warm_up(self) -> None:
        """Start every process and let it import what it needs, so that the first picture comes as fast as others."""
        await asyncio.gather(*(self._run(_import_drawing) for _ in range(self._workers)))


def _import_drawing() -> None:
    """Import the drawing, and hold the process for a moment so that the next call starts another one."""
    from views.charts import picture  # noqa: F401, PLC0415 - only the drawing process pays for matplotlib

    sleep(0.1)
