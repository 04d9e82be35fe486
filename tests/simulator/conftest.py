"""A running simulator, a bot on the wire, and people."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from telegram import Bot as PtbBot

from simulator.people import Bot, Group, Person, Telegram
from simulator.running import RunningSimulator

from . import aiogram_types, ptb_types
from .recording import Recorder, recording
from .strangers import sources

TOKEN = "123456:TEST-token"
MONDAY = "2025-09-15T14:55:00+07:00"

Wire = Callable[..., Coroutine[Any, Any, Any]]


@pytest.fixture(autouse=True)
def durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's future way of giving seconds; its present one warns, and a warning is an error."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture(scope="session")
def sent_to_bots() -> Iterator[Recorder]:
    """What all tests together make the simulator send."""
    yield from recording()


@pytest.fixture(autouse=True)
def known_types(sent_to_bots: Recorder) -> Iterator[None]:
    """Whatever the simulator sends in any test is of python-telegram-bot's types, to the last field."""
    yield
    faults = [fault for kind, given in sent_to_bots.take_fresh() for fault in ptb_types.faults_of(kind, given)]
    assert "\n".join(faults) == ""


@pytest.fixture(scope="session", autouse=True)
def types_known_to_others(request: pytest.FixtureRequest, sent_to_bots: Recorder) -> Iterator[None]:
    """When all tests are over, all of it is held against aiogram's types too, where aiogram can be had."""
    yield
    folder = sources.kept_packages(getattr(request.config, "cache", None), sources.AIOGRAM)
    if folder is None:
        return
    lines = "".join(f"{json.dumps([kind, given])}\n" for (kind, _), given in sent_to_bots.seen.items())
    command = [sys.executable, str(Path(aiogram_types.__file__))]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    checked = subprocess.run(command, input=lines, env=environment, capture_output=True, text=True, check=True)
    assert checked.stdout == ""


@pytest.fixture
def simulator() -> Iterator[RunningSimulator]:
    with RunningSimulator.start(clock=MONDAY) as running:
        yield running


@pytest.fixture
async def telegram(simulator: RunningSimulator) -> AsyncIterator[Telegram]:
    async with Telegram.connect(simulator.url) as connected:
        yield connected


@pytest.fixture
async def account(telegram: Telegram) -> Bot:
    return await telegram.add_bot(token=TOKEN, username="desk_bot", name="Desk")


@pytest.fixture
async def bot(telegram: Telegram, account: Bot) -> AsyncIterator[PtbBot]:
    """What a real bot library sees."""
    base = telegram.url
    async with PtbBot(account.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as started:
        yield started


@pytest.fixture
async def wire(telegram: Telegram, account: Bot) -> AsyncIterator[Wire]:
    """The bare answer to a call, for what a library would not let through: `await wire("sendMessage", text="")`."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **parameters: Any) -> Any:
            address = f"{telegram.url}/bot{account.token}/{method}"
            async with session.post(address, json=parameters) as answer:
                return await answer.json()

        yield call


@pytest.fixture
async def budi(telegram: Telegram, account: Bot) -> Person:  # noqa: ARG001 - the bot is there first
    return await telegram.add_person("Budi", id=1001, last_name="Santoso", username="budi_s", started=True)


@pytest.fixture
async def sari(telegram: Telegram, account: Bot) -> Person:  # noqa: ARG001 - the bot is there first
    """Somebody who never wrote to the bot."""
    return await telegram.add_person("Sari", id=1002)


@pytest.fixture
async def group(telegram: Telegram, budi: Person, sari: Person) -> Group:
    return await telegram.add_group("Grup Koordinasi", id=-1001, members=[budi, sari], admins=[budi])


@pytest.fixture
async def forum(telegram: Telegram, budi: Person) -> Group:
    topics = {"Laporan": 5, "Rekap": 9}
    return await telegram.add_group("Forum", id=-1002, members=[budi], admins=[budi], topics=topics)
