"""What becomes of a message on its way: over the real transport, against the simulator and servers that fail."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest
from aiohttp import web
from pydantic import SecretStr
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.allowance import Limits
from bot.connection import make_bot
from bot.delivery import Address, Post
from bot.pacer import Pacer
from bot.settings import Settings
from models.group_posts import Edition
from scheduler.letter import Delivered, Delivery, Letter, Lost, MaybeSent, Moved, NotSent, Refused, TopicLost
from simulator.people import Person, Telegram
from simulator.running import RunningSimulator
from tests.desk import TOKEN
from views.charts.pool import ChartPool
from views.screen import Button, Card, Document

CARD = Card("Halo", ((Button("Isi laporan", "x"),),))
BUDI = 1001
#: A picture of one pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63686060000001840081"
    "8fd2a3530000000049454e44ae426082"
)

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def post_to(url: str) -> tuple[ExtBot[Any], Post, Pacer]:
    """Make the way to a Bot API server, as the program does."""
    settings = Settings(_env_file=None, telegram_bot_token=SecretStr(TOKEN), telegram_api_url=url)
    pacer = Pacer(Limits())
    bot = make_bot(settings, pacer)
    return bot, Post(bot, pacer, ChartPool()), pacer


@asynccontextmanager
async def server(answer: Answer) -> AsyncIterator[str]:
    """A Bot API server that answers every message so, and knows the bot."""

    async def know(_request: web.Request) -> web.Response:
        me = {"id": 123456, "is_bot": True, "first_name": "Lapor", "username": "lapor_cegah_bot"}
        return web.json_response({"ok": True, "result": me})

    application = web.Application()
    application.router.add_post("/bot{token}/getMe", know)
    application.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def deliver(answer: Answer, picture: bytes | None = None) -> Delivery:
    """Deliver a letter to a server that answers so."""
    async with server(answer) as url:
        bot, post, _ = post_to(url)
        async with bot:
            return await post.deliver(Letter(BUDI, None, CARD), picture)


def refusal(code: int, description: str = "No", **parameters: Any) -> Answer:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
        return web.json_response(body, status=code)

    return answer


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (refusal(400, "Bad Request: chat not found"), Refused("Chat not found")),
        (
            refusal(403, "Forbidden: bot was blocked by the user"),
            Refused("Forbidden: bot was blocked by the user", blocked=True),
        ),
        (refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100_5), Moved(-100_5)),
        (refusal(500, "Internal Server Error"), MaybeSent("NetworkError")),
        (refusal(502, "Bad Gateway"), MaybeSent("NetworkError")),
        (refusal(401, "Unauthorized"), NotSent("the token is not valid (any more)")),
    ],
)
async def test_what_telegram_says_tells_what_became_of_it(answer: Answer, expected: Delivery) -> None:
    assert await deliver(answer) == expected


async def test_too_many_requests_means_later_and_says_when() -> None:
    found = await deliver(refusal(429, "Too Many Requests: retry after 42", retry_after=42))
    assert isinstance(found, NotSent)
    assert found.again_in.total_seconds() == 42


async def test_a_refused_connection_never_left() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        bot, post, _ = post_to(url)
        assert await post.deliver(Letter(BUDI, None, CARD), None) == NotSent("no connection", unanswered=True)
        assert await post.deliver(Letter(BUDI, None, CARD), PIXEL) == NotSent("no connection", unanswered=True)
        await shut(bot)


async def test_a_host_that_does_not_exist_was_never_reached() -> None:
    bot, post, _ = post_to("http://telegram.invalid")
    assert await post.deliver(Letter(BUDI, None, CARD), None) == NotSent("no connection", unanswered=True)
    await shut(bot)


async def test_a_connection_that_did_not_become_free_in_time_was_never_used() -> None:
    silence = Silence()
    async with server(silence.answer) as url:
        bot, post, _ = post_to(url)
        client: Any = bot.request._client  # type: ignore[attr-defined]
        client._transport.limits = httpx.Limits(max_connections=1)
        client.timeout = httpx.Timeout(10, pool=0.05)
        async with bot:
            first = asyncio.create_task(post.deliver(Letter(BUDI, None, CARD), None))
            await silence.read.wait()
            assert await post.deliver(Letter(BUDI, None, CARD), None) == NotSent("no connection", unanswered=True)
            silence.over.set()
            assert await first == MaybeSent("NetworkError")


async def test_an_answer_that_does_not_come_in_time_may_mean_delivered() -> None:
    for picture in (None, PIXEL):
        silence = Silence()
        async with server(silence.answer) as url:
            bot, post, _ = post_to(url)
            async with bot:
                client: Any = bot.request._client  # type: ignore[attr-defined]
                client.timeout = httpx.Timeout(10, read=0.05)
                assert await post.deliver(Letter(BUDI, None, CARD), picture) == MaybeSent("TimedOut")
                assert silence.read.is_set()


async def test_a_server_that_hangs_up_after_reading_may_have_delivered() -> None:
    """The transport calls that a connect time-out, which it is not."""
    heard = []

    async def hang_up(request: web.Request) -> web.Response:
        heard.append(await request.read())
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    for picture in (None, PIXEL):
        found = await deliver(hang_up, picture)
        assert isinstance(found, MaybeSent)
    assert len(heard) == 2, "and nothing is sent again behind our back"


async def test_an_answer_that_is_no_json_may_mean_delivered() -> None:
    async def page(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(text="<h1>Selamat datang di Wi-Fi hotel</h1>")

    assert isinstance(await deliver(page), MaybeSent)


class Silence:
    """Reads the request, and answers only when it is over."""

    def __init__(self) -> None:
        self.read, self.over = asyncio.Event(), asyncio.Event()

    async def answer(self, request: web.Request) -> web.Response:
        await request.read()
        self.read.set()
        await self.over.wait()
        return web.json_response({"ok": False, "error_code": 500, "description": "over"}, status=500)


async def shut(bot: ExtBot[Any]) -> None:
    for request in bot._request:
        await request.shutdown()


@dataclass
class Chat:
    """A way to the simulator, and somebody who sees what arrives."""

    telegram: Telegram
    post: Post
    pacer: Pacer
    budi: Person

    def to(self) -> Address:
        return Address(self.budi.id)

    async def texts(self) -> list[str]:
        return [message.words for message in await self.budi.messages() if message.from_bot]


@pytest.fixture
async def chat(simulator: RunningSimulator) -> AsyncIterator[Chat]:
    async with Telegram.connect(simulator.url) as telegram:
        await telegram.add_bot(token=TOKEN, username="lapor_cegah_bot", name="Lapor Cegah")
        budi = await telegram.add_person("Budi", id=BUDI, started=True)
        bot, post, pacer = post_to(simulator.url)
        async with bot:
            yield Chat(telegram, post, pacer, budi)


async def test_a_card_arrives_with_its_buttons(chat: Chat) -> None:
    found = await chat.post.deliver(Letter(BUDI, None, CARD), None)
    seen = await chat.budi.sees("Halo")
    assert found == Delivered(seen.id)
    assert [[button.text for button in row] for row in seen.keyboard] == [["Isi laporan"]]


async def test_a_picture_arrives_byte_for_byte(chat: Chat) -> None:
    await chat.post.deliver(Letter(BUDI, None, Card("Rekap")), PIXEL)
    seen = await chat.budi.sees("Rekap")
    assert await seen.photo() == PIXEL


async def test_a_file_arrives_byte_for_byte_under_its_name_with_its_caption(chat: Chat) -> None:
    content = bytes(range(256)) * 4
    await chat.post.deliver(
        Letter(BUDI, None, Card("<b>Rekap</b>", document=Document("Rekap Juli.xlsx", content))), None
    )
    seen = await chat.budi.sees("Rekap")
    assert await seen.document() == content
    assert seen.raw["document"]["name"] == "Rekap Juli.xlsx"
    assert not seen.keyboard


async def test_a_text_turns_into_a_file_in_place(chat: Chat) -> None:
    message_id = await chat.post.send(chat.to(), CARD, None)
    card = Card("Siap", document=Document("rekap.csv", b"a;b"))
    assert await chat.post.edit(chat.to(), message_id, card, None) == message_id
    seen = await chat.budi.sees("Siap")
    assert await seen.document() == b"a;b"


async def test_a_card_finds_its_topic(chat: Chat) -> None:
    forum = await chat.telegram.add_group("Forum", id=-1002, members=[chat.budi], topics={"Rekap": 9})
    await chat.post.deliver(Letter(forum.id, 9, CARD), None)
    await chat.budi.sees("Halo", chat=forum, topic="Rekap")


async def test_a_deleted_topic_is_told_apart_for_a_message_and_for_an_edit(chat: Chat) -> None:
    forum = await chat.telegram.add_group("Forum", id=-1002, members=[chat.budi], topics={"Rekap": 9, "Lain": 10})
    sent = await chat.post.deliver(Letter(forum.id, 9, CARD), None)
    assert isinstance(sent, Delivered)
    await forum.delete_topic("Rekap")
    assert await chat.post.deliver(Letter(forum.id, 9, CARD), None) == TopicLost()
    edition = Edition("daily_post", 1, date(2025, 9, 15), "", 1, sent.message_id)
    assert await chat.post.deliver(Letter(forum.id, 9, Card("Lain"), edition), None) == Lost()
    assert isinstance(await chat.post.deliver(Letter(forum.id, 10, CARD), None), Delivered)


async def test_who_blocked_the_bot_is_told_apart(chat: Chat) -> None:
    await chat.budi.block()
    found = await chat.post.deliver(Letter(BUDI, None, CARD), None)
    assert isinstance(found, Refused)
    assert found.blocked


async def test_a_group_that_moved_says_where_to(chat: Chat) -> None:
    group = await chat.telegram.add_group("Grup", id=-77, members=[chat.budi], kind="group")
    await group.migrate(-100_77)
    assert await chat.post.deliver(Letter(-77, None, CARD), None) == Moved(-100_77)


async def test_an_edit_that_changes_nothing_is_harmless(chat: Chat) -> None:
    message_id = await chat.post.send(chat.to(), CARD, None)
    for _ in range(2):
        assert await chat.post.edit(chat.to(), message_id, CARD, None) == message_id
    assert await chat.texts() == ["Halo"]


async def test_a_card_changes_in_place(chat: Chat) -> None:
    message_id = await chat.post.send(chat.to(), CARD, None)
    assert await chat.post.edit(chat.to(), message_id, Card("Apa kabar"), None) == message_id
    assert await chat.texts() == ["Apa kabar"]


async def test_an_edit_of_a_message_that_is_gone_sends_a_new_one(chat: Chat) -> None:
    message_id = await chat.post.send(chat.to(), CARD, None)
    await chat.post._bot.delete_message(BUDI, message_id)
    new_id = await chat.post.edit(chat.to(), message_id, Card("Apa kabar"), None)
    assert new_id != message_id
    assert await chat.texts() == ["Apa kabar"]


async def test_a_refused_edit_is_not_taken_for_a_message_that_is_gone(chat: Chat) -> None:
    message_id = await chat.post.send(chat.to(), CARD, None)
    with pytest.raises(BadRequest):
        await chat.post.edit(chat.to(), message_id, Card("<b>"), None)
    assert await chat.texts() == ["Halo"]


async def test_a_card_without_buttons_may_be_retired_again(chat: Chat) -> None:
    message_id = await chat.post.send(chat.to(), CARD, None)
    for _ in range(2):
        await chat.post.retire(BUDI, message_id)
    await chat.post._bot.delete_message(BUDI, message_id)
    await chat.post.retire(BUDI, message_id)


async def test_a_chat_action_that_fails_keeps_no_card_back(chat: Chat) -> None:
    await chat.telegram.fault("refuse", "sendChatAction", code=500)
    await chat.post.show_at_work(chat.to())


async def test_an_answer_that_telegram_puts_off_comes_when_it_may(chat: Chat) -> None:
    late = {"retry_after": 0.02}
    await chat.telegram.fault("refuse", "sendMessage", code=429, description="Too Many Requests", parameters=late)
    await chat.post.send(chat.to(), CARD, None)
    assert await chat.texts() == ["Halo"]
    assert chat.pacer.refused == 1
