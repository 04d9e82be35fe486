"""Telling Telegram where the webhook is, until it knows, and looking now and then whether it still does."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, repeat

import structlog
from sqlalchemy.exc import DBAPIError
from telegram import WebhookInfo
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.delivery import Bot
from bot.pacer import seconds_to_wait
from bot.polling import ALLOWED_UPDATES

log = structlog.get_logger()

#: Bot API: setWebhook, max_connections: as many as Telegram offers, so that a slow commit holds up nobody else.
CONNECTIONS = 100
#: Well within the time after which who hears nothing is deaf (models/heartbeats.py).
LOOK_SECONDS = 60.0
_PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where Telegram brings updates, and by which secret it is known."""

    url: str
    secret: str


class Registration:
    """Keeps the webhook set."""

    def __init__(self, bot: Bot, place: Place, hear: Callable[[], Awaitable[None]] | None = None) -> None:
        self._bot = bot
        self._place = place
        #: Called when Telegram reaches the webhook, or has nothing to bring.
        self._hear = hear
        self._last_error: datetime | None = None

    async def keep(self) -> None:
        """Set it, and set it again if somebody took it away: for ever.

        Raises `InvalidToken` when Telegram does not know the bot (any more).
        """
        await self._set()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if not await self._is_set():
                await self._set()

    async def _set(self) -> None:
        pauses = _pauses()
        while True:
            try:
                await self._bot.set_webhook(
                    self._place.url,
                    secret_token=self._place.secret,
                    max_connections=CONNECTIONS,
                    allowed_updates=ALLOWED_UPDATES,
                )
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = seconds_to_wait(error) if isinstance(error, RetryAfter) else next(pauses)
                log.warning("webhook.not_set", error=type(error).__name__, again_in_seconds=pause)
                await asyncio.sleep(pause)
            else:
                log.info("webhook.set")
                return

    async def _is_set(self) -> bool:
        """Tell whether Telegram still knows the place; where it can't be asked, that is no reason to tell it anew."""
        try:
            info = await self._bot.get_webhook_info()
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("webhook.not_looked_at", error=type(error).__name__)
            return True
        failed = self._tell_of_errors(info)
        if info.url != self._place.url:
            log.error("webhook.taken_away", hint="another program with this token polls, or has its own webhook")
            return False
        if not failed or not info.pending_update_count:
            await self._note_heard()
        return True

    def _tell_of_errors(self, info: WebhookInfo) -> bool:
        """Tell whether Telegram met an error since the last look."""
        if info.last_error_date is None or info.last_error_date == self._last_error:
            return False
        self._last_error = info.last_error_date
        log.warning("webhook.not_reached", words=info.last_error_message, waiting=info.pending_update_count)
        return True

    async def _note_heard(self) -> None:
        try:
            if self._hear is not None:
                await self._hear()
        except DBAPIError as error:
            log.warning("webhook.no_database", error=type(error).__name__)


def _pauses() -> Iterator[float]:
    return chain(_PAUSES, repeat(_PAUSES[-1]))
