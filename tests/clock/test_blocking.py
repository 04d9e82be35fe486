"""Who blocks the bot, and who does so no more, in whatever order it is told."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.reach import note_heard
from models.schema import Member
from tests.clock.roster import Roster
from tests.desk import Desk


def blocking(roster: Roster) -> bool:
    """Whether Ani counts as somebody who blocks the bot."""
    return roster.database.read_now(blocked_at, roster.telegram_id("Ani")) is not None


@pytest.mark.parametrize("last", [True, False])
def test_what_telegram_tells_late_does_not_undo_what_came_after_it(roster: Roster, last: bool) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    earlier, later = roster.clock.now(), roster.clock.now() + timedelta(minutes=3)
    roster.clock.set((later + timedelta(minutes=1)).isoformat())
    roster.blocks("Ani", blocked=last, at=later)
    roster.blocks("Ani", blocked=not last, at=earlier)
    assert blocking(roster) == last


def test_who_writes_after_it_does_not_block_the_bot_and_what_was_written_before_proves_nothing(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    noted = roster.clock.now()
    roster.blocks("Ani")
    roster.database.write_now(note_heard, roster.members["Ani"], noted - timedelta(seconds=9))
    assert blocking(roster)
    roster.database.write_now(note_heard, roster.members["Ani"], noted + timedelta(seconds=9))
    assert not blocking(roster)


async def test_whoever_writes_counts_as_reached_again_though_they_were_taken_for_blocking(
    desk: Desk,
) -> None:
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    desk.program.database.write_now(blocked_since, 1001, desk.clock.now() - timedelta(minutes=5))
    await budi.send("/lapor")
    await budi.sees("1/4")
    assert desk.program.database.read_now(blocked_at, 1001) is None


def blocked_since(session: Session, telegram_id: int, at: datetime) -> None:
    session.scalars(select(Member).where(Member.telegram_id == telegram_id)).one().blocked_at = at


def blocked_at(session: Session, telegram_id: int) -> datetime | None:
    return session.scalars(select(Member).where(Member.telegram_id == telegram_id)).one().blocked_at
