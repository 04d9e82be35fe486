"""Watching the simulator: every screen as it changes, and the record of everything that crossed the wire."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.chaos.record import Call
from tests.chaos.screens import Screen, shown_from

_LONGEST_LINE = 2**22
_KINDS = ("message", "edited", "wire", "answer", "clock")


@dataclass(slots=True)
class Watch:
    """Reads the stream of events of the whole simulator (docs/simulator.md)."""

    screens: defaultdict[int, Screen] = field(default_factory=lambda: defaultdict(Screen))
    calls: list[Call] = field(default_factory=list)
    #: Seconds by which the simulated clock is ahead of the real one: it jumps, and Telegram's pace is a real one.
    ahead: float = 0.0
    answered_taps: int = 0
    _waiting: defaultdict[int, list[asyncio.Event]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    @asynccontextmanager
    async def over(cls, url: str) -> AsyncIterator["Watch"]:
        """Watch the simulator at that address until the end."""
        watch = cls()
        timeout = aiohttp.ClientTimeout(total=None)
        async with (
            aiohttp.ClientSession(url, timeout=timeout, read_bufsize=_LONGEST_LINE) as session,
            session.get("/sim/events") as stream,
        ):
            reading = asyncio.create_task(watch._read(stream))
            try:
                yield watch
            finally:
                reading.cancel()

    async def change(self, chat_id: int, since: int, patience: float) -> bool:
        """Wait until anything in the chat has changed; tell whether it has before the patience was over."""
        screen = self.screens[chat_id]
        if screen.changes > since:
            return True
        news = asyncio.Event()
        self._waiting[chat_id].append(news)
        try:
            async with asyncio.timeout(patience):
                await news.wait()
        except TimeoutError:
            return False
        finally:
            self._waiting[chat_id].remove(news)
        return True

    async def _read(self, stream: aiohttp.ClientResponse) -> None:
        kind = ""
        async for line in stream.content:
            if line.startswith(b"event: "):
                kind = line[7:].decode().strip()
            elif line.startswith(b"data: ") and kind in _KINDS:
                self._hear(kind, json.loads(line[6:]))

    def _hear(self, kind: str, data: dict[str, Any]) -> None:
        if kind == "wire":
            self.calls.append(_call(data, self.ahead))
        elif kind == "clock":
            self.ahead = data["now"] - time.monotonic()
        elif kind == "answer":
            self.answered_taps += 1
        elif data["message"]["sender"]["bot"]:
            self._show(data["chat_id"], data["message"])

    def _show(self, chat_id: int, raw: dict[str, Any]) -> None:
        self.screens[chat_id].show(shown_from(raw))
        for news in self._waiting[chat_id]:
            news.set()


def _call(raw: dict[str, Any], ahead: float) -> Call:
    parameters = raw["parameters"]
    chat_id = parameters.get("chat_id")
    result = raw.get("result")
    return Call(
        sequence=raw["sequence"],
        began=raw["at"] - raw["seconds"] - ahead,
        method=raw["method"],
        chat_id=int(chat_id) if chat_id is not None else None,
        status=raw["status"],
        description=raw.get("description") or "",
        message_id=result.get("message_id") if isinstance(result, dict) else None,
    )
