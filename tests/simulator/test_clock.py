"""The clock: runs, stands, jumps forwards, and asks those who follow it first."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from simulator.clock import Clock
from simulator.people import Telegram

NOON = "2025-09-15T12:00:00+07:00"


class Seconds:
    """Real seconds, moved by hand."""

    now = 50.0

    def __call__(self) -> float:
        return self.now


def test_it_runs_at_real_speed_and_stands_when_frozen() -> None:
    real = Seconds()
    clock = Clock(1000.0, monotonic=real)
    real.now += 3
    assert clock.now() == 1003.0
    clock.freeze(True)
    real.now += 60
    assert (clock.now(), clock.frozen) == (1003.0, True)
    clock.jump_to(2000.0)
    real.now += 60
    assert clock.now() == 2000.0
    clock.freeze(False)
    real.now += 1
    assert clock.now() == 2001.0


def test_it_reads_times_in_its_zone_unless_they_name_one() -> None:
    clock = Clock(zone="Asia/Jakarta")
    assert clock.parse("2025-09-15T12:00:00") == clock.parse(NOON) == clock.parse("2025-09-15T05:00:00Z")
    assert clock.parse(1757912400) == clock.parse(NOON)
    assert clock.iso(clock.parse(NOON)) == NOON


async def test_it_starts_where_it_was_told(telegram: Telegram) -> None:
    clock = await telegram.client.get("/sim/clock")
    assert clock["iso"].startswith("2025-09-15T14:55:0")
    assert (clock["zone"], clock["frozen"]) == ("Asia/Jakarta", False)


async def test_it_advances_and_jumps(telegram: Telegram) -> None:
    await telegram.clock.freeze()
    before = await telegram.clock.now()
    await telegram.clock.advance(days=1, hours=2, minutes=3, seconds=4)
    assert await telegram.clock.now() - before == pytest.approx(86400 + 2 * 3600 + 184)
    await telegram.clock.to("2025-09-20T18:00:00+07:00")
    assert (await telegram.client.get("/sim/clock"))["iso"] == "2025-09-20T18:00:00+07:00"


@pytest.mark.parametrize("change", [{"to": NOON}, {"advance": -1}, {"to": "besok"}, {"advance": "x"}])
async def test_it_goes_only_forwards_and_only_to_times(telegram: Telegram, change: dict[str, Any]) -> None:
    with pytest.raises(AssertionError, match=r"/sim/clock: 400"):
        await telegram.client.post("/sim/clock", change)


@pytest.fixture
async def follower() -> AsyncIterator[tuple[str, list[dict[str, float]]]]:
    """Something that follows the clock: its address, and the jumps that it was asked about."""
    asked: list[dict[str, float]] = []

    async def hear(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.Response()

    application = web.Application()
    application.router.add_post("/jump", hear)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/jump", asked
    await runner.cleanup()


async def test_a_watcher_is_asked_before_a_jump(
    telegram: Telegram, follower: tuple[str, list[dict[str, float]]]
) -> None:
    url, asked = follower
    await telegram.clock.freeze()
    await telegram.clock.watch(url)
    now = await telegram.clock.now()
    await telegram.clock.advance(hours=1)
    assert asked == [{"from": now, "to": now + 3600}]


async def test_a_watcher_that_is_gone_stops_nothing(telegram: Telegram) -> None:
    await telegram.clock.freeze()
    await telegram.clock.watch("http://127.0.0.1:9/jump")
    now = await telegram.clock.now()
    await telegram.clock.advance(hours=1)
    assert await telegram.clock.now() == now + 3600
