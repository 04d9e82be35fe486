"""Starting the program as a process, and ending it in every way."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.desk import TOKEN

ROOT = Path(__file__).parents[2]


class BotProcess:
    """The bot as a process of its own."""

    def __init__(
        self, simulator_url: str, database_url: str, folder: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        self._environment = (
            os.environ
            | {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": simulator_url,
                "DATABASE_URL": database_url,
                "PYTHONPATH": str(ROOT),
            }
            | dict(settings or {})
        )
        self._folder = folder

    async def start(self) -> Self:
        """Start it, and wait until it is ready."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.program.bot_process"),
            cwd=self._folder,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
        )
        assert self._process.stdout is not None
        assert await self._process.stdout.readline() == b"ready\n"
        return self

    async def kill(self) -> None:
        """End it by `kill -9`."""
        self._process.kill()
        assert await self._process.wait() == -signal.SIGKILL

    async def end(self) -> int:
        """Ask it to end, and give its exit code."""
        if self._process.returncode is None:
            self._process.terminate()
        return await self._process.wait()
