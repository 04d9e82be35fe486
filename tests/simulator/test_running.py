"""Starting and ending, as a command and in a thread."""

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from simulator.people import Telegram
from simulator.running import RunningSimulator

ROOT = Path(__file__).parents[2]


def command(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "simulator", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def process() -> Iterator["subprocess.Popen[str]"]:
    with command("--port", "0", "--clock", "2025-09-15T14:55:00+07:00", "--limits") as started:
        yield started
        started.kill()


def address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


async def test_it_says_where_it_listens(process: "subprocess.Popen[str]") -> None:
    url = address(process)
    assert url.startswith("http://127.0.0.1:")
    async with Telegram.connect(url) as telegram:
        state = await telegram.client.get("/sim/state")
    assert state["limits"] == {"on": True}
    assert state["clock"]["iso"].startswith("2025-09-15T14:55:")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_ends_within_a_second_though_polls_and_streams_are_open(
    process: "subprocess.Popen[str]", number: signal.Signals
) -> None:
    url = address(process)
    async with Telegram.connect(url) as telegram, aiohttp.ClientSession() as session:
        bot = await telegram.add_bot(token="1:x", username="x_bot", name="X")
        await telegram.add_person("Budi", id=7)
        stream = await session.get(f"{url}/sim/events")
        await stream.content.readuntil(b"\n\n")
        polls = [f"{url}/bot{bot.token}/getUpdates?timeout=50", f"{url}/sim/chats/7/wait?after=999&seconds=50"]
        waiting = [asyncio.create_task(session.get(poll)) for poll in polls]
        await telegram.client.get("/sim/state")
        begun = time.monotonic()
        process.send_signal(number)
        assert await asyncio.to_thread(process.wait, 5) == 0
        assert time.monotonic() - begun < 1
        await asyncio.gather(*waiting, return_exceptions=True)
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_port_in_use_is_an_error(process: "subprocess.Popen[str]") -> None:
    port = address(process).rpartition(":")[2]
    with command("--port", port) as second:
        _, complaint = second.communicate(timeout=10)
    assert second.returncode == 1
    assert "Address already in use" in complaint


@pytest.mark.parametrize("wrong", [("--clock", "kemarin"), ("--zone", "Mars/Olympus")])
def test_a_wrong_clock_is_an_error(wrong: tuple[str, str]) -> None:
    with command("--port", "0", *wrong) as process:
        process.communicate(timeout=10)
    assert process.returncode == 1


def test_it_starts_and_stops_quickly_in_a_thread() -> None:
    begun = time.process_time()
    with RunningSimulator.start() as simulator:
        assert simulator.url.startswith("http://127.0.0.1:")
    assert time.process_time() - begun < 0.5


async def test_there_may_be_several_at_once() -> None:
    with RunningSimulator.start(frozen=True) as one, RunningSimulator.start(clock=0.0, frozen=True) as other:
        async with Telegram.connect(one.url) as first, Telegram.connect(other.url) as second:
            assert await first.clock.now() > await second.clock.now() == 0.0


async def test_the_page_is_served_where_it_is_there(telegram: Telegram) -> None:
    async with aiohttp.ClientSession() as session, session.get(telegram.url) as answer:
        assert answer.status in {200, 404}
        assert "html" in answer.content_type or answer.status == 404
