"""How many calls a second one core of the simulator answers, with ten thousand simulated people in it.

`python -m benchmarks.simulator_rate`: the simulator has the first core, whoever calls it the others.
"""

import asyncio
import json
import multiprocessing
import os
import resource
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from urllib.parse import urlsplit

from simulator.parties import Person
from simulator.server import SimulatorServer, address, listen
from simulator.world import World

PEOPLE = 10_000
CALLS = 10_000
CONNECTIONS = (1, 8, 64)
TOKEN = "1:RATE"  # noqa: S105 - of nobody
KEYBOARD = {"inline_keyboard": [[{"text": str(n), "callback_data": f"n:{n}"} for n in range(5)]] * 2}
LOADS: dict[str, dict[str, object]] = {
    "plain text": {},
    "HTML and ten buttons": {"parse_mode": "HTML", "reply_markup": KEYBOARD},
}


def main() -> None:
    """Measure and print."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    url = ours.recv()
    keep_to(others())
    print(f"{PEOPLE:,} people, {CALLS:,} calls of sendMessage for each line")
    for connections in CONNECTIONS:
        for name, extra in LOADS.items():
            rate = asyncio.run(measure(url, connections, extra))
            print(f"{connections:3} connections, {name:22} {rate:7,.0f} calls/s")
    ours.send(None)
    print(f"memory of the simulator: {ours.recv():,.0f} MB")
    server.terminate()


def serve(told: Connection) -> None:
    """Be the simulator, on the first core, until the other end asks how much memory it took."""
    keep_to({min(os.sched_getaffinity(0))})
    world, sock = World(), listen("127.0.0.1", 0)
    world.add_bot(TOKEN, "rate_bot", "Rate")
    world.people = {number: Person(number, f"Orang {number}", started=True) for number in range(1, PEOPLE + 1)}
    told.send(address(sock))
    asyncio.run(_serve(SimulatorServer(world), sock, told))


async def _serve(server: SimulatorServer, sock: object, told: Connection) -> None:
    serving = asyncio.create_task(server.serve(sockets=[sock]))  # type: ignore[list-item]
    await asyncio.to_thread(told.recv)
    told.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    await serving


async def measure(url: str, connections: int, extra: dict[str, object]) -> float:
    """Calls a second over so many connections, each awaiting its answers."""
    share = CALLS // connections
    begun = time.perf_counter()
    await asyncio.gather(*(_caller(url, _bodies(number, share, extra)) for number in range(connections)))
    return share * connections / (time.perf_counter() - begun)


def _bodies(number: int, count: int, extra: dict[str, object]) -> Iterator[bytes]:
    for turn in range(count):
        person = 1 + (number * 997 + turn) % PEOPLE
        yield json.dumps({"chat_id": person, "text": f"<b>Laporan</b> {turn}", **extra}).encode()


async def _caller(url: str, bodies: Iterator[bytes]) -> None:
    """A client as lean as can be, so that the simulator is measured."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
    for body in bodies:
        writer.write(f"{head}{len(body)}\r\n\r\n".encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
        if not (await reader.readexactly(length)).startswith(b'{"ok":true'):
            raise RuntimeError("the simulator refused a call")
    writer.close()


def others() -> set[int]:
    """The cores beside the first, or all there are where it is alone."""
    cores = os.sched_getaffinity(0)
    return cores - {min(cores)} or cores


def keep_to(cores: set[int]) -> None:
    """Run on these cores only."""
    os.sched_setaffinity(0, cores)


if __name__ == "__main__":
    main()
