"""One call of the Bot API, and whom it is addressed to."""

from dataclasses import dataclass

from simulator.chats import Chat, Group, PrivateChat
from simulator.messages import Message
from simulator.methods.parameters import Parameters
from simulator.parties import Bot
from simulator.refusals import bad_request, forbidden, migrated
from simulator.world import World


@dataclass(slots=True)
class Call:
    """Who calls, and with what."""

    world: World
    bot: Bot
    parameters: Parameters

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat that a parameter names, whether or not the bot may write there."""
        given = self.parameters.text(name)
        if not given:
            raise bad_request("chat_id is empty")
        try:
            chat_id = int(given)
        except ValueError:
            raise bad_request("chat not found") from None
        group = self.world.groups.get(chat_id)
        return self._known_group(group) if group is not None else self._private_chat(chat_id)

    def chat_to_write(self) -> Chat:
        """The chat that `chat_id` names; raises RefusedError when the bot may not write there."""
        chat = self.chat()
        if isinstance(chat, PrivateChat):
            self._refuse_unopened(chat)
        return chat

    def known_chat(self) -> Chat:
        """The chat that `chat_id` names; a person who never wrote is nobody that the bot knows."""
        chat = self.chat()
        if isinstance(chat, PrivateChat) and not chat.opened:
            raise bad_request("chat not found")
        return chat

    def topic(self, chat: Chat) -> int | None:
        """The checked `message_thread_id`; groups without topics do not mind it, and General is left out."""
        thread_id = self.parameters.integer("message_thread_id")
        if thread_id <= 0 or (isinstance(chat, Group) and not chat.forum):
            return None
        if not chat.has_topic(thread_id):
            raise bad_request("message thread not found")
        return thread_id

    def message(self, chat: Chat, purpose: str) -> Message:
        """The message that `message_id` names; the purpose ("message to delete") is told when there is none."""
        message = chat.messages.get(self.parameters.integer("message_id"))
        if message is None or message.deleted:
            raise bad_request(f"{purpose} not found")
        return message

    def count(self, chat: Chat, messages: int = 1) -> None:
        """Keep to the limits: this call puts or changes so many messages."""
        self.world.limits.count(self.bot.id, chat.id, private=isinstance(chat, PrivateChat), messages=messages)

    def _known_group(self, group: Group) -> Group:
        if group.migrated_to is not None:
            raise migrated(group.migrated_to)
        entry = group.bot_standings.get(self.bot.id)
        if entry is None:
            raise bad_request("chat not found")
        if entry.standing == "kicked":
            raise forbidden(f"bot was kicked from the {group.kind} chat")
        if entry.standing == "left":
            raise forbidden(f"bot is not a member of the {group.kind} chat")
        return group

    def _private_chat(self, person_id: int) -> PrivateChat:
        person = self.world.people.get(person_id)
        if person is None:
            raise bad_request("chat not found")
        return self.world.private_chat(self.bot, person)

    def _refuse_unopened(self, chat: PrivateChat) -> None:
        if not chat.opened:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
