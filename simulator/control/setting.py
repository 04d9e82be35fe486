"""Setting the scene: bots, people, groups, the note, and the state of it all."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator import views
from simulator.chats import BotStanding, Group
from simulator.control.requests import ControlError, answer, body_of, json_of, needed, number, person_of, world_of
from simulator.memberships import delete_topic, join, leave, migrate
from simulator.parties import Person
from simulator.world import World

PERSON_FIELDS = ("first_name", "last_name", "username", "language_code", "label", "section", "pinned")


async def add_bot(request: Request) -> Response:
    """`POST /sim/bots`."""
    body = await body_of(request)
    token = str(needed(body, "token"))
    if not token.partition(":")[0].isdigit():
        raise ControlError("a token is a number, a colon and a secret")
    bot = world_of(request).add_bot(token, str(needed(body, "username")), str(needed(body, "name")))
    return answer(views.bot(bot))


async def add_people(request: Request) -> Response:
    """`POST /sim/people`: a list; who exists is updated."""
    world, given = world_of(request), await json_of(request)
    if not isinstance(given, list):
        raise ControlError("a list of people is needed")
    people = [_put_person(world, entry) for entry in given]
    _publish(world, "people")
    return answer([views.person(person) for person in people])


async def add_group(request: Request) -> Response:
    """`POST /sim/groups`: the group is there with these people as if it had always been; no bot is told."""
    world, body = world_of(request), await body_of(request)
    chat_id = number(needed(body, "id"), "id")
    group = world.groups.get(chat_id) or world.new_group(chat_id, "")
    _put_group(world, group, body)
    _publish(world, "chats")
    return answer(views.group(group))


async def state(request: Request) -> Response:
    """`GET /sim/state`."""
    world = world_of(request)
    return answer(
        {
            "bots": [views.bot(bot) for bot in world.bots.values()],
            "people": [views.person(person) for person in world.people.values()],
            "groups": [views.group(group) for group in world.groups.values() if group.migrated_to is None],
            "clock": world.clock.as_json(),
            "limits": {"on": world.limits.on},
            "note": world.note,
            "sequence": world.events.sequence,
        }
    )


async def set_note(request: Request) -> Response:
    """`POST /sim/note`."""
    world, body = world_of(request), await body_of(request)
    world.note = str(body.get("text") or "") or None
    data = {"sequence": world.events.next(), "text": world.note}
    world.events.publish("note", lambda _: data)
    return answer({"text": world.note})


async def come_or_go(request: Request) -> Response:
    """`POST /sim/join` and `/sim/leave`: a person, or a bot that somebody (`by`) adds or removes."""
    world, body = world_of(request), await body_of(request)
    group = world.groups.get(number(needed(body, "chat_id"), "chat_id"))
    party = world.party(number(needed(body, "person"), "person"))
    if group is None or party is None:
        raise ControlError("there is no such group or no such person", 404)
    by = person_of(world, body["by"]) if body.get("by") else None
    act = join if request.url.path.endswith("/join") else leave
    act(world, group, party, by)
    return answer(views.group(group))


async def upgrade(request: Request) -> Response:
    """`POST /sim/migrate`: a group becomes a supergroup with another id."""
    world, body = world_of(request), await body_of(request)
    group = world.groups.get(number(needed(body, "chat_id"), "chat_id"))
    new_id = number(needed(body, "to"), "to")
    if group is None or new_id in world.groups:
        raise ControlError("there is no such group, or the new id is taken")
    return answer(views.group(migrate(world, group, new_id)))


async def take_topic(request: Request) -> Response:
    """`POST /sim/delete_topic`: a topic of a forum is deleted with all that stands in it."""
    world, body = world_of(request), await body_of(request)
    group = world.groups.get(number(needed(body, "chat_id"), "chat_id"))
    topic = number(needed(body, "topic"), "topic")
    if group is None or not group.has_topic(topic):
        raise ControlError("there is no such group or no such topic", 404)
    delete_topic(world, group, topic)
    return answer(views.group(group))


def _put_person(world: World, given: dict[str, Any]) -> Person:
    person_id = number(needed(given, "id"), "id")
    person = world.people.get(person_id) or Person(person_id, str(needed(given, "first_name")))
    for name in PERSON_FIELDS:
        if name in given:
            setattr(person, name, given[name])
    world.people[person_id] = person
    if given.get("started"):
        person.started = True
        for bot in world.bots.values():
            world.private_chat(bot, person).opened = True
    return person


def _put_group(world: World, group: Group, body: dict[str, Any]) -> None:
    group.title = str(body.get("title") or group.title)
    group.kind = body.get("kind", group.kind)
    group.label = body.get("label", group.label)
    if "members" in body:
        people = [person_of(world, person_id) for person_id in body["members"]]
        group.members = {person.id: person for person in people}
    if "admins" in body:
        group.admins = [person_id for person_id in body["admins"] if person_id not in world.bots]
    _put_topics(group, body)
    _put_bots(world, group, body)


def _put_topics(group: Group, body: dict[str, Any]) -> None:
    group.topics |= {int(topic["id"]): str(topic["name"]) for topic in body.get("topics") or []}
    group.forum = bool(body.get("forum", group.forum or group.topics))
    # A topic's id is that of the message that opened it, so no later message has it.
    group.last_message_id = max([group.last_message_id, *group.topics])


def _put_bots(world: World, group: Group, body: dict[str, Any]) -> None:
    for bot in world.bots.values():
        entry = group.bot_standings.get(bot.id) or BotStanding(bot)
        entry.privacy = bool(body.get("bot_privacy", entry.privacy))
        if bot.id in body.get("admins", []):
            entry.standing = "administrator"
        if body.get("bot_in") is False:
            group.bot_standings.pop(bot.id, None)
        elif body.get("bot_in") or bot.id in group.bot_standings:
            group.bot_standings[bot.id] = entry


def _publish(world: World, kind: str) -> None:
    data = {"sequence": world.events.next()}
    world.events.publish(kind, lambda _: data)


ROUTES = [
    Route("/sim/bots", add_bot, methods=["POST"]),
    Route("/sim/people", add_people, methods=["POST"]),
    Route("/sim/groups", add_group, methods=["POST"]),
    Route("/sim/state", state),
    Route("/sim/note", set_note, methods=["POST"]),
    Route("/sim/migrate", upgrade, methods=["POST"]),
    Route("/sim/delete_topic", take_topic, methods=["POST"]),
    Route("/sim/join", come_or_go, methods=["POST"]),
    Route("/sim/leave", come_or_go, methods=["POST"]),
]
