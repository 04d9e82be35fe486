"""What the program does again and again by the clock, and that a failure of it is noted where it happens."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.exc import DBAPIError

from models.database import is_away
from models.troubles import trouble_of

log = structlog.get_logger()

Job = Callable[[], Awaitable[object]]

#: How often is looked whether the machine's clock was put back.
LOOK_SECONDS = 5.0


class Jobs:
    """The regular work of one program; `note` is told of every error that is a fault."""

    def __init__(self, note: Callable[[Exception], None]) -> None:
        self._note = note
        self._scheduler = AsyncIOScheduler()
        self._watching: asyncio.Task[None] | None = None

    def every(self, span: timedelta, job: Job, name: str) -> None:
        """Have it done again and again, never twice at a time."""
        once = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler.add_job(self._noting(job, name), "interval", seconds=span.total_seconds(), id=name, **once)

    def later(self, span: timedelta, job: Job, name: str) -> None:
        """Have it done once, after that time."""
        at = datetime.now(UTC) + span
        self._scheduler.add_job(self._noting(job, name), "date", run_date=at, id=name, misfire_grace_time=None)

    def start(self) -> None:
        """Begin."""
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch_the_clock())

    def stop(self) -> None:
        """Begin nothing any more; what runs goes on to its end."""
        if self._watching is not None:
            self._watching.cancel()
        self._scheduler.shutdown(wait=False)

    async def _watch_the_clock(self) -> None:
        """APScheduler waits for an hour of the machine's clock: put back, it would wait until that comes once more."""
        before = datetime.now(UTC)
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = datetime.now(UTC)
            if now < before:
                log.warning("jobs.clock_put_back", seconds=round((before - now).total_seconds()))
                self._put_back(before - now)
            before = now

    def _put_back(self, span: timedelta) -> None:
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=job.next_run_time - span)

    def _noting(self, job: Job, name: str) -> Callable[[], Coroutine[None, None, None]]:
        """Note a job's failure; being cancelled at the end is none."""

        async def run() -> None:
            try:
                with suppress(asyncio.CancelledError):
                    await job()
            except Exception as error:
                if isinstance(error, DBAPIError) and is_away(error):
                    log.warning("job.database_away", job=name, why=trouble_of(error))
                    return
                log.exception("job.failed", job=name)
                self._note(error)

        return run
