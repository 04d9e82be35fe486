"""Failures on order."""

import asyncio

import pytest
from telegram import Bot as PtbBot
from telegram.error import NetworkError, RetryAfter

from simulator.people import Group, Person, Telegram


async def test_a_refused_call_does_nothing(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    parameters = {"retry_after": 7}
    await telegram.fault("refuse", "sendMessage", code=429, description="Too Many Requests", parameters=parameters)
    with pytest.raises(RetryAfter):
        await bot.send_message(budi.id, "halo")
    assert await telegram.sent(budi) == []
    assert await bot.send_message(budi.id, "halo")


async def test_a_lost_answer_leaves_the_message_delivered(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("lose", "sendMessage")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(budi.id, "halo")
    await budi.sees("halo")


async def test_a_fault_can_be_for_one_chat(telegram: Telegram, bot: PtbBot, budi: Person, group: Group) -> None:
    await telegram.fault("refuse", chat_id=group.id, times=2, code=500)
    assert await bot.send_message(budi.id, "halo")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(group.id, "halo")
    assert await bot.send_message(group.id, "halo")


async def test_a_delayed_answer_comes_late(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("delay", "sendMessage", seconds=30)
    sending = asyncio.create_task(bot.send_message(budi.id, "halo"))
    await budi.sees("halo")
    assert not sending.done()
    sending.cancel()


async def test_faults_can_be_taken_back(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("refuse", times=100)
    await telegram.client.post("/sim/faults", {})
    assert await bot.send_message(budi.id, "halo")
