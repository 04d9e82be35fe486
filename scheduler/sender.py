"""Sending what the outbox holds: claim, render, mark, send, mark. What may have been delivered is never sent again."""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog
from sqlalchemy.exc import DBAPIError

from models.clock import Clock
from models.database import Database, is_away
from models.file_orders import tell_failed
from models.heartbeats import Lives
from models.outbox import Claimed, claim, doubt_interrupted, settle_waiting, wait_longer
from models.schema import OutboxState
from models.troubles import trouble_of
from scheduler.heart import Heart
from scheduler.keeping_true import KeepingTrue
from scheduler.letter import RETRY_AFTER, Delivery, Letter, NotSent, Pointless
from scheduler.letters import compose
from scheduler.line import Line
from scheduler.planning import plan_what_is_due
from scheduler.settling import set_out, settle_delivery
from views.screen import Card

log = structlog.get_logger()

#: How many messages are on their way at once; the pacer decides how fast they leave.
BATCH = 30
#: How often a message that can't be written is tried before it counts as failed.
WRITING_TRIES = 3


class Courier(Protocol):
    """Whoever carries a letter to Telegram."""

    async def draw(self, card: Card) -> bytes | None:
        """Draw the card's chart as PNG, if it has one."""
        ...

    async def enclose(self, letter: Letter) -> Letter:
        """Give the letter with its file, if one was still to be made."""
        ...

    async def wait_for_turn(self, chat_id: int) -> None:
        """Wait until a scheduled message may leave for the chat."""
        ...

    async def is_answered(self) -> bool:
        """Tell whether Telegram answers now."""
        ...

    async def deliver(self, letter: Letter, picture: bytes | None) -> Delivery:
        """Send a scheduled message, or put one right in place, once, right now."""
        ...


class Outgoing:
    """The clock's way out."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        courier: Courier,
        *,
        heart: Heart | None = None,
        synthetic: bool = False,
    ) -> None:
        self._database = database
        self._clock = clock
        self._courier = courier
        self._synthetic = synthetic
        self._keeping_true = KeepingTrue(database, clock)
        self._heart = heart or Heart(database, clock)
        self._line = Line(courier.is_answered, clock)
        self._leaving: dict[asyncio.Task[None], int] = {}
        self._hastening: set[asyncio.Task[None]] = set()
        #: Told of failures of ours.
        self.broken: Callable[[Exception], None] = lambda _error: None

    async def tick(self) -> None:
        """Plan what is due, and send everything that waits."""
        await self.plan()
        await self.send_waiting()

    async def plan(self) -> None:
        """Write down what is due, and which posts have to change; what was leaving at a crash may have arrived."""
        now = self._clock.now()
        await self._heart.beat()
        doubtful = await self._database.write(doubt_interrupted, await self._lives(), now)
        planned = await self._database.write(plan_what_is_due, now) + await self._keeping_true.look()
        if planned or doubtful:
            log.info("outbox.planned", planned=planned, unknown=doubtful)

    async def send_waiting(self) -> None:
        """Send everything that waits and is due; returns when nothing is on its way any more."""
        while await self.let_go():
            await self.finish()

    async def let_go(self) -> int:
        """Start sending what waits and is due, and give how many; the last ones may still be on their way.

        A chat that has to wait takes one place of the batch, and holds up nobody else. Nothing leaves while Telegram
        does not answer.
        """
        started = 0
        while await self._line.is_open() and (rows := await self._claim()):
            for row in rows:
                task = asyncio.create_task(self._send(row))
                self._leaving[task] = row.id
                task.add_done_callback(self._leaving.pop)
            started += len(rows)
            await self._wait_for_room()
        return started

    def hasten(self) -> None:
        """Look at once at what waits and is due: somebody is waiting for it, and the next tick may be far."""
        task = asyncio.create_task(self._hasten())
        self._hastening.add(task)
        task.add_done_callback(self._hastening.discard)

    async def _hasten(self) -> None:
        try:
            await self.let_go()
        except Exception:
            log.exception("outbox.not_hastened")  # the next tick will look again

    async def finish(self) -> None:
        """Wait until what is on its way has left."""
        while on_the_way := {*self._leaving, *self._hastening}:
            await asyncio.wait(on_the_way)

    async def _claim(self) -> list[Claimed]:
        most = max(0, BATCH - len(self._leaving))
        return await self._database.write(claim, self._clock.now(), await self._lives(), most=most)

    async def _lives(self) -> Lives:
        return await self._heart.lives(self._leaving.values())

    async def _wait_for_room(self) -> None:
        """Wait until half of the places are free: claiming one by one would cost a transaction each."""
        while len(self._leaving) > BATCH // 2:
            await asyncio.wait(self._leaving, return_when=asyncio.FIRST_COMPLETED)

    async def _send(self, row: Claimed) -> None:
        try:
            letter = await self._write(row)
            if letter is not None:
                await self._carry(row, *letter)
        except Exception as error:
            # No database: nobody has it in hand now, and it tells by its state whether it may be sent again.
            if isinstance(error, DBAPIError) and is_away(error):
                log.warning("outbox.database_away", kind=row.kind, why=trouble_of(error))
                return
            log.exception("outbox.interrupted", kind=row.kind)
            self.broken(error)

    async def _write(self, row: Claimed) -> tuple[Letter, bytes | None] | None:
        """Give the letter and its picture; nothing where it is pointless, or can't be written now."""
        try:
            letter = await self._database.read(compose, row, self._clock.now(), synthetic=self._synthetic)
            if isinstance(letter, Pointless):
                await self._settle(row, OutboxState.DROPPED, letter.reason)
                return None
            letter = await self._courier.enclose(letter)
            return letter, await self._courier.draw(letter.card)
        except Exception as error:
            if isinstance(error, DBAPIError) and is_away(error):
                raise
            log.exception("outbox.unwritable", kind=row.kind)
            self.broken(error)
            await self._try_writing_again(row, f"unwritable: {type(error).__name__}")
            return None

    async def _try_writing_again(self, row: Claimed, reason: str) -> None:
        if row.attempts < WRITING_TRIES:
            await self._database.write(wait_longer, row.id, self._clock.now() + RETRY_AFTER)
        elif await self._settle(row, OutboxState.FAILED, reason):
            await self._database.write(tell_failed, row, self._clock.now())

    async def _carry(self, row: Claimed, letter: Letter, picture: bytes | None) -> None:
        await self._courier.wait_for_turn(letter.chat_id)
        me, now = self._heart.me.id, self._clock.now()
        if await self._database.write(set_out, row, letter, me, now, synthetic=self._synthetic):
            delivery = await self._deliver(letter, picture)
            await self._database.write(settle_delivery, row, letter, delivery, self._clock.now())
            log.info("outbox.left", kind=row.kind, **_told(delivery))

    async def _deliver(self, letter: Letter, picture: bytes | None) -> Delivery:
        """Deliver it, unless Telegram has ceased to answer since it was claimed."""
        if not await self._line.is_open():
            return NotSent("no answer to the one before", unanswered=True)
        delivery = await self._courier.deliver(letter, picture)
        self._line.hear(delivery)
        return delivery

    async def _settle(self, row: Claimed, state: OutboxState, outcome: str) -> bool:
        """Settle what does not leave; tell whether nobody else had sent it meanwhile."""
        settled = await self._database.write(settle_waiting, row.id, state, self._clock.now(), outcome)
        if settled:
            log.info("outbox.settled", kind=row.kind, state=state.value, outcome=outcome)
        return settled


def _told(delivery: Delivery) -> dict[str, str]:
    """What the log tells of a delivery: nothing personal is in it."""
    reason = getattr(delivery, "reason", None)
    return {"delivery": type(delivery).__name__} | ({"reason": reason} if reason else {})
