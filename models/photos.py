"""Photos that people send: into the activity that asks them, or offered first; an album is asked about once.

A photo belongs to whose report it is in: it may be a colleague's. One that nobody asked for is offered to the sender.

Telegram sends an album as one message for each photo, all with the same media_group_id: those that come later follow
the one before them, whatever became of it.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import audit
from models.activity_asking import asking_activity, hold
from models.activity_days import (
    ActivityDay,
    PhotosToPlace,
    activity_day,
    photos_to_place,
    together_with,
)
from models.activity_fields import from_caption
from models.clock import local_date
from models.colleagues import acting_for, for_oneself
from models.errors import LaporError, one_line
from models.insertion import insert_new
from models.open_dates import check_open
from models.permissions import Person
from models.schema import Activity, Photo, PhotoState

MOST_PHOTOS = 10
#: Photos of a day that were sent and belong to no activity.
MOST_WITHOUT_PLACE = 50
LONGEST_CAPTION = 1024
#: Photos that come so soon after one that found no room are of one batch with it.
BATCH = timedelta(minutes=1)


@dataclass(eq=False)
class TooManyPhotos(LaporError):
    """There are as many photos without an activity as there can be."""

    most: int


class Arrival(enum.Enum):
    """What became of a photo."""

    PLACED = "placed"
    #: One more of an album that has its place.
    FOLLOWED = "followed"
    OFFERED = "offered"
    #: It was sent before and is in the report.
    KNOWN = "known"
    #: Its activity has as many as it can have.
    FULL = "full"
    #: One more of an album or batch of which everything was said.
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """A photo as it came (Bot API: PhotoSize or Document, media_group_id, caption)."""

    file_id: str
    unique_id: str
    album: str | None
    caption: str | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A photo that came, and what became of it."""

    arrival: Arrival
    photo_id: int
    day: date
    activity_id: int | None = None


def take_photo(session: Session, person: Person, sent: SentPhoto, now: datetime) -> Arrived:
    """Take a photo in; raises `TooManyPhotos` where too many wait for a place."""
    hold(session, person.member_id)
    before = _before_in_album(session, person, sent, now)
    if before is not None:
        return _follow(session, person, before, sent, now)
    asking = asking_activity(session, person, now)
    if asking is not None:
        return _put(session, person, asking[0], sent, now)
    return _offer(session, person, sent, now)


def keep_offered(session: Session, person: Person, photo_id: int, now: datetime) -> ActivityDay | None:
    """Keep a photo, and those of its album, for the day on which it came; nothing if it is not the person's.

    Raises `DateClosed`.
    """
    photo = _own(session, person, photo_id)
    if photo is None:
        return None
    check_open(session, person, photo.report_date, now)
    offered = _together(session, photo, PhotoState.OFFERED)
    for one in offered:
        one.state = PhotoState.KEPT
    session.flush()
    _record(session, person, "photo.kept", photo.id, offered, now)
    return activity_day(session, for_oneself(person, now), photo.report_date, now, PhotosToPlace(photo_id))


def decline_offered(session: Session, person: Person, photo_id: int, now: datetime) -> bool | None:
    """Forget a photo, and those of its album, unless they have their place: tell whether it has none.

    Nothing if it is not the person's.
    """
    photo = _own(session, person, photo_id)
    if photo is None:
        return None
    declined = _together(session, photo, PhotoState.OFFERED)
    declined += photos_to_place(session, person.member_id, photo.report_date, PhotosToPlace(photo_id))
    _forget(declined)
    _record(session, person, "photo.declined", photo.id, declined, now)
    return photo.activity_id is None


def place_photos(session: Session, person: Person, activity: Activity, photos: Sequence[Photo], now: datetime) -> int:
    """Put photos into an activity, as many as it has room for; give how many found none."""
    placed = list(photos)[: MOST_PHOTOS - photos_of(session, activity.id)]
    for photo in placed:
        photo.state, photo.activity_id = PhotoState.KEPT, activity.id
        activity.text = activity.text or from_caption(photo.caption)
    session.flush()
    if placed:
        activity.version += 1
        _record(session, person, "photo.placed", activity.id, placed, now)
    return len(photos) - len(placed)


def remove_photos(session: Session, person: Person, activity: Activity, now: datetime) -> None:
    """Forget all photos of an activity."""
    photos = session.scalars(select(Photo).where(Photo.activity_id == activity.id)).all()
    _forget(photos)
    _record(session, person, "photo.removed", activity.id, photos, now)


def photos_of(session: Session, activity_id: int) -> int:
    """Count the photos of an activity."""
    return session.scalars(select(func.count(Photo.id)).where(Photo.activity_id == activity_id)).one()


def _before_in_album(session: Session, person: Person, sent: SentPhoto, now: datetime) -> Photo | None:
    """The photo of the same album that came before, in whosever report the person may have put it."""
    if sent.album is None:
        return None
    before = select(Photo).where(Photo.album == sent.album).order_by(Photo.sent_at.desc(), Photo.id.desc()).limit(1)
    photo = session.scalar(before)
    if photo is None or acting_for(session, person, photo.member_id, now) is None:
        return None
    if photo.member_id != person.member_id:
        hold(session, photo.member_id)
        session.refresh(photo)
    return photo


def _follow(session: Session, person: Person, before: Photo, sent: SentPhoto, now: datetime) -> Arrived:
    activity = session.get(Activity, before.activity_id) if before.activity_id else None
    if activity is not None:
        arrived = _put(session, person, activity, sent, now)
        followed = arrived.arrival == Arrival.PLACED
        return Arrived(Arrival.FOLLOWED, arrived.photo_id, arrived.day, activity.id) if followed else arrived
    photo = _row(session, before.member_id, before.report_date, sent, now)
    if photo.activity_id is None:
        photo.state = before.state
    if photo.state == PhotoState.DECLINED:
        _forget([photo])
    return Arrived(Arrival.NOTHING_NEW, photo.id, before.report_date)


def _put(session: Session, person: Person, activity: Activity, sent: SentPhoto, now: datetime) -> Arrived:
    photo = _row(session, activity.member_id, activity.report_date, sent, now)
    if photo.activity_id is not None:
        return Arrived(Arrival.KNOWN, photo.id, activity.report_date, photo.activity_id)
    left_over = place_photos(session, person, activity, [photo], now)
    arrival = _refuse(session, activity, photo, now) if left_over else Arrival.PLACED
    return Arrived(arrival, photo.id, activity.report_date, activity.id)


def _refuse(session: Session, activity: Activity, photo: Photo, now: datetime) -> Arrival:
    """Forget a photo for which its activity has no room; of a batch this is said once.

    Photos without an album that find no room are kept together as if they were one.
    """
    photo.album = photo.album or f"no room in {activity.id}"
    of_the_batch = (Photo.album == photo.album, Photo.id != photo.id, Photo.state == PhotoState.DECLINED)
    told = session.scalar(select(Photo.id).where(*of_the_batch, Photo.sent_at > now - BATCH).limit(1))
    _forget([photo])
    return Arrival.FULL if told is None else Arrival.NOTHING_NEW


def _offer(session: Session, person: Person, sent: SentPhoto, now: datetime) -> Arrived:
    today = local_date(now, person.zone)
    photo = _row(session, person.member_id, today, sent, now)
    if photo.state == PhotoState.KEPT:
        return Arrived(Arrival.KNOWN, photo.id, today, photo.activity_id)
    without_place = select(func.count(Photo.id)).where(Photo.member_id == person.member_id, Photo.report_date == today)
    without_place = without_place.where(Photo.state != PhotoState.DECLINED, Photo.activity_id.is_(None))
    if session.scalars(without_place).one() > MOST_WITHOUT_PLACE:
        raise TooManyPhotos(MOST_WITHOUT_PLACE)
    return Arrived(Arrival.OFFERED, photo.id, today)


def _row(session: Session, member_id: int, day: date, sent: SentPhoto, now: datetime) -> Photo:
    """The photo's row: a new one, or the one of the same photo sent before, offered anew if it was not kept."""
    row = {
        "member_id": member_id,
        "report_date": day,
        "state": PhotoState.OFFERED,
        "file_id": sent.file_id,
        "unique_id": sent.unique_id,
        "sent_at": now,
    }
    insert_new(session, Photo, [row])
    same = select(Photo).where(Photo.member_id == member_id, Photo.report_date == day)
    photo = session.scalars(same.where(Photo.unique_id == sent.unique_id)).one()
    if photo.state != PhotoState.KEPT:
        photo.state, photo.file_id, photo.sent_at, photo.album = PhotoState.OFFERED, sent.file_id, now, sent.album
        photo.caption = one_line(sent.caption or "")[:LONGEST_CAPTION] or None
        session.flush()
    return photo


def _own(session: Session, person: Person, photo_id: int) -> Photo | None:
    hold(session, person.member_id)
    photo = session.get(Photo, photo_id)
    return photo if photo is not None and photo.member_id == person.member_id else None


def _together(session: Session, photo: Photo, state: PhotoState) -> list[Photo]:
    group = select(Photo).where(Photo.member_id == photo.member_id, together_with(photo.id), Photo.state == state)
    return list(session.scalars(group.order_by(Photo.id)))


def _forget(photos: Sequence[Photo]) -> None:
    """Keep only that they were sent: what stood on disk is removed by whoever keeps the files."""
    for photo in photos:
        photo.state, photo.activity_id, photo.file_id, photo.caption = PhotoState.DECLINED, None, "", None


def _record(
    session: Session, person: Person, action: str, subject_id: int, photos: Sequence[Photo], now: datetime
) -> None:
    if not photos:
        return
    audit.record(
        session,
        at=now,
        actor_id=person.member_id,
        action=action,
        subject="activity" if action in ("photo.placed", "photo.removed") else "photo",
        subject_id=subject_id,
        content={"photos": [photo.id for photo in photos]},
    )
