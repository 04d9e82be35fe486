"""Texts and captions of a bot: parsed, trimmed, measured."""

from typing import Final

from simulator.entities import Entity, merge, trim, utf16_length
from simulator.html import parse_html
from simulator.methods.call import Call
from simulator.refusals import RefusedError, bad_request
from simulator.shapes import user

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
PERSON_LINK: Final = "tg://user?id="


def text(call: Call) -> tuple[str, list[Entity]]:
    """The checked `text` and its entities (Bot API: 1-4096 characters after entities parsing)."""
    words, entities = _parsed(call, "text", "entities")
    if not words:
        raise bad_request("message text is empty")
    if utf16_length(words) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return words, entities


def caption(call: Call) -> tuple[str | None, list[Entity]]:
    """The checked `caption`, None when there is none (Bot API: 0-1024 characters after entities parsing)."""
    words, entities = _parsed(call, "caption", "caption_entities")
    if utf16_length(words) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return words or None, entities


def _parsed(call: Call, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    words = call.parameters.text(name)
    mode = call.parameters.text("parse_mode").lower()
    given: list[Entity] = []
    if mode == "html":
        words, given = parse_html(words)
    elif mode in {"markdown", "markdownv2"}:
        raise RefusedError(501, "Not Implemented: the simulator parses HTML only")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        given = _checked(call.parameters.nested(entities_name) or [])
    return trim(words, merge(words, _with_people(call, given)))


def _checked(entities: list[Entity]) -> list[Entity]:
    for entity in entities:
        if not all(isinstance(entity.get(name), int) for name in ("offset", "length")) or "type" not in entity:
            raise bad_request("can't parse MessageEntity: type, offset and length are needed")
    return entities


def _with_people(call: Call, entities: list[Entity]) -> list[Entity]:
    """Links to a person become mentions of that person; of somebody unknown nothing is left."""
    mentions = [_mention(call, entity) for entity in entities]
    return [entity for entity in mentions if entity is not None]


def _mention(call: Call, entity: Entity) -> Entity | None:
    url = entity.get("url", "")
    if not url.startswith(PERSON_LINK):
        return entity
    number = url.removeprefix(PERSON_LINK)
    person = call.world.people.get(int(number)) if number.isascii() and number.isdigit() else None
    place = {"offset": entity["offset"], "length": entity["length"]}
    return None if person is None else {"type": "text_mention", **place, "user": user(person)}
