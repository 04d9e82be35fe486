"""The way in: each update once in effect, in order for each person, in parallel over people.

`accept` returns when the effect is committed, so that whoever fetched the update may tell Telegram that it is done.
What is sent in answer is never waited for.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import structlog
from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.ext import Application

from bot.faults import Faults
from bot.meters import Meters
from bot.queues import Queues
from bot.replies import Replies
from bot.tries import Answered, DatabaseAway, Outcome, Tries
from bot.updates import answering_tap, author_of, is_private, origin_of, refuse, silence
from handlers import standing
from handlers.context import Context, NotAllowed, Services, Stranger
from handlers.reply import SILENCE, Reply, say, show_joining
from handlers.routes import Handler
from models.errors import LaporError
from models.joinings import current_joining
from models.reach import note_reach
from models.updates import SeenBefore
from views import guidance, refusals
from views.joining import stranger_sentence

log = structlog.get_logger()

#: Seconds that somebody may wait for the database without a word.
PATIENCE_SECONDS = 10.0
NOT_AGAIN = float("inf")

#: How many updates of one person may wait: several albums at once, and no flood.
MOST_WAITING = 60

App = Application[Any, Any, Any, Any, Any, Any]


class Intake:
    """Takes updates in, whichever way they came."""

    def __init__(
        self,
        application: App,
        handlers: list[Handler],
        services: Services,
        replies: Replies,
        meters: Meters | None = None,
        faults: Faults | None = None,
    ) -> None:
        self._application = application
        self._handlers = handlers
        self._services = services
        self._replies = replies
        self._meters = meters or Meters()
        #: Called when an update has its effect.
        self.took_in: Callable[[], None] = lambda: None
        self._queues = Queues()
        self._faults = faults or Faults(services.database, services.clock)
        self.tries = Tries(self._answer, application.bot, services, self._faults)
        #: Whose update is to come again: what they sent after it must not overtake it.
        self._held_up: set[int] = set()
        #: Who has sent too much at once, for as long as they have something waiting.
        self._turned_away: set[int] = set()
        #: Since when somebody's update waits for the database.
        self._waiting_since: dict[int, float] = {}

    @property
    def persons_waiting(self) -> int:
        """How many people's updates are being carried out, or wait for it."""
        return len(self._queues)

    async def settle(self) -> None:
        """Wait until everything that was taken in is carried out."""
        await self._queues.settle()

    async def accept(self, update: Update) -> None:
        """Carry an update out; returns when its effect is committed. Raises `DatabaseAway`."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        key = author_of(update)
        if key not in self._queues:
            self._held_up.discard(key)
            self._turned_away.discard(key)
        if self._queues.waiting(key) >= MOST_WAITING:
            self._turn_away(key, update)
            return
        began = time.monotonic()
        self._queues.put(key, lambda: self._handle(key, update, done))
        await done
        self.took_in()
        self._meters.update_seconds.observe(time.monotonic() - began)

    async def _handle(self, key: int, update: Update, done: asyncio.Future[None]) -> None:
        if key in self._held_up:
            _fail(done, DatabaseAway())
            return
        try:
            answered = await self.tries.answered(update)
        except DatabaseAway as error:
            self._meters.updates.labels(Outcome.DATABASE_AWAY).inc()
            self._held_up.add(key)
            self.let_wait(update)
            _fail(done, error)
            return
        except Exception as error:
            # Even telling of it failed. Whoever fetched the update must not wait for ever: others come after it.
            log.exception("update.lost", update_id=update.update_id)
            self._faults.note(error)
            answered = Answered(Outcome.FAILED, silence(update))
        self._waiting_since.pop(key, None)
        self._meters.updates.labels(answered.outcome).inc()
        if not done.done():
            done.set_result(None)
        origin = origin_of(update)
        if origin is not None:
            self._replies.show(origin, answering_tap(update, answered.reply))

    def _turn_away(self, key: int, update: Update) -> None:
        """Drop what one person sends beyond all measure; they are told once, when they have their turn."""
        self._meters.updates.labels(Outcome.TURNED_AWAY).inc()
        if key in self._turned_away or not is_private(update):
            return
        self._turned_away.add(key)
        self._queues.put(key, lambda: self._tell_of_the_flood(update))

    async def _tell_of_the_flood(self, update: Update) -> None:
        origin = origin_of(update)
        if origin is not None and await self.tries.is_known(update):
            self._replies.show(origin, refuse(update, guidance.too_much_at_once()))

    def let_wait(self, update: Update) -> None:
        """Tell whose update has waited for the database for a while, once, that it is not lost."""
        key, now = author_of(update), time.monotonic()
        if now - self._waiting_since.setdefault(key, now) < PATIENCE_SECONDS or not is_private(update):
            return
        self._waiting_since[key] = NOT_AGAIN
        origin = origin_of(update)
        if origin is not None:
            self._replies.show(origin, refuse(update, guidance.waiting()))

    async def _answer(self, update: Update) -> Answered:
        context = Context.of(update, self._application, self._services)
        try:
            return Answered(Outcome.DONE, await self._dispatch(update, context))
        except SeenBefore:
            return Answered(Outcome.REPEATED, await self._show_again(context))
        except Stranger:
            return Answered(Outcome.STRANGER, await self._to_outsider(update, context))
        except NotAllowed:
            unknown = say(guidance.unknown_command()) if _is_private_message(update, context) else silence(update)
            return Answered(Outcome.NOT_ALLOWED, unknown)
        except LaporError as error:
            return Answered(Outcome.REFUSED, refuse(update, refusals.sentence(error)))

    async def _dispatch(self, update: Update, context: Context) -> Reply:
        """Ask the handlers in order, as PTB does, but know what became of it."""
        if update.my_chat_member is not None and context.is_private:
            return await self._note_reach(update.my_chat_member, context)
        for handler in self._handlers:
            check = handler.check_update(update)
            if check is not None and check is not False:
                return await handler.handle_update(update, self._application, check, context)
        return SILENCE

    async def _note_reach(self, change: ChatMemberUpdated, context: Context) -> Reply:
        """Somebody blocked the bot, or lets it write again: the clock's road is to know."""
        blocked = change.new_chat_member.status == ChatMember.BANNED
        with suppress(SeenBefore):
            who, at = context.telegram_id, change.date
            await context.write_for_anyone(note_reach, who, blocked=blocked, at=at, now=context.now)
        return SILENCE

    async def _show_again(self, context: Context) -> Reply:
        """The update had its effect before: show where the person is."""
        if not context.is_private:
            return SILENCE
        return await self._services.database.read(standing.show_again, context.telegram_id, context.now)

    async def _to_outsider(self, update: Update, context: Context) -> Reply:
        """Whoever is on the way in sees where they are; all others read the one sentence, and nothing in a group."""
        if not context.is_private:
            return silence(update)
        guest = await self._services.database.read(current_joining, context.telegram_id, context.now)
        return show_joining(guest) if guest else refuse(update, stranger_sentence())


def _fail(done: asyncio.Future[None], error: DatabaseAway) -> None:
    if not done.done():
        done.set_exception(error)


def _is_private_message(update: Update, context: Context) -> bool:
    return context.is_private and update.callback_query is None
