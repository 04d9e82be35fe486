"""A load balancer: each request to the next server that takes it. `python -m simulator.balancer 127.0.0.1:9001 …`.

A request is tried elsewhere only where no connection could be opened: what a server may have read is not sent twice.
"""

import argparse
import asyncio
import contextlib
import re
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

Server = tuple[str, int]

LONGEST_BODY: Final = 4_000_000
LONGEST_HEAD: Final = 65_536
CONNECT_SECONDS: Final = 2
_END_OF_HEAD: Final = b"\r\n\r\n"
_BAD_REQUEST: Final = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_NO_SERVER: Final = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Balancer:
    """Deals requests out in turn."""

    def __init__(self, servers: Sequence[Server]) -> None:
        self._servers = list(servers)
        self._next = 0
        #: How many requests each server has got.
        self.dealt = dict.fromkeys(self._servers, 0)
        self._passing: set[asyncio.Task[None]] = set()

    async def handle(self, reader: StreamReader, writer: StreamWriter) -> None:
        """Pass one request on, and its answer back."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - asyncio's server starts one for each connection
        self._passing.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await self._pass_on(reader, writer)
        finally:
            self._passing.discard(task)
            writer.close()

    async def end(self) -> None:
        """Give up what is being passed on."""
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    async def _pass_on(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            request = await _read_request(reader)
        except (ValueError, asyncio.LimitOverrunError):
            writer.write(_BAD_REQUEST)
            return
        server = await self._open()
        if server is None:
            writer.write(_NO_SERVER)
            return
        from_server, to_server = server
        with contextlib.closing(to_server):
            to_server.write(request)
            writer.write(_last_of_its_connection(await from_server.readuntil(_END_OF_HEAD)))
            while piece := await from_server.read(LONGEST_HEAD):
                writer.write(piece)
                await writer.drain()

    async def _open(self) -> tuple[StreamReader, StreamWriter] | None:
        """Open a connection to the next server that is there."""
        for _ in self._servers:
            server = self._servers[self._next % len(self._servers)]
            self._next += 1
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(CONNECT_SECONDS):
                    connection = await asyncio.open_connection(*server)
                self.dealt[server] += 1
                return connection
        return None


async def _read_request(reader: StreamReader) -> bytes:
    """Read a request whole; one request to a connection. Raises `ValueError` for what is not passed on here."""
    head = await reader.readuntil(_END_OF_HEAD)
    length = re.search(rb"\r\ncontent-length: *(\d{1,7})\r\n", head, re.IGNORECASE)
    size = int(length[1]) if length else 0
    if size > LONGEST_BODY or re.search(rb"\r\ntransfer-encoding:", head, re.IGNORECASE):
        raise ValueError("only bodies that say how long they are, and not too long")
    return _last_of_its_connection(head) + await reader.readexactly(size)


def _last_of_its_connection(head: bytes) -> bytes:
    """Let a head say that nothing comes after it."""
    return re.sub(rb"\r\nconnection: *[^\r]*", b"", head, flags=re.IGNORECASE)[:-2] + b"Connection: close\r\n\r\n"


@asynccontextmanager
async def balancing(servers: Sequence[Server], host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Balance over the servers until the block ends; give the address."""
    balancer = Balancer(servers)
    listening = await asyncio.start_server(balancer.handle, host, port, limit=LONGEST_HEAD, backlog=2048)
    async with listening:
        try:
            yield f"http://{host}:{listening.sockets[0].getsockname()[1]}"
        finally:
            await balancer.end()


def _server(text: str) -> Server:
    host, _, port = text.rpartition(":")
    return host, int(port)


async def _serve(options: argparse.Namespace) -> None:
    async with balancing(options.servers, options.host, options.port) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Serve until interrupted; say first where."""
    parser = argparse.ArgumentParser(prog="python -m simulator.balancer", description="Deals requests out in turn.")
    parser.add_argument("servers", nargs="+", type=_server, help="host:port")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args()))


if __name__ == "__main__":
    main()
