"""An update is tried until it has its effect, fails for a reason of its own, or has spoilt too many tries."""

import asyncio
import enum
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from telegram import Update

from bot.delivery import Bot
from bot.faults import Faults
from bot.updates import author_of, is_private, refuse, silence
from handlers.context import Services
from handlers.reply import Reply
from models.database import is_away, is_from_outside
from models.joinings import current_joining
from models.members import identify
from models.troubles import trouble_of
from models.updates import UpdateKey, note_attempt
from views import guidance
from views.joining import stranger_sentence

log = structlog.get_logger()

#: How often an update may be tried before it is given up.
MOST_ATTEMPTS = 4


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


class Tries:
    """Tries `answer` with each update."""

    def __init__(
        self, answer: Callable[[Update], Awaitable[Answered]], bot: Bot, services: Services, faults: Faults
    ) -> None:
        self._answer = answer
        self._bot = bot
        self._services = services
        self._faults = faults
        #: So many of the next updates are tried one by one, and each try is noted: one may have killed the process.
        self.careful_with = 0
        self._one_by_one = asyncio.Lock()

    async def answered(self, update: Update) -> Answered:
        """Give what became of an update. Raises `DatabaseAway` if it is to come again."""
        if self.careful_with <= 0:
            return await self._tried(update)
        async with self._one_by_one:
            self.careful_with -= 1
            if await self._was_tried_enough(update):
                return await self._given_up(update, TriedEnough())
            return await self._tried(update)

    async def is_known(self, update: Update) -> bool:
        """Whether somebody belongs or is on the way in: strangers read their one sentence, whatever failed."""
        try:
            return await self._services.database.read(_knows, author_of(update), self._services.clock.now())
        except Exception:  # noqa: BLE001 - what failed for the handler may fail here, and is told already
            return True

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
        key = UpdateKey(self._bot.id, update.update_id)
        try:
            return await self._services.database.write(note_attempt, key, self._services.clock.now()) > MOST_ATTEMPTS
        except DBAPIError:
            return False

    async def _failed(self, update: Update, error: Exception, outcome: Outcome = Outcome.FAILED) -> Answered:
        log.error("update.failed", update_id=update.update_id, outcome=outcome.value, exc_info=error)
        self._faults.note(error)
        if not is_private(update):
            return Answered(outcome, silence(update))
        words = guidance.failed() if await self.is_known(update) else stranger_sentence()
        return Answered(outcome, refuse(update, words))

    async def _given_up(self, update: Update, error: Exception) -> Answered:
        """Let Telegram have done with an update that spoilt every try; its person learns that it had no effect."""
        return await self._failed(update, error, Outcome.GIVEN_UP)


def _knows(session: Session, telegram_id: int, now: datetime) -> bool:
    return identify(session, telegram_id, now) is not None or current_joining(session, telegram_id, now) is not None
