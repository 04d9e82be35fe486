"""What a handler works with: the database's two doors, the time, who writes, and what they wrote or tapped."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session
from telegram import CallbackQuery, Chat, Message, Update
from telegram.ext import Application, CallbackContext, ExtBot

from models.clock import Clock
from models.database import Database
from models.members import identify, identify_even_left
from models.permissions import Action, Person, may_somewhere
from models.reach import note_heard
from models.updates import UpdateKey, mark_processed

P = ParamSpec("P")
T = TypeVar("T")
Empty = dict[Any, Any]
Bot = ExtBot[Any]


class Stranger(Exception):
    """Whoever writes does not belong to the task force."""


class NotAllowed(Exception):
    """A member asks for what their role has no right to."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the program gives to every handler."""

    database: Database
    clock: Clock
    administrators: frozenset[int]
    #: All data are made up: say so wherever they show.
    synthetic: bool = False


class Context(CallbackContext[Bot, Empty, Empty, Empty]):
    """The context of one update."""

    incoming: Update
    services: Services

    @classmethod
    def of(
        cls, update: Update, application: "Application[Any, Any, Any, Any, Any, Any]", services: Services
    ) -> "Context":
        """Make the context of an update."""
        context = cls.from_update(update, application)
        context.incoming, context.services = update, services
        return context

    @property
    def now(self) -> datetime:
        """This moment, in UTC."""
        return self.services.clock.now()

    @property
    def telegram_id(self) -> int:
        """Who wrote or tapped; 0 where nobody in person did."""
        return self.incoming.effective_user.id if self.incoming.effective_user else 0

    @property
    def chat(self) -> Chat:
        """Where they did."""
        chat = self.incoming.effective_chat
        assert chat is not None  # noqa: S101 - the routes take only updates from chats
        return chat

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads the answer."""
        return self.incoming.effective_chat is not None and self.chat.type == Chat.PRIVATE

    @property
    def message(self) -> Message:
        """What they wrote."""
        message = self.incoming.effective_message
        assert message is not None  # noqa: S101 - the routes take only messages here
        return message

    @property
    def query(self) -> CallbackQuery:
        """What they tapped."""
        query = self.incoming.callback_query
        assert query is not None  # noqa: S101 - the routes take only taps here
        return query

    @property
    def tapped_message_id(self) -> int | None:
        """The message whose button was tapped; nothing where Telegram no longer tells."""
        return self.query.message.message_id if self.query.message else None

    @property
    def words(self) -> str:
        """What stands behind the command."""
        return " ".join(self.args or ())

    async def write(self, work: Callable[Concatenate[Session, Person, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a member's work in a transaction that also notes the update as processed.

        Raises `Stranger`, and `SeenBefore` if the update has had its effect.
        """

        def once(session: Session) -> T:
            return work(session, self._heard(session, self._member(session)), *args, **kwargs)

        return await self.write_for_anyone(once)

    async def write_for_anyone(
        self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run work of somebody who need not be a member, once for this update."""

        def once(session: Session) -> T:
            mark_processed(session, UpdateKey(self.bot.id, self.incoming.update_id), self.now)
            return work(session, *args, **kwargs)

        return await self.services.database.write(once)

    async def write_as(
        self, action: Action, work: Callable[Concatenate[Session, Person, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `write`, for whoever may do the action: somebody who has left, too, where it remains to them.

        Raises `Stranger`, `NotAllowed` and `SeenBefore`.
        """

        def permitted(session: Session) -> T:
            return work(session, self._heard(session, self._permitted(session, action)), *args, **kwargs)

        return await self.write_for_anyone(permitted)

    async def read(
        self, action: Action, work: Callable[Concatenate[Session, Person, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a member's work that only reads. Raises `Stranger` and `NotAllowed`."""

        def permitted(session: Session) -> T:
            return work(session, self._permitted(session, action), *args, **kwargs)

        return await self.services.database.read(permitted)

    async def look(
        self, action: Action, work: Callable[Concatenate[Session, Person, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a member's work that shows personal data of others: as `read`, but what `audit.looked` notes stays.

        Whoever looks again leaves another trace. Raises `Stranger` and `NotAllowed`.
        """

        def permitted(session: Session) -> T:
            return work(session, self._permitted(session, action), *args, **kwargs)

        return await self.services.database.write(permitted)

    async def person(self) -> Person | None:
        """Tell who writes, if they belong."""
        return await self.services.database.read(identify, self.telegram_id, self.now)

    def _heard(self, session: Session, person: Person) -> Person:
        """Note that somebody writes to the bot; a tap does not say when it was."""
        if self.is_private and self.incoming.message is not None:
            note_heard(session, person.member_id, self.incoming.message.date)
        return person

    def _member(self, session: Session) -> Person:
        person = identify(session, self.telegram_id, self.now)
        if person is None:
            raise Stranger
        return person

    def _permitted(self, session: Session, action: Action) -> Person:
        """Who writes, where they may do the action: whoever has left is a stranger to all but what remains to them."""
        person = identify_even_left(session, self.telegram_id, self.now)
        if person is None or (person.has_left and not may_somewhere(person, action)):
            raise Stranger
        require(person, action)
        return person


def require(person: Person, action: Action) -> None:
    """Go on only if there is anything for which the person may do the action; raises `NotAllowed`."""
    if not may_somewhere(person, action):
        raise NotAllowed


async def members_only(context: Context) -> None:
    """Go on only if whoever writes belongs; raises `Stranger`."""
    if await context.person() is None:
        raise Stranger
