"""getUpdates: waits, wakes, confirms, and knows only one poller."""

import asyncio

import pytest
from telegram import Bot as PtbBot

from simulator.bells import Bells
from simulator.clock import Clock
from simulator.people import Person, Telegram
from simulator.refusals import OTHER_POLLER, RefusedError
from simulator.updates import UpdateQueue
from simulator.webhook import Couriers, Webhook

from .conftest import Wire
from .reading import confirm


async def texts(bot: PtbBot, offset: int | None = None) -> list[str | None]:
    return [update.message.text for update in await bot.get_updates(offset=offset) if update.message]


async def test_a_poll_wakes_as_soon_as_somebody_writes(bot: PtbBot, budi: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await budi.send("halo")
    (update,) = await asyncio.wait_for(poll, 5)
    assert update.message is not None
    assert update.message.text == "halo"


async def test_an_empty_poll_without_timeout_answers_at_once(bot: PtbBot) -> None:
    assert await bot.get_updates() == ()


async def test_updates_stay_until_they_are_confirmed(bot: PtbBot, budi: Person) -> None:
    for text in ("satu", "dua", "tiga"):
        await budi.send(text)
    first, *_ = await bot.get_updates()
    assert await texts(bot) == ["satu", "dua", "tiga"]
    assert [update.message.text for update in await confirm(bot, first) if update.message] == ["dua", "tiga"]


async def test_ids_of_updates_rise_by_one(bot: PtbBot, budi: Person) -> None:
    await budi.send("satu")
    await budi.send("dua")
    first, second = await bot.get_updates()
    assert second.update_id == first.update_id + 1


async def test_a_negative_offset_keeps_only_the_newest(bot: PtbBot, budi: Person) -> None:
    for text in ("satu", "dua", "tiga"):
        await budi.send(text)
    assert await texts(bot, offset=-1) == ["tiga"]
    assert await texts(bot) == ["tiga"]


@pytest.mark.parametrize(("limit", "length"), [(1, 1), (2, 2), (0, 1), (-5, 1), (500, 3)])
async def test_a_limit_is_clamped(wire: Wire, budi: Person, limit: int, length: int) -> None:
    for text in ("satu", "dua", "tiga"):
        await budi.send(text)
    assert len((await wire("getUpdates", limit=limit))["result"]) == length


async def test_the_wanted_kinds_are_remembered(bot: PtbBot, budi: Person) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    message = await budi.send("halo")
    await budi.edit(message, "halo lagi")
    (update,) = await bot.get_updates()
    assert update.edited_message is not None
    assert update.edited_message.text == "halo lagi"


async def test_an_empty_list_of_kinds_is_the_default_again(bot: PtbBot, wire: Wire, budi: Person) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    await wire("getUpdates", allowed_updates=[])
    await budi.send("halo")
    assert await texts(bot) == ["halo"]


def new_queue() -> UpdateQueue:
    return UpdateQueue(Clock(), Bells().new(), lambda: None)


async def test_a_newer_poll_ends_the_older_and_gets_the_updates() -> None:
    queue = new_queue()

    async def write() -> None:
        queue.add("message", {"text": "halo"}, "chat 1")

    older, newer, _ = await asyncio.gather(
        queue.poll(0, 100, 5), queue.poll(0, 100, 5), write(), return_exceptions=True
    )
    assert isinstance(older, RefusedError)
    assert older.description == f"Conflict: {OTHER_POLLER}"
    assert "halo" in str(newer)


async def test_setting_a_webhook_ends_the_poll() -> None:
    queue, couriers = new_queue(), Couriers()
    start = couriers.start(1, Webhook("http://127.0.0.1:9/"), queue)
    poll, _ = await asyncio.gather(queue.poll(0, 100, 5), start, return_exceptions=True)
    await couriers.close()
    assert isinstance(poll, RefusedError)
    assert poll.description == "Conflict: terminated by setWebhook request"


async def test_of_two_pollers_on_the_wire_one_is_told_of_the_conflict(bot: PtbBot, wire: Wire, budi: Person) -> None:
    polls = {asyncio.create_task(wire("getUpdates", timeout=30)) for _ in range(2)}
    (ended,), (waiting,) = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED, timeout=5)
    assert (ended.result()["error_code"], ended.result()["description"]) == (409, f"Conflict: {OTHER_POLLER}")
    await budi.send("halo")
    assert (await waiting)["result"][0]["message"]["text"] == "halo"
    assert await texts(bot) == ["halo"]


async def test_what_nobody_fetched_for_a_day_is_gone(bot: PtbBot, telegram: Telegram, budi: Person) -> None:
    await budi.send("kemarin")
    await telegram.clock.advance(hours=23)
    await budi.send("tadi")
    await telegram.clock.advance(hours=2)
    assert await texts(bot) == ["tadi"]


def test_a_conflict_soon_after_another_is_told_late(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, now = new_queue(), 1000.0
    monkeypatch.setattr("simulator.updates.time.monotonic", lambda: now)
    assert [queue.conflict_pause() for _ in range(3)] == [0.0, 3.0, 3.0]
    now += 3
    assert queue.conflict_pause() == 0.0


async def test_a_second_conflict_waits_on_the_wire(bot: PtbBot, wire: Wire) -> None:
    await bot.set_webhook("http://127.0.0.1:9/")
    assert (await wire("getUpdates"))["error_code"] == 409
    late = asyncio.create_task(wire("getUpdates"))
    await wire("getMe")
    await wire("getMe")
    assert not late.done()
    late.cancel()


async def test_kinds_that_nobody_knows_are_the_default(bot: PtbBot, budi: Person) -> None:
    await bot.get_updates(allowed_updates=["pesan"])
    await budi.send("halo")
    assert await texts(bot) == ["halo"]
