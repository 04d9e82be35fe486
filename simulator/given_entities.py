"""Entities that come beside a text: checked as Telegram checks them (telegram-bot-api; tdlib for the words)."""

from typing import Any, Final

from simulator.entities import Entity, utf16_length
from simulator.refusals import RefusedError, bad_request

# Those that Telegram finds by itself in a text are let pass, and found again.
TAKEN: Final = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "blockquote",
        "expandable_blockquote",
        "date_time",
    }
)

# The second byte of the first half of a character that takes two units.
HIGH_SURROGATES: Final = range(0xD8, 0xDC)


def given_entities(text: str, given: Any) -> list[Entity]:
    """The entities that count; raises RefusedError for one that is not whole or does not fit the text."""
    if not isinstance(given, list):
        return []
    entities = [_whole(entity) for entity in given]
    fitting = [entity for entity in entities if entity["type"] in TAKEN and entity["length"] > 0]
    for entity in fitting:
        _refuse_misplaced(text, entity["offset"], entity["length"])
    return fitting


def _whole(entity: Any) -> Entity:
    if not isinstance(entity, dict):
        raise _cannot("expected an Object")
    for name, kind, called in (("offset", int, "Number"), ("length", int, "Number"), ("type", str, "String")):
        if name not in entity:
            raise _cannot(f'Can\'t find field "{name}"')
        if not isinstance(entity[name], kind):
            raise _cannot(f'Field "{name}" must be of type {called}')
    return entity


def _refuse_misplaced(text: str, offset: int, length: int) -> None:
    whole = utf16_length(text)
    beginning, ending = f"entity beginning at UTF-16 offset {offset}", offset + length
    if offset >= whole:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if (inside := _splits(text, offset)) is not None:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {inside}")
    if ending > whole:
        raise bad_request(f"{beginning} ends after the end of the text at UTF-16 offset {ending}")
    if (inside := _splits(text, ending)) is not None:
        raise bad_request(f"{beginning} ends in a middle of a UTF-16 symbol at byte offset {inside}")


def _splits(text: str, offset: int) -> int | None:
    """The byte offset behind the character that an offset in UTF-16 units cuts in two, None when it cuts none."""
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * offset]
    if len(units) < 2 * offset or not units or units[-1] not in HIGH_SURROGATES:
        return None
    whole = units[:-2].decode("utf-16-le", "surrogatepass")
    return len(whole.encode("utf-8", "surrogatepass")) + 4


def _cannot(reason: str) -> RefusedError:
    return bad_request(f"can't parse MessageEntity: {reason}")
