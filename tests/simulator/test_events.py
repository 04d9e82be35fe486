"""The stream of events that the chat page follows."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from simulator.people import Group, Person, Telegram

from .reading import next_update

Event = tuple[str, dict[str, Any]]
Listen = Callable[..., Awaitable["Stream"]]


class Stream:
    """An open stream."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def next(self, kind: str) -> dict[str, Any]:
        """The data of the next event of a kind."""
        async with asyncio.timeout(5):
            while True:
                name, data = await self._event()
                if name == kind:
                    return data

    async def _event(self) -> Event:
        lines = []
        while line := (await self._answer.content.readline()).decode().rstrip("\n"):
            lines.append(line)
        fields = dict(line.split(": ", 1) for line in lines)
        return fields.get("event", ""), json.loads(fields.get("data", "{}"))


@pytest.fixture
async def listen(telegram: Telegram) -> AsyncIterator[Listen]:
    async with aiohttp.ClientSession() as session, contextlib.AsyncExitStack() as open_streams:

        async def begin(person: Person | None = None) -> Stream:
            query = {"as": str(person.id)} if person else {}
            answer = await session.get(f"{telegram.url}/sim/events", params=query)
            open_streams.callback(answer.close)
            await answer.content.readuntil(b"\n\n")
            return Stream(answer)

        yield begin


async def test_a_person_hears_of_messages_edits_and_deletions(bot: PtbBot, budi: Person, listen: Listen) -> None:
    stream = await listen(budi)
    message = await bot.send_message(budi.id, "satu")
    data = await stream.next("message")
    assert (data["chat_id"], data["message"]["text"], data["message"]["outgoing"]) == (budi.id, "satu", False)
    await message.edit_text("dua")
    edited = await stream.next("edited")
    assert edited["message"]["text"] == "dua"
    assert edited["sequence"] > data["sequence"]
    await message.delete()
    assert (await stream.next("deleted"))["message_id"] == message.message_id


async def test_a_person_hears_only_of_their_own_chats(bot: PtbBot, budi: Person, sari: Person, listen: Listen) -> None:
    stream = await listen(sari)
    await bot.send_message(budi.id, "untuk Budi")
    await sari.send("/start")
    await bot.send_message(sari.id, "untuk Sari")
    assert (await stream.next("message"))["message"]["text"] == "/start"
    assert (await stream.next("message"))["message"]["text"] == "untuk Sari"


async def test_an_answer_reaches_only_who_tapped(bot: PtbBot, budi: Person, listen: Listen) -> None:
    stream = await listen(budi)
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])
    await bot.send_message(budi.id, "?", reply_markup=markup)
    await budi.tap("Ya")
    query = (await next_update(bot)).callback_query
    assert query is not None
    await query.answer("Tercatat", show_alert=True)
    data = await stream.next("answer")
    assert (data["query_id"], data["text"], data["alert"]) == (query.id, "Tercatat", True)


async def test_everything_else_is_told_too(
    telegram: Telegram, bot: PtbBot, budi: Person, group: Group, listen: Listen
) -> None:
    stream = await listen()
    await bot.send_chat_action(budi.id, "typing")
    assert (await stream.next("typing"))["action"] == "typing"
    assert (await stream.next("wire"))["method"] == "sendChatAction"
    await bot.set_my_commands([("lapor", "Lapor")])
    await stream.next("menu")
    await telegram.clock.watch("http://127.0.0.1:9/")
    await telegram.clock.advance(hours=1)
    assert (await stream.next("busy"))["busy"] is True
    assert (await stream.next("busy"))["busy"] is False
    assert (await stream.next("clock"))["zone"] == "Asia/Jakarta"
    await telegram.client.post("/sim/note", {"text": "catatan"})
    assert (await stream.next("note"))["text"] == "catatan"
    ani = await telegram.add_person("Ani", id=5)
    await stream.next("people")
    await group.add(ani)
    await stream.next("chats")


async def test_limits_faults_and_results_are_told(
    telegram: Telegram, bot: PtbBot, budi: Person, forum: Group, listen: Listen
) -> None:
    stream = await listen()
    await telegram.limits(on=True)
    assert (await stream.next("limits"))["on"] is True
    await telegram.fault("refuse", "getMe", code=500)
    assert (await stream.next("faults"))["faults"][0]["code"] == 500
    sent = await bot.send_message(budi.id, "halo")
    assert (await stream.next("wire"))["result"]["message_id"] == sent.message_id
    await bot.send_chat_action(forum.id, "typing", message_thread_id=5)
    assert (await stream.next("typing"))["thread_id"] == 5
