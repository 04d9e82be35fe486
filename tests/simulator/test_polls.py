"""Polls and quizzes: sent, voted in, closed."""

from typing import Any

import pytest
from telegram import Bot as PtbBot
from telegram import Poll
from telegram.error import BadRequest

from simulator.people import Person, Telegram

from .conftest import Wire
from .reading import next_update

COLOURS = ["Merah", "Putih", "Biru"]


async def ask(bot: PtbBot, person: Person, **rest: Any) -> Any:
    return await bot.send_poll(person.id, "Warna?", COLOURS, **rest)


async def test_a_poll_comes_back_as_it_was_asked(bot: PtbBot, budi: Person) -> None:
    poll = (await ask(bot, budi)).poll
    assert (poll.question, [option.text for option in poll.options]) == ("Warna?", COLOURS)
    assert (poll.type, poll.is_anonymous, poll.is_closed, poll.total_voter_count) == (Poll.REGULAR, True, False, 0)
    assert (await budi.sees("Warna?")).raw["poll"]["options"][0] == {"text": "Merah", "voters": 0}
    assert "<poll> Warna? Merah (0), Putih (0)" in budi.screen()


async def test_an_open_vote_tells_who_chose_what(bot: PtbBot, budi: Person) -> None:
    sent = await ask(bot, budi, is_anonymous=False, allows_multiple_answers=True)
    voted = await budi.vote("Merah", "Biru", on=await budi.sees("Warna?"))
    assert voted.raw["poll"]["chosen"] == [0, 2]
    answer = await next_update(bot)
    state = await next_update(bot)
    assert state.poll is not None
    assert [option.voter_count for option in state.poll.options] == [1, 0, 1]
    assert answer.poll_answer is not None
    assert (answer.poll_answer.poll_id, answer.poll_answer.option_ids) == (sent.poll.id, (0, 2))
    assert answer.poll_answer.user is not None
    assert answer.poll_answer.user.id == budi.id


async def test_of_a_poll_that_is_closed_at_once_no_open_state_is_told(
    bot: PtbBot, telegram: Telegram, budi: Person
) -> None:
    sent = await ask(bot, budi, is_anonymous=False)
    await budi.vote("Merah", on=await budi.sees("Warna?"))
    await bot.stop_poll(budi.id, sent.message_id)
    answer, state = await bot.get_updates()
    assert answer.poll_answer is not None
    assert state.poll is not None
    assert state.poll.is_closed
    await bot.get_updates(offset=state.update_id + 1)
    await telegram.idle(quiet=0.01)
    assert await bot.get_updates() == ()


async def test_an_anonymous_vote_tells_only_the_numbers(bot: PtbBot, budi: Person) -> None:
    await ask(bot, budi)
    await budi.vote("Putih", on=await budi.sees("Warna?"))
    (update,) = await bot.get_updates()
    assert update.poll is not None
    assert update.poll.total_voter_count == 1


async def test_a_vote_can_be_changed_and_taken_back(bot: PtbBot, budi: Person) -> None:
    await ask(bot, budi)
    card = await budi.sees("Warna?")
    await budi.vote("Putih", on=card)
    changed = await budi.vote("Biru", on=card)
    assert [option["voters"] for option in changed.raw["poll"]["options"]] == [0, 0, 1]
    assert (await budi.vote(on=card)).raw["poll"]["total"] == 0


async def test_one_choice_means_one(bot: PtbBot, budi: Person) -> None:
    await ask(bot, budi)
    with pytest.raises(AssertionError, match="only one option can be chosen"):
        await budi.vote("Putih", "Biru", on=await budi.sees("Warna?"))


@pytest.mark.filterwarnings("ignore:.*correct_option_id.*:DeprecationWarning")
async def test_a_quiz_keeps_its_answer_until_one_has_voted(bot: PtbBot, budi: Person) -> None:
    sent = await ask(bot, budi, type=Poll.QUIZ, correct_option_ids=[1], explanation="Bendera")
    assert (sent.poll.type, sent.poll.correct_option_ids, sent.poll.explanation) == (Poll.QUIZ, (1,), "Bendera")
    card = await budi.sees("Warna?")
    assert (card.raw["poll"]["correct"], card.raw["poll"]["explanation"]) == ([], None)
    voted = await budi.vote("Merah", on=card)
    assert (voted.raw["poll"]["correct"], voted.raw["poll"]["explanation"]) == ([1], "Bendera")
    with pytest.raises(AssertionError, match="this vote cannot be changed"):
        await budi.vote("Putih", on=card)


async def test_a_stopped_poll_takes_no_votes(bot: PtbBot, budi: Person) -> None:
    sent = await ask(bot, budi)
    card = await budi.sees("Warna?")
    assert (await bot.stop_poll(budi.id, sent.message_id)).is_closed
    with pytest.raises(AssertionError, match="the poll is closed"):
        await budi.vote("Merah", on=card)
    update = await next_update(bot)
    assert update.poll is not None
    assert update.poll.is_closed
    with pytest.raises(BadRequest, match="Poll has already been closed"):
        await bot.stop_poll(budi.id, sent.message_id)


async def test_only_a_poll_can_be_stopped(bot: PtbBot, budi: Person) -> None:
    text = await bot.send_message(budi.id, "bukan")
    with pytest.raises(BadRequest, match="Message is not a poll"):
        await bot.stop_poll(budi.id, text.message_id)
    with pytest.raises(BadRequest, match="Message with poll to stop not found"):
        await bot.stop_poll(budi.id, 99)


async def test_people_send_polls_too(bot: PtbBot, budi: Person) -> None:
    await budi.send_poll("Makan siang?", ["Ya", "Tidak"], quiz=True, correct=[1])
    message = (await next_update(bot)).message
    assert message is not None
    assert message.poll is not None
    assert (message.poll.question, message.poll.correct_option_ids) == ("Makan siang?", ())


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["x"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["x" * 101]}, "poll options length must not exceed 100"),
        ({"options": [" "]}, "poll option must be non-empty"),
        ({"options": [7]}, "expected an option to be of type String"),
        ({"options": "{}"}, "expected an Array of String as options"),
        ({"type": "ujian"}, "unsupported poll type specified"),
        ({"type": "quiz"}, "correct quiz option list must be non-empty"),
        ({"type": "quiz", "correct_option_id": 3}, "wrong quiz correct_option_id"),
        ({"type": "quiz", "correct_option_ids": [1, 0]}, "correct quiz option list must be increasing"),
    ],
)
async def test_a_bad_poll_is_refused(wire: Wire, budi: Person, changed: dict[str, Any], reason: str) -> None:
    answer = await wire("sendPoll", **{"chat_id": budi.id, "question": "Warna?", "options": COLOURS} | changed)
    assert answer["description"] == f"Bad Request: {reason}"


async def test_what_polls_have_not_here_is_named(wire: Wire, budi: Person) -> None:
    answer = await wire("sendPoll", chat_id=budi.id, question="Warna?", options=COLOURS, open_period=30)
    assert answer["description"] == "Not Implemented: the simulator has no polls with open_period"
