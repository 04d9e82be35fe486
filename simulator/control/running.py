"""The simulator as a whole: its clock, limits, log, stillness and the stream of its events."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from simulator.control.requests import ControlError, answer, body_of, needed, number, person_of, seconds_of, world_of
from simulator.encoding import encode
from simulator.events import Event, Listener
from simulator.world import World

WATCHER_SECONDS = 60
BEAT_SECONDS = 15
QUIET_SECONDS = 0.1


async def clock(request: Request) -> Response:
    """`GET /sim/clock`."""
    return answer(world_of(request).clock.as_json())


async def set_clock(request: Request) -> Response:
    """`POST /sim/clock`: jump forwards, stand still, or run on."""
    world, body = world_of(request), await body_of(request)
    if "advance" in body or "to" in body:
        await _jump(world, _target(world, body))
    if "frozen" in body:
        world.clock.freeze(bool(body["frozen"]))
    shown = world.clock.as_json()
    data = {"sequence": world.events.next()} | shown
    world.events.publish("clock", lambda _: data)
    return answer(shown)


async def add_watcher(request: Request) -> Response:
    """`POST /sim/clock/watchers`: an address that is asked before every jump."""
    world, body = world_of(request), await body_of(request)
    url = str(needed(body, "url"))
    if url not in world.watchers:
        world.watchers.append(url)
    return answer({"url": url})


async def set_limits(request: Request) -> Response:
    """`POST /sim/limits`."""
    world, body = world_of(request), await body_of(request)
    world.limits.on = bool(needed(body, "on"))
    data = {"sequence": world.events.next(), "on": world.limits.on}
    world.events.publish("limits", lambda _: data)
    return answer({"on": world.limits.on})


async def log(request: Request) -> Response:
    """`GET /sim/log`."""
    after = number(request.query_params.get("after", 0), "after")
    calls = world_of(request).wire.after(after, request.query_params.get("method"))
    return answer([call.as_json() for call in calls])


async def idle(request: Request) -> Response:
    """`GET /sim/idle`: waits until every update is confirmed and no request came for `quiet` real seconds."""
    world = world_of(request)
    quiet = float(request.query_params.get("quiet", QUIET_SECONDS))

    def settled() -> bool:
        return not world.untold and not any(len(bot.updates) for bot in world.bots.values())

    return answer({"idle": await world.stillness.reached(quiet, seconds_of(request), settled)})


async def events(request: Request) -> Response:
    """`GET /sim/events`: server-sent events, of one person's chats or of everything."""
    world = world_of(request)
    person_id = request.query_params.get("as")
    listener = world.events.listen(person_of(world, person_id).id if person_id else None)
    headers = {"Cache-Control": "no-cache"}
    return StreamingResponse(_stream(world, listener), media_type="text/event-stream", headers=headers)


def _target(world: World, body: dict[str, Any]) -> float:
    try:
        if "advance" in body:
            return world.clock.now() + float(body["advance"])
        return world.clock.parse(body["to"])
    except (TypeError, ValueError) as error:
        raise ControlError(f"cannot read this time: {error}") from error


async def _jump(world: World, target: float) -> None:
    async with world.jumping:
        if target < world.clock.now():
            raise ControlError("the clock only moves forwards")
        await _ask_watchers(world, target)
        world.clock.jump_to(max(target, world.clock.now()))


async def _ask_watchers(world: World, target: float) -> None:
    """Tell whoever follows the clock, so that what is due until then can happen first."""
    if not world.watchers:
        return
    jump = {"from": world.clock.now(), "to": target}
    _say_busy(world, jump, busy=True)
    timeout = aiohttp.ClientTimeout(total=WATCHER_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        await asyncio.gather(*(_ask(session, url, jump) for url in world.watchers), return_exceptions=True)
    _say_busy(world, jump, busy=False)


async def _ask(session: aiohttp.ClientSession, url: str, jump: dict[str, float]) -> None:
    async with session.post(url, json=jump) as reply:
        await reply.read()


def _say_busy(world: World, jump: dict[str, float], *, busy: bool) -> None:
    data = {"sequence": world.events.next(), "busy": busy} | jump
    world.events.publish("busy", lambda _: data)


async def _stream(world: World, listener: Listener) -> AsyncIterator[str]:
    try:
        yield _written(Event("here", {"sequence": world.events.sequence}))
        while not world.bells.closed:
            try:
                event = await asyncio.wait_for(listener.queue.get(), BEAT_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if event is None:
                return
            yield _written(event)
    finally:
        world.events.leave(listener)


def _written(event: Event) -> str:
    return f"event: {event.kind}\ndata: {encode(event.data)}\n\n"


ROUTES = [
    Route("/sim/clock", clock),
    Route("/sim/clock", set_clock, methods=["POST"]),
    Route("/sim/clock/watchers", add_watcher, methods=["POST"]),
    Route("/sim/limits", set_limits, methods=["POST"]),
    Route("/sim/log", log),
    Route("/sim/idle", idle),
    Route("/sim/events", events),
]
