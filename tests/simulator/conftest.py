"""A running simulator, a bot on the wire, and people."""

from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot as PtbBot

from simulator.people import Bot, Group, Person, Telegram
from simulator.running import RunningSimulator

TOKEN = "123456:TEST-token"
MONDAY = "2025-09-15T14:55:00+07:00"


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
    base = telegram.url
    async with PtbBot(account.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as started:
        yield started


@pytest.fixture
async def budi(telegram: Telegram, account: Bot) -> Person:  # noqa: ARG001 - the bot is there first
    return await telegram.add_person("Budi", id=1001, last_name="Santoso", username="budi_s", started=True)


@pytest.fixture
async def group(telegram: Telegram, budi: Person) -> Group:
    return await telegram.add_group("Grup Koordinasi", id=-1001, members=[budi], admins=[budi])
