"""Answers on their way out: tried again where that is safe, and in order for each chat."""

import asyncio
from typing import Any

import aiohttp
from aiohttp.client_reqrep import ConnectionKey
from telegram.error import BadRequest, Forbidden, NetworkError, TimedOut

from bot.delivery import Address
from bot.replies import Origin, Replies
from handlers.reply import Reply as Answer
from handlers.reply import Show, say
from tests.roads.fake_loop import JumpingLoop
from views.screen import Card

BUDI = Origin(Address(11), 11)
MESSAGE = 7


def never_opened() -> NetworkError:
    key = ConnectionKey("localhost", 1, False, True, None, None, None)
    error = NetworkError("no connection")
    error.__cause__ = aiohttp.ClientConnectorError(key, OSError("refused"))
    return error


class Post:
    """Fails as often as it is told, and notes every try."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.tried: list[str] = []

    async def draw(self, _card: Card) -> None:
        return None

    async def send(self, _to: Address, card: Card, _picture: bytes | None) -> int:
        self.tried.append(card.text)
        if self.errors:
            raise self.errors.pop(0)
        return MESSAGE

    async def edit(self, to: Address, _message_id: int, card: Card, picture: bytes | None) -> int:
        return await self.send(to, card, picture)


def show(post: Post, *answers: Answer) -> list[str]:
    """Show the answers in a time that jumps; give what was tried."""

    async def story() -> None:
        way_out: Any = post
        nothing: Any = None
        replies = Replies(nothing, way_out, nothing)
        for answer in answers:
            replies.show(BUDI, answer)
        await replies.settle()

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(story())
    return post.tried


def edited(text: str) -> Answer:
    return Answer((Show(Card(text), MESSAGE),))


def test_an_answer_that_never_left_is_tried_again_before_the_next_one() -> None:
    post = Post(never_opened(), never_opened())
    assert show(post, say(Card("satu")), say(Card("dua"))) == ["satu", "satu", "satu", "dua"]


def test_an_answer_that_may_have_arrived_is_not_sent_again() -> None:
    assert show(Post(TimedOut()), say(Card("satu")), say(Card("dua"))) == ["satu", "dua"]


def test_an_edit_is_tried_again_whatever_became_of_it() -> None:
    assert show(Post(TimedOut(), NetworkError("Bad Gateway")), edited("satu")) == ["satu"] * 3


def test_of_edits_of_one_message_that_wait_only_the_last_one_leaves() -> None:
    other = Answer((Show(Card("lain"), MESSAGE + 1),))
    answers = [edited("satu"), say(Card("dua")), edited("tiga"), other, edited("empat"), edited("lima")]
    assert show(Post(), *answers) == ["dua", "lain", "lima"]


def test_an_edit_that_came_after_the_others_had_left_is_shown() -> None:
    async def story() -> list[str]:
        post: Any = Post()
        nothing: Any = None
        replies = Replies(nothing, post, nothing)
        for text in ("satu", "dua"):
            replies.show(BUDI, edited(text))
            await replies.settle()
        return list(post.tried)

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        assert runner.run(story()) == ["satu", "dua"]


def test_what_telegram_refused_stays_refused() -> None:
    for refusal in (BadRequest("can't parse entities"), Forbidden("bot was blocked by the user")):
        assert show(Post(refusal), edited("satu"), say(Card("dua"))) == ["satu", "dua"]


def test_without_a_network_it_is_given_up_after_a_while() -> None:
    post = Post(*[never_opened() for _ in range(4)])
    assert show(post, say(Card("satu")), say(Card("dua"))) == ["satu"] * 4 + ["dua"]
