"""What is kept for a time only: photos and positions of activities, as long as the settings say."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from models import audit
from models.clock import local_date
from models.erasing import forget_photos
from models.provinces import Zone
from models.schedule import load_schedule
from models.schema import Activity, Photo


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
