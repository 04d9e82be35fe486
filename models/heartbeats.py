"""Heartbeats: who lives, seen by what they write and not by the hour; and when nobody heard Telegram.

A clock may jump. So whether another process lives is told by its counter, which rises while it does, held against the
observer's own seconds; and only where nobody lived meanwhile does an outage's length come from the hours alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from models.insertion import insert_new
from models.schema import Heartbeat, Outage

#: A poll comes back within half a minute: who has heard nothing for so long is deaf.
DEAF_AFTER = timedelta(minutes=2)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Incarnation:
    """One run of the program: its own number, and the machine and process that it is."""

    id: str
    host: str
    pid: int


@dataclass(frozen=True, slots=True)
class Beat:
    """What another incarnation wrote last."""

    incarnation: Incarnation
    beats: int


@dataclass(frozen=True, slots=True)
class Lives:
    """Who holds rows of the outbox by right: oneself those in hand, and the others that live all of theirs."""

    me: str
    others: frozenset[str] = frozenset()
    in_hand: frozenset[int] = frozenset()


def begin(session: Session, me: Incarnation, now: datetime) -> None:
    """Write down that this incarnation lives."""
    row = {"id": me.id, "host": me.host, "pid": me.pid, "beats": 0, "started_at": now, "beat_at": now}
    insert_new(session, Heartbeat, [row])


def beat(session: Session, me: Incarnation, heard_at: datetime | None, now: datetime) -> list[Beat]:
    """Write down that this incarnation still lives, and when it last heard Telegram; give what the others wrote."""
    begin(session, me, now)
    mine = session.get_one(Heartbeat, me.id)
    mine.beats, mine.beat_at, mine.heard_at = mine.beats + 1, now, heard_at or mine.heard_at
    others = session.scalars(select(Heartbeat).where(Heartbeat.id != me.id, Heartbeat.ended_at.is_(None)))
    return [Beat(Incarnation(one.id, one.host, one.pid), one.beats) for one in others]


def end(session: Session, me: Incarnation, heard_at: datetime | None, now: datetime) -> None:
    """Write down that this incarnation ends in order."""
    ended = update(Heartbeat).where(Heartbeat.id == me.id).values(ended_at=now, beat_at=now)
    session.execute(ended if heard_at is None else ended.values(heard_at=heard_at))


def hear(session: Session, me: Incarnation, deaf_for: timedelta | None, now: datetime) -> timedelta | None:
    """Write down that this incarnation hears Telegram now; give how long nobody did, where that was an outage.

    `deaf_for` is how long it heard nothing itself, by its own seconds; empty where it has only begun.
    """
    begin(session, me, now)
    silence = _silence(session, me, deaf_for, now)
    session.get_one(Heartbeat, me.id).heard_at = now
    if silence is None or silence <= DEAF_AFTER:
        return None
    insert_new(session, Outage, [{"began_at": now - silence, "ended_at": now}])
    return silence


def forget_old_beats(session: Session, now: datetime) -> None:
    """Remove the incarnations of long ago, once somebody newer has heard Telegram."""
    newest = session.scalar(select(func.max(Heartbeat.heard_at)))
    if newest is not None:
        session.execute(delete(Heartbeat).where(Heartbeat.beat_at < min(now, newest) - KEPT))


def _silence(session: Session, me: Incarnation, deaf_for: timedelta | None, now: datetime) -> timedelta | None:
    """How long nobody heard Telegram: nothing where nobody ever did."""
    heard = select(func.max(Heartbeat.heard_at))
    if deaf_for is None:
        last = session.scalar(heard)
        return None if last is None else now - last
    others = session.scalar(heard.where(Heartbeat.id != me.id))
    return deaf_for if others is None else min(deaf_for, now - others)


class Watch:
    """Sees who still lives: whose counter rose within the last `silence` seconds of the observer's own time."""

    #: So often must a counter have been seen at rest: what stood still may have been the observer.
    LOOKS = 3

    def __init__(self, silence: float) -> None:
        self._silence = silence
        self._resting: dict[str, tuple[int, float, int]] = {}

    def look(self, beats: Mapping[str, int], seconds: float) -> frozenset[str]:
        """Give who lives, or may live: nobody is given up at the first look."""
        self._resting = {one: self._seen(one, count, seconds) for one, count in beats.items()}
        return frozenset(one for one, seen in self._resting.items() if not self._is_silent(seen, seconds))

    def forget(self) -> None:
        """Begin anew: for a while nothing could be seen."""
        self._resting.clear()

    def _seen(self, one: str, count: int, seconds: float) -> tuple[int, float, int]:
        before = self._resting.get(one)
        if before is None or before[0] != count:
            return count, seconds, 0
        return count, before[1], before[2] + 1

    def _is_silent(self, seen: tuple[int, float, int], seconds: float) -> bool:
        _, since, looks = seen
        return looks >= self.LOOKS and seconds - since >= self._silence
