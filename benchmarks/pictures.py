"""Charts: how long a picture takes in the drawing process, and how long the event loop stands still meanwhile."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from benchmarks.figures import Figures, milliseconds, ratio
from benchmarks.ground import Ground
from benchmarks.scale import Scale
from bot.demo.show import START
from models.database import Database
from models.periods import Period
from models.recap_pages import Asked, recap_page
from models.recap_scope import DESK
from views.charts.data import Chart
from views.charts.pool import ChartPool, render_png
from views.recap import page_card

TICK_SECONDS = 0.005
YESTERDAY = Period.day(date(2025, 9, 14))
SEMESTER = Period.semester(2025, 1)
PERIODS = {
    "daily": YESTERDAY,
    "week's": Period.week_of(date(2025, 9, 8)),
    "month's": Period.month_of(date(2025, 8, 1)),
    "semester": SEMESTER,
}

Render = Callable[[Chart], Awaitable[bytes]]

_NOTES = """\
{pictures} pictures of each kind, one after another, in the pool's process. The stall is the longest gap of a ticker of
{tick:.0f} ms beyond its beat; the yardstick draws in the event loop itself.
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What drawing gave: the seconds of each picture, and the longest time that the event loop stood still."""

    seconds: list[float]
    stall: float


async def measure(ground: Ground, scale: Scale) -> Figures:
    """Draw the day and the semester of the demonstration, in the pool and, as a yardstick, in the event loop."""
    rows = []
    charts = await asyncio.to_thread(_charts, ground)
    async with ChartPool() as pool:
        cold = await _draw(pool.render, charts["daily"], 1)
        for name, one in charts.items():
            pooled = await _draw(pool.render, one, scale.pictures)
            inline = await _draw(_in_the_loop, one, max(2, scale.pictures // 4))
            rows.append(_row(f"{name} chart", pooled, inline))
    return Figures(
        "Charts",
        ("picture", "p50 ms", "p95 ms", "loop stands still, ms", "drawn in the loop, ms", "ratio of the stalls"),
        (
            *rows,
            (
                "daily chart, first of a cold process",
                milliseconds(cold.seconds),
                "–",
                milliseconds([cold.stall]),
                "–",
                "–",
            ),
        ),
        _NOTES.format(pictures=scale.pictures, tick=TICK_SECONDS * 1000),
    )


def _charts(ground: Ground) -> dict[str, Chart]:
    file, _ = ground.demonstration
    database = Database(f"sqlite:///{file}")
    try:
        return {name: database.read_now(_chart, period) for name, period in PERIODS.items()}
    finally:
        database.close()


def _chart(session: Session, period: Period) -> Chart:
    page = recap_page(session, Asked(period, DESK, START))
    chart = page_card(page, now=START, today=START.date(), synthetic=True).chart
    assert chart is not None  # noqa: S101 - every recap has its picture
    return chart


async def _draw(render: Render, picture: Chart, times: int) -> Drawn:
    seconds, gaps = [], [0.0]
    ticking = asyncio.create_task(_tick(gaps))
    await asyncio.sleep(0)
    for _ in range(times):
        begun = time.perf_counter()
        await render(picture)
        seconds.append(time.perf_counter() - begun)
    await asyncio.sleep(2 * TICK_SECONDS)
    ticking.cancel()
    return Drawn(seconds, max(gaps))


async def _tick(gaps: list[float]) -> None:
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(TICK_SECONDS)
        gaps.append(time.perf_counter() - begun - TICK_SECONDS)


async def _in_the_loop(picture: Chart) -> bytes:
    return render_png(picture)


def _row(name: str, pooled: Drawn, inline: Drawn) -> tuple[str, ...]:
    return (
        name,
        milliseconds(pooled.seconds),
        milliseconds(pooled.seconds, 0.95),
        milliseconds([pooled.stall]),
        milliseconds(inline.seconds),
        ratio(pooled.stall, inline.stall),
    )
