"""The program's heart: it beats into the database, notes when Telegram was heard, and sees who else lives."""

import os
import socket
import time
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import ClassVar
from weakref import WeakSet

import structlog
from sqlalchemy.exc import DBAPIError

from models.clock import Clock
from models.database import Database
from models.heartbeats import DEAF_AFTER, Beat, Incarnation, Lives, Watch, beat, end, hear

log = structlog.get_logger()

#: How often it beats.
BEAT = timedelta(seconds=5)
#: Who has not beaten for so many beats is gone.
SILENT_BEATS = 4


def seconds_awake_or_asleep() -> float:
    """Give seconds that only go on, also while the machine sleeps, whatever its clock shows."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def this_process() -> Incarnation:
    """Give a new incarnation of the program: this process."""
    return Incarnation(uuid.uuid4().hex, socket.gethostname(), os.getpid())


class Heart:
    """The life of one incarnation."""

    _in_this_process: ClassVar["WeakSet[Heart]"] = WeakSet()

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        me: Incarnation | None = None,
        every: timedelta = BEAT,
        seconds: Callable[[], float] = seconds_awake_or_asleep,
    ) -> None:
        self._database = database
        self._clock = clock
        self.me = me or this_process()
        self._seconds = seconds
        self._watch = Watch(SILENT_BEATS * every.total_seconds())
        self._others: frozenset[str] | None = None
        self._heard: tuple[datetime, float] | None = None
        #: When this incarnation could write last, by its own seconds.
        self._wrote: float | None = None
        #: Since when it could not, until Telegram is heard after that: what it brings then may have waited for it.
        self._mute_since: float | None = None
        self.is_stopped = False
        self._in_this_process.add(self)

    async def beat(self) -> None:
        """Say that this incarnation lives, and see who else does."""
        try:
            others = await self._database.write(beat, self.me, self._heard_at, self._clock.now())
        except Exception:
            self._watch.forget()  # nobody else could write either
            self._mute_since = self._wrote if self._mute_since is None else self._mute_since
            raise
        self._wrote = self._seconds()
        living = {one.incarnation.id: one.beats for one in others if not self._is_surely_gone(one)}
        self._others = self._watch.look(living, self._seconds())

    async def keep_beating(self) -> None:
        """Beat; where the database is away, there will be another time."""
        try:
            await self.beat()
        except DBAPIError as error:
            log.warning("heart.no_database", error=type(error).__name__)

    async def hear(self) -> None:
        """Note that Telegram was heard: before what it brought is carried out, as an outage decides what is late.

        Without a database nothing can be carried out: who writes into that is not heard either.
        """
        now, seconds = self._clock.now(), self._seconds()
        deaf_for = None if self._heard is None else timedelta(seconds=seconds - self._deaf_since(self._heard[1]))
        if deaf_for is None or deaf_for > DEAF_AFTER:
            silence = await self._database.write(hear, self.me, deaf_for, now)
            if silence is not None:
                log.warning("heart.outage", seconds=round(silence.total_seconds()), until=now.isoformat())
        self._heard, self._mute_since = (now, seconds), None

    async def stop(self) -> None:
        """Say that this incarnation ends in order; until now it has listened."""
        self.is_stopped = True
        with suppress(DBAPIError):
            await self._database.write(end, self.me, self._heard_at, self._clock.now())

    async def lives(self, in_hand: Iterable[int]) -> Lives:
        """Give who holds rows of the outbox by right; oneself those that are in hand."""
        if self._others is None:
            await self.beat()
        return Lives(self.me.id, self._others or frozenset(), frozenset(in_hand))

    @property
    def _heard_at(self) -> datetime | None:
        """When Telegram was heard last: now, for as long as the next answer may still be on its way.

        Nothing new where that was in vain, until somebody notes the outage.
        """
        if self._heard is None or self._is_deaf_since(self._deaf_since(self._seconds())):
            return None
        at, seconds = self._heard
        return at if self._is_deaf_since(seconds) else self._clock.now()

    def _deaf_since(self, heard: float) -> float:
        return heard if self._mute_since is None else min(heard, self._mute_since)

    def _is_deaf_since(self, seconds: float) -> bool:
        return self._seconds() - seconds > DEAF_AFTER.total_seconds()

    def _is_surely_gone(self, other: Beat) -> bool:
        """Tell whether it ran on this machine and runs no more. A number that is in use again proves nothing."""
        if other.incarnation.host != self.me.host:
            return False
        if other.incarnation.pid == self.me.pid:
            return all(heart.is_stopped or heart.me.id != other.incarnation.id for heart in self._in_this_process)
        return not _runs(other.incarnation.pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
