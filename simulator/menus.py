"""The command menus of one bot: which list each person sees in each chat."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a list of commands is for (Bot API: BotCommandScope)."""

    kind: str = "default"
    chat_id: int | None = None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at the menu, and where."""

    person_id: int
    chat_id: int
    private: bool
    administrator: bool
    language_code: str


@dataclass(slots=True)
class Menus:
    """Lists of commands by scope and language; "" is the list for every language."""

    lists: dict[tuple[Scope, str], list[dict[str, Any]]] = field(default_factory=dict)

    def seen_by(self, viewer: Viewer) -> list[dict[str, Any]]:
        """The commands of the narrowest scope that has any (Bot API: "Determining list of commands")."""
        for scope in _from_narrow_to_wide(viewer):
            for language_code in dict.fromkeys((viewer.language_code, "")):
                if found := self.lists.get((scope, language_code)):
                    return found
        return []


def _from_narrow_to_wide(viewer: Viewer) -> Iterator[Scope]:
    if viewer.private:
        yield Scope("chat", viewer.chat_id)
        yield Scope("all_private_chats")
    else:
        yield Scope("chat_member", viewer.chat_id, viewer.person_id)
        if viewer.administrator:
            yield Scope("chat_administrators", viewer.chat_id)
        yield Scope("chat", viewer.chat_id)
        if viewer.administrator:
            yield Scope("all_chat_administrators")
        yield Scope("all_group_chats")
    yield Scope()
