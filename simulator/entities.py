"""Entities of a text: offsets in UTF-16 units, and what Telegram finds by itself (commands, mentions, links)."""

import re
from typing import Any, Final

Entity = dict[str, Any]

LARGEST_BMP_CHARACTER: Final = "\uffff"

_PATTERNS: Final = (
    ("url", re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")),
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{3,31}\b")),
)


def utf16_length(text: str) -> int:
    """How long Telegram says a text is: characters beyond the basic plane count twice."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > LARGEST_BMP_CHARACTER for character in text)


def piece(text: str, entity: Entity) -> str:
    """The part of the text that an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    start = 2 * entity["offset"]
    return units[start : start + 2 * entity["length"]].decode("utf-16-le", "surrogatepass")


def detect(text: str) -> list[Entity]:
    """Commands, mentions and web addresses in a text."""
    if "/" not in text and "@" not in text:
        return []
    found: list[Entity] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            entity = {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(match[0])}
            if not _touches_any(entity, found):
                found.append(entity)
    return sort(found)


def merge(text: str, given: list[Entity]) -> list[Entity]:
    """The given entities, and what is found in the text where no given one stands."""
    return sort(given + [entity for entity in detect(text) if not _touches_any(entity, given)])


def sort(entities: list[Entity]) -> list[Entity]:
    """In Telegram's order: by offset, the longer first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """The text without blanks at its ends, as Telegram stores it; what stood only in them is gone."""
    left = utf16_length(text) - utf16_length(text.lstrip())
    stripped = text.strip()
    if len(stripped) == len(text):
        return text, entities
    length = utf16_length(stripped)
    moved = (_moved(entity, left, length) for entity in entities)
    return stripped, [entity for entity in moved if entity["length"] > 0]


def _moved(entity: Entity, left: int, length: int) -> Entity:
    start = max(0, entity["offset"] - left)
    end = min(length, entity["offset"] + entity["length"] - left)
    return {**entity, "offset": start, "length": end - start}


def _touches_any(entity: Entity, others: list[Entity]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(start < other["offset"] + other["length"] and other["offset"] < end for other in others)
