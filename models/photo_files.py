"""Which photos are still to be kept as files, and which files are to go, because their photos were forgotten.

A file's name is noted before the file is written: so no file is ever without a row that tells of it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.schema import Photo, PhotoState


@dataclass(frozen=True, slots=True)
class PhotoToStore:
    """A photo that belongs to a report and has no file yet, by Telegram's number for it (Bot API: getFile)."""

    photo_id: int
    file_id: str


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo's file, by its name."""

    photo_id: int
    name: str


def photos_to_store(session: Session, limit: int, besides: Collection[int]) -> list[PhotoToStore]:
    """List the oldest photos that belong to a report and have no file, but for those with the given ids."""
    waiting = select(Photo.id, Photo.file_id).where(Photo.state == PhotoState.KEPT, Photo.stored_as.is_(None))
    waiting = waiting.where(Photo.id.not_in(besides)).order_by(Photo.id).limit(limit)
    return [PhotoToStore(row.id, row.file_id) for row in session.execute(waiting)]


def claim(session: Session, file: StoredPhoto) -> bool:
    """Note the file that is about to be written; not so where its photo was forgotten, or somebody else writes it."""
    place = update(Photo).where(Photo.id == file.photo_id, Photo.state == PhotoState.KEPT, Photo.stored_as.is_(None))
    return session.scalar(place.values(stored_as=file.name).returning(Photo.id)) is not None


def release(session: Session, photo_id: int) -> None:
    """Note that a photo has no file (any more)."""
    session.execute(update(Photo).where(Photo.id == photo_id).values(stored_as=None))


def belongs(session: Session, photo_id: int) -> bool:
    """Tell whether a photo belongs to a report and has a file."""
    photo = session.get(Photo, photo_id)
    return photo is not None and photo.state == PhotoState.KEPT and photo.stored_as is not None


def all_files(session: Session) -> list[StoredPhoto]:
    """List every file that is noted."""
    noted = select(Photo.id, Photo.stored_as).where(Photo.stored_as.is_not(None)).order_by(Photo.id)
    return [StoredPhoto(row.id, row.stored_as) for row in session.execute(noted)]


def files_to_remove(session: Session, limit: int) -> list[StoredPhoto]:
    """List the files of photos that no longer belong to a report."""
    gone = select(Photo.id, Photo.stored_as).where(Photo.state != PhotoState.KEPT, Photo.stored_as.is_not(None))
    return [StoredPhoto(row.id, row.stored_as) for row in session.execute(gone.order_by(Photo.id).limit(limit))]
