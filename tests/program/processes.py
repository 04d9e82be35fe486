"""Starting the program as a process, and ending it in every way."""

import asyncio
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.chaos.bot_process import Orders
from tests.chaos.fleet import START_SECONDS, Life
from tests.desk import TOKEN

ROOT = Path(__file__).parents[2]


class BotProcess:
    """The bot as a process of its own, forked where everything is imported: each start costs little."""

    def __init__(
        self, simulator_url: str, database_url: str, folder: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        own = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": simulator_url, "DATABASE_URL": database_url}
        self._orders = Orders(own | dict(settings or {}), folder, folder / "bot.log", death=None, hurried=True)

    async def start(self) -> Self:
        """Start it, and wait until it is ready."""
        self._life = Life(self._orders)
        self._code: int | None = None
        async with asyncio.timeout(START_SECONDS):
            await self._life.ready.wait()
        return self

    async def kill(self) -> None:
        """End it by `kill -9`."""
        self._life.kill()
        assert await self._end_of_life() == -signal.SIGKILL

    async def end(self) -> int:
        """Ask it to end, and give its exit code."""
        if self._code is None:
            self._life.ask_to_end()
        return await self._end_of_life()

    async def _end_of_life(self) -> int:
        if self._code is None:
            self._code = await self._life.over()
            self._life.clear()
        return self._code
