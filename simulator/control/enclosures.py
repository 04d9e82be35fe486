"""What people enclose in a message: photos, documents, voices, stickers, places."""

import base64
import binascii
from collections.abc import Callable
from typing import Any, Final

from simulator.control.requests import ControlError
from simulator.world import World

Json = dict[str, Any]


def enclosed(world: World, body: Json) -> Json | None:
    """The enclosure as a field of a Message, None for a plain text."""
    for kind, make in _MAKERS.items():
        if body.get(kind):
            given = body[kind] if isinstance(body[kind], dict) else {}
            return make(world, given)
    return None


def _photo(world: World, given: Json) -> Json:
    return world.files.add_photo(_bytes(given))


def _document(world: World, given: Json) -> Json:
    mime = str(given.get("mime", "application/octet-stream"))
    return world.files.add_document(_bytes(given), str(given.get("name", "file")), mime)


def _voice(world: World, given: Json) -> Json:
    return world.files.add_voice(_bytes(given), int(given.get("duration", 1)))


def _sticker(world: World, given: Json) -> Json:
    return world.files.add_sticker(_bytes(given), str(given.get("emoji", "👍")))


def _location(_: World, given: Json) -> Json:
    try:
        return {"location": {"latitude": float(given["latitude"]), "longitude": float(given["longitude"])}}
    except (KeyError, TypeError, ValueError):
        raise ControlError("a location has a latitude and a longitude") from None


def _bytes(given: Json) -> bytes:
    try:
        return base64.b64decode(given.get("data") or "", validate=True)
    except (binascii.Error, ValueError):
        raise ControlError("data must be base64") from None


_MAKERS: Final[dict[str, Callable[[World, Json], Json]]] = {
    "photo": _photo,
    "document": _document,
    "voice": _voice,
    "sticker": _sticker,
    "location": _location,
}
