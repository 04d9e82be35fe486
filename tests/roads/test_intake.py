"""The way in: in order for each person, in parallel over people, each update once in effect, whatever fails."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Update

from bot.delivery import Address
from bot.queues import Queues
from bot.replies import Origin, Replies
from bot.tries import DatabaseAway
from handlers.context import Context, NotAllowed, Stranger
from handlers.reply import SILENCE, Notice, Reply, say
from models import audit
from models.drafts import NoOpenForm
from models.members import Newcomer, take_in
from models.organisation import ship_agencies
from models.period_words import TwoPeriods
from models.schema import Member, Role
from tests.roads.conftest import Entrance, Handle
from tests.roads.updates import GROUP_ID, message, reach, tap
from views import guidance
from views.joining import stranger_sentence
from views.screen import Card

BUDI, SARI = 11, 12


def leave_a_mark(session: Session, context: Context) -> None:
    """An effect that can be counted."""
    audit.record(
        session,
        at=context.now,
        actor_id=None,
        action="tried",
        subject="test",
        subject_id=context.telegram_id,
        content={},
    )


async def mark(_update: Update, context: Context) -> Reply:
    await context.write_for_anyone(leave_a_mark, context)
    return say(Card("Tercatat"))


def raising(error: Exception) -> Handle:
    async def handle(_update: Update, _context: Context) -> Reply:
        raise error

    return handle


class Listener:
    """A handler that notes what it hears, and waits where it is told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.waits = {"tunggu": asyncio.Event()}

    async def __call__(self, update: Update, _context: Context) -> Reply:
        said = update.message.text if update.message and update.message.text else ""
        if said in self.waits:
            await self.waits[said].wait()
        self.heard.append(said)
        return SILENCE


async def test_a_person_is_answered_in_order_and_holds_up_nobody_else(entrance: Entrance) -> None:
    listener = Listener()
    intake = entrance.intake(listener)
    budis = [asyncio.create_task(intake.accept(message(BUDI, said))) for said in ("tunggu", "dua", "tiga")]
    await asyncio.gather(*(intake.accept(message(person, "saya")) for person in range(100, 120)))
    assert listener.heard == ["saya"] * 20
    assert not any(one.done() for one in budis)
    assert len(intake._queues) == 1, "queues are removed when they are empty"
    listener.waits["tunggu"].set()
    await asyncio.gather(*budis)
    assert listener.heard[20:] == ["tunggu", "dua", "tiga"]
    await intake._queues.settle()
    assert len(intake._queues) == 0


async def test_it_is_accepted_when_the_effect_is_committed(entrance: Entrance) -> None:
    await entrance.intake(mark).accept(message(BUDI, "halo"))
    assert (entrance.effects(), entrance.processed()) == (1, 1)
    assert entrance.replies.texts == ["Tercatat"]


async def test_an_update_that_comes_twice_has_its_effect_once(entrance: Entrance) -> None:
    intake = entrance.intake(mark)
    for _ in range(2):
        await intake.accept(message(BUDI, "halo", update_id=7))
    await asyncio.gather(*(intake.accept(message(BUDI, "halo", update_id=8)) for _ in range(5)))
    assert (entrance.effects(), entrance.processed()) == (2, 2)


async def test_a_handler_that_fails_leaves_no_half_effect_and_stops_nobody(entrance: Entrance) -> None:
    def half(session: Session, context: Context) -> None:
        leave_a_mark(session, context)
        session.flush()
        raise ZeroDivisionError

    async def fail_once(update: Update, context: Context) -> Reply:
        if update.message and update.message.text == "gagal":
            await context.write_for_anyone(half, context)
        return await mark(update, context)

    intake = entrance.intake(fail_once)
    await asyncio.gather(*(intake.accept(message(BUDI, said)) for said in ("gagal", "halo")))
    await intake.accept(message(SARI, "halo"))
    assert (entrance.effects(), entrance.processed()) == (2, 2)
    assert entrance.replies.texts == [guidance.failed(), "Tercatat", "Tercatat"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (TwoPeriods("<b>", "&"), 'Terbaca dua masa: "&lt;b&gt;" dan "&amp;".'),
        (NotAllowed(), guidance.unknown_command().text),
        (ZeroDivisionError(), guidance.failed()),
    ],
)
async def test_what_went_wrong_is_said_in_a_sentence(entrance: Entrance, error: Exception, sentence: str) -> None:
    await entrance.intake(raising(error)).accept(message(BUDI, "halo"))
    assert [text.startswith(sentence) for text in entrance.replies.texts] == [True]


@pytest.mark.parametrize("error", [Stranger(), NotAllowed()])
async def test_in_a_group_nobody_learns_who_may_do_what(entrance: Entrance, error: Exception) -> None:
    await entrance.intake(raising(error)).accept(message(BUDI, "/rekap", group=True))
    assert entrance.replies.shown == []


@pytest.mark.parametrize("error", [NoOpenForm(), Stranger(), NotAllowed(), ZeroDivisionError(), None])
async def test_every_tap_is_answered_once(entrance: Entrance, error: Exception | None) -> None:
    async def silent(_update: Update, _context: Context) -> Reply:
        return SILENCE

    for group in (False, True):
        await entrance.intake(raising(error) if error else silent).accept(tap(BUDI, group=group))
    for (chat_id, reply), expected in zip(entrance.replies.shown, (BUDI, GROUP_ID), strict=True):
        assert chat_id == expected
        assert sum(isinstance(step, Notice) for step in reply.steps) == 1


class Away:
    """A database that can't be reached as often as it is told."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.order: list[str] = []

    async def handle(self, update: Update, context: Context) -> Reply:
        said = update.message.text if update.message and update.message.text else ""
        if said != "lain" and self.times:
            self.times -= 1
            raise OperationalError("SELECT 1", {}, ConnectionError("no route"))
        await context.write_for_anyone(leave_a_mark, context)
        self.order.append(said)
        return say(Card(said))


async def test_without_a_database_nothing_happens_and_the_update_is_to_come_again(entrance: Entrance) -> None:
    away = Away(times=1)
    intake = entrance.intake(away.handle)
    update = message(BUDI, "halo")
    with pytest.raises(DatabaseAway):
        await intake.accept(update)
    assert (entrance.effects(), entrance.replies.shown) == (0, [])
    await intake.accept(update)
    await intake.accept(update)
    assert entrance.effects() == 1


async def test_what_comes_again_is_not_overtaken_by_what_the_person_sent_after_it(entrance: Entrance) -> None:
    away = Away(times=1)
    intake = entrance.intake(away.handle)
    batch = [message(BUDI, "satu"), message(BUDI, "dua"), message(SARI, "lain"), message(BUDI, "tiga")]
    results = await asyncio.gather(*(intake.accept(one) for one in batch), return_exceptions=True)
    assert [isinstance(one, DatabaseAway) for one in results] == [True, True, False, True]
    await asyncio.gather(*(intake.accept(one) for one in batch))
    assert away.order == ["lain", "satu", "dua", "tiga"]
    assert entrance.effects() == 4


async def test_the_database_may_go_away_in_the_middle(entrance: Entrance, monkeypatch: pytest.MonkeyPatch) -> None:
    intake, write = entrance.intake(mark), entrance.database.write

    async def commit_and_lose(*args: Any, **kwargs: Any) -> None:
        await write(*args, **kwargs)
        raise OperationalError("COMMIT", {}, ConnectionError("lost"))

    update = message(BUDI, "halo")
    monkeypatch.setattr(entrance.database, "write", commit_and_lose)
    with pytest.raises(DatabaseAway):
        await intake.accept(update)
    monkeypatch.undo()
    await intake.accept(update)
    assert entrance.effects() == 1, "it was committed, though nobody heard of it"


async def test_a_statement_that_no_database_understands_does_not_come_for_ever(entrance: Entrance) -> None:
    async def ask(_update: Update, context: Context) -> Reply:
        await context.write_for_anyone(lambda session: session.execute(text("SELECT nothing FROM nowhere")))
        return SILENCE

    await entrance.intake(ask).accept(message(BUDI, "halo"))
    assert entrance.replies.texts == [guidance.failed()]


async def test_who_blocks_the_bot_is_known_without_a_message_that_fails(entrance: Entrance) -> None:
    def reachable(session: Session) -> bool:
        return session.scalars(select(Member.blocked_at).where(Member.telegram_id == BUDI)).one() is None

    def join(session: Session) -> None:
        ship_agencies(session, entrance.clock.now())
        take_in(session, Newcomer(BUDI, "Budi", None, Role.OFFICER, 1), actor_id=None, now=entrance.clock.now())

    entrance.database.write_now(join)
    intake = entrance.intake(mark)
    blocked = reach(BUDI, "kicked")
    for update, expected in ((blocked, False), (reach(BUDI, "member"), True), (blocked, True)):
        await intake.accept(update)
        assert entrance.database.read_now(reachable) is expected
    await intake.accept(reach(SARI, "kicked"))
    assert entrance.replies.shown == []


async def test_a_slow_way_out_never_stalls_the_way_in(entrance: Entrance) -> None:
    post = StuckPost()
    stuck: Any = post
    bot: Any = None
    replies = Replies(bot, stuck, entrance.database)
    entrance.replies = replies  # type: ignore[assignment]
    intake = entrance.intake(mark)
    async with asyncio.timeout(10):
        for _ in range(20):
            await intake.accept(message(BUDI, "halo"))
    assert entrance.effects() == 20
    assert post.sent == []
    post.way_is_free.set()
    await replies.settle()
    assert post.sent == ["Tercatat"] * 20


class StuckPost:
    """Carries cards when the way is free."""

    def __init__(self) -> None:
        self.way_is_free = asyncio.Event()
        self.sent: list[str] = []

    async def draw(self, _card: Card) -> None:
        return None

    async def send(self, _to: Address, card: Card, _picture: bytes | None) -> int:
        await self.way_is_free.wait()
        self.sent.append(card.text)
        return 1


async def test_an_answer_that_fails_takes_no_other_with_it(entrance: Entrance) -> None:
    post = StuckPost()
    post.way_is_free.set()
    stuck: Any = post
    bot: Any = None
    replies = Replies(bot, stuck, entrance.database)
    broken: Any = say(None)  # type: ignore[arg-type]
    for reply in (broken, say(Card("dua"))):
        replies.show(Origin(Address(BUDI), BUDI), reply)
    await replies.settle()
    assert post.sent == ["dua"]


async def test_work_that_breaks_takes_no_work_behind_it_along() -> None:
    queues, done = Queues(), []

    async def broken() -> None:
        raise ZeroDivisionError

    async def work() -> None:
        done.append(1)

    for one in (work, broken, work):
        queues.put("key", one)
    await queues.settle()
    assert len(done) == 2
    assert "key" not in queues


async def test_a_stranger_reads_the_one_sentence_whatever_failed(entrance: Entrance) -> None:
    await entrance.intake(raising(ZeroDivisionError())).accept(message(6666, "halo"))
    assert entrance.replies.texts == [stranger_sentence()]
