"""Telegram's pace, by a clock that the test moves, and once over the wire."""

from datetime import timedelta

import pytest
from telegram import Bot as PtbBot
from telegram import InputMediaPhoto
from telegram.error import RetryAfter

from simulator.limits import Limits
from simulator.people import Group, Person, Telegram
from simulator.refusals import RefusedError

from .test_files import picture


class Seconds:
    """Real seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def limits(seconds: Seconds) -> Limits:
    return Limits(on=True, monotonic=seconds)


def refused(limits: Limits, chat_id: int, *, private: bool) -> int:
    """The retry_after of a refusal."""
    with pytest.raises(RefusedError) as error:
        limits.count(1, chat_id, private=private)
    assert error.value.code == 429
    assert error.value.parameters is not None
    return int(error.value.parameters["retry_after"])


def test_a_private_chat_takes_five_at_once_and_then_one_a_second(limits: Limits, seconds: Seconds) -> None:
    for _ in range(5):
        limits.count(1, 7, private=True)
    for _ in range(3):
        assert refused(limits, 7, private=True) == 1
        seconds.now += 1
        limits.count(1, 7, private=True)


def test_a_pause_saves_up_no_more_than_five(limits: Limits, seconds: Seconds) -> None:
    for pause, allowed in ((0, 5), (3, 3), (100, 5)):
        seconds.now += pause
        for _ in range(allowed):
            limits.count(1, 7, private=True)
        assert refused(limits, 7, private=True) == 1


def test_an_album_counts_every_message(limits: Limits) -> None:
    limits.count(1, -7, private=False, messages=10)
    limits.count(1, -7, private=False, messages=10)
    assert refused(limits, -7, private=False) == 60


def test_a_webhook_is_set_once_a_second(limits: Limits, seconds: Seconds) -> None:
    limits.count_webhook(1)
    limits.count_webhook(2)
    with pytest.raises(RefusedError, match="retry after 1"):
        limits.count_webhook(1)
    seconds.now += 1
    limits.count_webhook(1)


def test_a_group_takes_twenty_a_minute(limits: Limits, seconds: Seconds) -> None:
    for _ in range(20):
        limits.count(1, -7, private=False)
        seconds.now += 1
    assert refused(limits, -7, private=False) == 40
    seconds.now += 40
    limits.count(1, -7, private=False)
    assert refused(limits, -7, private=False) == 1


def test_all_chats_together_take_thirty_a_second(limits: Limits, seconds: Seconds) -> None:
    for chat_id in range(30):
        limits.count(1, chat_id, private=True)
    assert refused(limits, 99, private=True) == 1
    limits.count(2, 99, private=True)
    seconds.now += 1
    limits.count(1, 99, private=True)


def test_a_refusal_does_not_count(limits: Limits, seconds: Seconds) -> None:
    for _ in range(5):
        limits.count(1, 7, private=True)
    for _ in range(50):
        refused(limits, 7, private=True)
    seconds.now += 1
    limits.count(1, 7, private=True)


async def test_edits_count_and_answers_do_not(telegram: Telegram, bot: PtbBot, budi: Person, group: Group) -> None:
    await telegram.limits(on=True)
    message = await bot.send_message(budi.id, "0")
    for number in range(1, 5):
        await message.edit_text(str(number))
    with pytest.raises(RetryAfter) as refused_edit:
        await message.edit_text("5")
    assert refused_edit.value.retry_after == timedelta(seconds=1)
    await bot.send_chat_action(budi.id, "typing")
    await bot.send_message(group.id, "yang lain tetap jalan")
    entry = (await telegram.log("editMessageText"))[-1]
    assert (entry["status"], entry["description"][:30]) == (429, "Too Many Requests: retry after")
    await telegram.limits(on=False)
    assert await message.edit_text("5")


async def test_each_message_of_an_album_and_of_a_forward_counts(telegram: Telegram, bot: PtbBot, group: Group) -> None:
    await telegram.limits(on=True)
    album = await bot.send_media_group(group.id, [InputMediaPhoto(picture(8 + n, 8)) for n in range(10)])
    await bot.forward_messages(group.id, group.id, [message.message_id for message in album])
    with pytest.raises(RetryAfter):
        await bot.send_message(group.id, "yang kedua puluh satu")
