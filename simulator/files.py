"""Files that were sent: their bytes, ids and, for pictures, their sizes."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, UnidentifiedImageError

from simulator.refusals import bad_request

LARGEST_PHOTO_BYTES: Final = 10 * 1024 * 1024
LARGEST_PHOTO_SIDES: Final = 10_000
LARGEST_PHOTO_RATIO: Final = 20
# Telegram keeps a photo in these sizes besides its own.
SMALLER_SIDES: Final = (90, 320, 800)
FOLDERS: Final = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file; `media` is its whole Bot API object, with every size of a photo."""

    id: str
    unique_id: str
    path: str
    data: bytes
    kind: str
    width: int = 0
    height: int = 0
    name: str | None = None
    mime: str | None = None

    def reference(self) -> dict[str, Any]:
        """What every Bot API object about a file carries."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def content(self) -> bytes:
        """The bytes; a smaller size of a photo is drawn only when somebody wants it."""
        return _scaled(self.data, self.width, self.height) if self.kind == "thumbnail" else self.data


class Files:
    """Everything that was uploaded or made, by file id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._media: dict[str, dict[str, Any]] = {}

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file with the path that `getFile` told."""
        return self._by_path.get(path)

    def media(self, file_id: str, field: str) -> dict[str, Any] | None:
        """The Bot API object that this file was sent as, if it was sent as such a field (photo, document, …)."""
        media = self._media.get(file_id)
        return media if media is not None and field in media else None

    def add_photo(self, data: bytes) -> dict[str, Any]:
        """Store a photo; `{"photo": [PhotoSize, …]}`, smallest first. Raises RefusedError as Telegram does."""
        width, height = _checked_dimensions(data)
        largest = self._store(data, "photo", ".jpg", width=width, height=height)
        sizes = [self._smaller(largest, side) for side in SMALLER_SIDES if side < max(width, height)] + [largest]
        media = {"photo": [{**size.reference(), "width": size.width, "height": size.height} for size in sizes]}
        self._media.update(dict.fromkeys((size.id for size in sizes), media))
        return media

    def add_document(self, data: bytes, name: str, mime: str = "application/octet-stream") -> dict[str, Any]:
        """Store a document; `{"document": Document}`."""
        dot = name.rfind(".")
        stored = self._store(data, "document", name[dot:] if dot > 0 else "", name=name, mime=mime)
        return self._remember(stored, "document", {"file_name": name, "mime_type": mime})

    def add_voice(self, data: bytes, duration: int) -> dict[str, Any]:
        """Store a voice message; `{"voice": Voice}`."""
        stored = self._store(data, "voice", ".oga", mime="audio/ogg")
        return self._remember(stored, "voice", {"duration": duration, "mime_type": "audio/ogg"})

    def add_sticker(self, data: bytes, emoji: str) -> dict[str, Any]:
        """Store a sticker; `{"sticker": Sticker}`."""
        stored = self._store(data, "sticker", ".webp", width=512, height=512, mime="image/webp")
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._remember(stored, "sticker", {**shape, "emoji": emoji})

    def _remember(self, stored: StoredFile, field: str, extra: dict[str, Any]) -> dict[str, Any]:
        media = self._media[stored.id] = {field: {**stored.reference(), **extra}}
        return media

    def _store(self, data: bytes, kind: str, suffix: str, **rest: Any) -> StoredFile:
        number = len(self._by_id) + 1
        digest = hashlib.sha256(data + kind.encode() + str(rest.get("width")).encode()).hexdigest()
        path = f"{FOLDERS.get(kind, 'photos')}/file_{number}{suffix}"
        stored = StoredFile(f"Ag{digest[:30]}{number}", f"AQ{digest[:12]}", path, data, kind, **rest)
        self._by_id[stored.id] = self._by_path[path] = stored
        return stored

    def _smaller(self, photo: StoredFile, side: int) -> StoredFile:
        share = side / max(photo.width, photo.height)
        width, height = max(1, round(photo.width * share)), max(1, round(photo.height * share))
        return self._store(photo.data, "thumbnail", ".jpg", width=width, height=height)


def _checked_dimensions(data: bytes) -> tuple[int, int]:
    if len(data) > LARGEST_PHOTO_BYTES:
        limit = f"the maximum size is {LARGEST_PHOTO_BYTES} bytes"
        raise bad_request(f"file of size {len(data)} bytes is too big for a photo; {limit}")
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    if width + height > LARGEST_PHOTO_SIDES or max(width, height) > LARGEST_PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _scaled(data: bytes, width: int, height: int) -> bytes:
    target = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGB").resize((width, height)).save(target, "JPEG")
    return target.getvalue()
