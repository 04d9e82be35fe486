"""The way in: each update once in effect, in order for each person, in parallel over people.

`accept` returns when the effect is committed, so that whoever fetched the update may tell Telegram that it is done.
What is sent in answer is never waited for.
"""

import asyncio
import enum
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from telegram import Chat, ChatMember, ChatMemberUpdated, Update
from telegram.ext import Application

from bot.delivery import Address
from bot.faults import Faults
from bot.meters import Meters
from bot.queues import Queues
from bot.replies import Origin, Replies
from handlers import asking
from handlers.context import Context, NotAllowed, Services, Stranger
from handlers.reply import SILENCE, Notice, Reply, notice, say, show_activity, show_form, show_joining
from handlers.routes import Handler
from models.activity_card import asking_card
from models.database import is_away, is_from_outside
from models.drafts import current_card
from models.errors import LaporError
from models.joinings import current_joining
from models.members import identify
from models.reach import note_reach
from models.troubles import trouble_of
from models.updates import SeenBefore, UpdateKey, note_attempt
from views import guidance, refusals
from views.joining import stranger_sentence
from views.screen import Card, said

log = structlog.get_logger()

#: How often an update may be tried before it is given up.
MOST_ATTEMPTS = 4

#: Seconds that somebody may wait for the database without a word.
PATIENCE_SECONDS = 10.0
NOT_AGAIN = float("inf")

#: How many updates of one person may wait: several albums at once, and no flood.
MOST_WAITING = 60

App = Application[Any, Any, Any, Any, Any, Any]


class DatabaseAway(Exception):
    """The database can't be reached: the update has had no effect and is to come again."""

    @property
    def why(self) -> str:
        """What is wrong with it, as far as its error tells."""
        trouble = trouble_of(self.__cause__) if isinstance(self.__cause__, DBAPIError) else None
        return trouble or "an earlier update of the same person waits"


class TriedEnough(Exception):
    """An update was begun again and again, and the process ended each time."""


class Outcome(enum.StrEnum):
    """What became of an update."""

    DONE = "done"
    REPEATED = "repeated"
    STRANGER = "stranger"
    NOT_ALLOWED = "not_allowed"
    REFUSED = "refused"
    FAILED = "failed"
    #: Too much of one person was waiting.
    TURNED_AWAY = "turned_away"
    #: It spoilt every try, and is not tried any more.
    GIVEN_UP = "given_up"
    DATABASE_AWAY = "database_away"


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of an update, and what its person is to see."""

    outcome: Outcome
    reply: Reply


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
        self._faults = faults or Faults(services.database, services.clock)
        self._handlers = handlers
        self._services = services
        self._replies = replies
        self._meters = meters or Meters()
        #: Called when an update has its effect.
        self.took_in: Callable[[], None] = lambda: None
        self._queues = Queues()
        #: Whose update is to come again: what they sent after it must not overtake it.
        self._held_up: set[int] = set()
        #: Who has sent too much at once, for as long as they have something waiting.
        self._turned_away: set[int] = set()
        #: Since when somebody's update waits for the database.
        self._waiting_since: dict[int, float] = {}
        #: So many of the next updates are tried one by one, and each try is noted: one may have killed the process.
        self.careful_with = 0
        self._one_by_one = asyncio.Lock()

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
        key = _key(update)
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
            answered = await self._answered(update)
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
            answered = Answered(Outcome.FAILED, _silence(update))
        self._waiting_since.pop(key, None)
        self._meters.updates.labels(answered.outcome).inc()
        if not done.done():
            done.set_result(None)
        origin = _origin(update)
        if origin is not None:
            self._replies.show(origin, _answering_tap(update, answered.reply))

    def _turn_away(self, key: int, update: Update) -> None:
        """Drop what one person sends beyond all measure; they are told once, when they have their turn."""
        self._meters.updates.labels(Outcome.TURNED_AWAY).inc()
        if key in self._turned_away or not _is_private(update):
            return
        self._turned_away.add(key)
        self._queues.put(key, lambda: self._tell_of_the_flood(update))

    async def _tell_of_the_flood(self, update: Update) -> None:
        origin = _origin(update)
        if origin is not None and await self._is_known(update):
            self._replies.show(origin, _refuse(update, guidance.too_much_at_once()))

    def let_wait(self, update: Update) -> None:
        """Tell whose update has waited for the database for a while, once, that it is not lost."""
        key, now = _key(update), time.monotonic()
        if now - self._waiting_since.setdefault(key, now) < PATIENCE_SECONDS or not _is_private(update):
            return
        self._waiting_since[key] = NOT_AGAIN
        origin = _origin(update)
        if origin is not None:
            self._replies.show(origin, _refuse(update, guidance.waiting()))

    async def _answered(self, update: Update) -> Answered:
        if self.careful_with <= 0:
            return await self._tried(update)
        async with self._one_by_one:
            self.careful_with -= 1
            if await self._was_tried_enough(update):
                return await self._given_up(update, TriedEnough())
            return await self._tried(update)

    async def _tried(self, update: Update) -> Answered:
        try:
            return await self._answer(update)
        except DBAPIError as error:
            if not is_away(error):
                return await self._failed(update, error)
            # Where the try can be noted, the database is there, and it may be the update that spoils it.
            if not is_from_outside(error) and await self._was_tried_enough(update):
                return await self._given_up(update, error)
            raise DatabaseAway from error
        except Exception as error:  # noqa: BLE001 - whatever it was, it is logged, and its person told
            return await self._failed(update, error)

    async def _was_tried_enough(self, update: Update) -> bool:
        """Note a try, and tell whether there were too many; without a database nobody can tell."""
        key = UpdateKey(self._application.bot.id, update.update_id)
        try:
            return await self._services.database.write(note_attempt, key, self._services.clock.now()) > MOST_ATTEMPTS
        except DBAPIError:
            return False

    async def _failed(self, update: Update, error: Exception, outcome: Outcome = Outcome.FAILED) -> Answered:
        log.error("update.failed", update_id=update.update_id, outcome=outcome.value, exc_info=error)
        self._faults.note(error)
        if not _is_private(update):
            return Answered(outcome, _silence(update))
        words = guidance.failed() if await self._is_known(update) else stranger_sentence()
        return Answered(outcome, _refuse(update, words))

    async def _given_up(self, update: Update, error: Exception) -> Answered:
        """Let Telegram have done with an update that spoilt every try; its person learns that it had no effect."""
        return await self._failed(update, error, Outcome.GIVEN_UP)

    async def _is_known(self, update: Update) -> bool:
        """Whether somebody belongs or is on the way in: strangers read their one sentence, whatever failed."""
        try:
            return await self._services.database.read(_knows, _key(update), self._services.clock.now())
        except Exception:  # noqa: BLE001 - what failed for the handler may fail here, and is told already
            return True

    async def _answer(self, update: Update) -> Answered:
        context = Context.of(update, self._application, self._services)
        try:
            return Answered(Outcome.DONE, await self._dispatch(update, context))
        except SeenBefore:
            return Answered(Outcome.REPEATED, await self._show_again(context))
        except Stranger:
            return Answered(Outcome.STRANGER, await self._to_outsider(update, context))
        except NotAllowed:
            unknown = say(guidance.unknown_command()) if _is_private_message(update, context) else _silence(update)
            return Answered(Outcome.NOT_ALLOWED, unknown)
        except LaporError as error:
            return Answered(Outcome.REFUSED, _refuse(update, refusals.sentence(error)))

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
            await context.write_for_anyone(note_reach, context.telegram_id, blocked=blocked, now=context.now)
        return SILENCE

    async def _show_again(self, context: Context) -> Reply:
        """The update had its effect before: show where the person is."""
        if not context.is_private:
            return SILENCE
        return await self._services.database.read(_standing, context.telegram_id, context.now)

    async def _to_outsider(self, update: Update, context: Context) -> Reply:
        """Whoever is on the way in sees where they are; all others read the one sentence, and nothing in a group."""
        if not context.is_private:
            return _silence(update)
        guest = await self._services.database.read(current_joining, context.telegram_id, context.now)
        return show_joining(guest) if guest else _refuse(update, stranger_sentence())


def _key(update: Update) -> int:
    """Whose updates stay in order."""
    return update.effective_user.id if update.effective_user else 0


def _fail(done: asyncio.Future[None], error: DatabaseAway) -> None:
    if not done.done():
        done.set_exception(error)


def _origin(update: Update) -> Origin | None:
    chat, user, query = update.effective_chat, update.effective_user, update.callback_query
    if chat is None or user is None:
        return None
    message = update.effective_message
    thread_id = message.message_thread_id if message and message.is_topic_message else None
    return Origin(Address(chat.id, thread_id), user.id, query.id if query else None)


def _knows(session: Session, telegram_id: int, now: datetime) -> bool:
    return identify(session, telegram_id, now) is not None or current_joining(session, telegram_id, now) is not None


def _standing(session: Session, telegram_id: int, now: datetime) -> Reply:
    """Give the card where somebody is, on the way in, at a question or in a form, in its place on the screen."""
    joining = current_joining(session, telegram_id, now)
    if joining is not None:
        return show_joining(joining, joining.card_message_id)
    person = identify(session, telegram_id, now)
    detail = asking_card(session, person, now) if person else None
    if detail is not None:
        return show_activity(detail, detail.card_message_id)
    prompt = asking.show_in_its_place(session, person, now) if person else None
    if prompt is not None:
        return prompt
    form = current_card(session, person, now) if person else None
    return show_form(form, form.card_message_id) if form else SILENCE


def _refuse(update: Update, sentence: str) -> Reply:
    """Say a sentence of plain text: to a tap as an alert, elsewhere as a message."""
    if update.callback_query:
        return notice(sentence, alert=True)
    return say(Card(said(sentence)))


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == Chat.PRIVATE


def _is_private_message(update: Update, context: Context) -> bool:
    return context.is_private and update.callback_query is None


def _silence(update: Update) -> Reply:
    """Nobody learns who may do what; but a tap is always answered."""
    return notice(guidance.old_button_notice()) if update.callback_query else SILENCE


def _answering_tap(update: Update, reply: Reply) -> Reply:
    """Every tap is answered, if only by ending its clock."""
    if update.callback_query and not any(isinstance(step, Notice) for step in reply.steps):
        return Reply((Notice(""), *reply.steps))
    return reply
