"""Updates as Telegram sends them, without a Telegram."""

from itertools import count
from typing import Any

from telegram import Update

GROUP_ID = -1001
_numbers = count(500_000_001)


def message(person_id: int, text: str, *, update_id: int | None = None, group: bool | int = False) -> Update:
    """Somebody writes a text, in private or in a group."""
    return _update({"message": _message(person_id, text, group=group)}, update_id)


def tap(person_id: int, data: str = "x", *, update_id: int | None = None, group: bool | int = False) -> Update:
    """Somebody taps a button."""
    shown = _message(person_id, "Kartu", group=group)
    query = {"id": "7", "from": _person(person_id), "chat_instance": "1", "data": data, "message": shown}
    return _update({"callback_query": query}, update_id)


def picture(
    person_id: int, name: str, caption: str | None = None, *, album: str | None = None, update_id: int | None = None
) -> Update:
    """Somebody sends a photo, or one of an album."""
    sizes = [
        {"file_id": f"{name}-{width}", "file_unique_id": f"u{name}{width}", "width": width, "height": width}
        for width in (90, 800)
    ]
    body = _message(person_id, "", group=False) | {"photo": sizes}
    del body["text"]
    told = {"caption": caption, "media_group_id": album}
    return _update({"message": body | {key: value for key, value in told.items() if value}}, update_id)


def place(person_id: int, latitude: float, longitude: float, *, update_id: int | None = None) -> Update:
    """Somebody sends a location."""
    body = _message(person_id, "", group=False) | {"location": {"latitude": latitude, "longitude": longitude}}
    del body["text"]
    return _update({"message": body}, update_id)


def reach(person_id: int, status: str, *, update_id: int | None = None) -> Update:
    """Somebody blocks the bot ("kicked"), or lets it write again ("member")."""
    change = {
        "chat": _private(person_id),
        "from": _person(person_id),
        "date": 1757920000,
        "old_chat_member": standing("member" if status == "kicked" else "kicked"),
        "new_chat_member": standing(status),
    }
    return _update({"my_chat_member": change}, update_id)


def standing(is_now: str) -> dict[str, Any]:
    """What the bot is in a chat (Bot API: ChatMember)."""
    until = {"until_date": 0} if is_now == "kicked" else {}
    return {"user": {"id": 123456, "is_bot": True, "first_name": "Lapor"}, "status": is_now} | until


def another(content: dict[str, Any]) -> Update:
    """The next update, of this content."""
    return _update(content, None)


def _update(content: dict[str, Any], update_id: int | None) -> Update:
    return Update.de_json({"update_id": update_id or next(_numbers)} | content)


def _message(person_id: int, text: str, *, group: bool | int) -> dict[str, Any]:
    chat = (
        {"id": GROUP_ID if group is True else group, "type": "supergroup", "title": "Grup"}
        if group
        else _private(person_id)
    )
    body: dict[str, Any] = {"message_id": 1, "date": 1757920000, "chat": chat, "from": _person(person_id), "text": text}
    if text.startswith("/"):
        body["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return body


def _private(person_id: int) -> dict[str, Any]:
    return {"id": person_id, "type": "private", "first_name": "Budi"}


def _person(person_id: int) -> dict[str, Any]:
    return {"id": person_id, "is_bot": False, "first_name": "Budi"}
