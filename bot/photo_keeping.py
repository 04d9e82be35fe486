"""Keeping photos as files without anything but their pixels: slow, so it happens beside the intake.

What is to do stands in the database: a photo that could not be fetched is tried again, also after a restart.
"""

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from PIL import Image, ImageOps
from telegram.error import TelegramError

from bot.delivery import Bot
from models.clock import Clock
from models.database import Database
from models.photo_files import (
    PhotoToStore,
    StoredPhoto,
    all_files,
    belongs,
    claim,
    files_to_remove,
    photos_to_store,
    release,
)

log = structlog.get_logger()

#: How many photos are looked at in one round.
ROUND = 20
#: How long is waited before a photo that failed is tried again; twice as long after every further failure.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
_QUALITY = 85
_UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class _Failure:
    """Until when a photo that failed is left alone, and how long that is."""

    until: datetime
    pause: timedelta


class PhotoKeeping:
    """Puts kept photos into a folder, and takes forgotten ones out of it. Several processes share one folder."""

    def __init__(self, bot: Bot, database: Database, clock: Clock, folder: Path, *, keep: bool) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._folder = folder
        self._keep = keep
        self._looked_before = False
        self._failures: dict[int, _Failure] = {}

    async def look(self) -> None:
        """Do one round: fetch what is missing, if photos are to be kept, and remove what was forgotten."""
        if self._keep and not self._looked_before:
            await self._release_missing()
            self._looked_before = True
        if self._keep:
            for photo in await self._database.read(photos_to_store, ROUND, self._resting()):
                await self._try(photo)
        for file in await self._database.read(files_to_remove, ROUND):
            await self._remove(file.name)
            await self._database.write(release, file.photo_id)

    async def _release_missing(self) -> None:
        """What was noted but not written before the end of an earlier process is fetched anew."""
        noted = await self._database.read(all_files)
        for file in await asyncio.to_thread(_missing, self._folder, noted):
            await self._database.write(release, file.photo_id)

    async def _try(self, photo: PhotoToStore) -> None:
        file = StoredPhoto(photo.photo_id, f"{photo.photo_id}.jpg")
        if not await self._database.write(claim, file):
            return
        try:
            await self._store(photo, file)
        except (TelegramError, OSError, ValueError, Image.DecompressionBombError) as error:
            await self._database.write(release, photo.photo_id)
            pause = self._note_failure(photo.photo_id)
            # The error's own words may hold the address of the file, and in it the token.
            log.warning(
                "photo.not_stored", photo_id=photo.photo_id, error=type(error).__name__, again_in=pause.total_seconds()
            )
        else:
            self._failures.pop(photo.photo_id, None)

    async def _store(self, photo: PhotoToStore, file: StoredPhoto) -> None:
        fetched = await self._bot.get_file(photo.file_id)
        pixels = await asyncio.to_thread(only_pixels, bytes(await fetched.download_as_bytearray()))
        await asyncio.to_thread(_write, self._folder / file.name, pixels)
        if not await self._database.read(belongs, photo.photo_id):
            await self._remove(file.name)

    async def _remove(self, name: str) -> None:
        await asyncio.to_thread(_delete, self._folder / name)

    def _resting(self) -> set[int]:
        now = self._clock.now()
        return {photo_id for photo_id, failure in self._failures.items() if failure.until > now}

    def _note_failure(self, photo_id: int) -> timedelta:
        before = self._failures.get(photo_id)
        pause = min(before.pause * 2, LONGEST_PAUSE) if before else FIRST_PAUSE
        self._failures[photo_id] = _Failure(self._clock.now() + pause, pause)
        return pause


def only_pixels(picture: bytes) -> bytes:
    """Give a picture as JPEG, upright, with nothing in it but its pixels: no EXIF, no place, no comment.

    Raises `OSError` or `Image.DecompressionBombError` for what is no picture, or one beyond measure.
    """
    target = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as source:
        upright = ImageOps.exif_transpose(source).convert("RGB")
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    clean.save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


def _missing(folder: Path, noted: list[StoredPhoto]) -> list[StoredPhoto]:
    return [file for file in noted if not (folder / file.name).exists()]


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a file that was cut off has another name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(_UNFINISHED)
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.with_suffix(_UNFINISHED).unlink(missing_ok=True)
