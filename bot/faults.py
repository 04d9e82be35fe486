"""Noting failures of ours where they happen: by sort and place in the code, many at once in one transaction."""

import asyncio
from collections import Counter
from pathlib import Path
from types import TracebackType

import structlog
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from models.clock import Clock
from models.database import Database, is_away
from models.faults import Spot, note_faults

log = structlog.get_logger()

_ROOT = Path(__file__).parents[1]
_OURS = ("bot", "handlers", "models", "scheduler", "views")
LONGEST_SORT, LONGEST_PLACE = 80, 160
ELSEWHERE = "elsewhere"


class Faults:
    """Takes failures; nobody waits for them to be written down."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waiting: Counter[Spot] = Counter()
        self._writing: asyncio.Task[None] | None = None

    def note(self, error: BaseException) -> None:
        """Count a failure; a database that is away is none of ours."""
        if isinstance(error, DBAPIError) and is_away(error):
            return
        self._waiting[spot_of(error)] += 1
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._write())

    async def settle(self) -> None:
        """Wait until everything is written down."""
        if self._writing is not None:
            await self._writing

    async def _write(self) -> None:
        while self._waiting:
            counts, self._waiting = self._waiting, Counter()
            try:
                await self._database.write(note_faults, counts, self._clock.now())
            except SQLAlchemyError as error:
                log.warning("fault.not_noted", error=type(error).__name__)


def spot_of(error: BaseException) -> Spot:
    """Give where an error came from: the innermost place in our own code that its traceback tells."""
    place, trace = ELSEWHERE, error.__traceback__
    while trace is not None:
        place = _place(trace) or place
        trace = trace.tb_next
    return Spot(type(error).__name__[:LONGEST_SORT], place[:LONGEST_PLACE])


def _place(trace: TracebackType) -> str | None:
    code = trace.tb_frame.f_code
    path = Path(code.co_filename)
    if not path.is_relative_to(_ROOT) or path.relative_to(_ROOT).parts[0] not in _OURS:
        return None
    return f"{path.relative_to(_ROOT).as_posix()}:{trace.tb_lineno} {code.co_name}"
