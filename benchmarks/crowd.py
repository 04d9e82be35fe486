"""Many people before one simulator: they write and tap as fast as they see, over one stream of events.

This is the load: it runs in the process that measures, while the simulator and the bot have processes of their own.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Hashable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp

PATIENCE_SECONDS = 60
_LONGEST_LINE = 2**20
T = TypeVar("T")
_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of a bot as it has just come or changed; `at` by the clock of `time.perf_counter`."""

    chat_id: int
    message_id: int
    #: What each button carries, by its label.
    buttons: dict[str, str]
    at: float

    def payload(self, label: str) -> str:
        """Give what the button carries that is, or begins, so. Raises `LookupError`."""
        found = self.buttons.get(label) or next(
            (data for name, data in self.buttons.items() if name.startswith(label)), None
        )
        if found is None:
            raise LookupError(f"there is no button {label!r} among {list(self.buttons)}")
        return found


class Crowd:
    """Everybody; a person's number is also that of their private chat."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._awaited: dict[Hashable, asyncio.Future[Shown]] = {}
        self._round_trips: list[float] = []
        #: Every new message of a bot, in the order of arrival.
        self.arrived: list[Shown] = []
        self._news = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def before(cls, url: str) -> AsyncIterator["Crowd"]:
        """Step before the simulator at that address."""
        connector = aiohttp.TCPConnector(limit=0)
        timeout = aiohttp.ClientTimeout(total=None)
        async with aiohttp.ClientSession(
            url, connector=connector, timeout=timeout, read_bufsize=_LONGEST_LINE
        ) as session:
            crowd = cls(session)
            async with session.get("/sim/events") as stream:
                watching = asyncio.create_task(crowd._watch(stream))
                try:
                    yield crowd
                finally:
                    watching.cancel()

    async def add(self, token: str, people: Iterable[int]) -> None:
        """Bring in a bot, and people who have opened the chat with it."""
        await self.order("/sim/bots", {"token": token, "username": "lapor_cegah_bot", "name": "Lapor Cegah"})
        await self.order(
            "/sim/people", [{"id": one, "first_name": f"Petugas {one}", "started": True} for one in people]
        )

    async def send(self, person_id: int, text: str) -> Shown:
        """Write a text, and wait for the bot's next message."""
        body = {"from": person_id, "chat_id": person_id, "text": text}
        return await self._act(("message", person_id), "/sim/send", body)

    async def tap(self, card: Shown, label: str) -> Shown:
        """Tap a button of a card in a private chat, and wait until the card has changed."""
        body = {
            "from": card.chat_id,
            "chat_id": card.chat_id,
            "message_id": card.message_id,
            "data": card.payload(label),
        }
        return await self._act(("edited", card.chat_id, card.message_id), "/sim/tap", body)

    async def until(self, ready: Callable[[], T]) -> T:
        """Wait for new messages until what `ready` gives is true, and give it."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not (found := ready()):
                self._news.clear()
                await self._news.wait()
        return found

    def take_round_trips(self) -> list[float]:
        """Give the seconds from each action to what it showed, since this was asked last."""
        taken, self._round_trips = self._round_trips, []
        return taken

    async def order(self, path: str, body: Any) -> None:
        """Order something of the simulator (docs/simulator.md)."""
        async with self._session.post(path, json=body) as answer:
            answer.raise_for_status()
            await answer.read()

    async def ask(self, path: str, **query: str) -> Any:
        """Ask the simulator something (docs/simulator.md)."""
        async with self._session.get(path, params=query) as answer:
            answer.raise_for_status()
            return json.loads(await answer.read())

    async def _act(self, what: Hashable, path: str, body: _Json) -> Shown:
        seen = self._awaited[what] = asyncio.get_running_loop().create_future()
        begun = time.perf_counter()
        await self.order(path, body)
        async with asyncio.timeout(PATIENCE_SECONDS):
            shown: Shown = await seen
        self._round_trips.append(shown.at - begun)
        return shown

    async def _watch(self, stream: aiohttp.ClientResponse) -> None:
        """Read the server-sent events; only messages are looked into."""
        kind = ""
        async for line in stream.content:
            if line.startswith(b"event: "):
                kind = line[7:].decode().strip()
            elif kind in ("message", "edited") and line.startswith(b"data: "):
                self._see(kind, json.loads(line[6:])["message"])

    def _see(self, kind: str, message: _Json) -> None:
        if not message["sender"]["bot"]:
            return
        buttons = {one["text"]: one["data"] for row in message["keyboard"] or () for one in row if "data" in one}
        shown = Shown(message["chat_id"], message["id"], buttons, time.perf_counter())
        what: Hashable = (kind, shown.chat_id)
        if kind == "message":
            self.arrived.append(shown)
            self._news.set()
        else:
            what = (kind, shown.chat_id, shown.message_id)
        seen = self._awaited.pop(what, None)
        if seen is not None and not seen.done():
            seen.set_result(shown)
