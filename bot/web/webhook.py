"""Telegram's webhook: an update is answered with 2xx after its effect is committed, and never before.

Whatever else is answered, Telegram tries again (Bot API: setWebhook): so 503 where the database is away or slow, and
4xx only for what Telegram never sent.
"""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import structlog
from sqlalchemy.exc import DBAPIError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from telegram import Update

from bot.delivery import Bot
from bot.intake import Intake
from bot.tries import DatabaseAway
from models.database import is_away

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
#: Bytes; the longest texts and captions with all their entities stay far below.
LONGEST_BODY = 1_000_000
BODY_SECONDS = 10
#: Telegram itself gives an answer about a minute.
COMMIT_SECONDS = 25
#: How many updates may wait for their commits at once; Telegram is told to open fewer connections than that.
MOST_WAITING = 200
#: Seconds after which Telegram is to try again.
AGAIN_IN = {"Retry-After": "2"}
#: Whoever is refused before their body was read is not read any further.
_HANG_UP = {"Connection": "close"}


class _Refused(Exception):
    """The request is none that Telegram makes."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class WebhookDoor:
    """The way in for updates that Telegram brings. It is shut until the program can carry them out."""

    def __init__(self, bot: Bot, intake: Intake, secret: str) -> None:
        self._bot = bot
        self._intake = intake
        self._secret = secret.encode()
        #: Called when Telegram has brought an update, before it is carried out.
        self.hear: Callable[[], Awaitable[None]] | None = None
        self.is_open = False
        self.waiting = 0

    async def receive(self, request: Request) -> Response:
        """Carry out the update of a request, and answer when its effect is committed."""
        try:
            self._check_secret(request)
            content = read_update(await read_body(request))
        except _Refused as refusal:
            log.warning("webhook.refused", why=refusal.status.phrase)
            return Response(status_code=refusal.status, headers=_HANG_UP)
        except ClientDisconnect:
            return Response(status_code=HTTPStatus.BAD_REQUEST)
        if not self.is_open or self.waiting >= MOST_WAITING:
            return _later()
        self.waiting += 1
        try:
            return await self._carry_out(content)
        finally:
            self.waiting -= 1

    def _check_secret(self, request: Request) -> None:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            raise _Refused(HTTPStatus.UNAUTHORIZED)

    async def _carry_out(self, content: dict[str, Any]) -> Response:
        update = self._understood(content)
        if update is None:
            return Response()
        try:
            async with asyncio.timeout(COMMIT_SECONDS):
                await self._note_heard()
                await self._intake.accept(update)
        except DatabaseAway as error:
            log.warning("webhook.database_away", update_id=update.update_id, why=error.why)
            return _later()
        except TimeoutError:
            log.warning("webhook.slow_commit", update_id=update.update_id)
            return _later()
        return Response()

    async def _note_heard(self) -> None:
        try:
            if self.hear is not None:
                await self.hear()
        except DBAPIError as error:
            if is_away(error):
                raise DatabaseAway from error
            raise

    def _understood(self, content: dict[str, Any]) -> Update | None:
        """Give the update; nothing where PTB can't read what Telegram sent: it would come again for ever."""
        try:
            return Update.de_json(content, self._bot)
        except Exception:
            log.exception("webhook.passed_over", update_id=content["update_id"])
            return None


async def read_body(request: Request) -> bytes:
    """Give the body, sent at once or in chunks, if it is not too long and does not take too long."""
    if int(request.headers.get("content-length", "0")) > LONGEST_BODY:
        raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LONGEST_BODY:
                    raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except TimeoutError:
        raise _Refused(HTTPStatus.REQUEST_TIMEOUT) from None
    return bytes(body)


def read_update(body: bytes) -> dict[str, Any]:
    """Give what the body holds, if it is an update at all: a JSON object with a number."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise _Refused(HTTPStatus.BAD_REQUEST) from None
    if not isinstance(content, dict) or type(content.get("update_id")) is not int:
        raise _Refused(HTTPStatus.BAD_REQUEST)
    return content


def _later() -> Response:
    return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers=AGAIN_IN)
