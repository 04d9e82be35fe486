"""setWebhook: delivery to an address, again and again until it says 2xx."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot as PtbBot
from telegram.error import BadRequest, Conflict

from simulator.people import Person, Telegram


@dataclass
class Listener:
    """A bot's web server that can be told to fail first."""

    url: str = ""
    failures: int = 0
    tries: int = 0
    secrets: list[str | None] = field(default_factory=list)
    updates: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def hear(self, request: web.Request) -> web.Response:
        self.tries += 1
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        self.updates.put_nowait(await request.json())
        return web.Response()

    async def texts(self, count: int) -> list[str]:
        async with asyncio.timeout(5):
            return [(await self.updates.get())["message"]["text"] for _ in range(count)]


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    heard = Listener()
    application = web.Application()
    application.router.add_post("/hook", heard.hear)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    heard.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield heard
    await runner.cleanup()


async def test_updates_arrive_in_order_with_the_secret(bot: PtbBot, budi: Person, listener: Listener) -> None:
    await bot.set_webhook(listener.url, secret_token="rahasia-1")
    for text in ("satu", "dua", "tiga"):
        await budi.send(text)
    assert await listener.texts(3) == ["satu", "dua", "tiga"]
    assert set(listener.secrets) == {"rahasia-1"}


async def test_what_waited_before_is_delivered_first(bot: PtbBot, budi: Person, listener: Listener) -> None:
    await budi.send("lama")
    await bot.set_webhook(listener.url)
    await budi.send("baru")
    assert await listener.texts(2) == ["lama", "baru"]


async def test_a_delivery_is_tried_until_it_succeeds(
    bot: PtbBot, telegram: Telegram, budi: Person, listener: Listener
) -> None:
    listener.failures = 2
    await bot.set_webhook(listener.url)
    await budi.send("satu")
    await budi.send("dua")
    assert await listener.texts(2) == ["satu", "dua"]
    assert listener.tries == 4
    await telegram.idle(quiet=0.01)
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message == "Wrong response from the webhook: 503 Service Unavailable"


async def test_getupdates_is_refused_while_a_webhook_is_set(bot: PtbBot, listener: Listener) -> None:
    await bot.set_webhook(listener.url)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_pending_updates_can_be_dropped(bot: PtbBot, budi: Person) -> None:
    await budi.send("lama")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_info_of_no_webhook_has_no_address(bot: PtbBot, budi: Person) -> None:
    await budi.send("satu")
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("", 1)


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("ftp://host/x", "", "Invalid webhook url specified"),
        ("http://127.0.0.1/x", "bukan rahasia!", "Secret token contains unallowed characters"),
        ("http://127.0.0.1/x", "x" * 257, "Secret token is too long"),
    ],
)
async def test_a_bad_webhook_is_refused(bot: PtbBot, url: str, secret: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=rf"(?i){reason}"):
        await bot.set_webhook(url, secret_token=secret)
