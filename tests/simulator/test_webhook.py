"""setWebhook: delivery to an address, again and again until it says 2xx."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot as PtbBot
from telegram.error import BadRequest, Conflict, RetryAfter

from simulator.people import Group, Person, Telegram
from simulator.running import RunningSimulator


@dataclass
class Listener:
    """A bot's web server that can be told to fail first."""

    url: str = ""
    failures: int = 0
    refuses: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    answers: list[Any] = field(default_factory=list)
    tries: int = 0
    secrets: list[str | None] = field(default_factory=list)
    updates: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def hear(self, request: web.Request) -> web.Response:
        self.tries += 1
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.refuses and self.refuses in await request.text():
            return web.Response(status=500)
        if self.failures:
            self.failures -= 1
            return web.Response(status=503, headers=self.headers)
        self.updates.put_nowait(await request.json())
        return web.Response(**self.answers.pop(0)) if self.answers else web.Response()

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


async def test_a_bot_may_ask_to_be_told_later(
    bot: PtbBot, telegram: Telegram, budi: Person, listener: Listener
) -> None:
    listener.failures, listener.headers = 1, {"Retry-After": "3600"}
    await bot.set_webhook(listener.url)
    await budi.send("satu")
    await telegram.client.get("/sim/idle", seconds=0.3, quiet=0)
    assert listener.tries == 1
    assert listener.updates.empty()


async def test_what_was_not_taken_for_a_day_is_dropped(
    bot: PtbBot, telegram: Telegram, budi: Person, listener: Listener
) -> None:
    listener.refuses = "kemarin"
    await bot.set_webhook(listener.url)
    await budi.send("kemarin")
    await telegram.clock.advance(hours=25)
    await budi.send("kini")
    assert await listener.texts(1) == ["kini"]


async def test_an_update_comes_twice_in_order(
    bot: PtbBot, telegram: Telegram, budi: Person, listener: Listener
) -> None:
    await bot.set_webhook(listener.url)
    await telegram.fault("twice")
    await budi.send("satu")
    await budi.send("dua")
    assert await listener.texts(3) == ["satu", "satu", "dua"]


@pytest.mark.parametrize(
    "answer",
    [
        {"text": '{"method": "sendMessage", "chat_id": 1001, "text": "ya"}', "content_type": "application/json"},
        {"text": "method=sendMessage&chat_id=1001&text=ya", "content_type": "application/x-www-form-urlencoded"},
    ],
)
async def test_a_webhook_may_answer_with_a_call(
    bot: PtbBot, telegram: Telegram, budi: Person, listener: Listener, answer: dict[str, Any]
) -> None:
    listener.answers.append(answer)
    await bot.set_webhook(listener.url)
    await budi.send("halo?")
    await budi.sees("ya")
    assert [entry["bot"] for entry in await telegram.log("sendMessage")] == ["desk_bot"]


@pytest.mark.parametrize("text", ["{", '{"method": "getMe"}', '{"method": "deleteWebhook"}', '{"ok": true}', "ok"])
async def test_other_answers_of_a_webhook_do_nothing(
    bot: PtbBot, telegram: Telegram, budi: Person, listener: Listener, text: str
) -> None:
    listener.answers.append({"text": text, "content_type": "application/json"})
    await bot.set_webhook(listener.url)
    for word in ("satu", "dua"):
        await budi.send(word)
    assert await listener.texts(2) == ["satu", "dua"]
    assert {entry["method"] for entry in await telegram.log()} == {"getMe", "setWebhook"}
    assert (await telegram.log("getMe"))[1:] == []


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://contoh.id/x", "An HTTPS URL must be provided for webhook"),
        ("https://contoh.id:8080/x", "Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ],
)
async def test_public_webhooks_have_telegrams_ports(url: str, reason: str) -> None:
    with RunningSimulator.start(public_webhooks=True) as strict:
        async with Telegram.connect(strict.url) as telegram:
            await telegram.add_bot(token="77:X", username="x_bot", name="X")
            async with PtbBot("77:X", base_url=f"{strict.url}/bot") as bot:
                with pytest.raises(BadRequest, match=f"(?i)bad webhook: {reason}"):
                    await bot.set_webhook(url)
                for port in ("", ":88", ":8443", ":80"):
                    assert await bot.set_webhook(f"https://127.0.0.1{port}/x")


async def test_a_webhook_is_set_once_a_second(bot: PtbBot, telegram: Telegram, listener: Listener) -> None:
    await telegram.limits(on=True)
    await bot.set_webhook(listener.url)
    with pytest.raises(RetryAfter):
        await bot.set_webhook(listener.url)


async def test_a_chat_that_is_stuck_holds_up_no_other(
    bot: PtbBot, budi: Person, sari: Person, listener: Listener
) -> None:
    listener.refuses = "macet"
    await bot.set_webhook(listener.url)
    await budi.send("macet")
    await budi.send("sesudahnya")
    await sari.send("lancar")
    assert await listener.texts(1) == ["lancar"]
    listener.refuses = ""
    assert await listener.texts(2) == ["macet", "sesudahnya"]


async def test_taps_are_in_order_per_person_not_per_chat(
    bot: PtbBot, budi: Person, sari: Person, group: Group, listener: Listener
) -> None:
    await bot.send_message(group.id, "kartu")
    await bot.send_message(budi.id, "kartu")
    shared, own = await budi.sees("kartu", chat=group), await budi.sees("kartu")
    listener.refuses = "macet"
    await bot.set_webhook(listener.url)
    await budi.tap_data("macet", on=shared)
    await budi.tap_data("sesudahnya", on=own)
    await budi.send("teks lewat")
    await sari.tap_data("lancar", on=shared)
    async with asyncio.timeout(5):
        first = [await listener.updates.get() for _ in range(2)]
        listener.refuses = ""
        later = [(await listener.updates.get())["callback_query"]["data"] for _ in range(2)]
    assert {next(iter(update.keys() - {"update_id"})) for update in first} == {"message", "callback_query"}
    assert later == ["macet", "sesudahnya"]
