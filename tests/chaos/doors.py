"""The webhook of several processes: a port for each, and the balancer before them."""

import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final

from simulator.balancer import balancing

HOST: Final = "127.0.0.1"
SECRET: Final = "Chaos-0123456789-abcdefghij"


@dataclass(frozen=True, slots=True)
class Doors:
    """Where Telegram brings updates, and the port of each process behind it."""

    url: str
    ports: Sequence[int]

    def settings(self, process: int) -> dict[str, str]:
        """Give what the process needs to be told."""
        return {
            "WEBHOOK_URL": f"{self.url}/telegram",
            "WEBHOOK_SECRET": SECRET,
            "WEB_HOST": HOST,
            "WEB_PORT": str(self.ports[process]),
        }


@asynccontextmanager
async def balanced(processes: int) -> AsyncIterator[Doors]:
    """Balance over so many ports that are free now, until the block ends."""
    ports = _free_ports(processes)
    async with balancing([(HOST, port) for port in ports]) as url:
        yield Doors(url, ports)


def _free_ports(count: int) -> list[int]:
    with ExitStack() as closing:
        sockets = [closing.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((HOST, 0))
        return [one.getsockname()[1] for one in sockets]
