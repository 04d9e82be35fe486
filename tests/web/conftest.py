"""A web application with an intake that the test directs, and a bot that listens for real."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from telegram import Update

from bot.meters import Meters
from bot.ports import listen
from bot.tries import DatabaseAway
from bot.web.app import Standing, web_app
from bot.web.health import Pulse
from bot.web.webhook import SECRET_HEADER, WebhookDoor
from models.database import Database
from simulator.people import Telegram
from simulator.running import RunningSimulator
from tests.desk import Desk, SetClock

SECRET = "Rahasia-yang-tidak-ditebak_2025"
HOOK = "https://bot.example.org/telegram"


@dataclass
class Intake:
    """Accepts when it may; `away` is how often the database can't be reached."""

    away: int = 0
    accepted: list[int] = field(default_factory=list)
    may: asyncio.Event = field(default_factory=asyncio.Event)
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    async def accept(self, update: Update) -> None:
        self.reached.set()
        await self.may.wait()
        if self.away:
            self.away -= 1
            raise DatabaseAway
        self.accepted.append(update.update_id)


@dataclass
class Doorstep:
    """Whoever brings updates."""

    intake: Intake
    door: WebhookDoor
    client: httpx.AsyncClient

    async def bring(self, content: Any, secret: str | bytes | None = SECRET) -> httpx.Response:
        """Bring a body: an update as a dictionary, or bytes, or chunks of them."""
        headers: Any = {} if secret is None else {SECRET_HEADER: secret}
        body: Any = {"json": content} if isinstance(content, dict) else {"content": content}
        return await self.client.post("/telegram", headers=headers, **body)


@pytest.fixture
async def doorstep() -> AsyncIterator[Doorstep]:
    intake = Intake()
    intake.may.set()
    here, nothing = intake, None
    entrance: Any = here
    nobody: Any = nothing
    door = WebhookDoor(nobody, entrance, SECRET)
    door.is_open = True
    standing = Standing(nobody, SetClock("2025-09-15T15:00:00+07:00"), Pulse(), Meters())
    async with client_of(web_app(standing, door, HOOK)) as client:
        yield Doorstep(intake, door, client)


def client_of(app: Starlette) -> httpx.AsyncClient:
    """Ask the application without a network."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")


@dataclass
class Looking:
    """Whoever looks after the process."""

    database: Database
    pulse: Pulse
    meters: Meters
    client: httpx.AsyncClient


@pytest.fixture
async def looking(database: Database) -> AsyncIterator[Looking]:
    meters = Meters()
    pulse = Pulse(frozenset({"tick", "poll"}), monotonic=lambda: 1000.0)
    standing = Standing(database, SetClock("2025-09-15T15:00:00+07:00"), pulse, meters)
    async with client_of(web_app(standing)) as client:
        yield Looking(database, pulse, meters, client)


def free_port() -> int:
    """A port on which nobody listens now."""
    with listen("127.0.0.1", 0) as sock:
        port: int = sock.getsockname()[1]
        return port


@pytest.fixture
async def hooked(simulator: RunningSimulator, database_url: str) -> AsyncIterator[Desk]:
    """A running bot that Telegram reaches by its webhook."""
    port = free_port()
    settings = {"webhook_url": f"http://127.0.0.1:{port}/telegram", "webhook_secret": SECRET, "web_port": port}
    async with (
        Telegram.connect(simulator.url) as telegram,
        Desk(simulator.url, database_url, telegram, settings=settings) as running,
    ):
        running.settle_units("BAKAMLA/BATAM")
        yield running
