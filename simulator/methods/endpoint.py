"""`/bot<token>/<method>`: a bare ASGI application, as this is the road that must be fast."""

import logging
import time
from typing import Final

from starlette.types import Receive, Scope, Send

from simulator.encoding import as_bytes, as_text
from simulator.faults import Fault
from simulator.methods import parameters
from simulator.methods.call import Call
from simulator.methods.parameters import Parameters
from simulator.methods.table import perform
from simulator.refusals import RefusedError
from simulator.wire import POLLING
from simulator.wire import Call as LoggedCall
from simulator.world import World

PREFIX: Final = "/bot"
UNAUTHORIZED: Final = RefusedError(401, "Unauthorized")

logger = logging.getLogger(__name__)


class BotApi:
    """Answers the Bot API for every bot of a world."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        token, _, method = scope["path"][len(PREFIX) :].partition("/")
        poll = method.lower() == POLLING.lower()
        if not poll:
            self._world.stillness.begin()
        try:
            status, body = await self._answer(token, method, scope, receive)
            await _respond(send, status, body)
        finally:
            if not poll:
                self._world.stillness.end()

    async def _answer(self, token: str, method: str, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        begun = time.perf_counter()
        given = Parameters()
        refusal: RefusedError | None = None
        body = b""
        try:
            given = await parameters.read(scope, receive)
            body = await self._perform(token, method, given)
        except RefusedError as refused:
            refusal = refused
        except Exception:
            logger.exception("%s failed", method)
            refusal = RefusedError(500, "Internal Server Error")
        self._log(token, method, given, refusal, time.perf_counter() - begun)
        return (200, body) if refusal is None else (refusal.code, as_bytes(refusal.as_json()))

    async def _perform(self, token: str, method: str, given: Parameters) -> bytes:
        bot = self._world.bot_of(token)
        if bot is None:
            raise UNAUTHORIZED
        call = Call(self._world, bot, given)
        fault = self._world.faults.take(method, given.text("chat_id"))
        result = await (perform(method, call) if fault is None else self._spoilt(fault, method, call))
        return b'{"ok":true,"result":' + as_text(result).encode("utf-8", "replace") + b"}"

    async def _spoilt(self, fault: Fault, method: str, call: Call) -> object:
        if fault.kind == "refuse":
            raise fault.error()
        result = await perform(method, call)
        if fault.kind == "lose":
            raise fault.error()
        await self._world.bells.new().heard(fault.seconds)
        return result

    def _log(self, token: str, method: str, given: Parameters, refusal: RefusedError | None, seconds: float) -> None:
        world = self._world
        bot = world.bot_of(token)
        call = LoggedCall(
            sequence=world.events.next(),
            at=world.clock.now(),
            bot=bot.username if bot else "",
            method=method,
            parameters=given.for_log(),
            status=refusal.code if refusal else 200,
            description=refusal.description if refusal else None,
            seconds=seconds,
        )
        world.wire.add(call)
        if method.lower() != POLLING.lower():
            world.events.publish("wire", lambda _: call.as_json())


async def _respond(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
