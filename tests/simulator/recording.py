"""What the simulator sends to bots while the tests run: one object of each shape, with the type that it must have."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from simulator import deliveries
from simulator.wire import Call, Wire

# The Bot API's type of what each method gives; the others give true, a number or nothing to look into.
GIVES = {
    "getme": "User",
    "getchat": "ChatFullInfo",
    "getchatmember": "ChatMember",
    "getchatadministrators": "ChatMember",
    "getmycommands": "BotCommand",
    "getwebhookinfo": "WebhookInfo",
    "getfile": "File",
    "getupdates": "Update",
    "sendmessage": "Message",
    "sendphoto": "Message",
    "senddocument": "Message",
    "sendlocation": "Message",
    "sendmediagroup": "Message",
    "sendpoll": "Message",
    "stoppoll": "Poll",
    "forwardmessage": "Message",
    "forwardmessages": "MessageId",
    "copymessage": "MessageId",
    "copymessages": "MessageId",
    "editmessagetext": "Message",
    "editmessagecaption": "Message",
    "editmessagemedia": "Message",
    "editmessagereplymarkup": "Message",
}
PLAIN = (bool, int)


@dataclass
class Recorder:
    """One object of each shape, by its type; `fresh` are those that nobody has looked at."""

    seen: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    fresh: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def note(self, method: str, result: Any) -> None:
        """Note what a method gave."""
        found = result if isinstance(result, list) else [result]
        for one in found:
            if isinstance(one, PLAIN):
                continue
            self._note(GIVES[method.lower()], one)

    def _note(self, kind: str, one: dict[str, Any]) -> None:
        key = kind, shape(one)
        if key not in self.seen:
            self.seen[key] = one
            self.fresh.append((kind, one))

    def take_fresh(self) -> list[tuple[str, dict[str, Any]]]:
        """What is new since the last time."""
        fresh, self.fresh = self.fresh, []
        return fresh


def recording() -> Iterator[Recorder]:
    """Record until the end: every answer, and every update, however it is delivered."""
    recorder = Recorder()
    add_call, deliver = Wire.add, deliveries._deliver

    def note_call(wire: Wire, call: Call) -> None:
        if call.answer:
            recorder.note(call.method, json.loads(call.answer)["result"])
        add_call(wire, call)

    def note_update(world: Any, bot: Any, kind: str, content: Any, *given: Any, **named: Any) -> None:
        recorder.note("getUpdates", json.loads(json.dumps({"update_id": 1, kind: content})))
        deliver(world, bot, kind, content, *given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wire, "add", note_call)
        patch.setattr(deliveries, "_deliver", note_update)
        yield recorder


def shape(value: Any) -> str:
    """The fields and the types of a value, and the words that tell kinds apart."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{name}:{_told(name, value[name])}" for name in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + "|".join(sorted({shape(one) for one in value})) + "]"
    return type(value).__name__


def _told(name: str, value: Any) -> str:
    return str(value) if name in {"type", "status"} and isinstance(value, str) else shape(value)
