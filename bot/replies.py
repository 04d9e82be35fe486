"""Showing people the answers of the handlers: in order for each chat, after the commit, never in the intake's way."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.constants import ChatAction
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.delivery import Address, Bot, Post, never_left
from bot.queues import Queues
from handlers.reply import Alive, Contested, Hasten, LeaveChat, Notice, Reply, SetMenu, Show, Step
from models.clock import Clock, SystemClock
from models.database import Database
from models.members import note_menu
from views.guidance import menu, menu_key
from views.screen import Card

log = structlog.get_logger()

#: How many cards are remembered as alive without asking the database.
_REMEMBERED = 10_000
#: Seconds before an answer is tried again where that is safe; what the chat is still to get waits behind it.
_PAUSES = (0.5, 2.0, 5.0)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an update came from: the chat that gets the answer, and the tap that waits for one."""

    address: Address
    person_id: int
    query_id: str | None = None


class Replies:
    """The way out for answers."""

    def __init__(self, bot: Bot, post: Post, database: Database, clock: Clock | None = None) -> None:
        self._bot = bot
        self._post = post
        self._database = database
        self._clock = clock or SystemClock()
        #: Told of failures of ours on the way out.
        self.broken: Callable[[Exception], None] = lambda _error: None
        #: Whether no other process shows cards to the same people.
        self.alone = True
        self._queues = Queues()
        self._alive: OrderedDict[str, int] = OrderedDict()
        #: How many refreshed cards wait for each task: only the last one is shown.
        self._refreshing: Counter[str] = Counter()
        #: Lets the outbox be looked at; whoever wires the program together says how.
        self.hasten: Callable[[], None] = lambda: None
        #: How many cards of each task are still to come from here.
        self._coming: Counter[str] = Counter()
        #: How many edits wait for each message, by chat: only the last one is shown.
        self._editing: Counter[tuple[int, int]] = Counter()

    @property
    def chats_waiting(self) -> int:
        """How many chats are still to get something."""
        return len(self._queues)

    def show(self, origin: Origin, reply: Reply) -> None:
        """Queue an answer behind those that the chat is still to get; returns at once."""
        if reply.steps:
            self._refreshing.update(_refreshed(reply))
            self._coming.update(_tasks(reply))
            self._editing.update(_edited(origin, reply))
            self._queues.put(origin.address.chat_id, lambda: self._carry_out(origin, reply))

    async def settle(self) -> None:
        """Wait until every answer has left."""
        await self._queues.settle()

    async def _carry_out(self, origin: Origin, reply: Reply) -> None:
        for step in reply.steps:
            self._count_down(step)
            try:
                await self._carry_out_step(origin, step)
            except TelegramError as error:
                log.warning("reply.failed", step=type(step).__name__, error=type(error).__name__)
            except Exception as error:
                log.exception("reply.broken", step=type(step).__name__)
                self.broken(error)

    async def _carry_out_step(self, origin: Origin, step: Step) -> None:
        match step:
            case Notice():
                await self._answer_tap(origin, step)
            case Show() if not (self._is_overtaken(step) or self._is_edited_again(origin, step)):
                await self._show(origin, step)
            case Hasten():
                self.hasten()
            case SetMenu():
                await self._set_menu(origin, step)
            case LeaveChat():
                await self._bot.leave_chat(origin.address.chat_id)

    async def _answer_tap(self, origin: Origin, step: Notice) -> None:
        if origin.query_id is None:
            return
        try:
            await self._bot.answer_callback_query(origin.query_id, step.text or None, show_alert=step.alert)
        except BadRequest:  # too old: the card shows what happened all the same
            log.info("reply.tap_too_old")

    async def _show(self, origin: Origin, step: Show) -> None:
        picture, _ = await asyncio.gather(self._post.draw(step.card), self._show_at_work(origin, step.card))
        message_id = await self._place(origin.address, step, picture)
        if step.alive is not None:
            await self._keep_alive(origin, step.alive, message_id)

    async def _show_at_work(self, origin: Origin, card: Card) -> None:
        """Show that a picture or a file is on its way: while it is made, not before."""
        if card.chart is not None:
            await self._post.show_at_work(origin.address)
        if card.document is not None:
            await self._post.show_at_work(origin.address, ChatAction.UPLOAD_DOCUMENT)

    async def _place(self, to: Address, step: Show, picture: bytes | None) -> int:
        message_id = self._carrier(step)
        if message_id is None:
            return await _persist(lambda: self._post.send(to, step.card, picture), if_=never_left)
        return await _persist(lambda: self._post.edit(to, message_id, step.card, picture), if_=lambda _: True)

    def _carrier(self, step: Show) -> int | None:
        """The message in whose place a card is shown."""
        if step.refresh and step.alive is not None:
            here = self._alive.get(step.alive.task, step.alive.previous)
            return here if self.alone else max(filter(None, (here, step.alive.previous)), default=None)
        return step.message_id

    def _is_overtaken(self, step: Show) -> bool:
        """Tell whether a newer card of the task waits behind this one, which is then not worth a message."""
        if not step.refresh or step.alive is None:
            return False
        self._refreshing[step.alive.task] -= 1
        if self._refreshing[step.alive.task] > 0:
            return True
        del self._refreshing[step.alive.task]
        return False

    def _is_edited_again(self, origin: Origin, step: Show) -> bool:
        """Tell whether what the step shows would be gone with the next edit of the same message: somebody taps fast."""
        if step.message_id is None or step.refresh:
            return False
        edit = (origin.address.chat_id, step.message_id)
        self._editing[edit] -= 1
        if self._editing[edit] > 0:
            return True
        del self._editing[edit]
        return False

    async def _keep_alive(self, origin: Origin, alive: Alive, message_id: int) -> None:
        if alive.contested is not None and not self.alone:
            await self._agree(origin, alive, alive.contested, message_id)
            return
        previous = self._alive.get(alive.task, alive.previous)
        self._note_alive(alive.task, message_id)
        await self._database.write(alive.remember, message_id)
        if previous is not None and previous != message_id:
            await self._post.retire(origin.address.chat_id, previous)

    async def _agree(self, origin: Origin, alive: Alive, contested: Contested, message_id: int) -> None:
        """Leave one card alive, and let it show what is true, although other processes show it at the same time."""
        chosen = await self._database.write(contested.claim, message_id)
        shown = (self._alive.get(alive.task), alive.previous, message_id)
        self._note_alive(alive.task, chosen)
        for lost in {one for one in shown if one is not None and one != chosen}:
            await self._post.retire(origin.address.chat_id, lost)
        if chosen != message_id or self._coming[alive.task] > 0:
            return
        newer = await self._database.read(contested.overtaken, self._clock.now())
        for step in newer.steps if newer else ():
            if isinstance(step, Show):
                await self._show(origin, replace(step, message_id=message_id))

    def _note_alive(self, task: str, message_id: int) -> None:
        self._alive[task] = message_id
        self._alive.move_to_end(task)
        if len(self._alive) > _REMEMBERED:
            self._alive.popitem(last=False)

    def _count_down(self, step: Step) -> None:
        if isinstance(step, Show) and step.alive is not None:
            self._coming[step.alive.task] -= 1
            if self._coming[step.alive.task] <= 0:
                del self._coming[step.alive.task]

    async def _set_menu(self, origin: Origin, step: SetMenu) -> None:
        commands = [BotCommand(name, description) for name, description in menu(step.role)]
        await self._bot.set_my_commands(commands, scope=BotCommandScopeChat(origin.person_id))
        await self._database.write(note_menu, step.member_id, menu_key(step.role))


def _edited(origin: Origin, reply: Reply) -> list[tuple[int, int]]:
    ids = [step.message_id for step in reply.steps if isinstance(step, Show) and not step.refresh]
    return [(origin.address.chat_id, one) for one in ids if one is not None]


def _refreshed(reply: Reply) -> list[str]:
    return [step.alive.task for step in reply.steps if isinstance(step, Show) and step.refresh and step.alive]


def _tasks(reply: Reply) -> list[str]:
    return [step.alive.task for step in reply.steps if isinstance(step, Show) and step.alive]


async def _persist(action: Callable[[], Awaitable[int]], *, if_: Callable[[NetworkError], bool]) -> int:
    """Try again what the network spoiled: an edit comes to the same, a message only if it never left."""
    for pause in _PAUSES:
        try:
            return await action()
        except BadRequest:  # PTB calls it a network error, but Telegram refused it
            raise
        except NetworkError as error:
            if not if_(error):
                raise
            log.warning("reply.again", error=type(error).__name__, in_seconds=pause)
        await asyncio.sleep(pause)
    return await action()
