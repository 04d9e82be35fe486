"""The balancer: requests in turn, elsewhere only where no connection could be opened, and nothing sent twice."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest

from simulator.balancer import Server, balancing


@dataclass
class Backend:
    """Notes what it gets; answers with its name, or breaks the connection."""

    name: str
    breaks: bool = False
    got: list[bytes] = field(default_factory=list)

    async def handle(self, reader: StreamReader, writer: StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
        self.got.append(await reader.readexactly(int(length.split(b":")[1])))
        if not self.breaks:
            body = self.name.encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        writer.close()


@asynccontextmanager
async def running(backend: Backend) -> AsyncIterator[Server]:
    async with await asyncio.start_server(backend.handle, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[:2]


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def ask(client: aiohttp.ClientSession, url: str, body: bytes = b"x") -> str:
    async with client.post(url, data=body) as answer:
        return await answer.text() if answer.status == 200 else str(answer.status)


async def test_requests_are_dealt_out_in_turn(client: aiohttp.ClientSession) -> None:
    first, second = Backend("satu"), Backend("dua")
    async with running(first) as one, running(second) as other, balancing([one, other]) as url:
        told = [await ask(client, url, f"{number}".encode() * 70_000) for number in range(4)]
    assert told == ["satu", "dua", "satu", "dua"]
    assert [got[:1] for got in first.got] == [b"0", b"2"]
    assert {len(got) for got in first.got + second.got} == {70_000}


async def test_a_server_that_is_gone_is_passed_over(client: aiohttp.ClientSession) -> None:
    gone, there = Backend("pergi"), Backend("ada")
    async with running(gone) as nowhere:
        pass
    async with running(there) as one, balancing([nowhere, one]) as url:
        assert [await ask(client, url) for _ in range(3)] == ["ada"] * 3
    async with balancing([nowhere]) as url:
        assert await ask(client, url) == "502"


async def test_what_a_server_may_have_read_is_not_sent_to_another(client: aiohttp.ClientSession) -> None:
    broken, there = Backend("rusak", breaks=True), Backend("ada")
    async with running(broken) as one, running(there) as other, balancing([one, other]) as url:
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await ask(client, url)
    assert (len(broken.got), len(there.got)) == (1, 0)


async def test_a_body_that_does_not_say_how_long_it_is_is_refused(client: aiohttp.ClientSession) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"x"

    async with running(Backend("ada")) as one, balancing([one]) as url, client.post(url, data=pieces()) as answer:
        assert answer.status == 400
