"""How the program is: what it last did, and whether the database answers."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models.database import Database

log = structlog.get_logger()

#: Seconds within which the database has to answer.
DATABASE_SECONDS = 5
#: After so many seconds without one something hangs: a poll comes back after 25 s, a tick comes every 15 s.
LONGEST_AGE = 120.0


@dataclass(slots=True)
class Pulse:
    """When the program last did what it does all the time; in seconds of a clock that only goes on."""

    #: What is to be done regularly here: an age that grows too large, or never began, is a fault.
    regular: frozenset[str] = frozenset()
    monotonic: Callable[[], float] = time.monotonic
    _began: float = field(init=False)
    _last: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._began = self.monotonic()

    def beat(self, what: str) -> None:
        """Note that it was done now: `poll`, `update`, `tick`."""
        self._last[what] = self.monotonic()

    def age(self, what: str) -> float | None:
        """Give the seconds since it was last done; nothing if it never was."""
        return self.monotonic() - self._last[what] if what in self._last else None

    def stalled(self) -> list[str]:
        """Name what should have been done by now and was not."""
        now = self.monotonic()
        return sorted(what for what in self.regular if now - self._last.get(what, self._began) > LONGEST_AGE)


@dataclass(frozen=True, slots=True)
class Health:
    """What `/healthz` tells: no personal data."""

    database: bool
    stalled: tuple[str, ...]
    ages: dict[str, float | None]

    @property
    def is_well(self) -> bool:
        """Whether updates can be carried out here."""
        return self.database and not self.stalled

    def as_json(self) -> dict[str, object]:
        """Give it as JSON holds it; ages in seconds."""
        ages = {what: None if age is None else round(age, 1) for what, age in self.ages.items()}
        status = "ok" if self.is_well else "failing"
        return {"status": status, "database": self.database, "stalled": list(self.stalled), "seconds_since": ages}


async def look(database: Database, pulse: Pulse) -> Health:
    """See how the program is."""
    ages = {what: pulse.age(what) for what in ("poll", "update", "tick")}
    return Health(await _answers(database), tuple(pulse.stalled()), ages)


async def _answers(database: Database) -> bool:
    try:
        async with asyncio.timeout(DATABASE_SECONDS):
            await database.read(_ask)
    except (SQLAlchemyError, TimeoutError) as error:
        log.warning("health.no_database", error=type(error).__name__)
        return False
    return True


def _ask(session: Session) -> None:
    session.execute(text("SELECT 1"))
