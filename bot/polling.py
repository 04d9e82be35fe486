"""Long polling that confirms an update only after its effect is committed.

PTB's own polling confirms before the handlers have finished, so that a killed process loses what it had fetched.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from sqlalchemy.exc import DBAPIError
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.delivery import Bot
from bot.intake import Intake
from bot.pacer import seconds_to_wait
from bot.tries import DatabaseAway
from models.database import is_away
from models.troubles import trouble_of

log = structlog.get_logger()

#: Bot API: getUpdates, allowed_updates: what the routes can use, and nothing else.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
#: Longer than the poll itself, so that a poll that hangs is given up.
POLL_READ_TIMEOUT = POLL_SECONDS + 10
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0


class Polling:
    """Fetches updates for the intake until it is stopped."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        came_back: Callable[[], None] = lambda: None,
        *,
        hear: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._bot = bot
        self._intake = intake
        #: Called when Telegram has answered, before what it brought is carried out.
        self._hear = hear
        #: Called when a poll came back, well or not: one that hangs never does.
        self._came_back = came_back
        self._offset: int | None = None
        self._pause = _SHORTEST_PAUSE

    async def run(self) -> None:
        """Fetch, carry out, confirm: for ever. Raises `InvalidToken` when Telegram does not know the bot (any more)."""
        while True:
            try:
                updates = await self._fetch()
            except InvalidToken:
                raise
            except TelegramError as error:
                self._came_back()
                await self._wait_after(error)
                continue
            self._came_back()
            if await self._has_heard():
                await self._carry_out(updates)
            else:
                for update in updates:
                    self._intake.let_wait(update)
                await self._wait()

    async def _has_heard(self) -> bool:
        """Note that Telegram was heard; without a database nothing can be carried out, and it will come again."""
        try:
            if self._hear is not None:
                await self._hear()
        except DBAPIError as error:
            if not is_away(error):
                raise
            log.warning("polling.database_away", why=trouble_of(error))
            return False
        return True

    async def _fetch(self) -> Sequence[Update]:
        try:
            return await self._bot.get_updates(
                offset=self._offset,
                timeout=POLL_SECONDS,
                read_timeout=POLL_READ_TIMEOUT,
                allowed_updates=ALLOWED_UPDATES,
            )
        except TelegramError:
            raise
        except Exception:
            log.exception("polling.unreadable")
            return await self._fetch_what_is_readable()

    async def _fetch_what_is_readable(self) -> list[Update]:
        """Telegram sent something that PTB can't read: read each update by itself, and pass over what stays so."""
        asked = {"offset": self._offset, "timeout": 0, "allowed_updates": ALLOWED_UPDATES}
        raw = await self._bot.do_api_request("getUpdates", api_kwargs=asked)
        updates: list[Update] = []
        for one in raw:
            try:
                updates.append(Update.de_json(one, self._bot))
            except Exception:
                log.exception("polling.passed_over", update_id=one["update_id"])
                if not updates:
                    self._offset = one["update_id"] + 1
        return updates

    async def _carry_out(self, updates: Sequence[Update]) -> None:
        """Carry a batch out, and confirm it up to the first one that found no database."""
        results = await asyncio.gather(*(self._intake.accept(one) for one in updates), return_exceptions=True)
        for update, result in zip(updates, results, strict=True):
            if isinstance(result, DatabaseAway):
                log.error("polling.database_away", update_id=update.update_id, why=result.why)
                await self._wait()
                return
            if isinstance(result, BaseException):
                raise result
            self._offset = update.update_id + 1
        self._pause = _SHORTEST_PAUSE

    async def _wait_after(self, error: TelegramError) -> None:
        match error:
            case RetryAfter():
                await asyncio.sleep(seconds_to_wait(error))
            case Conflict():
                log.error("polling.conflict", hint="another process polls with this token; only one may")
                await self._wait()
            case NetworkError():
                log.warning("polling.no_connection", error=type(error).__name__)
                await self._wait()
            case _:
                log.error("polling.refused", error=type(error).__name__)
                await self._wait()

    async def _wait(self) -> None:
        await asyncio.sleep(self._pause)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)
