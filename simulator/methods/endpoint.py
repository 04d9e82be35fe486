"""`/bot<token>/<method>`: a bare ASGI application, as this is the road that must be fast."""

import logging
import time
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send

from simulator.encoding import as_bytes, as_text
from simulator.methods import parameters
from simulator.methods.call import Call
from simulator.methods.noting import Noted, Outcome, note
from simulator.methods.parameters import Parameters
from simulator.methods.spoiling import CutOffError, cut, page_of, spoil
from simulator.methods.table import perform
from simulator.refusals import RefusedError
from simulator.wire import POLLING
from simulator.world import World

PREFIX: Final = "/bot"
JSON: Final = b"application/json"
UNAUTHORIZED: Final = RefusedError(401, "Unauthorized")

# What a webhook's answer cannot ask for (telegram-bot-api: WebhookActor): nobody would hear the result.
NOT_IN_REPLIES: Final = ("get", "setwebhook", "deletewebhook", "close", "logout")

logger = logging.getLogger(__name__)


class BotApi:
    """Answers the Bot API for every bot of a world."""

    def __init__(self, world: World) -> None:
        self._world = world
        world.couriers.reply = self.take_reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        token, _, method = scope["path"][len(PREFIX) :].partition("/")
        poll = method.lower() == POLLING.lower()
        if not poll:
            self._world.stillness.begin()
        try:
            await _respond(send, *await self._answer(token, method, scope, receive))
        except CutOffError:
            await cut(receive, send)
        finally:
            if not poll:
                self._world.stillness.end()

    async def take_reply(self, bot_id: int, kind: bytes, body: bytes) -> None:
        """Do the call that a bot answered an update with, if it is one; its result is told to nobody."""
        bot = self._world.bots[bot_id]
        scope = {"type": "http", "method": "POST", "query_string": b"", "headers": [(b"content-type", kind)]}
        try:
            given = await parameters.read(scope, _whole(body))
        except (RefusedError, HTTPException):
            return
        method = given.text("method")
        if method and not method.lower().startswith(NOT_IN_REPLIES):
            await self._outcome(bot.token, method, given)

    async def _answer(self, token: str, method: str, scope: Scope, receive: Receive) -> tuple[int, bytes, bytes]:
        """Status, kind and body of the answer."""
        try:
            given = await parameters.read(scope, receive)
        except RefusedError as refused:
            note(self._world, Noted(self._name(token), method, Parameters(), refused, 0.0))
            return _written(refused)
        outcome = await self._outcome(token, method, given)
        if isinstance(outcome, CutOffError):
            raise outcome
        return _written(outcome)

    async def _outcome(self, token: str, method: str, given: Parameters) -> Outcome:
        """How the call went; it is noted, a cut connection too."""
        begun = time.perf_counter()
        outcome: Outcome
        try:
            outcome = await self._perform(token, method, given)
        except (RefusedError, CutOffError) as error:
            outcome = error
        except Exception:
            logger.exception("%s failed", method)
            outcome = RefusedError(500, "Internal Server Error")
        note(self._world, Noted(self._name(token), method, given, outcome, time.perf_counter() - begun))
        return outcome

    def _name(self, token: str) -> str:
        bot = self._world.bot_of(token)
        return bot.username if bot else ""

    async def _perform(self, token: str, method: str, given: Parameters) -> bytes:
        bot = self._world.bot_of(token)
        if bot is None:
            raise UNAUTHORIZED
        call = Call(self._world, bot, given)
        fault = self._world.faults.take(method, given.text("chat_id"))
        if fault is None:
            result = await perform(method, call)
        else:
            result = await spoil(self._world, fault, lambda: perform(method, call))
        return b'{"ok":true,"result":' + as_text(result).encode("utf-8", "replace") + b"}"


async def _respond(send: Send, status: int, kind: bytes, body: bytes) -> None:
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _written(outcome: bytes | RefusedError) -> tuple[int, bytes, bytes]:
    if isinstance(outcome, bytes):
        return 200, JSON, outcome
    if outcome.html:
        return outcome.code, b"text/html", page_of(outcome)
    return outcome.code, JSON, as_bytes(outcome.as_json())


def _whole(body: bytes) -> Receive:
    """A body that has arrived already."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    return receive
