"""A stranger's bot as a process."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from simulator.people import Bot

HERE = Path(__file__).parent
END_SECONDS = 20


@dataclass
class Stranger:
    """A bot that runs until the block ends; what it wrote is kept for whoever reads why it failed."""

    program: Path
    account: Bot
    api: str
    folder: Path
    shim: str = "ptb_shim.py"
    webhook: bool = False
    packages: list[Path] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start it; it needs no readiness, as what it is told waits for it."""
        environment = os.environ | {
            "BOT_TOKEN": self.account.token,
            "BOT_API": self.api,
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        environment["PYTHONPATH"] = os.pathsep.join(map(str, self.packages))
        port = free_port() if self.webhook else 0
        with (self.folder / "log.txt").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, str(HERE / self.shim), str(self.program), str(port)),
                cwd=self.folder,
                env=environment,
                stdout=log,
                stderr=log,
            )

    async def stop(self) -> None:
        """Ask it to end, as by Ctrl-C."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)
        try:
            await asyncio.wait_for(self._process.wait(), END_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        log = (self.folder / "log.txt").read_text(encoding="utf-8", errors="replace")
        assert "Traceback" not in log or "KeyboardInterrupt" in log, log


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])
