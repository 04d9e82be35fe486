"""What a person sees: the control API's objects (docs/simulator.md)."""

from collections.abc import Callable
from typing import Any, Final

from simulator.chats import Chat, Group, PrivateChat
from simulator.messages import Content, Message
from simulator.parties import Bot, Party, Person
from simulator.polls import Poll

Json = dict[str, Any]


def sender(party: Party) -> Json:
    """Who wrote a message."""
    return {"id": party.id, "name": party.name, "bot": isinstance(party, Bot)}


def message(shown: Message, viewer: int | None) -> Json:
    """A message as the viewer sees it."""
    said = shown.content
    return {
        "id": shown.id,
        "chat_id": shown.chat.id,
        "bot": bot_of(shown.chat),
        "thread_id": shown.thread_id,
        "sequence": shown.sequence,
        "date": shown.date,
        "edited": shown.edited_at,
        "sender": sender(shown.sender),
        "outgoing": shown.sender.id == viewer,
        "text": said.text,
        "caption": said.caption,
        "entities": said.entities or [],
        **media(said),
        "poll": poll(said.poll, viewer) if said.poll else None,
        "album": shown.album,
        "keyboard": keyboard(said),
        "reply_keyboard": said.reply_keyboard,
        "reply_to": shown.reply_to.id if shown.reply_to else None,
        "service": shown.service,
        "forwarded": _forwarded(shown),
    }


def media(said: Content) -> Json:
    """The files of a message, with addresses on this server."""
    shown: Json = dict.fromkeys(("photo", "document", "location", "sticker", "voice"))
    for kind, value in (said.media or {}).items():
        shown[kind] = _MEDIA[kind](value)
    return shown


def poll(shown: Poll, viewer: int | None) -> Json:
    """A poll with the viewer's own choice; the right answers of a quiz are told to who has chosen."""
    chosen = shown.votes.get(viewer or 0, ())
    return {
        "question": shown.question,
        "options": [{"text": option.text, "voters": shown.voters(at)} for at, option in enumerate(shown.options)],
        "total": len(shown.votes),
        "anonymous": shown.anonymous,
        "multiple": shown.multiple,
        "revoting": shown.revoting,
        "closed": shown.closed,
        "quiz": shown.quiz,
        "chosen": list(chosen),
        "correct": list(shown.correct) if shown.quiz and (chosen or shown.closed) else [],
        "explanation": shown.explanation if chosen or shown.closed else None,
    }


def bot_of(chat: Chat) -> int | None:
    """The bot of a private chat: with several bots, one person has as many chats with one id."""
    return chat.bot.id if isinstance(chat, PrivateChat) else None


def keyboard(said: Content) -> list[list[Json]] | None:
    """Rows of inline buttons: `text`, and `data` or `url`."""
    if not said.keyboard:
        return None
    return [[_button(button) for button in row] for row in said.keyboard]


def person(shown: Person) -> Json:
    """A person, without what only the server needs."""
    return {
        "id": shown.id,
        "name": shown.name,
        "first_name": shown.first_name,
        "last_name": shown.last_name,
        "username": shown.username,
        "language_code": shown.language_code,
        "label": shown.label,
        "section": shown.section,
        "pinned": shown.pinned,
    }


def bot(shown: Bot) -> Json:
    """A bot, without its token."""
    return {"id": shown.id, "username": shown.username, "name": shown.name}


def group(shown: Group) -> Json:
    """A group and who is in it."""
    standings = shown.bot_standings.values()
    return {
        "id": shown.id,
        "title": shown.title,
        "kind": shown.kind,
        "forum": shown.forum,
        "topics": [{"id": number, "name": name} for number, name in shown.topics.items()],
        "members": list(shown.members),
        "admins": shown.admins,
        "bot_in": any(entry.inside for entry in standings),
        "bot_privacy": all(entry.privacy for entry in standings),
        "label": shown.label,
    }


def chat_title(chat: Chat) -> str:
    """What a chat is called in a person's list."""
    return chat.bot.name if isinstance(chat, PrivateChat) else _title(chat)


def sent(shown: Message) -> Json:
    """A message of a bot with everything that it ever said."""
    versions = [
        {"at": at, "text": said.text, "caption": said.caption, "keyboard": keyboard(said)}
        for at, said in shown.versions
    ]
    return {
        "message_id": shown.id,
        "thread_id": shown.thread_id,
        "date": shown.date,
        "versions": versions,
        "deleted": shown.deleted,
    }


def _title(chat: Chat) -> str:
    return chat.title if isinstance(chat, Group) else str(chat.id)


def _button(button: Json) -> Json:
    shown: Json = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    if "url" in button:
        shown["url"] = button["url"]
    return shown


def _forwarded(shown: Message) -> Json | None:
    if not shown.forward_origin:
        return None
    origin = shown.forward_origin["sender_user"]
    return {"id": origin["id"], "name": _full_name(origin), "date": shown.forward_origin["date"]}


def _full_name(user: Json) -> str:
    return " ".join(filter(None, (user["first_name"], user.get("last_name"))))


def file_url(file_id: str) -> str:
    """Where the bytes of a file are."""
    return f"/sim/files/{file_id}"


def _photo(sizes: list[Json]) -> Json:
    largest = sizes[-1]
    return {"url": file_url(largest["file_id"]), "width": largest["width"], "height": largest["height"]}


def _document(shown: Json) -> Json:
    return {"url": file_url(shown["file_id"]), "name": shown.get("file_name"), "size": shown["file_size"]}


def _sticker(shown: Json) -> Json:
    return {"url": file_url(shown["file_id"]), "emoji": shown["emoji"]}


def _voice(shown: Json) -> Json:
    return {"url": file_url(shown["file_id"]), "duration": shown["duration"]}


def _location(shown: Json) -> Json:
    return shown


_MEDIA: Final[dict[str, Callable[[Any], Json]]] = {
    "photo": _photo,
    "document": _document,
    "sticker": _sticker,
    "voice": _voice,
    "location": _location,
}
