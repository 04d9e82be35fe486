"""A running simulator, a bot on the wire, and people."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any

import aiohttp
import pytest
from telegram import Bot as PtbBot

from simulator.people import Bot, Group, Person, Telegram
from simulator.running import RunningSimulator

TOKEN = "123456:TEST-token"
MONDAY = "2025-09-15T14:55:00+07:00"

Wire = Callable[..., Coroutine[Any, Any, Any]]


@pytest.fixture(autouse=True)
def durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's future way of giving seconds; its present one warns, and a warning is an error."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


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
