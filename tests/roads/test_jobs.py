"""Regular work: it goes on after a failure, which is noted; what the database alone is to blame for is no fault."""

import asyncio
from datetime import datetime, timedelta, tzinfo
from typing import Self

import pytest
from sqlalchemy.exc import OperationalError

from bot.jobs import Jobs
from bot.keeping import Keeping
from models.database import Database
from tests.desk import START, SetClock

OFTEN = timedelta(milliseconds=5)
AWAY = OperationalError("SELECT 1", {}, ConnectionRefusedError("refused"), connection_invalidated=True)


class Failing:
    """Fails each time, and tells when it has done so twice."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.times = 0
        self.twice = asyncio.Event()

    async def __call__(self) -> None:
        self.times += 1
        if self.times > 1:
            self.twice.set()
        raise self.error


@pytest.mark.parametrize(("error", "is_fault"), [(ZeroDivisionError(), True), (AWAY, False)])
async def test_a_job_that_fails_is_done_again_and_its_fault_is_noted(error: Exception, is_fault: bool) -> None:
    noted: list[Exception] = []
    jobs, job = Jobs(noted.append), Failing(error)
    jobs.every(OFTEN, job, "failing")
    jobs.start()
    async with asyncio.timeout(10):
        await job.twice.wait()
    jobs.stop()
    assert set(noted) == ({error} if is_fault else set())


async def test_a_job_for_later_is_done_once() -> None:
    done: list[str] = []
    over = asyncio.Event()

    async def later() -> None:
        done.append("later")

    async def often() -> None:
        done.append("often")
        if done.count("often") > 3 and "later" in done:
            over.set()

    noted: list[Exception] = []
    jobs = Jobs(noted.append)
    jobs.later(OFTEN, later, "later")
    jobs.every(OFTEN, often, "often")
    jobs.start()
    async with asyncio.timeout(10):
        await over.wait()
    jobs.stop()
    assert (done.count("later"), noted) == (1, [])


class PutBack(datetime):
    """The machine's clock, which is put back by hours as soon as somebody says so."""

    hours = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return super().now(tz) - timedelta(hours=cls.hours)


async def test_regular_work_goes_on_when_the_clock_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("bot.jobs", "apscheduler.schedulers.base"):
        monkeypatch.setattr(f"{module}.datetime", PutBack)
    monkeypatch.setattr(PutBack, "hours", 0)
    monkeypatch.setattr("bot.jobs.LOOK_SECONDS", 0.005)
    done: asyncio.Queue[str] = asyncio.Queue()
    noted: list[Exception] = []
    jobs = Jobs(noted.append)
    jobs.every(OFTEN, lambda: done.put("often"), "often")
    jobs.start()
    async with asyncio.timeout(10):
        await done.get()
        PutBack.hours = 3
        for _ in range(10):
            await done.get()
    jobs.stop()
    assert noted == []


async def test_housekeeping_that_fails_is_noted_as_well(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("broken")

    noted = asyncio.Event()
    monkeypatch.setattr("bot.keeping.bring_in", broken)
    monkeypatch.setattr("bot.keeping.STRUCTURE", OFTEN)
    jobs = Jobs(lambda _error: noted.set())
    Keeping(database, SetClock(START)).start(jobs)
    jobs.start()
    async with asyncio.timeout(10):
        await noted.wait()
    jobs.stop()
