"""Keeping the posts true: whose figures have changed is put right, for as long as anything can be corrected."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.clock import Clock
from models.database import Database
from models.group_posts import Standing, are_on_their_way, ask_update, watched, watched_until
from models.schedule import load_schedule
from models.schema import AuditEvent
from scheduler.due import Kind
from scheduler.posts import Asked, tell

#: Looks after the last change: another process may commit one that got its number earlier.
LOOKS_AFTER_CHANGE = 8


class KeepingTrue:
    """Looks at the posts while things change, and leaves the database alone while nothing does."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._newest: int | None = None
        self._looks_left = LOOKS_AFTER_CHANGE

    async def look(self) -> int:
        """Plan an update of each post that shows what is true no more; give how many were planned."""
        newest = await self._database.read(newest_change)
        if newest != self._newest:
            self._newest, self._looks_left = newest, LOOKS_AFTER_CHANGE
        if not self._looks_left:
            return 0
        if not await self._database.read(are_on_their_way):
            self._looks_left -= 1
        now = self._clock.now()
        outdated = await self._database.read(outdated_posts, now)
        return await self._database.write(ask_updates, outdated, now) if outdated else 0


def newest_change(session: Session) -> int:
    """Give the number of the last change: every one leaves an event in the trail."""
    return session.scalar(select(func.max(AuditEvent.id))) or 0


def outdated_posts(session: Session, now: datetime) -> list[tuple[Standing, str]]:
    """List the posts that show what is true no more, with the digest of their figures now."""
    compared = ((post, _digest(session, post, now)) for post in watched(session, load_schedule(session), now))
    return [(post, digest) for post, digest in compared if digest not in (None, post.digest)]


def ask_updates(session: Session, outdated: list[tuple[Standing, str]], now: datetime) -> int:
    """Plan an update of each of the posts; give how many were new."""
    schedule = load_schedule(session)
    asked = [
        ask_update(session, post, digest, watched_until(schedule, post.kind, post.day), now)
        for post, digest in outdated
    ]
    return sum(asked)


def _digest(session: Session, post: Standing, now: datetime) -> str | None:
    told = tell(session, Asked(Kind(post.kind), post.group_id, post.day, now))
    return told.digest if told else None
