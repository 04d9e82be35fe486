"""What a bot sees: the Bot API's objects, built from what the simulator holds."""

from typing import Any, Final

from simulator.chats import Chat, Group, PrivateChat
from simulator.messages import Content, Message
from simulator.parties import Bot, Party, Person
from simulator.polls import Poll

Json = dict[str, Any]

ADMINISTRATOR_RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
)
GIFTS: Final = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
MOST_REACTIONS: Final = 11


def user(party: Party) -> Json:
    """User. Absent fields are left out, never null: libraries trip over nulls."""
    if isinstance(party, Bot):
        return {"id": party.id, "is_bot": True, "first_name": party.name, "username": party.username}
    shown: Json = {"id": party.id, "is_bot": False, "first_name": party.first_name}
    return shown | _present(party, "last_name", "username", "language_code")


def me(bot: Bot) -> Json:
    """User with what only getMe tells."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    more = {"can_connect_to_business": False, "has_main_web_app": False}
    return user(bot) | abilities | more


def chat(where: Chat) -> Json:
    """Chat."""
    if isinstance(where, PrivateChat):
        person = where.person
        shown: Json = {"id": person.id, "type": "private", "first_name": person.first_name}
        return shown | _present(person, "last_name", "username")
    if isinstance(where, Group):
        return _group(where)
    raise TypeError("a chat is private or a group")


def _group(where: Group) -> Json:
    shown: Json = {"id": where.id, "type": where.kind, "title": where.title}
    return shown | {"is_forum": True} if where.forum else shown


def full_chat(where: Chat) -> Json:
    """ChatFullInfo with every field that the Bot API calls required (Bot API: getChat)."""
    gifts = dict.fromkeys(GIFTS, False)
    needed = {"accent_color_id": 0, "max_reaction_count": MOST_REACTIONS, "accepted_gift_types": gifts}
    if isinstance(where, PrivateChat):
        return chat(where) | needed
    rights = ("messages", "audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls")
    permissions = {f"can_send_{right}": True for right in rights} | {
        "can_send_other_messages": True,
        "can_add_web_page_previews": True,
        "can_change_info": False,
        "can_invite_users": True,
        "can_pin_messages": False,
    }
    return chat(where) | needed | {"permissions": permissions}


def message(shown: Message, bot: Bot | None = None) -> Json:
    """Message, as a bot sees it."""
    body: Json = {
        "message_id": shown.id,
        "from": user(shown.sender),
        "chat": chat(shown.chat),
        "date": shown.date,
    }
    if shown.thread_id is not None:
        body |= {"message_thread_id": shown.thread_id, "is_topic_message": True}
    if shown.reply_to is not None and not shown.reply_to.deleted:
        body["reply_to_message"] = _without_reply(shown.reply_to, bot)
    if shown.edited_at is not None:
        body["edit_date"] = shown.edited_at
    if shown.album:
        body["media_group_id"] = shown.album
    if shown.forward_origin:
        body["forward_origin"] = shown.forward_origin
    if shown.service:
        body |= shown.service
    return body | content(shown.content, bot)


def content(said: Content, bot: Bot | None) -> Json:
    """The fields of a Message that tell what it says; a reply keyboard is never shown again."""
    body: Json = {}
    if said.text is not None:
        body["text"] = said.text
    if said.media:
        body |= said.media
    if said.poll:
        body["poll"] = said.poll.as_json(bot)
    if said.caption is not None:
        body["caption"] = said.caption
    if said.entities:
        body["entities" if said.text is not None else "caption_entities"] = said.entities
    if said.keyboard:
        body["reply_markup"] = {"inline_keyboard": said.keyboard}
    return body


def tapped_message(shown: Message, bot: Bot) -> Json:
    """The message of a callback query: an InaccessibleMessage when it was deleted."""
    if shown.deleted:
        return {"chat": chat(shown.chat), "message_id": shown.id, "date": 0}
    return message(shown, bot)


def member(party: Party, standing: str) -> Json:
    """ChatMember of the kind that the standing names."""
    shown: Json = {"user": user(party), "status": standing}
    if standing == "creator":
        return shown | {"is_anonymous": False}
    if standing == "administrator":
        rights = dict.fromkeys(ADMINISTRATOR_RIGHTS, True)
        return shown | {"can_be_edited": False, "is_anonymous": False} | rights
    return shown | {"until_date": 0} if standing == "kicked" else shown


def member_change(where: Chat, by: Party, of: Party, change: tuple[str, str], date: int) -> Json:
    """ChatMemberUpdated: from the first standing of the change to the second."""
    old, new = change
    return {
        "chat": chat(where),
        "from": user(by),
        "date": date,
        "old_chat_member": member(of, old),
        "new_chat_member": member(of, new),
    }


def poll_answer(poll: Poll, by: Person, chosen: tuple[int, ...]) -> Json:
    """PollAnswer; without options the vote was taken back."""
    return {
        "poll_id": poll.id,
        "user": user(by),
        "option_ids": list(chosen),
        "option_persistent_ids": [poll.options[place].id for place in chosen],
    }


def _without_reply(shown: Message, bot: Bot | None) -> Json:
    body = message(shown, bot)
    body.pop("reply_to_message", None)
    return body


def _present(person: Person, *names: str) -> Json:
    return {name: value for name in names if (value := getattr(person, name)) is not None}
