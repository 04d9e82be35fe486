"""Silences so long that Telegram has dropped what people wrote in them, and who may have written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.members import can_be_written_to
from models.provinces import Zone
from models.schema import Absence, Member, Membership, Outage

#: Bot API: getUpdates: "incoming updates are stored on the server … not longer than 24 hours".
TELEGRAM_KEEPS = timedelta(hours=24)
#: After that, nobody remembers what they wrote into it.
TOLD_WITHIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class LongSilence:
    """A silence of more than a day, in UTC: what was written before `lost_until` is lost, the rest came after all."""

    id: int
    began: datetime
    ended: datetime

    @property
    def lost_until(self) -> datetime:
        """What was written from then on, Telegram has kept."""
        return self.ended - TELEGRAM_KEEPS


def untold_silences(session: Session, now: datetime) -> list[LongSilence]:
    """Give the long silences that nobody was told of, and note that people are told now."""
    query = select(Outage).where(Outage.told_at.is_(None), Outage.ended_at > now - TOLD_WITHIN).with_for_update()
    found = [outage for outage in session.scalars(query) if outage.ended_at - outage.began_at > TELEGRAM_KEEPS]
    for outage in found:
        outage.told_at = now
    return [LongSilence(outage.id, outage.began_at, outage.ended_at) for outage in found]


def silence_by_id(session: Session, outage_id: int) -> LongSilence:
    """Give a long silence by its number."""
    outage = session.get_one(Outage, outage_id)
    return LongSilence(outage.id, outage.began_at, outage.ended_at)


def silenced_members(session: Session, silence: LongSilence) -> Sequence[int]:
    """List who was expected to report on any date from which something is lost, and can be written to."""
    first, last = local_date(silence.began, Zone.WIB), local_date(silence.lost_until, Zone.WIT)
    away = exists().where(
        Absence.member_id == Member.id,
        Absence.cancelled_at.is_(None),
        Absence.first_day <= first,
        Absence.last_day >= last,
    )
    query = (
        select(Member.id)
        .join(Membership, Membership.member_id == Member.id)
        .where(Membership.expected, Membership.first_day <= last, can_be_written_to(), ~away)
        .where((Membership.last_day.is_(None)) | (Membership.last_day >= first))
        .distinct()
        .order_by(Member.id)
    )
    return session.scalars(query).all()
