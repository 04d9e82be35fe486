"""What is kept for a time only: photos and positions of activities, as long as the settings say; and strangers.

Of somebody who knocked and did not come in, nothing stays: neither a name that they began to give, nor their account.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.erasing import forget_photos
from models.guessing import FORGOTTEN_AFTER
from models.provinces import Zone
from models.schedule import load_schedule
from models.schema import Activity, Guessing, Joining, JoinRequest, Outbox, Photo

#: How long a way in may stay unfinished, and what was decided of somebody is kept.
KNOCKED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Expired:
    """How many photos and positions were forgotten because their time was over."""

    photos: int
    positions: int


def forget_expired(session: Session, now: datetime) -> Expired:
    """Forget the photos and positions of days that are longer ago than the settings say; note it in the trail."""
    schedule, today = load_schedule(session), local_date(now, Zone.WIB)
    photos = forget_photos(session, Photo.report_date < today - timedelta(days=schedule.photo_days))
    located = or_(Activity.latitude.is_not(None), Activity.longitude.is_not(None))
    positions = (
        update(Activity)
        .where(Activity.report_date < today - timedelta(days=schedule.position_days), located)
        .values(latitude=None, longitude=None)
        .execution_options(synchronize_session=False)
        .returning(Activity.id)
    )
    expired = Expired(photos, len(session.scalars(positions).all()))
    if expired != Expired(0, 0):
        content = {"photos": expired.photos, "positions": expired.positions}
        audit.record(
            session,
            at=now,
            actor_id=None,
            action="retention.carried_out",
            subject="desk",
            subject_id=0,
            content=content,
        )
    return expired


def forget_strangers(session: Session, now: datetime) -> None:
    """Forget who knocked: half-finished ways in, decided requests and their letters, and guesses that count no more."""
    long_ago = now - KNOCKED
    session.execute(delete(Joining).where(Joining.created_at <= long_ago))
    session.execute(delete(JoinRequest).where(JoinRequest.decided_at <= long_ago))
    outside = (Outbox.member_id.is_(None), Outbox.group_id.is_(None))
    session.execute(delete(Outbox).where(*outside, Outbox.settled_at <= long_ago))
    is_over = or_(Guessing.paused_until.is_(None), Guessing.paused_until <= now)
    session.execute(delete(Guessing).where(Guessing.since <= now - FORGOTTEN_AFTER, is_over))
