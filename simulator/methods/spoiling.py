"""Doing a call that a fault befalls."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.types import Receive, Send

from simulator.faults import Fault
from simulator.refusals import RefusedError
from simulator.world import World

# A call that hangs hangs longer than any bot waits.
HANG_SECONDS: Final = 3600.0
NGINX: Final = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n"
    "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)


class CutOffError(Exception):
    """The connection is to be cut without an answer."""


async def spoil(world: World, fault: Fault, perform: Callable[[], Awaitable[object]]) -> object:
    """What the call gives in spite of the fault; raises RefusedError or CutOffError when it gives nothing."""
    match fault.kind:
        case "refuse":
            raise fault.error()
        case "cut":
            raise CutOffError
        case "hang":
            await world.bells.new().heard(fault.seconds or HANG_SECONDS)
            raise CutOffError
    result = await perform()
    match fault.kind:
        case "lose":
            raise fault.error()
        case "cut_after":
            raise CutOffError
        case "delay":
            await world.bells.new().heard(fault.seconds)
    return result


def page_of(refusal: RefusedError) -> bytes:
    """The error as the web server before the Bot API words it: a page, no JSON."""
    return NGINX.format(f"{refusal.code} {refusal.description}").encode()


async def cut(receive: Receive, send: Send) -> None:
    """Cut the connection: no status, no body, only its end. uvicorn's `send` belongs to what holds the transport."""
    transport: asyncio.Transport = send.__self__.transport  # type: ignore[attr-defined]
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
