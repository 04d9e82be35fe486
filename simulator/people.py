"""People for tests: an async client of the control API that reads like a chat.

async with Telegram.connect(simulator.url) as telegram:
    await telegram.add_bot(token="123456:TEST", username="some_bot", name="Some bot")
    budi = await telegram.add_person("Budi", id=1001, started=True)
    await budi.send("/start")
    await budi.sees("Welcome")
    await budi.tap("Go on")
"""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from simulator.actors import Bot, Group
from simulator.control_client import ControlClient
from simulator.person import Person
from simulator.screen import Button, Message

__all__ = ["Bot", "Button", "Group", "Message", "Person", "Telegram", "Time"]


class Time:
    """The simulator's clock."""

    def __init__(self, client: ControlClient) -> None:
        self._client = client

    async def now(self) -> float:
        """The simulated instant, unix seconds."""
        return float((await self._client.get("/sim/clock"))["now"])

    async def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Jump forwards."""
        await self._client.post("/sim/clock", {"advance": ((days * 24 + hours) * 60 + minutes) * 60 + seconds})

    async def to(self, instant: str | float) -> None:
        """Jump to an instant: an ISO time or unix seconds."""
        await self._client.post("/sim/clock", {"to": instant})

    async def freeze(self, *, frozen: bool = True) -> None:
        """Let the clock stand still, or run on."""
        await self._client.post("/sim/clock", {"frozen": frozen})

    async def watch(self, url: str) -> None:
        """Have an address asked before every jump."""
        await self._client.post("/sim/clock/watchers", {"url": url})


class Telegram:
    """A running simulator."""

    def __init__(self, url: str) -> None:
        self.client = ControlClient(url)
        self.url = self.client.url
        self.clock = Time(self.client)

    @classmethod
    def connect(cls, url: str) -> Self:
        """Use as `async with Telegram.connect(url) as telegram`."""
        return cls(url)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.close()

    async def add_bot(self, *, token: str, username: str, name: str) -> Bot:
        """A bot that may call the Bot API at `url` with this token."""
        added = await self.client.post("/sim/bots", {"token": token, "username": username, "name": name})
        return Bot(added["id"], token, username, name)

    async def add_person(self, first_name: str, *, id: int, **rest: Any) -> Person:  # noqa: A002 - as in the contract
        """A person; `started` says that they have opened the chat with the bot. More fields as in the contract."""
        return (await self.add_people([{"first_name": first_name, "id": id, **rest}]))[0]

    async def add_people(self, people: Sequence[Mapping[str, Any]]) -> list[Person]:
        """Many people at once, each as in the contract."""
        added = await self.client.post("/sim/people", [dict(person) for person in people])
        return [Person(self.client, person["id"], person["name"]) for person in added]

    async def add_group(
        self,
        title: str,
        *,
        id: int,  # noqa: A002 - as in the contract
        members: Sequence[Person] = (),
        admins: Sequence[Person | Bot] = (),
        topics: Mapping[str, int] | None = None,
        bot_in: bool = True,
        bot_privacy: bool = True,
        kind: str = "supergroup",
    ) -> Group:
        """A group that is there as if it had always been; `topics` (id by name) make it a forum."""
        body = {
            "id": id,
            "title": title,
            "kind": kind,
            "forum": bool(topics),
            "topics": [{"id": number, "name": name} for name, number in (topics or {}).items()],
            "members": [person.id for person in members],
            "admins": [party.id for party in admins],
            "bot_in": bot_in,
            "bot_privacy": bot_privacy,
        }
        await self.client.post("/sim/groups", body)
        return Group(self.client, id, title, topics or {})

    async def idle(self, *, quiet: float = 0.1, patience: float = 10.0) -> None:
        """Wait until the bot has confirmed every update and has sent nothing for `quiet` real seconds."""
        answer = await self.client.get("/sim/idle", quiet=quiet, seconds=patience)
        if not answer["idle"]:
            raise AssertionError(f"the bot was not idle within {patience} s")

    async def limits(self, *, on: bool) -> None:
        """Enforce Telegram's pace, or not."""
        await self.client.post("/sim/limits", {"on": on})

    async def fault(self, kind: str, method: str | None = None, **rest: Any) -> None:
        """Let something go wrong with the next calls or updates; kinds and more fields as in the contract."""
        await self.client.post("/sim/faults", {"kind": kind, "method": method, **rest})

    async def script(self, *faults: Mapping[str, Any]) -> None:
        """Let these happen one after the other; the kind `pass` lets a call go well."""
        await self.client.post("/sim/faults", [dict(fault) for fault in faults])

    async def no_faults(self) -> None:
        """Take all faults back; updates that were held back are delivered."""
        await self.client.post("/sim/faults", {})

    async def log(self, method: str | None = None, *, after: int = 0) -> list[dict[str, Any]]:
        """The calls of the Bot API, oldest first."""
        found: list[dict[str, Any]] = await self.client.get("/sim/log", method=method, after=after)
        return found

    async def sent(self, chat: Person | Group) -> list[dict[str, Any]]:
        """Every message that bots ever sent to a person or group, with every edit."""
        found: list[dict[str, Any]] = await self.client.get("/sim/sent", chat_id=chat.id)
        return found
