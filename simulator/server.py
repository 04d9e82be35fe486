"""The web server: uvicorn, made to end at once although polls and streams never end by themselves."""

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Iterator
from types import FrameType
from typing import Final

import uvicorn

from simulator.app import Simulator
from simulator.world import World

TICK_SECONDS: Final = 0.1
GRACE_SECONDS: Final = 0.7
LOOK_AGAIN_SECONDS: Final = 0.005
BACKLOG: Final = 2048


class SimulatorServer(uvicorn.Server):
    """Serves one world on one socket."""

    def __init__(self, world: World) -> None:
        config = uvicorn.Config(
            Simulator(world),
            log_config=None,
            log_level="warning",
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_keep_alive=60,
        )
        super().__init__(config)
        self._world = world
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ending = asyncio.Event()

    def end(self) -> None:
        """End the server; may be called from any thread, and before it has begun."""
        self.should_exit = True
        if self._loop is not None:
            # The loop may just have ended by itself.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._ending.set)

    async def main_loop(self) -> None:
        """Tick like uvicorn, but hear the end at once instead of at the next tick."""
        self._loop = asyncio.get_running_loop()
        ticks = 0
        while not await self.on_tick(ticks):
            ticks = (ticks + 1) % 864_000
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), TICK_SECONDS)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End every wait, or their connections would keep the server up; then close, gently and soon."""
        for server in self.servers:
            server.close()
        for sock in sockets or []:
            sock.close()
        self._world.close()
        await self._world.couriers.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self._wait_for_answers()
        for task in self.server_state.tasks:
            task.cancel()

    async def _wait_for_answers(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE_SECONDS):
                # uvicorn has nothing here that could be awaited.
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110
                    await asyncio.sleep(LOOK_AGAIN_SECONDS)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on SIGINT and SIGTERM. Unlike uvicorn, do not raise the signal again: the exit code is 0."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the shape of a signal handler
        """A signal ends the server."""
        self.end()


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's delay off only where the protocol is named; with it every answer takes 40 ms.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((host, port))
    sock.listen(BACKLOG)
    return sock


def address(sock: socket.socket) -> str:
    """The URL of a listening socket."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
