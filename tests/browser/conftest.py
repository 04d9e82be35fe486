"""A browser, a running simulator with people and a bot, and the page in front of somebody."""

import shutil
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from simulator.people import Person, Telegram
from simulator.running import RunningSimulator

from .acting import ChatPage, WireBot

TOKEN = "123456:TEST-token"
MONDAY = "2025-09-15T14:55:00+07:00"
GROUP = -1001
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Where Chromium is; skips the test by name where it is not: no Python package brings it, and CI installs it."""
    found = shutil.which("chromium") or shutil.which("chromium", path="/usr/bin")
    if found is None:
        pytest.skip("Chromium is no Python package: install it with the system's own packages, as CI does")
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    executable = chromium()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield started
        await started.close()


@pytest.fixture
def simulator(browser: Browser) -> Iterator[RunningSimulator]:  # noqa: ARG001 - without a browser nothing is started
    with RunningSimulator.start(clock=MONDAY, frozen=True) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def telegram(simulator: RunningSimulator) -> AsyncIterator[Telegram]:
    async with Telegram.connect(simulator.url) as connected:
        await connected.add_bot(token=TOKEN, username="desk_bot", name="Desk")
        yield connected


@pytest_asyncio.fixture(loop_scope="module")
async def bot(telegram: Telegram) -> AsyncIterator[WireBot]:
    async with aiohttp.ClientSession() as session:
        yield WireBot(f"{telegram.url}/bot{TOKEN}", session)


@pytest_asyncio.fixture(loop_scope="module")
async def people(telegram: Telegram) -> list[Person]:
    """An officer and a coordinator, who share a group."""
    officer = {"id": 1001, "first_name": "Budi", "last_name": "Santoso", "section": "Bakamla", "started": True}
    coordinator = {"id": 1002, "first_name": "Rina", "section": "Desk", "pinned": True, "started": True}
    added = await telegram.add_people([officer | {"label": "Petugas · Bakamla · WIT"}, coordinator])
    await telegram.add_group("Koordinasi", id=GROUP, members=added[:2], bot_privacy=False)
    return added


@pytest_asyncio.fixture(loop_scope="module")
async def chat(browser: Browser, telegram: Telegram, people: list[Person]) -> AsyncIterator[ChatPage]:  # noqa: ARG001
    """The page on a desktop, with nobody chosen yet; a script that fails on it fails the test."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield ChatPage(page, telegram.url)
    await context.close()
    assert failures == []
