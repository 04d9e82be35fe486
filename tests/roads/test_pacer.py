"""The pacer: who leaves when. Its loop's time jumps, so that minutes of waiting take none."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter, TimedOut

from bot.allowance import Limits
from bot.pacer import TRIES, Pace, Pacer
from tests.roads.fake_loop import JumpingLoop

BUDI, SARI, GROUP = 11, 12, -21
START = 1000.0


def in_jumping_time(story: Callable[[Pacer], Awaitable[None]], limits: Limits | None = None) -> Pacer:
    pacer = Pacer(limits or Limits())

    async def tell() -> None:
        await story(pacer)

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(tell())
    return pacer


class Telegram:
    """Notes when what arrives, and refuses first as often as it is told."""

    def __init__(self, *refusals: Exception) -> None:
        self.refusals = list(refusals)
        self.arrived: list[tuple[str, float]] = []

    async def take(self, what: str) -> bool:
        self.arrived.append((what, asyncio.get_running_loop().time() - START))
        if self.refusals:
            raise self.refusals.pop(0)
        return True


async def ask(pacer: Pacer, telegram: Telegram, what: str, **given: Any) -> object:
    data = {"chat_id": given["chat_id"]} if "chat_id" in given else {}
    return await pacer.process_request(
        telegram.take, (what,), {}, given.get("endpoint", "sendMessage"), data, given.get("pace")
    )


def test_three_hundred_reminders_leave_in_twelve_seconds() -> None:
    telegram = Telegram()

    async def story(pacer: Pacer) -> None:
        people = range(1, 301)
        await asyncio.gather(*(ask(pacer, telegram, "", chat_id=one, pace=Pace.SCHEDULED) for one in people))

    in_jumping_time(story)
    assert len(telegram.arrived) == 300
    assert 9 <= telegram.arrived[-1][1] <= 12


def test_answers_overtake_scheduled_messages_within_moments() -> None:
    telegram = Telegram()

    async def story(pacer: Pacer) -> None:
        scheduled = [ask(pacer, telegram, "reminder", chat_id=one, pace=Pace.SCHEDULED) for one in range(1, 101)]
        waiting = asyncio.gather(*scheduled)
        await asyncio.sleep(2)
        await asyncio.gather(*(ask(pacer, telegram, "answer", chat_id=one) for one in range(201, 211)))
        await waiting

    in_jumping_time(story)
    words = [what for what, _ in telegram.arrived]
    first = words.index("answer")
    assert words[first : first + 10] == ["answer"] * 10
    rushed = [time - 2 for what, time in telegram.arrived if what == "answer"]
    assert rushed[: Limits().for_answers] == [0.0] * Limits().for_answers, "reminders have left room for them"
    assert telegram.arrived[first + 9][1] - 2 < 0.5


def test_messages_to_a_chat_keep_their_order() -> None:
    telegram = Telegram()

    async def story(pacer: Pacer) -> None:
        await asyncio.gather(*(ask(pacer, telegram, str(number), chat_id=BUDI) for number in range(12)))

    in_jumping_time(story)
    assert [what for what, _ in telegram.arrived] == [str(number) for number in range(12)]


def test_a_full_group_holds_up_nobody_else() -> None:
    telegram = Telegram()

    async def story(pacer: Pacer) -> None:
        posts = [ask(pacer, telegram, "post", chat_id=GROUP) for _ in range(25)]
        await asyncio.gather(*posts, ask(pacer, telegram, "answer", chat_id=BUDI))

    in_jumping_time(story)
    times = {what: [time for told, time in telegram.arrived if told == what] for what in ("post", "answer")}
    assert times["answer"][0] < 2
    assert times["post"][19] < 2
    assert times["post"][20] >= 60


def test_what_telegram_put_off_is_sent_when_it_said_and_counted() -> None:
    telegram = Telegram(RetryAfter(timedelta(seconds=30)))

    async def story(pacer: Pacer) -> None:
        await asyncio.gather(
            ask(pacer, telegram, "answer", chat_id=BUDI),
            ask(pacer, telegram, "other", chat_id=SARI),
        )

    pacer = in_jumping_time(story)
    assert pacer.refused == 1
    assert telegram.arrived == [("answer", 0.0), ("other", 0.0), ("answer", 30.0)]


def test_what_is_put_off_again_and_again_is_given_up() -> None:
    telegram = Telegram(*[RetryAfter(timedelta(seconds=1))] * TRIES)

    async def story(pacer: Pacer) -> None:
        with pytest.raises(RetryAfter):
            await ask(pacer, telegram, "answer", chat_id=BUDI)

    assert in_jumping_time(story).refused == len(telegram.arrived) == TRIES


def test_a_scheduled_message_that_is_put_off_goes_back_to_the_outbox_at_once() -> None:
    telegram = Telegram(RetryAfter(timedelta(seconds=300)))

    async def story(pacer: Pacer) -> None:
        await pacer.turn(BUDI, Pace.SCHEDULED)
        with pytest.raises(RetryAfter):
            await ask(pacer, telegram, "reminder", chat_id=BUDI, pace=Pace.TAKEN)
        assert asyncio.get_running_loop().time() == START
        await pacer.turn(BUDI, Pace.SCHEDULED)
        assert asyncio.get_running_loop().time() == START + 300

    in_jumping_time(story)


def test_turns_that_were_held_up_together_do_not_leave_together() -> None:
    telegram = Telegram()
    disk = asyncio.Event()

    async def story(pacer: Pacer) -> None:
        async def remind(person: int) -> None:
            await pacer.turn(person, Pace.SCHEDULED)
            await disk.wait()
            await ask(pacer, telegram, "reminder", chat_id=person, pace=Pace.TAKEN)

        waiting = asyncio.gather(*(remind(one) for one in range(1, 61)))
        await asyncio.sleep(5)
        disk.set()
        await asyncio.sleep(0.1)
        await ask(pacer, telegram, "answer", chat_id=BUDI)
        await waiting

    in_jumping_time(story)
    times = [time for _, time in telegram.arrived]
    assert all(later - time > 1 for time, later in zip(times, times[30:], strict=False)), "never 31 within a second"
    assert ("answer", 5.1) in [(what, round(time, 2)) for what, time in telegram.arrived], "answers find room"


@pytest.mark.parametrize("endpoint", ["setMyCommands", "getUpdates", "answerCallbackQuery"])
def test_what_is_no_message_waits_for_no_turn_and_closes_nothing(endpoint: str) -> None:
    telegram = Telegram(RetryAfter(timedelta(seconds=3000)))

    async def story(pacer: Pacer) -> None:
        with pytest.raises(RetryAfter):
            await ask(pacer, telegram, "menu", endpoint=endpoint)
        await ask(pacer, telegram, "answer", chat_id=BUDI)

    assert in_jumping_time(story).refused == 1
    assert telegram.arrived == [("menu", 0.0), ("answer", 0.0)], "no hammering, and no wait for the others"


def test_edits_count_as_messages_and_chat_actions_do_not() -> None:
    telegram = Telegram()

    async def story(pacer: Pacer) -> None:
        await ask(pacer, telegram, "", chat_id=BUDI, endpoint="sendChatAction")
        await ask(pacer, telegram, "", chat_id=BUDI, endpoint="editMessageText")
        await ask(pacer, telegram, "", chat_id=BUDI)

    in_jumping_time(story, Limits(person_burst=1))
    assert [time for _, time in telegram.arrived] == pytest.approx([0.0, 0.0, Limits().person_seconds])


def test_what_may_have_arrived_is_not_sent_again() -> None:
    telegram = Telegram(TimedOut())

    async def story(pacer: Pacer) -> None:
        with pytest.raises(TimedOut):
            await ask(pacer, telegram, "answer", chat_id=BUDI)

    assert in_jumping_time(story).refused == 0
    assert len(telegram.arrived) == 1


def test_who_stops_waiting_takes_no_turn() -> None:
    telegram = Telegram()

    async def story(pacer: Pacer) -> None:
        await pacer.turn(BUDI, Pace.ANSWER)
        impatient = asyncio.create_task(pacer.turn(BUDI, Pace.ANSWER))
        await asyncio.sleep(0)
        impatient.cancel()
        await ask(pacer, telegram, "answer", chat_id=BUDI)

    in_jumping_time(story, Limits(person_burst=1))
    ((_, time),) = telegram.arrived
    assert time == pytest.approx(Limits().person_seconds)


def test_whoever_waits_is_let_go_at_the_end() -> None:
    async def story(pacer: Pacer) -> None:
        await pacer.turn(BUDI, Pace.ANSWER)
        waiting = asyncio.create_task(pacer.turn(BUDI, Pace.ANSWER))
        await asyncio.sleep(0)
        await pacer.shutdown()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    in_jumping_time(story, Limits(person_burst=1))
