"""A simulator in a thread of its own, for tests and benchmarks."""

import asyncio
import socket
import threading
from types import TracebackType
from typing import Self

from simulator.clock import Clock
from simulator.limits import Limits
from simulator.server import SimulatorServer, address, listen
from simulator.world import World

END_SECONDS = 5


class RunningSimulator:
    """A simulator that listens at `url` until `stop`; also a context manager."""

    def __init__(self, world: World, sock: socket.socket) -> None:
        self.url = address(sock)
        self._server = SimulatorServer(world)
        self._sock = sock
        self._thread = threading.Thread(target=self._run, name="simulator", daemon=True)

    @classmethod
    def start(
        cls,
        port: int = 0,
        clock: str | float | None = None,
        *,
        zone: str = "Asia/Jakarta",
        frozen: bool = False,
        limits: bool = False,
        public_webhooks: bool = False,
    ) -> Self:
        """Start one on 127.0.0.1; `clock` is its starting instant (ISO time or unix seconds), now if None."""
        started = starting_clock(clock, zone, frozen=frozen)
        world = World(clock=started, limits=Limits(on=limits), public_webhooks=public_webhooks)
        simulator = cls(world, listen("127.0.0.1", port))
        # The socket listens already: whoever connects early waits until the thread accepts.
        simulator._thread.start()
        return simulator

    def stop(self) -> None:
        """End it, with every poll and stream that is still open."""
        self._server.end()
        self._thread.join(END_SECONDS)
        if self._thread.is_alive():
            raise RuntimeError("the simulator did not end")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        # The server closes the socket, unless it was stopped before it had begun.
        with self._sock:
            asyncio.run(self._server.serve(sockets=[self._sock]))


def starting_clock(start: str | float | None, zone: str, *, frozen: bool = False) -> Clock:
    """A clock that starts at an ISO time (in the zone, unless it names one) or at unix seconds."""
    return Clock(None if start is None else Clock(zone=zone).parse(start), zone, frozen=frozen)
