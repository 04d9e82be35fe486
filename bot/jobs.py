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


class Jobs:
    """The regular work of one program; `note` is told of every error that is a fault."""

    def __init__(self, note: Callable[[Exception], None]) -> None:
        self._note = note
        self._scheduler = AsyncIOScheduler()

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

    def stop(self) -> None:
        """Begin nothing any more; what runs goes on to its end."""
        self._scheduler.shutdown(wait=False)

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
