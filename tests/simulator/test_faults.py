"""Failures on order: by a script, by chance, of calls and of updates."""

import asyncio
from typing import Any

import aiohttp
import pytest
from telegram import Bot as PtbBot
from telegram.error import NetworkError, RetryAfter

from simulator.faults import Fault, Faults
from simulator.people import Bot, Group, Person, Telegram

from .conftest import Wire


async def test_a_refused_call_does_nothing(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    parameters = {"retry_after": 7}
    await telegram.fault("refuse", "sendMessage", code=429, description="Too Many Requests", parameters=parameters)
    with pytest.raises(RetryAfter):
        await bot.send_message(budi.id, "halo")
    assert await telegram.sent(budi) == []
    assert await bot.send_message(budi.id, "halo")


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        ({"code": 429, "seconds": 3}, {"error_code": 429, "description": "Too Many Requests: retry after 3"}),
        ({"code": 429}, {"error_code": 429, "description": "Too Many Requests: retry after 1"}),
        ({"code": 500}, {"error_code": 500, "description": "Internal Server Error"}),
        ({}, {"error_code": 502, "description": "Bad Gateway"}),
        ({"code": 403, "description": "Forbidden: x"}, {"error_code": 403, "description": "Forbidden: x"}),
    ],
)
async def test_an_error_has_telegrams_words(
    telegram: Telegram, wire: Wire, fault: dict[str, Any], answer: dict[str, Any]
) -> None:
    await telegram.fault("refuse", "getMe", **fault)
    got = await wire("getMe")
    assert got.pop("parameters", {}).get("retry_after") == (
        fault.get("seconds", 1) if fault.get("code") == 429 else None
    )
    assert got == {"ok": False} | answer


async def test_a_gateway_answers_with_a_page(telegram: Telegram, bot: PtbBot, account: Bot) -> None:
    await telegram.fault("refuse", "getMe", html=True, times=2)
    address = f"{telegram.url}/bot{account.token}/getMe"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
        assert "<h1>502 Bad Gateway</h1>" in await answer.text()
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.get_me()


async def test_a_lost_answer_leaves_the_message_delivered(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("lose", "sendMessage")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(budi.id, "halo")
    await budi.sees("halo")


@pytest.mark.parametrize(("kind", "delivered"), [("cut", 0), ("cut_after", 1)])
async def test_a_connection_is_cut_before_or_after_the_effect(
    telegram: Telegram, wire: Wire, budi: Person, kind: str, delivered: int
) -> None:
    await telegram.fault(kind, "sendMessage")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await wire("sendMessage", chat_id=budi.id, text="halo")
    assert len(await telegram.sent(budi)) == delivered
    (entry,) = await telegram.log("sendMessage")
    assert (entry["status"], entry["description"]) == (0, "connection cut")
    assert (await wire("getMe"))["ok"]


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
    for _ in range(3):
        await bot.get_me()
    assert not sending.done()
    sending.cancel()


async def test_a_poll_hangs_though_somebody_writes(telegram: Telegram, wire: Wire, budi: Person) -> None:
    await telegram.fault("hang")
    hanging = asyncio.create_task(wire("getUpdates", timeout=1))
    await budi.send("halo")
    await telegram.client.get("/sim/faults")
    assert not hanging.done()
    assert (await wire("getUpdates"))["result"][0]["message"]["text"] == "halo"
    assert not hanging.done()
    hanging.cancel()


async def test_a_poll_that_hangs_for_a_while_is_cut(telegram: Telegram, wire: Wire) -> None:
    await telegram.fault("hang", seconds=0.05)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await wire("getUpdates")


async def test_faults_can_be_taken_back(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("refuse", times=100)
    await telegram.no_faults()
    assert await bot.send_message(budi.id, "halo")
    assert await telegram.client.get("/sim/faults") == []


async def test_a_script_runs_in_its_order(telegram: Telegram, wire: Wire) -> None:
    await telegram.script(
        {"kind": "pass", "method": "getMe"},
        {"kind": "refuse", "method": "getMe", "code": 500, "times": 2},
        {"kind": "pass", "method": "getMe"},
        {"kind": "refuse", "method": "getMe", "code": 502},
    )
    codes = [(await wire("getMe")).get("error_code", 200) for _ in range(6)]
    assert codes == [200, 500, 500, 200, 502, 200]


async def test_what_is_to_come_is_listed(telegram: Telegram, wire: Wire) -> None:
    await telegram.fault("refuse", "getMe", times=3)
    await wire("getMe")
    (coming,) = await telegram.client.get("/sim/faults")
    assert (coming["kind"], coming["method"], coming["times"], coming["happened"]) == ("refuse", "getMe", 3, 1)


@pytest.mark.parametrize("order", [{"kind": "explode"}, {"kind": "refuse", "often": 3}, [7]])
async def test_an_order_that_makes_no_sense_is_refused(telegram: Telegram, order: Any) -> None:
    with pytest.raises(AssertionError, match=r"kind is one of|cannot order this fault"):
        await telegram.client.post("/sim/faults", order)


def test_chance_strikes_as_often_as_it_says_and_repeats_with_its_seed() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults()
        faults.seed(seed)
        faults.order(Fault("refuse", times=None, chance=0.2))
        return [faults.take("sendMessage", "1") is not None for _ in range(1000)]

    assert 150 < sum(struck(7)) < 250
    assert struck(7) == struck(7) != struck(8)


async def test_chance_is_seeded_over_the_wire(telegram: Telegram, wire: Wire) -> None:
    async def codes() -> list[int]:
        await telegram.client.post("/sim/faults", {"seed": 3})
        return [(await wire("getMe")).get("error_code", 200) for _ in range(20)]

    await telegram.fault("refuse", "getMe", times=None, chance=0.5)
    first = await codes()
    assert set(first) == {200, 502}
    assert await codes() == first


async def read_texts(bot: PtbBot, offset: int = 0) -> tuple[list[str | None], int]:
    updates = await bot.get_updates(offset=offset)
    texts = [update.message.text for update in updates if update.message]
    return texts, updates[-1].update_id + 1 if updates else offset


async def test_an_update_comes_twice(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("twice")
    for text in ("satu", "dua"):
        await budi.send(text)
    assert await read_texts(bot) == (["satu", "dua"], 500_000_003)
    again, offset = await read_texts(bot, 500_000_003)
    assert again == ["satu"]
    assert (await read_texts(bot, 500_000_003))[0] == []
    assert offset == 500_000_002


async def test_updates_come_out_of_order(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("swap", update="message")
    for text in ("satu", "dua", "tiga"):
        await budi.send(text)
    assert (await read_texts(bot))[0] == ["dua", "satu", "tiga"]


async def test_what_is_held_back_comes_when_faults_are_taken_back(
    telegram: Telegram, bot: PtbBot, budi: Person
) -> None:
    await telegram.fault("swap")
    await budi.send("satu")
    assert (await read_texts(bot))[0] == []
    await telegram.no_faults()
    assert (await read_texts(bot))[0] == ["satu"]


async def test_faults_of_updates_can_be_for_one_kind_and_chat(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("swap", update="callback_query")
    await telegram.fault("swap", chat_id=-5)
    await budi.send("satu")
    assert (await read_texts(bot))[0] == ["satu"]
