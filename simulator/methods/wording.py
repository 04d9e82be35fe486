"""Texts and captions of a bot: parsed, trimmed, measured."""

from typing import Any, Final

from simulator.entities import Entity, merge, trim, utf16_length
from simulator.given_entities import given_entities
from simulator.html import parse_html
from simulator.links import checked_link
from simulator.methods.call import Call
from simulator.methods.parameters import Parameters
from simulator.refusals import RefusedError, bad_request
from simulator.shapes import user

LONGEST_TEXT: Final = 4096
LONGEST_CAPTION: Final = 1024
# Of a text as it comes, before it is parsed.
LARGEST_BYTES: Final = 2**15
PERSON_LINK: Final = "tg://user?id="


def text(call: Call) -> tuple[str, list[Entity]]:
    """The checked `text` and its entities (Bot API: 1-4096 characters after entities parsing)."""
    found, entities = words(call, "text", "parse_mode", "entities")
    if not found:
        raise bad_request("message text is empty")
    if utf16_length(found) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return found, entities


def caption(call: Call) -> tuple[str | None, list[Entity]]:
    """The checked `caption`, None when there is none (Bot API: 0-1024 characters after entities parsing)."""
    found, entities = words(call, "caption", "parse_mode", "caption_entities")
    if utf16_length(found) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return found or None, entities


def words(call: Call, name: str, mode_name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """A parsed and trimmed parameter with its entities."""
    given = call.parameters.text(name)
    if len(given.encode("utf-8", "replace")) > LARGEST_BYTES:
        raise bad_request("text is too long")
    found, entities = _parsed(given, call.parameters.text(mode_name).lower(), call.parameters.nested(entities_name))
    return trim(found, merge(found, _with_people(call, entities)))


def _parsed(given: str, mode: str, entities: Any) -> tuple[str, list[Entity]]:
    if mode == "html":
        return parse_html(given)
    if mode in {"markdown", "markdownv2"}:
        raise RefusedError(501, "Not Implemented: the simulator parses HTML only")
    if mode not in {"", "none"}:
        raise bad_request("unsupported parse_mode")
    return given, given_entities(given, entities)


def _with_people(call: Call, entities: list[Entity]) -> list[Entity]:
    """Links to a person become mentions of that person; of somebody unknown nothing is left."""
    mentions = [_mention(call, entity) for entity in entities]
    return [entity for entity in mentions if entity is not None]


def _mention(call: Call, entity: Entity) -> Entity | None:
    place = {"offset": entity["offset"], "length": entity["length"]}
    person_id = _person_linked(entity)
    if person_id is not None:
        person = call.world.people.get(person_id)
        return None if person is None else {"type": "text_mention", **place, "user": user(person)}
    if entity["type"] == "text_link":
        url = checked_link(str(entity.get("url", "")))
        return None if url is None else entity | {"url": url}
    return entity


def _person_linked(entity: Entity) -> int | None:
    """The id of the person whom a mention or a link names; 0 for nobody's."""
    if entity["type"] == "text_mention":
        return Parameters(entity.get("user") or {}).integer("id")
    url = entity.get("url", "")
    if not url.startswith(PERSON_LINK):
        return None
    number = url.removeprefix(PERSON_LINK)
    return int(number) if number.isascii() and number.isdigit() else 0
